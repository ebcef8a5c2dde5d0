//! What is known about an article.

use std::collections::BTreeSet;

use egui::Ui;

use crate::model::{ArticleId, ArticleMeta, Origin, Part, Project, edits};
use crate::say;

use super::field::{FirstFocus, Form, Verdict, body, parse_date};
use super::{Action, Dialog, Flow, View};

/// Title, source, author, address, date and language of one article.
#[derive(Debug)]
pub struct ArticleDialog {
    id: ArticleId,
    fields: Option<Fields>,
    first: FirstFocus,
}

/// What the form holds, and what it proposes.
#[derive(Debug)]
struct Fields {
    meta: ArticleMeta,
    date: String,
    sources: Vec<String>,
    authors: Vec<String>,
    languages: Vec<String>,
}

impl ArticleDialog {
    /// The dialog for the article with this id.
    #[must_use]
    pub fn new(id: ArticleId) -> Self {
        Self {
            id,
            fields: None,
            first: FirstFocus::default(),
        }
    }
}

impl Dialog for ArticleDialog {
    fn has_unsaved(&self) -> bool {
        true
    }

    fn title(&self) -> String {
        say!("article-form").to_owned()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some((project, article)) = view
            .project
            .and_then(|project| Some((project, project.articles.get(&self.id)?)))
        else {
            return Flow::Close;
        };
        let fields = self
            .fields
            .get_or_insert_with(|| Fields::new(project, &article.meta));
        let locked = (view.why_locked)(&Part::Article(self.id.clone()));
        let mut form = Form::new(view.tokens, &mut self.first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            ui.add_enabled_ui(locked.is_none(), |ui| fields.show(ui, &mut form));
            if let Some(origin) = &article.meta.origin {
                form.label(ui, say!("article-form-origin"));
                form.remark(ui, &describe_origin(origin, project));
            }
        });
        let date = parse_date(&fields.date);
        let why_not = match &date {
            _ if locked.is_some() => locked.as_deref(),
            Err(_) => Some(say!("article-form-date-wrong")),
            Ok(_) => None,
        };
        match form.buttons(ui, say!("dialog-save"), why_not) {
            Verdict::Primary => {
                let edit = edits::set_article_meta(
                    project,
                    &self.id,
                    fields.read(date.unwrap_or_default()),
                );
                if edit.is_empty() {
                    Flow::Close
                } else {
                    Flow::Then(vec![Action::Commit(edit)])
                }
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}

impl Fields {
    fn new(project: &Project, meta: &ArticleMeta) -> Self {
        let used = |of: fn(&ArticleMeta) -> &str| -> Vec<String> {
            let values: BTreeSet<&str> = project
                .articles
                .values()
                .map(|article| of(&article.meta))
                .filter(|value| !value.is_empty())
                .collect();
            values.into_iter().map(str::to_owned).collect()
        };
        Self {
            date: meta.date.map(|date| date.to_string()).unwrap_or_default(),
            meta: meta.clone(),
            sources: used(|meta| &meta.source),
            authors: used(|meta| &meta.author),
            languages: used(|meta| &meta.language),
        }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        let meta = &mut self.meta;
        form.text(ui, ("title", say!("article-form-title")), &mut meta.title);
        let label = ("source", say!("article-form-source"));
        form.suggested(ui, label, &mut meta.source, &self.sources);
        let label = ("author", say!("article-form-author"));
        form.suggested(ui, label, &mut meta.author, &self.authors);
        form.date(ui, ("date", say!("article-form-date")), &mut self.date);
        form.text(ui, ("address", say!("article-form-address")), &mut meta.url);
        let label = ("language", say!("article-form-language"));
        form.suggested(ui, label, &mut meta.language, &self.languages);
        form.remark(ui, say!("article-form-languages"));
    }

    fn read(&self, date: Option<jiff::civil::Date>) -> ArticleMeta {
        let trimmed = |text: &str| text.trim().to_owned();
        ArticleMeta {
            title: trimmed(&self.meta.title),
            source: trimmed(&self.meta.source),
            author: trimmed(&self.meta.author),
            url: trimmed(&self.meta.url),
            language: trimmed(&self.meta.language),
            date,
            more: self.meta.more.clone(),
            origin: self.meta.origin.clone(),
            other_text: self.meta.other_text.clone(),
        }
    }
}

/// Where an article came from, in sentences.
fn describe_origin(origin: &Origin, project: &Project) -> String {
    let from = match (origin.file.is_empty(), origin.encoding.is_empty()) {
        (true, _) => "pasted",
        (false, true) => "file",
        (false, false) => "encoded",
    };
    let cleaned = if origin.cleaned.is_empty() {
        "no"
    } else {
        "yes"
    };
    say!(
        "article-form-origin-told",
        from = from,
        file = &origin.file,
        encoding = &origin.encoding,
        day = super::super::verdicts::when(origin.at),
        by = project.annotator_name(&origin.by),
        cleaned = cleaned,
        cleaning = origin.cleaned.trim_end_matches('.')
    )
}
