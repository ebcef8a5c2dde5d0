//! Lines under the text: where each lane is and how each pattern is drawn.

use egui::{Color32, Mesh, Pos2, Rangef, Rect, pos2};

use crate::model::Pattern;

/// From lane to lane, in points.
const PITCH: f32 = 3.6;
/// More lanes than so many are drawn on the last one.
const FULL: u16 = 12;
/// From the baseline to the nearest lane, in ems: under the bowls, across the descenders.
const FIRST: f32 = 0.27;
/// How thick a line is, in points.
const THICK: f32 = 1.5;

/// How many points of room under a line of text so many lanes need, beside what the line has anyway.
pub(super) fn room_for_lanes(lanes: u16) -> f32 {
    f32::from(lanes.min(FULL).saturating_sub(1)) * PITCH
}

/// The middle of a lane, in points below the baseline of text of a size in points; lane 0 is next to the text.
pub(super) fn lane_below_baseline(lane: u16, size: f32) -> f32 {
    FIRST * size + f32::from(lane.min(FULL - 1)) * PITCH
}

/// Draws lines of every pattern into one mesh.
pub(super) struct Pen<'a> {
    pub mesh: &'a mut Mesh,
    /// Physical pixels per point.
    pub scale: f32,
}

impl Pen<'_> {
    /// A line of a pattern around the height `y`.
    pub fn underline(&mut self, x: Rangef, y: f32, pattern: Pattern, color: Color32, heavy: bool) {
        let thick = if heavy { THICK + 1.0 } else { THICK };
        match pattern {
            Pattern::Solid => self.bar(x, y, thick, color),
            Pattern::Double => {
                let apart = if heavy { 1.4 } else { 1.1 };
                self.bar(x, y - apart, thick * 0.55, color);
                self.bar(x, y + apart, thick * 0.55, color);
            }
            Pattern::Dashed => self.dashes(x, y, 6.0, 3.0, thick, color),
            Pattern::Dotted => self.dashes(x, y, thick + 0.3, 2.4, thick + 0.3, color),
            Pattern::Wavy => self.wave(x, y, thick, color),
        }
    }

    /// The thin dotted line between two pieces of one mark.
    pub fn connector(&mut self, x: Rangef, y: f32, color: Color32) {
        self.dashes(x, y, 1.0, 3.0, 1.0, color);
    }

    /// Three dots beside the end of a piece: the mark goes on elsewhere. `side` is -1.0 for the left of `x`, else 1.0.
    pub fn continuation(&mut self, x: f32, y: f32, side: f32, color: Color32) {
        for dot in [2.5_f32, 5.5, 8.5] {
            let middle = x + side * dot;
            self.bar(Rangef::new(middle - 0.9, middle + 0.9), y, 1.8, color);
        }
    }

    /// A full line, at least a pixel high, its edges on pixels.
    fn bar(&mut self, x: Rangef, y: f32, thick: f32, color: Color32) {
        let height = (thick * self.scale).round().max(1.0);
        let top = (y * self.scale - height / 2.0).round();
        let rect = Rect::from_min_max(
            pos2(x.min, top / self.scale),
            pos2(x.max, (top + height) / self.scale),
        );
        self.mesh.add_colored_rect(rect, color);
    }

    /// Dashes at places that do not depend on where the line begins, so that neighbours do not jostle.
    fn dashes(&mut self, x: Rangef, y: f32, dash: f32, gap: f32, thick: f32, color: Color32) {
        let period = dash + gap;
        let mut at = (x.min / period).floor() * period;
        while at < x.max {
            let (left, right) = (at.max(x.min), (at + dash).min(x.max));
            if right > left {
                self.bar(Rangef::new(left, right), y, thick, color);
            }
            at += period;
        }
    }

    /// A zigzag of slanted quads: at this size it reads as a wave.
    fn wave(&mut self, x: Rangef, y: f32, thick: f32, color: Color32) {
        const STEP: f32 = 2.5;
        const HEIGHT: f32 = 1.3;
        let half = (thick * 0.45).max(0.5 / self.scale);
        let height_at = |step: f32| {
            y + if step.rem_euclid(2.0) < 0.5 {
                HEIGHT
            } else {
                -HEIGHT
            }
        };
        let mut step = (x.min / STEP).floor();
        while step * STEP < x.max {
            let (from, to) = (step * STEP, (step + 1.0) * STEP);
            let slope =
                |at: f32| egui::lerp(height_at(step)..=height_at(step + 1.0), (at - from) / STEP);
            let (left, right) = (from.max(x.min), to.min(x.max));
            if right > left {
                let corners = [
                    pos2(left, slope(left) - half),
                    pos2(right, slope(right) - half),
                    pos2(right, slope(right) + half),
                    pos2(left, slope(left) + half),
                ];
                self.quad(corners, color);
            }
            step += 1.0;
        }
    }

    fn quad(&mut self, corners: [Pos2; 4], color: Color32) {
        let first = u32::try_from(self.mesh.vertices.len()).unwrap_or(u32::MAX - 4);
        for corner in corners {
            self.mesh.colored_vertex(corner, color);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
        self.mesh.add_triangle(first, first + 2, first + 3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_stay_within_their_room() {
        for lanes in 1..40 {
            let nearest = lane_below_baseline(0, 16.0);
            let lowest = lane_below_baseline(lanes - 1, 16.0);
            assert!(nearest <= lowest);
            assert!(lowest - nearest <= room_for_lanes(lanes) + 1e-3);
        }
    }

    #[test]
    fn no_pattern_draws_outside_its_range() {
        for (pattern, _) in Pattern::ALL {
            let mut mesh = Mesh::default();
            let x = Rangef::new(10.3, 41.7);
            Pen {
                mesh: &mut mesh,
                scale: 1.0,
            }
            .underline(x, 20.0, pattern, Color32::PLACEHOLDER, true);
            assert!(!mesh.is_empty());
            for vertex in &mesh.vertices {
                assert!(
                    x.contains(vertex.pos.x) && (vertex.pos.y - 20.0).abs() < 4.0,
                    "{pattern:?}"
                );
            }
        }
    }
}
