//! Keeping the saver out of the project folder while another program works there, which would find files changed under its
//! hands.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::model::Part;
use crate::say;
use crate::store::error::SaveFailure;

use super::publisher::Shared;
use super::scribe::Scribe;

/// The way to the folder of a saver, for a thread. It may outlive the saver.
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Shared>,
    scribe: Option<Arc<Mutex<Scribe>>>,
}

/// While this lives, the saver writes nothing into the folder and reads nothing that changes there; edits go into the journal as
/// always. Only a saver that is dropped writes all the same.
pub struct KeptOut {
    shared: Arc<Shared>,
}

impl Gate {
    pub(super) fn of(shared: Arc<Shared>, scribe: Option<Arc<Mutex<Scribe>>>) -> Self {
        Self { shared, scribe }
    }

    /// Brings everything that is waiting into the folder, failed parts too, and waits for it; at most for `limit`. Says
    /// whether nothing is left to write.
    #[must_use]
    pub fn flush(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        if let Some(scribe) = &self.scribe {
            let scribe = scribe.lock().unwrap_or_else(PoisonError::into_inner);
            let _what_fails_is_in_the_status = scribe.flush(limit);
        }
        let mut state = self.shared.state();
        state.flushes += 1;
        let mine = state.flushes;
        self.shared.changed.notify_all();
        while state.flushed < mine {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.stopped {
                return false;
            }
            state = self.shared.wait(state, Some(left));
        }
        state.fresh.is_empty()
            && state.failed.is_empty()
            && state.in_hand.is_empty()
            && state.awaiting.is_empty()
    }

    /// What is not in the folder, and why.
    #[must_use]
    pub fn left(&self) -> Vec<SaveFailure> {
        let state = self.shared.state();
        let mut left: BTreeMap<&Part, SaveFailure> = state
            .fresh
            .keys()
            .chain(state.in_hand.keys())
            .chain(state.awaiting.keys())
            .map(|part| {
                let message = say!("save-slow-disk");
                (part, SaveFailure::new(part, message))
            })
            .collect();
        for (part, (_, failure)) in &state.failed {
            left.insert(part, failure.clone());
        }
        left.into_values().collect()
    }

    /// Keeps the saver out of the folder from now on, as soon as it has written what it has in hand; at most after `limit`.
    #[must_use]
    pub fn keep_out(&self, limit: Duration) -> KeptOut {
        let deadline = Instant::now() + limit;
        let mut state = self.shared.state();
        state.kept_out += 1;
        while !state.in_hand.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.stopped {
                break;
            }
            state = self.shared.wait(state, Some(left));
        }
        drop(state);
        KeptOut {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl Drop for KeptOut {
    fn drop(&mut self) {
        self.shared.state().kept_out -= 1;
        self.shared.changed.notify_all();
    }
}
