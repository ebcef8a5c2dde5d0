//! What is known of earlier versions when a copy comes: what was taken from the same people before, and what slots have been here.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::model::merge::Base;
use crate::model::{AnnotatorId, Change, Project, Slot};
use crate::store::bundle::{BUNDLE_ENDING, read_bundle, write_bundle};
use crate::store::error::StoreError;
use crate::store::home::Home;
use crate::store::journal::{Shelf, backwards};
use crate::store::parallel::Progress;

use super::{Consent, Unwelcome, of_bundle};

/// All that slots of annotations and decisions have ever been here, as far as the journal tells: what somebody sends that was
/// here once is an older version.
#[derive(Debug, Default)]
pub struct PastSlots(HashMap<String, Vec<Change>>);

impl PastSlots {
    /// What the journal of a project tells of these slots.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when `progress` says so.
    pub fn of(shelf: &Shelf, progress: &Progress) -> Result<Self, StoreError> {
        let mut past: HashMap<String, Vec<Change>> = HashMap::new();
        backwards(shelf, progress, |_, deed| {
            for change in deed.inverse.changes.into_iter().chain(deed.edit.changes) {
                if let Some(name) = slot(&change) {
                    past.entry(name).or_default().push(change);
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(Self(past))
    }

    /// Whether a slot has been so here.
    #[must_use]
    pub fn knows(&self, change: &Change) -> bool {
        let known = slot(change).and_then(|name| self.0.get(&name));
        known.is_some_and(|known| {
            known
                .iter()
                .any(|it| crate::model::merge::is_same(it, change))
        })
    }
}

/// The name of a slot of which older versions may come back. That there is nothing in it says nothing.
fn slot(change: &Change) -> Option<String> {
    Some(match change {
        Change::Annotation(key, id, Slot::Present(_)) => {
            format!("a {} {} {id}", key.annotator, key.article)
        }
        Change::Decision(key, id, Some(_)) => format!("d {} {} {id}", key.reviewer, key.article),
        Change::Comment(key, id, Some(_)) => format!("c {} {} {id}", key.reviewer, key.article),
        Change::Answer(key, to, Some(_)) => {
            format!("r {} {} {} {}", key.reviewer, key.article, to.by, to.id)
        }
        Change::Entity(by, id, Some(_)) => format!("e {by} {id}"),
        Change::LayerHead(key, _) => format!("h {} {}", key.annotator, key.article),
        _ => return None,
    })
}

impl Home {
    /// Where the versions are kept that were last taken from colleagues.
    fn taken(&self) -> PathBuf {
        self.folder().join("taken")
    }

    /// What was last taken from these annotators, as far as it is known: what they have changed since is told by it.
    #[must_use]
    pub fn last_taken(&self, ours: &Project, annotators: &BTreeSet<AnnotatorId>) -> Option<Base> {
        let consent = Consent {
            reanchor: true,
            another_project: true,
        };
        let mut base = Project {
            articles: ours.articles.clone(),
            ..Project::default()
        };
        let mut known = BTreeSet::new();
        for id in annotators {
            let file = self.taken().join(format!("{id}.{BUNDLE_ENDING}"));
            let Ok(bytes) = fs::read(file) else { continue };
            let arrival = read_bundle(&bytes)
                .map_err(Unwelcome::from)
                .and_then(|bundle| of_bundle(&bundle, ours, &self.old_texts(), consent));
            // One that cannot be read is as good as none: then nobody knows what both came from.
            let Ok(arrival) = arrival else { continue };
            let Some(annotator) = arrival.theirs.annotators.get(id) else {
                continue;
            };
            base.annotators.insert(id.clone(), Arc::clone(annotator));
            let layers = arrival.theirs.layers.iter();
            let layers = layers.filter(|(key, _)| key.annotator == *id);
            base.layers
                .extend(layers.map(|(key, it)| (key.clone(), Arc::clone(it))));
            let reviews = arrival.theirs.reviews.iter();
            let reviews = reviews.filter(|(key, _)| key.reviewer == *id);
            base.reviews
                .extend(reviews.map(|(key, it)| (key.clone(), Arc::clone(it))));
            known.insert(id.clone());
        }
        (!known.is_empty()).then_some(Base {
            project: base,
            annotators: Some(known),
        })
    }

    /// Keeps what was taken from colleagues, for the next time. A failure costs only questions then.
    pub fn keep_taken(&self, theirs: &Project) {
        let folder = self.taken();
        for id in theirs.annotators.keys() {
            let keep = || -> Result<(), String> {
                fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
                let beside = folder.join(format!("{id}.new"));
                let file = fs::File::create(&beside).map_err(|error| error.to_string())?;
                let only = BTreeSet::from([id.clone()]);
                let now = jiff::Timestamp::UNIX_EPOCH;
                write_bundle(theirs, &only, false, now, file).map_err(|error| error.to_string())?;
                let place = folder.join(format!("{id}.{BUNDLE_ENDING}"));
                fs::rename(beside, place).map_err(|error| error.to_string())
            };
            if let Err(why) = keep() {
                tracing::warn!("what {id} has sent is not kept for the next time: {why}");
            }
        }
    }
}
