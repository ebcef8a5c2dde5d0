//! Lines as near to the text as they can be: a mark has one lane in its whole paragraph, but on a line where the marks
//! below it do not reach it moves up.

use std::collections::HashMap;

use egui::Rangef;

use super::fragments::LineKey;

/// A stretch of a line that a mark needs a lane for: from its first piece there to its last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    /// Index of the mark.
    pub mark: usize,
    pub x: Rangef,
    /// The lane in the paragraph.
    pub lane: u16,
}

/// A line that is drawn already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drawn {
    pub x: Rangef,
    pub y: f32,
    /// From its middle to that of the next line below it.
    pub pitch: f32,
}

/// How high a line can be that goes below those that are drawn already where they overlap: no higher than the first
/// lane.
pub(super) fn below(drawn: &[Drawn], x: Rangef, first: f32) -> f32 {
    drawn
        .iter()
        .filter(|other| other.x.min < x.max && x.min < other.x.max)
        .map(|other| other.y + other.pitch)
        .fold(first, f32::max)
}

/// With more marks on a line their lanes stay as they are.
const MOST: usize = 64;

/// The lanes of marks on lines, by line and mark: the lowest ones that keep the order of those that overlap.
pub(super) fn compact(lines: HashMap<LineKey, Vec<Need>>) -> HashMap<(LineKey, usize), u16> {
    let mut found = HashMap::new();
    for (line, mut needs) in lines {
        needs.sort_by_key(|need| (need.lane, need.mark));
        let lanes = if needs.len() > MOST {
            needs.iter().map(|need| need.lane).collect()
        } else {
            compacted(&needs)
        };
        found.extend(
            needs
                .iter()
                .zip(lanes)
                .map(|(need, lane)| ((line, need.mark), lane)),
        );
    }
    found
}

/// For needs in order of their lanes.
fn compacted(needs: &[Need]) -> Vec<u16> {
    let mut lanes: Vec<u16> = Vec::with_capacity(needs.len());
    for (index, need) in needs.iter().enumerate() {
        let below = needs[..index].iter().zip(&lanes).filter(|(other, _)| {
            other.x.min < need.x.max && need.x.min < other.x.max && other.lane < need.lane
        });
        let lane = below.map(|(_, lane)| lane + 1).max().unwrap_or(0);
        lanes.push(lane);
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn need(mark: usize, left: u8, width: u8, lane: u16) -> Need {
        let left = f32::from(left);
        Need {
            mark,
            x: Rangef::new(left, left + f32::from(width)),
            lane,
        }
    }

    #[test]
    fn what_is_alone_on_its_line_is_next_to_the_text() {
        assert_eq!(compacted(&[need(0, 0, 9, 7)]), [0]);
        assert_eq!(
            compacted(&[need(0, 0, 9, 0), need(1, 20, 9, 3), need(2, 0, 30, 5)]),
            [0, 0, 1]
        );
    }

    #[test]
    fn a_line_goes_just_below_what_it_overlaps() {
        let drawn = |left: f32, y: f32| Drawn {
            x: Rangef::new(left, left + 10.0),
            y,
            pitch: 3.0,
        };
        let all = [drawn(0.0, 20.0), drawn(0.0, 23.0), drawn(50.0, 29.0)];
        assert!((below(&all, Rangef::new(5.0, 40.0), 20.0) - 26.0).abs() < 1e-6);
        assert!((below(&all, Rangef::new(15.0, 40.0), 20.0) - 20.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn lanes_keep_their_order_and_only_move_up(
            given in proptest::collection::vec((0u8..100, 1u8..40, 0u16..12), 0..40),
        ) {
            let mut needs: Vec<Need> = Vec::new();
            for (mark, &(left, width, lane)) in given.iter().enumerate() {
                let next = need(mark, left, width, lane);
                // As in a paragraph: no two that overlap have one lane.
                let meets = |other: &Need| {
                    other.lane == next.lane && other.x.min < next.x.max && next.x.min < other.x.max
                };
                if !needs.iter().any(meets) {
                    needs.push(next);
                }
            }
            needs.sort_by_key(|need| (need.lane, need.mark));
            let lanes = compacted(&needs);
            for (index, one) in needs.iter().enumerate() {
                prop_assert!(lanes[index] <= one.lane);
                for (other_index, other) in needs.iter().enumerate().skip(index + 1) {
                    if one.x.min < other.x.max && other.x.min < one.x.max {
                        prop_assert!(lanes[index] < lanes[other_index]);
                    }
                }
            }
        }
    }
}
