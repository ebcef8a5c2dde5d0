//! Cleaning a text once, when it is loaded: what would break other programs goes, all else stays.
//!
//! Carriage returns break offsets in brat, REFI-QDA and Label Studio; a byte order mark shifts them by one; the
//! separators of lines and pages split lines in some readers and not in others; XML cannot hold control characters.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::say;

/// What was cleaned from a text, as counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaning {
    /// CR LF and CR that became LF.
    pub line_ends: usize,
    /// Form feeds, vertical tabs, U+0085, U+2028 and U+2029 that became LF.
    pub separators: usize,
    /// Byte order marks that were removed from the start.
    pub byte_order_marks: usize,
    /// Control characters that were removed.
    pub controls: usize,
    /// Soft hyphens that were removed from the paragraphs of a document or page: they are for its lines and no letters. Texts that
    /// stand as they are keep theirs.
    pub soft_hyphens: usize,
}

impl core::ops::AddAssign for Cleaning {
    fn add_assign(&mut self, other: Self) {
        self.line_ends += other.line_ends;
        self.separators += other.separators;
        self.byte_order_marks += other.byte_order_marks;
        self.controls += other.controls;
        self.soft_hyphens += other.soft_hyphens;
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';
const SOFT_HYPHEN: char = '\u{ad}';

/// What becomes of a character.
enum Fate {
    Stays,
    LineEnd,
    Separator,
    Control,
}

fn fate(c: char) -> Fate {
    match c {
        '\n' | '\t' => Fate::Stays,
        '\r' => Fate::LineEnd,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Separator,
        _ if c.is_control() => Fate::Control,
        _ => Fate::Stays,
    }
}

/// The text with LF as its only line end and TAB and LF as its only control characters, and what was done.
///
/// Nothing else is altered; a text that needs nothing is returned as it is. Cleaning twice is cleaning once.
#[must_use]
pub fn clean(text: &str) -> (Cow<'_, str>, Cleaning) {
    clean_with(text, |_, _| {})
}

/// As [`clean`], with what carries offsets of the text into the clean one.
#[must_use]
pub fn clean_carrying(text: &str) -> (Cow<'_, str>, Cleaning, Carry) {
    let mut steps = Vec::new();
    let (clean, done) = clean_with(text, |from, to| steps.push((from, to)));
    (clean, done, Carry(steps))
}

/// Where byte offsets of a text are after cleaning: between two steps both texts are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carry(Vec<(usize, usize)>);

impl Carry {
    /// Where an offset is in the clean text, both in bytes; one inside of what was replaced counts as its end.
    #[must_use]
    pub fn to_clean(&self, at: usize) -> usize {
        let after = self.0.partition_point(|(from, _)| *from <= at);
        let (from, to) = after.checked_sub(1).map_or((0, 0), |last| self.0[last]);
        let carried = to + (at - from);
        self.0
            .get(after)
            .map_or(carried, |(_, next)| carried.min(*next))
    }
}

/// Tells `step` where the texts are the same again after each change: the offset in the text, and that in the clean one.
fn clean_with(text: &str, mut step: impl FnMut(usize, usize)) -> (Cow<'_, str>, Cleaning) {
    let mut done = Cleaning::default();
    let is_clean =
        !text.starts_with(BYTE_ORDER_MARK) && text.chars().all(|c| matches!(fate(c), Fate::Stays));
    if is_clean {
        return (Cow::Borrowed(text), done);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let mut end = at + c.len_utf8();
        match fate(c) {
            // Wherever it stands, a mark that would come first would be taken for one of the file.
            Fate::Stays if c == BYTE_ORDER_MARK && clean.is_empty() => done.byte_order_marks += 1,
            Fate::Stays => {
                clean.push(c);
                continue;
            }
            Fate::LineEnd => {
                if rest.next_if(|(_, next)| *next == '\n').is_some() {
                    end += 1;
                }
                clean.push('\n');
                done.line_ends += 1;
            }
            Fate::Separator => {
                clean.push('\n');
                done.separators += 1;
            }
            Fate::Control => done.controls += 1,
        }
        step(end, clean.len());
    }
    (Cow::Owned(clean), done)
}

impl Cleaning {
    /// A text without soft hyphens, which are counted.
    pub(super) fn unhyphened(&mut self, text: String) -> String {
        let count = text.matches(SOFT_HYPHEN).count();
        self.soft_hyphens += count;
        if count == 0 {
            text
        } else {
            text.replace(SOFT_HYPHEN, "")
        }
    }

    /// What was done, in words: “2 line ends made LF, 1 control character removed”; empty when nothing was.
    #[must_use]
    pub fn in_words(&self) -> String {
        let part = |count: usize, said: fn(usize) -> String| (count > 0).then(|| said(count));
        let parts = [
            part(self.line_ends, |count| {
                say!("import-cleaned-line-ends", count = count)
            }),
            part(self.separators, |count| {
                say!("import-cleaned-separators", count = count)
            }),
            part(self.byte_order_marks, |count| {
                say!("import-cleaned-marks", count = count)
            }),
            part(self.controls, |count| {
                say!("import-cleaned-controls", count = count)
            }),
            part(self.soft_hyphens, |count| {
                say!("import-cleaned-soft-hyphens", count = count)
            }),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(", ")
    }

    /// The same for the record of an article, which does not depend on the language that the program speaks.
    #[must_use]
    pub fn recorded(&self) -> String {
        let parts = [
            (self.line_ends, "line end", "made LF"),
            (self.separators, "line or page separator", "made LF"),
            (self.byte_order_marks, "byte order mark", "removed"),
            (self.controls, "control character", "removed"),
            (self.soft_hyphens, "soft hyphen", "removed"),
        ];
        let mut words = String::new();
        for (count, what, how) in parts.into_iter().filter(|part| part.0 > 0) {
            let comma = if words.is_empty() { "" } else { ", " };
            let plural = if count == 1 { "" } else { "s" };
            let _infallible = write!(words, "{comma}{count} {what}{plural} {how}");
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        let (text, done) = clean("a\r\nb\rc\nd\r\r\ne\u{b}f\u{c}g\u{85}h\u{2028}i\u{2029}j");
        assert_eq!(text, "a\nb\nc\nd\n\ne\nf\ng\nh\ni\nj");
        assert_eq!((done.line_ends, done.separators), (4, 5));
        assert_eq!(
            done.in_words(),
            "4 line ends made LF, 5 line or page separators made LF"
        );
    }

    #[test]
    fn every_control_character_goes_but_tab_and_line_feed() {
        for c in (0..0xa0)
            .filter_map(char::from_u32)
            .filter(|c| c.is_control())
        {
            let dirty = format!("a{c}b");
            let clean = clean(&dirty).0.into_owned();
            let expected = match c {
                '\t' => "a\tb",
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => "a\nb",
                _ => "ab",
            };
            assert_eq!(clean, expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_byte_order_mark_goes_from_the_start_only() {
        assert_eq!(clean("\u{feff}\u{feff}a\u{feff}b").0, "a\u{feff}b");
        assert_eq!(clean("\0\u{feff}a").0, "a");
    }

    #[test]
    fn what_readers_need_is_left_alone() {
        let text =
            "\u{200f}مرحبا\u{a0}\u{ad}e\u{301}👨\u{200d}👩\u{200d}👧\tx \n\n\u{202a}y\u{202c} ";
        assert!(matches!(clean(text), (Cow::Borrowed(same), _) if same == text));
    }

    fn dirty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\r".to_owned()),
            Just("\n".to_owned()),
            Just("\u{feff}".to_owned()),
            Just("\u{2028}".to_owned()),
            Just("\0".to_owned()),
            any::<char>().prop_map(String::from),
            "[a-zé😀 ]{0,9}",
        ];
        proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent(text in dirty()) {
            let once = clean(&text).0.into_owned();
            let (twice, done) = clean(&once);
            prop_assert_eq!(&twice, &once);
            prop_assert_eq!(done, Cleaning::default());
        }

        #[test]
        fn offsets_are_carried_into_the_clean_text(text in dirty()) {
            let (whole, _, carry) = clean_carrying(&text);
            let mut kept = String::new();
            for (at, c) in text.char_indices() {
                // The start of the text is clean by other rules than its rest.
                if c == BYTE_ORDER_MARK {
                    continue;
                }
                let to = carry.to_clean(at);
                if matches!(fate(c), Fate::Stays) && !text[..at].ends_with('\r') {
                    prop_assert!(whole[to..].starts_with(c), "{at} -> {to} of {text:?}");
                    kept.push(c);
                }
            }
            prop_assert_eq!(carry.to_clean(text.len()), whole.len());
            prop_assert!(kept.len() <= whole.len());
        }

        #[test]
        fn a_text_without_such_characters_is_untouched(text in "[^\\p{Cc}\u{feff}\u{2028}\u{2029}]{0,40}") {
            prop_assert_eq!(clean(&text), (Cow::Borrowed(text.as_str()), Cleaning::default()));
        }
    }
}
