//! The mouse in the article.

use egui::{Modifiers, vec2};

use super::harness::Window;

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

#[test]
fn a_drag_selects_from_where_it_began_to_where_it_ends() {
    let mut window = Window::on("One two three.\nFour.");
    let (start, end) = window.around("two th");
    window.drag(start, end, NONE);
    assert_eq!(window.scene(), "One [two th|]ree.\nFour.");
    window.drag(end, start, NONE);
    assert_eq!(window.scene(), "One [|two th]ree.\nFour.");
    let (_, below) = window.around("Fo");
    window.drag(start, below, NONE);
    assert_eq!(window.scene(), "One [two three.\nFo|]ur.");
}

#[test]
fn so_many_clicks_select_a_word_a_sentence_a_paragraph() {
    let text = "One two. Three four, five. Six.\nSeven.";
    for (clicks, after) in [
        (1, "One two. Three fo|ur, five. Six.\nSeven."),
        (2, "One two. Three [four|], five. Six.\nSeven."),
        (3, "One two. [Three four, five.|] Six.\nSeven."),
        (4, "[One two. Three four, five. Six.|]\nSeven."),
    ] {
        let mut window = Window::on(text);
        let (_, inside) = window.around("fo");
        window.clicks(inside, clicks, NONE);
        assert_eq!(window.scene(), after, "{clicks}");
    }
}

#[test]
fn shift_extends_the_selection_to_the_click() {
    let mut window = Window::on("On|e two three.");
    let (_, end) = window.around("two");
    window.clicks(end, 1, SHIFT);
    assert_eq!(window.scene(), "On[e two|] three.");
    let (start, _) = window.around("ne");
    window.clicks(start, 1, SHIFT);
    assert_eq!(window.scene(), "O[|n]e two three.");
}

#[test]
fn control_adds_a_piece_to_the_chosen_annotation() {
    let mut window = Window::on("|{q*:One} two three four five.");
    let three = window.middle("three");
    window.clicks(three, 2, CTRL);
    assert_eq!(window.scene(), "{q*:One} two {q*:three}| four five.");
    let (start, end) = window.around("five");
    window.drag(start, end, CTRL);
    assert_eq!(window.scene(), "{q*:One} two {q*:three} four {q*:five}|.");
    window.press("Ctrl+Z");
    assert_eq!(window.scene(), "|{q*:One} two {q*:three} four five.");
}

#[test]
fn control_beside_a_handle_adds_a_piece_all_the_same() {
    let mut window = Window::on("|{q*:One} two three.");
    let (start, end) = window.around("two");
    window.drag(start, end, CTRL);
    assert_eq!(window.scene(), "{q*:One} {q*:two}| three.");
}

#[test]
fn control_without_a_chosen_annotation_says_what_is_missing() {
    let mut window = Window::on("One two three.");
    let two = window.middle("two");
    window.clicks(two, 2, CTRL);
    assert_eq!(
        window.app().status(),
        "Choose an annotation first: the text becomes a further piece of it"
    );
}

#[test]
fn clicks_go_through_the_annotations_that_overlap_the_innermost_first() {
    let mut window = Window::on("{c:One {q:two {a:three} four} five}|");
    let (_, at) = window.around("thr");
    for chosen in ["actor", "quote", "claim", "actor"] {
        window.clicks(at, 1, NONE);
        assert_eq!(window.chosen().tag.as_str(), chosen);
    }
    let (_, outside) = window.around("five");
    window.clicks(outside + vec2(200.0, 0.0), 1, NONE);
    assert!(
        window.workspace().chosen().is_none(),
        "a click beside the text chooses none"
    );
}

#[test]
fn a_click_beside_an_annotation_chooses_none() {
    let mut window = Window::on("|{q*:One} two three.");
    let three = window.middle("three");
    window.clicks(three, 1, NONE);
    assert!(window.workspace().chosen().is_none());
}

#[test]
fn the_ends_of_the_chosen_annotation_are_dragged_by_their_handles() {
    let mut window = Window::on("One {q*:two three} four five.|");
    let (start, end) = window.around("two three");
    // The handle at an end hangs on the edge of the text.
    let (_, wider) = window.around("four");
    window.drag(end, wider, NONE);
    assert_eq!(window.scene(), "One {q*:two three four} five.|");
    let (three, _) = window.around("three");
    window.drag(start, three, NONE);
    assert_eq!(window.scene(), "One two {q*:three four} five.|");
    assert_eq!(window.app().status(), "Done: Move the ends to “three four”");
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.scene(), "One |{q*:two three} four five.");
}

#[test]
fn an_end_that_is_dragged_over_the_other_one_stops_before_it() {
    let mut window = Window::on("One {q*:two} three.|");
    let (_, end) = window.around("two");
    let one = window.middle("One");
    window.drag(end, one, NONE);
    assert_eq!(window.scene(), "One {q*:t}wo three.|");
}

#[test]
fn selecting_changes_nothing_in_the_project() {
    let mut window = Window::on("{q:One} two three.|");
    let before = window.project().clone();
    let (start, end) = window.around("two th");
    window.drag(start, end, NONE);
    window.clicks(start, 3, NONE);
    window.clicks(end, 1, SHIFT);
    assert_eq!(window.project(), &before);
    assert_eq!(window.workspace().saver.status().pending, 0);
}
