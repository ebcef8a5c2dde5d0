//! What each file holds, as plain structs that ron writes and reads, and their way to and from the model.
//!
//! Default values are left out. A field that a record does not know is an error, so that a slip of the pen is named
//! instead of lost at the next save.

mod by_lines;
mod layer;
mod review;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    Annotator, AnnotatorId, Article, ArticleMeta, Attribute, Codebook, Color, Correction, Entity,
    EntityType, Highlighter, Origin, Role, Settings, Tag, Twin, Withdrawn,
};
use crate::say;

use super::FORMAT;
use super::codec::Record;
use super::excess::{ANNOTATIONS, CORRECTIONS, ENTRIES, List};

pub(super) use by_lines::{layer_text, read as read_by_lines, read_unplaced};
pub(super) use layer::{Checked, LayerRecord, Lines, Remark};
pub(super) use review::{ReviewRecord, ReviewingRecord};

macro_rules! records {
    ($($name:ty),*) => {
        $(impl Record for $name {
            fn format(&self) -> u32 {
                self.format
            }
        })*
    };
}
records!(ProjectRecord);

impl Record for ArticleRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        let taken_back = self.withdrawn.0.iter().map(Vec::len).sum();
        vec![
            ("corrections", self.corrections.len(), CORRECTIONS),
            ("withdrawn", taken_back, CORRECTIONS),
        ]
    }
}

impl Record for CodebookRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        vec![
            ("tags", self.tags.len(), ENTRIES),
            ("roles", self.roles.len(), ENTRIES),
            ("article_attributes", self.article_attributes.len(), ENTRIES),
            ("entity_types", self.entity_types.len(), ENTRIES),
        ]
    }
}

impl Record for HighlightersRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        let count = self.highlighters.len();
        vec![("highlighters", count, ENTRIES)]
    }
}

impl Record for AnnotatorRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        vec![("entities", self.entities.len(), ANNOTATIONS)]
    }
}

/// `project.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectRecord {
    format: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    open_as: Option<AnnotatorId>,
}

impl From<&Settings> for ProjectRecord {
    fn from(settings: &Settings) -> Self {
        let Settings {
            id,
            name,
            description,
            open_as,
        } = settings.clone();
        Self {
            format: FORMAT,
            id,
            name,
            description,
            open_as,
        }
    }
}

impl From<ProjectRecord> for Settings {
    fn from(record: ProjectRecord) -> Self {
        let ProjectRecord {
            format: _,
            id,
            name,
            description,
            open_as,
        } = record;
        Self {
            id,
            name,
            description,
            open_as,
        }
    }
}

/// `codebook.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodebookRecord {
    format: u32,
    #[serde(default)]
    tags: Vec<Tag>,
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(default)]
    article_attributes: Vec<Attribute>,
    #[serde(default)]
    entity_types: Vec<EntityType>,
}

impl From<&Codebook> for CodebookRecord {
    fn from(codebook: &Codebook) -> Self {
        let Codebook {
            tags,
            roles,
            article_attributes,
            entity_types,
        } = codebook.clone();
        Self {
            format: FORMAT,
            tags,
            roles,
            article_attributes,
            entity_types,
        }
    }
}

impl CodebookRecord {
    /// The codebook just as it is written, with ids that stand twice in it.
    pub fn into_written(self) -> Codebook {
        let Self {
            format: _,
            tags,
            roles,
            article_attributes,
            entity_types,
        } = self;
        Codebook {
            tags,
            roles,
            article_attributes,
            entity_types,
        }
    }

    /// The codebook, and what had the id of something else and has got one of its own.
    pub fn into_codebook(self) -> (Codebook, Vec<Twin>) {
        let mut codebook = self.into_written();
        let twins = codebook.part_twins();
        (codebook, twins)
    }
}

impl From<CodebookRecord> for Codebook {
    fn from(record: CodebookRecord) -> Self {
        record.into_codebook().0
    }
}

/// `highlighters.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HighlightersRecord {
    format: u32,
    highlighters: Vec<Highlighter>,
}

impl From<&[Highlighter]> for HighlightersRecord {
    fn from(highlighters: &[Highlighter]) -> Self {
        Self {
            format: FORMAT,
            highlighters: highlighters.to_vec(),
        }
    }
}

impl From<HighlightersRecord> for Vec<Highlighter> {
    fn from(record: HighlightersRecord) -> Self {
        record.highlighters
    }
}

/// `articles/<id>.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleRecord {
    format: u32,
    #[serde(default)]
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    author: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    language: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    more: BTreeMap<String, String>,
    /// SHA-256 of the file of the text, so that a change of it is noticed.
    pub text_sha256: String,
    /// What was corrected in the text since it was loaded, oldest first; the file of the text has nothing of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<Correction>,
    /// What was corrected and taken back: layers may have been made on those texts.
    #[serde(default, skip_serializing_if = "Withdrawn::is_empty")]
    withdrawn: Withdrawn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
}

impl From<&Article> for ArticleRecord {
    fn from(article: &Article) -> Self {
        let ArticleMeta {
            title,
            source,
            author,
            url,
            date,
            language,
            more,
            origin,
            other_text,
        } = article.meta.clone();
        Self {
            format: FORMAT,
            title,
            source,
            author,
            url,
            date,
            language,
            more,
            // As long as nobody has said that the text is meant, the file says what it said.
            text_sha256: if other_text.is_empty() {
                article.original_sha256()
            } else {
                other_text
            },
            origin: origin.map(|origin| Origin {
                at: whole_seconds(origin.at),
                ..*origin
            }),
            corrections: article.corrections.clone(),
            withdrawn: article.withdrawn.clone(),
        }
    }
}

impl ArticleRecord {
    /// What is known about the article, and what was corrected in its text.
    pub fn into_parts(self) -> (ArticleMeta, Vec<Correction>, Withdrawn) {
        let Self {
            format: _,
            title,
            source,
            author,
            url,
            date,
            language,
            more,
            text_sha256: _,
            origin,
            corrections,
            withdrawn,
        } = self;
        let meta = ArticleMeta {
            title,
            source,
            author,
            url,
            date,
            language,
            more,
            origin: origin.map(Box::new),
            other_text: String::new(),
        };
        (meta, corrections, withdrawn)
    }
}

/// `annotators/<id>/annotator.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnotatorRecord {
    format: u32,
    name: String,
    color: Color,
    #[serde(default)]
    entities: Vec<Entity>,
}

impl From<&Annotator> for AnnotatorRecord {
    fn from(annotator: &Annotator) -> Self {
        Self {
            format: FORMAT,
            name: annotator.name.clone(),
            color: annotator.color,
            entities: annotator
                .entities
                .values()
                .map(|entity| Entity {
                    modified: whole_seconds(entity.modified),
                    ..entity.clone()
                })
                .collect(),
        }
    }
}

impl AnnotatorRecord {
    /// The annotator, and what had to be changed, in words.
    pub fn into_annotator(self, id: AnnotatorId) -> (Annotator, Vec<String>) {
        let mut changed = Vec::new();
        let mut entities = BTreeMap::new();
        for entity in self.entities {
            // A merge of two files may leave two versions of one entry: the later one counts.
            match entities.get(&entity.id) {
                Some(known) => {
                    changed.push(say!("register-twice", id = entity.id.to_string()));
                    let known: &Entity = known;
                    if entity.modified > known.modified {
                        entities.insert(entity.id.clone(), entity);
                    }
                }
                None => {
                    entities.insert(entity.id.clone(), entity);
                }
            }
        }
        let annotator = Annotator {
            id,
            name: self.name,
            color: self.color,
            entities,
        };
        (annotator, changed)
    }
}

/// Files hold whole seconds.
fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}
