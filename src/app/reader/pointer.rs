//! From egui's pointer events to gestures.

use egui::{CursorIcon, Event, PointerButton, Pos2, Rect, Sense, Ui};

use crate::model::Spans;
use crate::text::Byte;

use super::carets::Place;
use super::fragments::{Fragments, Placed};
use super::gestures::{self, Done, Drag, Held, Target};
use super::lines::{Lines, Owner};
use super::marks::Marks;
use super::page::{Click, Response};
use super::paint_marks;
use super::pane::Reader;
use super::ruler::{Thumb, part_of};
use super::selection::Selection;
use super::view::View;

/// What the pane remembers of the pointer from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    pub drag: Drag,
    /// Where it was last while its button is down. It may have left the window since.
    held_at: Option<Pos2>,
    /// Time in seconds, place and number of the last press.
    last_press: Option<(f64, Pos2, u32)>,
    /// Where the ends of the chosen mark were painted: rectangle, piece, and whether it is the end of the piece.
    handles: Vec<(Rect, usize, bool)>,
    /// The lines under the text of this frame.
    pub lines: Lines,
    /// The part of a physical pixel that the wheel has yet to scroll.
    wheel_rest: f64,
    /// The part of the thumb that the scroll bar is held by.
    held_thumb: Option<f64>,
}

impl Pointer {
    pub fn remember_handles(&mut self, fragments: &Fragments, chosen: Option<usize>, scale: f32) {
        self.handles.clear();
        let ends = fragments.ends.iter().filter(|end| Some(end.mark) == chosen);
        self.handles
            .extend(ends.map(|end| (paint_marks::handle(end, scale), end.piece, end.is_end)));
    }

    /// Whether the scroll bar is held.
    pub fn is_scrolling(&self) -> bool {
        self.held_thumb.is_some()
    }

    fn handle_at(&self, at: Pos2) -> Option<(usize, bool)> {
        /// How far from a handle it can still be caught, in points.
        // Less than a space: the word behind a mark is often the next thing to be selected.
        const REACH: f32 = 2.0;
        let near = |rect: &Rect| rect.expand2(egui::vec2(REACH, 2.0)).contains(at);
        self.handles
            .iter()
            .find(|(rect, ..)| near(rect))
            .map(|(_, piece, is_end)| (*piece, *is_end))
    }

    /// Counts presses that follow each other at one place.
    fn count(&mut self, time: f64, at: Pos2, longest: f64) -> u32 {
        let clicks = match self.last_press {
            Some((before, place, clicks))
                if time - before <= longest && place.distance(at) < 6.0 =>
            {
                clicks + 1
            }
            _ => 1,
        };
        let clicks = if clicks > 4 { 1 } else { clicks };
        self.last_press = Some((time, at, clicks));
        clicks
    }
}

impl Reader {
    /// The spans of the chosen mark while an end of it is dragged.
    pub(super) fn changed_spans(&self) -> Option<&Spans> {
        match &self.pointer.drag {
            Drag::End { now, .. } => Some(now),
            _ => None,
        }
    }

    /// Scrolls with the wheel or the track pad.
    pub(super) fn take_wheel(&mut self, ui: &Ui, inner: &egui::Response, view: &View) {
        if !inner.contains_pointer() {
            return;
        }
        let delta = ui.input_mut(|input| {
            let delta = input.smooth_scroll_delta.y;
            input.smooth_scroll_delta.y = 0.0;
            delta
        });
        // Slow fingers move by parts of a pixel in a frame; they add up.
        let wanted = self.pointer.wheel_rest - f64::from(delta * view.scale);
        self.pointer.wheel_rest = wanted - wanted.round();
        self.scroll_by(wanted.round(), view);
    }

    /// Scrolls with the scroll bar; the ruler beside it works alike.
    pub(super) fn drag_bar(&mut self, ui: &Ui, view: &View) {
        let track = view.bar.union(view.ruler);
        let room = self.room(view);
        let Some(thumb) = Thumb::new(&self.column, self.anchor, &room, track.height()) else {
            return;
        };
        let bar = ui.interact(
            track,
            self.id.with("scroll bar"),
            Sense::DRAG | Sense::CLICK,
        );
        let pressed = bar.is_pointer_button_down_on() || bar.clicked();
        let Some(at) = bar.interact_pointer_pos().filter(|_| pressed) else {
            self.pointer.held_thumb = None;
            return;
        };
        let part = part_of(track, at.y);
        let held = *self.pointer.held_thumb.get_or_insert_with(|| {
            let inside = part - thumb.start;
            if (0.0..=thumb.length).contains(&inside) {
                inside
            } else {
                thumb.length / 2.0
            }
        });
        let start = part - held;
        if (start - thumb.start).abs() > 1e-9 {
            self.jump(thumb.anchor_for(start, &self.column, &room));
        }
    }

    /// Reads the pointer's events of this frame. All of them: a press and its release can come in one.
    pub(super) fn take_pointer(
        &mut self,
        ui: &Ui,
        view: &View,
        placed: &mut Vec<Placed>,
        chosen: Option<usize>,
        marks: &Marks,
        response: &mut Response,
    ) {
        let inner = response.inner.clone();
        let ours = inner.is_pointer_button_down_on() || inner.clicked() || inner.drag_stopped();
        let events = ui.input(|input| {
            let is_pointer = |event: &&Event| {
                matches!(event, Event::PointerMoved(_) | Event::PointerButton { .. })
            };
            input
                .events
                .iter()
                .filter(is_pointer)
                .cloned()
                .collect::<Vec<_>>()
        });
        for event in events {
            match event {
                Event::PointerMoved(at) => self.drag_to(at, view, placed),
                Event::PointerButton {
                    pos,
                    button: PointerButton::Primary,
                    pressed: true,
                    modifiers,
                } if ours => {
                    inner.request_focus();
                    let held = Held {
                        shift: modifiers.shift,
                        command: modifiers.command,
                    };
                    self.press(
                        ui,
                        pos,
                        held,
                        view,
                        placed,
                        chosen.and_then(|index| marks.get(index)),
                    );
                }
                Event::PointerButton {
                    pos,
                    button: PointerButton::Primary,
                    pressed: false,
                    ..
                } => {
                    self.drag_to(pos, view, placed);
                    self.release(Some(pos), view, placed, marks, response);
                }
                Event::PointerButton {
                    pos,
                    button: PointerButton::Secondary,
                    pressed: false,
                    ..
                } if inner.secondary_clicked() => {
                    inner.request_focus();
                    response.context_click = self.context_click(pos, view, placed, marks);
                }
                _ => {}
            }
        }
        let (is_down, here) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.primary_down(), pointer.latest_pos())
        });
        // A pointer that has left the window is still held: what it has been dragged past goes on scrolling.
        let held_at = here.or(self.pointer.held_at).filter(|_| is_down);
        self.pointer.held_at = held_at;
        match held_at {
            Some(at) => self.scroll_at_edge(ui, at, view, placed),
            None => self.release(None, view, placed, marks, response),
        }
        self.hover(ui, view, placed, marks, response);
    }

    fn press(
        &mut self,
        ui: &Ui,
        at: Pos2,
        held: Held,
        view: &View,
        placed: &[Placed],
        chosen: Option<&super::Mark>,
    ) {
        let longest = ui
            .ctx()
            .options(|options| options.input_options.max_double_click_delay);
        let time = ui.input(|input| input.time);
        let clicks = self.pointer.count(time, at, longest);
        // With Ctrl or Shift a press beside a handle means the text.
        let handle = (!held.command && !held.shift)
            .then(|| self.pointer.handle_at(at))
            .flatten();
        if let Some((mark, (piece, is_end))) = chosen.zip(handle) {
            let (id, before, now) = (mark.id.clone(), mark.spans.clone(), mark.spans.clone());
            self.pointer.drag = Drag::End {
                id,
                before,
                now,
                piece,
                is_end,
                unit: gestures::unit_of(clicks),
            };
            return;
        }
        let Some(target) = self.target(at, view, placed) else {
            return;
        };
        let (drag, selection) =
            gestures::press(self.column.text(), target, clicks, held, self.selection);
        self.pointer.drag = drag;
        self.select(selection);
    }

    fn drag_to(&mut self, at: Pos2, view: &View, placed: &[Placed]) {
        if self.pointer.drag == Drag::None {
            return;
        }
        let Some(target) = self.target(at, view, placed) else {
            return;
        };
        let text = self.column.text().clone();
        if let Some(selection) = gestures::drag(&text, &mut self.pointer.drag, target) {
            self.select(selection);
        }
    }

    fn release(
        &mut self,
        at: Option<Pos2>,
        view: &View,
        placed: &[Placed],
        marks: &Marks,
        response: &mut Response,
    ) {
        let drag = core::mem::take(&mut self.pointer.drag);
        let target = at.and_then(|at| self.target(at, view, placed));
        match gestures::release(drag, target, self.selection) {
            Done::Nothing => {}
            Done::Click(target) => match at.and_then(|at| self.pointer.lines.at(at)) {
                Some(Owner::Colleague(theirs)) => response.theirs = Some(theirs.clone()),
                Some(Owner::Own(id)) => {
                    response.clicked = Some(Click {
                        at: target.grapheme,
                        marks: vec![id.clone()],
                    });
                }
                None => response.clicked = Some(click(marks, target)),
            },
            Done::Piece(span) => response.piece = Some(span),
            Done::Moved(id, spans) => response.drag_end = Some((id, spans)),
        }
    }

    /// The other button asks what is under the pointer; the caret goes there, unless it is in the selection.
    fn context_click(
        &mut self,
        at: Pos2,
        view: &View,
        placed: &[Placed],
        marks: &Marks,
    ) -> Option<(Pos2, Click)> {
        let target = self.target(at, view, placed)?;
        if !self.selection.span().contains(target.grapheme) {
            self.select(Selection {
                affinity: target.caret.affinity,
                ..Selection::caret(target.caret.at)
            });
        }
        Some((at, click(marks, target)))
    }

    /// While something is dragged beyond the top or bottom edge, the text comes along: the farther, the faster.
    fn scroll_at_edge(&mut self, ui: &Ui, at: Pos2, view: &View, placed: &mut Vec<Placed>) {
        /// Points from the edge where it begins.
        const EDGE: f32 = 12.0;
        if self.pointer.drag == Drag::None {
            return;
        }
        let above = (view.rect.top() + EDGE - at.y).max(0.0);
        let below = (at.y - view.rect.bottom() + EDGE).max(0.0);
        let beyond = below - above;
        let is_click = matches!(self.pointer.drag, Drag::Text { click: true, .. });
        if beyond == 0.0 || is_click {
            return;
        }
        let seconds = ui.input(|input| input.stable_dt.min(0.1));
        let points = beyond.signum() * (60.0 + beyond.abs() * 14.0).min(3000.0) * seconds;
        let before = self.anchor;
        self.scroll_by(f64::from((points * view.scale).round()), view);
        self.settle_anchor(view);
        *placed = self.place(view);
        self.drag_to(at, view, placed);
        if before != self.anchor {
            ui.ctx().request_repaint();
        }
    }

    fn hover(
        &mut self,
        ui: &Ui,
        view: &View,
        placed: &[Placed],
        marks: &Marks,
        response: &mut Response,
    ) {
        let inner = &response.inner;
        let Some(at) = inner
            .hover_pos()
            .filter(|_| inner.hovered() || inner.is_pointer_button_down_on())
        else {
            return;
        };
        let is_dragging_end = matches!(self.pointer.drag, Drag::End { .. });
        if is_dragging_end
            || self.pointer.drag == Drag::None && self.pointer.handle_at(at).is_some()
        {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            return;
        }
        if view.column.expand(12.0).contains(at.x) {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        if is_left_lying(ui) {
            return;
        }
        match self.pointer.lines.at(at) {
            Some(Owner::Own(id)) => response.hovered = Some(id.clone()),
            Some(Owner::Colleague(theirs)) => response.hovered_theirs = Some(theirs.clone()),
            None => {
                let target = self.target(at, view, placed);
                let there = target.filter(|target| target.inside);
                let found = there.map(|target| marks.at(target.grapheme));
                let first = found.and_then(|found| Some(found.first()?.id.clone()));
                response.hovered = first;
            }
        }
    }

    /// What is at or nearest to a point on the screen.
    fn target(&self, at: Pos2, view: &View, placed: &[Placed]) -> Option<Target> {
        let y = view.pixels(at.y);
        let index = placed
            .partition_point(|place| place.top <= y)
            .saturating_sub(1);
        let place = placed.get(index)?;
        let laid = self.column.peek(place.unit)?;
        let bottom = place.top + f64::from(laid.paragraph.height() * view.scale);
        let is_last = place.unit + 1 == self.column.units().len();
        // Above the first line and below the last one is where the text begins and ends, however far to the side.
        let beyond = if place.unit == 0 && y < place.top {
            Some(Byte(0))
        } else {
            Some(self.column.text().end()).filter(|_| is_last && y >= bottom)
        };
        if let Some(at) = beyond {
            return Some(Target {
                caret: Place::before(at),
                grapheme: at,
                inside: false,
            });
        }
        let corner = view.corner(place.top);
        let hit = laid.paragraph.hit((at - corner).to_pos2());
        let start = self.column.unit(place.unit).span.start;
        Some(Target {
            caret: Place::from_unit(start, hit.position),
            grapheme: Byte::new(start.index() + hit.cluster.start),
            inside: hit.inside,
        })
    }
}

/// Whether the pointer has not been used for a while: what lies under it then means nothing to somebody who works by keys.
pub(super) fn is_left_lying(ui: &Ui) -> bool {
    /// Seconds.
    const IN_USE: f32 = 3.0;
    ui.input(|input| input.pointer.time_since_last_movement() > IN_USE)
}

fn click(marks: &Marks, target: Target) -> Click {
    let there = if target.inside {
        marks.at(target.grapheme)
    } else {
        Vec::new()
    };
    Click {
        at: target.grapheme,
        marks: there.into_iter().map(|mark| mark.id.clone()).collect(),
    }
}
