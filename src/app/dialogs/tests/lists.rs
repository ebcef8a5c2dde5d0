//! Palette, keys, findings, annotators, about.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::app::command::Command;
use crate::app::dialogs::{
    About, Action, AnnotatorDialog, ArticleDialog, Dialog, ExportDialog, FindingsDialog,
    KeysDialog, NewProjectDialog, Palette, PathDialog,
};
use crate::app::picker::Ask;
use crate::model::{ArticleId, Finding, Level, TagId};

use super::{Stage, press, retype};

#[test]
fn the_finding_that_has_the_keyboard_stands_below_the_list_in_full() {
    let long = format!(
        "Something is wrong, {}and that is all.",
        "and wrong, ".repeat(20)
    );
    let mut stage = Stage::new(FindingsDialog::new());
    let finding = Finding {
        article: Some(ArticleId::new("one").unwrap()),
        ..Finding::new(Level::Error, "layer.ron", long.as_str())
    };
    stage.findings = vec![finding];
    let mut harness = stage.open();
    let tallest = |harness: &egui_kittest::Harness<'_, Stage>| {
        harness
            .get_all_by_role(Role::Label)
            .filter(|node| node.value().is_some_and(|text| text == long))
            .map(|node| node.rect().height())
            .fold(0.0, f32::max)
    };
    let line = tallest(&harness);
    for _ in 0..4 {
        press(&mut harness, Key::Tab);
    }
    let row = format!("Error: {long} (layer.ron)");
    assert!(harness.get_by_label(&row).is_focused());
    assert!(tallest(&harness) > 2.0 * line, "it takes several lines");
}

#[test]
fn the_palette_runs_the_best_match_with_enter() {
    let mut harness = Stage::new(Palette::new()).open();
    assert!(harness.get_by_label("Find a command").is_focused());
    harness.event(egui::Event::Text("expo".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    let stage = harness.state();
    assert!(stage.closed);
    assert!(matches!(
        &stage.done[..],
        [Action::Perform(Command::Export)]
    ));
}

#[test]
fn the_palette_does_not_run_what_is_disabled_and_says_why() {
    let mut harness = Stage::new(Palette::new()).open();
    harness.event(egui::Event::Text("undo".to_owned()));
    harness.run();
    harness.get_by_label("There is nothing to undo");
    press(&mut harness, Key::Enter);
    assert!(!harness.state().closed && harness.state().done.is_empty());
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed && harness.state().done.is_empty());
}

#[test]
fn the_palette_knows_the_tags_and_is_walked_through_by_arrows() {
    let mut stage = Stage::new(Palette::new());
    stage.situation.article = true;
    let mut harness = stage.open();
    harness.event(egui::Event::Text("tag as".to_owned()));
    harness.run();
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::Home);
    press(&mut harness, Key::PageUp);
    press(&mut harness, Key::Enter);
    let quote = TagId::new("quote").unwrap();
    let [Action::Perform(Command::TagAs(tag))] = &harness.state().done[..] else {
        panic!("no tag");
    };
    assert_eq!(*tag, quote);
}

#[test]
fn the_palette_is_clicked_too() {
    let mut harness = Stage::new(Palette::new()).open();
    retype(&mut harness, "theme");
    harness
        .get_by_role_and_label(Role::Button, "Dark theme")
        .click();
    harness.run();
    assert!(matches!(
        &harness.state().done[..],
        [Action::Perform(Command::ThemeDark)]
    ));
}

#[test]
fn the_keys_are_listed_and_filtered() {
    let mut harness = Stage::new(KeysDialog::new()).open_in(egui::vec2(800.0, 3000.0));
    harness.get_by_role_and_label(Role::Button, "New project…, Ctrl+N");
    harness.event(egui::Event::Text("claim".to_owned()));
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Tag as Claim, c");
    retype(&mut harness, "ctrl+z");
    harness.get_by_role_and_label(Role::Button, "Undo, Ctrl+Z");
    let new = harness.query_by_role_and_label(Role::Button, "New project…, Ctrl+N");
    assert!(new.is_none());
    retype(&mut harness, "qqqq");
    harness.get_by_label("No key fits “qqqq”.");
}

#[test]
fn a_finding_leads_to_its_article() {
    let mut stage = Stage::new(FindingsDialog::new());
    let article = ArticleId::new("one").unwrap();
    let about = |level, message: &str| Finding {
        line: Some(7),
        article: Some(article.clone()),
        ..Finding::new(level, "annotators/ana/layers/one.ron", message)
    };
    stage.findings = vec![
        about(Level::Error, "The tag is unknown."),
        about(Level::Warning, "Quote has no speaker."),
    ];
    let mut harness = stage.open();
    harness.get_by_label("Warnings (1)").click();
    harness.run();
    assert!(
        harness
            .query_by_label_contains("The tag is unknown.")
            .is_none()
    );
    let row = "Warning: Quote has no speaker. (annotators/ana/layers/one.ron:7)";
    harness.get_by_label(row).click();
    harness.run();
    assert!(harness.state().closed);
    let [Action::GoTo(to, None)] = &harness.state().done[..] else {
        panic!("it goes nowhere");
    };
    assert_eq!(*to, article);
}

#[test]
fn a_sound_project_is_told_so() {
    let mut harness = Stage::new(FindingsDialog::new()).open();
    harness.get_by_label_contains("Nothing is wrong");
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.state().closed && harness.state().done.is_empty());
}

#[test]
fn an_annotator_is_chosen_or_named() {
    let mut harness = Stage::new(AnnotatorDialog::new("")).open();
    assert!(harness.get_by_label("Name").is_focused());
    harness.get_by_label("Give a name first");
    press(&mut harness, Key::Enter);
    assert!(!harness.state().closed);
    harness
        .get_by_role_and_label(Role::RadioButton, "Ben")
        .click();
    harness.run();
    harness.get_by_label("Annotate").click();
    harness.run();
    let name = |stage: &Stage| match &stage.done[..] {
        [Action::BecomeAnnotator { name }] => name.clone(),
        _ => panic!("nobody"),
    };
    assert_eq!(name(harness.state()), "Ben");

    let mut harness = Stage::new(AnnotatorDialog::new("Ana")).open();
    retype(&mut harness, " Cleo ");
    press(&mut harness, Key::Enter);
    assert_eq!(name(harness.state()), "Cleo");
}

#[test]
fn cancel_leaves_everything_as_it_is() {
    let mut harness = Stage::new(AnnotatorDialog::new("Ana")).open();
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.state().closed && harness.state().done.is_empty());
}

#[test]
fn the_program_says_what_it_is() {
    let mut harness = Stage::new(About::new(Some("/var/log/postil".into()))).open();
    harness.get_by_label_contains("MIT or Apache-2.0");
    harness.get_by_label("/var/log/postil");
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed);
}

#[test]
fn every_dialog_fits_the_smallest_window_and_can_be_left_by_a_button() {
    let article = ArticleId::new("one").unwrap();
    let ask = Ask::Folder {
        title: "Open project".to_owned(),
    };
    let dialogs: Vec<(Box<dyn Dialog>, &str)> = vec![
        (Box::new(About::new(None)), "Close"),
        (Box::new(AnnotatorDialog::new("Ana")), "Cancel"),
        (Box::new(ArticleDialog::new(article)), "Cancel"),
        (Box::new(ExportDialog::new()), "Cancel"),
        (Box::new(FindingsDialog::new()), "Close"),
        (Box::new(KeysDialog::new()), "Close"),
        (Box::new(NewProjectDialog::new("Ana")), "Cancel"),
        (Box::new(PathDialog::new(ask, None)), "Cancel"),
    ];
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(720.0, 480.0));
    for (dialog, leave) in dialogs {
        let title = dialog.title();
        let mut stage = Stage::new(About::new(None));
        stage.dialog = dialog;
        let mut harness = stage.open();
        let button = harness.get_by_role_and_label(Role::Button, leave);
        assert!(window.contains_rect(button.rect()), "{title}");
        button.click();
        harness.run();
        assert!(harness.state().closed, "{title}");
        assert!(harness.state().done.is_empty(), "{title}");
    }
}
