//! Guidelines and project settings.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::app::dialogs::{GuidelinesDialog, ProjectDialog};
use crate::model::{AnnotatorId, edits};

use super::{Stage, press, retype};

const LARGE: egui::Vec2 = egui::vec2(900.0, 1000.0);

fn guidelines(text: &str) -> Stage {
    let mut stage = Stage::new(GuidelinesDialog::new());
    let project = stage.project.as_mut().unwrap();
    edits::set_guidelines(project, text).apply(project).unwrap();
    stage
}

#[test]
fn guidelines_are_a_page_without_marks_of_markdown() {
    let harness = guidelines("# Mark *claims*\n\n- every **one**\n- ضع علامة على **كل** ادعاء\n")
        .open_in(LARGE);
    for words in ["Mark claims", "every one", "ضع علامة على كل ادعاء"] {
        harness.get_by_label(words);
    }
}

#[test]
fn a_long_page_is_scrolled_with_the_keys() {
    let mut harness = guidelines(&"One line.\n\n".repeat(200)).open();
    let top = |harness: &Harness<'_, Stage>| {
        let first = harness.get_all_by_label("One line.").next().unwrap();
        first.rect().top()
    };
    let before = top(&harness);
    for (key, goes_down) in [(Key::PageDown, true), (Key::End, true), (Key::Home, false)] {
        let from = top(&harness);
        press(&mut harness, key);
        assert_eq!(top(&harness) < from, goes_down, "{key:?}");
    }
    assert_eq!(top(&harness), before);
}

#[test]
fn guidelines_are_changed_in_one_edit() {
    let mut harness = guidelines("# Old").open_in(LARGE);
    harness.get_by_label("Edit the text").click();
    harness.run();
    assert!(harness.get_by_label("Text").is_focused());
    retype(&mut harness, "# New\n\nMark claims.");
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty(), "Enter is a new line");
    harness.get_by_label("Save").click();
    harness.run();
    let stage = harness.state();
    assert_eq!(stage.committed().name, "Change the guidelines");
    assert_eq!(&*stage.project().guidelines, "# New\n\nMark claims.\n");
    assert!(!stage.closed, "the page is back");
    harness.get_by_label("New");
}

#[test]
fn no_key_and_no_click_beside_throws_a_changed_text_away() {
    let mut harness = guidelines("# Old").open_in(LARGE);
    harness.get_by_label("Edit the text").click();
    harness.run();
    press(&mut harness, Key::Escape);
    harness.get_by_label("Edit the text").click();
    harness.run();
    retype(&mut harness, "# New");
    assert!(harness.state().dialog.has_unsaved());
    press(&mut harness, Key::Escape);
    assert_eq!(
        harness.get_by_label("Text").value().as_deref(),
        Some("# New")
    );
    harness.get_by_label("Save what you have changed, or press Cancel to throw it away.");
    harness.get_by_label("Cancel").click();
    harness.run();
    harness.get_by_label("Old");
    assert!(harness.state().done.is_empty());
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed);
}

#[test]
fn without_guidelines_the_page_says_what_they_are_for() {
    let mut harness = Stage::new(GuidelinesDialog::new()).open_in(LARGE);
    harness.get_by_label_contains("There are no guidelines yet.");
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.state().closed);
}

#[test]
fn guidelines_that_cannot_be_written_are_read_only() {
    let harness = guidelines("# Old").read_only().open_in(LARGE);
    harness.get_by_label("The folder is read-only");
    assert!(
        harness
            .get_by_label("Edit the text")
            .accesskit_node()
            .is_disabled()
    );
}

#[test]
fn very_long_guidelines_are_shown_in_part_and_not_changed_here() {
    let harness = guidelines(&"Mark é. ".repeat(40_000)).open_in(LARGE);
    harness.get_by_label("The rest is in guidelines.md.");
    assert!(
        harness
            .get_by_label("Edit the text")
            .accesskit_node()
            .is_disabled()
    );
}

#[test]
fn a_project_is_renamed_and_described_in_one_edit() {
    let mut harness = Stage::new(ProjectDialog::new()).open_in(LARGE);
    assert_eq!(
        harness.get_by_label("Name").value().as_deref(),
        Some("Port strike")
    );
    retype(&mut harness, " ");
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty(), "a project has a name");
    retype(&mut harness, " Port strike 2026 ");
    harness.get_by_label("What it is about").focus();
    harness.run();
    retype(&mut harness, "Who says what.");
    harness.get_by_label("Newcomers open the project").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "as Ben")
        .click();
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    let stage = harness.state();
    assert!(stage.closed);
    assert_eq!(stage.done.len(), 1);
    let settings = &stage.project().settings;
    assert_eq!(settings.name, "Port strike 2026");
    assert_eq!(settings.description, "Who says what.");
    assert_eq!(settings.open_as, Some(AnnotatorId::new("ben").unwrap()));
}

#[test]
fn settings_that_did_not_change_are_no_edit() {
    let mut harness = Stage::new(ProjectDialog::new()).open_in(LARGE);
    press(&mut harness, Key::Enter);
    assert!(harness.state().closed && harness.state().done.is_empty());
}
