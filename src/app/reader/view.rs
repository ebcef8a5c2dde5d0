//! Where things are in the pane: the column, the margins, the scroll bar.

use egui::{Pos2, Rangef, Rect, pos2};

/// The width of a character of running text, in ems: 70 of them make a line of 32.
const CHARACTER: f32 = 32.0 / 70.0;
/// The measure that is enough while chips are in want of room, in ems: about 55 characters.
const ENOUGH: f32 = 25.0;
/// The narrowest column that is laid out, in points.
const NARROWEST: f32 = 80.0;
/// Room for paragraph numbers, in points.
const NUMBERS: f32 = 44.0;
/// Beside the column when there is no room for numbers, in points.
const EDGE: f32 = 14.0;
/// Chips need so much room to be worth reading, in points.
const CHIPS: f32 = 110.0;
/// So much room for chips goes before more measure than is enough, in points.
const CHIPS_COMFORT: f32 = 170.0;
/// No chip is wider, in points.
const CHIPS_MOST: f32 = 280.0;
/// Beside the column, in points: arcs run there.
const GUTTER: f32 = 22.0;
/// The same in a narrow pane, in points.
const NARROW_GUTTER: f32 = 16.0;
/// Width of the numbers that stand for chips in a narrow pane, in points.
const DOTS: f32 = 18.0;
/// A pane that is not wider, in points, gives all its width to the text.
const TINY: f32 = 240.0;
/// Between the margin and the ruler, in points.
const GAP: f32 = 6.0;
/// Widths of the scroll bar and of the ruler of marks beside it, in points.
const BAR: f32 = 10.0;
const RULER: f32 = 6.0;

/// What there is room for at the right of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Margin {
    /// Chips that can be read.
    Chips(Rangef),
    /// Numbers that stand for chips and open a list of them.
    Dots(Rangef),
    /// Nothing.
    None,
}

impl Margin {
    /// Where chips that can be read go.
    pub const fn chips(self) -> Option<Rangef> {
        match self {
            Self::Chips(x) => Some(x),
            Self::Dots(_) | Self::None => None,
        }
    }

    /// Left and right edge of whatever is there.
    pub const fn range(self) -> Option<Rangef> {
        match self {
            Self::Chips(x) | Self::Dots(x) => Some(x),
            Self::None => None,
        }
    }
}

/// The parts of the pane, in points on the screen unless called pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    /// All of it.
    pub rect: Rect,
    /// Physical pixels per point.
    pub scale: f32,
    /// Left and right edge of the text.
    pub column: Rangef,
    /// Right edge of the paragraph numbers, if there is room for them.
    pub numbers: Option<f32>,
    /// Where arcs run beside the text; empty in a tiny pane.
    pub gutter: Rangef,
    /// Where chips go.
    pub margin: Margin,
    /// Where the scroll bar goes.
    pub bar: Rect,
    /// Where the ruler of marks goes.
    pub ruler: Rect,
    /// Top edge in physical pixels.
    top: f64,
    /// Height in physical pixels.
    pub height: f64,
}

impl View {
    /// Divides a rectangle for text of a size in points, in lines of so many characters.
    pub fn new(rect: Rect, size: f32, characters: f32, scale: f32) -> Self {
        let measure = characters * CHARACTER * size;
        let bar = Rect::from_x_y_ranges(
            (rect.right() - BAR).max(rect.left())..=rect.right(),
            rect.y_range(),
        );
        let ruler = Rect::from_x_y_ranges(
            (bar.left() - RULER).max(rect.left())..=bar.left(),
            rect.y_range(),
        );
        let free = (ruler.left() - rect.left()).max(0.0);
        let with_numbers = free >= measure.min(32.0 * size) * 0.75 + NUMBERS;
        let left_edge = if with_numbers { NUMBERS } else { EDGE };
        let for_dots = if free > TINY {
            NARROW_GUTTER + DOTS
        } else {
            EDGE
        };
        let enough = (ENOUGH * size).min(measure).max(NARROWEST);
        let beside = |chips: f32| free - left_edge - GUTTER - chips - GAP;
        let has_chips = beside(CHIPS) >= enough;
        let width = if has_chips {
            beside(CHIPS_COMFORT).max(enough).min(measure)
        } else {
            (free - left_edge - for_dots).min(measure)
        };
        let width = width.max(NARROWEST).floor();
        let spare = free - width;
        // In the middle, unless that leaves the chips without room that there is.
        let wanted = if has_chips {
            (GUTTER + CHIPS_MOST * 0.75).min(spare - left_edge)
        } else {
            for_dots
        };
        let left = (spare / 2.0)
            .min((spare - wanted).max(left_edge))
            .max(left_edge);
        let left = ((rect.left() + left) * scale).round() / scale;
        let column = Rangef::new(left, left + width);
        let gutter = |width: f32| Rangef::new(column.max, column.max + width);
        let (gutter, margin) = if has_chips {
            let x = gutter(GUTTER);
            let right = (ruler.left() - GAP).min(x.max + CHIPS_MOST);
            (x, Margin::Chips(Rangef::new(x.max, right)))
        } else if free > TINY {
            let x = gutter(NARROW_GUTTER);
            let right = (x.max + DOTS).min(ruler.left());
            (x, Margin::Dots(Rangef::new(x.max, right)))
        } else {
            (gutter(0.0), Margin::None)
        };
        Self {
            rect,
            scale,
            column,
            numbers: with_numbers.then_some(left - 16.0),
            gutter,
            margin,
            bar,
            ruler,
            top: (f64::from(rect.top()) * f64::from(scale)).round(),
            height: (f64::from(rect.height()) * f64::from(scale))
                .round()
                .max(1.0),
        }
    }

    /// The height on the screen of a distance from the top of the view in physical pixels.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "places on or near the screen"
    )]
    pub fn y(&self, pixels: f64) -> f32 {
        ((self.top + pixels) / f64::from(self.scale)) as f32
    }

    /// The distance from the top of the view of a height on the screen, in physical pixels.
    pub fn pixels(&self, y: f32) -> f64 {
        f64::from(y) * f64::from(self.scale) - self.top
    }

    /// The top left corner of what stands so many physical pixels below the top of the view.
    pub fn corner(&self, pixels: f64) -> Pos2 {
        pos2(self.column.min, self.y(pixels))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn nothing_overlaps_at_any_width() {
        for width in [60.0, 200.0, 400.0, 640.0, 900.0, 1400.0, 3000.0] {
            for (size, characters) in [(11.0, 40.0), (17.0, 70.0), (30.0, 70.0), (17.0, 110.0)] {
                let view = View::new(
                    Rect::from_min_size(pos2(13.0, 7.0), vec2(width, 500.0)),
                    size,
                    characters,
                    1.5,
                );
                assert!(view.column.min >= 13.0);
                assert!(
                    view.column.span() <= characters * CHARACTER * size + 0.01
                        || view.column.span() <= NARROWEST + 0.01
                );
                assert!(view.ruler.right() <= view.bar.left());
                assert!(width < 130.0 || view.column.max <= view.ruler.left());
                assert!(view.numbers.is_none_or(|right| right < view.column.min));
                assert!(view.gutter.min >= view.column.max);
                assert!(view.margin.range().is_none_or(|x| {
                    view.gutter.max <= x.min && x.min + 17.0 < x.max && x.max <= view.ruler.left()
                }));
                assert!(
                    view.margin
                        .chips()
                        .is_none_or(|x| x.span() > CHIPS - 1.0 && x.span() <= CHIPS_MOST + 0.01)
                );
            }
        }
    }

    #[test]
    fn a_wide_pane_has_room_for_chips_and_a_narrow_one_for_their_numbers() {
        let view = |width| {
            View::new(
                Rect::from_min_size(Pos2::ZERO, vec2(width, 500.0)),
                17.0,
                70.0,
                1.0,
            )
        };
        assert!(matches!(view(1000.0).margin, Margin::Chips(_)));
        assert!(matches!(view(735.0).margin, Margin::Chips(_)));
        assert!(matches!(view(560.0).margin, Margin::Dots(_)));
        assert_eq!(view(200.0).margin, Margin::None);
    }
}
