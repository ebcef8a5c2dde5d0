//! What dead sessions hold that is not in the project folder, and what was done in earlier ones.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::merge::{self, Merged, Step, Told};
use crate::model::{
    Annotation, AnnotatorId, Article, ArticleId, Change, Course, Detached, Part, Past, Project,
    Slot,
};
use crate::say;

use super::line::{Reading, sessions};
use super::{Deed, JOURNAL_FORMAT, Record, Shelf};

/// So many steps of earlier sessions can be undone.
const UNDOABLE: usize = 1000;
/// So many lines of a session are looked at for that: beside deeds it has notes of what has reached the folder.
const LINES: usize = 4 * UNDOABLE;

/// What dead sessions hold that is not in the project folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovery {
    /// What was done and has not reached the folder, oldest first.
    pub steps: Vec<Step>,
    /// The sessions that these steps are from, each with the number of its last deed.
    pub covers: Vec<(u64, u64)>,
    /// Sessions that have nothing for the folder any more.
    pub past: Vec<u64>,
    /// What people should know, a sentence each.
    pub remarks: Vec<String>,
}

impl Recovery {
    /// What a project becomes when it takes in what was left.
    #[must_use]
    pub fn merge(&self, project: &Project) -> Merged {
        let told = Told {
            name: say!("journal-bring-back").to_owned(),
            other: say!("journal-other").to_owned(),
        };
        merge::resolve(project, &self.steps, &told)
    }
}

/// Looks through the sessions of programs that are gone. Writes nothing.
#[must_use]
pub fn recover(shelf: &Shelf, project: &Project) -> Recovery {
    let mut recovery = Recovery::default();
    let dead = shelf.dead();
    let mut sessions = BTreeMap::new();
    let mut covered: BTreeMap<u64, u64> = BTreeMap::new();
    for number in shelf.open_sessions() {
        let reading = match shelf.read(number) {
            Ok(reading) => reading,
            Err(error) => {
                tracing::warn!(number, %error, "a session cannot be read");
                if dead.contains(&number) {
                    recovery
                        .remarks
                        .push(say!("journal-unreadable", why = error.to_string()));
                }
                continue;
            }
        };
        for record in &reading.records {
            if let Record::Covers { session, through } = record {
                covered.insert(*session, *through);
            }
        }
        sessions.insert(number, reading);
    }
    // One that was copied here by hand says nothing of this project.
    sessions.retain(|number, reading: &mut Reading| {
        let is_ours = reading.is_of(&project.settings.id);
        if !is_ours && dead.contains(number) {
            recovery.remarks.push(say!(
                "journal-of-another",
                file = format!("{number:06}.log"),
            ));
        }
        is_ours
    });
    join(&mut sessions);
    sessions.retain(|number, _| dead.contains(number));
    for (number, reading) in sessions {
        if let Some(Record::Begin { format, .. }) = reading.records.first()
            && *format > JOURNAL_FORMAT
        {
            recovery.remarks.push(say!("journal-newer").to_owned());
            continue;
        }
        if !reading.damaged.is_empty() {
            let lines: Vec<String> = reading.damaged.iter().map(usize::to_string).collect();
            recovery
                .remarks
                .push(say!("journal-damaged", lines = lines.join(", ")));
        }
        if reading.torn {
            tracing::info!(number, "the last line of a session was not finished");
        }
        let covered = covered.get(&number).copied().unwrap_or(0);
        let last = unpublished(reading.records, covered, project, &mut recovery.steps);
        match last {
            Some(last) => recovery.covers.push((number, last)),
            None => recovery.past.push(number),
        }
    }
    recovery
}

/// Where a session went on in another file, what that file says of deeds counts for the first one too: those that were
/// written again are there once, and those that have reached the folder have.
fn join(sessions: &mut BTreeMap<u64, Reading>) {
    let mut later: BTreeMap<u64, (Vec<Record>, BTreeSet<u64>)> = BTreeMap::new();
    for (number, reading) in sessions.iter_mut().rev() {
        let (mut notes, mut numbers) = later.remove(number).unwrap_or_default();
        let before = reading.follows();
        let own: Vec<u64> = reading.records.iter().filter_map(number_of).collect();
        let is_again = |record: &Record| number_of(record).is_some_and(|it| numbers.contains(&it));
        reading.records.retain(|record| !is_again(record));
        reading.records.extend(notes.iter().cloned());
        if let Some(before) = before {
            numbers.extend(own);
            let published = |record: &&Record| matches!(record, Record::Published { .. });
            notes = reading.records.iter().filter(published).cloned().collect();
            later.insert(before, (notes, numbers));
        }
    }
}

fn number_of(record: &Record) -> Option<u64> {
    match record {
        Record::Deed(deed) => Some(deed.number),
        _ => None,
    }
}

/// The steps of a session of which nothing has been taken in yet.
pub(in crate::store) fn steps(records: Vec<Record>, project: &Project) -> Vec<Step> {
    let mut steps = Vec::new();
    let _number = unpublished(records, 0, project, &mut steps);
    steps
}

/// The steps of a session that have not reached the files of their parts, and the number of its last deed if there are any.
fn unpublished(
    records: Vec<Record>,
    covered: u64,
    project: &Project,
    steps: &mut Vec<Step>,
) -> Option<u64> {
    let mut published: BTreeMap<Part, u64> = BTreeMap::new();
    for record in &records {
        if let Record::Published { part, through } = record {
            let known = published.entry(part.clone()).or_default();
            *known = (*known).max(*through);
        }
    }
    let texts = texts_then(&records, project);
    let mut last = None;
    for record in records {
        let Record::Deed(deed) = record else { continue };
        if deed.number <= covered {
            continue;
        }
        let mut deed = *deed;
        let changes = core::mem::take(&mut deed.edit.changes);
        let count = changes.len();
        for (at, change) in changes.into_iter().enumerate() {
            if published
                .get(&change.part())
                .is_some_and(|through| *through >= deed.number)
            {
                continue;
            }
            last = Some(deed.number);
            // An inverse sets the slots in the opposite order.
            let inverse = deed.inverse.changes.get(count - 1 - at);
            let from = inverse
                .filter(|inverse| inverse.is_of_same_slot(&change))
                .cloned()
                .unwrap_or_else(|| change.current(project));
            steps.push(settled(&deed, from, change, project, &texts));
        }
    }
    last
}

/// The articles whose texts the session has corrected, as they will read once its steps are taken in: they know all
/// texts on which something was done.
fn texts_then(records: &[Record], project: &Project) -> BTreeMap<ArticleId, Article> {
    let mut then: BTreeMap<ArticleId, Article> = BTreeMap::new();
    let deeds = records.iter().filter_map(|record| match record {
        Record::Deed(deed) => Some(deed),
        _ => None,
    });
    for deed in deeds {
        let backwards = deed.inverse.changes.iter().rev();
        for (change, inverse) in deed.edit.changes.iter().zip(backwards) {
            let (Change::Corrections(id, to), Change::Corrections(_, from)) = (change, inverse)
            else {
                continue;
            };
            let known = then.get(id).or(project.articles.get(id).map(AsRef::as_ref));
            let Some(known) = known else { continue };
            // Where somebody else has corrected the text meanwhile, that stays, and the list is known all the same.
            let lists = if known.corrections == from.list {
                vec![&to.list]
            } else {
                vec![&to.list, &known.corrections]
            };
            let mut article = known.clone();
            for list in lists {
                if let Ok((corrected, _)) = article.corrected(list) {
                    article = corrected;
                }
            }
            then.insert(id.clone(), article);
        }
    }
    then
}

/// A change on the text as it will be, by what was corrected since it was made; nothing when that leaves it no place.
fn along(change: &Change, course: &Course) -> Option<Change> {
    let Change::Annotation(key, id, Slot::Present(annotation)) = change else {
        return Some(change.clone());
    };
    let spans = course.fate(&annotation.spans).spans()?;
    let moved = Annotation {
        spans,
        ..Annotation::clone(annotation)
    };
    let slot = Slot::Present(Arc::new(moved));
    Some(Change::Annotation(key.clone(), id.clone(), slot))
}

/// A step on the text as it will be: where that is another one, the annotation is put where its words stand, or kept
/// without a place.
fn settled(
    deed: &Deed,
    from: Change,
    to: Change,
    project: &Project,
    texts: &BTreeMap<ArticleId, Article>,
) -> Step {
    let Change::Annotation(key, id, slot) = &to else {
        return Step { from, to };
    };
    let now = project.articles.get(&key.article).map(AsRef::as_ref);
    let Some(article) = texts.get(&key.article).or(now) else {
        return Step { from, to };
    };
    let made_on = deed.texts.get(&key.article);
    let Some(made_on) = made_on.filter(|sha256| **sha256 != article.sha256) else {
        return Step { from, to };
    };
    let course = article.since(made_on).map(|(_, course)| course);
    if let Some(course) = &course {
        let gone = || Change::Annotation(key.clone(), id.clone(), Slot::Absent);
        let from = along(&from, course).unwrap_or_else(gone);
        if let Some(to) = along(&to, course) {
            return Step { from, to };
        }
    }
    let Slot::Present(annotation) = slot else {
        return Step { from, to };
    };
    let now = to.current(project);
    // Opening may have found its place in the new text already. Offsets into the old one say nothing.
    if let Change::Annotation(_, _, Slot::Present(known)) = &now
        && course.is_none()
    {
        let moved = Annotation {
            spans: known.spans.clone(),
            ..Annotation::clone(annotation)
        };
        let to = Change::Annotation(key.clone(), id.clone(), Slot::Present(Arc::new(moved)));
        return Step { from: now, to };
    }
    let stored = deed.places.get(id).cloned().unwrap_or_default();
    let reason = say!("lost-in-journal");
    let lost = Detached::of(annotation, stored, made_on, reason.to_owned());
    let lost = Change::Detached(key.clone(), id.clone(), Some(lost));
    Step {
        from: lost.current(project),
        to: lost,
    }
}

/// What this annotator did in earlier sessions, oldest first, as far as it can be undone.
#[must_use]
pub fn past(shelf: &Shelf, project: &Project, annotator: &AnnotatorId) -> Vec<Past> {
    let mut files = shelf.past_sessions();
    files.extend(shelf.dead());
    files.sort_unstable();
    let mut past: Vec<Past> = Vec::new();
    // What was written again in a later session, by the one in which it stood first.
    let mut again: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    'files: for file in files.into_iter().rev() {
        let Ok(reading) = shelf.read_end(file, LINES) else {
            break;
        };
        for (number, records) in sessions(file, reading.records).into_iter().rev() {
            let session = Reading {
                records,
                ..Reading::default()
            };
            // A crash between joining and removing leaves a session twice.
            if !session.is_of(&project.settings.id) || !known.insert(number) {
                continue;
            }
            let written_again = again.remove(&number).unwrap_or_default();
            if let Some(before) = session.follows() {
                let own = session.records.iter().filter_map(number_of);
                let numbers = again.entry(before).or_default();
                numbers.extend(own.chain(written_again.iter().copied()));
            }
            let deeds = session
                .records
                .into_iter()
                .filter_map(|record| match record {
                    Record::Deed(deed) if deed.by == *annotator => Some(deed),
                    _ => None,
                })
                .filter(|deed| !written_again.contains(&deed.number));
            let mut deeds: Vec<Box<Deed>> = deeds.collect();
            // Spans of another text lead astray.
            let stands = |deed: &Deed| {
                deed.texts.iter().all(|(id, sha256)| {
                    let article = project.articles.get(id);
                    article.is_none_or(|article| article.sha256 == *sha256)
                })
            };
            let first = deeds.iter().rposition(|deed| !stands(deed));
            let is_whole = first.is_none();
            deeds.drain(..first.map_or(0, |first| first + 1));
            past.splice(0..0, deeds.iter().map(|deed| deed.past()));
            if !is_whole || past.len() >= UNDOABLE {
                break 'files;
            }
        }
    }
    let surplus = past.len().saturating_sub(UNDOABLE);
    past.drain(..surplus);
    past
}
