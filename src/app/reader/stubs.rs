//! What stands at the edges of the view for something that lies beyond: the other end of a link, a piece of the chosen
//! annotation, or that itself. A click goes there.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Color32, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::model::{AnnotationId, Color};
use crate::say;
use crate::text::Span;

use super::super::theme::Tokens;
use super::super::typeset::{Face, TextLabel, font_id};
use super::chips::font_size;
use super::page::Go;
use super::view::{Margin, View};

/// No more of them stand at one edge; another one says how many there are besides.
pub(super) const MOST: usize = 3;
/// From the edge of the view to the first, in points.
const EDGE: f32 = 6.0;
/// Between two, in points.
const APART: f32 = 3.0;

/// Something beyond the edge.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Beyond {
    /// Above the view; below it otherwise.
    pub is_above: bool,
    /// Which annotation, and which part of it is to be brought into view.
    pub to: AnnotationId,
    pub span: Span,
    /// What is there: “said by Lavrov”.
    pub words: String,
    pub color: Color,
}

/// Those of both edges, placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Stubs {
    /// The nearest ones, the outermost first at each edge.
    shown: Vec<(Beyond, usize, Rect)>,
    /// How many more there are above and below, and where that is said.
    more: Vec<(bool, usize, Rect)>,
}

impl Stubs {
    /// Places them: of those at one edge the nearest to the view is the innermost.
    pub fn new(mut all: Vec<Beyond>, view: &View, size: f32) -> Self {
        let mut stubs = Self::default();
        let Some(x) = view.margin.range() else {
            return stubs;
        };
        all.sort_by_key(|beyond| (beyond.is_above, beyond.span.start, beyond.to.clone()));
        let mut known = BTreeSet::new();
        all.retain(|beyond| known.insert((beyond.is_above, beyond.to.clone())));
        let height = font_size(size) * 1.5;
        let row = |is_above: bool, order: usize| {
            let offset = EDGE + count(order) * (height + APART);
            let top = if is_above {
                view.rect.top() + offset
            } else {
                view.rect.bottom() - offset - height
            };
            Rect::from_x_y_ranges(x, top..=top + height)
        };
        for is_above in [true, false] {
            let here: Vec<Beyond> = all
                .iter()
                .filter(|beyond| beyond.is_above == is_above)
                .cloned()
                .collect();
            // In the order of the text, so what is nearest comes last above the view, and first below it.
            let left_out = here.len().saturating_sub(MOST);
            let mut nearest: Vec<Beyond> = if is_above {
                here[left_out..].to_vec()
            } else {
                here[..here.len() - left_out].to_vec()
            };
            if !is_above {
                nearest.reverse();
            }
            let first = usize::from(left_out > 0);
            if left_out > 0 {
                stubs.more.push((is_above, left_out, row(is_above, 0)));
            }
            for (order, beyond) in (first..).zip(nearest) {
                let rect = row(is_above, order);
                if view.rect.contains_rect(rect) {
                    stubs.shown.push((beyond, order, rect));
                }
            }
        }
        stubs
    }

    /// Where an arc to one of them ends: the height, and which one it is from the edge.
    pub fn find(&self, to: &AnnotationId, is_above: bool) -> Option<(f32, usize)> {
        let (_, order, rect) = self
            .shown
            .iter()
            .find(|(beyond, ..)| beyond.to == *to && beyond.is_above == is_above)?;
        let y = if is_above { rect.bottom() } else { rect.top() };
        Some((y, *order))
    }

    /// Widens a stub to the left, so that the arc that comes along a lane of the gutter reaches it.
    pub fn reach(&mut self, to: &AnnotationId, is_above: bool, lane: f32) {
        for (beyond, _, rect) in &mut self.shown {
            if beyond.to == *to && beyond.is_above == is_above {
                rect.min.x = rect.min.x.min(lane - 3.0);
            }
        }
    }

    /// Where they stand.
    pub fn rects(&self) -> Vec<Rect> {
        let shown = self.shown.iter().map(|(.., rect)| *rect);
        let more = self.more.iter().map(|(.., rect)| *rect);
        shown.chain(more).collect()
    }

    /// Shows them; answers where a click wants to go, or beside what a list of all links is wanted.
    pub fn show(
        &self,
        ui: &Ui,
        pane: Id,
        view: &View,
        tokens: &Tokens,
        size: f32,
    ) -> (Option<Go>, Option<Rect>) {
        let mut go = None;
        let mut list = None;
        for (beyond, order, rect) in &self.shown {
            let id = pane.with(("stub", beyond.is_above, order));
            let response = ui.interact(*rect, id, Sense::click_and_drag());
            let name = if beyond.is_above {
                say!("reader-go-above", place = &beyond.words)
            } else {
                say!("reader-go-below", place = &beyond.words)
            };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let color = tokens.ink(beyond.color);
            let outline = tokens.line(beyond.color);
            ground(ui, *rect, tokens, outline, response.hovered());
            let small = font_size(size);
            let at = pos2(rect.left() + small * 0.75, rect.center().y);
            arrow(ui, at, small * 0.32, beyond.is_above, color);
            let cut = if let Margin::Chips(_) = view.margin {
                let inner = Rect::from_min_max(
                    pos2(at.x + small * 0.7, rect.top()),
                    rect.max - vec2(small * 0.4, 0.0),
                );
                TextLabel::new(&beyond.words)
                    .size(small)
                    .color(color)
                    .paint_in(ui, inner)
                    .is_cut
            } else {
                true
            };
            let response = if cut {
                response.on_hover_ui(|ui| drop(ui.add(TextLabel::new(&beyond.words))))
            } else {
                response
            };
            if response.clicked() {
                go = Some(Go {
                    to: beyond.to.clone(),
                    span: beyond.span,
                });
            }
        }
        for (is_above, count, rect) in &self.more {
            let response = ui.interact(
                *rect,
                pane.with(("more stubs", is_above)),
                Sense::click_and_drag(),
            );
            let name = if *is_above {
                say!("reader-links-above", count = count)
            } else {
                say!("reader-links-below", count = count)
            };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            ground(ui, *rect, tokens, tokens.border, response.hovered());
            let small = font_size(size);
            let font = font_id(Face::Interface, true, small * 0.9);
            ui.painter().text(
                rect.center(),
                egui::Align2::CENTER_CENTER,
                format!("+{count}"),
                font,
                tokens.weak,
            );
            if response.on_hover_text(name).clicked() {
                list = Some(*rect);
            }
        }
        (go, list)
    }
}

fn ground(ui: &Ui, rect: Rect, tokens: &Tokens, outline: Color32, hovered: bool) {
    let fill = if hovered { tokens.hover } else { tokens.raised };
    let stroke = Stroke::new(1.0, outline);
    ui.painter()
        .rect(rect, 4.0, fill, stroke, StrokeKind::Inside);
}

/// A small arrow up or down.
fn arrow(ui: &Ui, at: egui::Pos2, reach: f32, up: bool, color: Color32) {
    let sign = if up { -1.0 } else { 1.0 };
    let tip = pos2(at.x, at.y + sign * reach * 1.2);
    let stroke = Stroke::new(1.4, color);
    let tail = pos2(at.x, at.y - sign * reach * 1.2);
    ui.painter().line_segment([tail, tip], stroke);
    for x in [-reach, reach] {
        let barb = pos2(tip.x + x, tip.y - sign * reach);
        ui.painter().line_segment([barb, tip], stroke);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few stubs")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stubs_lie_apart_and_in_the_pane_and_none_is_forgotten(
            spans in proptest::collection::vec((any::<bool>(), 0usize..1000), 0..30),
            width in 100f32..1500.0,
            height in 60f32..1200.0,
        ) {
            let view = View::new(Rect::from_min_size(pos2(10.0, 20.0), vec2(width, height)), 17.0, 70.0, 1.0);
            let all: Vec<Beyond> = spans.iter().enumerate().map(|(index, &(is_above, start))| Beyond {
                is_above,
                to: AnnotationId::new(&format!("m{index}")).unwrap(),
                span: Span::of(start..start + 1),
                words: String::new(),
                color: Color([0; 3]),
            }).collect();
            let stubs = Stubs::new(all, &view, 17.0);
            let rects = stubs.rects();
            for (index, rect) in rects.iter().enumerate() {
                prop_assert!(view.rect.contains_rect(*rect));
                prop_assert!(rect.left() >= view.column.max && rect.right() <= view.ruler.left());
                if height > 300.0 {
                    prop_assert!(rects[index + 1..].iter().all(|other| !other.intersects(*rect)));
                }
            }
            if height > 300.0 && view.margin != Margin::None {
                for is_above in [true, false] {
                    let wanted = spans.iter().filter(|(above, _)| *above == is_above).count();
                    let shown = stubs.shown.iter().filter(|(beyond, ..)| beyond.is_above == is_above).count();
                    let more: usize = stubs.more.iter().filter(|more| more.0 == is_above).map(|more| more.1).sum();
                    prop_assert_eq!(shown + more, wanted);
                }
            }
        }
    }
}
