//! What highlighters have found: a quiet ground with a thin frame, so that nobody takes it for a mark, which has a line under
//! it. It is only painted: a screen reader hears nothing of it.

use egui::{Painter, Stroke, StrokeKind};

use crate::model::Color;
use crate::text::Span;

use super::super::theme::Tokens;
use super::fragments::Placed;
use super::pane::Reader;
use super::view::View;

/// Radius of the corners, in points.
const CORNER: f32 = 3.0;

/// A passage that a highlighter has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lit {
    /// Where it is.
    pub span: Span,
    /// The highlighter's colour.
    pub color: Color,
}

impl Reader {
    /// What of the text is in view, or just beside it; nothing before the first frame.
    #[must_use]
    pub fn in_view(&self) -> Option<Span> {
        let placed = self.placed_now(&self.view?);
        let span_of = |place: &Placed| self.column.unit(place.unit).span;
        Some(span_of(placed.first()?).hull(span_of(placed.last()?)))
    }

    /// Paints what highlighters have found, sorted by where it starts. Comes before the washes of the marks.
    pub(super) fn paint_lit(
        &self,
        painter: &Painter,
        lit: &[Lit],
        view: &View,
        placed: &[Placed],
        tokens: &Tokens,
    ) {
        let span_of = |place: &Placed| self.column.unit(place.unit).span;
        let Some((first, last)) = placed.first().zip(placed.last()) else {
            return;
        };
        let shown = span_of(first).hull(span_of(last));
        for one in lit.iter().filter(|one| one.span.overlaps(shown)) {
            let edge = Stroke::new(1.0, tokens.lit_edge(one.color));
            let fill = tokens.lit(one.color);
            for rect in self.rects_of(one.span, view, placed) {
                let rect = rect.expand2(egui::vec2(1.0, 0.0));
                painter.rect(rect, CORNER, fill, edge, StrokeKind::Inside);
            }
        }
    }
}
