//! Merging two versions of a part without knowing what both were before: conflict copies.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{
    AnnotationId, ArticleMeta, Attribute, Change, Corrected, EntityType, Highlighter, Layer,
    LayerHead, LayerKey, Part, Placed, Project, Reason, ReviewRules, Role, Round, Settings, Tag,
};

use super::codebook::Item;
use super::mark::State;
use super::{Step, differences};

/// The steps that take another version of a part into a project when nobody knows from where the two went apart.
///
/// What only one of the two has is in both afterwards, but for annotations that the other one has deleted since. Of
/// what both have, [`resolve`](super::resolve) merges the fields; where these differ, both versions are kept.
#[must_use]
pub fn without_base(part: &Part, ours: &Project, theirs: &Project) -> Vec<Step> {
    match part {
        Part::Codebook => {
            let mut steps = Vec::new();
            of_list::<Tag>(ours, theirs, &mut steps);
            of_list::<Role>(ours, theirs, &mut steps);
            of_list::<Attribute>(ours, theirs, &mut steps);
            of_list::<EntityType>(ours, theirs, &mut steps);
            steps
        }
        Part::Highlighters => {
            let mut steps = Vec::new();
            of_list::<Highlighter>(ours, theirs, &mut steps);
            steps
        }
        Part::Reviewing => {
            let mut steps = differences(part, ours, theirs);
            steps.retain(|step| matches!(step.to, Change::ReviewRules(_) | Change::Assigned(..)));
            let mut steps = from_common(steps);
            of_list::<Reason>(ours, theirs, &mut steps);
            of_list::<Round>(ours, theirs, &mut steps);
            steps
        }
        Part::Layer(key) => match theirs.layer(key) {
            Some(layer) => of_layer(key, ours.layer(key), layer),
            None => Vec::new(),
        },
        part => from_common(differences(part, ours, theirs)),
    }
}

/// The steps as if both had come from what is common to them.
fn from_common(steps: Vec<Step>) -> Vec<Step> {
    let steps = steps.into_iter().filter_map(|step| {
        Some(Step {
            from: common(&step.from, &step.to)?,
            to: step.to,
        })
    });
    steps.collect()
}

/// What both versions of a slot may have been; `None` when theirs has nothing to give.
fn common(ours: &Change, theirs: &Change) -> Option<Change> {
    Some(match (ours, theirs) {
        (
            _,
            Change::Article(_, None)
            | Change::Annotator(_, None)
            | Change::Entity(_, _, None)
            | Change::Decision(_, _, None)
            | Change::Comment(_, _, None)
            | Change::Answer(_, _, None)
            | Change::Signed(_, None),
        ) => {
            return None;
        }
        (Change::ReviewRules(_), _) => Change::ReviewRules(ReviewRules::default()),
        (Change::Assigned(id, _), _) => Change::Assigned(id.clone(), BTreeSet::new()),
        (Change::Decision(key, id, _), _) => Change::Decision(key.clone(), id.clone(), None),
        (Change::Comment(key, id, _), _) => Change::Comment(key.clone(), id.clone(), None),
        (Change::Answer(key, id, _), _) => Change::Answer(key.clone(), id.clone(), None),
        (Change::Signed(key, _), _) => Change::Signed(key.clone(), None),
        (_, Change::Corrections(_, theirs)) if theirs.list.is_empty() => return None,
        (Change::Corrections(id, _), _) => Change::Corrections(id.clone(), Corrected::default()),
        (Change::Guidelines(_), _) => Change::Guidelines(String::new()),
        (Change::Settings(_), _) => Change::Settings(Settings::default()),
        (Change::ArticleMeta(id, _), _) => Change::ArticleMeta(id.clone(), ArticleMeta::default()),
        (Change::Article(id, _), _) => Change::Article(id.clone(), None),
        (Change::Annotator(id, _), _) => Change::Annotator(id.clone(), None),
        (Change::Entity(by, id, _), _) => Change::Entity(by.clone(), id.clone(), None),
        _ => ours.clone(),
    })
}

/// What only they have comes; what both have stays in its place.
fn of_list<T: Item>(ours: &Project, theirs: &Project, steps: &mut Vec<Step>) {
    let (ours, theirs) = (T::list(ours), T::list(theirs));
    for (at, value) in theirs.iter().enumerate() {
        let known = ours.iter().find(|it| it.id() == value.id());
        if known == Some(value) {
            continue;
        }
        let placed = |value| Placed { at, value };
        steps.push(Step {
            from: T::change(value.id().clone(), known.map(|_| placed(value.blank()))),
            to: T::change(value.id().clone(), Some(placed(value.clone()))),
        });
    }
}

fn of_layer(key: &LayerKey, ours: Option<&Arc<Layer>>, theirs: &Layer) -> Vec<Step> {
    let blank = Layer::default();
    let ours = ours.map_or(&blank, Arc::as_ref);
    let mut steps = Vec::new();
    if ours.head != theirs.head {
        steps.push(Step {
            from: Change::LayerHead(key.clone(), LayerHead::default()),
            to: Change::LayerHead(key.clone(), theirs.head.clone()),
        });
    }
    let ids: BTreeSet<&AnnotationId> = theirs
        .annotations
        .keys()
        .chain(theirs.deleted.keys())
        .chain(theirs.detached.keys())
        .collect();
    for id in ids {
        of_annotation(key, id, ours, theirs, &mut steps);
    }
    steps
}

/// What was said or done last counts when one of the two has deleted it.
fn of_annotation(
    key: &LayerKey,
    id: &AnnotationId,
    ours: &Layer,
    theirs: &Layer,
    steps: &mut Vec<Step>,
) {
    let (now, then) = (State::of(Some(ours), id), State::of(Some(theirs), id));
    let base = match (&now, &then) {
        _ if now.is_same(&then) => return,
        (State::Mark(_), State::Mark(_)) => State::Absent,
        (State::Absent, _) => now,
        (State::Mark(mark), State::Deleted(at)) if *at >= mark.modified => now,
        (State::Deleted(at), State::Mark(mark)) if mark.modified > *at => now,
        (State::Deleted(at), State::Deleted(other)) if other > at => now,
        _ => return,
    };
    let (from, lost_from) = base.into_slots(id);
    let (to, lost_to) = then.into_slots(id);
    steps.push(Step {
        from: Change::Annotation(key.clone(), id.clone(), from),
        to: Change::Annotation(key.clone(), id.clone(), to),
    });
    if ours.detached.contains_key(id) || theirs.detached.contains_key(id) {
        steps.push(Step {
            from: Change::Detached(key.clone(), id.clone(), lost_from),
            to: Change::Detached(key.clone(), id.clone(), lost_to),
        });
    }
}
