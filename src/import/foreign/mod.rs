//! Annotations of other programs into a project.
//!
//! ```text
//! paths ── survey ──> sources ── read (one file a format) ──> Found ── Observed, Mapping ── settle ──> one Edit, one Report
//! ```
//!
//! A reader gives what a file says, in one form for all formats ([`Found`]), in bounded memory and without a panic whatever
//! the file holds. All else is done once for all of them: the unit of offsets is found ([`place`](Counting)), the documents
//! are matched with articles, labels mapped to tags, and all of it made one [`Edit`](crate::model::Edit) by [`settle`]. A
//! broken file is named with the place where it breaks off, and gives nothing; others are read all the same.

mod mapping;
mod neutral;
mod observed;
mod options;
mod ours;
mod place;
mod problem;
mod readers;
mod report;
mod settle;
mod source;
mod survey;

pub use mapping::{Choice, FieldChoice, Mapping};
pub use neutral::{
    Document, End, Entry, Found, Label, Layer, Loss, Losses, Mark, Named, Piece, Plain, Relation,
    Unit,
};
pub use observed::{FieldUse, LabelUse, Observed, RoleUse};
pub use options::COMMON;
pub use place::{Breaks, By, Counting, Placed, Placer};
pub use problem::{Problem, Wrong};
pub use readers::FORMATS;
pub use report::{Counts, Report};
pub use settle::{Read, Settled, Wish, has_field, settle};
pub use source::Source;
pub use survey::{Input, Survey, survey};

use crate::store::Progress;

use super::{Head, Options, Setting, Takes};

/// A kind of file that annotations can be taken from.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name in dialogs.
    pub name: fn() -> &'static str,
    /// How its files end, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What its offsets count, as its programs say.
    pub unit: Unit,
    /// What is taken from it, in a sentence.
    pub about: fn() -> &'static str,
    /// What people can choose about it, beside what they can about all.
    pub settings: &'static [Setting],
    /// Whether its ids are ours, so that they are kept.
    pub keeps_ids: bool,
    /// Whether a file that begins like this is of this format.
    pub(crate) sniff: fn(&Head<'_>) -> bool,
    pub(crate) read: fn(&Source<'_>, &Options) -> Result<Found, Problem>,
}

/// The format with this name on the command line.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Reads a file.
///
/// # Errors
/// [`Problem`] with the place where it breaks off; nothing of it is taken then.
pub fn read(input: &Input, options: &Options, progress: &Progress) -> Result<Read, Problem> {
    let source = Source::file(&input.path, &input.root, progress);
    let mut found = (input.format.read)(&source, options)?;
    ours::restore(&mut found);
    let name = input.path.file_name().unwrap_or_default();
    let folder = input.path.parent().and_then(std::path::Path::file_name);
    Ok(Read {
        file: name.to_string_lossy().into_owned(),
        folder: folder.unwrap_or_default().to_string_lossy().into_owned(),
        format: input.format,
        found,
    })
}

/// Reads bytes as if they were a file of this name without neighbours.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    format: &'static Format,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Read, Problem> {
    let mut found = (format.read)(&Source::bytes(name, bytes), options)?;
    ours::restore(&mut found);
    Ok(Read {
        file: name.to_owned(),
        folder: String::new(),
        format,
        found,
    })
}

#[cfg(test)]
mod tests;
