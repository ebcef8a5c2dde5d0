//! What is measured, by the project on which it is.

use std::path::Path;

use anyhow::{Context as _, ensure};

use super::stage::Stage;
use super::synth::{self, Script, Size};
use super::{
    Row, agreement, alike, anchors, codebook, copies, correcting, deciding, exports, gaps, merging,
    pages, passages, people, register, replay, reviewing, table, texts, work,
};

/// How much is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Size of the article in megabytes (1,000,000 bytes).
    pub megabytes: f64,
    /// Its annotations.
    pub annotations: usize,
    /// Size of the very large article in megabytes.
    pub large: f64,
    /// Articles of the project of many, each of half a kilobyte with ten annotations.
    pub articles: usize,
    /// How often each quick piece of work is done.
    pub rounds: usize,
    /// Words of the articles.
    pub script: Script,
    /// Measured alone, if it names anything: `article`, `linked`, `many`, `entities`, `mark-all`, `copies`, `table`, `missing`, `people`, `very-large`,
    /// `correction`, `changed-text`, `merge`, `journal`, `agreement`, `reviewing`, `export` or
    /// `documents`.
    pub only: String,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            megabytes: 10.0,
            annotations: 100_000,
            large: 100.0,
            articles: 100_000,
            rounds: 200,
            script: Script::English,
            only: String::new(),
        }
    }
}

impl Wanted {
    /// One large article.
    fn size(&self) -> Size {
        Size {
            articles: 1,
            bytes: (self.megabytes * 1e6) as usize,
            annotations: self.annotations,
            links: false,
            script: self.script,
            seed: 3,
        }
    }
}

/// What is needed to measure: the program, where projects go, how much is wanted, and what was measured before.
struct Bench<'a> {
    stage: &'a mut Stage,
    folder: &'a Path,
    wanted: &'a Wanted,
    rows: &'a mut Vec<Row>,
}

/// Measures on a project of its own, which it makes.
type Section = fn(&mut Bench<'_>) -> anyhow::Result<()>;

/// All that is measured, in this order: the last leave memory that the first would be counted with.
const SECTIONS: &[(&str, Section)] = &[
    ("article", large_article),
    ("linked", linked_article),
    ("many", many_articles),
    ("entities", many_entities),
    ("tags", many_tags),
    ("mark-all", mark_all),
    ("copies", copies_among_many),
    ("table", many_annotations),
    ("missing", much_missing),
    ("people", many_people),
    ("deciding", two_people),
    ("very-large", very_large_article),
    ("correction", correction),
    ("changed-text", changed_text),
    ("merge", merge),
    ("journal", journal),
    ("agreement", agreement),
    ("reviewing", reviewing),
    ("export", export_all),
    ("documents", documents),
];

/// Makes the projects in a temporary folder and measures what is wanted.
///
/// # Errors
/// When the temporary folder cannot be written, or nothing is of the name that is wanted.
pub fn measure(wanted: &Wanted) -> anyhow::Result<Vec<Row>> {
    let names: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
    let only = wanted.only.as_str();
    ensure!(
        only.is_empty() || names.contains(&only),
        "there is no “{only}” to measure, only {}",
        names.join(", ")
    );
    let folder = tempfile::tempdir().context("a temporary folder")?;
    let mut stage = Stage::new(&folder.path().join("state"));
    let mut rows = Vec::new();
    for (name, section) in SECTIONS {
        if only.is_empty() || only == *name {
            section(&mut Bench {
                stage: &mut stage,
                folder: &folder.path().join(name),
                wanted,
                rows: &mut rows,
            })?;
            stage.close();
        }
    }
    Ok(rows)
}

/// Plain texts, web pages, and a long PDF.
fn documents(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let articles = bench.wanted.articles.max(10);
    let measured = texts::measure(bench.stage, bench.folder, articles)?;
    bench.rows.extend(measured);
    bench.rows.extend(pages::measure(articles / 100)?);
    #[cfg(feature = "pdf")]
    bench.rows.push(super::documents::measure()?);
    Ok(())
}

fn agreement(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    bench.rows.extend(agreement::measure(bench.wanted)?);
    Ok(())
}

fn reviewing(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    bench.rows.extend(reviewing::measure()?);
    Ok(())
}

fn large_article(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let Bench {
        stage,
        folder,
        wanted,
        rows,
    } = bench;
    synth::make(folder, wanted.size())?;
    let names = [
        "open: first frame with text",
        "open: every annotation, from the copy",
        "open: every annotation, from the files",
        "open: longest frame meanwhile",
    ];
    let memory = Some("memory over the program idle");
    work::open(stage, folder, wanted, memory, names, rows);
    work::jump_to_last(stage, rows);
    work::scroll(
        stage,
        wanted,
        ["scroll by a line", "scroll by a page", "jump anywhere"],
        rows,
    );
    work::mark(stage, wanted, rows);
    work::select(stage, wanted, rows);
    work::find(stage, wanted, rows);
    work::set_anew(stage, wanted, rows);
    stage.saved();
    let frames = stage.settle();
    rows.push(Row::new("idle", "frames", 0.0, vec![frames as f64]));
    Ok(())
}

/// The same project with links: chips beside the text, arcs for the chosen annotation.
fn linked_article(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let linked = Size {
        links: true,
        ..bench.wanted.size()
    };
    synth::make(bench.folder, linked)?;
    let names = [
        "all linked, open: first frame with text",
        "all linked, open: from the copy",
        "all linked, open: from the files",
        "all linked, open: longest frame meanwhile",
    ];
    // What others have left of the memory that they had would be counted too.
    let Bench {
        stage,
        folder,
        wanted,
        rows,
    } = bench;
    work::open(stage, folder, wanted, None, names, rows);
    work::follow(stage, wanted, rows);
    work::show_colleague(stage, wanted, rows);
    Ok(())
}

fn many_articles(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let many = Size {
        articles: bench.wanted.articles,
        bytes: 500,
        annotations: 10,
        ..bench.wanted.size()
    };
    synth::make(bench.folder, many)?;
    let state = bench.stage.postil.settings.state.clone();
    // First, so that nothing else is measured with it.
    let backup = work::back_up(&state.unwrap_or_default(), bench.folder)?;
    let name = "many articles: the first backup";
    bench
        .rows
        .push(Row::new(name, "ms", 10_000.0, vec![backup]));
    work::open_many(bench.stage, bench.folder, bench.wanted, bench.rows);
    Ok(())
}

fn many_entities(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = register::measure(bench.stage, bench.folder, bench.wanted.rounds)?;
    bench.rows.extend(measured);
    Ok(())
}

fn many_tags(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = codebook::measure(bench.stage, bench.folder, bench.wanted.rounds)?;
    bench.rows.extend(measured);
    Ok(())
}

fn mark_all(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let articles = bench.wanted.articles / 5;
    bench
        .rows
        .extend(alike::measure(articles.max(10), bench.wanted.rounds)?);
    bench
        .rows
        .extend(passages::measure(articles.max(10), bench.wanted.rounds)?);
    Ok(())
}

fn copies_among_many(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = copies::measure(bench.wanted.articles.max(8))?;
    bench.rows.extend(measured);
    Ok(())
}

fn many_annotations(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = table::measure(bench.stage, bench.folder, bench.wanted)?;
    bench.rows.extend(measured);
    Ok(())
}

fn much_missing(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = gaps::measure(bench.stage, bench.folder, bench.wanted)?;
    bench.rows.extend(measured);
    Ok(())
}

fn many_people(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = people::measure(bench.stage, bench.folder, bench.wanted)?;
    bench.rows.extend(measured);
    Ok(())
}

fn two_people(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let measured = deciding::measure(bench.stage, bench.folder, bench.wanted)?;
    bench.rows.extend(measured);
    Ok(())
}

fn very_large_article(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let large = Size {
        bytes: (bench.wanted.large * 1e6) as usize,
        annotations: 0,
        ..bench.wanted.size()
    };
    synth::make(bench.folder, large)?;
    work::open_large(bench.stage, bench.folder, bench.wanted, bench.rows);
    Ok(())
}

/// A tenth of the large article with all of its annotations.
fn correction(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let size = bench.wanted.size();
    let dense = Size {
        bytes: size.bytes / 10,
        ..size
    };
    let measured = correcting::measure(bench.stage, bench.folder, dense)?;
    bench.rows.extend(measured);
    Ok(())
}

fn changed_text(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let row = anchors::measure(bench.folder, bench.wanted.size())?;
    bench.rows.push(row);
    Ok(())
}

fn merge(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let row = merging::measure(bench.folder, bench.wanted.size())?;
    bench.rows.push(row);
    Ok(())
}

fn export_all(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let many = Size {
        articles: bench.wanted.articles,
        bytes: 500,
        annotations: 10,
        ..bench.wanted.size()
    };
    bench.rows.extend(exports::measure(bench.folder, many)?);
    Ok(())
}

fn journal(bench: &mut Bench<'_>) -> anyhow::Result<()> {
    let state = bench.folder.with_extension("state");
    let (size, edits) = (bench.wanted.size(), bench.wanted.annotations);
    let row = replay::measure(bench.folder, &state, size, edits)?;
    bench.rows.push(row);
    Ok(())
}
