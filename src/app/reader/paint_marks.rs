//! Painting the marks: washes behind the text, lines, outlines and badges over it.

use std::collections::HashMap;

use egui::{Align2, Color32, Mesh, Painter, Rangef, Rect, Stroke, StrokeKind, pos2, vec2};

use crate::model::AnnotationId;

use super::super::theme::Tokens;
use super::super::typeset::{Face, font_id};
use super::badges;
use super::fragments::{Fragment, Fragments, LineKey, PieceEnd};
use super::marks::{Mark, Marks};
use super::underlines::Pen;
use super::washes;

/// How the marks are to look in this frame.
pub(super) struct Look<'a> {
    pub tokens: &'a Tokens,
    pub marks: &'a Marks,
    /// Index of the chosen mark.
    pub chosen: Option<usize>,
    /// Index of the mark under the pointer.
    pub hovered: Option<usize>,
    /// Numbers of the candidates, by index of the mark.
    pub hints: HashMap<usize, u32>,
    /// Whether everything but the candidates recedes.
    pub dimmed: bool,
    /// Physical pixels per point.
    pub scale: f32,
    /// Points per em of running text.
    pub size: f32,
}

impl Look<'_> {
    /// How strongly a mark is shown.
    fn strength(&self, mark: usize) -> f32 {
        let recedes = self.dimmed && self.chosen != Some(mark) && !self.hints.contains_key(&mark);
        if recedes { 0.3 } else { 1.0 }
    }

    fn stands_out(&self, mark: usize) -> bool {
        self.chosen == Some(mark) || self.hovered == Some(mark)
    }

    fn mark(&self, index: usize) -> Option<&Mark> {
        self.marks.get(index)
    }

    fn line_color(&self, index: usize, mark: &Mark) -> Color32 {
        self.tokens
            .line(mark.look.color)
            .gamma_multiply(self.strength(index))
    }

    /// The washes, to be painted before the text.
    pub fn paint_behind(&self, painter: &Painter, fragments: &Fragments) {
        let mut mesh = Mesh::default();
        for wash in washes::washes(&fragments.bits) {
            let bit = &fragments.bits[wash.bit];
            let Some(mark) = self.mark(bit.mark) else {
                continue;
            };
            let tint = self.tokens.tint(mark.look.color);
            let shown = self.strength(bit.mark);
            let rect = washes::rect(bit, wash.x, bit.depth);
            mesh.add_colored_rect(rect, tint.gamma_multiply(shown * wash.strength));
            if self.stands_out(bit.mark) {
                mesh.add_colored_rect(rect, tint.gamma_multiply(shown));
            }
        }
        if !mesh.is_empty() {
            painter.add(mesh);
        }
    }

    /// Underlines and what connects pieces, to be painted after the text.
    pub fn paint_lines(&self, painter: &Painter, fragments: &Fragments) {
        let mut mesh = Mesh::default();
        let mut pen = Pen {
            mesh: &mut mesh,
            scale: self.scale,
        };
        for bit in &fragments.bits {
            let Some(mark) = self.mark(bit.mark) else {
                continue;
            };
            let color = self.line_color(bit.mark, mark);
            pen.underline(
                bit.rect.x_range(),
                bit.lane,
                mark.look.pattern,
                color,
                self.stands_out(bit.mark),
            );
        }
        self.connect_pieces(&mut pen, fragments);
        if !mesh.is_empty() {
            painter.add(mesh);
        }
    }

    /// A dotted line between neighbouring pieces on one line; dots at the ends of pieces that go on on another line.
    fn connect_pieces(&self, pen: &mut Pen<'_>, fragments: &Fragments) {
        let mut previous: HashMap<(usize, LineKey), &Fragment> = HashMap::new();
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for bit in &fragments.bits {
            let Some(mark) = self.mark(bit.mark) else {
                continue;
            };
            if mark.spans.as_slice().len() == 1 {
                continue;
            }
            if let Some(before) = previous.insert((bit.mark, bit.line), bit)
                && before.piece != bit.piece
            {
                let gap = between(before.rect.x_range(), bit.rect.x_range());
                pen.connector(gap, bit.lane, self.line_color(bit.mark, mark));
                joined.push((bit.mark, before.piece));
            }
        }
        for end in &fragments.ends {
            let Some(mark) = self.mark(end.mark) else {
                continue;
            };
            let last = mark.spans.as_slice().len() - 1;
            let goes_on = if end.is_end {
                end.piece < last
            } else {
                end.piece > 0
            };
            let seam = if end.is_end {
                end.piece
            } else {
                end.piece.wrapping_sub(1)
            };
            if goes_on && !joined.contains(&(end.mark, seam)) {
                pen.continuation(
                    end.x,
                    end.lane,
                    end.outward,
                    self.line_color(end.mark, mark),
                );
            }
        }
    }

    /// The outlines of the chosen mark and of the one under the pointer, badges and numbers, on top of everything.
    pub fn paint_above(&self, painter: &Painter, fragments: &Fragments, within: Rangef) {
        if let Some(hovered) = self.hovered.filter(|_| self.hovered != self.chosen)
            && let Some(mark) = self.mark(hovered)
        {
            let stroke = Stroke::new(1.0, self.tokens.line(mark.look.color));
            outline(painter, fragments, hovered, stroke);
        }
        if let Some(chosen) = self.chosen {
            let stroke = Stroke::new(1.5, self.tokens.caret);
            outline(painter, fragments, chosen, stroke);
            for end in fragments.ends.iter().filter(|end| end.mark == chosen) {
                let rect = handle(end, self.scale);
                painter.rect_filled(rect, 1.0, self.tokens.caret);
                let knob = pos2(
                    rect.center().x,
                    if end.is_end {
                        rect.bottom()
                    } else {
                        rect.top()
                    },
                );
                painter.circle_filled(knob, 3.5, self.tokens.caret);
            }
        }
        let mut numbers = Vec::new();
        for end in &fragments.ends {
            let Some(mark) = self.mark(end.mark) else {
                continue;
            };
            if end.is_end && end.piece + 1 == mark.spans.as_slice().len() {
                self.paint_badges(painter, end, mark);
            } else if !end.is_end && end.piece == 0 {
                self.paint_hint(painter, end, within, &mut numbers);
            }
        }
    }

    /// "?" for doubt, a dot for a note, a ring for what is missing: small, above the end of the mark.
    fn paint_badges(&self, painter: &Painter, end: &PieceEnd, mark: &Mark) {
        let strength = self.strength(end.mark);
        let radius = (self.size * 0.24).max(3.5);
        let mut at = pos2(end.x, end.y.min + radius * 0.5);
        let step = vec2(end.outward * radius * 1.5, 0.0);
        let ground = self.tokens.page;
        if mark.unsure {
            let color = self.tokens.warning.gamma_multiply(strength);
            painter.circle(at, radius, ground, Stroke::new(1.0, color));
            let font = font_id(Face::Interface, true, radius * 1.7);
            painter.text(at, Align2::CENTER_CENTER, "?", font, color);
            at += step * 1.4;
        }
        if !mark.note.is_empty() {
            let color = self.tokens.ink(mark.look.color).gamma_multiply(strength);
            let sheet = Rect::from_center_size(at, vec2(radius * 1.5, radius * 1.8));
            painter.rect(
                sheet,
                1.0,
                ground,
                Stroke::new(1.0, color),
                StrokeKind::Middle,
            );
            for row in [-0.45, 0.0, 0.45] {
                let x = Rangef::new(sheet.left() + radius * 0.3, sheet.right() - radius * 0.3);
                painter.hline(x, at.y + row * radius, Stroke::new(0.8, color));
            }
            at += step * 1.2;
        }
        if !mark.complete {
            let color = self.tokens.error.gamma_multiply(strength);
            painter.circle(at, radius * 0.55, ground, Stroke::new(1.2, color));
        }
    }

    /// The number that chooses a candidate, at its start, beside the numbers that are there already.
    fn paint_hint(
        &self,
        painter: &Painter,
        end: &PieceEnd,
        within: Rangef,
        numbers: &mut Vec<Rect>,
    ) {
        let Some(number) = self.hints.get(&end.mark) else {
            return;
        };
        let font = font_id(Face::Interface, true, (self.size * 0.66).max(10.0));
        let galley = painter.layout_no_wrap(number.to_string(), font, self.tokens.on_accent);
        let size = galley.size() + vec2(7.0, 1.0);
        // Beside the first letter, not on it.
        let middle = pos2(end.x + end.outward * size.x * 0.4, end.y.min + size.y * 0.1);
        let wanted = Rect::from_center_size(middle, size.max(vec2(size.y, 0.0)));
        let rect = badges::place(wanted, end.outward, numbers, within);
        numbers.push(rect);
        painter.rect_filled(rect, 4.0, self.tokens.accent);
        painter.galley(
            Align2::CENTER_CENTER
                .align_size_within_rect(galley.size(), rect)
                .min,
            galley,
            self.tokens.on_accent,
        );
    }

    /// The parts of a unit's text that keep their colour while the rest recedes, in bytes of the unit: in order and
    /// without overlaps.
    pub fn kept(
        &self,
        within: impl Fn(&Mark) -> Vec<core::ops::Range<usize>>,
    ) -> Vec<(core::ops::Range<usize>, Color32)> {
        let kept = self.hints.keys().copied().chain(self.chosen);
        let mut ranges: Vec<_> = kept
            .filter_map(|index| self.mark(index))
            .flat_map(within)
            .collect();
        ranges.sort_by_key(|range| range.start);
        let mut apart: Vec<(core::ops::Range<usize>, Color32)> = Vec::new();
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            match apart.last_mut() {
                Some((last, _)) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push((range, self.tokens.text)),
            }
        }
        apart
    }

    /// Indices of marks by their ids.
    pub fn hints_by_index(marks: &Marks, hints: &[(AnnotationId, u32)]) -> HashMap<usize, u32> {
        hints
            .iter()
            .filter_map(|(id, number)| Some((marks.index_of(id)?, *number)))
            .collect()
    }
}

/// A frame around each stretch of a mark, down to its line.
fn outline(painter: &Painter, fragments: &Fragments, mark: usize, stroke: Stroke) {
    for bit in fragments.of(mark) {
        let corner = pos2(bit.rect.right(), bit.lane + 2.0);
        let rect = Rect::from_min_max(bit.rect.min, corner).expand2(vec2(1.5, 0.5));
        painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
    }
}

/// The bar at an end of the chosen mark that can be dragged.
pub(super) fn handle(end: &PieceEnd, scale: f32) -> Rect {
    let middle = ((end.x + end.outward * 2.0) * scale).round() / scale;
    Rect::from_x_y_ranges(
        middle - 1.0..=middle + 1.0,
        end.y.min - 1.0..=end.lane + 3.0,
    )
}

/// The gap between two stretches of a line, whichever is on the left.
fn between(one: Rangef, other: Rangef) -> Rangef {
    if one.max <= other.min {
        Rangef::new(one.max, other.min)
    } else {
        Rangef::new(other.max, one.min)
    }
}
