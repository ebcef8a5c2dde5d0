//! What was corrected in an article's text, and how it is taken back.

use std::sync::Arc;

use egui::{Frame, Margin, RichText, Ui};

use crate::model::{Article, ArticleId, Correction, Part, Project, edits};
use crate::say;
use crate::text::quoted;

use super::super::making::Making;
use super::super::marking::shorten;
use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::super::verdicts::when;
use super::correction_effect::EffectOf;
use super::field::{FirstFocus, Form, Verdict, body, close_button};
use super::{Action, Dialog, Flow, View};

/// Lists the corrections of an article, the newest first.
#[derive(Debug)]
pub struct CorrectionsDialog {
    id: ArticleId,
    /// Which of them is to be taken back, once it was seen what that does.
    asked: Option<Back>,
    effect: EffectOf<Back>,
}

/// A correction that is to be taken back, with those after it: its number, and of which text.
#[derive(Clone, Debug, PartialEq)]
struct Back {
    number: usize,
    sha256: String,
}

impl CorrectionsDialog {
    /// The dialog for an article.
    #[must_use]
    pub fn new(id: ArticleId) -> Self {
        Self {
            id,
            asked: None,
            effect: EffectOf::default(),
        }
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
        // Of another text it would be another step.
        self.asked.take_if(|asked| asked.sha256 != article.sha256);
        if let Some(back) = self.asked.clone() {
            return self.ask(
                ui,
                view.tokens,
                (project, article),
                &back,
                locked.as_deref(),
            );
        }
        body(ui, |ui| {
            if article.corrections.is_empty() {
                ui.label(say!("corrections-none"));
                return;
            }
            ui.label(say!("corrections-about"));
            for (number, correction) in article.corrections.iter().enumerate().rev() {
                ui.add_space(space::SMALL);
                if show_correction(ui, view.tokens, project, correction, locked.is_none()) {
                    self.asked = Some(Back {
                        number,
                        sha256: article.sha256.clone(),
                    });
                }
            }
        });
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}

impl CorrectionsDialog {
    /// Shows what taking one back would do, and does it when that is wanted.
    fn ask(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        (project, article): (&Project, &Arc<Article>),
        back: &Back,
        locked: Option<&str>,
    ) -> Flow {
        let from = back.number;
        let patches = move |article: &Article| edits::patches_back(article, from);
        self.effect.want(ui, back, (project, article), patches);
        let found = self.effect.get(back);
        let mut first = FirstFocus::STAYS;
        let mut form = Form::new(tokens, &mut first);
        body(ui, |ui| {
            let after = article.corrections.len() - from - 1;
            ui.label(say!("corrections-back-about", after = after));
            ui.add_space(space::SMALL);
            match found {
                Some(found) => found.show(ui, tokens),
                None => form.remark(ui, say!("correction-looking")),
            }
        });
        let why_not = match found {
            Some(found) => found.why_not.as_deref(),
            None => Some(say!("correction-looking")),
        };
        let verdict = form.buttons(ui, say!("corrections-take-back"), locked.or(why_not));
        if verdict != Verdict::Wait {
            self.asked = None;
        }
        if verdict != Verdict::Primary {
            return Flow::Stay;
        }
        let (id, sha256) = (self.id.clone(), back.sha256.clone());
        let make = move |project: &Project| {
            let article = project.articles.get(&id);
            if article.is_none_or(|article| article.sha256 != sha256) {
                return Err(say!("correction-out-of-date").to_owned());
            }
            Ok(edits::take_back_corrections(project, &id, from))
        };
        Flow::Do(vec![Action::Make(Making::trying(make))])
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
        let who = project.annotator_name(&correction.by);
        let head = say!("corrections-by", who = who, when = when(correction.at));
        ui.label(RichText::new(head).size(12.0).color(tokens.weak));
        if !correction.why.is_empty() {
            ui.add(TextLabel::new(&correction.why));
        }
        for patch in &correction.patches {
            let shown = |text: &str| quoted(&shorten(text, 300));
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
