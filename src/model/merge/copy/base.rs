//! What is known of the version from which two copies have come, and what one of them changed against it.

use std::collections::BTreeSet;

use crate::model::merge::mark::State;
use crate::model::merge::slot::is_same;
use crate::model::merge::{Step, differences, without_base};
use crate::model::{AnnotatorId, Change, LayerKey, Part, Project, ReviewKey, Slot};

use super::new_to;

/// A version from which both sides have come.
#[derive(Clone, Debug)]
pub struct Base {
    /// The version.
    pub project: Project,
    /// Whose parts of it are known, as they were taken the last time; `None` when it is a version of the whole from which both
    /// copies are known to have come.
    pub annotators: Option<BTreeSet<AnnotatorId>>,
    /// Who has taken away what is in it and not in the copy.
    pub may_take_away: BTreeSet<AnnotatorId>,
    /// Layers and reviews of it of which nothing is left in the copy, not even that something was deleted, as the copy says.
    pub emptied: BTreeSet<Part>,
}

impl Base {
    /// What the copy changed in a part against what was taken the last time. Where that never came into force here, or was
    /// undone, nobody knows what both have come from. Of a part that was emptied that is no matter: what is here otherwise than it
    /// was taken stays, whatever it comes from, and is told.
    pub(super) fn steps(
        &self,
        part: &Part,
        ours: &Project,
        theirs: &Project,
        was_here: &impl Fn(&Change) -> bool,
    ) -> Vec<Step> {
        let came = |change: &Change| {
            let then = change.current(&self.project);
            has_same(ours, &self.project, &then) || was_here(&then)
        };
        let is_emptied = self.emptied.contains(part);
        let mut steps = differences(part, &self.project, theirs);
        steps.retain(|step| {
            let takes_away = takes_away(&step.to, theirs);
            (is_emptied || came(&step.to))
                && (!takes_away
                    || owner(&step.to).is_some_and(|it| self.may_take_away.contains(&it)))
        });
        let mut others = without_base(part, ours, theirs);
        others.retain(|step| !came(&step.to));
        steps.extend(new_to(ours, others, was_here));
        steps
    }

    /// Whether a part of it is known.
    pub(super) fn knows(&self, part: &Part) -> bool {
        let Some(annotators) = &self.annotators else {
            return true;
        };
        match part {
            Part::Annotator(id)
            | Part::Layer(LayerKey { annotator: id, .. })
            | Part::Review(ReviewKey { reviewer: id, .. }) => annotators.contains(id),
            _ => false,
        }
    }
}

/// Whether what a change is about is the same in both.
fn has_same(one: &Project, other: &Project, change: &Change) -> bool {
    match change {
        Change::Annotation(key, id, _) | Change::Detached(key, id, _) => {
            let state = |project: &Project| State::of(project.layer(key).map(AsRef::as_ref), id);
            state(one).is_same(&state(other))
        }
        _ => is_same(&change.current(one), &change.current(other)),
    }
}

/// Whether a change leaves nothing of what it is about, not even that it was deleted.
fn takes_away(to: &Change, theirs: &Project) -> bool {
    match to {
        Change::Annotation(key, id, Slot::Absent) | Change::Detached(key, id, None) => {
            let layer = theirs.layer(key).map(AsRef::as_ref);
            matches!(State::of(layer, id), State::Absent)
        }
        Change::Article(_, None)
        | Change::Annotator(_, None)
        | Change::Entity(_, _, None)
        | Change::Decision(_, _, None)
        | Change::Comment(_, _, None)
        | Change::Answer(_, _, None)
        | Change::Signed(_, None) => true,
        _ => false,
    }
}

/// Whose part a change is in; nobody's is the lead's.
fn owner(change: &Change) -> Option<AnnotatorId> {
    match change.part() {
        Part::Annotator(id) => Some(id),
        Part::Layer(key) => Some(key.annotator),
        Part::Review(key) => Some(key.reviewer),
        _ => None,
    }
}
