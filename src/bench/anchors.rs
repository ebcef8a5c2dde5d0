//! How long it takes to place the annotations of an article whose text has changed.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::Row;
use super::stage::milliseconds;
use super::synth::{self, Size};
use crate::store::{Cache, OldTexts, Progress, open_articles};

/// How often it is done.
const ROUNDS: usize = 3;

/// Changes every hundredth word of an article and reads its layer.
///
/// # Errors
/// When the folder cannot be written.
pub fn measure(root: &Path, size: Size) -> anyhow::Result<Row> {
    synth::make(root, size)?;
    let path = root.join("articles/article-0.txt");
    let old = std::fs::read_to_string(&path).context("the text of the article")?;
    let words = old.split(' ').enumerate();
    let words = words.map(|(number, word)| if number % 100 == 99 { "quay" } else { word });
    std::fs::write(&path, words.collect::<Vec<_>>().join(" "))?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let progress = Progress::default();
        let mut opened = open_articles(root, Cache::default(), &progress)?;
        let text = old.clone();
        let texts = OldTexts::new(move |_| Some(text.clone().into_bytes()));
        opened.locked = core::mem::take(&mut opened.locked).with_old_texts(texts);
        let begun = Instant::now();
        opened.read_layers(&progress)?;
        times.push(milliseconds(begun));
        let moved: usize = opened.reanchored.iter().map(|it| it.moved).sum();
        let left: usize = opened.reanchored.iter().map(|it| it.left).sum();
        ensure!(moved + left == size.annotations, "an annotation is lost");
    }
    Ok(Row::new(
        "read a layer whose text has changed by 1 %",
        "ms",
        2000.0,
        times,
    ))
}
