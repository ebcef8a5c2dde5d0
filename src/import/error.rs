//! Why a file cannot be loaded, in words that say what to do.

use crate::say;

/// A file that cannot be loaded, and why.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct ImportError {
    /// The file as the user named it; “Pasted text” for a paste.
    pub file: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The system does not let us read it.
    #[error("{}", say!("import-unreadable", why = .0.to_string()))]
    Unreadable(std::io::Error),
    /// It is a folder where a file is expected.
    #[error("{}", say!("import-folder"))]
    Folder,
    /// There is no text in it.
    #[error("{}", say!("import-empty"))]
    Empty,
    /// It, or its text in UTF-8, is larger than [`LARGEST`](super::LARGEST).
    #[error("{}", say!("import-too-large", size = .bytes.div_ceil(1 << 20), most = super::LARGEST >> 20))]
    TooLarge {
        /// Its size in bytes, of its text in UTF-8 when only that is too large.
        bytes: u64,
    },
    /// The file is larger than what is read of files.
    #[error("{}", say!("import-file-too-large", size = .bytes.div_ceil(1 << 20), most = super::articles::LARGEST_FILE >> 20))]
    FileTooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// It is some other kind of file.
    #[error("{}", say!("import-not-text", what = *.what, advice = *.advice))]
    NotText {
        /// What it is, with its article: “a PDF file”.
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// It breaks the rules of its own kind of file.
    #[error("{}", say!("import-broken", kind = *.kind, why = .why))]
    Broken {
        /// The kind of file: “DOCX”, “ZIP”.
        kind: &'static str,
        /// What its reader says, with the place.
        why: String,
    },
    /// It can be read and gives no article: what its reader says, in sentences.
    #[error("{0}")]
    Refused(String),
    /// It ends as a format's files do, and no format reads like this.
    #[error("{}", say!("import-unknown"))]
    Unknown,
    /// It unfolds to more than is read.
    #[error("{}", say!("import-unfolds", most = .most >> 20))]
    Unfolds {
        /// The most that is read, in bytes.
        most: u64,
    },
    /// A password stands before it.
    #[error("{}", say!("import-encrypted"))]
    Encrypted,
    /// All its pages are pictures.
    #[error("{}", say!("import-only-pictures"))]
    OnlyPictures,
    /// Reading it took longer than is waited for.
    #[error("{}", say!("import-too-slow", seconds = *.seconds))]
    TooSlow {
        /// How long was waited, in seconds.
        seconds: u64,
    },
    /// Somebody does not want it any more.
    #[error("{}", say!("foreign-cancelled"))]
    Cancelled,
}
