//! Taking over what somebody else's copy of the project holds, told before it is done.
//!
//! Two copies that were apart for a while have no common version at hand, as git has one. What is known stands in for it: what
//! was taken from the same annotator the last time ([`Evidence::base`]), and all that a slot has ever held here
//! ([`Evidence::past`]). What is left and differs is on a [`Card`], and both versions are kept until somebody says more.
//!
//! That something is not in a copy says nothing: the copy may be an older one, or somebody else's, whose maker never had it. So it
//! takes nothing away, unless it is of those who made it and newer than what was taken the last time ([`Base::may_take_away`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::edits::whole_seconds;
use crate::model::{
    About, Annotation, AnnotationId, AnnotatorId, ArticleId, Author, Change, Comment, CommentId,
    DecisionRef, Edit, LayerKey, Link, MarkRef, Part, Project, ReviewKey, Slot, Target, in_force,
};
use crate::say;
use crate::text::sha256_of;

use super::mark::State;
use super::slot::{is_same, name};
use super::{Conflict, Kept, Merged, Step, Told, differences, resolve, without_base};

/// What is known of earlier versions.
#[derive(Default)]
pub struct Evidence<'a> {
    /// What was last taken over of these annotators, whose parts are compared with it.
    pub base: Option<Base>,
    /// Whether a slot has ever been as a change says, here: then the other side has an older version of it.
    pub past: Option<&'a dyn Fn(&Change) -> bool>,
}

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

/// Something on which the two sides do not agree, and what can be done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The two versions, and where they are after the merge.
    pub conflict: Conflict,
}

/// What a card is known by when both sides are compared again: the same as long as both versions are.
pub type CardId = String;

/// What becomes of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// What is here stays, and the other version goes.
    Mine,
    /// The other version counts, and the one here goes.
    Theirs,
    /// Both are kept, as far as there is room for both; otherwise what is here stays.
    #[default]
    Both,
    /// As both, with a comment that asks.
    Discuss,
}

impl Choice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Mine, Self::Theirs, Self::Both, Self::Discuss];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => say!("card-mine"),
            Self::Theirs => say!("card-theirs"),
            Self::Both => say!("card-both"),
            Self::Discuss => say!("card-discuss"),
        }
    }
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

/// What taking over these parts of a copy does. The texts of articles that both have must be the same.
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
    for part in parts {
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
    let counts = counts(ours, theirs, &merged);
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

impl Base {
    /// What the copy changed in a part against what was taken the last time. Where that never came into force here, or was
    /// undone, nobody knows what both have come from.
    fn steps(
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
        let mut steps = differences(part, &self.project, theirs);
        steps.retain(|step| {
            let takes_away = takes_away(&step.to, theirs);
            came(&step.to)
                && (!takes_away
                    || owner(&step.to).is_some_and(|it| self.may_take_away.contains(&it)))
        });
        let mut others = without_base(part, ours, theirs);
        others.retain(|step| !came(&step.to));
        steps.extend(new_to(ours, others, was_here));
        steps
    }

    /// Whether a part of it is known.
    fn knows(&self, part: &Part) -> bool {
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

fn counts(ours: &Project, theirs: &Project, merged: &Merged) -> Vec<Counted> {
    let mut counts: BTreeMap<AnnotatorId, Counted> = BTreeMap::new();
    for (key, layer) in &theirs.layers {
        let counted = counts.entry(key.annotator.clone()).or_default();
        counted.theirs += layer.annotations.len() + layer.detached.len();
    }
    for key in theirs.reviews.keys() {
        counts.entry(key.reviewer.clone()).or_default();
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

impl Copied {
    /// The edit with what was chosen for each card; cards for which nothing was chosen keep both. The author writes the
    /// comments. `ours` is the project into which it was taken.
    #[must_use]
    pub fn with(&self, ours: &Project, choices: &[Choice], author: &Author) -> Edit {
        let mut edit = self.edit.clone();
        let mut chosen: BTreeSet<LayerKey> = BTreeSet::new();
        for (at, card) in self.cards.iter().enumerate() {
            let changes = card.settle(choices.get(at).copied().unwrap_or_default(), author);
            chosen.extend(changes.iter().filter_map(|change| match change {
                Change::Annotation(key, ..) => Some(key.clone()),
                _ => None,
            }));
            edit.changes.extend(changes);
        }
        let unsaid = without_unsaid(ours, &edit, author);
        chosen.extend(unsaid.iter().filter_map(|change| match change {
            Change::Annotation(key, ..) => Some(key.clone()),
            _ => None,
        }));
        edit.changes.extend(unsaid);
        let mends = without_dangling(ours, &edit, &chosen);
        edit.changes.extend(mends);
        edit
    }

    /// Whether there is nothing to take over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edit.is_empty()
    }
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

/// Takes gold annotations away that only decisions have made that an edit takes away.
fn without_unsaid(ours: &Project, edit: &Edit, author: &Author) -> Vec<Change> {
    let lost = edit.changes.iter().filter_map(|change| match change {
        Change::Decision(key, _, None) => Some(&key.article),
        _ => None,
    });
    let lost: BTreeSet<&ArticleId> = lost.collect();
    let mut after = ours.clone();
    if lost.is_empty() || edit.apply(&mut after).is_err() {
        return Vec::new();
    }
    let mut unsaid = Vec::new();
    for article in lost {
        let decisions = |project: &Project| {
            let decisions = in_force(project, article).into_iter();
            let made = decisions.flat_map(|(_, it)| it.gold.clone());
            made.map(|made| made.id).collect::<BTreeSet<_>>()
        };
        let (Some(key), stays) = (after.gold_key(article), decisions(&after)) else {
            continue;
        };
        let made = edit.changes.iter().filter_map(|change| match change {
            Change::Decision(of, _, Some(decision)) if of.article == *article => Some(decision),
            _ => None,
        });
        let mut gone: BTreeSet<AnnotationId> = decisions(ours);
        gone.extend(made.flat_map(|it| it.gold.iter().map(|made| made.id.clone())));
        for id in gone.into_iter().filter(|id| !stays.contains(id)) {
            if (after.layer(&key)).is_some_and(|layer| layer.annotations.contains_key(&id)) {
                let slot = Slot::Deleted(whole_seconds(author.at));
                unsaid.push(Change::Annotation(key.clone(), id, slot));
            }
        }
    }
    unsaid
}

/// Takes links away that lead to nothing in these layers once an edit is in force.
fn without_dangling(ours: &Project, edit: &Edit, layers: &BTreeSet<LayerKey>) -> Vec<Change> {
    let mut after = ours.clone();
    if layers.is_empty() || edit.apply(&mut after).is_err() {
        return Vec::new();
    }
    let mut mends = Vec::new();
    for key in layers {
        let Some(layer) = after.layer(key) else {
            continue;
        };
        let leads = |link: &Link| match &link.to {
            Target::Annotation(id) => {
                layer.annotations.contains_key(id) || layer.detached.contains_key(id)
            }
            Target::Entity(_) => true,
        };
        for (id, mark) in &layer.annotations {
            if mark.links.iter().all(leads) {
                continue;
            }
            let mut mark = Annotation::clone(mark);
            mark.links.retain(leads);
            let slot = Slot::Present(mark.into());
            mends.push(Change::Annotation(key.clone(), id.clone(), slot));
        }
    }
    mends
}

impl Card {
    /// What it is known by.
    #[must_use]
    pub fn id(&self) -> CardId {
        let Conflict { ours, theirs, .. } = &self.conflict;
        // Whatever the journal can hold is written; what could not be would only be asked about anew.
        let versions = serde_json::to_vec(&(ours, theirs)).unwrap_or_default();
        sha256_of(&versions)
    }

    /// What becomes of it where both versions are kept, in words for a dialog: without ids.
    #[must_use]
    pub fn outcome(&self) -> String {
        match &self.conflict.kept {
            Kept::Beside(_) => say!("card-beside").to_owned(),
            _ => self.conflict.outcome.clone(),
        }
    }

    /// Which mark it is about, if it is about one, and in which article.
    #[must_use]
    pub fn mark(&self) -> Option<(&ArticleId, MarkRef)> {
        match &self.conflict.ours {
            Change::Annotation(key, id, _) | Change::Detached(key, id, _) => {
                let by = key.annotator.clone();
                Some((&key.article, MarkRef { by, id: id.clone() }))
            }
            _ => None,
        }
    }

    /// What a choice changes after the merge.
    fn settle(&self, choice: Choice, author: &Author) -> Vec<Change> {
        let Conflict {
            ours, theirs, kept, ..
        } = &self.conflict;
        match choice {
            Choice::Both => Vec::new(),
            Choice::Discuss => self.question(author).into_iter().collect(),
            Choice::Mine | Choice::Theirs => {
                let wanted = if choice == Choice::Mine { ours } else { theirs };
                let mut changes = vec![wanted.clone()];
                // A mark has its place or has lost it, never both.
                changes.extend(match wanted {
                    Change::Annotation(key, id, _) => {
                        Some(Change::Detached(key.clone(), id.clone(), None))
                    }
                    Change::Detached(key, id, _) => {
                        let slot = Slot::Absent;
                        Some(Change::Annotation(key.clone(), id.clone(), slot))
                    }
                    _ => None,
                });
                match (kept, ours) {
                    (Kept::Beside(id), _) => changes.extend(self.without(id)),
                    (Kept::BesideDecision(id), Change::Decision(key, ..)) => {
                        changes.push(Change::Decision(key.clone(), id.clone(), None));
                    }
                    _ => {}
                }
                changes
            }
        }
    }

    /// Takes the version away that stands beside the other one.
    fn without(&self, beside: &AnnotationId) -> Option<Change> {
        match &self.conflict.ours {
            Change::Annotation(key, ..) | Change::Detached(key, ..) => Some(Change::Annotation(
                key.clone(),
                beside.clone(),
                Slot::Absent,
            )),
            _ => None,
        }
    }

    /// Whether there is an article in which it can be asked what to do.
    #[must_use]
    pub fn can_be_discussed(&self) -> bool {
        self.asked_of().is_some()
    }

    /// Where the two sides do not agree, and what a comment on it is about.
    fn asked_of(&self) -> Option<(ArticleId, About)> {
        if let Some((article, mark)) = self.mark() {
            return Some((article.clone(), About::Annotation(mark)));
        }
        match &self.conflict.ours {
            Change::LayerHead(key, _) => Some((key.article.clone(), About::Article)),
            Change::Decision(key, id, _) => {
                let (by, id) = (key.reviewer.clone(), id.clone());
                Some((key.article.clone(), About::Decision(DecisionRef { by, id })))
            }
            Change::ArticleMeta(id, _) => Some((id.clone(), About::Article)),
            _ => None,
        }
    }

    /// A comment that says on what the two sides do not agree, and what has become of it.
    fn question(&self, author: &Author) -> Option<Change> {
        let (article, about) = self.asked_of()?;
        let key = ReviewKey {
            article,
            reviewer: author.annotator.clone(),
        };
        let comment = Comment {
            id: CommentId::fresh(),
            about,
            reply_to: None,
            text: format!("{} {}", self.conflict.fact, self.outcome())
                .trim()
                .to_owned(),
            resolves: None,
            at: whole_seconds(author.at),
        };
        let id = comment.id.clone();
        Some(Change::Comment(key, id, Some(comment)))
    }
}
