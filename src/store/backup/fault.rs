//! What can go wrong with backups.

use std::io;
use std::path::{Path, PathBuf};

use crate::store::error::{describe, remedy};

/// Why a backup could not be made, read or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The user has called it off.
    #[error("It was cancelled. Nothing was changed.")]
    Cancelled,
    /// Another program is making one.
    #[error("Another window is making a backup of this project just now. Try again in a moment.")]
    Busy,
    /// There is no backup of that number.
    #[error("There is no backup with the number {0}.")]
    Missing(u64),
    /// What was written is not what can be read there.
    #[error("{} holds something else than what was written there. Earlier backups are as they were. Check the disk.", .0.display())]
    Altered(PathBuf),
    /// The list of a backup cannot be used.
    #[error("The backup's list in {} cannot be used: {reason}.", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, in words.
        reason: String,
    },
    /// A file or folder could not be written. Earlier backups are as they were.
    #[error("{} could not be written: {reason}. Earlier backups are as they were. {remedy}", path.display())]
    Unwritten {
        /// The file or folder.
        path: PathBuf,
        /// Why, in words.
        reason: String,
        /// What can be done.
        remedy: &'static str,
    },
    /// The project folder could not be read.
    #[error("{} could not be read: {reason}.", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// A copy would stand among other files.
    #[error("{} is there already and is not empty. Nothing was changed. Choose a new or an empty folder.", .0.display())]
    Occupied(PathBuf),
}

impl BackupError {
    pub(super) fn unwritten(path: &Path, error: &io::Error) -> Self {
        Self::Unwritten {
            path: path.to_owned(),
            reason: describe(error),
            remedy: remedy(error),
        }
    }

    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            reason: describe(error),
        }
    }

    pub(super) fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            reason: reason.into(),
        }
    }
}

/// Nothing else comes from `parallel::map` itself.
impl From<crate::store::StoreError> for BackupError {
    fn from(_: crate::store::StoreError) -> Self {
        Self::Cancelled
    }
}
