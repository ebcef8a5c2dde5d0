//! All annotations of a project, or of one article, that a filter means: found piece by piece, sorted, and put into rows.
//!
//! A layer is unpacked once it has to be looked into, and its annotations are kept as long as the [`Index`] is: so the
//! next stroke in the filter only compares.

mod order;
mod row;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use crate::model::{Annotation, AnnotationId, Article, ArticleId, Layer, LayerKey, Project};
use crate::store::Progress;

use super::filter::{Filter, Place};

pub use order::{Column, Hit, Order, sort};
pub use row::{Change, Filled, Leads, Row, What};

/// So many annotations are looked at between two looks at whether it was cancelled, and at most so many come in one piece.
const AT_ONCE: usize = 2000;

/// One layer and its annotations in reading order.
#[derive(Debug)]
pub struct Chunk {
    /// Whose, and of which article.
    pub key: LayerKey,
    /// The article.
    pub article: Arc<Article>,
    layer: Arc<Layer>,
    marks: OnceLock<Vec<Arc<Annotation>>>,
    places: OnceLock<HashMap<AnnotationId, u32>>,
}

impl Chunk {
    /// The annotations in reading order.
    #[must_use]
    pub fn marks(&self) -> &[Arc<Annotation>] {
        self.marks
            .get_or_init(|| self.layer.in_passing().in_order())
    }

    /// The annotation with this id.
    #[must_use]
    pub fn mark(&self, id: &AnnotationId) -> Option<&Arc<Annotation>> {
        let places = self.places.get_or_init(|| {
            let marks = self.marks().iter().enumerate();
            marks
                .map(|(at, mark)| (mark.id.clone(), at as u32))
                .collect()
        });
        places.get(id).map(|at| &self.marks()[*at as usize])
    }

    /// The layer for conditions.
    fn place(&self) -> Place<'_> {
        Place::new(&self.key, &self.article, &self.layer.head)
    }

    /// An annotation as the project has it now: a layer that somebody works on may have gone on since it was looked
    /// through.
    #[must_use]
    pub fn current(&self, project: &Project, at: usize) -> Option<Arc<Annotation>> {
        let known = self.marks().get(at)?;
        let now = project.layer(&self.key)?;
        // What is packed has not been changed, and to unpack it may take long.
        if Arc::ptr_eq(now, &self.layer) || now.annotations.is_packed() {
            return Some(Arc::clone(known));
        }
        now.annotations.get(&known.id).cloned()
    }
}

/// The layers that were looked through last. Those that have not changed need not be unpacked again.
#[derive(Clone, Debug, Default)]
pub struct Index(Vec<Arc<Chunk>>);

impl Index {
    fn chunk(&self, key: &LayerKey, layer: &Arc<Layer>, article: &Arc<Article>) -> Arc<Chunk> {
        let known = self.0.binary_search_by(|chunk| chunk.key.cmp(key)).ok();
        let known = known.map(|at| &self.0[at]);
        let is_same = |chunk: &&Arc<Chunk>| {
            Arc::ptr_eq(&chunk.layer, layer) && Arc::ptr_eq(&chunk.article, article)
        };
        known.filter(is_same).cloned().unwrap_or_else(|| {
            Arc::new(Chunk {
                key: key.clone(),
                article: Arc::clone(article),
                layer: Arc::clone(layer),
                marks: OnceLock::new(),
                places: OnceLock::new(),
            })
        })
    }
}

/// Some annotations of a layer that are meant, by their places among its [marks](Chunk::marks).
#[derive(Clone, Debug)]
pub struct Found {
    /// The layer.
    pub chunk: Arc<Chunk>,
    /// Their places, in order.
    pub marks: Vec<u32>,
}

/// Looks for the annotations that a filter means, in one article or in all: article by article, and hands over what it finds
/// as it comes. What was looked through is known the next time.
///
/// `None` when it was cancelled.
#[must_use]
pub fn look(
    project: &Project,
    before: &Index,
    scope: Option<&ArticleId>,
    filter: &Filter,
    progress: &Progress,
    found: &mut dyn FnMut(Found),
) -> Option<Index> {
    progress
        .total
        .store(project.layers.len(), Ordering::Relaxed);
    let mut chunks = Vec::new();
    for (key, layer) in &project.layers {
        progress.done.fetch_add(1, Ordering::Relaxed);
        if progress.cancel.load(Ordering::Relaxed) {
            return None;
        }
        let Some(article) = project.articles.get(&key.article) else {
            continue;
        };
        if layer.annotations.is_empty() || scope.is_some_and(|id| key.article != *id) {
            continue;
        }
        let chunk = before.chunk(key, layer, article);
        look_through(&chunk, filter, progress, found)?;
        chunks.push(chunk);
    }
    Some(Index(chunks))
}

fn look_through(
    chunk: &Arc<Chunk>,
    filter: &Filter,
    progress: &Progress,
    found: &mut dyn FnMut(Found),
) -> Option<()> {
    let place = chunk.place();
    let within = filter.within(&place);
    if within.is_nothing() {
        return Some(());
    }
    let place = place.with(chunk.marks());
    for (block, marks) in chunk.marks().chunks(AT_ONCE).enumerate() {
        if progress.cancel.load(Ordering::Relaxed) {
            return None;
        }
        let numbered = marks.iter().enumerate();
        let meant = numbered.filter(|(_, mark)| within.accepts(&place, mark));
        let marks: Vec<u32> = meant.map(|(at, _)| (block * AT_ONCE + at) as u32).collect();
        if !marks.is_empty() {
            let chunk = Arc::clone(chunk);
            found(Found { chunk, marks });
        }
    }
    Some(())
}
