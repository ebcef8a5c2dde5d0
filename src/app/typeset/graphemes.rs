//! Where the graphemes of a text begin and end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The extended grapheme boundaries of a text, one bit a byte.
///
/// parley's clusters are graphemes cut at font boundaries; this is what puts the pieces together again.
#[derive(Debug, Default)]
pub(super) struct Graphemes {
    bits: Box<[u64]>,
    len: usize,
}

impl Graphemes {
    /// The boundaries of UAX #29.
    pub fn of(text: &str) -> Self {
        let mut bits = vec![0_u64; text.len() / 64 + 1];
        if text.is_ascii() && !text.contains("\r\n") {
            bits.fill(u64::MAX);
        } else {
            for (start, _) in text.grapheme_indices(true) {
                bits[start / 64] |= 1 << (start % 64);
            }
            bits[text.len() / 64] |= 1 << (text.len() % 64);
        }
        Self {
            bits: bits.into(),
            len: text.len(),
        }
    }

    /// Removes the boundaries inside `cluster`, for what is shown as one thing cannot be divided.
    ///
    /// It matters where parley follows another version of Unicode, or where a mark stands on a control character, which
    /// is shown as a space.
    pub fn join(&mut self, cluster: Range<usize>) {
        for offset in cluster.start + 1..cluster.end.min(self.len) {
            self.bits[offset / 64] &= !(1 << (offset % 64));
        }
    }

    /// Whether a grapheme begins or the text ends at byte `offset`.
    pub fn is_boundary(&self, offset: usize) -> bool {
        offset <= self.len && self.bits[offset / 64] >> (offset % 64) & 1 == 1
    }

    /// The last boundary at or before byte `offset`; an offset past the end counts as the end.
    pub fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.len);
        while offset > 0 && !self.is_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The first boundary at or after byte `offset`; an offset past the end counts as the end.
    pub fn ceil(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.len);
        while offset < self.len && !self.is_boundary(offset) {
            offset += 1;
        }
        offset
    }

    /// The whole graphemes that `range` touches.
    pub fn widen(&self, range: Range<usize>) -> Range<usize> {
        self.floor(range.start)..self.ceil(range.end)
    }
}
