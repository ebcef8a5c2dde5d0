//! Files that hold articles, of every kind, read into one form.
//!
//! ```text
//! a file ── read (one file a format) ──> Found: Pieces of Blocks ── what people cut and correct ──> Draft ── admit ──> one Edit
//! ```
//!
//! A reader gives what its file says and alters nothing: paragraphs in the order in which people read them, what the file itself
//! says of title, source, author and date, and which blocks are likely no part of the article. It works in bounded memory and
//! without a panic whatever the file holds. What is cleaned, guessed and cut is decided once for all of them.

mod found;
pub mod names;
pub mod table;

pub use found::{Block, BlockKind, Cut, Found, Piece};

use crate::store::Progress;

use super::foreign::Options;

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
