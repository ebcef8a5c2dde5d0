//! Merging reviews and how a project is reviewed.
//!
//! A reviewer's file has one writer, so both sides have changed it only where that person worked at two computers. Of two
//! versions of a decision the later one stays, and the other one is kept beside it as a decision of its own, which shows the
//! case as contested: what each of them made is in the gold layer. Those that differ only in their time are one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::model::{
    AnnotatorId, Answer, Change, Comment, Decision, DecisionId, Placed, Project, Reason, ReasonId,
    ReviewKey, ReviewRules, Round, RoundId,
};
use crate::say;

use super::codebook::Item;
use super::fields::{Fields, Part, Side, Three, listed};
use super::slot::is_same;
use super::{Kept, Step, Work};

/// Whether a change is of one of these slots.
pub(super) fn is_of_review(change: &Change) -> bool {
    matches!(
        change,
        Change::ReviewRules(_)
            | Change::Assigned(..)
            | Change::Decision(..)
            | Change::Comment(..)
            | Change::Answer(..)
            | Change::Signed(..)
    )
}

/// Takes over one step.
pub(super) fn merge(work: &mut Work<'_>, step: &Step) {
    let now = step.to.current(&work.project);
    if is_same(&now, &step.to) || is_same(&step.from, &step.to) {
        return;
    }
    if is_same(&now, &step.from) {
        let to = match (&step.from, &now, &step.to) {
            (Change::ReviewRules(base), Change::ReviewRules(ours), Change::ReviewRules(theirs)) => {
                Change::ReviewRules(ReviewRules {
                    second: second(three(base, ours, theirs), &work.project),
                    ..theirs.clone()
                })
            }
            _ => step.to.clone(),
        };
        if !is_same(&now, &to) {
            work.put(to);
        }
        return;
    }
    let merged = match (&step.from, &now, &step.to) {
        (Change::ReviewRules(base), Change::ReviewRules(ours), Change::ReviewRules(theirs)) => {
            rules(work, three(base, ours, theirs))
        }
        (Change::Assigned(id, base), Change::Assigned(_, ours), Change::Assigned(_, theirs)) => {
            Change::Assigned(id.clone(), names(Some(base), ours, theirs))
        }
        (
            Change::Decision(key, id, _),
            Change::Decision(_, _, Some(ours)),
            Change::Decision(_, _, Some(theirs)),
        ) => decision(work, key, id, ours, theirs, &now, &step.to),
        (
            Change::Comment(key, id, base),
            Change::Comment(_, _, Some(ours)),
            Change::Comment(_, _, Some(theirs)),
        ) => {
            let merged = comment(base.as_ref(), ours, theirs);
            Change::Comment(key.clone(), id.clone(), Some(merged))
        }
        (
            Change::Answer(key, id, base),
            Change::Answer(_, _, Some(ours)),
            Change::Answer(_, _, Some(theirs)),
        ) => {
            let merged = answer(base.as_ref(), ours, theirs);
            Change::Answer(key.clone(), id.clone(), Some(merged))
        }
        (Change::Signed(key, _), Change::Signed(_, Some(ours)), Change::Signed(_, theirs)) => {
            let theirs = theirs.as_ref().unwrap_or(ours);
            let later = if order(theirs, theirs.at) > order(ours, ours.at) {
                theirs
            } else {
                ours
            };
            Change::Signed(key.clone(), Some(later.clone()))
        }
        // What one side took away and the other one changed lives.
        (_, now, to) => {
            if is_gone(to) {
                return;
            }
            debug_assert!(is_gone(now), "both sides are merged above");
            to.clone()
        }
    };
    if !is_same(&merged, &now) {
        work.put(merged);
    }
}

fn is_gone(change: &Change) -> bool {
    matches!(
        change,
        Change::Decision(_, _, None)
            | Change::Comment(_, _, None)
            | Change::Answer(_, _, None)
            | Change::Signed(_, None)
    )
}

fn three<'a, T>(base: &'a T, ours: &'a T, theirs: &'a T) -> Three<'a, T> {
    Three {
        base: Some(base),
        ours,
        theirs,
    }
}

/// What is later, and of two of one time what does not depend on the side.
fn order<T: Serialize>(value: &T, at: jiff::Timestamp) -> (i64, String) {
    let ties = serde_json::to_string(value).unwrap_or_default();
    (at.as_second(), ties)
}

/// Names that either side has added, without those that one of them has taken away.
fn names<T: Ord + Clone>(
    base: Option<&BTreeSet<T>>,
    ours: &BTreeSet<T>,
    theirs: &BTreeSet<T>,
) -> BTreeSet<T> {
    let none = BTreeSet::new();
    let base = base.unwrap_or(&none);
    let all = ours.union(theirs);
    all.filter(|it| !base.contains(*it) || ours.contains(*it) && theirs.contains(*it))
        .cloned()
        .collect()
}

fn rules(work: &mut Work<'_>, three: Three<'_, ReviewRules>) -> Change {
    let mut fields = Fields::preferring(Side::Ours);
    let merged = blend_rules(&mut fields, three, &work.project);
    if !fields.clashes.is_empty() {
        let wanted = blend_rules(&mut Fields::as_theirs(), three, &work.project);
        let fact = say!(
            "merge-review-rules-both",
            other = work.other,
            fields = listed(&fields.clashes),
        );
        let ours = Change::ReviewRules(three.ours.clone());
        let theirs = Change::ReviewRules(wanted);
        work.tell(ours, theirs, Kept::Apart, (fact, say!("merge-became-ours")));
    }
    Change::ReviewRules(merged)
}

fn blend_rules(
    fields: &mut Fields,
    three: Three<'_, ReviewRules>,
    project: &Project,
) -> ReviewRules {
    let mut merged = ReviewRules {
        gold: None,
        second: second(three, project),
        hide_names: fields.pick(Part::HideNames, three.map(|it| &it.hide_names)),
        shuffle: fields.pick(Part::Shuffle, three.map(|it| &it.shuffle)),
        // Of two that were made apart either is as good.
        salt: three.ours.salt.clone().max(three.theirs.salt.clone()),
    };
    // Two that were made apart are one as soon as there is any.
    merged.gold = match (&three.ours.gold, &three.theirs.gold) {
        (Some(_), None) if three.base.is_none_or(|it| it.gold.is_none()) => three.ours.gold.clone(),
        _ => fields.pick(Part::Gold, three.map(|it| &it.gold)),
    };
    merged
}

/// Who holds whose second layers: whom either side has added, without those that one of them has taken away and who hold nothing
/// here. Ids are made of names, so two that were made apart for one person are one.
fn second(three: Three<'_, ReviewRules>, project: &Project) -> BTreeMap<AnnotatorId, AnnotatorId> {
    let (ours, theirs) = (&three.ours.second, &three.theirs.second);
    let base = three.base.map(|base| &base.second);
    let is_gone = |holder: &AnnotatorId| {
        let was_there = base.is_some_and(|base| base.contains_key(holder));
        let is_taken = was_there && !(ours.contains_key(holder) && theirs.contains_key(holder));
        // A person is not made of whoever holds what was begun.
        is_taken && !project.layers.keys().any(|key| key.annotator == *holder)
    };
    // Of two people for one holder it is ours.
    let all = theirs
        .iter()
        .chain(ours)
        .filter(|(holder, _)| !is_gone(holder));
    all.map(|(holder, person)| (holder.clone(), person.clone()))
        .collect()
}

fn decision(
    work: &mut Work<'_>,
    key: &ReviewKey,
    id: &DecisionId,
    ours: &Arc<Decision>,
    theirs: &Arc<Decision>,
    now: &Change,
    to: &Change,
) -> Change {
    let ours_stays = order(ours, ours.at) > order(theirs, theirs.at);
    let (stays, other) = if ours_stays {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let says_the_same = **stays
        == Decision {
            at: stays.at,
            ..Decision::clone(other)
        };
    if says_the_same {
        return Change::Decision(key.clone(), id.clone(), Some(Arc::clone(stays)));
    }
    let said = serde_json::to_string(other).unwrap_or_default();
    let beside = DecisionId::of_hash(&Sha256::digest(said).into());
    let kept = Decision {
        id: beside.clone(),
        ..Decision::clone(other)
    };
    let put = Change::Decision(key.clone(), beside.clone(), Some(Arc::new(kept)));
    if !is_same(&put.current(&work.project), &put) {
        let fact = say!("merge-decision-both", other = work.other);
        let told = (fact, say!("merge-became-contested"));
        let kept = Kept::BesideDecision(beside);
        work.tell(now.clone(), to.clone(), kept, told);
        work.put(put);
    }
    Change::Decision(key.clone(), id.clone(), Some(Arc::clone(stays)))
}

/// Whose fields stay where both differ: of two comments or answers the later one's, and of two of one time the same on both
/// sides.
fn preferred<T: Serialize>(ours: &T, theirs: &T, at: impl Fn(&T) -> jiff::Timestamp) -> Side {
    if order(ours, at(ours)) > order(theirs, at(theirs)) {
        Side::Ours
    } else {
        Side::Theirs
    }
}

fn comment(base: Option<&Comment>, ours: &Comment, theirs: &Comment) -> Comment {
    let three = Three { base, ours, theirs };
    // Nobody is told of a clash: both texts stay, and the rest of a comment is not changed once it is written.
    let mut fields = Fields::preferring(preferred(ours, theirs, |it| it.at));
    Comment {
        id: ours.id.clone(),
        about: fields.pick(Part::Source, three.map(|it| &it.about)),
        reply_to: fields.pick(Part::Source, three.map(|it| &it.reply_to)),
        text: Fields::text(three.map(|it| &it.text)),
        resolves: fields.pick(Part::Source, three.map(|it| &it.resolves)),
        at: ours.at.max(theirs.at),
    }
}

fn answer(base: Option<&Answer>, ours: &Answer, theirs: &Answer) -> Answer {
    let three = Three { base, ours, theirs };
    let mut fields = Fields::preferring(preferred(ours, theirs, |it| it.at));
    Answer {
        to: ours.to.clone(),
        decided: fields.pick(Part::Source, three.map(|it| &it.decided)),
        stand: fields.pick(Part::Source, three.map(|it| &it.stand)),
        words: Fields::text(three.map(|it| &it.words)),
        at: ours.at.max(theirs.at),
    }
}

impl Item for Reason {
    type Id = ReasonId;
    const WHAT: &'static str = "reason";

    fn id(&self) -> &ReasonId {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn list(project: &Project) -> &[Self] {
        &project.reviewing.reasons
    }

    fn change(id: ReasonId, to: Option<Placed<Self>>) -> Change {
        Change::Reason(id, to)
    }

    fn slot(change: &Change) -> Option<(&ReasonId, Option<&Placed<Self>>)> {
        match change {
            Change::Reason(id, placed) => Some((id, placed.as_ref())),
            _ => None,
        }
    }

    fn blend(fields: &mut Fields, three: Three<'_, Self>) -> Self {
        Self {
            id: three.ours.id.clone(),
            name: fields.pick(Part::Name, three.map(|it| &it.name)),
            definition: fields.words(Part::Definition, three.map(|it| &it.definition)),
        }
    }

    fn blank(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: String::new(),
            definition: String::new(),
        }
    }
}

impl Item for Round {
    type Id = RoundId;
    const WHAT: &'static str = "round";

    fn id(&self) -> &RoundId {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn list(project: &Project) -> &[Self] {
        &project.reviewing.rounds
    }

    fn change(id: RoundId, to: Option<Placed<Self>>) -> Change {
        Change::Round(id, to)
    }

    fn slot(change: &Change) -> Option<(&RoundId, Option<&Placed<Self>>)> {
        match change {
            Change::Round(id, placed) => Some((id, placed.as_ref())),
            _ => None,
        }
    }

    fn blend(fields: &mut Fields, three: Three<'_, Self>) -> Self {
        let annotators: Three<'_, BTreeSet<AnnotatorId>> = three.map(|it| &it.annotators);
        let articles = three.map(|it| &it.articles);
        Self {
            id: three.ours.id.clone(),
            name: fields.pick(Part::Name, three.map(|it| &it.name)),
            annotators: names(annotators.base, annotators.ours, annotators.theirs),
            articles: names(articles.base, articles.ours, articles.theirs),
            blind: fields.pick(Part::Blind, three.map(|it| &it.blind)),
        }
    }

    fn blank(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: String::new(),
            annotators: BTreeSet::new(),
            articles: BTreeSet::new(),
            blind: false,
        }
    }
}
