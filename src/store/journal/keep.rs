//! How long the journal is kept: old sessions go, and many short ones become one.
//!
//! Only sessions whose work is all in the project folder are touched. Age is counted from one session to the next, a week
//! at most: a clock that jumps makes nothing old at once.

use std::io;

use jiff::{SignedDuration, Timestamp};

use crate::store::atomic;
use crate::store::disk::Disk;

use super::line::{self, Reading};
use super::shelf::{Locked, lock};
use super::{JOURNAL_FORMAT, Record, Shelf};

/// The longest time that counts between two sessions.
const LONGEST_GAP: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Sessions are joined until they are so long, in bytes.
const LONG: u64 = 4 << 20;
/// So many short sessions in a row are worth joining.
const MANY: usize = 16;

/// A session whose work is all in the project folder.
#[derive(Debug)]
struct Past {
    number: u64,
    length: u64,
    /// When the last deed in it was done, or when it began.
    last: Timestamp,
    /// The sessions that were joined to it.
    holds: Vec<u64>,
    /// Whether all of it is understood, so that it may be written anew.
    is_whole: bool,
}

/// Removes sessions that are wholly older than so many days, none when `days` is 0, and joins short ones. One that cannot
/// be read stays.
pub fn tidy(shelf: &Shelf, disk: &dyn Disk, days: u32, now: Timestamp) {
    if shelf.past_sessions().is_empty() {
        return;
    }
    // Another program may be at it; a disk without locks has few of them.
    let Ok(Locked::Ours(_lock)) = lock(&shelf.past_file("tidy.lock")) else {
        return;
    };
    let mut sessions: Vec<Past> = shelf
        .past_sessions()
        .into_iter()
        .filter_map(|number| Past::read(shelf, number))
        .collect();
    let held: Vec<u64> = sessions
        .iter()
        .flat_map(|session| session.holds.iter().copied())
        .collect();
    sessions.retain(|session| {
        let is_twice = held.contains(&session.number) && session.holds.is_empty();
        if is_twice {
            shelf.forget(session.number);
        }
        !is_twice
    });
    let mut age = age_between(sessions.last().map_or(now, |it| it.last), now);
    let mut old = Vec::new();
    for place in (0..sessions.len()).rev() {
        if place + 1 < sessions.len() {
            age += age_between(sessions[place].last, sessions[place + 1].last);
        }
        if days > 0 && age > SignedDuration::from_hours(24 * i64::from(days)) {
            old.push(place);
        }
    }
    for place in old {
        shelf.forget(sessions.remove(place).number);
    }
    for run in runs(&sessions) {
        if let Err(error) = join(shelf, disk, run) {
            tracing::warn!(%error, "sessions stay apart");
        }
    }
}

/// How much older the earlier of two things is, a week at most.
pub(in crate::store) fn age_between(earlier: Timestamp, later: Timestamp) -> SignedDuration {
    let gap = later.duration_since(earlier);
    gap.clamp(SignedDuration::ZERO, LONGEST_GAP)
}

impl Past {
    fn read(shelf: &Shelf, number: u64) -> Option<Self> {
        let Reading {
            records,
            length,
            damaged,
            ..
        } = shelf.read(number).ok()?;
        let mut last = None;
        let mut is_ours = true;
        let mut holds = Vec::new();
        for record in &records {
            match record {
                Record::Begin { format, at, .. } => {
                    is_ours &= *format <= JOURNAL_FORMAT;
                    last = last.max(Some(*at));
                }
                Record::Deed(deed) => last = last.max(Some(deed.at)),
                Record::Joined { session } => holds.push(*session),
                _ => {}
            }
        }
        Some(Self {
            number,
            length: length as u64,
            last: last?,
            holds,
            is_whole: is_ours && damaged.is_empty(),
        })
    }
}

/// Neighbours that are to be joined.
fn runs(sessions: &[Past]) -> Vec<&[Past]> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < sessions.len() {
        let mut length = 0;
        let fits = |session: &&Past| {
            length += session.length;
            session.is_whole && length <= LONG
        };
        let count = sessions[start..].iter().take_while(fits).count();
        if count >= MANY {
            runs.push(&sessions[start..start + count]);
        }
        start += count.max(1);
    }
    runs
}

/// Puts all into the last of them, and then removes the others. After a crash in between they are there twice, which
/// readers see by their numbers.
fn join(shelf: &Shelf, disk: &dyn Disk, sessions: &[Past]) -> io::Result<()> {
    let Some((last, others)) = sessions.split_last() else {
        return Ok(());
    };
    let mut lines = Vec::new();
    for session in sessions {
        let records = shelf.read(session.number)?.records;
        if !matches!(records.first(), Some(Record::Joined { .. })) {
            let number = session.number;
            lines.extend(line::encode(&Record::Joined { session: number })?);
        }
        for record in &records {
            lines.extend(line::encode(record)?);
        }
    }
    let path = shelf.past_file(&format!("{:06}.log", last.number));
    let expected = crate::store::known::hash_file(&path)?;
    atomic::replace(disk, &path, &lines, Some(expected))
        .map_err(|trouble| io::Error::other(trouble.error().to_string()))?;
    for session in others {
        shelf.forget(session.number);
    }
    Ok(())
}
