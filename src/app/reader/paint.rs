//! Painting a frame, from the page up to the caret.

use egui::{Painter, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::text::{Byte, Span};

use super::super::theme::Tokens;
use super::super::typeset::{Face, Ink, Position, TextLabel, font_id};
use super::arcs::{Arcs, Ground};
use super::carets::Place;
use super::colleagues::{self, Colleague};
use super::fragments::{Fragments, Placed, UnitInView};
use super::gaps::Gaps;
use super::headings::Shape;
use super::hidden;
use super::marks::{Mark, Marks};
use super::page::{Listed, Page, Response};
use super::paint_marks::Look;
use super::pane::Reader;
use super::ruler::{Thumb, paint_chosen, paint_found};
use super::shelf::Shelf;
use super::underlines::Pen;
use super::view::View;

/// Width of the caret, in points.
const CARET: f32 = 2.0;

/// All that a frame has found out before it is painted.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub page: &'a Page<'a>,
    pub marks: &'a Marks,
    pub colleagues: &'a [Colleague],
    pub view: &'a View,
    pub placed: &'a [Placed],
    /// What of the marks is in view, and of those of each colleague.
    pub fragments: &'a Fragments,
    pub theirs: &'a [Fragments],
    /// Index of the chosen mark.
    pub chosen: Option<usize>,
}

impl Reader {
    pub(super) fn paint(&mut self, ui: &mut Ui, scene: &Scene<'_>, response: &mut Response) {
        let Scene {
            page,
            marks,
            view,
            placed,
            fragments,
            chosen,
            ..
        } = *scene;
        let tokens = Tokens::current(ui.ctx());
        let size = self
            .column
            .setting()
            .map_or(page.text_size, |setting| setting.size);
        let look = Look {
            tokens: &tokens,
            marks,
            chosen,
            hovered: response.hovered.as_ref().and_then(|id| marks.index_of(id)),
            hints: Look::hints_by_index(marks, page.hints),
            dimmed: page.dimmed,
            scale: view.scale,
            size,
        };
        let painter = ui.painter().clone();
        painter.rect_filled(view.rect, 0.0, tokens.page);
        self.paint_lit(&painter, page.lit, view, placed, &tokens);
        look.paint_behind(&painter, fragments);
        for span in self.found_in_view(page.found, placed) {
            self.paint_span(&painter, span, view, placed, tokens.found(), false);
        }
        if !self.selection.is_caret() {
            self.paint_span(
                &painter,
                self.selection.span(),
                view,
                placed,
                tokens.selection,
                true,
            );
        }
        if let Some(span) = page.found_here {
            let edge = Stroke::new(1.5, tokens.warning);
            for rect in self.rects_of(span, view, placed) {
                painter.rect(rect, 2.0, tokens.found_here(), edge, StrokeKind::Outside);
            }
        }
        self.hatch(&painter, page.disputed, view, placed, &tokens);
        self.paint_header(&painter, view, &tokens, size);
        self.paint_text(&painter, view, placed, &look);
        self.paint_numbers(&painter, view, placed, &tokens, size);
        look.paint_lines(&painter, fragments);
        let hovered_theirs = response.hovered_theirs.as_ref();
        colleagues::paint(
            &painter,
            scene.colleagues,
            scene.theirs,
            &[hovered_theirs, page.visited],
            view.scale,
            &tokens,
        );
        let gaps = Gaps::new(size, page.line_spacing);
        let arcs = Arcs::gather(&Ground {
            text: self.column.text(),
            marks,
            fragments,
            view,
            size,
            gaps,
            chosen,
            hovered: look.hovered,
            ties: if page.dimmed { &[] } else { page.ties },
        });
        arcs.paint(&painter, &tokens);
        look.paint_above(&painter, fragments, view.rect.x_range());
        arcs.label(ui, view, &tokens, gaps);
        let shelf = Shelf {
            view,
            column: &self.column,
            placed,
            marks,
            slots: &self.chips,
            tokens: &tokens,
            size,
            chosen,
            hovered: look.hovered,
            faint: page.dimmed,
            taken: &arcs.stubs.rects(),
        };
        let done = shelf.show(ui, self.id);
        response.chip = done.clicked;
        response.listed = done.listed.map(|(rect, chips)| Listed::Chips(rect, chips));
        let (go, list) = arcs.stubs.show(ui, self.id, view, &tokens, size);
        response.go = go;
        if let Some(rect) = list {
            response.listed = Some(Listed::Links(rect));
        }
        if self.pointed != done.pointed {
            self.pointed = done.pointed;
            ui.ctx().request_repaint();
        }
        let found = hidden::gather(&self.column, placed, view, page.all_invisible);
        hidden::show(ui, self.id, &found, view, (&tokens, size));
        if view.margin.chips().is_none() {
            tell_hovered(response, marks);
        }
        let hovered = hovered_theirs.and_then(|theirs| {
            let colleague = scene.colleagues.get(theirs.colleague)?;
            Some((colleague, colleague.marks.find(&theirs.id)?))
        });
        if let Some((colleague, mark)) = hovered {
            response.inner.clone().on_hover_ui_at_pointer(|ui| {
                colleagues::tell(ui, colleague, mark, self.column.text(), &tokens);
            });
        }
        if self.has_focus(ui.ctx()) {
            self.paint_caret(&painter, view, placed, &tokens);
        }
        self.paint_bar(ui, &painter, scene, &tokens);
    }

    fn paint_header(&self, painter: &Painter, view: &View, tokens: &Tokens, size: f32) {
        let is_in_view = self.anchor.unit == 0 && self.anchor.offset < 0.0;
        if let Some(typography) = self.column.typography().filter(|_| is_in_view) {
            let corner = view.corner(-self.anchor.offset - self.header.height);
            self.header.paint(painter, corner, size, tokens, typography);
        }
    }

    fn paint_text(&self, painter: &Painter, view: &View, placed: &[Placed], look: &Look<'_>) {
        let Some(typography) = self.column.typography() else {
            return;
        };
        for place in placed {
            let Some(laid) = self.column.peek(place.unit) else {
                continue;
            };
            let within = |mark: &Mark| {
                let own = self.column.unit(place.unit).span;
                let spans = mark.spans.iter().filter(|span| span.overlaps(own));
                spans
                    .map(|span| self.column.within(place.unit, span.start, span.end))
                    .collect()
            };
            let kept = if look.dimmed {
                look.kept(within)
            } else {
                Vec::new()
            };
            let color = if look.dimmed {
                look.tokens.weak
            } else {
                look.tokens.text
            };
            let ink = Ink {
                color,
                overrides: &kept,
            };
            typography.paint_with(painter, &laid.paragraph, view.corner(place.top), &ink);
        }
    }

    fn paint_numbers(
        &self,
        painter: &Painter,
        view: &View,
        placed: &[Placed],
        tokens: &Tokens,
        size: f32,
    ) {
        let Some(right) = view.numbers else { return };
        let font = font_id(Face::Interface, false, (size * 0.62).max(9.0));
        let color = tokens.weak.gamma_multiply(0.75);
        for place in placed {
            let Some(laid) = self.column.peek(place.unit) else {
                continue;
            };
            if laid.shape == Shape::Blank || !self.column.units().is_first(place.unit) {
                continue;
            }
            let baseline = laid.paragraph.line(0).map_or(0.0, |line| line.baseline);
            let number = self.column.unit(place.unit).number.to_string();
            let galley = painter.layout_no_wrap(number, font.clone(), color);
            let ascent = galley
                .rows
                .first()
                .and_then(|row| row.glyphs.first())
                .map_or(0.0, |glyph| glyph.pos.y);
            let at = pos2(
                right - galley.size().x,
                view.y(place.top) + baseline - ascent,
            );
            painter.galley(at, galley, color);
        }
    }

    /// Paints behind the text of a span. With `stubs`, crossed empty lines show that they are selected.
    fn paint_span(
        &self,
        painter: &Painter,
        span: Span,
        view: &View,
        placed: &[Placed],
        color: egui::Color32,
        stubs: bool,
    ) {
        for place in placed {
            let Some(laid) = self.column.peek(place.unit) else {
                continue;
            };
            let own = self.column.unit(place.unit).span;
            let touches = span.start <= own.end && own.start < span.end;
            if !touches {
                continue;
            }
            let corner = view.corner(place.top);
            if own.is_empty() && stubs {
                let stub = Rect::from_min_size(corner, vec2(6.0, laid.paragraph.height()));
                painter.rect_filled(stub, 0.0, color);
            }
        }
        for rect in self.rects_of(span, view, placed) {
            painter.rect_filled(rect, 1.0, color);
        }
    }

    /// The rectangles of a span on the screen, as high as the text's part of the lines, in points.
    pub(super) fn rects_of(&self, span: Span, view: &View, placed: &[Placed]) -> Vec<Rect> {
        let mut rects = Vec::new();
        for place in placed {
            let own = self.column.unit(place.unit).span;
            if let Some(laid) = self.column.peek(place.unit).filter(|_| own.overlaps(span)) {
                let corner = view.corner(place.top).to_vec2();
                let range = self.column.within(place.unit, span.start, span.end);
                let here = laid.paragraph.rects(range).into_iter();
                rects.extend(here.map(|rect| rect.translate(corner)));
            }
        }
        rects.retain(|rect| rect.intersects(view.rect));
        rects
    }

    /// Hatches what some cover and others do not.
    fn hatch(
        &self,
        painter: &Painter,
        disputed: &[Span],
        view: &View,
        placed: &[Placed],
        tokens: &Tokens,
    ) {
        let mut mesh = egui::Mesh::default();
        let mut pen = Pen {
            mesh: &mut mesh,
            scale: view.scale,
        };
        for span in self.found_in_view(disputed, placed) {
            for rect in self.rects_of(span, view, placed) {
                pen.hatch(rect, tokens.disputed());
            }
        }
        if !mesh.is_empty() {
            painter.add(mesh);
        }
    }

    /// Those of the search hits that are in view.
    fn found_in_view(&self, found: &[Span], placed: &[Placed]) -> Vec<Span> {
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
            return Vec::new();
        };
        let (start, end) = (
            self.column.unit(first.unit).span.start,
            self.column.unit(last.unit).span.end,
        );
        let from = found.partition_point(|span| span.end <= start);
        found[from..]
            .iter()
            .copied()
            .take_while(|span| span.start < end)
            .collect()
    }

    fn paint_caret(&self, painter: &Painter, view: &View, placed: &[Placed], tokens: &Tokens) {
        let place = Place {
            at: self.selection.head,
            affinity: self.selection.affinity,
        };
        if let Some(rect) = self.caret_rect(place, view, placed) {
            painter.rect_filled(rect, 0.0, tokens.caret);
        }
    }

    /// Where the caret is on the screen, in points, if it is in view. It does not blink: an idle pane draws no frame.
    pub(super) fn caret_rect(&self, place: Place, view: &View, placed: &[Placed]) -> Option<Rect> {
        let (unit, position): (usize, Position) = self.column.locate(place);
        let here = placed.iter().find(|here| here.unit == unit)?;
        let laid = self.column.peek(unit)?;
        let caret = laid.paragraph.caret(position);
        let corner = view.corner(here.top);
        let x = (corner.x + caret.x).clamp(view.column.min - CARET, view.column.max + CARET);
        let x = (x * view.scale).round() / view.scale;
        let y = corner.y + caret.top..=corner.y + caret.bottom;
        Some(Rect::from_x_y_ranges(x - CARET / 2.0..=x + CARET / 2.0, y))
    }

    fn paint_bar(&mut self, ui: &Ui, painter: &Painter, scene: &Scene<'_>, tokens: &Tokens) {
        let Scene {
            page,
            marks,
            view,
            chosen,
            ..
        } = *scene;
        let room = self.room(view);
        let chosen = chosen.and_then(|index| Some(marks.get(index)?.spans.start()));
        self.ruler.update(&self.column, marks, &room, view.ruler);
        self.ruler.paint(painter, view, tokens);
        paint_found(painter, &self.column, &room, view, tokens, page.found);
        if let Some(at) = chosen {
            paint_chosen(painter, &self.column, &room, view, tokens, at);
        }
        if let Some(thumb) = Thumb::new(&self.column, self.anchor, &room, view.bar.height()) {
            let track = view.bar.union(view.ruler);
            let active = ui.rect_contains_pointer(track) || self.pointer.is_scrolling();
            thumb.paint(painter, view.bar, tokens, active);
        }
    }

    /// Whether some of a span is in view, or is about to be: the view is on its way somewhere.
    #[must_use]
    pub fn sees(&self, span: Span) -> bool {
        let Some(view) = self.view.filter(|_| self.goals.is_empty()) else {
            return true;
        };
        let placed = self.placed_now(&view);
        placed.into_iter().any(|place| {
            let laid = self.column.peek(place.unit);
            let unit = laid.map(|laid| UnitInView::new(&self.column, laid, place, &view));
            let visible = unit.and_then(|unit| unit.visible_text());
            visible.is_some_and(|visible| visible.overlaps(span))
        })
    }

    /// The rectangle of a byte's grapheme on the screen, in points, if it is in view: where to put a menu.
    #[must_use]
    pub fn rect_of(&self, at: Byte) -> Option<Rect> {
        let view = self.view?;
        let placed = self.placed_now(&view);
        self.caret_rect(Place::before(at), &view, &placed)
    }
}

/// What a mark says, where there is no room for it in the margin.
fn tell_hovered(response: &Response, marks: &Marks) {
    let hovered = response.hovered.as_ref().and_then(|id| marks.find(id));
    if let Some(mark) = hovered.filter(|mark| mark.has_chips()) {
        response.inner.clone().on_hover_ui_at_pointer(|ui| {
            ui.add(TextLabel::new(&mark.look.name).bold(true));
            for chip in marks.chips(mark) {
                ui.add(TextLabel::new(&chip));
            }
        });
    }
}
