//! The next word that begins with some letters: the shortest way to a place that one sees.

use unicode_segmentation::UnicodeSegmentation;

use super::segment::near;
use super::{Byte, Span, Text};

/// So much of a text is looked through, in bytes.
const REACH: usize = 256 * 1024;

/// The first word that begins behind an offset with these letters, great or small.
#[must_use]
pub fn next_word_with(text: &Text, at: Byte, letters: &str) -> Option<Span> {
    let letters = letters.to_lowercase();
    let mut from = at;
    while from < text.end() && from.index() - at.index() < REACH {
        let paragraph = text.paragraph_at(from).span;
        let stretch = near(text, paragraph, from);
        let base = stretch.start.index();
        let mut words = text.slice(stretch).unicode_word_indices();
        let found =
            words.find(|(start, word)| base + start >= at.index() && begins_with(word, &letters));
        if let Some((start, word)) = found {
            return Some(Span::of(base + start..base + start + word.len()));
        }
        from = if stretch.end < paragraph.end {
            stretch.end
        } else {
            Byte::new(paragraph.end.index() + 1)
        };
    }
    None
}

fn begins_with(word: &str, letters: &str) -> bool {
    let mut own = word.chars().flat_map(char::to_lowercase);
    letters.chars().all(|letter| own.next() == Some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_first_letters_from_an_offset_on() {
        let text =
            Text::new("The port was closed.\nDort lag Öl; the Port Authority agreed. 部长说");
        let next = |at: usize, letters: &str| {
            next_word_with(&text, Byte::new(at), letters)
                .map(|span| (span.start.index(), text.slice(span)))
        };
        assert_eq!(next(0, "po"), Some((4, "port")));
        assert_eq!(next(5, "po"), Some((39, "Port")));
        assert_eq!(next(0, "öl"), Some((30, "Öl")));
        assert_eq!(next(0, "ÖL"), Some((30, "Öl")));
        assert_eq!(next(0, "ort"), None);
        assert_eq!(next(text.len(), "th"), None);
    }
}
