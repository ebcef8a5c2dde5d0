//! Deleting a tag with what belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    Allowed, Annotation, AnnotationId, AnnotatorId, Author, Change, Codebook, Edit, Heir, LayerKey,
    Project, Role, RoleId, Slot, Tag, TagId, Target,
};
use crate::say;

use super::change::{own_layers, with_codebook};

/// What goes when a tag is deleted, and what stays without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// One's own annotations with the tag: they are deleted with it.
    pub own: usize,
    /// In how many articles these are.
    pub articles: usize,
    /// Links of one's other annotations to them: they are taken off.
    pub links: usize,
    /// Annotations of colleagues, whose files only they write: they stay, with a tag that the codebook does not know.
    pub others: BTreeMap<AnnotatorId, usize>,
    /// Link roles that may start from it or lead to it: they lose it.
    pub roles: Vec<RoleId>,
    /// Tags under it: they go up to where it stood.
    pub members: Vec<TagId>,
    /// Tags with rules that name it: these lose it.
    pub ruled: Vec<TagId>,
}

impl Takes {
    /// Counts so many of a layer, as one's own or as somebody else's.
    pub(super) fn count(
        &mut self,
        project: &Project,
        author: &Author,
        key: &LayerKey,
        count: usize,
    ) {
        if count == 0 {
        } else if *project.person_of(&key.annotator) == author.annotator {
            self.own += count;
            self.articles += 1;
        } else {
            *self.others.entry(key.annotator.clone()).or_default() += count;
        }
    }
}

/// What deleting a tag would take with it. Looks at all annotations once.
#[must_use]
pub fn takes(project: &Project, author: &Author, id: &TagId) -> Takes {
    let book = &project.codebook;
    let names =
        |role: &&Role| role.from.contains(id) || role.to.contains(&Allowed::Tag(id.clone()));
    let mut takes = Takes {
        roles: book
            .roles
            .iter()
            .filter(names)
            .map(|role| role.id.clone())
            .collect(),
        members: members(book, id).map(|tag| tag.id.clone()).collect(),
        ruled: (book.tags.iter())
            .filter(|tag| tag.id != *id && tag.rules.iter().any(|rule| rule.tags().contains(id)))
            .map(|tag| tag.id.clone())
            .collect(),
        ..Takes::default()
    };
    for (key, layer) in &project.layers {
        let lost = layer.detached.values().filter(|it| it.tag == *id).count();
        if lost == 0 && !layer.has_tag(|tag| tag == id) {
            continue;
        }
        let layer = layer.in_passing();
        let of_tag: BTreeSet<&AnnotationId> = layer
            .annotations
            .values()
            .filter(|it| it.tag == *id)
            .map(|it| &it.id)
            .collect();
        takes.count(project, author, key, of_tag.len() + lost);
        if *project.person_of(&key.annotator) != author.annotator {
            continue;
        }
        let others = layer.annotations.values().filter(|it| it.tag != *id);
        let links = others.flat_map(|it| &it.links);
        takes.links += links
            .filter(|link| matches!(&link.to, Target::Annotation(to) if of_tag.contains(to)))
            .count();
    }
    takes
}

fn members<'a>(book: &'a Codebook, id: &'a TagId) -> impl Iterator<Item = &'a Tag> {
    book.tags
        .iter()
        .filter(move |tag| tag.parent.as_ref() == Some(id))
}

/// Deletes a tag with one's own annotations that have it, and takes it out of links, roles, rules and the tree. What
/// colleagues marked with it stays as it is, with a tag that the codebook does not know.
#[must_use]
pub fn delete_tag(project: &Project, author: &Author, id: &TagId) -> Edit {
    let name = say!("tagset-did-delete", tag = project.codebook.tag_name(id));
    let edit = with_codebook(project, author, name, |book| take_out(book, id));
    if edit.is_empty() {
        return edit;
    }
    let mut changes = Vec::new();
    for (key, layer) in own_layers(project, author) {
        for lost in layer.detached.values().filter(|it| it.tag == *id) {
            changes.push(Change::Detached(key.clone(), lost.id.clone(), None));
        }
        if !layer.has_tag(|tag| tag == id) {
            continue;
        }
        let layer = layer.in_passing();
        let is_gone = |to: &Target| match to {
            Target::Annotation(to) => layer.annotations.get(to).is_some_and(|it| it.tag == *id),
            Target::Entity(_) => false,
        };
        for annotation in layer.annotations.values() {
            let slot = if annotation.tag == *id {
                Slot::Deleted(author.at)
            } else if annotation.links.iter().any(|link| is_gone(&link.to)) {
                let mut left = Annotation::clone(annotation);
                left.links.retain(|link| !is_gone(&link.to));
                left.modified = author.at;
                Slot::Present(Arc::new(left))
            } else {
                continue;
            };
            changes.push(Change::Annotation(key.clone(), annotation.id.clone(), slot));
        }
    }
    edit.and(Edit::new(String::new(), changes))
}

/// Takes a tag out of a codebook and of all that names it.
fn take_out(book: &mut Codebook, id: &TagId) {
    let Some(at) = book.tags.iter().position(|tag| tag.id == *id) else {
        return;
    };
    let parent = book.tags.remove(at).parent.filter(|parent| parent != id);
    for tag in &mut book.tags {
        if tag.parent.as_ref() == Some(id) {
            tag.parent.clone_from(&parent);
        }
        if tag.rules.iter().any(|rule| rule.tags().contains(id)) {
            let rules = core::mem::take(&mut tag.rules).into_iter();
            tag.rules = rules.filter_map(|rule| rule.without_tag(id)).collect();
        }
        match &mut tag.heir {
            Some(Heir::Tag(heir)) if heir == id => tag.heir = None,
            Some(Heir::ByChoice(_, tags)) => {
                tags.retain(|_, heir| heir != id);
                tag.heir
                    .take_if(|heir| matches!(heir, Heir::ByChoice(_, tags) if tags.is_empty()));
            }
            _ => {}
        }
    }
    let tags = book.tags.clone();
    for role in &mut book.roles {
        role.from.retain(|tag| tag != id);
        role.to
            .retain(|to| !matches!(to, Allowed::Tag(tag) if tag == id));
        let mut left = tags.iter().filter(|tag| role.from.contains(&tag.id));
        role.wording
            .take_if(|wording| !left.any(|tag| tag.attribute(&wording.by).is_some()));
    }
}
