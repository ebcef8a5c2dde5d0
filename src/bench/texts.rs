//! How long it takes to load many plain texts, from their files to those of the project.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::ensure;

use super::Row;
use super::stage::{Stage, milliseconds};
use super::synth::{self, Size};

/// Until 100,000 plain texts are articles and on the disk, in milliseconds; fewer have as much less.
const TEXTS: f64 = 60_000.0;
/// What nobody notices between two frames, in milliseconds.
const FRAME: f64 = 100.0;
/// Words of a text: half a kilobyte.
const WORDS: usize = 110;
/// So many texts are in a folder.
const FOLDER: usize = 1000;

/// Loads so many texts from files into an open project of one article, as the window does: read, compared with each other and with
/// what is there, added as one edit, written to the project folder. And the longest frame meanwhile.
///
/// # Errors
/// When the folder cannot be written, or a text is lost.
pub fn measure(stage: &mut Stage, folder: &Path, texts: usize) -> anyhow::Result<Vec<Row>> {
    let (root, files) = (folder.join("project"), folder.join("texts"));
    let size = Size {
        articles: 1,
        bytes: 500,
        annotations: 0,
        links: false,
        script: synth::Script::English,
        seed: 5,
    };
    synth::make(&root, size)?;
    let mut random = fastrand::Rng::with_seed(6);
    for number in 0..texts {
        let folder = files.join(format!("{:03}", number / FOLDER));
        if number.is_multiple_of(FOLDER) {
            fs::create_dir_all(&folder)?;
        }
        // The tenth word is a tenth as frequent as the first.
        let words = (0..WORDS).map(|_| format!("{:x}", 20_000f64.powf(random.f64()) as u32));
        let words: Vec<String> = words.collect();
        let text = format!("Report {number}\n\n{}.\n", words.join(" "));
        fs::write(folder.join(format!("{number:06}.txt")), text)?;
    }
    stage.open(&root);
    stage.until("the project is there", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|it| it.open.is_some() && !it.reading)
    });
    stage.saved();
    let begun = Instant::now();
    stage.load(vec![files]);
    let (_, longest) = stage.until("the texts are articles", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|it| it.project.articles.len() > texts)
    });
    stage.saved();
    let took = milliseconds(begun) * 100_000.0 / texts as f64;
    let written = fs::read_dir(root.join("articles"))?.count();
    ensure!(
        written == 2 * (texts + 1),
        "{written} files of {texts} texts"
    );
    Ok(vec![
        Row::new("load 100,000 plain texts", "ms", TEXTS, vec![took]),
        Row::new(
            "load plain texts: longest frame",
            "ms",
            FRAME,
            vec![longest],
        ),
    ])
}
