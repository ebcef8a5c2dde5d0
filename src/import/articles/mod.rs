//! Files that hold articles, of every kind, read into one form.
//!
//! ```text
//! a file ── read (one file a format) ──> Found: Pieces of Blocks ── clean, guess ──> Draft ── what people cut and correct ──> admit ──> one Edit
//! ```
//!
//! A reader gives what its file says and alters nothing: paragraphs in the order in which people read them, what the file itself
//! says of title, source, author and date, and which blocks are likely no part of the article. It works in bounded memory and
//! without a panic whatever the file holds. What is cleaned, guessed and cut is decided once for all of them ([`from_bytes`]).
//!
//! The headline is part of the text: a reader that knows it apart gives it as the first block too.

mod databases;
mod draft;
mod formats;
mod found;
mod html;
mod language;
mod load;
pub mod names;
mod readers;
mod report;
pub mod table;
#[cfg(test)]
mod tests;
mod xml;

pub use draft::Draft;
pub use formats::{FORMATS, Format, format, is_article, is_known_extension, is_plain, sniff};
pub use found::{Block, BlockKind, Cut, Found, Piece, text};
pub use load::{
    LARGEST_FILE, Loaded, bytes_of, find_format, from_bytes, from_paste, guarded, read_articles,
};
#[cfg(feature = "pdf")]
pub use readers::pdf::{check_pages, made as made_pdf, serve as serve_pdf};
pub use report::{Fate, FileReport, Report};

use std::path::Path;
use std::sync::atomic::Ordering;

use crate::say;
use crate::store::Progress;

use super::decode::{Decoded, decode_as};
use super::{Options, Problem, Setting, Takes};

/// What can be chosen about every format.
pub const COMMON: &[Setting] = &[ENCODING];

/// How the text of the file is encoded, when people know better.
pub const ENCODING: Setting = Setting {
    id: "encoding",
    name: || say!("import-option-encoding"),
    about: || say!("import-option-encoding-about"),
    takes: Takes::Encoding,
    default: "",
};

/// A file that is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Its name, without its folder.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// What people chose about its format.
    pub options: &'a Options,
    /// Says how far it is, and whether somebody still wants it.
    pub progress: &'a Progress,
}

impl Given<'_> {
    /// The same options for something that is in the file.
    #[must_use]
    pub fn inside<'b>(&'b self, name: &'b str, bytes: &'b [u8]) -> Given<'b> {
        Given {
            name,
            bytes,
            ..*self
        }
    }

    /// Its ending, lower case, without the dot.
    #[must_use]
    pub fn extension(&self) -> String {
        super::head::extension(Path::new(self.name))
    }

    /// An error unless somebody still waits for the file: to be asked between two articles, and in long work on one.
    ///
    /// # Errors
    /// [`Problem::Cancelled`].
    pub fn go_on(&self) -> Result<(), Problem> {
        if self.progress.cancel.load(Ordering::Relaxed) {
            return Err(Problem::Cancelled);
        }
        Ok(())
    }

    /// All of it as text, in the encoding that people chose, else in that which it is found to have.
    ///
    /// # Errors
    /// When there is nothing in it, or it is no text.
    pub fn text(&self) -> Result<Decoded, Problem> {
        self.text_as(None)
    }

    /// As [`Self::text`], for a file that says how it is encoded: people know better, and a byte order mark does.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn text_as(
        &self,
        said: Option<&'static encoding_rs::Encoding>,
    ) -> Result<Decoded, Problem> {
        decode_as(self.bytes, self.options.encoding(&ENCODING), said)
    }
}
