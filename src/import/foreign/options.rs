//! What people can choose about an import: named, explained, with a default.

use std::collections::BTreeMap;

use crate::say;

/// Something that people can choose.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name in dialogs.
    pub name: fn() -> &'static str,
    /// What it does, in a sentence.
    pub about: fn() -> &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it is unless somebody says otherwise.
    pub default: &'static str,
}

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// `yes` or `no`.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// What can be chosen about every format.
pub const COMMON: &[Setting] = &[
    Setting {
        id: "annotator",
        name: || say!("foreign-option-annotator"),
        about: || say!("foreign-option-annotator-about"),
        takes: Takes::Text,
        default: "",
    },
    Setting {
        id: "update",
        name: || say!("foreign-option-update"),
        about: || say!("foreign-option-update-about"),
        takes: Takes::Flag,
        default: "no",
    },
];

/// Which feature says what a mark is.
pub(super) const LABEL_FEATURE: Setting = Setting {
    id: "label",
    name: || say!("foreign-option-label"),
    about: || say!("foreign-option-label-about"),
    takes: Takes::Text,
    default: "",
};

/// Whether the name of the file is that of the annotator.
pub(super) const BY_FILE: Setting = Setting {
    id: "file-is-annotator",
    name: || say!("foreign-option-by-file"),
    about: || say!("foreign-option-by-file-about"),
    takes: Takes::Flag,
    default: "no",
};

/// Whether folders are annotators.
pub(super) const FOLDERS: Setting = Setting {
    id: "folders",
    name: || say!("foreign-option-folders"),
    about: || say!("foreign-option-folders-about"),
    takes: Takes::OneOf(&["auto", "annotators", "ignore"]),
    default: "auto",
};

/// What was chosen, by the names of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(BTreeMap<String, String>);

impl Options {
    /// Chooses something.
    pub fn set(&mut self, id: impl Into<String>, value: impl Into<String>) {
        self.0.insert(id.into(), value.into());
    }

    /// What was chosen, else the default.
    #[must_use]
    pub fn get(&self, setting: &Setting) -> &str {
        self.0
            .get(setting.id)
            .map_or(setting.default, |it| it.trim())
    }

    /// All that was chosen, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(id, value)| (id.as_str(), value.as_str()))
    }

    /// What was chosen under names that begin like this; each without that beginning.
    pub fn under<'o>(&'o self, beginning: &str) -> impl Iterator<Item = (&'o str, &'o str)> {
        self.iter()
            .filter_map(move |(id, value)| Some((id.strip_prefix(beginning)?, value.trim())))
    }

    /// Takes a choice back.
    pub fn unset(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn has(&self, setting: &Setting) -> bool {
        matches!(self.get(setting), "yes" | "true" | "1" | "on")
    }

    /// Chooses something that some format has.
    ///
    /// # Errors
    /// A sentence when no format has such a setting, or it does not take that.
    pub fn choose(&mut self, id: &str, value: &str) -> Result<(), String> {
        let own = super::FORMATS.iter().flat_map(|format| format.settings);
        let known = COMMON.iter().chain(own).find(|setting| setting.id == id);
        let Some(setting) = known else {
            return Err(say!("foreign-option-unknown", name = id));
        };
        let fits = match setting.takes {
            Takes::Text => true,
            Takes::Flag => matches!(
                value,
                "yes" | "no" | "true" | "false" | "1" | "0" | "on" | "off"
            ),
            Takes::OneOf(words) => words.contains(&value),
        };
        if !fits {
            let takes = match setting.takes {
                Takes::OneOf(words) => words.join(", "),
                _ => "yes, no".to_owned(),
            };
            return Err(say!(
                "foreign-option-wrong",
                name = id,
                value = value,
                takes = takes
            ));
        }
        self.set(id, value);
        Ok(())
    }
}
