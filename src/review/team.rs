//! What each person of a project has done, and what is still to be done.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::model::{AnnotatorId, ArticleId, LayerKey, Project, Status};

/// A pause that is longer is no work, in seconds.
const PAUSE: i64 = 300;

/// What a person has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: AnnotatorId,
    /// How many articles are assigned to this person.
    pub assigned: usize,
    /// How many of these are done.
    pub assigned_done: usize,
    /// How many articles are to be labelled a second time, or have been.
    pub repeats: usize,
    /// How many of these are done.
    pub repeats_done: usize,
    /// How many articles are done in all.
    pub done: usize,
    /// How many are begun.
    pub begun: usize,
    /// How many annotations there are.
    pub annotations: usize,
    /// How many decisions about others' marks.
    pub decisions: usize,
    /// How many gold layers were signed.
    pub signed: usize,
    /// About how long was annotated, in seconds: by the times at which annotations were made and last changed, without pauses of
    /// more than five minutes.
    pub seconds: i64,
    /// When something was last marked.
    pub last: Option<Timestamp>,
}

/// What each person has done, by id; the one that holds the gold layers is no person.
#[must_use]
pub fn members(project: &Project) -> Vec<Member> {
    let mut times: BTreeMap<&AnnotatorId, Vec<Timestamp>> = BTreeMap::new();
    let mut members: BTreeMap<&AnnotatorId, Member> = project
        .people()
        .map(|id| (id, Member::new(id.clone())))
        .collect();
    for (key, layer) in &project.layers {
        let Some(member) = members.get_mut(&key.annotator) else {
            continue;
        };
        match layer.head.status {
            Status::Done => member.done += 1,
            Status::InProgress => member.begun += 1,
            Status::ToDo => {}
        }
        member.annotations += layer.annotations.len();
        let layer = layer.in_passing();
        let of_layer = layer.annotations.values();
        let of_layer = of_layer.flat_map(|it| [it.created, it.modified]);
        times.entry(&key.annotator).or_default().extend(of_layer);
    }
    for (article, people) in &project.reviewing.assigned {
        for person in people {
            if let Some(member) = members.get_mut(person) {
                member.assigned += 1;
                let is_done = project.status(&key(article, person)) == Status::Done;
                member.assigned_done += usize::from(is_done);
            }
        }
    }
    for repeat in project.repeats() {
        if let Some(member) = members.get_mut(&repeat.person) {
            member.repeats += 1;
            member.repeats_done += usize::from(repeat.status == Status::Done);
        }
    }
    for (key, review) in &project.reviews {
        if let Some(member) = members.get_mut(&key.reviewer) {
            member.decisions += review.decisions.len();
            member.signed += usize::from(review.signed.is_some());
        }
    }
    for (id, mut times) in times {
        times.sort();
        if let Some(member) = members.get_mut(id) {
            member.last = times.last().copied();
            member.seconds = worked(&times);
        }
    }
    members.into_values().collect()
}

/// How long was worked by these times in order, in seconds.
fn worked(times: &[Timestamp]) -> i64 {
    let gaps = times.windows(2);
    let gaps = gaps.map(|pair| pair[1].as_second() - pair[0].as_second());
    gaps.filter(|gap| *gap <= PAUSE).sum()
}

/// The articles of a person: those that are assigned or begun, and how far each of them is.
#[must_use]
pub fn articles_of(project: &Project, person: &AnnotatorId) -> Vec<(ArticleId, Status)> {
    let assigned = project.reviewing.assigned.iter();
    let assigned = assigned.filter(|(_, people)| people.contains(person));
    let begun = project.layers.keys().filter(|key| key.annotator == *person);
    let all: BTreeSet<&ArticleId> = assigned
        .map(|(article, _)| article)
        .chain(begun.map(|key| &key.article))
        .filter(|id| project.articles.contains_key(*id))
        .collect();
    let with_status = all.into_iter().map(|id| {
        let status = project.status(&key(id, person));
        (id.clone(), status)
    });
    with_status.collect()
}

fn key(article: &ArticleId, annotator: &AnnotatorId) -> LayerKey {
    LayerKey {
        article: article.clone(),
        annotator: annotator.clone(),
    }
}

impl Member {
    fn new(id: AnnotatorId) -> Self {
        Self {
            id,
            assigned: 0,
            assigned_done: 0,
            repeats: 0,
            repeats_done: 0,
            done: 0,
            begun: 0,
            annotations: 0,
            decisions: 0,
            signed: 0,
            seconds: 0,
            last: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_no_work() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let times = [at(0), at(10), at(10), at(200), at(10_000), at(10_060)];
        assert_eq!(worked(&times), 260);
        assert_eq!(worked(&[at(5)]), 0);
        assert_eq!(worked(&[]), 0);
    }
}
