//! Work that takes longer than a frame: on named threads, with progress, cancellable.
//!
//! A job ends with a closure that the interface thread runs: that is how its result gets into the program.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::store::Progress;

/// What a job does to the program when it has ended, on the interface thread.
pub type Landing<T> = Box<dyn FnOnce(&mut T, &egui::Context) + Send>;

/// A piece of work in progress.
struct Job<T> {
    name: String,
    progress: Arc<Progress>,
    landing: Receiver<Landing<T>>,
}

/// The work in progress. `T` is what the results go into.
pub struct Jobs<T> {
    running: Vec<Job<T>>,
}

impl<T> Default for Jobs<T> {
    fn default() -> Self {
        Self {
            running: Vec::new(),
        }
    }
}

impl<T: 'static> Jobs<T> {
    /// Starts a job. Its thread gets a progress to report to and to watch for cancelling; what it returns is run on
    /// the interface thread.
    pub fn start<F, L>(&mut self, name: impl Into<String>, ctx: &egui::Context, work: F)
    where
        F: FnOnce(&Progress) -> L + Send + 'static,
        L: FnOnce(&mut T, &egui::Context) + Send + 'static,
    {
        let name = name.into();
        let progress = Arc::new(Progress::default());
        let (send, landing) = channel();
        let (ctx, shared) = (ctx.clone(), Arc::clone(&progress));
        let spawned = std::thread::Builder::new()
            .name(format!("postil-{}", name.to_lowercase().replace(' ', "-")))
            .spawn(move || {
                let landing: Landing<T> = Box::new(work(&shared));
                // The program may have gone meanwhile; then nobody waits for the result.
                let _gone = send.send(landing);
                ctx.request_repaint();
            });
        match spawned {
            Ok(_) => self.running.push(Job {
                name,
                progress,
                landing,
            }),
            Err(error) => tracing::error!("no thread for “{name}”: {error}"),
        }
    }

    /// The landings of the jobs that have ended since the last call.
    #[must_use]
    pub fn ended(&mut self) -> Vec<Landing<T>> {
        let mut landings = Vec::new();
        self.running.retain(|job| match job.landing.try_recv() {
            Ok(landing) => {
                landings.push(landing);
                false
            }
            Err(TryRecvError::Empty) => true,
            Err(TryRecvError::Disconnected) => {
                tracing::error!("“{}” ended without a result", job.name);
                false
            }
        });
        landings
    }

    /// Name, share done (0 to 1) and progress of each running job.
    pub fn running(&self) -> impl Iterator<Item = (&str, f32, &Progress)> {
        self.running.iter().map(|job| {
            let done = job.progress.done.load(Ordering::Relaxed);
            let total = job.progress.total.load(Ordering::Relaxed).max(1);
            #[expect(clippy::cast_precision_loss, reason = "a share needs no precision")]
            let share = (done as f32 / total as f32).min(1.0);
            (job.name.as_str(), share, &*job.progress)
        })
    }

    /// Asks every job to stop at its next chance.
    pub fn cancel_all(&self) {
        for job in &self.running {
            job.progress.cancel.store(true, Ordering::Relaxed);
        }
    }
}
