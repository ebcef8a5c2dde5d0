//! Readers of articles, on files that were written for it.

mod bounds;
mod cancelled;
mod corpus;
mod hostile;
mod kept;

use super::{Format, Given, Loaded, format, from_bytes};
use crate::import::{Options, Problem};
use crate::store::Progress;

/// Reads a file as one of this format.
fn read_as(format: &'static Format, name: &str, bytes: &[u8]) -> Result<Loaded, Problem> {
    let given = Given {
        name,
        bytes,
        options: &Options::default(),
        progress: &Progress::default(),
    };
    from_bytes(&given, Some(format))
}

/// Reads a file as one of the format with this name.
fn read(id: &str, name: &str, bytes: &[u8]) -> Result<Loaded, Problem> {
    read_as(format(id).expect("a format"), name, bytes)
}
