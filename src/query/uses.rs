//! Where the entities of the register are used, and how often.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::model::{AnnotatorId, EntityId, Layer, LayerKey, Project, Use, Value};
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
    /// The layers in their order.
    layers: Vec<(LayerKey, Counted)>,
    named: HashMap<EntityId, Named>,
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

/// Where an entity is named.
#[derive(Debug, Default, PartialEq)]
struct Named {
    tally: Tally,
    /// In which layers, by their places.
    layers: Vec<usize>,
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
        uses.layers.reserve(total);
        for (at, (key, layer)) in project.layers.iter().enumerate() {
            if progress.cancel.load(Ordering::Relaxed) {
                return None;
            }
            progress.done.store(at, Ordering::Relaxed);
            let known = before.and_then(|before| before.counted(key));
            let counted = match known.filter(|known| Arc::ptr_eq(&known.layer, layer)) {
                Some(known) => known.clone(),
                None => Counted::of(layer),
            };
            uses.layers.push((key.clone(), counted));
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
        let layers = project.layers.iter();
        let changed = layers.filter(|(key, layer)| {
            let known = self.counted(key);
            known.is_none_or(|known| !Arc::ptr_eq(&known.layer, layer))
        });
        changed.count()
    }

    fn counted(&self, key: &LayerKey) -> Option<&Counted> {
        let place = self.layers.binary_search_by(|(known, _)| known.cmp(key));
        place.ok().map(|at| &self.layers[at].1)
    }

    fn add_up(&mut self, project: &Project) {
        let mut means: HashMap<&EntityId, &EntityId> = HashMap::new();
        for (at, (key, counted)) in self.layers.iter().enumerate() {
            for (named, times) in counted.named.iter() {
                let id = *means
                    .entry(named)
                    .or_insert_with(|| in_force(project, named));
                let known = match self.named.get_mut(id) {
                    Some(known) => known,
                    None => self.named.entry(id.clone()).or_default(),
                };
                known.tally.uses += times;
                // Layers come by article.
                let last = known.layers.last().copied();
                let is_new = last.is_none_or(|it| self.layers[it].0.article != key.article);
                known.tally.articles += usize::from(is_new);
                if last != Some(at) {
                    known.layers.push(at);
                }
            }
        }
        for entity in project.entries() {
            if entity.merged_into.is_some() {
                continue;
            }
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
        self.named.get(id).map(|it| it.tally).unwrap_or_default()
    }

    /// How often one annotator uses an entity.
    #[must_use]
    pub fn tally_by(&self, project: &Project, id: &EntityId, by: &AnnotatorId) -> Tally {
        let mut tally = Tally::default();
        let layers = self.named.get(id).into_iter().flat_map(|it| &it.layers);
        for (key, counted) in layers.map(|at| &self.layers[*at]) {
            if project.person_of(&key.annotator) == by {
                let named = counted.named.iter();
                let meant = named.filter(|(named, _)| in_force(project, named) == id);
                tally.uses += meant.map(|(_, times)| times).sum::<usize>();
                tally.articles += 1;
            }
        }
        tally
    }

    /// Whether nothing names an entity: no layer, and no other entity.
    #[must_use]
    pub fn is_unused(&self, id: &EntityId) -> bool {
        !self.named.contains_key(id) && !self.held.contains(id)
    }

    /// Whether other entities are grouped under it or have it as a value.
    #[must_use]
    pub fn is_held(&self, id: &EntityId) -> bool {
        self.held.contains(id)
    }

    /// The layers that name an entity, by article.
    pub fn layers(&self, id: &EntityId) -> impl Iterator<Item = &LayerKey> {
        let places = self.named.get(id).into_iter().flat_map(|it| &it.layers);
        places.map(|at| &self.layers[*at].0)
    }

    /// The places that name an entity, of one annotator or of all, by article and at most so many.
    #[must_use]
    pub fn places(
        &self,
        project: &Project,
        id: &EntityId,
        by: Option<&AnnotatorId>,
        most: usize,
    ) -> Vec<Use> {
        let mut places = Vec::new();
        let is_meant =
            |key: &&LayerKey| by.is_none_or(|by| project.person_of(&key.annotator) == by);
        for key in self.layers(id).filter(is_meant) {
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
        let by = |who: &str| {
            uses.tally_by(&project, &id("a"), &key("one", who).annotator)
                .uses
        };
        assert_eq!((by("ana"), by("ben")), (2, 2));
        let layers: Vec<LayerKey> = uses.layers(&id("a")).cloned().collect();
        let edit = edits::merge_entities(&project, &author(5), &id("a"), &id("b"), &layers);
        edit.apply(&mut project).unwrap();
        let uses = Uses::of(&project);
        // Ana's own link to the one that went would stand twice.
        assert_eq!(tally(&uses, "b"), (6, 2));
        assert_eq!(tally(&uses, "a"), (0, 0));
        assert_eq!(uses.places(&project, &id("b"), None, 100).len(), 6);
        assert_eq!(uses.places(&project, &id("b"), None, 2).len(), 2);
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
        assert_eq!(again.named, Uses::of(&project).named);
        let stopped = Progress::default();
        stopped.cancel.store(true, Ordering::Relaxed);
        assert!(Uses::count(&project, None, &stopped).is_none());
    }
}
