//! Deciding while names are hidden or a round is blind, in many articles, and again after the marks have gone.

use std::sync::Arc;

use egui::accesskit::Role;
use postil::app::decide::Decide;
use postil::model::{
    About, AnnotationId, AnnotatorId, Author, LayerKey, Project, Round, RoundId, Slot, Status,
    Verdict, edits,
};
use postil::model::{Change, Edit};

use super::decide::{ben, deciding, gold, two_people, verdicts};
use super::harness::Window;
use super::notation::{long_ago, stage};

fn ben_says(project: &mut Project, about: About, words: &str) {
    let author = Author {
        annotator: ben(),
        at: long_ago(),
    };
    let edit = edits::comment(&author, &stage().article, about, words);
    edit.apply(project).unwrap();
}

#[test]
fn nothing_tells_who_is_who_while_names_are_hidden() {
    let mut project = two_people();
    ben_says(&mut project, About::Article, "I am not sure.");
    let rules = &mut Arc::make_mut(&mut project.reviewing).rules;
    (rules.hide_names, rules.shuffle) = (true, true);
    // Ben comes first in this article.
    let order = |project: &Project| -> Vec<AnnotatorId> {
        let people: Vec<_> = project.people().cloned().collect();
        let order = project.reviewing.order(&stage().article, &people);
        order.into_iter().cloned().collect()
    };
    for number in 0.. {
        Arc::make_mut(&mut project.reviewing).rules.salt = format!("{number}");
        if order(&project)[0] == ben() {
            break;
        }
    }
    let mut window = deciding(&project);
    let both = &window.rows()[0];
    assert!(both.contains("A: Claim · B: Claim"), "{both}");
    assert!(window.rows()[1].contains("Only B"), "{:?}", window.rows());
    window.press("1");
    assert_eq!(verdicts(&window), [Verdict::Take(ben())]);
    window.press("Escape Ctrl+F11");
    assert!(
        window.rows()[0].starts_with("I am not sure., A, "),
        "{:?}",
        window.rows()
    );
    assert!(!window.says("Ben ·"));
}

#[test]
fn a_blind_round_hides_what_the_others_said_and_not_what_one_said_oneself() {
    let mut project = two_people();
    ben_says(&mut project, About::Article, "It is all quotes.");
    let key = LayerKey {
        annotator: ben(),
        ..stage()
    };
    let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
    layer.head.status = Status::InProgress;
    Arc::make_mut(&mut project.reviewing).rounds.push(Round {
        id: RoundId::new("one").unwrap(),
        name: "First round".to_owned(),
        annotators: project.annotators.keys().cloned().collect(),
        articles: [stage().article].into(),
        blind: true,
    });
    let mut window = Window::open(&project);
    window.press("Alt+K");
    window.type_in("Where does it begin?");
    window.click(Role::Button, "Send");
    window.press("Ctrl+F11");
    let rows = window.rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].starts_with("Where does it begin?"), "{rows:?}");
}

#[test]
fn ticks_stay_when_one_goes_to_another_article() {
    let mut window = deciding(&two_people());
    let other = window
        .project()
        .articles
        .keys()
        .find(|id| **id != stage().article);
    let other = other.cloned().expect("another article");
    window.press("x");
    assert!(window.says("1 case is ticked for a rule"));
    for id in [other, stage().article] {
        window.workspace_mut().show_article(&id);
        window.settle();
        window.wait("the cases are there", |window| {
            window.app().decide().is_some_and(Decide::is_whole)
        });
        assert!(window.says("1 case is ticked for a rule"));
    }
    window.press("m");
    assert!(window.says("[three four five]"));
    window.press("Escape");
    window.click(Role::Button, "Untick all");
    assert!(!window.says("ticked for a rule"));
}

#[test]
fn what_was_decided_stands_when_its_marks_are_gone() {
    let mut project = {
        let mut window = deciding(&two_people());
        window.press("2 0 1");
        window.project().clone()
    };
    let key = LayerKey {
        annotator: ben(),
        ..stage()
    };
    let mut marks = project.layers[&key].annotations.values();
    let seven = marks.find(|mark| mark.tag.as_str() == "stance");
    let id: AnnotationId = seven.expect("it is marked").id.clone();
    let change = Change::Annotation(key, id, Slot::Deleted(long_ago()));
    Edit::new("", vec![change]).apply(&mut project).unwrap();
    let mut window = deciding(&project);
    let rows = window.rows();
    assert!(
        rows.last().unwrap().contains("The marks are gone"),
        "{rows:?}"
    );
    window.press("End k");
    assert_eq!(gold(&window), ["claim: three four five", "stance: seven"]);
    assert!(window.says("3 of 4 cases decided"));
    // Where nothing is open again, nothing can stand.
    window.press("h Home k");
    assert!(window.says("The card has nothing there"));
}
