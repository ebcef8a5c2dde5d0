//! The exchange through git: what is shown before, meanwhile and afterwards. What git does is tried in `tests/e2e/sync.sh`.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::app::dialogs::{Action, SyncDialog};
use crate::app::syncing::Course;
use crate::model::merge::{Conflict, Kept, Step as Taken};
use crate::model::{Change, Color, Placed, Project};
use crate::store::git::{
    Changes, Disagreement, Done, GitError, Obstacle, OtherSide, Outcome, Plan, Remote, Report, Step,
};

use super::{Stage, press};

fn plan() -> Plan {
    let mut changes = Changes::default();
    (changes.added, changes.changed) = (2, 1);
    Plan {
        top: PathBuf::from("/home/ana/port"),
        branch: "main".to_owned(),
        remote: Some(Remote {
            name: "origin".to_owned(),
            address: "ssh://hub/port".to_owned(),
            branch: "main".to_owned(),
            is_new: false,
        }),
        changes,
        message: "Ana: annotations in 2 articles\n\nAna: “Port”, “مرفأ”".to_owned(),
        author: None,
        sets_up: false,
        resumes: false,
        obstacle: None,
    }
}

fn open<'a>(plan: Result<Plan, String>) -> Harness<'a, Stage> {
    Stage::new(SyncDialog::with_plan(plan)).open()
}

fn can_sync(harness: &Harness<'_, Stage>) -> bool {
    let button = harness.get_by_role_and_label(Role::Button, "Sync");
    !button.accesskit_node().is_disabled()
}

/// The dialog after “Sync” was pressed, and the course that it watches.
fn begun<'a>() -> (Harness<'a, Stage>, Arc<Course>) {
    let mut harness = open(Ok(plan()));
    harness.get_by_role_and_label(Role::Button, "Sync").click();
    harness.run_steps(3);
    let Some(Action::Sync(course)) = harness.state().done.last() else {
        panic!("nothing was begun");
    };
    let course = Arc::clone(course);
    (harness, course)
}

#[test]
fn what_will_be_done_is_shown_before() {
    let harness = open(Ok(plan()));
    harness.get_by_label("Branch main goes to main of origin (ssh://hub/port)");
    harness.get_by_label("New here: 2 new files, 1 changed, 0 removed.");
    harness.get_by_label("Ana: annotations in 2 articles");
    harness.get_by_label_contains("Then what others have pushed");
    assert!(can_sync(&harness));
    assert!(harness.state().done.is_empty(), "nothing is done by itself");
    let bare = Plan {
        remote: None,
        author: Some(("Ana".to_owned(), "ana@localhost".to_owned())),
        sets_up: true,
        ..plan()
    };
    let harness = open(Ok(bare));
    harness.get_by_label_contains("There is no remote");
    harness.get_by_label_contains("will name Ana <ana@localhost>");
    harness.get_by_label_contains("Git will be told");
    assert!(can_sync(&harness));
}

#[test]
fn what_stands_in_the_way_is_told_and_nothing_can_be_begun() {
    let cases = [
        (Obstacle::Detached, "No branch is checked out"),
        (Obstacle::UnderWay("rebase"), "A rebase is under way"),
        (
            Obstacle::Markers(vec!["codebook.ron".to_owned()]),
            "two versions in codebook.ron",
        ),
    ];
    for (obstacle, words) in cases {
        let stuck = Plan {
            obstacle: Some(obstacle),
            ..plan()
        };
        let harness = open(Ok(stuck));
        harness.get_by_label_contains(words);
        assert!(!can_sync(&harness));
    }
    let harness = open(Err(GitError::NotInstalled.to_string()));
    harness.get_by_label_contains("Git is not installed");
    assert!(!can_sync(&harness));
}

#[test]
fn each_step_is_told_and_at_the_end_what_the_sides_do_not_agree_on() {
    let (mut harness, course) = begun();
    let mut report = Report::default();
    report.done.push(Done {
        step: Step::Commit,
        outcome: Outcome::Committed(3),
    });
    course.tell(&report, Some(Step::Fetch));
    harness.run_steps(3);
    harness.get_by_label("Committed: 3 files.");
    harness.get_by_label("Fetching what others have pushed…");
    harness
        .get_by_role_and_label(Role::Button, "Cancel")
        .click();
    harness.run_steps(3);
    assert!(matches!(
        harness.state().done.last(),
        Some(Action::StopSync)
    ));
    assert!(!harness.state().closed, "how it ends is told");
    report.done.push(Done {
        step: Step::Push,
        outcome: Outcome::Pushed(1),
    });
    report
        .conflicts
        .push(Disagreement::told("Claim “the port” differs.".to_owned()));
    course.tell(&report, None);
    course.end(None);
    harness.run();
    harness.get_by_label("Pushed: 1 commit.");
    harness.get_by_label("The two sides do not agree on 1 thing:");
    harness.get_by_label("Claim “the port” differs.");
    harness.get_by_label("Synced.");
    harness.get_by_role_and_label(Role::Button, "Close").click();
    harness.run();
    assert!(harness.state().closed);
}

#[test]
fn a_failure_is_told_in_the_words_of_git() {
    let (mut harness, course) = begun();
    let mut report = Report::default();
    let said = "remote: No pushes on Fridays\nerror: failed to push".to_owned();
    let what = "push".to_owned();
    report.done.push(Done {
        step: Step::Push,
        outcome: Outcome::Failed(GitError::Failed { what, said }),
    });
    course.tell(&report, None);
    course.end(None);
    harness.run();
    harness.get_by_label("remote: No pushes on Fridays");
    harness.get_by_label("Not synced to the end.");
    assert!(harness.query_by_label("Synced.").is_none());
}

#[test]
fn who_leaves_the_dialog_leaves_it_going() {
    let (mut harness, course) = begun();
    press_escape(&mut harness);
    assert!(harness.state().closed);
    assert!(!course.now().is_over);
    // And finds it again.
    course.tell(&Report::default(), Some(Step::Push));
    let mut harness = Stage::new(SyncDialog::of_course(Arc::clone(&course))).built();
    harness.run_steps(3);
    harness.get_by_label("Pushing…");
    course.end(Some("The disk is full.".to_owned()));
    harness.run();
    harness.get_by_label("The disk is full.");
    assert!(harness.query_by_label("Synced.").is_none());
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed);
}

fn press_escape(harness: &mut Harness<'_, Stage>) {
    harness.key_press(Key::Escape);
    harness.run_steps(3);
}

/// That both sides gave the first tag another colour; the others' version of it.
fn two_colours(project: &Project) -> (Disagreement, Change) {
    let here = project.codebook.tags[0].clone();
    let mut there = here.clone();
    there.color = Color([1, 2, 3]);
    let slot = |value| Change::Tag(here.id.clone(), Some(Placed { at: 0, value }));
    let (from, to) = (slot(here.clone()), slot(there));
    let conflict = Conflict {
        ours: from.clone(),
        theirs: to.clone(),
        kept: Kept::Apart,
        fact: "Both changed it.".to_owned(),
        outcome: "What was here stays.".to_owned(),
    };
    let words = conflict.message();
    let step = Taken {
        from,
        to: to.clone(),
    };
    let other = Some(Box::new(OtherSide { conflict, step }));
    (Disagreement { words, other }, to)
}

#[test]
fn what_the_others_have_is_shown_and_can_be_taken() {
    let (mut harness, course) = begun();
    let (found, theirs) = two_colours(harness.state().project.as_ref().unwrap());
    let mut report = Report::default();
    report.conflicts.push(found);
    course.tell(&report, None);
    assert!(!course.is_to_be_seen(), "it goes on");
    course.end(None);
    assert!(course.is_to_be_seen());
    harness.run();
    assert!(!course.is_to_be_seen(), "it was shown");
    harness.get_by_label("Both changed it. What was here stays.");
    harness.get_by_label("Here → there:");
    harness.get_by_label_contains("#010203");
    let tag = harness.state().project.as_ref().unwrap().codebook.tags[0].clone();
    let name = format!("Take theirs: the tag “{}”", tag.name);
    harness.get_by_role_and_label(Role::Button, &name).click();
    harness.run();
    let Some(Action::Commit(edit)) = harness.state().done.last() else {
        panic!("nothing was taken");
    };
    assert_eq!(edit.changes, [theirs]);
    // What was done with it is told in its place, and the keyboard is not lost.
    harness.state_mut().dialog.committed(true);
    harness.run();
    assert!(
        harness
            .query_by_role_and_label(Role::Button, &name)
            .is_none()
    );
    harness.get_by_label_contains("Theirs is here now");
    for untrue in ["What was here stays", "do not agree"] {
        assert!(
            harness.query_by_label_contains(untrue).is_none(),
            "{untrue}"
        );
    }
    let close = harness.get_by_role_and_label(Role::Button, "Close");
    assert!(close.is_focused());
}

#[test]
fn in_a_project_that_cannot_be_changed_theirs_is_shown_and_not_taken() {
    let (found, _) = two_colours(&super::project());
    let course = Arc::new(Course::default());
    let mut report = Report::default();
    report.conflicts.push(found);
    course.tell(&report, None);
    course.end(None);
    let mut harness = Stage::new(SyncDialog::of_course(course))
        .read_only()
        .built();
    harness.run();
    let button = harness.get_by_label_contains("Take theirs: the tag");
    assert!(button.accesskit_node().is_disabled());
}
