//! Two histories of one project become one: by slots, not by lines.
//!
//! [`differences`] says what one version of a part changed against another, as [`Step`]s. [`resolve`] puts steps in
//! force on a project that has gone its own way meanwhile, and yields an ordinary [`Edit`]. The same two functions take
//! in a file that another program wrote, a journal whose file has changed, a conflict copy ([`without_base`] stands in
//! for the base that it lacks) and the two sides of a git merge.
//!
//! A slot that only one side changed is that side's. One that both changed is merged by field. Where both changed a
//! field differently, neither version goes silently: of an annotation the later one stays, and the other one is kept
//! beside it, `unsure` and with a note that says so; texts are both kept in their field; for the rest what was here
//! stays, and a [`Conflict`] holds what the other side had. What one side deleted and the other one changed lives.
//!
//! The result does not depend on which side is whose as far as annotations go, nor on clocks: what is kept beside an
//! annotation has an id made of what it holds. So two computers that merge the same two versions get the same, and
//! merging again what is merged changes nothing.

mod annotation;
mod codebook;
mod copy;
mod differences;
mod fields;
mod highlighters;
mod layer;
mod list;
mod mark;
mod register;
mod reviewing;
mod slot;
mod text;
mod two_way;

use std::collections::BTreeSet;

use crate::say;

use super::{AnnotationId, Change, DecisionId, Edit, Part, Project};

pub(in crate::model) use codebook::codebook_changes;
pub use copy::{
    Base, Came, Card, CardId, Choice, Copied, Counted, Evidence, parts_of_copy, take_copy,
};
pub use differences::differences;
pub use slot::is_same;
pub use two_way::without_base;

/// What one side did to a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The slot as that side found it. In a list of the codebook, an equal place in both means that it was not moved.
    pub from: Change,
    /// The same slot as that side left it.
    pub to: Change,
}

/// How a merge is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The name of the edit: “Take in what another program changed”.
    pub name: String,
    /// The other side, within a sentence behind “by”, in German in the dative: “another program”, “the copy layer 2.ron”.
    pub other: String,
}

/// What comes of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What it changes; it fits the project. Empty when there is nothing to do.
    pub edit: Edit,
    /// What both sides changed in ways that exclude each other.
    pub conflicts: Vec<Conflict>,
}

/// A slot that both sides changed in ways that exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The slot as it was here.
    pub ours: Change,
    /// The slot as the other side wants it.
    pub theirs: Change,
    /// Where the version is that is not in the slot.
    pub kept: Kept,
    /// What happened on both sides, in a sentence for people.
    pub fact: String,
    /// What the merge has made of it, in a sentence for people; nothing where the fact says it.
    pub outcome: String,
}

impl Conflict {
    /// What happened and what has become of it, in a sentence or two for people.
    #[must_use]
    pub fn message(&self) -> String {
        if self.outcome.is_empty() {
            self.fact.clone()
        } else {
            format!("{} {}", self.fact, self.outcome)
        }
    }

    /// What takes the version of the other side after all, once the merge is in force in `merged`: to be [resolved](resolve), so
    /// that what was done since stays. Only for what has one value: the codebook, settings, what is known of articles and people.
    /// Marks and what is said of them are both there, and a removal is an edit of its own.
    #[must_use]
    pub fn other_version(&self, merged: &Project) -> Option<Step> {
        let has_one_value = matches!(
            self.theirs,
            Change::Settings(_)
                | Change::Tag(_, Some(_))
                | Change::Role(_, Some(_))
                | Change::ArticleAttribute(_, Some(_))
                | Change::EntityType(_, Some(_))
                | Change::Highlighter(_, Some(_))
                | Change::ReviewRules(_)
                | Change::Reason(_, Some(_))
                | Change::Round(_, Some(_))
                | Change::ArticleMeta(..)
                | Change::Annotator(_, Some(_))
        );
        let from = self.theirs.current(merged);
        let is_other = has_one_value && !is_same(&from, &self.theirs);
        is_other.then(|| Step {
            from,
            to: self.theirs.clone(),
        })
    }
}

/// Where a merge has put the version that is not in the slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the slot: both versions are in one text, or what was deleted on one side lives on.
    InPlace,
    /// As an annotation of its own in the same layer.
    Beside(AnnotationId),
    /// As a decision of its own in the same review, whose gold annotations are in the gold layer too.
    BesideDecision(DecisionId),
    /// Nowhere in the project: only the conflict has it.
    Apart,
}

/// Every part that one of two projects has, or both.
#[must_use]
pub fn parts_of_both(one: &Project, other: &Project) -> BTreeSet<Part> {
    let mut parts = BTreeSet::from([
        Part::Settings,
        Part::Codebook,
        Part::Guidelines,
        Part::Highlighters,
        Part::Reviewing,
    ]);
    for project in [one, other] {
        parts.extend(project.articles.keys().cloned().map(Part::Article));
        parts.extend(project.annotators.keys().cloned().map(Part::Annotator));
        parts.extend(project.layers.keys().cloned().map(Part::Layer));
        parts.extend(project.reviews.keys().cloned().map(Part::Review));
    }
    parts
}

/// Takes over what another side did to a project.
///
/// Steps may come in any order; several of one slot count from the first to the last.
#[must_use]
pub fn resolve(project: &Project, steps: &[Step], told: &Told) -> Merged {
    let mut work = Work {
        project: project.clone(),
        other: &told.other,
        changes: Vec::new(),
        conflicts: Vec::new(),
    };
    let mut steps = slot::joined(project, steps);
    steps.sort_by_key(rank);
    let mut rest = &steps[..];
    while let Some(first) = rest.first() {
        let together = |step: &&Step| match (&first.to, &step.to) {
            (one, other) if layer::key_of(one).is_some() => {
                layer::key_of(one) == layer::key_of(other)
            }
            (one, other) => {
                codebook::is_of_list(one)
                    && core::mem::discriminant(one) == core::mem::discriminant(other)
            }
        };
        let length = 1 + rest[1..].iter().take_while(together).count();
        let (group, later) = rest.split_at(length);
        rest = later;
        if let Some(key) = layer::key_of(&first.to) {
            layer::merge(&mut work, key, group);
        } else if codebook::is_of_list(&first.to) {
            codebook::merge(&mut work, group);
        } else if reviewing::is_of_review(&first.to) {
            reviewing::merge(&mut work, first);
        } else {
            register::merge(&mut work, first);
        }
    }
    Merged {
        edit: Edit::new(&*told.name, work.changes),
        conflicts: work.conflicts,
    }
}

/// In which order slots are set: what others need comes before them and goes after them. Slots that are merged
/// together stand together.
fn rank(step: &Step) -> (u8, Option<super::LayerKey>) {
    let number = match &step.to {
        Change::Settings(_) => 0,
        Change::Guidelines(_) => 1,
        Change::EntityType(..) => 2,
        Change::Tag(..) => 3,
        Change::Role(..) => 4,
        Change::ArticleAttribute(..)
        | Change::Highlighter(..)
        | Change::ReviewRules(_)
        | Change::Assigned(..) => 5,
        Change::Reason(..) => 13,
        Change::Round(..) => 14,
        // Another text can come once nothing stands on the old one.
        Change::Article(_, Some(_)) if matches!(step.from, Change::Article(_, Some(_))) => 12,
        Change::Article(_, Some(_)) => 6,
        // Before the layers, which are of the text as it reads then.
        Change::ArticleMeta(..) | Change::Corrections(..) => 7,
        Change::Annotator(_, Some(_)) => 8,
        Change::Entity(..)
        | Change::Decision(..)
        | Change::Comment(..)
        | Change::Answer(..)
        | Change::Signed(..) => 9,
        Change::LayerHead(..) | Change::Annotation(..) | Change::Detached(..) => 10,
        Change::Annotator(_, None) => 11,
        Change::Article(_, None) => 12,
    };
    (number, layer::key_of(&step.to).cloned())
}

/// A merge that is under way.
struct Work<'a> {
    /// The project with what was changed so far.
    project: Project,
    other: &'a str,
    changes: Vec<Change>,
    conflicts: Vec<Conflict>,
}

impl Work<'_> {
    /// Puts a change in force; one that the project refuses is told, with why.
    fn put(&mut self, change: Change) {
        match change.apply(&mut self.project) {
            Ok(_) => self.changes.push(change),
            Err(why) => {
                let other = self.other;
                let fact = say!("merge-misfit", other = other, why = why.to_string());
                let now = change.current(&self.project);
                let outcome = say!("merge-became-left-out");
                self.tell(now, change, Kept::Apart, (fact, outcome));
            }
        }
    }

    /// Tells of a slot what happened to it on both sides, and what has become of it.
    fn tell(
        &mut self,
        ours: Change,
        theirs: Change,
        kept: Kept,
        (fact, outcome): (String, impl Into<String>),
    ) {
        self.conflicts.push(Conflict {
            ours,
            theirs,
            kept,
            fact,
            outcome: outcome.into(),
        });
    }
}

#[cfg(test)]
mod tests;
