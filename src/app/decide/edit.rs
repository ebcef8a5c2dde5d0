//! What is right instead of what was marked: tag, extent and fields, put together from what there is.

use std::sync::Arc;

use egui::Ui;

use crate::app::act::with_moved_end;
use crate::app::dialogs::{Action, Dialog, FirstFocus, Flow, Form, Verdict as Pressed, View, body};
use crate::app::theme::space;
use crate::model::{Annotation, Article, AttributeId, ReasonId, Spans, TagId, Value, Verdict};
use crate::review::adjudication::{Case, Ruling, decide};
use crate::say;
use crate::text::Span;

use super::card::in_context;
use super::with_reviewer;

/// The dialog.
#[derive(Debug)]
pub struct EditDialog {
    article: Arc<Article>,
    case: Case,
    reason: (Option<ReasonId>, String),
    tag: TagId,
    /// Where it begins and ends.
    span: Span,
    /// Which pieces it has when it is left as one of the marks has them.
    spans: Spans,
    /// For each field in which the marks differ, what is chosen.
    fields: Vec<(AttributeId, Option<Value>)>,
    first: FirstFocus,
    wrong: Option<String>,
}

impl EditDialog {
    /// For a case, which has a mark.
    pub fn new(article: Arc<Article>, case: Case, reason: (Option<ReasonId>, String)) -> Self {
        let first = Arc::clone(&case.marks[0].annotation);
        let mut fields: Vec<(AttributeId, Option<Value>)> = Vec::new();
        for mark in &case.marks {
            for (id, value) in &mark.annotation.attributes {
                if !fields.iter().any(|(known, _)| known == id) {
                    fields.push((id.clone(), Some(value.clone())));
                }
            }
        }
        Self {
            article,
            reason,
            tag: first.tag.clone(),
            span: first.spans.hull(),
            spans: first.spans.clone(),
            fields,
            case,
            first: FirstFocus::default(),
            wrong: None,
        }
    }

    /// The annotation that is right.
    fn annotation(&self) -> Annotation {
        let base = &self.case.marks[0].annotation;
        let spans = if self.spans.hull() == self.span {
            self.spans.clone()
        } else {
            Spans::one(self.span).unwrap_or_else(|_| base.spans.clone())
        };
        let chosen = self.fields.iter();
        let chosen = chosen.filter_map(|(id, value)| Some((id.clone(), value.clone()?)));
        Annotation {
            tag: self.tag.clone(),
            spans,
            attributes: chosen.collect(),
            links: Vec::new(),
            ..Annotation::clone(base)
        }
    }

    /// The values that somebody has given a field.
    fn values(&self, id: &AttributeId) -> Vec<(Option<Value>, String)> {
        let mut values = vec![(None, say!("edit-case-no-value").to_owned())];
        for mark in &self.case.marks {
            if let Some(value) = mark.annotation.attributes.get(id)
                && !values
                    .iter()
                    .any(|(known, _)| known.as_ref() == Some(value))
            {
                values.push((Some(value.clone()), value.in_words()));
            }
        }
        values
    }

    fn show_ends(&mut self, ui: &mut Ui) {
        let text = &self.article.text;
        let mut span = self.span;
        ui.horizontal_wrapped(|ui| {
            for (name, start, forward) in [
                (say!("edit-case-start-back"), true, false),
                (say!("edit-case-start-forward"), true, true),
                (say!("edit-case-end-back"), false, false),
                (say!("edit-case-end-forward"), false, true),
            ] {
                if ui.button(name).clicked() {
                    span = with_moved_end(text, span, start, forward);
                }
            }
        });
        self.span = span;
    }
}

impl Dialog for EditDialog {
    fn title(&self) -> String {
        say!("edit-case-title").to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, view.author.clone()) else {
            return Flow::Close;
        };
        let words = in_context(&self.article.text, self.span);
        let mut first = core::mem::take(&mut self.first);
        let mut form = Form::new(view.tokens, &mut first);
        let tags = project.codebook.offered();
        let mut tags: Vec<(TagId, String)> =
            tags.map(|tag| (tag.id.clone(), tag.name.clone())).collect();
        if !tags.iter().any(|(id, _)| *id == self.tag) {
            let name = project.codebook.tag_name(&self.tag).to_owned();
            tags.push((self.tag.clone(), name));
        }
        body(ui, |ui| {
            form.choice(ui, ("tag", say!("edit-case-tag")), &mut self.tag, &tags);
            form.label(ui, say!("edit-case-extent"));
            form.remark(ui, &words);
            self.show_ends(ui);
            let tag = project.codebook.tag(&self.tag);
            for at in 0..self.fields.len() {
                let (id, _) = &self.fields[at];
                let field = tag.and_then(|tag| tag.attribute(id));
                let Some(field) = field else { continue };
                let (name, options) = (field.name.clone(), self.values(id));
                ui.push_id(at, |ui| {
                    let (id, value) = &mut self.fields[at];
                    form.choice(ui, (id.as_str(), name.as_str()), value, &options);
                });
            }
            ui.add_space(space::SMALL);
            if let Some(wrong) = &self.wrong {
                form.problem(ui, wrong);
            }
        });
        let pressed = form.buttons(ui, say!("edit-case-decide"), None);
        self.first = first;
        match pressed {
            Pressed::Primary => {
                let ruling = Ruling {
                    edited: vec![self.annotation()],
                    reason: self.reason.0.clone(),
                    words: self.reason.1.clone(),
                    ..Ruling::of(Verdict::Edited)
                };
                match decide(
                    &with_reviewer(project, &author),
                    &author,
                    &self.article.id,
                    &self.case,
                    &ruling,
                ) {
                    Ok(edit) => Flow::Then(vec![Action::Commit(edit)]),
                    Err(why) => {
                        self.wrong = Some(why.to_string());
                        Flow::Stay
                    }
                }
            }
            Pressed::Cancel => Flow::Close,
            Pressed::Wait => Flow::Stay,
        }
    }
}
