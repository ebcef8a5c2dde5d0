//! Where a caret is, and where a motion takes it: over the ends of units, too.

use crate::text::{Byte, Unit, next_boundary, next_grapheme, previous_boundary, previous_grapheme};

use super::super::typeset::{Affinity, Caret, Direction, Position, Side, Vertical};
use super::column::Column;
use super::motion::Motion;

/// A place for the caret in the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub at: Byte,
    pub affinity: Affinity,
}

impl Place {
    /// The place before what stands at an offset.
    pub const fn before(at: Byte) -> Self {
        Self {
            at,
            affinity: Affinity::Downstream,
        }
    }

    /// A position in a unit that begins at `start`.
    pub fn from_unit(start: Byte, position: Position) -> Self {
        Self {
            at: Byte::new(start.index() + position.offset),
            affinity: position.affinity,
        }
    }
}

impl Column {
    /// The unit a place is in, and where in it.
    pub fn locate(&self, place: Place) -> (usize, Position) {
        let mut unit = self.units().index_at(place.at);
        let starts_here = self.unit(unit).span.start == place.at;
        if starts_here && place.affinity == Affinity::Upstream && !self.units().is_first(unit) {
            unit -= 1;
        }
        let span = self.unit(unit).span;
        let offset = place.at.clamp(span.start, span.end).index() - span.start.index();
        (
            unit,
            Position {
                offset,
                affinity: place.affinity,
            },
        )
    }

    /// The unit a place is in, and where the caret is drawn in that unit; `None` before the first setting.
    pub fn caret(&mut self, place: Place) -> Option<(usize, Caret)> {
        let (unit, position) = self.locate(place);
        Some((unit, self.laid(unit)?.paragraph.caret(position)))
    }

    /// Where a motion leads from a place; `goal` is the distance from the left edge that vertical motions keep, in
    /// points. Pages are no motions here.
    pub fn moved(&mut self, from: Place, motion: Motion, goal: &mut Option<f32>) -> Place {
        if !motion.is_vertical() {
            *goal = None;
        }
        let text = self.text().clone();
        let back = |unit| Place::before(previous_boundary(&text, from.at, unit));
        let on = |unit| Place::before(next_boundary(&text, from.at, unit));
        match motion {
            Motion::Left => self.beside(from, Side::Left),
            Motion::Right => self.beside(from, Side::Right),
            Motion::WordLeft | Motion::WordRight => {
                let forward = (motion == Motion::WordRight) != self.is_rtl(from.at);
                if forward {
                    on(Unit::Word)
                } else {
                    back(Unit::Word)
                }
            }
            Motion::LineUp | Motion::PageUp => self.line_away(from, Vertical::Up, goal),
            Motion::LineDown | Motion::PageDown => self.line_away(from, Vertical::Down, goal),
            Motion::LineStart | Motion::LineEnd => self.line_edge(from, motion == Motion::LineEnd),
            Motion::SentenceBack => back(Unit::Sentence),
            Motion::SentenceForward => on(Unit::Sentence),
            Motion::ParagraphUp => back(Unit::Paragraph),
            Motion::ParagraphDown => on(Unit::Paragraph),
            Motion::TextStart => Place::before(Byte(0)),
            Motion::TextEnd => Place::before(text.end()),
        }
    }

    /// Whether the paragraph at an offset runs from right to left.
    pub fn is_rtl(&self, at: Byte) -> bool {
        let paragraph = self.text().paragraph_at(at).index;
        self.direction(paragraph) == Some(Direction::RightToLeft)
    }

    fn beside(&mut self, from: Place, side: Side) -> Place {
        let (unit, position) = self.locate(from);
        let start = self.unit(unit).span.start;
        let Some(laid) = self.laid(unit) else {
            let text = self.text().as_str();
            return Place::before(match side {
                Side::Left => previous_grapheme(text, from.at),
                Side::Right => next_grapheme(text, from.at),
            });
        };
        let rtl = laid.paragraph.direction() == Direction::RightToLeft;
        if let Some(next) = laid.paragraph.move_visual(position, side) {
            return Place::from_unit(start, next);
        }
        let forward = (side == Side::Right) != rtl;
        let next = if forward {
            Some(unit + 1).filter(|&next| next < self.units().len())
        } else {
            unit.checked_sub(1)
        };
        next.map_or(from, |next| self.entered(next, forward, side))
    }

    /// The outermost place of a unit for a caret that comes from the unit before it (`forward`) or behind it, on its way
    /// to a side.
    fn entered(&mut self, unit: usize, forward: bool, side: Side) -> Place {
        let span = self.unit(unit).span;
        // The two places at a seam in a paragraph are one.
        let is_seam = !self.units().is_first(if forward { unit } else { unit + 1 });
        let Some(laid) = self.laid(unit) else {
            return Place::before(if forward { span.start } else { span.end });
        };
        let rtl = laid.paragraph.direction() == Direction::RightToLeft;
        let x = if rtl == forward { f32::MAX } else { f32::MIN };
        let to = if forward {
            Vertical::Down
        } else {
            Vertical::Up
        };
        let edge = laid.paragraph.enter_line(x, to);
        let beyond = is_seam.then(|| laid.paragraph.move_visual(edge, side));
        Place::from_unit(span.start, beyond.flatten().unwrap_or(edge))
    }

    fn line_away(&mut self, from: Place, to: Vertical, goal: &mut Option<f32>) -> Place {
        let (unit, position) = self.locate(from);
        let start = self.unit(unit).span.start;
        let Some(laid) = self.laid(unit) else {
            return from;
        };
        let goal_x = *goal.get_or_insert_with(|| laid.paragraph.caret(position).x);
        if let Some(next) = laid.paragraph.move_line(position, goal_x, to) {
            return Place::from_unit(start, next);
        }
        let next = match to {
            Vertical::Up if unit == 0 => return Place::before(Byte(0)),
            Vertical::Up => unit - 1,
            Vertical::Down if unit + 1 == self.units().len() => {
                return Place::before(self.text().end());
            }
            Vertical::Down => unit + 1,
        };
        let start = self.unit(next).span.start;
        match self.laid(next) {
            Some(laid) => Place::from_unit(start, laid.paragraph.enter_line(goal_x, to)),
            None => from,
        }
    }

    fn line_edge(&mut self, from: Place, end: bool) -> Place {
        let (unit, position) = self.locate(from);
        let span = self.unit(unit).span;
        match self.laid(unit) {
            Some(laid) if end => Place::from_unit(span.start, laid.paragraph.line_end(position)),
            Some(laid) => Place::from_unit(span.start, laid.paragraph.line_start(position)),
            None => Place::before(if end { span.end } else { span.start }),
        }
    }
}
