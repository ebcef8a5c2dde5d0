//! What a slot holds, and setting it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::correction::correct;
use crate::model::{
    AnnotationId, Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Color, Corrected, Layer,
    LayerHead, LayerKey, Project, Review, ReviewKey,
};
use crate::say;

use super::{Change, EditError, Placed, Slot};

impl Change {
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

    pub(in crate::model) fn apply(&self, project: &mut Project) -> Result<Self, EditError> {
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
