//! Our own JSON lines, as the export of that name writes them: one article a line, with everything.

use core::fmt;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use smol_str::SmolStr;

use crate::model::{Correction, Status};

use super::super::neutral::MORE;
use super::super::neutral::{
    Document, End, Entry, Found, Layer, Mark, Named, Piece, Plain, Relation, Unit,
};
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.starts_with('{')
        && head.text.contains("\"offset_unit\"")
        && head.text.contains("\"sha256\"")
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    id: String,
    title: String,
    source: String,
    author: String,
    url: String,
    date: Option<String>,
    language: String,
    more: BTreeMap<String, String>,
    sha256: String,
    offset_unit: String,
    text: Option<String>,
    corrections: Vec<Correction>,
    layers: Vec<HeadOf>,
    annotations: Vec<MarkOf>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct HeadOf {
    annotator: String,
    name: String,
    status: String,
    attributes: BTreeMap<SmolStr, Value>,
    note: String,
}

#[derive(Deserialize)]
struct MarkOf {
    id: SmolStr,
    tag: SmolStr,
    #[serde(default)]
    annotator: SmolStr,
    spans: Vec<SpanOf>,
    #[serde(default)]
    attributes: BTreeMap<SmolStr, Value>,
    #[serde(default)]
    links: Vec<LinkOf>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    unsure: bool,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
}

#[derive(Deserialize)]
struct SpanOf {
    start: u64,
    end: u64,
    text: Option<Box<str>>,
}

#[derive(Deserialize)]
struct LinkOf {
    role: SmolStr,
    annotation: Option<SmolStr>,
    entity: Option<String>,
    #[serde(default)]
    name: String,
}

/// A value of an attribute.
struct Value(Plain);

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Plain;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, texts, a number, true, false, or an entity")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Plain, E> {
        Ok(Plain::text(text))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Plain, E> {
        Ok(Plain::Flag(flag))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Plain, E> {
        Ok(Plain::Number(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Plain, E> {
        Ok(Plain::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Plain, E> {
        Ok(Plain::Number(number as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Plain, A::Error> {
        let mut list = Vec::new();
        while let Some(text) = seq.next_element()? {
            list.push(text);
        }
        Ok(Plain::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
        let mut entry = Entry::default();
        while let Some((key, text)) = map.next_entry::<SmolStr, String>()? {
            match key.as_str() {
                "entity" => entry.id = text,
                "name" => entry.name = text,
                "type" => entry.kind = text,
                _ => {}
            }
        }
        Ok(Plain::Entity(entry))
    }
}

pub(super) fn read(source: &Source<'_>, _options: &Options) -> Result<Found, Problem> {
    let mut found = Found::default();
    source.lines(|bytes, number| {
        let line: Line = serde_json::from_slice(bytes)
            .map_err(|error| Wrong::broken("JSON", &error).at(source.shown(), number))?;
        found.documents.push(document(line));
        Ok(())
    })?;
    if found.documents.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    Ok(found)
}

fn document(line: Line) -> Document {
    let mut layers: Vec<Layer> = line.layers.into_iter().map(layer).collect();
    for mark in line.annotations {
        let by = mark.annotator.as_str();
        let at = layers.iter().position(|layer| layer.annotator_id == by);
        let at = at.unwrap_or_else(|| {
            layers.push(Layer {
                annotator: by.to_owned(),
                annotator_id: by.to_owned(),
                ..Layer::default()
            });
            layers.len() - 1
        });
        take(&mut layers[at], mark);
    }
    let unit = line.offset_unit.to_lowercase();
    let unit = match unit.as_str() {
        unit if unit.contains("16") => Unit::Utf16,
        unit if unit.contains("byte") => Unit::Byte,
        _ => Unit::CodePoint,
    };
    let more = line.more.into_iter();
    let more = more.map(|(name, value)| (SmolStr::from(format!("{MORE}{name}")), value));
    let meta = [
        ("title", line.title),
        ("source", line.source),
        ("author", line.author),
        ("url", line.url),
        ("date", line.date.unwrap_or_default()),
        ("language", line.language),
    ];
    Document {
        name: line.id.clone(),
        id: line.id,
        sha256: line.sha256,
        text: line.text,
        meta: meta
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (SmolStr::new_static(key), value))
            .chain(more)
            .collect(),
        unit,
        is_woven: false,
        corrections: line.corrections,
        layers,
    }
}

fn layer(head: HeadOf) -> Layer {
    let status = Status::ALL
        .into_iter()
        .find(|status| status.in_tables() == head.status);
    Layer {
        annotator: head.name,
        annotator_id: head.annotator,
        status,
        values: values(head.attributes),
        note: head.note,
        ..Layer::default()
    }
}

fn take(layer: &mut Layer, mark: MarkOf) {
    for link in mark.links {
        let to = match (link.annotation, link.entity) {
            (Some(id), _) => End::Mark(id),
            (None, Some(id)) => End::Entity(Entry {
                id,
                name: link.name,
                kind: String::new(),
            }),
            (None, None) => End::Mark(SmolStr::default()),
        };
        layer.relations.push(Relation {
            from: mark.id.clone(),
            to,
            role: link.role,
            values: 0,
        });
    }
    layer.marks.push(Mark {
        id: mark.id,
        label: mark.tag,
        pieces: mark
            .spans
            .into_iter()
            .map(|span| Piece {
                start: span.start,
                end: span.end,
                quote: span.text,
            })
            .collect(),
        values: values(mark.attributes),
        note: mark.note,
        unsure: mark.unsure,
        created: mark.created,
        modified: mark.modified,
    });
}

fn values(values: BTreeMap<SmolStr, Value>) -> Named {
    let values = values.into_iter();
    values.map(|(name, value)| (name, value.0)).collect()
}
