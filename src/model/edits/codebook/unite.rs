//! Merging tags, and splitting a tag.
//!
//! What goes stays in the codebook as a note of what took its place, so that annotations of colleagues mean what they
//! meant until these follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Allowed, AnnotationId, Attribute, AttributeId, Author, Change, Codebook, Edit, Heir, Kind,
    LayerKey, Project, Slot, Tag, TagId,
};
use crate::say;

use super::change::with_codebook;

/// Merges a tag into another one: its annotations get that tag, which takes over its attributes, examples, links and
/// members. The tag stays in the codebook, retired.
#[must_use]
pub fn merge_tags(project: &Project, author: &Author, from: &TagId, into: &TagId) -> Edit {
    let book = &project.codebook;
    let name = say!(
        "tagset-did-merge",
        from = book.tag_name(from),
        into = book.tag_name(into)
    );
    let (Some(old), Some(_)) = (book.tag(from).cloned(), book.tag(into)) else {
        return Edit::new(name, Vec::new());
    };
    if from == into {
        return Edit::new(name, Vec::new());
    }
    with_codebook(project, author, name, |book| {
        let up = old.parent.clone().filter(|up| up != from);
        for tag in &mut book.tags {
            // What stood under it stands under the other one, which itself goes up.
            if tag.parent.as_ref() == Some(from) {
                tag.parent = if tag.id == *into {
                    up.clone()
                } else {
                    Some(into.clone())
                };
            }
            for rule in &mut tag.rules {
                if let Some(tags) = rule.demand.tags_mut() {
                    replace(tags, from, into);
                }
            }
            match &mut tag.heir {
                Some(Heir::Tag(heir)) if heir == from => *heir = into.clone(),
                Some(Heir::ByChoice(_, tags)) => {
                    for heir in tags.values_mut().filter(|heir| *heir == from) {
                        *heir = into.clone();
                    }
                }
                _ => {}
            }
            if tag.id == *into {
                take_over(tag, &old);
            } else if tag.id == *from {
                tag.key = None;
                tag.retired = true;
                tag.heir = Some(Heir::Tag(into.clone()));
                tag.rules.clear();
            }
        }
        // A circle of members that led through the two.
        let in_circle = book.in_circles().contains(into);
        if let Some(tag) = book
            .tags
            .iter_mut()
            .find(|tag| tag.id == *into && in_circle)
        {
            tag.parent.clone_from(&up);
        }
        for role in &mut book.roles {
            add_beside(&mut role.from, from, into);
            let (one, other) = (Allowed::Tag(from.clone()), Allowed::Tag(into.clone()));
            add_beside(&mut role.to, &one, &other);
        }
    })
}

/// Gives a tag what another one has and it has not.
fn take_over(tag: &mut Tag, old: &Tag) {
    for field in &old.attributes {
        match tag.attributes.iter_mut().find(|known| known.id == field.id) {
            None => tag.attributes.push(Attribute {
                // The other's annotations never had it.
                required: false,
                ..field.clone()
            }),
            Some(known) => {
                if let (Kind::Choice(options), Kind::Choice(more))
                | (Kind::Choices(options), Kind::Choices(more)) = (&mut known.kind, &field.kind)
                {
                    let more = more.iter().filter(|option| !options.contains(option));
                    let more: Vec<String> = more.cloned().collect();
                    options.extend(more);
                }
            }
        }
    }
    for (list, more) in [
        (&mut tag.examples, &old.examples),
        (&mut tag.counterexamples, &old.counterexamples),
    ] {
        let more = more.iter().filter(|example| !list.contains(example));
        let more: Vec<_> = more.cloned().collect();
        list.extend(more);
    }
}

fn replace<T: PartialEq + Clone>(list: &mut Vec<T>, from: &T, into: &T) {
    add_beside(list, from, into);
    list.retain(|it| it != from);
}

fn add_beside<T: PartialEq + Clone>(list: &mut Vec<T>, from: &T, into: &T) {
    if list.contains(from) && !list.contains(into) {
        list.push(into.clone());
    }
}

/// Splits a tag by what is chosen in an attribute: annotations get the tag of their option. What has no choice, or another
/// one, keeps the old tag, which is retired. A new tag starts as a copy of the old one without the attribute.
#[must_use]
pub fn split_by_choice(
    project: &Project,
    author: &Author,
    id: &TagId,
    by: &AttributeId,
    parts: &[(String, Tag)],
) -> Edit {
    let book = &project.codebook;
    let name = say!("tagset-did-split", tag = book.tag_name(id));
    let Some(old) = book.tag(id).filter(|_| !parts.is_empty()) else {
        return Edit::new(name, Vec::new());
    };
    let tags: BTreeMap<String, TagId> = parts
        .iter()
        .map(|(option, tag)| (option.clone(), tag.id.clone()))
        .collect();
    let old = old.clone();
    with_codebook(project, author, name, |book| {
        let at = book.tags.iter().position(|tag| tag.id == *id);
        let mut at = at.map_or(book.tags.len(), |at| at + 1);
        for (_, part) in parts {
            // Two options may get one tag.
            if book.tag(&part.id).is_some() {
                continue;
            }
            let mut part = part.clone();
            part.attributes.retain(|field| field.id != *by);
            book.tags.insert(at, part);
            at += 1;
        }
        for tag in book.tags.iter_mut().filter(|tag| tag.id == *id) {
            tag.key = None;
            tag.retired = true;
            tag.heir = Some(Heir::ByChoice(by.clone(), tags.clone()));
        }
        for (_, part) in parts {
            stand_beside(book, &old, &part.id);
        }
    })
}

/// Splits a tag: these annotations get a new one beside it, with the same attributes and links.
#[must_use]
pub fn split_off(
    project: &Project,
    author: &Author,
    id: &TagId,
    new: Tag,
    marks: &[(LayerKey, AnnotationId)],
) -> Edit {
    let book = &project.codebook;
    let name = say!(
        "tagset-did-split-off",
        tag = book.tag_name(id),
        new = &new.name
    );
    let Some(old) = book
        .tag(id)
        .filter(|_| book.tag(&new.id).is_none())
        .cloned()
    else {
        return Edit::new(name, Vec::new());
    };
    let new_id = new.id.clone();
    let edit = with_codebook(project, author, name, |book| {
        let at = book.tags.iter().position(|tag| tag.id == *id);
        let at = at.map_or(book.tags.len(), |at| at + 1);
        book.tags.insert(at, new);
        stand_beside(book, &old, &new_id);
    });
    let own = marks
        .iter()
        .filter(|(key, _)| *project.person_of(&key.annotator) == author.annotator);
    let changes = own.filter_map(|(key, mark)| {
        let annotation = project.layer(key)?.annotations.get(mark)?;
        (annotation.tag == *id).then(|| {
            let mut annotation = crate::model::Annotation::clone(annotation);
            annotation.tag = new_id.clone();
            annotation.modified = author.at;
            Change::Annotation(
                key.clone(),
                mark.clone(),
                Slot::Present(Arc::new(annotation)),
            )
        })
    });
    edit.and(Edit::new(String::new(), changes.collect()))
}

/// Lets a tag have the links that another one has.
fn stand_beside(book: &mut Codebook, old: &Tag, new: &TagId) {
    for role in &mut book.roles {
        add_beside(&mut role.from, &old.id, new);
        let (one, other) = (Allowed::Tag(old.id.clone()), Allowed::Tag(new.clone()));
        add_beside(&mut role.to, &one, &other);
    }
    for rule in book.tags.iter_mut().flat_map(|tag| &mut tag.rules) {
        if let Some(tags) = rule.demand.tags_mut() {
            add_beside(tags, &old.id, new);
        }
    }
}
