//! A layer whose article has another text than the one on which the layer was made.
//!
//! Offsets into the old text mean nothing in the new one, so at first none of its annotations has a place. Those whose
//! place in the new text is certain get it, by an edit; the others wait for a person. So do those that were carried over from
//! another article and found no place: that was decided then, so they are not looked for again at each opening.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    self, AnnotationId, Article, Change, Course, Detached, Edit, Fate, Layer, LayerKey, Project,
    Slot, Spans, StoredSpan, edits,
};
use crate::say;
use crate::store::old_texts::OldTexts;
use crate::store::place::locate;
use crate::text::{Alignment, Quote, Span, Text, place_by_context};

use super::Originals;

/// What became of a layer whose article has another text now.
#[derive(Clone, Debug, PartialEq)]
pub struct Reanchored {
    /// Whose annotations of which article.
    pub key: LayerKey,
    /// Gives the annotations whose place is certain that place. It is in force already, and still to be saved.
    pub edit: Edit,
    /// What would take it back.
    pub inverse: Edit,
    /// How many annotations it places.
    pub moved: usize,
    /// How many wait for a person.
    pub left: usize,
}

/// Where the annotations of a layer stand whose place in the article's text is certain. The others have a reason
/// afterwards why it is not. The layer comes with the SHA-256 of the text on which it was made, empty if that is not known, and
/// with the articles from which annotations of another text may have been carried over.
pub(super) fn places(
    layer: &mut Layer,
    article: &Article,
    (layer_made_on, originals): (&str, &Originals<'_>),
    old_texts: &OldTexts,
) -> BTreeMap<AnnotationId, Spans> {
    let mut by_text: BTreeMap<String, Vec<&mut Detached>> = BTreeMap::new();
    for lost in layer.detached.values_mut() {
        let made_on = &lost.text_sha256;
        if !made_on.is_empty() && *made_on != article.sha256 {
            by_text.entry(made_on.clone()).or_default().push(lost);
        }
    }
    let mut places = BTreeMap::new();
    for (made_on, lost) in by_text {
        if let Some(reason) = carried_over(&made_on, layer_made_on, article, originals) {
            for lost in lost {
                lost.reason.clone_from(&reason);
            }
            continue;
        }
        let found = match article.since(&made_on) {
            Some((old, course)) => by_corrections(&old, &course, &lost),
            None => match old_texts.find_before(&made_on, &article.text) {
                Some(old) => by_comparison(&old, &article.text, &lost),
                None => by_surroundings(&article.text, &lost),
            },
        };
        for (lost, found) in lost.into_iter().zip(found) {
            match found {
                Ok(spans) => {
                    places.insert(lost.id.clone(), spans);
                }
                Err(reason) => lost.reason = reason,
            }
        }
    }
    places
}

/// Why annotations have no place that stood in the text of another article: the words with which they were carried over.
fn carried_over(
    made_on: &str,
    layer_made_on: &str,
    article: &Article,
    originals: &Originals<'_>,
) -> Option<String> {
    // What the layer was made on was the article's own text.
    if made_on == layer_made_on || article.since(made_on).is_some() {
        return None;
    }
    let original = originals.find(made_on, article)?;
    Some(edits::no_place_in_copy(original))
}

/// Puts annotations of a layer in the places that were found for them; what that was, if there are any.
pub(super) fn settle(
    project: &mut Project,
    key: &LayerKey,
    places: BTreeMap<AnnotationId, Spans>,
) -> Option<Reanchored> {
    let moved = places.len();
    let layer = project.layers.get(key).filter(|_| moved > 0)?;
    let left = layer.detached.len() - moved;
    let edit = edit(key, layer, places);
    let inverse = edit.apply(project).ok()?;
    Some(Reanchored {
        key: key.clone(),
        edit,
        inverse,
        moved,
        left,
    })
}

fn edit(key: &LayerKey, layer: &Layer, places: BTreeMap<AnnotationId, Spans>) -> Edit {
    let name = say!("edit-along", count = places.len());
    let changes = places.into_iter().filter_map(|(id, spans)| {
        let annotation = layer.detached.get(&id)?.placed(spans);
        Some([
            Change::Detached(key.clone(), id.clone(), None),
            Change::Annotation(key.clone(), id, Slot::Present(Arc::new(annotation))),
        ])
    });
    Edit::new(name, changes.flatten().collect())
}

type Placed = Result<Spans, String>;

/// By what was corrected since.
fn by_corrections(old: &Text, course: &Course, lost: &[&mut Detached]) -> Vec<Placed> {
    let place = |lost: &&mut Detached| match course.fate(&locate(old, &lost.spans)?) {
        Fate::Same(spans) | Fate::Reads(spans) => Ok(spans),
        Fate::Lost => Err(model::lost()),
    };
    lost.iter().map(place).collect()
}

/// With the old text at hand: what is the same in both, and stands in the midst of what is the same.
fn by_comparison(old: &Text, new: &Text, lost: &[&mut Detached]) -> Vec<Placed> {
    let alignment = Alignment::of(old.as_str(), new.as_str());
    let were: Vec<Placed> = lost.iter().map(|lost| locate(old, &lost.spans)).collect();
    let spans: Vec<Span> = were.iter().flatten().flat_map(Spans::iter).collect();
    let mut carried = alignment.carry(&spans).into_iter();
    let place = |were: Placed| {
        let found: Vec<Option<Span>> = carried.by_ref().take(were?.as_slice().len()).collect();
        fitting(found, new).ok_or_else(|| say!("lost-changed").to_owned())
    };
    were.into_iter().map(place).collect()
}

/// Without it: what stands once in the new text, with the same words around it.
fn by_surroundings(new: &Text, lost: &[&mut Detached]) -> Vec<Placed> {
    let spans: Vec<&StoredSpan> = lost.iter().flat_map(|lost| &lost.spans).collect();
    let quotes: Vec<Quote<'_>> = spans.iter().map(|span| span.quote()).collect();
    let places = place_by_context(new.as_str(), &quotes).into_iter();
    let mut places = spans
        .iter()
        .zip(places)
        .map(|(span, place)| span.whole_in(new, place?));
    let place = |lost: &&mut Detached| {
        let found: Vec<Option<Span>> = places.by_ref().take(lost.spans.len()).collect();
        fitting(found, new).ok_or_else(|| say!("lost-other-text").to_owned())
    };
    lost.iter().map(place).collect()
}

fn fitting(found: Vec<Option<Span>>, text: &Text) -> Option<Spans> {
    let found: Option<Vec<Span>> = found.into_iter().collect();
    let spans = Spans::new(found?).ok()?;
    spans.fit(text).ok()?;
    Some(spans)
}
