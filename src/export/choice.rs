//! What people can choose about a format: typed options, each with its name, explanation and usual value.

use std::collections::BTreeMap;

use crate::say;

use super::{Format, Unit};

/// Something that people can choose about a format.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name on the command line: `--option ID=VALUE`.
    pub id: &'static str,
    /// Its name in dialogs.
    pub name: fn() -> &'static str,
    /// What it does, in a sentence.
    pub about: fn() -> &'static str,
    /// What can be chosen.
    pub kind: Pick,
}

/// What something is called in dialogs.
pub type Name = fn() -> &'static str;

/// What can be chosen.
#[derive(Clone, Copy, Debug)]
pub enum Pick {
    /// Yes or no; no unless somebody chooses.
    Flag,
    /// One of several, by name on the command line and name in dialogs; the first unless somebody chooses.
    OneOf(&'static [(&'static str, Name)]),
    /// A whole number: the usual one, and the largest.
    Number(u32, u32),
    /// Free text, empty unless somebody writes.
    Text,
}

impl Choice {
    /// The value when nobody chooses, as the command line has it.
    #[must_use]
    pub fn usual(&self) -> String {
        match self.kind {
            Pick::Flag => "no".to_owned(),
            Pick::OneOf(all) => all.first().map_or("", |(id, _)| id).to_owned(),
            Pick::Number(usual, _) => usual.to_string(),
            Pick::Text => String::new(),
        }
    }

    /// The values that can be given, when they can be counted.
    #[must_use]
    pub fn values(&self) -> Vec<&'static str> {
        match self.kind {
            Pick::Flag => vec!["yes", "no"],
            Pick::OneOf(all) => all.iter().map(|(id, _)| *id).collect(),
            Pick::Number(..) | Pick::Text => Vec::new(),
        }
    }

    /// The value as it is kept; none when it cannot be given.
    fn read(&self, value: &str) -> Option<String> {
        let written = value;
        let value = value.trim();
        match self.kind {
            Pick::Flag => match value.to_lowercase().as_str() {
                "yes" | "true" | "1" | "" => Some("yes".to_owned()),
                "no" | "false" | "0" => Some("no".to_owned()),
                _ => None,
            },
            Pick::OneOf(all) => {
                let known = all.iter().find(|(id, _)| id.eq_ignore_ascii_case(value));
                known.map(|(id, _)| (*id).to_owned())
            }
            Pick::Number(_, most) => {
                let number = value.parse::<u32>().ok().filter(|it| *it <= most)?;
                Some(number.to_string())
            }
            // As it is written: a blank at its end is the beginning of the next word while somebody types.
            Pick::Text => Some(written.to_owned()),
        }
    }
}

/// What was chosen about a format, by the ids of its choices; the rest is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    values: BTreeMap<&'static str, String>,
    /// What offsets count; the format's own unit when none was chosen.
    pub unit: Option<Unit>,
    /// Files made elsewhere that a publication pack takes along: name and text.
    pub beside: Vec<(&'static str, String)>,
}

impl Options {
    /// Nothing chosen.
    pub(super) const USUAL: Self = Self {
        values: BTreeMap::new(),
        unit: None,
        beside: Vec::new(),
    };

    /// Chooses something about a format.
    ///
    /// # Errors
    /// A sentence that says what can be chosen, when the format has no such option or it no such value.
    pub fn set(&mut self, format: &Format, id: &str, value: &str) -> Result<(), String> {
        let Some(choice) = format.choices.iter().find(|choice| choice.id == id) else {
            let all: Vec<&str> = format.choices.iter().map(|choice| choice.id).collect();
            return Err(if all.is_empty() {
                say!("export-no-options", format = format.id, option = id)
            } else {
                say!(
                    "export-no-option",
                    format = format.id,
                    option = id,
                    all = all.join(", ")
                )
            });
        };
        let Some(read) = choice.read(value) else {
            let all = match choice.kind {
                Pick::Number(_, most) => format!("0–{most}"),
                _ => choice.values().join(", "),
            };
            return Err(say!(
                "export-no-value",
                option = id,
                value = value,
                all = all
            ));
        };
        if read == choice.usual() {
            self.values.remove(choice.id);
        } else {
            self.values.insert(choice.id, read);
        }
        Ok(())
    }

    /// What is chosen for an option of a format, as the command line has it.
    #[must_use]
    pub fn get(&self, choice: &Choice) -> String {
        let chosen = self.values.get(choice.id);
        chosen.cloned().unwrap_or_else(|| choice.usual())
    }
}
