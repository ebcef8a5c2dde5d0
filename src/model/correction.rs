//! Corrections of an article's text, and where its annotations stand afterwards.
//!
//! The file of the text stays as it was loaded; an article keeps beside it what was corrected, oldest first, so that the
//! text as it is read now and every earlier state of it can be made of that file at any time. An annotation that no
//! passage which was replaced touches moves along. One within which all of that lies covers what it covered, as it reads
//! now. Any other one loses its place until a person gives it one. This hangs on the texts alone, so whoever reads a layer
//! that was made before a correction comes to the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::say;
use crate::text::{Byte, Carried, Misfit, Patch, Shift, Text, apply, sha256_hex};

use super::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Detached, EditError, Layer,
    LayerKey, Project, Spans, StoredSpan,
};

/// What somebody corrected in an article's text at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: AnnotatorId,
    /// Why, as this person says; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What was replaced by what; places are those in the text before this correction.
    pub patches: Vec<Patch>,
}

/// The corrections that an article shall have, with annotations that shall then be as they are here: how a correction is
/// taken back exactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// All corrections, oldest first.
    pub list: Vec<Correction>,
    /// Annotations that do not follow from the texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<(AnnotatorId, Place)>,
}

/// An annotation in its place, or without one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// It has one.
    Here(Arc<Annotation>),
    /// It has none.
    Lost(Box<Detached>),
}

impl Place {
    fn id(&self) -> &AnnotationId {
        match self {
            Self::Here(annotation) => &annotation.id,
            Self::Lost(detached) => &detached.id,
        }
    }

    /// What there is of an annotation in a layer.
    fn of(layer: &Layer, id: &AnnotationId) -> Option<Self> {
        let here = layer.annotations.get(id).cloned().map(Self::Here);
        here.or_else(|| {
            layer
                .detached
                .get(id)
                .cloned()
                .map(|it| Self::Lost(it.into()))
        })
    }

    fn put(self, layer: &mut Layer) {
        let id = self.id();
        layer.detached.remove(id);
        layer.annotations.remove(id);
        match self {
            Self::Here(annotation) => {
                layer.annotations.insert(annotation.id.clone(), annotation);
            }
            Self::Lost(detached) => {
                layer.detached.insert(detached.id.clone(), *detached);
            }
        }
    }
}

/// How a text became another one, step by step.
#[derive(Clone, Debug)]
pub struct Course {
    /// The text at its end.
    text: Text,
    shifts: Vec<Shift>,
}

/// What becomes of an annotation on such a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It moves along.
    Same(Spans),
    /// It covers what it covered, as it reads now.
    Reads(Spans),
    /// It has no certain place.
    Lost,
}

impl Course {
    /// From a text through these patches.
    ///
    /// # Errors
    /// [`Misfit`] when some do not fit.
    fn through(from: &Text, steps: impl IntoIterator<Item = Vec<Patch>>) -> Result<Self, Misfit> {
        let mut course = Self {
            text: from.clone(),
            shifts: Vec::new(),
        };
        for patches in steps {
            let (text, shift) = apply(&course.text, &patches)?;
            course.text = text;
            course.shifts.push(shift);
        }
        Ok(course)
    }

    /// The text at its end.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// About where an offset of the text at its beginning is in that at its end.
    #[must_use]
    pub fn near(&self, at: Byte) -> Byte {
        self.shifts.iter().fold(at, |at, shift| shift.near(at))
    }

    /// What becomes of an annotation with these spans.
    #[must_use]
    pub fn fate(&self, spans: &Spans) -> Fate {
        let mut moved = spans.as_slice().to_vec();
        let mut touched = false;
        for shift in &self.shifts {
            for span in &mut moved {
                match shift.carry(*span) {
                    Carried::Same(now) => *span = now,
                    Carried::Reads(now) => {
                        *span = now;
                        touched = true;
                    }
                    Carried::Lost => return Fate::Lost,
                }
            }
        }
        match Spans::new(moved) {
            Ok(spans) if spans.fit(&self.text).is_err() => Fate::Lost,
            Ok(spans) if touched => Fate::Reads(spans),
            Ok(spans) => Fate::Same(spans),
            Err(_) => Fate::Lost,
        }
    }
}

impl Article {
    /// Whether both were loaded with one text, however it was corrected since.
    #[must_use]
    pub fn is_of_one_text(&self, other: &Self) -> bool {
        self.text == other.text || self.original() == other.original()
    }

    /// The text as it was loaded.
    #[must_use]
    pub fn original(&self) -> Text {
        self.before(0)
            .map_or_else(|| self.text.clone(), |course| course.text)
    }

    /// SHA-256 of the text as it was loaded: 64 hexadecimal digits.
    #[must_use]
    pub fn original_sha256(&self) -> String {
        if self.corrections.is_empty() {
            self.sha256.clone()
        } else {
            sha256_hex(self.original().as_str())
        }
    }

    /// The way from the text of today back to the one that only so many corrections had.
    fn before(&self, corrections: usize) -> Option<Course> {
        let undone = self.corrections.get(corrections..)?.iter().rev();
        let steps = undone.map(|correction| Patch::reversed(&correction.patches));
        Course::through(&self.text, steps).ok()
    }

    /// The text of this SHA-256 that the article had before some of its corrections, and the way from it to that of today.
    #[must_use]
    pub fn since(&self, sha256: &str) -> Option<(Text, Course)> {
        (0..self.corrections.len()).rev().find_map(|count| {
            let old = self.before(count)?.text;
            if sha256_hex(old.as_str()) != sha256 {
                return None;
            }
            let steps = self.corrections[count..].iter();
            let course = Course::through(&old, steps.map(|it| it.patches.clone())).ok()?;
            Some((old, course))
        })
    }

    /// The article with these corrections instead of those that it has, and the way from its text to that one.
    ///
    /// # Errors
    /// [`Misfit`] when one of them does not fit the text that the article was loaded with.
    pub fn corrected(&self, list: &[Correction]) -> Result<(Self, Course), Misfit> {
        let common = self
            .corrections
            .iter()
            .zip(list)
            .take_while(|(one, other)| one == other)
            .count();
        let back = self.corrections[common..].iter().rev();
        let forth = list[common..].iter();
        let steps = back
            .map(|it| Patch::reversed(&it.patches))
            .chain(forth.map(|it| it.patches.clone()));
        let is_known = !self.sha256.is_empty();
        let course = Course::through(&self.text, steps.filter(|_| is_known))?;
        let mut article = self.clone();
        article.corrections = list.to_vec();
        if is_known {
            article.sha256 = sha256_hex(course.text.as_str());
            article.text = course.text.clone();
        }
        Ok((article, course))
    }
}

impl Project {
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
pub(super) fn correct(
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
    for (_, place) in &to.places {
        if let Place::Here(annotation) = place {
            (annotation.spans.fit(&corrected.text))
                .map_err(|why| EditError::Spans(annotation.id.clone(), why))?;
        }
    }
    let mut places = BTreeMap::new();
    let mut layers: BTreeMap<LayerKey, Arc<Layer>> = BTreeMap::new();
    let mut note = |key: &LayerKey, id: &AnnotationId| {
        let before = project.layers.get(key).and_then(|it| Place::of(it, id));
        if let Some(before) = before {
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
    for (by, place) in &to.places {
        let key = LayerKey {
            article: id.clone(),
            annotator: by.clone(),
        };
        note(&key, place.id());
        let layer = layers.get_mut(&key);
        let layer = layer.ok_or_else(|| EditError::NoAnnotator(by.clone()))?;
        place.clone().put(Arc::make_mut(layer));
    }
    let places = places.into_iter().map(|((by, _), place)| (by, place));
    let before = Corrected {
        list: article.corrections.clone(),
        places: places.collect(),
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
    let was_packed = layer.annotations.is_packed();
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
    for mut lost in core::mem::take(&mut now.detached).into_values() {
        if lost.text_sha256.is_empty() {
            lost.text_sha256.clone_from(&before.sha256);
        }
        if let Some(spans) = regained(&lost, after) {
            touched.push(lost.id.clone());
            annotations.insert(lost.id.clone(), Arc::new(lost.placed(spans)));
            continue;
        }
        if lost.text_sha256 == after.sha256 {
            lost.text_sha256.clear();
        }
        now.detached.insert(lost.id.clone(), lost);
    }
    now.annotations = if was_packed {
        annotations.packed()
    } else {
        annotations
    };
    (Arc::new(now), touched)
}

/// The place that an annotation without one has in the text of an article, if that follows from its corrections.
fn regained(lost: &Detached, article: &Article) -> Option<Spans> {
    if lost.text_sha256 == article.sha256 {
        return StoredSpan::all_in(&article.text, &lost.spans);
    }
    let (old, course) = article.since(&lost.text_sha256)?;
    match course.fate(&StoredSpan::all_in(&old, &lost.spans)?) {
        Fate::Same(spans) | Fate::Reads(spans) => Some(spans),
        Fate::Lost => None,
    }
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

/// What becomes of the annotations of an article when these patches are applied to its text.
///
/// # Errors
/// [`Misfit`] when one does not fit the text.
pub fn effect(project: &Project, article: &Article, patches: &[Patch]) -> Result<Effect, Misfit> {
    let course = Course::through(&article.text, [patches.to_vec()])?;
    let mut effect = Effect {
        text: course.text.clone(),
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
