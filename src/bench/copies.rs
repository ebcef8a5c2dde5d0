//! Finding articles that are nearly the same among many.

use std::sync::Arc;
use std::time::Instant;

use anyhow::ensure;

use super::Row;
use super::stage::milliseconds;
use crate::import::{Draft, Near, from_paste};
use crate::model::{Article, ArticleId, ArticleMeta, Author, LayerKey, Project};
use crate::query::{copies_of, copy_groups};
use crate::store::Progress;
use crate::text::Text;

/// All groups of 100,000 articles, in milliseconds.
const GROUPS: f64 = 60_000.0;
/// The copies of one article are to be there while somebody reads the first ones, in milliseconds.
const ONE: f64 = 10_000.0;

/// What comes in is compared while somebody looks at it, in milliseconds.
const NEW: f64 = 5_000.0;
/// So many articles come in.
const COMING: usize = 1000;

/// Words of an article.
const WORDS: usize = 400;

/// So many articles of about two and a half kilobytes; every fourth is the one before with another headline, cut.
fn project(articles: usize) -> anyhow::Result<Project> {
    let mut random = fastrand::Rng::with_seed(4);
    let mut project = Project::default();
    let mut words: Vec<String> = Vec::new();
    for number in 0..articles {
        if number % 4 == 3 {
            words.truncate(random.usize(WORDS / 2..WORDS));
        } else {
            words.clear();
            // The tenth word is a tenth as frequent as the first.
            words.extend((0..WORDS).map(|_| format!("w{:x}", 20_000f64.powf(random.f64()) as u32)));
        }
        let mut text = format!("Headline {number}\n\n");
        for sentence in words.chunks(20) {
            text.push_str(&sentence.join(" "));
            text.push_str(".\n\n");
        }
        let id = ArticleId::new(&format!("a{number:06}"))?;
        let article = Article::new(id.clone(), ArticleMeta::default(), Text::new(text));
        project.articles.insert(id, Arc::new(article));
    }
    Ok(project)
}

/// Articles of the project with another headline, as an import brings them.
fn coming(project: &Project) -> anyhow::Result<Vec<Draft>> {
    let step = project.articles.len().div_ceil(COMING);
    let articles = project.articles.values().step_by(step);
    let draft = |(number, article): (usize, &Arc<Article>)| {
        let text = format!("Another headline {number}\n\n{}", article.text.as_str());
        Ok(from_paste(&text)?)
    };
    articles.enumerate().map(draft).collect()
}

/// Groups all articles, looks for the copies of one, and compares what comes in with all.
///
/// # Errors
/// When not all copies are found.
pub fn measure(articles: usize) -> anyhow::Result<Vec<Row>> {
    let project = project(articles)?;
    let began = Instant::now();
    let groups = copy_groups(&project, &Progress::default()).unwrap_or_default();
    let all = milliseconds(began);
    ensure!(
        groups.len() == articles / 4,
        "{} groups of {articles} articles",
        groups.len()
    );
    let from = LayerKey {
        article: ArticleId::new("a000002")?,
        annotator: crate::model::AnnotatorId::new(super::synth::ANNOTATOR)?,
    };
    let author = Author {
        annotator: from.annotator.clone(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let began = Instant::now();
    let mut found = 0;
    copies_of(&project, &from, &author, &Progress::default(), |_| {
        found += 1;
    });
    let one = milliseconds(began);
    ensure!(found == 1, "{found} copies of one article");
    let drafts = coming(&project)?;
    let began = Instant::now();
    let near = Near::of(&project, &drafts, &Progress::default()).unwrap_or_default();
    let new = milliseconds(began);
    let found = near.here.iter().flatten().count();
    ensure!(found == drafts.len(), "{found} of {} copies", drafts.len());
    Ok(vec![
        Row::new("nearly the same: all groups", "ms", GROUPS, vec![all]),
        Row::new("nearly the same: copies of one", "ms", ONE, vec![one]),
        Row::new("nearly the same: 1,000 that come in", "ms", NEW, vec![new]),
    ])
}
