//! Marking, retagging, moving ends, filling fields, deleting.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, ArticleId, AttributeId, Author, Change, Detached, Edit, Layer,
    LayerHead, LayerKey, Link, Project, Slot, Spans, Status, TagId, Target, Value, Values,
};
use crate::say;
use crate::text::Span;

use super::{quoted, replace, text_of};

/// Marks spans with a tag. Attributes start with their defaults; the first mark of an article begins it.
#[must_use]
pub fn annotate(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    id: AnnotationId,
    tag: &TagId,
    spans: Spans,
) -> Edit {
    let name = say!(
        "edit-tag",
        quote = quoted(&text_of(project, key), &spans),
        tag = project.codebook.tag_name(tag),
    );
    let annotation = Annotation {
        id,
        tag: tag.clone(),
        spans,
        attributes: defaults(project, tag),
        links: Vec::new(),
        note: String::new(),
        unsure: false,
        created: author.at,
        modified: author.at,
    };
    add(project, key, name, annotation)
}

/// Marks spans as another annotation is marked: with its tag, its attributes and its links.
#[must_use]
pub fn annotate_like(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    id: AnnotationId,
    model: &Annotation,
    spans: Spans,
) -> Edit {
    let name = say!(
        "edit-tag-again",
        quote = quoted(&text_of(project, key), &spans),
        tag = project.codebook.tag_name(&model.tag),
    );
    let annotation = Annotation {
        id,
        tag: model.tag.clone(),
        spans,
        attributes: model.attributes.clone(),
        links: model.links.clone(),
        note: String::new(),
        unsure: model.unsure,
        created: author.at,
        modified: author.at,
    };
    add(project, key, name, annotation)
}

/// Marks many passages, of any articles, as an annotation is marked: with its tag, its attributes and its links to entities.
/// Spans that are empty are passed over.
#[must_use]
pub fn mark_all(
    project: &Project,
    author: &Author,
    model: &Annotation,
    places: &[(ArticleId, Vec<Span>)],
) -> Edit {
    let to_entity = |link: &&Link| matches!(link.to, Target::Entity(_));
    let like = Like {
        tag: &model.tag,
        attributes: model.attributes.clone(),
        links: model.links.iter().filter(to_entity).cloned().collect(),
        unsure: model.unsure,
    };
    let (changes, count) = mark_each(project, author, &like, places);
    let tag = project.codebook.tag_name(&model.tag);
    Edit::new(say!("edit-tag-more", count = count, tag = tag), changes)
}

/// Marks many passages, of any articles, with a tag; its attributes start with their defaults. What is marked so already,
/// exactly there, is not marked twice.
#[must_use]
pub fn tag_all(
    project: &Project,
    author: &Author,
    tag: &TagId,
    places: &[(ArticleId, Vec<Span>)],
) -> Edit {
    let like = Like {
        tag,
        attributes: defaults(project, tag),
        links: Vec::new(),
        unsure: false,
    };
    let new = places.iter().map(|(article, spans)| {
        let key = project.work_key(article, &author.annotator);
        let layer = project.layer(&key).map(|layer| layer.in_passing());
        let marked: HashSet<Span> = layer
            .iter()
            .flat_map(|layer| layer.annotations.values())
            .filter(|annotation| annotation.tag == *tag)
            .flat_map(|annotation| annotation.spans.as_slice().to_vec())
            .collect();
        let new = spans.iter().filter(|span| !marked.contains(span));
        (article.clone(), new.copied().collect())
    });
    let new: Vec<(ArticleId, Vec<Span>)> = new.collect();
    let (changes, count) = mark_each(project, author, &like, &new);
    let tag = project.codebook.tag_name(tag);
    Edit::new(say!("passages-edit", count = count, tag = tag), changes)
}

/// What many new annotations have in common.
struct Like<'a> {
    tag: &'a TagId,
    attributes: Values,
    links: Vec<Link>,
    unsure: bool,
}

/// The changes that mark passages, and how many they mark.
fn mark_each(
    project: &Project,
    author: &Author,
    like: &Like<'_>,
    places: &[(ArticleId, Vec<Span>)],
) -> (Vec<Change>, usize) {
    let mut changes = Vec::new();
    let mut count = 0;
    for (article, spans) in places.iter().filter(|(_, spans)| !spans.is_empty()) {
        let key = project.work_key(article, &author.annotator);
        changes.extend(begins(project, &key));
        for spans in spans.iter().filter_map(|span| Spans::one(*span).ok()) {
            let id = AnnotationId::fresh();
            let annotation = Annotation {
                id: id.clone(),
                tag: like.tag.clone(),
                spans,
                attributes: like.attributes.clone(),
                links: like.links.clone(),
                note: String::new(),
                unsure: like.unsure,
                created: author.at,
                modified: author.at,
            };
            let slot = Slot::Present(Arc::new(annotation));
            changes.push(Change::Annotation(key.clone(), id, slot));
            count += 1;
        }
    }
    (changes, count)
}

/// The change that begins an article with its first annotation.
pub(super) fn begins(project: &Project, key: &LayerKey) -> Option<Change> {
    (project.status(key) == Status::ToDo).then(|| {
        let head = project
            .layer(key)
            .map_or_else(LayerHead::default, |layer| layer.head.clone());
        Change::LayerHead(
            key.clone(),
            LayerHead {
                status: Status::InProgress,
                ..head
            },
        )
    })
}

/// Adds an annotation; the first one of an article begins it.
fn add(project: &Project, key: &LayerKey, name: String, annotation: Annotation) -> Edit {
    let mut changes: Vec<Change> = begins(project, key).into_iter().collect();
    changes.push(Change::Annotation(
        key.clone(),
        annotation.id.clone(),
        Slot::Present(Arc::new(annotation)),
    ));
    Edit::new(name, changes)
}

fn defaults(project: &Project, tag: &TagId) -> Values {
    project
        .codebook
        .tag(tag)
        .into_iter()
        .flat_map(|tag| &tag.attributes)
        .filter_map(|attribute| Some((attribute.id.clone(), attribute.default.clone()?)))
        .collect()
}

/// Gives an annotation another tag. Attributes and links that the new tag does not have go; its defaults come.
#[must_use]
pub fn retag(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    tag: &TagId,
) -> Edit {
    let name = say!(
        "edit-retag",
        quote = quoted(&text_of(project, key), &annotation.spans),
        tag = project.codebook.tag_name(tag),
    );
    let changed = retagged(project, annotation, tag);
    replace(project, author, key, name, changed)
}

/// An annotation as it becomes with another tag.
pub(super) fn retagged(project: &Project, annotation: &Annotation, tag: &TagId) -> Annotation {
    let mut attributes = defaults(project, tag);
    if let Some(tag) = project.codebook.tag(tag) {
        for (id, value) in &annotation.attributes {
            if tag.attribute(id).is_some_and(|field| field.accepts(value)) {
                attributes.insert(id.clone(), value.clone());
            }
        }
    }
    let links = annotation
        .links
        .iter()
        .filter(|link| {
            project
                .codebook
                .role(&link.role)
                .is_some_and(|role| role.from.contains(tag))
        })
        .cloned()
        .collect();
    Annotation {
        tag: tag.clone(),
        attributes,
        links,
        ..annotation.clone()
    }
}

/// Moves an annotation to other spans.
#[must_use]
pub fn set_spans(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    spans: Spans,
) -> Edit {
    let name = say!("edit-spans", quote = quoted(&text_of(project, key), &spans));
    let changed = Annotation {
        spans,
        ..annotation.clone()
    };
    replace(project, author, key, name, changed)
}

/// Adds a piece to an annotation, or widens the piece that it touches.
#[must_use]
pub fn add_piece(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    piece: Span,
) -> Edit {
    let spans = annotation.spans.with(piece);
    let name = say!(
        "edit-piece-add",
        quote = quoted(&text_of(project, key), &spans),
    );
    let changed = Annotation {
        spans,
        ..annotation.clone()
    };
    replace(project, author, key, name, changed)
}

/// Takes one piece from a discontinuous annotation; nothing when it has no other.
#[must_use]
pub fn remove_piece(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    piece: Span,
) -> Edit {
    let left = annotation.spans.iter().filter(|span| *span != piece);
    let name = say!("edit-piece-remove");
    match Spans::new(left.collect()) {
        Ok(spans) => {
            let changed = Annotation {
                spans,
                ..annotation.clone()
            };
            replace(project, author, key, name, changed)
        }
        Err(_) => Edit::new(name, Vec::new()),
    }
}

/// Sets or clears an attribute.
#[must_use]
pub fn set_attribute(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    attribute: &AttributeId,
    value: Option<Value>,
) -> Edit {
    let field = project
        .codebook
        .tag(&annotation.tag)
        .and_then(|tag| tag.attribute(attribute))
        .map_or(attribute.as_str(), |field| &field.name);
    let mut changed = annotation.clone();
    let name = if let Some(value) = value {
        let name = say!(
            "edit-field-set",
            field = field,
            value = in_words(project, &value),
        );
        changed.attributes.insert(attribute.clone(), value);
        name
    } else {
        changed.attributes.remove(attribute);
        say!("edit-field-clear", field = field)
    };
    replace(project, author, key, name, changed)
}

fn in_words(project: &Project, value: &Value) -> String {
    match value {
        Value::Entity(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        other => other.in_words(),
    }
}

/// Sets the note.
#[must_use]
pub fn set_note(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    note: &str,
) -> Edit {
    let name = say!(
        "edit-note",
        quote = quoted(&text_of(project, key), &annotation.spans),
    );
    let changed = Annotation {
        note: note.to_owned(),
        ..annotation.clone()
    };
    replace(project, author, key, name, changed)
}

/// Sets or clears the *unsure* flag.
#[must_use]
pub fn set_unsure(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    annotation: &Annotation,
    unsure: bool,
) -> Edit {
    let quote = quoted(&text_of(project, key), &annotation.spans);
    let name = if unsure {
        say!("edit-unsure", quote = quote)
    } else {
        say!("edit-sure", quote = quote)
    };
    let changed = Annotation {
        unsure,
        ..annotation.clone()
    };
    replace(project, author, key, name, changed)
}

/// Deletes annotations and the links of others that point to them.
#[must_use]
pub fn delete_annotations(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    ids: &BTreeSet<AnnotationId>,
) -> Edit {
    let Some(layer) = project.layer(key) else {
        return Edit::new(say!("edit-delete"), Vec::new());
    };
    let text = text_of(project, key);
    let doomed: Vec<&Arc<Annotation>> = ids
        .iter()
        .filter_map(|id| layer.annotations.get(id))
        .collect();
    let name = match doomed.as_slice() {
        [one] => say!(
            "edit-delete-one",
            tag = project.codebook.tag_name(&one.tag),
            quote = quoted(&text, &one.spans),
        ),
        many => say!("edit-delete-many", count = many.len()),
    };
    let mut changes = loosen(author, key, layer, ids);
    changes.extend(doomed.into_iter().map(|annotation| {
        Change::Annotation(key.clone(), annotation.id.clone(), Slot::Deleted(author.at))
    }));
    Edit::new(name, changes)
}

/// Takes away the links that point to annotations, from those that stay.
fn loosen(
    author: &Author,
    key: &LayerKey,
    layer: &Layer,
    ids: &BTreeSet<AnnotationId>,
) -> Vec<Change> {
    let dangles = |link: &Link| matches!(&link.to, Target::Annotation(id) if ids.contains(id));
    layer
        .annotations
        .values()
        .filter(|annotation| !ids.contains(&annotation.id))
        .filter(|annotation| annotation.links.iter().any(dangles))
        .map(|annotation| {
            let mut changed = Annotation::clone(annotation);
            changed.links.retain(|link| !dangles(link));
            changed.modified = author.at;
            let id = changed.id.clone();
            Change::Annotation(key.clone(), id, Slot::Present(Arc::new(changed)))
        })
        .collect()
}

/// Puts an annotation that has lost its place back into the text, at spans that a person has confirmed.
#[must_use]
pub fn reattach(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    id: &AnnotationId,
    spans: Spans,
) -> Edit {
    let name = say!(
        "edit-reattach",
        quote = quoted(&text_of(project, key), &spans),
    );
    let Some(lost) = project.layer(key).and_then(|layer| layer.detached.get(id)) else {
        return Edit::new(name, Vec::new());
    };
    let annotation = Annotation {
        modified: author.at,
        ..lost.placed(spans)
    };
    let changes = vec![
        Change::Detached(key.clone(), id.clone(), None),
        Change::Annotation(key.clone(), id.clone(), Slot::Present(Arc::new(annotation))),
    ];
    Edit::new(name, changes)
}

/// Notes of an annotation that has lost its place that it is to stay without one: a person has decided.
#[must_use]
pub fn keep_detached(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    id: &AnnotationId,
) -> Edit {
    let name = say!("edit-detached-keep");
    let lost = project.layer(key).and_then(|layer| layer.detached.get(id));
    let Some(lost) = lost.filter(|lost| !lost.kept) else {
        return Edit::new(name, Vec::new());
    };
    let kept = Detached {
        kept: true,
        modified: author.at,
        ..lost.clone()
    };
    let change = Change::Detached(key.clone(), id.clone(), Some(kept));
    Edit::new(name, vec![change])
}

/// Deletes an annotation that has lost its place.
#[must_use]
pub fn remove_detached(author: &Author, key: &LayerKey, id: &AnnotationId) -> Edit {
    let changes = vec![
        Change::Detached(key.clone(), id.clone(), None),
        Change::Annotation(key.clone(), id.clone(), Slot::Deleted(author.at)),
    ];
    Edit::new(say!("edit-detached-delete"), changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{article, author, tag};
    use crate::model::{
        AnnotatorId, ArticleId, Attribute, Color, History, Kind, Placed, Role, RoleId,
    };

    fn attribute(id: &str, default: Option<&str>) -> Attribute {
        Attribute {
            id: AttributeId::new(id).unwrap(),
            name: id.to_owned(),
            kind: Kind::Choice(vec!["direct".into(), "mixed".into()]),
            default: default.map(|value| Value::Choice(value.into())),
            required: false,
            definition: String::new(),
            renamed: std::collections::BTreeMap::new(),
            was: Vec::new(),
        }
    }

    fn project() -> (Project, LayerKey) {
        let mut project = Project::default();
        let ana = AnnotatorId::new("ana").unwrap();
        let one = article("one", "“We will,” she said.");
        let mut quote = tag("quote", Some('q'));
        quote.attributes = vec![
            attribute("type", Some("direct")),
            attribute("verified", None),
        ];
        let mut claim = tag("claim", Some('c'));
        claim.attributes = vec![attribute("type", None)];
        let speaker = Role {
            id: RoleId::new("speaker").unwrap(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: Some('S'),
            definition: String::new(),
            from: vec![quote.id.clone()],
            to: vec![],
            many: false,
            required: true,
        };
        let changes = vec![
            Change::Annotator(ana.clone(), Some(("Ana".into(), Color([1, 1, 1])))),
            Change::Article(one.id.clone(), Some(one)),
            Change::Tag(
                quote.id.clone(),
                Some(Placed {
                    at: 0,
                    value: quote,
                }),
            ),
            Change::Tag(
                claim.id.clone(),
                Some(Placed {
                    at: 1,
                    value: claim,
                }),
            ),
            Change::Role(
                speaker.id.clone(),
                Some(Placed {
                    at: 0,
                    value: speaker,
                }),
            ),
        ];
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let article = ArticleId::new("one").unwrap();
        (
            project,
            LayerKey {
                article,
                annotator: ana,
            },
        )
    }

    fn mark(
        project: &mut Project,
        key: &LayerKey,
        id: &str,
        tag: &str,
        span: Span,
    ) -> AnnotationId {
        let id = AnnotationId::new(id).unwrap();
        let tag = TagId::new(tag).unwrap();
        let spans = Spans::one(span).unwrap();
        annotate(project, &author(1), key, id.clone(), &tag, spans)
            .apply(project)
            .unwrap();
        id
    }

    #[test]
    fn the_first_mark_begins_the_article_and_has_the_defaults() {
        let (mut project, key) = project();
        assert_eq!(project.status(&key), Status::ToDo);
        let id = mark(&mut project, &key, "q1", "quote", Span::of(0..14));
        let layer = project.layer(&key).unwrap();
        assert_eq!(layer.head.status, Status::InProgress);
        let quote = &layer.annotations[&id];
        assert_eq!(
            quote.attributes.values().collect::<Vec<_>>(),
            [&Value::Choice("direct".into())]
        );
    }

    #[test]
    fn retagging_keeps_what_the_new_tag_has() {
        let (mut project, key) = project();
        let id = mark(&mut project, &key, "q1", "quote", Span::of(0..14));
        let quote = project.layers[&key].annotations[&id].clone();
        let linked = Annotation {
            links: vec![Link {
                role: RoleId::new("speaker").unwrap(),
                to: Target::Annotation(AnnotationId::new("a1").unwrap()),
            }],
            ..(*quote).clone()
        };
        let edit = retag(
            &project,
            &author(2),
            &key,
            &linked,
            &TagId::new("claim").unwrap(),
        );
        assert_eq!(edit.name, "Retag “We will,” as claim");
        edit.apply(&mut project).unwrap();
        let claim = &project.layers[&key].annotations[&id];
        assert_eq!(claim.tag.as_str(), "claim");
        assert_eq!(claim.attributes.len(), 1);
        assert_eq!(claim.links, []);
        assert_eq!(claim.modified, author(2).at);
    }

    #[test]
    fn deleting_takes_the_links_that_point_there() {
        let (mut project, key) = project();
        let quote = mark(&mut project, &key, "q1", "quote", Span::of(0..14));
        let actor = mark(&mut project, &key, "a1", "claim", Span::of(15..18));
        let before = project.layers[&key].annotations[&quote].clone();
        let role = RoleId::new("speaker").unwrap();
        super::super::link(
            &project,
            &author(2),
            &key,
            &before,
            &role,
            Target::Annotation(actor.clone()),
        )
        .apply(&mut project)
        .unwrap();
        let snapshot = project.clone();
        let mut history = History::default();
        let edit = delete_annotations(&project, &author(3), &key, &BTreeSet::from([actor.clone()]));
        history.commit(&mut project, edit).unwrap();
        let layer = &project.layers[&key];
        assert!(!layer.annotations.contains_key(&actor));
        assert!(layer.deleted.contains_key(&actor));
        assert_eq!(layer.annotations[&quote].links, []);
        history.undo(&mut project).unwrap();
        assert_eq!(project, snapshot);
    }

    #[test]
    fn passages_are_tagged_once_and_that_is_taken_back() {
        let mut project = Project::default();
        let (one, two) = (article("one", "port, port, quay"), article("two", "port"));
        let ana = author(0);
        let color = crate::model::Color([9; 3]);
        let changes = vec![
            Change::Annotator(ana.annotator.clone(), Some(("Ana".to_owned(), color))),
            Change::Article(one.id.clone(), Some(one.clone())),
            Change::Article(two.id.clone(), Some(two.clone())),
        ];
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let tag = TagId::new("place").unwrap();
        let first = [(one.id.clone(), vec![Span::of(0..4)])];
        let edit = tag_all(&project, &ana, &tag, &first);
        edit.apply(&mut project).unwrap();
        let before = project.clone();
        let all = [
            (
                one.id.clone(),
                vec![Span::of(0..4), Span::of(6..10), Span::of(3..3)],
            ),
            (two.id.clone(), vec![Span::of(0..4)]),
        ];
        let edit = tag_all(&project, &ana, &tag, &all);
        assert_eq!(edit.name, "Tag 2 passages as place");
        let inverse = edit.apply(&mut project).unwrap();
        let count: usize = project
            .layers
            .values()
            .map(|layer| layer.annotations.len())
            .sum();
        assert_eq!(count, 3);
        assert!(tag_all(&project, &ana, &tag, &all).is_empty());
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn setting_what_is_set_already_is_no_edit() {
        let (mut project, key) = project();
        let id = mark(&mut project, &key, "q1", "quote", Span::of(0..14));
        let quote = project.layers[&key].annotations[&id].clone();
        assert!(set_note(&project, &author(9), &key, &quote, "").is_empty());
        assert!(set_unsure(&project, &author(9), &key, &quote, false).is_empty());
        assert!(!set_unsure(&project, &author(9), &key, &quote, true).is_empty());
        assert!(remove_piece(&project, &author(9), &key, &quote, Span::of(0..14)).is_empty());
    }
}
