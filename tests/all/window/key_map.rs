//! Keys of one's own: given in the dialog, kept in a file, told where they collide, printed.

use std::fs;

use egui::accesskit::Role;
use postil::app::picker::Answer;

use super::harness::{Opening, Window};

/// A window whose settings are kept in a folder, with this in the file of keys.
fn kept(keys: Option<&str>) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    if let Some(keys) = keys {
        fs::write(folder.path().join("keys.ron"), keys).unwrap();
    }
    let mut opening = Opening::default();
    opening.settings.keep_in(folder.path());
    (Window::new(opening), folder)
}

#[test]
fn a_command_gets_another_key_at_once_and_for_the_next_time() {
    let (mut window, folder) = kept(None);
    window.stage("On|e {q:two}");
    window.press("F1");
    window.write("unsure");
    window.press("Enter");
    assert!(window.says("Press the key for “Unsure”."));
    window.press("F2");
    // F2 has another meaning already.
    assert!(window.says("F2 is also the key of “Title, source and date…”"));
    window.click(Role::Button, "Change the key…");
    window.press("Ctrl+U");
    assert!(!window.says("is also the key"));
    window.press("Escape Tab Ctrl+U");
    assert!(window.chosen().unsure);
    window.press("!");
    assert!(window.chosen().unsure, "the usual key is given up");
    let file = fs::read_to_string(folder.path().join("keys.ron")).unwrap();
    assert!(file.contains("\"toggle-unsure\": [\"Ctrl+U\"]"), "{file}");
    let mut opening = Opening::default();
    opening.settings.keep_in(folder.path());
    let mut window = Window::new(opening);
    window.stage("|{q*:One} two");
    window.press("Ctrl+U");
    assert!(window.chosen().unsure);
    // And the usual one comes back.
    window.press("F1");
    window.write("unsure");
    window.click(Role::Button, "Usual keys");
    window.press("Escape !");
    assert!(!window.chosen().unsure);
}

#[test]
fn escape_leaves_a_key_as_it_is_and_one_more_is_added() {
    let (mut window, _folder) = kept(None);
    window.stage("On|e {q:two}");
    window.press("F1");
    window.write("unsure");
    window.press("Enter Escape");
    assert!(window.says("Unsure, !"));
    window.click(Role::Button, "One more key…");
    window.press("Ctrl+U");
    assert!(window.says("Unsure, !  or  Ctrl+U"));
    window.click(Role::Button, "No key");
    assert!(window.says("Unsure, no key"));
}

#[test]
fn a_broken_file_of_keys_is_told_with_its_place_and_left_alone() {
    let text = "(keys: {\n  \"toggle-unsure\": \"F2\"\n";
    let (mut window, folder) = kept(Some(text));
    assert!(window.says("keys.ron: line 2, column"));
    assert!(window.says("The usual keys are in force"));
    window.stage("On|e {q:two}");
    window.press("Tab !");
    assert!(window.chosen().unsure);
    let now = fs::read_to_string(folder.path().join("keys.ron")).unwrap();
    assert_eq!(now, text);
}

#[test]
fn escape_clears_also_when_its_key_was_given_up() {
    let (mut window, _folder) = kept(Some("(keys: {\"clear-selection\": [\"F11\"]})"));
    for key in ["F11", "Escape"] {
        window.stage("On|e {q:two}");
        window.press("Ctrl+A");
        assert!(window.app().situation().selection);
        window.press(key);
        assert!(!window.app().situation().selection, "{key}");
    }
}

#[test]
fn the_keys_are_printed() {
    let (mut window, folder) = kept(None);
    window.stage("On|e {q:two}");
    let page = folder.path().join("page.html");
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Picked(vec![page.clone()]));
    window.press("F1");
    window.click(Role::Button, "Page to print…");
    let html = fs::read_to_string(page).unwrap();
    assert!(html.contains("Take the next name") && html.contains("Tag as Quote"));
}
