//! doccano's JSONL, both kinds: `"label": [[start, end, label]]`, and `"entities"` with `"relations"`.

use serde_json::{Map, Value};
use smol_str::{SmolStr, format_smolstr};

use crate::say;

use super::super::neutral::{
    Document, End, Found, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::options::BY_FILE;
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Setting, Source, Takes};
use super::json::{first_line, items, offset, text};

/// Under which name the text stands.
pub(super) const TEXT_KEY: Setting = Setting {
    id: "text-key",
    name: || say!("foreign-option-text-key"),
    about: || say!("foreign-option-text-key-about"),
    takes: Takes::Text,
    default: "text",
};

/// What stands on a line beside what describes the article.
const KNOWN: [&str; 8] = [
    "id",
    "label",
    "labels",
    "entities",
    "relations",
    "Comments",
    "comments",
    "cats",
];

pub(super) fn sniff(head: &Head<'_>) -> bool {
    let has = |key: &str| head.text.contains(key);
    let first = first_line(head);
    let object = first.as_ref().and_then(Value::as_object);
    let keys = |key: &str| object.is_some_and(|object| object.contains_key(key));
    let lines = (keys("label") || keys("labels") || keys("entities")) && !keys("spans");
    let array = head.text.starts_with('[')
        && has("\"text\"")
        && (has("\"label\"") || has("\"start_offset\""))
        && !has("\"annotations\"")
        && !has("\"result\"");
    lines || array
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let key = options.get(&TEXT_KEY);
    let annotator = if options.has(&BY_FILE) {
        source.stem()
    } else {
        String::new()
    };
    let mut found = Found::default();
    items(source, |value, number| {
        let Value::Object(object) = value else {
            return Err(Wrong::lacks("{…}").at(source.shown(), number));
        };
        let Some(Value::String(text)) = object.get(key) else {
            return Err(Wrong::lacks(format!("\"{key}\"")).at(source.shown(), number));
        };
        let text = text.clone();
        let document = document(&object, key, text, number, &annotator, &mut found);
        found.documents.push(document);
        Ok(())
    })?;
    Ok(found)
}

fn document(
    object: &Map<String, Value>,
    key: &str,
    text_of: String,
    number: u64,
    annotator: &str,
    found: &mut Found,
) -> Document {
    let mut layer = Layer {
        annotator: annotator.to_owned(),
        ..Layer::default()
    };
    let lists = ["label", "labels", "entities"];
    let mut classes: Vec<String> = Vec::new();
    for value in lists.iter().filter_map(|name| object.get(*name)) {
        let Value::Array(values) = value else {
            // One class for the whole text.
            classes.extend(Some(text(Some(value))).filter(|it| !it.is_empty()));
            continue;
        };
        for value in values {
            match value {
                Value::String(class) => classes.push(class.clone()),
                value => match mark(value, layer.marks.len()) {
                    Some(mark) => layer.marks.push(mark),
                    None => found.lose(Loss::Unreadable, 1),
                },
            }
        }
    }
    if let Some(Value::Array(cats)) = object.get("cats") {
        classes.extend(cats.iter().filter_map(Value::as_str).map(str::to_owned));
    }
    if !classes.is_empty() {
        layer
            .values
            .push((SmolStr::new_static("label"), Plain::List(classes)));
    }
    for relation in object
        .get("relations")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        layer.relations.push(Relation {
            from: text(relation.get("from_id")).into(),
            to: End::Mark(text(relation.get("to_id")).into()),
            role: text(relation.get("type")).into(),
            values: 0,
        });
    }
    layer.join_continued();
    let comments = object.get("Comments").or_else(|| object.get("comments"));
    let comments = comments.and_then(Value::as_array).into_iter().flatten();
    let comments: Vec<String> = comments
        .map(|comment| match comment {
            Value::Object(comment) => text(comment.get("comment").or_else(|| comment.get("text"))),
            other => text(Some(other)),
        })
        .filter(|comment| !comment.is_empty())
        .collect();
    layer.note = comments.join("\n");
    let id = text(object.get("id"));
    Document {
        name: if id.is_empty() {
            number.to_string()
        } else {
            id
        },
        text: Some(text_of),
        meta: object
            .iter()
            .filter(|(name, _)| {
                *name != key && *name != "meta_article" && !KNOWN.contains(&name.as_str())
            })
            .map(|(name, value)| (SmolStr::new(name), text(Some(value))))
            .collect(),
        unit: Unit::CodePoint,
        layers: vec![layer],
        ..Document::default()
    }
}

/// `[start, end, label]`, or an object with the same.
fn mark(value: &Value, number: usize) -> Option<Mark> {
    let made_up = || format_smolstr!("#{number}");
    match value {
        Value::Array(parts) => {
            let piece = Piece::at(offset(parts.first())?, offset(parts.get(1))?);
            let label = text(parts.get(2));
            // Lines change their places, marks do not.
            let id = format_smolstr!("{}-{}-{label}#{number}", piece.start, piece.end);
            Some(Mark::on(id, label, piece))
        }
        Value::Object(entity) => {
            let start = offset(entity.get("start_offset").or_else(|| entity.get("start")))?;
            let end = offset(entity.get("end_offset").or_else(|| entity.get("end")))?;
            let label = text(entity.get("label"));
            let id = match entity.get("id") {
                Some(id) => text(Some(id)).into(),
                None => made_up(),
            };
            Some(Mark::on(id, label, Piece::at(start, end)))
        }
        _ => None,
    }
}
