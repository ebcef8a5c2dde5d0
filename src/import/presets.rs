//! The codebooks that new projects can start with, built into the program.
//!
//! A preset is a folder with a `codebook.ron` and a `guidelines.md`, as a project has them and read as a project's are.

use std::sync::{Arc, LazyLock};

use crate::model::{Codebook, Project, Settings};
use crate::say;
use crate::store::codebook_from_ron;

/// The id of the preset that new projects start with unless another is chosen.
pub const DEFAULT_PRESET: &str = "news-claims-and-quotes";

/// A codebook with its guidelines, ready to start with.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Its name on the command line: that of its folder.
    pub id: &'static str,
    /// Its name on screen.
    pub name: fn() -> &'static str,
    /// What it is for, in a sentence.
    pub description: fn() -> &'static str,
    /// Tags, roles, attributes, entity types.
    pub codebook: Codebook,
    /// The first annotation guidelines, in Markdown.
    pub guidelines: &'static str,
}

impl Preset {
    /// A new project with this codebook and these guidelines, not yet on disk.
    #[must_use]
    pub fn start(&self, name: &str) -> Project {
        Project {
            settings: Settings {
                name: name.to_owned(),
                ..Settings::default()
            },
            codebook: Arc::new(self.codebook.clone()),
            guidelines: self.guidelines.into(),
            ..Project::default()
        }
    }
}

/// A preset from its folder, with its name and what it is for.
macro_rules! preset {
    ($id:literal, $name:expr, $description:expr) => {
        Preset {
            id: $id,
            name: $name,
            description: $description,
            codebook: codebook_from_ron(include_str!(concat!(
                "../../assets/presets/",
                $id,
                "/codebook.ron"
            )))
            .unwrap_or_else(|why| panic!("assets/presets/{}/codebook.ron: {why}", $id)),
            guidelines: include_str!(concat!("../../assets/presets/", $id, "/guidelines.md")),
        }
    };
}

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    vec![
        preset!("news-claims-and-quotes", || say!("preset-news"), || say!(
            "preset-news-about"
        )),
        preset!("attribution", || say!("preset-attribution"), || say!(
            "preset-attribution-about"
        )),
        preset!("named-entities", || say!("preset-entities"), || say!(
            "preset-entities-about"
        )),
        preset!("argument-mining", || say!("preset-arguments"), || say!(
            "preset-arguments-about"
        )),
        preset!("fact-checking", || say!("preset-facts"), || say!(
            "preset-facts-about"
        )),
        preset!("discourse-network", || say!("preset-discourse"), || say!(
            "preset-discourse-about"
        )),
        preset!("blank", || say!("preset-blank"), || say!(
            "preset-blank-about"
        )),
    ]
});

/// Every preset, in the order in which they are offered; the default first.
#[must_use]
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// The preset with this id.
#[must_use]
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribute, Pattern, check_codebook};
    use std::collections::BTreeSet;

    #[test]
    fn every_preset_is_sound() {
        for preset in presets() {
            let findings = check_codebook(&preset.codebook, preset.id);
            assert_eq!(findings, [], "{}", preset.id);
            assert!(
                !(preset.name)().is_empty()
                    && !preset.guidelines.is_empty()
                    && (preset.description)().ends_with('.'),
                "{}",
                preset.id
            );
        }
    }

    #[test]
    fn tags_explain_themselves_and_are_told_apart() {
        for preset in presets() {
            let mut looks = BTreeSet::new();
            for tag in &preset.codebook.tags {
                let at = format!("{}: {}", preset.id, tag.id);
                assert!(tag.definition.ends_with('.'), "{at} needs a definition");
                assert!(
                    !tag.examples.is_empty() && !tag.counterexamples.is_empty(),
                    "{at}"
                );
                assert!(tag.key.is_some_and(|key| key.is_ascii_lowercase()), "{at}");
                assert!(
                    looks.insert((tag.color.to_string(), format!("{:?}", tag.pattern))),
                    "{at}"
                );
            }
            for role in &preset.codebook.roles {
                let at = format!("{}: {}", preset.id, role.id);
                assert!(role.key.is_none_or(|key| key.is_ascii_uppercase()), "{at}");
                assert!(role.definition.ends_with('.'), "{at} needs a definition");
            }
        }
    }

    #[test]
    fn patterns_differ_as_far_as_there_are_enough() {
        for preset in presets() {
            let tags = &preset.codebook.tags;
            let patterns: BTreeSet<String> = tags
                .iter()
                .map(|tag| format!("{:?}", tag.pattern))
                .collect();
            assert_eq!(
                patterns.len(),
                tags.len().min(Pattern::ALL.len()),
                "{}",
                preset.id
            );
        }
    }

    #[test]
    fn fields_ask_a_question() {
        for preset in presets() {
            let of_tags = preset.codebook.tags.iter().flat_map(|tag| &tag.attributes);
            let attributes: Vec<&Attribute> =
                of_tags.chain(&preset.codebook.article_attributes).collect();
            for attribute in attributes {
                assert!(
                    !attribute.definition.is_empty(),
                    "{}: {}",
                    preset.id,
                    attribute.id
                );
            }
        }
    }

    #[test]
    fn the_default_has_the_tags_and_keys_that_the_manual_names() {
        let preset = preset(DEFAULT_PRESET).unwrap();
        let keys: Vec<(&str, char)> = preset
            .codebook
            .tags
            .iter()
            .map(|tag| (tag.id.as_str(), tag.key.unwrap()))
            .collect();
        assert_eq!(
            keys,
            [
                ("quote", 'q'),
                ("cue", 'u'),
                ("actor", 'a'),
                ("claim", 'c'),
                ("stance", 's')
            ]
        );
        assert!(
            presets()
                .iter()
                .any(|preset| preset.id == "blank" && preset.codebook.tags.is_empty())
        );
    }
}
