//! The text of an article: immutable, shared, cut into paragraphs.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Byte, CodePoint, InvisibleCount, OffsetMap, Span};

/// One paragraph: a line of the text without its line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place among the paragraphs, from 0.
    pub index: usize,
    /// What it covers, in bytes, without the line feed.
    pub span: Span,
}

/// The text of an article. A clone shares the bytes.
#[derive(Clone, Debug)]
pub struct Text(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    text: Box<str>,
    /// What is found by going through the text: of a short one when it is first asked for, as most of many texts are not
    /// looked at.
    index: OnceLock<Box<Index>>,
}

#[derive(Debug)]
struct Index {
    /// Where each paragraph starts, in bytes; never empty.
    paragraphs: Vec<u32>,
    offsets: OffsetMap,
    invisible: InvisibleCount,
}

/// Longer texts are gone through when they are made, in bytes: that takes longer than a question may.
const SHORT: usize = 64 * 1024;

impl Index {
    fn of(text: &str) -> Self {
        let mut paragraphs = vec![0];
        paragraphs.extend(
            memchr::memchr_iter(b'\n', text.as_bytes())
                .filter(|at| at + 1 < text.len())
                .map(|at| Byte::new(at + 1).0),
        );
        Self {
            paragraphs,
            offsets: OffsetMap::new(text),
            invisible: InvisibleCount::of(text),
        }
    }
}

impl Text {
    /// Takes a text as it is. Line feeds end paragraphs; a text that ends with one has no further empty paragraph.
    #[must_use]
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let index = OnceLock::new();
        let new = Self(Arc::new(Inner { text, index }));
        if new.len() > SHORT {
            new.index();
        }
        new
    }

    fn index(&self) -> &Index {
        let Inner { text, index } = self.0.as_ref();
        index.get_or_init(|| Index::of(text).into())
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.text.len()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// The end of the text, in bytes.
    #[must_use]
    pub fn end(&self) -> Byte {
        Byte::new(self.len())
    }

    /// The text under a span, or `None` when the span does not fit the text or cuts a character.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&str> {
        self.as_str().get(span.range())
    }

    /// The text under a span; nothing when it does not fit.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span).unwrap_or_default()
    }

    /// How many characters of it cannot be seen.
    #[must_use]
    pub fn invisible_count(&self) -> InvisibleCount {
        self.index().invisible
    }

    /// Number of paragraphs, at least 1.
    #[must_use]
    pub fn paragraph_count(&self) -> usize {
        self.index().paragraphs.len()
    }

    /// The paragraph with this index.
    ///
    /// # Panics
    /// When there are fewer paragraphs.
    #[must_use]
    pub fn paragraph(&self, index: usize) -> Paragraph {
        let start = self.index().paragraphs[index] as usize;
        let end = match self.index().paragraphs.get(index + 1) {
            Some(&next) => next as usize - 1,
            None if self.as_str()[start..].ends_with('\n') => self.len() - 1,
            None => self.len(),
        };
        Paragraph {
            index,
            span: Span::of(start..end),
        }
    }

    /// The paragraph that holds an offset; its line feed belongs to it.
    #[must_use]
    pub fn paragraph_at(&self, at: Byte) -> Paragraph {
        let after = self
            .index()
            .paragraphs
            .partition_point(|&start| start <= at.0);
        self.paragraph(after.max(1) - 1)
    }

    /// All paragraphs in order.
    #[must_use]
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Paragraph> + '_ {
        (0..self.paragraph_count()).map(|index| self.paragraph(index))
    }

    /// Length in code points.
    #[must_use]
    pub fn code_points(&self) -> CodePoint {
        self.index().offsets.code_points()
    }

    /// The code point offset of a byte offset.
    #[must_use]
    pub fn to_code_point(&self, at: Byte) -> CodePoint {
        self.index().offsets.to_code_point(self.as_str(), at)
    }

    /// The byte offset of a code point offset, or `None` beyond the end.
    #[must_use]
    pub fn from_code_point(&self, at: CodePoint) -> Option<Byte> {
        self.index().offsets.from_code_point(self.as_str(), at)
    }

    /// The conversions to and from other units.
    #[must_use]
    pub fn offsets(&self) -> &OffsetMap {
        &self.index().offsets
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.paragraphs()
            .map(|paragraph| text.slice(paragraph.span).to_owned())
            .collect()
    }

    #[test]
    fn paragraphs_are_lines_without_their_line_feed() {
        assert_eq!(lines("one\ntwo"), ["one", "two"]);
        assert_eq!(lines("one\n\ntwo\n"), ["one", "", "two"]);
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("\n"), [""]);
        assert_eq!(lines("\n\n"), ["", ""]);
    }

    #[test]
    fn every_offset_has_a_paragraph() {
        let text = Text::new("one\ntwo\n\nfour");
        let indices: Vec<usize> = (0..=text.len())
            .map(|at| text.paragraph_at(Byte::new(at)).index)
            .collect();
        assert_eq!(indices, [0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3]);
    }
}
