//! Readers and the way from what they read into a project.

mod files;
mod hostile;
mod round_trip;
mod settling;
mod words;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::*;
use crate::model::{AnnotatorId, Author, Color, Project};

/// The text that every file of the fixture has.
const TEXT: &str =
    "Mayor Ana Núñez 😀 said the port “will close” by 2030.\nUnions, she added, oppose it.\n";

fn author() -> Author {
    Author {
        annotator: AnnotatorId::new("me").unwrap(),
        at: Timestamp::from_second(1_700_000_000).unwrap(),
    }
}

/// A project with nobody but the person who imports.
fn blank() -> Project {
    let mut project = Project::default();
    let me = author().annotator;
    crate::model::edits::put_annotator(&project, &me, "Me", Color([1, 2, 3]))
        .apply(&mut project)
        .unwrap();
    project
}

/// What becomes of some files in a project, with what is proposed.
fn settled(project: &Project, reads: &[Read]) -> Settled {
    let observed = Observed::of(reads.iter().map(|read| &read.found));
    let mapping = Mapping::propose(&project.codebook, &observed);
    settled_as(project, reads, &mapping)
}

fn settled_as(project: &Project, reads: &[Read], mapping: &Mapping) -> Settled {
    let author = author();
    let wish = Wish {
        author: &author,
        annotator: "",
        update: false,
    };
    settle(
        project,
        |_| false,
        reads,
        mapping,
        &wish,
        &Progress::default(),
    )
    .unwrap()
}

/// Takes files into a project; applying fits, and the same files give nothing more.
fn taken(project: &mut Project, reads: &[Read]) -> Report {
    let Settled { edit, report } = settled(project, reads);
    let before = project.clone();
    let inverse = edit.apply(project).unwrap();
    let again = settled(project, reads);
    assert!(again.edit.is_empty(), "{:?}", again.edit.changes);
    let mut undone = project.clone();
    inverse.apply(&mut undone).unwrap();
    assert!(undone == before, "undo takes all of it back");
    report
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/foreign")
        .join(name)
}

/// Reads all that is at a path, as the command line does.
fn reads(path: &Path) -> Vec<Read> {
    reads_with(path, &Options::default())
}

fn reads_with(path: &Path, options: &Options) -> Vec<Read> {
    let found = survey([path], None);
    let inputs = found.inputs.iter();
    inputs
        .map(|input| read(input, options, &Progress::default()).unwrap())
        .collect()
}

/// Every annotation as its tag and what it covers, by place.
fn marks(project: &Project) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (key, layer) in &project.layers {
        let text = &project.articles[&key.article].text;
        for annotation in layer.in_order() {
            let tag = project.codebook.tag_name(&annotation.tag).to_owned();
            all.push((tag, annotation.spans.quotation(text)));
        }
    }
    all
}
