//! W3C Web Annotations in JSON-LD: a collection, a page, an array, or one a line.
//!
//! The text is not in the file: it is that of an article of the project, or of a file beside it that the target names.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use smol_str::{SmolStr, format_smolstr};

use super::super::neutral::{
    Document, End, Entry, Found, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::problem::{Problem, Wrong};
use super::super::source::{utf8, whole};
use super::super::{Head, Options, Source};
use super::json::{items, offset, text};

/// Deepest nesting of collections and pages.
const DEPTH: usize = 8;

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.contains("http://www.w3.org/ns/anno")
        || (head.extension == "jsonld" && head.text.contains("\"target\""))
}

pub(super) fn read(source: &Source<'_>, _options: &Options) -> Result<Found, Problem> {
    let mut values: Vec<Value> = Vec::new();
    // There is nothing to take, and nothing wrong.
    let mut is_empty = false;
    match super::json::whole(source) {
        Ok(value) => {
            is_empty = is_empty_collection(&value);
            gather(value, &mut values, 0);
        }
        // One a line.
        Err(problem) if !matches!(problem.what, Wrong::Broken { .. }) => return Err(problem),
        Err(problem) => {
            let lines = items(source, |value, _| {
                gather(value, &mut values, 0);
                Ok(())
            });
            if lines.is_err() {
                return Err(problem);
            }
        }
    }
    if values.is_empty() && !is_empty {
        return Err(Wrong::lacks("\"target\"").of(source.shown()));
    }
    let mut found = Found::default();
    let mut layers: BTreeMap<String, BTreeMap<String, Layer>> = BTreeMap::new();
    // Where each annotation is, for those that link others.
    let mut places: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut links: Vec<&Value> = Vec::new();
    for (number, value) in values.iter().enumerate() {
        if is_of(value.get("motivation"), "linking") {
            links.push(value);
            continue;
        }
        let id = match text(value.get("id").or_else(|| value.get("@id"))) {
            id if id.is_empty() => format!("#{number}"),
            id => id,
        };
        take(value, &id, &mut layers, &mut places, &mut found);
    }
    for link in links {
        relation(link, &mut layers, &places, &mut found);
    }
    for (name, by_annotator) in layers {
        let layers = by_annotator.into_iter();
        found.documents.push(Document {
            text: beside(source, &name),
            name,
            unit: Unit::CodePoint,
            layers: layers
                .map(|(annotator, layer)| Layer { annotator, ..layer })
                .collect(),
            ..Document::default()
        });
    }
    Ok(found)
}

/// All annotations in a value.
fn gather(value: Value, into: &mut Vec<Value>, depth: usize) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                gather(value, into, depth + 1);
            }
        }
        Value::Object(mut object) => {
            if object.contains_key("target") {
                into.push(Value::Object(object));
                return;
            }
            for name in ["items", "first", "next", "@graph", "annotations"] {
                if let Some(value) = object.remove(name).filter(|it| !it.is_string()) {
                    gather(value, into, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether it is a collection or a page with no annotation.
fn is_empty_collection(value: &Value) -> bool {
    let page = value.get("first").unwrap_or(value);
    let items = page.get("items").and_then(Value::as_array);
    items.is_some_and(Vec::is_empty)
}

/// A value or each of an array.
fn each(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

fn is_of(value: Option<&Value>, word: &str) -> bool {
    each(value).iter().any(|it| it.as_str() == Some(word))
}

/// Whose an annotation is.
fn creator(value: &Value) -> String {
    match each(value.get("creator")).first() {
        Some(Value::String(name)) => name.clone(),
        Some(who) => ["name", "nickname", "email", "id"]
            .into_iter()
            .map(|key| text(who.get(key)))
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
        None => String::new(),
    }
}

fn take(
    value: &Value,
    id: &str,
    layers: &mut BTreeMap<String, BTreeMap<String, Layer>>,
    places: &mut BTreeMap<String, (String, String)>,
    found: &mut Found,
) {
    let creator = creator(value);
    let said = Said::of(value);
    let mut pieces: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
    let mut of_all: Vec<String> = Vec::new();
    let targets = each(value.get("target")).into_iter();
    // A composite holds its targets.
    let targets = targets.flat_map(|target| match each(target.get("items")) {
        items if items.is_empty() => vec![target],
        items => items,
    });
    for target in targets {
        let name = match target {
            Value::String(name) => name.clone(),
            target => match text(target.get("source")) {
                name if name.is_empty() => text(target.get("id")),
                name => name,
            },
        };
        let name = name.split('#').next().unwrap_or_default().to_owned();
        let selectors = each(target.get("selector"));
        if selectors.is_empty() {
            of_all.push(name);
            continue;
        }
        match piece(&selectors) {
            Some(piece) => pieces.entry(name).or_default().push(piece),
            None => found.lose(Loss::NotText, 1),
        }
    }
    for name in of_all {
        let layer = layers
            .entry(name)
            .or_default()
            .entry(creator.clone())
            .or_default();
        if !said.tags.is_empty() {
            let value = Plain::List(said.tags.clone());
            layer.values.push((SmolStr::new_static("label"), value));
        }
        for (name, value) in &said.values {
            match super::super::ours::status(&value.words()) {
                Some(status) if name == "status" => layer.status = Some(status),
                _ => layer.values.push((name.clone(), value.clone())),
            }
        }
        if !said.note.is_empty() {
            layer.note.clone_from(&said.note);
        }
    }
    for (name, pieces) in pieces {
        places.insert(id.to_owned(), (name.clone(), creator.clone()));
        let layer = layers
            .entry(name)
            .or_default()
            .entry(creator.clone())
            .or_default();
        let nothing = ["Highlight".to_owned()];
        let tags = match said.tags.as_slice() {
            [] => &nothing[..],
            tags => tags,
        };
        for (number, tag) in tags.iter().enumerate() {
            let id = match number {
                0 => SmolStr::new(id),
                number => format_smolstr!("{id}/{number}"),
            };
            let at = |name: &str| text(value.get(name)).parse().ok();
            layer.marks.push(Mark {
                id,
                label: tag.into(),
                pieces: pieces.iter().cloned().collect(),
                values: said.values.clone(),
                note: said.note.clone(),
                unsure: said.unsure,
                created: at("created"),
                modified: at("modified").or_else(|| at("created")),
            });
        }
    }
}

/// What the bodies of an annotation say.
#[derive(Default)]
struct Said {
    tags: Vec<String>,
    values: Vec<(SmolStr, Plain)>,
    note: String,
    unsure: bool,
}

impl Said {
    fn of(annotation: &Value) -> Self {
        let mut said = Self::default();
        let usual = annotation.get("motivation");
        let mut bodies = each(annotation.get("body"));
        bodies.extend(each(annotation.get("bodyValue")));
        for body in bodies {
            if let Value::String(words) = body {
                said.note_down(words);
                continue;
            }
            let words = text(body.get("value").or_else(|| body.get("rdf:value")));
            let purpose = body.get("purpose").or(usual);
            if words.is_empty() {
                continue;
            }
            if is_of(purpose, "assessing") && words == "unsure" {
                // So our own exports say it.
                said.unsure = true;
            } else if is_of(purpose, "tagging") {
                said.tags.push(words);
            } else if let Some((name, value)) = words
                .split_once(':')
                .filter(|_| is_of(purpose, "classifying"))
            {
                let value = match value.trim() {
                    "yes" | "true" => Plain::Flag(true),
                    "no" | "false" => Plain::Flag(false),
                    text => Plain::text(text),
                };
                said.values.push((name.trim().into(), value));
            } else if is_of(purpose, "classifying") {
                said.tags.push(words);
            } else {
                said.note_down(&words);
            }
        }
        said
    }

    fn note_down(&mut self, words: &str) {
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(words);
    }
}

/// A place and what it covers, of the selectors of a target.
fn piece(selectors: &[&Value]) -> Option<Piece> {
    let (mut place, mut quote) = (None, None);
    for selector in selectors {
        let refined = selector.get("refinedBy");
        for selector in core::iter::once(*selector).chain(refined) {
            let start = offset(selector.get("start"));
            let end = offset(selector.get("end"));
            place = place.or(start.zip(end));
            let exact = selector.get("exact").and_then(Value::as_str);
            quote = quote.or(exact);
        }
    }
    match (place, quote) {
        (Some((start, end)), Some(quote)) => Some(Piece::quoting(start, end, quote)),
        (Some((start, end)), None) => Some(Piece::at(start, end)),
        // It is looked for by its words: no such place is in any text.
        (None, Some(quote)) if !quote.is_empty() => Some(Piece::quoting(
            u64::from(u32::MAX),
            u64::from(u32::MAX) + 1,
            quote,
        )),
        _ => None,
    }
}

fn relation(
    link: &Value,
    layers: &mut BTreeMap<String, BTreeMap<String, Layer>>,
    places: &BTreeMap<String, (String, String)>,
    found: &mut Found,
) {
    let id_of = |value: Option<&&Value>| match value {
        Some(Value::String(id)) => id.clone(),
        Some(value) => match text(value.get("id")) {
            id if id.is_empty() => text(value.get("source")),
            id => id,
        },
        None => String::new(),
    };
    let mut from = String::new();
    let mut role = String::new();
    for body in each(link.get("body")) {
        let words = text(body.get("value"));
        if words.is_empty() {
            from = id_of(Some(&body));
        } else {
            role = words;
        }
    }
    if role.is_empty() {
        "related".clone_into(&mut role);
    }
    let target = each(link.get("target"));
    let to = id_of(target.first());
    let entity = to.strip_prefix("urn:postil:entity:").map(|id| Entry {
        id: id.to_owned(),
        name: text(target.first().and_then(|it| it.get("label"))),
        kind: String::new(),
    });
    let layer = places
        .get(&from)
        .and_then(|(name, creator)| layers.get_mut(name)?.get_mut(creator));
    match layer {
        Some(layer) => layer.relations.push(Relation {
            from: from.into(),
            to: match entity {
                Some(entry) => End::Entity(entry),
                None => End::Mark(to.into()),
            },
            role: role.into(),
            values: 0,
        }),
        None => found.lose(Loss::Dangling, 1),
    }
}

/// The text of a file at or below the folder of the annotations that a target names; no other file is looked at.
fn beside(source: &Source<'_>, name: &str) -> Option<String> {
    if source.is_alone() || !name.to_lowercase().ends_with(".txt") {
        return None;
    }
    let relative = Path::new(name);
    let is_below = relative
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    if !is_below || name.contains("://") {
        return None;
    }
    let folder = source.path.parent()?;
    let path = folder.join(relative);
    // Links may lead out again.
    let (real, folder) = (path.canonicalize().ok()?, folder.canonicalize().ok()?);
    if !real.starts_with(folder) {
        return None;
    }
    utf8(whole(&real).ok()?).ok()
}
