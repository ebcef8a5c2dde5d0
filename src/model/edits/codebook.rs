//! Changes of the codebook. Annotations of a removed tag stay as they are and are shown as having an unknown tag.

#[cfg(test)]
mod always;
mod change;
mod delete;
mod follow;
mod item;
mod unite;
mod unite_fields;

pub use change::{
    change_codebook, change_tag, confirm, follow_codebook, forget_former, older, place_tag,
    shift_tag,
};
pub use delete::{Takes, delete_tag, takes};
pub use item::{delete_item, may_shift_item, shift_item, takes_item};
pub use unite::{merge_tags, split_by_choice, split_off};
pub use unite_fields::{
    Fit, Owner, Union, change_attribute, fits, merge_attributes, rename_in_rules, rename_option,
    union_of,
};

use crate::model::{
    Allowed, Attribute, AttributeId, Change, Codebook, Edit, EntityType, EntityTypeId, Placed,
    Project, Role, RoleId, Tag, TagId,
};
use crate::say;

/// Adds a tag at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_tag(project: &Project, tag: Tag) -> Edit {
    let at = project
        .codebook
        .tags
        .iter()
        .position(|known| known.id == tag.id);
    let name = describe(at.is_some(), "tag", &tag.name);
    put(name, at, &project.codebook.tags, tag, |placed| {
        Change::Tag(placed.value.id.clone(), Some(placed))
    })
}

/// Removes a tag, and takes it out of the link roles that name it.
#[must_use]
pub fn remove_tag(project: &Project, id: &TagId) -> Edit {
    let name = describe_removal("tag", project.codebook.tag_name(id));
    let known = project.codebook.tag(id).is_some();
    let edit = remove(name, known, Change::Tag(id.clone(), None));
    without(project, edit, |role| {
        role.from.retain(|tag| tag != id);
        let mut left = role.from.iter().filter_map(|tag| project.codebook.tag(tag));
        role.wording
            .take_if(|wording| !left.any(|tag| tag.attribute(&wording.by).is_some()));
        role.to
            .retain(|to| !matches!(to, Allowed::Tag(tag) if tag == id));
    })
}

/// Adds a link role at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_role(project: &Project, role: Role) -> Edit {
    let at = project
        .codebook
        .roles
        .iter()
        .position(|known| known.id == role.id);
    let name = describe(at.is_some(), "role", &role.name);
    put(name, at, &project.codebook.roles, role, |placed| {
        Change::Role(placed.value.id.clone(), Some(placed))
    })
}

/// Removes a link role from the codebook.
#[must_use]
pub fn remove_role(project: &Project, id: &RoleId) -> Edit {
    let known = project.codebook.role(id);
    let name = known.map_or(id.as_str(), |role| &role.name);
    let name = describe_removal("role", name);
    remove(name, known.is_some(), Change::Role(id.clone(), None))
}

/// Adds an article attribute at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_article_attribute(project: &Project, attribute: Attribute) -> Edit {
    let list = &project.codebook.article_attributes;
    let at = list.iter().position(|known| known.id == attribute.id);
    let name = describe(at.is_some(), "field", &attribute.name);
    put(name, at, list, attribute, |placed| {
        Change::ArticleAttribute(placed.value.id.clone(), Some(placed))
    })
}

/// Removes an article attribute.
#[must_use]
pub fn remove_article_attribute(project: &Project, id: &AttributeId) -> Edit {
    let known = project
        .codebook
        .article_attributes
        .iter()
        .any(|attribute| attribute.id == *id);
    let name = describe_removal("field", id.as_str());
    remove(name, known, Change::ArticleAttribute(id.clone(), None))
}

/// Adds an entity type at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_entity_type(project: &Project, kind: EntityType) -> Edit {
    let list = &project.codebook.entity_types;
    let at = list.iter().position(|known| known.id == kind.id);
    let name = describe(at.is_some(), "type", &kind.name);
    put(name, at, list, kind, |placed| {
        Change::EntityType(placed.value.id.clone(), Some(placed))
    })
}

/// Removes an entity type, and takes it out of the link roles that name it. Entities of the type stay as they are.
#[must_use]
pub fn remove_entity_type(project: &Project, id: &EntityTypeId) -> Edit {
    let known = project.codebook.entity_type(id);
    let name = known.map_or(id.as_str(), |kind| &kind.name);
    let name = describe_removal("type", name);
    let edit = remove(name, known.is_some(), Change::EntityType(id.clone(), None));
    without(project, edit, |role| {
        role.to
            .retain(|to| !matches!(to, Allowed::Entity(kind) if kind == id));
    })
}

/// The edit, and what takes the removed thing out of every link role.
fn without(project: &Project, edit: Edit, strip: impl Fn(&mut Role)) -> Edit {
    project.codebook.roles.iter().fold(edit, |edit, role| {
        let mut role = role.clone();
        strip(&mut role);
        edit.and(put_role(project, role))
    })
}

/// Fills an empty codebook from another one, such as a preset.
#[must_use]
pub fn use_codebook(codebook: &Codebook) -> Edit {
    fn placed<T: Clone>(list: &[T]) -> impl Iterator<Item = Placed<T>> {
        list.iter()
            .cloned()
            .enumerate()
            .map(|(at, value)| Placed { at, value })
    }
    let mut changes: Vec<Change> = placed(&codebook.entity_types)
        .map(|kind| Change::EntityType(kind.value.id.clone(), Some(kind)))
        .collect();
    changes.extend(placed(&codebook.tags).map(|tag| Change::Tag(tag.value.id.clone(), Some(tag))));
    changes.extend(
        placed(&codebook.roles).map(|role| Change::Role(role.value.id.clone(), Some(role))),
    );
    changes.extend(
        placed(&codebook.article_attributes)
            .map(|field| Change::ArticleAttribute(field.value.id.clone(), Some(field))),
    );
    Edit::new(say!("edit-codebook"), changes)
}

fn describe(known: bool, what: &str, name: &str) -> String {
    if known {
        say!("edit-part-change", what = what, name = name)
    } else {
        say!("edit-part-add", what = what, name = name)
    }
}

fn describe_removal(what: &str, name: &str) -> String {
    say!("edit-part-remove", what = what, name = name)
}

fn put<T: PartialEq>(
    name: String,
    at: Option<usize>,
    list: &[T],
    value: T,
    change: impl FnOnce(Placed<T>) -> Change,
) -> Edit {
    if at.is_some_and(|at| list[at] == value) {
        return Edit::new(name, Vec::new());
    }
    let placed = Placed {
        at: at.unwrap_or(list.len()),
        value,
    };
    Edit::new(name, vec![change(placed)])
}

fn remove(name: String, known: bool, change: Change) -> Edit {
    Edit::new(name, if known { vec![change] } else { Vec::new() })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::Wording;
    use crate::model::random::tag;

    #[test]
    fn a_tag_is_changed_where_it_stands() {
        let mut project = Project::default();
        for id in ["one", "two", "three"] {
            put_tag(&project, tag(id, None))
                .apply(&mut project)
                .unwrap();
        }
        let edit = put_tag(&project, tag("two", Some('t')));
        assert_eq!(edit.name, "Change the tag two");
        edit.apply(&mut project).unwrap();
        let ids: Vec<&str> = project
            .codebook
            .tags
            .iter()
            .map(|tag| tag.id.as_str())
            .collect();
        assert_eq!(ids, ["one", "two", "three"]);
        assert!(put_tag(&project, tag("two", Some('t'))).is_empty());
        let inverse = remove_tag(&project, &TagId::new("two").unwrap())
            .apply(&mut project)
            .unwrap();
        inverse.apply(&mut project).unwrap();
        assert_eq!(project.codebook.tags[1].id.as_str(), "two");
    }

    #[test]
    fn nothing_refers_to_what_was_removed() {
        let mut project = Project::default();
        let quote = TagId::new("quote").unwrap();
        let person = EntityTypeId::new("person").unwrap();
        put_tag(&project, tag("quote", None))
            .apply(&mut project)
            .unwrap();
        let kind = EntityType {
            id: person.clone(),
            name: "Person".into(),
            attributes: Vec::new(),
        };
        put_entity_type(&project, kind).apply(&mut project).unwrap();
        let role = Role {
            id: RoleId::new("speaker").unwrap(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: None,
            definition: String::new(),
            from: vec![quote.clone()],
            to: vec![Allowed::Tag(quote.clone()), Allowed::Entity(person.clone())],
            many: false,
            required: false,
        };
        put_role(&project, role).apply(&mut project).unwrap();
        let mut words = project.codebook.roles[0].clone();
        words.wording = Some(Wording {
            by: AttributeId::new("side").unwrap(),
            labels: BTreeMap::new(),
        });
        put_role(&project, words).apply(&mut project).unwrap();
        let before = project.clone();
        let undo_tag = remove_tag(&project, &quote).apply(&mut project).unwrap();
        let undo_kind = remove_entity_type(&project, &person)
            .apply(&mut project)
            .unwrap();
        assert_eq!(project.codebook.roles[0].from, []);
        assert_eq!(project.codebook.roles[0].to, []);
        assert_eq!(project.codebook.roles[0].wording, None);
        undo_kind.apply(&mut project).unwrap();
        undo_tag.apply(&mut project).unwrap();
        assert_eq!(project, before);
    }
}
