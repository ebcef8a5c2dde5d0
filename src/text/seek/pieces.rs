//! A paragraph in pieces: a text may be one line of many megabytes.

use crate::text::{Byte, Span, Text};

/// What is found in a piece may reach so many bytes beyond it.
pub(super) const BEYOND: usize = 1024;
/// A piece ends behind a blank, if there is one in its last bytes.
const SLACK: usize = 256;

/// A stretch of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What begins here is found in this piece.
    pub core: Span,
    /// How far it may reach.
    pub window: Span,
}

/// The pieces of about `longest` bytes that a paragraph is cut into, in order; one of an empty paragraph. They are the same
/// whichever of them one wants, so `longest` and the start of the paragraph tell them.
pub fn pieces(text: &Text, paragraph: Span, longest: usize) -> impl Iterator<Item = Piece> + '_ {
    let (start, end) = (paragraph.start.index(), paragraph.end.index());
    let count = (end - start).div_ceil(longest).max(1);
    (0..count).map(move |number| piece(text.as_str(), (start, end), number, longest))
}

/// Those of the pieces of all paragraphs that have something of a span, or touch it.
#[must_use]
pub fn pieces_over(text: &Text, span: Span, longest: usize) -> Vec<Piece> {
    let (first, last) = (text.paragraph_at(span.start), text.paragraph_at(span.end));
    let mut over = Vec::new();
    for index in first.index..=last.index {
        let paragraph = text.paragraph(index).span;
        let (start, end) = (paragraph.start.index(), paragraph.end.index());
        let count = (end - start).div_ceil(longest).max(1);
        let number = |at: Byte| at.index().saturating_sub(start) / longest;
        // A piece may end a little before its place in the row, behind a blank.
        let numbers = number(span.start)..=(number(span.end) + 1).min(count - 1);
        let pieces = numbers.map(|number| piece(text.as_str(), (start, end), number, longest));
        over.extend(pieces.filter(|piece| {
            piece.core.overlaps(span)
                || piece.core.start <= span.end && span.start <= piece.core.end
        }));
    }
    over
}

fn piece(text: &str, (start, end): (usize, usize), number: usize, longest: usize) -> Piece {
    let cut = |number: usize| {
        let at = start + number * longest;
        if number == 0 || at >= end {
            return at.min(end);
        }
        let from = text.ceil_char_boundary(at.saturating_sub(SLACK.min(longest / 2)).max(start));
        let at = text.floor_char_boundary(at);
        let from = from.min(at);
        let blank = text[from..at].rfind(char::is_whitespace);
        blank.map_or(at, |blank| text.ceil_char_boundary(from + blank + 1))
    };
    let core = cut(number)..cut(number + 1);
    let window = core.start..text.floor_char_boundary((core.end + BEYOND).min(end));
    Piece {
        core: Span::of(core),
        window: Span::of(window),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_pieces_are_the_paragraph(text in "[ab é👩\n]{0,80}", longest in 4usize..20, from in 0usize..90, to in 0usize..90) {
            let text = Text::new(text);
            let mut all = Vec::new();
            for paragraph in text.paragraphs() {
                let mut at = paragraph.span.start;
                for piece in pieces(&text, paragraph.span, longest) {
                    prop_assert_eq!(piece.core.start, at);
                    prop_assert!(piece.core.end <= piece.window.end);
                    prop_assert!(piece.window.end <= paragraph.span.end);
                    at = piece.core.end;
                    all.push(piece);
                }
                prop_assert_eq!(at, paragraph.span.end);
            }
            let floor = |at: usize| text.as_str().floor_char_boundary(at.min(text.len()));
            let (from, to) = (floor(from.min(to)), floor(from.max(to)));
            let span = Span::of(from..to);
            let over = pieces_over(&text, span, longest);
            prop_assert!(over.iter().all(|piece| all.contains(piece)));
            for piece in all.iter().filter(|piece| piece.core.overlaps(span)) {
                prop_assert!(over.contains(piece), "{:?} of {:?}", piece, span);
            }
        }
    }
}
