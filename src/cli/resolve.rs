//! Finding what people name: articles, tags, attributes, roles, entities. What is not there is answered with what is.

use std::ffi::OsStr;
use std::path::Path;

use crate::model::{
    Allowed, AnnotationId, Article, Attribute, Codebook, Entity, EntityTypeId, Kind, Layer,
    Project, Role, Tag, Target, Value,
};

use super::Failure;

/// An article by its id, its title, or the name of the file that it was loaded from, with or without folders.
pub(super) fn article<'a>(project: &'a Project, name: &str) -> Result<&'a Article, Failure> {
    if let Some(article) = project.articles.get(name) {
        return Ok(article);
    }
    let lower = name.to_lowercase();
    let file = Path::new(name).file_name().and_then(OsStr::to_str);
    let is_called = |article: &&Article| {
        article.meta.title.to_lowercase() == lower
            || article
                .meta
                .origin
                .as_ref()
                .is_some_and(|origin| Some(origin.file.as_str()) == file)
    };
    let mut found = project
        .articles
        .values()
        .map(AsRef::as_ref)
        .filter(is_called);
    match (found.next(), found.next()) {
        (Some(article), None) => Ok(article),
        (Some(one), Some(other)) => Err(Failure::refused(format!(
            "Several articles are called “{name}”. Give the id: {} or {}.",
            one.id, other.id
        ))),
        (None, _) => Err(Failure::refused(format!(
            "There is no article “{name}”. Give an id, a title or a file name; `postil stats` lists them."
        ))),
    }
}

/// A tag by its id or name.
pub(super) fn tag<'a>(codebook: &'a Codebook, name: &str) -> Result<&'a Tag, Failure> {
    let tags = &codebook.tags;
    pick(tags, name, |tag| [tag.id.as_str(), &tag.name]).ok_or_else(|| {
        let ids = tags.iter().map(|tag| tag.id.as_str());
        Failure::refused(format!(
            "There is no tag “{name}”. The codebook has: {}.",
            list(ids)
        ))
    })
}

/// An attribute of a tag by its id or name.
pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Result<&'a Attribute, Failure> {
    let attributes = &tag.attributes;
    pick(attributes, name, |attribute| {
        [attribute.id.as_str(), &attribute.name]
    })
    .ok_or_else(|| {
        let ids = attributes.iter().map(|attribute| attribute.id.as_str());
        Failure::refused(format!(
            "{} has no attribute “{name}”. It has: {}.",
            tag.name,
            list(ids)
        ))
    })
}

/// A link role by its id or name; it must start from the tag.
pub(super) fn role<'a>(codebook: &'a Codebook, tag: &Tag, name: &str) -> Result<&'a Role, Failure> {
    let roles: Vec<&Role> = codebook.roles_from(&tag.id).collect();
    pick(&roles, name, |role| [role.id.as_str(), &role.name])
        .copied()
        .ok_or_else(|| {
            let ids = roles.iter().map(|role| role.id.as_str());
            Failure::refused(format!(
                "{} cannot have the link “{name}”. It can have: {}.",
                tag.name,
                list(ids)
            ))
        })
}

/// The far end of a link: an annotation of the layer by its id, an entity by its id or one of its names.
pub(super) fn target(
    project: &Project,
    layer: Option<&Layer>,
    role: &Role,
    name: &str,
) -> Result<Target, Failure> {
    let refuse = |what: &str| {
        Failure::refused(format!(
            "The link {} cannot point to {what}. It can point to: {}.",
            role.id,
            allowed(role)
        ))
    };
    if let Some(annotation) = layer.and_then(|layer| layer.annotations.get(name)) {
        return if role.allows_tag(&annotation.tag) {
            Ok(Target::Annotation(annotation.id.clone()))
        } else {
            Err(refuse(&format!("{name}, a {}", annotation.tag)))
        };
    }
    match entity(project, name, |kind| role.allows_entity(kind))? {
        Some(entity) if role.allows_entity(&entity.kind) => Ok(Target::Entity(entity.id.clone())),
        Some(entity) => Err(refuse(&format!("{}, a {}", entity.name, entity.kind))),
        None => {
            let what = if AnnotationId::new(name).is_ok() {
                "an annotation of this annotator in this article, nor an entity"
            } else {
                "an entity of the register"
            };
            Err(Failure::refused(format!(
                "The link {}: “{name}” is not {what}. It can point to: {}.",
                role.id,
                allowed(role)
            )))
        }
    }
}

/// A value of an attribute as it was typed; entities by id or name.
pub(super) fn value(project: &Project, field: &Attribute, text: &str) -> Result<Value, Failure> {
    let Kind::Entity(kinds) = &field.kind else {
        return field
            .parse(text)
            .map_err(|why| Failure::refused(format!("{why}.")));
    };
    let allows = |kind: &EntityTypeId| kinds.is_empty() || kinds.contains(kind);
    match entity(project, text, allows)? {
        Some(entity) if allows(&entity.kind) => Ok(Value::Entity(entity.id.clone())),
        Some(entity) => Err(Failure::refused(format!(
            "{} cannot be {}, a {}. It takes: {}.",
            field.name,
            entity.name,
            entity.kind,
            list(kinds.iter().map(EntityTypeId::as_str))
        ))),
        None => Err(Failure::refused(format!(
            "{}: “{text}” is not in the register. Add it with `postil entity`.",
            field.name
        ))),
    }
}

/// An entity by its id, else by a name or alias; of several with one name the one of a kind that fits.
pub(super) fn entity<'a>(
    project: &'a Project,
    name: &str,
    fits: impl Fn(&EntityTypeId) -> bool,
) -> Result<Option<&'a Entity>, Failure> {
    if let Ok(id) = name.parse()
        && let Some(entity) = project.entity(&id)
    {
        return Ok(Some(entity));
    }
    let lower = name.to_lowercase();
    let mut named: Vec<&Entity> = project
        .register()
        .into_iter()
        .filter(|entity| entity.names().any(|known| known.to_lowercase() == lower))
        .collect();
    if named.len() > 1 {
        named.sort_by_key(|entity| !fits(&entity.kind));
        // The name itself before an alias.
        let exact = |entity: &&Entity| fits(&entity.kind) && entity.name.to_lowercase() == lower;
        if named.iter().copied().filter(|entity| exact(entity)).count() == 1 {
            return Ok(named.into_iter().find(exact));
        }
        if named.iter().filter(|entity| fits(&entity.kind)).count() > 1 {
            let ids = named.iter().map(|entity| entity.id.as_str());
            return Err(Failure::refused(format!(
                "Several entities are called “{name}”. Give the id: {}.",
                list(ids)
            )));
        }
    }
    Ok(named.into_iter().next())
}

/// What a role may point to, in words.
fn allowed(role: &Role) -> String {
    let words: Vec<String> = role
        .to
        .iter()
        .map(|allowed| match allowed {
            Allowed::Tag(tag) => format!("an annotation with the tag {tag}"),
            Allowed::Entity(kind) => format!("an entity of the type {kind}"),
        })
        .collect();
    list(words.iter().map(String::as_str))
}

/// The entry with this id, else the one with this name, whatever the case.
pub(super) fn pick<'a, T>(
    entries: &'a [T],
    name: &str,
    names: impl Fn(&T) -> [&str; 2],
) -> Option<&'a T> {
    let lower = name.trim().to_lowercase();
    [0, 1].into_iter().find_map(|which| {
        entries
            .iter()
            .find(|entry| names(entry)[which].to_lowercase() == lower)
    })
}

/// Words with commas; “nothing” when there are none.
pub(super) fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(", ")
    }
}
