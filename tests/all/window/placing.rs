//! Annotations without a place: gone through one by one, with what they covered and where that may stand now.

use egui::accesskit::Role;

use super::harness::Window;
use super::notation::stage;

/// Claims that covered “three” and “seven”, where the text has them no more.
const SCENE: &str = "|{q:One} two three four three ~ three, seven";

/// How many annotations have no place.
fn lost(window: &Window) -> usize {
    window.project().layers[&stage()].detached.len()
}

#[test]
fn both_texts_are_shown_and_a_digit_takes_a_place() {
    let mut window = Window::on(SCENE);
    assert!(window.says("Without a place (2)"));
    window.click(Role::Button, "Decide on them…");
    assert!(window.says("Without a place, 1 of 2:"));
    assert!(window.says("…zero two »three«"));
    window
        .find(Role::Button, "1  …One two »three« four three…")
        .expect("where it stands now is a button");
    window
        .find(Role::Button, "2  …One two three four »three«")
        .expect("the other place too");
    window.press("2");
    assert_eq!(window.scene(), "{q:One} two three four |{c*:three}");
    assert!(window.says("Without a place, 1 of 1:"), "on to the next");
    assert_eq!(lost(&window), 1);
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Ctrl+Z");
    assert_eq!(lost(&window), 2, "each is a step of undo");
}

#[test]
fn one_goes_through_them_by_key_and_leaves_with_escape() {
    let mut window = Window::on(SCENE);
    window.press("Shift+F7");
    assert!(window.says("Without a place, 1 of 2:"));
    window.press("Alt+PageDown");
    assert!(window.says("Without a place, 2 of 2:"));
    assert!(window.says("Nothing in this text is like it."));
    window.press("Alt+PageDown");
    assert_eq!(
        window.app().status(),
        "This is the last annotation without a place"
    );
    window.press("Alt+PageUp");
    assert!(window.says("Without a place, 1 of 2:"));
    window.press("Alt+Enter");
    assert_eq!(window.scene(), "{q:One} two |{c*:three} four three");
    window.press("Escape");
    assert!(!window.says("Without a place, "));
    assert_eq!(lost(&window), 1, "what was left stays");
    window.click(Role::Button, "1 without a place");
    assert!(window.says("Without a place, 1 of 1:"));
}

#[test]
fn the_place_is_shown_and_set_by_the_selection() {
    let mut window = Window::on(SCENE);
    window.press("Shift+F7 Alt+PageDown");
    assert!(!window.is_enabled("Set at the selection"));
    window.press("Ctrl+End Ctrl+Shift+Left");
    window.click(Role::Button, "Set at the selection");
    assert_eq!(window.scene(), "{q:One} two three four |{c*:three}");
    assert!(window.says("Without a place, 1 of 1:"));
    window.click(Role::Button, "Show place 1");
    assert_eq!(
        window.workspace().selected().map(postil::text::Span::range),
        Some(8..13),
        "the first proposal is selected in the text"
    );
    window.press("Alt+Insert");
    assert_eq!(lost(&window), 0);
    assert!(!window.says("Without a place"));
}

#[test]
fn one_is_kept_and_another_deleted() {
    let mut window = Window::on(SCENE);
    window.press("Shift+F7");
    window.click(Role::Button, "Keep it without a place");
    assert!(window.says("Without a place, 2 of 2:"));
    assert!(window.says("1 without a place"), "one waits for a decision");
    window.click(Role::Button, "Delete it");
    assert!(window.says("Kept without a place, 1 of 1:"));
    assert!(!window.is_enabled("Keep it without a place"));
    assert_eq!(lost(&window), 1);
    assert_eq!(&window.on_disk().project, window.project());
    assert!(window.on_disk().findings.is_empty(), "it was decided on");
    // Both are steps of undo.
    window.press("Ctrl+Z Ctrl+Z");
    assert!(window.says("Without a place, 1 of 2:"));
    window.press("Ctrl+Shift+Z Ctrl+Shift+Z");
    assert!(window.says("Kept without a place, 1 of 1:"));
    window.press("Alt+Delete");
    assert_eq!(lost(&window), 0);
    assert!(!window.says("Without a place"));
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Shift+F7");
    assert_eq!(
        window.app().status(),
        "Every annotation of this article has its place"
    );
}

#[test]
fn a_number_in_a_note_is_no_place() {
    let mut window = Window::on(SCENE);
    window.press("Shift+F7");
    window.focus(Role::MultilineTextInput, "Note on the article");
    window.type_in("1");
    assert_eq!(lost(&window), 2);
    assert_eq!(window.project().layers[&stage()].head.note, "1");
}
