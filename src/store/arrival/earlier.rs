//! What is known of earlier versions when a copy comes: what was taken from the same people before, and what slots have been here.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::edits::whole_seconds;
use crate::model::merge::{Base, is_same};
use crate::model::{AnnotatorId, Change, Edit, Part, Project, Slot, Way};
use crate::store::bundle::{BUNDLE_ENDING, Bundle, read_bundle, write_bundle};
use crate::store::error::StoreError;
use crate::store::home::Home;
use crate::store::journal::{Shelf, backwards};
use crate::store::parallel::Progress;

use super::{Arrival, Consent, of_bundle};

/// All that slots of annotations and decisions have ever been here, as far as the journal tells: what somebody sends that was
/// here once is an older version. What a colleague's copy brought and was undone again was never here: it can come anew.
#[derive(Debug, Default)]
pub struct PastSlots(HashMap<String, Vec<Change>>);

impl PastSlots {
    /// What the journal of a project tells of the slots that are in a copy.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when `progress` says so.
    pub fn of(shelf: &Shelf, theirs: &Project, progress: &Progress) -> Result<Self, StoreError> {
        let mut past: HashMap<String, Vec<Change>> = HashMap::new();
        // Edits that were undone later: the journal is read backwards.
        let mut undone: Vec<Edit> = Vec::new();
        backwards(shelf, progress, |_, deed| {
            let is_undone = match deed.way {
                Way::Undone => {
                    undone.push(deed.inverse.clone());
                    true
                }
                _ => match undone
                    .iter()
                    .rposition(|it| it.changes == deed.edit.changes)
                {
                    Some(at) => {
                        undone.remove(at);
                        true
                    }
                    None => false,
                },
            };
            let brought = |change: &Change| is_undone && !is_of(change, &deed.by);
            // What was there before an edit was there, whatever became of the edit.
            let (before, after) = match deed.way {
                Way::Undone => (deed.edit.changes, deed.inverse.changes),
                _ => (deed.inverse.changes, deed.edit.changes),
            };
            let after = after.into_iter().filter(|it| !brought(it));
            for change in before.into_iter().chain(after) {
                if is_in(theirs, &change)
                    && let Some(name) = slot(&change)
                {
                    past.entry(name).or_default().push(match change {
                        // That it was there is enough.
                        Change::Article(id, _) => Change::Article(id, None),
                        change => change,
                    });
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
        let is_it = |it: &Change| match it {
            Change::Article(..) => true,
            it => is_same(it, change),
        };
        known.is_some_and(|known| known.iter().any(is_it))
    }
}

/// Whether the copy has the part that a change is in.
fn is_in(theirs: &Project, change: &Change) -> bool {
    match change {
        Change::Annotation(key, ..) | Change::Detached(key, ..) | Change::LayerHead(key, _) => {
            theirs.layers.contains_key(key)
        }
        Change::Decision(key, ..) | Change::Comment(key, ..) | Change::Answer(key, ..) => {
            theirs.reviews.contains_key(key)
        }
        Change::Entity(by, ..) => theirs.annotators.contains_key(by),
        Change::Article(id, _) => theirs.articles.contains_key(id),
        _ => false,
    }
}

/// Whether a change is one of somebody's own work, or of what is nobody's.
fn is_of(change: &Change, by: &AnnotatorId) -> bool {
    match change.part() {
        Part::Annotator(id) => id == *by,
        Part::Layer(key) => key.annotator == *by,
        Part::Review(key) => key.reviewer == *by,
        _ => true,
    }
}

/// The name of a slot of which older versions may come back. That there is nothing in it says nothing.
fn slot(change: &Change) -> Option<String> {
    Some(match change {
        Change::Annotation(key, id, Slot::Present(_) | Slot::Deleted(_)) => {
            format!("a {} {} {id}", key.annotator, key.article)
        }
        Change::Detached(key, id, Some(_)) => {
            format!("l {} {} {id}", key.annotator, key.article)
        }
        Change::Decision(key, id, Some(_)) => format!("d {} {} {id}", key.reviewer, key.article),
        Change::Comment(key, id, Some(_)) => format!("c {} {} {id}", key.reviewer, key.article),
        Change::Answer(key, to, Some(_)) => {
            format!("r {} {} {} {}", key.reviewer, key.article, to.by, to.id)
        }
        Change::Entity(by, id, Some(_)) => format!("e {by} {id}"),
        Change::Article(id, Some(_)) => format!("x {id}"),
        Change::LayerHead(key, _) => format!("h {} {}", key.annotator, key.article),
        _ => return None,
    })
}

impl Home {
    /// Where the versions are kept that were last taken from colleagues.
    fn taken(&self) -> PathBuf {
        self.folder().join("taken")
    }

    /// What was last taken from the annotators of a copy, as far as it is known and the copy is no older: what they have changed
    /// since is told by it. The gold layer is nobody's, so that it says nothing of who changed it.
    #[must_use]
    pub fn last_taken(&self, ours: &Project, arrival: &Arrival) -> Option<Base> {
        let consent = Consent {
            reanchor: true,
            another_project: true,
        };
        let mut base = Project {
            articles: ours.articles.clone(),
            ..Project::default()
        };
        let mut known = BTreeSet::new();
        let mut may_take_away = BTreeSet::new();
        for id in arrival.people(ours) {
            // One that cannot be read is as good as none: then nobody knows what both came from.
            let Some(bundle) = self.bundle_of(id) else {
                continue;
            };
            let (then, now) = (bundle.head.made, arrival.as_of(id));
            if now < then {
                continue;
            }
            let Ok(last) = of_bundle(&bundle, ours, &self.old_texts(), consent) else {
                continue;
            };
            let Some(annotator) = last.theirs.annotators.get(id) else {
                continue;
            };
            base.annotators.insert(id.clone(), Arc::clone(annotator));
            let layers = last.theirs.layers.iter();
            let layers = layers.filter(|(key, _)| key.annotator == *id);
            base.layers
                .extend(layers.map(|(key, it)| (key.clone(), Arc::clone(it))));
            let reviews = last.theirs.reviews.iter();
            let reviews = reviews.filter(|(key, _)| key.reviewer == *id);
            base.reviews
                .extend(reviews.map(|(key, it)| (key.clone(), Arc::clone(it))));
            known.insert(id.clone());
            if arrival.made_by.contains(id) && then < now {
                may_take_away.insert(id.clone());
            }
        }
        let emptied = arrival.emptied(&base);
        (!known.is_empty()).then_some(Base {
            project: base,
            annotators: Some(known),
            may_take_away,
            emptied,
        })
    }

    fn bundle_of(&self, id: &AnnotatorId) -> Option<Bundle> {
        let file = self.taken().join(format!("{id}.{BUNDLE_ENDING}"));
        read_bundle(&fs::read(file).ok()?).ok()
    }

    /// Keeps what was taken from colleagues, for the next time, unless something newer of theirs was taken before. A failure costs
    /// only questions then.
    pub fn keep_taken(&self, ours: &Project, arrival: &Arrival) {
        let folder = self.taken();
        for id in arrival.people(ours) {
            let made = arrival.as_of(id);
            if self.bundle_of(id).is_some_and(|it| it.head.made > made) {
                continue;
            }
            let keep = || -> Result<(), String> {
                fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
                let beside = folder.join(format!("{id}.new"));
                let file = fs::File::create(&beside).map_err(|error| error.to_string())?;
                let only = BTreeSet::from([id.clone()]);
                write_bundle(&arrival.theirs, &only, false, made, file)
                    .map_err(|error| error.to_string())?;
                let place = folder.join(format!("{id}.{BUNDLE_ENDING}"));
                fs::rename(beside, place).map_err(|error| error.to_string())
            };
            if let Err(why) = keep() {
                tracing::warn!("what {id} has sent is not kept for the next time: {why}");
            }
        }
    }
}

/// When somebody last did something, as their work tells.
pub(super) fn last_work(project: &Project, id: &AnnotatorId) -> Timestamp {
    let mut last = Timestamp::UNIX_EPOCH;
    let mut see = |at: Timestamp| last = last.max(whole_seconds(at));
    for (_, layer) in project
        .layers
        .iter()
        .filter(|(key, _)| key.annotator == *id)
    {
        let layer = layer.in_passing();
        layer.annotations.values().for_each(|it| see(it.modified));
        layer.detached.values().for_each(|it| see(it.modified));
        layer.deleted.values().for_each(|at| see(*at));
    }
    for (_, review) in project
        .reviews
        .iter()
        .filter(|(key, _)| key.reviewer == *id)
    {
        review.decisions.values().for_each(|it| see(it.at));
        review.comments.values().for_each(|it| see(it.at));
        review.answers.values().for_each(|it| see(it.at));
        review.signed.iter().for_each(|it| see(it.at));
    }
    let entities = project.annotators.get(id).into_iter();
    entities
        .flat_map(|it| it.entities.values())
        .for_each(|it| see(it.modified));
    last
}
