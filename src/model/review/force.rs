//! Which decisions count.

use core::mem::replace;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{ArticleId, Project};

use super::{Decision, DecisionRef};

/// The decisions about an article that count, by time: all but those in whose place another one was made that counts. Where each
/// was made in place of the other, as by two reviewers who settled the same apart, both count, and contradict each other. So do
/// one that its reviewer made anew and one that was made in place of what it had been before: nobody has overruled the new one.
#[must_use]
pub fn in_force(project: &Project, article: &ArticleId) -> Vec<(DecisionRef, Arc<Decision>)> {
    let mut all: Vec<(DecisionRef, Arc<Decision>)> = Vec::new();
    for (key, review) in project.reviews_of(article) {
        all.extend(review.decisions.values().map(|decision| {
            let (by, id) = (key.reviewer.clone(), decision.id.clone());
            (DecisionRef { by, id }, Arc::clone(decision))
        }));
    }
    all.sort_by(|(one, a), (other, b)| (a.at, one).cmp(&(b.at, other)));
    let counts = counting(&all);
    let mut counts = counts.into_iter();
    all.retain(|_| counts.next().unwrap_or(true));
    all
}

/// Which of these count: all but what is reached from those that nobody names.
fn counting(all: &[(DecisionRef, Arc<Decision>)]) -> Vec<bool> {
    let places: HashMap<&DecisionRef, usize> = all
        .iter()
        .enumerate()
        .map(|(at, (reference, _))| (reference, at))
        .collect();
    let instead_of = |at: usize| {
        let named = all[at].1.instead_of.iter();
        named.filter_map(|it| {
            let reference = DecisionRef {
                by: it.by.clone(),
                id: it.id.clone(),
            };
            let place = *places.get(&reference)?;
            it.is(&reference, &all[place].1).then_some(place)
        })
    };
    let mut is_named = vec![false; all.len()];
    for other in (0..all.len()).flat_map(instead_of) {
        is_named[other] = true;
    }
    let mut counts = vec![true; all.len()];
    let mut open: Vec<usize> = (0..all.len()).filter(|at| !is_named[*at]).collect();
    while let Some(one) = open.pop() {
        for other in instead_of(one) {
            if replace(&mut counts[other], false) {
                open.push(other);
            }
        }
    }
    counts
}
