//! Links: begun by a key, completed by a digit, by typing, by a click, with a new entity, or left.

use egui::accesskit::Role;
use postil::model::{EntityId, Target};

use super::harness::{Opening, Window};

const FIELD: &str = "Target of the link “said by”";

/// A chosen quote, two actors, the nearer one behind it.
const QUOTED: &str = "{a:Eva} said so often: |{q*:Yes}, {a2:Ben}.";

#[test]
fn a_link_is_two_keys() {
    for (keys, after) in [
        (
            "S 1",
            "{a:Eva} said so often: |{q*:Yes}, {a2:Ben}. => q speaker a2",
        ),
        (
            "S 2",
            "{a:Eva} said so often: |{q*:Yes}, {a2:Ben}. => q speaker a",
        ),
        (
            "S 3",
            "{a:Eva} said so often: |{q*:Yes}, {a2:Ben}. => q speaker @lee",
        ),
        // Without a role the digits pick the role first.
        (
            "> 1 2",
            "{a:Eva} said so often: |{q*:Yes}, {a2:Ben}. => q speaker a",
        ),
        (
            "> A 1",
            "{a:Eva} said so often: |{q*:Yes}, {a2:Ben}. => q addressee a2",
        ),
    ] {
        let mut window = Window::on(QUOTED);
        window.press(keys);
        assert_eq!(window.scene(), after, "{keys}");
        assert!(window.find(Role::TextInput, FIELD).is_none());
        assert!(window.has_keyboard(Role::Document, "A stage"), "{keys}");
        assert_eq!(&window.on_disk().project, window.project());
    }
}

#[test]
fn a_target_is_found_by_typing_a_part_of_it() {
    let mut window = Window::on(QUOTED);
    window.press("S");
    window.type_in("va");
    window.press("Enter");
    assert_eq!(window.scene(), format!("{QUOTED} => q speaker a"));
    assert_eq!(window.app().status(), "Done: Link “Yes”: said by “Eva”");
}

#[test]
fn in_a_narrow_window_the_whole_strip_is_beside_the_inspector() {
    let mut window = Window::new(Opening {
        size: egui::vec2(720.0, 480.0),
        ..Opening::default()
    });
    window.stage("|{q*:Yes}, {a:the leader of the Harbour Party} {a2:Minister Ilse Marren} said.");
    window.press("S");
    let edge = window.get(Role::Button, "Delete").rect().left();
    let parts = ["Cancel", "1  ", "2  ", "3  "];
    for part in parts {
        let button = window.find(Role::Button, part).unwrap().rect();
        assert!(button.right() < edge - 40.0, "{part}: {button} and {edge}");
    }
}

#[test]
fn a_target_is_clicked_in_the_strip_or_in_the_text() {
    let mut window = Window::on(QUOTED);
    window.press("S");
    window.click(Role::Button, "2  Eva · Actor");
    assert_eq!(window.scene(), format!("{QUOTED} => q speaker a"));
    window.press("Ctrl+Z S");
    let ben = window.middle("Ben");
    window.clicks(ben, 1, egui::Modifiers::NONE);
    let scene = window.scene();
    assert!(scene.ends_with("=> q speaker a2"), "{scene}");
}

#[test]
fn a_click_on_what_the_link_cannot_point_to_says_so() {
    let mut window = Window::on("|{q*:Yes}, {c:Ben}.");
    window.press("S");
    let ben = window.middle("Ben");
    window.clicks(ben, 1, egui::Modifiers::NONE);
    assert_eq!(
        window.app().status(),
        "The link cannot point there: Escape leaves it"
    );
    assert!(
        window.find(Role::TextInput, FIELD).is_some(),
        "it is not left"
    );
    assert!(window.chosen().links.is_empty());
}

#[test]
fn a_new_entity_and_its_link_are_one_step() {
    let mut window = Window::on("|{q*:Yes}, he said.");
    window.press("S");
    window.type_in("Port Authority");
    assert!(window.says("Nothing fits."));
    assert!(window.says("New entity “Port Authority”:"));
    window.click(Role::Button, "Organisation");
    let id = EntityId::new("port-authority").unwrap();
    assert_eq!(window.chosen().links[0].to, Target::Entity(id.clone()));
    assert_eq!(
        window.project().entity(&id).unwrap().kind.as_str(),
        "organisation"
    );
    assert!(
        window
            .find(Role::Mark, "Quote, said by Port Authority")
            .is_some()
    );
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Ctrl+Z");
    assert!(window.chosen().links.is_empty());
    assert!(window.project().entity(&id).is_none());
}

#[test]
fn a_new_entity_is_made_by_keys_alone() {
    let organisation = |window: &Window| {
        let id = EntityId::new("eva").unwrap();
        let entity = window.project().entity(&id);
        entity.map(|entity| entity.kind.as_str().to_owned())
    };
    // Enter goes to the types when nothing fits.
    let mut window = Window::on("|{q*:Yes}, he said.");
    window.press("S");
    window.type_in("Eva");
    window.press("Enter");
    assert!(window.has_keyboard(Role::Button, "Person"));
    window.press("2");
    assert_eq!(organisation(&window).as_deref(), Some("organisation"));
    assert!(window.has_keyboard(Role::Document, "A stage"));
    // Tab does it when something fits that is not meant; a digit picks that as long as the keyboard is in the field.
    let mut window = Window::on("{a:Evan} left: |{q*:Yes}, he said.");
    window.press("S");
    window.type_in("Eva");
    window.press("Tab");
    assert!(window.has_keyboard(Role::Button, "Person"));
    window.press("Enter");
    assert_eq!(organisation(&window).as_deref(), Some("person"));
    // And back to the field.
    let mut window = Window::on("{a:Evan} left: |{q*:Yes}, he said.");
    window.press("S");
    window.type_in("Eva");
    window.press("Tab Shift+Tab");
    assert!(window.has_keyboard(Role::TextInput, FIELD));
    window.press("1");
    assert!(window.scene().ends_with("=> q speaker a"));
}

#[test]
fn what_is_typed_after_a_refused_link_is_no_command() {
    let mut window = Window::on("|{a*:Ben} {q:left}");
    window.press("S");
    assert!(window.says("“said by” does not start from Actor"));
    window.press("q c u ! 1");
    assert_eq!(window.scene(), "|{a*:Ben} {q:left}");
    // Escape has been read; then letters are commands again.
    window.press("Escape");
    assert!(!window.says("Letters do nothing until Escape."));
    assert_eq!(window.scene(), "|{a*:Ben} {q:left}");
    window.press("q");
    assert_eq!(window.scene(), "|{q*:Ben} {q2:left}");
    // With text selected and nothing chosen it would have been marked.
    let mut window = Window::on("[Ben|] left");
    window.press("S q");
    assert_eq!(window.scene(), "[Ben|] left");
    window.press("Escape q");
    assert_eq!(window.scene(), "{q*:Ben}| left");
    // Other strokes go on at once, and so does another link.
    let mut window = Window::on("|{a*:Ben} {q:left}");
    window.press("S Tab");
    assert_eq!(window.chosen().id.as_str(), "q");
    window.press("C S");
    assert!(window.find(Role::TextInput, FIELD).is_some());
}

#[test]
fn while_the_role_of_a_link_is_asked_for_letters_are_no_commands() {
    let mut window = Window::on(QUOTED);
    window.press("> q");
    assert_eq!(window.scene(), QUOTED);
    assert!(window.says("1  said by"));
    window.press("S 1");
    assert_eq!(window.scene(), format!("{QUOTED} => q speaker a2"));
}

#[test]
fn a_name_with_a_capital_or_a_digit_in_it_is_typed_and_picks_nothing() {
    let mut window = Window::on("|{q*:Yes}, he said.");
    window.press("S");
    window.type_in("Channel 4");
    let typed = window.get(Role::TextInput, FIELD).value();
    assert_eq!(typed.as_deref(), Some("Channel 4"));
    // Also where so many candidates fit that the digit is the number of one.
    let mut window =
        Window::on("|{q*:Yes}, {a:Channel 1} {a2:Channel 2} {a3:Channel 3} {a4:Channel 4}.");
    window.press("S");
    window.type_in("Channel 2");
    let typed = window.get(Role::TextInput, FIELD).value();
    assert_eq!(typed.as_deref(), Some("Channel 2"));
    window.press("Enter");
    assert!(
        window.scene().ends_with("=> q speaker a2"),
        "{}",
        window.scene()
    );
}

#[test]
fn a_link_is_not_turned_round_over_another_one() {
    let scene = "{q:One} |{q2*:two} {a:Ann} {c:three} {c2:four} => c in-quote q2";
    let mut window = Window::on(scene);
    window.press("Ctrl+Shift+L");
    assert_eq!(
        window.app().status(),
        "The annotation has no link of its own"
    );
    let scene = "|{a*:Ann} {a2:Bob} {a3:Cy} => a same-as a2, a2 same-as a3";
    let mut window = Window::on(scene);
    window.press("Ctrl+Shift+L");
    assert_eq!(window.app().status(), "“Bob” is “same as” “Cy” already");
    assert_eq!(window.scene(), scene);
}

#[test]
fn escape_leaves_a_link_and_nothing_else() {
    for leave in ["Escape", "Cancel"] {
        let mut window = Window::on(QUOTED);
        window.press("S");
        assert!(window.has_keyboard(Role::TextInput, FIELD));
        window.type_in("xyz");
        if leave == "Cancel" {
            window.click(Role::Button, "Cancel");
        } else {
            window.press(leave);
        }
        assert_eq!(window.scene(), QUOTED);
        assert!(window.find(Role::TextInput, FIELD).is_none());
        assert!(window.workspace().history.undoable().next().is_none());
        assert!(window.has_keyboard(Role::Document, "A stage"), "{leave}");
    }
    let mut window = Window::on(QUOTED);
    window.press("> Escape");
    assert_eq!(window.scene(), QUOTED);
    assert!(!window.says("1  said by"));
}

#[test]
fn a_link_that_cannot_start_here_says_so() {
    for (scene, key, says) in [
        ("|{a*:Ben}", "S", "“said by” does not start from Actor"),
        (
            "|{u*:said}",
            ">",
            "The codebook has no link that starts from Cue",
        ),
        ("|Ben", "S", "Choose an annotation first"),
    ] {
        let mut window = Window::on(scene);
        window.press(key);
        assert_eq!(window.app().status(), says);
    }
}

#[test]
fn a_role_that_allows_one_target_takes_the_new_one() {
    let mut window = Window::on(&format!("{QUOTED} => q speaker a"));
    window.press("S 1");
    assert_eq!(window.scene(), format!("{QUOTED} => q speaker a2"));
}

#[test]
fn links_are_followed_both_ways_and_removed_in_the_inspector() {
    let mut window = Window::on(&format!("{QUOTED} => q speaker a"));
    window.click(Role::Button, "Eva");
    assert_eq!(
        window.scene(),
        "|{a*:Eva} said so often: {q:Yes}, {a2:Ben}. => q speaker a"
    );
    assert!(window.says("Speaker of Quote “Yes”"));
    window.press("Tab");
    window.click(Role::Button, "Remove the link said by Eva");
    assert_eq!(window.scene(), QUOTED);
    window.click(Role::Button, "said by…  S");
    assert!(window.find(Role::TextInput, FIELD).is_some());
}

#[test]
fn deleting_a_target_takes_its_links_along_and_undo_brings_them_back() {
    let linked = "|{q*:Yes}, {a:Ben}. => q speaker a";
    let mut window = Window::on(linked);
    window.press("Tab Delete");
    assert_eq!(window.scene(), "{q:Yes}, |Ben.");
    window.press("Ctrl+Z");
    assert_eq!(window.scene(), "{q:Yes}, |{a*:Ben}. => q speaker a");
}

#[test]
fn a_link_is_pointed_elsewhere_or_turned_round_in_one_step() {
    let mut window = Window::on(&format!("{QUOTED} => q speaker a"));
    window.press("Ctrl+L 1");
    assert_eq!(window.scene(), format!("{QUOTED} => q speaker a2"));
    window.press("Ctrl+Z");
    assert_eq!(window.scene(), format!("{QUOTED} => q speaker a"));
    // Of several links it is asked which one.
    let mut window =
        Window::on("{u:so} |{q*:Yes}, {a:Eva} {a2:Ben} => q speaker a, q addressee a2");
    window.press("Ctrl+L 2");
    // Who is linked in another role comes last.
    window.press("2");
    assert_eq!(
        window.scene(),
        "{u:so} |{q*:Yes}, {a:Eva} {a2:Ben} => q speaker a, q addressee a"
    );
    // What the codebook does not allow is said.
    let mut window = Window::on(&format!("{QUOTED} => q speaker a"));
    window.press("Ctrl+Shift+L");
    assert_eq!(
        window.app().status(),
        "The codebook has no “said by” from Actor to Quote"
    );
    let mut window = Window::on("|{c*:One} {c2:two} => c supports c2");
    window.press("Ctrl+Shift+L");
    assert_eq!(window.scene(), "|{c*:One} {c2:two} => c2 supports c");
    window.press("Ctrl+Z");
    assert!(window.scene().ends_with("=> c supports c2"));
}

#[test]
fn several_targets_are_picked_in_a_row() {
    let mut window = Window::on("|{q*:Yes}, {a:Eva} {a2:Ben} {a3:Kim}");
    window.press("A Ctrl+1 Ctrl+2");
    assert!(
        window.scene().ends_with("=> q addressee a, q addressee a2"),
        "{}",
        window.scene()
    );
    window.press("3");
    assert!(
        window.scene().ends_with("q addressee a3"),
        "{}",
        window.scene()
    );
    assert!(window.has_keyboard(Role::Document, "A stage"));
}
