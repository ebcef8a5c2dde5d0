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

pub use selection::Selection;

/// A kind of file that projects can be exported to.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name in dialogs.
    pub name: &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// What is in it, in a sentence.
    pub about: &'static str,
    /// What people can choose about it.
    pub choices: &'static [Choice],
    write: Writer,
}

/// Something that people can choose about a format, off unless they do.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name in dialogs.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// Where it stands among the options.
    pub option: fn(&mut Options) -> &mut bool,
}

type Writer = fn(&Project, &Selection, Options, &mut dyn io::Write) -> io::Result<Report>;

/// Whether texts are those that were loaded.
const AS_LOADED: Choice = Choice {
    name: "Texts as they were loaded",
    about: "Leave out what was corrected in the texts since; annotations stand where they stood then.",
    option: |options| &mut options.as_loaded,
};

/// What can be chosen about tables of annotations.
const ANNOTATIONS: &[Choice] = &[TABLE[0], TABLE[1], AS_LOADED];

/// What can be chosen about tables.
const TABLE: &[Choice] = &[
    Choice {
        name: "For Excel",
        about: "Begin with a byte order mark, without which Excel shows other letters than English ones wrongly.",
        option: |options| &mut options.byte_order_mark,
    },
    Choice {
        name: "Cells as they are",
        about: "Leave out the ' before cells that a spreadsheet would take for formulas. For programs only.",
        option: |options| &mut options.raw_cells,
    },
];

/// Every format: dialogs, the help of the command line and [`export`] read this.
pub const FORMATS: &[Format] = &[
    Format {
        id: "jsonl",
        name: "JSON lines",
        extension: "jsonl",
        about: "One article a line with its text and annotations; offsets in code points.",
        choices: &[AS_LOADED],
        write: jsonl::write,
    },
    Format {
        id: "csv",
        name: "CSV",
        extension: "csv",
        about: "One annotation a row, one column an attribute and a link role, without the articles' texts; offsets in code points.",
        choices: ANNOTATIONS,
        write: csv::write,
    },
    Format {
        id: "register",
        name: "Entities as CSV",
        extension: "csv",
        about: "The register: one entity a row with its names, attributes, offices and group, to be read in again.",
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
    #[error("{} is in the project folder {}. Nothing was written. Choose a place outside it.", path.display(), project.display())]
    InProject {
        /// The file that was to be written.
        path: PathBuf,
        /// The project folder, without links.
        project: PathBuf,
    },
    /// There is a folder of that name.
    #[error("{} is a folder. Nothing was written. Give the name of a file.", .0.display())]
    Folder(PathBuf),
    /// The file cannot be written.
    #[error("{} could not be written: {source}. What was there before is still there. Check the folder, its permissions and the space on the disk.", path.display())]
    File {
        /// The file that was to be written.
        path: PathBuf,
        /// Why, as the system says it.
        source: io::Error,
    },
    /// A pipe or a device did not take everything.
    #[error("{} did not take the whole export: {source}.", path.display())]
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
