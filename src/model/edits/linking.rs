//! Links between annotations, and from annotations to entities.

use crate::model::{Annotation, Author, Edit, LayerKey, Link, Project, RoleId, Target};
use crate::say;

use super::{quoted, replace, text_of};

/// Links an annotation to a target. A role that takes one target only loses the one that it has.
#[must_use]
pub fn link(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    role: &RoleId,
    to: Target,
) -> Edit {
    let mut changed = annotation.clone();
    let definition = project.codebook.role(role);
    let label = definition.map_or(role.as_str(), |role| role.label_from(annotation));
    let name = say!(
        "edit-link",
        from = quoted(&text_of(project, key), &annotation.spans),
        label = label,
        to = describe(project, key, &to),
    );
    let link = Link {
        role: role.clone(),
        to,
    };
    if !changed.links.contains(&link) {
        if !definition.is_some_and(|role| role.many) {
            changed.links.retain(|known| known.role != *role);
        }
        changed.links.push(link);
    }
    replace(project, author, key, name, changed)
}

/// Takes a link away.
#[must_use]
pub fn unlink(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    link: &Link,
) -> Edit {
    let mut changed = annotation.clone();
    changed.links.retain(|known| known != link);
    let label = project.codebook.link_label(annotation, link);
    let name = say!(
        "edit-unlink",
        label = label,
        to = describe(project, key, &link.to),
    );
    replace(project, author, key, name, changed)
}

/// Points a link of an annotation elsewhere.
#[must_use]
pub fn retarget(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    link: &Link,
    to: Target,
) -> Edit {
    let mut changed = annotation.clone();
    let label = project.codebook.link_label(annotation, link);
    let name = say!(
        "edit-link-elsewhere",
        from = quoted(&text_of(project, key), &annotation.spans),
        label = label,
        to = describe(project, key, &to),
        was = describe(project, key, &link.to),
    );
    let moved = Link {
        role: link.role.clone(),
        to,
    };
    if moved == *link {
        // It points there already.
    } else if changed.links.contains(&moved) {
        changed.links.retain(|known| known != link);
    } else if let Some(known) = changed.links.iter_mut().find(|known| *known == link) {
        *known = moved;
    }
    replace(project, author, key, name, changed)
}

/// Turns a link round: it starts where it ended.
///
/// # Errors
/// A sentence that says why the codebook does not allow that, or that it leads to an entity.
pub fn reverse(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    link: &Link,
) -> Result<Edit, String> {
    let label = project.codebook.link_label(annotation, link).to_owned();
    let Target::Annotation(to) = &link.to else {
        return Err(say!("link-ends-at-entity", label = label));
    };
    let layer = project.layer(key);
    let Some(other) = layer.and_then(|layer| layer.annotations.get(to)) else {
        return Err(say!("link-end-gone").to_owned());
    };
    let role = project.codebook.role(&link.role);
    let role =
        role.filter(|role| role.from.contains(&other.tag) && role.allows_tag(&annotation.tag));
    let Some(role) = role else {
        let codebook = &project.codebook;
        return Err(say!(
            "link-not-in-codebook",
            label = label,
            from = codebook.tag_name(&other.tag),
            to = codebook.tag_name(&annotation.tag),
        ));
    };
    let back = Target::Annotation(annotation.id.clone());
    let taken = other
        .targets(&role.id)
        .find(|to| !role.many && **to != back);
    if let Some(taken) = taken {
        return Err(say!(
            "link-taken",
            from = quoted(&text_of(project, key), &other.spans),
            label = label,
            to = describe(project, key, taken),
        ));
    }
    let there = self::link(project, author, key, other, &role.id, back);
    let name = say!("edit-link-turn", link = &there.name);
    let edit = unlink(project, author, key, annotation, link).and(there);
    Ok(Edit { name, ..edit })
}

fn describe(project: &Project, key: &LayerKey, target: &Target) -> String {
    match target {
        Target::Entity(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        Target::Annotation(id) => project
            .layer(key)
            .and_then(|layer| layer.annotations.get(id))
            .map_or_else(
                || id.to_string(),
                |annotation| quoted(&text_of(project, key), &annotation.spans),
            ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{annotation, author, projects};
    use crate::model::{AnnotatorId, ArticleId, Change, EntityId, Placed, Role, Slot, Spans};
    use crate::text::Span;
    use proptest::strategy::{Strategy as _, ValueTree as _};

    #[test]
    fn a_role_for_one_target_replaces_and_a_role_for_many_adds() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let mut project = projects().new_tree(&mut runner).unwrap().current();
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: AnnotatorId::new("ana").unwrap(),
        };
        let quote = annotation(
            "new",
            "quote",
            Spans::one(Span::of(0..3)).unwrap(),
            author(0).at,
        );
        let mut role = Role {
            id: RoleId::new("speaker").unwrap(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: None,
            definition: String::new(),
            from: vec![quote.tag.clone()],
            to: Vec::new(),
            many: false,
            required: false,
        };
        let put = |role: &Role| {
            Change::Role(
                role.id.clone(),
                Some(Placed {
                    at: 0,
                    value: role.clone(),
                }),
            )
        };
        let changes = vec![
            put(&role),
            Change::Annotation(key.clone(), quote.id.clone(), Slot::Present(quote.clone())),
        ];
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let to = |name: &str| Target::Entity(EntityId::new(name).unwrap());
        let targets = |project: &mut Project, name: &str| {
            let now = project.layers[&key].annotations[&quote.id].clone();
            link(project, &author(1), &key, &now, &role.id, to(name))
                .apply(project)
                .unwrap();
            project.layers[&key].annotations[&quote.id].links.len()
        };
        assert_eq!(targets(&mut project, "lee"), 1);
        assert_eq!(targets(&mut project, "ray"), 1);
        role.many = true;
        Edit::new("Many", vec![put(&role)])
            .apply(&mut project)
            .unwrap();
        let mut targets = |name: &str| {
            let now = project.layers[&key].annotations[&quote.id].clone();
            let edit = link(&project, &author(1), &key, &now, &role.id, to(name));
            if !edit.is_empty() {
                edit.apply(&mut project).unwrap();
            }
            project.layers[&key].annotations[&quote.id].links.len()
        };
        assert_eq!(targets("lee"), 2);
        assert_eq!(targets("lee"), 2, "the same link twice is one link");

        // A link that is pointed elsewhere keeps its place; where another one points already it only goes.
        let links = |project: &Project| project.layers[&key].annotations[&quote.id].links.clone();
        let elsewhere = |project: &mut Project, at: usize, name: &str| {
            let now = project.layers[&key].annotations[&quote.id].clone();
            let edit = retarget(project, &author(2), &key, &now, &now.links[at], to(name));
            edit.apply(project).unwrap();
        };
        elsewhere(&mut project, 0, "may");
        assert_eq!(links(&project)[0].to, to("may"));
        assert_eq!(links(&project)[1].to, to("lee"));
        let now = project.layers[&key].annotations[&quote.id].clone();
        let same = retarget(&project, &author(2), &key, &now, &now.links[0], to("may"));
        assert!(same.is_empty(), "it points there already");
        elsewhere(&mut project, 1, "may");
        assert_eq!(links(&project).len(), 1);
    }
}
