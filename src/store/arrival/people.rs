//! The people of a colleague's copy: who is the same here, and who only has the same id or name.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::model::{
    AnnotationId, AnnotatorId, ArticleId, LayerKey, Project, Review, ReviewKey, Verdict,
};
use crate::say;

use super::{Apart, Arrival};

/// The copy with people who have other ids where ours means somebody else, and what is to be known of the people.
pub(super) fn welcomed(
    theirs: Project,
    ours: &Project,
    apart: Vec<Apart>,
    mut remarks: Vec<String>,
) -> Arrival {
    let mut renamed = BTreeMap::new();
    for (id, annotator) in &theirs.annotators {
        let name = &annotator.name;
        match ours.annotators.get(id) {
            Some(known) if is_somebody_else(ours, &theirs, id) => {
                let fresh = known_twin(ours, &theirs, id).unwrap_or_else(|| {
                    AnnotatorId::from_name(id.as_str(), |id| {
                        ours.annotators.contains_key(id) || theirs.annotators.contains_key(id)
                    })
                });
                remarks.push(say!(
                    "arrival-renamed",
                    id = id.to_string(),
                    ours = &known.name,
                    theirs = name,
                    fresh = fresh.to_string(),
                ));
                renamed.insert(id.clone(), fresh);
            }
            Some(_) if has_nothing_in_common(ours, &theirs, id) => {
                remarks.push(say!("arrival-same-person", name = name));
            }
            Some(_) => {}
            None => {
                let same = |it: &&Arc<crate::model::Annotator>| {
                    it.name.to_lowercase() == name.to_lowercase()
                };
                if let Some(twin) = ours.annotators.values().find(same) {
                    remarks.push(say!(
                        "arrival-same-name",
                        name = name,
                        ours = twin.id.to_string(),
                        theirs = id.to_string(),
                    ));
                }
            }
        }
    }
    let theirs = if renamed.is_empty() {
        theirs
    } else {
        with_ids(&theirs, &renamed)
    };
    Arrival {
        theirs,
        apart,
        remarks,
        renamed,
        made_by: BTreeSet::new(),
        made: None,
        has: BTreeSet::new(),
        came: BTreeSet::new(),
    }
}

/// The id that somebody got here when a copy of theirs came before: their own with a number, and their name.
fn known_twin(ours: &Project, theirs: &Project, id: &AnnotatorId) -> Option<AnnotatorId> {
    let name = theirs.annotators[id].name.to_lowercase();
    let twin = ours.annotators.values().find(|it| {
        let number = it.id.as_str().strip_prefix(id.as_str());
        let number = number.and_then(|rest| rest.strip_prefix('-'));
        let is_numbered = number.is_some_and(|it| it.parse::<u32>().is_ok());
        is_numbered && it.name.to_lowercase() == name && !theirs.annotators.contains_key(&it.id)
    });
    twin.map(|it| it.id.clone())
}

/// Whether an id means one person here and another one there: they have other names, and nothing in common.
fn is_somebody_else(ours: &Project, theirs: &Project, id: &AnnotatorId) -> bool {
    let (one, other) = (&ours.annotators[id].name, &theirs.annotators[id].name);
    one.to_lowercase() != other.to_lowercase() && has_nothing_in_common(ours, theirs, id)
}

/// Whether both copies have marks of somebody, and not one of them is in both.
fn has_nothing_in_common(ours: &Project, theirs: &Project, id: &AnnotatorId) -> bool {
    let marks = |project: &Project| -> HashSet<(ArticleId, AnnotationId)> {
        let layers = project.layers.iter();
        let own = layers.filter(|(key, _)| key.annotator == *id);
        own.flat_map(|(key, layer)| {
            let layer = layer.in_passing();
            let ids = layer.annotations.keys().chain(layer.deleted.keys());
            let ids = ids.chain(layer.detached.keys());
            let ids = ids.map(|id| (key.article.clone(), id.clone()));
            ids.collect::<Vec<_>>()
        })
        .collect()
    };
    let (here, there) = (marks(ours), marks(theirs));
    !here.is_empty() && !there.is_empty() && here.is_disjoint(&there)
}

/// The project with other ids for some annotators.
fn with_ids(project: &Project, renamed: &BTreeMap<AnnotatorId, AnnotatorId>) -> Project {
    let id = |id: &AnnotatorId| renamed.get(id).unwrap_or(id).clone();
    let mut other = project.clone();
    other.annotators = project
        .annotators
        .values()
        .map(|annotator| {
            let mut annotator = crate::model::Annotator::clone(annotator);
            annotator.id = id(&annotator.id);
            (annotator.id.clone(), Arc::new(annotator))
        })
        .collect();
    other.layers = project
        .layers
        .iter()
        .map(|(key, layer)| {
            let key = LayerKey {
                article: key.article.clone(),
                annotator: id(&key.annotator),
            };
            (key, Arc::clone(layer))
        })
        .collect();
    other.reviews = project
        .reviews
        .iter()
        .map(|(key, review)| {
            let key = ReviewKey {
                article: key.article.clone(),
                reviewer: id(&key.reviewer),
            };
            (key, Arc::new(review_with_ids(review, &id)))
        })
        .collect();
    let reviewing = Arc::make_mut(&mut other.reviewing);
    let second = core::mem::take(&mut reviewing.rules.second).into_iter();
    reviewing.rules.second = second.map(|(holder, of)| (id(&holder), id(&of))).collect();
    for to in reviewing.assigned.values_mut() {
        *to = to.iter().map(&id).collect();
    }
    other
}

fn review_with_ids(review: &Review, id: &impl Fn(&AnnotatorId) -> AnnotatorId) -> Review {
    let mut review = review.clone();
    let decisions = review.decisions.clone();
    for (key, decision) in &decisions {
        let mut decision = crate::model::Decision::clone(decision);
        for basis in &mut decision.case {
            basis.by = id(&basis.by);
        }
        for left_out in &mut decision.without {
            left_out.by = id(&left_out.by);
        }
        for reference in &mut decision.instead_of {
            reference.by = id(&reference.by);
        }
        if let Verdict::Take(by) = &mut decision.verdict {
            *by = id(by);
        }
        if let Some(crate::model::Bulk::Annotator(by)) = &mut decision.bulk {
            *by = id(by);
        }
        review.decisions.insert(key.clone(), Arc::new(decision));
    }
    for comment in review.comments.values_mut() {
        if let Some(to) = &mut comment.reply_to {
            to.by = id(&to.by);
        }
        match &mut comment.about {
            crate::model::About::Annotation(mark) => mark.by = id(&mark.by),
            crate::model::About::Decision(to) => to.by = id(&to.by),
            crate::model::About::Article | crate::model::About::Passage(_) => {}
        }
    }
    review.answers = review
        .answers
        .into_values()
        .map(|mut answer| {
            answer.to.by = id(&answer.to.by);
            (answer.to.clone(), answer)
        })
        .collect();
    if let Some(signed) = &mut review.signed {
        let layers = core::mem::take(&mut signed.layers);
        signed.layers = layers.into_iter().map(|(by, it)| (id(&by), it)).collect();
    }
    review
}
