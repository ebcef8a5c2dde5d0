//! The register: entries that are written, removed, merged and split.
//!
//! An annotator writes only the own file and the own layers. What colleagues wrote of an entity that is merged away goes on
//! to name it: its entry stays and leads to the one that is left.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::model::{
    Annotation, Author, By, Change, Detached, Edit, Entity, EntityId, Layer, LayerHead, LayerKey,
    Link, Project, Slot, Target, Use, Value, Values,
};
use crate::say;

/// Adds an entity to the register or writes a new version of one, in the author's own file.
#[must_use]
pub fn put_entity(project: &Project, author: &Author, entity: Entity) -> Edit {
    let name = if project.entry(&entity.id).is_some() {
        say!("edit-entity-change", name = &entity.name)
    } else {
        say!("edit-entity-add", name = &entity.name)
    };
    Edit::new(name, write(project, author, entity).into_iter().collect())
}

/// Writes several entities at once, each as [`put_entity`] does.
#[must_use]
pub fn put_entities(
    project: &Project,
    author: &Author,
    name: impl Into<String>,
    entities: impl IntoIterator<Item = Entity>,
) -> Edit {
    let changes = entities
        .into_iter()
        .filter_map(|entity| write(project, author, entity))
        .collect();
    Edit::new(name, changes)
}

/// The change that writes an entity; none when it is so already.
fn write(project: &Project, author: &Author, mut entity: Entity) -> Option<Change> {
    let known = project.entry(&entity.id);
    entity.modified = known.map_or(author.at, |known| known.modified);
    if known == Some(&entity) {
        return None;
    }
    entity.modified = later(author, known);
    Some(put(author, entity))
}

fn put(author: &Author, entity: Entity) -> Change {
    Change::Entity(author.annotator.clone(), entity.id.clone(), Some(entity))
}

/// The version modified last counts, so it must be later than the ones it replaces whatever the clocks say.
fn later<'a>(author: &Author, known: impl IntoIterator<Item = &'a Entity>) -> Timestamp {
    let after = |entity: &Entity| entity.modified + SignedDuration::from_secs(1);
    known.into_iter().map(after).fold(author.at, Timestamp::max)
}

/// Removes the author's own version of an entity; nothing when the author has none.
#[must_use]
pub fn remove_entity(project: &Project, author: &Author, id: &EntityId) -> Edit {
    remove_entities(project, author, [id])
}

/// Removes the author's own versions of entities, with the entries that were merged into them and that nobody else wrote.
#[must_use]
pub fn remove_entities<'a>(
    project: &Project,
    author: &Author,
    ids: impl IntoIterator<Item = &'a EntityId>,
) -> Edit {
    let Some(own) = project.annotators.get(&author.annotator) else {
        return Edit::new(say!("edit-entity-remove-any"), Vec::new());
    };
    let removed: BTreeSet<&EntityId> = ids
        .into_iter()
        .filter(|id| {
            // An entry that was merged into another one is the way there for whatever names it.
            let entry = own.entities.get(*id);
            entry.is_some_and(|entry| entry.merged_into.is_none())
        })
        .collect();
    let name = match (removed.first(), removed.len()) {
        (Some(&one), 1) => say!("edit-entity-remove", name = &own.entities[one].name),
        (None, _) => say!("edit-entity-remove-any").to_owned(),
        (_, count) => say!("edit-entities-remove", count = count),
    };
    let leads_there = |entity: &&Entity| {
        entity.merged_into.is_some()
            && project
                .entity(&entity.id)
                .is_some_and(|found| removed.contains(&found.id))
            && project.versions(&entity.id).count() == 1
    };
    let merged = own.entities.values().filter(leads_there);
    let merged = merged.map(|entity| &entity.id);
    let gone: BTreeSet<&EntityId> = removed.iter().copied().chain(merged).collect();
    let changes = gone
        .into_iter()
        .map(|id| Change::Entity(author.annotator.clone(), id.clone(), None))
        .collect();
    Edit::new(name, changes)
}

/// Merges one entity into another: this one gets its names, offices, values and note, the author's own layers of those given
/// name it from now on, and so do the entities that were grouped under the other one or had it as a value. What colleagues'
/// layers say leads there through the entry that stays.
#[must_use]
pub fn merge_entities<'a>(
    project: &Project,
    author: &Author,
    from: &EntityId,
    into: &EntityId,
    layers: impl IntoIterator<Item = &'a LayerKey>,
) -> Edit {
    let (Some(gone), Some(stays)) = (project.entity(from), project.entity(into)) else {
        return Edit::new(say!("edit-entities-merge-any"), Vec::new());
    };
    if gone.id == stays.id {
        return Edit::new(say!("edit-entities-merge-any"), Vec::new());
    }
    let at = later(author, [gone, stays]);
    let is_gone = |id: &EntityId| project.entity(id).is_some_and(|found| found.id == gone.id);
    let mut merged = joined(project, stays, gone);
    let moved = Moved {
        is_meant: &is_gone,
        chosen: None,
        to: &stays.id,
        author,
    };
    moved.values(&mut merged.attributes, |_| true);
    merged.modified = at;
    let stub = Entity {
        merged_into: Some(stays.id.clone()),
        modified: at,
        ..gone.clone()
    };
    let mut changes = vec![put(author, merged), put(author, stub)];
    for other in project.register() {
        if other.id == gone.id || other.id == stays.id {
            continue;
        }
        let mut changed = other.clone();
        moved.values(&mut changed.attributes, |_| true);
        if changed.group.as_ref().is_some_and(is_gone) {
            changed.group = Some(stays.id.clone());
        }
        changes.extend(write(project, author, changed));
    }
    changes.extend(moved.in_layers(project, layers));
    Edit::new(
        say!("edit-entities-merge", from = &gone.name, into = &stays.name),
        changes,
    )
}

/// What is known of two entities as one.
fn joined(project: &Project, stays: &Entity, gone: &Entity) -> Entity {
    let mut merged = stays.clone();
    for name in gone.names() {
        if merged.names().all(|known| known != name) {
            merged.aliases.push(name.to_owned());
        }
    }
    for role in &gone.roles {
        if !merged.roles.contains(role) {
            merged.roles.push(role.clone());
        }
    }
    // Notes go into files that others read, so they are not in the language of one window.
    let mut lines: Vec<String> = Vec::new();
    if merged.kind != gone.kind {
        lines.push(format!("Also of the type {}.", gone.kind));
    }
    for (id, value) in &gone.attributes {
        match merged.attributes.get(id) {
            None => {
                merged.attributes.insert(id.clone(), value.clone());
            }
            Some(known) if known != value => {
                lines.push(format!("{id}: also {}.", value.to_plain()));
            }
            Some(_) => {}
        }
    }
    lines.splice(0..0, gone.note.lines().map(str::to_owned));
    for line in lines {
        if merged.note.lines().all(|known| known != line) {
            if !merged.note.is_empty() {
                merged.note.push('\n');
            }
            merged.note.push_str(&line);
        }
    }
    merged.color = stays.color.or(gone.color);
    // What was grouped under the one that goes takes its place in the tree.
    let groups = [&stays.group, &gone.group].into_iter().flatten();
    merged.group = groups
        .filter_map(|id| project.entity(id))
        .find(|group| {
            group.id != gone.id && group.id != stays.id && project.may_group(&stays.id, &group.id)
        })
        .map(|group| group.id.clone());
    merged
}

/// Splits an entity: another one takes over some of its names and some of the author's own uses of it.
#[must_use]
pub fn split_entity(
    project: &Project,
    author: &Author,
    from: &EntityId,
    new: Entity,
    uses: &BTreeSet<Use>,
) -> Edit {
    let Some(whole) = project.entity(from) else {
        return Edit::new(say!("edit-entity-split-any"), Vec::new());
    };
    let name = say!("edit-entity-split", new = &new.name, whole = &whole.name);
    let mut rest = whole.clone();
    rest.aliases
        .retain(|alias| new.names().all(|taken| taken != alias));
    let is_meant = |id: &EntityId| project.entity(id).is_some_and(|it| it.id == whole.id);
    let moved = Moved {
        is_meant: &is_meant,
        chosen: Some(uses),
        to: &new.id,
        author,
    };
    let layers: BTreeSet<&LayerKey> = uses.iter().map(|one| &one.layer).collect();
    let mut changes = moved.in_layers(project, layers);
    changes.extend(write(project, author, rest));
    changes.extend(write(project, author, new));
    Edit::new(name, changes)
}

/// How names of an entity become those of another one.
struct Moved<'a> {
    /// Whether an id means the entity.
    is_meant: &'a dyn Fn(&EntityId) -> bool,
    /// Which of its uses become others; all of them when none.
    chosen: Option<&'a BTreeSet<Use>>,
    to: &'a EntityId,
    author: &'a Author,
}

impl Moved<'_> {
    /// What changes in the author's own of these layers.
    fn in_layers<'a>(
        &self,
        project: &Project,
        layers: impl IntoIterator<Item = &'a LayerKey>,
    ) -> Vec<Change> {
        layers
            .into_iter()
            .filter(|key| *project.person_of(&key.annotator) == self.author.annotator)
            .filter_map(|key| Some((key, project.layer(key)?.in_passing())))
            .flat_map(|(key, layer)| self.in_layer(key, &layer))
            .collect()
    }

    fn in_layer(&self, key: &LayerKey, layer: &Layer) -> Vec<Change> {
        let mut touched = BTreeSet::new();
        let mut is_head_touched = false;
        layer.each_entity(|met| {
            if (self.is_meant)(met.entity) {
                match met.to_use(key).annotation {
                    Some(id) => drop(touched.insert(id)),
                    None => is_head_touched = true,
                }
            }
        });
        let mut changes = Vec::new();
        if is_head_touched {
            let mut head: LayerHead = layer.head.clone();
            self.values(&mut head.attributes, |by| self.takes(key, None, by));
            if head != layer.head {
                changes.push(Change::LayerHead(key.clone(), head));
            }
        }
        for id in touched {
            let takes = |by| self.takes(key, Some(&id), by);
            if let Some(annotation) = layer.annotations.get(&id) {
                let mut changed: Annotation = (**annotation).clone();
                self.values(&mut changed.attributes, takes);
                self.links(&mut changed.links, takes);
                if changed != **annotation {
                    changed.modified = self.author.at;
                    let slot = Slot::Present(Arc::new(changed));
                    changes.push(Change::Annotation(key.clone(), id.clone(), slot));
                }
            }
            if let Some(lost) = layer.detached.get(&id) {
                let mut changed: Detached = lost.clone();
                self.values(&mut changed.attributes, takes);
                self.links(&mut changed.links, takes);
                if changed != *lost {
                    changed.modified = self.author.at;
                    changes.push(Change::Detached(key.clone(), id.clone(), Some(changed)));
                }
            }
        }
        changes
    }

    fn takes(
        &self,
        key: &LayerKey,
        annotation: Option<&crate::model::AnnotationId>,
        by: By,
    ) -> bool {
        self.chosen.is_none_or(|chosen| {
            chosen.contains(&Use {
                layer: key.clone(),
                annotation: annotation.cloned(),
                by,
            })
        })
    }

    fn values(&self, values: &mut Values, takes: impl Fn(By) -> bool) {
        for (id, value) in values {
            if let Value::Entity(named) = value
                && (self.is_meant)(named)
                && takes(By::Attribute(id.clone()))
            {
                *value = Value::Entity(self.to.clone());
            }
        }
    }

    /// No link comes to stand twice.
    fn links(&self, links: &mut Vec<Link>, takes: impl Fn(By) -> bool) {
        let mut is_any = false;
        for link in links.iter_mut() {
            if let Target::Entity(named) = &link.to
                && (self.is_meant)(named)
                && takes(By::Link(link.role.clone()))
            {
                link.to = Target::Entity(self.to.clone());
                is_any = true;
            }
        }
        if is_any {
            let mut seen: Vec<Link> = Vec::with_capacity(links.len());
            links.retain(|link| {
                let is_there =
                    matches!(&link.to, Target::Entity(id) if id == self.to) && seen.contains(link);
                seen.push(link.clone());
                !is_there
            });
        }
    }
}

#[cfg(test)]
mod tests;
