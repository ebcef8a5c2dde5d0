//! What can go wrong with files, in words that say what happened, what is safe, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Finding, Level, Part};
use crate::say;

use super::{FORMAT, layout};

/// Why a project could not be opened or made at all.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is no project.
    #[error("{}", say!("store-no-project", folder = .folder.display().to_string(), why = .reason))]
    NotAProject {
        /// The folder that was to be opened.
        folder: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// `project.ron` does not read.
    #[error("{}", say!("store-damaged", place = place(.path, *.line, *.column), message = .message))]
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
    #[error("{}", say!("store-unreadable", path = .path.display().to_string(), why = .reason))]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// A new project would stand among other files.
    #[error("{}", say!("store-occupied", path = .0.display().to_string()))]
    Occupied(PathBuf),
    /// A new project could not be written.
    #[error("{}", say!("store-not-made", why = .0.to_string()))]
    Write(Box<SaveFailure>),
    /// The user has called it off.
    #[error("{}", say!("store-cancelled"))]
    Cancelled,
}

fn place(path: &Path, line: Option<usize>, column: Option<usize>) -> String {
    let path = path.display();
    match (line, column) {
        (Some(line), Some(column)) => format!("{path}:{line}:{column}"),
        (Some(line), None) => format!("{path}:{line}"),
        (None, _) => path.to_string(),
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
            ..Self::from(say!("save-contested"))
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
    /// It reads, but is not what stands there: another article's layer, or on another text.
    Misplaced(String),
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
            Self::Missing => say!("file-missing").to_owned(),
            Self::Unreadable(reason) => say!("file-unreadable", why = reason),
            Self::Damaged(damage) => say!("file-damaged", message = &damage.message),
            Self::Misplaced(message) => say!("file-damaged", message = message),
            Self::Newer(format) => say!("file-newer", format = *format, known = FORMAT),
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
    say!("store-newer", format = format, known = FORMAT)
}

/// What to say of a file that is larger than we read, continuing a sentence.
pub(super) fn too_large(size: u64, limit: u64) -> String {
    say!(
        "file-too-large",
        size = size.div_ceil(1 << 20),
        most = limit >> 20,
    )
}

/// An error of the system in plain words, without a full stop.
pub(super) fn describe(error: &io::Error) -> String {
    let plain = match error.kind() {
        io::ErrorKind::PermissionDenied => say!("disk-no-permission"),
        io::ErrorKind::StorageFull => say!("disk-full"),
        io::ErrorKind::QuotaExceeded => say!("disk-quota"),
        io::ErrorKind::ReadOnlyFilesystem => say!("disk-read-only"),
        io::ErrorKind::NotFound => say!("disk-gone"),
        io::ErrorKind::IsADirectory => say!("disk-folder-in-place"),
        io::ErrorKind::NotADirectory => say!("disk-file-in-place"),
        _ => return error.to_string(),
    };
    plain.to_owned()
}

/// What to do about an error in writing.
pub(super) fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => say!("remedy-permission"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => say!("remedy-full"),
        io::ErrorKind::ReadOnlyFilesystem => say!("remedy-read-only"),
        io::ErrorKind::NotFound => say!("remedy-gone"),
        _ => say!("remedy-other"),
    }
}
