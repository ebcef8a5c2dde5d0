//! What is right instead of what was marked: tag, extent, fields and links. It begins with what was decided, or else with the
//! first of the marks.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Ui, WidgetInfo};

use crate::app::act::with_moved_end;
use crate::app::dialogs::{
    Action, Dialog, FirstFocus, Flow, Form, ValueForm, Verdict as Pressed, View, body,
};
use crate::app::marking::shorten;
use crate::app::saying::in_context;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::{
    Annotation, AnnotationId, Article, Attribute, AttributeId, LayerKey, Link, MarkRef, Project,
    ReasonId, Spans, TagId, Target, Values, Verdict,
};
use crate::review::adjudication::{Case, Ruling, decide};
use crate::say;
use crate::text::Span;

use super::with_reviewer;

/// Longest passage to which a link leads, in characters.
const END: usize = 40;

/// The dialog.
#[derive(Debug)]
pub struct EditDialog {
    article: Arc<Article>,
    case: Case,
    reason: (Option<ReasonId>, String),
    /// What it began with.
    base: Arc<Annotation>,
    tag: TagId,
    /// Where it begins and ends.
    span: Span,
    /// Which pieces it has when it is left as one of the marks has them.
    spans: Spans,
    /// The fields that were shown, of whatever tag.
    fields: Vec<(AttributeId, ValueForm)>,
    links: Vec<Offered>,
    first: FirstFocus,
    wrong: Option<String>,
}

/// A link that it can have.
#[derive(Debug)]
struct Offered {
    /// Of which mark; none for one that the gold annotation has.
    of: Option<MarkRef>,
    link: Link,
    /// What it says, in words.
    words: String,
    is_on: bool,
}

impl EditDialog {
    /// For a case, which has a mark.
    pub fn new(
        project: &Project,
        article: Arc<Article>,
        case: Case,
        reason: (Option<ReasonId>, String),
    ) -> Self {
        let decided = decided(project, &article, &case);
        let base = decided
            .clone()
            .unwrap_or_else(|| Arc::clone(&case.marks[0].annotation));
        Self {
            tag: base.tag.clone(),
            span: base.spans.hull(),
            spans: base.spans.clone(),
            fields: Vec::new(),
            links: offered(project, &article, &case, decided.as_deref()),
            article,
            reason,
            base,
            case,
            first: FirstFocus::default(),
            wrong: None,
        }
    }

    /// The form of a field of the tag: what it began with has it, or else another of the marks.
    fn field(&mut self, attribute: &Attribute, project: &Project) -> &mut ValueForm {
        let known = self.fields.iter().position(|(id, _)| *id == attribute.id);
        let at = known.unwrap_or_else(|| {
            let marks = self.case.marks.iter().map(|mark| &mark.annotation);
            let mut all = core::iter::once(&self.base).chain(marks);
            let value = all.find_map(|it| it.attributes.get(&attribute.id));
            let form = ValueForm::of(value, attribute, project);
            self.fields.push((attribute.id.clone(), form));
            self.fields.len() - 1
        });
        &mut self.fields[at].1
    }

    /// The annotation that is right, with links that are gold already.
    ///
    /// # Errors
    /// What is wrong with a field.
    fn annotation(&self, project: &Project) -> Result<Annotation, String> {
        let spans = if self.spans.hull() == self.span {
            self.spans.clone()
        } else {
            Spans::one(self.span).unwrap_or_else(|_| self.base.spans.clone())
        };
        let mut attributes = Values::default();
        let tag = project.codebook.tag(&self.tag);
        for attribute in tag.into_iter().flat_map(|tag| &tag.attributes) {
            let form = self.fields.iter().find(|(id, _)| *id == attribute.id);
            let value = form.map(|(_, form)| form.read(attribute, project));
            if let Some(value) = value.transpose()?.flatten() {
                attributes.insert(attribute.id.clone(), value);
            }
        }
        let gold = self.links.iter().filter(|it| it.is_on && it.of.is_none());
        Ok(Annotation {
            tag: self.tag.clone(),
            spans,
            attributes,
            links: gold.map(|it| it.link.clone()).collect(),
            ..Annotation::clone(&self.base)
        })
    }

    /// The links of marks that go along.
    fn links_of_marks(&self) -> Vec<(MarkRef, Link)> {
        let on = self.links.iter().filter(|it| it.is_on);
        on.filter_map(|it| Some((it.of.clone()?, it.link.clone())))
            .collect()
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
            let codebook = Arc::clone(&project.codebook);
            let tag = codebook.tag(&self.tag);
            for attribute in tag.into_iter().flat_map(|tag| &tag.attributes) {
                ui.push_id(attribute.id.as_str(), |ui| {
                    let field = self.field(attribute, project);
                    field.show(ui, &mut form, attribute, project);
                });
            }
            if !self.links.is_empty() {
                form.label(ui, say!("edit-case-links"));
            }
            for offered in &mut self.links {
                ui.horizontal_wrapped(|ui| {
                    let ticked = ui.checkbox(&mut offered.is_on, "");
                    let is_on = offered.is_on;
                    ticked.widget_info(|| {
                        let words = offered.words.as_str();
                        WidgetInfo::selected(Role::CheckBox, true, is_on, words)
                    });
                    ui.add(TextLabel::new(&offered.words));
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
                let annotation = match self.annotation(project) {
                    Ok(annotation) => annotation,
                    Err(why) => {
                        self.wrong = Some(why);
                        return Flow::Stay;
                    }
                };
                let ruling = Ruling {
                    edited: vec![annotation],
                    links: Some(self.links_of_marks()),
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

/// The gold annotation that was made of a case, if it is just one.
pub(super) fn decided(
    project: &Project,
    article: &Article,
    case: &Case,
) -> Option<Arc<Annotation>> {
    let layer = project.layer(&project.gold_key(&article.id)?)?;
    let (_, decision) = case.decisions.last()?;
    let [made] = &decision.gold[..] else {
        return None;
    };
    layer.annotations.get(&made.id).cloned()
}

/// The links that the gold annotation has, and those of the marks. What it begins with keeps its own.
fn offered(
    project: &Project,
    article: &Article,
    case: &Case,
    decided: Option<&Annotation>,
) -> Vec<Offered> {
    let mut offered: Vec<Offered> = Vec::new();
    let mut add = |key: &LayerKey, of: Option<MarkRef>, mark: &Annotation, is_on: bool| {
        for link in &mark.links {
            let label = project.codebook.link_label(mark, link);
            let words = format!("{label} {}", far_end(project, key, article, &link.to));
            if !offered.iter().any(|known| known.words == words) {
                offered.push(Offered {
                    of: of.clone(),
                    link: link.clone(),
                    words,
                    is_on,
                });
            }
        }
    };
    if let (Some(key), Some(gold)) = (project.gold_key(&article.id), decided) {
        add(&key, None, gold, true);
    }
    for (at, mark) in case.marks.iter().enumerate() {
        let key = LayerKey {
            article: article.id.clone(),
            annotator: mark.by.clone(),
        };
        let is_base = at == 0 && decided.is_none();
        add(&key, Some(mark.mark()), &mark.annotation, is_base);
    }
    offered
}

/// To what a link leads, in words.
fn far_end(project: &Project, key: &LayerKey, article: &Article, to: &Target) -> String {
    let passage = |id: &AnnotationId| {
        let end = project.layer(key)?.annotations.get(id).cloned()?;
        let tag = project.codebook.tag_name(&end.tag);
        let words = shorten(&end.spans.quotation(&article.text), END);
        Some(format!("{tag} “{words}”"))
    };
    match to {
        Target::Entity(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |it| it.name.clone()),
        Target::Annotation(id) => passage(id).unwrap_or_else(|| id.to_string()),
    }
}
