//! Lines under the text: where each lane is and how each pattern is drawn.

use egui::{Color32, Mesh, Pos2, Rangef, Rect, pos2};

use crate::model::Pattern;

/// From lane to lane, in points.
pub(super) const PITCH: f32 = 3.6;
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

/// From lane to lane of colleagues, in points.
pub(super) const THEIR_PITCH: f32 = 3.0;
/// A colleague has no more lanes than so many; what needs more is drawn on the last one.
const THEIR_MOST: u16 = 3;
/// Lanes that every line has room for, so that most marks move no line.
const ALWAYS: u16 = 2;

/// How many lanes the marks of a unit need: one's own, and those of each colleague who is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UnitLanes {
    pub own: u16,
    pub theirs: Vec<u16>,
}

impl UnitLanes {
    /// How many points of room under a line of text they need.
    pub fn room(&self) -> f32 {
        let own = room_for_lanes(self.own.max(ALWAYS));
        let theirs: u16 = self.theirs.iter().map(|&lanes| lanes.min(THEIR_MOST)).sum();
        if theirs == 0 {
            return own;
        }
        own.max(f32::from(self.own.min(FULL)) * PITCH + f32::from(theirs) * THEIR_PITCH)
    }

    /// The room that is there without any mark.
    pub fn least_room() -> f32 {
        Self::default().room()
    }
}

/// The middle of a colleague's lane, in points below the baseline: below one's own lanes and those of the colleagues
/// before.
pub(super) fn colleague_lane(lanes: &UnitLanes, colleague: usize, lane: u16, size: f32) -> f32 {
    let before = lanes.theirs.iter().take(colleague);
    let before: u16 = before.map(|&lanes| lanes.min(THEIR_MOST)).sum();
    let own = f32::from(lanes.own.min(FULL)) * PITCH;
    FIRST * size + own + f32::from(before + lane.min(THEIR_MOST - 1)) * THEIR_PITCH
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

    /// A thin line, for the marks of others.
    pub fn thin(&mut self, x: Rangef, y: f32, color: Color32, heavy: bool) {
        self.bar(x, y, if heavy { 2.4 } else { 1.2 }, color);
    }

    /// The outline of a thin line, for marks that stand alone.
    pub fn hollow(&mut self, x: Rangef, y: f32, color: Color32, heavy: bool) {
        let (half, thick) = (if heavy { 1.6 } else { 1.2 }, if heavy { 1.2 } else { 0.8 });
        self.bar(x, y - half, thick, color);
        self.bar(x, y + half, thick, color);
        for end in [x.min, x.max - 1.0] {
            self.bar(Rangef::new(end, end + 1.0), y, 2.0 * half, color);
        }
    }

    /// The thin dotted line between two pieces of one mark.
    pub fn connector(&mut self, x: Rangef, y: f32, color: Color32) {
        self.dashes(x, y, 1.4, 2.8, 1.4, color);
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

    /// Slanted strokes over a rectangle.
    pub fn hatch(&mut self, rect: Rect, color: Color32) {
        const APART: f32 = 5.0;
        const WIDE: f32 = 1.2;
        let lean = rect.height() * 0.6;
        // At places that do not depend on where it begins, so that neighbours go on.
        let mut at = ((rect.left() - lean) / APART).floor() * APART;
        while at < rect.right() {
            let share = |x: f32| ((x - at) / lean).clamp(0.0, 1.0);
            let (from, to) = (share(rect.left()), share(rect.right() - WIDE));
            if from < to {
                let point = |share: f32, side: f32| {
                    pos2(
                        at + lean * share + side,
                        rect.bottom() - rect.height() * share,
                    )
                };
                self.quad(
                    [
                        point(from, 0.0),
                        point(from, WIDE),
                        point(to, WIDE),
                        point(to, 0.0),
                    ],
                    color,
                );
            }
            at += APART;
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
    fn the_lanes_of_colleagues_follow_ones_own_and_have_room() {
        for own in 0..15 {
            for theirs in [vec![1], vec![2, 0, 5], vec![1, 1, 1]] {
                let lanes = UnitLanes { own, theirs };
                let mut last = lane_below_baseline(own.max(1) - 1, 16.0) - THEIR_PITCH;
                for (colleague, &count) in lanes.theirs.iter().enumerate() {
                    for lane in 0..count.min(THEIR_MOST) {
                        let y = colleague_lane(&lanes, colleague, lane, 16.0);
                        assert!(y >= last + THEIR_PITCH - 1e-3);
                        last = y;
                    }
                }
                let nearest = lane_below_baseline(0, 16.0);
                assert!(last - nearest <= lanes.room(), "{lanes:?}");
            }
        }
    }

    /// The pixels of a line of a pattern that are more than half covered.
    fn pixels(pattern: Pattern, scale: f32, heavy: bool) -> std::collections::BTreeSet<(u16, u16)> {
        let mut mesh = Mesh::default();
        Pen {
            mesh: &mut mesh,
            scale,
        }
        .underline(
            Rangef::new(0.0, 72.0),
            10.0,
            pattern,
            Color32::PLACEHOLDER,
            heavy,
        );
        let corner = |index: u32| mesh.vertices[index as usize].pos;
        let triangles: Vec<[Pos2; 3]> = mesh
            .indices
            .chunks(3)
            .map(|t| [corner(t[0]), corner(t[1]), corner(t[2])])
            .collect();
        let inside = |p: Pos2| {
            triangles.iter().any(|&[a, b, c]| {
                let side = |a: Pos2, b: Pos2| (b - a).rot90().dot(p - a);
                let sides = [side(a, b), side(b, c), side(c, a)];
                sides.iter().all(|&s| s >= 0.0) || sides.iter().all(|&s| s <= 0.0)
            })
        };
        let mut found = std::collections::BTreeSet::new();
        for y in 0..40u16 {
            for x in 0..150u16 {
                let samples = [0.2f32, 0.4, 0.6, 0.8].map(|dx| {
                    let p = pos2(f32::from(x) + dx, f32::from(y) + 0.5);
                    inside((p.to_vec2() / scale).to_pos2())
                });
                if samples.into_iter().filter(|&is| is).count() >= 2 {
                    found.insert((x, y));
                }
            }
        }
        found
    }

    #[test]
    fn patterns_look_different_at_any_zoom_by_shape_alone() {
        for scale in [1.0, 1.25, 1.5, 2.0] {
            for heavy in [false, true] {
                let all = Pattern::ALL.map(|pattern| (pattern, pixels(pattern, scale, heavy)));
                for (index, (pattern, one)) in all.iter().enumerate() {
                    assert!(!one.is_empty(), "{pattern:?} at {scale}");
                    for (other_pattern, other) in &all[index + 1..] {
                        let apart = one.symmetric_difference(other).count();
                        let together = one.union(other).count();
                        assert!(
                            apart * 4 >= together,
                            "{pattern:?} and {other_pattern:?} at {scale}: {apart} of {together}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn no_pattern_draws_outside_its_range() {
        for pattern in Pattern::ALL {
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
