//! Marking all that says the same in a project of many articles: until the first is found, and until the search has stopped.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Context as _;

use super::Row;
use super::stage::milliseconds;
use crate::model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, LayerKey, Project, Spans, TagId,
    Values,
};
use crate::query::{AlikeOptions, alike};
use crate::store::Progress;
use crate::text::{Span, Text};

/// Until the first passages are shown, in milliseconds.
const FIRST: f64 = 50.0;
/// All of it is to be there while somebody reads the first ones, in milliseconds.
const ALL: f64 = 2000.0;

/// So many articles of about two kilobytes, one in ten of which names Lavrov.
pub(super) fn project(articles: usize) -> anyhow::Result<Project> {
    let mut project = Project::default();
    let line = "The ministers met again on Tuesday and said that the harbour would stay open until the spring. ";
    for number in 0..articles {
        let named = if number % 10 == 0 {
            "Then Lavrov spoke. "
        } else {
            ""
        };
        let text = Text::new(format!(
            "{number}: {}{named}{}",
            line.repeat(10),
            line.repeat(10)
        ));
        let id = ArticleId::new(&format!("a{number}"))?;
        let article = Article::new(id.clone(), ArticleMeta::default(), text);
        project.articles.insert(id, Arc::new(article));
    }
    Ok(project)
}

/// Looks for all that says the same as the name in the first article.
///
/// # Errors
/// Never, unless ids change their form.
pub fn measure(articles: usize, rounds: usize) -> anyhow::Result<Vec<Row>> {
    let project = project(articles)?;
    let article = ArticleId::new("a0")?;
    let at = project.articles[&article]
        .text
        .as_str()
        .find("Lavrov")
        .context("the name")?;
    let annotation = Annotation {
        id: AnnotationId::fresh(),
        tag: TagId::new("actor")?,
        spans: Spans::one(Span::of(at..at + "Lavrov".len()))?,
        attributes: Values::new(),
        links: Vec::new(),
        note: String::new(),
        unsure: false,
        created: jiff::Timestamp::UNIX_EPOCH,
        modified: jiff::Timestamp::UNIX_EPOCH,
    };
    let key = LayerKey {
        article,
        annotator: crate::model::AnnotatorId::new("synth")?,
    };
    let (mut first, mut all, mut stopped) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds.div_ceil(20) {
        let began = Instant::now();
        let mut found = None;
        let progress = Progress::default();
        alike(
            &project,
            &key,
            &annotation,
            AlikeOptions::default(),
            &progress,
            |_| {
                found.get_or_insert_with(|| milliseconds(began));
            },
        );
        all.push(milliseconds(began));
        first.push(found.context("something is found")?);
        // Cancelled by what takes the first passages.
        let progress = Progress::default();
        let mut asked = None;
        alike(
            &project,
            &key,
            &annotation,
            AlikeOptions::default(),
            &progress,
            |_| {
                asked.get_or_insert_with(Instant::now);
                progress.cancel.store(true, Ordering::Relaxed);
            },
        );
        stopped.push(milliseconds(asked.context("something is found")?));
    }
    Ok(vec![
        Row::new("mark all: the first passages", "ms", FIRST, first),
        Row::new("mark all: every passage", "ms", ALL, all),
        Row::new("mark all: cancelled", "ms", FIRST, stopped),
    ])
}
