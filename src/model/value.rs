//! What an attribute can hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::say;

use super::{AttributeId, EntityId};

/// The value of one attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// One of the options of the attribute.
    Choice(String),
    /// Some of the options, in the order of the codebook.
    Choices(Vec<String>),
    /// An entry of the register.
    Entity(EntityId),
    /// Free text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// The values of an annotation, an article or an entity, by attribute.
pub type Values = BTreeMap<AttributeId, Value>;

impl Value {
    /// The value as a table has it, whatever language the program speaks; an entity by its id, since names are elsewhere.
    #[must_use]
    pub fn to_plain(&self) -> String {
        match self {
            Self::Choice(text) | Self::Text(text) => text.clone(),
            Self::Choices(options) => options.join("; "),
            Self::Entity(id) => id.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
        }
    }

    /// The value in words for people, in the language of the program; otherwise as [`Self::to_plain`].
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Flag(true) => say!("value-yes").to_owned(),
            Self::Flag(false) => say!("value-no").to_owned(),
            other => other.to_plain(),
        }
    }
}
