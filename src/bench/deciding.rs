//! The comparison of two people who have marked a long article: how soon it is there, and from case to case.

use std::sync::Arc;

use egui::{Key, Modifiers};
use jiff::Timestamp;

use super::people::{marks, passages};
use super::stage::Stage;
use super::{Row, Wanted, prose};
use crate::app::Instead;
use crate::app::decide::Decide;
use crate::import;
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Color, Layer, LayerKey, Project,
    Status,
};
use crate::store;
use crate::text::Text;

/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;
/// How many annotations each of the two has, more or less.
const ANNOTATIONS: usize = 10_000;
/// How long the article is, in characters.
const LENGTH: usize = 600_000;

/// Two people, each with about 10,000 marks in one article.
fn two_people() -> anyhow::Result<Project> {
    let mut random = fastrand::Rng::with_seed(11);
    let preset = import::preset(import::DEFAULT_PRESET);
    let preset = preset.ok_or_else(|| anyhow::anyhow!("no preset"))?;
    let mut project = preset.start("Two people");
    let text = Text::new(prose::text(&mut random, prose::MIXED, LENGTH));
    let id = ArticleId::new("article")?;
    let at: Timestamp = "2026-01-05T09:00:00Z".parse()?;
    // Half of them to all of them are found, but for every twelfth article, which has none.
    let mut found = Vec::new();
    while found.len() < ANNOTATIONS {
        let more = passages(&mut random, &project, &text, ANNOTATIONS, at);
        found.extend(more);
    }
    found.truncate(ANNOTATIONS);
    found.sort_by_key(|mark| mark.spans.start());
    let meta = ArticleMeta::default();
    let article = Article::new(id.clone(), meta, text.clone());
    project.articles.insert(id.clone(), Arc::new(article));
    for (number, name) in ["Ana", "Ben"].into_iter().enumerate() {
        let annotator = AnnotatorId::new(&name.to_lowercase())?;
        let person = Annotator {
            id: annotator.clone(),
            name: name.to_owned(),
            color: Color([0, 90, 200 - 100 * number as u8]),
            entities: std::collections::BTreeMap::new(),
        };
        let mut layer = Layer::default();
        layer.head.status = Status::Done;
        for mark in marks(&mut random, &project, &text, &found, 0.3) {
            layer.annotations.insert(mark.id.clone(), Arc::new(mark));
        }
        let key = LayerKey {
            article: id.clone(),
            annotator: annotator.clone(),
        };
        project.layers.insert(key, Arc::new(layer));
        project.annotators.insert(annotator, Arc::new(person));
    }
    Ok(project)
}

/// Opens the comparison and goes from case to case.
///
/// # Errors
/// When the project cannot be written.
pub fn measure(
    stage: &mut Stage,
    root: &std::path::Path,
    wanted: &Wanted,
) -> anyhow::Result<Vec<Row>> {
    std::fs::create_dir_all(root)?;
    store::create(root, &two_people()?).map_err(|error| anyhow::anyhow!("{error}"))?;
    stage.open(root);
    stage.until("the project is there", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|it| it.open.is_some() && !it.reading)
    });
    stage.settle();
    stage.press(Key::F11, Modifiers::NONE, None);
    let opened = stage.frame();
    let (more, longest) = stage.until("the cases are there", |postil| {
        postil.decide().is_some_and(Decide::has_case)
    });
    stage.until("all of the project is counted", |postil| {
        postil.instead() == Some(Instead::Decide) && postil.decide().is_some_and(Decide::is_whole)
    });
    stage.settle();
    let mut frames = Vec::new();
    for _ in 0..wanted.rounds {
        stage.press(Key::N, Modifiers::NONE, Some("n"));
        frames.push(stage.frame());
    }
    Ok(vec![
        Row::new(
            "two layers of 10,000: the comparison is there",
            "ms",
            100.0,
            vec![opened + more],
        ),
        Row::new(
            "two layers of 10,000: longest frame meanwhile",
            "ms",
            FRAME,
            vec![opened.max(longest)],
        ),
        Row::new("two layers of 10,000: next case", "ms", FRAME, frames),
    ])
}
