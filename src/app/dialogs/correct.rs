//! Correcting a passage of an article's text, with what becomes of the annotations that it touches.

use egui::{RichText, ScrollArea, Ui};

use crate::model::{
    Annotation, AnnotatorId, Article, ArticleId, Effect, Part, Project, edits, effect,
};
use crate::say;
use crate::text::Span;

use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

/// So many annotations are listed.
const LISTED: usize = 100;
/// So many characters of each are shown.
const SHOWN: usize = 80;

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
    /// What was found for which words.
    found: Option<(String, Found)>,
}

/// What a correction would do, in words.
#[derive(Debug, Default)]
struct Found {
    why_not: Option<String>,
    same: usize,
    reads: Vec<Told>,
    lost: Vec<Told>,
}

/// An annotation that is touched.
#[derive(Debug)]
struct Told {
    tag: String,
    by: String,
    was: String,
    now: String,
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
            found: None,
        }
    }

    /// What the words would do that are in the field now.
    fn look(&mut self, project: &Project, article: &Article) {
        if self.found.as_ref().is_some_and(|(now, _)| *now == self.now) {
            return;
        }
        let patches = edits::patches_of(&article.text, self.passage, &self.now);
        let found = match effect(project, article, core::slice::from_ref(&patches)) {
            _ if patches.is_empty() => Found {
                why_not: Some(say!("correction-nothing").to_owned()),
                ..Found::default()
            },
            Ok(effect) if effect.text.as_str().trim().is_empty() => Found {
                why_not: Some(say!("correction-empty").to_owned()),
                ..Found::default()
            },
            Ok(effect) => Found::of(project, article, &effect),
            Err(why) => Found {
                why_not: Some(why.to_string()),
                ..Found::default()
            },
        };
        self.found = Some((self.now.clone(), found));
    }
}

impl Found {
    fn of(project: &Project, article: &Article, effect: &Effect) -> Self {
        let told = |by: &AnnotatorId, annotation: &Annotation, now: String| Told {
            tag: project
                .codebook
                .tag(&annotation.tag)
                .map_or_else(|| annotation.tag.to_string(), |tag| tag.name.clone()),
            by: project.annotator_name(by).to_owned(),
            was: shortened(&annotation.spans.quotation(&article.text)),
            now,
        };
        let reads = effect.reads.iter();
        let lost = effect.lost.iter();
        Self {
            why_not: None,
            same: effect.moved,
            reads: reads
                .map(|(by, it, spans)| told(by, it, shortened(&spans.quotation(&effect.text))))
                .collect(),
            lost: lost.map(|(by, it)| told(by, it, String::new())).collect(),
        }
    }

    fn show(&self, ui: &mut Ui, tokens: &Tokens) {
        let summary = say!("correction-same", count = self.same);
        ui.label(RichText::new(summary).color(tokens.weak));
        if !self.reads.is_empty() {
            ui.label(say!("correction-reads", count = self.reads.len()));
            list(ui, tokens, &self.reads);
        }
        if !self.lost.is_empty() {
            let said = say!("correction-loses", count = self.lost.len());
            ui.label(RichText::new(said).color(tokens.warning));
            list(ui, tokens, &self.lost);
        }
    }
}

fn list(ui: &mut Ui, tokens: &Tokens, all: &[Told]) {
    for told in all.iter().take(LISTED) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("{}, {}:", told.tag, told.by)).color(tokens.weak));
            let (was, now) = (told.was.as_str(), told.now.as_str());
            let words = if now.is_empty() {
                say!("correction-quoted", was = was)
            } else {
                say!("correction-was-now", was = was, now = now)
            };
            ui.add(TextLabel::new(&words));
        });
    }
    if all.len() > LISTED {
        ui.label(say!("correction-more", count = all.len() - LISTED));
    }
}

fn shortened(quotation: &str) -> String {
    super::super::marking::shorten(quotation, SHOWN)
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

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        // A passage of a text that is not there any more is no passage.
        let article = project.articles.get(&self.id);
        let Some(article) = article.filter(|article| article.sha256 == self.sha256) else {
            return Flow::Close;
        };
        self.look(project, article);
        let locked = (view.why_locked)(&Part::Article(self.id.clone()));
        let mut form = Form::new(view.tokens, &mut self.first);
        let found = self.found.as_ref().map(|(_, found)| found);
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
            if let Some(found) = found.filter(|found| found.why_not.is_none()) {
                ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    found.show(ui, view.tokens);
                });
            }
        });
        let why_not = locked
            .as_deref()
            .or(found.and_then(|it| it.why_not.as_deref()));
        match form.buttons(ui, say!("correction-do"), why_not) {
            Verdict::Primary => {
                let now = self.now.replace("\r\n", "\n");
                let edit =
                    edits::correct_text(project, author, &self.id, self.passage, &now, &self.why);
                Flow::Then(vec![Action::Commit(edit)])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
