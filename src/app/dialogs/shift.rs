//! Edits of the codebook that move things within its lists, and that remove things together with what refers to them.

use crate::model::{
    Allowed, Change, Codebook, Edit, EntityTypeId, Placed, Project, Role, TagId, edits,
};

/// Moves a tag to another place.
pub(super) fn move_tag(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let tag = &codebook.tags[at];
    let placed = placed(&codebook.tags, at, to);
    let change = Change::Tag(tag.id.clone(), Some(placed));
    moved("tag", &tag.name, at, to, change)
}

/// Moves a link role to another place.
pub(super) fn move_role(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let role = &codebook.roles[at];
    let placed = placed(&codebook.roles, at, to);
    let change = Change::Role(role.id.clone(), Some(placed));
    moved("link role", &role.name, at, to, change)
}

/// Moves an article attribute to another place.
pub(super) fn move_article_attribute(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let list = &codebook.article_attributes;
    let placed = placed(list, at, to);
    let change = Change::ArticleAttribute(list[at].id.clone(), Some(placed));
    moved("article attribute", &list[at].name, at, to, change)
}

/// Moves an entity type to another place.
pub(super) fn move_entity_type(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let kind = &codebook.entity_types[at];
    let placed = placed(&codebook.entity_types, at, to);
    let change = Change::EntityType(kind.id.clone(), Some(placed));
    moved("entity type", &kind.name, at, to, change)
}

fn placed<T: Clone>(list: &[T], at: usize, to: usize) -> Placed<T> {
    Placed {
        at: to,
        value: list[at].clone(),
    }
}

fn moved(what: &str, name: &str, at: usize, to: usize, change: Change) -> Edit {
    let changes = if at == to { Vec::new() } else { vec![change] };
    Edit::new(format!("Move the {what} {name}"), changes)
}

/// Removes a tag, and takes it out of the links that name it. Annotations with the tag stay as they are.
pub(super) fn remove_tag(project: &Project, id: &TagId) -> Edit {
    let edit = edits::remove_tag(project, id);
    without(project, edit, |role| {
        role.from.retain(|tag| tag != id);
        role.to
            .retain(|to| !matches!(to, Allowed::Tag(tag) if tag == id));
    })
}

/// Removes an entity type, and takes it out of the links that name it. Entities of the type stay as they are.
pub(super) fn remove_entity_type(project: &Project, id: &EntityTypeId) -> Edit {
    let edit = edits::remove_entity_type(project, id);
    without(project, edit, |role| {
        role.to
            .retain(|to| !matches!(to, Allowed::Entity(kind) if kind == id));
    })
}

fn without(project: &Project, edit: Edit, strip: impl Fn(&mut Role)) -> Edit {
    let name = edit.name.clone();
    let edit = project.codebook.roles.iter().fold(edit, |edit, role| {
        let mut role = role.clone();
        strip(&mut role);
        edit.and(edits::put_role(project, role))
    });
    Edit { name, ..edit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::presets;
    use crate::model::check_codebook;

    fn project() -> Project {
        let mut project = Project::default();
        let edit = edits::use_codebook(&presets()[0].codebook);
        edit.apply(&mut project).unwrap();
        project
    }

    #[test]
    fn things_move_by_one_and_back() {
        let mut project = project();
        let before = project.clone();
        let second = project.codebook.tags[1].id.clone();
        let edit = move_tag(&project.codebook, 1, 0);
        let inverse = edit.apply(&mut project).unwrap();
        assert_eq!(project.codebook.tags[0].id, second);
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn nothing_refers_to_what_was_removed() {
        let mut project = project();
        let before = project.clone();
        let quote = TagId::new("quote").unwrap();
        let edit = remove_tag(&project, &quote);
        assert_eq!(edit.name, "Remove the tag Quote");
        let inverse = edit.apply(&mut project).unwrap();
        assert_eq!(check_codebook(&project.codebook, "codebook.ron"), []);
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
        let kind = project.codebook.entity_types[0].id.clone();
        remove_entity_type(&project, &kind)
            .apply(&mut project)
            .unwrap();
        assert_eq!(check_codebook(&project.codebook, "codebook.ron"), []);
    }
}
