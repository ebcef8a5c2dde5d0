//! The dialog that stands in for those of the system.

use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::app::dialogs::{Action, PathDialog};
use crate::app::picker::Ask;

use super::{Stage, press, retype, wait_until};

/// A folder with `texts/one.txt`, `texts/two.md`, `texts/image.png` and an empty folder `target`.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("target")).unwrap();
    std::fs::create_dir(place.path().join("texts")).unwrap();
    for name in ["one.txt", "two.md", "image.png"] {
        std::fs::write(place.path().join("texts").join(name), name).unwrap();
    }
    place
}

fn open<'a>(ask: Ask, start: &Path) -> Harness<'a, Stage> {
    Stage::new(PathDialog::new(ask, Some(start.to_owned()))).open()
}

fn see(harness: &mut Harness<'_, Stage>, name: &str) {
    wait_until(harness, |harness| {
        harness
            .query_by_role_and_label(Role::Button, name)
            .is_some()
    });
}

fn answer(stage: &Stage) -> &[PathBuf] {
    match &stage.done[..] {
        [Action::Paths(_, paths)] => paths,
        _ => panic!("no answer"),
    }
}

#[test]
fn a_folder_is_found_by_keys_alone() {
    let place = place();
    let ask = Ask::Folder {
        title: "Open project".into(),
    };
    let mut harness = open(ask, place.path());
    see(&mut harness, "texts");
    assert!(harness.get_by_label("Path").is_focused());
    harness.event(egui::Event::Text("te".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    wait_until(&mut harness, |harness| {
        harness.query_by_label("Looking at the folder").is_none()
    });
    assert!(
        harness.state().done.is_empty(),
        "it goes into the folder first"
    );
    press(&mut harness, Key::Enter);
    let chosen = &answer(harness.state())[0];
    assert_eq!(chosen, &place.path().join("texts/"));
}

#[test]
fn several_files_are_selected_and_others_are_not_shown() {
    let place = place();
    let ask = Ask::Files {
        title: "Add articles".into(),
        endings: vec!["txt".into(), "md".into()],
    };
    let mut harness = open(ask, &place.path().join("texts"));
    see(&mut harness, "one.txt");
    assert!(harness.query_by_label("image.png").is_none());
    harness.get_by_label("Choose a file");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Insert);
    harness
        .get_by_role_and_label(Role::CheckBox, "Select two.md")
        .click();
    harness.run();
    harness.get_by_label("Open 2 files").click();
    harness.run();
    let texts = place.path().join("texts");
    assert_eq!(
        answer(harness.state()),
        [texts.join("one.txt"), texts.join("two.md")]
    );
}

#[test]
fn insert_selects_one_file_after_the_other_from_the_first_on() {
    let place = place();
    let ask = Ask::Files {
        title: "Add articles".into(),
        endings: vec!["txt".into(), "md".into()],
    };
    let mut harness = open(ask, &place.path().join("texts"));
    see(&mut harness, "one.txt");
    press(&mut harness, Key::Insert);
    press(&mut harness, Key::Insert);
    harness.get_by_label("Open 2 files").click();
    harness.run();
    let texts = place.path().join("texts");
    assert_eq!(
        answer(harness.state()),
        [texts.join("one.txt"), texts.join("two.md")]
    );
}

#[test]
fn enter_takes_the_chosen_file() {
    let place = place();
    let ask = Ask::Files {
        title: "Add articles".into(),
        endings: vec!["txt".into()],
    };
    let mut harness = open(ask, &place.path().join("texts"));
    see(&mut harness, "one.txt");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(
        answer(harness.state()),
        [place.path().join("texts/one.txt")]
    );
}

#[test]
fn a_new_file_is_named_and_an_old_one_is_replaced_knowingly() {
    let place = place();
    let ask = Ask::Save {
        title: "Export to".into(),
        name: "new.csv".into(),
    };
    let mut harness = open(ask, &place.path().join("texts"));
    see(&mut harness, "one.txt");
    retype(
        &mut harness,
        &place.path().join("texts/one.txt").display().to_string(),
    );
    harness.get_by_label_contains("will be replaced");
    retype(
        &mut harness,
        &place.path().join("texts/three.csv").display().to_string(),
    );
    press(&mut harness, Key::Enter);
    assert_eq!(
        answer(harness.state()),
        [place.path().join("texts/three.csv")]
    );
}

#[test]
fn a_path_that_leads_nowhere_is_refused() {
    let place = place();
    let ask = Ask::Folder {
        title: "Open project".into(),
    };
    let mut harness = open(ask, place.path());
    retype(
        &mut harness,
        &place.path().join("none/").display().to_string(),
    );
    wait_until(&mut harness, |harness| {
        harness.query_by_label("There is no such folder").is_some()
    });
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty() && !harness.state().closed);
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed && harness.state().done.is_empty());
}
