//! One's own layers and entries follow what became of tags, attributes and values.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::codebook::follow_values;
use crate::model::{Author, Change, Codebook, Detached, Edit, Project, Slot, Spans, TagId};
use crate::say;
use crate::text::Span;

use super::change::own_layers;

/// Brings one's own annotations up to the codebook.
pub(super) fn follow(project: &Project, author: &Author) -> Edit {
    let mut changes = Vec::new();
    follow_into(&project.codebook, project, author, None, &mut changes);
    let name = say!("tagset-did-follow", count = changes.len());
    Edit::new(name, changes)
}

/// Adds what brings the author's layers and entries up to a codebook: annotations with these tags, or all.
pub(super) fn follow_into(
    book: &Codebook,
    project: &Project,
    author: &Author,
    tags: Option<&HashSet<&TagId>>,
    changes: &mut Vec<Change>,
) {
    for (key, layer) in own_layers(project, author) {
        let mut head = layer.head.clone();
        follow_values(&book.article_attributes, &mut head.attributes);
        if head != layer.head {
            changes.push(Change::LayerHead(key.clone(), head));
        }
        if tags.is_some_and(|tags| !layer.has_tag(|tag| tags.contains(tag))) {
            continue;
        }
        let layer = layer.in_passing();
        for annotation in layer.annotations.values() {
            if let Some(mut now) = book.followed(annotation) {
                now.modified = author.at;
                let slot = Slot::Present(Arc::new(now));
                changes.push(Change::Annotation(key.clone(), annotation.id.clone(), slot));
            }
        }
        for lost in layer.detached.values() {
            // Where it stands says nothing here.
            let Ok(nowhere) = Spans::one(Span::of(0..1)) else {
                continue;
            };
            if let Some(now) = book.followed(&lost.placed(nowhere)) {
                let now = Detached {
                    tag: now.tag,
                    attributes: now.attributes,
                    modified: author.at,
                    ..lost.clone()
                };
                changes.push(Change::Detached(key.clone(), lost.id.clone(), Some(now)));
            }
        }
    }
    let own = project.annotators.get(&author.annotator).into_iter();
    for (id, entity) in own.flat_map(|own| &own.entities) {
        let Some(kind) = book.entity_type(&entity.kind) else {
            continue;
        };
        let mut now = entity.clone();
        follow_values(&kind.attributes, &mut now.attributes);
        if now != *entity {
            now.modified = author.at;
            let by = author.annotator.clone();
            changes.push(Change::Entity(by, id.clone(), Some(now)));
        }
    }
}

/// The tags whose annotations a change of the codebook may move.
pub(super) fn moved<'a>(before: &Codebook, after: &'a Codebook) -> HashSet<&'a TagId> {
    let tags = after.tags.iter().filter(|tag| {
        before.tag(&tag.id).is_none_or(|known| {
            known.attributes != tag.attributes
                || known.retired != tag.retired
                || known.heir != tag.heir
        })
    });
    tags.map(|tag| &tag.id).collect()
}
