//! Why a file cannot be loaded, in words that say what to do.

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
    #[error("It cannot be read ({0}). Check that it exists and that you may read it.")]
    Unreadable(std::io::Error),
    /// It is a folder where a file is expected.
    #[error("It is a folder that cannot be listed. Check that you may read it.")]
    Folder,
    /// There is no text in it.
    #[error("There is no text in it. Nothing was added.")]
    Empty,
    /// It, or its text in UTF-8, is larger than [`LARGEST`](super::LARGEST).
    #[error("It has {} MB; articles can have up to {} MB in UTF-8. Split it into its articles.", bytes.div_ceil(1 << 20), super::LARGEST >> 20)]
    TooLarge {
        /// Its size in bytes, of its text in UTF-8 when only that is too large.
        bytes: u64,
    },
    /// It is some other kind of file.
    #[error("It is {what}, not text. {advice}")]
    NotText {
        /// What it is, with its article: “a PDF file”.
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
}
