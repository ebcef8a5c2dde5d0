//! A Hugging Face dataset: a folder with a card that declares the features, and JSONL or Parquet for each part. One row an
//! article and annotator.
//!
//! Offsets count code points unless another unit was chosen. Features are declared, because a reader would otherwise take
//! dates for times and guess the rest. Articles of one text are never on two sides.

use std::fmt::Write as _;
use std::io;

use serde_json::{Value as Json, json};

use crate::model::Target;

use super::dataset::{Chosen, Dataset, Entry};
use super::parquet::{Rows, Type};
use super::place::Place;
use super::split::{PARTS, parts};

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let parts = parts(data);
    let is_parquet = data.pick("files") == "parquet";
    let ending = if is_parquet { "parquet" } else { "jsonl" };
    let used: Vec<&str> = PARTS
        .into_iter()
        .filter(|part| parts.values().any(|it| it == part))
        .collect();
    let features = features();
    place.text("README.md", &card(data, &features, &used, ending))?;
    for part in used {
        place.file(&format!("data/{part}.{ending}"), &mut |out| {
            let mut rows = is_parquet.then(|| Rows::new(&features)).transpose()?;
            for article in data
                .articles()
                .filter(|it| parts.get(&it.id) == Some(&part))
            {
                data.go_on()?;
                let entry = data.entry(article);
                let mut take = |row: Json, count: usize| match &mut rows {
                    Some(rows) => rows.take(row, article.text.len() + 400 * count),
                    None => writeln!(out, "{row}"),
                };
                for chosen in &entry.layers {
                    take(row(data, &entry, Some(chosen)), chosen.annotations.len())?;
                }
                if entry.layers.is_empty() {
                    take(row(data, &entry, None), 0)?;
                }
            }
            match rows.take() {
                Some(rows) => rows.finish(out),
                None => Ok(()),
            }
        })?;
    }
    Ok(())
}

/// The features of a row.
fn features() -> Vec<(String, Type)> {
    let named = || Type::record([("name", Type::Text), ("value", Type::Text)]).list();
    let piece = || Type::record([("start", Type::Int), ("end", Type::Int)]);
    let texts = |names: &[&str]| -> Vec<(String, Type)> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), Type::Text))
            .collect()
    };
    let mut fields = texts(&[
        "id",
        "article",
        "text",
        "title",
        "source",
        "author",
        "url",
        "date",
        "language",
        "annotator",
        "status",
        "note",
    ]);
    fields.push(("labels".to_owned(), named()));
    let span = Type::record([
        ("id", Type::Text),
        ("label", Type::Text),
        ("start", Type::Int),
        ("end", Type::Int),
        ("fragments", piece().list()),
        ("text", Type::Text),
        ("attributes", named()),
        ("note", Type::Text),
        ("unsure", Type::Flag),
        ("created", Type::Text),
        ("modified", Type::Text),
    ]);
    fields.push(("spans".to_owned(), span.list()));
    let relation = Type::record([
        ("type", Type::Text),
        ("head", Type::Text),
        ("tail", Type::Text),
        ("entity", Type::Text),
        ("entity_name", Type::Text),
    ]);
    fields.push(("relations".to_owned(), relation.list()));
    fields
}

/// An article as one annotator has marked it; as nobody has, without one.
fn row(data: &Dataset<'_>, entry: &Entry<'_>, chosen: Option<&Chosen<'_>>) -> Json {
    let article = entry.article;
    let nothing = crate::model::LayerHead::default();
    let (meta, head) = (&article.meta, chosen.map_or(&nothing, |it| &it.layer.head));
    let annotations = chosen
        .map(|it| it.annotations.as_slice())
        .unwrap_or_default();
    let annotator = chosen.map_or("", |it| it.key.annotator.as_str());
    let named = |values: &crate::model::Values| -> Vec<Json> {
        let named = values
            .iter()
            .map(|(id, value)| json!({"name": id.as_str(), "value": data.plain(value)}));
        named.collect()
    };
    let spans = annotations.iter().map(|annotation| {
        let (start, end) = entry.range(annotation.spans.hull());
        let pieces = annotation.spans.iter().map(|span| {
            let (start, end) = entry.range(span);
            json!({"start": start, "end": end})
        });
        json!({
            "id": annotation.id.as_str(), "label": annotation.tag.as_str(), "start": start, "end": end,
            "fragments": pieces.collect::<Vec<_>>(), "text": annotation.spans.quotation(&article.text),
            "attributes": named(&annotation.attributes), "note": annotation.note, "unsure": annotation.unsure,
            "created": annotation.created, "modified": annotation.modified,
        })
    });
    let relations = annotations.iter().flat_map(|annotation| {
        annotation.links.iter().map(|link| {
            let (tail, entity, name) = match &link.to {
                Target::Annotation(id) => (id.as_str(), "", ""),
                Target::Entity(id) => {
                    let known = data.project.entity(id);
                    (
                        "",
                        known.map_or(id, |it| &it.id).as_str(),
                        known.map_or("", |it| &*it.name),
                    )
                }
            };
            json!({"type": link.role.as_str(), "head": annotation.id.as_str(), "tail": tail,
                   "entity": entity, "entity_name": name})
        })
    });
    json!({
        "id": format!("{}/{annotator}", article.id),
        "article": article.id.as_str(), "text": article.text.as_str(), "title": meta.title, "source": meta.source,
        "author": meta.author, "url": meta.url,
        "date": meta.date.map(|date| date.to_string()).unwrap_or_default(), "language": meta.language,
        "annotator": annotator, "status": head.status.in_tables(), "note": head.note,
        "labels": named(&head.attributes), "spans": spans.collect::<Vec<_>>(),
        "relations": relations.collect::<Vec<_>>(),
    })
}

/// The card: YAML for programs, and a text for people.
fn card(data: &Dataset<'_>, features: &[(String, Type)], parts: &[&str], ending: &str) -> String {
    let mut out = String::from("---\n");
    let mut languages: Vec<&str> = data
        .articles()
        .map(|it| it.meta.language.as_str())
        .filter(|it| !it.is_empty())
        .collect();
    languages.sort_unstable();
    languages.dedup();
    if !languages.is_empty() {
        let _infallible = writeln!(out, "language: {}", json!(languages));
    }
    let licence = data.pick("licence");
    if !licence.is_empty() {
        let _infallible = writeln!(out, "license: {}", json!(licence));
    }
    out.push_str("task_categories: [token-classification]\nconfigs:\n- config_name: default\n  data_files:\n");
    for part in parts {
        let _infallible = writeln!(out, "  - {{split: {part}, path: data/{part}.{ending}}}");
    }
    out.push_str("dataset_info:\n  features:\n");
    for (name, of) in features {
        feature(&mut out, name, of, 2);
    }
    let project = data.project;
    let title = project.settings.name.replace(['\n', '\r'], " ");
    let _infallible = writeln!(out, "---\n# {title}\n\n{}\n", project.settings.description);
    let _infallible = writeln!(
        out,
        "One row is what one annotator marked in one article. `start` and `end` count what “{}” names, from 0, ends exclusive; \
         `fragments` are the pieces of an annotation that has several. `relations` lead from `head` to `tail`, both ids of \
         spans, or to an `entity`.\n\nWritten by Postil {}. Seed of the split: {}.\n\n## Tags\n",
        data.unit.id(),
        env!("CARGO_PKG_VERSION"),
        data.number("seed"),
    );
    for tag in data.tags() {
        let definition = tag.definition.replace(['\n', '\r'], " ");
        let _infallible = writeln!(out, "- `{}` ({}): {definition}", tag.id, tag.name);
    }
    out
}

/// A feature in the YAML of cards.
fn feature(out: &mut String, name: &str, of: &Type, indent: usize) {
    let pad = " ".repeat(indent);
    let plain = |of: &Type| match of {
        Type::Int => "int32",
        Type::Float => "float64",
        Type::Flag => "bool",
        _ => "string",
    };
    let _infallible = match of {
        Type::List(of) => {
            let _infallible = writeln!(out, "{pad}- name: {name}\n{pad}  list:");
            if let Type::Record(fields) = &**of {
                for (name, of) in fields {
                    feature(out, name, of, indent + 2);
                }
            }
            Ok(())
        }
        of => writeln!(out, "{pad}- {{name: {name}, dtype: {}}}", plain(of)),
    };
}
