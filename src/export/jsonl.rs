//! JSON lines: one article a line.
//!
//! ```json
//! {"id": "a1", "title": "…", "source": "…", "author": "…", "url": "…", "date": "2026-03-01", "language": "en",
//!  "sha256": "…", "offset_unit": "code point", "text": "…",
//!  "layers": [{"annotator": "ana", "name": "Ana", "status": "done", "attributes": {"genre": "analysis"}, "note": ""}],
//!  "annotations": [{"id": "q1", "tag": "quote", "annotator": "ana",
//!    "spans": [{"start": 0, "end": 15, "text": "…"}],
//!    "attributes": {"type": "direct", "entity": {"entity": "e1", "name": "Ana Núñez"}},
//!    "links": [{"role": "speaker", "annotation": "a7"}, {"role": "target", "entity": "e1", "name": "Ana Núñez"}],
//!    "note": "", "unsure": false, "created": "2026-03-01T10:00:00Z", "modified": "2026-03-01T10:00:00Z"}]}
//! ```
//!
//! A text that was corrected has `"corrections": [{"at": …, "by": "ana", "why": "…", "patches": [{"at": 12, "was": "…", "now": "…"}]}]`
//! after `text`, oldest first; places are those in the text before each.
//!
//! Offsets count Unicode code points, ends are exclusive: in Python, `text[start:end]` is the covered text. `date` is
//! `null` when unknown. Values of attributes are strings, arrays of strings, numbers, booleans, or an object for an
//! entity. Fields may be added in later versions; none will change its meaning.

use std::collections::BTreeMap;
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{
    Annotation, Article, Correction, Layer, LayerKey, Link, Project, Target, Value, Values,
};

use super::{Options, Report, Selection};

#[derive(Serialize)]
struct ArticleLine<'a> {
    id: &'a str,
    title: &'a str,
    source: &'a str,
    author: &'a str,
    url: &'a str,
    date: Option<Date>,
    language: &'a str,
    sha256: &'a str,
    offset_unit: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    corrections: &'a [Correction],
    layers: Vec<LayerHead<'a>>,
    annotations: Vec<Mark<'a>>,
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

pub(super) fn write(
    project: &Project,
    selection: &Selection,
    _options: Options,
    out: &mut dyn io::Write,
) -> io::Result<Report> {
    let mut report = Report {
        losses: selection.losses(project),
        ..Report::default()
    };
    for article in project.articles.values() {
        let layers = selection.layers(project, &article.id);
        let layers: Vec<_> = layers
            .map(|(key, layer)| (key, layer.in_passing()))
            .collect();
        let line = line(project, &layers, article);
        report.articles += 1;
        report.annotations += line.annotations.len();
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(report)
}

fn line<'a>(
    project: &'a Project,
    layers: &'a [(&LayerKey, Layer)],
    article: &'a Article,
) -> ArticleLine<'a> {
    let meta = &article.meta;
    let mut line = ArticleLine {
        id: article.id.as_str(),
        title: &meta.title,
        source: &meta.source,
        author: &meta.author,
        url: &meta.url,
        date: meta.date,
        language: &meta.language,
        sha256: &article.sha256,
        offset_unit: "code point",
        text: article.text.as_str(),
        corrections: &article.corrections,
        layers: Vec::new(),
        annotations: Vec::new(),
    };
    for (key, layer) in layers {
        let annotator = key.annotator.as_str();
        line.layers.push(LayerHead {
            annotator,
            name: project.annotator_name(&key.annotator),
            status: layer.head.status.in_tables(),
            attributes: values(project, &layer.head.attributes),
            note: &layer.head.note,
        });
        let mut annotations: Vec<&Annotation> =
            layer.annotations.values().map(AsRef::as_ref).collect();
        annotations.sort_by_key(|annotation| (annotation.spans.hull(), &annotation.id));
        line.annotations.extend(
            annotations
                .into_iter()
                .map(|annotation| mark(project, article, annotator, annotation)),
        );
    }
    line
}

fn mark<'a>(
    project: &'a Project,
    article: &'a Article,
    annotator: &'a str,
    annotation: &'a Annotation,
) -> Mark<'a> {
    let text = &article.text;
    Mark {
        id: annotation.id.as_str(),
        tag: annotation.tag.as_str(),
        annotator,
        spans: annotation
            .spans
            .iter()
            .map(|span| Piece {
                start: text.to_code_point(span.start).0,
                end: text.to_code_point(span.end).0,
                text: text.slice(span),
            })
            .collect(),
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
