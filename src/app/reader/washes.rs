//! The washes behind marked text. Where marks overlap their washes add up, and nested ones are lower and narrower than
//! what holds them; but the sum stays light enough to read on, however many there are.

use egui::{Rangef, Rect, pos2};

use super::fragments::Fragment;

/// So many full washes may lie on each other; more of them become lighter.
const FULL: f32 = 2.0;
/// So many lanes make a difference to the height of a wash.
const STEPS: f32 = 3.0;

/// A part of a fragment that is under the same washes all along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wash {
    /// Index of the fragment.
    pub bit: usize,
    pub x: Rangef,
    /// How strong it is: 1.0 where few marks overlap.
    pub strength: f32,
}

/// Divides the fragments where others begin and end. Fragments of one line follow each other in no special order.
pub(super) fn washes(bits: &[Fragment]) -> Vec<Wash> {
    let mut order: Vec<usize> = (0..bits.len()).collect();
    order.sort_by_key(|&bit| bits[bit].line);
    let mut washes = Vec::with_capacity(bits.len());
    for line in order.chunk_by(|&one, &other| bits[one].line == bits[other].line) {
        divide(bits, line, &mut washes);
    }
    // What is painted last lies on top: as the fragments have it, outer marks before inner ones.
    washes.sort_by(|one, other| (one.bit.cmp(&other.bit)).then(one.x.min.total_cmp(&other.x.min)));
    washes
}

fn divide(bits: &[Fragment], line: &[usize], washes: &mut Vec<Wash>) {
    if let [bit] = line {
        washes.push(Wash {
            bit: *bit,
            x: bits[*bit].rect.x_range(),
            strength: 1.0,
        });
        return;
    }
    let mut edges: Vec<f32> = line
        .iter()
        .flat_map(|&bit| [bits[bit].rect.left(), bits[bit].rect.right()])
        .collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    for pair in edges.windows(2) {
        let x = Rangef::new(pair[0], pair[1]);
        let covers = |bit: &usize| {
            let rect = bits[*bit].rect;
            rect.left() <= x.min && x.max <= rect.right()
        };
        let here: Vec<usize> = line.iter().copied().filter(covers).collect();
        let strength = (FULL / count(here.len())).min(1.0);
        washes.extend(here.into_iter().map(|bit| Wash { bit, x, strength }));
    }
}

/// The rectangle of a wash: down to the line of its mark, and the higher the farther out that is.
pub(super) fn rect(bit: &Fragment, x: Rangef, lane: u16) -> Rect {
    let inset = STEPS - f32::from(lane).min(STEPS);
    Rect::from_min_max(
        pos2(x.min, bit.rect.top() + inset),
        pos2(x.max, (bit.lane + 1.0).max(bit.rect.bottom() - inset)),
    )
}

#[expect(clippy::cast_precision_loss, reason = "marks on one line")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::{Tokens, contrast};
    use crate::model::Color;
    use proptest::prelude::*;

    fn bit(mark: usize, line: usize, left: f32, width: f32) -> Fragment {
        Fragment {
            mark,
            piece: 0,
            line: (0, line),
            rect: Rect::from_x_y_ranges(left..=left + width, 0.0..=27.0),
            bottom: 31.0,
            lane: 25.0,
            depth: 0,
            first: 25.0,
        }
    }

    #[test]
    fn what_holds_another_is_higher_and_reaches_lower() {
        for lane in 0..6u16 {
            let wash = |lane: u16| {
                let bit = Fragment {
                    lane: 25.0 + 3.6 * f32::from(lane),
                    ..bit(0, 0, 0.0, 9.0)
                };
                rect(&bit, bit.rect.x_range(), lane)
            };
            let (inner, outer) = (wash(lane), wash(lane + 1));
            assert!(outer.top() <= inner.top() && outer.bottom() > inner.bottom());
        }
    }

    #[test]
    fn text_can_be_read_on_any_number_of_washes() {
        for tokens in [
            Tokens::light(),
            Tokens::dark(),
            Tokens::light_high_contrast(),
            Tokens::dark_high_contrast(),
        ] {
            for color in [
                [0x00, 0x72, 0xb2],
                [0xd5, 0x5e, 0x00],
                [0x00, 0x9e, 0x73],
                [0xb0, 0x7d, 0x00],
                [0xb0, 0x45, 0x8a],
                [0x40, 0x40, 0x40],
            ] {
                for depth in 1..=30 {
                    let bits: Vec<Fragment> =
                        (0..depth).map(|mark| bit(mark, 0, 0.0, 9.0)).collect();
                    let ground = washes(&bits).iter().fold(tokens.page, |ground, wash| {
                        let tint = tokens.tint(Color(color)).gamma_multiply(wash.strength);
                        ground.blend(tint)
                    });
                    let ratio = contrast(tokens.text, ground);
                    assert!(
                        ratio >= 4.5,
                        "{ratio} for {depth} of {color:?}, dark {}",
                        tokens.dark
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn every_part_of_every_fragment_is_washed_once(
            given in proptest::collection::vec((0usize..3, 0u8..60, 1u8..30), 0..40),
        ) {
            let bits: Vec<Fragment> = given.iter().enumerate()
                .map(|(mark, &(line, left, width))| bit(mark, line, f32::from(left), f32::from(width)))
                .collect();
            let washes = washes(&bits);
            for (index, bit) in bits.iter().enumerate() {
                let mut at = bit.rect.left();
                for wash in washes.iter().filter(|wash| wash.bit == index) {
                    prop_assert_eq!(wash.x.min, at);
                    at = wash.x.max;
                }
                prop_assert_eq!(at, bit.rect.right());
            }
        }
    }
}
