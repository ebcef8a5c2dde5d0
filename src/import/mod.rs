//! Loading articles: from bytes to a text that will not change again, with what can be guessed about it.
//!
//! [`collect`] finds the files, [`read_file`] and [`from_paste`] make [`Draft`]s of them (decode, clean, guess), and
//! [`admit()`] turns the drafts that are new to a project into one [`Edit`](crate::model::Edit); [`restore()`] gives
//! articles back the texts that they have lost. Nothing of a text is altered but line ends and control characters, which
//! are counted. [`entities`] come from tables, and annotations of other
//! programs from [`foreign`] files. [`presets()`] are the codebooks that new projects can start with.

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
mod presets;
mod restore;
mod word_list;

use crate::say;

pub use admit::{Admission, Skipped, admit, admit_beside};
pub use decode::LARGEST;
pub use error::{ImportError, Problem};
pub use files::{Draft, collect, from_paste, outside, read_file};
pub use presets::{DEFAULT_PRESET, Preset, preset, presets};
pub use restore::restore;
pub use word_list::word_list;

/// From more articles than this on a backup is made before they are loaded.
pub const BULK: usize = 20;

pub(crate) use clean::clean;
use clean::{Carry, clean_carrying};
use decode::Decoded;
pub(crate) use decode::decode;
use guess::guess;

/// A kind of file that articles can be loaded from.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in dialogs and in the help.
    pub name: fn() -> &'static str,
    /// How its files end, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What becomes of a file, in a sentence.
    pub about: fn() -> &'static str,
}

/// Every kind of file that can be loaded: the file dialog, the help of the command line and [`collect`] read this.
pub const FORMATS: &[Format] = &[
    Format {
        name: || say!("import-format-text"),
        extensions: &["txt", "text"],
        about: || say!("import-format-text-about"),
    },
    Format {
        name: || say!("import-format-markdown"),
        extensions: &["md", "markdown"],
        about: || say!("import-format-markdown-about"),
    },
];

/// Whether files that end like this are loaded from folders, whatever the case.
fn is_known_extension(extension: &str) -> bool {
    FORMATS
        .iter()
        .flat_map(|format| format.extensions)
        .any(|known| known.eq_ignore_ascii_case(extension))
}
