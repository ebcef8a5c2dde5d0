//! Corrections of an article's text, and where its annotations stand afterwards.
//!
//! The file of the text stays as it was loaded; an article keeps beside it what was corrected, oldest first, so that the
//! text as it is read now and every earlier state of it can be made of that file at any time. An annotation that no
//! passage which was replaced touches moves along. One within which all of that lies covers what it covered, as it reads
//! now. Any other one loses its place until a person gives it one. This hangs on the texts alone, so whoever reads a layer
//! that was made before a correction comes to the same.

mod carry;
mod course;
mod place;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::Patch;

use super::AnnotatorId;

pub(super) use carry::correct;
pub use carry::{Effect, carry_layers, effect, lost};
pub(super) use course::between;
pub use course::{Course, Fate};
pub use place::{Place, Where};

/// What somebody corrected in an article's text at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: AnnotatorId,
    /// Why, as this person says; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What was replaced by what; places are those in the text before this correction.
    pub patches: Vec<Patch>,
}

/// Lists of corrections that were in force once and are no more, oldest first: layers may have been made on these texts,
/// and are carried from them. That is nothing that the article says, so two articles are the same whatever is in here, and
/// undo does not take it back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Withdrawn(pub Vec<Vec<Correction>>);

/// So many of them are remembered.
const REMEMBERED: usize = 64;

impl PartialEq for Withdrawn {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Withdrawn {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Remembers a list beside the one that is in force now.
    fn note(&mut self, list: &[Correction], now: &[Correction]) {
        self.0
            .retain(|known| !list.starts_with(known) && !now.starts_with(known));
        if !now.starts_with(list) {
            self.0.push(list.to_vec());
        }
        let excess = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..excess);
    }
}

/// The corrections that an article shall have, with places of annotations that do not follow from the texts: how a
/// correction is taken back exactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// All corrections, oldest first.
    pub list: Vec<Correction>,
    /// Where annotations shall be then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}
