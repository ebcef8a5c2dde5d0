//! The register dialog.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::app::dialogs::RegisterDialog;
use crate::model::{EntityId, edits};

use super::{Stage, author, entity, press, retype};

const LARGE: egui::Vec2 = egui::vec2(900.0, 1600.0);

#[test]
fn an_entity_is_found_by_an_alias_and_changed() {
    let mut harness = Stage::new(RegisterDialog::new()).open_in(LARGE);
    assert!(harness.get_by_label("Filter by name").is_focused());
    harness.event(egui::Event::Text("minis".to_owned()));
    harness.run();
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Port Authority")
            .is_none()
    );
    press(&mut harness, Key::Enter);
    harness.get_by_label("Written by Ana on 2023-11-14.");
    harness.get_by_label("From 1").focus();
    harness.run();
    retype(&mut harness, "2025-02-30");
    assert!(harness.query_all_by_label_contains("is no date").count() > 0);
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty());
    retype(&mut harness, "2025-02-28");
    press(&mut harness, Key::Enter);
    let stage = harness.state();
    assert_eq!(stage.committed().name, "Change the entity Rita Núñez");
    let id = EntityId::from_name("Rita Núñez", |_| false);
    let entity = stage.project().entity(&id).unwrap();
    assert_eq!(entity.roles[0].from, Some(jiff::civil::date(2025, 2, 28)));
    assert!(!stage.closed);
}

#[test]
fn an_entity_is_added_under_the_name_that_was_not_found() {
    let mut harness = Stage::new(RegisterDialog::new()).open_in(LARGE);
    harness.event(egui::Event::Text("Harbour Union".to_owned()));
    harness.run();
    harness.get_by_label_contains("No entity has such a name");
    harness.get_by_label("Add an entity").click();
    harness.run();
    press(&mut harness, Key::Enter);
    let stage = harness.state();
    assert_eq!(stage.committed().name, "Add the entity Harbour Union");
    assert_eq!(stage.project().register().len(), 3);
}

#[test]
fn only_own_entries_are_removed() {
    let mut harness = Stage::new(RegisterDialog::at(EntityId::from_name(
        "Port Authority",
        |_| false,
    )))
    .open_in(LARGE);
    harness.get_by_label_contains("Another annotator wrote this entry");
    harness.get_by_label("Remove the entity").click();
    harness.run();
    assert!(harness.state().done.is_empty());
    harness.get_by_label("Cancel").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Rita Núñez")
        .click();
    harness.run();
    harness.get_by_label("Remove the entity").click();
    harness.run();
    assert_eq!(
        harness.state().committed().name,
        "Remove the entity Rita Núñez"
    );
    assert_eq!(harness.state().project().register().len(), 1);
}

#[test]
fn a_read_only_register_says_why_nothing_can_be_changed() {
    let mut harness = Stage::new(RegisterDialog::new()).read_only().open_in(LARGE);
    press(&mut harness, Key::Enter);
    assert!(
        harness
            .query_all_by_label("The folder is read-only")
            .count()
            > 0
    );
    harness.get_by_label("Save").click();
    harness.run();
    assert!(harness.state().done.is_empty());
}

#[test]
fn a_long_register_shows_only_what_is_seen() {
    let mut stage = Stage::new(RegisterDialog::new());
    let mut project = stage.project().clone();
    let mut changes = Vec::new();
    for number in 0..5_000 {
        let name = format!("Person {number}");
        let edit = edits::put_entity(&project, &author("ana", 5), entity(&project, &name, "they"));
        changes.extend(edit.changes);
    }
    let edit = crate::model::Edit::new("Many", changes);
    edit.apply(&mut project).unwrap();
    stage.project = Some(project);
    let mut harness = stage.open();
    let rows = harness.query_all_by_label_contains("Person ").count();
    assert!((1..40).contains(&rows), "{rows}");
    for _ in 0..30 {
        press(&mut harness, Key::ArrowDown);
    }
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Person 1022")
            .is_some()
    );
}
