//! Saving while people work: on a thread of its own, a moment after they pause.
//!
//! Every edit asks for its parts to be saved and goes on at once. The journal of a later version stands behind the same
//! [`Saver`]: a request will be appended to it and flushed before this thread rewrites the project's file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::model::{Part, Project};

use super::error::SaveFailure;
use super::known::Known;
use super::layout;
use super::save::{Snapshot, ready, refusal};

/// A burst of edits is over when none has come for this long.
const QUIET: Duration = Duration::from_millis(100);
/// Nothing waits longer than this, however long the burst.
const LONGEST: Duration = Duration::from_secs(2);
/// The pause before a failed part is tried again; it doubles with each failure in a row.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LONGEST_RETRY: Duration = Duration::from_secs(30);
/// How long a saver that is dropped waits for a disk that does not answer.
const LAST_WAIT: Duration = Duration::from_secs(10);

/// What is not yet on the disk.
#[derive(Clone, Debug, Default)]
pub struct SaveStatus {
    /// How many parts are waiting, being written, or failed.
    pub pending: usize,
    /// Parts whose last attempt failed. They are kept in memory and tried again.
    pub failed: Vec<SaveFailure>,
    /// When the oldest change was made that is not on the disk.
    pub since: Option<Instant>,
}

/// Writes parts of a project in the background.
///
/// Dropping it writes what is left, once, and waits for that.
#[derive(Debug)]
pub struct Saver {
    shared: Arc<Shared>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    root: PathBuf,
    known: Known,
    state: Mutex<State>,
    /// Something has changed in the state: for the thread and for those who wait for it.
    changed: Condvar,
}

/// A part that is not on the disk.
#[derive(Clone, Debug)]
struct Waiting {
    snapshot: Snapshot,
    since: Instant,
}

#[derive(Debug, Default)]
struct State {
    /// Asked for and not yet tried.
    fresh: BTreeMap<Part, Waiting>,
    /// Being written; with the time since when it waits.
    in_hand: BTreeMap<Part, Instant>,
    /// Tried in vain.
    failed: BTreeMap<Part, (Waiting, SaveFailure)>,
    /// When the first and the last request of the burst came.
    burst: Option<(Instant, Instant)>,
    retry_at: Option<Instant>,
    retry_pause: Duration,
    /// How many rounds have been asked for by [`Saver::flush`], and how many of them are over.
    flushes: u64,
    flushed: u64,
    stop: bool,
    stopped: bool,
}

impl Saver {
    /// Starts the thread. It calls `wake` after every attempt, so that the window can show the new [`SaveStatus`].
    ///
    /// It never writes the parts that are locked in `known`, nor over a file that another program has changed.
    #[must_use]
    pub fn start(
        root: impl Into<PathBuf>,
        known: Known,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            root: root.into(),
            known,
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("postil-saver".to_owned())
            .spawn(move || theirs.run(&wake))
            .inspect_err(|error| tracing::error!(%error, "no thread for saving"))
            .ok();
        Self { shared, thread }
    }

    /// Asks for these parts to be saved as the project is now. Copies nothing but references.
    pub fn request(&self, project: &Project, parts: impl IntoIterator<Item = Part>) {
        let now = Instant::now();
        let mut state = self.shared.state();
        for part in parts {
            let snapshot = Snapshot::of(project, &part);
            let since = state.since(&part).unwrap_or(now);
            state.fresh.insert(part, Waiting { snapshot, since });
        }
        if !state.fresh.is_empty() {
            let first = state.burst.map_or(now, |(first, _)| first);
            state.burst = Some((first, now));
            self.shared.changed.notify_all();
        }
    }

    /// What is not yet on the disk.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        let state = self.shared.state();
        let parts: BTreeSet<&Part> = state
            .fresh
            .keys()
            .chain(state.in_hand.keys())
            .chain(state.failed.keys())
            .collect();
        SaveStatus {
            pending: parts.len(),
            failed: state
                .failed
                .values()
                .map(|(_, failure)| failure.clone())
                .collect(),
            since: parts.iter().filter_map(|part| state.since(part)).min(),
        }
    }

    /// Writes everything that is waiting, failed parts too, and waits for it; at most for `limit`. Says whether nothing
    /// is left to write.
    #[expect(
        clippy::must_use_candidate,
        reason = "what is left is in the status, too"
    )]
    pub fn flush(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        let mut state = self.shared.state();
        state.flushes += 1;
        let mine = state.flushes;
        self.shared.changed.notify_all();
        while state.flushed < mine {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || self.thread.is_none() {
                return false;
            }
            state = self.shared.wait(state, Some(left));
        }
        state.fresh.is_empty() && state.failed.is_empty() && state.in_hand.is_empty()
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
        let state = self.shared.state();
        let mut left: BTreeMap<&Part, SaveFailure> = state
            .fresh
            .keys()
            .chain(state.in_hand.keys())
            .map(|part| {
                let message = "The disk did not answer in time. It is kept in memory; wait a moment and try again.";
                (part, SaveFailure::new(part, message))
            })
            .collect();
        for (part, (_, failure)) in &state.failed {
            left.insert(part, failure.clone());
        }
        if left.is_empty() {
            Ok(())
        } else {
            Err(left.into_values().collect())
        }
    }

    /// Tries failed parts again now instead of after their pause.
    pub fn retry(&self) {
        let mut state = self.shared.state();
        if !state.failed.is_empty() {
            state.retry_at = Some(Instant::now());
            self.shared.changed.notify_all();
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        let deadline = Instant::now() + LAST_WAIT;
        let mut state = self.shared.state();
        state.stop = true;
        self.shared.changed.notify_all();
        while !state.stopped {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                tracing::error!("the disk does not answer: giving up on the last changes");
                return;
            }
            state = self.shared.wait(state, Some(left));
        }
        drop(state);
        let _it_has_said_that_it_ends = thread.join();
    }
}

impl State {
    fn since(&self, part: &Part) -> Option<Instant> {
        let fresh = self.fresh.get(part).map(|waiting| waiting.since);
        let failed = self.failed.get(part).map(|(waiting, _)| waiting.since);
        let in_hand = self.in_hand.get(part).copied();
        [fresh, failed, in_hand].into_iter().flatten().min()
    }

    /// When the thread has something to do next.
    fn due(&self, now: Instant) -> Option<Instant> {
        if self.stop || self.flushed < self.flushes {
            return Some(now);
        }
        let fresh = self
            .burst
            .map(|(first, last)| (last + QUIET).min(first + LONGEST));
        [fresh, self.retry_at].into_iter().flatten().min()
    }

    /// What is to be written now; the newest version of each part.
    fn take(&mut self, now: Instant) -> BTreeMap<Part, Waiting> {
        let all = self.stop || self.flushed < self.flushes;
        let mut round = BTreeMap::new();
        if all || self.retry_at.is_some_and(|at| at <= now) {
            self.retry_at = None;
            for (part, (waiting, _)) in &self.failed {
                round.insert(part.clone(), waiting.clone());
            }
        }
        round.append(&mut self.fresh);
        self.burst = None;
        self.in_hand = round
            .iter()
            .map(|(part, waiting)| (part.clone(), waiting.since))
            .collect();
        round
    }

    /// Notes what came of a round.
    fn settle(
        &mut self,
        round: BTreeMap<Part, Waiting>,
        mut failures: BTreeMap<Part, SaveFailure>,
    ) {
        self.in_hand.clear();
        let worked = failures.len() < round.len();
        for (part, waiting) in round {
            match failures.remove(&part) {
                Some(failure) => self.failed.insert(part, (waiting, failure)),
                None => self.failed.remove(&part),
            };
        }
        if self.failed.is_empty() {
            self.retry_pause = Duration::ZERO;
            self.retry_at = None;
        } else if self.retry_at.is_none() {
            self.retry_pause = if worked || self.retry_pause.is_zero() {
                FIRST_RETRY
            } else {
                (self.retry_pause * 2).min(LONGEST_RETRY)
            };
            self.retry_at = Some(Instant::now() + self.retry_pause);
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        limit: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        match limit {
            Some(limit) => {
                self.changed
                    .wait_timeout(state, limit)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
            None => self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner),
        }
    }

    fn run(&self, wake: &impl Fn()) {
        sweep(&self.root);
        let mut state = self.state();
        loop {
            let now = Instant::now();
            match state.due(now) {
                None => {
                    state = self.wait(state, None);
                    continue;
                }
                Some(due) if due > now => {
                    state = self.wait(state, Some(due - now));
                    continue;
                }
                Some(_) => {}
            }
            let (flushes, last) = (state.flushes, state.stop);
            let round = state.take(now);
            drop(state);
            let failures = self.write(&round);
            state = self.state();
            let wrote = !round.is_empty();
            state.settle(round, failures);
            state.flushed = flushes;
            state.stopped = last;
            self.changed.notify_all();
            if wrote {
                drop(state);
                wake();
                state = self.state();
            }
            if last {
                return;
            }
        }
    }

    fn write(&self, round: &BTreeMap<Part, Waiting>) -> BTreeMap<Part, SaveFailure> {
        if round.is_empty() {
            return BTreeMap::new();
        }
        let folder = ready(&self.root);
        let mut failures = BTreeMap::new();
        let mut order: Vec<_> = round.iter().collect();
        order.sort_by_key(|(_, waiting)| waiting.snapshot.is_last());
        for (part, waiting) in order {
            let result = match (&folder, self.known.get(part)) {
                (Err(why), _) => Err(why.as_str().into()),
                (_, Some(why)) => Err(refusal(why).into()),
                (Ok(folder), None) => waiting.snapshot.write(folder, &self.known),
            };
            if let Err(why) = result {
                let failure = SaveFailure::new(part, why);
                tracing::warn!(%failure, "not saved");
                failures.insert(part.clone(), failure);
            }
        }
        failures
    }
}

/// Takes away what crashed saves left in the folders of a project.
fn sweep(root: &Path) {
    let Ok(folder) = ready(root) else {
        return;
    };
    folder.sweep(Path::new(""));
    folder.sweep(Path::new(layout::ARTICLES));
    for annotator in folder
        .list(Path::new(layout::ANNOTATORS))
        .unwrap_or_default()
    {
        if let Ok(id) = crate::model::AnnotatorId::new(&annotator.name) {
            folder.sweep(&layout::annotator_folder(&id));
            folder.sweep(&layout::layers_folder(&id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(since: Instant) -> Waiting {
        Waiting {
            snapshot: Snapshot::Guidelines("".into()),
            since,
        }
    }

    fn round(part: &Part, since: Instant) -> BTreeMap<Part, Waiting> {
        BTreeMap::from([(part.clone(), waiting(since))])
    }

    fn failure(part: &Part) -> BTreeMap<Part, SaveFailure> {
        BTreeMap::from([(part.clone(), SaveFailure::new(part, "The disk is full."))])
    }

    #[test]
    fn a_burst_ends_with_a_pause_or_when_it_gets_long() {
        let first = Instant::now();
        let due = |last: Duration| {
            let state = State {
                burst: Some((first, first + last)),
                ..State::default()
            };
            state.due(first).map(|due| due - first)
        };
        assert_eq!(due(Duration::ZERO), Some(QUIET));
        assert_eq!(
            due(Duration::from_secs(1)),
            Some(Duration::from_secs(1) + QUIET)
        );
        assert_eq!(due(Duration::from_secs(9)), Some(LONGEST));
        assert_eq!(State::default().due(first), None, "an idle saver sleeps");
    }

    #[test]
    fn the_pause_doubles_while_nothing_works() {
        let now = Instant::now();
        let part = Part::Guidelines;
        let mut state = State::default();
        let mut pauses = Vec::new();
        for _ in 0..8 {
            state.retry_at = None;
            state.settle(round(&part, now), failure(&part));
            assert_eq!(state.since(&part), Some(now), "it keeps its age");
            pauses.push(state.retry_pause.as_millis());
        }
        assert_eq!(
            pauses,
            [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]
        );
        state.settle(round(&part, now), BTreeMap::new());
        assert!(state.failed.is_empty() && state.retry_at.is_none());
    }

    #[test]
    fn a_newer_version_takes_the_place_of_one_that_failed() {
        let now = Instant::now();
        let part = Part::Guidelines;
        let mut state = State::default();
        state.settle(round(&part, now), failure(&part));
        let newer = Waiting {
            snapshot: Snapshot::Guidelines("newer".into()),
            since: now,
        };
        state.fresh.insert(part.clone(), newer);
        state.stop = true;
        let taken = state.take(now);
        assert_eq!(taken.len(), 1);
        assert!(matches!(&taken[&part].snapshot, Snapshot::Guidelines(text) if &**text == "newer"));
    }
}
