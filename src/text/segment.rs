//! Graphemes, words, sentences and paragraphs: where a caret may stand and what a double click takes.
//!
//! Boundaries follow Unicode Standard Annex 29, with one addition: a full stop after a known abbreviation or an
//! initial ("Mr.", "U.S.", "J.") ends no sentence.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::{Byte, Span, Text};

/// What a caret moves by and a selection grows to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// What a reader takes for one character.
    Grapheme,
    /// A word, a run of blanks, or a punctuation mark.
    Word,
    /// A sentence without the blanks behind it.
    Sentence,
    /// A paragraph without its line feed.
    Paragraph,
}

/// Abbreviations that a full stop follows inside a sentence, lower case: titles and the like that end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "bros", "bzw", "capt", "col", "corp", "dept", "dr", "drs", "gen", "gov", "hon", "inc",
    "jr", "lt", "ltd", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "prof", "rep", "reps",
    "rev", "sen", "sens", "sgt", "sr", "sra", "st", "ste", "vs",
];

/// Abbreviations that only count as such before a digit, lower case: “no. 5”, “Jan. 3”.
const BEFORE_DIGITS: &[&str] = &[
    "apr", "art", "aug", "ca", "dec", "feb", "fig", "jan", "jul", "jun", "mar", "no", "nos", "nov",
    "nr", "oct", "op", "p", "pp", "sep", "sept", "vol",
];

/// Whether an extended grapheme cluster ends or begins here.
#[must_use]
pub fn is_grapheme_boundary(text: &str, at: Byte) -> bool {
    let at = at.index();
    at <= text.len()
        && text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
}

/// The end of the grapheme that starts at or covers this offset; the end of the text at its end.
#[must_use]
pub fn next_grapheme(text: &str, at: Byte) -> Byte {
    let at = floor_char(text, at.index());
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .map_or(Byte::new(text.len()), Byte::new)
}

/// The start of the grapheme before this offset; 0 at the start of the text.
#[must_use]
pub fn previous_grapheme(text: &str, at: Byte) -> Byte {
    let at = floor_char(text, at.index());
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .map_or(Byte(0), Byte::new)
}

fn floor_char(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Widens a span to grapheme boundaries and cuts it to the text.
#[must_use]
pub fn snap(text: &Text, span: Span) -> Span {
    let text = text.as_str();
    let len = Byte::new(text.len());
    let (start, end) = (span.start.min(len), span.end.min(len));
    let start = if is_grapheme_boundary(text, start) {
        start
    } else {
        let inside = Byte::new(floor_char(text, start.index()));
        if is_grapheme_boundary(text, inside) {
            inside
        } else {
            previous_grapheme(text, inside)
        }
    };
    let end = if is_grapheme_boundary(text, end) {
        end
    } else {
        next_grapheme(text, end)
    };
    Span { start, end }
}

/// The span without the white space at its ends; empty at its start when there is nothing else.
#[must_use]
pub fn trim(text: &Text, span: Span) -> Span {
    let covered = text.slice(span);
    let left = covered.len() - covered.trim_start().len();
    let right = covered.trim().len();
    let start = span.start.index() + left;
    if right == 0 {
        return Span {
            start: span.start,
            end: span.start,
        };
    }
    Span::of(start..start + right)
}

/// The unit that holds this offset: the one that begins there when two meet, the one before in the blanks between two
/// sentences.
///
/// At the end of a paragraph it is the paragraph's last unit; in an empty one an empty span.
#[must_use]
pub fn unit_at(text: &Text, at: Byte, unit: Unit) -> Span {
    let at = at.min(text.end());
    let paragraph = text.paragraph_at(at).span;
    let at = at.min(paragraph.end);
    if unit == Unit::Paragraph || paragraph.is_empty() {
        return paragraph;
    }
    let starts_in = |pieces: &mut dyn Iterator<Item = Span>| {
        let mut last = Span {
            start: paragraph.end,
            end: paragraph.end,
        };
        for piece in pieces {
            // A gap belongs to the piece before it.
            if piece.start > at && !last.is_empty() {
                break;
            }
            last = piece;
            if piece.contains(at) {
                break;
            }
        }
        last
    };
    match unit {
        Unit::Grapheme => {
            let whole = text.as_str();
            let end = if at == paragraph.end {
                at
            } else {
                next_grapheme(whole, at)
            };
            Span {
                start: previous_grapheme(whole, end).max(paragraph.start),
                end,
            }
        }
        Unit::Word => starts_in(&mut words(text, near(text, paragraph, at))),
        Unit::Sentence => starts_in(&mut sentences(text, near(text, paragraph, at))),
        Unit::Paragraph => paragraph,
    }
}

/// The first end of a unit after this offset, as Ctrl+Right goes; the end of the text behind the last.
///
/// Blanks and punctuation alone make no word.
#[must_use]
pub fn next_boundary(text: &Text, at: Byte, unit: Unit) -> Byte {
    if unit == Unit::Grapheme {
        return next_grapheme(text.as_str(), at);
    }
    let first = text.paragraph_at(at).index;
    for index in first..text.paragraph_count() {
        let paragraph = text.paragraph(index).span;
        let mut from = at.max(paragraph.start);
        loop {
            let within = near_for(text, paragraph, from, unit);
            let end = pieces(text, within, unit)
                .filter(|piece| counts(text, *piece, unit))
                .map(|piece| piece.end)
                .find(|&end| end > at);
            // What a stretch cuts at its end is looked at again in the next one.
            match end {
                Some(end) if end < within.end || within.end >= paragraph.end => return end,
                _ if within.end >= paragraph.end || within.end <= from => break,
                _ => from = within.end,
            }
        }
    }
    text.end()
}

/// The last start of a unit before this offset, as Ctrl+Left goes; 0 before the first.
#[must_use]
pub fn previous_boundary(text: &Text, at: Byte, unit: Unit) -> Byte {
    if unit == Unit::Grapheme {
        return previous_grapheme(text.as_str(), at);
    }
    for index in (0..=text.paragraph_at(at).index).rev() {
        let paragraph = text.paragraph(index).span;
        let mut from = at.min(paragraph.end);
        loop {
            let within = near_for(text, paragraph, from, unit);
            let start = pieces(text, within, unit)
                .filter(|piece| counts(text, *piece, unit))
                .map(|piece| piece.start)
                .take_while(|&start| start < at)
                .last();
            match start {
                Some(start) if start > within.start || within.start <= paragraph.start => {
                    return start;
                }
                _ if within.start <= paragraph.start || within.start >= from => break,
                _ => from = within.start,
            }
        }
    }
    Byte(0)
}

/// The stretch to look at for a unit.
fn near_for(text: &Text, paragraph: Span, at: Byte, unit: Unit) -> Span {
    match unit {
        Unit::Grapheme | Unit::Paragraph => paragraph,
        Unit::Word | Unit::Sentence => near(text, paragraph, at),
    }
}

/// Whether a piece is a stop for the caret.
fn counts(text: &Text, piece: Span, unit: Unit) -> bool {
    match unit {
        Unit::Word => has_letters(text.slice(piece)),
        _ => !piece.is_empty(),
    }
}

/// Whether there is anything to read in a piece, not only blanks and punctuation.
pub(super) fn has_letters(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
        || word
            .chars()
            .any(|c| !c.is_whitespace() && !c.is_ascii() && !is_punctuation(c))
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '¡' | '«' | '»' | '¿' | '،' | '؛' | '؟')
}

/// How much of a long paragraph is looked at on each side of an offset, in bytes: no word and hardly a sentence is
/// longer.
const WINDOW: usize = 8192;

/// A stretch of the paragraph around an offset that begins and ends at white space, or the whole of a short one.
pub(super) fn near(text: &Text, paragraph: Span, at: Byte) -> Span {
    if paragraph.len() <= 2 * WINDOW {
        return paragraph;
    }
    let whole = text.as_str();
    let at = at
        .index()
        .clamp(paragraph.start.index(), paragraph.end.index());
    let low = floor_char(whole, at.saturating_sub(WINDOW)).max(paragraph.start.index());
    let high = floor_char(whole, at + WINDOW).clamp(at, paragraph.end.index());
    let start = if low == paragraph.start.index() {
        low
    } else {
        whole[low..at]
            .find(char::is_whitespace)
            .map_or(low, |found| low + found)
    };
    let end = if high == paragraph.end.index() {
        high
    } else {
        whole[at..high]
            .rfind(char::is_whitespace)
            .filter(|&found| found > 0)
            .map_or(high, |found| at + found)
    };
    // Inside a run without white space the stretch may begin anywhere but within a grapheme.
    snap(text, Span::of(start..end))
}

/// The words of a stretch, blanks and punctuation included, in order and without gaps.
fn words(text: &Text, within: Span) -> impl Iterator<Item = Span> + '_ {
    text.slice(within)
        .split_word_bound_indices()
        .map(move |(at, word)| {
            let start = within.start.index() + at;
            Span::of(start..start + word.len())
        })
}

/// The sentences of a stretch without the white space around them.
pub(super) fn sentences(text: &Text, within: Span) -> impl Iterator<Item = Span> + '_ {
    let slice = text.slice(within);
    let mut pieces = slice.split_sentence_bound_indices().peekable();
    core::iter::from_fn(move || {
        let (start, first) = pieces.next()?;
        let mut end = start + first.len();
        while ends_in_abbreviation(&slice[start..end], &slice[end..]) {
            let Some((_, more)) = pieces.next() else {
                break;
            };
            end += more.len();
        }
        Some(trim(
            text,
            Span::of(within.start.index() + start..within.start.index() + end),
        ))
    })
    .filter(|sentence| !sentence.is_empty())
}

/// The pieces of a unit in a stretch.
fn pieces<'a>(text: &'a Text, within: Span, unit: Unit) -> Box<dyn Iterator<Item = Span> + 'a> {
    match unit {
        Unit::Word => Box::new(words(text, within)),
        Unit::Sentence => Box::new(sentences(text, within)),
        Unit::Grapheme | Unit::Paragraph => Box::new(core::iter::once(within)),
    }
}

/// Whether a piece ends in an abbreviation, given what comes behind it.
fn ends_in_abbreviation(sentence: &str, behind: &str) -> bool {
    let Some(before) = sentence.trim_end().strip_suffix('.') else {
        return false;
    };
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
        .next()
        .unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        // An initial, as in "J. Smith"; "I." ends a sentence more often than it abbreviates a name.
        (Some(initial), None) if initial.is_uppercase() => initial != 'I',
        _ => {
            let word = word.to_lowercase();
            ABBREVIATIONS.contains(&word.as_str())
                || (behind.starts_with(|c: char| c.is_ascii_digit())
                    && BEFORE_DIGITS.contains(&word.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn covered(text: &str, at: usize, unit: Unit) -> String {
        let text = Text::new(text);
        let span = unit_at(&text, Byte::new(at), unit);
        text.slice(span).to_owned()
    }

    #[test]
    fn double_click_takes_a_word() {
        assert_eq!(covered("the port closes", 5, Unit::Word), "port");
        assert_eq!(covered("the port closes", 15, Unit::Word), "closes");
        assert_eq!(covered("can't stop", 2, Unit::Word), "can't");
        assert_eq!(covered("", 0, Unit::Word), "");
    }

    #[test]
    fn triple_click_takes_a_sentence_and_abbreviations_do_not_end_it() {
        let text =
            "Mr. Lee met Sen. J. Doe in the U.S. capital. “It is over,” he said. Then he left.";
        assert_eq!(
            covered(text, 10, Unit::Sentence),
            "Mr. Lee met Sen. J. Doe in the U.S. capital."
        );
        assert_eq!(covered(text, 50, Unit::Sentence), "“It is over,” he said.");
        assert_eq!(covered(text, text.len(), Unit::Sentence), "Then he left.");
    }

    #[test]
    fn the_blank_between_two_sentences_belongs_to_the_first() {
        let text = "One. Two. Three.";
        assert_eq!(covered(text, 4, Unit::Sentence), "One.");
        assert_eq!(covered(text, 9, Unit::Sentence), "Two.");
        assert_eq!(covered("  One. Two.", 0, Unit::Sentence), "One.");
    }

    #[test]
    fn words_that_may_end_a_sentence_are_no_abbreviations() {
        let text =
            "“We said no. The council agreed.” El barco salió al mar. La tripulación durmió.";
        assert_eq!(covered(text, 5, Unit::Sentence), "“We said no.");
        assert_eq!(covered(text, 45, Unit::Sentence), "El barco salió al mar.");
        assert_eq!(
            covered("See no. 5 today. Now.", 2, Unit::Sentence),
            "See no. 5 today."
        );
    }

    #[test]
    fn motion_in_a_long_paragraph_skips_nothing() {
        let rule = "-".repeat(40_000);
        let text = Text::new(format!("One two {rule} three four. Five {rule} six."));
        let words = ["One", "two", "three", "four", "Five", "six"];
        let mut at = Byte(0);
        for word in words {
            at = next_boundary(&text, at, Unit::Word);
            assert_eq!(&text.as_str()[at.index() - word.len()..at.index()], word);
        }
        for word in words.iter().rev() {
            at = previous_boundary(&text, at, Unit::Word);
            assert_eq!(&text.as_str()[at.index()..at.index() + word.len()], *word);
        }
    }

    #[test]
    fn word_motion_skips_blanks_and_punctuation() {
        let text = Text::new("One, two.\n\n— “three”");
        let mut at = Byte(0);
        let mut stops = Vec::new();
        while at < text.end() {
            at = next_boundary(&text, at, Unit::Word);
            stops.push(at.index());
        }
        let three = text.as_str().find("three").unwrap();
        assert_eq!(stops, [3, 8, three + 5, text.len()]);
        assert_eq!(
            previous_boundary(&text, text.end(), Unit::Word).index(),
            three
        );
        assert_eq!(previous_boundary(&text, Byte(5), Unit::Word), Byte(0));
    }

    #[test]
    fn snapping_never_cuts_a_family() {
        let text = Text::new("a👨\u{200d}👩\u{200d}👧b");
        let family = Span::of(1..text.len() - 1);
        assert_eq!(snap(&text, Span::of(2..6)), family);
        assert_eq!(snap(&text, Span::of(1..5)), family);
        assert_eq!(trim(&Text::new(" a b "), Span::of(0..5)), Span::of(1..4));
    }

    proptest! {
        #[test]
        fn snapped_spans_stand_on_boundaries_and_cover_what_they_covered(
            text in "[a-e\u{301}\u{323}\u{200d}😀👩🇫🇷\r\n ]{0,30}",
            ends in (0u32..60, 0u32..60),
        ) {
            let text = Text::new(text);
            let span = Span::between(Byte(ends.0), Byte(ends.1));
            let snapped = snap(&text, span);
            let boundaries: Vec<usize> = text.as_str().grapheme_indices(true).map(|(at, _)| at)
                .chain([text.len()]).collect();
            prop_assert!(boundaries.contains(&snapped.start.index()));
            prop_assert!(boundaries.contains(&snapped.end.index()));
            prop_assert!(snapped.start <= span.start && span.end.min(text.end()) <= snapped.end);
        }

        #[test]
        fn motion_ends_and_only_moves_one_way(text in "[a-c .“”\n😀é]{0,60}") {
            let text = Text::new(text);
            for unit in [Unit::Grapheme, Unit::Word, Unit::Sentence, Unit::Paragraph] {
                let mut at = Byte(0);
                while at < text.end() {
                    let next = next_boundary(&text, at, unit);
                    prop_assert!(next > at);
                    prop_assert!(is_grapheme_boundary(text.as_str(), next));
                    at = next;
                }
                while at > Byte(0) {
                    let previous = previous_boundary(&text, at, unit);
                    prop_assert!(previous < at);
                    at = previous;
                }
            }
        }
    }
}
