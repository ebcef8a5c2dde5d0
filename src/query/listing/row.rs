//! What a row says of an annotation.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Annotation, Detached, Project, Target, Value};
use crate::text::{Span, Text, snap};

use super::Chunk;

/// So much text stands on each side of an annotation, in bytes.
const AROUND: usize = 60;
/// Longest name of an annotation that a link leads to, in characters.
const NAME: usize = 40;

/// One annotation with its context and all that is said of it, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Id of the article.
    pub article: String,
    /// Its title.
    pub title: String,
    /// Where it was published.
    pub source: String,
    /// When.
    pub date: Option<Date>,
    /// Id of the annotator.
    pub annotator: String,
    /// The annotator's name.
    pub annotator_name: String,
    /// Id of the annotation.
    pub annotation: String,
    /// Id of its tag.
    pub tag: String,
    /// The tag's name.
    pub tag_name: String,
    /// Start and end of each piece in code points, end exclusive; none when it has lost its place.
    pub spans: Vec<(u32, u32)>,
    /// Why it has no place in the text, if it has lost it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
    /// What stands before it, on its line.
    pub left: String,
    /// What it covers, or covered before it lost its place.
    pub text: String,
    /// What stands behind it, on its line.
    pub right: String,
    /// The attributes that are filled, in the order of the codebook.
    pub attributes: Vec<Filled>,
    /// Its links.
    pub links: Vec<Leads>,
    /// The note.
    pub note: String,
    /// Whether the annotator doubts it.
    pub unsure: bool,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// An attribute and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Its id.
    pub attribute: String,
    /// Its name.
    pub name: String,
    /// What it holds, in words; an entity by its name.
    pub value: String,
}

/// A link and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leads {
    /// Its role.
    pub role: String,
    /// How it reads.
    pub label: String,
    /// The annotation, if it leads to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotation: Option<String>,
    /// The entity, if it leads to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// What it is called.
    pub name: String,
}

impl Row {
    /// The row of an annotation of a layer.
    #[must_use]
    pub fn of(project: &Project, chunk: &Chunk, annotation: &Annotation) -> Self {
        let (article, text) = (&chunk.article, &chunk.article.text);
        let lost = chunk.lost(&annotation.id);
        let (left, right) = match lost {
            Some(lost) => stood_in(lost),
            None => context(text, annotation.spans.hull()),
        };
        let points = |span: Span| {
            let (start, end) = (text.to_code_point(span.start), text.to_code_point(span.end));
            (start.0, end.0)
        };
        Self {
            article: article.id.to_string(),
            title: article.meta.display_title().to_owned(),
            source: article.meta.source.clone(),
            date: article.meta.date,
            annotator: chunk.key.annotator.to_string(),
            annotator_name: project.annotator_name(&chunk.key.annotator).to_owned(),
            annotation: annotation.id.to_string(),
            tag: annotation.tag.to_string(),
            tag_name: project.codebook.tag_name(&annotation.tag).to_owned(),
            spans: match lost {
                Some(_) => Vec::new(),
                None => annotation.spans.iter().map(points).collect(),
            },
            lost: lost.map(|it| it.reason.clone()),
            left,
            text: chunk.quotation(annotation),
            right,
            attributes: attributes(project, annotation),
            links: links(project, chunk, annotation),
            note: annotation.note.clone(),
            unsure: annotation.unsure,
            created: annotation.created,
            modified: annotation.modified,
        }
    }
}

impl Row {
    /// What is otherwise in another row of the same annotation, as it was before: field, before and after.
    #[must_use]
    pub fn changes(&self, before: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut compare = |what: What, before: String, after: String| {
            if before != after {
                changes.push(Change {
                    what,
                    before,
                    after,
                });
            }
        };
        compare(What::Tag, before.tag_name.clone(), self.tag_name.clone());
        let names = before.attributes.iter().chain(&self.attributes);
        let mut seen: Vec<&str> = Vec::new();
        for field in names {
            if !seen.contains(&field.attribute.as_str()) {
                seen.push(&field.attribute);
                let value = |row: &Self| {
                    let mut all = row.attributes.iter();
                    let found = all.find(|it| it.attribute == field.attribute);
                    found.map(|it| it.value.clone()).unwrap_or_default()
                };
                compare(
                    What::Attribute(field.name.clone()),
                    value(before),
                    value(self),
                );
            }
        }
        compare(
            What::Links,
            Leads::line(&before.links),
            Leads::line(&self.links),
        );
        let unsure = |row: &Self| if row.unsure { "unsure" } else { "" }.to_owned();
        compare(What::Unsure, unsure(before), unsure(self));
        compare(What::Note, before.note.clone(), self.note.clone());
        changes
    }
}

/// Something that is otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub what: What,
    /// As it was; empty when it was not there.
    pub before: String,
    /// As it is; empty when it is not there.
    pub after: String,
}

/// What can be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The tag.
    Tag,
    /// An attribute of this name.
    Attribute(String),
    /// The links.
    Links,
    /// Whether it is doubtful.
    Unsure,
    /// The note.
    Note,
}

impl Filled {
    /// All of them in a line.
    #[must_use]
    pub fn line(filled: &[Self]) -> String {
        let each = filled.iter().map(|it| format!("{}: {}", it.name, it.value));
        each.collect::<Vec<_>>().join("; ")
    }
}

impl Leads {
    /// All of them in a line.
    #[must_use]
    pub fn line(links: &[Self]) -> String {
        let each = links.iter().map(|it| format!("{} {}", it.label, it.name));
        each.collect::<Vec<_>>().join("; ")
    }
}

/// The attributes of an annotation that are filled, in the order of the codebook; those that it does not know come last.
pub fn attributes(project: &Project, annotation: &Annotation) -> Vec<Filled> {
    let tag = project.codebook.tag(&annotation.tag);
    let fields = tag.map_or(&[][..], |tag| &tag.attributes);
    let plain = |value: &Value| match value {
        Value::Entity(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        value => value.to_plain(),
    };
    let known = fields.iter().filter_map(|field| {
        let value = annotation.attributes.get(&field.id)?;
        Some((field.id.as_str(), field.name.as_str(), value))
    });
    let strange = annotation.attributes.iter();
    let strange = strange
        .filter(|(id, _)| fields.iter().all(|field| field.id != **id))
        .map(|(id, value)| (id.as_str(), id.as_str(), value));
    let all = known.chain(strange).map(|(id, name, value)| Filled {
        attribute: id.to_owned(),
        name: name.to_owned(),
        value: plain(value),
    });
    all.collect()
}

/// The links of an annotation.
pub fn links(project: &Project, chunk: &Chunk, annotation: &Annotation) -> Vec<Leads> {
    let links = annotation.links.iter().map(|link| {
        let (annotation_id, entity, name) = match &link.to {
            Target::Annotation(id) => {
                let to = chunk.mark(id);
                let name = to.map(|to| shorten(&chunk.quotation(to), NAME));
                let name = name.map_or_else(|| id.to_string(), |name| format!("“{name}”"));
                (Some(id.to_string()), None, name)
            }
            Target::Entity(id) => {
                let entity = project.entity(id);
                let name = entity.map_or_else(|| id.to_string(), |it| it.name.clone());
                (None, Some(id.to_string()), name)
            }
        };
        Leads {
            role: link.role.to_string(),
            label: project.codebook.link_label(annotation, link).to_owned(),
            annotation: annotation_id,
            entity,
            name,
        }
    });
    links.collect()
}

/// A text on one line, cut after so many characters.
fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    format!("{}…", cut.trim_end())
}

/// What stood before and behind an annotation that has lost its place, on its line.
fn stood_in(lost: &Detached) -> (String, String) {
    let before = lost.spans.first().map_or("", |span| span.before.as_str());
    let behind = lost.spans.last().map_or("", |span| span.after.as_str());
    let left = before.rsplit('\n').next().unwrap_or_default();
    let right = behind.split('\n').next().unwrap_or_default();
    (left.trim_start().to_owned(), right.trim_end().to_owned())
}

/// What stands before and behind a stretch of text, on its line.
fn context(text: &Text, hull: Span) -> (String, String) {
    let whole = text.as_str();
    let start = whole.floor_char_boundary(hull.start.index().saturating_sub(AROUND));
    let end = whole.ceil_char_boundary((hull.end.index() + AROUND).min(text.len()));
    let around = snap(text, Span::of(start..end));
    let before = Span {
        start: around.start.min(hull.start),
        end: hull.start,
    };
    let behind = Span {
        start: hull.end,
        end: around.end.max(hull.end),
    };
    let left = text.slice(before).rsplit('\n').next().unwrap_or_default();
    let right = text.slice(behind).split('\n').next().unwrap_or_default();
    (left.trim_start().to_owned(), right.trim_end().to_owned())
}
