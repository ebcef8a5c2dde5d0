//! What the command line does not tell: what others do in a blind round, who marked what while names are hidden. And it lets
//! nobody join of whom it knows no name.

use std::sync::Arc;

use crate::model::{AnnotatorId, Part, Project, Round, RoundId};
use crate::store::{self, Progress};

use super::*;

impl Desk {
    /// Changes how the project `p` is reviewed.
    pub(super) fn settle(&self, change: impl FnOnce(&mut Project)) {
        let root = self.path("p");
        let opened = store::open(&root, &Progress::default()).unwrap();
        let mut project = opened.project;
        change(&mut project);
        store::save(&root, &project, &[Part::Reviewing], &opened.locked).unwrap();
    }

    /// Ana and Ben in a blind round, with which Ben is not done.
    fn blind() -> Self {
        let desk = Self::with_two();
        desk.ok("status @p port.txt in-progress --annotator Ben");
        desk.settle(|project| {
            let annotators: Vec<AnnotatorId> = project.annotators.keys().cloned().collect();
            let articles = project.articles.keys().cloned().collect();
            let reviewing = Arc::make_mut(&mut project.reviewing);
            reviewing.rounds.push(Round {
                id: RoundId::new("one").unwrap(),
                name: "First".to_owned(),
                annotators: annotators.into_iter().collect(),
                articles,
                blind: true,
            });
        });
        desk
    }

    /// The same two, whose names are hidden.
    fn nameless() -> Self {
        let desk = Self::with_two();
        desk.settle(|project| Arc::make_mut(&mut project.reviewing).rules.hide_names = true);
        desk
    }

    /// All that a command prints that somebody types.
    pub(super) fn heard(&self, user: &str, line: &str) -> String {
        let answer = self.type_in_as(Some(user), line);
        answer.out + &answer.err
    }
}

#[test]
fn a_blind_round_is_blind_on_the_command_line_too() {
    let desk = Desk::blind();
    for line in [
        "search @p",
        "search @p by:ben",
        "search @p --json",
        "stats @p",
        "diff @p ana ben",
        "export @p --format jsonl --output -",
        "export @p --format jsonl --output - --annotator ben",
        "review @p --all",
        "review @p --json",
    ] {
        // What the article says is no secret.
        let heard = desk.heard("ana", line).replace("she added, oppose it", "");
        assert!(!heard.contains("oppose it"), "{line}: {heard}");
        assert!(!heard.contains("\"tag\":\"claim\""), "{line}: {heard}");
        let told = "of 1 article nothing is shown but what you did yourself";
        assert!(heard.contains(told), "{line}: {heard}");
        let heard = desk.heard("Lea", line);
        assert!(
            !heard.contains("A blind round"),
            "who is not in it: {line}: {heard}"
        );
    }
    let found = desk.heard("ana", "check @p");
    assert!(
        found.contains("hides until it is over") && !found.contains("oppose it"),
        "{found}"
    );
    let found = desk.heard("Lea", "check @p");
    assert!(!found.contains("hides until it is over"), "{found}");
    assert!(desk.heard("ana", "search @p").contains("2 annotations"));
    assert!(desk.heard("Lea", "search @p").contains("5 annotations"));
    assert!(desk.heard("Ben", "search @p").contains("3 annotations"));
    let agreement = desk.heard("ana", "agreement @p");
    assert!(agreement.contains("No article has been finished"));
    // Once all are done, all is told.
    desk.ok("status @p port.txt done --anyway --annotator Ben");
    assert!(desk.heard("ana", "search @p").contains("5 annotations"));
    let agreement = desk.heard("ana", "agreement @p");
    assert!(agreement.starts_with("Ana, Ben, 1 article"), "{agreement}");
}

#[test]
fn the_history_says_nothing_of_the_others_in_a_blind_round() {
    let desk = Desk::blind();
    let heard = desk.heard("ana", "history @p");
    assert!(!heard.contains("oppose it"), "{heard}");
    assert!(heard.contains("are not shown"), "{heard}");
    assert!(heard.contains("Mayor Ana Núñez"), "one's own: {heard}");
    assert!(desk.heard("Lea", "history @p").contains("oppose it"));
}

#[test]
fn hidden_names_are_hidden_on_the_command_line_too() {
    let desk = Desk::nameless();
    for line in [
        "search @p",
        "search @p --json",
        "review @p",
        "review @p --json",
    ] {
        let heard = desk.heard("Rea", line).to_lowercase();
        let names = heard.replace("mayor ana", "").replace("ana núñez", "");
        assert!(
            !names.contains("ben") && !names.contains("ana"),
            "{line}: {heard}"
        );
    }
    let found = desk.heard("Rea", "search @p tag:claim");
    assert!(found.contains("  B  Claim  "), "{found}");
    let agreement = desk.heard("Rea", "agreement @p");
    assert!(
        agreement.starts_with("Person 1, Person 2, 1 article"),
        "{agreement}"
    );
    let agreement = desk.heard("Rea", "agreement @p --json");
    assert!(!agreement.contains("\"ben\""), "{agreement}");
    for line in [
        "search @p by:ben",
        "search @p 'not by:ana'",
        "search @p by:me --annotator ben",
        "diff @p ana ben",
        "agreement @p --annotators ana,ben",
        "export @p --format jsonl --output -",
        "export @p --format jsonl --output @ben.jsonl --annotator ben",
        "export @p --format jsonl --output @bens.jsonl --articles by:ben",
    ] {
        let answer = desk.type_in_as(Some("Rea"), line);
        assert_eq!(answer.code, 1, "{line}: {answer:?}");
        assert!(answer.err.contains("ames are hidden"), "{line}: {answer:?}");
    }
    // Oneself is no secret, and a file says whose everything is.
    assert!(
        desk.heard("ben", "search @p by:me")
            .contains("3 annotations")
    );
    let heard = desk.heard("Rea", "export @p --format jsonl --output @all.jsonl");
    assert!(heard.contains("what is written says whose"), "{heard}");
}

#[test]
fn nobody_joins_of_whom_no_name_is_known() {
    let desk = Desk::with_project();
    let before = files_in(&desk.path("p"));
    let line = "annotate @p port.txt --tag claim --span 0..5";
    let answer = desk.type_in_as(None, line);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("--annotator NAME"), "{answer:?}");
    assert_eq!(files_in(&desk.path("p")), before);
    // What is only read is told.
    assert_eq!(desk.type_in_as(None, "stats @p").code, 0);
}
