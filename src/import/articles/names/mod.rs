//! What the names of files say, by a pattern: `{date}_{source}_{title}`, `{source}/{date} {title}`.
//!
//! A pattern is matched with the end of a path: its last part with the name of the file, those before with the folders around
//! it. The ending of the name may be left out of it. Fields take as little as they can, days only what is one.

mod pattern;
mod propose;

pub use pattern::{Pattern, Wrong};
pub use propose::propose;

use std::path::Path;

use jiff::civil::Date;

use super::super::{Setting, Takes};
use super::Loaded;
use crate::import::Options;
use crate::model::ArticleMeta;
use crate::say;

/// The pattern of the names.
pub const NAMES: Setting = Setting {
    id: "names",
    name: || say!("names-option"),
    about: || say!("names-option-about"),
    takes: Takes::Text,
    default: "",
};

/// What a part of a name is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The day of publication.
    Date,
    /// The headline.
    Title,
    /// The newspaper, agency or site.
    Source,
    /// Who wrote it.
    Author,
    /// The language.
    Language,
    /// Something else, by this name.
    More(String),
    /// Nothing that is kept.
    Ignored,
}

/// What a name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The day of publication.
    pub date: Option<Date>,
    /// The other parts, in their order.
    pub parts: Vec<(Field, String)>,
}

impl Said {
    /// Puts it into what is known of an article, in place of what was guessed.
    pub fn apply(&self, meta: &mut ArticleMeta) {
        if self.date.is_some() {
            meta.date = self.date;
        }
        for (field, value) in &self.parts {
            let place = match field {
                Field::Title => &mut meta.title,
                Field::Source => &mut meta.source,
                Field::Author => &mut meta.author,
                Field::Language => &mut meta.language,
                Field::More(name) => {
                    meta.more.insert(name.clone(), value.clone());
                    continue;
                }
                Field::Date | Field::Ignored => continue,
            };
            value.clone_into(place);
        }
    }

    /// It in words, for a preview: “date: 2026-03-01 · title: Harbour vote”.
    #[must_use]
    pub fn in_words(&self) -> String {
        let date = self
            .date
            .map(|date| format!("{}: {date}", say!("names-field-date")));
        let parts = self.parts.iter().filter_map(|(field, value)| {
            let name = match field {
                Field::Title => say!("names-field-title"),
                Field::Source => say!("names-field-source"),
                Field::Author => say!("names-field-author"),
                Field::Language => say!("names-field-language"),
                Field::More(name) => name.as_str(),
                Field::Date | Field::Ignored => return None,
            };
            Some(format!("{name}: {value}"))
        });
        let all: Vec<String> = date.into_iter().chain(parts).collect();
        all.join(" · ")
    }
}

/// A path as patterns see it: its last folders and its name, with `/` between them.
#[must_use]
pub fn shown(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .filter_map(|part| match part {
            std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    parts.join("/")
}

/// Has the name of a file say what it says by the pattern of the options, when it holds one article; a remark when it is not
/// made so.
pub(super) fn apply(path: &Path, options: &Options, loaded: &mut Loaded) {
    let Ok(pattern) = Pattern::parse(options.get(&NAMES)) else {
        return;
    };
    let [draft] = loaded.drafts.as_mut_slice() else {
        return;
    };
    match pattern.read(&shown(path)) {
        Some(said) => said.apply(&mut draft.meta),
        None => loaded.remarks.push(say!("names-not-followed").to_owned()),
    }
}
