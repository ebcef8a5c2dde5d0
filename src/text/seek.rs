//! Looking for many words at once, or for a regular expression.
//!
//! A [`Seeker`] is made once and cloned cheaply. Words are compared as every search of the program compares them
//! ([`FindOptions`]); a regular expression sees the letters as they stand, without regard to case unless that is asked
//! for. A long paragraph is cut into [`Piece`]s, so that a search can be given up between two of them, and so that
//! what is on screen can be searched without the rest.
//!
//! The time of all this is bounded: an expression is never tried again and again at one place, and one that would need
//! too much memory is refused when it is read.

mod error;
mod expression;
mod pieces;
mod words;

use super::find::{FindOptions, Pattern, Scan};
use super::{Span, Text, snap};

use expression::Expression;
use words::Words;

pub use error::{Misread, Unfindable};
pub use pieces::{Piece, pieces, pieces_over};
pub use words::MOST_WORDS;

/// Bytes of a long paragraph that are searched between two looks at whether to go on.
const STRETCH: usize = 64 * 1024;

/// What is looked for, made ready.
#[derive(Clone, Debug)]
pub struct Seeker(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Phrase(Pattern),
    Words(Words),
    Expression(Expression),
}

impl Seeker {
    /// Looks for words one behind the other, over the ends of lines too.
    ///
    /// # Errors
    /// [`Unfindable::Nothing`] when there is nothing in them to find.
    pub fn phrase(words: &str, options: FindOptions) -> Result<Self, Unfindable> {
        let pattern = Pattern::new(words, options).ok_or(Unfindable::Nothing)?;
        Ok(Self(Kind::Phrase(pattern)))
    }

    /// Looks for any of these words or phrases, over the ends of lines too; the longest one that begins at a place counts.
    ///
    /// # Errors
    /// [`Unfindable`] when there is nothing in them to find, or when they are more than [`MOST_WORDS`] or too long.
    pub fn words<'a>(
        words: impl IntoIterator<Item = &'a str>,
        options: FindOptions,
    ) -> Result<Self, Unfindable> {
        Ok(Self(Kind::Words(Words::new(words, options)?)))
    }

    /// Looks for a regular expression, within one paragraph. Accents always count.
    ///
    /// # Errors
    /// [`Unfindable::Expression`] says what is wrong with it, and where.
    pub fn expression(expression: &str, options: FindOptions) -> Result<Self, Unfindable> {
        let expression = Expression::new(expression, options).map_err(Unfindable::Expression)?;
        Ok(Self(Kind::Expression(expression)))
    }

    /// Adds everything in a text: in order, on grapheme boundaries, without overlaps. Asks before each stretch, and after
    /// whatever was found, whether to go on; `false` when it was told not to.
    pub fn seek(
        &self,
        text: &Text,
        found: &mut Vec<Span>,
        mut go_on: impl FnMut() -> bool,
    ) -> bool {
        if let Kind::Phrase(pattern) = &self.0 {
            let mut scan = Scan::new(text.clone(), pattern.clone());
            while go_on() {
                if scan.advance(STRETCH, found) {
                    return true;
                }
            }
            return false;
        }
        let first = found.len();
        let mut look = |stretch: Span| {
            for piece in pieces(text, stretch, STRETCH) {
                if !go_on() {
                    return false;
                }
                let Some(here) = self.look(text, piece, &mut go_on) else {
                    return false;
                };
                for span in here {
                    // What began in the piece before may reach into this one.
                    if found[first..]
                        .last()
                        .is_none_or(|last| last.end <= span.start)
                    {
                        found.push(span);
                    }
                }
            }
            true
        };
        if let Kind::Expression(_) = &self.0 {
            text.paragraphs().all(|paragraph| look(paragraph.span))
        } else {
            // Words may have the end of a line between them.
            look(Span::of(0..text.len()))
        }
    }

    /// What begins in a piece of a paragraph, and may reach a little beyond it: in order, on grapheme boundaries, without
    /// overlaps.
    #[must_use]
    pub fn in_piece(&self, text: &Text, piece: Piece) -> Vec<Span> {
        self.look(text, piece, &mut || true).unwrap_or_default()
    }

    /// The same; nothing when it was told not to go on. One expression may look far for each thing that it finds, and find
    /// thousands.
    fn look(
        &self,
        text: &Text,
        piece: Piece,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Span>> {
        let mut found: Vec<Span> = Vec::new();
        let mut add = |span: Span| {
            let span = snap(text, span);
            if found.last().is_none_or(|last| last.end <= span.start) {
                found.push(span);
            }
        };
        let whole = text.as_str();
        match &self.0 {
            Kind::Phrase(pattern) => {
                let here = Text::new(&whole[piece.window.range()]);
                let mut within = Vec::new();
                Scan::new(here.clone(), pattern.clone()).advance(here.len(), &mut within);
                let start = piece.window.start.index();
                for span in within {
                    add(Span::of(
                        start + span.start.index()..start + span.end.index(),
                    ));
                }
            }
            Kind::Words(words) => words.find(text, words.reach(whole, piece), add),
            Kind::Expression(expression) => {
                let mut is_stopped = false;
                expression.find(whole, piece.window, |span| {
                    add(span);
                    is_stopped = !go_on();
                    !is_stopped && span.start < piece.core.end
                });
                if is_stopped {
                    return None;
                }
            }
        }
        found.retain(|span| span.start < piece.core.end);
        Some(found)
    }
}

#[cfg(test)]
mod tests;
