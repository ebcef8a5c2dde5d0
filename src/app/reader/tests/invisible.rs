//! Characters that cannot be seen have a sign where they stand, and move nothing.

use super::*;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

const TEXT: &str = "The port\u{202e} closes\u{202c} so\u{ad}on.\nNext\u{2067}\u{2069} line.";

/// The names of the signs, and where each is.
fn signs(harness: &Harness<'_, Scene>) -> Vec<(String, egui::Rect)> {
    harness
        .query_all_by_role(Role::Image)
        .filter_map(|node| Some((node.accesskit_node().label()?, node.rect())))
        .filter(|(name, _)| name.starts_with("Invisible"))
        .collect()
}

#[test]
fn what_turns_direction_is_always_shown_where_it_stands() {
    let harness = window(Scene::new(TEXT, Vec::new()), vec2(900.0, 400.0));
    let signs = signs(&harness);
    let names: Vec<&str> = signs.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Invisible character: right-to-left override, U+202E",
            "Invisible character: end of an embedding or override, U+202C",
            "Invisible characters: right-to-left isolate, U+2067; end of an isolate, U+2069",
        ]
    );
    for (at, part) in [(0, "\u{202e}"), (2, "\u{2067}")] {
        let rect = signs[at].1;
        let at = TEXT.find(part).unwrap();
        let caret = harness.state().reader.rect_of(Byte::new(at)).unwrap();
        assert!((rect.center().x - caret.center().x).abs() < 2.0, "{part:?}");
        assert!((rect.center().y - caret.top()).abs() < 2.0, "{part:?}");
    }
    // What is turned ends where it begins, so there are two signs side by side.
    let (start, end) = (signs[0].1, signs[1].1);
    assert!((end.left() - start.right()).abs() < 1.0 && end.top() == start.top());
}

#[test]
fn the_others_are_shown_when_asked_for_and_nothing_moves() {
    let mut harness = window(Scene::new(TEXT, Vec::new()), vec2(900.0, 400.0));
    let places = |harness: &Harness<'_, Scene>| -> Vec<Option<egui::Rect>> {
        let offsets = TEXT.char_indices().map(|(at, _)| at);
        offsets
            .map(|at| harness.state().reader.rect_of(Byte::new(at)))
            .collect()
    };
    let before = places(&harness);
    harness.state_mut().all_invisible = true;
    harness.run();
    let names: Vec<String> = signs(&harness).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 4);
    assert_eq!(names[2], "Invisible character: soft hyphen, U+00AD");
    assert_eq!(places(&harness), before);
    // A click on a sign is one on the text.
    let (_, sign) = signs(&harness).swap_remove(2);
    let at = TEXT.find('\u{ad}').unwrap();
    send(
        &mut harness,
        [
            Event::PointerMoved(sign.center()),
            button(sign.center(), true, Modifiers::NONE),
            button(sign.center(), false, Modifiers::NONE),
        ],
    );
    let caret = harness.state().reader.selection().head.index();
    assert!(caret.abs_diff(at) <= 2, "{caret}");
}

#[test]
fn a_text_of_nothing_else_is_shown_at_once() {
    let hostile = "\u{202e}a\u{202d}b".repeat(4000) + &"\u{200b}".repeat(8000);
    let mut scene = Scene::new(&hostile, Vec::new());
    scene.all_invisible = true;
    let harness = window(scene, vec2(900.0, 400.0));
    assert!(!signs(&harness).is_empty());
    assert!(signs(&harness).len() <= 300);
}
