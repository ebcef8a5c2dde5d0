//! Correcting a passage of an article's text, with what becomes of the annotations that it touches.

use egui::{ScrollArea, Ui};

use crate::model::{Article, ArticleId, Part, Project, edits};
use crate::say;
use crate::text::Span;

use super::super::making::Making;
use super::super::theme::space;
use super::correction_effect::EffectOf;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

/// Shows the passage for changing it.
#[derive(Debug)]
pub struct CorrectDialog {
    id: ArticleId,
    passage: Span,
    /// SHA-256 of the text in which the passage stands.
    sha256: String,
    was: String,
    now: String,
    why: String,
    first: FirstFocus,
    /// What which words would do.
    effect: EffectOf<String>,
}

impl CorrectDialog {
    /// The dialog for a passage of an article.
    #[must_use]
    pub fn new(article: &Article, passage: Span) -> Self {
        let was = article.text.slice(passage).to_owned();
        Self {
            id: article.id.clone(),
            passage,
            sha256: article.sha256.clone(),
            now: was.clone(),
            was,
            why: String::new(),
            first: FirstFocus::default(),
            effect: EffectOf::default(),
        }
    }
}

impl Dialog for CorrectDialog {
    fn title(&self) -> String {
        say!("correction-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn has_unsaved(&self) -> bool {
        self.now != self.was || !self.why.is_empty()
    }

    fn is_working(&self) -> bool {
        self.effect.get(&self.now).is_none()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        // A passage of a text that is not there any more is no passage.
        let article = project.articles.get(&self.id);
        let Some(article) = article.filter(|article| article.sha256 == self.sha256) else {
            return Flow::Close;
        };
        let (passage, now) = (self.passage, self.now.clone());
        let patches =
            move |article: &Article| vec![edits::patches_of(&article.text, passage, &now)];
        self.effect.want(ui, &self.now, (project, article), patches);
        let locked = (view.why_locked)(&Part::Article(self.id.clone()));
        let mut form = Form::new(view.tokens, &mut self.first);
        let found = self.effect.get(&self.now);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            let rows = self.was.lines().count().clamp(3, 12);
            form.lines(ui, say!("correction-passage"), rows, &mut self.now);
            form.remark(ui, say!("correction-remark"));
            ui.add_enabled_ui(!self.now.is_empty(), |ui| {
                if ui.button(say!("correction-cut")).clicked() {
                    self.now.clear();
                }
            });
            form.text(ui, say!("correction-why"), &mut self.why);
            ui.add_space(space::SMALL);
            if found.is_none() {
                form.remark(ui, say!("correction-looking"));
            }
            if let Some(found) = found.filter(|found| found.why_not.is_none()) {
                ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    found.show(ui, view.tokens);
                });
            }
        });
        let why_not = match found {
            Some(found) => found.why_not.as_deref(),
            None => Some(say!("correction-looking")),
        };
        match form.buttons(ui, say!("correction-do"), locked.as_deref().or(why_not)) {
            Verdict::Primary => {
                let (id, sha256) = (self.id.clone(), self.sha256.clone());
                let (passage, now) = (self.passage, self.now.replace("\r\n", "\n"));
                let (author, why) = (author.clone(), self.why.clone());
                let make = move |project: &Project| {
                    let article = project.articles.get(&id);
                    if article.is_none_or(|article| article.sha256 != sha256) {
                        // A passage of a text that is not there any more is no passage.
                        return Err(say!("correction-out-of-date").to_owned());
                    }
                    Ok(edits::correct_text(
                        project, &author, &id, passage, &now, &why,
                    ))
                };
                Flow::Then(vec![Action::Make(Making::trying(make))])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
