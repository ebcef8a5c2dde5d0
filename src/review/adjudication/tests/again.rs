//! What is decided again: by others, at the same time, after marks and statuses have changed, by somebody who sees an old state.

use super::*;
use crate::model::{Decision, DecisionRef, MarkRef, check_gold};

fn at(id: &str, second: i64) -> Author {
    Author {
        annotator: who(id),
        at: author(second).at,
    }
}

fn of(by: &str, id: &str) -> MarkRef {
    MarkRef {
        by: who(by),
        id: AnnotationId::new(id).unwrap(),
    }
}

/// The case in which a mark is.
fn case_of(project: &Project, by: &str, id: &str) -> Case {
    let mark = of(by, id);
    let cases = queue(project, &one()).cases;
    let mut cases = cases.into_iter();
    cases
        .find(|case| case.marks.iter().any(|it| it.mark() == mark))
        .unwrap()
}

/// The project after somebody has decided about a case, as it was seen.
fn decided(project: &Project, case: &Case, verdict: Verdict, by: &str, second: i64) -> Project {
    let edit = decide(project, &at(by, second), &one(), case, &Ruling::of(verdict));
    after(project, &edit.unwrap())
}

/// The same, about the case in which a mark is now.
fn about(
    project: &Project,
    (by, id): (&str, &str),
    verdict: Verdict,
    reviewer: &str,
    second: i64,
) -> Project {
    let case = case_of(project, by, id);
    decided(project, &case, verdict, reviewer, second)
}

fn delete(project: &mut Project, by: &str, id: &str) {
    let id = AnnotationId::new(id).unwrap();
    let change = Change::Annotation(key(by), id, Slot::Deleted(author(9).at));
    Edit::new("", vec![change]).apply(project).unwrap();
}

fn set_status(project: &mut Project, by: &str, status: Status) {
    let layer = project.layers.get(&key(by));
    let head = layer.map_or_else(LayerHead::default, |layer| layer.head.clone());
    let change = Change::LayerHead(key(by), LayerHead { status, ..head });
    Edit::new("", vec![change]).apply(project).unwrap();
}

/// Every annotation of the gold layer names a decision that counts.
fn is_told(project: &Project) -> bool {
    let ids: Vec<AnnotationId> = gold(project).annotations.keys().cloned().collect();
    let file = |_: &LayerKey| String::new();
    ids.iter().all(|id| {
        let origin = origin(project, &one(), id);
        origin.is_some_and(|it| !it.sources.is_empty())
    }) && check_gold(project, file).is_empty()
}

fn state_of(project: &Project, by: &str, id: &str) -> State {
    case_of(project, by, id).state
}

#[test]
fn whoever_overrules_back_has_the_last_word() {
    let mut project = three();
    for (second, reviewer) in (10..).zip(["rea", "ben", "rea", "ben", "ben", "rea"]) {
        let verdict = if second % 2 == 0 {
            Verdict::Union
        } else {
            Verdict::Take(who("ben"))
        };
        project = about(&project, ("ana", "a2"), verdict, reviewer, second);
        let case = case_of(&project, "ana", "a2");
        assert_eq!(case.state, State::Decided, "at {second}");
        assert_eq!(case.decisions.len(), 1);
        assert_eq!(case.decisions[0].0.by, who(reviewer));
        assert_eq!(gold_len(&project), 1);
        assert!(is_told(&project));
    }
}

#[test]
fn two_who_settle_a_contradiction_apart_contradict_each_other_again() {
    let base = three();
    let rea = about(&base, ("ana", "a2"), Verdict::Union, "rea", 10);
    let ben = about(&base, ("ana", "a2"), Verdict::Take(who("ben")), "ben", 11);
    let both = merged(&base, &rea, &ben);
    assert_eq!(state_of(&both, "ana", "a2"), State::Contested);
    let rea = about(&both, ("ana", "a2"), Verdict::Take(who("ana")), "rea", 20);
    let ben = about(&both, ("ana", "a2"), Verdict::Intersection, "ben", 21);
    for settled in [merged(&both, &rea, &ben), merged(&both, &ben, &rea)] {
        let case = case_of(&settled, "ana", "a2");
        assert_eq!(case.state, State::Contested);
        assert!(is_told(&settled));
        let again = decided(&settled, &case, Verdict::Union, "rea", 30);
        assert_eq!(state_of(&again, "ana", "a2"), State::Decided);
        assert_eq!(gold_len(&again), 1);
        assert!(is_told(&again));
    }
}

#[test]
fn what_was_decided_anew_is_not_overruled_by_who_knew_the_old_version() {
    let base = about(&three(), ("ana", "a2"), Verdict::Union, "rea", 5);
    let rea = about(&base, ("ana", "a2"), Verdict::Take(who("ana")), "rea", 12);
    for second in [10, 14] {
        let ben = about(
            &base,
            ("ana", "a2"),
            Verdict::Take(who("ben")),
            "ben",
            second,
        );
        for both in [merged(&base, &rea, &ben), merged(&base, &ben, &rea)] {
            let case = case_of(&both, "ana", "a2");
            assert_eq!(case.state, State::Contested, "at {second}");
            assert_eq!(case.decisions.len(), 2);
            assert!(is_told(&both), "at {second}");
            let settled = decided(&both, &case, Verdict::Union, "ben", 30);
            assert_eq!(state_of(&settled, "ana", "a2"), State::Decided);
            assert_eq!(gold_len(&settled), 1);
            assert!(is_told(&settled));
        }
    }
}

#[test]
fn who_replaces_a_decision_by_a_slow_clock_has_the_last_word_all_the_same() {
    let project = about(&three(), ("ana", "a2"), Verdict::Union, "rea", 50);
    let project = about(
        &project,
        ("ana", "a2"),
        Verdict::Take(who("ben")),
        "ben",
        20,
    );
    let case = case_of(&project, "ana", "a2");
    assert_eq!(case.state, State::Decided);
    assert_eq!(case.decisions.len(), 1);
    assert_eq!(gold_len(&project), 1);
    assert!(is_told(&project));
}

#[test]
fn what_two_reviewers_make_of_one_case_apart_is_two_annotations_and_both_are_told() {
    let base = rule(&three(), 0, Verdict::Take(who("ana")), 5);
    let makes = |verdict: Verdict, reviewer: &str, second: i64| {
        about(&base, ("ana", "a2"), verdict, reviewer, second)
    };
    let rea = makes(Verdict::Union, "rea", 10);
    let ben = makes(Verdict::Intersection, "ben", 12);
    let mut both = merged(&base, &rea, &ben);
    assert!(is_told(&both));
    assert!(!gold(&both).annotations.values().any(|it| it.unsure));
    // The quotation leads to one of them, and is still one.
    assert_eq!(
        covered(&both).iter().filter(|it| it.0 == "quote").count(),
        1
    );
    assert_eq!(gold_len(&both), 3);
    both = about(&both, ("ana", "a2"), Verdict::Take(who("ana")), "rea", 20);
    assert_eq!(gold_len(&both), 2);
    assert!(is_told(&both));
    // The same verdict about a mark that has changed meanwhile is another annotation, too.
    let mut moved = base.clone();
    mark(&mut moved, "ana", "a2", "actor", "the minister said");
    let rea = makes(Verdict::Take(who("ana")), "rea", 10);
    let ben = about(&moved, ("ana", "a2"), Verdict::Take(who("ana")), "ben", 12);
    let both = merged(&base, &rea, &ben);
    assert!(is_told(&both));
    assert_eq!(gold_len(&both), 3);
}

/// Three people are done: the same quotation, and the actor whom each means is another one.
fn three_speakers() -> Project {
    let mut project = project(&["ana", "ben", "cem"]);
    let speakers = ["the minister", "Unions", "the mayor"];
    for (by, speaker) in ["ana", "ben", "cem"].into_iter().zip(speakers) {
        mark(&mut project, by, "q", "quote", "We will close the port");
        mark(&mut project, by, "s", "actor", speaker);
        link(&mut project, by, "q", "s");
    }
    project
}

#[test]
fn who_is_meant_needs_a_majority_of_its_own() {
    let project = three_speakers();
    let case = case_of(&project, "ana", "q");
    assert_eq!(case.kind, CaseKind::Links);
    let bulked = in_bulk(&project, &reviewer(9), &[one()], &Bulk::Majority).unwrap();
    let project = after(&project, &bulked.edit);
    assert_eq!(state_of(&project, "ana", "q"), State::Undecided);
    // All of them beside each other: each with whom it means.
    let mut project = three_speakers();
    for by in ["ana", "ben", "cem"] {
        project = about(&project, (by, "s"), Verdict::Take(who(by)), "rea", 10);
    }
    let project = about(&project, ("ana", "q"), Verdict::KeepBoth, "rea", 11);
    let quotes = gold(&project).in_order();
    let quotes: Vec<_> = quotes
        .iter()
        .filter(|it| it.tag.as_str() == "quote")
        .collect();
    assert_eq!(quotes.len(), 3);
    let ends: BTreeSet<String> = quotes
        .iter()
        .flat_map(|it| it.links.iter().map(|link| format!("{:?}", link.to)))
        .collect();
    assert_eq!(ends.len(), 3);
    // What else they differ in, whom they mean is compared.
    let mut project = three_speakers();
    mark(&mut project, "cem", "q", "claim", "We will close the port");
    link(&mut project, "cem", "q", "s");
    let case = case_of(&project, "ana", "q");
    assert_eq!(case.kind, CaseKind::Tag);
    let bulked = in_bulk(&project, &reviewer(9), &[one()], &Bulk::Majority).unwrap();
    assert_eq!(
        state_of(&after(&project, &bulked.edit), "ana", "q"),
        State::Undecided
    );
}

#[test]
fn whoever_is_not_done_has_not_said_that_there_is_nothing() {
    let mut project = three();
    for by in ["ana", "ben"] {
        set_status(&mut project, by, Status::InProgress);
    }
    let count = |project: &Project, rule: Bulk| {
        let bulked = in_bulk(project, &reviewer(30), &[one()], &rule).unwrap();
        bulked.total()
    };
    // Somebody who never saw the article, or has just begun.
    let never = count(&project, Bulk::Annotator(who("rea")));
    assert_eq!((never.taken, never.nothing, never.left), (0, 0, 3));
    let begun = count(&project, Bulk::Annotator(who("ana")));
    assert_eq!((begun.taken, begun.nothing, begun.left), (2, 0, 1));
    set_status(&mut project, "ana", Status::Done);
    let done = count(&project, Bulk::Annotator(who("ana")));
    assert_eq!((done.taken, done.nothing, done.left), (2, 1, 0));
    // Three people, two of whom have just begun: that they have not marked something is no majority.
    let mut project = self::project(&["ana", "ben", "cem"]);
    mark(&mut project, "ana", "a1", "claim", "a mistake");
    mark(&mut project, "ben", "b1", "quote", "We will close the port");
    mark(&mut project, "cem", "c1", "quote", "We will close the port");
    assert_eq!(count(&project, Bulk::Majority).nothing, 1);
    for by in ["ben", "cem"] {
        set_status(&mut project, by, Status::InProgress);
    }
    assert_eq!(count(&project, Bulk::Majority).nothing, 0);
}

#[test]
fn how_far_people_are_opens_nothing_again() {
    let mut project = project(&["ana", "ben", "cem"]);
    for by in ["ana", "ben", "cem"] {
        mark(&mut project, by, "m1", "quote", "We will close the port");
    }
    mark(&mut project, "cem", "m2", "claim", "a mistake");
    let bulked = in_bulk(
        &project,
        &reviewer(9),
        &[one()],
        &Bulk::Annotator(who("cem")),
    );
    let mut project = after(&project, &bulked.unwrap().edit);
    assert_eq!(states(&project), [State::Decided, State::Decided]);
    for (by, status) in [
        ("cem", Status::InProgress),
        ("ana", Status::InProgress),
        ("cem", Status::Done),
        ("ana", Status::Done),
        ("cem", Status::ToDo),
    ] {
        set_status(&mut project, by, status);
        assert_eq!(states(&project), [State::Decided, State::Decided]);
    }
}

#[test]
fn half_of_a_case_that_split_leaves_the_other_half_as_it_was() {
    for (first, reviewer) in [("rea", "rea"), ("rea", "ben"), ("ben", "rea")] {
        let mut project = project(&["ana", "ben"]);
        mark(
            &mut project,
            "ben",
            "b1",
            "claim",
            "Unions called the plan a mistake",
        );
        mark(&mut project, "ana", "a1", "claim", "Unions called");
        // What somebody marked twice goes together.
        mark(&mut project, "ana", "a2", "claim", "Unions called");
        project = about(&project, ("ben", "b1"), Verdict::KeepBoth, first, 10);
        assert_eq!(gold_len(&project), 2);
        // Now the two are apart, and the long one is gone.
        mark(&mut project, "ana", "a2", "claim", "a mistake");
        delete(&mut project, "ben", "b1");
        let before = state_of(&project, "ana", "a2");
        assert!(matches!(before, State::Reopened(_)));
        let made: Vec<AnnotationId> = gold(&project).annotations.keys().cloned().collect();
        let after = about(&project, ("ana", "a1"), Verdict::Nothing, reviewer, 20);
        assert_eq!(state_of(&after, "ana", "a1"), State::Decided);
        assert!(matches!(state_of(&after, "ana", "a2"), State::Reopened(_)));
        // What was made of both stays until the other half is decided, too.
        let kept = gold(&after);
        assert!(made.iter().any(|id| kept.annotations.contains_key(id)));
        assert!(is_told(&after));
        let whole = about(&after, ("ana", "a2"), Verdict::Nothing, reviewer, 30);
        assert_eq!(gold_len(&whole), 0);
        assert_eq!(states(&whole), [State::Decided, State::Decided]);
    }
}

#[test]
fn whoever_sees_an_old_state_leaves_no_gold_behind() {
    let project = three();
    let case = case_of(&project, "ana", "a2");
    let once = decided(&project, &case, Verdict::Union, "rea", 10);
    let twice = decided(&once, &case, Verdict::Intersection, "rea", 11);
    assert_eq!(gold_len(&twice), 1);
    assert!(is_told(&twice));
    let thrice = decided(&twice, &case, Verdict::Take(who("ana")), "ben", 12);
    assert_eq!(gold_len(&thrice), 1);
    assert!(is_told(&thrice));
    assert_eq!(state_of(&thrice, "ana", "a2"), State::Decided);
}

#[test]
fn what_was_decided_can_stand_when_its_marks_are_gone_or_others() {
    let project = three();
    let mut project = about(
        &project,
        ("ben", "b3"),
        Verdict::Take(who("ben")),
        "rea",
        10,
    );
    let made = gold(&project);
    delete(&mut project, "ben", "b3");
    let homeless = queue(&project, &one()).cases.pop().unwrap();
    assert!(homeless.marks.is_empty() && homeless.can_stand());
    let stands = decided(&project, &homeless, Verdict::Stands, "ben", 20);
    assert_eq!(gold(&stands), made);
    assert_eq!(states(&stands)[2], State::Decided);
    assert!(is_told(&stands));
    // A mark that comes instead opens nothing that it is no part of.
    let mut project = about(&stands, ("ana", "a2"), Verdict::Union, "rea", 30);
    mark(&mut project, "ana", "a2", "claim", "the minister");
    let case = case_of(&project, "ana", "a2");
    assert!(case.can_stand());
    let made = gold(&project);
    let stands = decided(&project, &case, Verdict::Stands, "rea", 31);
    assert_eq!(gold(&stands), made);
    assert_eq!(state_of(&stands, "ana", "a2"), State::Decided);
    // Nothing was decided here.
    let case = case_of(&stands, "ana", "a1");
    assert!(!case.can_stand());
    let ruling = Ruling::of(Verdict::Stands);
    let refused = decide(&stands, &reviewer(40), &one(), &case, &ruling);
    assert_eq!(refused, Err(Undecidable::NothingDecided));
}

#[test]
fn a_rule_leaves_out_what_the_reviewer_must_not_see_yet() {
    let mut project = three();
    let named = Some(("dee".to_owned(), Color([3; 3])));
    let newcomer = Edit::new("", vec![Change::Annotator(who("dee"), named)]);
    newcomer.apply(&mut project).unwrap();
    let round = crate::model::Round {
        id: crate::model::RoundId::new("first").unwrap(),
        name: "First".into(),
        annotators: ["ana", "ben", "rea"].map(who).into(),
        articles: [one()].into(),
        blind: true,
    };
    edits::put_round(&project, round)
        .apply(&mut project)
        .unwrap();
    let total = |by: &str| {
        let rule = Bulk::Annotator(who("ben"));
        let bulked = in_bulk(&project, &at(by, 9), &[one()], &rule);
        bulked.unwrap().total()
    };
    assert_eq!(total("rea"), Count::default());
    assert!(total("dee").is_any());
}

#[test]
fn of_two_versions_of_a_decision_one_can_be_kept_and_the_other_leaves_nothing() {
    use crate::model::merge::{Choice, Evidence, Told, parts_of_copy, take_copy};

    let base = about(&three(), ("ana", "a1"), Verdict::Take(who("ana")), "rea", 5);
    let told = Told {
        name: "Merge".into(),
        other: "the laptop".into(),
    };
    let copied = |ours: &Project, theirs: &Project| {
        let parts = parts_of_copy(ours, theirs, false);
        take_copy(ours, theirs, &Evidence::default(), &parts, &told)
    };
    let ours = about(&base, ("ana", "a2"), Verdict::Union, "rea", 10);
    // The same was decided at two computers: the later one counts, and nobody is asked.
    let theirs = about(&base, ("ana", "a2"), Verdict::Union, "rea", 12);
    assert_eq!(copied(&ours, &theirs).cards, []);
    let theirs = about(&base, ("ana", "a2"), Verdict::Take(who("ben")), "rea", 12);
    let copied = copied(&ours, &theirs);
    assert_eq!(copied.cards.len(), 1);
    for (choice, verdict) in [
        (Choice::Mine, Verdict::Union),
        (Choice::Theirs, Verdict::Take(who("ben"))),
    ] {
        let edit = copied.with(&ours, &[choice], &reviewer(20));
        let settled = after(&ours, &edit);
        let case = case_of(&settled, "ana", "a2");
        assert_eq!(case.state, State::Decided);
        assert_eq!(case.decisions[0].1.verdict, verdict);
        assert_eq!(gold_len(&settled), 2);
        assert!(is_told(&settled));
        for annotation in gold(&settled).annotations.values() {
            for link in &annotation.links {
                assert!(gold(&settled).linked(&link.to).is_some(), "{link:?}");
            }
        }
    }
    let both = after(&ours, &copied.with(&ours, &[Choice::Both], &reviewer(20)));
    assert_eq!(state_of(&both, "ana", "a2"), State::Contested);
    assert!(is_told(&both));
}

#[test]
fn what_says_what_one_has_said_is_no_news_in_whatever_order() {
    let mut project = project(&["ana", "ben"]);
    mark(&mut project, "ana", "a9", "claim", "Unions called");
    mark(&mut project, "ana", "a1", "claim", "the plan");
    mark(
        &mut project,
        "ben",
        "b1",
        "claim",
        "Unions called the plan a mistake",
    );
    let project = about(&project, ("ben", "b1"), Verdict::KeepBoth, "rea", 10);
    let case = case_of(&project, "ben", "b1");
    let all = inbox(&project, &who("ana"));
    let made = |project: &Project| gold(project).annotations.len();
    assert_eq!((all.len(), case.marks.len(), made(&project)), (1, 2, 2));
    // A decision on two marks of one person, whose names come in the other order than their places.
    let mut project = self::project(&["ana", "ben"]);
    mark(&mut project, "ana", "a1", "claim", "the plan");
    mark(&mut project, "ana", "a9", "claim", "Unions called");
    let bulked = in_bulk(
        &project,
        &reviewer(9),
        &[one()],
        &Bulk::Annotator(who("ana")),
    );
    let mut project = after(&project, &bulked.unwrap().edit);
    let (reference, decisions): (DecisionRef, Vec<Decision>) = {
        let decisions = crate::model::in_force(&project, &one());
        let own = decisions[0].0.clone();
        let decisions = decisions.iter().map(|(_, it)| Decision::clone(it));
        (own, decisions.collect())
    };
    let [first, second] = &decisions[..] else {
        panic!()
    };
    let mut joined = first.clone();
    joined.case.extend(second.case.clone());
    joined.case.sort();
    joined.gold.extend(second.gold.clone());
    for made in &mut joined.gold {
        let is_first = first.gold.iter().any(|it| it.id == made.id);
        let of = if is_first { first } else { second };
        let place = joined.case.iter().position(|it| *it == of.case[0]);
        made.from = vec![place.unwrap()];
    }
    let review = crate::model::ReviewKey {
        article: one(),
        reviewer: reference.by,
    };
    for turned in [false, true] {
        if turned {
            joined.gold.reverse();
        }
        let changes = vec![
            Change::Decision(review.clone(), second.id.clone(), None),
            Change::Decision(
                review.clone(),
                first.id.clone(),
                Some(Arc::new(joined.clone())),
            ),
        ];
        Edit::new("", changes).apply(&mut project).unwrap();
        assert_eq!(inbox(&project, &who("ana")), []);
    }
}

/// Something that happens to a project that is being reviewed.
#[derive(Clone, Debug)]
enum Deed {
    /// Somebody marks something, or changes a mark.
    Mark((usize, u8, usize, usize, usize)),
    /// Somebody deletes a mark.
    Delete(usize, u8),
    /// Somebody says how far they are.
    Status(usize, Status),
    /// A reviewer decides a case, as it is or as it was before the last deed.
    Decide {
        by: usize,
        case: usize,
        verdict: usize,
        stale: bool,
    },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let status = prop_oneof![
        Just(Status::ToDo),
        Just(Status::InProgress),
        Just(Status::Done)
    ];
    let deed = prop_oneof![
        2 => (0usize..3, 0u8..6, 0usize..3, 0usize..30, 1usize..12).prop_map(Deed::Mark),
        1 => (0usize..3, 0u8..6).prop_map(|(by, id)| Deed::Delete(by, id)),
        1 => (0usize..3, status).prop_map(|(by, status)| Deed::Status(by, status)),
        4 => (0usize..2, 0usize..8, 0usize..6, any::<bool>()).prop_map(
            |(by, case, verdict, stale)| Deed::Decide { by, case, verdict, stale }
        ),
    ];
    proptest::collection::vec(deed, 0..24)
}

fn verdict(number: usize) -> Verdict {
    [
        Verdict::Take(who("ana")),
        Verdict::Take(who("ben")),
        Verdict::Union,
        Verdict::Intersection,
        Verdict::KeepBoth,
        Verdict::Nothing,
    ][number]
        .clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_happens_gold_names_its_sources_and_what_is_decided_stays(
        first in marks(),
        deeds in deeds(),
    ) {
        let mut project = marked(&first);
        let mut before = project.clone();
        for (second, deed) in (0..).zip(deeds) {
            let people = ["ana", "ben", "cem"];
            let last = project.clone();
            match deed {
                Deed::Mark(it) => put(&mut project, people[it.0], made(&it)),
                Deed::Delete(by, id) => delete(&mut project, people[by], &format!("m{id}")),
                Deed::Status(by, status) => {
                    set_status(&mut project, people[by], status);
                    // Nothing is open again for it.
                    let decided: Vec<Case> = queue(&last, &one()).cases;
                    let decided = decided.into_iter().filter(|it| it.state == State::Decided);
                    for case in decided.filter(|case| !case.marks.is_empty()) {
                        let name = case.marks[0].mark();
                        let cases = queue(&project, &one()).cases;
                        let mut cases = cases.into_iter();
                        let now = cases.find(|it| it.marks.iter().any(|it| it.mark() == name));
                        let is_as_before = now.is_some_and(|now| {
                            now.state == State::Decided || now.marks.len() != case.marks.len()
                        });
                        prop_assert!(is_as_before, "at {}", second);
                    }
                }
                Deed::Decide { by, case, verdict: number, stale } => {
                    let seen = if stale { &before } else { &project };
                    let cases = queue(seen, &one()).cases;
                    let Some(case) = cases.get(case) else { continue };
                    let author = at(["rea", "ben"][by], second);
                    let ruling = Ruling::of(verdict(number));
                    let Ok(edit) = decide(&project, &author, &one(), case, &ruling) else { continue };
                    project = after(&project, &edit);
                }
            }
            before = last;
            prop_assert!(is_told(&project), "at {}", second);
        }
    }
}
