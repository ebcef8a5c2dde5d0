//! What can go wrong with backups.

use std::io;
use std::path::{Path, PathBuf};

use crate::say;
use crate::store::error::{describe, remedy};

/// Why a backup could not be made, read or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The user has called it off.
    #[error("{}", say!("backup-cancelled"))]
    Cancelled,
    /// Another program is making one.
    #[error("{}", say!("backup-busy"))]
    Busy,
    /// There is no backup of that number.
    #[error("{}", say!("backup-missing", number = .0.to_string()))]
    Missing(u64),
    /// What was written is not what can be read there.
    #[error("{}", say!("backup-altered", path = .0.display().to_string()))]
    Altered(PathBuf),
    /// The list of a backup cannot be used.
    #[error("{}", say!("backup-damaged", path = .path.display().to_string(), why = .reason))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, in words.
        reason: String,
    },
    /// A file or folder could not be written. Earlier backups are as they were.
    #[error("{}", say!(
        "backup-unwritten",
        path = .path.display().to_string(),
        why = .reason,
        remedy = *.remedy,
    ))]
    Unwritten {
        /// The file or folder.
        path: PathBuf,
        /// Why, in words.
        reason: String,
        /// What can be done.
        remedy: &'static str,
    },
    /// The project folder could not be read.
    #[error("{}", say!("backup-unreadable", path = .path.display().to_string(), why = .reason))]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// A copy would stand among other files.
    #[error("{}", say!("backup-occupied", path = .0.display().to_string()))]
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
