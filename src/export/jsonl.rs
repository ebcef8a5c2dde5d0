//! JSON lines: one article a line, with everything that was selected. This is the format for scripts, and the one that is
//! read in again.
//!
//! ```json
//! {"schema": "postil-articles/1", "id": "a1", "title": "…", "source": "…", "author": "…", "url": "…",
//!  "date": "2026-03-01", "language": "en", "sha256": "…", "offset_unit": "code point", "text": "…",
//!  "layers": [{"annotator": "ana", "name": "Ana", "status": "done", "attributes": {"genre": "analysis"}, "note": ""}],
//!  "annotations": [{"id": "q1", "tag": "quote", "annotator": "ana",
//!    "spans": [{"start": 0, "end": 15, "text": "…"}],
//!    "attributes": {"type": "direct", "entity": {"entity": "e1", "name": "Ana Núñez"}},
//!    "links": [{"role": "speaker", "annotation": "a7"}, {"role": "target", "entity": "e1", "name": "Ana Núñez"}],
//!    "note": "", "unsure": false, "created": "2026-03-01T10:00:00Z", "modified": "2026-03-01T10:00:00Z"}],
//!  "entities": [{"id": "e1", "name": "Ana Núñez", "type": "person", "aliases": ["the mayor"], "attributes": {},
//!    "offices": [{"title": "Mayor", "from": "2024-05-14"}], "note": ""}]}
//! ```
//!
//! A text that was corrected has `"corrections": [{"at": …, "by": "ana", "why": "…", "patches": [{"at": 12, "was": "…", "now": "…"}]}]`
//! after `text`, oldest first; places are those in the text before each. What else is known of an article stands in
//! `"more": {"section": "Politics", "page": "4"}` after `language`, if there is anything. `entities` has those that the line names, those that
//! they are grouped under, too, and is left out when there are none.
//!
//! Offsets count what `offset_unit` says, Unicode code points unless another unit was chosen; ends are exclusive: in Python,
//! `text[start:end]` is the covered text. `date` is `null` when unknown. Values of attributes are strings, arrays of strings,
//! numbers, booleans, or an object for an entity. Fields may be added in later versions; none will change its meaning.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{
    Annotation, Correction, Entity, EntityId, HeldRole, Link, Project, Target, Value, Values,
};

use super::dataset::{Dataset, Entry};

/// Which schema the lines follow.
const SCHEMA: &str = "postil-articles/1";

#[derive(Serialize)]
struct ArticleLine<'a> {
    schema: &'static str,
    id: &'a str,
    title: &'a str,
    source: &'a str,
    author: &'a str,
    url: &'a str,
    date: Option<Date>,
    language: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    more: &'a BTreeMap<String, String>,
    sha256: &'a str,
    offset_unit: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    corrections: &'a [Correction],
    layers: Vec<LayerHead<'a>>,
    annotations: Vec<Mark<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Known<'a>>,
}

#[derive(Serialize)]
struct Known<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, Plain<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    offices: &'a [HeldRole],
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct LayerHead<'a> {
    annotator: &'a str,
    name: &'a str,
    status: &'static str,
    attributes: BTreeMap<&'a str, Plain<'a>>,
    note: &'a str,
}

#[derive(Serialize)]
struct Mark<'a> {
    id: &'a str,
    tag: &'a str,
    annotator: &'a str,
    spans: Vec<Piece<'a>>,
    attributes: BTreeMap<&'a str, Plain<'a>>,
    links: Vec<LinkTo<'a>>,
    note: &'a str,
    unsure: bool,
    created: Timestamp,
    modified: Timestamp,
}

#[derive(Serialize)]
struct Piece<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Plain<'a> {
    Text(&'a str),
    List(&'a [String]),
    Number(f64),
    Flag(bool),
    Entity { entity: &'a str, name: &'a str },
}

#[derive(Serialize)]
struct LinkTo<'a> {
    role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

pub(super) fn write(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let make = |entry: Entry<'_>| {
        let mut made = serde_json::to_vec(&line(data, &entry))?;
        made.push(b'\n');
        Ok(made)
    };
    data.each_made(make, |line| out.write_all(&line))
}

fn line<'a>(data: &Dataset<'a>, entry: &'a Entry<'a>) -> ArticleLine<'a> {
    let (project, article) = (data.project, entry.article);
    let meta = &article.meta;
    let heads = entry.layers.iter().map(|chosen| LayerHead {
        annotator: chosen.key.annotator.as_str(),
        name: project.annotator_name(&chosen.key.annotator),
        status: chosen.layer.head.status.in_tables(),
        attributes: values(project, &chosen.layer.head.attributes),
        note: &chosen.layer.head.note,
    });
    let annotations = entry.annotations();
    let marks = annotations.map(|(chosen, annotation)| {
        mark(project, entry, chosen.key.annotator.as_str(), annotation)
    });
    ArticleLine {
        schema: SCHEMA,
        id: article.id.as_str(),
        title: &meta.title,
        source: &meta.source,
        author: &meta.author,
        url: &meta.url,
        date: meta.date,
        language: &meta.language,
        more: &meta.more,
        sha256: &article.sha256,
        offset_unit: data.unit.id(),
        text: article.text.as_str(),
        corrections: &article.corrections,
        layers: heads.collect(),
        annotations: marks.collect(),
        entities: entities(project, entry),
    }
}

/// What is known of the entities that an article's layers name, and of those above them.
fn entities<'a>(project: &'a Project, entry: &'a Entry<'a>) -> Vec<Known<'a>> {
    let mut named: BTreeSet<&EntityId> = BTreeSet::new();
    let of_values = |values: &'a Values, named: &mut BTreeSet<&'a EntityId>| {
        named.extend(values.values().filter_map(|value| match value {
            Value::Entity(id) => Some(id),
            _ => None,
        }));
    };
    for chosen in &entry.layers {
        of_values(&chosen.layer.head.attributes, &mut named);
        for annotation in &chosen.annotations {
            of_values(&annotation.attributes, &mut named);
            named.extend(annotation.links.iter().filter_map(|link| match &link.to {
                Target::Entity(id) => Some(id),
                Target::Annotation(_) => None,
            }));
        }
    }
    let mut known: BTreeMap<&EntityId, &Entity> = BTreeMap::new();
    for entity in named.into_iter().filter_map(|id| project.entity(id)) {
        known.insert(&entity.id, entity);
        known.extend(
            project
                .groups_of(entity)
                .into_iter()
                .map(|group| (&group.id, group)),
        );
    }
    let known = known.into_values().map(|entity| Known {
        id: entity.id.as_str(),
        name: &entity.name,
        kind: entity.kind.as_str(),
        aliases: &entity.aliases,
        attributes: values(project, &entity.attributes),
        offices: &entity.roles,
        note: &entity.note,
        group: project
            .groups_of(entity)
            .first()
            .map(|group| group.id.as_str()),
    });
    known.collect()
}

fn mark<'a>(
    project: &'a Project,
    entry: &'a Entry<'a>,
    annotator: &'a str,
    annotation: &'a Annotation,
) -> Mark<'a> {
    let pieces = annotation.spans.iter().map(|span| {
        let (start, end) = entry.range(span);
        Piece {
            start,
            end,
            text: entry.slice(span),
        }
    });
    Mark {
        id: annotation.id.as_str(),
        tag: annotation.tag.as_str(),
        annotator,
        spans: pieces.collect(),
        attributes: values(project, &annotation.attributes),
        links: annotation
            .links
            .iter()
            .map(|link| link_to(project, link))
            .collect(),
        note: &annotation.note,
        unsure: annotation.unsure,
        created: annotation.created,
        modified: annotation.modified,
    }
}

fn values<'a>(project: &'a Project, values: &'a Values) -> BTreeMap<&'a str, Plain<'a>> {
    values
        .iter()
        .map(|(id, value)| (id.as_str(), plain(project, value)))
        .collect()
}

fn plain<'a>(project: &'a Project, value: &'a Value) -> Plain<'a> {
    match value {
        Value::Choice(text) | Value::Text(text) => Plain::Text(text),
        Value::Choices(options) => Plain::List(options),
        Value::Number(number) => Plain::Number(*number),
        Value::Flag(flag) => Plain::Flag(*flag),
        Value::Entity(id) => Plain::Entity {
            entity: project.entity(id).map_or(id, |entity| &entity.id).as_str(),
            name: project.entity(id).map_or("", |entity| &entity.name),
        },
    }
}

fn link_to<'a>(project: &'a Project, link: &'a Link) -> LinkTo<'a> {
    let role = link.role.as_str();
    match &link.to {
        Target::Annotation(id) => LinkTo {
            role,
            annotation: Some(id.as_str()),
            entity: None,
            name: None,
        },
        Target::Entity(id) => LinkTo {
            role,
            annotation: None,
            entity: Some(project.entity(id).map_or(id, |entity| &entity.id).as_str()),
            name: project.entity(id).map(|entity| entity.name.as_str()),
        },
    }
}
