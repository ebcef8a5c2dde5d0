//! Annotations without the texts that they are about: hashes and offsets, from which texts can be put back.

use std::io;

use serde_json::json;

use crate::model::{Target, Value};
use crate::text::sha256_hex;

use super::super::dataset::Dataset;

/// What puts the texts back.
pub(super) const SCRIPT: &str = include_str!("reattach.py");

/// One article a line. Notes and free text may hold words of the article; they are left out.
pub(super) fn write(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    data.each(|entry| {
        let article = entry.article;
        let meta = &article.meta;
        let annotations = entry.annotations().map(|(chosen, annotation)| {
            let spans = annotation.spans.iter().map(|span| {
                let (start, end) = entry.range(span);
                json!({"start": start, "end": end, "sha256": sha256_hex(entry.slice(span))})
            });
            let said = annotation.attributes.iter().filter(|(_, value)| !matches!(value, Value::Text(_)));
            let said = said.map(|(id, value)| (id.to_string(), json!(data.plain(value))));
            let links = annotation.links.iter().map(|link| match &link.to {
                Target::Annotation(id) => json!({"role": link.role.as_str(), "annotation": id.as_str()}),
                Target::Entity(id) => json!({"role": link.role.as_str(), "entity": id.as_str()}),
            });
            json!({
                "id": annotation.id.as_str(), "tag": annotation.tag.as_str(), "annotator": chosen.key.annotator.as_str(),
                "spans": spans.collect::<Vec<_>>(), "attributes": said.collect::<serde_json::Map<_, _>>(),
                "links": links.collect::<Vec<_>>(), "unsure": annotation.unsure,
            })
        });
        let line = json!({
            "id": article.id.as_str(), "title": meta.title, "source": meta.source, "author": meta.author, "url": meta.url,
            "date": meta.date, "language": meta.language, "sha256": article.sha256, "offset_unit": data.unit.id(),
            "length": entry.at(article.text.end()), "annotations": annotations.collect::<Vec<_>>(),
        });
        writeln!(out, "{line}")
    })
}
