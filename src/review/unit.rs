//! A mark as measures see it: what it covers, and what it is.

use smallvec::SmallVec;

/// A mark: a tag on one or more pieces of an article.
///
/// Units are ordered by where they are, then by tag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Its pieces, start and exclusive end in code points, in order, none touching the one before it.
    pieces: SmallVec<[(u32, u32); 1]>,
    /// The number of its tag.
    pub tag: u32,
}

impl Unit {
    /// A mark on these pieces. Pieces that overlap or touch are one; what is empty is left out.
    ///
    /// ```
    /// # use postil::review::Unit;
    /// let unit = Unit::new(0, [(4, 6), (0, 4), (9, 9)]);
    /// assert_eq!(unit.pieces(), [(0, 6)]);
    /// ```
    #[must_use]
    pub fn new(tag: u32, pieces: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut sorted: SmallVec<[(u32, u32); 1]> = pieces
            .into_iter()
            .filter(|(start, end)| start < end)
            .collect();
        // As with most marks.
        if sorted.len() < 2 {
            return Self {
                pieces: sorted,
                tag,
            };
        }
        sorted.sort_unstable();
        let mut pieces: SmallVec<[(u32, u32); 1]> = SmallVec::new();
        for (start, end) in sorted {
            match pieces.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => pieces.push((start, end)),
            }
        }
        Self { pieces, tag }
    }

    /// What it covers, start and exclusive end in code points.
    #[must_use]
    pub fn pieces(&self) -> &[(u32, u32)] {
        &self.pieces
    }

    /// Where it begins, in code points; 0 for one that covers nothing.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.pieces.first().map_or(0, |piece| piece.0)
    }

    /// Where it ends, in code points; 0 for one that covers nothing.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.1)
    }

    /// How many code points it covers.
    #[must_use]
    pub fn covered(&self) -> u32 {
        self.pieces.iter().map(|(start, end)| end - start).sum()
    }

    /// How many code points two marks share.
    #[must_use]
    pub fn common(&self, other: &Self) -> u32 {
        shared(&self.pieces, &other.pieces)
    }
}

/// How many code points two lists of pieces share. Pieces are in order, those of one list do not overlap.
fn shared(one: &[(u32, u32)], other: &[(u32, u32)]) -> u32 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        sum += a.1.min(b.1).saturating_sub(a.0.max(b.0));
        if a.1 <= b.1 {
            i += 1;
        } else {
            j += 1;
        }
    }
    sum
}

/// Calls `found` with the places of all pairs of marks that share a code point, and how many they share.
///
/// Both lists are in order. Takes time in proportion to the marks and the pairs whose extents overlap.
pub(super) fn overlaps(a: &[Unit], b: &[Unit], mut found: impl FnMut(usize, usize, u32)) {
    debug_assert!(a.is_sorted() && b.is_sorted(), "marks come in order");
    let (mut open_a, mut open_b): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let is_a = match (a.get(i), b.get(j)) {
            (Some(one), Some(other)) => one.start() <= other.start(),
            (one, _) => one.is_some(),
        };
        if is_a {
            let start = a[i].start();
            open_b.retain(|&at| b[at].end() > start);
            for &at in &open_b {
                let common = a[i].common(&b[at]);
                if common > 0 {
                    found(i, at, common);
                }
            }
            open_a.push(i);
            i += 1;
        } else {
            let start = b[j].start();
            open_a.retain(|&at| a[at].end() > start);
            for &at in &open_a {
                let common = a[at].common(&b[j]);
                if common > 0 {
                    found(at, j, common);
                }
            }
            open_b.push(j);
            j += 1;
        }
    }
}
