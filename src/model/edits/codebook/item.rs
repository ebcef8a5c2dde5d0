//! What is done with any one thing of the codebook in the same way: deleting it, and moving it in its list.

use crate::model::{Author, Codebook, Edit, Item, Project, RoleId, edits};
use crate::say;

use super::change::{fellows, with_codebook};
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
    let Some((at, to)) = shift_places(book, item, by) else {
        return Edit::new(String::new(), Vec::new());
    };
    match item {
        Item::Tag(id) => shift_tag(project, author, id, by),
        Item::Link(_) => edits::move_role(book, at, to),
        Item::Field(_) => edits::move_article_attribute(book, at, to),
        Item::Type(_) => edits::move_entity_type(book, at, to),
    }
}

/// Whether [`shift_item`] would move a thing: not the first one up, nor the last one down.
#[must_use]
pub fn may_shift_item(book: &Codebook, item: &Item, by: isize) -> bool {
    shift_places(book, item, by).is_some()
}

/// From which place in its list to which one a thing is moved.
fn shift_places(book: &Codebook, item: &Item, by: isize) -> Option<(usize, usize)> {
    let (at, count) = match item {
        Item::Tag(id) => {
            let (fellows, at) = fellows(book, id)?;
            (at, fellows.len())
        }
        Item::Link(id) => {
            let at = book.roles.iter().position(|it| it.id == *id)?;
            (at, book.roles.len())
        }
        Item::Field(id) => {
            let list = &book.article_attributes;
            (list.iter().position(|it| it.id == *id)?, list.len())
        }
        Item::Type(id) => {
            let list = &book.entity_types;
            (list.iter().position(|it| it.id == *id)?, list.len())
        }
    };
    let to = at.saturating_add_signed(by).min(count - 1);
    (to != at).then_some((at, to))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::TagId;
    use crate::model::random::{author, tag};

    #[test]
    fn what_may_be_moved_is_moved_and_nothing_else() {
        let mut project = Project::default();
        let book = Arc::make_mut(&mut project.codebook);
        let member = |id: &str| crate::model::Tag {
            parent: Some(TagId::new("group").unwrap()),
            ..tag(id, None)
        };
        book.tags = vec![tag("group", None), member("first"), member("second")];
        book.tags.push(tag("last", None));
        let item = |id: &str| Item::Tag(TagId::new(id).unwrap());
        let moves = [
            ("group", [false, true]),
            ("first", [false, true]),
            ("second", [true, false]),
            ("last", [true, false]),
            ("nobody", [false, false]),
        ];
        for (id, may) in moves {
            let item = item(id);
            for (by, may) in [-1, 1].into_iter().zip(may) {
                assert_eq!(may_shift_item(&project.codebook, &item, by), may, "{id}");
                let edit = shift_item(&project, &author(50), &item, by);
                assert_eq!(!edit.is_empty(), may, "{id} {by}");
            }
        }
    }
}
