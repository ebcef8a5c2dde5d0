//! JSON lines of Prodigy and of spaCy projects: `{"text", "spans": [{"start", "end", "label"}], "relations", "answer", "meta"}`.

use std::collections::HashMap;

use serde_json::{Map, Value};
use smol_str::{SmolStr, format_smolstr};

use super::super::neutral::{
    Document, End, Found, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::options::BY_FILE;
use super::super::ours::{status, to_entities};
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::json::{first_line, items, offset, plain, text};

/// What stands in a span beside its fields.
const KNOWN: [&str; 16] = [
    "start",
    "end",
    "label",
    "token_start",
    "token_end",
    "id",
    "span_id",
    "text",
    "source",
    "type",
    "note",
    "input_hash",
    "unsure",
    "created",
    "modified",
    "entities",
];

pub(super) fn sniff(head: &Head<'_>) -> bool {
    let first = first_line(head);
    let keys = first.as_ref().and_then(Value::as_object);
    let has = |key: &str| keys.is_some_and(|object| object.contains_key(key));
    has("text")
        && !has("offset_unit")
        && (has("spans") || has("_input_hash") || has("answer") || has("ents") || has("cats"))
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let by_file = options.has(&BY_FILE).then(|| source.stem());
    let mut found = Found::default();
    items(source, |value, number| {
        let Value::Object(object) = value else {
            return Err(Wrong::lacks("{…}").at(source.shown(), number));
        };
        let Some(Value::String(_)) = object.get("text") else {
            return Err(Wrong::lacks("\"text\"").at(source.shown(), number));
        };
        let document = document(&object, number, by_file.as_deref(), &mut found);
        found.documents.push(document);
        Ok(())
    })?;
    Ok(found)
}

fn document(
    object: &Map<String, Value>,
    number: u64,
    by_file: Option<&str>,
    found: &mut Found,
) -> Document {
    let annotator = by_file.map_or_else(
        || {
            text(
                object
                    .get("_annotator_id")
                    .or_else(|| object.get("_session_id")),
            )
        },
        str::to_owned,
    );
    let mut layer = Layer {
        annotator,
        ..Layer::default()
    };
    let spans = object.get("spans").or_else(|| object.get("ents"));
    let spans = spans
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let answer = object.get("answer").and_then(Value::as_str);
    let is_accepted = answer.is_none_or(|answer| answer == "accept");
    if is_accepted {
        let tokens = marks(spans, &mut layer, found);
        relations(object, &tokens, &mut layer);
        values(object, &mut layer);
    } else {
        found.lose(Loss::Skipped, spans.len());
    }
    let mut meta: Vec<(SmolStr, String)> = Vec::new();
    if let Some(Value::Object(about)) = object.get("meta") {
        for (name, value) in about {
            match (name.as_str(), value) {
                ("status", value) if status(&text(Some(value))).is_some() => {
                    layer.status = status(&text(Some(value)));
                }
                ("note", Value::String(note)) => layer.note.clone_from(note),
                ("attributes", Value::Object(all)) => {
                    let all = all.iter();
                    layer.values.extend(
                        all.filter_map(|(name, value)| Some((SmolStr::new(name), plain(value)?))),
                    );
                }
                _ => meta.push((SmolStr::new(name), text(Some(value)))),
            }
        }
    }
    let id = meta
        .iter()
        .find(|(name, _)| name == "id" || name == "article")
        .map(|(_, id)| id.clone());
    meta.retain(|(name, _)| name != "id" && name != "article");
    let hash = text(object.get("_task_hash"));
    let name = id.or_else(|| Some(hash).filter(|hash| !hash.is_empty()));
    Document {
        name: name.unwrap_or_else(|| number.to_string()),
        text: Some(text(object.get("text"))),
        meta,
        unit: Unit::CodePoint,
        layers: vec![layer],
        ..Document::default()
    }
}

/// The first and the last token of a piece, and its mark.
type Tokens = (u64, u64, SmolStr);

fn marks(spans: &[Value], layer: &mut Layer, found: &mut Found) -> Vec<Tokens> {
    let mut tokens: Vec<Tokens> = Vec::new();
    // Pieces of one mark have one id.
    let mut begun: HashMap<(SmolStr, String), usize> = HashMap::new();
    for (number, span) in spans.iter().enumerate() {
        let (Some(start), Some(end)) = (offset(span.get("start")), offset(span.get("end"))) else {
            found.lose(Loss::Unreadable, 1);
            continue;
        };
        let label = text(span.get("label"));
        let piece = match span.get("text").and_then(Value::as_str) {
            Some(quote) => Piece::quoting(start, end, quote),
            None => Piece::at(start, end),
        };
        let own = text(span.get("id").or_else(|| span.get("span_id")));
        let id = match own.as_str() {
            "" => format_smolstr!("{start}-{end}-{label}#{number}"),
            own => SmolStr::new(own),
        };
        let (first, last) = (
            offset(span.get("token_start")),
            offset(span.get("token_end")),
        );
        tokens.extend(
            first
                .zip(last)
                .map(|(first, last)| (first, last, id.clone())),
        );
        if let Some(at) = begun.get(&(id.clone(), label.clone())) {
            layer.marks[*at].pieces.push(piece);
            continue;
        }
        begun.insert((id.clone(), label.clone()), layer.marks.len());
        let mut mark = Mark::on(id, label, piece);
        mark.note = text(span.get("note"));
        mark.unsure = span.get("unsure").and_then(Value::as_bool) == Some(true);
        mark.created = text(span.get("created")).parse().ok();
        mark.modified = text(span.get("modified")).parse().ok();
        for entity in span
            .get("entities")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let name = Plain::Text(text(entity.get("entity")));
            let links = to_entities(&mark, &text(entity.get("label")), &name);
            layer.relations.extend(links);
        }
        for (name, value) in span.as_object().into_iter().flatten() {
            if KNOWN.contains(&name.as_str()) {
                continue;
            }
            match (name.as_str(), value) {
                // Our own convention: what spaCy has no place for stands together.
                ("attributes", Value::Object(all)) => {
                    let all = all.iter();
                    mark.values.extend(
                        all.filter_map(|(name, value)| Some((SmolStr::new(name), plain(value)?))),
                    );
                }
                _ => mark
                    .values
                    .extend(plain(value).map(|value| (SmolStr::new(name), value))),
            }
        }
        layer.marks.push(mark);
    }
    tokens
}

fn relations(object: &Map<String, Value>, tokens: &[Tokens], layer: &mut Layer) {
    let relations = object.get("relations").and_then(Value::as_array);
    for relation in relations.into_iter().flatten() {
        let end = |span: &str, token: &str| -> SmolStr {
            let at = relation.get(span).map(|span| {
                (
                    offset(span.get("start")),
                    offset(span.get("end")),
                    text(span.get("label")),
                )
            });
            let found = at.and_then(|(start, end, label)| {
                layer.marks.iter().find(|mark| {
                    mark.pieces
                        .iter()
                        .any(|piece| Some(piece.start) == start && Some(piece.end) == end)
                        && (label.is_empty() || mark.label == label)
                })
            });
            // Without a span, a token stands for the mark that ends with it, or has it.
            let number = offset(relation.get(token));
            let by_token = || tokens.iter().find(|it| Some(it.1) == number);
            let around = || {
                tokens.iter().find(|(first, last, _)| {
                    number.is_some_and(|number| (*first..=*last).contains(&number))
                })
            };
            match found {
                Some(mark) => mark.id.clone(),
                None => by_token()
                    .or_else(around)
                    .map_or_else(|| text(relation.get(token)).into(), |it| it.2.clone()),
            }
        };
        let relation = Relation {
            from: end("head_span", "head"),
            to: End::Mark(end("child_span", "child")),
            role: text(relation.get("label")).into(),
            values: 0,
        };
        layer.relations.push(relation);
    }
}

/// Labels of the whole text: what was accepted of several, categories that are true, or the one that was asked for.
fn values(object: &Map<String, Value>, layer: &mut Layer) {
    let mut labels: Vec<String> = Vec::new();
    if let Some(Value::Array(accepted)) = object.get("accept") {
        labels.extend(accepted.iter().map(|it| text(Some(it))));
    }
    if let Some(Value::Object(cats)) = object.get("cats") {
        let set = cats.iter().filter(|(_, value)| {
            value.as_f64().is_some_and(|score| score >= 0.5) || value.as_bool() == Some(true)
        });
        labels.extend(set.map(|(name, _)| name.clone()));
    }
    if let Some(Value::String(label)) = object.get("label") {
        labels.push(label.clone());
    }
    labels.retain(|label| !label.is_empty());
    if !labels.is_empty() {
        layer
            .values
            .push((SmolStr::new_static("label"), Plain::List(labels)));
    }
}
