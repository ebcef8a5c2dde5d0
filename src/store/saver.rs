//! Saving while people work, on threads of its own: an edit goes into the [journal](super::Session) at once and counts as
//! saved when the disk has confirmed it; the files of the project folder follow when people pause.
//!
//! Without a journal the folder is written to a moment after each edit.

mod gate;
mod outside;
mod publisher;
mod scribe;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::model::{Part, Project, merge};
use crate::say;

use super::conflict::OtherVersion;
use super::error::SaveFailure;
use super::journal::{Deed, Record, Session};
use super::known::Known;
use super::save::Snapshot;
use super::watch::Watch;

pub use gate::{Gate, KeptOut};
use publisher::{Pace, Shared, State, Waiting};
use scribe::{Scribe, ScribeStatus};

/// How long a saver that is dropped waits for a disk that does not answer.
const LAST_WAIT: Duration = Duration::from_secs(10);

/// What is not yet safe, and what is not yet in the project folder.
#[derive(Clone, Debug, Default)]
pub struct SaveStatus {
    /// How many edits are in memory only. Without a journal that is not counted.
    pub in_memory: usize,
    /// Since when the oldest of them is.
    pub in_memory_since: Option<Instant>,
    /// Whether there is a journal, so that what is not pending in memory is safe on this computer.
    pub has_journal: bool,
    /// Why the journal cannot be written, if that is so. It is tried again.
    pub trouble: Option<String>,
    /// How many parts are not in the project folder: waiting, being written, or failed.
    pub pending: usize,
    /// Parts whose last attempt failed. They are tried again.
    pub failed: Vec<SaveFailure>,
    /// When the oldest change was made that is not in the project folder.
    pub since: Option<Instant>,
}

impl SaveStatus {
    /// Whether everything would be there after a crash now.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        if self.has_journal {
            self.in_memory == 0
        } else {
            self.pending == 0
        }
    }
}

/// What the owner of a project is to know of its folder.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Another program changed a part. Its changes are to be taken in; then [`Saver::taken_in`] is to be called.
    Outside {
        /// The part.
        part: Part,
        /// Its file, as it is shown.
        file: String,
        /// What was changed.
        steps: Vec<merge::Step>,
    },
    /// Another version of a part lies in the folder. It is to be taken in; then [`Saver::brought`] is to be called.
    Other(OtherVersion),
    /// Another program removed this file, and it was written again.
    Revived(String),
    /// Another program removed this file of a part. What it held is kept.
    Gone(Part, String),
    /// Another program left something in this file that cannot be read, for this reason.
    Unreadable(String, String),
}

/// Saves a project in the background.
///
/// Dropping it writes what is left, once, and waits for that.
pub struct Saver {
    shared: Arc<Shared>,
    thread: Option<thread::JoinHandle<()>>,
    scribe: Option<Arc<Mutex<Scribe>>>,
    deeds: AtomicU64,
    watch: Option<Watch>,
}

impl core::fmt::Debug for Saver {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter
            .debug_struct("Saver")
            .field("root", &self.shared.root)
            .finish_non_exhaustive()
    }
}

/// So long the folder waits for the journal, which takes milliseconds.
const JOURNAL_FIRST: Duration = Duration::from_secs(5);

impl Saver {
    /// Starts the threads. They call `wake` after every attempt, so that the window can show the new [`SaveStatus`].
    ///
    /// `base` is the project as the folder holds it, as far as `known` knows. The saver never writes the parts that are
    /// locked in `known`, nor over a file that another program has changed.
    #[must_use]
    pub fn start(
        root: impl Into<PathBuf>,
        known: Known,
        base: &Project,
        journal: Option<Session>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let pace = if journal.is_some() {
            Pace::EASY
        } else {
            Pace::BRISK
        };
        let shared = Arc::new(Shared {
            root: root.into(),
            known,
            state: Mutex::new(State::new(base.clone(), pace)),
            changed: Condvar::new(),
        });
        let wake = Arc::new(wake);
        let scribe = journal.map(|session| {
            let wake = Arc::clone(&wake);
            Arc::new(Mutex::new(Scribe::start(session, move || wake())))
        });
        let (theirs, notes) = (Arc::clone(&shared), scribe.clone());
        let published = move |parts: Vec<(Part, u64)>| {
            if let Some(scribe) = &notes {
                let scribe = scribe.lock().unwrap_or_else(PoisonError::into_inner);
                for (part, through) in parts {
                    // What was never in the journal needs no note there.
                    if through > 0 {
                        scribe.note(Record::Published { part, through });
                    }
                }
            }
        };
        let awaited = scribe.clone();
        // The folder never runs ahead of the journal: what a power cut takes from the end of that would be undone in the
        // folder by what is left. While the journal fails, the folder is the only safe place.
        let journaled = move || {
            let began = Instant::now();
            while began.elapsed() < JOURNAL_FIRST
                && let Some(scribe) = &awaited
            {
                let status = scribe
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .status();
                if status.deeds == 0 || status.trouble.is_some() {
                    break;
                }
                thread::sleep(Duration::from_millis(1));
            }
        };
        let thread = thread::Builder::new()
            .name("postil-saver".to_owned())
            .spawn(move || theirs.run(&*wake, &published, &journaled))
            .inspect_err(|error| tracing::error!(%error, "no thread for saving"))
            .ok();
        Self {
            shared,
            thread,
            scribe,
            deeds: AtomicU64::new(0),
            watch: None,
        }
    }

    /// Watches the folder from now on: what other programs change there comes as [`Event`]s.
    pub fn watch(&mut self) {
        let shared = Arc::clone(&self.shared);
        self.watch = Some(Watch::start(&self.shared.root, move |files| {
            shared.state().looks.extend(files);
            shared.changed.notify_all();
        }));
    }

    /// Looks, in the background, which files other programs have changed, if the folder is watched: when the window is used
    /// again.
    pub fn look(&self) {
        if let Some(watch) = &self.watch {
            watch.look();
        }
    }

    fn scribe(&self) -> Option<MutexGuard<'_, Scribe>> {
        let scribe = self.scribe.as_ref()?;
        Some(scribe.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Has a deed written into the journal, after which the project is as it is now, and its parts brought into the
    /// folder. The number of the deed is given here. Copies little but references.
    pub fn record(&self, deed: Deed, project: &Project) {
        let parts = deed.edit.parts();
        self.record_of(parts, deed, project);
    }

    /// As [`record`](Self::record) of a deed that changes these parts, for whoever knows them: of a hundred thousand changes it
    /// takes a part of a frame to find them.
    pub fn record_of(&self, parts: Vec<Part>, mut deed: Deed, project: &Project) {
        let number = self.deeds.fetch_add(1, Ordering::Relaxed) + 1;
        deed.number = number;
        if let Some(scribe) = self.scribe() {
            scribe.record(deed, project);
        }
        self.ask(project, parts, number);
    }

    /// Has it noted that what an older session left has been taken in: by the deeds that were recorded before.
    pub fn covers(&self, session: u64, through: u64) {
        if let Some(scribe) = self.scribe() {
            scribe.note(Record::Covers { session, through });
        }
    }

    /// Asks for these parts to be brought into the folder as the project is now. Copies nothing but references.
    pub fn request(&self, project: &Project, parts: impl IntoIterator<Item = Part>) {
        self.ask(project, parts, self.deeds.load(Ordering::Relaxed));
    }

    fn ask(&self, project: &Project, parts: impl IntoIterator<Item = Part>, through: u64) {
        let now = Instant::now();
        let mut state = self.shared.state();
        for part in parts {
            let snapshot = Snapshot::of(project, &part);
            let since = state.since(&part).unwrap_or(now);
            let waiting = Waiting {
                snapshot,
                since,
                through,
            };
            state.fresh.insert(part, waiting);
        }
        if !state.fresh.is_empty() {
            let first = state.burst.map_or(now, |(first, _)| first);
            state.burst = Some((first, now));
            self.shared.changed.notify_all();
        }
    }

    /// What the owner of the project is to know.
    #[must_use]
    pub fn take_events(&self) -> Vec<Event> {
        core::mem::take(&mut self.shared.state().events)
    }

    /// What another program wrote into a part has been taken into the project.
    pub fn taken_in(&self, project: &Project, part: Part) {
        let mut state = self.shared.state();
        let Some(since) = state.awaiting.remove(&part) else {
            return;
        };
        let snapshot = Snapshot::of(project, &part);
        // Where nothing of ours is in it, the file stays as it is.
        if snapshot == Snapshot::of(&state.base, &part) {
            state.fresh.remove(&part);
            self.shared.changed.notify_all();
            return;
        }
        let waiting = Waiting {
            snapshot,
            since,
            through: self.deeds.load(Ordering::Relaxed),
        };
        state.fresh.insert(part, waiting);
        let now = Instant::now();
        state.burst.get_or_insert((now, now));
        self.shared.changed.notify_all();
    }

    /// What another program wrote into a part cannot be taken in: the part is not written any more by this saver, and counts
    /// as failed.
    pub fn set_aside(&self, project: &Project, part: Part) {
        let mut state = self.shared.state();
        let since = *state
            .awaiting
            .entry(part.clone())
            .or_insert_with(Instant::now);
        state.fresh.remove(&part);
        let waiting = Waiting {
            snapshot: Snapshot::of(project, &part),
            since,
            through: self.deeds.load(Ordering::Relaxed),
        };
        let why = say!("save-not-taken-in");
        let failure = SaveFailure::new(&part, why);
        state.failed.insert(part, (waiting, failure));
    }

    /// What another version of a part holds has been taken into the project. Once that is in the folder, the version goes
    /// into the state folder.
    pub fn brought(&self, project: &Project, other: OtherVersion) {
        if other.is_git {
            self.request(project, [other.part]);
        } else {
            self.shared.state().merged.push(other);
            self.shared.changed.notify_all();
        }
    }

    /// Looks, in the background, whether other programs changed these files of the project, given relative to its folder.
    pub fn look_at(&self, files: impl IntoIterator<Item = PathBuf>) {
        let mut state = self.shared.state();
        state.looks.extend(files);
        self.shared.changed.notify_all();
    }

    /// What is not yet safe, and what is not yet in the project folder.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        let ScribeStatus {
            deeds,
            since: in_memory_since,
            trouble,
        } = self
            .scribe()
            .map_or_else(ScribeStatus::default, |scribe| scribe.status());
        let mut state = self.shared.state();
        if self.scribe.is_some() {
            // The folder is the only safe place while the journal is not.
            state.pace = if trouble.is_some() {
                Pace::BRISK
            } else {
                Pace::EASY
            };
        }
        SaveStatus {
            in_memory: deeds,
            in_memory_since,
            has_journal: self.scribe.is_some(),
            trouble,
            pending: state.pending(),
            failed: state
                .failed
                .values()
                .map(|(_, failure)| failure.clone())
                .collect(),
            since: state.oldest(),
        }
    }

    /// Waits until everything that was recorded is in the journal, at most for `limit`. Says whether it is.
    #[must_use]
    pub fn flush_journal(&self, limit: Duration) -> bool {
        self.scribe().is_some_and(|scribe| scribe.flush(limit))
    }

    /// The way to the folder for a thread that has another program work there.
    #[must_use]
    pub fn gate(&self) -> Gate {
        Gate::of(Arc::clone(&self.shared), self.scribe.clone())
    }

    /// Brings everything that is waiting into the folder, failed parts too, and waits for it; at most for `limit`. Says
    /// whether nothing is left to write.
    pub fn flush(&self, limit: Duration) -> bool {
        self.thread.is_some() && self.gate().flush(limit)
    }

    /// Brings what is waiting into the folder without waiting for a pause: when people turn to something else.
    pub fn publish_soon(&self) {
        let mut state = self.shared.state();
        if !state.fresh.is_empty() {
            state.flushes += 1;
            self.shared.changed.notify_all();
        }
    }

    /// Writes everything that is waiting, and waits for it at most ten seconds: for the end of the work on a project. The
    /// saver stays in service, so that work can go on when something could not be written.
    ///
    /// # Errors
    /// What is not on the disk, and why.
    pub fn finish(&self) -> Result<(), Vec<SaveFailure>> {
        if self.flush(LAST_WAIT) {
            return Ok(());
        }
        let left = self.gate().left();
        if left.is_empty() { Ok(()) } else { Err(left) }
    }

    /// Tries everything that failed again, and brings what is waiting into the folder, now instead of after a pause.
    pub fn retry(&self) {
        if let Some(scribe) = self.scribe() {
            scribe.retry();
        }
        let mut state = self.shared.state();
        if !state.failed.is_empty() || !state.fresh.is_empty() {
            state.flushes += 1;
            self.shared.changed.notify_all();
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let deadline = Instant::now() + LAST_WAIT;
            let mut state = self.shared.state();
            state.stop = true;
            self.shared.changed.notify_all();
            while !state.stopped {
                let left = deadline.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    tracing::error!("the disk does not answer: giving up on the last changes");
                    break;
                }
                state = self.shared.wait(state, Some(left));
            }
            let stopped = state.stopped;
            drop(state);
            if stopped {
                let _it_has_said_that_it_ends = thread.join();
            }
        }
        // Last, because it notes what has reached the folder.
        if let Some(mut scribe) = self.scribe() {
            scribe.stop(LAST_WAIT);
        }
    }
}

/// Waits until there is something to do, as `due` says of the state; the time when that is.
fn wait_until_due<'a, T>(
    changed: &Condvar,
    mut state: MutexGuard<'a, T>,
    due: impl Fn(&T, Instant) -> Option<Instant>,
) -> (MutexGuard<'a, T>, Instant) {
    loop {
        let now = Instant::now();
        let pause = match due(&state, now) {
            Some(due) if due <= now => return (state, now),
            due => due.map(|due| due - now),
        };
        state = wait(changed, state, pause);
    }
}

/// Waits for news, at most for `limit`.
fn wait<'a, T>(
    changed: &Condvar,
    state: MutexGuard<'a, T>,
    limit: Option<Duration>,
) -> MutexGuard<'a, T> {
    match limit {
        Some(limit) => {
            changed
                .wait_timeout(state, limit)
                .unwrap_or_else(PoisonError::into_inner)
                .0
        }
        None => changed.wait(state).unwrap_or_else(PoisonError::into_inner),
    }
}
