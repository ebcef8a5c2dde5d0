//! Chips, which say what the links of marks are: beside which lines they stand, and how high.

use std::collections::HashMap;

use super::super::typeset::{Line, Position};
use super::column::{Column, Setting};
use super::fragments::Placed;
use super::marks::Marks;
use super::slots::{ChipOf, Slot, Want, assign};

/// Which chips stand beside which lines, for the units in view.
#[derive(Debug, Default)]
pub(super) struct ChipSlots {
    /// The marks and the lines that they were worked out for.
    made_of: Option<(u64, Setting)>,
    units: HashMap<usize, Slots>,
}

/// Those of one unit.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// In order of the lines.
    pub chips: Vec<Slot>,
    /// The same without regard to room: all chips of the marks that end on a line, in order of the lines.
    pub dots: Vec<(usize, Vec<ChipOf>)>,
}

impl ChipSlots {
    /// Brings them up to date: work only for units that have come into view, and after a change.
    pub fn update(&mut self, column: &Column, marks: &Marks, placed: &[Placed]) {
        let made_of = column.setting().map(|setting| (marks.version(), *setting));
        if self.made_of != made_of {
            self.made_of = made_of;
            self.units.clear();
        }
        self.units
            .retain(|unit, _| placed.iter().any(|place| place.unit == *unit));
        for place in placed {
            self.units
                .entry(place.unit)
                .or_insert_with(|| Slots::of(column, marks, place.unit));
        }
    }

    /// Those of a unit in view.
    pub fn of_unit(&self, unit: usize) -> Option<&Slots> {
        self.units.get(&unit)
    }
}

impl Slots {
    fn of(column: &Column, marks: &Marks, unit: usize) -> Self {
        let Some(laid) = column.peek(unit) else {
            return Self::default();
        };
        let own = column.unit(unit).span;
        let line_of = |offset: usize, is_end: bool| {
            let position = if is_end {
                Position::after(offset)
            } else {
                Position::before(offset)
            };
            laid.paragraph.caret(position).line
        };
        let mut wants: Vec<Want> = Vec::new();
        for strand in marks.strands_in(own) {
            let mark = marks.mark(strand);
            let Some(piece) = mark.spans.iter().next_back() else {
                continue;
            };
            let ends_here = own.start < piece.end && piece.end <= own.end;
            if !mark.has_chips() || !ends_here || strand.end < piece.end {
                continue;
            }
            let local = column.within(unit, piece.start, piece.end);
            wants.push(Want {
                mark: strand.mark as usize,
                chips: mark.links.len(),
                first: line_of(local.start, false),
                last: line_of(local.end, true),
            });
        }
        wants.sort_by_key(|want| (want.last, want.mark));
        let mut dots: Vec<(usize, Vec<ChipOf>)> = Vec::new();
        for want in &wants {
            let chips = (0..want.chips).map(|chip| ChipOf {
                mark: want.mark,
                chip,
            });
            match dots.last_mut() {
                Some((line, all)) if *line == want.last => all.extend(chips),
                _ => dots.push((want.last, chips.collect())),
            }
        }
        Self {
            chips: assign(&wants, laid.paragraph.line_count()),
            dots,
        }
    }
}

/// Where a chip stands beside a line, and where there is room above it for the words of an arc: heights only, in points
/// from the top of the unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    pub chip: egui::Rangef,
    pub above: egui::Rangef,
}

impl Row {
    /// For a line of text of so many points per em. `pitch` is the distance to the next line.
    pub fn new(line: &Line, size: f32) -> Self {
        let text = line.text_bottom - line.top;
        let pitch = line.bottom - line.top;
        let height = (font_size(size) * 1.25).min(pitch * 0.58);
        let top = line.top + (text - height) / 2.0;
        let room = (pitch - height - 1.0).max(0.0);
        let bottom = top - 0.5;
        Self {
            chip: egui::Rangef::new(top, top + height),
            above: egui::Rangef::new(bottom - room.min(font_size(size) * 1.1), bottom),
        }
    }
}

/// The size of the letters of chips beside text of a size, in points.
pub(super) fn font_size(size: f32) -> f32 {
    (size * 0.74).max(9.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_and_the_words_of_arcs_never_meet() {
        for size in [10.0f32, 12.0, 14.0, 18.0, 24.0, 48.0] {
            for lanes in [3.6, 20.0] {
                let text = (size * 1.5).round();
                let line = |index: f32| Line {
                    top: index * (text + lanes),
                    baseline: 0.0,
                    text_bottom: index * (text + lanes) + text,
                    bottom: (index + 1.0) * (text + lanes),
                    left: 0.0,
                    right: 100.0,
                    text: 0..1,
                    is_first: true,
                    is_last: true,
                };
                let (one, two) = (Row::new(&line(0.0), size), Row::new(&line(1.0), size));
                assert!(one.chip.max <= two.above.min, "{size} {lanes}");
                assert!(two.above.max <= two.chip.min);
                assert!(one.above.span() > 0.0 && one.chip.span() >= 10.0, "{size}");
            }
        }
    }
}
