//! How long it takes to bring back what a program left in its journal.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::Row;
use super::stage::milliseconds;
use super::synth::{self, Size};
use crate::model::{AnnotatorId, Author, Way, edits};
use crate::store::{Deed, Desk, Home, Progress, RealDisk, Record, Session, open};

/// How often it is done.
const ROUNDS: usize = 3;
/// So many deeds are written at once.
const BATCH: usize = 1000;

/// Has a program die after so many edits of which none had reached the project folder, and opens its journal.
///
/// # Errors
/// When the folders cannot be written.
pub fn measure(root: &Path, state: &Path, size: Size, edits: usize) -> anyhow::Result<Row> {
    synth::make(root, size)?;
    let opened = open(root, &Progress::default())?;
    let annotator = AnnotatorId::new(synth::ANNOTATOR)?;
    let home = Home::of(state, root);
    let mut session = Session::new(home.shelf(), Arc::new(RealDisk), root);
    write(&mut session, &opened.project, &annotator, edits)?;
    // What is closed in peace is read as what died.
    drop(session);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let disk = Arc::new(RealDisk);
        let desk = Desk::prepare(home.clone(), root, &opened.project, &annotator, disk);
        let mut project = opened.project.clone();
        desk.merged.edit.apply(&mut project)?;
        times.push(milliseconds(begun));
        ensure!(desk.recovery.steps.len() == edits, "an edit is lost");
        let conflicts = desk.merged.conflicts;
        ensure!(conflicts.is_empty(), "{conflicts:?}");
    }
    let name = "bring back 100,000 edits from the journal";
    Ok(Row::new(name, "ms", 1500.0, times))
}

/// Writes notes on one annotation after the other.
fn write(
    session: &mut Session,
    project: &crate::model::Project,
    annotator: &AnnotatorId,
    count: usize,
) -> anyhow::Result<()> {
    let mut project = project.clone();
    let author = Author {
        annotator: annotator.clone(),
        at: jiff::Timestamp::from_second(1_800_000_000)?,
    };
    let key = project.layers.keys().next().context("a layer")?.clone();
    let ids: Vec<_> = project.layers[&key].annotations.keys().cloned().collect();
    let mut records = Vec::new();
    for number in 0..count {
        let annotation = project.layers[&key].annotations[&ids[number % ids.len()]].clone();
        let note = format!("Note {number}");
        let edit = edits::set_note(&project, &author, &key, &annotation, &note);
        let inverse = edit.apply(&mut project)?;
        let mut deed = Deed {
            number: number as u64 + 1,
            ..Deed::new(annotator, author.at, Way::Done, edit, inverse)
        };
        deed.note_places(&project);
        records.push(Record::Deed(Box::new(deed)));
        if records.len() == BATCH || number + 1 == count {
            session.append(&records)?;
            records.clear();
        }
    }
    Ok(())
}
