//! Moving things within the lists of the codebook.

use crate::model::{Change, Codebook, Edit, Placed};
use crate::say;

/// Moves the tag at an index to another one.
///
/// # Panics
/// When there is no tag at `at`.
#[must_use]
pub fn move_tag(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let tag = &codebook.tags[at];
    let placed = placed(&codebook.tags, at, to);
    let change = Change::Tag(tag.id.clone(), Some(placed));
    moved("tag", &tag.name, at, to, change)
}

/// Moves the link role at an index to another one.
///
/// # Panics
/// When there is no role at `at`.
#[must_use]
pub fn move_role(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let role = &codebook.roles[at];
    let placed = placed(&codebook.roles, at, to);
    let change = Change::Role(role.id.clone(), Some(placed));
    moved("role", &role.name, at, to, change)
}

/// Moves the article attribute at an index to another one.
///
/// # Panics
/// When there is no attribute at `at`.
#[must_use]
pub fn move_article_attribute(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let list = &codebook.article_attributes;
    let placed = placed(list, at, to);
    let change = Change::ArticleAttribute(list[at].id.clone(), Some(placed));
    moved("field", &list[at].name, at, to, change)
}

/// Moves the entity type at an index to another one.
///
/// # Panics
/// When there is no type at `at`.
#[must_use]
pub fn move_entity_type(codebook: &Codebook, at: usize, to: usize) -> Edit {
    let kind = &codebook.entity_types[at];
    let placed = placed(&codebook.entity_types, at, to);
    let change = Change::EntityType(kind.id.clone(), Some(placed));
    moved("type", &kind.name, at, to, change)
}

fn placed<T: Clone>(list: &[T], at: usize, to: usize) -> Placed<T> {
    Placed {
        at: to,
        value: list[at].clone(),
    }
}

fn moved(what: &str, name: &str, at: usize, to: usize, change: Change) -> Edit {
    let changes = if at == to { Vec::new() } else { vec![change] };
    Edit::new(say!("edit-part-move", what = what, name = name), changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;
    use crate::model::edits::put_tag;
    use crate::model::random::tag;

    #[test]
    fn things_move_by_one_and_back() {
        let mut project = Project::default();
        for id in ["one", "two", "three"] {
            put_tag(&project, tag(id, None))
                .apply(&mut project)
                .unwrap();
        }
        let before = project.clone();
        let inverse = move_tag(&project.codebook, 2, 0)
            .apply(&mut project)
            .unwrap();
        let ids: Vec<&str> = project
            .codebook
            .tags
            .iter()
            .map(|tag| tag.id.as_str())
            .collect();
        assert_eq!(ids, ["three", "one", "two"]);
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
        assert!(move_tag(&project.codebook, 1, 1).is_empty());
    }
}
