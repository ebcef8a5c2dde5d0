//! Bringing the annotations of an article along with its text.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Detached, EditError, Layer,
    LayerKey, Project, Spans, StoredSpan,
};
use crate::say;
use crate::text::{Misfit, Patch, Text};

use super::{Corrected, Course, Fate, Place, Where};

impl Project {
    /// The project with the texts that another one has, where both have loaded the same and corrected it differently.
    #[must_use]
    pub fn with_texts_of(&self, other: &Self) -> Self {
        let mut project = self.clone();
        for (id, article) in &self.articles {
            let other = other.articles.get(id);
            let other = other.filter(|it| it.text != article.text && it.is_of_one_text(article));
            if let Some(other) = other {
                let list = other.corrections.clone();
                let places = Vec::new();
                // What does not fit stays as it is.
                let _misfit = correct(&mut project, id, &Corrected { list, places });
            }
        }
        project
    }

    /// The project with all texts as they were loaded. Annotations stand where they stood in these; what was marked in a
    /// passage that was only put in later has no place.
    #[must_use]
    pub fn as_loaded(&self) -> Self {
        let mut project = self.clone();
        let corrected = self.articles.iter();
        let corrected = corrected.filter(|(_, article)| !article.corrections.is_empty());
        for (id, _) in corrected {
            // What does not fit stays as it is, as it does when it is read.
            let _misfit = correct(&mut project, id, &Corrected::default());
        }
        project
    }
}

/// Gives an article these corrections, and every annotation of it the place that follows from the texts; what would take
/// that back. The project stays as it is when that cannot be.
///
/// # Errors
/// When there is no such article, a correction does not fit its text, or a place does not fit the text afterwards.
pub(in crate::model) fn correct(
    project: &mut Project,
    id: &ArticleId,
    to: &Corrected,
) -> Result<Corrected, EditError> {
    let article = project
        .articles
        .get(id)
        .ok_or_else(|| EditError::NoArticle(id.clone()))?;
    let misfit = |why| EditError::Text(id.clone(), why);
    let (corrected, course) = article.corrected(&to.list).map_err(misfit)?;
    for place in &to.places {
        if let Where::Here(spans) = &place.at {
            (spans.fit(&corrected.text)).map_err(|why| EditError::Spans(place.id.clone(), why))?;
        }
    }
    let mut places = BTreeMap::new();
    let mut layers: BTreeMap<LayerKey, Arc<Layer>> = BTreeMap::new();
    let mut note = |key: &LayerKey, id: &AnnotationId| {
        let layer = project.layers.get(key);
        if let Some(before) = layer.and_then(|it| Place::of(&key.annotator, it, id)) {
            places.insert((key.annotator.clone(), id.clone()), before);
        }
    };
    for (key, layer) in project.layers_of(id) {
        let (layer, touched) = carried(layer, article, &corrected, &course);
        for id in touched {
            note(key, &id);
        }
        layers.insert(key.clone(), layer);
    }
    for place in &to.places {
        let key = LayerKey {
            article: id.clone(),
            annotator: place.by.clone(),
        };
        if let Some(layer) = layers.get_mut(&key) {
            note(&key, &place.id);
            place.put(Arc::make_mut(layer));
        }
    }
    let before = Corrected {
        list: article.corrections.clone(),
        places: places.into_values().collect(),
    };
    project.articles.insert(id.clone(), Arc::new(corrected));
    for (key, layer) in layers {
        project.layers.insert(key, layer);
    }
    Ok(before)
}

/// Brings the layers of an article along when it is replaced by one with other corrections, as [`Article::corrected`] has
/// made it.
pub fn carry_layers(project: &mut Project, before: &Article, after: &Article) {
    let Ok((_, course)) = before.corrected(&after.corrections) else {
        return;
    };
    let keys: Vec<LayerKey> = project
        .layers_of(&after.id)
        .map(|(key, _)| key.clone())
        .collect();
    for key in keys {
        if let Some(layer) = project.layers.get(&key) {
            let (layer, _) = carried(layer, before, after, &course);
            project.layers.insert(key, layer);
        }
    }
}

/// A layer on the text at the end of a course, and the annotations in it that did not just move along.
fn carried(
    layer: &Arc<Layer>,
    before: &Article,
    after: &Article,
    course: &Course,
) -> (Arc<Layer>, Vec<AnnotationId>) {
    let mut touched = Vec::new();
    let mut now = Layer::clone(layer);
    let mut annotations = layer.in_passing().annotations;
    let all: Vec<Arc<Annotation>> = annotations.values().cloned().collect();
    for annotation in all {
        let spans = match course.fate(&annotation.spans) {
            Fate::Same(spans) if spans == annotation.spans => continue,
            Fate::Same(spans) => spans,
            Fate::Reads(spans) => {
                touched.push(annotation.id.clone());
                spans
            }
            Fate::Lost => {
                let stored = annotation.spans.iter();
                let stored = stored.map(|span| StoredSpan::of(&before.text, span));
                let lost =
                    Detached::of(&annotation, stored.collect(), &before.sha256, self::lost());
                now.detached.insert(annotation.id.clone(), lost);
                annotations.remove(&annotation.id);
                touched.push(annotation.id.clone());
                continue;
            }
        };
        let moved = Annotation {
            spans,
            ..Annotation::clone(&annotation)
        };
        annotations.insert(moved.id.clone(), Arc::new(moved));
    }
    // What has no place is read as it would be from a file.
    let mut known = HashMap::new();
    for mut lost in core::mem::take(&mut now.detached).into_values() {
        if lost.text_sha256.is_empty() {
            lost.text_sha256.clone_from(&before.sha256);
        }
        if let Some(spans) = regained(&lost, after, &mut known) {
            touched.push(lost.id.clone());
            annotations.insert(lost.id.clone(), Arc::new(lost.placed(spans)));
            continue;
        }
        if lost.text_sha256 == after.sha256 {
            lost.text_sha256.clear();
        }
        now.detached.insert(lost.id.clone(), lost);
    }
    now.annotations = annotations;
    (Arc::new(now), touched)
}

/// Texts that an article has had, by their SHA-256, with the way from each to that of today.
type Known = HashMap<String, Option<(Text, Course)>>;

/// The place that an annotation without one has in the text of an article, if that follows from its corrections and nobody
/// has decided that it has none.
fn regained(lost: &Detached, article: &Article, known: &mut Known) -> Option<Spans> {
    if lost.kept {
        return None;
    }
    if lost.text_sha256 == article.sha256 {
        return StoredSpan::all_in(&article.text, &lost.spans);
    }
    let sha256 = &lost.text_sha256;
    if !known.contains_key(sha256) {
        known.insert(sha256.clone(), article.since(sha256));
    }
    let (old, course) = known.get(sha256)?.as_ref()?;
    course.fate(&StoredSpan::all_in(old, &lost.spans)?).spans()
}

/// Why an annotation has no place after a correction.
#[must_use]
pub fn lost() -> String {
    say!("correction-lost").to_owned()
}

/// What a correction would do to the annotations of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The text then.
    pub text: Text,
    /// How many keep their words.
    pub moved: usize,
    /// Those that read otherwise afterwards, with their spans then.
    pub reads: Vec<(AnnotatorId, Arc<Annotation>, Spans)>,
    /// Those that lose their place.
    pub lost: Vec<(AnnotatorId, Arc<Annotation>)>,
}

/// What becomes of the annotations of an article when these patches are applied to its text, one list after the other.
///
/// # Errors
/// [`Misfit`] when one does not fit the text.
pub fn effect(
    project: &Project,
    article: &Article,
    steps: &[Vec<Patch>],
) -> Result<Effect, Misfit> {
    let course = Course::through(&article.text, steps.to_vec())?;
    let mut effect = Effect {
        text: course.text().clone(),
        moved: 0,
        reads: Vec::new(),
        lost: Vec::new(),
    };
    for (key, layer) in project.layers_of(&article.id) {
        for annotation in layer.in_passing().in_order() {
            match course.fate(&annotation.spans) {
                Fate::Same(_) => effect.moved += 1,
                Fate::Reads(spans) => {
                    effect
                        .reads
                        .push((key.annotator.clone(), annotation, spans));
                }
                Fate::Lost => effect.lost.push((key.annotator.clone(), annotation)),
            }
        }
    }
    Ok(effect)
}
