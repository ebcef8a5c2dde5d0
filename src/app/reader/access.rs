//! The pane for screen readers: a document with its paragraphs, their lines, and the marks as named nodes.
//!
//! What is in view is told line by line, with the place of every character; of what is above and below, a few
//! kilobytes are told as bare text. So an article of usual length is there as a whole, and of a longer one the next
//! paragraphs are there by the time that reading comes to them: whoever reads moves the caret, and the view follows.
//!
//! Nothing of this is done unless a screen reader listens.

mod names;
mod runs;
mod tell;

use std::collections::HashMap;

use egui::accesskit::{
    Action, ActionData, ActionRequest, NodeId, Role, TextPosition, TextSelection, TreeId,
};
use egui::{Event, Id, Ui, WidgetInfo};

use crate::model::AnnotationId;
use crate::say;
use crate::text::{Byte, Span};

use super::page::Click;
use super::pane::Reader;
use super::selection::Selection;
use super::travel::Goal;
pub(super) use names::{name, quotation, quoted};
use runs::Run;
use tell::Known;

/// What was told in the last frame: which node stands for what.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// In the order of the text, without a gap.
    pub runs: Vec<Run>,
    paragraphs: Vec<(NodeId, Span)>,
    marks: Vec<(NodeId, AnnotationId, Span)>,
    /// By unit.
    known: HashMap<usize, Known>,
    /// The chosen annotation, and what was selected when it was chosen: as long as that stays so, it is what one is at.
    choice: Option<(AnnotationId, Selection)>,
}

/// What a screen reader asks the pane to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wishes {
    /// A new selection.
    pub selection: Option<Selection>,
    /// Screens to scroll down; negative for up.
    pub screens: f32,
    /// Something to bring into view.
    pub reveal: Option<Span>,
    /// A click on a mark: on that one alone, whatever else is there.
    pub clicked: Option<Click>,
    /// A mark that the keyboard should go to.
    pub entered: Option<AnnotationId>,
}

impl Told {
    /// Takes what is asked of the pane and its parts out of the input. To be called before egui sees the parts, for it
    /// would scroll on its own.
    pub fn take_wishes(&self, ui: &Ui, pane: Id) -> Wishes {
        let mut wishes = Wishes::default();
        let pane = pane.accesskit_id();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::AccessKitActionRequest(request) if request.target_tree == TreeId::ROOT => {
                    !self.understands(request, pane, &mut wishes)
                }
                _ => true,
            });
        });
        wishes
    }

    /// Whether a request is for the pane or a part of it; what it asks is then added to the wishes.
    fn understands(&self, request: &ActionRequest, pane: NodeId, wishes: &mut Wishes) -> bool {
        let target = request.target_node;
        let mark = || self.marks.iter().find(|(node, ..)| *node == target);
        match (request.action, &request.data) {
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted)))
                if target == pane =>
            {
                let ends = self.byte(&wanted.anchor).zip(self.byte(&wanted.focus));
                wishes.selection = ends.map(|(anchor, head)| Selection::new(anchor, head));
            }
            (Action::ScrollDown, _) if target == pane => wishes.screens += 0.5,
            (Action::ScrollUp, _) if target == pane => wishes.screens -= 0.5,
            (Action::ScrollIntoView, _) => match self.span_of(target) {
                Some(span) => wishes.reveal = Some(span),
                None => return target == pane,
            },
            (Action::Click, _) => match mark() {
                Some((_, id, span)) => {
                    wishes.clicked = Some(Click {
                        at: span.start,
                        marks: vec![id.clone()],
                    });
                }
                None => return false,
            },
            (Action::Focus, _) => match mark() {
                Some((_, id, _)) => wishes.entered = Some(id.clone()),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// The text of a run, a paragraph or a mark.
    fn span_of(&self, node: NodeId) -> Option<Span> {
        let run = || self.runs.iter().find(|run| run.node == node);
        let paragraph = || self.paragraphs.iter().find(|(own, _)| *own == node);
        let mark = || self.marks.iter().find(|(own, ..)| *own == node);
        run()
            .map(Run::span)
            .or_else(|| paragraph().map(|(_, span)| *span))
            .or_else(|| mark().map(|(_, _, span)| *span))
    }

    fn byte(&self, position: &TextPosition) -> Option<Byte> {
        let run = self.runs.iter().find(|run| run.node == position.node)?;
        Some(run.byte(position.character_index))
    }

    /// The mark that one is at: the chosen one, as long as nothing else was selected since it was chosen.
    fn at(&self, selection: Selection) -> Option<NodeId> {
        let (chosen, since) = self.choice.as_ref()?;
        let (node, ..) = self.marks.iter().find(|(_, id, _)| id == chosen)?;
        (*since == selection).then_some(*node)
    }

    /// The text that was told.
    fn span(&self) -> Option<Span> {
        Some(self.runs.first()?.span().hull(self.runs.last()?.span()))
    }

    /// A selection as nodes: cut to the text that was told, if they touch.
    fn selection(&self, selection: Selection) -> Option<TextSelection> {
        let (told, wanted) = (self.span()?, selection.span());
        let touches = wanted.start <= told.end && told.start <= wanted.end;
        let position = |at| runs::position(&self.runs, at, selection.affinity);
        touches.then_some(())?;
        Some(TextSelection {
            anchor: position(selection.anchor)?,
            focus: position(selection.head)?,
        })
    }
}

/// What the pane is called.
pub(super) fn info(title: &str) -> WidgetInfo {
    let title = if title.trim().is_empty() {
        say!("reader-article")
    } else {
        title
    };
    WidgetInfo::labeled(Role::Document, true, title)
}

impl Reader {
    /// Does what a screen reader asks, but for what is answered to the program.
    pub(super) fn grant(&mut self, wishes: &Wishes, inner: &egui::Response) {
        if wishes.screens != 0.0 {
            self.scroll_pages(wishes.screens);
        }
        if let Some(span) = wishes.reveal {
            self.reveal(span);
        }
        let at_mark = wishes
            .clicked
            .as_ref()
            .map(|click| Selection::caret(click.at));
        if let Some(selection) = at_mark.or(wishes.selection) {
            self.select(selection);
            self.goals.push(Goal::Caret);
        }
        if wishes.clicked.is_some() || wishes.entered.is_some() {
            inner.request_focus();
        }
    }
}
