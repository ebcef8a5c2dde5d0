//! The thread that brings the parts of a project into its folder, a moment after people pause.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::model::{Part, Project};
use crate::say;
use crate::store::conflict::OtherVersion;
use crate::store::error::{Refusal, SaveFailure};
use crate::store::folder::Folder;
use crate::store::known::Known;
use crate::store::lay::lay_new;
use crate::store::layout;
use crate::store::save::{Snapshot, ready, refusal};

use super::{Event, outside};

/// The pause before a failed part is tried again; it doubles with each failure in a row.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LONGEST_RETRY: Duration = Duration::from_secs(30);

/// When the folder is written to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// A burst of edits is over when none has come for this long.
    pub quiet: Duration,
    /// Nothing waits longer than this, however long the burst.
    pub longest: Duration,
}

impl Pace {
    /// While the journal has everything: every writing is an upload for a synchronising program.
    pub const EASY: Self = Self {
        quiet: Duration::from_secs(1),
        longest: Duration::from_secs(10),
    };
    /// While there is no other place that is safe.
    pub const BRISK: Self = Self {
        quiet: Duration::from_millis(100),
        longest: Duration::from_secs(2),
    };
}

/// Called with the parts that have reached the folder, each with the number of the last deed in it.
pub(super) type Published = dyn Fn(Vec<(Part, u64)>) + Send + Sync;

/// What both sides of the publisher share.
pub(super) struct Shared {
    pub root: PathBuf,
    pub known: Known,
    pub state: Mutex<State>,
    /// Something has changed in the state: for the thread and for those who wait for it.
    pub changed: Condvar,
}

/// A part that is not in the folder.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub snapshot: Snapshot,
    pub since: Instant,
    /// Number of the last deed that is in it.
    pub through: u64,
}

#[derive(Debug)]
pub(super) struct State {
    pub pace: Pace,
    /// Asked for and not yet tried.
    pub fresh: BTreeMap<Part, Waiting>,
    /// Being written; with the time since when it waits.
    pub in_hand: BTreeMap<Part, Instant>,
    /// Tried in vain.
    pub failed: BTreeMap<Part, (Waiting, SaveFailure)>,
    /// Changed by another program: not written before that has been taken in.
    pub awaiting: BTreeMap<Part, Instant>,
    /// What the folder held when it was last read or written, as a project: shares what it can with the open one.
    pub base: Project,
    /// What the owner of the project is to know.
    pub events: Vec<Event>,
    /// Other versions that were merged: they go into the state folder when what they changed is in the project folder.
    pub merged: Vec<OtherVersion>,
    /// Files to be looked at, because another program may have changed them.
    pub looks: BTreeSet<PathBuf>,
    /// When the first and the last request of the burst came.
    pub burst: Option<(Instant, Instant)>,
    pub retry_at: Option<Instant>,
    pub retry_pause: Duration,
    /// How many rounds have been asked for by [`super::Saver::flush`], and how many of them are over.
    pub flushes: u64,
    pub flushed: u64,
    /// How many keep the folder for themselves meanwhile; see [`super::Gate`].
    pub kept_out: usize,
    pub stop: bool,
    pub stopped: bool,
}

impl State {
    pub fn new(base: Project, pace: Pace) -> Self {
        Self {
            pace,
            base,
            fresh: BTreeMap::new(),
            in_hand: BTreeMap::new(),
            failed: BTreeMap::new(),
            awaiting: BTreeMap::new(),
            events: Vec::new(),
            merged: Vec::new(),
            looks: BTreeSet::new(),
            burst: None,
            retry_at: None,
            retry_pause: Duration::ZERO,
            flushes: 0,
            flushed: 0,
            kept_out: 0,
            stop: false,
            stopped: false,
        }
    }

    /// How many parts have yet to reach the folder. Asked for several times a frame, with thousands of parts.
    pub fn pending(&self) -> usize {
        let counts = [
            self.fresh.len(),
            self.in_hand.len(),
            self.failed.len(),
            self.awaiting.len(),
        ];
        if counts.iter().filter(|count| **count > 0).count() <= 1 {
            return counts.iter().sum();
        }
        let fresh = self.fresh.keys().chain(self.in_hand.keys());
        let others = self.failed.keys().chain(self.awaiting.keys());
        let mut parts: Vec<&Part> = fresh.chain(others).collect();
        // Four rows that are sorted already: each part is looked at once or twice.
        parts.sort();
        parts.dedup();
        parts.len()
    }

    /// Since when the oldest of them waits.
    pub fn oldest(&self) -> Option<Instant> {
        let fresh = self.fresh.values().map(|waiting| waiting.since);
        let failed = self.failed.values().map(|(waiting, _)| waiting.since);
        let known = self.in_hand.values().chain(self.awaiting.values()).copied();
        fresh.chain(failed).chain(known).min()
    }

    pub fn since(&self, part: &Part) -> Option<Instant> {
        let fresh = self.fresh.get(part).map(|waiting| waiting.since);
        let failed = self.failed.get(part).map(|(waiting, _)| waiting.since);
        let in_hand = self.in_hand.get(part).copied();
        let awaiting = self.awaiting.get(part).copied();
        [fresh, failed, in_hand, awaiting]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether everything is to be written now, whatever the pauses say.
    fn is_pressed(&self) -> bool {
        self.stop || self.flushed < self.flushes
    }

    /// When what is fresh is to be written.
    fn fresh_due(&self) -> Option<Instant> {
        self.burst
            .map(|(first, last)| (last + self.pace.quiet).min(first + self.pace.longest))
    }

    /// When the thread has something to do next.
    fn due(&self, now: Instant) -> Option<Instant> {
        if self.kept_out > 0 && !self.stop {
            return None;
        }
        let is_done = |other: &OtherVersion| self.since(&other.part).is_none();
        if self.is_pressed() || !self.looks.is_empty() || self.merged.iter().any(is_done) {
            return Some(now);
        }
        [self.fresh_due(), self.retry_at]
            .into_iter()
            .flatten()
            .min()
    }

    /// What is to be written now; the newest version of each part.
    fn take(&mut self, now: Instant) -> BTreeMap<Part, Waiting> {
        let mut round = BTreeMap::new();
        if self.is_pressed() || self.retry_at.is_some_and(|at| at <= now) {
            self.retry_at = None;
            for (part, (waiting, _)) in &self.failed {
                round.insert(part.clone(), waiting.clone());
            }
        }
        if self.is_pressed() || self.fresh_due().is_some_and(|at| at <= now) {
            round.append(&mut self.fresh);
            self.burst = None;
        }
        round.retain(|part, waiting| {
            // What others wrote comes first; the owner of the project asks again when it has been taken in.
            let is_awaiting = self.awaiting.contains_key(part);
            if is_awaiting {
                let since = self.awaiting.entry(part.clone()).or_insert(waiting.since);
                *since = (*since).min(waiting.since);
            }
            !is_awaiting
        });
        self.in_hand = round
            .iter()
            .map(|(part, waiting)| (part.clone(), waiting.since))
            .collect();
        round
    }

    /// The other versions of which everything is in the project folder.
    fn take_merged(&mut self) -> Vec<OtherVersion> {
        let merged = core::mem::take(&mut self.merged);
        let (done, waiting) = merged
            .into_iter()
            .partition(|other| self.since(&other.part).is_none());
        self.merged = waiting;
        done
    }

    /// Notes what came of a round.
    fn settle(&mut self, round: BTreeMap<Part, Waiting>, mut outcome: Outcome) {
        self.in_hand.clear();
        let worked = outcome.failures.len() < round.len();
        for (part, waiting) in round {
            if let Some(failure) = outcome.failures.remove(&part) {
                self.failed.insert(part, (waiting, failure));
                continue;
            }
            self.failed.remove(&part);
            if outcome.outside.contains_key(&part) {
                self.awaiting.entry(part).or_insert(waiting.since);
            } else {
                waiting.snapshot.lay_into(&mut self.base);
            }
        }
        for (part, found) in outcome.outside {
            Snapshot::of(&found.base, &part).lay_into(&mut self.base);
            self.awaiting
                .entry(part.clone())
                .or_insert_with(Instant::now);
            self.events.push(Event::Outside {
                part,
                file: found.file,
                steps: found.steps,
            });
            let others = found.others.into_iter();
            self.events.extend(others.map(Event::Other));
        }
        self.events.append(&mut outcome.events);
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

/// What came of a round.
#[derive(Debug, Default)]
struct Outcome {
    failures: BTreeMap<Part, SaveFailure>,
    /// What other programs wrote.
    outside: BTreeMap<Part, outside::Found>,
    events: Vec<Event>,
}

impl Shared {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn wait<'a>(
        &self,
        state: MutexGuard<'a, State>,
        limit: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        super::wait(&self.changed, state, limit)
    }

    pub fn run(&self, wake: &dyn Fn(), published: &Published, journaled: &dyn Fn()) {
        sweep(&self.root, &self.known);
        let mut state = self.state();
        loop {
            let now;
            (state, now) = super::wait_until_due(&self.changed, state, State::due);
            let (flushes, last) = (state.flushes, state.stop);
            let round = state.take(now);
            let looks = core::mem::take(&mut state.looks);
            let base = state.base.clone();
            let busy: BTreeSet<Part> = state.awaiting.keys().cloned().collect();
            drop(state);
            if !round.is_empty() {
                journaled();
            }
            let (mut outcome, done) = self.write(&round, &base);
            if !done.is_empty() {
                published(done);
            }
            self.look(&looks, &round, &busy, &base, &mut outcome);
            state = self.state();
            let news =
                !round.is_empty() || !outcome.events.is_empty() || !outcome.outside.is_empty();
            state.settle(round, outcome);
            let merged = state.take_merged();
            if !merged.is_empty() {
                drop(state);
                self.displace(&merged);
                state = self.state();
            }
            state.flushed = flushes;
            state.stopped = last;
            self.changed.notify_all();
            if news {
                drop(state);
                wake();
                state = self.state();
            }
            if last {
                return;
            }
        }
    }

    /// Writes a round. Says what has reached the folder, too.
    fn write(
        &self,
        round: &BTreeMap<Part, Waiting>,
        base: &Project,
    ) -> (Outcome, Vec<(Part, u64)>) {
        let (mut outcome, mut done) = (Outcome::default(), Vec::new());
        if round.is_empty() {
            return (outcome, done);
        }
        let folder = ready(&self.root, &self.known).map(Folder::merging);
        let mut order: Vec<_> = round.iter().collect();
        order.sort_by_key(|(_, waiting)| waiting.snapshot.is_last());
        let parts = order
            .iter()
            .map(|(part, waiting)| (*part, &waiting.snapshot));
        let laid = lay_new(&folder, &self.known, parts);
        for (part, waiting) in order {
            let result = match (&folder, self.known.get(part)) {
                _ if laid.contains(part) => Ok(true),
                (Err(why), _) => Err(why.as_str().into()),
                (_, Some(why)) => Err(refusal(why).into()),
                (Ok(folder), None) => self.publish(folder, part, waiting, base, &mut outcome),
            };
            match result {
                Ok(true) => done.push((part.clone(), waiting.through)),
                Ok(false) => {}
                Err(why) => {
                    let failure = SaveFailure::new(part, why);
                    tracing::warn!(%failure, "not saved");
                    outcome.failures.insert(part.clone(), failure);
                }
            }
        }
        (outcome, done)
    }

    /// Brings a part into the folder. When another program has changed it, what that wrote is read instead; then `false`.
    fn publish(
        &self,
        folder: &Folder,
        part: &Part,
        waiting: &Waiting,
        base: &Project,
        outcome: &mut Outcome,
    ) -> Result<bool, Refusal> {
        let file = layout::part_path(part);
        let marked = self.known.marked(&file);
        let gone = self.gone(folder, part);
        let gone = gone.filter(|_| waiting.snapshot.is_there());
        // Nothing of ours: the file stays as its writer formatted it.
        if Snapshot::of(base, part) == waiting.snapshot
            && self.known.knows(part)
            && marked.is_none()
            && gone.is_none()
        {
            return Ok(true);
        }
        if let (Some(source), Some(place)) = (marked, self.known.displaced()) {
            let kept = source.keep(folder, place, &*self.known.disk());
            kept.map_err(|why| say!("save-git-not-kept", why = why))?;
        }
        match waiting.snapshot.write(folder, &self.known) {
            Err(why) if why.contested => {}
            Ok(_) => {
                self.known.unmark(&file);
                let revived = gone.map(|file| Event::Revived(layout::shown(&file)));
                outcome.events.extend(revived);
                return Ok(true);
            }
            Err(why) => return Err(why),
        }
        match outside::read(folder, &self.known, part, base, outside::Ours::Waits) {
            Ok(found) => {
                outcome.outside.insert(part.clone(), found);
                Ok(false)
            }
            // It cannot be merged, so ours goes beside it, for people to compare.
            Err(why) => {
                let folder = ready(&self.root, &self.known)?;
                let refusal = waiting.snapshot.write(&folder, &self.known).err();
                let refusal = refusal.unwrap_or_else(Refusal::contested);
                Err(Refusal {
                    message: say!("save-stands-there", message = &refusal.message, why = why),
                    ..refusal
                })
            }
        }
    }

    /// A file of a part that was there and is no longer.
    fn gone(&self, folder: &Folder, part: &Part) -> Option<PathBuf> {
        let mut files = layout::files_of(part).into_iter();
        files.find(|file| self.known.hash(file).is_some() && !folder.holds(file))
    }

    /// Takes other versions that were merged out of the project folder.
    fn displace(&self, merged: &[OtherVersion]) {
        let (Ok(folder), Some(place)) = (ready(&self.root, &self.known), self.known.displaced())
        else {
            return;
        };
        for other in merged {
            let source = &other.source;
            if let Err(why) = source.take_away(&folder, place, &*self.known.disk()) {
                // It is merged again when the project is opened, which changes nothing.
                tracing::warn!(why, "what was merged stays in the project folder");
            }
        }
    }

    /// Looks whether other programs changed these files.
    fn look(
        &self,
        files: &BTreeSet<PathBuf>,
        round: &BTreeMap<Part, Waiting>,
        busy: &BTreeSet<Part>,
        base: &Project,
        outcome: &mut Outcome,
    ) {
        if files.is_empty() {
            return;
        }
        let Ok(folder) = ready(&self.root, &self.known) else {
            return;
        };
        for file in files {
            let event = outside::read_copy(&folder, &self.known, file, base);
            outcome.events.extend(event);
        }
        let mut parts: Vec<Part> = files
            .iter()
            .filter_map(|file| layout::part_of(file))
            .collect();
        // Articles and annotators before the layers that stand on them.
        parts.sort();
        parts.dedup();
        let mut base = base.clone();
        for part in parts {
            if round.contains_key(&part) || busy.contains(&part) || self.known.contains_key(&part) {
                continue;
            }
            if let Some(file) = self.gone(&folder, &part) {
                let file = layout::shown(&file);
                outcome.events.push(Event::Gone(part, file));
                continue;
            }
            let file = layout::part_path(&part);
            match folder.hash(&file) {
                Ok(Some(theirs)) if self.known.hash(&file) != Some(theirs) => {}
                _ => continue,
            }
            match outside::read(&folder, &self.known, &part, &base, outside::Ours::Nothing) {
                Ok(found) => {
                    base = found.base.clone();
                    outcome.outside.insert(part, found);
                }
                Err(why) => outcome
                    .events
                    .push(Event::Unreadable(layout::shown(&file), why)),
            }
        }
    }
}

/// Takes away what crashed saves left in the folders of a project.
fn sweep(root: &Path, known: &Known) {
    let Ok(folder) = ready(root, known) else {
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
            folder.sweep(&layout::reviews_folder(&id));
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
            through: 0,
        }
    }

    fn state() -> State {
        State::new(Project::default(), Pace::BRISK)
    }

    fn round(part: &Part, since: Instant) -> BTreeMap<Part, Waiting> {
        BTreeMap::from([(part.clone(), waiting(since))])
    }

    fn failure(part: &Part) -> Outcome {
        let failure = SaveFailure::new(part, "The disk is full.");
        Outcome {
            failures: BTreeMap::from([(part.clone(), failure)]),
            ..Outcome::default()
        }
    }

    #[test]
    fn a_burst_ends_with_a_pause_or_when_it_gets_long() {
        let first = Instant::now();
        let due = |last: Duration| {
            let state = State {
                burst: Some((first, first + last)),
                ..state()
            };
            state.due(first).map(|due| due - first)
        };
        assert_eq!(due(Duration::ZERO), Some(Pace::BRISK.quiet));
        assert_eq!(
            due(Duration::from_secs(1)),
            Some(Duration::from_secs(1) + Pace::BRISK.quiet)
        );
        assert_eq!(due(Duration::from_secs(9)), Some(Pace::BRISK.longest));
        assert_eq!(state().due(first), None, "an idle saver sleeps");
    }

    #[test]
    fn the_pause_doubles_while_nothing_works() {
        let now = Instant::now();
        let part = Part::Guidelines;
        let mut state = state();
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
        state.settle(round(&part, now), Outcome::default());
        assert!(state.failed.is_empty() && state.retry_at.is_none());
    }

    #[test]
    fn a_newer_version_takes_the_place_of_one_that_failed() {
        let now = Instant::now();
        let part = Part::Guidelines;
        let mut state = state();
        state.settle(round(&part, now), failure(&part));
        let newer = Waiting {
            snapshot: Snapshot::Guidelines("newer".into()),
            since: now,
            through: 1,
        };
        state.fresh.insert(part.clone(), newer);
        state.stop = true;
        let taken = state.take(now);
        assert_eq!(taken.len(), 1);
        assert!(matches!(&taken[&part].snapshot, Snapshot::Guidelines(text) if &**text == "newer"));
    }

    #[test]
    fn what_others_wrote_comes_first() {
        let now = Instant::now();
        let part = Part::Guidelines;
        let mut state = state();
        let base = Project {
            guidelines: "theirs".into(),
            ..Project::default()
        };
        let found = outside::Found {
            base,
            file: "guidelines.md".to_owned(),
            steps: Vec::new(),
            others: Vec::new(),
        };
        let outcome = Outcome {
            outside: BTreeMap::from([(part.clone(), found)]),
            ..Outcome::default()
        };
        state.settle(round(&part, now), outcome);
        assert_eq!(&*state.base.guidelines, "theirs");
        assert_eq!(state.events.len(), 1);
        state.fresh.insert(part.clone(), waiting(now));
        state.stop = true;
        assert!(state.take(now).is_empty(), "not before it is taken in");
        assert_eq!(state.since(&part), Some(now));
    }
}
