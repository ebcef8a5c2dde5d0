//! An article: one text with what is known about it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::say;
use crate::text::{Text, sha256_hex};

use super::{AnnotatorId, ArticleId, Correction, Withdrawn};

/// One text with its metadata. The text changes by [`Correction`]s only, and all annotations with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its stable name, also of its files.
    pub id: ArticleId,
    /// What is known about it.
    pub meta: ArticleMeta,
    /// The exact text, with what was corrected in it.
    pub text: Text,
    /// SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits; empty when the text is not known, as where git merges one
    /// file of many.
    pub sha256: String,
    /// What was corrected in the text since it was loaded, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What was corrected and taken back.
    #[serde(default, skip_serializing_if = "Withdrawn::is_empty")]
    pub withdrawn: Withdrawn,
}

/// What is known about an article; all of it can be edited.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleMeta {
    /// Headline.
    pub title: String,
    /// Newspaper, agency or site.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Who wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Where it was published.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Language as a BCP 47 tag such as `en` or `ar`; empty when unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// What else is known of it, by name: section, page, number of the document, length.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub more: BTreeMap<String, String>,
    /// How it came into the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// SHA-256 of the text that the article is said to have, as long as it has another one and nobody has said that this is
    /// meant; empty otherwise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub other_text: String,
}

/// How an article came into the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Name of the file that it was read from, without its folder; empty for a paste.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Encoding of that file, as the WHATWG names it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// What was cleaned from the text on the way, in words; empty when nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cleaned: String,
    /// As what it was read: a format's name on the command line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// SHA-256 of that file, 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// Which of the articles of that file it was, from 1; none when it was the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// When it was loaded.
    pub at: Timestamp,
    /// Who loaded it.
    pub by: AnnotatorId,
}

impl Article {
    /// An article as it is loaded.
    #[must_use]
    pub fn new(id: ArticleId, meta: ArticleMeta, text: Text) -> Self {
        Self {
            id,
            meta,
            sha256: sha256_hex(text.as_str()),
            text,
            corrections: Vec::new(),
            withdrawn: Withdrawn::default(),
        }
    }
}

impl ArticleMeta {
    /// What stands for an article of which only the text is there.
    #[must_use]
    pub fn unknown(id: &ArticleId) -> Self {
        Self {
            title: id.to_string(),
            ..Self::default()
        }
    }

    /// Whether the article has another text than it is said to have, which nobody has accepted yet.
    #[must_use]
    pub fn is_text_in_doubt(&self) -> bool {
        !self.other_text.is_empty()
    }

    /// The title, or a stand-in for an article without one.
    #[must_use]
    pub fn display_title(&self) -> &str {
        if self.title.trim().is_empty() {
            say!("article-untitled")
        } else {
            &self.title
        }
    }
}
