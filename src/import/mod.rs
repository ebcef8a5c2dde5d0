//! Loading articles: from bytes to a text that will not change again, with what can be guessed about it.
//!
//! [`collect`] finds the files, [`articles`] make [`Draft`]s of them (read, clean, guess), and [`admit()`] turns the drafts
//! that are new to a project into one [`Edit`](crate::model::Edit); [`restore()`] gives articles back the texts that they
//! have lost. Nothing of a plain text is altered but line ends and control characters, which are counted. [`entities`] come
//! from tables, and annotations of other programs from [`foreign`] files. [`presets()`] are the codebooks that new projects
//! can start with.

mod admit;
mod archive;
pub mod articles;
mod clean;
mod decode;
pub mod entities;
mod error;
mod files;
pub mod foreign;
mod guess;
mod head;
mod near;
mod options;
mod presets;
mod restore;
mod word_list;
mod xml;

pub use admit::{Admission, Skipped, admit, admit_beside};
pub use articles::{Draft, from_paste, read_articles};
pub use decode::{ENCODINGS, LARGEST};
pub use error::{ImportError, Problem};
pub use files::{articles_of, collect, outside};
pub use head::Head;
pub use near::{Near, NearGroup, near_each_other, near_here};
pub use options::{Options, Setting, Takes};
pub use presets::{DEFAULT_PRESET, Preset, preset, presets};
pub use restore::restore;
pub use word_list::word_list;

/// From more articles than this on a backup is made before they are loaded.
pub const BULK: usize = 20;

pub(crate) use clean::clean;
use clean::{Carry, clean_carrying};
pub(crate) use decode::decode;
use guess::guess;
