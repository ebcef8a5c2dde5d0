//! What is in a folder, read on a thread: a disk that has gone to sleep must not stop the window.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use crate::say;

/// One thing in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Whether it is no folder: folders come first in order.
    pub(super) is_file: bool,
    /// Its name in lower case, to sort by.
    sort_name: String,
    /// Its name.
    pub(super) name: OsString,
}

impl Entry {
    /// Its name on screen.
    pub(super) fn display_name(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }

    /// Whether it is hidden by its name.
    pub(super) fn is_hidden(&self) -> bool {
        self.name.to_string_lossy().starts_with('.')
    }
}

/// What was found where a folder should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The folder's entries, folders first, by name.
    Folder(std::sync::Arc<[Entry]>),
    /// Nothing is there.
    Nothing,
    /// A file is there, or a folder that cannot be read.
    Unreadable(Why),
}

/// Why a folder cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is a file.
    File,
    /// The system does not let the user read it.
    Forbidden,
    /// Another reason, in the system's words.
    Other(String),
}

impl Why {
    /// The reason in words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::File => say!("path-is-file").to_owned(),
            Self::Forbidden => say!("path-forbidden").to_owned(),
            Self::Other(error) => say!("path-unreadable", error = error),
        }
    }
}

/// The folder that a dialog looks at.
#[derive(Debug, Default)]
pub(super) struct Listing {
    path: Option<PathBuf>,
    waiting: Option<Receiver<Found>>,
    found: Option<Found>,
}

impl Listing {
    /// What is at a path; none while that is being found out. Asking for another path begins anew.
    pub(super) fn of(&mut self, ctx: &egui::Context, path: &Path) -> Option<&Found> {
        if self.path.as_deref() != Some(path) {
            self.path = Some(path.to_owned());
            self.found = None;
            self.waiting = Some(start(ctx, path));
        }
        if let Some(found) = self
            .waiting
            .as_ref()
            .and_then(|waiting| waiting.try_recv().ok())
        {
            self.waiting = None;
            self.found = Some(found);
        }
        self.found.as_ref()
    }
}

fn start(ctx: &egui::Context, path: &Path) -> Receiver<Found> {
    let (send, receive) = channel();
    let (ctx, path) = (ctx.clone(), path.to_owned());
    let failed = send.clone();
    let spawned = std::thread::Builder::new()
        .name("postil-list-folder".to_owned())
        .spawn(move || {
            // The dialog may look at another folder by now; then nobody waits for this one.
            let _gone = send.send(read(&path));
            ctx.request_repaint();
        });
    if let Err(error) = spawned {
        let _gone = failed.send(Found::Unreadable(Why::Other(error.to_string())));
    }
    receive
}

fn read(path: &Path) -> Found {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Nothing,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Found::Unreadable(Why::File);
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Found::Unreadable(Why::Forbidden);
        }
        Err(error) => return Found::Unreadable(Why::Other(error.to_string())),
    };
    let mut entries: Vec<Entry> = entries
        .flatten()
        .map(|entry| {
            let name = entry.file_name();
            Entry {
                // By its target, so that a link to a folder counts as one.
                is_file: !entry.path().is_dir(),
                sort_name: name.to_string_lossy().to_lowercase(),
                name,
            }
        })
        .collect();
    entries.sort();
    Found::Folder(entries.into())
}

/// A path as people type it: `~` stands for the home folder.
pub(super) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let home = || directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match text.strip_prefix('~') {
        Some("") => home().unwrap_or_else(|| PathBuf::from(text)),
        Some(rest) if rest.starts_with(std::path::is_separator) => home().map_or_else(
            || PathBuf::from(text),
            |home| home.join(rest.trim_start_matches(std::path::is_separator)),
        ),
        _ => PathBuf::from(text),
    }
}

/// Where new things go: the user's documents, or the home folder.
pub(super) fn documents() -> PathBuf {
    directories::UserDirs::new().map_or_else(PathBuf::new, |dirs| {
        dirs.document_dir()
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(|| dirs.home_dir())
            .to_owned()
    })
}

/// A file or folder name made of a name: lower case, blanks as `-`, without what file systems refuse.
pub(super) fn file_name(name: &str) -> String {
    let mut slug = String::new();
    for c in name.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '.' || c == '_' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.trim_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_all_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "A.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("z")).unwrap();
        let Found::Folder(entries) = read(folder.path()) else {
            panic!("it is a folder");
        };
        let names: Vec<String> = entries.iter().map(Entry::display_name).collect();
        assert_eq!(names, ["z", "A.txt", "b.txt"]);
        assert_eq!(read(&folder.path().join("none")), Found::Nothing);
        assert!(matches!(
            read(&folder.path().join("b.txt")),
            Found::Unreadable(_)
        ));
    }

    #[test]
    fn names_become_file_names() {
        assert_eq!(file_name(" Port of Núñez: 2026! "), "port-of-núñez-2026");
        assert_eq!(file_name("../../etc"), "etc");
        assert_eq!(file_name("???"), "");
    }
}
