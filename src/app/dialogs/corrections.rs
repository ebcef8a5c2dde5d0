//! What was corrected in an article's text, and how it is taken back.

use egui::{Frame, Margin, RichText, Ui};

use crate::model::{ArticleId, Correction, Part, Project, edits};
use crate::say;

use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::field::{body, close_button};
use super::{Action, Dialog, Flow, View};

/// Lists the corrections of an article, the newest first.
#[derive(Debug)]
pub struct CorrectionsDialog {
    id: ArticleId,
}

impl CorrectionsDialog {
    /// The dialog for an article.
    #[must_use]
    pub fn new(id: ArticleId) -> Self {
        Self { id }
    }
}

impl Dialog for CorrectionsDialog {
    fn title(&self) -> String {
        say!("corrections-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let Some(article) = project.articles.get(&self.id) else {
            return Flow::Close;
        };
        let locked = (view.why_locked)(&Part::Article(self.id.clone()));
        let mut taken = None;
        body(ui, |ui| {
            if article.corrections.is_empty() {
                ui.label(say!("corrections-none"));
                return;
            }
            ui.label(say!("corrections-about"));
            for (number, correction) in article.corrections.iter().enumerate().rev() {
                ui.add_space(space::SMALL);
                if show_correction(ui, view.tokens, project, correction, locked.is_none()) {
                    taken = Some(number);
                }
            }
        });
        if let Some(number) = taken {
            let edit = edits::take_back_corrections(project, &self.id, number);
            return Flow::Do(vec![Action::Commit(edit)]);
        }
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}

/// One correction; whether it is to be taken back, with those after it.
fn show_correction(
    ui: &mut Ui,
    tokens: &Tokens,
    project: &Project,
    correction: &Correction,
    is_free: bool,
) -> bool {
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(10, 6))
        .corner_radius(4.0);
    let mut taken = false;
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let when = correction.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
        let who = project.annotator_name(&correction.by);
        let head = say!("corrections-by", who = who, when = when);
        ui.label(RichText::new(head).size(12.0).color(tokens.weak));
        if !correction.why.is_empty() {
            ui.add(TextLabel::new(&correction.why));
        }
        for patch in &correction.patches {
            let shown = |text: &str| super::super::marking::shorten(text, 300);
            let words = match (patch.was.is_empty(), patch.now.is_empty()) {
                (_, true) => say!("corrections-cut", was = shown(&patch.was)),
                (true, _) => say!("corrections-put", now = shown(&patch.now)),
                _ => say!(
                    "correction-was-now",
                    was = shown(&patch.was),
                    now = shown(&patch.now)
                ),
            };
            ui.add(TextLabel::new(&words));
        }
        ui.add_enabled_ui(is_free, |ui| {
            taken = ui.button(say!("corrections-back")).clicked();
        });
    });
    taken
}
