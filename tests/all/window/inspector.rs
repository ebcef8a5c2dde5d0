//! The inspector: a field of each kind, links, note, doubt, and the article's own fields.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use postil::model::{Attribute, AttributeId, EntityId, EntityTypeId, Kind, Project, Status, Value};

use super::harness::Window;
use super::notation::{self, stage};

/// A project whose quotes have one field of each kind and whose quote `q` is chosen with the first Tab.
fn with_fields() -> Project {
    let mut project = notation::parse("|{q:One} two {q2:three}").project();
    let options = |count: usize| {
        (1..=count)
            .map(|number| format!("option {number}"))
            .collect()
    };
    let codebook = Arc::make_mut(&mut project.codebook);
    let quote = codebook
        .tags
        .iter_mut()
        .find(|tag| tag.id.as_str() == "quote")
        .unwrap();
    let limits = Kind::Number {
        min: Some(0.0),
        max: Some(10.0),
    };
    quote.attributes = [
        ("few", Kind::Choice(options(3))),
        ("many", Kind::Choice(options(9))),
        ("several", Kind::Choices(options(3))),
        ("flag", Kind::Flag),
        ("number", limits),
        ("words", Kind::Text),
        (
            "person",
            Kind::Entity(vec![EntityTypeId::new("person").unwrap()]),
        ),
    ]
    .map(|(id, kind)| Attribute {
        id: AttributeId::new(id).unwrap(),
        name: format!("The {id}"),
        kind,
        default: None,
        required: id == "few",
        definition: String::new(),
        renamed: std::collections::BTreeMap::new(),
        was: Vec::new(),
    })
    .into();
    project
}

/// The window with those fields, as high as they need.
fn window() -> Window {
    let opening = super::harness::Opening {
        size: egui::vec2(1300.0, 1500.0),
        ..Default::default()
    };
    let window = Window::new(opening);
    postil::store::create(&window.root(), &with_fields()).unwrap();
    let mut window = window.reopened();
    window.press("Tab");
    window
}

fn value(window: &Window, field: &str) -> Option<Value> {
    window.chosen().attributes.get(field).cloned()
}

#[test]
fn a_choice_is_made_by_a_click_and_taken_back_by_another() {
    let mut window = window();
    assert!(window.says("The few (missing)"));
    window.click(Role::Button, "option 2");
    assert_eq!(
        value(&window, "few"),
        Some(Value::Choice("option 2".into()))
    );
    assert!(!window.says("The few (missing)"));
    window.click(Role::Button, "option 2");
    assert_eq!(value(&window, "few"), None);
}

#[test]
fn a_choice_of_many_opens_a_list() {
    let mut window = window();
    window.click(Role::ComboBox, "The many");
    // It lies below what the list shows at first.
    window.get(Role::Button, "option 8").click_accesskit();
    window.settle();
    assert_eq!(
        value(&window, "many"),
        Some(Value::Choice("option 8".into()))
    );
}

#[test]
fn several_choices_stand_in_the_order_of_the_codebook() {
    let mut window = window();
    window.click(Role::CheckBox, "option 3");
    window.click(Role::CheckBox, "option 1");
    let both = vec!["option 1".to_owned(), "option 3".to_owned()];
    assert_eq!(value(&window, "several"), Some(Value::Choices(both)));
    window.click(Role::CheckBox, "option 1");
    window.click(Role::CheckBox, "option 3");
    assert_eq!(value(&window, "several"), None);
}

#[test]
fn a_flag_is_yes_no_or_nothing() {
    let mut window = window();
    for (press, then) in [("Yes", Some(true)), ("No", Some(false)), ("No", None)] {
        window.click(Role::Button, press);
        assert_eq!(value(&window, "flag"), then.map(Value::Flag));
    }
}

#[test]
fn a_number_counts_when_it_is_one_within_its_limits() {
    let mut window = window();
    for (typed, then, complaint) in [
        ("7.5", Some(7.5), false),
        ("many", Some(7.5), true),
        ("12", Some(7.5), true),
        ("", None, false),
    ] {
        window.focus(Role::TextInput, "The number");
        window.retype(typed);
        let complains = window.says("The number takes a number from 0 to 10");
        assert_eq!(complains, complaint, "{typed}");
        window.press("Enter");
        assert_eq!(value(&window, "number"), then.map(Value::Number), "{typed}");
    }
}

#[test]
fn a_text_is_written_as_one_step_and_proposed_the_next_time() {
    let mut window = window();
    window.focus(Role::TextInput, "The words");
    window.type_in("water tax");
    assert_eq!(
        value(&window, "words"),
        Some(Value::Text("water tax".into()))
    );
    let names: Vec<&str> = window.workspace().history.undoable().collect();
    assert_eq!(names.len(), 1, "{names:?}");
    window.press("Escape Tab");
    assert_eq!(value(&window, "words"), None, "the second quote is chosen");
    window.focus(Role::TextInput, "The words");
    window.type_in("tax");
    window.click(Role::Button, "water tax");
    assert_eq!(
        value(&window, "words"),
        Some(Value::Text("water tax".into()))
    );
}

#[test]
fn an_entity_is_found_by_a_part_of_its_name_or_added() {
    let mut window = window();
    window.focus(Role::TextInput, "The person");
    window.type_in("le");
    window.click(Role::Button, "Lee");
    assert_eq!(
        value(&window, "person"),
        Some(Value::Entity(EntityId::new("lee").unwrap()))
    );
    window.focus(Role::TextInput, "The person");
    window.retype("Rita Núñez");
    window.click(Role::Button, "Add as Person");
    let Some(Value::Entity(id)) = value(&window, "person") else {
        panic!("no entity");
    };
    let entity = window.project().entity(&id).unwrap();
    assert_eq!(
        (entity.name.as_str(), entity.kind.as_str()),
        ("Rita Núñez", "person")
    );
    // The entity and the field are one step.
    window.press("Escape Ctrl+Z");
    assert_eq!(
        value(&window, "person"),
        Some(Value::Entity(EntityId::new("lee").unwrap()))
    );
    assert!(window.project().entity(&id).is_none());
}

#[test]
fn enter_takes_the_first_entity_that_fits_and_an_empty_field_none() {
    let mut window = window();
    window.focus(Role::TextInput, "The person");
    window.type_in("le");
    window.press("Enter");
    assert_eq!(
        value(&window, "person"),
        Some(Value::Entity(EntityId::new("lee").unwrap()))
    );
    window.focus(Role::TextInput, "The person");
    window.retype("");
    window.press("Enter");
    assert_eq!(value(&window, "person"), None);
}

#[test]
fn an_unknown_name_is_added_by_keys_alone() {
    let mut window = window();
    window.focus(Role::TextInput, "The person");
    window.type_in("Rita");
    window.press("Enter");
    assert!(window.has_keyboard(Role::Button, "Add as Person"));
    window.press("Enter");
    let rita = EntityId::new("rita").unwrap();
    assert_eq!(value(&window, "person"), Some(Value::Entity(rita.clone())));
    assert_eq!(window.project().entity(&rita).unwrap().name, "Rita");
}

#[test]
fn the_type_of_a_new_entity_has_a_number() {
    let mut window = window();
    window.focus(Role::TextInput, "The person");
    window.type_in("Rita");
    assert!(!window.says("1  Add as Person"));
    window.press("Enter");
    window.press("1");
    let rita = EntityId::new("rita").unwrap();
    assert_eq!(value(&window, "person"), Some(Value::Entity(rita)));
}

#[test]
fn a_note_is_written_by_keys_and_escape_comes_back_to_the_text() {
    let mut window = Window::on("|{q*:One} two");
    window.press(";");
    window.type_in("Ask Ben; he knows?");
    assert_eq!(window.chosen().note, "Ask Ben; he knows?");
    window.press("Escape");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.scene(), "|{q*:One} two", "it is still chosen");
    assert!(window.find(Role::Mark, "Quote, with a note").is_some());
    window.press("Ctrl+Z");
    assert_eq!(
        window.chosen().note,
        "",
        "the letters of a note are one step"
    );
}

#[test]
fn fields_are_reached_and_left_by_keys() {
    let mut window = Window::on("|{q*:One} two");
    window.press("Enter");
    assert!(window.has_keyboard(Role::Button, "direct"));
    window.press("Tab Enter");
    assert_eq!(
        value(&window, "type"),
        Some(Value::Choice("indirect".into()))
    );
    window.press("Escape");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.scene(), "|{q*:One} two", "it is still chosen");
}

#[test]
fn doubt_is_a_check_box_too() {
    let mut window = Window::on("|{q*:One} two");
    window.click(Role::CheckBox, "Unsure");
    assert_eq!(window.scene(), "|{q*?:One} two");
    window.click(Role::CheckBox, "Unsure");
    assert_eq!(window.scene(), "|{q*:One} two");
}

#[test]
fn retag_and_delete_are_buttons_too() {
    let mut window = Window::on("|{q*:One} two");
    window.click(Role::Button, "Retag…");
    window.type_in("claim");
    window.press("Enter");
    assert_eq!(window.scene(), "|{c*:One} two");
    window.click(Role::Button, "Delete");
    assert_eq!(window.scene(), "|One two");
}

#[test]
fn retagging_takes_the_chosen_one_even_when_text_is_selected() {
    let mut window = Window::on("{q*:One} [two|]");
    window.press("Ctrl+R");
    window.type_in("claim");
    window.press("Enter");
    assert!(window.scene().contains("{c*:One}"), "{}", window.scene());
    assert!(!window.scene().contains(":two"), "{}", window.scene());
}

#[test]
fn a_value_that_the_codebook_does_not_know_is_shown() {
    let mut project = notation::parse("|{q:One} two").project();
    let layer = Arc::make_mut(project.layers.get_mut(&stage()).unwrap());
    let quote = Arc::make_mut(layer.annotations.get_mut("q").unwrap());
    let mood = AttributeId::new("mood").unwrap();
    quote.attributes.insert(mood, Value::Text("grim".into()));
    let mut window = Window::open(&project);
    window.press("Tab");
    assert!(window.says("mood: grim (not in the codebook)"));
}

#[test]
fn without_a_chosen_annotation_the_inspector_shows_the_article() {
    let mut window = Window::on("One two");
    window.click(Role::Button, "analysis");
    window.click(Role::Button, "done");
    window.focus(Role::MultilineTextInput, "Note on the article");
    window.type_in("Nothing to mark.");
    let head = window.project().layers[&stage()].head.clone();
    assert_eq!(head.status, Status::Done);
    assert_eq!(head.note, "Nothing to mark.");
    assert_eq!(head.attributes["genre"], Value::Choice("analysis".into()));
    window.press("Escape");
    window.click(Role::Button, "Title, source and date…");
    assert!(window.shows_dialog("Title, source and date"));
    window.press("Escape Ctrl+Z Ctrl+Z Ctrl+Z");
    assert!(window.workspace().history.undoable().next().is_none());
    let row = window.find(Role::ListItem, "A stage").unwrap();
    assert!(row.accesskit_node().label().unwrap().contains("to do"));
}
