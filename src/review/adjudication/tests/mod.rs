//! Cases, decisions, and what holds of all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::random::{annotation, article, author, tag};
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, ArticleId, Author, Bulk, Change, Color, Edit, Layer,
    LayerHead, LayerKey, Link, MarkRef, Placed, Project, Role, RoleId, Slot, Spans, Stand, Status,
    Target, Verdict, edits,
};
use crate::text::Span;

mod again;
mod drift;

const TEXT: &str = "“We will close the port,” the minister said on Monday. Unions called the plan a \
mistake, and the mayor of Núñez said nothing at all about it.";

fn who(id: &str) -> AnnotatorId {
    AnnotatorId::new(id).unwrap()
}

fn one() -> ArticleId {
    ArticleId::new("one").unwrap()
}

fn key(by: &str) -> LayerKey {
    LayerKey {
        article: one(),
        annotator: who(by),
    }
}

fn reviewer(second: i64) -> Author {
    Author {
        annotator: who("rea"),
        at: author(second).at,
    }
}

fn role(id: &str, many: bool) -> Change {
    let id = RoleId::new(id).unwrap();
    let value = Role {
        id: id.clone(),
        name: id.to_string(),
        label: String::new(),
        wording: None,
        key: None,
        definition: String::new(),
        from: Vec::new(),
        to: Vec::new(),
        many,
        required: false,
    };
    Change::Role(id, Some(Placed { at: 0, value }))
}

/// An article, two tags, a role, some annotators and a reviewer.
fn project(people: &[&str]) -> Project {
    let mut changes = vec![
        Change::Article(one(), Some(article("one", TEXT))),
        role("speaker", false),
    ];
    for (at, id) in ["quote", "actor", "claim"].into_iter().enumerate() {
        let value = tag(id, None);
        changes.push(Change::Tag(value.id.clone(), Some(Placed { at, value })));
    }
    for id in people.iter().chain(&["rea"]) {
        let named = Some(((*id).to_owned(), Color([1, 2, 3])));
        changes.push(Change::Annotator(who(id), named));
    }
    for id in people {
        let head = LayerHead {
            status: Status::Done,
            ..LayerHead::default()
        };
        changes.push(Change::LayerHead(key(id), head));
    }
    let mut project = Project::default();
    Edit::new("", changes).apply(&mut project).unwrap();
    project
}

fn mark(project: &mut Project, by: &str, id: &str, tag: &str, what: &str) {
    let start = TEXT.find(what).unwrap();
    let spans = Spans::one(Span::of(start..start + what.len())).unwrap();
    let mark = annotation(id, tag, spans, author(0).at);
    put(project, by, mark);
}

fn put(project: &mut Project, by: &str, mark: Arc<Annotation>) {
    let change = Change::Annotation(key(by), mark.id.clone(), Slot::Present(mark));
    Edit::new("", vec![change]).apply(project).unwrap();
}

fn link(project: &mut Project, by: &str, from: &str, to: &str) {
    let id = AnnotationId::new(from).unwrap();
    let mut mark = Annotation::clone(&project.layers[&key(by)].annotations[&id]);
    mark.links.push(Link {
        role: RoleId::new("speaker").unwrap(),
        to: Target::Annotation(AnnotationId::new(to).unwrap()),
    });
    put(project, by, Arc::new(mark));
}

fn rule(project: &Project, at: usize, verdict: Verdict, second: i64) -> Project {
    let queue = queue(project, &one());
    let author = reviewer(second);
    let ruling = Ruling::of(verdict);
    let edit = decide(project, &author, &one(), &queue.cases[at], &ruling).unwrap();
    after(project, &edit)
}

fn after(project: &Project, edit: &Edit) -> Project {
    let mut after = project.clone();
    let inverse = edit.apply(&mut after).unwrap();
    let mut back = after.clone();
    inverse.apply(&mut back).unwrap();
    assert_eq!(back, *project, "what was decided is undone whole");
    after
}

fn gold(project: &Project) -> Layer {
    let Some(key) = project.gold_key(&one()) else {
        return Layer::default();
    };
    project
        .layers
        .get(&key)
        .map(|it| Layer::clone(it))
        .unwrap_or_default()
}

fn covered(project: &Project) -> Vec<(String, String)> {
    let text = &project.articles[&one()].text;
    let annotations = gold(project).in_order();
    annotations
        .iter()
        .map(|it| (it.tag.to_string(), it.spans.quotation(text)))
        .collect()
}

fn kinds(project: &Project) -> Vec<CaseKind> {
    let queue = queue(project, &one());
    queue.cases.iter().map(|case| case.kind).collect()
}

fn states(project: &Project) -> Vec<State> {
    let queue = queue(project, &one());
    queue.cases.into_iter().map(|case| case.state).collect()
}

/// Three cases: the same quotation, an actor with other edges, and a claim of one person.
fn three() -> Project {
    let mut project = project(&["ana", "ben"]);
    mark(&mut project, "ana", "a1", "quote", "We will close the port");
    mark(&mut project, "ben", "b1", "quote", "We will close the port");
    mark(&mut project, "ana", "a2", "actor", "the minister");
    mark(&mut project, "ben", "b2", "actor", "minister");
    mark(&mut project, "ben", "b3", "claim", "a mistake");
    link(&mut project, "ana", "a1", "a2");
    link(&mut project, "ben", "b1", "b2");
    project
}

#[test]
fn cases_say_in_what_people_differ() {
    let mut project = three();
    assert_eq!(
        kinds(&project),
        [CaseKind::Same, CaseKind::Edges, CaseKind::Only]
    );
    mark(&mut project, "ana", "a3", "quote", "a mistake");
    mark(&mut project, "ana", "a4", "claim", "said nothing");
    mark(&mut project, "ben", "b4", "actor", "nothing at all");
    link(&mut project, "ana", "a3", "a4");
    assert_eq!(kinds(&project)[2..], [CaseKind::Tag, CaseKind::Both]);
    let mut project = three();
    // A third person who is done and has marked one of them, and an end of a link that is elsewhere.
    let head = project.layers[&key("ana")].head.clone();
    let named = Some(("cem".to_owned(), Color([3; 3])));
    let changes = vec![
        Change::Annotator(who("cem"), named),
        Change::LayerHead(key("cem"), head),
    ];
    Edit::new("", changes).apply(&mut project).unwrap();
    mark(&mut project, "cem", "c3", "claim", "a mistake");
    assert_eq!(
        kinds(&project),
        [CaseKind::Links, CaseKind::Edges, CaseKind::Some].map(|kind| if kind == CaseKind::Links {
            CaseKind::Some
        } else {
            kind
        })
    );
    mark(&mut project, "cem", "c1", "quote", "We will close the port");
    assert_eq!(kinds(&project)[0], CaseKind::Links);
}

#[test]
fn a_decision_makes_gold_with_links_between_what_is_decided() {
    let project = three();
    // The quotation first: what it links to is not decided yet.
    let project = rule(&project, 0, Verdict::Take(who("ana")), 10);
    assert_eq!(
        covered(&project),
        [("quote".into(), "We will close the port".into())]
    );
    assert!(gold(&project).in_order()[0].links.is_empty());
    let project = rule(&project, 1, Verdict::Intersection, 11);
    let made = gold(&project).in_order();
    assert_eq!(covered(&project)[1], ("actor".into(), "minister".into()));
    let [quote, actor] = &made[..] else { panic!() };
    assert_eq!(quote.links[0].to, Target::Annotation(actor.id.clone()));
    let project = rule(&project, 2, Verdict::Nothing, 12);
    assert_eq!(gold(&project).annotations.len(), 2);
    assert!(
        states(&project)
            .iter()
            .all(|state| *state == State::Decided)
    );
    // Another verdict about the actor: the link follows.
    let project = rule(&project, 1, Verdict::Take(who("ana")), 13);
    assert_eq!(
        covered(&project)[1],
        ("actor".into(), "the minister".into())
    );
    let made = gold(&project).in_order();
    assert_eq!(
        made[0].links,
        [Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(made[1].id.clone()),
        }]
    );
    // Nothing at all: the link goes with it.
    let project = rule(&project, 1, Verdict::Nothing, 14);
    assert!(gold(&project).in_order()[0].links.is_empty());
    assert_eq!(project.reviews.len(), 1);
}

/// Decides a case by something else: the first mark as it is, with these links.
fn edit(project: &Project, at: usize, links: Option<Vec<(MarkRef, Link)>>, second: i64) -> Project {
    let queue = queue(project, &one());
    let case = &queue.cases[at];
    let edited = Annotation {
        links: Vec::new(),
        ..Annotation::clone(&case.marks[0].annotation)
    };
    let ruling = Ruling {
        edited: vec![edited],
        links,
        ..Ruling::of(Verdict::Edited)
    };
    let edit = decide(project, &reviewer(second), &one(), case, &ruling).unwrap();
    after(project, &edit)
}

#[test]
fn something_else_keeps_the_links_that_are_chosen() {
    let project = rule(&three(), 1, Verdict::Take(who("ana")), 10);
    let quote = |project: &Project| Annotation::clone(&gold(project).in_order()[0]);
    let actor = gold(&project).in_order()[0].id.clone();
    let speaker = Link {
        role: RoleId::new("speaker").unwrap(),
        to: Target::Annotation(actor),
    };
    let case = queue(&project, &one()).cases[0].clone();
    let of = |at: usize| {
        let mark = &case.marks[at];
        (mark.mark(), mark.annotation.links[0].clone())
    };
    // Those of all marks where nobody chooses, of one of them, and none.
    for links in [None, Some(vec![of(0)]), Some(vec![of(1)])] {
        let made = edit(&project, 0, links, 11);
        assert_eq!(quote(&made).links, core::slice::from_ref(&speaker));
    }
    let made = edit(&project, 0, Some(Vec::new()), 11);
    assert!(quote(&made).links.is_empty());
    assert_eq!(states(&made)[0], State::Decided);
}

#[test]
fn a_link_that_was_not_chosen_stays_away_when_its_far_end_is_decided_later() {
    let case = queue(&three(), &one()).cases[0].clone();
    let all = case.marks.iter().map(|mark| {
        let link = mark.annotation.links[0].clone();
        (mark.mark(), link)
    });
    for (links, count) in [(None, 1), (Some(all.collect()), 1), (Some(Vec::new()), 0)] {
        let made = edit(&three(), 0, links, 10);
        assert!(
            gold(&made).in_order()[0].links.is_empty(),
            "there is nothing yet"
        );
        let made = rule(&made, 1, Verdict::Take(who("ana")), 11);
        assert_eq!(gold(&made).in_order()[0].links.len(), count);
    }
}

#[test]
fn what_is_changed_in_the_gold_layer_is_decided_by_who_changes_it() {
    let project = rule(&three(), 1, Verdict::Take(who("ana")), 10);
    let key = project.gold_key(&one()).unwrap();
    let made = gold(&project).in_order()[0].clone();
    for (at, by) in [(0, "rea"), (1, "ben")] {
        let author = Author {
            annotator: who(by),
            at: author(20 + at).at,
        };
        let mut change = edits::set_note(&project, &author, &key, &made, "As the guideline has it");
        assert!(amended(&project, &author, &Edit::new("", Vec::new())).is_empty());
        change.changes.extend(amended(&project, &author, &change));
        let project = after(&project, &change);
        let known = origin(&project, &one(), &made.id).expect("it knows where it came from");
        assert_eq!(known.decision.verdict, Verdict::Edited);
        assert_eq!(known.reference.by, who(by));
        assert_eq!(known.sources.len(), 1, "Ana's mark, as before");
        assert_eq!(states(&project)[1], State::Decided);
        assert_eq!(gold(&project).in_order()[0].note, "As the guideline has it");
        // It is decided anew like everything else.
        let project = rule(&project, 1, Verdict::Nothing, 30);
        assert!(gold(&project).annotations.is_empty());
        assert_eq!(states(&project)[1], State::Decided);
    }
}

#[test]
fn two_reviewers_who_decide_in_turns_each_have_the_last_word() {
    let mut project = three();
    for (turn, by) in ["rea", "ben", "rea", "ben", "rea"].into_iter().enumerate() {
        let author = Author {
            annotator: who(by),
            at: author(10 + i64::try_from(turn).unwrap()).at,
        };
        let verdict = Verdict::Take(who(if by == "rea" { "ana" } else { "ben" }));
        let case = queue(&project, &one()).cases[1].clone();
        let ruling = Ruling::of(verdict.clone());
        let edit = decide(&project, &author, &one(), &case, &ruling).unwrap();
        project = after(&project, &edit);
        assert_eq!(states(&project)[1], State::Decided, "turn {turn}");
        let case = queue(&project, &one()).cases[1].clone();
        assert_eq!(case.decisions.len(), 1, "turn {turn}");
        assert_eq!(case.decisions[0].0.by, who(by), "turn {turn}");
        assert_eq!(case.decisions[0].1.verdict, verdict, "turn {turn}");
        assert_eq!(gold_len(&project), 1, "turn {turn}");
    }
}

#[test]
fn union_both_and_what_cannot_be() {
    let mut project = three();
    mark(
        &mut project,
        "ana",
        "a5",
        "claim",
        "the mayor of Núñez said",
    );
    mark(&mut project, "ben", "b5", "claim", "Núñez said nothing");
    let project = rule(&project, 3, Verdict::Union, 10);
    assert_eq!(covered(&project)[0].1, "the mayor of Núñez said nothing");
    let project = rule(&project, 3, Verdict::KeepBoth, 11);
    let both = covered(&project);
    assert_eq!(both.len(), 2, "{both:?}");
    let origin_of = |at: usize| {
        let id = gold(&project).in_order()[at].id.clone();
        origin(&project, &one(), &id).unwrap()
    };
    assert_eq!(origin_of(0).sources.len(), 1);
    assert_eq!(origin_of(0).sources[0].by, who("ana"));
    assert_eq!(origin_of(1).sources[0].by, who("ben"));
    let queue = queue(&project, &one());
    let author = reviewer(12);
    let ruling = |verdict| Ruling::of(verdict);
    let tried = |verdict| decide(&project, &author, &one(), &queue.cases[2], &ruling(verdict));
    let refused = tried(Verdict::Take(who("ana"))).unwrap_err();
    assert_eq!(refused, Undecidable::NoMark("ana".into()));
    let nobody = Author {
        annotator: who("nobody"),
        at: author.at,
    };
    let refused = decide(
        &project,
        &nobody,
        &one(),
        &queue.cases[2],
        &ruling(Verdict::Nothing),
    );
    assert_eq!(refused, Err(Undecidable::NoReviewer(who("nobody"))));
}

#[test]
fn a_case_is_open_again_when_a_mark_changes_comes_or_goes_and_only_that_one() {
    let mut project = three();
    for (at, second) in [(0, 10), (1, 11), (2, 12)] {
        project = rule(&project, at, Verdict::Take(who("ben")), second);
    }
    assert_eq!(
        states(&project),
        [State::Decided, State::Decided, State::Decided]
    );
    let mut changed = project.clone();
    mark(&mut changed, "ana", "a2", "actor", "minister");
    let reference = |by: &str, id: &str| crate::model::MarkRef {
        by: who(by),
        id: AnnotationId::new(id).unwrap(),
    };
    let reopened = State::Reopened(vec![Why::Changed(reference("ana", "a2"))]);
    assert_eq!(states(&changed), [State::Decided, reopened, State::Decided]);
    let mut came = project.clone();
    mark(&mut came, "ana", "a9", "claim", "a mistake");
    let reopened = State::Reopened(vec![Why::Came(reference("ana", "a9"))]);
    assert_eq!(states(&came), [State::Decided, State::Decided, reopened]);
    let mut gone = project.clone();
    let id = AnnotationId::new("b3").unwrap();
    let change = Change::Annotation(key("ben"), id, Slot::Deleted(author(9).at));
    Edit::new("", vec![change]).apply(&mut gone).unwrap();
    let reopened = State::Reopened(vec![Why::Gone(reference("ben", "b3"))]);
    assert_eq!(states(&gone), [State::Decided, State::Decided, reopened]);
    // The decision and its gold annotation are still there, and it can be taken back.
    assert_eq!(gold_len(&gone), 3);
    let gone = rule(&gone, 2, Verdict::Nothing, 20);
    assert_eq!(gold_len(&gone), 2);
    assert_eq!(
        states(&gone),
        [State::Decided, State::Decided, State::Decided]
    );
}

fn gold_len(project: &Project) -> usize {
    gold(project).annotations.len()
}

/// One copy with what another one did since they were the same.
fn merged(base: &Project, one: &Project, other: &Project) -> Project {
    let mut merged = one.clone();
    let told = crate::model::merge::Told {
        name: "Merge".into(),
        other: "them".into(),
    };
    let parts = crate::model::merge::parts_of_both(one, other);
    let steps = parts
        .iter()
        .flat_map(|part| crate::model::merge::differences(part, base, other));
    let steps: Vec<_> = steps.collect();
    let resolved = crate::model::merge::resolve(one, &steps, &told);
    resolved.edit.apply(&mut merged).unwrap();
    merged
}

#[test]
fn two_reviewers_who_decide_the_same_agree_and_others_are_contested() {
    let project = three();
    let decided = |by: &str, verdict: Verdict, second: i64| {
        let mut project = project.clone();
        let author = Author {
            annotator: who(by),
            at: author(second).at,
        };
        let queue = queue(&project, &one());
        let ruling = Ruling::of(verdict);
        let edit = decide(&project, &author, &one(), &queue.cases[1], &ruling).unwrap();
        edit.apply(&mut project).unwrap();
        project
    };
    let rea = decided("rea", Verdict::Union, 10);
    let ben = decided("ben", Verdict::Union, 12);
    let same = merged(&project, &rea, &ben);
    assert_eq!(gold_len(&same), 1);
    assert_eq!(states(&same)[1], State::Decided);
    let ben = decided("ben", Verdict::Take(who("ben")), 12);
    let both = merged(&project, &rea, &ben);
    assert_eq!(states(&both)[1], State::Contested);
    assert_eq!(gold_len(&both), 2);
    // Whoever decides it again has the last word.
    let settled = rule(&both, 1, Verdict::Take(who("ana")), 20);
    assert_eq!(states(&settled)[1], State::Decided);
    assert_eq!(covered(&settled), [("actor".into(), "the minister".into())]);
}

#[test]
fn annotators_learn_what_became_of_their_marks_and_answer() {
    let mut project = three();
    project = rule(&project, 0, Verdict::Take(who("ana")), 10);
    project = rule(&project, 1, Verdict::Take(who("ben")), 11);
    project = rule(&project, 2, Verdict::Nothing, 12);
    let of = |project: &Project, id: &str| -> Vec<(usize, usize)> {
        let letters = inbox(project, &who(id));
        letters
            .iter()
            .map(|it| (it.mine.len(), it.made.len()))
            .collect()
    };
    assert_eq!(of(&project, "ana"), [(1, 1)]);
    assert_eq!(of(&project, "ben"), [(1, 0)]);
    let letter = inbox(&project, &who("ana")).remove(0);
    assert!(letter.is_new());
    let ana = Author {
        annotator: who("ana"),
        at: author(20).at,
    };
    let edit = edits::answer(
        &project,
        &ana,
        &one(),
        (&letter.reference, letter.decision.at),
        Stand::Contests,
        "The article belongs to it.",
    );
    edit.apply(&mut project).unwrap();
    assert!(!inbox(&project, &who("ana"))[0].is_new());
    let queue = queue(&project, &one());
    assert_eq!(queue.cases[1].state, State::Contested);
    assert_eq!(queue.cases[1].contested_by, [who("ana")]);
    // Decided again, the answer is to what was decided before.
    let project = rule(&project, 1, Verdict::Union, 21);
    assert_eq!(states(&project)[1], State::Decided);
    assert_eq!(of(&project, "ana"), []);
    assert!(inbox(&project, &who("ben"))[0].is_new());
}

#[test]
fn rules_take_what_they_say_and_leave_what_people_decided() {
    let mut project = three();
    let done = LayerHead {
        status: Status::Done,
        ..LayerHead::default()
    };
    let changes = vec![
        Change::Annotator(who("cem"), Some(("cem".into(), Color([3; 3])))),
        Change::LayerHead(key("cem"), done),
    ];
    Edit::new("", changes).apply(&mut project).unwrap();
    mark(&mut project, "cem", "c1", "quote", "We will close the port");
    mark(&mut project, "cem", "c2", "actor", "minister");
    link(&mut project, "cem", "c1", "c2");
    let bulk = |project: &Project, rule: Bulk| {
        let bulked = in_bulk(project, &reviewer(30), &[one()], &rule).unwrap();
        (bulked.total(), after(project, &bulked.edit))
    };
    let (count, agreed) = bulk(&project, Bulk::AllAgree);
    assert_eq!((count.taken, count.nothing, count.left), (1, 0, 2));
    assert_eq!(covered(&agreed).len(), 1);
    let (count, most) = bulk(&agreed, Bulk::Majority);
    assert_eq!((count.taken, count.nothing, count.decided), (1, 1, 1));
    assert_eq!(covered(&most)[1].1, "minister");
    let quote = gold(&most).in_order()[0].clone();
    assert_eq!(quote.links.len(), 1);
    assert!(states(&most).iter().all(|it| *it == State::Decided));
    let (count, _) = bulk(&most, Bulk::Annotator(who("ana")));
    assert!(!count.is_any());
    let (count, like_ana) = bulk(&project, Bulk::Annotator(who("ana")));
    assert_eq!((count.taken, count.nothing), (2, 1));
    assert_eq!(covered(&like_ana)[1].1, "the minister");
}

#[test]
fn a_signature_stands_on_the_layers_and_the_gold_layer_is_nobody() {
    let project = rule(&three(), 0, Verdict::Take(who("ana")), 10);
    let people: Vec<&str> = project.people().map(AnnotatorId::as_str).collect();
    assert_eq!(people, ["ana", "ben", "rea"]);
    let edit = edits::sign(&project, &reviewer(20), &one());
    let project = after(&project, &edit);
    let signed = project
        .reviews
        .values()
        .next()
        .unwrap()
        .signed
        .clone()
        .unwrap();
    let states = |project: &Project| edits::layer_states(project, &one()).unwrap();
    assert_eq!(signed.layers, states(&project));
    assert_eq!(gold(&project).head.status, Status::Done);
    let mut changed = project.clone();
    mark(&mut changed, "ana", "a9", "claim", "a mistake");
    assert_ne!(signed.layers, states(&changed));
    let edit = edits::unsign(&project, &reviewer(21), &one());
    let project = after(&project, &edit);
    assert!(project.reviews.values().next().unwrap().signed.is_none());
}

/// Marks of three people: person, number, tag, start, length.
fn marks() -> impl Strategy<Value = Vec<(usize, u8, usize, usize, usize)>> {
    proptest::collection::vec(
        (0usize..3, 0u8..6, 0usize..3, 0usize..50, 1usize..12),
        0..14,
    )
}

fn marked(marks: &[(usize, u8, usize, usize, usize)]) -> Project {
    let mut project = project(&["ana", "ben", "cem"]);
    for mark in marks {
        put(&mut project, ["ana", "ben", "cem"][mark.0], made(mark));
    }
    project
}

fn made(&(_, id, tag, start, length): &(usize, u8, usize, usize, usize)) -> Arc<Annotation> {
    let tag = ["quote", "actor", "claim"][tag];
    // From here on all is of one byte a character for a while.
    let start = TEXT.find("the minister").unwrap() + start;
    let spans = Spans::one(Span::of(start..start + length)).unwrap();
    let it = annotation(&format!("m{id}"), tag, spans, author(0).at);
    let mut it = Annotation::clone(&it);
    if id % 2 == 0 {
        it.links.push(Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(AnnotationId::new(&format!("m{}", id + 1)).unwrap()),
        });
    }
    Arc::new(it)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_mark_is_in_one_case_however_people_are_named(marks in marks()) {
        let project = marked(&marks);
        let article = &project.articles[&one()];
        let people = [who("ana"), who("ben"), who("cem")];
        let groups = groups(&project, article, &people);
        let mut in_cases: Vec<_> = groups.iter().flat_map(|it| &it.marks).map(CaseMark::mark).collect();
        let count = in_cases.len();
        in_cases.sort();
        in_cases.dedup();
        prop_assert_eq!(in_cases.len(), count);
        let all: usize = project.layers.values().map(|it| it.annotations.len()).sum();
        prop_assert_eq!(count, all);
        let turned = [who("cem"), who("ana"), who("ben")];
        prop_assert_eq!(super::groups(&project, article, &turned), groups);
    }

    #[test]
    fn what_changes_opens_only_the_cases_that_it_touches(
        marks in marks(),
        change in (0usize..3, 0u8..6, 0usize..3, 0usize..50, 1usize..12),
        delete in any::<bool>(),
    ) {
        let project = marked(&marks);
        let bulked = in_bulk(&project, &reviewer(5), &[one()], &Bulk::Annotator(who("ana"))).unwrap();
        let project = after(&project, &bulked.edit);
        prop_assert!(states(&project).iter().all(|it| *it == State::Decided));
        let by = ["ana", "ben", "cem"][change.0];
        let mut changed = project.clone();
        let new = made(&change);
        let slot = if delete { Slot::Deleted(author(9).at) } else { Slot::Present(Arc::clone(&new)) };
        let edit = Edit::new("", vec![Change::Annotation(key(by), new.id.clone(), slot)]);
        edit.apply(&mut changed).unwrap();
        let touched = |case: &Case| {
            let is_it = |at: &crate::model::MarkRef| at.by == who(by) && at.id == new.id;
            case.marks.iter().any(|it| is_it(&it.mark()))
                || case.decisions.iter().any(|(_, it)| it.is_about(&who(by), &new.id))
        };
        let now = queue(&changed, &one());
        // A mark that moves can tear a case apart, or unite two: what goes with it is touched too.
        let near: BTreeSet<_> = now
            .cases
            .iter()
            .filter(|case| touched(case))
            .flat_map(|case| {
                let of_decisions = case.decisions.iter().flat_map(|(_, it)| &it.case);
                let of_decisions = of_decisions.map(crate::model::Basis::mark);
                case.marks.iter().map(CaseMark::mark).chain(of_decisions)
            })
            .collect();
        let before = groups(&project, &project.articles[&one()], &[who("ana"), who("ben"), who("cem")]);
        for case in &now.cases {
            let marks: Vec<_> = case.marks.iter().map(CaseMark::mark).collect();
            let is_as_before = before.iter().any(|it| {
                it.marks.iter().map(CaseMark::mark).eq(marks.iter().cloned())
            });
            if is_as_before && !touched(case) && !marks.iter().any(|it| near.contains(it)) {
                prop_assert_eq!(&case.state, &State::Decided);
            }
        }
        // And what was decided is all still there.
        prop_assert_eq!(&changed.reviews, &project.reviews);
        prop_assert_eq!(gold(&changed), gold(&project));
    }

    #[test]
    fn gold_always_names_its_sources_and_leads_to_gold(
        marks in marks(),
        rulings in proptest::collection::vec((0usize..8, 0usize..6), 0..10),
    ) {
        let mut project = marked(&marks);
        for (second, (at, verdict)) in (0..).zip(rulings) {
            let queue = queue(&project, &one());
            let Some(case) = queue.cases.get(at) else { continue };
            let verdict = [
                Verdict::Take(who("ana")),
                Verdict::Take(who("ben")),
                Verdict::Union,
                Verdict::Intersection,
                Verdict::KeepBoth,
                Verdict::Nothing,
            ][verdict].clone();
            let author = reviewer(second);
            if let Ok(edit) = decide(&project, &author, &one(), case, &Ruling::of(verdict)) {
                project = after(&project, &edit);
            }
        }
        let Some(key) = project.gold_key(&one()) else { return Ok(()) };
        let gold = project.layers.get(&key).map(|it| Layer::clone(it)).unwrap_or_default();
        for (id, annotation) in &gold.annotations {
            let origin = origin(&project, &one(), id);
            prop_assert!(origin.is_some_and(|it| !it.sources.is_empty()), "{}", id);
            for link in &annotation.links {
                prop_assert!(gold.linked(&link.to).is_some(), "{:?}", link);
            }
        }
        let file = |_: &LayerKey| String::new();
        prop_assert_eq!(crate::model::check_gold(&project, file), []);
    }

    #[test]
    fn a_rule_that_is_undone_leaves_the_project_as_it_was(marks in marks(), rule in 0usize..3) {
        let project = marked(&marks);
        let rule = [Bulk::AllAgree, Bulk::Majority, Bulk::Annotator(who("ben"))][rule].clone();
        let bulked = in_bulk(&project, &reviewer(5), &[one()], &rule).unwrap();
        // `after` looks at it.
        let project = after(&project, &bulked.edit);
        let again = in_bulk(&project, &reviewer(6), &[one()], &rule).unwrap();
        prop_assert!(again.edit.is_empty(), "{:?}", again.edit);
        prop_assert_eq!(again.total().decided, bulked.total().taken + bulked.total().nothing);
    }
}
