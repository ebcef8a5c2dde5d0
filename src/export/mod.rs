//! Labelled data for other programs: one table of formats, one file a format.
//!
//! Every format names its unit of offsets, covers each span with its text, and tells in its [`Report`] what it could
//! not carry, a sentence each and only when there was something to lose. A file appears whole or not at all: it is written
//! beside its place and then moved there.

mod csv;
mod file;
mod jsonl;
mod register;
mod selection;

use std::io;
use std::path::{Path, PathBuf};

use crate::model::Project;
use crate::say;

pub use selection::Selection;

/// A kind of file that projects can be exported to.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name in dialogs.
    pub name: fn() -> &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// What is in it, in a sentence.
    pub about: fn() -> &'static str,
    /// What people can choose about it.
    pub choices: &'static [Choice],
    write: Writer,
}

/// Something that people can choose about a format, off unless they do.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name in dialogs.
    pub name: fn() -> &'static str,
    /// What it does, in a sentence.
    pub about: fn() -> &'static str,
    /// Where it stands among the options.
    pub option: fn(&mut Options) -> &mut bool,
}

type Writer = fn(&Project, &Selection, Options, &mut dyn io::Write) -> io::Result<Report>;

/// Whether texts are those that were loaded.
const AS_LOADED: Choice = Choice {
    name: || say!("export-choice-as-loaded"),
    about: || say!("export-choice-as-loaded-about"),
    option: |options| &mut options.as_loaded,
};

/// What can be chosen about tables of annotations.
const ANNOTATIONS: &[Choice] = &[TABLE[0], TABLE[1], AS_LOADED];

/// What can be chosen about tables.
const TABLE: &[Choice] = &[
    Choice {
        name: || say!("export-choice-excel"),
        about: || say!("export-choice-excel-about"),
        option: |options| &mut options.byte_order_mark,
    },
    Choice {
        name: || say!("export-choice-raw"),
        about: || say!("export-choice-raw-about"),
        option: |options| &mut options.raw_cells,
    },
];

/// Every format: dialogs, the help of the command line and [`export`] read this.
pub const FORMATS: &[Format] = &[
    Format {
        id: "jsonl",
        name: || say!("export-format-jsonl"),
        extension: "jsonl",
        about: || say!("export-format-jsonl-about"),
        choices: &[AS_LOADED],
        write: jsonl::write,
    },
    Format {
        id: "csv",
        name: || say!("export-format-csv"),
        extension: "csv",
        about: || say!("export-format-csv-about"),
        choices: ANNOTATIONS,
        write: csv::write,
    },
    Format {
        id: "register",
        name: || say!("export-format-register"),
        extension: "csv",
        about: || say!("export-format-register-about"),
        choices: TABLE,
        write: register::write,
    },
];

/// The format with this name on the command line.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// What was chosen about a format; it looks at its own choices only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Begin a table with a byte order mark, without which Excel takes UTF-8 for an old encoding.
    pub byte_order_mark: bool,
    /// Leave cells as they are that a spreadsheet would take for formulas. For programs only.
    pub raw_cells: bool,
    /// Take the texts as they were loaded, without what was corrected since.
    pub as_loaded: bool,
}

/// What was exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many articles were looked at.
    pub articles: usize,
    /// How many annotations were written.
    pub annotations: usize,
    /// How many entities were written, by a format that is made of them.
    pub entities: Option<usize>,
    /// What the format could not carry, a sentence each.
    pub losses: Vec<String>,
}

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

/// Writes a project to a stream, such as standard output.
///
/// # Errors
/// What the stream says.
pub fn write(
    project: &Project,
    format: &Format,
    selection: &Selection,
    options: Options,
    out: &mut dyn io::Write,
) -> io::Result<Report> {
    let loaded = options.as_loaded.then(|| project.as_loaded());
    let project = loaded.as_ref().unwrap_or(project);
    let report = (format.write)(project, selection, options, out)?;
    out.flush()?;
    Ok(report)
}

/// Writes a project to a file, which is replaced only when all is written. Where a link leads to a file, that file is
/// replaced and the link stays; a pipe or a device is written to as it is. No file of any project is touched.
///
/// # Errors
/// [`ExportError`] when the place is in a project, or cannot be written.
pub fn export(
    project: &Project,
    format: &Format,
    selection: &Selection,
    options: Options,
    path: &Path,
) -> Result<Report, ExportError> {
    file::put(path, |out| write(project, format, selection, options, out))
}

#[cfg(test)]
mod tests;
