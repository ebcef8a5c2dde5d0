//! Ten annotations on one word: each is reached by the mouse, by a key, and from a list.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Modifiers, vec2};
use postil::model::AnnotationId;

use super::harness::Window;

/// Ten annotations that all cover “word”; the last two cover the same.
const TEN: &str =
    "{q:a {c:b {s:c {q2:d {c2:e {s2:f {a:g {u:h {q3:{c3:wo|rd}} i} j} k} l} m} n} o} p} q";

fn chosen(window: &Window) -> AnnotationId {
    window.chosen().id.clone()
}

#[test]
fn clicks_at_one_place_reach_all_ten_and_begin_anew() {
    let mut window = Window::on(TEN);
    let (_, at) = window.around("wo");
    let mut reached = Vec::new();
    for _ in 0..11 {
        window.clicks(at, 1, Modifiers::NONE);
        reached.push(chosen(&window));
    }
    assert_eq!(reached[0], reached[10]);
    let all: BTreeSet<&AnnotationId> = reached.iter().collect();
    assert_eq!(all.len(), 10);
    assert_eq!(reached[9].as_str(), "q", "the outermost comes last");
}

#[test]
fn a_key_reaches_all_ten_and_begins_anew() {
    let mut window = Window::on(TEN);
    let mut reached = Vec::new();
    for _ in 0..11 {
        window.press(".");
        reached.push(chosen(&window));
    }
    assert_eq!(reached[0], reached[10]);
    assert_eq!(reached.iter().collect::<BTreeSet<_>>().len(), 10);
}

#[test]
fn a_click_on_a_line_under_the_text_chooses_its_annotation_at_once() {
    let mut window = Window::on("One {q:two {a:three} four} five.|");
    let (start, _) = window.around("three");
    let mut found = Vec::new();
    // Down from the letters, past the lines, into the next line.
    for step in 0..20u8 {
        let at = start + vec2(9.0, 4.0 + f32::from(step));
        window.clicks(at, 1, Modifiers::NONE);
        if let Some(annotation) = window.workspace().chosen() {
            found.push(annotation.tag.to_string());
        }
        window.press("Escape");
    }
    found.dedup();
    assert!(
        found.starts_with(&["actor".to_owned(), "quote".to_owned()]),
        "the line of the inner one is nearer to the text: {found:?}"
    );
}

#[test]
fn the_other_button_lists_all_ten_with_their_text() {
    let mut window = Window::on(TEN);
    let at = window.middle("word");
    window.context_click(at);
    assert!(window.says("Annotations here"));
    for name in [
        "Quote “a b c d e f g h word i j k l m n o p”",
        "Claim “b c d e f g h word i j k l m n o”",
        "Cue “h word i”",
        "Quote “word”",
        "Claim “word”",
    ] {
        assert!(window.find(Role::Button, name).is_some(), "{name}");
    }
    window.click(Role::Button, "Cue “h word i”");
    assert_eq!(chosen(&window).as_str(), "u");
    assert!(!window.says("Annotations here"), "the list is closed");
    assert!(window.has_keyboard(Role::Document, "A stage"));
}

#[test]
fn a_digit_picks_from_the_list_and_zero_the_tenth() {
    for (keys, picked) in [("3", "u"), ("0", "q")] {
        let mut window = Window::on(TEN);
        window.press("Ctrl+Period");
        window.press(keys);
        assert_eq!(chosen(&window).as_str(), picked, "{keys}");
        // The keys are the text's again.
        window.press("!");
        assert!(window.chosen().unsure);
    }
}

#[test]
fn arrows_and_enter_pick_and_escape_leaves() {
    let mut window = Window::on(TEN);
    window.press("Shift+F10 Down Down Enter");
    assert_eq!(chosen(&window).as_str(), "u");
    window.press("Ctrl+Period Escape");
    assert_eq!(chosen(&window).as_str(), "u", "Escape closes the list only");
    assert!(!window.says("Annotations here"));
    assert!(window.has_keyboard(Role::Document, "A stage"));
}

#[test]
fn a_list_of_nothing_is_not_shown() {
    let mut window = Window::on("{q:One} two| three.");
    window.press("Ctrl+Period");
    assert_eq!(window.app().status(), "There is no annotation here");
    assert!(!window.says("Annotations here"));
}
