//! What a thread finds for a dialog, piece by piece; it stops when the dialog goes.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::store::Progress;

/// Pieces that come from a thread.
#[derive(Debug)]
pub(in crate::app) struct Stream<T> {
    progress: Arc<Progress>,
    incoming: Option<Receiver<T>>,
}

impl<T: Send + 'static> Stream<T> {
    /// Begins to look; `work` hands over each piece with its second argument.
    pub(in crate::app) fn start(
        name: &str,
        ctx: &egui::Context,
        work: impl FnOnce(&Progress, &mut dyn FnMut(T)) + Send + 'static,
    ) -> Self {
        let progress = Arc::new(Progress::default());
        let (send, incoming) = channel();
        let (theirs, ctx) = (Arc::clone(&progress), ctx.clone());
        let spawned = std::thread::Builder::new()
            .name(format!("postil-{name}"))
            .spawn(move || {
                work(&theirs, &mut |piece| {
                    // The dialog may be gone by now.
                    let _gone = send.send(piece);
                    ctx.request_repaint();
                });
                drop(send);
                ctx.request_repaint();
            });
        if let Err(error) = spawned {
            tracing::error!(%error, name, "no thread");
        }
        Self {
            progress,
            incoming: Some(incoming),
        }
    }

    /// The pieces that have come since the last call.
    pub(in crate::app) fn take(&mut self) -> Vec<T> {
        let mut pieces = Vec::new();
        while let Some(incoming) = &self.incoming {
            match incoming.try_recv() {
                Ok(piece) => pieces.push(piece),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => self.incoming = None,
            }
        }
        pieces
    }

    /// Has the thread stop at its next chance.
    pub(in crate::app) fn cancel(&self) {
        self.progress.cancel.store(true, Ordering::Relaxed);
    }

    /// Whether nothing more will come.
    pub(in crate::app) fn has_ended(&self) -> bool {
        self.incoming.is_none()
    }

    /// How much of it is done, in percent.
    pub(in crate::app) fn percent(&self) -> usize {
        let total = self.progress.total.load(Ordering::Relaxed).max(1);
        100 * self.progress.done.load(Ordering::Relaxed).min(total) / total
    }
}

impl<T> Drop for Stream<T> {
    fn drop(&mut self) {
        self.progress.cancel.store(true, Ordering::Relaxed);
    }
}
