//! The one way to change a project.
//!
//! A [`Change`] sets one slot of the project: an annotation, a tag, the head of a layer. Applying it yields the change
//! that sets the slot back. An [`Edit`] is a named list of changes that are applied together or not at all; its
//! inverse is an edit too. Undo, redo, history, the journal and previews of bulk edits are all made of these values.

mod slots;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::say;
use crate::text::Misfit;

use super::{
    Annotation, AnnotationId, AnnotatorId, Answer, Article, ArticleId, ArticleMeta, Attribute,
    AttributeId, Color, Comment, CommentId, Corrected, Decision, DecisionId, DecisionRef, Detached,
    Entity, EntityId, EntityType, EntityTypeId, Highlighter, HighlighterId, InvalidSpans,
    LayerHead, LayerKey, Project, Reason, ReasonId, ReviewKey, ReviewRules, Role, RoleId, Round,
    RoundId, Settings, Signed, Tag, TagId,
};

/// Who makes an edit, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The annotator whose layers the edit changes.
    pub annotator: AnnotatorId,
    /// The time that the edit bears.
    pub at: Timestamp,
}

/// A named list of changes that are applied together or not at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// What it does, as undo tells it: “Tag “the port” as Claim”.
    pub name: String,
    /// The changes, applied in this order.
    pub changes: Vec<Change>,
}

/// Sets one slot of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// Name and settings.
    Settings(Settings),
    /// The annotation guidelines.
    Guidelines(String),
    /// A tag of the codebook; `None` removes it.
    Tag(TagId, Option<Placed<Tag>>),
    /// A link role of the codebook; `None` removes it.
    Role(RoleId, Option<Placed<Role>>),
    /// A field of the article as a whole; `None` removes it.
    ArticleAttribute(AttributeId, Option<Placed<Attribute>>),
    /// An entity type of the codebook; `None` removes it.
    EntityType(EntityTypeId, Option<Placed<EntityType>>),
    /// A highlighter; `None` removes it.
    Highlighter(HighlighterId, Option<Placed<Highlighter>>),
    /// Where decisions go, and what reviewers see.
    ReviewRules(ReviewRules),
    /// A reason for decisions; `None` removes it.
    Reason(ReasonId, Option<Placed<Reason>>),
    /// A round of annotating; `None` removes it.
    Round(RoundId, Option<Placed<Round>>),
    /// Who is to annotate an article; nobody in particular when it is empty.
    Assigned(ArticleId, BTreeSet<AnnotatorId>),
    /// A new article, or none. A journal keeps its whole text, so that it comes back after a crash or from the trash.
    Article(ArticleId, Option<Arc<Article>>),
    /// What is known about an article.
    ArticleMeta(ArticleId, ArticleMeta),
    /// What is corrected in an article's text; its annotations come along.
    Corrections(ArticleId, Corrected),
    /// An annotator's name and colour; `None` removes an annotator without entities.
    Annotator(AnnotatorId, Option<(String, Color)>),
    /// An annotator's version of an entity; `None` removes it.
    Entity(AnnotatorId, EntityId, Option<Entity>),
    /// What is said of an article as a whole.
    LayerHead(LayerKey, LayerHead),
    /// An annotation.
    Annotation(LayerKey, AnnotationId, Slot),
    /// An annotation that has lost its place; `None` removes it.
    Detached(LayerKey, AnnotationId, Option<Detached>),
    /// A decision of a reviewer; `None` takes it away.
    Decision(ReviewKey, DecisionId, Option<Arc<Decision>>),
    /// A comment; `None` removes it.
    Comment(ReviewKey, CommentId, Option<Comment>),
    /// What somebody answers to a decision; `None` takes it back.
    Answer(ReviewKey, DecisionRef, Option<Answer>),
    /// That the gold layer of the article is finished; `None` opens it again.
    Signed(ReviewKey, Option<Signed>),
}

/// A value and its place in an ordered list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed<T> {
    /// Its index; one beyond the end counts as the end.
    pub at: usize,
    /// The value.
    pub value: T,
}

/// The state of one annotation id in a layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Slot {
    /// It was never there.
    Absent,
    /// It is there.
    Present(Arc<Annotation>),
    /// It was deleted at this time.
    Deleted(Timestamp),
}

/// A part of the project that is saved as one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Name and settings.
    Settings,
    /// The codebook.
    Codebook,
    /// The guidelines.
    Guidelines,
    /// The highlighters.
    Highlighters,
    /// How the project is reviewed.
    Reviewing,
    /// An article: its text once, its metadata on every change.
    Article(ArticleId),
    /// An annotator with the entities that this person wrote.
    Annotator(AnnotatorId),
    /// A layer.
    Layer(LayerKey),
    /// What a person decided and said about an article.
    Review(ReviewKey),
}

/// Why an edit was refused. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit names an article that is not there.
    #[error("{}", say!("refused-no-article", id = .0.to_string()))]
    NoArticle(ArticleId),
    /// The edit names an annotator who is not there.
    #[error("{}", say!("refused-no-annotator", id = .0.to_string()))]
    NoAnnotator(AnnotatorId),
    /// The annotation's spans do not fit the article's text.
    #[error("{}", say!("refused-spans", id = .0.to_string(), why = .1.to_string()))]
    Spans(AnnotationId, InvalidSpans),
    /// Corrections do not fit the article's text.
    #[error("{}", say!("correction-misfit", article = .0.to_string(), why = .1.to_string()))]
    Text(ArticleId, Misfit),
    /// A value is stored under another id than its own.
    #[error("{}", say!("refused-wrong-id", what = .0))]
    WrongId(String),
    /// An id stands twice in the codebook or among the highlighters, so it is not clear what the edit means.
    #[error("{}", say!("refused-ambiguous", id = .0))]
    Ambiguous(String),
    /// An article cannot be removed because these annotators have layers of it.
    #[error("{}", say!("refused-annotated", who = .0))]
    Annotated(String),
    /// Something cannot be removed because other things belong to it.
    #[error("{}", say!("refused-in-use", what = .0))]
    InUse(String),
}

impl Edit {
    /// An edit with these changes.
    #[must_use]
    pub fn new(name: impl Into<String>, changes: Vec<Change>) -> Self {
        Self {
            name: name.into(),
            changes,
        }
    }

    /// Whether it would change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds the changes of another edit behind its own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self
    }

    /// The files that it changes, each once.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for change in &self.changes {
            // Thousands of changes of one layer or review come one after the other.
            if !parts.last().is_some_and(|last| change.is_in(last)) {
                parts.push(change.part());
            }
        }
        parts.sort();
        parts.dedup();
        parts
    }

    /// The layers in which it changes annotations or what is said of the article; one may come more than once.
    pub fn layers(&self) -> impl Iterator<Item = &LayerKey> {
        self.changes.iter().filter_map(|change| match change {
            Change::LayerHead(of, _) | Change::Annotation(of, ..) | Change::Detached(of, ..) => {
                Some(of)
            }
            _ => None,
        })
    }

    /// The layer that it changes, when that is only one; beside that it may change what is no layer.
    #[must_use]
    pub fn only_layer(&self) -> Option<LayerKey> {
        let mut only: Option<Part> = None;
        for change in &self.changes {
            if only.as_ref().is_some_and(|only| change.is_in(only)) {
                continue;
            }
            match (change.part(), &only) {
                (part @ Part::Layer(_), None) => only = Some(part),
                (Part::Layer(_), Some(_)) => return None,
                _ => {}
            }
        }
        match only {
            Some(Part::Layer(key)) => Some(key),
            _ => None,
        }
    }

    /// Whether another edit sets exactly the slots that this one sets, in the same order.
    #[must_use]
    pub fn sets_same_slots(&self, other: &Self) -> bool {
        self.changes.len() == other.changes.len()
            && self
                .changes
                .iter()
                .zip(&other.changes)
                .all(|(one, other)| one.sets_same_slot(other))
    }

    /// Whether everything is as the edit sets it, apart from places in lists.
    #[must_use]
    pub fn is_in_force(&self, project: &Project) -> bool {
        use super::merge::is_same;
        let as_set = |(at, change): (usize, &Change)| {
            is_same(&change.current(project), change)
                || self.changes[at + 1..]
                    .iter()
                    .any(|later| later.sets_all_of(change))
        };
        if self.changes.iter().enumerate().all(as_set) {
            return true;
        }
        // A change may set again what an earlier one has set: an article, and then what is known about it.
        let mut then = project.clone();
        self.apply(&mut then).is_ok()
            && self
                .changes
                .iter()
                .all(|change| is_same(&change.current(project), &change.current(&then)))
    }

    /// Puts the edit in force and returns its inverse, which has the same name.
    ///
    /// # Errors
    /// [`EditError`] when a change does not fit the project, which is then as it was before.
    pub fn apply(&self, project: &mut Project) -> Result<Self, EditError> {
        let mut inverses = Vec::with_capacity(self.changes.len());
        for change in &self.changes {
            match change.apply(project) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.iter().rev() {
                        let undone = inverse.apply(project);
                        debug_assert!(
                            undone.is_ok(),
                            "the inverse of a change that was just applied fits"
                        );
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Self::new(self.name.clone(), inverses))
    }
}

impl Change {
    /// Whether it belongs to a layer or a review, and this is that.
    fn is_in(&self, part: &Part) -> bool {
        match (self, part) {
            (
                Self::LayerHead(key, _) | Self::Annotation(key, ..) | Self::Detached(key, ..),
                Part::Layer(known),
            ) => key == known,
            (
                Self::Decision(key, ..)
                | Self::Comment(key, ..)
                | Self::Answer(key, ..)
                | Self::Signed(key, _),
                Part::Review(known),
            ) => key == known,
            _ => false,
        }
    }

    /// The file that the change belongs to.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Settings(_) => Part::Settings,
            Self::Guidelines(_) => Part::Guidelines,
            Self::Highlighter(..) => Part::Highlighters,
            Self::ReviewRules(_) | Self::Reason(..) | Self::Round(..) | Self::Assigned(..) => {
                Part::Reviewing
            }
            Self::Tag(..) | Self::Role(..) | Self::ArticleAttribute(..) | Self::EntityType(..) => {
                Part::Codebook
            }
            Self::Article(id, _) | Self::ArticleMeta(id, _) | Self::Corrections(id, _) => {
                Part::Article(id.clone())
            }
            Self::Annotator(id, _) | Self::Entity(id, ..) => Part::Annotator(id.clone()),
            Self::LayerHead(key, _) | Self::Annotation(key, ..) | Self::Detached(key, ..) => {
                Part::Layer(key.clone())
            }
            Self::Decision(key, ..)
            | Self::Comment(key, ..)
            | Self::Answer(key, ..)
            | Self::Signed(key, _) => Part::Review(key.clone()),
        }
    }

    /// Whether nothing of what another change sets is left after this one.
    fn sets_all_of(&self, other: &Self) -> bool {
        self.sets_same_slot(other)
            || matches!(
                (self, other),
                (Self::Article(one, _), Self::ArticleMeta(two, _) | Self::Corrections(two, _))
                    | (Self::Corrections(one, _), Self::Corrections(two, _))
                    if one == two
            )
    }

    /// Whether another change sets the slot that this one sets, so that only the later one of the two counts. Of two
    /// corrections both count: each moves annotations.
    #[must_use]
    pub fn sets_same_slot(&self, other: &Self) -> bool {
        !matches!(self, Self::Corrections(..)) && self.is_of_same_slot(other)
    }

    /// Whether another change is about the slot that this one sets.
    #[must_use]
    pub fn is_of_same_slot(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Settings(_), Self::Settings(_))
            | (Self::Guidelines(_), Self::Guidelines(_))
            | (Self::ReviewRules(_), Self::ReviewRules(_)) => true,
            (Self::Tag(one, _), Self::Tag(two, _)) => one == two,
            (Self::Role(one, _), Self::Role(two, _)) => one == two,
            (Self::ArticleAttribute(one, _), Self::ArticleAttribute(two, _)) => one == two,
            (Self::EntityType(one, _), Self::EntityType(two, _)) => one == two,
            (Self::Highlighter(one, _), Self::Highlighter(two, _)) => one == two,
            (Self::Reason(one, _), Self::Reason(two, _)) => one == two,
            (Self::Round(one, _), Self::Round(two, _)) => one == two,
            (Self::Article(one, _), Self::Article(two, _))
            | (Self::Assigned(one, _), Self::Assigned(two, _))
            | (Self::ArticleMeta(one, _), Self::ArticleMeta(two, _))
            | (Self::Corrections(one, _), Self::Corrections(two, _)) => one == two,
            (Self::Annotator(one, _), Self::Annotator(two, _)) => one == two,
            (Self::Entity(by, one, _), Self::Entity(other_by, two, _)) => {
                by == other_by && one == two
            }
            (Self::LayerHead(one, _), Self::LayerHead(two, _)) => one == two,
            (Self::Annotation(key, one, _), Self::Annotation(other_key, two, _))
            | (Self::Detached(key, one, _), Self::Detached(other_key, two, _)) => {
                key == other_key && one == two
            }
            (Self::Decision(key, one, _), Self::Decision(other_key, two, _)) => {
                key == other_key && one == two
            }
            (Self::Comment(key, one, _), Self::Comment(other_key, two, _)) => {
                key == other_key && one == two
            }
            (Self::Answer(key, one, _), Self::Answer(other_key, two, _)) => {
                key == other_key && one == two
            }
            (Self::Signed(one, _), Self::Signed(two, _)) => one == two,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Change;
    use crate::model::random::{edits_for, projects};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn apply_then_inverse_is_identity(
            (project, edits) in projects().prop_flat_map(|project| {
                let edits = edits_for(&project);
                (Just(project), edits)
            }),
        ) {
            let mut changed = project.clone();
            let mut inverses = Vec::new();
            let mut snapshots = vec![changed.clone()];
            for edit in &edits {
                let before = changed.clone();
                if let Ok(inverse) = edit.apply(&mut changed) {
                    inverses.push((inverse, edit.clone()));
                    snapshots.push(changed.clone());
                } else { prop_assert_eq!(&changed, &before, "a refused edit changes nothing") }
            }
            // What a slot holds before a change is what the inverse sets.
            for ((inverse, forward), before) in inverses.iter().zip(&snapshots) {
                if let [change] = &forward.changes[..] {
                    match (change.current(before), &inverse.changes[0]) {
                        (Change::Corrections(_, one), Change::Corrections(_, other)) => {
                            prop_assert_eq!(&one.list, &other.list);
                        }
                        (one, other) => prop_assert_eq!(&one, other),
                    }
                }
            }
            // Back to the beginning, one by one, and forth again.
            for ((inverse, forward), before) in inverses.iter().zip(&snapshots).rev() {
                let redo = inverse.apply(&mut changed).expect("an inverse fits");
                prop_assert_eq!(&changed, before);
                prop_assert_eq!(redo.parts(), forward.parts());
                redo.apply(&mut changed).expect("the inverse of an inverse fits");
                inverse.apply(&mut changed).expect("an inverse fits twice");
                prop_assert_eq!(&changed, before);
            }
            prop_assert_eq!(&changed, &project);
        }

        #[test]
        fn every_span_fits_its_text_after_any_edit(
            (project, edits) in projects().prop_flat_map(|project| {
                let edits = edits_for(&project);
                (Just(project), edits)
            }),
        ) {
            let mut changed = project;
            for edit in &edits {
                let _refused = edit.apply(&mut changed);
            }
            for (key, layer) in &changed.layers {
                let text = &changed.articles[&key.article].text;
                for annotation in layer.annotations.values() {
                    prop_assert_eq!(annotation.spans.fit(text), Ok(()));
                }
            }
        }
    }
}
