//! Why a file of another program cannot be read, and where it breaks off.

use std::path::Path;

use crate::say;
use crate::store::is_bundle;

/// A file that cannot be read, and why.
#[derive(Debug, thiserror::Error)]
#[error("{}", .line.map_or_else(
    || format!("{}: {}", .file, .what),
    |line| format!("{}:{line}: {}", .file, .what),
))]
pub struct Problem {
    /// The file, or the file in the archive.
    pub file: String,
    /// The line in it, from 1, if one is known.
    pub line: Option<u64>,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// The system does not let us read it.
    #[error("{}", say!("import-unreadable", why = .0.to_string()))]
    Unreadable(std::io::Error),
    /// It is larger than what is read.
    #[error("{}", say!("foreign-too-large", most = .most >> 20))]
    TooLarge {
        /// The most that is read, in bytes.
        most: u64,
    },
    /// It is not UTF-8.
    #[error("{}", say!("foreign-not-utf8"))]
    NotUtf8,
    /// There is nothing in it.
    #[error("{}", say!("foreign-empty"))]
    Empty,
    /// It breaks the rules of JSON, XML, ZIP or SQLite.
    #[error("{}", say!("foreign-broken", kind = *.kind, why = .why))]
    Broken {
        /// The kind of file.
        kind: &'static str,
        /// What its reader says.
        why: String,
    },
    /// It is well-formed, and not of this format.
    #[error("{}", say!("foreign-lacks", what = .0))]
    Lacks(String),
    /// No format is known that reads like this.
    #[error("{}", say!("foreign-unknown"))]
    Unknown,
    /// It is a bundle of our own, which is merged and not imported.
    #[error("{}", say!("foreign-bundle"))]
    Bundle,
    /// A password stands before it.
    #[error("{}", say!("import-encrypted"))]
    Encrypted,
    /// Another program has it open.
    #[error("{}", say!("foreign-in-use"))]
    InUse,
    /// Somebody does not want it any more.
    #[error("{}", say!("foreign-cancelled"))]
    Cancelled,
}

impl Wrong {
    /// Why a file is of no known format: it may be a bundle of our own.
    #[must_use]
    pub fn unknown(path: &Path) -> Self {
        if is_bundle(path) {
            Self::Bundle
        } else {
            Self::Unknown
        }
    }

    /// In this file.
    #[must_use]
    pub fn of(self, file: impl Into<String>) -> Problem {
        Problem {
            file: file.into(),
            line: None,
            what: self,
        }
    }

    /// In this line of this file, from 1.
    #[must_use]
    pub fn at(self, file: impl Into<String>, line: u64) -> Problem {
        Problem {
            line: Some(line),
            ..self.of(file)
        }
    }

    /// Broken, as the reader of this kind of file says.
    pub fn broken(kind: &'static str, why: &(impl ToString + ?Sized)) -> Self {
        Self::Broken {
            kind,
            why: why.to_string(),
        }
    }

    /// Without something that every file of the format has.
    pub fn lacks(what: impl Into<String>) -> Self {
        Self::Lacks(what.into())
    }
}

/// A path for messages.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}
