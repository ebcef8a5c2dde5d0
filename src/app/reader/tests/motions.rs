//! What each motion does: a state, motions, the state after them.
//!
//! In a state, `|` is the caret; `[` and `]` are around a selection, the caret at one of them.

use super::*;
use crate::app::reader::carets::Place;
use crate::app::reader::{Motion, Selection};

/// Reads a state into a text and a selection.
fn read(state: &str) -> (String, Selection) {
    let (mut text, mut caret, mut ends) = (String::new(), None, Vec::new());
    for c in state.chars() {
        match c {
            '|' => caret = Some(Byte::new(text.len())),
            '[' | ']' => ends.push(Byte::new(text.len())),
            _ => text.push(c),
        }
    }
    let head = caret.expect("a state has a caret");
    let anchor = ends.into_iter().find(|&end| end != head).unwrap_or(head);
    (text, Selection::new(anchor, head))
}

fn write(text: &str, selection: Selection) -> String {
    let span = selection.span();
    let (start, end) = (span.start.index(), span.end.index());
    let (before, inside, after) = (&text[..start], &text[start..end], &text[end..]);
    match (selection.is_caret(), selection.head < selection.anchor) {
        (true, _) => format!("{before}|{after}"),
        (false, true) => format!("{before}[|{inside}]{after}"),
        (false, false) => format!("{before}[{inside}|]{after}"),
    }
}

/// Applies motions by name; one with `+` extends the selection.
fn after(state: &str, motions: &str, width: f32) -> String {
    let (text, selection) = read(state);
    let mut harness = window(Scene::new(&text, Vec::new()), vec2(width, 400.0));
    harness.state_mut().reader.select(selection);
    for name in motions.split_whitespace() {
        let motion = Motion::from_name(name.trim_start_matches('+')).expect("a known motion");
        harness
            .state_mut()
            .reader
            .move_caret(motion, name.starts_with('+'));
        harness.run();
    }
    write(&text, harness.state().reader.selection())
}

#[test]
fn motions_in_a_line() {
    for (before, motions, expected) in [
        ("a|bc", "right", "ab|c"),
        ("a|bc", "left left left", "|abc"),
        ("abc|", "right", "abc|"),
        (
            "|one, two three",
            "word-right word-right",
            "one, two| three",
        ),
        ("one, two three|", "word-left word-left", "one, |two three"),
        ("on|e two", "line-end", "one two|"),
        ("on|e two", "line-start", "|one two"),
        ("One. Tw|o. Three.", "sentence-back", "One. |Two. Three."),
        ("One. Tw|o. Three.", "sentence-forward", "One. Two.| Three."),
        ("One. Tw|o. Three.", "text-end", "One. Two. Three.|"),
        ("One. Tw|o. Three.", "text-start", "|One. Two. Three."),
    ] {
        assert_eq!(
            after(before, motions, 600.0),
            expected,
            "{before} {motions}"
        );
    }
}

#[test]
fn extending_keeps_the_other_end() {
    for (before, motions, expected) in [
        ("a|bcd", "+right +right", "a[bc|]d"),
        ("abc|d", "+left", "ab[|c]d"),
        ("a[bc|]d", "+left +left +left", "[|a]bcd"),
        ("|one two", "+word-right", "[one|] two"),
        ("a[bc|]d", "right", "abc|d"),
        ("a[bc|]d", "left", "a|bcd"),
        ("a[|bc]d", "right", "abc|d"),
    ] {
        assert_eq!(
            after(before, motions, 600.0),
            expected,
            "{before} {motions}"
        );
    }
}

#[test]
fn motions_over_paragraphs() {
    for (before, motions, expected) in [
        ("one|\ntwo", "right", "one\n|two"),
        ("one\n|two", "left", "one|\ntwo"),
        ("on|e.\n\nthree.", "line-down line-down", "one.\n\nth|ree."),
        ("one.\n\nth|ree.", "line-up line-up", "on|e.\n\nthree."),
        ("one.\ntw|o", "line-down", "one.\ntwo|"),
        ("on|e.\ntwo", "line-up", "|one.\ntwo"),
        ("One two|.\nThree.", "paragraph-up", "|One two.\nThree."),
        (
            "One |two.\nThree.",
            "paragraph-down paragraph-down",
            "One two.\nThree.|",
        ),
        ("a|b.\ncd", "+line-down", "a[b.\nc|]d"),
    ] {
        assert_eq!(
            after(before, motions, 600.0),
            expected,
            "{before:?} {motions}"
        );
    }
}

#[test]
fn a_grapheme_is_passed_at_one_go() {
    for (before, motions, expected) in [
        (
            "a|👨\u{200d}👩\u{200d}👧b",
            "right",
            "a👨\u{200d}👩\u{200d}👧|b",
        ),
        ("🇫🇷|🇩🇪", "left", "|🇫🇷🇩🇪"),
        ("e\u{301}|a", "+left", "[|e\u{301}]a"),
    ] {
        assert_eq!(
            after(before, motions, 600.0),
            expected,
            "{before} {motions}"
        );
    }
}

#[test]
fn left_is_left_in_arabic_too() {
    for (before, motions, expected) in [
        ("|سلام عليكم", "left", "س|لام عليكم"),
        ("س|لام عليكم", "right", "|سلام عليكم"),
        ("|سلام عليكم", "word-left", "سلام| عليكم"),
        ("سلام عليكم|", "word-right", "سلام |عليكم"),
        ("س[لا|]م", "left", "سلا|م"),
        ("س[لا|]م", "right", "س|لام"),
    ] {
        assert_eq!(
            after(before, motions, 600.0),
            expected,
            "{before} {motions}"
        );
    }
}

#[test]
fn a_blank_line_between_arabic_ones_is_no_trap() {
    for (before, motions, expected) in [
        ("قال.|\n\nثم ذهب.", "left", "قال.\n|\nثم ذهب."),
        ("قال.\n|\nثم ذهب.", "left", "قال.\n\n|ثم ذهب."),
        ("قال.\n\n|ثم ذهب.", "right right", "قال.|\n\nثم ذهب."),
        ("قال.\n| \nثم ذهب.", "left", "قال.\n |\nثم ذهب."),
        ("قال.\n|\nثم ذهب.", "word-left", "قال.\n\nثم| ذهب."),
        ("\n|\nثم ذهب.", "left", "\n\n|ثم ذهب."),
        ("One.\n|\nTwo.", "right", "One.\n\n|Two."),
    ] {
        assert_eq!(
            after(before, motions, 600.0),
            expected,
            "{before:?} {motions}"
        );
    }
    let mut harness = window(
        Scene::new("قال.\n\nثم ذهب.", Vec::new()),
        vec2(600.0, 400.0),
    );
    let blank = harness.state().reader.text().as_str().find('\n').unwrap() + 1;
    harness.run();
    let x = |at| {
        harness
            .state()
            .reader
            .rect_of(Byte::new(at))
            .unwrap()
            .center()
            .x
    };
    assert!(
        (x(blank) - x(0)).abs() < 3.0,
        "the caret is where lines begin"
    );
}

#[test]
fn a_walk_to_the_right_goes_right_at_every_step() {
    let text = "said سلام 42 twice";
    let mut harness = window(Scene::new(text, Vec::new()), vec2(600.0, 400.0));
    let reader = &mut harness.state_mut().reader;
    let mut xs = Vec::new();
    for _ in 0..text.chars().count() {
        let Selection { head, affinity, .. } = reader.selection();
        xs.push(
            reader
                .column
                .caret(Place { at: head, affinity })
                .unwrap()
                .1
                .x,
        );
        reader.move_caret(Motion::Right, false);
    }
    assert!(xs.is_sorted_by(|left, right| left < right), "{xs:?}");
    assert_eq!(reader.selection().head, Byte::new(text.len()));
}

/// Paragraphs in which directions meet, in the middle of lines and at soft wraps; each has one direction throughout.
const MIXED: [(&str, Motion, Motion); 3] = [
    (
        "قال الوزير في مؤتمر صحفي يوم الثلاثاء 14 يناير 2025 إن شركة Microsoft Corporation ستستثمر 3.5 مليار دولار (في \
         London) قريبا.\n\n2030 عام جديد، Norrow Terminals أيضا.\nوقال: «لا 5%» ثم iPhone 17 Pro",
        Motion::Left,
        Motion::Right,
    ),
    (
        "ראש הממשלה אמר הבוקר כי 42 שרים הצביעו בעד ההסכם עם חברת Intel Corporation, לפי הודעת משרדו (ynet) מיום \
         7.10.\n\nכך פורסם ב-New York Times: 3, 4 או 5.\nסוף",
        Motion::Left,
        Motion::Right,
    ),
    (
        "The paper Al-Quds (القدس العربي) wrote “قال 25 شخصا في غزة” while Haaretz (הארץ) said שלום, 3 ימים and more.\n\nOne \
         two العربية three four שלום עולם five six السلام عليكم seven eight חדשות nine ten أخبار اليوم end\nand that is all",
        Motion::Right,
        Motion::Left,
    ),
];

#[test]
fn a_walk_through_mixed_text_passes_everything_once_each_way() {
    use unicode_segmentation::UnicodeSegmentation as _;
    for (text, forward, back) in MIXED {
        // The second text is one paragraph that has to be divided.
        for text in [text.to_owned(), text.replace('\n', " ").repeat(40)] {
            for width in [180.0, 320.0, 700.0] {
                let mut harness = window(Scene::new(&text, Vec::new()), vec2(width, 400.0));
                assert!(harness.state().reader.column.units().len() > 1);
                let passed = text.graphemes(true).count();
                let reader = &mut harness.state_mut().reader;
                let start = reader.first_stop();
                reader.selection = start;
                let mut lines = Vec::new();
                let mut steps = 0;
                loop {
                    let before = reader.selection();
                    reader.move_caret(forward, false);
                    if reader.selection() == before {
                        break;
                    }
                    steps += 1;
                    lines.push(reader.stop());
                }
                assert_eq!(steps, passed, "{width} {text:.40}");
                let down = |pair: &[(usize, usize, f32)]| {
                    let (one, other) = (pair[0], pair[1]);
                    let ahead = if forward == Motion::Left {
                        other.2 < one.2
                    } else {
                        other.2 > one.2
                    };
                    (one.0, one.1) < (other.0, other.1)
                        || ((one.0, one.1) == (other.0, other.1) && ahead)
                };
                for pair in lines.windows(2) {
                    assert!(down(pair), "{width} {pair:?} {text:.40}");
                }
                let end = reader.stop();
                for _ in 0..steps {
                    reader.move_caret(back, false);
                }
                let home = reader.stop();
                reader.selection = start;
                assert_eq!(home, reader.stop(), "{width} {text:.40}");
                reader.move_caret(back, false);
                assert_eq!(
                    reader.selection(),
                    start,
                    "there is nothing before the first"
                );
                assert_ne!(end, home);
            }
        }
    }
}

impl Reader {
    /// The caret at the side of the first line where its text begins.
    fn first_stop(&mut self) -> Selection {
        let rtl = self.column.is_rtl(Byte(0));
        let x = if rtl { f32::MAX } else { f32::MIN };
        let first = self
            .column
            .laid(0)
            .unwrap()
            .paragraph
            .enter_line(x, crate::app::typeset::Vertical::Down);
        Selection {
            affinity: first.affinity,
            ..Selection::caret(Byte::new(first.offset))
        }
    }

    /// Unit, line and place on it of the caret.
    fn stop(&mut self) -> (usize, usize, f32) {
        let Selection { head, affinity, .. } = self.selection;
        let (unit, caret) = self.column.caret(Place { at: head, affinity }).unwrap();
        (unit, caret.line, caret.x)
    }
}

#[test]
fn vertical_motions_keep_their_distance_from_the_edge() {
    let state = "0123456789\n01\n012345678|9";
    assert_eq!(
        after(state, "line-up line-up", 600.0),
        "012345678|9\n01\n0123456789"
    );
    assert_eq!(
        after(state, "line-up left line-up", 600.0),
        "0|123456789\n01\n0123456789"
    );
}

#[test]
fn a_page_down_and_up_is_where_it_began() {
    let text = long_text(60);
    let mut harness = window(Scene::new(&text, Vec::new()), vec2(600.0, 400.0));
    harness
        .state_mut()
        .reader
        .select(Selection::caret(Byte(300)));
    harness.run();
    for motion in [
        Motion::PageDown,
        Motion::PageDown,
        Motion::PageUp,
        Motion::PageUp,
    ] {
        let before = harness.state().reader.selection().head;
        harness.state_mut().reader.move_caret(motion, false);
        harness.run();
        assert_ne!(harness.state().reader.selection().head, before);
        let head = harness.state().reader.selection().head;
        assert!(
            harness.state().reader.rect_of(head).is_some(),
            "the caret stays in view"
        );
    }
    let end = harness.state().reader.selection().head;
    assert!(end.index().abs_diff(300) <= 4, "{end:?}");
}

#[test]
fn the_seam_of_a_divided_paragraph_is_no_stop() {
    let text = "The port will close. ".repeat(1200);
    let mut harness = window(Scene::new(&text, Vec::new()), vec2(600.0, 400.0));
    let seam = harness.state().reader.column.unit(1).span.start;
    let reader = &mut harness.state_mut().reader;
    reader.select(Selection::caret(Byte(seam.0 - 2)));
    let mut stops = Vec::new();
    for _ in 0..4 {
        reader.move_caret(Motion::Right, false);
        stops.push(reader.selection().head.0 - (seam.0 - 2));
    }
    assert_eq!(stops, [1, 2, 3, 4]);
    for _ in 0..4 {
        reader.move_caret(Motion::Left, false);
    }
    assert_eq!(reader.selection().head, Byte(seam.0 - 2));
}
