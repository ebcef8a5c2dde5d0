//! What a field can hold, and when it can hold anything.

use std::collections::BTreeSet;

use crate::say;

use super::Kind;

impl Kind {
    /// The kind, when there is a value that it takes.
    ///
    /// # Errors
    /// A sentence that says what is wrong: a choice without options, an option that stands twice, limits that are crossed.
    pub fn checked(self) -> Result<Self, String> {
        match &self {
            Self::Choice(options) | Self::Choices(options) => {
                if options.is_empty() {
                    return Err(say!("attribute-options-missing").to_owned());
                }
                let mut seen = BTreeSet::new();
                let mut options = options.iter();
                if let Some(twice) = options.find(|option| !seen.insert(option.to_lowercase())) {
                    return Err(say!("attribute-option-twice", option = twice));
                }
            }
            Self::Number { min, max } => {
                if min.zip(*max).is_some_and(|(min, max)| min > max) {
                    return Err(say!("attribute-limits-crossed").to_owned());
                }
            }
            Self::Entity(_) | Self::Text | Self::Flag => {}
        }
        Ok(self)
    }

    /// The options that it offers, to be changed; none unless it is a choice.
    pub fn options_mut(&mut self) -> Option<&mut Vec<String>> {
        match self {
            Self::Choice(options) | Self::Choices(options) => Some(options),
            Self::Entity(_) | Self::Text | Self::Number { .. } | Self::Flag => None,
        }
    }
}

/// A limit of numbers as a person types it, with a point or a comma; none when nothing is typed.
///
/// # Errors
/// A sentence that says that it is no number.
pub fn read_limit(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.replace(',', ".")
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
        .map(Some)
        .ok_or_else(|| say!("attribute-no-number", text = text))
}
