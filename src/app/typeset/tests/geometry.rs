//! Where things are: hits, carets, rectangles, lines and motion.

use std::ops::Range;

use egui::{Rect, pos2};
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::app::typeset::scan;

fn graphemes(text: &str) -> Vec<Range<usize>> {
    text.grapheme_indices(true)
        .map(|(start, grapheme)| start..start + grapheme.len())
        .collect()
}

/// The one rectangle of a grapheme; `None` for one without width, such as a direction mark or a separator.
fn only_rect(paragraph: &Paragraph, grapheme: &Range<usize>, name: &str) -> Option<Rect> {
    let rects = paragraph.rects(grapheme.clone());
    assert!(rects.len() <= 1, "{name}: {grapheme:?} has {rects:?}");
    rects.first().copied()
}

fn area(rects: &[Rect]) -> f32 {
    rects.iter().map(Rect::area).sum()
}

#[test]
fn the_middle_of_every_grapheme_hits_it() {
    for_all_layouts(|name, paragraph| {
        for grapheme in graphemes(paragraph.text()) {
            let Some(rect) = only_rect(paragraph, &grapheme, name) else {
                let letters = &paragraph.text()[grapheme];
                assert!(
                    letters.chars().all(scan::is_unseen),
                    "{name}: {letters:?} has no place"
                );
                continue;
            };
            let hit = paragraph.hit(rect.center());
            assert_eq!(hit.cluster, grapheme, "{name}");
            assert!(hit.inside, "{name}: {grapheme:?}");
        }
    });
}

#[test]
fn letters_that_are_drawn_as_one_share_its_width() {
    // This face draws lam and alef as one wide glyph and one without width.
    let paragraph = typesetter().lay_out("إلا قال", &reading(), 300.0, 1.0);
    let (lam, alef) = (paragraph.rects(2..4)[0], paragraph.rects(4..6)[0]);
    assert!((lam.width() - alef.width()).abs() < 0.01 && alef.width() > 2.0);
    assert_eq!(alef.right(), lam.left());
    assert_eq!(paragraph.caret(Position::before(4)).x, lam.left());
    assert_eq!(
        paragraph.move_visual(Position::before(2), Side::Left),
        Some(Position::before(4))
    );
}

#[test]
fn the_caret_stands_at_the_edge_that_was_hit() {
    for_all_layouts(|name, paragraph| {
        for grapheme in graphemes(paragraph.text()) {
            let Some(rect) = only_rect(paragraph, &grapheme, name) else {
                continue;
            };
            for (part, edge) in [(0.25, rect.left()), (0.75, rect.right())] {
                let point = pos2(rect.left() + part * rect.width(), rect.center().y);
                let position = paragraph.hit(point).position;
                let caret = paragraph.caret(position);
                assert!(
                    (caret.x - edge).abs() < 0.01,
                    "{name}: {grapheme:?} {position:?} {caret:?}, not at {edge}"
                );
                assert_eq!(caret.top, rect.top(), "{name}: {grapheme:?}");
                assert!(
                    [grapheme.start, grapheme.end].contains(&position.offset),
                    "{name}: {grapheme:?} {position:?}"
                );
            }
        }
    });
}

#[test]
fn the_rects_of_a_range_have_the_area_of_its_graphemes() {
    let mut random = Random(7);
    for_all_layouts(|name, paragraph| {
        let graphemes = graphemes(paragraph.text());
        let areas: Vec<f32> = graphemes
            .iter()
            .map(|grapheme| area(&paragraph.rects(grapheme.clone())))
            .collect();
        for _ in 0..60 {
            let a = random.below(graphemes.len());
            let b = random.below(graphemes.len());
            let (first, last) = (a.min(b), a.max(b));
            let range = graphemes[first].start..graphemes[last].end;
            let expected: f32 = areas[first..=last].iter().sum();
            let got = area(&paragraph.rects(range.clone()));
            assert!(
                (got - expected).abs() <= 1e-3 * expected + 0.5,
                "{name}: {range:?} {got} not {expected}"
            );
        }
    });
}

#[test]
fn a_range_inside_a_grapheme_covers_it_whole() {
    let text = "a👨‍👩‍👧‍👦b";
    let paragraph = typesetter().lay_out(text, &reading(), 300.0, 1.0);
    let family = 1..text.len() - 1;
    assert_eq!(paragraph.rects(3..5), paragraph.rects(family.clone()));
    assert_eq!(paragraph.widen(3..5), family);
}

#[test]
fn the_lines_are_in_the_order_of_unicode_bidi() {
    for_all_layouts(|name, paragraph| {
        let text = paragraph.text();
        let info = unicode_bidi::BidiInfo::new(text, None);
        for (index, line) in paragraph.lines().enumerate() {
            let Some(within) = info
                .paragraphs
                .iter()
                .find(|paragraph| paragraph.range.contains(&line.text.start))
            else {
                continue;
            };
            let (levels, runs) = info.visual_runs(within, line.text.clone());
            let mut expected = Vec::new();
            for run in runs {
                let mut run_graphemes: Vec<usize> = graphemes(&text[run.clone()])
                    .into_iter()
                    .map(|grapheme| run.start + grapheme.start)
                    .collect();
                if levels[run.start].is_rtl() {
                    run_graphemes.reverse();
                }
                expected.extend(run_graphemes);
            }
            let got: Vec<usize> = paragraph
                .map()
                .clusters(index)
                .iter()
                .map(|cluster| cluster.text().start)
                .collect();
            assert_eq!(got, expected, "{name}: line {index}");
        }
    });
}

#[test]
fn clusters_of_a_line_stand_side_by_side() {
    for_all_layouts(|name, paragraph| {
        for index in 0..paragraph.line_count() {
            for pair in paragraph.map().clusters(index).windows(2) {
                assert!(
                    (pair[0].right - pair[1].left).abs() < 0.02,
                    "{name}: line {index}: {pair:?}"
                );
            }
        }
    });
}

#[test]
fn lines_fit_the_width() {
    for_all_layouts(|name, paragraph| {
        let width = WIDTHS
            .iter()
            .copied()
            .find(|width| name.contains(&format!(" {width} pt")))
            .unwrap_or(f32::INFINITY);
        for line in paragraph.lines() {
            assert!(
                line.left >= -0.01 && line.right <= width + 0.01,
                "{name}: {line:?}"
            );
        }
        let joined: Vec<usize> = paragraph.lines().flat_map(|line| line.text).collect();
        assert!(
            joined.into_iter().eq(0..paragraph.text().len()),
            "{name}: the lines do not cover the text"
        );
    });
}

#[test]
fn visual_motion_visits_every_place_once() {
    for_all_layouts(|name, paragraph| {
        let is_rtl = paragraph.direction() == Direction::RightToLeft;
        let (forward, back) = if is_rtl {
            (Side::Left, Side::Right)
        } else {
            (Side::Right, Side::Left)
        };
        let mut there = vec![leftmost_start(paragraph)];
        while let Some(next) = paragraph.move_visual(there[there.len() - 1], forward) {
            there.push(next);
            assert!(
                there.len() <= paragraph.text().len() + 1,
                "{name}: goes round in circles"
            );
        }
        let mut home = vec![there[there.len() - 1]];
        while let Some(next) = paragraph.move_visual(home[home.len() - 1], back) {
            home.push(next);
            assert!(
                home.len() <= paragraph.text().len() + 1,
                "{name}: goes round in circles on the way back"
            );
        }
        let wide = graphemes(paragraph.text())
            .iter()
            .filter(|grapheme| {
                paragraph.text()[(*grapheme).clone()].starts_with('\u{2028}')
                    || !paragraph.rects((*grapheme).clone()).is_empty()
            })
            .count();
        assert_eq!(there.len(), wide + 1, "{name}");
        assert_eq!(home.len(), there.len(), "{name}");
        let place = |position: &Position| {
            let caret = paragraph.caret(*position);
            (caret.line, (caret.x * 16.0).round())
        };
        for (step, (a, b)) in there.iter().zip(home.iter().rev()).enumerate() {
            // At a soft wrap the end of one line and the start of the next are the same stop.
            let (a, b) = (place(a), place(b));
            assert!(
                a == b || a.0.abs_diff(b.0) == 1,
                "{name}: step {step} {a:?} {b:?}"
            );
        }
        // On each line every step goes the same way.
        for pair in there.windows(2) {
            let (a, b) = (paragraph.caret(pair[0]), paragraph.caret(pair[1]));
            assert!(a.line <= b.line, "{name}: {pair:?} goes up");
            let goes_forward = if is_rtl { b.x < a.x } else { b.x > a.x };
            assert!(
                a.line < b.line || goes_forward,
                "{name}: {pair:?} {a:?} {b:?}"
            );
        }
    });
}

/// The first place of the first line, on the side where the paragraph begins.
fn leftmost_start(paragraph: &Paragraph) -> Position {
    let x = if paragraph.direction() == Direction::RightToLeft {
        f32::MAX
    } else {
        f32::MIN
    };
    paragraph.enter_line(x, Vertical::Down)
}

#[test]
fn an_empty_paragraph_has_one_line() {
    let paragraph = typesetter().lay_out("", &reading(), 300.0, 1.0);
    assert_eq!(paragraph.line_count(), 1);
    assert!(paragraph.height() > 17.0);
    assert_eq!(paragraph.width(), 0.0);
    let caret = paragraph.caret(Position::before(0));
    assert_eq!((caret.x, caret.line), (0.0, 0));
    assert_eq!(paragraph.hit(pos2(50.0, 5.0)).position, Position::before(0));
    assert!(!paragraph.hit(pos2(50.0, 5.0)).inside);
    assert_eq!(paragraph.rects(0..0), vec![]);
    assert_eq!(paragraph.move_visual(Position::before(0), Side::Left), None);
    assert_eq!(
        paragraph.move_visual(Position::before(0), Side::Right),
        None
    );
    assert_eq!(
        paragraph.move_line(Position::before(0), 0.0, Vertical::Down),
        None
    );
    assert_eq!(paragraph.line_end(Position::before(0)), Position::before(0));

    let rtl = Style {
        direction: Some(Direction::RightToLeft),
        ..reading()
    };
    let paragraph = typesetter().lay_out("", &rtl, 300.0, 1.0);
    assert_eq!(paragraph.caret(Position::before(0)).x, 300.0);
}

#[test]
fn at_a_soft_wrap_affinity_chooses_the_line() {
    for (text, start_x) in [("one two three four", 0.0), ("واحد اثنان ثلاثة أربعة", 60.0)]
    {
        let paragraph = typesetter().lay_out(text, &reading(), 60.0, 1.0);
        assert!(paragraph.line_count() >= 2);
        let wrap = paragraph.lines().next().unwrap().text.end;
        let before = paragraph.caret(Position::after(wrap));
        let after = paragraph.caret(Position::before(wrap));
        assert_eq!((before.line, after.line), (0, 1), "{text}");
        assert!((after.x - start_x).abs() < 0.01, "{text}: {after:?}");
        assert!((before.x - start_x).abs() > 20.0, "{text}: {before:?}");
        assert_eq!(
            paragraph.line_end(Position::before(0)),
            Position::after(wrap)
        );
        assert_eq!(
            paragraph.line_start(Position::after(wrap)),
            Position::before(0)
        );
        assert_eq!(
            paragraph.line_start(Position::before(wrap)),
            Position::before(wrap)
        );
    }
}

#[test]
fn trailing_spaces_can_be_reached_and_marked() {
    let text = "end of text   ";
    let paragraph = typesetter().lay_out(text, &reading(), 300.0, 1.0);
    let words = paragraph.caret(Position::before(11)).x;
    let end = paragraph.caret(Position::before(text.len())).x;
    assert!(end > words + 6.0);
    assert_eq!(paragraph.rects(11..14)[0].left(), words);
    assert!((paragraph.line(0).unwrap().right - words).abs() < 0.01);
    assert_eq!(paragraph.hit(pos2(290.0, 3.0)).position.offset, text.len());

    // The same in right-to-left text with a left-to-right word at the end: the spaces are left of the word.
    let text = "قال Microsoft   ";
    let paragraph = typesetter().lay_out(text, &reading(), 300.0, 1.0);
    let word = paragraph.rects(7..16)[0];
    let spaces = paragraph.rects(16..19)[0];
    assert!(spaces.right() <= word.left() + 0.01, "{spaces:?} {word:?}");
}

#[test]
fn a_space_at_a_soft_wrap_leaves_the_word_it_follows() {
    // UAX #9 L1: the space after "Corporation" belongs to the right-to-left paragraph, not to the word.
    let text = "قالت شركة Microsoft Corporation إنها";
    let paragraph = typesetter().lay_out(text, &reading(), 1000.0, 1.0);
    let one_line = paragraph.width();
    let paragraph = typesetter().lay_out(text, &reading(), one_line - 12.0, 1.0);
    assert_eq!(paragraph.line_count(), 2);
    let line = paragraph.line(0).unwrap();
    assert!(text[line.text.clone()].ends_with("Corporation "));
    let words = paragraph.rects(text.find("Microsoft").unwrap()..line.text.end - 1);
    assert!(
        (words[0].left() - line.left).abs() < 0.01,
        "{words:?} {line:?}"
    );
    assert!(paragraph.rects(line.text.end - 1..line.text.end)[0].right() <= line.left + 0.01);
    assert!((line.right - (one_line - 12.0).floor()).abs() < 0.01);
}

#[test]
fn a_lone_combining_mark_is_a_grapheme() {
    for text in [
        "\u{301}",
        "\u{301}a",
        "a \u{301}b",
        "\t\u{301}",
        "\u{200D}",
        "\u{FE0F}",
        "\u{1F1EB}",
    ] {
        let paragraph = typesetter().lay_out(text, &reading(), 300.0, 1.0);
        assert_eq!(paragraph.line_count(), 1, "{text:?}");
        for (offset, _) in text.char_indices() {
            let caret = paragraph.caret(Position::before(offset));
            assert!(caret.x.is_finite(), "{text:?}");
            let _ = paragraph.hit(pos2(caret.x, 4.0));
        }
        let mut position = Position::before(0);
        for _ in 0..text.len() {
            let Some(next) = paragraph.move_visual(position, Side::Right) else {
                break;
            };
            position = next;
        }
        assert_eq!(
            paragraph.move_visual(position, Side::Right),
            None,
            "{text:?}"
        );
    }
}

#[test]
fn separators_begin_lines() {
    let text = "ab\u{2028}\u{2028}cd\u{2028}";
    let paragraph = typesetter().lay_out(text, &reading(), 300.0, 1.0);
    let lines: Vec<_> = paragraph.lines().map(|line| line.text).collect();
    assert_eq!(lines, vec![0..5, 5..8, 8..13, 13..13]);
    // A click right of a line stays on it; End does too.
    assert_eq!(
        paragraph.hit(pos2(200.0, 3.0)).position,
        Position::before(2)
    );
    assert_eq!(paragraph.line_end(Position::before(0)), Position::before(2));
    assert_eq!(paragraph.caret(Position::before(5)).line, 1);
    assert_eq!(paragraph.caret(Position::after(5)).line, 1);
    assert_eq!(paragraph.caret(Position::before(13)).line, 3);
    // The empty second line shows in a selection.
    assert_eq!(paragraph.rects(0..13).len(), 2);
    assert_eq!(paragraph.selection_rects(0..13, 4.0).len(), 4);
}

#[test]
fn lines_can_be_walked_up_and_down() {
    for_all_layouts(|name, paragraph| {
        let mut position = paragraph.enter_line(40.0, Vertical::Down);
        let mut lines = vec![paragraph.caret(position).line];
        while let Some(next) = paragraph.move_line(position, 40.0, Vertical::Down) {
            position = next;
            lines.push(paragraph.caret(position).line);
        }
        assert!(
            lines.iter().copied().eq(0..paragraph.line_count()),
            "{name}: {lines:?}"
        );
    });
}

#[test]
fn wrapping_again_is_laying_out_again() {
    let mut typesetter = typesetter();
    for sample in SAMPLES {
        let mut paragraph = typesetter.lay_out(sample.text, &reading(), 500.0, 1.5);
        for &width in WIDTHS {
            paragraph.rewrap(width);
            let fresh = typesetter.lay_out(sample.text, &reading(), width, 1.5);
            assert!(
                paragraph.lines().eq(fresh.lines()),
                "{} at {width}",
                sample.name
            );
        }
    }
}

#[test]
fn heights_do_not_depend_on_fonts() {
    let style = Style {
        extra_space_below_lines: 5.0,
        ..reading()
    };
    let mut bare = Typesetter::new(&FontService::bundled());
    let mut full = typesetter();
    for sample in SAMPLES {
        for scale in [1.0, 1.25, 2.0] {
            let bare = bare.lay_out(sample.text, &style, f32::INFINITY, scale);
            let full = full.lay_out(sample.text, &style, f32::INFINITY, scale);
            assert_eq!(bare.height(), full.height(), "{}", sample.name);
            let line = full.line(0).unwrap();
            assert!((line.bottom - line.text_bottom - 5.0).abs() <= 0.5);
            assert!(line.top < line.baseline && line.baseline < line.text_bottom);
        }
    }
}

#[test]
fn a_piece_keeps_the_direction_of_the_whole() {
    let whole = "Reuters قالت الوكالة";
    assert_eq!(direction_of(whole), Some(Direction::LeftToRight));
    let style = Style {
        direction: direction_of(whole),
        ..reading()
    };
    let piece = typesetter().lay_out("قالت الوكالة", &style, 300.0, 1.0);
    assert_eq!(piece.direction(), Direction::LeftToRight);
    assert!(piece.line(0).unwrap().left.abs() < 0.01);
    for sample in SAMPLES {
        let paragraph = typesetter().lay_out(sample.text, &reading(), 300.0, 1.0);
        assert_eq!(
            direction_of(sample.text).unwrap_or(Direction::LeftToRight),
            paragraph.direction(),
            "{}",
            sample.name
        );
    }
}

#[test]
fn an_isolated_name_leaves_the_sentence_in_order() {
    assert_eq!(isolated("Lavrov"), "Lavrov");
    let order = |name: &str| {
        let text = format!("{name}: 3 quotes");
        let style = Style {
            direction: Some(Direction::LeftToRight),
            ..reading()
        };
        let paragraph = typesetter().lay_out(&text, &style, f32::INFINITY, 1.0);
        let of = |part: &str| {
            paragraph.rects(
                text.find(part)
                    .map(|at| at..at + part.len())
                    .unwrap_or_default(),
            )
        };
        let (name, number) = (of("الوزير"), of("3"));
        assert_eq!(name.len(), 1);
        (
            name[0].left() < number[0].left(),
            paragraph.rects(0..text.len())[0].width(),
        )
    };
    let (is_before, bare) = order("الوزير");
    assert!(!is_before, "the number joins the Arabic name");
    let (is_before, marked) = order(&isolated("الوزير"));
    assert!(is_before);
    assert!(
        (bare - marked).abs() < 0.5,
        "the marks have a width: {bare} {marked}"
    );
}

#[test]
fn absurd_measures_do_no_harm() {
    let mut typesetter = typesetter();
    for width in [0.0, -5.0, 1.0, f32::NAN, f32::MAX] {
        for size in [0.0, -1.0, f32::NAN, 1.0, 1e9] {
            let style = Style {
                size,
                line_height: width,
                extra_space_below_lines: width,
                ..reading()
            };
            let paragraph = typesetter.lay_out("ab قال 👍🏽 x", &style, width, size);
            let _ = paragraph.hit(pos2(width, size));
            let _ = paragraph.rects(0..usize::MAX);
            let _ = paragraph.caret(Position::after(usize::MAX));
            assert!(paragraph.height().is_finite());
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    /// Any string at all: nothing panics, every line is where it should be, the middle of a grapheme hits it.
    #[test]
    fn any_text_can_be_asked(
        text in "(\\PC|[ \\n\\t\r\u{2028}\u{200F}\u{202E}\u{2067}\u{2069}\u{301}\u{200D}\u{FE0F}אבجد1-3a-c中👍]){0,40}",
        width in 5.0_f32..400.0,
    ) {
        let paragraph = typesetter_of_thread(|typesetter| typesetter.lay_out(&text, &reading(), width, 1.0));
        let joined = paragraph.lines().map(|line| line.text.len()).sum::<usize>();
        proptest::prop_assert_eq!(joined, text.len());
        for grapheme in graphemes(&text) {
            for rect in paragraph.rects(grapheme.clone()) {
                let hit = paragraph.hit(rect.center());
                proptest::prop_assert!(hit.cluster.start < grapheme.end && grapheme.start < hit.cluster.end);
            }
            for position in [Position::before(grapheme.start), Position::after(grapheme.end)] {
                proptest::prop_assert!(paragraph.caret(position).x.is_finite());
                let _ = (paragraph.line_start(position), paragraph.line_end(position));
            }
        }
        let mut steps = 0;
        let mut position = leftmost_start(&paragraph);
        let forward = if paragraph.direction() == Direction::RightToLeft { Side::Left } else { Side::Right };
        while let Some(next) = paragraph.move_visual(position, forward) {
            position = next;
            steps += 1;
            proptest::prop_assert!(steps <= text.len());
        }
    }
}

fn typesetter_of_thread<R>(f: impl FnOnce(&mut Typesetter) -> R) -> R {
    thread_local!(static TYPESETTER: std::cell::RefCell<Typesetter> = std::cell::RefCell::new(typesetter()));
    TYPESETTER.with_borrow_mut(f)
}

/// Numbers that are the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n.max(1)
    }
}
