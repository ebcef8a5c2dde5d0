//! Slots: which changes set the same one, and when two of them set it to the same.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::model::{Change, Entity, Placed, Project, Slot};

use super::Step;
use super::mark::{same_annotation, same_deletion, same_detached};

/// One step a slot, from where the first of them began to where the last one led; from later on where the project has
/// come along with them.
pub(super) fn joined(project: &Project, steps: &[Step]) -> Vec<Step> {
    let mut places = HashMap::new();
    let mut joined: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        match places.entry(name(&step.to)) {
            Entry::Vacant(entry) => {
                entry.insert(joined.len());
                joined.push(step.clone());
            }
            Entry::Occupied(entry) => {
                let first = &mut joined[*entry.get()];
                if is_same(&step.from, &step.from.current(project)) {
                    first.from = step.from.clone();
                }
                first.to = step.to.clone();
            }
        }
    }
    joined
}

/// What is the same for two changes if and only if they set the same slot.
pub(super) fn name(change: &Change) -> (u8, [&str; 4]) {
    match change {
        Change::Settings(_) => (0, [""; 4]),
        Change::Guidelines(_) => (1, [""; 4]),
        Change::Tag(id, _) => (2, [id.as_str(), "", "", ""]),
        Change::Role(id, _) => (3, [id.as_str(), "", "", ""]),
        Change::ArticleAttribute(id, _) => (4, [id.as_str(), "", "", ""]),
        Change::EntityType(id, _) => (5, [id.as_str(), "", "", ""]),
        Change::Highlighter(id, _) => (14, [id.as_str(), "", "", ""]),
        Change::Article(id, _) => (6, [id.as_str(), "", "", ""]),
        Change::ArticleMeta(id, _) => (7, [id.as_str(), "", "", ""]),
        Change::Corrections(id, _) => (13, [id.as_str(), "", "", ""]),
        Change::Annotator(id, _) => (8, [id.as_str(), "", "", ""]),
        Change::Entity(by, id, _) => (9, [by.as_str(), id.as_str(), "", ""]),
        Change::LayerHead(key, _) => (10, [key.article.as_str(), key.annotator.as_str(), "", ""]),
        Change::Annotation(key, id, _) => {
            let key = (key.article.as_str(), key.annotator.as_str());
            (11, [key.0, key.1, id.as_str(), ""])
        }
        Change::Detached(key, id, _) => {
            let key = (key.article.as_str(), key.annotator.as_str());
            (12, [key.0, key.1, id.as_str(), ""])
        }
        Change::ReviewRules(_) => (15, [""; 4]),
        Change::Reason(id, _) => (16, [id.as_str(), "", "", ""]),
        Change::Round(id, _) => (17, [id.as_str(), "", "", ""]),
        Change::Assigned(id, _) => (18, [id.as_str(), "", "", ""]),
        Change::Decision(key, id, _) => {
            let (article, reviewer) = (key.article.as_str(), key.reviewer.as_str());
            (19, [article, reviewer, id.as_str(), ""])
        }
        Change::Comment(key, id, _) => {
            let (article, reviewer) = (key.article.as_str(), key.reviewer.as_str());
            (20, [article, reviewer, id.as_str(), ""])
        }
        Change::Answer(key, to, _) => {
            let (article, reviewer) = (key.article.as_str(), key.reviewer.as_str());
            (21, [article, reviewer, to.by.as_str(), to.id.as_str()])
        }
        Change::Signed(key, _) => {
            let (article, reviewer) = (key.article.as_str(), key.reviewer.as_str());
            (22, [article, reviewer, "", ""])
        }
    }
}

/// Whether two changes set their slot to the same, apart from its place in a list and from what is less than a second.
#[must_use]
pub fn is_same(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::Annotation(_, _, one), Change::Annotation(_, _, other)) => match (one, other) {
            (Slot::Absent, Slot::Absent) => true,
            (Slot::Present(one), Slot::Present(other)) => same_annotation(one, other),
            (Slot::Deleted(one), Slot::Deleted(other)) => same_deletion(*one, *other),
            _ => false,
        },
        (Change::Detached(_, _, one), Change::Detached(_, _, other)) => {
            both(one.as_ref(), other.as_ref(), same_detached)
        }
        (Change::Entity(_, _, one), Change::Entity(_, _, other)) => {
            both(one.as_ref(), other.as_ref(), same_entity)
        }
        (Change::Tag(_, one), Change::Tag(_, other)) => same_value(one.as_ref(), other.as_ref()),
        (Change::Role(_, one), Change::Role(_, other)) => same_value(one.as_ref(), other.as_ref()),
        (Change::ArticleAttribute(_, one), Change::ArticleAttribute(_, other)) => {
            same_value(one.as_ref(), other.as_ref())
        }
        (Change::EntityType(_, one), Change::EntityType(_, other)) => {
            same_value(one.as_ref(), other.as_ref())
        }
        (Change::Highlighter(_, one), Change::Highlighter(_, other)) => {
            same_value(one.as_ref(), other.as_ref())
        }
        (Change::Reason(_, one), Change::Reason(_, other)) => {
            same_value(one.as_ref(), other.as_ref())
        }
        (Change::Round(_, one), Change::Round(_, other)) => {
            same_value(one.as_ref(), other.as_ref())
        }
        (Change::Corrections(_, one), Change::Corrections(_, other)) => one.list == other.list,
        _ => one == other,
    }
}

fn both<T>(one: Option<&T>, other: Option<&T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => same(one, other),
        _ => false,
    }
}

fn same_value<T: PartialEq>(one: Option<&Placed<T>>, other: Option<&Placed<T>>) -> bool {
    one.map(|it| &it.value) == other.map(|it| &it.value)
}

/// Whether an entity is the same in two versions of a register.
pub(super) fn same_entity(one: &Entity, other: &Entity) -> bool {
    one == other
        || one.modified.as_second() == other.modified.as_second()
            && *one
                == Entity {
                    modified: one.modified,
                    ..other.clone()
                }
}
