//! Label Studio: `tasks.json`, an article a task and an annotator an annotation of it, and `label_config.xml`, the
//! interface that reads them.
//!
//! Offsets count code points. Each piece of an annotation is a region; relations `continuation` lead from each to the next.
//! What an annotation says stands in further results of the same region.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use serde_json::{Value as Json, json};

use crate::model::{Annotation, Attribute, Kind, TagId, Target, Value};

use super::dataset::{Chosen, Dataset, Entry, Used};
use super::layers::with_id;
use super::place::Place;
use super::xml;

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let used = data.used()?;
    place.text("label_config.xml", &config(data, &used))?;
    place.file("tasks.json", &mut |out| {
        out.write_all(b"[")?;
        let mut is_first = true;
        data.each(|entry| {
            out.write_all(if is_first { b"\n" } else { b",\n" })?;
            is_first = false;
            serde_json::to_writer(&mut *out, &task(data, &entry)).map_err(io::Error::from)
        })?;
        out.write_all(b"\n]\n")
    })
}

fn task(data: &Dataset<'_>, entry: &Entry<'_>) -> Json {
    let article = entry.article;
    let meta = &article.meta;
    let names = entry
        .layers
        .iter()
        .map(|chosen| data.project.annotator_name(&chosen.key.annotator));
    let names: Vec<&str> = names.collect();
    let annotations: Vec<Json> = entry
        .layers
        .iter()
        .map(|chosen| json!({"result": results(data, entry, chosen), "was_cancelled": false, "ground_truth": false}))
        .collect();
    json!({
        "data": {
            "text": article.text.as_str(),
            "article": article.id.as_str(),
            "title": meta.title,
            "source": meta.source,
            "author": meta.author,
            "url": meta.url,
            "date": meta.date.map(|date| date.to_string()).unwrap_or_default(),
            "language": meta.language,
            "annotators": names.join("; "),
        },
        "annotations": annotations,
    })
}

/// The region of a piece: the annotation's id for the first.
fn region(annotation: &str, piece: usize) -> String {
    if piece == 0 {
        annotation.to_owned()
    } else {
        format!("{annotation}.{}", piece + 1)
    }
}

fn results(data: &Dataset<'_>, entry: &Entry<'_>, chosen: &Chosen<'_>) -> Vec<Json> {
    let mut results = Vec::new();
    let mut relations = Vec::new();
    let relation = |from: &str, to: &str, role: &str| json!({"type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": [role]});
    for annotation in &chosen.annotations {
        let id = annotation.id.as_str();
        for (piece, span) in annotation.spans.iter().enumerate() {
            let (start, end) = entry.range(span);
            let region = region(id, piece);
            let mut put = |control: &str, kind: &str, key: &str, said: Json| {
                let value = json!({"start": start, "end": end, "text": entry.slice(span)});
                let mut one = json!({"id": region, "from_name": control, "to_name": "text", "type": kind,
                                     "origin": "manual", "value": value});
                one["value"][key] = said;
                results.push(one);
            };
            put("span", "labels", "labels", json!([annotation.tag.as_str()]));
            say_all(data, annotation, &mut put);
            if piece > 0 {
                relations.push(relation(
                    &self::region(id, piece - 1),
                    &region,
                    "continuation",
                ));
            }
        }
        for link in &annotation.links {
            if let Target::Annotation(to) = &link.to {
                relations.push(relation(id, to.as_str(), link.role.as_str()));
            }
        }
    }
    results.append(&mut relations);
    let head = &chosen.layer.head;
    let mut said = 0;
    let mut whole = |control: String, kind: &str, value: Json| {
        said += 1;
        results.push(json!({"id": format!("article.{said}"), "from_name": control, "to_name": "text", "type": kind,
                            "origin": "manual", "value": value}));
    };
    for (id, value) in &head.attributes {
        let (kind, key, said) = as_result(data, value);
        whole(format!("article-{id}"), kind, json!({key: said}));
    }
    whole(
        "article-status".to_owned(),
        "choices",
        json!({"choices": [head.status.in_tables()]}),
    );
    if !head.note.is_empty() {
        whole(
            "article-note".to_owned(),
            "textarea",
            json!({"text": [head.note]}),
        );
    }
    results
}

/// What an annotation says beside its tag.
fn say_all(
    data: &Dataset<'_>,
    annotation: &Annotation,
    put: &mut dyn FnMut(&str, &str, &str, Json),
) {
    for (id, value) in &annotation.attributes {
        let (kind, key, said) = as_result(data, value);
        // A key `text` of a region is what it covers, so that free text there replaces it, as the editor has it.
        put(&format!("attribute-{id}"), kind, key, said);
    }
    let mut entities: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for link in &annotation.links {
        if let Target::Entity(id) = &link.to {
            entities
                .entry(link.role.as_str())
                .or_default()
                .push(with_id(data, id));
        }
    }
    for (role, names) in entities {
        put(&format!("link-{role}"), "textarea", "text", json!(names));
    }
    if !annotation.note.is_empty() {
        put("note", "textarea", "text", json!([annotation.note]));
    }
    if annotation.unsure {
        put("unsure", "choices", "choices", json!(["unsure"]));
    }
}

/// The type of a result, the key of its value, and the value.
fn as_result(data: &Dataset<'_>, value: &Value) -> (&'static str, &'static str, Json) {
    match value {
        Value::Choice(option) => ("choices", "choices", json!([option])),
        Value::Choices(options) => ("choices", "choices", json!(options)),
        Value::Flag(is_so) => (
            "choices",
            "choices",
            json!([if *is_so { "yes" } else { "no" }]),
        ),
        Value::Number(number) => ("number", "number", json!(number)),
        Value::Text(text) => ("textarea", "text", json!([text])),
        Value::Entity(id) => ("textarea", "text", json!([with_id(data, id)])),
    }
}

fn config(data: &Dataset<'_>, used: &Used) -> String {
    let book = &data.project.codebook;
    let mut out = String::from("<View>\n  <Labels name=\"span\" toName=\"text\">\n");
    for id in &used.tags {
        let color = book
            .tag(id)
            .map_or_else(String::new, |tag| format!(" background=\"{}\"", tag.color));
        let _infallible = writeln!(out, "    <Label value=\"{id}\"{color}/>");
    }
    out.push_str("  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n");
    for (id, is_entity) in &used.attributes {
        let known = book.tags.iter().find_map(|tag| tag.attribute(id));
        let tags: Vec<&str> = used
            .tags_with
            .get(id)
            .into_iter()
            .flatten()
            .map(TagId::as_str)
            .collect();
        let region = format!(
            " perRegion=\"true\" whenTagName=\"span\" whenLabelValue=\"{}\"",
            tags.join(",")
        );
        control(
            &mut out,
            &format!("attribute-{id}"),
            &region,
            known,
            (used.options.get(id), *is_entity),
        );
    }
    for role in &used.roles {
        let _infallible = writeln!(
            out,
            "  <TextArea name=\"link-{role}\" toName=\"text\" perRegion=\"true\"/>"
        );
    }
    out.push_str("  <TextArea name=\"note\" toName=\"text\" perRegion=\"true\"/>\n");
    out.push_str("  <Choices name=\"unsure\" toName=\"text\" perRegion=\"true\" choice=\"multiple\"><Choice value=\"unsure\"/></Choices>\n");
    out.push_str("  <Relations>\n");
    for role in &used.roles {
        let _infallible = writeln!(out, "    <Relation value=\"{role}\"/>");
    }
    out.push_str("    <Relation value=\"continuation\"/>\n  </Relations>\n");
    for (id, is_entity) in &used.article_attributes {
        let known = book
            .article_attributes
            .iter()
            .find(|attribute| attribute.id == *id);
        let options = known.and_then(|attribute| match &attribute.kind {
            Kind::Choice(options) | Kind::Choices(options) => Some(options),
            _ => None,
        });
        control(
            &mut out,
            &format!("article-{id}"),
            "",
            known,
            (options, *is_entity),
        );
    }
    out.push_str("  <Choices name=\"article-status\" toName=\"text\">");
    for status in crate::model::Status::ALL {
        let _infallible = write!(out, "<Choice value=\"{}\"/>", status.in_tables());
    }
    out.push_str("</Choices>\n  <TextArea name=\"article-note\" toName=\"text\"/>\n</View>\n");
    out
}

/// The control of an attribute.
fn control(
    out: &mut String,
    name: &str,
    region: &str,
    known: Option<&Attribute>,
    (options, is_entity): (Option<&Vec<String>>, bool),
) {
    let flag = ["yes", "no"].map(str::to_owned).to_vec();
    let (options, many) = match known.map(|attribute| &attribute.kind) {
        _ if is_entity => (None, false),
        Some(Kind::Flag) => (Some(&flag), false),
        Some(Kind::Number { .. }) => {
            let _infallible = writeln!(out, "  <Number name=\"{name}\" toName=\"text\"{region}/>");
            return;
        }
        Some(Kind::Choices(_)) => (options, true),
        _ => (options, false),
    };
    let Some(options) = options else {
        let _infallible = writeln!(out, "  <TextArea name=\"{name}\" toName=\"text\"{region}/>");
        return;
    };
    let many = if many { "multiple" } else { "single" };
    let _infallible = write!(
        out,
        "  <Choices name=\"{name}\" toName=\"text\" choice=\"{many}\"{region}>"
    );
    for option in options {
        let _infallible = write!(out, "<Choice value=\"{}\"/>", xml::value(option));
    }
    out.push_str("</Choices>\n");
}
