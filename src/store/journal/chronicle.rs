//! All that was ever done, as far as the journal reaches back: newest first.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Edit, Project};
use crate::say;
use crate::store::StoreError;
use crate::store::parallel::Progress;

use super::line::{Reading, sessions};
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

/// Tells of all deeds, newest first, until it is told to stop. What was typed letter by letter is one deed. Those of sessions
/// that were open at the same time are told by their times; each session keeps its own order, whatever the clock said.
///
/// # Errors
/// [`StoreError::Cancelled`] when `progress` says so.
pub fn backwards(
    shelf: &Shelf,
    progress: &Progress,
    mut each: impl FnMut(Place, Deed) -> ControlFlow<()>,
) -> Result<Reach, StoreError> {
    let open = shelf.open_sessions();
    let mut numbers = shelf.past_sessions();
    numbers.extend(&open);
    numbers.sort_unstable();
    numbers.dedup();
    progress.expect(numbers.len());
    // When the last deed of each was done; of those that are being written nobody knows.
    let last = |number| {
        (!open.contains(&number))
            .then(|| shelf.last_deed(number))
            .flatten()
    };
    let mut files: Vec<(u64, Option<Timestamp>)> = numbers
        .iter()
        .map(|&number| (number, last(number)))
        .collect();
    let mut reach = Reach::default();
    let mut known = BTreeSet::new();
    let mut stacks: Vec<Stack> = Vec::new();
    loop {
        let newest = (0..stacks.len()).max_by_key(|&at| (stacks[at].last(), stacks[at].session));
        // First those are read that may have something later to tell.
        let wanted = match newest.and_then(|at| stacks[at].last()) {
            None => files.len().checked_sub(1),
            Some(next) => files
                .iter()
                .rposition(|(_, last)| last.is_none_or(|last| last >= next)),
        };
        if let Some(at) = wanted {
            progress.step()?;
            let (file, _) = files.remove(at);
            let records = read(shelf, file, &mut reach).map_or_else(Vec::new, |it| it.records);
            for (session, records) in sessions(file, records) {
                let deeds: Vec<Deed> = records.into_iter().filter_map(deed_of).collect();
                // A crash between joining and removing leaves a session twice.
                if !deeds.is_empty() && known.insert(session) {
                    stacks.push(Stack { session, deeds });
                }
            }
            continue;
        }
        let Some(newest) = newest else {
            return Ok(reach);
        };
        let stack = &mut stacks[newest];
        if let Some((place, deed)) = stack.pop()
            && each(place, deed).is_break()
        {
            return Ok(reach);
        }
        if stack.deeds.is_empty() {
            stacks.swap_remove(newest);
        }
    }
}

fn read(shelf: &Shelf, file: u64, reach: &mut Reach) -> Option<Reading> {
    let reading = match shelf.read(file) {
        Ok(reading) => reading,
        // It has been joined to a later one meanwhile, or was too old.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            let why = error.to_string();
            let remark = say!("journal-session-unreadable", why = why);
            reach.remarks.push(remark);
            return None;
        }
    };
    reach.bytes += reading.length as u64;
    if !reading.damaged.is_empty() {
        reach
            .remarks
            .push(say!("journal-lines-damaged", count = reading.damaged.len()));
    }
    Some(reading)
}

/// The deeds of a session that have not been told.
struct Stack {
    session: u64,
    /// Oldest first.
    deeds: Vec<Deed>,
}

impl Stack {
    /// When the one was done that is told next.
    fn last(&self) -> Option<Timestamp> {
        self.deeds.last().map(|deed| deed.at)
    }

    /// The newest deed, with those before it that are one step with it.
    fn pop(&mut self) -> Option<(Place, Deed)> {
        let mut later = self.deeds.pop()?;
        let mut number = later.number;
        while let Some(mut deed) = self.deeds.pop() {
            let first = deed.number;
            if !deed.join(&later) {
                self.deeds.push(deed);
                break;
            }
            (later, number) = (deed, first);
        }
        let session = self.session;
        Some((Place { session, number }, later))
    }
}

fn deed_of(record: Record) -> Option<Deed> {
    match record {
        Record::Deed(deed) => Some(*deed),
        _ => None,
    }
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
        for change in &deed.inverse.changes {
            let back = Edit::new("", vec![change.clone()]);
            if let Err(error) = back.apply(&mut then) {
                tracing::info!(%error, "a change cannot be taken back");
            }
        }
        if at == place {
            found = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    Ok(found.then_some(then))
}
