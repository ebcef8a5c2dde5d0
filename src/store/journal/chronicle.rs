//! All that was ever done, as far as the journal reaches back: newest first.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::model::{Edit, Project};
use crate::store::StoreError;
use crate::store::parallel::Progress;

use super::{Deed, Record, Shelf};

/// Where a deed stands among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Its session.
    pub session: u64,
    /// Its number there; of letters that are one step, that of the first.
    pub number: u64,
}

/// How much there is to read, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Length of all sessions, in bytes.
    pub bytes: u64,
    /// What could not be read, a sentence each.
    pub remarks: Vec<String>,
}

/// Tells of all deeds, newest first, until it is told to stop. What was typed letter by letter is one deed.
///
/// # Errors
/// [`StoreError::Cancelled`] when `progress` says so.
pub fn backwards(
    shelf: &Shelf,
    progress: &Progress,
    mut each: impl FnMut(Place, Deed) -> ControlFlow<()>,
) -> Result<Reach, StoreError> {
    let mut files = shelf.past_sessions();
    files.extend(shelf.open_sessions());
    files.sort_unstable();
    files.dedup();
    progress.expect(files.len());
    let mut reach = Reach::default();
    let mut told = BTreeSet::new();
    for file in files.into_iter().rev() {
        progress.step()?;
        let reading = match shelf.read(file) {
            Ok(reading) => reading,
            // It has been joined to a later one meanwhile, or was too old.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                reach
                    .remarks
                    .push(format!("A session of the journal cannot be read: {error}."));
                continue;
            }
        };
        reach.bytes += reading.length as u64;
        if !reading.damaged.is_empty() {
            reach.remarks.push(format!(
                "{} lines of the journal are damaged; what they said is missing here.",
                reading.damaged.len()
            ));
        }
        for (session, deeds) in sessions(file, reading.records).into_iter().rev() {
            // A crash between joining and removing leaves a session twice.
            if told.insert(session) && tell(session, deeds, &mut each).is_break() {
                return Ok(reach);
            }
        }
    }
    Ok(reach)
}

/// The deeds of a file by session: it may hold several that were joined.
fn sessions(file: u64, records: Vec<Record>) -> Vec<(u64, Vec<Deed>)> {
    let mut sessions = Vec::new();
    let (mut session, mut deeds) = (file, Vec::new());
    for record in records {
        match record {
            Record::Deed(deed) => deeds.push(*deed),
            Record::Joined { session: next } => {
                if !deeds.is_empty() {
                    sessions.push((session, core::mem::take(&mut deeds)));
                }
                session = next;
            }
            Record::Begin { .. } | Record::Published { .. } | Record::Covers { .. } => {}
        }
    }
    sessions.push((session, deeds));
    sessions
}

/// Tells the deeds of a session, newest first, with those joined that are one step.
fn tell(
    session: u64,
    deeds: Vec<Deed>,
    each: &mut impl FnMut(Place, Deed) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let place = |number| Place { session, number };
    let mut later: Option<(Place, Deed)> = None;
    for mut deed in deeds.into_iter().rev() {
        let here = place(deed.number);
        if let Some((at, after)) = later.take()
            && !deed.join(&after)
        {
            each(at, after)?;
        }
        later = Some((here, deed));
    }
    later.map_or(ControlFlow::Continue(()), |(at, deed)| each(at, deed))
}

/// The project as it was before a deed; `None` when the journal does not know the deed. What was changed without the
/// journal in between stays as it is now.
///
/// # Errors
/// [`StoreError::Cancelled`] when `progress` says so.
pub fn project_before(
    project: &Project,
    shelf: &Shelf,
    place: Place,
    progress: &Progress,
) -> Result<Option<Project>, StoreError> {
    let mut then = project.clone();
    let mut found = false;
    backwards(shelf, progress, |at, deed| {
        if at < place {
            return ControlFlow::Break(());
        }
        found |= at == place;
        for change in &deed.inverse.changes {
            let back = Edit::new("", vec![change.clone()]);
            if let Err(error) = back.apply(&mut then) {
                tracing::info!(%error, "a change cannot be taken back");
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(found.then_some(then))
}
