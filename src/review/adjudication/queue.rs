//! Which cases are decided, and what has changed since.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{
    AnnotatorId, Article, ArticleId, Decision, DecisionRef, MarkRef, Project, Stand, Verdict,
    in_force, said,
};
use crate::text::Span;

use super::case::{CaseKind, CaseMark, Group, groups, participants};

/// The cases of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// Of which article.
    pub article: ArticleId,
    /// Whose marks are compared, in the order in which they are to be shown.
    pub people: Vec<AnnotatorId>,
    /// The cases by place; last those of which no mark is left.
    pub cases: Vec<Case>,
}

/// Something to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The marks, by person, in the order in which people are shown, and then by place; none when all on which a decision stood
    /// have gone.
    pub marks: Vec<CaseMark>,
    /// In what they differ.
    pub kind: CaseKind,
    /// Who of the people compared has no mark in it.
    pub absent: Vec<AnnotatorId>,
    /// Where it is; `None` when nothing of it is left in the text.
    pub place: Option<Span>,
    /// Whether it is decided.
    pub state: State,
    /// The decisions in force about it, the latest last.
    pub decisions: Vec<(DecisionRef, Arc<Decision>)>,
    /// Annotators who contest what was decided.
    pub contested_by: Vec<AnnotatorId>,
}

/// Whether a case is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided it.
    Undecided,
    /// Somebody has decided to leave it open.
    LeftOpen,
    /// It is decided.
    Decided,
    /// It was decided, and what the decision stood on has changed.
    Reopened(Vec<Why>),
    /// An annotator contests the decision, or two decisions contradict each other.
    Contested,
}

/// What has changed since a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A mark says something else.
    Changed(MarkRef),
    /// A mark has gone, or belongs to another case now.
    Gone(MarkRef),
    /// A mark has come.
    Came(MarkRef),
}

impl State {
    /// Whether there is something to do.
    #[must_use]
    pub fn is_to_do(&self) -> bool {
        !matches!(self, Self::Decided)
    }
}

impl Case {
    /// Whether what was decided about it can be said to stay: there is something to look at again, and one thing that was made.
    #[must_use]
    pub fn can_stand(&self) -> bool {
        let is_again = matches!(self.state, State::Reopened(_) | State::Contested);
        let all = self.decisions.windows(2);
        let is_one = all.into_iter().all(|two| two[0].1.gold == two[1].1.gold);
        is_again && is_one && !self.decisions.is_empty()
    }
}

impl Queue {
    /// How many cases are still to be decided.
    #[must_use]
    pub fn left(&self) -> usize {
        let cases = self.cases.iter();
        cases.filter(|case| case.state.is_to_do()).count()
    }

    /// Names the people of each case in the order in which they are shown: by any other one it could be told who is who.
    fn order_people(&mut self) {
        let places: HashMap<&AnnotatorId, usize> = self
            .people
            .iter()
            .enumerate()
            .map(|(at, by)| (by, at))
            .collect();
        let place = |by: &AnnotatorId| places.get(by).copied().unwrap_or(usize::MAX);
        for case in &mut self.cases {
            case.marks.sort_by_key(|mark| place(&mark.by));
            case.absent.sort_by_key(place);
            case.contested_by.sort_by_key(place);
            if let State::Reopened(why) = &mut case.state {
                why.sort_by_key(|why| place(&why.mark().by));
            }
        }
    }
}

impl Why {
    /// Which mark it is.
    #[must_use]
    pub fn mark(&self) -> &MarkRef {
        match self {
            Self::Changed(mark) | Self::Gone(mark) | Self::Came(mark) => mark,
        }
    }
}

/// The cases of an article in the order of their places; none when there is no such article. Takes 100 ms for two layers of
/// 10,000 annotations.
#[must_use]
pub fn queue(project: &Project, id: &ArticleId) -> Queue {
    let people = participants(project, id);
    let mut queue = Queue {
        article: id.clone(),
        people: (project.reviewing.order(id, &people).into_iter().cloned()).collect(),
        cases: Vec::new(),
    };
    if let Some(article) = project.articles.get(id) {
        queue.cases = cases(project, article, &people);
    }
    queue.order_people();
    queue
}

fn cases(project: &Project, article: &Article, people: &[AnnotatorId]) -> Vec<Case> {
    let groups = groups(project, article, people);
    let decisions = in_force(project, &article.id);
    let mut home: HashMap<(&AnnotatorId, &str), usize> = HashMap::new();
    if !decisions.is_empty() {
        for (at, group) in groups.iter().enumerate() {
            for mark in &group.marks {
                home.insert((&mark.by, mark.annotation.id.as_str()), at);
            }
        }
    }
    let mut about: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let mut homeless = Vec::new();
    for (number, (_, decision)) in decisions.iter().enumerate() {
        let found = decision.case.iter();
        let found = found.filter_map(|basis| home.get(&(&basis.by, basis.id.as_str())));
        let found: BTreeSet<usize> = found.copied().collect();
        if found.is_empty() {
            homeless.push(number);
        }
        for at in found {
            about[at].push(number);
        }
    }
    let contests = contests(project, &article.id);
    let mut cases: Vec<Case> = Vec::with_capacity(groups.len());
    for (group, about) in groups.into_iter().zip(about) {
        let about: Vec<_> = about.into_iter().map(|at| decisions[at].clone()).collect();
        cases.push(case(article, group, about, &contests));
    }
    for number in homeless {
        let (reference, decision) = &decisions[number];
        let gone = decision.case.iter().map(|basis| Why::Gone(basis.mark()));
        cases.push(Case {
            marks: Vec::new(),
            kind: CaseKind::Only,
            absent: people.to_vec(),
            place: place_of_gold(project, article, decision),
            // That nothing is to be marked where nothing is needs no second look, nor does what was looked at again.
            state: if decision.gold.is_empty() || decision.verdict == Verdict::Stands {
                State::Decided
            } else {
                State::Reopened(gone.collect())
            },
            contested_by: contested_by(&contests, reference, decision),
            decisions: vec![decisions[number].clone()],
        });
    }
    cases
}

fn place_of_gold(project: &Project, article: &Article, decision: &Decision) -> Option<Span> {
    let layer = project.layer(&project.gold_key(&article.id)?)?;
    let made = decision.gold.iter();
    let made = made.filter_map(|made| Some(layer.annotations.get(&made.id)?.spans.hull()));
    made.reduce(Span::hull)
}

fn case(
    article: &Article,
    group: Group,
    decisions: Vec<(DecisionRef, Arc<Decision>)>,
    contests: &Contests,
) -> Case {
    let Group {
        marks,
        kind,
        absent,
        place,
    } = group;
    let contested_by: BTreeSet<AnnotatorId> = decisions
        .iter()
        .flat_map(|(reference, decision)| contested_by(contests, reference, decision))
        .collect();
    let mut why = BTreeSet::new();
    for (_, decision) in &decisions {
        why.extend(changes(article, &marks, decision));
    }
    let first = decisions.first().map(|(_, decision)| decision);
    let state = match first {
        None => State::Undecided,
        Some(_) if !why.is_empty() => State::Reopened(why.into_iter().collect()),
        Some(first) => {
            let disagree = decisions
                .iter()
                .any(|(_, it)| it.verdict != first.verdict || it.gold != first.gold);
            if disagree || !contested_by.is_empty() {
                State::Contested
            } else if first.verdict == Verdict::Open {
                State::LeftOpen
            } else {
                State::Decided
            }
        }
    };
    Case {
        marks,
        kind,
        absent,
        place: Some(place),
        state,
        decisions,
        contested_by: contested_by.into_iter().collect(),
    }
}

/// What has changed in a case since it was decided.
fn changes(article: &Article, marks: &[CaseMark], decision: &Decision) -> Vec<Why> {
    let mut before: BTreeMap<MarkRef, &str> = decision
        .case
        .iter()
        .map(|basis| (basis.mark(), basis.said.as_str()))
        .collect();
    let mut why = Vec::new();
    for mark in marks {
        let reference = mark.mark();
        match before.remove(&reference) {
            None => why.push(Why::Came(reference)),
            Some(then) if then != said(&mark.annotation, &article.text) => {
                why.push(Why::Changed(reference));
            }
            Some(_) => {}
        }
    }
    why.extend(before.into_keys().map(Why::Gone));
    why
}

/// Who contests which decision, and when that was made.
type Contests = BTreeMap<DecisionRef, Vec<(AnnotatorId, jiff::Timestamp)>>;

fn contests(project: &Project, article: &ArticleId) -> Contests {
    let mut contests = Contests::new();
    for (key, review) in project.reviews_of(article) {
        for answer in review.answers.values() {
            if answer.stand == Stand::Contests {
                let of_decision = contests.entry(answer.to.clone()).or_default();
                of_decision.push((key.reviewer.clone(), answer.decided));
            }
        }
    }
    contests
}

/// Who contests a decision: what was said of what was decided before counts no more.
fn contested_by(
    contests: &Contests,
    reference: &DecisionRef,
    decision: &Decision,
) -> Vec<AnnotatorId> {
    let answers = contests.get(reference).into_iter().flatten();
    answers
        .filter(|(_, decided)| *decided == decision.at)
        .map(|(by, _)| by.clone())
        .collect()
}
