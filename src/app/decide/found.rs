//! What is compared in an article, worked out once for each state of the project: the cases, whose marks are drawn in which
//! lane, what is disputed. For large layers that is the work of a thread.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::app::dialogs::palette;
use crate::app::marking;
use crate::app::reader::{Colleague, Marks};
use crate::app::theme::Tokens;
use crate::app::verdicts::whose;
use crate::model::{
    AnnotationId, AnnotatorId, Article, ArticleId, DecisionRef, LayerKey, MarkRef, Project, edits,
};
use crate::review::adjudication::{Case, CaseKind, CaseMark, Queue, queue};
use crate::say;
use crate::text::Span;

/// What is compared in an article.
#[derive(Debug)]
pub struct Found {
    /// The article.
    pub article: Arc<Article>,
    /// The cases.
    pub queue: Queue,
    /// The marks of the gold layer.
    pub gold: Marks,
    /// The lanes: what all have marked alike, then each person's other marks.
    pub lanes: Vec<Colleague>,
    /// What some cover and others do not, in order and without overlaps.
    pub disputed: Vec<Span>,
    /// Who has signed the gold layer, when, and whether it is as it was then.
    pub signed: Option<(AnnotatorId, Timestamp, bool)>,
    /// How many cases there are of each kind.
    pub kinds: BTreeMap<CaseKind, usize>,
    /// How many are decided.
    decided: usize,
    /// In which case each mark is.
    homes: BTreeMap<MarkRef, usize>,
    /// In which case each gold annotation was made.
    made: BTreeMap<AnnotationId, usize>,
}

/// By what a case is found again when the cases are made anew.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseName {
    /// By its first mark.
    Mark(MarkRef),
    /// By the decision on marks that are gone.
    Decision(DecisionRef),
}

impl CaseName {
    /// The name of a case.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        let mark = case.marks.first().map(|mark| Self::Mark(mark.mark()));
        let decision = || {
            let (reference, _) = case.decisions.first()?;
            Some(Self::Decision(reference.clone()))
        };
        mark.or_else(decision)
    }
}

impl Found {
    /// Compares the marks of an article; `None` when it is not there. 100 ms for two layers of 10,000 annotations.
    #[must_use]
    pub fn of(project: &Project, id: &ArticleId) -> Option<Self> {
        let article = Arc::clone(project.articles.get(id)?);
        let queue = queue(project, id);
        let gold = project.gold_key(id);
        let gold = gold.map_or_else(Marks::default, |key| marking::marks(project, &key));
        let lanes = lanes(project, id, &queue);
        let mut homes = BTreeMap::new();
        let mut made = BTreeMap::new();
        let mut kinds = BTreeMap::new();
        for (at, case) in queue.cases.iter().enumerate() {
            *kinds.entry(case.kind).or_default() += 1;
            homes.extend(case.marks.iter().map(|mark| (mark.mark(), at)));
            let gold = case.decisions.iter().flat_map(|(_, it)| &it.gold);
            made.extend(gold.map(|it| (it.id.clone(), at)));
        }
        Some(Self {
            disputed: disputed(&queue),
            signed: signed(project, id),
            kinds,
            decided: queue.cases.len() - queue.left(),
            article,
            queue,
            gold,
            lanes,
            homes,
            made,
        })
    }

    /// The place of a case among the cases.
    #[must_use]
    pub fn find(&self, name: &CaseName) -> Option<usize> {
        match name {
            CaseName::Mark(mark) => self.homes.get(mark).copied(),
            CaseName::Decision(_) => {
                let mut cases = self.queue.cases.iter();
                cases.position(|case| CaseName::of(case).as_ref() == Some(name))
            }
        }
    }

    /// The case of a mark in a lane.
    #[must_use]
    pub fn case_of(&self, lane: usize, id: &AnnotationId) -> Option<usize> {
        // The first lane has marks of whoever comes first in their cases.
        let people = self.queue.people.iter();
        let mut homes = people.filter_map(|by| {
            let mark = MarkRef {
                by: by.clone(),
                id: id.clone(),
            };
            self.homes.get(&mark).copied()
        });
        match lane.checked_sub(1) {
            None => homes.find(|at| self.queue.cases[*at].kind == CaseKind::Same),
            Some(_) => homes.next(),
        }
    }

    /// The case in which a gold annotation was made.
    #[must_use]
    pub fn case_of_gold(&self, id: &AnnotationId) -> Option<usize> {
        self.made.get(id).copied()
    }

    /// How many cases are decided, and of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.decided, self.queue.cases.len())
    }

    /// A person as reviewers are told: the name, or a letter by the place in this article.
    #[must_use]
    pub fn name<'a>(&self, project: &'a Project, person: &'a AnnotatorId) -> String {
        whose(project, &self.queue.people, person)
    }
}

/// The lanes below the text. One's own colour tells who somebody is, so without names there are others.
fn lanes(project: &Project, article: &ArticleId, queue: &Queue) -> Vec<Colleague> {
    let mut common: BTreeSet<MarkRef> = BTreeSet::new();
    let mut agreed: HashSet<MarkRef> = HashSet::new();
    let mut alone: BTreeMap<&AnnotatorId, HashSet<AnnotationId>> = BTreeMap::new();
    for case in &queue.cases {
        match case.kind {
            CaseKind::Same => {
                common.extend(case.marks.first().map(CaseMark::mark));
                agreed.extend(case.marks.iter().map(CaseMark::mark));
            }
            CaseKind::Some | CaseKind::Only => {
                for mark in &case.marks {
                    let ids = alone.entry(&mark.by).or_default();
                    ids.insert(mark.annotation.id.clone());
                }
            }
            _ => {}
        }
    }
    let marks = |by: &AnnotatorId, keep: &dyn Fn(MarkRef) -> bool| {
        let key = LayerKey {
            article: article.clone(),
            annotator: by.clone(),
        };
        marking::some_marks(project, &key, &|id| {
            keep(MarkRef {
                by: by.clone(),
                id: id.clone(),
            })
        })
    };
    let mut lanes = Vec::with_capacity(queue.people.len() + 1);
    let first = queue.people.first();
    lanes.push(Colleague {
        name: say!("decide-common").into(),
        color: Tokens::ALL_ALIKE,
        marks: first.map_or_else(Marks::default, |by| {
            marks(by, &|mark| common.contains(&mark))
        }),
        alone: Arc::default(),
    });
    let colors = palette();
    for (at, by) in queue.people.iter().enumerate() {
        let known = project.annotators.get(by).map(|it| it.color);
        let hidden = project.reviewing.rules.hide_names;
        let color = known.filter(|_| !hidden);
        lanes.push(Colleague {
            name: whose(project, &queue.people, by).into(),
            color: color.unwrap_or(colors[at % colors.len()].0),
            marks: marks(by, &|mark| !agreed.contains(&mark)),
            alone: Arc::new(alone.remove(by).unwrap_or_default()),
        });
    }
    lanes
}

/// What some of a case cover and others do not.
fn disputed(queue: &Queue) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for case in &queue.cases {
        if !matches!(case.kind, CaseKind::Edges | CaseKind::Both) {
            continue;
        }
        let mut of_people: BTreeMap<&AnnotatorId, Vec<Span>> = BTreeMap::new();
        for mark in &case.marks {
            let spans = of_people.entry(&mark.by).or_default();
            spans.extend(mark.annotation.spans.iter());
        }
        // Where covering begins or ends; between two of these places everybody covers all or nothing.
        let spans = || of_people.values().flatten();
        let ends: BTreeSet<_> = spans().flat_map(|span| [span.start, span.end]).collect();
        let ends: Vec<_> = ends.into_iter().collect();
        for pair in ends.windows(2) {
            let (start, end) = (pair[0], pair[1]);
            let covers = |spans: &Vec<Span>| {
                let mut spans = spans.iter();
                spans.any(|span| span.start <= start && end <= span.end)
            };
            let count = of_people.values().filter(|spans| covers(spans)).count();
            if count > 0 && count < of_people.len() {
                all.push(Span { start, end });
            }
        }
    }
    all.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

fn signed(project: &Project, id: &ArticleId) -> Option<(AnnotatorId, Timestamp, bool)> {
    let reviews = project.reviews_of(id);
    let signed = reviews.filter_map(|(key, review)| Some((&key.reviewer, review.signed.as_ref()?)));
    let (by, signed) = signed.max_by_key(|(_, signed)| signed.at)?;
    let is_current = edits::layer_states(project, id).is_some_and(|now| now == signed.layers);
    Some((by.clone(), signed.at, is_current))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::projects;
    use crate::model::{Round, RoundId};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn each_mark_is_drawn_once_and_each_case_found_again(project in projects()) {
            for id in project.articles.keys() {
                let found = Found::of(&project, id).unwrap();
                let cases = &found.queue.cases;
                for (at, case) in cases.iter().enumerate() {
                    let name = CaseName::of(case).unwrap();
                    prop_assert_eq!(found.find(&name), Some(at));
                    let people = &found.queue.people;
                    for mark in &case.marks {
                        let id = &mark.annotation.id;
                        let own = people.iter().position(|by| *by == mark.by).unwrap() + 1;
                        let is_first = case.marks[0].mark() == mark.mark();
                        let is_same = case.kind == CaseKind::Same;
                        prop_assert_eq!(found.lanes[own].marks.find(id).is_some(), !is_same);
                        let is_common = found.lanes[0].marks.find(id).is_some();
                        prop_assert!(is_common || !(is_same && is_first));
                    }
                }
                let drawn: usize = found.lanes.iter().map(|lane| lane.marks.len()).sum();
                let wanted = cases.iter().map(|case| match case.kind {
                    CaseKind::Same => 1,
                    _ => case.marks.len(),
                });
                prop_assert_eq!(drawn, wanted.sum::<usize>());
            }
        }

        #[test]
        fn what_is_disputed_is_what_some_of_a_case_cover(project in projects()) {
            for id in project.articles.keys() {
                let found = Found::of(&project, id).unwrap();
                for at in 0..found.article.text.len() {
                    let at = crate::text::Byte::new(at);
                    let covers = |span: &Span| span.start <= at && at < span.end;
                    let is_disputed = found.queue.cases.iter().any(|case| {
                        let people: BTreeSet<&AnnotatorId> =
                            case.marks.iter().map(|mark| &mark.by).collect();
                        let of = |by: &AnnotatorId| {
                            case.marks.iter().any(|mark| {
                                mark.by == *by
                                    && mark.annotation.spans.iter().any(|span| covers(&span))
                            })
                        };
                        let count = people.iter().filter(|by| of(by)).count();
                        matches!(case.kind, CaseKind::Edges | CaseKind::Both)
                            && count > 0
                            && count < people.len()
                    });
                    prop_assert_eq!(found.disputed.iter().any(covers), is_disputed);
                }
                let apart = found.disputed.windows(2).all(|two| two[0].end < two[1].start);
                prop_assert!(apart);
            }
        }

        #[test]
        fn a_blind_round_leaves_ones_own_to_see(project in projects()) {
            let mut project = project;
            let round = Round {
                id: RoundId::new("round").unwrap(),
                name: "Round".to_owned(),
                annotators: project.annotators.keys().cloned().collect(),
                articles: project.articles.keys().cloned().collect(),
                blind: true,
            };
            let is_over = round.is_over(&project);
            Arc::make_mut(&mut project.reviewing).rounds = vec![round];
            for viewer in project.annotators.keys() {
                let seen = project.seen_by(viewer);
                for (key, layer) in &project.layers {
                    let is_seen = is_over || project.person_of(&key.annotator) == viewer;
                    if project.is_repeating(&key.article, viewer) {
                        continue;
                    }
                    prop_assert_eq!(seen.layers.get(key), is_seen.then_some(layer));
                }
            }
        }
    }
}
