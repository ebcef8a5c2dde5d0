//! The project: everything that one folder holds, in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::{
    Annotator, AnnotatorId, Article, ArticleId, Codebook, Entity, EntityId, Highlighter, Layer,
    LayerKey, Review, ReviewKey, Reviewing, Status,
};

/// Everything that one project folder holds.
///
/// A clone shares what it can: it is a snapshot that a thread can save or export while the project goes on changing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Name and settings.
    pub settings: Settings,
    /// Tags, roles, attributes.
    pub codebook: Arc<Codebook>,
    /// The annotation guidelines, in Markdown.
    pub guidelines: Arc<str>,
    /// What is shown in the texts in colour, in the order of the list.
    pub highlighters: Arc<Vec<Highlighter>>,
    /// How it is reviewed.
    pub reviewing: Arc<Reviewing>,
    /// The articles by id.
    pub articles: OrdMap<ArticleId, Arc<Article>>,
    /// The annotators by id.
    pub annotators: BTreeMap<AnnotatorId, Arc<Annotator>>,
    /// The layers that exist; an article not yet touched by an annotator has none.
    pub layers: OrdMap<LayerKey, Arc<Layer>>,
    /// The reviews that exist.
    pub reviews: OrdMap<ReviewKey, Arc<Review>>,
}

/// Name and settings of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Tells this project from all others, wherever its folder goes; empty in one made by hand.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// What the project is about, in a sentence or two.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// As whom the window opens the project for somebody whom it does not know: for samples that are to be looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_as: Option<AnnotatorId>,
}

/// Most merges that lead from one entity to the one that is left of them.
const MERGES: usize = 64;

impl Project {
    /// Whether it is certain, without comparing all of it, that another one is the same: one is a clone of the other, and
    /// neither was changed.
    #[must_use]
    pub fn is_untouched(&self, other: &Self) -> bool {
        let same_people = core::iter::zip(self.annotators.values(), other.annotators.values())
            .all(|(one, other)| Arc::ptr_eq(one, other));
        self.layers.ptr_eq(&other.layers)
            && self.reviews.ptr_eq(&other.reviews)
            && self.articles.ptr_eq(&other.articles)
            && Arc::ptr_eq(&self.codebook, &other.codebook)
            && Arc::ptr_eq(&self.guidelines, &other.guidelines)
            && Arc::ptr_eq(&self.highlighters, &other.highlighters)
            && Arc::ptr_eq(&self.reviewing, &other.reviewing)
            && self.annotators.len() == other.annotators.len()
            && same_people
            && self.settings == other.settings
    }

    /// The layer, if it exists.
    #[must_use]
    pub fn layer(&self, key: &LayerKey) -> Option<&Arc<Layer>> {
        self.layers.get(key)
    }

    /// The article's layers, by annotator.
    pub fn layers_of<'a>(
        &'a self,
        article: &'a ArticleId,
    ) -> impl Iterator<Item = (&'a LayerKey, &'a Arc<Layer>)> {
        let first = LayerKey {
            article: article.clone(),
            annotator: AnnotatorId::lowest(),
        };
        self.layers
            .range(first..)
            .take_while(move |(key, _)| key.article == *article)
    }

    /// An annotator's name on screen: the id of one whom the project does not know.
    #[must_use]
    pub fn annotator_name<'a>(&'a self, id: &'a AnnotatorId) -> &'a str {
        self.annotators
            .get(id)
            .map_or(id.as_str(), |annotator| &annotator.name)
    }

    /// How far an annotator is with an article.
    #[must_use]
    pub fn status(&self, key: &LayerKey) -> Status {
        self.layer(key)
            .map_or(Status::default(), |layer| layer.head.status)
    }

    /// The entity that this id means: the one in force under it, or the one that this was merged into.
    #[must_use]
    pub fn entity(&self, id: &EntityId) -> Option<&Entity> {
        let first = self.entry(id)?;
        let mut found = first;
        for _ in 0..MERGES {
            match &found.merged_into {
                None => return Some(found),
                Some(into) => found = self.entry(into)?,
            }
        }
        // Merged in a circle, which only a file written by hand can be: nobody has lost anything then.
        Some(first)
    }

    /// What stands in the register under this very id, merged into another one or not: of several annotators' versions
    /// the one modified last.
    #[must_use]
    pub fn entry(&self, id: &EntityId) -> Option<&Entity> {
        let versions = self.annotators.values().filter_map(|annotator| {
            let entity = annotator.entities.get(id)?;
            Some((&annotator.id, entity))
        });
        versions
            .max_by_key(|(by, entity)| (entity.modified, *by))
            .map(|(_, entity)| entity)
    }

    /// Every annotator's version of an entity.
    pub fn versions<'a>(
        &'a self,
        id: &'a EntityId,
    ) -> impl Iterator<Item = (&'a AnnotatorId, &'a Entity)> {
        self.annotators
            .values()
            .filter_map(|annotator| Some((&annotator.id, annotator.entities.get(id)?)))
    }

    /// The register: every entity in force by name, without those merged into others.
    #[must_use]
    pub fn register(&self) -> Vec<&Entity> {
        let mut entities = self.entries();
        entities.retain(|entity| {
            entity.merged_into.is_none()
                || self
                    .entity(&entity.id)
                    .is_some_and(|found| found.id == entity.id)
        });
        entities.sort_by_cached_key(|entity| (entity.name.to_lowercase(), entity.id.clone()));
        entities
    }

    /// What stands under every id, by id, merged into others or not.
    #[must_use]
    pub fn entries(&self) -> Vec<&Entity> {
        let mut newest: BTreeMap<&EntityId, (&Entity, &AnnotatorId)> = BTreeMap::new();
        for annotator in self.annotators.values() {
            for (id, entity) in &annotator.entities {
                let known = newest.entry(id).or_insert((entity, &annotator.id));
                if (entity.modified, &annotator.id) > (known.0.modified, known.1) {
                    *known = (entity, &annotator.id);
                }
            }
        }
        newest.into_values().map(|(entity, _)| entity).collect()
    }

    /// The groups above an entity, the nearest first; none of them twice, however the groups are tied.
    #[must_use]
    pub fn groups_of(&self, entity: &Entity) -> Vec<&Entity> {
        let mut groups: Vec<&Entity> = Vec::new();
        let mut next = entity.group.as_ref();
        while let Some(group) = next.and_then(|id| self.entity(id)) {
            if group.id == entity.id || groups.iter().any(|known| known.id == group.id) {
                break;
            }
            groups.push(group);
            next = group.group.as_ref();
        }
        groups
    }

    /// Whether an entity may be grouped under another one: not under itself, nor under what is grouped under it.
    #[must_use]
    pub fn may_group(&self, id: &EntityId, under: &EntityId) -> bool {
        let Some(group) = self.entity(under) else {
            return true;
        };
        group.id != *id && self.groups_of(group).iter().all(|above| above.id != *id)
    }
}
