//! The pane itself: what it keeps from frame to frame, and what a frame does.

use egui::{Context, EventFilter, Id, Sense, Ui};

use crate::model::{AnnotationId, Spans};
use crate::text::{Byte, Span, Text};

use super::super::typeset::Typography;
use super::access;
use super::carets::Place;
use super::column::{Column, Setting};
use super::fragments::{Fragments, Placed};
use super::heading::{Header, Heading};
use super::marks::Marks;
use super::motion::Motion;
use super::pointer::Pointer;
use super::ruler::Ruler;
use super::scroll::{Anchor, Room, comfortable};
use super::selection::Selection;
use super::view::View;

/// What the pane shows in a frame.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Shown above the text.
    pub heading: Heading<'a>,
    /// The annotations of the article.
    pub marks: &'a Marks,
    /// The annotation that is worked on: outlined, with handles at its ends.
    pub chosen: Option<&'a AnnotationId>,
    /// Numbers shown at the candidates while a link is made.
    pub hints: &'a [(AnnotationId, u32)],
    /// Whether everything but the candidates and the chosen mark recedes.
    pub dimmed: bool,
    /// Points per em of running text.
    pub text_size: f32,
    /// What a search has found, in order.
    pub found: &'a [Span],
    /// Whether the text is shown without marks.
    pub clean: bool,
}

impl<'a> Page<'a> {
    /// Marks in running text of 17 points, and nothing else.
    #[must_use]
    pub fn new(marks: &'a Marks) -> Self {
        Self {
            heading: Heading::default(),
            marks,
            chosen: None,
            hints: &[],
            dimmed: false,
            text_size: 17.0,
            found: &[],
            clean: false,
        }
    }
}

/// A click on the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// The grapheme that was clicked, in bytes.
    pub at: Byte,
    /// The annotations there, innermost first; none for a click beside the text.
    pub marks: Vec<AnnotationId>,
}

/// What the user did in a frame.
#[derive(Clone, Debug)]
pub struct Response {
    /// That of the whole pane.
    pub inner: egui::Response,
    /// A plain click, or a click on a mark through a screen reader.
    pub clicked: Option<Click>,
    /// A selection made with Ctrl: a piece to add to the chosen annotation.
    pub piece: Option<Span>,
    /// Whether the mouse or a screen reader has changed the selection.
    pub selection_changed: bool,
    /// The innermost annotation under the pointer.
    pub hovered: Option<AnnotationId>,
    /// An end of the chosen annotation was dragged: these are to be its spans.
    pub drag_end: Option<(AnnotationId, Spans)>,
    /// A click with the other button: a menu is wanted.
    pub context_click: Option<Click>,
}

/// Where the view is to go as soon as the layout is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Goal {
    /// So that this can be read in comfort.
    Reveal(Span),
    /// So that the caret is in view.
    Caret,
    /// So many views down.
    Pages(f32),
}

/// The view state of one open article. It can be thrown away and made anew at any time.
#[derive(Debug)]
pub struct Reader {
    pub(super) id: Id,
    pub(super) column: Column,
    pub(super) header: Header,
    pub(super) anchor: Anchor,
    /// The byte at the top of the view and how far above it the view begins, in ems, since the lines last broke
    /// differently: until the user scrolls, every further change of width or size keeps this byte there.
    kept: Option<(Byte, f64)>,
    goals: Vec<Goal>,
    pub(super) view: Option<View>,
    pub(super) selection: Selection,
    /// The distance from the left edge that vertical motions keep, in points.
    goal_x: Option<f32>,
    pub(super) pointer: Pointer,
    pub(super) ruler: Ruler,
    pub(super) runs: Vec<access::Run>,
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
            runs: Vec::new(),
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
        self.goals.push(Goal::Caret);
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

        let view = self.prepare(ui, page, &marks, rect);
        let listening = access::is_active(ui.ctx(), self.id);
        let mut asked = access::Wishes::default();
        if listening {
            access::describe(&inner, page.heading.title);
            asked = access::wishes(ui, self.id, &self.runs);
        }
        if asked.screens != 0.0 {
            self.scroll_pages(asked.screens);
        }
        let selection_before = self.selection;
        if let Some(selection) = asked.selection {
            self.select(selection);
            self.goals.push(Goal::Caret);
        }
        self.take_wheel(ui, &inner, &view);
        self.drag_bar(ui, &view);
        self.settle(&view);
        let mut placed = self.place(&view);

        let mut response = Response {
            clicked: None,
            piece: None,
            selection_changed: false,
            hovered: None,
            drag_end: None,
            context_click: None,
            inner,
        };
        let chosen = page.chosen.and_then(|id| marks.index_of(id));
        self.take_pointer(ui, &view, &mut placed, chosen, &marks, &mut response);
        response.selection_changed = selection_before != self.selection;

        let changed = self.changed_spans().cloned();
        let changed = chosen.zip(changed.as_ref());
        let fragments = Fragments::gather(&self.column, &marks, &placed, &view, changed);
        self.pointer
            .remember_handles(&fragments, chosen, view.scale);
        self.paint(
            ui, page, &marks, &view, &placed, &fragments, chosen, &response,
        );
        if listening {
            self.runs = access::add_text(ui, self.id, &self.column, &placed, &view);
            access::tell_selection(ui.ctx(), self.id, &self.runs, self.selection);
            if let Some(id) = access::add_marks(ui, self.id, self.column.text(), &marks, &fragments)
            {
                response.clicked = self.click_on(&marks, id);
            }
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

    /// Takes the setting and the marks of this frame; keeps the reading position when either breaks lines differently.
    fn prepare(&mut self, ui: &Ui, page: &Page<'_>, marks: &Marks, rect: egui::Rect) -> View {
        let typography = Typography::of(ui.ctx());
        let scale = ui.ctx().pixels_per_point();
        let size = page.text_size.clamp(6.0, 120.0);
        let view = View::new(rect, size, scale);
        let setting = Setting {
            size,
            width: view.column.span(),
            scale,
            generation: typography.fonts().generation(),
        };
        let is_first = self.view.is_none();
        if self.column.would_change(&setting) || self.column.marks().version() != marks.version() {
            let kept = self.kept.or_else(|| self.top_line());
            self.column.set(setting, &typography);
            self.column.set_marks(marks);
            if let Some(kept) = kept.filter(|_| !is_first) {
                self.put_on_top(kept);
                self.kept = Some(kept);
            }
        }
        let was_at_top = self.anchor.unit == 0 && self.anchor.offset <= -self.header.height;
        let first_line = self.column.text().paragraph(0).span;
        let first_line = self.column.text().slice(first_line);
        self.header
            .update(&page.heading, first_line, &setting, &typography);
        if was_at_top {
            self.anchor.offset = -self.header.height;
        }
        self.column.tidy();
        self.view = Some(view);
        view
    }

    /// The byte that begins the first line in view, and how far below its top the view begins, in ems.
    fn top_line(&self) -> Option<(Byte, f64)> {
        let setting = self.column.setting()?;
        let laid = self.column.peek(self.anchor.unit)?;
        let into = self.anchor.offset - f64::from(laid.above);
        let pitch = f64::from(laid.paragraph.line_pitch() * setting.scale);
        let mut lines = laid.paragraph.lines();
        let line = lines.find(|line| f64::from(line.bottom * setting.scale) > into)?;
        let start = self.column.unit(self.anchor.unit).span.start;
        let rest = (into - f64::from(line.top * setting.scale)) / pitch;
        Some((Byte::new(start.index() + line.text.start), rest))
    }

    /// Scrolls so that a byte is where [`Self::top_line`] has found it.
    fn put_on_top(&mut self, (at, rest): (Byte, f64)) {
        let Some((unit, caret)) = self.column.caret(Place::before(at)) else {
            return;
        };
        let Some((laid, setting)) = self.column.peek(unit).zip(self.column.setting()) else {
            return;
        };
        let pitch = f64::from(laid.paragraph.line_pitch() * setting.scale);
        let top = f64::from(laid.above) + f64::from(caret.top * setting.scale);
        self.anchor = Anchor {
            unit,
            offset: (top + rest * pitch).round(),
        };
    }

    pub(super) fn room(&self, view: &View) -> Room {
        let pitch = self.column.setting().map_or(0.0, Setting::pitch);
        Room {
            units: self.column.units().len(),
            header: self.header.height,
            footer: (3.0 * pitch).round(),
            view: view.height,
        }
    }

    /// Scrolls by some physical pixels.
    pub(super) fn scroll_by(&mut self, pixels: f64, view: &View) {
        if pixels == 0.0 {
            return;
        }
        self.kept = None;
        if pixels.abs() > 4.0 * view.height {
            let y = self.column.heights().top(self.anchor.unit) + self.anchor.offset + pixels;
            let (unit, offset) = self.column.heights().at(y);
            let offset = if y < 0.0 { y } else { offset };
            self.anchor = Anchor {
                unit,
                offset: offset.round(),
            };
        } else {
            self.anchor.offset += pixels;
        }
    }

    pub(super) fn jump(&mut self, anchor: Anchor) {
        self.kept = None;
        self.anchor = anchor;
    }

    /// Brings the anchor into its room and reaches the goals that have gathered since the last frame.
    fn settle(&mut self, view: &View) {
        self.settle_anchor(view);
        for goal in core::mem::take(&mut self.goals) {
            match goal {
                Goal::Pages(pages) => {
                    self.scroll_by((f64::from(pages) * view.height).round(), view)
                }
                Goal::Reveal(span) => self.bring_into_view(span, 3.0, view),
                Goal::Caret => self.bring_into_view(
                    Span::between(self.selection.head, self.selection.head),
                    1.0,
                    view,
                ),
            }
            self.settle_anchor(view);
        }
    }

    pub(super) fn settle_anchor(&mut self, view: &View) {
        let room = self.room(view);
        let column = &mut self.column;
        self.anchor = self.anchor.settled(&room, &mut |unit| column.height(unit));
    }

    /// Scrolls until a span is at least some lines away from the edges of the view.
    fn bring_into_view(&mut self, span: Span, lines: f64, view: &View) {
        let affinity = self.selection.affinity;
        let Some((unit, caret)) = self.column.caret(Place {
            at: span.start,
            affinity,
        }) else {
            return;
        };
        let Some((last_unit, last_caret)) = self.column.caret(Place {
            at: span.end,
            affinity,
        }) else {
            return;
        };
        let scale = view.scale;
        let Some(laid) = self.column.peek(unit) else {
            return;
        };
        let top = f64::from(laid.above) + f64::from(caret.top * scale);
        let last_above = self
            .column
            .peek(last_unit)
            .map_or(0.0, |laid| f64::from(laid.above));
        let bottom = last_above + f64::from(last_caret.bottom * scale);
        let heights = self.column.heights();
        let here = heights.top(self.anchor.unit) + self.anchor.offset;
        let (from, to) = (
            heights.top(unit) + top - here,
            heights.top(last_unit) + bottom - here,
        );
        let margin = self.column.setting().map_or(0.0, Setting::pitch) * lines;
        if let Some(wanted) = comfortable(from, to, view.height, margin) {
            self.jump(Anchor {
                unit,
                offset: (top - wanted).round(),
            });
        }
    }

    /// The units in view that were laid out for the last frame.
    pub(super) fn placed_now(&self, view: &View) -> Vec<Placed> {
        let mut top = -self.anchor.offset;
        let units = self.anchor.unit..self.column.units().len();
        units
            .map_while(|unit| {
                let laid = self.column.peek(unit).filter(|_| top < view.height)?;
                let place = Placed {
                    unit,
                    top: top + f64::from(laid.above),
                };
                top += f64::from(laid.height);
                Some(place)
            })
            .collect()
    }

    /// The units in view, laid out.
    pub(super) fn place(&mut self, view: &View) -> Vec<Placed> {
        let mut placed = Vec::new();
        let mut top = -self.anchor.offset;
        for unit in self.anchor.unit..self.column.units().len() {
            if top >= view.height {
                break;
            }
            let Some(laid) = self.column.laid(unit) else {
                break;
            };
            placed.push(Placed {
                unit,
                top: top + f64::from(laid.above),
            });
            top += f64::from(laid.height);
        }
        placed
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a few screens")]
fn narrow(pages: f64) -> f32 {
    pages as f32
}
