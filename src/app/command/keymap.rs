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
use crate::say;

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
            Err(why) => (Keys::new(), vec![say!("keymap-unreadable", why = why)]),
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
        let for_now = |why: &str| say!("keymap-this-run", why = why);
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
            let (path, why) = (path.display().to_string(), error.to_string());
            for_now(&say!("keymap-not-written", path = path, why = why))
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
        let why = error.code.to_string();
        say!("keymap-at", line = at.line, column = at.col, why = why)
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
        Some(say!(
            "keymap-problem",
            file = FILE,
            line = line_of(id),
            command = id,
            why = error.to_string()
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

/// The names of the other commands that a key stands for too, on the same screen.
#[must_use]
pub fn shared<'a>(rows: &'a [Row], command: &Command, key: Chord) -> Vec<&'a str> {
    let screen = (rows.iter().find(|row| row.command == *command)).and_then(|row| row.screen);
    rows.iter()
        .filter(|row| row.command != *command && row.screen == screen)
        .filter(|row| {
            row.keys
                .iter()
                .any(|other| same_stroke(key, *other) || same_stroke(*other, key))
        })
        .map(|row| row.name.as_str())
        .collect()
}

#[cfg(test)]
mod tests;
