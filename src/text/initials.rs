//! The next word that begins with some letters: the shortest way to a place that one sees.

use unicode_segmentation::UnicodeSegmentation;

use super::segment::near;
use super::{Byte, Span, Text, snap};

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
        let whole = text.slice(stretch);
        let found = whole.unicode_word_indices().find_map(|(start, word)| {
            let read =
                begins_with(&whole[start..], &letters).filter(|_| base + start >= at.index())?;
            // A sign of Han is a word of its own: several may be meant.
            Some(Span::of(base + start..base + start + word.len().max(read)))
        });
        if let Some(word) = found {
            return Some(snap(text, word));
        }
        from = if stretch.end < paragraph.end {
            stretch.end
        } else {
            Byte::new(paragraph.end.index() + 1)
        };
    }
    None
}

/// How many bytes of a text these letters are, if it begins with them.
fn begins_with(text: &str, letters: &str) -> Option<usize> {
    let mut wanted = letters.chars().peekable();
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        for own in c.to_lowercase() {
            if wanted.next_if_eq(&own).is_none() {
                return wanted.peek().is_none().then_some(at + c.len_utf8());
            }
        }
    }
    wanted.peek().is_none().then_some(text.len())
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
        let minister = text.as_str().find("部长").unwrap();
        assert_eq!(next(0, "部长"), Some((minister, "部长")));
        assert_eq!(next(0, "部"), Some((minister, "部")));
        assert_eq!(next(text.len(), "th"), None);
    }
}
