//! Where things are in the pane: the column, the margins, the scroll bar.

use egui::{Pos2, Rangef, Rect, pos2};

/// The width of a character of running text, in ems: 70 of them make a line of 32.
const CHARACTER: f32 = 32.0 / 70.0;
/// The narrowest column that is laid out, in points.
const NARROWEST: f32 = 80.0;
/// Room for paragraph numbers, in points.
const NUMBERS: f32 = 44.0;
/// Beside the column when there is no room for numbers, in points.
const EDGE: f32 = 14.0;
/// Chips need so much room to be worth reading, in points.
const CHIPS: f32 = 110.0;
/// No chip is wider, in points.
const CHIPS_MOST: f32 = 280.0;
/// Between the column and the chips, in points.
const GUTTER: f32 = 20.0;
/// Widths of the scroll bar and of the ruler of marks beside it, in points.
const BAR: f32 = 10.0;
const RULER: f32 = 6.0;

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
    /// Where chips go, if there is room for them.
    pub chips: Option<Rangef>,
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
        let margin = if with_numbers { NUMBERS } else { EDGE };
        let width = (free - margin - EDGE).min(measure).max(NARROWEST).floor();
        let spare = free - width;
        // In the middle, unless that leaves the chips without room that there is.
        let for_chips = GUTTER + CHIPS_MOST * 0.75;
        let left = (spare / 2.0)
            .min((spare - for_chips).max(margin))
            .max(margin);
        let left = ((rect.left() + left) * scale).round() / scale;
        let column = Rangef::new(left, left + width);
        let chips = Rangef::new(
            column.max + GUTTER,
            (ruler.left() - 8.0).min(column.max + GUTTER + CHIPS_MOST),
        );
        Self {
            rect,
            scale,
            column,
            numbers: with_numbers.then_some(left - 16.0),
            chips: (chips.span() >= CHIPS).then_some(chips),
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
                assert!(
                    view.chips
                        .is_none_or(|x| view.column.max < x.min && x.max < view.ruler.left())
                );
            }
        }
    }

    #[test]
    fn a_wide_pane_has_room_for_chips_and_a_narrow_one_has_not() {
        let view = |width| {
            View::new(
                Rect::from_min_size(Pos2::ZERO, vec2(width, 500.0)),
                17.0,
                70.0,
                1.0,
            )
        };
        assert!(view(1000.0).chips.is_some());
        assert!(view(560.0).chips.is_none());
    }
}
