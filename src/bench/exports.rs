//! How long it takes to export a million annotations.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::Row;
use super::stage::{milliseconds, peak_megabytes};
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
    drop(opened);
    rows.extend(memory_row(root));
    Ok(rows)
}

/// Names, in the environment of another process, the project that it is to read and export, and to say how much memory that
/// took at most.
pub const PEAK_OF: &str = "POSTIL_BENCH_PEAK_OF";

/// Measured in a process of its own, as a script would do it.
fn memory_row(root: &Path) -> Option<Row> {
    // A test would run all tests.
    let program = std::env::current_exe().ok().filter(|_| !cfg!(test))?;
    let mut command = std::process::Command::new(program);
    let said = command.arg("bench").env(PEAK_OF, root).output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let name = "export all annotations from the files: memory";
    Some(Row::new(name, "MB", 300.0, vec![said.trim().parse().ok()?]))
}

/// Reads a project and exports it in each format; the most memory that the whole process ever had, in megabytes.
///
/// # Errors
/// When the project cannot be read, or nothing be written beside it.
pub fn peak_of(root: &Path) -> anyhow::Result<f64> {
    let opened = open(root, &Progress::default())?;
    for (id, _) in FORMATS {
        let wish = Wish::of(format(id).context("a format")?);
        export(
            &opened.project,
            &wish,
            &Progress::default(),
            &root.with_extension(id),
        )?;
    }
    peak_megabytes().context("the system does not say")
}
