//! What is missing or broken: gone to by keys, asked about before an article is done, and listed below the text.

use egui::accesskit::Role;
use postil::model::Status;

use super::harness::Window;
use super::notation;

#[test]
fn done_is_asked_for_while_something_is_missing() {
    let status = |window: &Window| window.project().status(&notation::stage());
    let mut window = Window::on("{q*:One} |two");
    window.press("Ctrl+D");
    assert!(window.shows_dialog("Done, although something is missing?"));
    assert_ne!(status(&window), Status::Done);
    window.click(Role::Button, "Close");
    assert_ne!(status(&window), Status::Done);
    window.press("Ctrl+D");
    window.click(Role::Button, "Done all the same");
    assert_eq!(status(&window), Status::Done);
}

#[test]
fn what_is_missing_is_gone_to_like_an_error_of_a_compiler() {
    let mut window = Window::on("|One {q:two} three {c:four} five");
    assert!(window.says("3 missing"));
    window.press("Alt+M");
    assert_eq!(window.scene(), "One |{q*:two} three {c:four} five");
    window.press("Alt+M");
    assert_eq!(window.scene(), "One {q:two} three |{c*:four} five");
    window.press("Alt+Shift+M");
    assert_eq!(window.scene(), "One |{q*:two} three {c:four} five");
}

#[test]
fn the_list_of_what_is_missing_stays_and_is_up_to_date_while_one_works() {
    let mut window = Window::on("|One {q:two} three {c:four} five");
    window.press("Ctrl+F7");
    let lines = |window: &Window| window.all(Role::ListItem, "Missing: ").len();
    assert_eq!(lines(&window), 3);
    window.click(Role::Button, "In this article");
    window.all(Role::ListItem, "Missing: Quote “two”")[0].click();
    window.settle();
    assert_eq!(window.scene(), "One |{q*:two} three {c:four} five");
    window.click(Role::Button, "direct");
    assert_eq!(
        lines(&window),
        2,
        "what was filled in is gone from the list"
    );
    window.press("Alt+M");
    assert_eq!(window.scene(), "One {q:two} three |{c*:four} five");
    window.press("Ctrl+F7");
    assert_eq!(lines(&window), 0);
}

/// The rows of the list below the text.
fn lines(window: &Window) -> usize {
    window.all(Role::ListItem, "Missing: ").len()
}

#[test]
fn the_list_is_walked_and_left_by_keys_alone() {
    let mut window = Window::on("|One {q:two} three {c:four} five");
    window.press("Ctrl+F7");
    assert_eq!(lines(&window), 3);
    // Articles, fields, the list, menus, and the text again.
    window.press("F6 F6 F6");
    assert!(
        window.told_focus().contains("Quote “two”"),
        "{}",
        window.told_focus()
    );
    window.press("Down Down");
    assert!(
        window.told_focus().contains("Claim “four”"),
        "{}",
        window.told_focus()
    );
    window.press("Down Home End Up Down");
    assert!(window.told_focus().contains("Claim “four”"));
    window.press("Enter");
    assert_eq!(window.scene(), "One {q:two} three |{c*:four} five");
    window.press("F6 F6 F6 F6");
    assert!(
        !window.told_focus().contains("Claim “four”"),
        "the menus come next"
    );
}

#[test]
fn the_list_is_there_again_as_it_was_left() {
    let mut window = Window::with_state("|One {q:two} three {c:four} five");
    window.press("Ctrl+F7");
    window.click(Role::Button, "In this article");
    let settings = &window.app().settings;
    assert!(settings.show_missing && settings.missing_here);
    let window = window.reopened();
    assert_eq!(lines(&window), 3);
    let settings = &window.app().settings;
    assert!(settings.show_missing && settings.missing_here);
}
