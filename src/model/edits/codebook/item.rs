//! What is done with any one thing of the codebook in the same way: deleting it, and moving it in its list.

use crate::model::{Author, Edit, Item, Project, RoleId, edits};
use crate::say;

use super::change::with_codebook;
use super::delete::{Takes, delete_tag, takes};
use super::shift_tag;

/// What has to do with one thing of the codebook, and would go or lose it. Looks at all annotations once.
#[must_use]
pub fn takes_item(project: &Project, author: &Author, item: &Item) -> Takes {
    let mut found = Takes::default();
    match item {
        Item::Tag(id) => return takes(project, author, id),
        Item::Link(id) => {
            found.ruled = (project.codebook.tags.iter())
                .filter(|tag| tag.rules.iter().any(|rule| rule.names_role(id)))
                .map(|tag| tag.id.clone())
                .collect();
            for (key, layer) in &project.layers {
                let layer = layer.in_passing();
                let links = layer.annotations.values().flat_map(|it| &it.links);
                let count = links.filter(|link| link.role == *id).count();
                found.count(project, author, key, count);
            }
        }
        Item::Field(id) => {
            for (key, layer) in &project.layers {
                let has = layer.head.attributes.contains_key(id);
                found.count(project, author, key, usize::from(has));
            }
        }
        Item::Type(id) => {
            let entries = project.entries().into_iter();
            found.own = entries.filter(|it| it.kind == *id).count();
        }
    }
    found
}

/// Deletes a thing of the codebook. A tag goes with one's own annotations. Links of a deleted kind, values of a deleted field
/// and entities of a deleted type stay as they are, and the check tells them.
#[must_use]
pub fn delete_item(project: &Project, author: &Author, item: &Item) -> Edit {
    match item {
        Item::Tag(id) => delete_tag(project, author, id),
        Item::Link(id) => delete_role(project, author, id),
        Item::Field(id) => edits::remove_article_attribute(project, id),
        Item::Type(id) => edits::remove_entity_type(project, id),
    }
}

/// Deletes a link role, and takes it out of the rules that name it.
fn delete_role(project: &Project, author: &Author, id: &RoleId) -> Edit {
    let book = &project.codebook;
    let name = book.role(id).map_or(id.as_str(), |role| &role.name);
    let name = say!("tagset-did-delete-link", name = name);
    with_codebook(project, author, name, |book| {
        book.roles.retain(|role| role.id != *id);
        for tag in &mut book.tags {
            let rules = core::mem::take(&mut tag.rules).into_iter();
            tag.rules = rules.filter_map(|rule| rule.without_role(id)).collect();
        }
    })
}

/// Moves a thing in its list, so many places down, or up when that is negative; a tag among those of its group.
#[must_use]
pub fn shift_item(project: &Project, author: &Author, item: &Item, by: isize) -> Edit {
    let book = &project.codebook;
    let places = |at: Option<usize>, count: usize| {
        let at = at?;
        let to = at.saturating_add_signed(by).min(count - 1);
        (to != at).then_some((at, to))
    };
    let edit = match item {
        Item::Tag(id) => return shift_tag(project, author, id, by),
        Item::Link(id) => {
            let at = book.roles.iter().position(|it| it.id == *id);
            places(at, book.roles.len()).map(|(at, to)| edits::move_role(book, at, to))
        }
        Item::Field(id) => {
            let list = &book.article_attributes;
            let at = list.iter().position(|it| it.id == *id);
            places(at, list.len()).map(|(at, to)| edits::move_article_attribute(book, at, to))
        }
        Item::Type(id) => {
            let list = &book.entity_types;
            let at = list.iter().position(|it| it.id == *id);
            places(at, list.len()).map(|(at, to)| edits::move_entity_type(book, at, to))
        }
    };
    edit.unwrap_or_else(|| Edit::new(String::new(), Vec::new()))
}
