//! What people can choose about an import: named, explained, with a default.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::say;

use super::{articles, foreign};

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
    /// The name of an encoding, such as one of [`ENCODINGS`](super::ENCODINGS), or nothing: then it is found out.
    Encoding,
}

impl Takes {
    /// Whether it takes this.
    #[must_use]
    pub fn fits(self, value: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Flag => matches!(
                value,
                "yes" | "no" | "true" | "false" | "1" | "0" | "on" | "off"
            ),
            Self::OneOf(words) => words.contains(&value),
            Self::Encoding => value.is_empty() || Encoding::for_label(value.as_bytes()).is_some(),
        }
    }

    /// The words that it takes, those for people to choose from; none when it takes any text.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[],
            Self::Flag => &["yes", "no"],
            Self::OneOf(words) => words,
            Self::Encoding => super::ENCODINGS,
        }
    }
}

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
        let all = self.0.iter();
        all.map(|(id, value)| (id.as_str(), value.as_str()))
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

    /// The encoding that was chosen; none when it is to be found out.
    #[must_use]
    pub fn encoding(&self, setting: &Setting) -> Option<&'static Encoding> {
        Encoding::for_label(self.get(setting).as_bytes())
    }

    /// Chooses something that some format has.
    ///
    /// # Errors
    /// A sentence when no format has such a setting, or it does not take that.
    pub fn choose(&mut self, id: &str, value: &str) -> Result<(), String> {
        let of_annotations = foreign::FORMATS.iter().flat_map(|format| format.settings);
        let of_articles = articles::FORMATS.iter().flat_map(|format| format.settings);
        let all = foreign::COMMON.iter().chain(articles::COMMON);
        let all = all.chain(of_annotations).chain(of_articles);
        let mut known = all.filter(|setting| setting.id == id).peekable();
        let Some(first) = known.peek().copied() else {
            return Err(say!("foreign-option-unknown", name = id));
        };
        // Formats may mean different things by one name.
        if !known.any(|setting| setting.takes.fits(value)) {
            return Err(say!(
                "foreign-option-wrong",
                name = id,
                value = value,
                takes = first.takes.words().join(", ")
            ));
        }
        self.set(id, value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_format_takes_is_refused() {
        let mut options = Options::default();
        assert!(options.choose("nonsense", "yes").is_err());
        assert!(options.choose("encoding", "klingon").is_err());
        assert!(options.choose("encoding", "latin1").is_ok());
        let setting = &articles::COMMON[0];
        assert_eq!(options.encoding(setting), Some(encoding_rs::WINDOWS_1252));
        assert!(options.choose("encoding", "").is_ok());
        assert_eq!(options.encoding(setting), None);
    }

    #[test]
    fn every_encoding_to_choose_from_is_one() {
        for name in Takes::Encoding.words() {
            let known = Encoding::for_label(name.as_bytes()).map(Encoding::name);
            assert_eq!(known, Some(*name));
        }
    }
}
