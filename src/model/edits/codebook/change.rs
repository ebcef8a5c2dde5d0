//! Changes of tags and attributes where they stand: names, colours, keys, words, rules, places in the tree.

use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{
    AnnotationId, Author, Change, Codebook, Edit, Former, LayerHead, LayerKey, Project, Tag, TagId,
    is_older,
};
use crate::say;

use super::follow::{follow, follow_into, moved};
use super::unite_fields::follow_names;

/// The edit that makes the codebook what `change` makes of it. One's own annotations follow what became of their tags,
/// attributes and values in the same step.
pub(super) fn with_codebook(
    project: &Project,
    author: &Author,
    name: String,
    change: impl FnOnce(&mut Codebook),
) -> Edit {
    let mut book = Codebook::clone(&project.codebook);
    change(&mut book);
    let mut changes = crate::model::merge::codebook_changes(project, book.clone());
    let before = &*project.codebook;
    let tags = moved(before, &book);
    let fields = before.article_attributes != book.article_attributes
        || before.entity_types != book.entity_types;
    if fields || !tags.is_empty() {
        follow_into(&book, project, author, Some(&tags), &mut changes);
    }
    Edit::new(name, changes)
}

/// The edit that makes the codebook another one, whatever differs: one step for what was typed into its forms.
#[must_use]
pub fn change_codebook(
    project: &Project,
    author: &Author,
    name: String,
    change: impl FnOnce(&mut Codebook),
) -> Edit {
    with_codebook(project, author, name, change)
}

/// Changes the tag with this id, or adds it at the end. A definition that annotations were made under is kept with the
/// date, so that they can be looked at again. Rules and words of links follow options that its fields call otherwise now.
#[must_use]
pub fn change_tag(project: &Project, author: &Author, tag: Tag) -> Edit {
    let known = project.codebook.tag(&tag.id);
    let name = describe(&project.codebook, known, &tag);
    let former = known.and_then(|known| former(project, author, known, &tag));
    with_codebook(project, author, name, |book| {
        let mut tag = tag;
        tag.former.extend(former);
        let now = tag.clone();
        let before = match book.tags.iter_mut().find(|it| it.id == tag.id) {
            Some(it) => core::mem::replace(it, tag),
            None => return book.tags.push(tag),
        };
        for field in &now.attributes {
            if let Some(before) = before.attribute(&field.id) {
                follow_names(book, &now.id, before, field);
            }
        }
    })
}

/// The wording that a definition had, when anything was marked under it.
fn former(project: &Project, author: &Author, known: &Tag, tag: &Tag) -> Option<Former> {
    let has_changed = known.definition != tag.definition && !known.definition.is_empty();
    let until = whole_seconds(author.at);
    (has_changed && is_used(project, &known.id)).then(|| Former {
        until,
        by: author.annotator.clone(),
        definition: known.definition.clone(),
    })
}

fn is_used(project: &Project, id: &TagId) -> bool {
    project.layers.values().any(|layer| {
        layer.has_tag(|tag| tag == id) || layer.detached.values().any(|it| it.tag == *id)
    })
}

/// Files hold whole seconds.
fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

/// What is done to a tag, by what differs most.
fn describe(book: &Codebook, known: Option<&Tag>, tag: &Tag) -> String {
    let name = &tag.name;
    let Some(known) = known else {
        return say!("tagset-did-add", tag = name);
    };
    let only = |rest: Tag| rest == *known;
    let with = |change: fn(&mut Tag, &Tag)| {
        let mut rest = tag.clone();
        change(&mut rest, known);
        only(rest)
    };
    let (before, after) = (&known.name, name);
    if with(|it, known| it.name.clone_from(&known.name)) {
        return say!("tagset-did-rename", before = before, after = after);
    }
    if with(|it, known| {
        it.color = known.color;
        it.pattern = known.pattern;
    }) {
        return say!("tagset-did-recolour", tag = name);
    }
    if with(|it, known| it.key = known.key) {
        return if let Some(key) = tag.key {
            say!("tagset-did-key", tag = name, key = key.to_string())
        } else {
            say!("tagset-did-no-key", tag = name)
        };
    }
    if with(|it, known| it.definition.clone_from(&known.definition)) {
        return say!("tagset-did-describe", tag = name);
    }
    if with(|it, known| {
        it.examples.clone_from(&known.examples);
        it.counterexamples.clone_from(&known.counterexamples);
    }) {
        return say!("tagset-did-examples", tag = name);
    }
    if with(|it, known| it.rules.clone_from(&known.rules)) {
        return say!("tagset-did-rules", tag = name);
    }
    if with(|it, known| it.retired = known.retired) {
        return if tag.retired {
            say!("tagset-did-retire", tag = name)
        } else {
            say!("tagset-did-bring-back", tag = name)
        };
    }
    if with(|it, known| it.parent.clone_from(&known.parent)) {
        return describe_place(book, tag);
    }
    say!("tagset-did-change", tag = name)
}

fn describe_place(book: &Codebook, tag: &Tag) -> String {
    if let Some(parent) = &tag.parent {
        let group = book.tag_name(parent);
        say!("tagset-did-group", tag = &tag.name, group = group)
    } else {
        say!("tagset-did-ungroup", tag = &tag.name)
    }
}

/// Takes back the note that the last change of a definition was one of meaning: what was marked before needs no second
/// look.
#[must_use]
pub fn forget_former(project: &Project, author: &Author, id: &TagId) -> Edit {
    let name = say!("tagset-did-forget", tag = project.codebook.tag_name(id));
    with_codebook(project, author, name, |book| {
        if let Some(tag) = book.tags.iter_mut().find(|it| it.id == *id) {
            tag.former.pop();
        }
    })
}

/// Puts a tag under another one, or at the top, before a tag that stands there; last when that is none. Nothing when it
/// would stand under itself.
#[must_use]
pub fn place_tag(
    project: &Project,
    author: &Author,
    id: &TagId,
    parent: Option<&TagId>,
    before: Option<&TagId>,
) -> Edit {
    let book = &project.codebook;
    let Some(known) = book.tag(id) else {
        return Edit::new(String::new(), Vec::new());
    };
    if parent.is_some_and(|parent| !book.may_stand_under(id, parent)) {
        return Edit::new(String::new(), Vec::new());
    }
    let tag = Tag {
        parent: parent.cloned(),
        ..known.clone()
    };
    let name = if tag.parent == known.parent {
        say!("tagset-did-move", tag = &tag.name)
    } else {
        describe_place(book, &tag)
    };
    with_codebook(project, author, name, |book| {
        book.tags.retain(|it| it.id != *id);
        let at = before.and_then(|before| book.tags.iter().position(|it| it.id == *before));
        // Last among its fellows, not in the whole codebook: the order of the file stays close to what is seen.
        let last = book.tags.iter().rposition(|it| it.parent == tag.parent);
        let at = at.or(last.map(|at| at + 1)).unwrap_or(book.tags.len());
        book.tags.insert(at, tag);
    })
}

/// The tags of a tag's group, in their order, and which of them it is.
pub(super) fn fellows<'a>(book: &'a Codebook, id: &TagId) -> Option<(Vec<&'a TagId>, usize)> {
    let rows = book.tree();
    let own = rows.iter().find(|row| row.tag.id == *id)?;
    let (depth, parent) = (own.depth, &own.tag.parent);
    let fellows: Vec<&TagId> = (rows.iter())
        .filter(|row| row.depth == depth && (depth == 0 || row.tag.parent == *parent))
        .map(|row| &row.tag.id)
        .collect();
    let at = fellows.iter().position(|it| *it == id)?;
    Some((fellows, at))
}

/// Moves a tag among those of its group, so many places down, or up when that is negative.
#[must_use]
pub fn shift_tag(project: &Project, author: &Author, id: &TagId, by: isize) -> Edit {
    let nothing = || Edit::new(String::new(), Vec::new());
    let book = &project.codebook;
    let (Some(tag), Some((fellows, at))) = (book.tag(id), fellows(book, id)) else {
        return nothing();
    };
    let to = at.saturating_add_signed(by).min(fellows.len() - 1);
    if to == at {
        return nothing();
    }
    let before = if to > at {
        fellows.get(to + 1).copied()
    } else {
        Some(fellows[to])
    };
    let parent = tag.parent.clone();
    if let Some(before) = before {
        place_tag(project, author, id, parent.as_ref(), Some(before))
    } else {
        let name = say!("tagset-did-move", tag = &tag.name);
        let (tag, after) = (tag.clone(), fellows[to]);
        with_codebook(project, author, name, |book| {
            book.tags.retain(|it| it.id != tag.id);
            let at = book.tags.iter().position(|it| it.id == *after);
            book.tags.insert(at.map_or(0, |at| at + 1), tag);
        })
    }
}

/// One's own annotations with a tag that were made under an older wording of its definition and not looked at since.
#[must_use]
pub fn older(project: &Project, author: &Author, id: &TagId) -> Vec<(LayerKey, AnnotationId)> {
    let Some(worded) = project.codebook.tag(id).and_then(Tag::worded) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, layer) in own_layers(project, author) {
        if !layer.has_tag(|tag| tag == id) {
            continue;
        }
        let layer = layer.in_passing();
        let of_tag = layer.annotations.values().filter(|it| it.tag == *id);
        let older = of_tag.filter(|it| is_older(&layer, it, worded));
        found.extend(older.map(|it| (key.clone(), it.id.clone())));
    }
    found
}

/// Says that annotations were looked at and hold under today's definitions of their tags.
#[must_use]
pub fn confirm(project: &Project, author: &Author, marks: &[(LayerKey, AnnotationId)]) -> Edit {
    let name = say!("tagset-did-confirm", count = marks.len());
    let mut changes: Vec<Change> = Vec::new();
    let mut heads: std::collections::BTreeMap<&LayerKey, LayerHead> =
        std::collections::BTreeMap::new();
    for (key, id) in marks
        .iter()
        .filter(|(key, _)| *project.person_of(&key.annotator) == author.annotator)
    {
        let Some(layer) = project.layer(key) else {
            continue;
        };
        let head = heads.entry(key).or_insert_with(|| layer.head.clone());
        head.confirmed.insert(id.clone(), whole_seconds(author.at));
    }
    for (key, head) in heads {
        changes.push(Change::LayerHead(key.clone(), head));
    }
    Edit::new(name, changes)
}

/// The layers that the author writes, those of repeats among them.
pub(super) fn own_layers<'a>(
    project: &'a Project,
    author: &'a Author,
) -> impl Iterator<Item = (&'a LayerKey, &'a Arc<crate::model::Layer>)> {
    let layers = project.layers.iter();
    layers.filter(|(key, _)| *project.person_of(&key.annotator) == author.annotator)
}

/// Brings one's own annotations up to the codebook: to the tags, attributes and values that took the place of theirs.
#[must_use]
pub fn follow_codebook(project: &Project, author: &Author) -> Edit {
    follow(project, author)
}
