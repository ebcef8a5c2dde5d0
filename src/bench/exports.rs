//! How long it takes to export a million annotations.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::Row;
use super::stage::milliseconds;
use super::synth::{self, Size};
use crate::export::{Wish, export, format};
use crate::store::{Progress, open};

/// How often it is done.
const ROUNDS: usize = 3;
/// The formats, and what is said of each.
const FORMATS: [(&str, &str); 2] = [
    ("jsonl", "export all annotations as JSON lines"),
    ("csv", "export all annotations as CSV"),
];

/// Exports a project as scripts do, from the open project to a file on the disk.
///
/// # Errors
/// When the folder cannot be written.
pub fn measure(root: &Path, size: Size) -> anyhow::Result<Vec<Row>> {
    synth::make(root, size)?;
    let opened = open(root, &Progress::default())?;
    let mut rows = Vec::new();
    for (id, name) in FORMATS {
        let wish = Wish::of(format(id).context("a format")?);
        let out = root.with_extension(id);
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            let report = export(&opened.project, &wish, &Progress::default(), &out)?;
            times.push(milliseconds(begun));
            ensure!(
                report.annotations == size.articles * size.annotations,
                "an annotation is lost"
            );
        }
        rows.push(Row::new(name, "ms", 2000.0, times));
    }
    Ok(rows)
}
