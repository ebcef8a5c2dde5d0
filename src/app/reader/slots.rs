//! Which chip stands beside which line: pure arithmetic over the lines of one unit.
//!
//! It is worked out for a whole unit, not for what is in view, so that scrolling moves no chip to another line.

/// More chips of one mark are not shown at a time; the last one shown counts them.
const MOST: usize = 4;
/// So many lines below the end of its mark a chip may stand.
const BELOW: usize = 2;

/// A mark with chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Want {
    /// Index of the mark.
    pub mark: usize,
    /// How many chips it has: at least one.
    pub chips: usize,
    /// First line of its last piece, as far as that is in the unit.
    pub first: usize,
    /// The line on which it ends.
    pub last: usize,
}

/// One chip of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChipOf {
    /// Index of the mark.
    pub mark: usize,
    /// Index among the mark's chips.
    pub chip: usize,
}

/// What stands beside one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub line: usize,
    pub shown: ChipOf,
    /// Whether the slot of the line above has a chip of the same mark.
    pub goes_on: bool,
    /// Those for which there is no line: “+2”.
    pub hidden: Vec<ChipOf>,
}

/// Gives each chip a line of its own: the first chip of a mark the line on which the mark ends, if that is free, else one
/// as near as can be; its other chips what is left beside the mark's own lines and just below it. In order of the lines.
pub(super) fn assign(wants: &[Want], lines: usize) -> Vec<Slot> {
    let mut room = Room {
        lines: vec![None; lines],
    };
    let blocks: Vec<Option<(usize, usize)>> = wants
        .iter()
        .enumerate()
        .map(|(index, want)| {
            let line = room.near(want)?;
            room.lines[line] = Some(index);
            Some((line, line))
        })
        .collect();
    let mut slots: Vec<Slot> = Vec::new();
    let mut homeless: Vec<(usize, ChipOf)> = Vec::new();
    for (index, (want, block)) in wants.iter().zip(blocks).enumerate() {
        let chip = |chip| ChipOf {
            mark: want.mark,
            chip,
        };
        let Some(block) = block else {
            homeless.extend((0..want.chips).map(|at| (want.last, chip(at))));
            continue;
        };
        let (start, end) = room.grow(index, want, block);
        let shown = end - start + 1;
        slots.extend((start..=end).enumerate().map(|(at, line)| Slot {
            line,
            shown: chip(at),
            goes_on: at > 0,
            hidden: Vec::new(),
        }));
        homeless.extend((shown..want.chips).map(|at| (end, chip(at))));
    }
    slots.sort_by_key(|slot| slot.line);
    for (line, chip) in homeless {
        if let Ok(at) = slots.binary_search_by_key(&line, |slot| slot.line) {
            slots[at].hidden.push(chip);
        }
    }
    slots
}

/// The lines of a unit: which want has which.
struct Room {
    lines: Vec<Option<usize>>,
}

impl Room {
    fn is_free(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(Option::is_none)
    }

    /// The free line that is nearest to the end of a mark: there, beside it, or just below.
    fn near(&self, want: &Want) -> Option<usize> {
        let beside = (want.first..=want.last).rev();
        let below = want.last + 1..=want.last + BELOW;
        beside.chain(below).find(|&line| self.is_free(line))
    }

    /// Takes free lines above and below for the other chips of a mark.
    fn grow(
        &mut self,
        index: usize,
        want: &Want,
        (mut start, mut end): (usize, usize),
    ) -> (usize, usize) {
        while end - start + 1 < want.chips.min(MOST) {
            if start > want.first && self.is_free(start - 1) {
                start -= 1;
                self.lines[start] = Some(index);
            } else if end < want.last + BELOW && self.is_free(end + 1) {
                end += 1;
                self.lines[end] = Some(index);
            } else {
                break;
            }
        }
        (start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn want(mark: usize, chips: usize, first: usize, last: usize) -> Want {
        Want {
            mark,
            chips,
            first,
            last,
        }
    }

    /// Line, mark, chip, number of hidden ones.
    fn assigned(wants: &[Want], lines: usize) -> Vec<(usize, usize, usize, usize)> {
        assign(wants, lines)
            .iter()
            .map(|slot| {
                (
                    slot.line,
                    slot.shown.mark,
                    slot.shown.chip,
                    slot.hidden.len(),
                )
            })
            .collect()
    }

    #[test]
    fn one_chip_stands_where_its_mark_ends() {
        assert_eq!(
            assigned(&[want(7, 1, 0, 2), want(8, 1, 3, 3)], 5),
            [(2, 7, 0, 0), (3, 8, 0, 0)]
        );
    }

    #[test]
    fn further_chips_stand_beside_the_lines_of_their_mark_then_below() {
        assert_eq!(
            assigned(&[want(7, 3, 1, 2)], 5),
            [(1, 7, 0, 0), (2, 7, 1, 0), (3, 7, 2, 0)]
        );
    }

    #[test]
    fn what_finds_no_line_is_counted() {
        // Two marks end on the only line; the second has nowhere to go.
        assert_eq!(
            assigned(&[want(7, 1, 0, 0), want(8, 2, 0, 0)], 1),
            [(0, 7, 0, 2)]
        );
        assert_eq!(assigned(&[want(7, 9, 0, 9)], 10)[3], (9, 7, 3, 5));
    }

    #[test]
    fn the_first_chip_of_every_mark_goes_before_the_second_of_any() {
        assert_eq!(
            assigned(&[want(7, 2, 0, 1), want(8, 1, 0, 0)], 2),
            [(0, 8, 0, 0), (1, 7, 0, 1)]
        );
    }

    proptest! {
        #[test]
        fn every_chip_is_shown_once_or_counted_once_and_no_line_has_two(
            marks in proptest::collection::vec((1usize..6, 0usize..20, 0usize..8), 0..40),
            lines in 20usize..30,
        ) {
            let mut wants: Vec<Want> = marks.iter().enumerate().map(|(mark, &(chips, last, length))| {
                want(mark, chips, last.saturating_sub(length), last)
            }).collect();
            wants.sort_by_key(|want| (want.last, want.mark));
            let slots = assign(&wants, lines);
            prop_assert!(slots.windows(2).all(|pair| pair[0].line < pair[1].line));
            let mut found: Vec<(usize, usize)> = slots.iter()
                .flat_map(|slot| core::iter::once(&slot.shown).chain(&slot.hidden))
                .map(|chip| (chip.mark, chip.chip))
                .collect();
            found.sort_unstable();
            let all: Vec<(usize, usize)> = wants.iter()
                .flat_map(|want| (0..want.chips).map(|chip| (want.mark, chip)))
                .collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            prop_assert_eq!(found, all);
            for slot in &slots {
                let want = wants.iter().find(|want| want.mark == slot.shown.mark).unwrap();
                prop_assert!(slot.line >= want.first && slot.line <= want.last + BELOW);
                prop_assert!(slot.line < lines);
            }
        }
    }
}
