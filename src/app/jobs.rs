//! Work that takes longer than a frame: on named threads, with progress, cancellable.
//!
//! A job is called by the name of a message, such as `job-opening`: that tells it apart in every language.
//!
//! A job ends with a closure that the interface thread runs: that is how its result gets into the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::store::Progress;
use crate::words::{passed_on, phrase};

/// Drops something large where nobody waits for it.
pub fn drop_elsewhere<T: Send + 'static>(value: T) {
    let name = "postil-dropping".to_owned();
    let dropping = move || drop(value);
    // Without a thread it is dropped here.
    let _dropped = std::thread::Builder::new().name(name).spawn(dropping);
}

/// What a job does to the program when it has ended, on the interface thread.
pub type Landing<T> = Box<dyn FnOnce(&mut T, &egui::Context) + Send>;

/// A job that was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobId(u64);

/// A piece of work in progress.
struct Job<T> {
    id: JobId,
    name: String,
    progress: Arc<Progress>,
    can_stop: bool,
    /// Whether nobody waits for it, so that it is not shown.
    is_quiet: bool,
    landing: Receiver<Landing<T>>,
}

/// Wakes the window when a job's thread ends, however it ends.
struct Wake(egui::Context);

impl Drop for Wake {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}

/// Jobs that have ended.
pub struct Ended<T> {
    /// What they do to the program.
    pub landings: Vec<Landing<T>>,
    /// Those that broke off without a result, and their names.
    pub broken: Vec<(JobId, String)>,
}

/// The work in progress. `T` is what the results go into.
pub struct Jobs<T> {
    running: Vec<Job<T>>,
    /// Those that got no thread.
    refused: Vec<(JobId, String)>,
    /// How many were started.
    count: u64,
}

impl<T> Default for Jobs<T> {
    fn default() -> Self {
        Self {
            running: Vec::new(),
            refused: Vec::new(),
            count: 0,
        }
    }
}

impl<T: 'static> Jobs<T> {
    /// Starts a job. Its thread gets a progress to report to and to watch for cancelling; what it returns is run on
    /// the interface thread.
    pub fn start<F, L>(&mut self, name: impl Into<String>, ctx: &egui::Context, work: F) -> JobId
    where
        F: FnOnce(&Progress) -> L + Send + 'static,
        L: FnOnce(&mut T, &egui::Context) + Send + 'static,
    {
        self.spawn(name.into(), (true, false), ctx, work)
    }

    /// Starts a job that is not shown, because nobody waits for it.
    pub fn start_quietly<F, L>(
        &mut self,
        name: impl Into<String>,
        ctx: &egui::Context,
        work: F,
    ) -> JobId
    where
        F: FnOnce(&Progress) -> L + Send + 'static,
        L: FnOnce(&mut T, &egui::Context) + Send + 'static,
    {
        self.spawn(name.into(), (true, true), ctx, work)
    }

    /// Starts a job that nobody can cancel.
    pub fn start_to_the_end<F, L>(
        &mut self,
        name: impl Into<String>,
        ctx: &egui::Context,
        work: F,
    ) -> JobId
    where
        F: FnOnce() -> L + Send + 'static,
        L: FnOnce(&mut T, &egui::Context) + Send + 'static,
    {
        self.spawn(name.into(), (false, false), ctx, |_| work())
    }

    fn spawn<F, L>(
        &mut self,
        name: String,
        (can_stop, is_quiet): (bool, bool),
        ctx: &egui::Context,
        work: F,
    ) -> JobId
    where
        F: FnOnce(&Progress) -> L + Send + 'static,
        L: FnOnce(&mut T, &egui::Context) + Send + 'static,
    {
        self.count += 1;
        let id = JobId(self.count);
        let progress = Arc::new(Progress::default());
        let (send, landing) = channel();
        let (ctx, shared) = (ctx.clone(), Arc::clone(&progress));
        let spawned = std::thread::Builder::new()
            .name(format!("postil-{}", name.trim_start_matches("job-")))
            .spawn(passed_on(move || {
                let _wake = Wake(ctx);
                // Dropped before the window is woken, also when the work breaks off.
                let send = send;
                let landing: Landing<T> = Box::new(work(&shared));
                // The program may have gone meanwhile; then nobody waits for the result.
                let _gone = send.send(landing);
            }));
        match spawned {
            Ok(_) => self.running.push(Job {
                id,
                name,
                progress,
                can_stop,
                is_quiet,
                landing,
            }),
            Err(error) => {
                tracing::error!("no thread for “{name}”: {error}");
                self.refused.push((id, name));
            }
        }
        id
    }

    /// The jobs that have ended since the last call.
    #[must_use]
    pub fn ended(&mut self) -> Ended<T> {
        let mut ended = Ended {
            landings: Vec::new(),
            broken: core::mem::take(&mut self.refused),
        };
        self.running.retain(|job| match job.landing.try_recv() {
            Ok(landing) => {
                ended.landings.push(landing);
                false
            }
            Err(TryRecvError::Empty) => true,
            Err(TryRecvError::Disconnected) => {
                ended.broken.push((job.id, job.name.clone()));
                false
            }
        });
        ended
    }

    /// Whether nothing is in progress, shown or not.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.running.is_empty()
    }

    /// Whether a job of this name is running.
    #[must_use]
    pub fn is_running(&self, name: &str) -> bool {
        self.running.iter().any(|job| job.name == name)
    }

    /// What it does in words, share done (0 to 1) and what cancels it, of each running job that is shown.
    pub fn running(&self) -> impl Iterator<Item = (&str, f32, Option<&AtomicBool>)> {
        self.running.iter().filter(|job| !job.is_quiet).map(|job| {
            let done = job.progress.done.load(Ordering::Relaxed);
            let total = job.progress.total.load(Ordering::Relaxed).max(1);
            #[expect(clippy::cast_precision_loss, reason = "a share needs no precision")]
            let share = (done as f32 / total as f32).min(1.0);
            (
                phrase(&job.name),
                share,
                job.can_stop.then_some(&job.progress.cancel),
            )
        })
    }

    /// Asks the jobs of this name to stop at their next chance.
    pub fn cancel(&self, name: &str) {
        for job in self.running.iter().filter(|job| job.name == name) {
            job.progress.cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Asks every job to stop at its next chance.
    pub fn cancel_all(&self) {
        for job in &self.running {
            job.progress.cancel.store(true, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak_here, spoken};

    /// Waits for the jobs and returns what they did and which of them broke off.
    fn run(jobs: &mut Jobs<Vec<u32>>, ctx: &egui::Context) -> (Vec<u32>, Vec<String>) {
        let (mut state, mut broken) = (Vec::new(), Vec::new());
        while jobs.running().next().is_some() {
            let ended = jobs.ended();
            broken.extend(ended.broken.into_iter().map(|(_, name)| name));
            for landing in ended.landings {
                landing(&mut state, ctx);
            }
            std::thread::yield_now();
        }
        (state, broken)
    }

    #[test]
    fn a_result_lands_and_a_job_that_breaks_off_is_named() {
        let ctx = egui::Context::default();
        let mut jobs = Jobs::default();
        jobs.start("Counting", &ctx, |_| {
            |state: &mut Vec<u32>, _: &egui::Context| state.push(7)
        });
        assert_eq!(run(&mut jobs, &ctx), (vec![7], vec![]));
        jobs.start("Breaking", &ctx, |progress| {
            assert!(progress.cancel.load(Ordering::Relaxed), "a fault in a job");
            |_: &mut Vec<u32>, _: &egui::Context| {}
        });
        assert_eq!(run(&mut jobs, &ctx), (vec![], vec!["Breaking".to_owned()]));
    }

    #[test]
    fn a_job_speaks_as_the_thread_that_started_it() {
        let ctx = egui::Context::default();
        let mut jobs = Jobs::default();
        for (number, language) in (0..).zip(Language::ALL) {
            speak_here(Some(language));
            jobs.start("Speaking", &ctx, move |_| {
                let is_spoken = spoken() == language;
                move |state: &mut Vec<u32>, _: &egui::Context| {
                    state.extend(is_spoken.then_some(number));
                }
            });
            assert_eq!(run(&mut jobs, &ctx).0, [number]);
        }
        speak_here(None);
    }
}
