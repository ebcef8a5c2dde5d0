//! The codebook dialog.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::app::dialogs::CodebookDialog;
use crate::model::{Kind, TagId};

use super::{Stage, press, retype};

const LARGE: egui::Vec2 = egui::vec2(900.0, 2000.0);

#[test]
fn a_tag_is_added_as_one_edit() {
    let mut harness = Stage::new(CodebookDialog::new()).open_in(LARGE);
    harness.get_by_label("Add a tag").click();
    harness.run();
    assert!(harness.get_by_label("Name").is_focused());
    harness.get_by_label("Give the tag a name");
    harness.event(egui::Event::Text("Rumour".to_owned()));
    harness.run();
    let key = "Key (one letter or digit; none if empty)";
    harness.get_by_label(key).focus();
    harness.run();
    retype(&mut harness, "c");
    // The key's own message and the one beside the button.
    assert_eq!(
        harness
            .query_all_by_label("The key c is taken: Tag as Claim")
            .count(),
        2
    );
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty());
    retype(&mut harness, "r");
    harness.get_by_label("Add a field").click_accesskit();
    harness.run();
    assert!(harness.get_by_label("Name of the field").is_focused());
    retype(&mut harness, "Spread by");
    press(&mut harness, Key::Enter);
    let stage = harness.state();
    assert_eq!(stage.done.len(), 1);
    assert_eq!(stage.committed().name, "Add the tag Rumour");
    let tag = stage.project().codebook.tags.last().unwrap();
    assert_eq!((tag.id.as_str(), tag.key), ("rumour", Some('r')));
    assert_eq!(tag.attributes[0].id.as_str(), "spread-by");
    assert_eq!(tag.attributes[0].kind, Kind::Text);
    assert!(!stage.closed, "the list is back");
    harness.get_by_label("Edit Rumour");
}

#[test]
fn a_renamed_tag_keeps_its_id_and_its_fields() {
    let mut harness = Stage::new(CodebookDialog::new()).open_in(LARGE);
    let before = harness.state().project().codebook.tags[0].clone();
    harness.get_by_label("Edit Quote").click();
    harness.run();
    retype(&mut harness, "Quotation");
    harness
        .get_by_role_and_label(Role::RadioButton, "Wavy")
        .click();
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    let tag = &harness.state().project().codebook.tags[0];
    assert_eq!(tag.id, before.id);
    assert_eq!(tag.name, "Quotation");
    assert_eq!(tag.pattern, crate::model::Pattern::Wavy);
    assert_eq!(tag.attributes, before.attributes);
}

#[test]
fn escape_leaves_the_form_first_and_then_the_dialog() {
    let mut harness = Stage::new(CodebookDialog::new()).open_in(LARGE);
    harness.get_by_label("Edit Quote").click();
    harness.run();
    retype(&mut harness, "Something else");
    press(&mut harness, Key::Escape);
    assert!(!harness.state().closed);
    harness.get_by_label("Edit Quote");
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed && harness.state().done.is_empty());
}

#[test]
fn tags_are_moved_and_removed() {
    let mut harness = Stage::new(CodebookDialog::new()).open_in(LARGE);
    harness.get_by_label("Move Quote down").click();
    harness.run();
    let ids = |stage: &Stage| -> Vec<TagId> {
        let tags = &stage.project().codebook.tags;
        tags.iter().map(|tag| tag.id.clone()).collect()
    };
    assert_eq!(ids(harness.state())[1].as_str(), "quote");
    harness.get_by_label("Remove Quote").click();
    harness.run();
    assert_eq!(harness.state().done.len(), 2);
    assert!(ids(harness.state()).iter().all(|id| id.as_str() != "quote"));
    assert!(harness.query_by_label("Edit Quote").is_none());
}

#[test]
fn links_article_fields_and_entity_types_are_added() {
    let mut harness = Stage::new(CodebookDialog::new()).open_in(LARGE);
    harness.get_by_label("Links").click();
    harness.run();
    harness.get_by_label("Add a link").click();
    harness.run();
    harness.event(egui::Event::Text("Reply".to_owned()));
    harness.run();
    let boxes: Vec<_> = harness
        .query_all_by_role_and_label(Role::CheckBox, "Quote")
        .collect();
    boxes.iter().for_each(egui_kittest::Node::click);
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    let role = harness
        .state()
        .project()
        .codebook
        .roles
        .last()
        .unwrap()
        .clone();
    assert_eq!(role.id.as_str(), "reply");
    assert_eq!(role.from[0].as_str(), "quote");
    assert!(role.allows_tag(&TagId::new("quote").unwrap()));

    for (shelf, add, name) in [
        (
            "Article fields",
            "Add an article field",
            "Name of the field",
        ),
        ("Entity types", "Add an entity type", "Name"),
    ] {
        harness.get_by_label(shelf).click();
        harness.run();
        harness.get_by_label(add).click();
        harness.run();
        assert!(harness.get_by_label(name).is_focused(), "{shelf}");
        harness.event(egui::Event::Text("Ship".to_owned()));
        harness.run();
        press(&mut harness, Key::Enter);
    }
    let codebook = &harness.state().project().codebook;
    assert_eq!(codebook.article_attributes.last().unwrap().name, "Ship");
    assert_eq!(codebook.entity_types.last().unwrap().id.as_str(), "ship");
    assert_eq!(harness.state().done.len(), 3);
}

#[test]
fn a_tab_that_was_chosen_by_key_keeps_the_keyboard() {
    let mut harness = Stage::new(CodebookDialog::new()).open_in(LARGE);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    harness.get_by_label("Add a link");
    assert!(harness.get_by_label("Links").is_focused());
    for _ in 0..3 {
        press(&mut harness, Key::Tab);
    }
    let first = &harness.state().project().codebook.roles[0].name;
    assert!(harness.get_by_label(&format!("Edit {first}")).is_focused());
}

#[test]
fn a_read_only_codebook_can_be_looked_at() {
    let mut harness = Stage::new(CodebookDialog::new()).read_only().open_in(LARGE);
    harness.get_by_label("The folder is read-only");
    harness.get_by_label("Remove Quote").click();
    harness.get_by_label("Add a tag").click();
    harness.run();
    assert!(harness.state().done.is_empty());
    harness.get_by_label("Show Quote").click();
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    assert!(harness.state().done.is_empty());
    harness.get_by_label("Cancel").click();
    harness.run();
    harness.get_by_label("Show Quote");
}

#[test]
fn the_form_fits_a_small_window() {
    let mut harness = Stage::new(CodebookDialog::new()).open();
    harness.get_by_label("Edit Quote").click();
    harness.run();
    let save = harness.get_by_label("Save").rect();
    assert!(save.bottom() < 480.0, "{save:?}");
}
