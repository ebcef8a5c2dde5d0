//! How the text of an article differs from the one that was loaded, and whether that is meant.

use egui::{Frame, Margin, RichText, Ui};

use crate::model::{ArticleId, edits};
use crate::query::{ChangedText, Difference};
use crate::say;

use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

/// Shows what differs and offers to accept it.
#[derive(Debug)]
pub struct ChangedTextDialog {
    id: ArticleId,
    found: ChangedText,
    first: FirstFocus,
}

impl ChangedTextDialog {
    /// The dialog for an article, with what is known of the change.
    #[must_use]
    pub fn new(id: ArticleId, found: ChangedText) -> Self {
        Self {
            id,
            found,
            first: FirstFocus::default(),
        }
    }

    fn tell(&self, ui: &mut Ui, tokens: &Tokens) {
        let found = &self.found;
        let what = match found.passages.len() + found.more {
            _ if !found.is_known => say!("changed-text-unknown").to_owned(),
            _ if found.only_line_ends => say!("changed-text-line-ends").to_owned(),
            count => say!("changed-text-passages", count = count),
        };
        ui.label(what);
        for passage in &found.passages {
            ui.add_space(space::SMALL);
            show_passage(ui, tokens, passage);
        }
        if found.more > 0 {
            ui.label(say!("changed-text-more", count = found.more));
        }
    }
}

impl Dialog for ChangedTextDialog {
    fn title(&self) -> String {
        say!("changed-text").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let edit = edits::accept_text(project, &self.id);
        if edit.is_empty() {
            return Flow::Close;
        }
        body(ui, |ui| {
            ui.label(say!("changed-text-about"));
            ui.add_space(space::SMALL);
            self.tell(ui, view.tokens);
            ui.add_space(space::SMALL);
            ui.label(RichText::new(say!("changed-text-advice")).color(view.tokens.weak));
        });
        let locked = &view.situation.read_only;
        let mut form = Form::new(view.tokens, &mut self.first);
        match form.buttons(ui, say!("changed-text-accept"), locked.as_deref()) {
            Verdict::Primary => Flow::Then(vec![Action::Commit(edit)]),
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}

/// Both versions of a passage, one below the other, with what stands around them.
fn show_passage(ui: &mut Ui, tokens: &Tokens, passage: &Difference) {
    let Difference {
        line,
        before,
        was,
        is,
        after,
    } = passage;
    let one_line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    let whole = |middle: &str| format!("{before}»{}«{after}", one_line(middle));
    Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(10, 6))
        .corner_radius(4.0)
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.label(
                RichText::new(say!("changed-text-line", line = *line))
                    .size(12.0)
                    .color(tokens.weak),
            );
            for (label, text) in [
                (say!("changed-text-loaded"), whole(was)),
                (say!("changed-text-now"), whole(is)),
            ] {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(label).size(12.0).color(tokens.weak));
                    ui.add(TextLabel::new(&text));
                });
            }
        });
}
