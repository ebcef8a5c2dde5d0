//! Where the view stands, and that nothing moves it but the user.

use super::*;
use crate::app::reader::{Motion, Selection};

fn scene(paragraphs: usize) -> Harness<'static, Scene> {
    window(
        Scene::new(&long_text(paragraphs), Vec::new()),
        vec2(600.0, 400.0),
    )
}

fn scroll(harness: &mut Harness<'_, Scene>, pages: f32) {
    harness.state_mut().reader.scroll_pages(pages);
    harness.step();
}

#[test]
fn down_and_up_again_is_the_same_place_exactly() {
    let mut harness = scene(400);
    scroll(&mut harness, 0.7);
    let start = harness.state().reader.anchor;
    for _ in 0..40 {
        scroll(&mut harness, 0.9);
    }
    for _ in 0..40 {
        scroll(&mut harness, -0.9);
    }
    assert_eq!(harness.state().reader.anchor, start);
}

#[test]
fn corrected_heights_move_nothing_that_is_seen() {
    let mut harness = scene(600);
    // Into a place above which nothing has been laid out.
    let middle = Byte::new(harness.state().reader.text().len() / 2);
    harness.state_mut().reader.reveal(Span {
        start: middle,
        end: middle,
    });
    harness.run();
    let step = harness.state().reader.view.unwrap().rect.height() / 10.0;
    for _ in 0..60 {
        let at = harness.state().reader.reading_position();
        let before = harness.state().reader.rect_of(at).expect("in view").top();
        scroll(&mut harness, -0.1);
        let after = harness
            .state()
            .reader
            .rect_of(at)
            .expect("still in view")
            .top();
        assert!(
            (after - before - step).abs() <= 0.5,
            "moved by {} at {at:?}",
            after - before
        );
    }
}

/// The first bytes of the lines on the screen, and their tops.
fn lines_in_view(harness: &Harness<'_, Scene>) -> Vec<(Byte, f32)> {
    let reader = &harness.state().reader;
    let view = reader.view.unwrap();
    let mut lines = Vec::new();
    for place in reader.placed_now(&view) {
        let start = reader.column.unit(place.unit).span.start;
        let paragraph = &reader.column.peek(place.unit).unwrap().paragraph;
        let corner = view.corner(place.top);
        lines.extend(paragraph.lines().map(|line| {
            (
                Byte::new(start.index() + line.text.start),
                corner.y + line.top,
            )
        }));
    }
    lines.retain(|(_, top)| (0.0..400.0).contains(top));
    lines
}

#[test]
fn the_text_moves_by_what_is_scrolled_and_by_nothing_else() {
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..3 {
        let mut harness = scene(500);
        let length = harness.state().reader.text().len();
        for _ in 0..25 {
            // To some place around which heights are only guessed.
            let at = random.usize(..length);
            let at = harness
                .state()
                .reader
                .text()
                .as_str()
                .floor_char_boundary(at);
            harness.state_mut().reader.reveal(Span::of(at..at));
            harness.run();
            let before = lines_in_view(&harness);
            harness.run_steps(4);
            assert_eq!(
                lines_in_view(&harness),
                before,
                "an idle frame moves nothing"
            );
            for _ in 0..6 {
                let before = lines_in_view(&harness);
                let pages = (random.f32() - 0.5) * 1.6;
                scroll(&mut harness, pages);
                let after = lines_in_view(&harness);
                let moved: Vec<f32> = before
                    .iter()
                    .filter_map(|(at, top)| {
                        let (_, now) = after.iter().find(|(line, _)| line == at)?;
                        Some(now - top)
                    })
                    .collect();
                assert!(!moved.is_empty(), "something stays in view");
                let by = moved[0];
                assert!(
                    moved.iter().all(|other| (other - by).abs() < 0.01),
                    "{moved:?}"
                );
                // All of it, or what there is to the end of the text.
                let wanted = -pages * harness.state().reader.view.unwrap().rect.height();
                let is_all = (by - wanted).abs() <= 1.0;
                assert!(
                    is_all || (by.abs() < wanted.abs() && by * wanted >= 0.0),
                    "{by} for {wanted}"
                );
                let anchor = harness.state().reader.anchor;
                let at_an_end =
                    anchor.unit == 0 || harness.state().reader.rect_of(Byte::new(length)).is_some();
                assert!(is_all || at_an_end, "{by} for {wanted} at {anchor:?}");
            }
        }
    }
}

#[test]
fn the_size_of_the_window_and_of_everything_keeps_the_line_at_the_top() {
    let mut harness = scene(300);
    scroll(&mut harness, 11.7);
    let at = harness.state().reader.reading_position();
    let mut random = fastrand::Rng::with_seed(5);
    for _ in 0..40 {
        match random.u8(..3) {
            0 => harness.state_mut().text_size = 10.0 + 30.0 * random.f32(),
            1 => {
                let (width, height) = (random.f32(), random.f32());
                harness.set_size(vec2(200.0 + 900.0 * width, 200.0 + 300.0 * height));
            }
            _ => {
                harness.set_pixels_per_point(0.75 + 2.0 * random.f32());
            }
        }
        harness.run();
        let top = harness.state().reader.reading_position();
        let y = harness.state().reader.rect_of(at).map(|rect| rect.top());
        let line = harness.state().text_size * 1.5;
        assert!(
            top <= at && y.is_some_and(|y| y <= line),
            "{top:?} for {at:?} at {y:?}"
        );
    }
}

#[test]
fn revealing_shows_and_a_second_time_does_nothing() {
    let mut harness = scene(500);
    let length = harness.state().reader.text().len();
    for at in [length - 5, 20, length / 3, length / 3 + 2000, length] {
        let at = harness
            .state()
            .reader
            .text()
            .as_str()
            .floor_char_boundary(at);
        let span = Span::of(at..at);
        harness.state_mut().reader.reveal(span);
        harness.run();
        let rect = harness.state().reader.rect_of(span.start).expect("in view");
        assert!(
            rect.top() >= 0.0 && rect.bottom() <= 400.0,
            "{at}: {rect:?}"
        );
        let anchor = harness.state().reader.anchor;
        harness.state_mut().reader.reveal(span);
        harness.run();
        assert_eq!(harness.state().reader.anchor, anchor);
    }
}

#[test]
fn size_and_width_keep_the_reading_position_and_the_way_back_is_exact() {
    let mut harness = scene(300);
    scroll(&mut harness, 17.3);
    let at = harness.state().reader.reading_position();
    let before = harness.state().reader.anchor;
    for (size, width) in [
        (17.0, 380.0),
        (29.0, 380.0),
        (29.0, 1100.0),
        (12.0, 500.0),
        (17.0, 600.0),
    ] {
        harness.state_mut().text_size = size;
        harness.set_size(vec2(width, 400.0));
        harness.run();
        let top = harness.state().reader.reading_position();
        let caret = harness
            .state()
            .reader
            .rect_of(at)
            .map(|rect| rect.center().y);
        let is_on_top = top <= at && caret.is_some_and(|y| y < 40.0);
        assert!(is_on_top, "{size} {width}: {top:?} for {at:?} at {caret:?}");
    }
    assert_eq!(harness.state().reader.anchor, before);
}

#[test]
fn new_marks_do_not_move_the_first_line_in_view() {
    let mut harness = scene(300);
    scroll(&mut harness, 9.4);
    let at = harness.state().reader.reading_position();
    let y = harness.state().reader.rect_of(at).unwrap().top();
    // Eight marks on each other need more room under the lines than there is.
    let start = at.index();
    let text = harness.state().reader.text().clone();
    let all = (0..8).map(|n| {
        let mut all = mark(&format!("m{n}"), &[0..1]);
        all.change().spans = Spans::one(crate::text::snap(
            &text,
            Span::of(start.saturating_sub(60)..start + 90),
        ))
        .unwrap();
        all
    });
    harness.state_mut().marks = super::super::marks::tests::all(&text, all);
    harness.run();
    let after = harness.state().reader.rect_of(at).unwrap().top();
    assert!((after - y).abs() <= 8.0 * 3.6, "{y} {after}");
    assert_eq!(harness.state().reader.reading_position(), at);
}

#[test]
fn the_caret_is_followed_to_both_ends_of_the_text() {
    let mut harness = scene(400);
    for (motion, extend) in [
        (Motion::TextEnd, false),
        (Motion::TextStart, true),
        (Motion::TextEnd, true),
    ] {
        harness.state_mut().reader.move_caret(motion, extend);
        harness.run();
        let reader = &harness.state().reader;
        assert!(reader.rect_of(reader.selection().head).is_some());
    }
    assert_eq!(
        harness.state().reader.selection().head,
        harness.state().reader.text().end()
    );
}

#[test]
fn an_empty_text_and_one_endless_word_are_shown() {
    for text in ["", "\n", "\n\n\n", &"x".repeat(30_000)] {
        let mut harness = window(Scene::new(text, Vec::new()), vec2(300.0, 200.0));
        for motion in [
            Motion::PageDown,
            Motion::LineDown,
            Motion::TextEnd,
            Motion::PageUp,
            Motion::Left,
        ] {
            harness.state_mut().reader.move_caret(motion, true);
            harness.run();
        }
        harness
            .state_mut()
            .reader
            .select(Selection::new(Byte(0), Byte(u32::MAX)));
        harness.run();
        assert_eq!(
            harness.state().reader.selection().span(),
            Span::of(0..text.len())
        );
    }
}

#[test]
fn the_start_of_the_text_has_its_heading_in_view() {
    let mut harness = scene(300);
    scroll(&mut harness, 0.5);
    harness
        .state_mut()
        .reader
        .move_caret(Motion::TextStart, false);
    harness.run();
    let reader = &harness.state().reader;
    assert_eq!(reader.selection(), Selection::caret(Byte(0)));
    assert_eq!(reader.anchor.unit, 0);
    assert!((reader.anchor.offset + reader.header.height).abs() < 0.5);
}

#[test]
fn marks_that_need_more_room_do_not_move_the_line_of_the_caret() {
    let text = "The port will close by 2030, the minister said. ".repeat(60);
    for pages in [0.0, 0.4] {
        let mut harness = window(Scene::new(&text, Vec::new()), vec2(600.0, 400.0));
        scroll(&mut harness, pages);
        let lines = lines_in_view(&harness);
        let caret = lines[lines.len() * 2 / 3].0;
        harness.state_mut().reader.select(Selection::caret(caret));
        harness.run();
        let height = |harness: &Harness<'_, Scene>| {
            harness
                .state()
                .reader
                .rect_of(caret)
                .expect("in view")
                .top()
        };
        let before = height(&harness);
        let start = caret.index();
        for count in 1..9 {
            let marks = (0..count).map(|at| mark(&format!("m{at}"), &[start..start + 40 + at]));
            let body = harness.state().reader.text().clone();
            harness.state_mut().marks = super::super::marks::tests::all(&body, marks);
            harness.run();
            let now = height(&harness);
            assert!((now - before).abs() <= 1.0, "{count}: {now} and {before}");
        }
        // And the way back is exact.
        harness.state_mut().marks = Marks::default();
        harness.run();
        assert_eq!(lines_in_view(&harness), lines);
    }
}
