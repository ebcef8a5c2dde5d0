//! Labelled data for other programs: one table of formats, one file a format.
//!
//! Every writer reads a `Dataset`: the selected articles with what was marked in them, an article at a
//! time, so that the whole is never in memory. What a format cannot carry stands in its row as data ([`Carries`]);
//! [`survey`] counts how much of it there is before anything is written. A file appears whole or not at all: it is written
//! beside its place and then moved there; so does a folder.

mod brat;
mod carries;
mod census;
mod choice;
mod choices;
mod conll;
mod dataset;
mod doccano;
mod error;
mod file;
mod formats;
mod html;
mod hugging_face;
mod jsonl;
mod label_studio;
mod layers;
mod network;
mod pack;
mod parquet;
mod place;
mod prodigy;
mod refi;
mod selection;
mod split;
mod tables;
mod tei;
mod tokens;
mod uima;
mod web_annotation;
mod webanno;
pub(crate) mod xml;

use std::io::{self, Write as _};
use std::path::Path;

use crate::model::Project;
use crate::store::Progress;

pub use carries::{Carries, Feature, How, Way};
pub use census::Census;
pub use choice::{Choice, Name, Options, Pick};
pub use dataset::Unit;
pub use error::ExportError;
pub use formats::FORMATS;
pub use selection::{Selection, everybody};

use dataset::{Dataset, Stopped};
use place::{Beginning, Nowhere, OnDisk, Place, Zip};

/// A kind of file that projects can be exported to.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name in dialogs.
    pub name: fn() -> &'static str,
    /// What is in it and who reads it, in a sentence or two.
    pub about: fn() -> &'static str,
    /// What it makes.
    pub makes: Makes,
    /// What its offsets count.
    pub unit: Unit,
    /// Whether another unit can be chosen.
    pub can_choose_unit: bool,
    /// What people can choose about it.
    pub choices: &'static [Choice],
    /// What it does with what it has no place for.
    pub carries: Carries,
    /// The text that a preview shows of what is no text itself, or begins with what says nothing to people.
    shown: Option<WriteText>,
    write: Writer,
}

/// What a format makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Makes {
    /// One file; how it ends, without the dot.
    File(&'static str),
    /// A folder of files, or a zip of it when the path ends with `.zip`.
    Folder,
}

/// Writes all of a dataset.
type WriteText = fn(&Dataset<'_>, &mut dyn io::Write) -> io::Result<()>;

#[derive(Clone, Copy, Debug)]
enum Writer {
    File(WriteText),
    Folder(fn(&Dataset<'_>, &mut dyn Place) -> io::Result<()>),
}

/// The format with this name on the command line.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// What is wanted: a format, what of the project, and what was chosen about the format.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The format.
    pub format: &'static Format,
    /// What of the project.
    pub selection: Selection,
    /// What was chosen about the format.
    pub options: Options,
}

impl Wish {
    /// All of a project in a format, as usual.
    #[must_use]
    pub fn of(format: &'static Format) -> Self {
        Self {
            format,
            selection: Selection::default(),
            options: Options::default(),
        }
    }

    /// The option, by its id, that names what is not in the selection, with a sentence that says so: nothing would come of it.
    #[must_use]
    pub fn refused(&self, project: &Project) -> Option<(&'static str, String)> {
        let mut all = self.format.choices.iter();
        let choice = all.find(|choice| choice.id == choices::STATEMENT)?;
        let tags = project.codebook.tags.iter();
        let tags = tags.filter(|tag| !tag.group && self.selection.has_tag(&tag.id));
        let why = network::no_such_tag(self.options.get(choice).trim(), tags)?;
        Some((choice.id, why))
    }

    /// How a file or folder of the format ends, with the dot; empty for a folder.
    #[must_use]
    pub fn ending(&self) -> String {
        match self.format.makes {
            Makes::File(extension) => format!(".{extension}"),
            Makes::Folder => String::new(),
        }
    }
}

/// What was exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many articles were selected.
    pub articles: usize,
    /// How many annotations were selected.
    pub annotations: usize,
    /// How many entities were written, by a format that is made of them.
    pub entities: Option<usize>,
    /// What the format could not carry or carries by a convention, a sentence each.
    pub losses: Vec<String>,
    /// Those of them that tell of a convention: nothing is lost by it.
    pub conventions: Vec<String>,
}

/// Counts what a format could not carry, without writing anything.
///
/// # Errors
/// Only when it is asked to stop.
pub fn survey(project: &Project, wish: &Wish, progress: &Progress) -> io::Result<Report> {
    run(project, wish, progress, |data| match wish.format.write {
        Writer::File(write) => write(data, &mut io::sink()),
        Writer::Folder(write) => write(data, &mut Nowhere),
    })
}

/// How the export begins: its first bytes, at most so many, as text; of several files the beginning of each;
/// nothing of a file that is no text.
///
/// # Errors
/// Only when it is asked to stop.
pub fn preview(
    project: &Project,
    wish: &Wish,
    most: usize,
    progress: &Progress,
) -> io::Result<String> {
    let mut beginning = Beginning::new(most);
    let loaded = wish.selection.as_loaded.then(|| project.as_loaded());
    let data = Dataset::new(
        loaded.as_ref().unwrap_or(project),
        wish.format,
        (&wish.selection, &wish.options),
        progress,
    );
    let written = match (wish.format.shown, wish.format.write) {
        (Some(write), _) | (None, Writer::File(write)) => write(&data, &mut beginning),
        (None, Writer::Folder(write)) => write(&data, &mut beginning),
    };
    match written {
        Err(error) if !Beginning::is_enough(&error) => Err(error),
        _ => Ok(String::from_utf8_lossy(&beginning.kept).into_owned()),
    }
}

/// Writes a project to a stream, such as standard output. A format of several files becomes a zip of them.
///
/// # Errors
/// What the stream says.
pub fn write(
    project: &Project,
    wish: &Wish,
    progress: &Progress,
    out: &mut dyn io::Write,
) -> io::Result<Report> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    let report = run(project, wish, progress, |data| match wish.format.write {
        Writer::File(write) => write(data, &mut out),
        Writer::Folder(write) => {
            let mut zip = Zip::new(&mut out);
            write(data, &mut zip)?;
            zip.finish()
        }
    })?;
    out.flush()?;
    Ok(report)
}

fn run(
    project: &Project,
    wish: &Wish,
    progress: &Progress,
    write: impl FnOnce(&Dataset<'_>) -> io::Result<()>,
) -> io::Result<Report> {
    let loaded = wish.selection.as_loaded.then(|| project.as_loaded());
    let project = loaded.as_ref().unwrap_or(project);
    let data = Dataset::new(
        project,
        wish.format,
        (&wish.selection, &wish.options),
        progress,
    );
    let total = data.articles().count();
    progress
        .total
        .store(total, std::sync::atomic::Ordering::Relaxed);
    let census = Census::of(&data)?;
    write(&data)?;
    let mut losses = census.losses(wish.format.carries);
    losses.extend(data.noted());
    Ok(Report {
        articles: census.articles,
        annotations: census.annotations,
        entities: (wish.format.id == "register").then(|| project.register().len()),
        losses,
        conventions: census.conventions(wish.format.carries),
    })
}

/// Writes a project to a file or a folder, which appears only when all is written. Where a link leads to a file, that file
/// is replaced and the link stays; a pipe or a device is written to as it is. A folder must be new or empty. No file of any
/// project is touched.
///
/// # Errors
/// [`ExportError`] when the place is in a project, or cannot be written, or it was stopped.
pub fn export(
    project: &Project,
    wish: &Wish,
    progress: &Progress,
    path: &Path,
) -> Result<Report, ExportError> {
    let is_zip = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("zip"));
    let result = match wish.format.write {
        Writer::Folder(write) if !is_zip => file::put_folder(path, |folder| {
            run(project, wish, progress, |data| {
                write(data, &mut OnDisk(folder))
            })
        }),
        _ => file::put(path, |out| self::write(project, wish, progress, out)),
    };
    result.map_err(|error| match error {
        ExportError::File { source, .. } | ExportError::Stream { source, .. }
            if source
                .get_ref()
                .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Stopped>) =>
        {
            ExportError::Stopped
        }
        other => other,
    })
}

#[cfg(test)]
mod tests;
