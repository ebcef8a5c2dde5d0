//! The nodes of the pane, its paragraphs, their runs and the marks, made anew each frame, as egui wants it.

use std::collections::{HashMap, HashSet};

use egui::accesskit::{Action, NodeId, Role};
use egui::{Id, Rangef, Rect, Sense, Ui, UiBuilder};

use super::super::super::access::bounds;
use super::super::super::typeset::{Direction, direction_of, without_isolates};
use super::super::column::Column;
use super::super::fragments::{Fragments, Placed};
use super::super::heading::Heading;
use super::super::headings::{Shape, shape_of};
use super::super::marks::Marks;
use super::super::pane::Reader;
use super::super::selection::Selection;
use super::super::view::View;
use super::Told;
use super::names::name;
use super::runs::{self, Piece, Run};
use crate::model::AnnotationId;
use crate::text::Byte;

/// So many bytes of text are told above what is in view, and so many below.
const NEAR: usize = 8 * 1024;

/// A unit that is told: one in view, or one next to it.
struct Near {
    unit: usize,
    rect: Rect,
    /// Where it is, if it is in view.
    placed: Option<Placed>,
}

/// What is told of a unit's text wherever it is; kept as long as it is told.
#[derive(Debug)]
pub(super) struct Known {
    /// Of a heading.
    level: Option<usize>,
    /// Where words begin, in bytes.
    words: Vec<usize>,
    /// The whole as one line.
    plain: Vec<Piece>,
}

impl Known {
    fn new(column: &Column, unit: usize) -> Self {
        let (text, unit) = (column.text(), column.unit(unit));
        let value = text.slice(unit.span);
        let rtl = direction_of(value) == Some(Direction::RightToLeft);
        Self {
            level: match shape_of(text, unit.paragraph as usize) {
                Shape::Title => Some(1),
                Shape::Heading => Some(2),
                Shape::Body | Shape::Blank => None,
            },
            words: runs::words(value),
            plain: Piece::of_plain(value, rtl),
        }
    }
}

/// A line of a unit: how high it reaches on the screen, and what stands on it.
struct Line {
    y: Rangef,
    pieces: Vec<Piece>,
}

impl Reader {
    /// Tells screen readers what the pane shows, and what is next to that.
    pub(in super::super) fn tell(
        &mut self,
        ui: &mut Ui,
        heading: &Heading<'_>,
        (marks, chosen): (&Marks, Option<usize>),
        view: &View,
        placed: &[Placed],
        fragments: &Fragments,
    ) {
        let chosen = chosen.map(|index| &marks.as_slice()[index].id);
        let mut before = core::mem::take(&mut self.told);
        let mut told = Told {
            choice: self.still_chosen(before.choice.take(), chosen),
            ..Told::default()
        };
        let in_view = places(fragments, ui.clip_rect());
        let mut seen = HashSet::new();
        for near in self.near(view, placed) {
            let known = before.known.remove(&near.unit);
            let known = known.unwrap_or_else(|| Known::new(&self.column, near.unit));
            let child = self.tell_paragraph(ui, &near, &known, view, &mut told);
            told.known.insert(near.unit, known);
            for strand in marks.strands_in(self.column.unit(near.unit).span) {
                if seen.insert(strand.mark) {
                    let place = in_view.get(&(strand.mark as usize));
                    let mark = marks.mark(strand);
                    let node = tell_mark(
                        &child,
                        self.id.with(("mark", &mark.id)),
                        place.copied().unwrap_or(near.rect),
                        name(marks, mark, self.column.text()),
                        chosen == Some(&mark.id),
                    );
                    told.marks.push((node, mark.id.clone(), mark.spans.hull()));
                }
            }
        }
        self.describe(ui, heading, &told);
        self.told = told;
    }

    /// The chosen annotation, and what was selected when it was chosen.
    fn still_chosen(
        &self,
        before: Option<(AnnotationId, Selection)>,
        chosen: Option<&AnnotationId>,
    ) -> Option<(AnnotationId, Selection)> {
        let chosen = chosen?;
        before
            .filter(|(id, _)| id == chosen)
            .or_else(|| Some((chosen.clone(), self.selection)))
    }

    fn describe(&self, ui: &Ui, heading: &Heading<'_>, told: &Told) {
        ui.ctx().accesskit_node_builder(self.id, |node| {
            let line = heading.line();
            if !line.is_empty() {
                node.set_description(&*without_isolates(&line));
            }
            if let Some(language) = self.column.language() {
                node.set_language(language.as_str());
            }
            node.set_read_only();
            // A click means a place in the text, and a screen reader does not say which.
            node.remove_action(Action::Click);
            for action in [
                Action::SetTextSelection,
                Action::ScrollDown,
                Action::ScrollUp,
            ] {
                node.add_action(action);
            }
            if let Some(selection) = told.selection(self.selection) {
                node.set_text_selection(selection);
            }
            if let Some(mark) = told.at(self.selection) {
                node.set_active_descendant(mark);
            }
        });
    }

    /// The units in view, and those next to them.
    fn near(&self, view: &View, placed: &[Placed]) -> Vec<Near> {
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
            return Vec::new();
        };
        let above = self.reach((0..first.unit).rev()).unwrap_or(first.unit);
        let below = self
            .reach(last.unit + 1..self.column.units().len())
            .unwrap_or(last.unit);
        let heights = self.column.heights();
        let up = heights.top(self.anchor.unit) + self.anchor.offset;
        let rect = |unit: usize| {
            let top = heights.top(unit) - up;
            let y = Rangef::new(view.y(top), view.y(top + heights.get(unit)));
            Rect::from_x_y_ranges(view.column, y)
        };
        (above..=below)
            .map(|unit| Near {
                unit,
                rect: rect(unit),
                placed: placed.iter().find(|place| place.unit == unit).copied(),
            })
            .collect()
    }

    /// The last of some units that is no farther than [`NEAR`].
    fn reach(&self, units: impl Iterator<Item = usize>) -> Option<usize> {
        let mut passed = 0;
        let near = units.take_while(|&unit| {
            let is_near = passed < NEAR;
            passed += self.column.unit(unit).span.len();
            is_near
        });
        near.last()
    }

    /// Adds a node for a unit, with a run for each stretch of its text.
    fn tell_paragraph(
        &self,
        ui: &mut Ui,
        near: &Near,
        known: &Known,
        view: &View,
        told: &mut Told,
    ) -> Ui {
        let (text, unit) = (self.column.text(), self.column.unit(near.unit));
        let value = text.slice(unit.span);
        let id = self.id.with(("paragraph", near.unit));
        let child = ui.new_child(
            UiBuilder::new()
                .scope_id(id)
                .max_rect(near.rect)
                .accessibility_parent(self.id)
                .accessibility_role(known.level.map_or(Role::Paragraph, |_| Role::Heading)),
        );
        told.paragraphs.push((id.accesskit_id(), unit.span));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_bounds(bounds(near.rect));
            if let Some(level) = known.level {
                node.set_level(level);
                node.set_label(value);
            }
        });
        let paragraph = text.paragraph(unit.paragraph as usize).span;
        let ends_paragraph = unit.span.end == paragraph.end && paragraph.end < text.end();
        for (number, line) in self.lines_of(near, known, view).into_iter().enumerate() {
            let count = line.pieces.len();
            let node_of = |piece: usize| id.with((number, piece));
            for (index, mut piece) in line.pieces.into_iter().enumerate() {
                let mut shown = value[piece.text.clone()].to_owned();
                if ends_paragraph && piece.text.end == value.len() {
                    piece.end_paragraph();
                    shown.push('\n');
                }
                let start = Byte::new(unit.span.start.index() + piece.text.start);
                told.runs.push(Run {
                    node: node_of(index).accesskit_id(),
                    start,
                    lengths: piece.lengths.clone(),
                });
                let x = piece.x.map_or(near.rect.x_range(), |x| {
                    Rangef::new(view.column.min + x.min, view.column.min + x.max)
                });
                let rect = Rect::from_x_y_ranges(x, line.y);
                child.interact(rect, node_of(index), Sense::hover());
                ui.ctx().accesskit_node_builder(node_of(index), |node| {
                    piece.describe(node, &known.words);
                    node.set_value(shown);
                    node.set_bounds(bounds(rect));
                    if let Some(before) = index.checked_sub(1) {
                        node.set_previous_on_line(node_of(before).accesskit_id());
                    }
                    if index + 1 < count {
                        node.set_next_on_line(node_of(index + 1).accesskit_id());
                    }
                });
            }
        }
        child
    }

    /// The lines of a unit in view; any other unit is told as one line.
    fn lines_of(&self, near: &Near, known: &Known, view: &View) -> Vec<Line> {
        let in_view = near.placed.zip(self.column.peek(near.unit));
        let Some((place, laid)) = in_view else {
            return vec![Line {
                y: near.rect.y_range(),
                pieces: known.plain.clone(),
            }];
        };
        let value = laid.paragraph.text();
        let top = view.corner(place.top).y;
        let mut lines: Vec<Line> = laid
            .paragraph
            .lines()
            .enumerate()
            .map(|(index, line)| Line {
                y: Rangef::new(top + line.top, top + line.text_bottom),
                pieces: Piece::of_line(laid.paragraph.clusters(index), value),
            })
            .collect();
        if value.is_empty() {
            lines[0].pieces.clone_from(&known.plain);
        }
        lines
    }
}

/// Adds a node for a mark.
fn tell_mark(paragraph: &Ui, id: Id, rect: Rect, name: String, is_chosen: bool) -> NodeId {
    paragraph.interact(rect, id, Sense::hover());
    paragraph.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Mark);
        node.set_bounds(bounds(rect));
        node.set_label(name);
        node.set_selected(is_chosen);
        for action in [Action::Click, Action::Focus, Action::ScrollIntoView] {
            node.add_action(action);
        }
    });
    id.accesskit_id()
}

/// Where each mark is first seen on the screen.
fn places(fragments: &Fragments, clip: Rect) -> HashMap<usize, Rect> {
    let mut places = HashMap::new();
    for bit in &fragments.bits {
        let rect = bit.rect.intersect(clip);
        if rect.is_positive() {
            places.entry(bit.mark).or_insert(rect);
        }
    }
    places
}
