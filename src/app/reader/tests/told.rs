//! What a screen reader finds: the text, where it is, and what is said of it.

use super::*;
use crate::app::typeset::samples::SAMPLES;
use egui::Context;
use egui::accesskit::{Point, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};

fn document<'a>(harness: &'a Harness<'_, Scene>) -> Node<'a> {
    harness.get_by_role(Role::Document)
}

/// All samples as paragraphs of one text, with blank lines among them.
fn samples() -> String {
    let texts: Vec<_> = SAMPLES.iter().map(|sample| sample.text).collect();
    texts.join("\n\n")
}

#[test]
fn the_article_is_a_document_of_paragraphs_and_lines() {
    let text = "“We will sign,” he said.\nThe port closes. A حكومة paragraph.";
    let harness = window(Scene::new(text, Vec::new()), vec2(900.0, 400.0));
    let document = harness.get_by_role_and_label(Role::Document, "The port");
    let node = document.accesskit_node();
    assert_eq!(node.description().as_deref(), Some("Coastwire"));
    assert_eq!(node.language(), Some("en"));
    assert_eq!(document.query_all_by_role(Role::Paragraph).count(), 2);
    let runs: Vec<String> = document
        .query_all_by_role(Role::TextRun)
        .filter_map(|run| run.value())
        .collect();
    assert_eq!(
        runs,
        [
            "“We will sign,” he said.\n",
            "The port closes. A ",
            "حكومة",
            " paragraph."
        ]
    );
}

#[test]
fn headings_are_headings() {
    let body = "It is a long paragraph that goes on for more than a line. ".repeat(4);
    let text = format!("A port for all\n{body}\nWhat comes next\n{body}");
    let harness = window(Scene::new(&text, Vec::new()), vec2(900.0, 400.0));
    for (name, level) in [("A port for all", 1), ("What comes next", 2)] {
        let heading = harness.get_by_role_and_label(Role::Heading, name);
        assert_eq!(heading.accesskit_node().level(), Some(level), "{name}");
    }
}

#[test]
fn every_byte_of_the_text_is_told_once_in_every_script() {
    for width in [260.0, 420.0, 900.0] {
        let text = samples() + "\n";
        let mut harness = window(Scene::new(&text, Vec::new()), vec2(width, 500.0));
        for _ in 0..12 {
            // The whole is shorter than what is told beside the view.
            assert!(text.len() < 8 * 1024);
            let node = document(&harness);
            assert_eq!(node.accesskit_node().document_range().text(), text);
            harness.state_mut().reader.scroll_pages(0.4);
            harness.run();
        }
    }
}

#[test]
fn characters_are_told_where_they_stand_in_every_script() {
    let text = samples();
    let mut harness = window(Scene::new(&text, Vec::new()), vec2(420.0, 500.0));
    let mut checked = 0;
    for _ in 0..14 {
        let node = document(&harness);
        let node = node.accesskit_node();
        for (index, (at, c)) in text.char_indices().enumerate() {
            let caret = harness.state().reader.rect_of(Byte::new(at));
            let (Some(caret), false) = (caret, c.is_whitespace()) else {
                continue;
            };
            let position = node.text_position_from_global_usv_index(index).unwrap();
            let mut range = position.to_degenerate_range();
            range.set_end(position.forward_to_character_end());
            let Some(&told) = range.bounding_boxes().first() else {
                panic!("no place for {c:?}");
            };
            // The caret before a character stands at its left or right edge.
            let x = f64::from(caret.center().x);
            let nearest = (x - told.x0).abs().min((x - told.x1).abs());
            assert!(nearest < 1.6, "{c:?} at {at}: {told:?} and {caret:?}");
            let inside = Point::new(f64::midpoint(told.x0, told.x1), told.y0 + 4.0);
            let hit = node.text_position_at_point(inside);
            if told.x1 - told.x0 > 2.0 {
                assert_eq!(
                    hit.to_global_usv_index(),
                    position.to_global_usv_index(),
                    "{c:?}"
                );
            }
            checked += 1;
        }
        harness.state_mut().reader.scroll_pages(0.4);
        harness.run();
    }
    assert!(checked > 1000, "{checked}");
}

#[test]
fn words_and_lines_are_those_of_the_pane() {
    let text =
        "One two three four five six seven eight nine ten eleven twelve thirteen.\nفي London 42.";
    let harness = window(Scene::new(text, Vec::new()), vec2(300.0, 500.0));
    let node = document(&harness);
    let node = node.accesskit_node();
    let mut position = node.document_start();
    let mut words = Vec::new();
    while !position.is_document_end() {
        let next = position.forward_to_word_start();
        let mut range = position.to_degenerate_range();
        range.set_end(next);
        words.push(range.text());
        position = next;
    }
    let trimmed: Vec<_> = words.iter().map(|word| word.trim()).collect();
    assert_eq!(trimmed.join(" "), text.replace('\n', " "));
    assert_eq!(trimmed.len(), 16);

    let lines: Vec<String> = (0..)
        .map_while(|index| node.line_range_from_index(index))
        .map(|line| line.text())
        .take(20)
        .collect();
    let count = lines.iter().filter(|line| !line.is_empty()).count();
    let shown: usize = (0..2)
        .filter_map(|unit| harness.state().reader.column.peek(unit))
        .map(|laid| laid.paragraph.line_count())
        .sum();
    assert!(shown > 3);
    assert_eq!(count, shown, "{lines:?}");
    assert_eq!(lines.concat(), text);
}

#[test]
fn marks_are_told_in_their_paragraphs_those_out_of_view_too() {
    let text = format!("{}The last words.", "Many words.\n".repeat(90));
    let last = text.find("last").unwrap();
    let marks = vec![
        mark("first", &[0..4]),
        mark("last", &[5..10, last..last + 4]),
    ];
    let harness = window(Scene::new(&text, marks), vec2(600.0, 300.0));
    let names: Vec<_> = harness
        .query_all_by_role(Role::Mark)
        .map(|mark| {
            let paragraph = mark.accesskit_node().parent().unwrap();
            assert_eq!(paragraph.role(), Role::Paragraph);
            mark.accesskit_node().label().unwrap()
        })
        .collect();
    assert_eq!(names, ["Quote: “Many”", "Quote: “words … last”"]);
}

#[test]
fn a_heap_of_marks_longer_than_a_byte_can_count_is_told() {
    let heap = format!("a{}b\nc", "\u{301}".repeat(400));
    let harness = window(Scene::new(&heap, Vec::new()), vec2(600.0, 300.0));
    let node = document(&harness);
    assert_eq!(node.accesskit_node().document_range().text(), heap);
}

#[test]
fn nothing_is_told_when_nobody_listens() {
    let mut scene = Scene::new("One", vec![mark("a", &[0..3])]);
    let ctx = Context::default();
    Typography::install(&ctx, &FontService::bundled());
    for _ in 0..2 {
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| scene.show(ui));
        output.textures_delta.clear();
        assert!(output.platform_output.accesskit_update.is_none());
    }
    assert!(scene.reader.told.runs.is_empty());
}
