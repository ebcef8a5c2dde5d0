//! Taking over what somebody else's copy of the project holds, told before it is done.
//!
//! Two copies that were apart for a while have no common version at hand, as git has one. What is known stands in for it: what
//! was taken from the same annotator the last time ([`Evidence::base`]), and all that a slot has ever held here
//! ([`Evidence::past`]). What is left and differs is on a [`Card`], and both versions are kept until somebody says more.
//!
//! That something is not in a copy says nothing: the copy may be an older one, or somebody else's, whose maker never had it. So it
//! takes nothing away, unless it is of those who made it and newer than what was taken the last time ([`Base::may_take_away`]);
//! nor does a layer or a review that is not in it at all, unless it says that nothing is left of it ([`Base::emptied`]).

mod base;
mod card;
mod chosen;
mod counts;

use std::collections::BTreeSet;

use crate::model::{AnnotatorId, ArticleId, Change, Edit, LayerKey, Part, Project, ReviewKey};

use super::{Step, Told, differences, resolve, without_base};

pub use base::Base;
pub use card::{Card, CardId, Choice};
pub use counts::{Came, Counted};

/// What is known of earlier versions.
#[derive(Default)]
pub struct Evidence<'a> {
    /// What was last taken over of these annotators, whose parts are compared with it.
    pub base: Option<Base>,
    /// Whether a slot has ever been as a change says, here: then the other side has an older version of it.
    pub past: Option<&'a dyn Fn(&Change) -> bool>,
}

/// What taking over a copy does.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// The changes, with both versions of what the two sides do not agree on.
    pub edit: Edit,
    /// What the two sides do not agree on.
    pub cards: Vec<Card>,
    /// Each annotator who has a layer in the copy.
    pub counts: Vec<Counted>,
    /// Articles that come along.
    pub articles: Vec<ArticleId>,
    /// Articles that were removed here and stay away, with all that is in them.
    pub removed: BTreeSet<ArticleId>,
}

/// The parts of a copy that are taken over: what its people made, and articles that are not here. What belongs to the lead is
/// among them only if it is asked for.
#[must_use]
pub fn parts_of_copy(ours: &Project, theirs: &Project, leads_too: bool) -> Vec<Part> {
    let new = theirs.articles.keys();
    let new = new.filter(|id| !ours.articles.contains_key(*id)).cloned();
    let mut parts: Vec<Part> = new.map(Part::Article).collect();
    parts.extend(theirs.annotators.keys().cloned().map(Part::Annotator));
    parts.extend(theirs.layers.keys().cloned().map(Part::Layer));
    parts.extend(theirs.reviews.keys().cloned().map(Part::Review));
    if leads_too {
        parts.extend([
            Part::Codebook,
            Part::Guidelines,
            Part::Highlighters,
            Part::Reviewing,
        ]);
        let both = theirs.articles.keys();
        let both = both.filter(|id| ours.articles.contains_key(*id)).cloned();
        parts.extend(both.map(Part::Article));
    }
    parts
}

/// What taking over these parts of a copy does, and those of which it says that nothing is left. The texts of articles that both
/// have must be the same.
#[must_use]
pub fn take_copy(
    ours: &Project,
    theirs: &Project,
    evidence: &Evidence<'_>,
    parts: &[Part],
    told: &Told,
) -> Copied {
    let was_here = |change: &Change| evidence.past.is_some_and(|past| past(change));
    let mut steps: Vec<Step> = Vec::new();
    let emptied = evidence.base.iter().flat_map(|base| &base.emptied);
    for part in parts.iter().chain(emptied) {
        let base = evidence.base.as_ref().filter(|base| base.knows(part));
        steps.extend(match base {
            Some(base) if base.annotators.is_none() => differences(part, &base.project, theirs),
            Some(base) => base.steps(part, ours, theirs, &was_here),
            None => new_to(ours, without_base(part, ours, theirs), &was_here),
        });
    }
    if !parts.contains(&Part::Reviewing) {
        steps.extend(nobodies(ours, theirs));
    }
    let removed = removed_here(parts, ours, &steps);
    steps.retain(|step| match step.to.part() {
        Part::Layer(LayerKey { article, .. }) | Part::Review(ReviewKey { article, .. }) => {
            !removed.contains(&article)
        }
        _ => true,
    });
    let merged = resolve(ours, &steps, told);
    let counts = counts::counts(ours, theirs, &merged);
    let articles = merged.edit.changes.iter();
    let articles = articles.filter_map(|change| match change {
        Change::Article(id, Some(_)) => Some(id.clone()),
        _ => None,
    });
    Copied {
        counts,
        articles: articles.collect(),
        removed,
        cards: merged
            .conflicts
            .into_iter()
            .map(|conflict| Card { conflict })
            .collect(),
        edit: merged.edit,
    }
}

/// That the copy's gold layers are such, where there are none here yet, and that its second layers of repeats are.
fn nobodies(ours: &Project, theirs: &Project) -> Option<Step> {
    let mut rules = ours.reviewing.rules.clone();
    let from = Change::ReviewRules(rules.clone());
    let comes = |id: &AnnotatorId| theirs.annotators.contains_key(id);
    let gold = theirs.reviewing.rules.gold.as_ref();
    if rules.gold.is_none() {
        rules.gold = gold.filter(|gold| comes(gold)).cloned();
    }
    for (holder, person) in &theirs.reviewing.rules.second {
        let is_new = !rules.second.contains_key(holder) && !ours.annotators.contains_key(holder);
        if is_new && comes(holder) {
            rules.second.insert(holder.clone(), person.clone());
        }
    }
    let to = Change::ReviewRules(rules);
    (from != to).then_some(Step { from, to })
}

/// The steps without those to a version that was here once: they have not changed it, but we have. A mark with its place and
/// without it is one thing.
fn new_to(ours: &Project, mut steps: Vec<Step>, was_here: &impl Fn(&Change) -> bool) -> Vec<Step> {
    let is_old = |step: &Step| was_here(&step.to) && step.to.current(ours) != step.to;
    let mark_of = |change: &Change| match change {
        Change::Annotation(key, id, _) | Change::Detached(key, id, _) => {
            Some((key.clone(), id.clone()))
        }
        _ => None,
    };
    let old: BTreeSet<_> = steps
        .iter()
        .filter(|step| is_old(step))
        .filter_map(|step| mark_of(&step.to))
        .collect();
    steps.retain(|step| match mark_of(&step.to) {
        Some(mark) => !old.contains(&mark),
        None => !is_old(step),
    });
    steps
}

/// Articles of the copy that are not here and do not come, as they were here once.
fn removed_here(parts: &[Part], ours: &Project, steps: &[Step]) -> BTreeSet<ArticleId> {
    let coming: BTreeSet<&ArticleId> = steps
        .iter()
        .filter_map(|step| match &step.to {
            Change::Article(id, Some(_)) => Some(id),
            _ => None,
        })
        .collect();
    let away = parts.iter().filter_map(|part| match part {
        Part::Article(id) => Some(id),
        _ => None,
    });
    away.filter(|id| !ours.articles.contains_key(*id) && !coming.contains(id))
        .cloned()
        .collect()
}
