//! Highlighters: words and expressions that are shown in the text of every article as quiet colour. They are no
//! annotations: nothing of them is exported or counted.

use serde::{Deserialize, Serialize};

use crate::text::{FindOptions, Seeker, Unfindable};

use super::{Color, HighlighterId};

/// Words or an expression that are shown in colour. One that cannot be looked for is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Highlighter {
    /// Its stable name in files.
    pub id: HighlighterId,
    /// Its name on screen.
    pub name: String,
    /// Its colour on a light background; themes adapt it.
    pub color: Color,
    /// What it looks for.
    pub finds: Finds,
    /// Whether capitals differ from small letters.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub match_case: bool,
    /// Whether é differs from e; in an expression it always does.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub match_accents: bool,
    /// Whether parts of words do not count.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub whole_words: bool,
    /// Whether it is not shown for now.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub off: bool,
}

/// What a highlighter looks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finds {
    /// Any of these words or phrases.
    Words(Vec<String>),
    /// What a regular expression describes.
    Expression(String),
}

impl Highlighter {
    /// What its search tells apart.
    #[must_use]
    pub fn options(&self) -> FindOptions {
        FindOptions {
            match_case: self.match_case,
            match_accents: self.match_accents,
            whole_words: self.whole_words,
        }
    }

    /// What it looks for, made ready. Takes up to some tenths of a second for a long list.
    ///
    /// # Errors
    /// [`Unfindable`] when it cannot be looked for.
    pub fn seeker(&self) -> Result<Seeker, Unfindable> {
        match &self.finds {
            Finds::Words(words) => Seeker::words(words.iter().map(String::as_str), self.options()),
            Finds::Expression(expression) => Seeker::expression(expression, self.options()),
        }
    }
}
