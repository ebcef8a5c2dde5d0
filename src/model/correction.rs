//! Corrections of an article's text, and where its annotations stand afterwards.
//!
//! The file of the text stays as it was loaded; an article keeps beside it what was corrected, oldest first, so that the
//! text as it is read now and every earlier state of it can be made of that file at any time. An annotation that no
//! passage which was replaced touches moves along. One within which all of that lies covers what it covered, as it reads
//! now. Any other one loses its place until a person gives it one. This hangs on the texts alone, so whoever reads a layer
//! that was made before a correction comes to the same.

use std::collections::{BTreeMap, HashMap};
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

/// Lists of corrections that were in force once and are no more, oldest first: layers may have been made on these texts,
/// and are carried from them. That is nothing that the article says, so two articles are the same whatever is in here, and
/// undo does not take it back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Withdrawn(pub Vec<Vec<Correction>>);

/// So many of them are remembered.
const REMEMBERED: usize = 64;

impl PartialEq for Withdrawn {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Withdrawn {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Remembers a list beside the one that is in force now.
    fn note(&mut self, list: &[Correction], now: &[Correction]) {
        self.0
            .retain(|known| !list.starts_with(known) && !now.starts_with(known));
        if !now.starts_with(list) {
            self.0.push(list.to_vec());
        }
        let excess = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..excess);
    }
}

/// The corrections that an article shall have, with places of annotations that do not follow from the texts: how a
/// correction is taken back exactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// All corrections, oldest first.
    pub list: Vec<Correction>,
    /// Where annotations shall be then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// Where an annotation is. What it says is not in here: that may have changed meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Whose annotation.
    pub by: AnnotatorId,
    /// Which one.
    pub id: AnnotationId,
    /// Where.
    pub at: Where,
}

/// A place, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Where {
    /// In the text.
    Here(Spans),
    /// Nowhere.
    Lost {
        /// Where it stood.
        spans: Vec<StoredSpan>,
        /// In which text, by its SHA-256; empty for that of the article.
        text_sha256: String,
        /// Whether somebody has decided so.
        kept: bool,
        /// Why, in words.
        reason: String,
    },
}

impl Place {
    /// Where an annotation of a layer is, if it is in there.
    fn of(by: &AnnotatorId, layer: &Layer, id: &AnnotationId) -> Option<Self> {
        let here = layer.annotations.get(id);
        let here = here.map(|annotation| Where::Here(annotation.spans.clone()));
        let lost = |detached: &Detached| Where::Lost {
            spans: detached.spans.clone(),
            text_sha256: detached.text_sha256.clone(),
            kept: detached.kept,
            reason: detached.reason.clone(),
        };
        Some(Self {
            by: by.clone(),
            id: id.clone(),
            at: here.or_else(|| layer.detached.get(id).map(lost))?,
        })
    }

    /// Puts the annotation there, as it is by now; one that is gone stays so.
    fn put(&self, layer: &mut Layer) {
        let id = &self.id;
        let here = layer.annotations.remove(id);
        let lost = layer.detached.remove(id);
        match &self.at {
            Where::Here(spans) => {
                let placed = here
                    .map(|it| Annotation {
                        spans: spans.clone(),
                        ..Annotation::clone(&it)
                    })
                    .or_else(|| lost.map(|it| it.placed(spans.clone())));
                let placed = placed.map(|it| (id.clone(), Arc::new(it)));
                layer.annotations.extend(placed);
            }
            Where::Lost {
                spans,
                text_sha256,
                kept,
                reason,
            } => {
                let lost = here
                    .map(|it| Detached::of(&it, Vec::new(), "", String::new()))
                    .or(lost)
                    .map(|it| Detached {
                        spans: spans.clone(),
                        text_sha256: text_sha256.clone(),
                        kept: *kept,
                        reason: reason.clone(),
                        ..it
                    });
                layer.detached.extend(lost.map(|it| (id.clone(), it)));
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

/// The patches that lead from the text of one list of corrections to that of another.
pub(super) fn between(from: &[Correction], to: &[Correction]) -> Vec<Vec<Patch>> {
    let common = from.iter().zip(to).take_while(|(one, other)| one == other);
    let common = common.count();
    let back = from[common..].iter().rev();
    let forth = to[common..].iter();
    back.map(|it| Patch::reversed(&it.patches))
        .chain(forth.map(|it| it.patches.clone()))
        .collect()
}

impl Fate {
    /// Where the annotation stands, if its place is certain.
    #[must_use]
    pub fn spans(self) -> Option<Spans> {
        match self {
            Self::Same(spans) | Self::Reads(spans) => Some(spans),
            Self::Lost => None,
        }
    }
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
        Course::through(&self.text, between(&self.corrections, &[]))
            .map_or_else(|_| self.text.clone(), |course| course.text)
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

    /// The text of this SHA-256 that the article has had, and the way from it to that of today.
    #[must_use]
    pub fn since(&self, sha256: &str) -> Option<(Text, Course)> {
        if self.corrections.is_empty() && self.withdrawn.is_empty() {
            return None;
        }
        let original = self.original();
        let lists = core::iter::once(&self.corrections).chain(self.withdrawn.0.iter().rev());
        lists
            .into_iter()
            .find_map(|list| self.since_on(list, &original, sha256))
    }

    /// The same for the texts that one list of corrections makes of the one that was loaded; of several the last.
    fn since_on(
        &self,
        list: &[Correction],
        original: &Text,
        sha256: &str,
    ) -> Option<(Text, Course)> {
        let mut text = original.clone();
        let mut found = (sha256_hex(text.as_str()) == sha256).then(|| (0, text.clone()));
        for (number, correction) in list.iter().enumerate() {
            text = apply(&text, &correction.patches).ok()?.0;
            if sha256_hex(text.as_str()) == sha256 {
                found = Some((number + 1, text.clone()));
            }
        }
        let (count, text) = found?;
        let course = Course::through(&text, between(&list[..count], &self.corrections)).ok()?;
        Some((text, course))
    }

    /// The article with these corrections instead of those that it has, and the way from its text to that one.
    ///
    /// # Errors
    /// [`Misfit`] when one of them does not fit the text that the article was loaded with.
    pub fn corrected(&self, list: &[Correction]) -> Result<(Self, Course), Misfit> {
        let is_known = !self.sha256.is_empty();
        let steps = if is_known {
            between(&self.corrections, list)
        } else {
            Vec::new()
        };
        let course = Course::through(&self.text, steps)?;
        let mut article = self.clone();
        article.corrections = list.to_vec();
        article.withdrawn.note(&self.corrections, list);
        if is_known && !course.shifts.is_empty() {
            article.sha256 = sha256_hex(course.text.as_str());
            article.text = course.text.clone();
        }
        Ok((article, course))
    }
}

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
