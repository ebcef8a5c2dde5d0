//! Offsets and spans, and the conversion between bytes, code points and UTF-16 units.

use serde::{Deserialize, Serialize};

/// A position in a text, in UTF-8 bytes from its start. At most 4 GiB.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Byte(pub u32);

/// A position in a text, in Unicode code points from its start: the unit of our files.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CodePoint(pub u32);

/// A position in a text, in UTF-16 units from its start: the unit of Java and JavaScript programs.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Utf16(pub u32);

impl Byte {
    /// The offset of an index into a string.
    ///
    /// # Panics
    /// When the index is 4 GiB or more; no [`super::Text`] is that long.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("texts are shorter than 4 GiB"))
    }

    /// The offset as an index into a string, in bytes.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of a text, `start..end`, in bytes.
///
/// Spans order by start; of two with one start the longer comes first, so that a nested span follows what holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Where the span begins, in bytes.
    pub start: Byte,
    /// Where the span ends, in bytes, exclusive.
    pub end: Byte,
}

impl Span {
    /// The span between two offsets, whichever comes first.
    #[must_use]
    pub fn between(one: Byte, other: Byte) -> Self {
        Self {
            start: one.min(other),
            end: one.max(other),
        }
    }

    /// The span of a range of string indices, in bytes.
    #[must_use]
    pub fn of(range: core::ops::Range<usize>) -> Self {
        Self {
            start: Byte::new(range.start),
            end: Byte::new(range.end),
        }
    }

    /// The span as a range of string indices, in bytes.
    #[must_use]
    pub const fn range(self) -> core::ops::Range<usize> {
        self.start.index()..self.end.index()
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.index() - self.start.index()
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains_span(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at this offset is covered.
    #[must_use]
    pub fn contains(self, at: Byte) -> bool {
        self.start <= at && at < self.end
    }

    /// Both spans and what is between them.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        (self.start, core::cmp::Reverse(self.end))
            .cmp(&(other.start, core::cmp::Reverse(other.end)))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// How many bytes lie between two check points of an [`OffsetMap`].
const STRIDE: usize = 256;

/// A check point: the first character boundary at or after a multiple of [`STRIDE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    byte: u32,
    code_point: u32,
    utf16: u32,
}

/// Converts offsets of one text between bytes, code points and UTF-16 units.
///
/// It keeps a check point for every 256 bytes, so a conversion finds one and scans at most so many bytes; an ASCII text needs
/// neither and no memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetMap {
    /// Empty when the text is ASCII: then all units agree.
    marks: Vec<Mark>,
    end: Mark,
}

impl OffsetMap {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let len = Byte::new(text.len()).0;
        if text.is_ascii() {
            let end = Mark {
                byte: len,
                code_point: len,
                utf16: len,
            };
            return Self {
                marks: Vec::new(),
                end,
            };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut here = Mark {
            byte: 0,
            code_point: 0,
            utf16: 0,
        };
        while here.byte < len {
            marks.push(here);
            let next = text.ceil_char_boundary(marks.len() * STRIDE);
            here = past(here, &text.as_bytes()[here.byte as usize..next]);
        }
        Self { marks, end: here }
    }

    /// Length of the text in code points.
    #[must_use]
    pub const fn code_points(&self) -> CodePoint {
        CodePoint(self.end.code_point)
    }

    /// Length of the text in UTF-16 units.
    #[must_use]
    pub const fn utf16_units(&self) -> Utf16 {
        Utf16(self.end.utf16)
    }

    /// The code point offset of a byte offset; one inside a character counts as that character's start, one beyond
    /// the text as its end.
    #[must_use]
    pub fn to_code_point(&self, text: &str, at: Byte) -> CodePoint {
        CodePoint(self.at(text, at).code_point)
    }

    /// The UTF-16 offset of a byte offset, with the same rules.
    #[must_use]
    pub fn to_utf16(&self, text: &str, at: Byte) -> Utf16 {
        Utf16(self.at(text, at).utf16)
    }

    /// The byte offset of a code point offset, or `None` beyond the end of the text.
    #[must_use]
    pub fn from_code_point(&self, text: &str, at: CodePoint) -> Option<Byte> {
        (at.0 <= self.end.code_point)
            .then(|| Byte(self.walk(text, |mark| mark.code_point <= at.0).byte))
    }

    /// The byte offset of a UTF-16 offset, or `None` beyond the end of the text or between two surrogates.
    #[must_use]
    pub fn from_utf16(&self, text: &str, at: Utf16) -> Option<Byte> {
        let mark = self.walk(text, |mark| mark.utf16 <= at.0);
        (mark.utf16 == at.0).then_some(Byte(mark.byte))
    }

    /// The last character boundary up to an offset in bytes. Exports ask this four times an annotation: the check point is
    /// known by its number, and the bytes behind it are counted, not taken for characters.
    fn at(&self, text: &str, at: Byte) -> Mark {
        if at.0 >= self.end.byte {
            return self.end;
        }
        let Some(last) = self.marks.len().checked_sub(1) else {
            return Mark {
                byte: at.0,
                code_point: at.0,
                utf16: at.0,
            };
        };
        let number = (at.index() / STRIDE).min(last);
        // It stands behind the multiple when a character lies across that.
        let mark = match self.marks[number] {
            behind if behind.byte > at.0 => self.marks[number - 1],
            mark => mark,
        };
        let end = text.floor_char_boundary(at.index());
        past(mark, &text.as_bytes()[mark.byte as usize..end])
    }

    /// The last character boundary for which `reached` holds; it must hold for the start of the text.
    fn walk(&self, text: &str, reached: impl Fn(Mark) -> bool) -> Mark {
        if reached(self.end) {
            return self.end;
        }
        let after = self.marks.partition_point(|&mark| reached(mark));
        let mut here = if after > 0 {
            self.marks[after - 1]
        } else {
            Mark {
                byte: 0,
                code_point: 0,
                utf16: 0,
            }
        };
        if self.marks.is_empty() {
            // ASCII: every unit counts alike, so jump instead of walking.
            let (mut low, mut high) = (0, self.end.byte);
            while low < high {
                let middle = low + (high - low).div_ceil(2);
                let mark = Mark {
                    byte: middle,
                    code_point: middle,
                    utf16: middle,
                };
                if reached(mark) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return Mark {
                byte: low,
                code_point: low,
                utf16: low,
            };
        }
        for c in text[here.byte as usize..].chars() {
            let next = step(here, c);
            if !reached(next) {
                break;
            }
            here = next;
        }
        here
    }
}

/// The mark behind some whole characters, whose bytes are only counted: every character has one that continues none, and
/// one outside the basic plane begins with 0xF0 or more and has two UTF-16 units.
fn past(at: Mark, characters: &[u8]) -> Mark {
    let code_points = count(characters, |byte| byte & 0xC0 != 0x80);
    let astral = count(characters, |byte| byte >= 0xF0);
    Mark {
        byte: at.byte + characters.len() as u32,
        code_point: at.code_point + code_points,
        utf16: at.utf16 + code_points + astral,
    }
}

/// How many bytes are of a kind. Known when it is compiled, so that many are looked at in one step.
fn count(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> u32 {
    bytes.iter().map(|&byte| u32::from(wanted(byte))).sum()
}

const fn step(at: Mark, c: char) -> Mark {
    Mark {
        byte: at.byte + c.len_utf8() as u32,
        code_point: at.code_point + 1,
        utf16: at.utf16 + c.len_utf16() as u32,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts with everything that other tools miscount: astral characters, joiners, marks, CRLF, right-to-left.
    pub fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a".to_owned()),
            Just("the port ".to_owned()),
            Just("😀".to_owned()),
            Just("👨\u{200d}👩\u{200d}👧".to_owned()),
            Just("🇫🇷".to_owned()),
            Just("e\u{301}\u{323}".to_owned()),
            Just("\r\n".to_owned()),
            Just("\n".to_owned()),
            Just("مرحبا ".to_owned()),
            Just("漢字。".to_owned()),
            Just("हिन्दी ".to_owned()),
            Just("“Núñez”".to_owned()),
            "[a-z ]{0,300}",
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn conversions_agree_with_counting(text in texts()) {
            let map = OffsetMap::new(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let points = CodePoint(u32::try_from(text[..byte].chars().count()).unwrap());
                let units = Utf16(u32::try_from(text[..byte].encode_utf16().count()).unwrap());
                prop_assert_eq!(map.to_code_point(&text, Byte::new(byte)), points);
                prop_assert_eq!(map.from_code_point(&text, points), Some(Byte::new(byte)));
                prop_assert_eq!(map.to_utf16(&text, Byte::new(byte)), units);
                prop_assert_eq!(map.from_utf16(&text, units), Some(Byte::new(byte)));
            }
            // One inside a character counts as its start, one beyond the text as its end.
            for at in 0..text.len() + 3 {
                let start = text.floor_char_boundary(at);
                let points = CodePoint(u32::try_from(text[..start].chars().count()).unwrap());
                prop_assert_eq!(map.to_code_point(&text, Byte::new(at)), points);
            }
            let beyond = CodePoint(map.code_points().0 + 1);
            prop_assert_eq!(map.from_code_point(&text, beyond), None);
        }
    }

    #[test]
    fn the_shared_fixture_counts_as_the_format_study_says() {
        let text = "Mayor Ana Núñez 😀 said the port “will close” by 2030.\nUnions, she added, oppose it.\n";
        let map = OffsetMap::new(text);
        assert_eq!(map.code_points(), CodePoint(84));
        assert_eq!(map.utf16_units(), Utf16(85));
        assert_eq!(text.len(), 93);
        let quote = Span::of(37..53);
        assert_eq!(&text[quote.range()], "“will close”");
        assert_eq!(map.to_code_point(text, quote.start), CodePoint(32));
        assert_eq!(map.to_utf16(text, quote.end), Utf16(45));
    }

    #[test]
    fn an_offset_between_surrogates_is_no_position() {
        let text = "a😀b";
        let map = OffsetMap::new(text);
        assert_eq!(map.from_utf16(text, Utf16(2)), None);
        assert_eq!(map.from_utf16(text, Utf16(3)), Some(Byte(5)));
    }

    #[test]
    fn the_longer_of_two_spans_with_one_start_comes_first() {
        let mut spans = [Span::of(2..4), Span::of(0..3), Span::of(0..9)];
        spans.sort();
        assert_eq!(spans, [Span::of(0..9), Span::of(0..3), Span::of(2..4)]);
    }
}
