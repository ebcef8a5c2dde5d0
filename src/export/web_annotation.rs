//! W3C Web Annotation: `annotations.jsonld`, a collection of annotations, and the texts that they are about.
//!
//! Positions count code points. Every target has both selectors, the quotation with what stands around it and the position;
//! an annotation in pieces has several. Links are annotations that are `linking`: from the first of their bodies to their
//! target. What annotators say of an article stands in annotations whose target is the whole text.

use std::io;

use serde_json::{Value as Json, json};

use crate::model::{Annotation, Target};
use crate::text::{Byte, Span};

use super::dataset::{Chosen, Dataset, Entry};
use super::layers::with_id;
use super::place::Place;

/// So much stands before and behind a quotation, in characters.
const AROUND: usize = 32;

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    place.file("annotations.jsonld", &mut |out| collection(data, out))?;
    for article in data.articles() {
        data.go_on()?;
        place.text(&source(article.id.as_str()), article.text.as_str())?;
    }
    Ok(())
}

fn source(article: &str) -> String {
    format!("texts/{article}.txt")
}

fn collection(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let name = json!(data.project.settings.name);
    write!(
        out,
        "{{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"id\": \"urn:postil:collection\", \
         \"type\": \"AnnotationCollection\", \"label\": {name},\n\"first\": {{\"id\": \"urn:postil:page\", \
         \"type\": \"AnnotationPage\", \"items\": ["
    )?;
    let mut is_first = true;
    data.each(|entry| {
        for chosen in &entry.layers {
            for item in items(data, &entry, chosen) {
                out.write_all(if is_first { b"\n" } else { b",\n" })?;
                is_first = false;
                serde_json::to_writer(&mut *out, &item)?;
            }
        }
        Ok(())
    })?;
    writeln!(out, "\n]}}}}")
}

fn items(data: &Dataset<'_>, entry: &Entry<'_>, chosen: &Chosen<'_>) -> Vec<Json> {
    let layer = format!("{}:{}", entry.article.id, chosen.key.annotator);
    let name = |id: &str| format!("urn:postil:annotation:{layer}:{id}");
    let creator = json!({
        "id": format!("urn:postil:annotator:{}", chosen.key.annotator), "type": "Person",
        "name": data.project.annotator_name(&chosen.key.annotator),
    });
    let mut items = Vec::new();
    let mut linking = Vec::new();
    for annotation in &chosen.annotations {
        let id = name(annotation.id.as_str());
        let targets = annotation.spans.iter().map(|span| target(entry, span));
        items.push(json!({
            "id": id, "type": "Annotation", "motivation": "tagging", "creator": creator,
            "created": annotation.created, "modified": annotation.modified,
            "body": bodies(data, annotation), "target": targets.collect::<Vec<_>>(),
        }));
        for (number, link) in annotation.links.iter().enumerate() {
            let role = body("tagging", link.role.as_str());
            let to = match &link.to {
                Target::Annotation(to) => json!(name(to.as_str())),
                Target::Entity(to) => {
                    let known = data.project.entity(to);
                    let (id, label) = known.map_or((to, to.as_str()), |it| (&it.id, &it.name));
                    json!({"id": format!("urn:postil:entity:{id}"), "label": label})
                }
            };
            linking.push(json!({
                "id": format!("{id}:link-{}", number + 1), "type": "Annotation", "motivation": "linking",
                "creator": creator, "body": [id, role], "target": to,
            }));
        }
    }
    items.append(&mut linking);
    let head = &chosen.layer.head;
    let mut said: Vec<Json> = vec![body(
        "classifying",
        &format!("status:{}", head.status.in_tables()),
    )];
    said.extend(
        head.attributes
            .iter()
            .map(|(id, value)| body("classifying", &format!("{id}:{}", data.plain(value)))),
    );
    if !head.note.is_empty() {
        said.push(body("commenting", &head.note));
    }
    items.push(json!({
        "id": name("article"), "type": "Annotation", "motivation": "classifying", "creator": creator,
        "body": said, "target": source(entry.article.id.as_str()),
    }));
    items
}

fn body(purpose: &str, value: &str) -> Json {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value})
}

fn bodies(data: &Dataset<'_>, annotation: &Annotation) -> Vec<Json> {
    let mut bodies = vec![body("tagging", annotation.tag.as_str())];
    bodies.extend(annotation.attributes.iter().map(|(id, value)| {
        let said = match value {
            crate::model::Value::Entity(entity) => with_id(data, entity),
            value => data.plain(value),
        };
        body("classifying", &format!("{id}:{said}"))
    }));
    if annotation.unsure {
        bodies.push(body("assessing", "unsure"));
    }
    if !annotation.note.is_empty() {
        bodies.push(body("commenting", &annotation.note));
    }
    bodies
}

fn target(entry: &Entry<'_>, span: Span) -> Json {
    let (start, end) = entry.range(span);
    let text = entry.article.text.as_str();
    let before = &text[..span.start.index()];
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(at, _)| at);
    let after = &text[span.end.index()..];
    let to = after
        .char_indices()
        .nth(AROUND)
        .map_or(after.len(), |(at, _)| at);
    let around = |start: usize, end: usize| Span {
        start: Byte::new(start),
        end: Byte::new(end),
    };
    let prefix = entry.slice(around(from, span.start.index()));
    let suffix = entry.slice(around(span.end.index(), span.end.index() + to));
    json!({
        "type": "SpecificResource", "source": source(entry.article.id.as_str()),
        "selector": [
            {"type": "TextQuoteSelector", "exact": entry.slice(span), "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    })
}
