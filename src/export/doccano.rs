//! doccano: JSONL for sequence labelling, one article a line, one file an annotator.
//!
//! Written in ASCII, because doccano guesses encodings, and with the same keys on every line, because it refuses the whole
//! file otherwise. Offsets count code points. Each piece of an annotation is an entity; relations `continuation` lead from
//! each to the next.

use std::fmt::Write as _;
use std::io;

use serde_json::{Value as Json, json};

use crate::model::{Annotation, Target, Value};
use crate::say;

use super::dataset::{Chosen, Dataset, Entry};
use super::place::Place;

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let with_relations = data.pick("shape") == "relations";
    if !with_relations {
        note_links(data)?;
    }
    for annotator in data.annotators() {
        place.file(&format!("{annotator}.jsonl"), &mut |out| {
            data.each(|entry| {
                let Some(chosen) = entry
                    .layers
                    .iter()
                    .find(|it| it.key.annotator == *annotator)
                else {
                    return Ok(());
                };
                let is_empty = entry.article.text.is_empty();
                data.note(
                    |count| say!("export-doccano-empty", count = count),
                    usize::from(is_empty),
                );
                if is_empty {
                    return Ok(());
                }
                let line = line(data, &entry, chosen, with_relations);
                writeln!(out, "{}", ascii(&line.to_string()))
            })
        })?;
    }
    Ok(())
}

/// Without relations there are no links.
fn note_links(data: &Dataset<'_>) -> io::Result<()> {
    data.each(|entry| {
        let links = entry.annotations().flat_map(|(_, it)| &it.links);
        let links = links
            .filter(|link| matches!(link.to, Target::Annotation(_)))
            .count();
        data.note(|count| say!("export-doccano-links", count = count), links);
        Ok(())
    })
}

fn line(data: &Dataset<'_>, entry: &Entry<'_>, chosen: &Chosen<'_>, with_relations: bool) -> Json {
    let meta = &entry.article.meta;
    let mut line = json!({
        "text": entry.article.text.as_str(),
        "meta_article": entry.article.id.as_str(),
        "meta_title": meta.title,
        "meta_source": meta.source,
        "meta_author": meta.author,
        "meta_url": meta.url,
        "meta_date": meta.date.map(|date| date.to_string()).unwrap_or_default(),
        "meta_language": meta.language,
        "meta_status": chosen.layer.head.status.in_tables(),
    });
    let with_value = data.pick("value");
    let mut entities: Vec<Json> = Vec::new();
    let mut triples: Vec<Json> = Vec::new();
    let mut relations: Vec<Json> = Vec::new();
    let mut first = std::collections::BTreeMap::new();
    let mut relate = |from: usize, to: usize, role: &str| {
        let id = relations.len() + 1;
        relations.push(json!({"id": id, "from_id": from, "to_id": to, "type": role}));
    };
    for annotation in &chosen.annotations {
        first.insert(&annotation.id, entities.len() + 1);
        let label = label(annotation, &with_value);
        for (piece, span) in annotation.spans.iter().enumerate() {
            let (start, end) = entry.range(span);
            let id = entities.len() + 1;
            entities
                .push(json!({"id": id, "label": label, "start_offset": start, "end_offset": end}));
            triples.push(json!([start, end, label]));
            if piece > 0 {
                relate(id - 1, id, "continuation");
            }
        }
    }
    for annotation in &chosen.annotations {
        for link in &annotation.links {
            if let Target::Annotation(to) = &link.to
                && let Some(to) = first.get(to)
            {
                relate(first[&annotation.id], *to, link.role.as_str());
            }
        }
    }
    if with_relations {
        line["entities"] = entities.into();
        line["relations"] = relations.into();
    } else {
        line["label"] = triples.into();
    }
    line
}

/// The tag, with the value of an attribute where that was asked for.
pub(super) fn label(annotation: &Annotation, attribute: &str) -> String {
    let value = annotation
        .attributes
        .iter()
        .find(|(id, _)| id.as_str() == attribute);
    match value {
        Some((_, value @ (Value::Choice(_) | Value::Flag(_)))) => {
            format!("{}:{}", annotation.tag, value.to_plain())
        }
        _ => annotation.tag.to_string(),
    }
}

/// JSON in ASCII.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _infallible = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}
