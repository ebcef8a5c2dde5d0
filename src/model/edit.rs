//! The one way to change a project.
//!
//! A [`Change`] sets one slot of the project: an annotation, a tag, the head of a layer. Applying it yields the change
//! that sets the slot back. An [`Edit`] is a named list of changes that are applied together or not at all; its
//! inverse is an edit too. Undo, redo, history, the journal and previews of bulk edits are all made of these values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::say;
use crate::text::Misfit;

use super::correction::correct;
use super::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Answer, Article, ArticleId, ArticleMeta,
    Attribute, AttributeId, Color, Comment, CommentId, Corrected, Decision, DecisionId,
    DecisionRef, Detached, Entity, EntityId, EntityType, EntityTypeId, Highlighter, HighlighterId,
    InvalidSpans, Layer, LayerHead, LayerKey, Project, Reason, ReasonId, Review, ReviewKey,
    ReviewRules, Role, RoleId, Round, RoundId, Settings, Signed, Tag, TagId,
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

    /// The layer that it changes, when that is only one.
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

    /// What the project holds in the slot that this change sets, as the change that sets it so. A slot of a codebook
    /// list has a place there too; the metadata of an article that is not there are empty ones.
    #[must_use]
    pub fn current(&self, project: &Project) -> Self {
        let book = &project.codebook;
        match self {
            Self::Settings(_) => Self::Settings(project.settings.clone()),
            Self::Guidelines(_) => Self::Guidelines(project.guidelines.to_string()),
            Self::Tag(id, _) => Self::Tag(id.clone(), placed(&book.tags, |it| it.id == *id)),
            Self::Role(id, _) => Self::Role(id.clone(), placed(&book.roles, |it| it.id == *id)),
            Self::ArticleAttribute(id, _) => {
                let now = placed(&book.article_attributes, |it| it.id == *id);
                Self::ArticleAttribute(id.clone(), now)
            }
            Self::EntityType(id, _) => {
                Self::EntityType(id.clone(), placed(&book.entity_types, |it| it.id == *id))
            }
            Self::Highlighter(id, _) => {
                let now = placed(&project.highlighters, |it| it.id == *id);
                Self::Highlighter(id.clone(), now)
            }
            Self::ReviewRules(_) => Self::ReviewRules(project.reviewing.rules.clone()),
            Self::Reason(id, _) => {
                let now = placed(&project.reviewing.reasons, |it| it.id == *id);
                Self::Reason(id.clone(), now)
            }
            Self::Round(id, _) => {
                let now = placed(&project.reviewing.rounds, |it| it.id == *id);
                Self::Round(id.clone(), now)
            }
            Self::Assigned(id, _) => {
                let now = project.reviewing.assigned.get(id).cloned();
                Self::Assigned(id.clone(), now.unwrap_or_default())
            }
            Self::Article(id, _) => Self::Article(id.clone(), project.articles.get(id).cloned()),
            Self::ArticleMeta(id, _) => {
                let article = project.articles.get(id);
                let meta =
                    article.map_or_else(ArticleMeta::default, |article| article.meta.clone());
                Self::ArticleMeta(id.clone(), meta)
            }
            Self::Corrections(id, _) => {
                let article = project.articles.get(id);
                let list = article.map_or_else(Vec::new, |article| article.corrections.clone());
                let places = Vec::new();
                Self::Corrections(id.clone(), Corrected { list, places })
            }
            Self::Annotator(id, _) => {
                let known = project.annotators.get(id);
                let named = known.map(|annotator| (annotator.name.clone(), annotator.color));
                Self::Annotator(id.clone(), named)
            }
            Self::Entity(by, id, _) => {
                let annotator = project.annotators.get(by);
                let entity = annotator.and_then(|annotator| annotator.entities.get(id));
                Self::Entity(by.clone(), id.clone(), entity.cloned())
            }
            Self::LayerHead(key, _) => {
                let layer = project.layers.get(key);
                let head = layer.map_or_else(LayerHead::default, |layer| layer.head.clone());
                Self::LayerHead(key.clone(), head)
            }
            Self::Annotation(key, id, _) => {
                let layer = project.layers.get(key);
                let slot = layer.map_or(Slot::Absent, |layer| layer.slot(id));
                Self::Annotation(key.clone(), id.clone(), slot)
            }
            Self::Detached(key, id, _) => {
                let layer = project.layers.get(key);
                let lost = layer.and_then(|layer| layer.detached.get(id));
                Self::Detached(key.clone(), id.clone(), lost.cloned())
            }
            Self::Decision(key, id, _) => {
                let review = project.reviews.get(key);
                let now = review.and_then(|review| review.decisions.get(id));
                Self::Decision(key.clone(), id.clone(), now.cloned())
            }
            Self::Comment(key, id, _) => {
                let review = project.reviews.get(key);
                let now = review.and_then(|review| review.comments.get(id));
                Self::Comment(key.clone(), id.clone(), now.cloned())
            }
            Self::Answer(key, to, _) => {
                let review = project.reviews.get(key);
                let now = review.and_then(|review| review.answers.get(to));
                Self::Answer(key.clone(), to.clone(), now.cloned())
            }
            Self::Signed(key, _) => {
                let review = project.reviews.get(key);
                let now = review.and_then(|review| review.signed.clone());
                Self::Signed(key.clone(), now)
            }
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

    pub(super) fn apply(&self, project: &mut Project) -> Result<Self, EditError> {
        match self {
            Self::Settings(settings) => Ok(Self::Settings(core::mem::replace(
                &mut project.settings,
                settings.clone(),
            ))),
            Self::Guidelines(text) => {
                let before = core::mem::replace(&mut project.guidelines, text.as_str().into());
                Ok(Self::Guidelines(before.to_string()))
            }
            Self::Tag(id, to) => {
                let tags = &mut Arc::make_mut(&mut project.codebook).tags;
                place(tags, id, |tag| &tag.id, to.as_ref())
                    .map(|before| Self::Tag(id.clone(), before))
            }
            Self::Role(id, to) => {
                let roles = &mut Arc::make_mut(&mut project.codebook).roles;
                place(roles, id, |role| &role.id, to.as_ref())
                    .map(|before| Self::Role(id.clone(), before))
            }
            Self::ArticleAttribute(id, to) => {
                let attributes = &mut Arc::make_mut(&mut project.codebook).article_attributes;
                place(attributes, id, |attribute| &attribute.id, to.as_ref())
                    .map(|before| Self::ArticleAttribute(id.clone(), before))
            }
            Self::EntityType(id, to) => {
                let types = &mut Arc::make_mut(&mut project.codebook).entity_types;
                place(types, id, |kind| &kind.id, to.as_ref())
                    .map(|before| Self::EntityType(id.clone(), before))
            }
            Self::Highlighter(id, to) => {
                let list = Arc::make_mut(&mut project.highlighters);
                place(list, id, |it| &it.id, to.as_ref())
                    .map(|before| Self::Highlighter(id.clone(), before))
            }
            Self::ReviewRules(rules) => {
                let now = &mut Arc::make_mut(&mut project.reviewing).rules;
                Ok(Self::ReviewRules(core::mem::replace(now, rules.clone())))
            }
            Self::Reason(id, to) => {
                let list = &mut Arc::make_mut(&mut project.reviewing).reasons;
                place(list, id, |it| &it.id, to.as_ref())
                    .map(|before| Self::Reason(id.clone(), before))
            }
            Self::Round(id, to) => {
                let list = &mut Arc::make_mut(&mut project.reviewing).rounds;
                place(list, id, |it| &it.id, to.as_ref())
                    .map(|before| Self::Round(id.clone(), before))
            }
            Self::Assigned(id, to) => {
                let all = &mut Arc::make_mut(&mut project.reviewing).assigned;
                let before = set(all, id, (!to.is_empty()).then(|| to.clone()));
                Ok(Self::Assigned(id.clone(), before.unwrap_or_default()))
            }
            Self::Article(id, to) => set_article(project, id, to.as_ref()),
            Self::ArticleMeta(id, meta) => {
                let article = project
                    .articles
                    .get_mut(id)
                    .ok_or_else(|| EditError::NoArticle(id.clone()))?;
                let article = Arc::make_mut(article);
                let before = core::mem::replace(&mut article.meta, meta.clone());
                Ok(Self::ArticleMeta(id.clone(), before))
            }
            Self::Corrections(id, to) => {
                let before = correct(project, id, to)?;
                Ok(Self::Corrections(id.clone(), before))
            }
            Self::Annotator(id, to) => set_annotator(project, id, to.as_ref()),
            Self::Entity(by, id, to) => {
                if let Some(entity) = to
                    && entity.id != *id
                {
                    return Err(EditError::WrongId(entity.id.to_string()));
                }
                let annotator = project
                    .annotators
                    .get_mut(by)
                    .ok_or_else(|| EditError::NoAnnotator(by.clone()))?;
                let entities = &mut Arc::make_mut(annotator).entities;
                let before = set(entities, id, to.clone());
                Ok(Self::Entity(by.clone(), id.clone(), before))
            }
            Self::LayerHead(key, head) => {
                let before = with_layer(project, key, |layer| {
                    core::mem::replace(&mut layer.head, head.clone())
                })?;
                Ok(Self::LayerHead(key.clone(), before))
            }
            Self::Annotation(key, id, to) => set_annotation(project, key, id, to),
            Self::Detached(key, id, to) => {
                if let Some(detached) = to
                    && detached.id != *id
                {
                    return Err(EditError::WrongId(detached.id.to_string()));
                }
                let before = with_layer(project, key, |layer| {
                    set(&mut layer.detached, id, to.clone())
                })?;
                Ok(Self::Detached(key.clone(), id.clone(), before))
            }
            Self::Decision(key, id, to) => {
                if let Some(decision) = to
                    && decision.id != *id
                {
                    return Err(EditError::WrongId(decision.id.to_string()));
                }
                let before = with_review(project, key, |review| match to {
                    Some(to) => review.decisions.insert(id.clone(), Arc::clone(to)),
                    None => review.decisions.remove(id),
                })?;
                Ok(Self::Decision(key.clone(), id.clone(), before))
            }
            Self::Comment(key, id, to) => {
                if let Some(comment) = to
                    && comment.id != *id
                {
                    return Err(EditError::WrongId(comment.id.to_string()));
                }
                let before = with_review(project, key, |review| {
                    set(&mut review.comments, id, to.clone())
                })?;
                Ok(Self::Comment(key.clone(), id.clone(), before))
            }
            Self::Answer(key, id, to) => {
                if let Some(answer) = to
                    && answer.to != *id
                {
                    return Err(EditError::WrongId(answer.to.id.to_string()));
                }
                let before = with_review(project, key, |review| {
                    set(&mut review.answers, id, to.clone())
                })?;
                Ok(Self::Answer(key.clone(), id.clone(), before))
            }
            Self::Signed(key, to) => {
                let before = with_review(project, key, |review| {
                    core::mem::replace(&mut review.signed, to.clone())
                })?;
                Ok(Self::Signed(key.clone(), before))
            }
        }
    }
}

fn set<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, key: &K, to: Option<V>) -> Option<V> {
    match to {
        Some(value) => map.insert(key.clone(), value),
        None => map.remove(key),
    }
}

/// The first value of a list of which this is true, and where it stands.
fn placed<T: Clone>(list: &[T], is_it: impl Fn(&T) -> bool) -> Option<Placed<T>> {
    let at = list.iter().position(is_it)?;
    Some(Placed {
        at,
        value: list[at].clone(),
    })
}

/// Puts a value into an ordered list under its id, or takes it out; returns what was there and where.
fn place<T: Clone, K: Eq + ToString>(
    list: &mut Vec<T>,
    id: &K,
    id_of: impl Fn(&T) -> &K,
    to: Option<&Placed<T>>,
) -> Result<Option<Placed<T>>, EditError> {
    if let Some(placed) = to
        && id_of(&placed.value) != id
    {
        return Err(EditError::WrongId(id_of(&placed.value).to_string()));
    }
    if list.iter().filter(|value| id_of(value) == id).count() > 1 {
        return Err(EditError::Ambiguous(id.to_string()));
    }
    let before = list
        .iter()
        .position(|value| id_of(value) == id)
        .map(|at| Placed {
            at,
            value: list.remove(at),
        });
    if let Some(placed) = to {
        list.insert(placed.at.min(list.len()), placed.value.clone());
    }
    Ok(before)
}

fn set_article(
    project: &mut Project,
    id: &ArticleId,
    to: Option<&Arc<Article>>,
) -> Result<Change, EditError> {
    let owners: Vec<&str> = project
        .layers_of(id)
        .map(|(key, _)| project.annotator_name(&key.annotator))
        .collect();
    let mut holders: Vec<&str> = owners.clone();
    holders.extend((project.reviews_of(id)).map(|(key, _)| project.annotator_name(&key.reviewer)));
    holders.dedup();
    match to {
        Some(article) if article.id != *id => {
            return Err(EditError::WrongId(article.id.to_string()));
        }
        // Another text would move the ground under the spans.
        Some(article)
            if !owners.is_empty()
                && project
                    .articles
                    .get(id)
                    .is_some_and(|known| known.text != article.text) =>
        {
            let what = say!("refused-in-use-text", id = id.to_string());
            return Err(EditError::InUse(what));
        }
        None if !holders.is_empty() => return Err(EditError::Annotated(holders.join(", "))),
        _ => {}
    }
    let before = match to {
        Some(article) => project.articles.insert(id.clone(), Arc::clone(article)),
        None => project.articles.remove(id),
    };
    Ok(Change::Article(id.clone(), before))
}

fn set_annotator(
    project: &mut Project,
    id: &AnnotatorId,
    to: Option<&(String, Color)>,
) -> Result<Change, EditError> {
    let known = project.annotators.get(id);
    let before = known.map(|annotator| (annotator.name.clone(), annotator.color));
    if let Some((name, color)) = to {
        let entities = known.map_or_else(BTreeMap::new, |annotator| annotator.entities.clone());
        let annotator = Annotator {
            id: id.clone(),
            name: name.clone(),
            color: *color,
            entities,
        };
        project.annotators.insert(id.clone(), Arc::new(annotator));
    } else {
        let busy = known.is_some_and(|annotator| !annotator.entities.is_empty())
            || project.layers.keys().any(|key| key.annotator == *id)
            || project.reviews.keys().any(|key| key.reviewer == *id);
        if busy {
            let what = say!("refused-in-use-annotator", id = id.to_string());
            return Err(EditError::InUse(what));
        }
        project.annotators.remove(id);
    }
    Ok(Change::Annotator(id.clone(), before))
}

fn set_annotation(
    project: &mut Project,
    key: &LayerKey,
    id: &AnnotationId,
    to: &Slot,
) -> Result<Change, EditError> {
    if let Slot::Present(annotation) = to {
        if annotation.id != *id {
            return Err(EditError::WrongId(annotation.id.to_string()));
        }
        let article = project
            .articles
            .get(&key.article)
            .ok_or_else(|| EditError::NoArticle(key.article.clone()))?;
        annotation
            .spans
            .fit(&article.text)
            .map_err(|why| EditError::Spans(id.clone(), why))?;
    }
    let before = with_layer(project, key, |layer| {
        let there = match to {
            Slot::Present(annotation) => layer.annotations.insert(id.clone(), annotation.clone()),
            _ => layer.annotations.remove(id),
        };
        let gone = match to {
            Slot::Deleted(at) => layer.deleted.insert(id.clone(), *at),
            _ => layer.deleted.remove(id),
        };
        match (there, gone) {
            (Some(annotation), _) => Slot::Present(annotation),
            (None, Some(at)) => Slot::Deleted(at),
            (None, None) => Slot::Absent,
        }
    })?;
    Ok(Change::Annotation(key.clone(), id.clone(), before))
}

/// Changes a layer, which comes into being with its first change and goes when nothing is left in it.
fn with_layer<T>(
    project: &mut Project,
    key: &LayerKey,
    change: impl FnOnce(&mut Layer) -> T,
) -> Result<T, EditError> {
    if !project.articles.contains_key(&key.article) {
        return Err(EditError::NoArticle(key.article.clone()));
    }
    if !project.annotators.contains_key(&key.annotator) {
        return Err(EditError::NoAnnotator(key.annotator.clone()));
    }
    let layer = project.layers.entry(key.clone()).or_default();
    let result = change(Arc::make_mut(layer));
    if layer.is_blank() {
        project.layers.remove(key);
    }
    Ok(result)
}

/// Changes a review, which comes into being with its first change and goes when nothing is left in it.
fn with_review<T>(
    project: &mut Project,
    key: &ReviewKey,
    change: impl FnOnce(&mut Review) -> T,
) -> Result<T, EditError> {
    if !project.articles.contains_key(&key.article) {
        return Err(EditError::NoArticle(key.article.clone()));
    }
    if !project.annotators.contains_key(&key.reviewer) {
        return Err(EditError::NoAnnotator(key.reviewer.clone()));
    }
    let review = project.reviews.entry(key.clone()).or_default();
    let result = change(Arc::make_mut(review));
    if review.is_blank() {
        project.reviews.remove(key);
    }
    Ok(result)
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
