//! Annotators and the register of entities.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AnnotatorId, Color, EntityId, EntityTypeId, Values};

/// A person who annotates.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotator {
    /// Stable name, also of the folder.
    pub id: AnnotatorId,
    /// Name on screen.
    pub name: String,
    /// Colour of this person's lane and badge.
    pub color: Color,
    /// Entries of the register that this person added or last changed in their own copy.
    pub entities: BTreeMap<EntityId, Entity>,
}

/// An entry of the register: a person, an organisation, a coded claim.
///
/// Each annotator's file holds what that annotator wrote; of several versions of one entry the one modified last counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Its stable name.
    pub id: EntityId,
    /// Its name on screen.
    pub name: String,
    /// What it is.
    pub kind: EntityTypeId,
    /// Other names by which texts call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The values of its type's attributes.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub attributes: Values,
    /// Offices and functions over time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<HeldRole>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Colour of the dot beside its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// The entity that this one is grouped under: a claim within a broader one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<EntityId>,
    /// The entity that this one was found to be the same as. The entry stays, so that whatever still names it leads there:
    /// colleagues' layers, which only they write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<EntityId>,
    /// When this version was written.
    pub modified: Timestamp,
}

/// An office that an entity held for a time: “Finance Minister” from 2021 to 2024.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldRole {
    /// Its title.
    pub title: String,
    /// First day, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, if known and past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Entity {
    /// An entry of which nothing but name and type is known.
    #[must_use]
    pub fn new(
        id: EntityId,
        name: impl Into<String>,
        kind: EntityTypeId,
        modified: Timestamp,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            aliases: Vec::new(),
            attributes: Values::new(),
            roles: Vec::new(),
            note: String::new(),
            color: None,
            group: None,
            merged_into: None,
            modified,
        }
    }

    /// Its name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        core::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
