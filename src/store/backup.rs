//! Backups: the files of a project as they were, outside the project folder.
//!
//! They lie in the user's state folder. Every content is kept once, under its SHA-256; a backup is a small list of what the
//! project consisted of. So an hour in which one layer was changed costs that one layer, and a text that was ever backed up
//! can be found by its hash. What is written is read back before it counts.
//!
//! | file | holds |
//! |---|---|
//! | `backups/<number>-<time>.ron` | a backup: when and why it was made, and of which pages it consists |
//! | `backups/objects/<number>.pack` | contents of files, and pages: 256 files or so, a line each |
//! | `backups/objects/<xx>/<sha256>` | the same, alone: a large one, or one of a backup that an older Postil made |
//!
//! A look at a few contents a day finds what a disk has lost ([`Backups::patrol`]).
//!
//! Backups follow each other by number. Their times are for people: a clock that is wrong moves none before another.

mod catalogue;
mod fault;
mod files;
mod make;
mod manifest;
mod objects;
mod pack;
mod patrol;
mod restore;
mod thin;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::say;

use super::disk::Disk;
use super::journal::shelf::{Locked, lock, make_folders};

use manifest::Name;
use objects::Objects;

pub use fault::BackupError;
pub use make::Made;
pub use patrol::Patrolled;
pub use restore::{Restored, free_place};

/// Smaller contents lie together in packs, in bytes.
const SMALL: u64 = 1 << 20;

/// While people work, the next backup is made so long after the last one.
const INTERVAL: SignedDuration = SignedDuration::from_hours(1);

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// There were changes, and the last one was over an hour old.
    Regular,
    /// Somebody asked for it.
    ByHand,
    /// What another program or person wrote was about to be taken in.
    BeforeMerge,
    /// Many articles were about to be loaded.
    BeforeImport,
    /// An earlier backup was about to be restored.
    BeforeRestore,
}

impl Reason {
    /// The reason in words, for lists.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Regular => say!("backup-hourly"),
            Self::ByHand => say!("backup-by-hand"),
            Self::BeforeMerge => say!("backup-before-merge"),
            Self::BeforeImport => say!("backup-before-import"),
            Self::BeforeRestore => say!("backup-before-restore"),
        }
    }
}

/// A backup, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its number; a later one is higher.
    pub number: u64,
    /// When it was made, by the clock of the computer.
    pub at: Timestamp,
    /// What is in it, or why that cannot be said.
    pub about: Result<About, String>,
}

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Why it was made.
    pub reason: Reason,
    /// Name of the project then.
    pub project: String,
    /// How many files it holds.
    pub files: usize,
    /// How large they are together, in bytes.
    pub bytes: u64,
    /// Files that could not be read when it was made.
    pub left_out: Vec<String>,
}

/// The backups of one project.
#[derive(Clone, Debug)]
pub struct Backups {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    /// Smaller contents lie together in packs, in bytes.
    small: u64,
}

impl Backups {
    /// Those in a folder, which need not be there.
    #[must_use]
    pub fn new(folder: PathBuf, disk: Arc<dyn Disk>) -> Self {
        Self {
            folder,
            disk,
            small: SMALL,
        }
    }

    /// The same, with every content in a file of its own, as large ones always are.
    #[cfg(test)]
    pub(in crate::store) fn all_alone(self) -> Self {
        Self { small: 0, ..self }
    }

    /// All backups, newest first.
    #[must_use]
    pub fn list(&self) -> Vec<Backup> {
        let names = Name::all(&self.folder).into_iter().rev();
        let backups = names.map(|name| Backup {
            number: name.number,
            at: name.at,
            about: manifest::read(&self.folder, name)
                .map(manifest::Manifest::about)
                .map_err(|error| error.to_string()),
        });
        backups.collect()
    }

    /// Whether the last backup is over an hour old, or there is none. One from the future counts as old.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        Name::all(&self.folder).last().is_none_or(|last| {
            let age = now.duration_since(last.at);
            age >= INTERVAL || age.is_negative()
        })
    }

    /// A content that was ever backed up, by its SHA-256 as hexadecimal digits; none when it is not there or damaged.
    #[must_use]
    pub fn content(&self, sha256: &str) -> Option<Vec<u8>> {
        let hash = super::cache::unhex(sha256)?;
        self.objects().look_up(&hash)
    }

    /// Where a content lies.
    #[cfg(test)]
    pub(in crate::store) fn objects_path(&self, sha256: &str) -> PathBuf {
        let hash = super::cache::unhex(sha256).expect("it is a hash");
        self.objects().path(&hash)
    }

    fn objects(&self) -> Objects {
        Objects::new(self.folder.join("objects"), Arc::clone(&self.disk))
    }

    /// Held while the folder is changed, so that no other program sweeps what this one has just written.
    fn lock(&self) -> Result<Option<std::fs::File>, BackupError> {
        let locked = make_folders(&*self.disk, &self.folder)
            .and_then(|()| lock(&self.folder.join("lock")))
            .map_err(|error| self.unwritten(&error))?;
        match locked {
            Locked::Ours(lock) => Ok(lock),
            Locked::Theirs => Err(BackupError::Busy),
        }
    }

    fn unwritten(&self, error: &io::Error) -> BackupError {
        BackupError::unwritten(&self.folder, error)
    }
}

/// Whether a path of a backup may be written below a folder: plain names only, none that leads out.
fn is_inside(path: &Path) -> bool {
    let is_plain = |part| matches!(part, std::path::Component::Normal(_));
    path.components().all(is_plain) && path.file_name().is_some()
}
