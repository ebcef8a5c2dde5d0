//! Where the view stands in the text: a unit and a distance in it, never one large number.

/// The top edge of the view, in physical pixels below the top of a unit.
///
/// Above the first unit (in the header) the distance is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Anchor {
    pub unit: usize,
    pub offset: f64,
}

/// The room that an anchor may move in, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// Number of units.
    pub units: usize,
    /// Height of what stands above the first unit.
    pub header: f64,
    /// Empty space that may be seen below the last unit.
    pub footer: f64,
    /// Height of the view.
    pub view: f64,
}

impl Anchor {
    /// Above everything: [`settled`](Self::settled) makes it the top of the header.
    pub const START: Self = Self {
        unit: 0,
        offset: f64::MIN,
    };

    /// The same place with the offset inside its unit, and neither above the header nor below the end.
    ///
    /// `height` measures a unit; it is only asked about units between the old place and one view below the new one.
    #[must_use]
    pub fn settled(self, room: &Room, height: &mut impl FnMut(usize) -> f64) -> Self {
        let mut here = self;
        here.unit = here.unit.min(room.units - 1);
        here = here.inside_unit(room, height);
        // What is visible below the anchor; the text may end inside the view.
        let mut below = -here.offset;
        for unit in here.unit..room.units {
            below += height(unit);
            if below >= room.view {
                return here;
            }
        }
        let missing = room.view - room.footer - below;
        if missing > 0.0 {
            here.offset -= missing;
            here = here.inside_unit(room, height);
        }
        here
    }

    fn inside_unit(self, room: &Room, height: &mut impl FnMut(usize) -> f64) -> Self {
        let Self {
            mut unit,
            mut offset,
        } = self;
        while offset < 0.0 && unit > 0 {
            unit -= 1;
            offset += height(unit);
        }
        while offset > 0.0 && unit + 1 < room.units {
            let here = height(unit);
            if offset < here {
                break;
            }
            offset -= here;
            unit += 1;
        }
        if unit == 0 {
            offset = offset.max(-room.header);
        }
        Self { unit, offset }
    }
}

/// Where something must move to be comfortably in view, all in pixels below the top edge of the view.
///
/// `None` when it is already between the margins. What is near is brought in by as little as possible; what is far away
/// comes to a third of the view, where there is context on both sides.
pub(super) fn comfortable(top: f64, bottom: f64, view: f64, margin: f64) -> Option<f64> {
    let margin = margin.min(view / 4.0);
    let fits = bottom - top <= view - 2.0 * margin;
    if top >= margin && (bottom <= view - margin || !fits && top <= view / 2.0) {
        return None;
    }
    let near = top > -view && bottom < 2.0 * view;
    let lowest = view - margin - (bottom - top);
    Some(match (fits, near) {
        (false, _) => margin,
        (true, true) if top < margin => margin,
        (true, true) => lowest,
        (true, false) => (view / 3.0).min(lowest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn room(units: usize) -> Room {
        Room {
            units,
            header: 80.0,
            footer: 40.0,
            view: 500.0,
        }
    }

    fn absolute(anchor: Anchor, heights: &[f64]) -> f64 {
        heights[..anchor.unit].iter().sum::<f64>() + anchor.offset
    }

    fn moved(anchor: Anchor, by: f64, heights: &[f64]) -> Anchor {
        let anchor = Anchor {
            offset: anchor.offset + by,
            ..anchor
        };
        anchor.settled(&room(heights.len()), &mut |unit| heights[unit])
    }

    proptest! {
        #[test]
        fn scrolling_is_adding_within_the_room(
            heights in proptest::collection::vec(0u16..700, 1..40),
            steps in proptest::collection::vec(-900i16..900, 1..40),
        ) {
            let heights: Vec<f64> = heights.into_iter().map(f64::from).collect();
            let total: f64 = heights.iter().sum();
            let lowest = (total + 40.0 - 500.0).max(-80.0);
            let mut anchor = Anchor::START.settled(&room(heights.len()), &mut |unit| heights[unit]);
            let mut naive = -80.0;
            for step in steps {
                anchor = moved(anchor, f64::from(step), &heights);
                naive = f64::clamp(naive + f64::from(step), -80.0, lowest);
                prop_assert_eq!(absolute(anchor, &heights), naive);
            }
        }

        #[test]
        fn down_and_up_again_is_the_same_place_exactly(
            heights in proptest::collection::vec(1u16..700, 30..60),
            steps in proptest::collection::vec(1u16..300, 1..20),
        ) {
            let heights: Vec<f64> = heights.into_iter().map(f64::from).chain([9000.0]).collect();
            let start = moved(Anchor::START.settled(&room(heights.len()), &mut |unit| heights[unit]), 100.0, &heights);
            let down = steps.iter().fold(start, |at, &step| moved(at, f64::from(step), &heights));
            let up = steps.iter().fold(down, |at, &step| moved(at, -f64::from(step), &heights));
            prop_assert_eq!(start, up);
        }

        #[test]
        fn what_is_comfortable_stays_and_what_is_not_becomes_so(
            top in -5000f64..5000.0, height in 0f64..300.0, view in 200f64..1000.0,
        ) {
            if let Some(new) = comfortable(top, top + height, view, 40.0) {
                prop_assert!((new - top).abs() > 1e-9 || height > view - 80.0);
                prop_assert_eq!(comfortable(new, new + height, view, 39.999), None);
            } else {
                prop_assert!(top >= 40.0 && top <= view);
            }
        }
    }
}
