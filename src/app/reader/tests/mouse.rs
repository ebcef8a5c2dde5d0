//! What the mouse does.

use super::*;
use crate::app::reader::Selection;

const TEXT: &str = "One two. Three four five. Six seven.\nSecond paragraph here.";

fn scene() -> Harness<'static, Scene> {
    let marks = vec![
        mark("outer", &[0..25]),
        mark("inner", &[9..14]),
        mark("split", &[37..43, 54..58]),
    ];
    window(Scene::new(TEXT, marks), vec2(700.0, 400.0))
}

fn ids(ids: &[&str]) -> Vec<AnnotationId> {
    ids.iter()
        .map(|id| AnnotationId::new(id).unwrap())
        .collect()
}

/// So many clicks at a byte.
fn click(harness: &mut Harness<'_, Scene>, at: usize, times: usize, modifiers: Modifiers) {
    let point = harness.state().point(at);
    send(harness, [Event::PointerMoved(point)]);
    for _ in 0..times {
        send(
            harness,
            [
                button(point, true, modifiers),
                button(point, false, modifiers),
            ],
        );
    }
}

#[test]
fn a_click_places_the_caret_focuses_and_reports_the_marks() {
    let mut harness = scene();
    click(&mut harness, 10, 1, Modifiers::NONE);
    let state = harness.state();
    assert_eq!(state.reader.selection(), Selection::caret(Byte(10)));
    assert_eq!(
        state.clicks,
        [Click {
            at: Byte(10),
            marks: ids(&["inner", "outer"])
        }]
    );
    assert_eq!(state.hovered, Some(ids(&["inner"]).remove(0)));
    assert!(state.reader.has_focus(&harness.ctx));
}

#[test]
fn a_press_and_its_release_in_one_frame_are_a_click() {
    let mut harness = scene();
    let point = harness.state().point(30);
    send(&mut harness, [Event::PointerMoved(point)]);
    let events = [
        button(point, true, Modifiers::NONE),
        button(point, false, Modifiers::NONE),
    ];
    harness.input_mut().events.extend(events);
    harness.step();
    assert_eq!(
        harness.state().reader.selection(),
        Selection::caret(Byte(30))
    );
    assert_eq!(
        harness.state().clicks,
        [Click {
            at: Byte(30),
            marks: vec![]
        }]
    );
}

#[test]
fn more_clicks_take_more() {
    for (times, expected) in [
        (2, "four"),
        (3, "Three four five."),
        (4, "One two. Three four five. Six seven."),
    ] {
        let mut harness = scene();
        click(&mut harness, 16, times, Modifiers::NONE);
        assert_eq!(harness.state().selected(), expected);
        assert_eq!(harness.state().clicks.len(), 1, "only the first is a click");
    }
}

#[test]
fn a_drag_selects_and_is_no_click() {
    let mut harness = scene();
    let (from, to) = (harness.state().point(4), harness.state().point(14));
    send(
        &mut harness,
        [
            Event::PointerMoved(from),
            button(from, true, Modifiers::NONE),
            Event::PointerMoved(to),
        ],
    );
    assert_eq!(harness.state().selected(), "two. Three");
    send(
        &mut harness,
        [
            button(to, false, Modifiers::NONE),
            Event::PointerMoved(from),
        ],
    );
    assert_eq!(harness.state().selected(), "two. Three");
    assert!(harness.state().clicks.is_empty());
}

#[test]
fn a_drag_after_a_double_click_extends_by_words() {
    let mut harness = scene();
    let (from, to) = (harness.state().point(5), harness.state().point(11));
    let none = Modifiers::NONE;
    send(
        &mut harness,
        [
            Event::PointerMoved(from),
            button(from, true, none),
            button(from, false, none),
            button(from, true, none),
            Event::PointerMoved(to),
            button(to, false, none),
        ],
    );
    assert_eq!(harness.state().selected(), "two. Three");
}

#[test]
fn shift_extends() {
    let mut harness = scene();
    click(&mut harness, 4, 1, Modifiers::NONE);
    pause(&mut harness);
    click(&mut harness, 43, 1, Modifiers::SHIFT);
    assert_eq!(harness.state().selected(), &TEXT[4..43]);
    pause(&mut harness);
    click(&mut harness, 1, 1, Modifiers::SHIFT);
    assert_eq!(harness.state().selected(), &TEXT[1..4]);
}

#[test]
fn control_makes_a_piece() {
    let mut harness = scene();
    click(&mut harness, 28, 2, Modifiers::COMMAND);
    assert_eq!(harness.state().pieces, [Span::of(26..29)]);
    pause(&mut harness);
    let (from, to) = (harness.state().point(37), harness.state().point(43));
    let held = Modifiers::COMMAND;
    let events = [
        Event::PointerMoved(from),
        button(from, true, held),
        Event::PointerMoved(to),
        button(to, false, held),
    ];
    send(&mut harness, events);
    assert_eq!(harness.state().pieces, [Span::of(26..29), Span::of(37..43)]);
    assert!(harness.state().clicks.is_empty());
}

#[test]
fn the_ends_of_the_chosen_mark_can_be_dragged() {
    let mut harness = scene();
    harness.state_mut().chosen = Some(AnnotationId::new("split").unwrap());
    harness.run();
    let caret = |harness: &Harness<'_, Scene>, at| {
        harness.state().reader.rect_of(Byte(at)).unwrap().center()
    };
    let (from, to) = (caret(&harness, 43), caret(&harness, 46));
    let none = Modifiers::NONE;
    let events = [
        Event::PointerMoved(from),
        button(from, true, none),
        Event::PointerMoved(to),
        button(to, false, none),
    ];
    send(&mut harness, events);
    let spans = Spans::new(vec![Span::of(37..46), Span::of(54..58)]).unwrap();
    assert_eq!(
        harness.state().moved,
        [(AnnotationId::new("split").unwrap(), spans)]
    );
    assert!(harness.state().reader.selection().is_caret());
}

/// A long text that is held by the mouse, which was dragged from its beginning to below the pane.
fn dragged_below() -> (Harness<'static, Scene>, Pos2) {
    let mut harness = window(Scene::new(&long_text(80), Vec::new()), vec2(600.0, 300.0));
    let from = harness.state().point(2);
    let below = egui::pos2(from.x, 340.0);
    send(
        &mut harness,
        [
            Event::PointerMoved(from),
            button(from, true, Modifiers::NONE),
            Event::PointerMoved(below),
        ],
    );
    (harness, below)
}

fn selected_bytes(harness: &Harness<'_, Scene>) -> usize {
    harness.state().reader.selection().span().len()
}

/// Whether the pane wants to be drawn again without any input.
fn wants_a_frame(harness: &Harness<'_, Scene>) -> bool {
    let viewports = &harness.output().viewport_output;
    viewports
        .values()
        .any(|viewport| viewport.repaint_delay.is_zero())
}

#[test]
fn a_drag_below_the_edge_scrolls_and_selects_on_while_it_is_held_still() {
    let (mut harness, below) = dragged_below();
    for _ in 0..15 {
        let before = selected_bytes(&harness);
        assert!(wants_a_frame(&harness));
        harness.run_steps(6);
        assert!(selected_bytes(&harness) > before);
    }
    assert!(selected_bytes(&harness) > 1500);
    assert!(harness.state().reader.reading_position() > Byte(200));
    // The release ends it.
    send(&mut harness, [button(below, false, Modifiers::NONE)]);
    let (bytes, anchor) = (selected_bytes(&harness), harness.state().reader.anchor);
    harness.run_steps(30);
    assert_eq!(selected_bytes(&harness), bytes);
    assert_eq!(harness.state().reader.anchor, anchor);
    assert!(!wants_a_frame(&harness));
}

#[test]
fn a_drag_goes_on_when_the_pointer_leaves_the_window() {
    let (mut harness, below) = dragged_below();
    send(&mut harness, [Event::PointerGone]);
    let before = selected_bytes(&harness);
    harness.run_steps(20);
    assert!(selected_bytes(&harness) > before + 100);
    // It comes back into the text: what is under it ends the selection, and nothing scrolls.
    let inside = egui::pos2(below.x + 90.0, 150.0);
    send(&mut harness, [Event::PointerMoved(inside)]);
    let (bytes, anchor) = (selected_bytes(&harness), harness.state().reader.anchor);
    harness.run_steps(10);
    assert_eq!(selected_bytes(&harness), bytes);
    assert_eq!(harness.state().reader.anchor, anchor);
    // A release outside ends it, too.
    let end = [
        Event::PointerMoved(below),
        Event::PointerGone,
        button(below, false, Modifiers::NONE),
    ];
    send(&mut harness, end);
    let bytes = selected_bytes(&harness);
    harness.run_steps(10);
    assert_eq!(selected_bytes(&harness), bytes);
    assert!(!wants_a_frame(&harness));
}

#[test]
fn a_drag_to_the_end_of_the_text_comes_to_rest_there_and_back_at_its_start() {
    let (mut harness, below) = dragged_below();
    harness.run_steps(2000);
    let end = harness.state().reader.text().end();
    assert_eq!(harness.state().reader.selection().head, end);
    assert!(!wants_a_frame(&harness), "there is nothing left to scroll");
    let above = egui::pos2(below.x, -40.0);
    send(&mut harness, [Event::PointerMoved(above)]);
    harness.run_steps(2000);
    assert_eq!(harness.state().reader.selection().head, Byte(0));
    assert!(!wants_a_frame(&harness));
}

#[test]
fn a_press_at_the_edge_that_does_not_move_scrolls_nothing() {
    let mut harness = window(Scene::new(&long_text(80), Vec::new()), vec2(600.0, 300.0));
    let edge = egui::pos2(200.0, 298.0);
    send(
        &mut harness,
        [
            Event::PointerMoved(edge),
            button(edge, true, Modifiers::NONE),
        ],
    );
    let anchor = harness.state().reader.anchor;
    harness.run_steps(20);
    assert_eq!(harness.state().reader.anchor, anchor);
}

#[test]
fn a_handle_that_is_pressed_twice_moves_by_words_and_scrolls_along() {
    let mut harness = scene();
    harness.state_mut().chosen = Some(AnnotationId::new("split").unwrap());
    harness.run();
    let caret = |harness: &Harness<'_, Scene>, at| {
        harness.state().reader.rect_of(Byte(at)).unwrap().center()
    };
    // From “Second” into the middle of “paragraph”.
    let (from, to) = (caret(&harness, 43), caret(&harness, 47));
    let none = Modifiers::NONE;
    let events = [
        Event::PointerMoved(from),
        button(from, true, none),
        button(from, false, none),
        button(from, true, none),
        Event::PointerMoved(to),
        button(to, false, none),
    ];
    send(&mut harness, events);
    let spans = Spans::new(vec![Span::of(37..53), Span::of(54..58)]).unwrap();
    assert_eq!(
        harness.state().moved,
        [(AnnotationId::new("split").unwrap(), spans)]
    );
}

#[test]
fn an_end_that_is_dragged_below_the_edge_comes_along() {
    let text = long_text(80);
    let mut scene = Scene::new(&text, vec![mark("only", &[0..7])]);
    scene.chosen = Some(AnnotationId::new("only").unwrap());
    let mut harness = window(scene, vec2(600.0, 300.0));
    let from = harness.state().reader.rect_of(Byte(7)).unwrap().center();
    let below = egui::pos2(from.x, 340.0);
    send(
        &mut harness,
        [
            Event::PointerMoved(from),
            button(from, true, Modifiers::NONE),
            Event::PointerMoved(below),
        ],
    );
    harness.run_steps(60);
    send(&mut harness, [button(below, false, Modifiers::NONE)]);
    let (_, spans) = harness.state().moved[0].clone();
    let span = spans.as_slice()[0];
    assert!(span.start == Byte(0) && span.len() > 1500, "{span:?}");
    let text = harness.state().reader.text().clone();
    assert_eq!(crate::text::snap(&text, span), span);
}

#[test]
fn a_click_beside_the_text_reports_no_mark() {
    let mut harness = scene();
    let line = harness.state().point(40);
    let beside = egui::pos2(690.0 - 40.0, line.y);
    send(
        &mut harness,
        [
            Event::PointerMoved(beside),
            button(beside, true, Modifiers::NONE),
            button(beside, false, Modifiers::NONE),
        ],
    );
    assert_eq!(harness.state().clicks.len(), 1);
    assert!(harness.state().clicks[0].marks.is_empty());
}

#[test]
fn the_wheel_scrolls_and_the_scroll_bar_goes_to_the_end() {
    let mut harness = window(Scene::new(&long_text(300), Vec::new()), vec2(600.0, 300.0));
    let middle = egui::pos2(300.0, 150.0);
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -400.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    send(&mut harness, [Event::PointerMoved(middle), wheel]);
    harness.run_steps(40);
    assert!(harness.state().reader.reading_position() > Byte(100));
    let (top, bottom) = (egui::pos2(595.0, 40.0), egui::pos2(595.0, 600.0));
    let none = Modifiers::NONE;
    send(
        &mut harness,
        [
            Event::PointerMoved(top),
            button(top, true, none),
            Event::PointerMoved(bottom),
            button(bottom, false, none),
        ],
    );
    harness.run();
    let end = harness.state().reader.text().end();
    assert!(harness.state().reader.rect_of(end).is_some());
    assert!(harness.state().reader.selection().is_caret());
}
