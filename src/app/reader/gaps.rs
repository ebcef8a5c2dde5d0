//! The gaps between lines, where arcs run and what they say is written.

use egui::{Rangef, Rect};

use super::super::typeset::Line;
use super::chips::Row;
use super::underlines::UnitLanes;

/// From the top of a line to the top of its letters, in ems, beyond half the line spacing.
const LETTERS: f32 = -0.36;
/// A gap is at least and at most so high, in ems.
const GAPS: core::ops::RangeInclusive<f32> = 0.2..=0.5;

/// The gaps between lines of running text, which are free of letters; all in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gaps {
    /// Per em.
    pub size: f32,
    /// From line to line, in ems, without the room for lanes.
    spacing: f32,
}

impl Gaps {
    /// For text of so many points per em, with a line spacing in ems.
    pub const fn new(size: f32, spacing: f32) -> Self {
        Self { size, spacing }
    }

    /// From the top of a line down to its letters.
    pub fn letters(self) -> f32 {
        (self.spacing / 2.0 + LETTERS) * self.size
    }

    pub fn height(self) -> f32 {
        self.letters()
            .clamp(GAPS.start() * self.size, GAPS.end() * self.size)
    }

    /// From the top of a line to the middle of the gap above it: lines hang a little into the gap from above.
    pub fn middle(self) -> f32 {
        self.letters() / 2.0 - 0.05 * self.size
    }

    /// From the top of a line to where an arc from above touches a mark.
    pub fn tip(self) -> f32 {
        self.letters().max(self.middle() + self.height() / 2.0)
    }

    /// Where the words of an arc go that passes a gap at this height: between the chip of the line above and that of
    /// the line below.
    pub fn label(self, x: Rangef, gap: f32) -> Rect {
        // As running text has it without many lanes.
        let text = self.size * self.spacing;
        let line = Line {
            top: gap - self.middle(),
            text_bottom: gap - self.middle() + text,
            bottom: gap - self.middle() + text + UnitLanes::least_room(),
            baseline: 0.0,
            left: 0.0,
            right: 0.0,
            text: 0..0,
            is_first: false,
            is_last: false,
        };
        Rect::from_x_y_ranges(x, Row::new(&line, self.size).above)
    }
}
