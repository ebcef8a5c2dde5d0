//! The pane itself: what it keeps from frame to frame, and what a frame does.

use egui::{Context, EventFilter, Id, Sense, Ui};

use crate::model::AnnotationId;
use crate::text::{Byte, Span, Text};

use super::super::typeset::Typography;
use super::access;
use super::carets::Place;
use super::chips::ChipSlots;
use super::colleagues::{self, Colleague};
use super::column::{Column, Setting};
use super::fragments::{Fragments, Placed};
use super::heading::Header;
use super::marks::{Lanes, Marks};
use super::motion::Motion;
use super::page::{Page, Response};
use super::paint::Scene;
use super::pointer::Pointer;
use super::ruler::Ruler;
use super::scroll::Anchor;
use super::selection::Selection;
use super::travel::{Goal, TopLine};
use super::underlines::lane_below_baseline;
use super::view::View;

/// The view state of one open article. It can be thrown away and made anew at any time.
#[derive(Debug)]
pub struct Reader {
    pub(super) id: Id,
    pub(super) column: Column,
    pub(super) header: Header,
    pub(super) anchor: Anchor,
    /// What was at the top of the view when the lines last broke differently: until the user scrolls, every further change of width or size keeps this byte there.
    pub(super) kept: Option<TopLine>,
    pub(super) goals: Vec<Goal>,
    pub(super) view: Option<View>,
    pub(super) selection: Selection,
    /// The distance from the left edge that vertical motions keep, in points.
    goal_x: Option<f32>,
    pub(super) pointer: Pointer,
    pub(super) ruler: Ruler,
    pub(super) told: access::Told,
    pub(super) chips: ChipSlots,
    /// The mark of the chip that was under the pointer in the last frame.
    pub(super) pointed: Option<AnnotationId>,
}

impl Reader {
    /// Opens a text in a language (a BCP 47 tag, or empty). Looks at a sample of each paragraph; lays nothing out.
    #[must_use]
    pub fn new(text: Text, language: &str) -> Self {
        use core::sync::atomic::{AtomicU64, Ordering};
        static READERS: AtomicU64 = AtomicU64::new(0);
        Self {
            id: Id::unique(("article pane", READERS.fetch_add(1, Ordering::Relaxed))),
            column: Column::new(text, language),
            header: Header::default(),
            anchor: Anchor::START,
            kept: None,
            goals: Vec::new(),
            view: None,
            selection: Selection::default(),
            goal_x: None,
            pointer: Pointer::default(),
            ruler: Ruler::default(),
            told: access::Told::default(),
            chips: ChipSlots::default(),
            pointed: None,
        }
    }

    /// Shows this text where another pane was: the keyboard stays there.
    #[must_use]
    pub fn in_place_of(self, other: &Self) -> Self {
        Self {
            id: other.id,
            ..self
        }
    }

    /// The text that is shown.
    #[must_use]
    pub fn text(&self) -> &Text {
        self.column.text()
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Selects something: cut to the text, and to whole graphemes. The view stays where it is.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection.snapped(self.column.text());
        self.goal_x = None;
    }

    /// Moves the caret and scrolls to it; `extend` keeps the other end of the selection where it is.
    ///
    /// Without `extend`, left and right from a selection go to that end of it. Motions over lines need to have been
    /// shown once.
    pub fn move_caret(&mut self, motion: Motion, extend: bool) {
        let selection = self.selection;
        let from = Place {
            at: selection.head,
            affinity: selection.affinity,
        };
        let collapses =
            !extend && !selection.is_caret() && matches!(motion, Motion::Left | Motion::Right);
        let to = if collapses {
            let rightmost = (motion == Motion::Right) != self.column.is_rtl(selection.head);
            let span = selection.span();
            Place::before(if rightmost { span.end } else { span.start })
        } else {
            match motion {
                Motion::PageUp | Motion::PageDown => self.page_away(from, motion),
                _ => self.column.moved(from, motion, &mut self.goal_x),
            }
        };
        let anchor = if extend { selection.anchor } else { to.at };
        self.selection = Selection {
            anchor,
            head: to.at,
            affinity: to.affinity,
        };
        self.goals.push(if motion == Motion::TextStart {
            Goal::Start
        } else {
            Goal::Caret
        });
    }

    /// A page of lines away; the view goes along, so that the caret stays where it is on the screen.
    fn page_away(&mut self, from: Place, motion: Motion) -> Place {
        let Some((view, pitch)) = self.view.zip(self.column.setting().map(Setting::pitch)) else {
            return from;
        };
        let lines = (view.height / pitch - 2.0).max(1.0).floor();
        let mut place = from;
        let mut line = 0.0;
        while line < lines {
            place = self.column.moved(place, motion, &mut self.goal_x);
            line += 1.0;
        }
        let pages = narrow(lines * pitch / view.height);
        self.goals.push(Goal::Pages(if motion == Motion::PageUp {
            -pages
        } else {
            pages
        }));
        place
    }

    /// Scrolls so that a span can be read in comfort; not at all when it already can.
    pub fn reveal(&mut self, span: Span) {
        self.goals.push(Goal::Reveal(span));
    }

    /// Scrolls by so many screens; up when negative.
    pub fn scroll_pages(&mut self, pages: f32) {
        self.goals.push(Goal::Pages(pages));
    }

    /// Gives the pane the keyboard.
    pub fn request_focus(&self, ctx: &Context) {
        ctx.memory_mut(|memory| memory.request_focus(self.id));
    }

    /// Whether the pane has the keyboard.
    #[must_use]
    pub fn has_focus(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(self.id))
    }

    /// The byte that begins the first line in view, in bytes: what to come back to when the article is opened again.
    #[must_use]
    pub fn reading_position(&self) -> Byte {
        self.top_line().map_or(Byte(0), |(at, _)| at)
    }

    /// Shows the pane in all the space there is.
    pub fn show(&mut self, ui: &mut Ui, page: &Page<'_>) -> Response {
        let rect = ui.available_rect_before_wrap();
        let asked = self.told.take_wishes(ui, self.id);
        let inner = ui.interact(rect, self.id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        let mut ui = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(rect)
                .accessibility_parent(self.id),
        );
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        let ui = &mut ui;
        let marks = if page.clean {
            Marks::default()
        } else {
            page.marks.clone()
        };

        let colleagues = if page.clean { &[] } else { page.colleagues };
        let view = self.prepare(ui, page, &marks, colleagues, rect);
        inner.widget_info(|| access::info(page.heading.title));
        let selection_before = self.selection;
        self.grant(&asked, &inner);
        self.take_wheel(ui, &inner, &view);
        self.drag_bar(ui, &view);
        self.settle(&view);
        let mut placed = self.place(&view);

        let mut response = Response {
            clicked: asked.clicked,
            entered: asked.entered,
            piece: None,
            selection_changed: false,
            hovered: None,
            hovered_theirs: None,
            theirs: None,
            drag_end: None,
            context_click: None,
            chip: None,
            go: None,
            listed: None,
            inner,
        };
        let chosen = page.chosen.and_then(|id| marks.index_of(id));
        let (mut fragments, mut theirs) =
            self.fragments(&marks, colleagues, &placed, &view, chosen);
        self.pointer
            .lines
            .remember(&fragments, &marks, &theirs, colleagues);
        let before = placed.clone();
        self.take_pointer(ui, &view, &mut placed, chosen, &marks, &mut response);
        response.selection_changed = selection_before != self.selection;
        if response.hovered.is_none() {
            response.hovered.clone_from(&self.pointed);
        }
        if placed != before || self.changed_spans().is_some() {
            (fragments, theirs) = self.fragments(&marks, colleagues, &placed, &view, chosen);
        }
        self.chips.update(&self.column, &marks, &placed);
        self.prefetch(&placed);
        self.pointer
            .remember_handles(&fragments, chosen, view.scale);
        let scene = Scene {
            page,
            marks: &marks,
            colleagues,
            view: &view,
            placed: &placed,
            fragments: &fragments,
            theirs: &theirs,
            chosen,
        };
        self.paint(ui, &scene, &mut response);
        if ui.ctx().has_accesskit_node(self.id) {
            self.tell(
                ui,
                &page.heading,
                (&marks, chosen),
                &view,
                &placed,
                &fragments,
            );
            let clicked = colleagues::describe(ui, self.id, self.text(), colleagues, &theirs);
            response.theirs = response.theirs.or(clicked);
        }
        // Tab, arrows and Escape are commands here, not egui's ways to another widget.
        let filter = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        response
    }

    /// What of the marks is in view: one's own, and those of each colleague.
    fn fragments(
        &self,
        marks: &Marks,
        colleagues: &[Colleague],
        placed: &[Placed],
        view: &View,
        chosen: Option<usize>,
    ) -> (Fragments, Vec<Fragments>) {
        let changed = chosen.zip(self.changed_spans());
        let column = &self.column;
        let own = Fragments::gather(column, marks, placed, view, changed, &|lane, laid| {
            lane_below_baseline(lane, laid.paragraph.style().size)
        });
        let theirs = colleagues::gather(column, colleagues, &own, placed, view);
        (own, theirs)
    }

    /// Takes the setting and the marks of this frame; keeps the reading position when either breaks lines differently.
    fn prepare(
        &mut self,
        ui: &Ui,
        page: &Page<'_>,
        marks: &Marks,
        colleagues: &[Colleague],
        rect: egui::Rect,
    ) -> View {
        let typography = Typography::of(ui.ctx());
        let scale = ui.ctx().pixels_per_point();
        let size = page.text_size.clamp(6.0, 120.0);
        let view = View::new(rect, size, page.measure.clamp(20.0, 400.0), scale);
        let setting = Setting {
            size,
            spacing: page.line_spacing.clamp(1.0, 4.0),
            width: view.column.span(),
            scale,
            generation: typography.fonts().generation(),
        };
        let is_first = self.view.is_none();
        let mut was_at_top = self.anchor.unit == 0 && self.anchor.offset <= -self.header.height;
        let lanes = marks.lanes();
        let theirs: Vec<Lanes> = colleagues
            .iter()
            .map(|colleague| colleague.marks.lanes())
            .collect();
        let rewraps = self.column.would_change(&setting);
        let changes_lanes = self.column.would_change_lanes(&lanes, &theirs);
        let caret = (changes_lanes && !rewraps).then(|| self.caret_height());
        if let Some(y) = caret.flatten() {
            // What is being marked stays where it is, and not what is at the top.
            self.column.set_lanes(lanes, theirs);
            self.put_caret_at(y);
            was_at_top = false;
        } else if rewraps || changes_lanes {
            let kept = self.kept.or_else(|| self.top_line());
            self.column.set(setting, &typography);
            self.column.set_lanes(lanes, theirs);
            if let Some(kept) = kept.filter(|_| !is_first) {
                self.put_on_top(kept);
                self.kept = Some(kept);
            }
        }
        let first_line = self.column.text().paragraph(0).span;
        let first_line = self.column.text().slice(first_line);
        self.header
            .update(&page.heading, first_line, &setting, &typography);
        if was_at_top {
            self.anchor = Anchor {
                unit: 0,
                offset: -self.header.height,
            };
        }
        self.column.tidy();
        self.view = Some(view);
        view
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a few screens")]
fn narrow(pages: f64) -> f32 {
    pages as f32
}
