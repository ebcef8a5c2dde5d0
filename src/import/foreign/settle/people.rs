//! Annotators and entities: those that the project knows, and new ones.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    AnnotatorId, Change, Codebook, Entity, EntityId, EntityType, EntityTypeId, Project,
};

use super::super::neutral::Entry;
use super::super::report::Report;
use super::{Wish, hashed, id_of};

/// Who annotated, and whom the texts name.
pub(super) struct People<'a> {
    project: &'a Project,
    author: AnnotatorId,
    /// Name for marks of which nobody knows whose they are.
    nameless: String,
    at: jiff::Timestamp,
    /// By name and id as the file has them.
    annotators: HashMap<(String, String), AnnotatorId>,
    welcome: Vec<(AnnotatorId, String)>,
    /// The register by kind and lower-case name, made when it is asked for.
    register: Option<HashMap<(EntityTypeId, String), EntityId>>,
    added: BTreeMap<EntityId, Entity>,
}

impl<'a> People<'a> {
    pub fn new(project: &'a Project, wish: &Wish<'_>) -> Self {
        Self {
            project,
            author: wish.author.annotator.clone(),
            nameless: wish.annotator.trim().to_owned(),
            at: wish.author.at,
            annotators: HashMap::new(),
            welcome: Vec::new(),
            register: None,
            added: BTreeMap::new(),
        }
    }

    /// The annotator of this name and, in our own files, this id.
    pub fn annotator(&mut self, name: &str, id: &str) -> AnnotatorId {
        let name = name.trim();
        if name.is_empty() && id.is_empty() {
            if self.nameless.is_empty() {
                return self.author.clone();
            }
            let nameless = self.nameless.clone();
            return self.annotator(&nameless, "");
        }
        let asked = (name.to_owned(), id.to_owned());
        if let Some(known) = self.annotators.get(&asked) {
            return known.clone();
        }
        let found = self.look_up(name, id);
        self.annotators.insert(asked, found.clone());
        found
    }

    fn look_up(&mut self, name: &str, id: &str) -> AnnotatorId {
        let known = &self.project.annotators;
        let own = AnnotatorId::new(id).ok();
        if let Some(own) = own.as_ref().filter(|own| known.contains_key(*own)) {
            return own.clone();
        }
        let lower = name.to_lowercase();
        let by_id = known.keys().find(|id| id.as_str() == lower);
        let by_name = || known.values().find(|it| it.name.to_lowercase() == lower);
        if own.is_none()
            && let Some(found) = by_id.or_else(|| by_name().map(|it| &it.id))
        {
            return found.clone();
        }
        let is_free = |id: &AnnotatorId| {
            !known.contains_key(id) && self.welcome.iter().all(|(taken, _)| taken != id)
        };
        let new = own
            .filter(is_free)
            .or_else(|| id_of(name, |id| AnnotatorId::new(id).ok(), is_free))
            .unwrap_or_else(AnnotatorId::fresh);
        let name = if name.is_empty() { id } else { name };
        self.welcome.push((new.clone(), name.to_owned()));
        new
    }

    /// The entity that a file names: by id, by kind and name, or a new one.
    pub fn entity(&mut self, entry: &Entry, kind: &EntityTypeId) -> Option<EntityId> {
        if let Ok(id) = EntityId::new(&entry.id) {
            if self.project.entry(&id).is_some() || self.added.contains_key(&id) {
                return Some(id);
            }
            if let Some(known) = self.named(&entry.name, kind) {
                return Some(known);
            }
            let name = match entry.name.trim() {
                "" => id.as_str().to_owned(),
                name => name.to_owned(),
            };
            let entity = Entity::new(id.clone(), name, kind.clone(), self.at);
            self.added.insert(id.clone(), entity);
            return Some(id);
        }
        let name = entry.name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.named(name, kind) {
            return Some(known);
        }
        let hash = crate::text::hex(&hashed([kind.as_str(), name])[..4]);
        let readable = super::slug(name);
        let id = match readable.as_str() {
            "" => format!("e-{hash}"),
            readable => format!("{readable}-{hash}"),
        };
        let id = EntityId::new(&id).ok()?;
        let key = (kind.clone(), name.to_lowercase());
        self.register
            .get_or_insert_default()
            .insert(key, id.clone());
        self.added.insert(
            id.clone(),
            Entity::new(id.clone(), name, kind.clone(), self.at),
        );
        Some(id)
    }

    /// The entity of this name and kind that is there, or came before.
    fn named(&mut self, name: &str, kind: &EntityTypeId) -> Option<EntityId> {
        let project = self.project;
        let register = self.register.get_or_insert_with(|| {
            let mut register = HashMap::new();
            for entity in project.register() {
                for name in entity.names() {
                    register
                        .entry((entity.kind.clone(), name.trim().to_lowercase()))
                        .or_insert_with(|| entity.id.clone());
                }
            }
            register
        });
        let key = (kind.clone(), name.trim().to_lowercase());
        register.get(&key).cloned()
    }

    /// The annotators who are new.
    pub fn changes(&mut self, report: &mut Report) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut project = Project {
            annotators: self.project.annotators.clone(),
            ..Project::default()
        };
        for (id, name) in core::mem::take(&mut self.welcome) {
            // Each gets the colour that comes after those before.
            let edit = project.welcome(&id, &name);
            let _fits = edit.apply(&mut project);
            changes.extend(edit.changes);
            report.annotators.push(name);
        }
        report.entities = self.added.len();
        changes
    }

    /// The entities that are new: entries of the person who imports.
    pub fn entity_changes(self) -> impl Iterator<Item = Change> {
        let author = self.author;
        let added = self.added.into_values();
        added.map(move |entity| Change::Entity(author.clone(), entity.id.clone(), Some(entity)))
    }
}

/// The entity type of this name, which is added where it is missing.
pub(super) fn entity_type(book: &mut Codebook, name: &str) -> Option<EntityTypeId> {
    let name = if name.trim().is_empty() {
        "entity"
    } else {
        name.trim()
    };
    let lower = name.to_lowercase();
    let known = book
        .entity_types
        .iter()
        .find(|kind| kind.id.as_str() == lower || kind.name.to_lowercase() == lower);
    if let Some(known) = known {
        return Some(known.id.clone());
    }
    let is_free = |id: &EntityTypeId| book.entity_type(id).is_none();
    let id = id_of(name, |id| EntityTypeId::new(id).ok(), is_free)?;
    book.entity_types.push(EntityType {
        id: id.clone(),
        name: name.to_owned(),
        attributes: Vec::new(),
    });
    Some(id)
}
