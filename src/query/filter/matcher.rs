//! Comparing texts and names with a word of a query: without case and accents, as the search in the text does.

use memchr::memmem::Finder;

use crate::text::folded;

use super::ast::{Op, Word};

/// A word of a query made ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Matcher(Kind);

#[derive(Clone, Debug)]
enum Kind {
    /// The text has it somewhere.
    Within(Box<Finder<'static>>),
    /// The text is it.
    Whole(String),
    /// A word of the text is so: the pieces between what stands for anything.
    Words(Vec<String>),
    /// The text as a whole is so.
    Pieces(Vec<String>),
}

impl Matcher {
    /// Looks for a word anywhere in a text, or takes the text as a whole.
    pub fn new(op: Op, word: &Word) -> Self {
        let mut pieces: Vec<String> = word.0.iter().map(|piece| folded(piece)).collect();
        // Blanks at the ends of a text do not count, so neither do those of the word.
        if let Some(first) = pieces.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some(last) = pieces.last_mut() {
            *last = last.trim_end().to_owned();
        }
        let is_whole = op == Op::Is;
        Self(match (pieces.as_slice(), is_whole) {
            ([text], true) => Kind::Whole(text.clone()),
            ([text], false) => Kind::Within(Box::new(Finder::new(text).into_owned())),
            (_, true) => Kind::Pieces(pieces),
            (_, false) => Kind::Words(pieces),
        })
    }

    /// Whether anything of a word is left to be looked for.
    pub fn is_something(word: &Word) -> bool {
        word.0.iter().any(|piece| !folded(piece).trim().is_empty())
    }

    /// Takes names as a whole.
    pub fn of_name(word: &Word) -> Self {
        Self::new(Op::Is, word)
    }

    /// Whether a text fits that was [folded].
    pub fn fits_folded(&self, text: &str) -> bool {
        match &self.0 {
            Kind::Within(finder) => finder.find(text.as_bytes()).is_some(),
            Kind::Whole(whole) => whole == text.trim(),
            Kind::Words(pieces) => words(text).any(|word| fits(pieces, word)),
            Kind::Pieces(pieces) => fits(pieces, text.trim()),
        }
    }

    /// Whether a text fits.
    pub fn fits(&self, text: &str) -> bool {
        self.fits_folded(&folded(text))
    }
}

/// The words of a text, with what stands within them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '.' | '_'))
        .map(|word| word.trim_matches(['-', '\'', '.', '_']))
        .filter(|word| !word.is_empty())
}

/// Whether a text begins with the first piece, ends with the last, and has the others between them in order.
fn fits(pieces: &[String], text: &str) -> bool {
    let [first, between @ .., last] = pieces else {
        return false;
    };
    let Some(mut rest) = text
        .strip_prefix(first.as_str())
        .and_then(|rest| rest.strip_suffix(last.as_str()))
    else {
        return false;
    };
    for piece in between {
        let Some(at) = rest.find(piece.as_str()) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Word {
        Word(text.split('*').map(str::to_owned).collect())
    }

    #[test]
    fn words_are_found_without_case_and_accents() {
        let has = |query: &str, text: &str| Matcher::new(Op::Has, &word(query)).fits(text);
        assert!(has("NUNEZ", "said Núñez, again"));
        assert!(has("“never again”", "\"Never\n again\""));
        assert!(has("mini", "the ministers"));
        assert!(!has("mini*", "an administration"));
        assert!(has("mini*", "the “Ministers”"));
        assert!(has("*ration", "an administration."));
        assert!(has("ad*stra*n", "an administration."));
        assert!(!has("a*a", "a"));
        assert!(!has("a*b", "an arrow or a bow"));
        assert!(has(" port ", "the port"), "blanks at the ends do not count");
    }

    #[test]
    fn a_whole_text_is_taken_as_a_whole() {
        let is = |query: &str, text: &str| Matcher::new(Op::Is, &word(query)).fits(text);
        assert!(is("the port", "The  Port"));
        assert!(is(" the port ", "The Port") && is("the port ", "The Port "));
        assert!(!is("port", "The Port"));
        assert!(is("the*port", "The old Port"));
        assert!(!is("the*port", "The old Ports"));
    }
}
