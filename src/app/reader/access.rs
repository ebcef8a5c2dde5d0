//! The pane for screen readers: a document, its paragraphs in view with their lines, and the marks as named nodes.

use egui::accesskit::{
    self, Action, ActionData, NodeId, Role, TextDirection, TextPosition, TextSelection,
};
use egui::{Context, Id, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::AnnotationId;
use crate::text::{Byte, Text};

use super::super::typeset::Direction;
use super::column::Column;
use super::fragments::{Fragments, Placed, UnitInView};
use super::marks::{Mark, Marks};
use super::selection::Selection;
use super::view::View;

/// The most characters that a text run may have: AccessKit counts words in it with one byte.
const LONGEST_RUN: usize = 255;
/// No more of a marked text than so many characters is read out.
const LONGEST_QUOTE: usize = 120;

/// A run of the last frame: which bytes it shows.
#[derive(Clone, Debug)]
pub(super) struct Run {
    node: NodeId,
    start: Byte,
    /// Bytes of each character.
    lengths: Vec<u8>,
}

impl Run {
    #[cfg(test)]
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The node and character of an offset that is in the run or at its end.
    fn position(&self, at: Byte) -> Option<TextPosition> {
        let mut here = self.start.index();
        let mut index = 0;
        while here < at.index() {
            here += usize::from(*self.lengths.get(index)?);
            index += 1;
        }
        (self.start <= at).then_some(TextPosition {
            node: self.node,
            character_index: index,
        })
    }

    /// The offset of a character.
    fn byte(&self, index: usize) -> Byte {
        let before: usize = self
            .lengths
            .iter()
            .take(index)
            .map(|&length| usize::from(length))
            .sum();
        Byte::new(self.start.index() + before)
    }
}

/// Whether anyone listens.
pub(super) fn is_active(ctx: &Context, pane: Id) -> bool {
    ctx.accesskit_node_builder(pane, |_| ()).is_some()
}

/// Names the pane.
pub(super) fn describe(response: &Response, title: &str) {
    let title = if title.trim().is_empty() {
        "Article"
    } else {
        title
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, title));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.add_action(Action::SetTextSelection);
        node.add_action(Action::ScrollDown);
        node.add_action(Action::ScrollUp);
    });
}

/// Adds a node for each paragraph in view, with a text run for each of its lines in view.
pub(super) fn add_text(
    ui: &mut Ui,
    pane: Id,
    column: &Column,
    placed: &[Placed],
    view: &View,
) -> Vec<Run> {
    let mut runs = Vec::new();
    for place in placed {
        let Some(laid) = column.peek(place.unit) else {
            continue;
        };
        let unit = UnitInView::new(column, laid, *place, view);
        let size = egui::vec2(view.column.span(), laid.paragraph.height());
        let rect = Rect::from_min_size(unit.corner, size);
        let id = pane.with(("paragraph", place.unit));
        let builder = UiBuilder::new()
            .scope_id(id)
            .max_rect(rect)
            .accessibility_parent(pane)
            .accessibility_role(Role::Paragraph);
        let child = ui.new_child(builder);
        let rtl = laid.paragraph.direction() == Direction::RightToLeft;
        for (index, line) in unit.lines() {
            let text = laid
                .paragraph
                .text()
                .get(line.text.clone())
                .unwrap_or_default();
            let rect = unit.text_rect(line, egui::Rangef::new(line.left, line.right));
            let mut start = unit.global(line.text.start);
            for (piece, chunk) in chunks(text).into_iter().enumerate() {
                let id = id.with((index, piece));
                child.interact(rect, id, Sense::hover());
                let lengths: Vec<u8> = chunk.graphemes(true).map(length).collect();
                runs.push(Run {
                    node: id.accesskit_id(),
                    start: Byte::new(start),
                    lengths: lengths.clone(),
                });
                start += chunk.len();
                ui.ctx().accesskit_node_builder(id, |node| {
                    node.set_role(Role::TextRun);
                    node.set_bounds(bounds(rect));
                    node.set_text_direction(if rtl {
                        TextDirection::RightToLeft
                    } else {
                        TextDirection::LeftToRight
                    });
                    node.set_value(chunk);
                    node.set_word_starts(word_starts(chunk));
                    node.set_character_lengths(lengths);
                });
            }
        }
    }
    runs
}

fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}

/// A grapheme of more bytes than AccessKit can count is a heap of marks; its run ends there for a screen reader.
fn length(grapheme: &str) -> u8 {
    u8::try_from(grapheme.len()).unwrap_or(u8::MAX)
}

/// Pieces of at most [`LONGEST_RUN`] graphemes.
fn chunks(line: &str) -> Vec<&str> {
    let mut chunks = Vec::new();
    let mut start = 0;
    for (count, (at, _)) in line.grapheme_indices(true).enumerate() {
        if count > 0 && count % LONGEST_RUN == 0 {
            chunks.push(&line[start..at]);
            start = at;
        }
    }
    chunks.push(&line[start..]);
    chunks
}

/// Indices of the characters that begin words.
fn word_starts(chunk: &str) -> Vec<u8> {
    let begins_word = |at: usize| {
        let before = chunk[..at].chars().next_back();
        let after = chunk[at..].chars().next();
        after.is_some_and(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric)
    };
    (0u8..=u8::MAX)
        .zip(chunk.grapheme_indices(true))
        .filter(|(_, (at, _))| *at > 0 && begins_word(*at))
        .map(|(index, _)| index)
        .collect()
}

/// Tells where the selection is, if both ends are in view.
pub(super) fn tell_selection(ctx: &Context, pane: Id, runs: &[Run], selection: Selection) {
    let find = |at| runs.iter().find_map(|run| run.position(at));
    if let (Some(anchor), Some(focus)) = (find(selection.anchor), find(selection.head)) {
        ctx.accesskit_node_builder(pane, |node| {
            node.set_text_selection(TextSelection { anchor, focus });
        });
    }
}

/// What a screen reader asks the pane to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wishes {
    /// A new selection.
    pub selection: Option<Selection>,
    /// Screens to scroll down; negative for up.
    pub screens: f32,
}

/// Reads what is asked of the pane; `runs` are those of the last frame.
pub(super) fn wishes(ui: &Ui, pane: Id, runs: &[Run]) -> Wishes {
    ui.input_mut(|input| {
        let mut wishes = Wishes::default();
        input.consume_accesskit_action_requests(pane, |request| {
            match (&request.action, &request.data) {
                (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted))) => {
                    let byte = |position: &TextPosition| {
                        let run = runs.iter().find(|run| run.node == position.node)?;
                        Some(run.byte(position.character_index))
                    };
                    let ends = byte(&wanted.anchor).zip(byte(&wanted.focus));
                    wishes.selection = ends.map(|(anchor, head)| Selection::new(anchor, head));
                }
                (Action::ScrollDown, _) => wishes.screens += 0.5,
                (Action::ScrollUp, _) => wishes.screens -= 0.5,
                _ => return false,
            }
            true
        });
        wishes
    })
}

/// Adds a node for each mark in view; answers which of them were clicked through AccessKit.
pub(super) fn add_marks(
    ui: &Ui,
    pane: Id,
    text: &Text,
    marks: &Marks,
    fragments: &Fragments,
) -> Option<AnnotationId> {
    let mut clicked = None;
    for (index, mark) in fragments.marks(marks) {
        let Some(rect) = fragments
            .of(index)
            .map(|bit| bit.rect.intersect(ui.clip_rect()))
            .find(Rect::is_positive)
        else {
            continue;
        };
        let id = pane.with(("mark", &mark.id));
        ui.interact(rect, id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Mark);
            node.set_bounds(bounds(rect));
            node.set_label(name(mark, text));
            node.add_action(Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
            clicked = Some(mark.id.clone());
        }
    }
    clicked
}

/// What a mark is called: “Quote, said by Lavrov, unsure: “…””.
pub(super) fn name(mark: &Mark, text: &Text) -> String {
    let mut words = vec![mark.name.as_str()];
    words.extend(mark.chips.iter().map(String::as_str));
    let states = [
        (mark.unsure, "unsure"),
        (mark.note, "with a note"),
        (!mark.complete, "incomplete"),
    ];
    words.extend(
        states
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word),
    );
    let mut quote = String::new();
    for span in mark.spans.iter().take(LONGEST_QUOTE) {
        if !quote.is_empty() {
            quote.push_str(" … ");
        }
        quote.extend(text.slice(span).chars().take(LONGEST_QUOTE));
    }
    let short: String = quote.graphemes(true).take(LONGEST_QUOTE).collect();
    let dots = if short.len() < quote.len() { "…" } else { "" };
    format!("{}: “{short}{dots}”", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_what_it_is_who_said_it_and_what_is_wrong() {
        let text = Text::new("We will sign.");
        let mut mark = super::super::marks::tests::mark("a", &[0..2, 8..12]);
        mark.chips = vec!["said by Lavrov".to_owned()];
        mark.unsure = true;
        assert_eq!(
            name(&mark, &text),
            "Quote, said by Lavrov, unsure: “We … sign”"
        );
    }

    #[test]
    fn a_run_finds_its_bytes_and_its_characters() {
        let run = Run {
            node: NodeId(1),
            start: Byte(10),
            lengths: vec![1, 3, 2],
        };
        for (index, byte) in [(0, 10), (1, 11), (2, 14), (3, 16)] {
            assert_eq!(run.byte(index), Byte(byte));
            assert_eq!(
                run.position(Byte(byte))
                    .map(|position| position.character_index),
                Some(index)
            );
        }
        assert_eq!(run.position(Byte(17)), None);
        assert_eq!(run.position(Byte(9)), None);
    }

    #[test]
    fn words_begin_where_letters_do() {
        assert_eq!(word_starts("The port, “will"), [4, 11]);
    }
}
