//! Taking over a colleague's copy.

use proptest::prelude::*;

use super::always::forks;
use super::told;
use crate::model::merge::{
    Base, Came, Card, Choice, Conflict, Copied, Evidence, Kept, parts_of_copy, take_copy,
};
use crate::model::random::{annotation, author, projects};
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Change, Edit, Layer, LayerKey, Project, Review, Slot,
    TagId,
};

fn taken(ours: &Project, theirs: &Project, evidence: &Evidence<'_>) -> (Project, Copied) {
    let parts = parts_of_copy(ours, theirs, false);
    let copied = take_copy(ours, theirs, evidence, &parts, &told());
    let mut project = ours.clone();
    let inverse = copied.edit.apply(&mut project).expect("it fits");
    let mut back = project.clone();
    inverse.apply(&mut back).unwrap();
    assert_eq!(back, *ours, "taken over in one step, and undone in one");
    (project, copied)
}

fn work(project: &Project) -> (Vec<(LayerKey, Layer)>, Vec<Review>) {
    let layers = project.layers.iter();
    let layers = layers.map(|(key, layer)| (key.clone(), Layer::clone(layer)));
    let reviews = project.reviews.values().map(|it| Review::clone(it));
    (layers.collect(), reviews.collect())
}

/// Whether everything that is in one copy is in the other one, too: under its id, or as what it says.
fn keeps(result: &Project, source: &Project, other: &Project) -> Result<(), TestCaseError> {
    for (key, layer) in &source.layers {
        for (id, mark) in &layer.annotations {
            let there = result.layer(key).map(|it| (it.slot(id), it));
            let elsewhere = other.layer(key).map_or(Slot::Absent, |it| it.slot(id));
            let kept = match there {
                Some((Slot::Present(_), _)) => true,
                // Deleted on the other side after it was last changed here.
                Some((Slot::Deleted(at), _)) => {
                    elsewhere == Slot::Deleted(at) && at >= mark.modified
                }
                Some((Slot::Absent, layer)) => layer.detached.contains_key(id),
                None => false,
            };
            prop_assert!(kept, "{} of {:?} is lost: {:?}", id, key, mark);
        }
    }
    for (key, review) in &source.reviews {
        let there = result.reviews.get(key);
        for id in review.decisions.keys() {
            prop_assert!(there.is_some_and(|it| it.decisions.contains_key(id)));
        }
        for id in review.comments.keys() {
            prop_assert!(there.is_some_and(|it| it.comments.contains_key(id)));
        }
        for to in review.answers.keys() {
            prop_assert!(there.is_some_and(|it| it.answers.contains_key(to)));
        }
    }
    for annotator in source.annotators.values() {
        let there = result.annotators.get(&annotator.id);
        for id in annotator.entities.keys() {
            prop_assert!(there.is_some_and(|it| it.entities.contains_key(id)));
        }
    }
    for id in source.articles.keys() {
        prop_assert!(result.articles.contains_key(id));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_that_either_side_has_is_lost((_, one, other) in forks()) {
        let (result, _) = taken(&one, &other, &Evidence::default());
        keeps(&result, &one, &other)?;
        keeps(&result, &other, &one)?;
    }

    #[test]
    fn taking_it_again_changes_nothing((base, one, other) in forks()) {
        let evidence = |base: Option<&Project>| Evidence {
            base: base.map(|base| Base { project: base.clone(), annotators: None, may_take_away: [].into(), emptied: [].into() }),
            past: None,
        };
        for base in [None, Some(&base)] {
            let (result, _) = taken(&one, &other, &evidence(base));
            // What was taken the last time is what both have come from then.
            let (again, told) = taken(&result, &other, &evidence(Some(&other)));
            prop_assert_eq!(&again, &result);
            prop_assert!(told.is_empty());
            let (again, _) = taken(&result, &other, &evidence(base));
            prop_assert_eq!(work(&again), work(&result));
        }
    }

    #[test]
    fn both_come_to_the_same_in_whatever_order_they_exchange((_, one, other) in forks()) {
        let none = Evidence::default;
        let (here, _) = taken(&one, &other, &none());
        let (there, _) = taken(&other, &one, &none());
        prop_assert_eq!(work(&here), work(&there));
        // And with what the first one has sent back.
        let (back, _) = taken(&other, &here, &none());
        prop_assert_eq!(work(&back), work(&here));
    }
}

/// A copy that has changed an annotation, and this one that has changed it otherwise.
fn clash() -> (Project, Project, LayerKey, AnnotationId) {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut base = projects().new_tree(&mut runner).unwrap().current();
    let key = LayerKey {
        article: crate::model::ArticleId::new("one").unwrap(),
        annotator: AnnotatorId::new("ana").unwrap(),
    };
    let spans = crate::model::Spans::one(crate::text::Span::of(0..3)).unwrap();
    let id = AnnotationId::new("mine").unwrap();
    let put = |project: &mut Project, tag: &str, second: i64| {
        let mut mark = Annotation::clone(&annotation("mine", tag, spans.clone(), author(0).at));
        mark.modified = author(second).at;
        let slot = Slot::Present(mark.into());
        let change = Change::Annotation(key.clone(), id.clone(), slot);
        Edit::new("", vec![change]).apply(project).unwrap();
    };
    put(&mut base, "claim", 0);
    let (mut ours, mut theirs) = (base.clone(), base);
    put(&mut ours, "quote", 5);
    put(&mut theirs, "actor", 6);
    (ours, theirs, key.clone(), id.clone())
}

#[test]
fn a_card_keeps_mine_theirs_or_both() {
    let (ours, theirs, key, id) = clash();
    let (_, copied) = taken(&ours, &theirs, &Evidence::default());
    let [card] = &copied.cards[..] else {
        panic!("{:?}", copied.cards);
    };
    let Kept::Beside(beside) = &card.conflict.kept else {
        panic!("{card:?}");
    };
    let tag = |change: &Change| match change {
        Change::Annotation(_, _, Slot::Present(it)) => it.tag.to_string(),
        _ => panic!("{change:?}"),
    };
    let (mine, other) = (tag(&card.conflict.ours), tag(&card.conflict.theirs));
    assert_eq!((mine, other), ("quote".into(), "actor".into()));
    let after = |choice: Choice| {
        let mut project = ours.clone();
        let edit = copied.with(&ours, &[choice], &author(9));
        edit.apply(&mut project).unwrap();
        let layer = Layer::clone(&project.layers[&key]);
        let main = layer.annotations[&id].tag.to_string();
        let beside = layer.annotations.get(beside).map(|it| it.tag.to_string());
        (main, beside, project.reviews.len())
    };
    let reviews = ours.reviews.len();
    assert_eq!(after(Choice::Mine), ("quote".into(), None, reviews));
    assert_eq!(after(Choice::Theirs), ("actor".into(), None, reviews));
    let both = ("actor".to_owned(), Some("quote".to_owned()), reviews);
    assert_eq!(after(Choice::Both), both);
    let discussed = after(Choice::Discuss);
    assert_eq!((discussed.0, discussed.1), (both.0, both.1));
    assert_eq!(discussed.2, reviews + 1, "a comment asks");
    let mut project = ours.clone();
    let edit = copied.with(&ours, &[Choice::Discuss], &author(9));
    edit.apply(&mut project).unwrap();
    let comments = project.reviews.values().flat_map(|it| it.comments.values());
    let asked = comments.filter(|it| it.text.contains(" Here: ") && it.text.contains(" There: "));
    let asked: Vec<&str> = asked.map(|it| it.text.as_str()).collect();
    let [asked] = asked[..] else {
        panic!("{asked:?}");
    };
    assert!(
        asked.ends_with("Which of the two versions is to be?"),
        "{asked}"
    );
}

#[test]
fn what_cannot_be_discussed_is_kept_in_both_versions_and_no_comment_is_promised() {
    let tag = Change::Tag(TagId::new("claim").unwrap(), None);
    let card = Card {
        conflict: Conflict {
            ours: tag.clone(),
            theirs: tag,
            kept: Kept::Apart,
            fact: "Both changed it.".to_owned(),
            outcome: "What was here stays.".to_owned(),
        },
    };
    assert_eq!(card.or_both(Choice::Discuss), Choice::Both);
    assert_eq!(card.or_both(Choice::Theirs), Choice::Theirs);
    assert_eq!(card.does(Choice::Discuss), "What was here stays.");
    assert_eq!(card.does(Choice::Theirs), "The version here is dropped.");
}

#[test]
fn a_card_is_known_again_as_long_as_both_versions_are_what_they_were() {
    let (ours, theirs, key, id) = clash();
    let card = |ours: &Project, theirs: &Project| {
        let (_, copied) = taken(ours, theirs, &Evidence::default());
        copied.cards[0].clone()
    };
    let known = card(&ours, &theirs);
    assert_eq!(card(&ours, &theirs).id(), known.id());
    assert!(
        !known.outcome().contains("annotation "),
        "{}",
        known.outcome()
    );
    let mut mark = Annotation::clone(&theirs.layers[&key].annotations[&id]);
    mark.note = "Said twice".to_owned();
    let change = Change::Annotation(key, id, Slot::Present(mark.into()));
    let mut other = theirs.clone();
    Edit::new("", vec![change]).apply(&mut other).unwrap();
    assert_ne!(card(&ours, &other).id(), known.id());
}

#[test]
fn what_has_come_is_counted_by_what_is_there_in_the_end() {
    let (ours, theirs, ..) = clash();
    let (_, copied) = taken(&ours, &theirs, &Evidence::default());
    let came = |choice: Choice| {
        let edit = copied.with(&ours, &[choice], &author(9));
        let mut after = ours.clone();
        edit.apply(&mut after).unwrap();
        let came = Came::of(&ours, &after, &edit);
        (came.new, came.changed, came.deleted, came.reviews)
    };
    assert_eq!(came(Choice::Mine), (0, 0, 0, 0));
    assert_eq!(came(Choice::Theirs), (0, 1, 0, 0));
    assert_eq!(came(Choice::Both), (1, 1, 0, 0));
    assert_eq!(came(Choice::Discuss), (1, 1, 0, 1));
}

#[test]
fn what_was_here_once_is_no_conflict_and_what_was_taken_last_is_the_base() {
    let (ours, theirs, key, id) = clash();
    // They have what was here before.
    let old = Change::Annotation(key.clone(), id.clone(), theirs.layers[&key].slot(&id));
    let knows = |change: &Change| *change == old;
    let evidence = Evidence {
        base: None,
        past: Some(&knows),
    };
    let (result, copied) = taken(&ours, &theirs, &evidence);
    assert_eq!(copied.cards, []);
    assert_eq!(result.layers[&key], ours.layers[&key]);
    // Only they have changed what was last taken from them: what is here.
    let evidence = Evidence {
        base: Some(Base {
            project: ours.clone(),
            annotators: Some([key.annotator.clone()].into()),
            may_take_away: [].into(),
            emptied: [].into(),
        }),
        past: None,
    };
    let (result, copied) = taken(&ours, &theirs, &evidence);
    assert_eq!(copied.cards, []);
    assert_eq!(result.layers[&key], theirs.layers[&key]);
    let counted = copied
        .counts
        .iter()
        .find(|it| it.annotator.as_ref() == Some(&key.annotator));
    let counted = counted.unwrap();
    assert_eq!((counted.new, counted.changed, counted.conflicts), (0, 1, 0));
}
