//! Layout units: the paragraphs of a text, and pieces of those that are too long to be laid out at one go.

use crate::text::{
    Byte, Paragraph, Span, Text, is_grapheme_boundary, next_grapheme, previous_grapheme,
};

/// A paragraph of more bytes is divided. Laying out costs about half a millisecond per KB, and a frame has eight.
const LONGEST: usize = 8 * 1024;

/// How many bytes of a unit are looked at to estimate how wide it is.
const SAMPLE: usize = 64;

/// A paragraph or a piece of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// What it covers, in bytes, without a line feed.
    pub span: Span,
    /// Index of the paragraph it is of.
    pub paragraph: u32,
    /// Number of the paragraph in the margin, from 1; blank lines are not counted.
    pub number: u32,
    /// Estimated width on one line, in ems.
    pub ems: f32,
}

/// All units of a text in order: at least one.
#[derive(Clone, Debug)]
pub(super) struct Units(Vec<Unit>);

impl Units {
    /// Looks at the paragraph table and a sample of each paragraph, not at every byte.
    pub fn new(text: &Text) -> Self {
        let mut units = Vec::with_capacity(text.paragraph_count());
        let mut number = 0;
        for paragraph in text.paragraphs() {
            number += u32::from(!paragraph.span.is_empty());
            for span in divide(text, paragraph) {
                units.push(Unit {
                    span,
                    paragraph: u32::try_from(paragraph.index).unwrap_or(u32::MAX),
                    number,
                    ems: estimated_ems(text.slice(span)),
                });
            }
        }
        Self(units)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, index: usize) -> &Unit {
        &self.0[index]
    }

    #[cfg(test)]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Unit> {
        self.0.iter()
    }

    /// The unit that holds the byte at an offset; the line feed behind a paragraph belongs to its last unit.
    pub fn index_at(&self, at: Byte) -> usize {
        self.0
            .partition_point(|unit| unit.span.start <= at)
            .saturating_sub(1)
    }

    /// Whether the unit begins its paragraph.
    pub fn is_first(&self, index: usize) -> bool {
        index == 0 || self.0[index - 1].paragraph != self.0[index].paragraph
    }
}

/// The pieces of a paragraph; the paragraph itself when it is short enough.
fn divide(text: &Text, paragraph: Paragraph) -> impl Iterator<Item = Span> {
    let end = paragraph.span.end.index();
    let mut start = paragraph.span.start.index();
    let mut done = false;
    core::iter::from_fn(move || {
        if done {
            return None;
        }
        let cut = if end - start <= LONGEST {
            end
        } else {
            cut(text.as_str(), start, end)
        };
        let piece = Span::of(start..cut);
        start = cut;
        done = cut == end;
        Some(piece)
    })
}

/// Where a unit that starts at `start` ends: behind a sentence if one ends in the second half of what fits, else
/// behind a blank, else behind a grapheme.
fn cut(text: &str, start: usize, end: usize) -> usize {
    let limit = text.floor_char_boundary(start + LONGEST);
    let half = text.floor_char_boundary(start + LONGEST / 2);
    let mut sentence = None;
    let mut blank = None;
    let mut last = ' ';
    for (at, c) in text[half..limit].char_indices() {
        let after = half + at + c.len_utf8();
        if c.is_whitespace() && is_grapheme_boundary(text, Byte::new(after)) {
            blank = Some(after);
            if matches!(last, '.' | '!' | '?' | '…' | '”' | '"' | '؟' | '۔' | '।') {
                sentence = Some(after);
            }
        } else if matches!(c, '。' | '！' | '？') {
            sentence = Some(after).filter(|&at| is_grapheme_boundary(text, Byte::new(at)));
        }
        last = c;
    }
    let anywhere = || {
        let at = Byte::new(limit);
        let floor = if is_grapheme_boundary(text, at) {
            at
        } else {
            previous_grapheme(text, at)
        };
        // One grapheme can be longer than a unit; it is kept whole.
        if floor.index() > start {
            floor.index()
        } else {
            next_grapheme(text, Byte::new(start)).index()
        }
    };
    sentence.or(blank).unwrap_or_else(anywhere).min(end)
}

/// How wide a text is on one line, in ems, judged by its first characters.
#[expect(
    clippy::cast_precision_loss,
    reason = "an estimate of at most 8192 bytes"
)]
fn estimated_ems(text: &str) -> f32 {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    if sample.is_empty() {
        return 0.0;
    }
    let ems: f32 = sample.chars().map(ems_of).sum();
    ems * text.len() as f32 / sample.len() as f32
}

/// The usual advance of a character, in ems.
pub(super) fn ems_of(c: char) -> f32 {
    match c {
        ' '..='~' => 0.45,
        '\u{300}'..='\u{36F}'
        | '\u{5B0}'..='\u{5C7}'
        | '\u{64B}'..='\u{65F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{FE00}'..='\u{FE0F}' => 0.0,
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F000}'..='\u{3FFFF}' => 1.0,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<usize> {
        Units::new(&Text::new(text))
            .iter()
            .map(|unit| unit.span.len())
            .collect()
    }

    #[test]
    fn a_paragraph_of_usual_length_is_one_unit() {
        assert_eq!(pieces("one\n\nthree"), [3, 0, 5]);
        assert_eq!(pieces(""), [0]);
    }

    #[test]
    fn a_long_paragraph_is_cut_behind_a_sentence() {
        let text = "The port will close. ".repeat(1000);
        let pieces = pieces(&text);
        assert!(pieces.len() > 2);
        assert!(pieces.iter().all(|&length| length <= LONGEST));
        let sentence = "The port will close. ".len();
        assert!(
            pieces[..pieces.len() - 1]
                .iter()
                .all(|length| length % sentence == 0)
        );
    }

    #[test]
    fn one_endless_grapheme_is_kept_whole() {
        let text = format!("a{}b", "\u{301}".repeat(LONGEST));
        assert_eq!(pieces(&text), [text.len() - 1, 1]);
    }

    #[test]
    fn numbers_do_not_count_blank_lines() {
        let text = Text::new("one\n\ntwo");
        let numbers: Vec<u32> = Units::new(&text).iter().map(|unit| unit.number).collect();
        assert_eq!(numbers, [1, 1, 2]);
    }

    proptest! {
        #[test]
        fn units_cover_every_paragraph_on_grapheme_boundaries(
            pieces in proptest::collection::vec(
                prop_oneof![Just("a"), Just("the port. "), Just("👨\u{200d}👩\u{200d}👧"), Just("漢字。"), Just("\n"), Just("e\u{301}")],
                0..40,
            ),
            times in 1usize..400,
        ) {
            let text = Text::new(pieces.concat().repeat(times));
            let units = Units::new(&text);
            for paragraph in text.paragraphs() {
                let mut at = paragraph.span.start;
                let of_it = units.iter().filter(|unit| unit.paragraph as usize == paragraph.index);
                for unit in of_it {
                    prop_assert_eq!(unit.span.start, at);
                    prop_assert!(is_grapheme_boundary(text.as_str(), unit.span.end));
                    prop_assert!(unit.span.len() <= LONGEST);
                    at = unit.span.end;
                }
                prop_assert_eq!(at, paragraph.span.end);
            }
            for at in (0..=text.len()).step_by(97) {
                let unit = units.get(units.index_at(Byte::new(at)));
                let start = text.floor_char_boundary(at);
                prop_assert!(unit.span.start.index() <= start && at <= unit.span.end.index() + 1);
            }
        }
    }

    trait Floor {
        fn floor_char_boundary(&self, at: usize) -> usize;
    }
    impl Floor for Text {
        fn floor_char_boundary(&self, at: usize) -> usize {
            self.as_str().floor_char_boundary(at)
        }
    }
}
