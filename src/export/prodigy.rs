//! Prodigy and spaCy: JSONL with tokens, spans and relations, one file an annotator, and `load_spacy.py`, which makes spaCy
//! documents of them.
//!
//! Offsets count code points. Tokens are cut where an annotation begins or ends, so that every span is of whole tokens;
//! `token_end` is the last of them. The pieces of an annotation have one `id`. A relation leads from `head` to `child`, which
//! are the last tokens of their spans.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value as Json, json};

use crate::model::{Annotation, Target, Value};
use crate::text::{Byte, Span};

use super::dataset::{Chosen, Dataset, Entry};
use super::layers::with_id;
use super::place::Place;
use super::tokens::{cut_at, sentences, tokens, touched};

const LOADER: &str = include_str!("prodigy/load_spacy.py");

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    place.text("load_spacy.py", LOADER)?;
    for annotator in data.annotators() {
        place.file(&format!("{annotator}.jsonl"), &mut |out| {
            data.each(|entry| {
                match entry
                    .layers
                    .iter()
                    .find(|it| it.key.annotator == *annotator)
                {
                    Some(chosen) => writeln!(out, "{}", line(data, &entry, chosen)),
                    None => Ok(()),
                }
            })
        })?;
    }
    Ok(())
}

/// The tokens of a text, cut where an annotation begins or ends.
fn cut_tokens(entry: &Entry<'_>, chosen: &Chosen<'_>) -> Vec<Span> {
    let text = &entry.article.text;
    let spans = chosen.annotations.iter().flat_map(|it| it.spans.iter());
    let mut borders: Vec<Byte> = spans.flat_map(|span| [span.start, span.end]).collect();
    borders.sort_unstable();
    let all = sentences(text)
        .into_iter()
        .flat_map(|sentence| tokens(text, sentence));
    cut_at(all.collect(), &borders)
}

fn line(data: &Dataset<'_>, entry: &Entry<'_>, chosen: &Chosen<'_>) -> Json {
    let article = entry.article;
    let meta = &article.meta;
    let head = &chosen.layer.head;
    let cut = cut_tokens(entry, chosen);
    let text = article.text.as_str();
    let as_token = |(id, token): (usize, &Span)| {
        let (start, end) = entry.range(*token);
        let ws = text[token.end.index()..].starts_with(' ');
        json!({"text": entry.slice(*token), "start": start, "end": end, "id": id, "ws": ws})
    };
    let mut spans: Vec<Json> = Vec::new();
    let mut first = BTreeMap::new();
    for annotation in &chosen.annotations {
        first.insert(&annotation.id, spans.len());
        spans.extend(
            annotation
                .spans
                .iter()
                .map(|span| one_span(data, entry, annotation, &cut, span)),
        );
    }
    let mut relations: Vec<Json> = Vec::new();
    for annotation in &chosen.annotations {
        let from = &spans[first[&annotation.id]];
        for link in &annotation.links {
            if let Target::Annotation(to) = &link.to
                && let Some(to) = first.get(to)
            {
                let to = &spans[*to];
                relations.push(json!({
                    "head": from["token_end"], "child": to["token_end"],
                    "head_span": short(from), "child_span": short(to), "label": link.role.as_str(),
                }));
            }
        }
    }
    let said = head
        .attributes
        .iter()
        .map(|(id, value)| (id.to_string(), plain(data, value)));
    json!({
        "text": text,
        "meta": {
            "article": article.id.as_str(), "title": meta.title, "source": meta.source, "author": meta.author,
            "url": meta.url, "date": meta.date.map(|date| date.to_string()), "language": meta.language,
            "status": head.status.in_tables(), "note": head.note,
            "attributes": said.collect::<Map<_, _>>(),
        },
        "tokens": cut.iter().enumerate().map(as_token).collect::<Vec<_>>(),
        "spans": spans,
        "relations": relations,
        "answer": "accept",
        "_annotator_id": chosen.key.annotator.as_str(),
        "_session_id": chosen.key.annotator.as_str(),
    })
}

fn one_span(
    data: &Dataset<'_>,
    entry: &Entry<'_>,
    annotation: &Annotation,
    cut: &[Span],
    span: Span,
) -> Json {
    let (start, end) = entry.range(span);
    let tokens = touched(cut, span);
    let said = annotation
        .attributes
        .iter()
        .map(|(id, value)| (id.to_string(), plain(data, value)));
    let entities = annotation.links.iter().filter_map(|link| match &link.to {
        Target::Entity(id) => {
            Some(json!({"label": link.role.as_str(), "entity": with_id(data, id)}))
        }
        Target::Annotation(_) => None,
    });
    // A span of nothing but blanks touches no token; it stands at the one before it then.
    let last = tokens.end.saturating_sub(1);
    json!({
        "start": start, "end": end, "token_start": tokens.start.min(last), "token_end": last,
        "label": annotation.tag.as_str(), "id": annotation.id.as_str(), "text": entry.slice(span),
        "attributes": said.collect::<Map<_, _>>(), "entities": entities.collect::<Vec<_>>(),
        "note": annotation.note, "unsure": annotation.unsure,
        "created": annotation.created, "modified": annotation.modified,
    })
}

/// A span as relations name it.
fn short(span: &Json) -> Json {
    json!({"start": span["start"], "end": span["end"], "token_start": span["token_start"],
           "token_end": span["token_end"], "label": span["label"]})
}

fn plain(data: &Dataset<'_>, value: &Value) -> Json {
    match value {
        Value::Choice(text) | Value::Text(text) => json!(text),
        Value::Choices(options) => json!(options),
        Value::Number(number) => json!(number),
        Value::Flag(is_so) => json!(is_so),
        Value::Entity(id) => json!(with_id(data, id)),
    }
}
