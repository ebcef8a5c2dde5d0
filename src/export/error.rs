//! Why nothing was written.

use std::io;
use std::path::PathBuf;

use crate::say;

/// An export that failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place is in a project, whose files an export must not replace and where it would be a stray.
    #[error("{}", say!(
        "export-in-project",
        path = .path.display().to_string(),
        project = .project.display().to_string(),
    ))]
    InProject {
        /// The file that was to be written.
        path: PathBuf,
        /// The project folder, without links.
        project: PathBuf,
    },
    /// There is a folder of that name.
    #[error("{}", say!("export-folder", path = .0.display().to_string()))]
    Folder(PathBuf),
    /// There is a file where a folder was to be made.
    #[error("{}", say!("export-no-folder", path = .0.display().to_string()))]
    NoFolder(PathBuf),
    /// The folder is there and has something in it.
    #[error("{}", say!("export-full", path = .0.display().to_string()))]
    Full(PathBuf),
    /// Somebody stopped it.
    #[error("{}", say!("export-stopped"))]
    Stopped,
    /// The file cannot be written.
    #[error("{}", say!(
        "export-not-written",
        path = .path.display().to_string(),
        why = .source.to_string(),
    ))]
    File {
        /// The file that was to be written.
        path: PathBuf,
        /// Why, as the system says it.
        source: io::Error,
    },
    /// A pipe or a device did not take everything.
    #[error("{}", say!(
        "export-not-whole",
        path = .path.display().to_string(),
        why = .source.to_string(),
    ))]
    Stream {
        /// The pipe or device.
        path: PathBuf,
        /// Why, as the system says it.
        source: io::Error,
    },
}
