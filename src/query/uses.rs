//! Where the entities of the register are used, and how often.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::model::{EntityId, Layer, LayerKey, Project, Use, Value};
use crate::store::Progress;

/// How often an entity is named by annotations, links and articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Values and links that name it.
    pub uses: usize,
    /// Articles in which they are.
    pub articles: usize,
}

/// Which layers name which entities: counted once, and again only where a layer has changed.
#[derive(Debug, Default)]
pub struct Uses {
    layers: BTreeMap<LayerKey, Counted>,
    tallies: HashMap<EntityId, Tally>,
    /// Entities that others are grouped under or have as a value.
    held: HashSet<EntityId>,
}

/// What a layer names.
#[derive(Clone, Debug)]
struct Counted {
    /// The layer that was counted.
    layer: Arc<Layer>,
    named: Arc<[(EntityId, usize)]>,
}

impl Uses {
    /// Counts the uses in a project. Layers that are as they were `before` are not looked into again.
    ///
    /// `None` when the progress was cancelled.
    #[must_use]
    pub fn count(project: &Project, before: Option<&Self>, progress: &Progress) -> Option<Self> {
        let total = project.layers.len();
        progress.total.store(total, Ordering::Relaxed);
        let mut uses = Self::default();
        for (at, (key, layer)) in project.layers.iter().enumerate() {
            if progress.cancel.load(Ordering::Relaxed) {
                return None;
            }
            progress.done.store(at, Ordering::Relaxed);
            let known = before.and_then(|before| before.layers.get(key));
            let counted = match known.filter(|known| Arc::ptr_eq(&known.layer, layer)) {
                Some(known) => known.clone(),
                None => Counted::of(layer),
            };
            uses.layers.insert(key.clone(), counted);
        }
        uses.add_up(project);
        Some(uses)
    }

    /// Counts the uses in a project at once.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self::count(project, None, &Progress::default()).unwrap_or_default()
    }

    /// How many layers of the project are not as they were counted.
    #[must_use]
    pub fn changed_since(&self, project: &Project) -> usize {
        let is_other = |(key, layer): &(&LayerKey, &Arc<Layer>)| {
            let known = self.layers.get(*key);
            known.is_none_or(|known| !Arc::ptr_eq(&known.layer, layer))
        };
        let layers = project.layers.iter();
        layers.filter(is_other).count() + self.layers.len().saturating_sub(project.layers.len())
    }

    fn add_up(&mut self, project: &Project) {
        // Where each entity was met last: layers come by article.
        let mut last: HashMap<EntityId, &LayerKey> = HashMap::new();
        let mut means: HashMap<&EntityId, EntityId> = HashMap::new();
        for (key, counted) in &self.layers {
            for (named, times) in counted.named.iter() {
                let id = means
                    .entry(named)
                    .or_insert_with(|| in_force(project, named).clone());
                let tally = self.tallies.entry(id.clone()).or_default();
                tally.uses += times;
                let before = last.insert(id.clone(), key);
                tally.articles += usize::from(before.is_none_or(|it| it.article != key.article));
            }
        }
        for entity in project.register() {
            let values = entity.attributes.values().filter_map(|value| match value {
                Value::Entity(id) => Some(id),
                _ => None,
            });
            for id in values.chain(&entity.group) {
                self.held.insert(in_force(project, id).clone());
            }
        }
    }

    /// How often an entity is used.
    #[must_use]
    pub fn tally(&self, id: &EntityId) -> Tally {
        self.tallies.get(id).copied().unwrap_or_default()
    }

    /// Whether nothing names an entity: no layer, and no other entity.
    #[must_use]
    pub fn is_unused(&self, id: &EntityId) -> bool {
        !self.tallies.contains_key(id) && !self.held.contains(id)
    }

    /// Whether other entities are grouped under it or have it as a value.
    #[must_use]
    pub fn is_held(&self, id: &EntityId) -> bool {
        self.held.contains(id)
    }

    /// The layers that name an entity, by article.
    pub fn layers<'a>(
        &'a self,
        project: &'a Project,
        id: &'a EntityId,
    ) -> impl Iterator<Item = &'a LayerKey> {
        self.layers
            .iter()
            .filter(move |(_, counted)| {
                let mut named = counted.named.iter();
                named.any(|(named, _)| named == id || in_force(project, named) == id)
            })
            .map(|(key, _)| key)
    }

    /// The places that name an entity, by article and at most so many.
    #[must_use]
    pub fn places(&self, project: &Project, id: &EntityId, most: usize) -> Vec<Use> {
        let mut places = Vec::new();
        for key in self.layers(project, id) {
            let Some(layer) = project.layer(key).map(|layer| layer.in_passing()) else {
                continue;
            };
            layer.each_entity(|met| {
                if in_force(project, met.entity) == id {
                    places.push(met.to_use(key));
                }
            });
            if places.len() >= most {
                places.truncate(most);
                break;
            }
        }
        places
    }
}

impl Counted {
    fn of(layer: &Arc<Layer>) -> Self {
        let mut named: BTreeMap<EntityId, usize> = BTreeMap::new();
        layer.in_passing().each_entity(|met| {
            *named.entry(met.entity.clone()).or_default() += 1;
        });
        Self {
            layer: Arc::clone(layer),
            named: named.into_iter().collect(),
        }
    }
}

/// The id of the entity that is left of those merged into one.
fn in_force<'a>(project: &'a Project, id: &'a EntityId) -> &'a EntityId {
    project.entity(id).map_or(id, |entity| &entity.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edits;
    use crate::model::random::{annotation, article, author};
    use crate::model::{
        AnnotationId, AttributeId, Change, Color, Edit, Entity, EntityTypeId, Link, RoleId, Slot,
        Spans, Target,
    };
    use crate::text::Span;

    fn id(name: &str) -> EntityId {
        EntityId::new(name).unwrap()
    }

    fn key(article: &str, annotator: &str) -> LayerKey {
        LayerKey {
            article: crate::model::ArticleId::new(article).unwrap(),
            annotator: crate::model::AnnotatorId::new(annotator).unwrap(),
        }
    }

    fn mark(key: &LayerKey, name: &str, named: &[&str]) -> Edit {
        let spans = Spans::one(Span::of(0..4)).unwrap();
        let mut mark = (*annotation(name, "quote", spans, author(0).at)).clone();
        let value = named.first().map(|name| Value::Entity(id(name)));
        mark.attributes
            .extend(value.map(|value| (AttributeId::new("who").unwrap(), value)));
        mark.links.extend(named.iter().map(|name| Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Entity(id(name)),
        }));
        let slot = Slot::Present(Arc::new(mark));
        let change = Change::Annotation(key.clone(), AnnotationId::new(name).unwrap(), slot);
        Edit::new("Mark", vec![change])
    }

    fn project() -> Project {
        let mut project = Project::default();
        let kind = EntityTypeId::new("person").unwrap();
        for annotator in ["ana", "ben"] {
            let by = &key("one", annotator).annotator;
            let edit = edits::put_annotator(&project, by, annotator, Color([1; 3]));
            edit.apply(&mut project).unwrap();
        }
        for (name, group) in [("a", None), ("b", Some("c")), ("c", None), ("d", None)] {
            let entity = Entity {
                group: group.map(id),
                ..Entity::new(id(name), name, kind.clone(), author(0).at)
            };
            let edit = edits::put_entity(&project, &author(0), entity);
            edit.apply(&mut project).unwrap();
        }
        for article_id in ["one", "two"] {
            let edit = edits::add_article(article(article_id, "Some text here."));
            edit.apply(&mut project).unwrap();
        }
        for edit in [
            mark(&key("one", "ana"), "m1", &["a", "b"]),
            mark(&key("one", "ben"), "m2", &["a"]),
            mark(&key("two", "ana"), "m3", &["b"]),
        ] {
            edit.apply(&mut project).unwrap();
        }
        project
    }

    #[test]
    fn uses_are_counted_by_annotators_and_articles_and_merges() {
        let mut project = project();
        let uses = Uses::of(&project);
        let tally = |uses: &Uses, name: &str| {
            let tally = uses.tally(&id(name));
            (tally.uses, tally.articles)
        };
        assert_eq!(tally(&uses, "a"), (4, 1));
        assert_eq!(tally(&uses, "b"), (3, 2));
        let unused = |name: &str| uses.is_unused(&id(name));
        assert_eq!(
            ["a", "b", "c", "d"].map(unused),
            [false, false, false, true]
        );
        assert!(uses.is_held(&id("c")), "it is a group");
        let layers: Vec<LayerKey> = uses.layers(&project, &id("a")).cloned().collect();
        let edit = edits::merge_entities(&project, &author(5), &id("a"), &id("b"), &layers);
        edit.apply(&mut project).unwrap();
        let uses = Uses::of(&project);
        // Ana's own link to the one that went would stand twice.
        assert_eq!(tally(&uses, "b"), (6, 2));
        assert_eq!(tally(&uses, "a"), (0, 0));
        assert_eq!(uses.places(&project, &id("b"), 100).len(), 6);
        assert_eq!(uses.places(&project, &id("b"), 2).len(), 2);
    }

    #[test]
    fn what_has_not_changed_is_not_counted_again() {
        let mut project = project();
        let first = Uses::of(&project);
        assert_eq!(first.changed_since(&project), 0);
        mark(&key("two", "ben"), "m4", &["d"])
            .apply(&mut project)
            .unwrap();
        assert_eq!(first.changed_since(&project), 1);
        let again = Uses::count(&project, Some(&first), &Progress::default()).unwrap();
        assert_eq!(again.tallies, Uses::of(&project).tallies);
        let stopped = Progress::default();
        stopped.cancel.store(true, Ordering::Relaxed);
        assert!(Uses::count(&project, None, &stopped).is_none());
    }
}
