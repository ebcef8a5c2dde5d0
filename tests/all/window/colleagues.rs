//! What colleagues have marked: shown when asked for, read, and never changed.

use egui::Modifiers;
use egui::accesskit::Role;

use super::harness::Window;
use super::notation::{joined_by, parse};

const OWN: &str = "{q:One two} three four.|";
const BENS: &str = "One {c?:two three} {a:four}. => c claimant a";
const CAROLS: &str = "{s:One} two three four.";

fn window() -> Window {
    let project = joined_by(parse(OWN).project(), "Ben", BENS);
    Window::open(&joined_by(project, "Carol", CAROLS))
}

#[test]
fn they_are_shown_when_asked_for_and_hidden_again() {
    let mut window = window();
    let before = window.project().clone();
    assert!(window.find(Role::Mark, "Ben").is_none(), "not at first");
    assert!(!window.says("Also shown"));
    window.press("Shift+F8");
    let claim = window.find(
        Role::Mark,
        "Ben: Claim, claimed by four, unsure: “two three”",
    );
    assert!(claim.is_some());
    assert!(window.find(Role::Mark, "Carol: Stance").is_some());
    assert!(
        window
            .find(Role::CheckBox, "Annotations of Ben: 2")
            .is_some()
    );
    window.press("F8");
    assert!(
        window.find(Role::Mark, "Ben").is_none(),
        "the clean view hides them too"
    );
    window.press("F8 Shift+F8");
    assert!(window.find(Role::Mark, "Ben").is_none());
    assert_eq!(window.project(), &before);
}

#[test]
fn one_chooses_whose() {
    let mut window = window();
    window.press("Shift+F8");
    window.click(Role::CheckBox, "Annotations of Ben: 2");
    assert!(window.find(Role::Mark, "Ben").is_none());
    assert!(window.find(Role::Mark, "Carol").is_some());
    // The same by keys.
    window.press("Ctrl+F8 1");
    assert!(window.find(Role::Mark, "Ben").is_some());
    window.press("Ctrl+F8 2");
    assert!(window.find(Role::Mark, "Carol").is_none());
    window.click(Role::Button, "Hide");
    assert!(window.find(Role::Mark, "Ben").is_none());
}

#[test]
fn what_one_of_them_is_stands_in_the_inspector_and_cannot_be_changed() {
    let mut window = window();
    let before = window.project().clone();
    window.press("Shift+F8");
    let claim = "Ben: Claim, claimed by four, unsure: “two three”";
    window.get(Role::Mark, claim).click_accesskit();
    window.step();
    window.settle();
    assert!(window.says("Ben: Claim"));
    assert!(window.says("claimed by four"));
    assert!(window.says("It belongs to Ben and can only be read."));
    for keys in ["Delete", "!", "]", "q", "S", "+"] {
        window.press(keys);
    }
    assert_eq!(window.project(), &before);
    window.press("Escape");
    assert!(!window.says("It belongs to Ben"));
}

#[test]
fn a_click_on_a_line_of_theirs_looks_at_it_and_a_click_on_the_text_stays_ones_own() {
    let mut window = window();
    window.press("Shift+F8");
    let start = window.middle("two");
    let mut seen = Vec::new();
    for step in 0..24u8 {
        let at = start + egui::vec2(0.0, 2.0 + f32::from(step));
        window.clicks(at, 1, Modifiers::NONE);
        seen.push(if window.says("It belongs to Ben") {
            "Ben"
        } else if window.workspace().chosen().is_some() {
            "own"
        } else {
            "none"
        });
        window.press("Escape Escape");
    }
    seen.dedup();
    assert!(seen.starts_with(&["own", "Ben"]), "{seen:?}");
}

#[test]
fn the_list_of_what_is_here_names_theirs_after_ones_own() {
    let mut window = window();
    window.press("Shift+F8");
    let at = window.middle("two");
    window.context_click(at);
    window.get(Role::Button, "Quote “One two”");
    window.click(Role::Button, "Ben: Claim “two three”");
    assert!(window.says("It belongs to Ben"));
    assert!(window.workspace().chosen().is_none());
    // With Tab one is back among one's own.
    window.press("Home Tab");
    assert_eq!(window.chosen().tag.as_str(), "quote");
    assert!(!window.says("It belongs to Ben"));
}

#[test]
fn a_project_of_one_annotator_says_so() {
    let mut window = Window::on("|One");
    window.press("Shift+F8");
    assert!(window.says("nobody else annotates in this project"));
}
