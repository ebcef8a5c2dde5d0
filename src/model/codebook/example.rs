//! Passages that explain a tag, and where they were taken from.

use core::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::ArticleId;
use crate::text::CodePoint;

/// A passage that explains a tag. In files one that was typed is a string, one that was taken from an article is a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// The passage, often with the context that it needs.
    pub text: String,
    /// Where it was taken from; nothing for one that somebody has made up.
    pub source: Option<Source>,
}

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The article.
    pub article: ArticleId,
    /// Start and end, in code points of its text, end exclusive.
    pub at: (CodePoint, CodePoint),
}

/// An example with a source, as files hold it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Taken {
    text: String,
    article: ArticleId,
    at: (CodePoint, CodePoint),
}

impl From<&str> for Example {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Example {
    fn from(text: String) -> Self {
        Self { text, source: None }
    }
}

impl Serialize for Example {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.source {
            None => serializer.serialize_str(&self.text),
            Some(source) => Taken {
                text: self.text.clone(),
                article: source.article.clone(),
                at: source.at,
            }
            .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Example {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExampleVisitor)
    }
}

struct ExampleVisitor;

impl<'de> Visitor<'de> for ExampleVisitor {
    type Value = Example;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a passage, or a record of text, article and at")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Example, E> {
        Ok(text.into())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Example, E> {
        Ok(text.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Example, A::Error> {
        let Taken { text, article, at } = Taken::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Example {
            text,
            source: Some(Source { article, at }),
        })
    }
}
