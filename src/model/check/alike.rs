//! Names that people cannot tell from each other.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::say;

use super::{Finding, Level};

/// Warnings of names of one kind that look alike: those that differ only in what cannot be seen, in case, or in how
/// their letters are put together.
#[must_use]
pub fn check_names<'a>(
    kind: &str,
    names: impl IntoIterator<Item = (&'a str, String)>,
) -> Vec<Finding> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for (name, file) in names {
        let look = look(name);
        match seen.get(look.as_str()) {
            Some(other) => {
                let message = say!(
                    "check-names-alike",
                    what = kind,
                    name = name,
                    other = *other,
                );
                findings.push(Finding::new(Level::Warning, file, message));
            }
            None => {
                seen.insert(look, name);
            }
        }
    }
    findings
}

/// What is seen of a name.
pub(super) fn look(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(&shown);
    let words: Vec<&str> = composed.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Whether a character takes no room and draws nothing: zero-width ones, marks of text direction, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    ) || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_told() {
        let names = [
            "Ana",
            "An\u{200b}a",
            "Ｂen",
            "ben",
            "Zoë",
            "Zoe\u{308}",
            "Zoe",
            "Ana  B",
            "ana b",
        ];
        let names = names.map(|name| (name, format!("{name}.ron")));
        let findings = check_names("annotator", names);
        let files: Vec<&str> = findings.iter().map(|it| it.file.as_str()).collect();
        assert_eq!(
            files,
            ["An\u{200b}a.ron", "ben.ron", "Zoe\u{308}.ron", "ana b.ron"]
        );
        assert!(
            findings[1]
                .message
                .contains("“ben” looks like the annotator “Ｂen”")
        );
    }
}
