//! Keys that the user has changed: a file beside the settings that people can read and edit.
//!
//! ```text
//! (
//!     keys: {
//!         "take-the-next-name": ["F2", "Alt+N"],
//!         "brush": [],
//!     },
//! )
//! ```
//!
//! Commands that are not named there have their usual keys; the keys of tags and links stand in the codebook. A file that
//! cannot be read is never written over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::keys::{Chord, same_stroke};

use super::{Command, Row};

/// The name of the file in the user's configuration folder.
const FILE: &str = "keys.ron";

/// Keys in place of the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMap {
    changed: BTreeMap<String, Vec<Chord>>,
    /// Where it is kept; none for a test.
    path: Option<PathBuf>,
    /// Why the file was not read; it is not written then.
    broken: Option<String>,
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    keys: BTreeMap<String, Vec<String>>,
}

impl KeyMap {
    /// Reads the keys from a folder. What is wrong with the file is in the second value, in sentences for the user.
    #[must_use]
    pub fn load(folder: &Path) -> (Self, Vec<String>) {
        let path = folder.join(FILE);
        let (mut map, problems) = match std::fs::read_to_string(&path) {
            Ok(text) => match Self::parse(&text) {
                Ok(read) => read,
                Err(why) => {
                    let why = format!(
                        "{}: {why}. The usual keys are in force, and the file stays as it is until you mend it.",
                        path.display()
                    );
                    let map = Self {
                        broken: Some(why.clone()),
                        ..Self::default()
                    };
                    (map, vec![why])
                }
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let why = format!(
                    "{} cannot be read: {error}. The usual keys are in force.",
                    path.display()
                );
                let map = Self {
                    broken: Some(why.clone()),
                    ..Self::default()
                };
                (map, vec![why])
            }
        };
        map.path = Some(path);
        (map, problems)
    }

    /// Reads the text of a key map; keys that are none are left out and told.
    ///
    /// # Errors
    /// A sentence that names line and column when the text is no key map.
    pub fn parse(text: &str) -> Result<(Self, Vec<String>), String> {
        let written: Written = ron::from_str(text).map_err(|error| {
            let at = error.span.start;
            format!("line {}, column {}: {}", at.line, at.col, error.code)
        })?;
        let mut problems = Vec::new();
        let mut changed = BTreeMap::new();
        for (id, keys) in written.keys {
            let mut chords = Vec::new();
            for key in keys {
                match key.parse() {
                    Ok(chord) => chords.push(chord),
                    Err(error) => {
                        let line = text
                            .lines()
                            .position(|line| line.contains(&format!("\"{id}\"")));
                        let line = line.map_or(0, |line| line + 1);
                        problems.push(format!(
                            "{FILE}, line {line}, {id}: {error}. It is left out."
                        ));
                    }
                }
            }
            changed.insert(id, chords);
        }
        let map = Self {
            changed,
            ..Self::default()
        };
        Ok((map, problems))
    }

    /// The text of the key map.
    ///
    /// # Errors
    /// When the serialiser fails, which plain text gives no reason for.
    pub fn write(&self) -> ron::Result<String> {
        let keys = self.changed.iter();
        let keys =
            keys.map(|(id, chords)| (id.clone(), chords.iter().map(Chord::spelled).collect()));
        let written = Written {
            keys: keys.collect(),
        };
        let pretty = ron::ser::PrettyConfig::new()
            .new_line("\n")
            .compact_arrays(true);
        Ok(ron::ser::to_string_pretty(&written, pretty)? + "\n")
    }

    /// Gives a command other keys, or with none its usual ones again; keeps that for the next run.
    ///
    /// # Errors
    /// A sentence when that cannot be kept; the keys are in force for this run.
    pub fn set(&mut self, id: &str, keys: Option<Vec<Chord>>) -> Result<(), String> {
        match keys {
            Some(keys) => self.changed.insert(id.to_owned(), keys),
            None => self.changed.remove(id),
        };
        if let Some(why) = &self.broken {
            return Err(format!("The change holds for this run only. {why}"));
        }
        let Some(path) = &self.path else {
            return Ok(());
        };
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let beside = path.with_extension("ron.new");
            let text = self.write().map_err(std::io::Error::other)?;
            std::fs::write(&beside, text)?;
            std::fs::rename(&beside, path)
        };
        write().map_err(|error| {
            format!(
                "The change holds for this run only: {} could not be written: {error}",
                path.display()
            )
        })
    }

    /// Whether a command has other keys than usual.
    #[must_use]
    pub fn is_changed(&self, id: &str) -> bool {
        self.changed.contains_key(id)
    }

    /// Puts the changed keys into the table.
    pub fn apply(&self, rows: &mut [Row]) {
        if self.changed.is_empty() {
            return;
        }
        for row in rows {
            if let Some(keys) = self.changed.get(&row.id()) {
                row.keys.clone_from(keys);
            }
        }
    }

    /// The names in the map that no command has.
    #[must_use]
    pub fn unknown(&self, rows: &[Row]) -> Vec<&str> {
        let known: Vec<String> = rows.iter().map(Row::id).collect();
        self.changed
            .keys()
            .map(String::as_str)
            .filter(|id| !known.iter().any(|known| known == id))
            .collect()
    }
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
            "brush",
            Some(vec![chord("F2"), chord("Space"), chord("Ctrl+Shift+Up")]),
        )
        .unwrap();
        map.set("undo", Some(Vec::new())).unwrap();
        let (again, problems) = KeyMap::load(folder.path());
        assert!(problems.is_empty());
        assert_eq!(again, map);
        assert_eq!(keys_of(&again, "brush"), ["F2", "Space", "Ctrl+Shift+↑"]);
        assert!(keys_of(&again, "undo").is_empty());
        let (mut map, _) = KeyMap::load(folder.path());
        map.set("brush", None).unwrap();
        assert_eq!(keys_of(&KeyMap::load(folder.path()).0, "brush"), ["Ctrl+B"]);
    }

    #[test]
    fn a_file_that_is_no_key_map_is_told_with_its_place_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let text = "(\n    keys: {\n        \"brush\": [\"F2\",\n";
        std::fs::write(&path, text).unwrap();
        let (mut map, problems) = KeyMap::load(folder.path());
        assert!(
            problems[0].contains("keys.ron: line 3, column"),
            "{problems:?}"
        );
        assert_eq!(keys_of(&map, "brush"), ["Ctrl+B"]);
        let error = map.set("brush", Some(Vec::new())).unwrap_err();
        assert!(
            error.starts_with("The change holds for this run only."),
            "{error}"
        );
        assert!(keys_of(&map, "brush").is_empty());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn keys_that_are_none_and_commands_that_are_unknown_are_told() {
        let text = "(keys: {\"brush\": [\"Hyper+X\", \"F2\"],\n\"fly\": [\"F3\"]})";
        let (map, problems) = KeyMap::parse(text).unwrap();
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("keys.ron, line 1, brush: “Hyper+X” is no key"),
            "{problems:?}"
        );
        assert_eq!(keys_of(&map, "brush"), ["F2"]);
        assert_eq!(map.unknown(&table(None)), ["fly"]);
        assert!(
            map.write().unwrap().contains("fly"),
            "what is unknown stays in the file"
        );
    }

    #[test]
    fn a_key_of_two_commands_is_found() {
        let rows = table(None);
        let undo = Command::Undo;
        assert!(shared(&rows, &undo, "Ctrl+Z".parse().unwrap()).is_empty());
        assert_eq!(shared(&rows, &undo, "Ctrl+B".parse().unwrap()), ["Brush"]);
    }
}
