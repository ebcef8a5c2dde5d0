//! What can go wrong with files, in words that say what happened, what is safe, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Finding, Level, Part};

use super::{FORMAT, layout};

/// Why a project could not be opened or made at all.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is no project.
    #[error(
        "{} is not a Postil project: {reason}. Choose the folder that holds project.ron, or make a new project.",
        folder.display()
    )]
    NotAProject {
        /// The folder that was to be opened.
        folder: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// `project.ron` does not read.
    #[error("{}{}: {message} Nothing was changed. Repair the file there, or put back an earlier version of it.", path.display(), place(*line, *column))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Line in the file, from 1.
        line: Option<usize>,
        /// Column in the line, in characters, from 1.
        column: Option<usize>,
        /// What is wrong there.
        message: String,
    },
    /// A file or folder could not be read.
    #[error("{} could not be read: {reason}. Nothing was changed.", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// A new project would stand among other files.
    #[error("{} is not empty. Nothing was changed. Choose a new or an empty folder for a new project.", .0.display())]
    Occupied(PathBuf),
    /// A new project could not be written.
    #[error("The project could not be made: {0}")]
    Write(SaveFailure),
    /// The user has called it off.
    #[error("Opening was cancelled. Nothing was changed.")]
    Cancelled,
}

fn place(line: Option<usize>, column: Option<usize>) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        (Some(line), None) => format!(":{line}"),
        (None, _) => String::new(),
    }
}

/// A part that could not be written. What was on disk before is still there, unless the message says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct SaveFailure {
    /// What could not be written.
    pub part: Part,
    /// Its file, relative to the project folder, with `/` between folders.
    pub file: String,
    /// Why, what is safe, and what to do, in a sentence or two.
    pub message: String,
    /// Where the part was written instead, relative to the project folder: beside its file, which another program has
    /// changed. Then nothing is lost when the project is closed.
    pub aside: Option<String>,
}

impl SaveFailure {
    pub(super) fn new(part: &Part, why: impl Into<Refusal>) -> Self {
        let Refusal { message, aside, .. } = why.into();
        Self {
            part: part.clone(),
            file: layout::shown(&layout::part_path(part)),
            message,
            aside,
        }
    }
}

/// Why a file was not written.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    /// What happened and what to do, in a sentence or two.
    pub message: String,
    /// Where it was written instead.
    pub aside: Option<String>,
    /// Whether another program changed the file.
    pub contested: bool,
}

impl Refusal {
    /// Another program changed the file, and what it wrote is going to be merged.
    pub fn contested() -> Self {
        Self {
            contested: true,
            ..Self::from(
                "Another program changed this file; what it wrote is being taken in first.",
            )
        }
    }
}

impl<T: Into<String>> From<T> for Refusal {
    fn from(message: T) -> Self {
        Self {
            message: message.into(),
            aside: None,
            contested: false,
        }
    }
}

/// Why one file could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is no such file.
    Missing,
    /// It cannot be read, for the reason that stands here in words.
    Unreadable(String),
    /// Its contents are no record of its kind.
    Damaged(Damage),
    /// It is of this format version, which is newer than ours.
    Newer(u32),
}

/// A place in a file that does not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// What is wrong, as a sentence.
    pub message: String,
}

impl Damage {
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }

    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }
}

impl Fault {
    pub fn unreadable(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            Self::Missing
        } else {
            Self::Unreadable(describe(error))
        }
    }

    /// What happened and what to do, without the name of the file.
    pub fn message(&self) -> String {
        match self {
            Self::Missing => "The file is missing. Put it back.".to_owned(),
            Self::Unreadable(reason) => format!(
                "It cannot be read: {reason}. It stays as it is, and everything else is open."
            ),
            Self::Damaged(damage) => format!(
                "{} The file stays as it is, and everything else is open. Repair it there, or put back an earlier version of it; those of the last weeks are in the backups (“Backups…” in the File menu, postil backup).",
                damage.message
            ),
            Self::Newer(format) => format!(
                "It was written by a newer Postil (format {format}; this one knows {FORMAT}), and this one cannot show it. It stays as it is, and everything else is open. Update Postil to work on it."
            ),
        }
    }

    pub fn finding(&self, file: &Path) -> Finding {
        let (line, column) = match self {
            Self::Damaged(damage) => (damage.line, damage.column),
            _ => (None, None),
        };
        Finding {
            line,
            column,
            ..Finding::new(Level::Error, layout::shown(file), self.message())
        }
    }
}

/// What to say of a file whose format is newer than ours, but which can be shown.
pub(super) fn newer(format: u32) -> String {
    format!(
        "It was written by a newer Postil (format {format}; this one knows {FORMAT}), so it can be read but not changed here. Update Postil to work on it."
    )
}

/// What to say of a file that is larger than we read, continuing a sentence.
pub(super) fn too_large(size: u64, limit: u64) -> String {
    format!(
        "it has {} MB; Postil reads up to {} MB",
        size.div_ceil(1 << 20),
        limit >> 20
    )
}

/// An error of the system in plain words, without a full stop.
pub(super) fn describe(error: &io::Error) -> String {
    let plain = match error.kind() {
        io::ErrorKind::PermissionDenied => "you have no permission",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "your quota on this disk is used up",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        io::ErrorKind::NotFound => "the file or its folder is gone",
        io::ErrorKind::IsADirectory => "a folder stands in its place",
        io::ErrorKind::NotADirectory => "a file stands in the place of its folder",
        _ => return error.to_string(),
    };
    plain.to_owned()
}

/// What to do about an error in writing.
pub(super) fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "Change the permissions of the file or its folder.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Make room on the disk.",
        io::ErrorKind::ReadOnlyFilesystem => "Make the disk writable, or copy the project.",
        io::ErrorKind::NotFound => "Put the project folder back.",
        _ => "Check the disk and the folder.",
    }
}
