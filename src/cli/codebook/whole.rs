//! The codebook as a whole: printed, taken from a file, and followed by one's annotations.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::cli::{Failure, Outcome, Streams};
use crate::model::{Codebook, Edit, Level, check_codebook, edits};
use crate::store;

use super::Desk;

/// What is done with the codebook as a whole.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Make the codebook what a file says, or standard input with -
    Use {
        /// A file like codebook.ron
        file: PathBuf,
    },
    /// Bring your annotations up to the codebook
    Follow,
}

impl Action {
    pub fn edit(&self, desk: &Desk<'_>) -> Result<Edit, Failure> {
        match self {
            Self::Use { file } => replace(desk, &read(file)?),
            Self::Follow => Ok(edits::follow_codebook(desk.project, desk.author)),
        }
    }
}

/// Prints the codebook.
pub(super) fn show(
    book: &Codebook,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    if json {
        streams.json(book)?;
    } else {
        for line in store::codebook_to_ron(book).lines() {
            streams.line(line)?;
        }
    }
    Ok(Outcome::Done)
}

/// The edit that makes the codebook what a text says.
fn replace(desk: &Desk<'_>, text: &str) -> Result<Edit, Failure> {
    let new = store::codebook_from_ron(text).map_err(Failure::refused)?;
    let findings = check_codebook(&new, "codebook");
    let wrong = findings.iter().find(|it| it.level == Level::Error);
    if let Some(wrong) = wrong {
        return Err(Failure::refused(wrong.message.clone()));
    }
    let name = "Change the codebook".to_owned();
    Ok(edits::change_codebook(
        desk.project,
        desk.author,
        name,
        |book| *book = new,
    ))
}

fn read(file: &Path) -> Result<String, Failure> {
    let refused = |error: std::io::Error| {
        Failure::refused(format!("{} cannot be read: {error}.", file.display()))
    };
    if file == Path::new("-") {
        let mut text = String::new();
        (std::io::stdin().read_to_string(&mut text)).map_err(refused)?;
        return Ok(text);
    }
    std::fs::read_to_string(file).map_err(refused)
}
