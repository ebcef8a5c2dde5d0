//! How long it takes to merge two versions of a large layer.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, anyhow, ensure};

use super::Row;
use super::stage::milliseconds;
use super::synth::{self, Size};
use crate::model::Part;
use crate::model::merge::Told;
use crate::store::{Progress, codebook_from_ron, merge_files, open, part_path};

/// How often it is done.
const ROUNDS: usize = 3;
/// One of so many annotations is changed on each side.
const CHANGED: usize = 50;

/// Changes some annotations of a layer on either side and merges the three files, as git has it done: reading, merging,
/// writing.
///
/// # Errors
/// When the folder cannot be written.
pub fn measure(root: &Path, size: Size) -> anyhow::Result<Row> {
    synth::make(root, size)?;
    let opened = open(root, &Progress::default())?;
    let key = opened.project.layers.keys().next().context("a layer")?;
    let part = Part::Layer(key.clone());
    let base = std::fs::read_to_string(root.join(part_path(&part)))?;
    let book = std::fs::read_to_string(root.join("codebook.ron"))?;
    let book = codebook_from_ron(&book).map_err(|why| anyhow!(why))?;
    // Both sides change a few annotations, some of them the same.
    let (ours, theirs) = (changed(&base, 0, "ours"), changed(&base, 1, "theirs"));
    let told = Told {
        name: "Merge".to_owned(),
        other: "the other side".to_owned(),
    };
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let versions = [Some(&*base), Some(&*ours), Some(&*theirs)];
        let merged = merge_files(&part, versions, Some(&book), &told);
        times.push(milliseconds(begun));
        let merged = merged.map_err(|why| anyhow!(why))?;
        let count = merged.text.matches("(id: \"").count();
        ensure!(count >= size.annotations, "an annotation is lost");
    }
    Ok(Row::new(
        "merge two versions of all annotations",
        "ms",
        1500.0,
        times,
    ))
}

/// The layer with a note in some of its annotations.
fn changed(layer: &str, first: usize, note: &str) -> String {
    let lines = layer
        .split_inclusive('\n')
        .enumerate()
        .map(|(number, line)| {
            if number % CHANGED == first && line.contains("(id: \"") {
                line.replacen("tag: ", &format!("note: \"{note}\", tag: "), 1)
            } else {
                line.to_owned()
            }
        });
    lines.collect()
}
