//! Which file a conflict copy is a copy of, by its name.
//!
//! | who | what they make of `two.ron` |
//! |---|---|
//! | Syncthing | `two.sync-conflict-20260101-120000-ABCDEFG.ron` |
//! | Dropbox, Nextcloud, Seafile | `two (Ana's conflicted copy 2026-01-01).ron`, in every language |
//! | OneDrive | `two-LAPTOP.ron` |
//! | iCloud, file managers | `two 2.ron`, `two (1).ron`, `two - Copy.ron` |
//! | Postil | `two.mine-0123abcd.ron`, `two.theirs-0123abcd.ron` |

use std::path::{Path, PathBuf};

use crate::model::Part;
use crate::store::layout;

/// The part of which a file, given relative to the project folder, is a copy to judge by its name.
pub(super) fn part_of_copy(file: &Path) -> Option<Part> {
    let name = file.file_name()?.to_str()?;
    let (stem, ending) = name.rsplit_once('.')?;
    // In the project folder itself people may keep what they like; elsewhere nothing but our files belongs.
    let is_ours = file.parent() != Some(Path::new(""));
    let part = stems(stem, is_ours).find_map(|original| {
        let original: PathBuf = file.with_file_name(format!("{original}.{ending}"));
        layout::part_of(&original)
    })?;
    // The text of an article is never merged.
    (layout::part_path(&part).extension() == file.extension()).then_some(part)
}

/// What the stem of the original may be, the likeliest first.
fn stems(stem: &str, is_ours: bool) -> impl Iterator<Item = &str> {
    let ours = [".mine-", ".theirs-"].into_iter().filter_map(|mark| {
        let (original, hash) = stem.rsplit_once(mark)?;
        (hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(original)
    });
    let syncthing = stem
        .split_once(".sync-conflict-")
        .map(|(original, _)| original);
    let bracketed = [(" (", ")"), ("(", ")"), (" [", "]")]
        .into_iter()
        .filter_map(|(open, close)| {
            let (original, _) = stem.strip_suffix(close)?.split_once(open)?;
            Some(original)
        });
    let numbered = stem.rsplit_once(' ').and_then(|(original, number)| {
        number
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(original)
    });
    let computer = stem
        .match_indices('-')
        .map(|(at, _)| (&stem[..at], &stem[at + 1..]))
        .filter_map(|(original, computer)| {
            let is_computer = computer.len() >= 3
                && computer.bytes().any(|byte| byte.is_ascii_uppercase())
                && computer
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            is_computer.then_some(original)
        });
    // Whatever stands behind a character that none of our names has.
    let foreign = stem
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-'))
        .map(|(at, _)| stem[..at].trim_end_matches('-'))
        .filter(|_| is_ours);
    ours.chain(syncthing)
        .chain(bracketed)
        .chain(numbered)
        .chain(computer)
        .chain(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(file: &str) -> Option<String> {
        part_of_copy(Path::new(file)).map(|part| layout::shown(&layout::part_path(&part)))
    }

    #[test]
    fn the_copies_of_every_program_are_known() {
        let layer = "annotators/ana/layers/two.ron";
        for name in [
            "two.sync-conflict-20260101-120000-ABCDEFG.ron",
            "two (Ana's conflicted copy 2026-01-01).ron",
            "two (Ana's conflicted copy 2026-01-01 (1)).ron",
            "two (Kopie in Konflikt von Ana 2026-01-01).ron",
            "two (Copie en conflit de Ána 2026-01-01).ron",
            "two(1).ron",
            "two (1).ron",
            "two-LAPTOP.ron",
            "two-DESKTOP-AB12CD.ron",
            "two 2.ron",
            "two - Copy.ron",
            "two - Kopie (2).ron",
            "two [conflicted].ron",
            "two.mine-0123abcd.ron",
            "two.theirs-0123abcd.ron",
            "two.Conflict.ron",
        ] {
            let file = format!("annotators/ana/layers/{name}");
            assert_eq!(copied(&file).as_deref(), Some(layer), "{name}");
        }
        for (copy, original) in [
            ("project 2.ron", "project.ron"),
            ("codebook (1).ron", "codebook.ron"),
            ("guidelines-LAPTOP.md", "guidelines.md"),
            ("articles/one-LAPTOP.ron", "articles/one.ron"),
            (
                "annotators/ana/annotator.sync-conflict-20260101-120000-ABCDEFG.ron",
                "annotators/ana/annotator.ron",
            ),
        ] {
            assert_eq!(copied(copy).as_deref(), Some(original), "{copy}");
        }
    }

    #[test]
    fn what_people_keep_beside_is_no_copy() {
        for file in [
            "guidelines-old.md",
            "guidelines - draft.md",
            "notes (1).md",
            "guidelines (1).txt",
            "codebook.old.ron",
            "articles/one (1).txt",
            "annotators/ana/reviewed/two (1).ron",
            "annotators/ana/layers/old/two (1).ron",
            "annotators/ana/layers/two (1).bak",
            "annotators/ana/layers/two.ron~",
            "annotators/ana/layers/ (1).ron",
        ] {
            assert_eq!(copied(file), None, "{file}");
        }
    }
}
