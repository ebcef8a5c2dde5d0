//! Where the numbers of candidates stand, so that none hides another.

use egui::{Rangef, Rect, vec2};

/// So many heights up or down a number moves at most.
const ROWS: usize = 3;

/// The place nearest to the wanted one that is free and within the pane: beside what is there, away from the text of its
/// mark (`outward`: -1 for the left) first, then above, then below. The wanted place itself when all is taken.
pub(super) fn place(wanted: Rect, outward: f32, taken: &[Rect], within: Rangef) -> Rect {
    let inside = wanted.left().max(within.min) - wanted.left();
    let inside = inside.min((within.max - wanted.right()).max(within.min - wanted.left()));
    let wanted = wanted.translate(vec2(inside, 0.0));
    let is_free = |rect: Rect| {
        let overlaps = |taken: &&Rect| {
            let both = taken.intersect(rect);
            both.width() > 0.1 && both.height() > 0.1
        };
        taken.iter().find(overlaps).copied()
    };
    let heights = core::iter::successors(Some(0.0), |row: &f32| {
        Some(if *row < 0.0 { -row } else { -row - 1.0 })
    });
    for row in heights.take(2 * ROWS + 1) {
        for direction in [outward, -outward] {
            let mut rect = wanted.translate(vec2(0.0, row * wanted.height()));
            while rect.left() >= within.min && rect.right() <= within.max {
                let Some(other) = is_free(rect) else {
                    return rect;
                };
                let x = if direction < 0.0 {
                    other.left() - rect.right()
                } else {
                    other.right() - rect.left()
                };
                rect = rect.translate(vec2(x, 0.0));
            }
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, pos2};
    use proptest::prelude::*;

    fn badge(x: f32, y: f32) -> Rect {
        Rect::from_center_size(pos2(x, y), vec2(16.0, 13.0))
    }

    #[test]
    fn what_is_alone_stays_where_it_is() {
        let one = badge(100.0, 50.0);
        assert_eq!(place(one, -1.0, &[], Rangef::new(0.0, 300.0)), one);
        let away = badge(140.0, 50.0);
        assert_eq!(place(one, -1.0, &[away], Rangef::new(0.0, 300.0)), one);
    }

    #[test]
    fn at_the_edge_the_second_goes_above() {
        let within = Rangef::new(2.0, 400.0);
        let first = place(badge(8.0, 50.0), -1.0, &[], within);
        assert_eq!(first.left(), 2.0);
        let second = place(badge(8.0, 50.0), -1.0, &[first], within);
        assert!(second.left() >= first.right() || second.bottom() <= first.top());
    }

    proptest! {
        #[test]
        fn no_badge_hides_another(places in proptest::collection::vec((0f32..200.0, 40f32..60.0, any::<bool>()), 0..10)) {
            let within = Rangef::new(0.0, 200.0);
            let mut taken: Vec<Rect> = Vec::new();
            for (x, y, is_left) in places {
                let rect = place(badge(x, y), if is_left { -1.0 } else { 1.0 }, &taken, within);
                prop_assert!(rect.left() >= within.min - 0.01 && rect.right() <= within.max + 0.01);
                prop_assert!((rect.center() - Pos2::new(x, y)).length() < 250.0);
                for other in &taken {
                    let both = rect.intersect(*other);
                    prop_assert!(both.width() <= 0.2 || both.height() <= 0.2, "{:?} {:?}", rect, other);
                }
                taken.push(rect);
            }
        }
    }
}
