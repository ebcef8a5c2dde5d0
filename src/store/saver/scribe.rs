//! The thread that writes the journal: what it has written is safe, whatever becomes of the project folder.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::model::{Project, Way};
use crate::say;
use crate::store::error::{describe, remedy};
use crate::store::journal::{Deed, Record, Session};

/// Letters of a note that come within this time are one record.
const BURST: Duration = Duration::from_millis(100);
/// The pause before a journal that failed is tried again; it doubles with each failure in a row.
const FIRST_RETRY: Duration = Duration::from_millis(200);
const LONGEST_RETRY: Duration = Duration::from_secs(10);

/// Writes the journal on a thread of its own.
#[derive(Debug)]
pub(super) struct Scribe {
    shared: Arc<Shared>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    queue: VecDeque<Line>,
    /// How many of the first of them are being written.
    in_hand: usize,
    /// Why the last attempt failed.
    trouble: Option<String>,
    retry_at: Option<Instant>,
    retry_pause: Duration,
    hurry: bool,
    stop: bool,
    stopped: bool,
}

/// A record that is to be written.
#[derive(Debug)]
struct Line {
    /// Shared with the thread that writes it, since a large one takes milliseconds to copy.
    record: Arc<Record>,
    /// The project after a deed, for the places of its annotations.
    project: Option<Project>,
    since: Instant,
}

/// How the journal is.
#[derive(Clone, Debug, Default)]
pub(super) struct ScribeStatus {
    /// Deeds that are in memory only.
    pub deeds: usize,
    /// Since when the oldest of them waits.
    pub since: Option<Instant>,
    /// Why the last attempt failed, if it did.
    pub trouble: Option<String>,
}

impl Scribe {
    pub fn start(session: Session, wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("postil-journal".to_owned())
            .spawn(move || theirs.run(session, &wake))
            .inspect_err(|error| tracing::error!(%error, "no thread for the journal"))
            .ok();
        if thread.is_none() {
            shared.state().trouble = Some(say!("journal-no-thread").to_owned());
        }
        Self { shared, thread }
    }

    /// Has a deed written, after which the project is as it is now.
    pub fn record(&self, deed: Deed, project: &Project) {
        self.push(Line {
            record: Arc::new(Record::Deed(Box::new(deed))),
            project: Some(project.clone()),
            since: Instant::now(),
        });
    }

    /// Has a remark written.
    pub fn note(&self, record: Record) {
        self.push(Line {
            record: Arc::new(record),
            project: None,
            since: Instant::now(),
        });
    }

    fn push(&self, line: Line) {
        let mut state = self.shared.state();
        // Letters of a note that follow each other are one line, as long as that has not been begun.
        if state.queue.len() > state.in_hand
            && let Some(last) = state.queue.back_mut()
            && last.may_join(&line)
            && let (Record::Deed(before), Record::Deed(deed)) =
                (Arc::make_mut(&mut last.record), &*line.record)
            && before.join(deed)
        {
            last.project = line.project;
        } else {
            state.queue.push_back(line);
        }
        self.shared.changed.notify_all();
    }

    pub fn status(&self) -> ScribeStatus {
        let state = self.shared.state();
        let mut deeds = state.queue.iter().filter(|line| line.is_deed()).peekable();
        ScribeStatus {
            since: deeds.peek().map(|line| line.since),
            deeds: deeds.count(),
            trouble: state.trouble.clone(),
        }
    }

    /// Waits until everything is in the journal; at most for `limit`, and not for one that fails. Says whether it is.
    pub fn flush(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        let mut state = self.shared.state();
        state.hurry = true;
        state.retry_at = None;
        let failures = state.trouble.take();
        self.shared.changed.notify_all();
        loop {
            if state.queue.is_empty() {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || self.thread.is_none() || state.trouble.is_some() {
                if state.trouble.is_none() {
                    state.trouble = failures;
                }
                return false;
            }
            state = self.shared.wait(state, Some(left));
        }
    }

    /// Tries again now.
    pub fn retry(&self) {
        let mut state = self.shared.state();
        state.retry_at = None;
        self.shared.changed.notify_all();
    }

    /// Writes what is left, once, and waits for that.
    pub fn stop(&mut self, limit: Duration) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        let deadline = Instant::now() + limit;
        let mut state = self.shared.state();
        state.stop = true;
        state.retry_at = None;
        self.shared.changed.notify_all();
        while !state.stopped {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                tracing::error!("the disk of the journal does not answer");
                return;
            }
            state = self.shared.wait(state, Some(left));
        }
        drop(state);
        let _it_has_said_that_it_ends = thread.join();
    }
}

impl Line {
    fn is_deed(&self) -> bool {
        matches!(*self.record, Record::Deed(_))
    }

    /// Whether somebody has just done it.
    fn is_done(&self) -> bool {
        matches!(&*self.record, Record::Deed(deed) if deed.way == Way::Done)
    }

    /// Whether a later line may become one with it: only letters of a note do.
    fn may_join(&self, later: &Self) -> bool {
        self.is_deed() && later.may_grow()
    }

    /// Whether a little more may be waited for what joins it.
    fn may_grow(&self) -> bool {
        matches!(&*self.record, Record::Deed(deed) if deed.joins)
    }
}

impl State {
    /// When the thread has something to do next.
    fn due(&self, now: Instant) -> Option<Instant> {
        if self.stop {
            return Some(now);
        }
        let first = self.queue.front()?;
        let burst = if self.queue.iter().all(Line::may_grow) && !self.hurry {
            first.since + BURST
        } else {
            now
        };
        Some(self.retry_at.map_or(burst, |retry| retry.max(burst)))
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
        super::wait(&self.changed, state, limit)
    }

    fn run(&self, mut session: Session, wake: &impl Fn()) {
        let mut state = self.state();
        loop {
            (state, _) = super::wait_until_due(&self.changed, state, State::due);
            let last = state.stop;
            state.in_hand = state.queue.len();
            let lines: Vec<(Arc<Record>, Option<Project>)> = state
                .queue
                .iter()
                .map(|line| (Arc::clone(&line.record), line.project.clone()))
                .collect();
            drop(state);
            let written = write(&mut session, lines);
            state = self.state();
            let count = core::mem::take(&mut state.in_hand);
            // Let go of when nobody waits for the state any more.
            let mut done = Vec::new();
            match written {
                Ok(()) => {
                    done.extend(state.queue.drain(..count));
                    let deeds = done.iter().filter(|line| line.is_done()).count();
                    // A test of the real window counts them.
                    tracing::debug!(deeds, "in the journal");
                    state.trouble = None;
                    state.retry_at = None;
                    state.retry_pause = Duration::ZERO;
                }
                Err(error) => {
                    tracing::warn!(%error, "the journal cannot be written");
                    state.trouble = Some(format!("{}. {}", describe(&error), remedy(&error)));
                    state.retry_pause = (state.retry_pause * 2).clamp(FIRST_RETRY, LONGEST_RETRY);
                    state.retry_at = Some(Instant::now() + state.retry_pause);
                }
            }
            state.hurry &= !state.queue.is_empty();
            state.stopped = last && (state.queue.is_empty() || state.trouble.is_some());
            let stopped = state.stopped;
            self.changed.notify_all();
            drop(state);
            drop(done);
            if stopped {
                session.close();
                return;
            }
            wake();
            state = self.state();
        }
    }
}

fn write(session: &mut Session, lines: Vec<(Arc<Record>, Option<Project>)>) -> std::io::Result<()> {
    let records = lines.into_iter().map(|(record, project)| {
        let mut record = Record::clone(&record);
        if let (Record::Deed(deed), Some(project)) = (&mut record, project) {
            deed.note_places(&project);
        }
        record
    });
    let records: Vec<Record> = records.collect();
    if records.is_empty() {
        return Ok(());
    }
    session.append(&records)
}
