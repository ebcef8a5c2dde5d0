//! What a thread finds out for a dialog or a screen; it stops when that goes.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::store::Progress;
use crate::words::passed_on;

/// What a thread finds out for a dialog.
#[derive(Debug)]
pub(in crate::app) struct Awaited<T> {
    progress: Arc<Progress>,
    waiting: Option<Receiver<T>>,
    found: Option<T>,
}

impl<T: Send + 'static> Awaited<T> {
    /// Begins to find it out.
    pub(in crate::app) fn start(
        name: &str,
        ctx: &egui::Context,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> Self {
        let progress = Arc::new(Progress::default());
        let (send, receive) = channel();
        let (theirs, ctx) = (Arc::clone(&progress), ctx.clone());
        let spawned = std::thread::Builder::new()
            .name(format!("postil-{name}"))
            .spawn(passed_on(move || {
                // The dialog may be gone by now.
                let _gone = send.send(work(&theirs));
                ctx.request_repaint();
            }));
        if let Err(error) = spawned {
            tracing::error!(%error, name, "no thread");
        }
        Self {
            progress,
            waiting: Some(receive),
            found: None,
        }
    }

    /// What was found, once.
    pub(in crate::app) fn take(&mut self) -> Option<T> {
        self.get()?;
        self.found.take()
    }

    /// What was found; none yet while that is being done.
    pub(in crate::app) fn get(&mut self) -> Option<&T> {
        if let Some(waiting) = &self.waiting {
            match waiting.try_recv() {
                Ok(found) => {
                    self.found = Some(found);
                    self.waiting = None;
                }
                // The thread broke down, or there was none: nothing will come.
                Err(TryRecvError::Disconnected) => self.waiting = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        self.found.as_ref()
    }

    /// Whether it is still being found out.
    pub(in crate::app) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// How much of it is done, in percent.
    pub(in crate::app) fn percent(&self) -> usize {
        let total = self.progress.total.load(Ordering::Relaxed).max(1);
        100 * self.progress.done.load(Ordering::Relaxed).min(total) / total
    }
}

impl<T> Drop for Awaited<T> {
    fn drop(&mut self) {
        self.progress.cancel.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn who_breaks_down_is_not_awaited_for_ever() {
        let ctx = egui::Context::default();
        let mut awaited = Awaited::<()>::start("test", &ctx, |_| panic!("it breaks down"));
        let end = Instant::now() + Duration::from_secs(20);
        while awaited.is_waiting() {
            assert!(awaited.get().is_none() && Instant::now() < end);
            std::thread::yield_now();
        }
    }
}
