//! In which order the annotations are listed.

use std::cmp::Ordering as Compared;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::model::{Annotation, Project};
use crate::store::Progress;
use crate::text::folded;

use super::row::{Filled, Leads, attributes, links};
use super::{Chunk, Found};

/// So much of a text decides on its place, in bytes.
const DECIDES: usize = 64;

/// By what annotations can be ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    /// Article, annotator, place in the text.
    #[default]
    Place,
    /// The name of the tag.
    Tag,
    /// What is covered.
    Text,
    /// The attributes as they are shown.
    Attributes,
    /// The links as they are shown.
    Links,
    /// The annotator.
    Annotator,
    /// When it was last changed.
    Time,
}

/// A column, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub by: Column,
    /// Whether the last comes first.
    pub is_backwards: bool,
}

impl Order {
    /// As they are found.
    #[must_use]
    pub fn is_natural(self) -> bool {
        self == Self::default()
    }
}

/// A place among what was found: which piece, which annotation of its layer.
pub type Hit = (u32, u32);

/// Puts what was found into an order; what is the same in it stays as it was found. `None` when it was cancelled.
#[must_use]
pub fn sort(
    project: &Project,
    found: &[Found],
    order: Order,
    progress: &Progress,
) -> Option<Vec<Hit>> {
    let hits = found.iter().enumerate().flat_map(|(piece, found)| {
        let marks = found.marks.iter();
        marks.map(move |mark| (piece as u32, *mark))
    });
    let mut hits: Vec<Hit> = hits.collect();
    match order.by {
        Column::Place => {}
        Column::Tag => {
            let mut names: HashMap<&str, String> = HashMap::new();
            for tag in &project.codebook.tags {
                names.insert(tag.id.as_str(), folded(&tag.name));
            }
            let name = |annotation: &Annotation| {
                let id = annotation.tag.as_str();
                names.get(id).cloned().unwrap_or_else(|| id.to_owned())
            };
            by_key(&mut hits, found, progress, |_, mark| name(mark))?;
        }
        Column::Text => by_key(&mut hits, found, progress, |chunk, mark| {
            if chunk.lost(&mark.id).is_some() {
                return folded(&chunk.quotation(mark));
            }
            let text = chunk.article.text.slice(mark.spans.hull());
            folded(&text[..text.floor_char_boundary(DECIDES)])
        })?,
        Column::Attributes => by_key(&mut hits, found, progress, |_, mark| {
            folded(&Filled::line(&attributes(project, mark)))
        })?,
        Column::Links => by_key(&mut hits, found, progress, |chunk, mark| {
            if mark.links.is_empty() {
                return String::new();
            }
            folded(&Leads::line(&links(project, chunk, mark)))
        })?,
        Column::Annotator => by_key(&mut hits, found, progress, |chunk, _| {
            folded(project.annotator_name(&chunk.key.annotator))
        })?,
        Column::Time => by_key(&mut hits, found, progress, |_, mark| mark.modified)?,
    }
    if order.is_backwards {
        hits.reverse();
    }
    Some(hits)
}

/// Sorts by what each annotation has; those that have nothing come last.
fn by_key<K: Ord + Empty>(
    hits: &mut Vec<Hit>,
    found: &[Found],
    progress: &Progress,
    key: impl Fn(&Arc<Chunk>, &Annotation) -> K,
) -> Option<()> {
    let mut keyed = Vec::with_capacity(hits.len());
    for (at, hit) in hits.iter().enumerate() {
        if at % 1024 == 0 && progress.cancel.load(Ordering::Relaxed) {
            return None;
        }
        let chunk = &found[hit.0 as usize].chunk;
        keyed.push((key(chunk, &chunk.marks()[hit.1 as usize]), *hit));
    }
    keyed.sort_by(
        |(one, _), (other, _)| match (one.is_empty(), other.is_empty()) {
            (false, true) => Compared::Less,
            (true, false) => Compared::Greater,
            _ => one.cmp(other),
        },
    );
    *hits = keyed.into_iter().map(|(_, hit)| hit).collect();
    Some(())
}

/// What may be nothing.
trait Empty {
    fn is_empty(&self) -> bool;
}

impl Empty for String {
    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}

impl Empty for jiff::Timestamp {
    fn is_empty(&self) -> bool {
        false
    }
}
