//! Painting arcs, and writing what they say.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::super::theme::Tokens;
use super::super::typeset::TextLabel;
use super::arcs::{Arcs, Place};
use super::gaps::Gaps;
use super::view::View;

impl Arcs {
    /// Paints them.
    pub fn paint(&self, painter: &Painter, tokens: &Tokens) {
        // What goes beyond the gaps of its line covers nothing: the ground of each is painted before any line.
        for (_, route) in &self.arcs {
            let ground = Stroke::new(4.0, tokens.page.gamma_multiply(0.75));
            painter.add(Shape::line(rounded(&route.points), ground));
        }
        for (arc, route) in &self.arcs {
            let color = tokens.line(arc.look.color);
            let (width, color) = if arc.look.is_strong {
                (1.6, color)
            } else {
                (1.2, color.gamma_multiply(0.75))
            };
            let path = rounded(&route.points);
            if arc.look.is_piece {
                painter.extend(Shape::dotted_line(&path, color, 4.0, width * 0.7));
                continue;
            }
            painter.add(Shape::line(path, Stroke::new(width, color)));
            if matches!(arc.to, Place::Here(_)) {
                head(painter, &route.points, width * 2.6, color);
            }
            if matches!(arc.from, Place::Here(_))
                && let Some(start) = route.points.first()
            {
                painter.circle_filled(*start, width * 1.4, color);
            }
        }
    }

    /// Writes what the links say into the margin, beside the gaps through which they reach the other marks. Where
    /// something else is, or the margin has no room for words, they are not written.
    pub fn label(&self, ui: &Ui, view: &View, tokens: &Tokens, gaps: Gaps) {
        let Some(x) = view.margin.chips() else { return };
        let taken = self.stubs.rects();
        let mut written: Vec<(f32, f32)> = Vec::new();
        for (arc, route) in &self.arcs {
            let Some((words, end)) = &arc.label else {
                continue;
            };
            let Some(gap) = route.ends[*end] else {
                continue;
            };
            let rect = gaps.label(x, gap);
            let before = written.iter().filter(|(at, _)| (at - gap).abs() < 1.0);
            // Where the words of chips begin, right of the line that joins chips of one mark.
            let first = x.min + gaps.size * 0.5;
            let left = before.map(|(_, right)| *right).fold(first, f32::max);
            let rect = Rect::from_min_max(pos2(left, rect.top()), rect.max);
            let is_free = view.rect.contains_rect(rect)
                && rect.width() > gaps.size
                && taken.iter().all(|taken| !taken.intersects(rect));
            if !is_free {
                continue;
            }
            let color = tokens.ink(arc.look.color);
            let letters = rect.height() / 1.25;
            // The way of the link: to the text, or from there.
            let middle = pos2(rect.left() + letters * 0.45, rect.center().y);
            let sign = if *end == 1 { -1.0 } else { 1.0 };
            let reach = letters * 0.28;
            ui.painter().add(Shape::convex_polygon(
                vec![
                    pos2(middle.x + sign * reach, middle.y),
                    pos2(middle.x - sign * reach, middle.y - reach),
                    pos2(middle.x - sign * reach, middle.y + reach),
                ],
                color,
                Stroke::NONE,
            ));
            let inner = Rect::from_min_max(pos2(middle.x + letters * 0.5, rect.top()), rect.max);
            let painted = TextLabel::new(words)
                .size(letters)
                .color(color)
                .paint_in(ui, inner);
            written.push((gap, inner.left() + painted.width + letters * 0.6));
        }
    }
}

/// A way with its corners rounded.
fn rounded(points: &[Pos2]) -> Vec<Pos2> {
    const RADIUS: f32 = 3.0;
    let Some((&first, rest)) = points.split_first() else {
        return Vec::new();
    };
    let mut path = vec![first];
    for pair in rest.windows(2) {
        let (corner, next) = (pair[0], pair[1]);
        let before = path.last().copied().unwrap_or(corner);
        let reach = RADIUS
            .min(before.distance(corner) / 2.0)
            .min(corner.distance(next) / 2.0);
        let from = corner + (before - corner).normalized() * reach;
        let to = corner + (next - corner).normalized() * reach;
        path.push(from);
        path.push(corner.lerp(from.lerp(to, 0.5), 0.45));
        path.push(to);
    }
    path.extend(rest.last());
    path
}

/// The head of an arrow at the end of a way.
fn head(painter: &Painter, points: &[Pos2], reach: f32, color: Color32) {
    let [.., before, tip] = points else { return };
    let along = (*tip - *before).normalized();
    let across = along.rot90();
    let base = *tip - along * reach * 1.25;
    painter.add(Shape::convex_polygon(
        vec![
            *tip + along,
            base + across * reach * 0.8,
            base - across * reach * 0.8,
        ],
        color,
        Stroke::NONE,
    ));
}
