//! Which line under the text each mark gets, where marks overlap.

use core::cmp::Reverse;
use std::collections::BTreeSet;

use crate::text::{Byte, Span};

/// Something that needs a lane of its own from a start to an end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Strand {
    pub start: Byte,
    pub end: Byte,
    /// Index of the mark it belongs to.
    pub mark: u32,
    /// 0 for the lane next to the text.
    pub lane: u16,
}

impl Strand {
    fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}

fn key(strand: &Strand) -> (Byte, Reverse<Byte>, u32) {
    (strand.start, Reverse(strand.end), strand.mark)
}

/// Strands by start, of those with one start the longest first, and quick to ask which of them touch a span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Strands {
    sorted: Vec<Strand>,
    /// The farthest end of each [`FAN`] strands, then of each `FAN` of those, and so on.
    reach: Vec<Vec<Byte>>,
}

/// How many neighbours are taken together in each level of [`Strands::reach`].
const FAN: usize = 16;

impl Strands {
    /// Sorts strands and gives them lanes.
    ///
    /// No two that overlap share a lane, and one that contains another has the higher lane: drawn with lane 0 next to
    /// the text, a nested mark is nearer to it than what holds it. The shortest choose first, so that every lane is as
    /// near as it can be.
    pub fn new(mut sorted: Vec<Strand>) -> Self {
        sorted.sort_unstable_by_key(key);
        let mut strands = Self {
            reach: reach(&sorted),
            sorted,
        };
        let mut next = 0;
        while next < strands.sorted.len() {
            let span = strands.sorted[next].span();
            let knot = next..strands.knot_end(next, span.end);
            next = knot.end;
            strands.find_lanes(knot);
        }
        strands
    }

    /// Takes the strands of a mark away; the marks behind it move up by one. [`Self::settle`] must follow.
    pub fn remove(&mut self, mark: u32) {
        self.sorted.retain_mut(|strand| {
            let stays = strand.mark != mark;
            strand.mark -= u32::from(strand.mark > mark);
            stays
        });
    }

    /// Makes room for a mark, behind which the others move down by one, and adds its strands. [`Self::settle`] must
    /// follow.
    pub fn insert(&mut self, mark: u32, strands: Vec<Strand>) {
        for strand in &mut self.sorted {
            strand.mark += u32::from(strand.mark >= mark);
        }
        for strand in strands {
            let at = self
                .sorted
                .partition_point(|other| key(other) < key(&strand));
            self.sorted.insert(at, strand);
        }
    }

    /// Finds the lanes anew where strands came or went: those of the strands there that are no shorter, of the longer
    /// ones that overlap one whose lane has changed, and so on. Others keep theirs, as a lane depends on shorter
    /// strands only.
    pub fn settle(&mut self, changed: &[Span]) {
        self.reach = reach(&self.sorted);
        let mut stale = BTreeSet::new();
        for &span in changed {
            let longer = self.indices(span).map(|index| self.order(index));
            stale.extend(longer.filter(|(length, _)| *length >= span.end.0 - span.start.0));
        }
        let mut taken = Vec::new();
        while let Some((length, Reverse(index))) = stale.pop_first() {
            let lane = self.free_lane(index, &mut taken);
            if core::mem::replace(&mut self.sorted[index].lane, lane) != lane {
                let later = self.indices(self.sorted[index].span());
                let later = later.map(|other| self.order(other));
                stale.extend(later.filter(|other| *other > (length, Reverse(index))));
            }
        }
    }

    /// The end of the strands from an index on that hang together with each other or with what reaches to `end`.
    fn knot_end(&self, first: usize, mut end: Byte) -> usize {
        let mut next = first;
        while let Some(strand) = self.sorted.get(next).filter(|strand| strand.start < end) {
            end = end.max(strand.end);
            next += 1;
        }
        next
    }

    /// Finds the lanes of strands that overlap no others.
    fn find_lanes(&mut self, knot: core::ops::Range<usize>) {
        // Most overlap nothing.
        if let [alone] = &mut self.sorted[knot.clone()] {
            alone.lane = 0;
            return;
        }
        let mut order: Vec<usize> = knot.collect();
        order.sort_unstable_by_key(|&index| self.order(index));
        let mut taken = Vec::new();
        for index in order {
            self.sorted[index].lane = self.free_lane(index, &mut taken);
        }
    }

    /// Which strand chooses its lane first: the shorter one. Of two that cover the same, the later one is taken for the
    /// inner one.
    fn order(&self, index: usize) -> (u32, Reverse<usize>) {
        let strand = &self.sorted[index];
        (strand.end.0 - strand.start.0, Reverse(index))
    }

    /// The lowest lane that is free along a strand and above all that the strand contains, once those that choose earlier
    /// have theirs.
    fn free_lane(&self, index: usize, taken: &mut Vec<bool>) -> u16 {
        let strand = &self.sorted[index];
        taken.clear();
        let mut lowest = 0;
        let own = self.order(index);
        let earlier = self.indices(strand.span());
        for other in earlier.filter(|&other| self.order(other) < own) {
            let other = &self.sorted[other];
            let lane = usize::from(other.lane);
            if taken.len() <= lane {
                taken.resize(lane + 1, false);
            }
            taken[lane] = true;
            if strand.contains(other) {
                lowest = lowest.max(lane + 1);
            }
        }
        let free = lowest
            + taken
                .iter()
                .skip(lowest)
                .take_while(|&&taken| taken)
                .count();
        u16::try_from(free).unwrap_or(u16::MAX)
    }

    /// The strands that touch a span, in order.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = &Strand> {
        self.indices(span).map(|index| &self.sorted[index])
    }

    /// The indices of the strands that touch a span, in order.
    fn indices(&self, span: Span) -> impl Iterator<Item = usize> {
        let end = self
            .sorted
            .partition_point(|strand| strand.start < span.end);
        let mut next = 0;
        core::iter::from_fn(move || {
            while next < end {
                if let Some(skipped) = self.ending_before(next, span.start) {
                    next += skipped;
                    continue;
                }
                let index = next;
                next += 1;
                if self.sorted[index].end > span.start {
                    return Some(index);
                }
            }
            None
        })
    }

    /// How many strands from an index on can be skipped at once because all of them end before an offset.
    fn ending_before(&self, index: usize, at: Byte) -> Option<usize> {
        let mut found = None;
        let mut size = FAN;
        for level in &self.reach {
            if !index.is_multiple_of(size) || level[index / size] > at {
                break;
            }
            found = Some(size);
            size *= FAN;
        }
        found
    }

    #[cfg(test)]
    pub fn as_slice(&self) -> &[Strand] {
        &self.sorted
    }
}

/// The levels of [`Strands::reach`].
fn reach(sorted: &[Strand]) -> Vec<Vec<Byte>> {
    let ends: Vec<Byte> = sorted.iter().map(|strand| strand.end).collect();
    core::iter::successors(Some(farthest(&ends)), |below| {
        (below.len() > FAN).then(|| farthest(below))
    })
    .collect()
}

/// The farthest of each [`FAN`] ends.
fn farthest(ends: &[Byte]) -> Vec<Byte> {
    ends.chunks(FAN)
        .map(|block| block.iter().copied().max().unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn strands(ends: &[(u32, u32)]) -> Strands {
        let strands = (0u32..).zip(ends).map(|(mark, &(start, length))| Strand {
            start: Byte(start),
            end: Byte(start + length),
            mark,
            lane: 0,
        });
        Strands::new(strands.collect())
    }

    fn lanes(ends: &[(u32, u32)]) -> Vec<u16> {
        strands(ends)
            .as_slice()
            .iter()
            .map(|strand| strand.lane)
            .collect()
    }

    #[test]
    fn what_does_not_overlap_is_next_to_the_text() {
        assert_eq!(lanes(&[(0, 4), (4, 4), (9, 2)]), [0, 0, 0]);
    }

    #[test]
    fn a_nest_reads_from_outside_to_inside() {
        assert_eq!(
            lanes(&[(0, 20), (3, 10), (4, 2), (4, 2), (30, 1)]),
            [3, 2, 1, 0, 0]
        );
    }

    #[test]
    fn a_chain_needs_two_lanes() {
        let chain: Vec<(u32, u32)> = (0..50).map(|n| (n * 10, 15)).collect();
        assert!(lanes(&chain).iter().all(|&lane| lane < 3));
    }

    proptest! {
        #[test]
        fn lanes_never_collide_and_nesting_orders_them(
            ends in proptest::collection::vec((0u32..300, 1u32..60), 0..200),
        ) {
            let strands = strands(&ends);
            for (i, a) in strands.as_slice().iter().enumerate() {
                for b in &strands.as_slice()[i + 1..] {
                    if a.start < b.end && b.start < a.end {
                        prop_assert_ne!(a.lane, b.lane);
                        if a.contains(b) {
                            prop_assert!(a.lane > b.lane);
                        } else if b.contains(a) {
                            prop_assert!(a.lane < b.lane);
                        }
                    }
                }
            }
        }

        #[test]
        fn touching_agrees_with_looking_at_every_strand(
            ends in proptest::collection::vec((0u32..300, 1u32..60), 0..300),
            start in 0u32..400,
            length in 1u32..50,
        ) {
            let strands = strands(&ends);
            let span = Span { start: Byte(start), end: Byte(start + length) };
            let found: Vec<_> = strands.touching(span).collect();
            let naive: Vec<_> = strands.as_slice().iter().filter(|s| s.start < span.end && s.end > span.start).collect();
            prop_assert_eq!(found, naive);
        }
    }
}
