//! Label Studio's JSON: tasks with annotations, one of each annotator.

use std::collections::HashMap;

use serde_json::{Map, Value};
use smol_str::{SmolStr, format_smolstr};

use crate::say;

use super::super::neutral::{
    Document, End, Found, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Setting, Source, Takes};
use super::json::{offset, text, whole};

/// Whether what models proposed comes along.
pub(super) const PREDICTIONS: Setting = Setting {
    id: "predictions",
    name: || say!("foreign-option-predictions"),
    about: || say!("foreign-option-predictions-about"),
    takes: Takes::Flag,
    default: "no",
};

pub(super) fn sniff(head: &Head<'_>) -> bool {
    let has = |key: &str| head.text.contains(key);
    head.extension == "json"
        && has("\"data\"")
        && (has("\"annotations\"") || has("\"completions\"") || has("\"predictions\""))
        && !has("%FEATURE_STRUCTURES")
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let value = whole(source)?;
    let tasks = match value {
        Value::Array(tasks) => tasks,
        task @ Value::Object(_) => vec![task],
        _ => return Err(Wrong::lacks("[…]").of(source.shown())),
    };
    let mut found = Found::default();
    for (number, task) in tasks.iter().enumerate() {
        source.go_on()?;
        let Some(data) = task.get("data").and_then(Value::as_object) else {
            return Err(Wrong::lacks(format!("[{number}].data")).of(source.shown()));
        };
        if let Some(document) = document(task, data, number, options, &mut found) {
            found.documents.push(document);
        }
    }
    if tasks.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    Ok(found)
}

fn document(
    task: &Value,
    data: &Map<String, Value>,
    number: usize,
    options: &Options,
    found: &mut Found,
) -> Option<Document> {
    let key = text_key(data);
    let Some(key) = key else {
        found.lose(Loss::NotText, 1);
        return None;
    };
    let mut layers: Vec<Layer> = Vec::new();
    let lists = [
        ("annotations", true),
        ("completions", true),
        ("predictions", false),
    ];
    for (list, by_people) in lists {
        if !by_people && !options.has(&PREDICTIONS) {
            continue;
        }
        let all = task.get(list).and_then(Value::as_array);
        let all = all.map_or(&[][..], Vec::as_slice);
        // Our own exports name them there, since the program refuses names that it does not know.
        let names = text(data.get("annotators"));
        let names: Vec<&str> = names.split("; ").collect();
        let names = if names.len() == all.len() {
            names
        } else {
            Vec::new()
        };
        for (number, annotation) in all.iter().enumerate() {
            let results = annotation.get("result").and_then(Value::as_array);
            let results = results.map_or(&[][..], Vec::as_slice);
            if annotation.get("was_cancelled").and_then(Value::as_bool) == Some(true) {
                let is_mark =
                    |it: &&Value| it.get("value").is_some_and(|it| it.get("labels").is_some());
                found.lose(Loss::Skipped, results.iter().filter(is_mark).count());
                continue;
            }
            let annotator = match (by_people, names.get(number)) {
                (true, Some(name)) if annotation.get("completed_by").is_none() => {
                    (*name).to_owned()
                }
                (true, _) => annotator(annotation),
                (false, _) => text(annotation.get("model_version")),
            };
            let at = layers.iter().position(|layer| layer.annotator == annotator);
            let at = at.unwrap_or_else(|| {
                layers.push(Layer {
                    annotator,
                    ..Layer::default()
                });
                layers.len() - 1
            });
            // Two annotations of one person are told apart by their ids, or their order.
            let prefix = match text(annotation.get("id")).as_str() {
                "" if number == 0 => String::new(),
                "" => format!("{number}/"),
                id => format!("{id}/"),
            };
            take(results, &prefix, &mut layers[at], found);
        }
    }
    for layer in &mut layers {
        layer.join_continued();
    }
    let id = text(task.get("id").or_else(|| task.get("inner_id")));
    let mut meta: Vec<(SmolStr, String)> = data
        .iter()
        .filter(|(name, _)| *name != key && *name != "annotators" && *name != "article")
        .map(|(name, value)| (SmolStr::new(name), text(Some(value))))
        .collect();
    if let Some(Value::Object(more)) = task.get("meta") {
        let more = more.iter();
        meta.extend(more.map(|(name, value)| (SmolStr::new(name), text(Some(value)))));
    }
    Some(Document {
        name: if id.is_empty() {
            number.to_string()
        } else {
            id
        },
        text: Some(text(data.get(key))),
        meta,
        unit: Unit::CodePoint,
        layers,
        ..Document::default()
    })
}

/// Under which name the text stands: `text`, or what is longest.
fn text_key(data: &Map<String, Value>) -> Option<&String> {
    let texts = || data.iter().filter(|(_, value)| value.is_string());
    let named = texts().find(|(name, _)| *name == "text");
    let longest = || texts().max_by_key(|(_, value)| value.as_str().map_or(0, str::len));
    named.or_else(longest).map(|(name, _)| name)
}

fn annotator(annotation: &Value) -> String {
    if annotation.get("ground_truth").and_then(Value::as_bool) == Some(true) {
        return "gold".to_owned();
    }
    match annotation.get("completed_by") {
        Some(Value::Object(who)) => {
            let name = [text(who.get("first_name")), text(who.get("last_name"))].join(" ");
            match name.trim() {
                "" => text(who.get("email").or_else(|| who.get("id"))),
                name => name.to_owned(),
            }
        }
        Some(Value::Number(id)) => format!("user {id}"),
        other => text(other),
    }
}

fn take(results: &[Value], prefix: &str, layer: &mut Layer, found: &mut Found) {
    let mut regions: HashMap<String, usize> = HashMap::new();
    let id_of = |id: &str| format_smolstr!("{prefix}{id}");
    // Labels first: fields of a region may stand before it.
    for (number, result) in results.iter().enumerate() {
        let value = result.get("value");
        let kind = text(result.get("type"));
        let Some(labels) = value.and_then(|value| value.get("labels")) else {
            continue;
        };
        if kind == "relation" {
            continue;
        }
        let part = |name: &str| value.and_then(|value| value.get(name));
        let (Some(start), Some(end)) = (offset(part("start")), offset(part("end"))) else {
            found.lose(Loss::NotText, 1);
            continue;
        };
        let piece = match part("text").and_then(Value::as_str) {
            Some(quote) => Piece::quoting(start, end, quote),
            None => Piece::at(start, end),
        };
        let id = match text(result.get("id")).as_str() {
            "" => format!("#{number}"),
            id => id.to_owned(),
        };
        let labels = labels.as_array().into_iter().flatten();
        for (more, label) in labels.enumerate() {
            let own = match more {
                0 => id_of(&id),
                more => format_smolstr!("{prefix}{id}/{more}"),
            };
            regions.entry(id.clone()).or_insert(layer.marks.len());
            let mut mark = Mark::on(own, text(Some(label)), piece.clone());
            mark.note = notes(result);
            layer.marks.push(mark);
        }
    }
    for result in results {
        let kind = text(result.get("type"));
        if kind == "relation" {
            let label = result.get("labels").and_then(Value::as_array);
            let label = label.and_then(|labels| labels.first());
            let role = match text(label) {
                role if role.is_empty() => "related".to_owned(),
                role => role,
            };
            layer.relations.push(Relation {
                from: id_of(&text(result.get("from_id"))),
                to: End::Mark(id_of(&text(result.get("to_id")))),
                role: role.into(),
                values: 0,
            });
            continue;
        }
        let Some(value) = result.get("value") else {
            continue;
        };
        if value.get("labels").is_some() {
            continue;
        }
        let Some(plain) = plain(value) else {
            found.lose(Loss::NotText, 1);
            continue;
        };
        let name = SmolStr::new(text(result.get("from_name")));
        match regions.get(&text(result.get("id"))) {
            Some(at) => {
                let mark = &mut layer.marks[*at];
                if matches!(name.as_str(), "note" | "comment" | "notes") {
                    mark.note = plain.words();
                } else {
                    mark.values.push((name, plain));
                }
            }
            None if value.get("start").is_some() => found.lose(Loss::Dangling, 1),
            None if matches!(name.as_str(), "note" | "comment" | "notes") => {
                layer.note = plain.words();
            }
            None => layer.values.push((name, plain)),
        }
    }
}

/// What was noted about a region.
fn notes(result: &Value) -> String {
    let notes = result.get("meta").and_then(|meta| meta.get("text"));
    let notes = notes.and_then(Value::as_array).into_iter().flatten();
    let notes: Vec<String> = notes.map(|note| text(Some(note))).collect();
    notes.join("\n")
}

/// What a result that is no label says.
fn plain(value: &Value) -> Option<Plain> {
    let several = |values: &Value| -> Option<Plain> {
        let all: Vec<String> = values.as_array()?.iter().map(|it| text(Some(it))).collect();
        Some(match all.as_slice() {
            [only] => Plain::Text(only.clone()),
            _ => Plain::List(all),
        })
    };
    if let Some(choices) = value.get("choices") {
        return several(choices);
    }
    if let Some(taxonomy) = value.get("taxonomy").and_then(Value::as_array) {
        let path = |path: &Value| -> String {
            let steps = path.as_array().into_iter().flatten();
            let steps: Vec<String> = steps.map(|step| text(Some(step))).collect();
            steps.join(" / ")
        };
        return Some(Plain::List(taxonomy.iter().map(path).collect()));
    }
    for name in ["number", "rating"] {
        if let Some(number) = value.get(name).and_then(Value::as_f64) {
            return Some(Plain::Number(number));
        }
    }
    if let Some(datetime) = value.get("datetime") {
        return Some(Plain::Text(text(Some(datetime))));
    }
    let lines = value.get("text")?;
    match lines {
        Value::Array(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| text(Some(line))).collect();
            Some(Plain::Text(lines.join("\n")))
        }
        other => Some(Plain::Text(text(Some(other)))),
    }
}
