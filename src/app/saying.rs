//! What an annotation says, in words: what it covers and what stands around that, its fields, its links, its note.

use super::marking::{links_in_order, quoted, shorten, target_quoted};
use crate::model::{Annotation, AttributeId, LayerKey, Project, RoleId, Value};
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
    /// A field.
    Field(AttributeId),
    /// Links of this role, however they are called: that may depend on a field.
    Link(RoleId),
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
    /// What the field or the link is called; nothing for others.
    pub name: String,
    /// What it says of that, without the name.
    pub value: String,
    /// All of it in words: “Kind: fact”, “said by Lavrov”.
    pub words: String,
}

impl Detail {
    /// Whether both say the same of the same, whatever it is called.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.of == other.of && self.value == other.value
    }
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
        let value = value_in_words(project, value);
        details.push(Detail {
            of: DetailOf::Field(id.clone()),
            name: field.to_owned(),
            words: format!("{field}: {value}"),
            value,
        });
    }
    for link in links_in_order(&project.codebook, annotation) {
        let label = project.codebook.link_label(annotation, link);
        let target = target_quoted(project, key, text, &link.to);
        details.push(Detail {
            of: DetailOf::Link(link.role.clone()),
            name: label.to_owned(),
            words: format!("{label} {target}"),
            value: target,
        });
    }
    if annotation.unsure {
        details.push(Detail {
            of: DetailOf::Doubt,
            name: String::new(),
            value: String::new(),
            words: say!("inspector-is-unsure").to_owned(),
        });
    }
    if !annotation.note.is_empty() {
        details.push(Detail {
            of: DetailOf::Note,
            name: String::new(),
            value: annotation.note.clone(),
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
