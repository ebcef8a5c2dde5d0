//! Keys that the user has changed: a file beside the settings that people can read and edit.
//!
//! ```text
//! (
//!     keys: {
//!         "next-name": ["F2", "Alt+N"],
//!         "toggle-brush": [],
//!     },
//! )
//! ```
//!
//! Commands that are not named there have their usual keys; the keys of tags and links stand in the codebook. A file that
//! cannot be read is never written over. What was changed in it by hand while the program runs counts; what a rewriting would
//! lose, such as comments, is kept in `keys.ron.bak`.

use core::fmt::Display;
use core::str::FromStr;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::keys::{Chord, same_stroke};

use super::{Command, Row, find};

/// The name of the file in the user's configuration folder.
const FILE: &str = "keys.ron";

/// The keys of commands, as the file has them: what is no key here may be one of another version.
type Keys = BTreeMap<String, Vec<String>>;

/// Keys in place of the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMap {
    keys: Keys,
    /// What the file held when it was last read or written.
    seen: Keys,
    /// Where it is kept; none for a test.
    path: Option<PathBuf>,
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    keys: Keys,
}

impl KeyMap {
    /// Reads the keys from a folder. What is wrong with the file is in the second value, in sentences for the user.
    #[must_use]
    pub fn load(folder: &Path) -> (Self, Vec<String>) {
        let path = folder.join(FILE);
        let (keys, problems) = match read(&path) {
            Ok(None) => Default::default(),
            Ok(Some((text, keys))) => {
                let problems = problems(&text, &keys);
                (keys, problems)
            }
            Err(why) => {
                let words =
                    "The usual keys are in force, and the file stays as it is until you mend it.";
                (Keys::new(), vec![format!("{why} {words}")])
            }
        };
        let map = Self {
            seen: keys.clone(),
            keys,
            path: Some(path),
        };
        (map, problems)
    }

    /// Gives a command other keys, or with none its usual ones again; keeps that for the next run. What was changed in the
    /// file meanwhile, by hand or by another window, comes into force with it.
    ///
    /// # Errors
    /// A sentence when that cannot be kept; the keys are in force for this run.
    pub fn set(&mut self, id: &str, keys: Option<Vec<Chord>>) -> Result<(), String> {
        let path = self.path.clone();
        let found = path.as_deref().map_or(Ok(None), read);
        let (text, disk) = match &found {
            Ok(Some((text, disk))) => (Some(text), disk.clone()),
            _ => (None, Keys::new()),
        };
        let is_changed = found.is_ok() && disk != self.seen;
        if is_changed && path.is_some() {
            self.take_over(&disk);
        }
        self.change(id, keys);
        let for_now = |why: &dyn Display| format!("The change holds for this run only. {why}");
        if let Err(why) = &found {
            return Err(for_now(why));
        }
        let Some(path) = path else {
            return Ok(());
        };
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            if let Some(text) = text {
                let backup = path.with_extension("ron.bak");
                // Comments, and an order of one's own, are not written again.
                let is_by_hand = *text != rendered(&disk)?;
                if is_by_hand || is_changed && !backup.exists() {
                    std::fs::write(backup, text)?;
                }
            }
            let beside = path.with_extension("ron.new");
            std::fs::write(&beside, rendered(&self.keys)?)?;
            std::fs::rename(&beside, &path)
        };
        write().map_err(|error| {
            for_now(&format!("{} could not be written: {error}", path.display()))
        })?;
        self.seen.clone_from(&self.keys);
        Ok(())
    }

    /// Takes over the entries that have changed in the file. Others may be in force for this run only.
    fn take_over(&mut self, disk: &Keys) {
        for id in self.seen.keys().chain(disk.keys()) {
            let now = disk.get(id);
            if now == self.seen.get(id) {
                continue;
            }
            match now {
                Some(keys) => self.keys.insert(id.clone(), keys.clone()),
                None => self.keys.remove(id),
            };
        }
        self.seen.clone_from(disk);
    }

    fn change(&mut self, id: &str, keys: Option<Vec<Chord>>) {
        let before = self.keys.remove(id).unwrap_or_default();
        if let Some(keys) = keys {
            let unknown = before
                .into_iter()
                .filter(|key| Chord::from_str(key).is_err());
            let keys = keys.iter().map(Chord::spelled);
            self.keys
                .insert(id.to_owned(), keys.chain(unknown).collect());
        }
    }

    /// Whether a command has other keys than usual.
    #[must_use]
    pub fn is_changed(&self, id: &str) -> bool {
        self.keys.contains_key(id)
    }

    /// Puts the changed keys into a table that has the usual ones. Nobody locks themselves out: what leads out of everything
    /// keeps those of its usual keys that no other command has.
    pub fn apply(&self, rows: &mut [Row]) {
        let mut kept = Vec::new();
        for (at, row) in rows.iter_mut().enumerate() {
            if row.command.is_of_codebook() {
                continue;
            }
            let Some(keys) = self.keys.get(&row.id()) else {
                continue;
            };
            let keys = keys.iter().filter_map(|key| key.parse().ok()).collect();
            let usual = core::mem::replace(&mut row.keys, keys);
            if row.command.is_way_out() {
                kept.extend(usual.into_iter().map(|key| (at, key)));
            }
        }
        for (at, key) in kept {
            if find(rows, key).is_none() {
                rows[at].keys.push(key);
            }
        }
    }

    /// The names in the map that no command has.
    #[must_use]
    pub fn unknown(&self, rows: &[Row]) -> Vec<&str> {
        let known: Vec<String> = rows.iter().map(Row::id).collect();
        self.keys
            .keys()
            .map(String::as_str)
            .filter(|id| !known.iter().any(|known| known == id))
            .collect()
    }
}

/// The text of a file and what it says; nothing when there is none. Else a sentence for the user.
fn read(path: &Path) -> Result<Option<(String, Keys)>, String> {
    let told = |why: &dyn Display| format!("{}: {why}.", path.display());
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let keys = parse(&text).map_err(|why| told(&why))?;
            Ok(Some((text, keys)))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(told(&error)),
    }
}

/// Reads the text of a key map; else says where it is none.
fn parse(text: &str) -> Result<Keys, String> {
    let written: Written = ron::from_str(text).map_err(|error| {
        let at = error.span.start;
        format!("line {}, column {}: {}", at.line, at.col, error.code)
    })?;
    Ok(written.keys)
}

/// What is no key, a sentence each.
fn problems(text: &str, keys: &Keys) -> Vec<String> {
    let line_of = |id: &str| {
        let quoted = format!("\"{id}\"");
        let line = text.lines().position(|line| line.contains(&quoted));
        line.map_or(0, |line| line + 1)
    };
    let all = keys
        .iter()
        .flat_map(|(id, keys)| keys.iter().map(move |key| (id, key)));
    all.filter_map(|(id, key)| {
        let error = Chord::from_str(key).err()?;
        let line = line_of(id);
        Some(format!(
            "{FILE}, line {line}, {id}: {error}. It has no effect."
        ))
    })
    .collect()
}

/// The text of a key map.
fn rendered(keys: &Keys) -> std::io::Result<String> {
    let written = Written { keys: keys.clone() };
    let pretty = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .compact_arrays(true);
    let text = ron::ser::to_string_pretty(&written, pretty);
    text.map(|text| text + "\n").map_err(std::io::Error::other)
}

/// The names of the other commands that a key stands for too.
#[must_use]
pub fn shared<'a>(rows: &'a [Row], command: &Command, key: Chord) -> Vec<&'a str> {
    rows.iter()
        .filter(|row| row.command != *command)
        .filter(|row| {
            row.keys
                .iter()
                .any(|other| same_stroke(key, *other) || same_stroke(*other, key))
        })
        .map(|row| row.name.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table;

    fn keys_of(map: &KeyMap, id: &str) -> Vec<String> {
        let mut rows = table(None);
        map.apply(&mut rows);
        let row = rows.iter().find(|row| row.id() == id).unwrap();
        row.keys.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_command_has_a_name_of_its_own_for_the_file() {
        let rows = table(None);
        let mut ids: Vec<String> = rows.iter().map(Row::id).collect();
        assert!(
            ids.iter()
                .all(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')),
            "{ids:?}"
        );
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn changed_keys_come_back_from_the_file_and_usual_ones_when_they_are_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let (mut map, problems) = KeyMap::load(folder.path());
        assert!(problems.is_empty());
        let chord = |text: &str| text.parse::<Chord>().unwrap();
        map.set(
            "toggle-brush",
            Some(vec![chord("F2"), chord("Space"), chord("Ctrl+Shift+Up")]),
        )
        .unwrap();
        map.set("undo", Some(Vec::new())).unwrap();
        let (again, problems) = KeyMap::load(folder.path());
        assert!(problems.is_empty());
        assert_eq!(again, map);
        assert_eq!(
            keys_of(&again, "toggle-brush"),
            ["F2", "Space", "Ctrl+Shift+↑"]
        );
        assert!(keys_of(&again, "undo").is_empty());
        let (mut map, _) = KeyMap::load(folder.path());
        map.set("toggle-brush", None).unwrap();
        assert_eq!(
            keys_of(&KeyMap::load(folder.path()).0, "toggle-brush"),
            ["Ctrl+B"]
        );
    }

    #[test]
    fn a_file_that_is_no_key_map_is_told_with_its_place_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let text = "(\n    keys: {\n        \"toggle-brush\": [\"F2\",\n";
        std::fs::write(&path, text).unwrap();
        let (mut map, problems) = KeyMap::load(folder.path());
        assert!(
            problems[0].contains("keys.ron: line 3, column"),
            "{problems:?}"
        );
        assert_eq!(keys_of(&map, "toggle-brush"), ["Ctrl+B"]);
        let error = map.set("toggle-brush", Some(Vec::new())).unwrap_err();
        assert!(
            error.starts_with("The change holds for this run only."),
            "{error}"
        );
        assert!(keys_of(&map, "toggle-brush").is_empty());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }

    /// A folder with this in the file of keys.
    fn with_file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn chords(text: &str) -> Vec<Chord> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn keys_that_are_none_and_commands_that_are_unknown_are_told_and_stay_in_the_file() {
        let text = "(keys: {\"toggle-brush\": [\"Hyper+X\", \"F2\"],\n\"fly\": [\"F3\"]})";
        let (folder, path) = with_file(text);
        let (mut map, problems) = KeyMap::load(folder.path());
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("keys.ron, line 1, toggle-brush: “Hyper+X” is no key"),
            "{problems:?}"
        );
        assert_eq!(keys_of(&map, "toggle-brush"), ["F2"]);
        assert_eq!(map.unknown(&table(None)), ["fly"]);
        map.set("undo", Some(chords("F12"))).unwrap();
        map.set("toggle-brush", Some(chords("F11"))).unwrap();
        let now = std::fs::read_to_string(path).unwrap();
        assert!(now.contains("\"fly\": [\"F3\"]"), "{now}");
        assert!(
            now.contains("\"toggle-brush\": [\"F11\", \"Hyper+X\"]"),
            "{now}"
        );
    }

    #[test]
    fn what_was_changed_in_the_file_meanwhile_is_taken_over() {
        let (folder, path) = with_file("(keys: {\"undo\": [\"F11\"], \"redo\": [\"F12\"]})");
        let (mut map, _) = KeyMap::load(folder.path());
        let by_hand = "(keys: { // Mine.\n\"undo\": [\"F9\"], \"copy\": [\"F8\"]})";
        std::fs::write(&path, by_hand).unwrap();
        map.set("toggle-brush", Some(chords("F7"))).unwrap();
        let all =
            |map: &KeyMap| ["undo", "redo", "copy", "toggle-brush"].map(|id| keys_of(map, id));
        assert_eq!(
            all(&map),
            [
                vec!["F9"],
                vec!["Ctrl+Shift+Z", "Ctrl+Y"],
                vec!["F8"],
                vec!["F7"]
            ]
        );
        assert_eq!(all(&KeyMap::load(folder.path()).0), all(&map));
        // The comment is kept, also when the file is written once more.
        map.set("toggle-brush", None).unwrap();
        let backup = std::fs::read_to_string(path.with_extension("ron.bak")).unwrap();
        assert_eq!(backup, by_hand);
    }

    #[test]
    fn what_this_program_wrote_itself_needs_no_second_file() {
        let folder = tempfile::tempdir().unwrap();
        KeyMap::load(folder.path())
            .0
            .set("undo", Some(chords("F9")))
            .unwrap();
        let (mut map, _) = KeyMap::load(folder.path());
        map.set("undo", Some(chords("F8"))).unwrap();
        assert!(!folder.path().join("keys.ron.bak").exists());
    }

    #[test]
    fn a_file_that_was_broken_meanwhile_is_left_alone_until_it_is_mended() {
        let (folder, path) = with_file("(keys: {\"undo\": [\"F11\"]})");
        let (mut map, _) = KeyMap::load(folder.path());
        std::fs::write(&path, "(keys: {\"undo\": [").unwrap();
        let error = map.set("redo", Some(chords("F9"))).unwrap_err();
        assert!(error.contains("keys.ron: line 1, column"), "{error}");
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "(keys: {\"undo\": ["
        );
        assert_eq!(keys_of(&map, "redo"), ["F9"], "for this run");
        std::fs::write(&path, "(keys: {\"undo\": [\"F10\"]})").unwrap();
        map.set("copy", Some(chords("F8"))).unwrap();
        let (again, _) = KeyMap::load(folder.path());
        let all = ["undo", "redo", "copy"].map(|id| keys_of(&again, id));
        assert_eq!(all, [["F10"], ["F9"], ["F8"]]);
    }

    #[test]
    fn names_in_the_file_stay_what_they_are() {
        let known: Vec<&str> = include_str!("ids.txt").lines().collect();
        let mut ids: Vec<String> = table(None).iter().map(Row::id).collect();
        ids.sort();
        // Who renames a command must not lose people's keys.
        assert_eq!(ids, known);
    }

    #[test]
    fn nobody_locks_themselves_out() {
        let mut rows = table(Some(&crate::import::presets()[0].codebook));
        let tag = rows.iter().find(|row| row.command.is_of_codebook());
        let tag = tag.unwrap().id();
        let (folder, _) = with_file(&format!(
            r#"(keys: {{"clear-selection": [], "keys": ["F12"], "palette": [], "undo": ["Ctrl+K"], "{tag}": ["F9"]}})"#
        ));
        let (map, _) = KeyMap::load(folder.path());
        let tags = |rows: &[Row]| -> Vec<Vec<Chord>> {
            let tags = rows.iter().filter(|row| row.command.is_of_codebook());
            tags.map(|row| row.keys.clone()).collect()
        };
        let before = tags(&rows);
        map.apply(&mut rows);
        assert_eq!(tags(&rows), before, "their keys stand in the codebook");
        let means = |key: &str| {
            let row = find(&rows, key.parse().unwrap());
            row.map(|row| row.command.clone())
        };
        assert_eq!(means("Escape"), Some(Command::ClearSelection));
        for key in ["?", "F1", "F12"] {
            assert_eq!(means(key), Some(Command::Keys), "{key}");
        }
        assert_eq!(means("Ctrl+K"), Some(Command::Undo), "it was given away");
    }

    #[test]
    fn a_key_of_two_commands_is_found() {
        let rows = table(None);
        let undo = Command::Undo;
        assert!(shared(&rows, &undo, "Ctrl+Z".parse().unwrap()).is_empty());
        assert_eq!(shared(&rows, &undo, "Ctrl+B".parse().unwrap()), ["Brush"]);
    }
}
