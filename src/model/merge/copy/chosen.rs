//! The one edit that takes a copy over with what was chosen for its cards, and what has to follow from that.

use std::collections::BTreeSet;

use crate::model::edits::whole_seconds;
use crate::model::{
    Annotation, AnnotationId, ArticleId, Author, Change, Edit, LayerKey, Link, Project, Slot,
    Target, in_force,
};

use super::{Choice, Copied};

impl Copied {
    /// The edit with what was chosen for each card; cards for which nothing was chosen keep both. The author writes the
    /// comments. `ours` is the project into which it was taken.
    #[must_use]
    pub fn with(&self, ours: &Project, choices: &[Choice], author: &Author) -> Edit {
        let mut edit = self.edit.clone();
        let mut chosen: BTreeSet<LayerKey> = BTreeSet::new();
        for (at, card) in self.cards.iter().enumerate() {
            let changes = card.settle(choices.get(at).copied().unwrap_or_default(), ours, author);
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
