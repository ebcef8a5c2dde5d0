//! What is asked after marking: fields by letter, entities and links by number, in order, each a step of its own.

use egui::accesskit::Role;
use postil::model::{AttributeId, EntityId, Value};

use super::harness::Window;

const SPEAKER: &str = "Target of the link “said by”";

fn value(window: &Window, attribute: &str) -> Option<Value> {
    let id = AttributeId::new(attribute).unwrap();
    window.chosen().attributes.get(&id).cloned()
}

#[test]
fn what_a_tag_must_have_is_asked_for_in_order() {
    let mut window = Window::asking("{a:Eva} said: [Yes|]. {a2:Ben} left.");
    window.press("s");
    assert!(window.has_keyboard(Role::Button, "Stance: favor"));
    // A letter answers, and the text has the keyboard again.
    window.press("a");
    assert_eq!(
        value(&window, "stance"),
        Some(Value::Choice("against".into()))
    );
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.scene(), "{a:Eva} said: {s*:Yes}|. {a2:Ben} left.");
    // Each answer is a step back, and so is the mark.
    window.press("Ctrl+Z");
    assert_eq!(value(&window, "stance"), None);
    window.press("Ctrl+Z");
    assert_eq!(window.scene(), "{a:Eva} said: |Yes. {a2:Ben} left.");
}

#[test]
fn a_quote_asks_for_its_speaker_and_numbers_stand_beside_the_likely_ones() {
    let mut window = Window::asking("{a:Eva} said: [Yes|].\n{a2:Ben} left.");
    window.press("q");
    assert!(window.has_keyboard(Role::TextInput, SPEAKER));
    window.press("Enter");
    assert_eq!(
        window.scene(),
        "{a:Eva} said: {q*:Yes}|.\n{a2:Ben} left. => q speaker a"
    );
    assert!(window.has_keyboard(Role::Document, "A stage"));
    // What was typed behind a tag's key at once answers the question.
    let mut window = Window::asking("{a:Eva} said: [Yes|].\n{a2:Ben} left.");
    window.press_at_once("q2");
    assert!(
        window.scene().ends_with("=> q speaker a2"),
        "{}",
        window.scene()
    );
}

#[test]
fn tab_goes_on_and_escape_leaves_the_rest() {
    let mut window = Window::asking("{a:Eva} said: [Yes|].");
    window.press("s Tab");
    assert_eq!(value(&window, "stance"), None);
    assert!(window.has_keyboard(Role::Document, "A stage"));
    // In order, whatever need not be there included.
    window.press("Ctrl+Enter");
    assert!(window.has_keyboard(Role::Button, "Stance: favor"));
    window.press("Tab");
    assert!(window.has_keyboard(Role::Button, "Expression: explicit"));
    window.press("i");
    assert_eq!(
        value(&window, "expression"),
        Some(Value::Choice("implicit".into()))
    );
    let holder = "Target of the link “held by”";
    assert!(window.has_keyboard(Role::TextInput, holder));
    window.press("Escape");
    assert!(window.find(Role::TextInput, holder).is_none());
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert!(window.chosen().links.is_empty());
}

#[test]
fn the_option_that_was_given_last_is_taken_by_enter() {
    let mut window = Window::asking("[One|] two");
    window.press("s a");
    window.press("Right Shift+Ctrl+Right s");
    assert!(window.has_keyboard(Role::Button, "Stance: against"));
    window.press("Enter");
    assert_eq!(
        value(&window, "stance"),
        Some(Value::Choice("against".into()))
    );
    // Arrows go to another one.
    window.press("Ctrl+Z Ctrl+Enter Right");
    assert!(window.has_keyboard(Role::Button, "Stance: none"));
    window.press("Left Left Enter");
    assert_eq!(
        value(&window, "stance"),
        Some(Value::Choice("favor".into()))
    );
}

#[test]
fn a_name_proposes_its_entity_and_a_pronoun_the_last_one() {
    let lee = Some(Value::Entity(EntityId::new("lee").unwrap()));
    let mut window = Window::asking("[Lee|] came. He left, as he said.");
    window.press("a Ctrl+Enter Tab");
    assert!(window.has_keyboard(Role::TextInput, "Entity asked for"));
    window.press("Enter");
    assert_eq!(value(&window, "entity"), lee);
    window.press("Escape");
    window.press("Right Ctrl+Right Right Right Shift+Ctrl+Right a");
    let text = window.workspace().text().unwrap();
    assert_eq!(window.chosen().spans.quotation(&text), "He");
    window.press("Ctrl+Enter Tab Enter");
    assert_eq!(value(&window, "entity"), lee);
}

#[test]
fn an_unknown_name_becomes_an_entity_in_two_keys() {
    let mut window = Window::asking("[Nadja Ferrolt|] came.");
    window.press("a Ctrl+Enter Tab");
    assert!(window.says("New entity “Nadja Ferrolt”:"));
    window.press("Enter 1");
    let id = EntityId::new("nadja-ferrolt").unwrap();
    assert_eq!(value(&window, "entity"), Some(Value::Entity(id.clone())));
    assert_eq!(
        window.project().entity(&id).unwrap().kind.as_str(),
        "person"
    );
    window.press("Escape Ctrl+Z");
    assert!(window.project().entity(&id).is_none());
    assert_eq!(value(&window, "entity"), None);
}

#[test]
fn a_word_is_gone_to_by_its_first_letters() {
    for (keys, after) in [
        ("\\ t w", "One [two|] three twelve."),
        // The same key again takes the same letters.
        ("\\ t w \\ \\", "One two three [twelve|]."),
        ("\\ t h | t w", "One two [three twelve|]."),
        ("\\ o Enter", "[One|] two three twelve."),
        ("\\ q Escape", "On|e two three twelve."),
        ("\\ x y", "On|e two three twelve."),
    ] {
        let mut window = Window::on("On|e two three twelve.");
        window.press(keys);
        assert_eq!(window.scene(), after, "{keys}");
    }
    // However fast they are typed.
    let mut window = Window::on("On|e two three twelve.");
    window.press("Alt+G");
    window.press_at_once("twq");
    assert_eq!(window.scene(), "One {q*:two}| three twelve.");
}

#[test]
fn undo_of_the_mark_ends_the_questions_about_it() {
    let mut window = Window::asking("[One|] two");
    window.press("s");
    window.command("Undo");
    assert!(!window.buttons().iter().any(|name| name == "Stance: favor"));
    assert!(window.has_keyboard(Role::Document, "A stage"));
}

#[test]
fn a_digit_that_answers_a_question_places_no_lost_annotation() {
    let mut window = Window::asking("[One|] two ~ twoo");
    window.press("Shift+F7");
    let lost = |window: &Window| window.workspace().layer().unwrap().detached.len();
    assert_eq!(lost(&window), 1);
    window.press("s 2");
    assert_eq!(lost(&window), 1, "it is still without a place");
    assert_eq!(
        value(&window, "stance"),
        Some(Value::Choice("against".into()))
    );
}

#[test]
fn the_letter_that_a_layout_writes_counts_and_not_the_place_of_its_key() {
    let mut window = Window::asking("{a:Hélène} and {a2:Ann} said: [Yes|].");
    window.press("q");
    // A French keyboard writes é with the key of the 2.
    window.type_with_key(egui::Key::H, "h");
    window.type_with_key(egui::Key::Num2, "é");
    let typed = window.get(Role::TextInput, SPEAKER).value();
    assert_eq!(typed.as_deref(), Some("hé"));
    window.press("Enter");
    assert!(
        window.scene().ends_with("=> q speaker a"),
        "{}",
        window.scene()
    );
}

#[test]
fn of_several_letters_at_once_the_first_answers_and_the_next_one_the_next_question() {
    let mut window = Window::asking("{a:Ann} said: [Yes|].");
    window.press("s Tab Ctrl+Enter");
    // Stance, then expression.
    window.press_at_once("ai");
    assert_eq!(
        value(&window, "stance"),
        Some(Value::Choice("against".into()))
    );
    assert_eq!(
        value(&window, "expression"),
        Some(Value::Choice("implicit".into()))
    );
}

#[test]
fn a_command_that_takes_the_keyboard_elsewhere_leaves_the_question() {
    let mut window = Window::asking("[One|] two");
    window.press("s Ctrl+F");
    window.type_in("a");
    assert_eq!(value(&window, "stance"), None);
    assert!(!window.buttons().iter().any(|name| name == "Stance: favor"));
}

#[test]
fn a_question_about_a_field_that_has_gone_is_over() {
    let mut window = Window::asking("[One|] two");
    window.press("s");
    let tag = postil::model::TagId::new("stance").unwrap();
    let workspace = window.workspace_mut();
    let mut without = workspace.project.codebook.tag(&tag).unwrap().clone();
    without.attributes.clear();
    let edit = postil::model::edits::put_tag(&workspace.project, without);
    workspace.commit(edit, &mut postil::app::Notices::default());
    window.settle();
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert!(window.workspace().open.as_ref().unwrap().asking.is_none());
}

#[test]
fn the_brush_goes_with_its_tag() {
    let mut window = Window::on("{u*:One} |two");
    window.press("Ctrl+B");
    let tag = postil::model::TagId::new("cue").unwrap();
    let workspace = window.workspace_mut();
    let edit = postil::model::edits::remove_tag(&workspace.project, &tag);
    workspace.commit(edit, &mut postil::app::Notices::default());
    window.settle();
    assert_eq!(window.workspace().brush, None);
}
