//! All annotations of a project, or of one article, that a filter means: found piece by piece, sorted, and put into rows.
//!
//! A layer is unpacked once it has to be looked into, and its annotations are kept as long as the [`Index`] is: so the
//! next stroke in the filter only compares.

mod order;
mod row;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use crate::model::{
    Annotation, AnnotationId, Article, ArticleId, Detached, Layer, LayerKey, Project, Spans,
};
use crate::store::Progress;
use crate::text::Span;

use super::filter::{Filter, Place};

pub use order::{Column, Hit, Order, sort};
pub use row::{Change, Filled, Leads, Row, What};

/// So many annotations are looked at between two looks at whether it was cancelled, and at most so many come in one piece.
const AT_ONCE: usize = 2000;
/// Of a layer with more annotations it takes a part of a frame to find out where each stands.
const LARGE: usize = 1000;

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
    /// The annotations in reading order; behind them those that have [no place](Self::lost), whose spans mean nothing.
    #[must_use]
    pub fn marks(&self) -> &[Arc<Annotation>] {
        self.marks.get_or_init(|| {
            let mut marks = self.layer.in_passing().in_order();
            marks.extend(self.layer.detached.values().map(without_place));
            marks
        })
    }

    /// Those of [the annotations](Self::marks) that have a place.
    #[must_use]
    pub fn placed(&self) -> &[Arc<Annotation>] {
        let count = self.marks().len() - self.layer.detached.len();
        &self.marks()[..count]
    }

    /// What is known of an annotation that has lost its place; nothing of one that has one.
    #[must_use]
    pub fn lost(&self, id: &AnnotationId) -> Option<&Detached> {
        self.layer.detached.get(id)
    }

    /// What an annotation of the layer covers, or covered before it lost its place.
    #[must_use]
    pub fn quotation(&self, annotation: &Annotation) -> String {
        match self.lost(&annotation.id) {
            Some(lost) => lost.quotation(),
            None => annotation.spans.quotation(&self.article.text),
        }
    }

    /// The annotation with this id.
    #[must_use]
    pub fn mark(&self, id: &AnnotationId) -> Option<&Arc<Annotation>> {
        self.place_of(id).map(|at| &self.marks()[at])
    }

    /// Where an annotation stands among [all](Self::marks).
    #[must_use]
    pub fn place_of(&self, id: &AnnotationId) -> Option<usize> {
        let places = self.places.get_or_init(|| {
            let marks = self.marks().iter().enumerate();
            marks
                .map(|(at, mark)| (mark.id.clone(), at as u32))
                .collect()
        });
        places.get(id).map(|at| *at as usize)
    }

    /// Finds out now where each annotation stands, when it takes long and somebody may list them: whoever draws a row with a
    /// link has no time for that.
    fn prepare(&self) {
        if self.marks.get().is_some_and(|marks| marks.len() > LARGE)
            && let Some(first) = self.marks().first()
        {
            let _known = self.place_of(&first.id);
        }
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
        // To unpack it may take long, and nobody has changed it.
        let is_same = Arc::ptr_eq(now, &self.layer)
            || (now.annotations.is_packed_as(&self.layer.annotations)
                && self.lost(&known.id).is_none());
        if is_same {
            return Some(Arc::clone(known));
        }
        let placed = now.annotations.get(&known.id).cloned();
        placed.or_else(|| now.detached.get(&known.id).map(without_place))
    }
}

/// An annotation that has lost its place, for whoever asks for anything but that.
fn without_place(lost: &Detached) -> Arc<Annotation> {
    let nowhere = Spans::one(Span::of(0..1)).expect("one byte is something");
    Arc::new(lost.placed(nowhere))
}

/// The layers that were looked through last. Those that have not changed need not be unpacked again. A clone is the same list.
#[derive(Clone, Debug, Default)]
pub struct Index(Arc<Vec<Arc<Chunk>>>);

impl Index {
    /// A layer that was looked through.
    fn of(&self, key: &LayerKey) -> Option<&Arc<Chunk>> {
        let known = self.0.binary_search_by(|chunk| chunk.key.cmp(key)).ok();
        known.map(|at| &self.0[at])
    }

    fn chunk(&self, key: &LayerKey, layer: &Arc<Layer>, article: &Arc<Article>) -> Arc<Chunk> {
        let is_same = |chunk: &&Arc<Chunk>| {
            Arc::ptr_eq(&chunk.layer, layer) && Arc::ptr_eq(&chunk.article, article)
        };
        self.of(key).filter(is_same).cloned().unwrap_or_else(|| {
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
        let is_empty = layer.annotations.is_empty() && layer.detached.is_empty();
        if is_empty || scope.is_some_and(|id| key.article != *id) {
            continue;
        }
        let chunk = before.chunk(key, layer, article);
        look_through(&chunk, filter, progress, found)?;
        chunk.prepare();
        chunks.push(chunk);
    }
    Some(Index(Arc::new(chunks)))
}

/// Puts annotations among what was found that the filter does not mean: those that were changed while they were listed stay,
/// until somebody wants to see them no more. What was put there.
#[must_use]
pub fn keep(
    found: &mut Vec<Found>,
    index: &Index,
    kept: &BTreeSet<(LayerKey, AnnotationId)>,
) -> BTreeSet<(LayerKey, AnnotationId)> {
    let mut strays = BTreeSet::new();
    for (key, id) in kept {
        let Some(chunk) = index.of(key) else { continue };
        let Some(at) = chunk.place_of(id) else {
            continue;
        };
        let at = at as u32;
        let place = |key: &LayerKey, at: u32| (key.clone(), at as usize / AT_ONCE);
        let wanted = place(key, at);
        let piece = found.partition_point(|it| {
            place(&it.chunk.key, it.marks.first().copied().unwrap_or(0)) < wanted
        });
        match found.get_mut(piece) {
            Some(it) if place(&it.chunk.key, it.marks.first().copied().unwrap_or(0)) == wanted => {
                match it.marks.binary_search(&at) {
                    Ok(_) => continue,
                    Err(before) => it.marks.insert(before, at),
                }
            }
            _ => found.insert(
                piece,
                Found {
                    chunk: Arc::clone(chunk),
                    marks: vec![at],
                },
            ),
        }
        strays.insert((key.clone(), id.clone()));
    }
    strays
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
    let place = place.with(chunk.placed());
    for (block, marks) in chunk.marks().chunks(AT_ONCE).enumerate() {
        if progress.cancel.load(Ordering::Relaxed) {
            return None;
        }
        let numbered = marks.iter().enumerate();
        let meant = numbered.filter(|(_, mark)| within.accepts(&place, mark, chunk.lost(&mark.id)));
        let marks: Vec<u32> = meant.map(|(at, _)| (block * AT_ONCE + at) as u32).collect();
        if !marks.is_empty() {
            let chunk = Arc::clone(chunk);
            found(Found { chunk, marks });
        }
    }
    Some(())
}
