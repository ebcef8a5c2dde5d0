//! What an annotation says, in words: what it covers and what stands around that, its fields, its links, its note.

use super::marking::{links_in_order, quoted, shorten, target_quoted};
use crate::model::{Annotation, LayerKey, Project, Value};
use crate::say;
use crate::text::{Cut, Span, Text, around};

/// The longest quotation of what is said, in characters.
const QUOTATION: usize = 160;
/// So much text stands around a place, in characters at most.
const AROUND: usize = 90;
/// The longest passage that is shown with what stands around it, in characters.
const PASSAGE: usize = 600;

/// What a part of what an annotation says is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailOf {
    /// The field of this name.
    Field(String),
    /// Links of this label.
    Link(String),
    /// Whether it is unsure.
    Doubt,
    /// The note.
    Note,
}

/// A part of what an annotation says beside its tag and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is about.
    pub of: DetailOf,
    /// All of it in words: “Kind: fact”, “said by Lavrov”.
    pub words: String,
}

/// What an annotation says beside its tag and its place, fields first.
#[must_use]
pub fn details(
    project: &Project,
    key: &LayerKey,
    text: &Text,
    annotation: &Annotation,
) -> Vec<Detail> {
    let tag = project.codebook.tag(&annotation.tag);
    let mut details = Vec::new();
    for (id, value) in &annotation.attributes {
        let field = tag.and_then(|tag| tag.attribute(id));
        let field = field.map_or(id.as_str(), |field| &field.name);
        details.push(Detail {
            of: DetailOf::Field(field.to_owned()),
            words: format!("{field}: {}", value_in_words(project, value)),
        });
    }
    for link in links_in_order(&project.codebook, annotation) {
        let label = project.codebook.link_label(annotation, link);
        let target = target_quoted(project, key, text, &link.to);
        details.push(Detail {
            of: DetailOf::Link(label.to_owned()),
            words: format!("{label} {target}"),
        });
    }
    if annotation.unsure {
        details.push(Detail {
            of: DetailOf::Doubt,
            words: say!("inspector-is-unsure").to_owned(),
        });
    }
    if !annotation.note.is_empty() {
        details.push(Detail {
            of: DetailOf::Note,
            words: say!("agreement-note", note = &annotation.note),
        });
    }
    details
}

/// What is in a field, in words; an entity by its name.
#[must_use]
pub fn value_in_words(project: &Project, value: &Value) -> String {
    match value {
        Value::Entity(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        value => value.in_words(),
    }
}

/// What an annotation says, on two lines: what it covers; its fields, links and note.
#[must_use]
pub fn said(
    project: &Project,
    key: &LayerKey,
    text: &Text,
    annotation: &Annotation,
) -> Vec<String> {
    let details = details(project, key, text, annotation);
    let details: Vec<String> = details.into_iter().map(|it| it.words).collect();
    let all = [
        quoted(&annotation.spans, text, QUOTATION),
        details.join(" · "),
    ];
    all.into_iter().filter(|line| !line.is_empty()).collect()
}

/// A passage with what stands around it in its paragraph.
#[must_use]
pub fn in_context(text: &Text, place: Span) -> String {
    let (left, right) = around(text, place, AROUND, Cut::Words);
    let middle = shorten(text.slice(place), PASSAGE);
    format!("{left}[{middle}]{right}")
}
