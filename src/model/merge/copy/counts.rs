//! What taking over a copy brings, counted: for each person before it is done, and in all afterwards.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::merge::Merged;
use crate::model::merge::mark::State;
use crate::model::merge::slot::{is_same, name};
use crate::model::{AnnotatorId, Change, Edit, Project, Slot};

/// An annotator in both copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Who.
    pub annotator: Option<AnnotatorId>,
    /// Annotations here.
    pub ours: usize,
    /// Annotations in the copy.
    pub theirs: usize,
    /// How many of them come.
    pub new: usize,
    /// How many here are changed.
    pub changed: usize,
    /// How many here are deleted.
    pub deleted: usize,
    /// How many of their annotations both sides have changed.
    pub conflicts: usize,
    /// Decisions, comments and answers that come or are changed.
    pub reviews: usize,
}

/// What has come of taking something over, counted in what is there afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// Annotations that were not there before.
    pub new: usize,
    /// Annotations that were there and are other ones now.
    pub changed: usize,
    /// Annotations that are there no longer.
    pub deleted: usize,
    /// Decisions, comments and answers that came, went or are other ones now.
    pub reviews: usize,
    /// Articles that were not there before.
    pub articles: usize,
}

impl Came {
    /// What an edit has made of a project.
    #[must_use]
    pub fn of(before: &Project, after: &Project, edit: &Edit) -> Self {
        let mut came = Self::default();
        // Of several changes of one slot only the last one shows.
        let slots: BTreeMap<_, &Change> = edit.changes.iter().map(|it| (name(it), it)).collect();
        let mut marks = BTreeSet::new();
        for change in slots.into_values() {
            match change {
                // A mark with its place and without it is one thing.
                Change::Annotation(key, id, _) | Change::Detached(key, id, _) => {
                    if !marks.insert((key, id)) {
                        continue;
                    }
                    let of =
                        |project: &Project| State::of(project.layer(key).map(AsRef::as_ref), id);
                    came.count_mark(&of(before), &of(after));
                }
                Change::Decision(..) | Change::Comment(..) | Change::Answer(..) => {
                    let is_other = !is_same(&change.current(before), &change.current(after));
                    came.reviews += usize::from(is_other);
                }
                Change::Article(id, _) => {
                    let is_new = !before.articles.contains_key(id);
                    came.articles += usize::from(is_new && after.articles.contains_key(id));
                }
                _ => {}
            }
        }
        came
    }

    fn count_mark(&mut self, before: &State, after: &State) {
        match (before.mark(), after.mark()) {
            (None, Some(_)) => self.new += 1,
            (Some(_), None) => self.deleted += 1,
            (Some(_), Some(_)) if !before.is_same(after) => self.changed += 1,
            _ => {}
        }
    }
}

/// What comes of each person.
pub(super) fn counts(ours: &Project, theirs: &Project, merged: &Merged) -> Vec<Counted> {
    let mut counts: BTreeMap<AnnotatorId, Counted> = BTreeMap::new();
    for (key, layer) in &theirs.layers {
        let counted = counts.entry(key.annotator.clone()).or_default();
        counted.theirs += layer.annotations.len() + layer.detached.len();
    }
    for key in theirs.reviews.keys() {
        counts.entry(key.reviewer.clone()).or_default();
    }
    // Of those who have taken all away, there is nothing in the copy.
    for change in &merged.edit.changes {
        if let Change::Annotation(key, ..) = change {
            counts.entry(key.annotator.clone()).or_default();
        }
    }
    for (key, layer) in &ours.layers {
        if let Some(counted) = counts.get_mut(&key.annotator) {
            counted.ours += layer.annotations.len() + layer.detached.len();
        }
    }
    for change in &merged.edit.changes {
        match change {
            Change::Annotation(key, id, to) => {
                let counted = counts.entry(key.annotator.clone()).or_default();
                let layer = ours.layer(key);
                let is_detached = layer.is_some_and(|layer| layer.detached.contains_key(id));
                let was = layer.map_or(Slot::Absent, |layer| layer.slot(id));
                match (was, to) {
                    (Slot::Present(_), Slot::Present(_)) => counted.changed += 1,
                    (Slot::Present(_), _) => counted.deleted += 1,
                    (_, Slot::Present(_)) if is_detached => counted.changed += 1,
                    (_, Slot::Present(_)) => counted.new += 1,
                    _ => {}
                }
            }
            Change::Detached(key, id, Some(_)) => {
                let layer = ours.layer(key);
                let is_known = layer.is_some_and(|layer| {
                    layer.detached.contains_key(id) || layer.annotations.contains_key(id)
                });
                let counted = counts.entry(key.annotator.clone()).or_default();
                counted.new += usize::from(!is_known);
            }
            Change::Decision(key, ..)
            | Change::Comment(key, ..)
            | Change::Answer(key, ..)
            | Change::Signed(key, _) => {
                counts.entry(key.reviewer.clone()).or_default().reviews += 1;
            }
            _ => {}
        }
    }
    for conflict in &merged.conflicts {
        let whose = match &conflict.ours {
            Change::Annotation(key, ..) | Change::Detached(key, ..) | Change::LayerHead(key, _) => {
                &key.annotator
            }
            Change::Decision(key, ..) => &key.reviewer,
            Change::Annotator(id, _) | Change::Entity(id, ..) => id,
            _ => continue,
        };
        if let Some(counted) = counts.get_mut(whose) {
            counted.conflicts += 1;
        }
    }
    counts
        .into_iter()
        .map(|(annotator, counted)| Counted {
            annotator: Some(annotator),
            ..counted
        })
        .collect()
}
