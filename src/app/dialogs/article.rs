//! What is known about an article.

use std::collections::BTreeSet;

use egui::Ui;

use crate::model::{ArticleId, ArticleMeta, Origin, Part, Project, edits};

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
        "Title, source and date".to_owned()
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
                form.label(ui, "Origin");
                form.remark(ui, &describe_origin(origin, project));
            }
        });
        let date = parse_date(&fields.date);
        let why_not = match &date {
            _ if locked.is_some() => locked.as_deref(),
            Err(_) => Some("The date cannot be read"),
            Ok(_) => None,
        };
        match form.buttons(ui, "Save", why_not) {
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
        form.text(ui, "Title", &mut self.meta.title);
        form.suggested(ui, "Source", &mut self.meta.source, &self.sources);
        form.suggested(ui, "Author", &mut self.meta.author, &self.authors);
        form.date(ui, "Date", &mut self.date);
        form.text(ui, "Web address", &mut self.meta.url);
        form.suggested(ui, "Language", &mut self.meta.language, &self.languages);
        form.remark(ui, "A short code such as en, ar or zh-Hans.");
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
            origin: self.meta.origin.clone(),
            other_text: self.meta.other_text.clone(),
        }
    }
}

/// Where an article came from, in sentences.
fn describe_origin(origin: &Origin, project: &Project) -> String {
    let by = project.annotator_name(&origin.by);
    let from = match (origin.file.is_empty(), origin.encoding.is_empty()) {
        (true, _) => "Pasted".to_owned(),
        (false, true) => format!("Loaded from {}", origin.file),
        (false, false) => format!("Loaded from {} ({})", origin.file, origin.encoding),
    };
    let day = origin.at.strftime("%Y-%m-%d %H:%M UTC");
    let cleaned = if origin.cleaned.is_empty() {
        "Nothing in the text was altered.".to_owned()
    } else {
        format!(
            "Cleaned on the way: {}.",
            origin.cleaned.trim_end_matches('.')
        )
    };
    format!("{from} on {day} by {by}. {cleaned}")
}
