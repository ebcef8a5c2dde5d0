//! From every grapheme to its place and back, in every script, over the seams of divided paragraphs.

use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::app::reader::column::Setting;
use crate::app::reader::pointer::Pointer;
use crate::app::typeset::samples::{BOXES, SAMPLES, Sample, test_fonts};
use crate::text::is_grapheme_boundary;

/// A text of a script: a short paragraph, a blank line, a paragraph that has to be divided twice, and a short one again.
fn divided(sample: &Sample) -> String {
    let one = sample.text;
    let many = format!("{one} ").repeat(17_000 / one.len() + 1);
    format!("{one}\n\n{many}\n{one}")
}

fn scripts() -> impl Iterator<Item = (&'static Sample, FontService)> {
    let (full, bundled) = (test_fonts(), FontService::bundled());
    let known = SAMPLES.iter().map(move |sample| (sample, full.clone()));
    known.chain(BOXES.iter().map(move |sample| (sample, bundled.clone())))
}

/// The point in the middle of a grapheme's rectangle is on that grapheme and on no other: the guard of all that is selected.
#[test]
fn the_middle_of_every_grapheme_of_a_text_is_on_it() {
    for (sample, fonts) in scripts() {
        let ctx = egui::Context::default();
        let typography = Typography::install(&ctx, &fonts);
        let text = Text::new(divided(sample));
        let mut reader = Reader::new(text.clone(), "");
        for width in [150.0, 640.0] {
            let setting = Setting {
                size: 17.0,
                spacing: 1.5,
                width,
                scale: 1.25,
                generation: fonts.generation(),
            };
            let column = &mut reader.column;
            column.set(setting, &typography);
            assert!(column.units().len() >= 6, "{} is divided", sample.name);
            for unit in 0..column.units().len() {
                let span = column.unit(unit).span;
                assert!(is_grapheme_boundary(text.as_str(), span.start));
                assert!(span.len() <= 16 * 1024);
                let laid = column.laid(unit).unwrap();
                for (at, grapheme) in text.slice(span).grapheme_indices(true) {
                    let range = at..at + grapheme.len();
                    let rects = laid.paragraph.rects(range.clone());
                    assert!(rects.len() <= 1, "{} {width}: {grapheme:?}", sample.name);
                    let is_unseen = |c| matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}');
                    assert!(
                        !rects.is_empty() || grapheme.chars().all(is_unseen),
                        "{} {width}: {grapheme:?} has no place",
                        sample.name
                    );
                    for rect in rects {
                        let hit = laid.paragraph.hit(rect.center());
                        assert_eq!(hit.cluster, range, "{} {width}: {grapheme:?}", sample.name);
                        assert!(hit.inside);
                    }
                }
            }
        }
    }
}

/// The same on the screen: scrolled to, pointed at and clicked.
#[test]
fn a_click_on_a_grapheme_of_a_long_text_is_on_that_grapheme() {
    for (sample, fonts) in scripts() {
        let text = divided(sample);
        let mut harness = window_with(Scene::new(&text, Vec::new()), vec2(420.0, 300.0), &fonts);
        let whole = Text::new(text.as_str());
        let graphemes: Vec<Span> = text
            .grapheme_indices(true)
            .map(|(at, grapheme)| Span::of(at..at + grapheme.len()))
            .collect();
        // Some of them, the first and the last of each unit among them.
        let units: Vec<Span> = harness
            .state()
            .reader
            .column
            .units()
            .iter()
            .map(|unit| unit.span)
            .collect();
        let is_edge = |span: &Span| {
            units
                .iter()
                .any(|unit| unit.start == span.start || unit.end == span.end)
        };
        let wanted = graphemes
            .iter()
            .enumerate()
            .filter(|(index, span)| index % 797 == 0 || is_edge(span))
            .map(|(_, span)| *span);
        for span in wanted.filter(|span| whole.slice(*span) != "\n") {
            let reader = &mut harness.state_mut().reader;
            reader.reveal(span);
            harness.step();
            harness.step();
            let reader = &harness.state().reader;
            let Some(middle) = reader.middle_of(span) else {
                continue;
            };
            harness.state_mut().clicks.clear();
            send(
                &mut harness,
                [
                    Event::PointerMoved(middle),
                    button(middle, true, Modifiers::NONE),
                    button(middle, false, Modifiers::NONE),
                ],
            );
            let state = harness.state();
            assert_eq!(
                state.clicks.len(),
                1,
                "{}: {span:?} at {middle:?}",
                sample.name
            );
            assert_eq!(
                state.clicks[0].at,
                span.start,
                "{}: {:?}",
                sample.name,
                whole.slice(span)
            );
            let caret = state.reader.selection().head;
            assert!(
                caret == span.start || caret == span.end,
                "{}: {caret:?}",
                sample.name
            );
            // The next click is no second one of this.
            harness.state_mut().reader.pointer = Pointer::default();
        }
    }
}

impl Reader {
    /// The middle of a grapheme on the screen, if it has a place there.
    fn middle_of(&self, span: Span) -> Option<Pos2> {
        let view = self.view?;
        let placed = self.placed_now(&view);
        let unit = self.column.units().index_at(span.start);
        let place = placed.iter().find(|place| place.unit == unit)?;
        let range = self.column.within(unit, span.start, span.end);
        let rects = self.column.peek(unit)?.paragraph.rects(range);
        let rect = rects.first()?.translate(view.corner(place.top).to_vec2());
        Some(rect.center()).filter(|middle| view.rect.contains(*middle))
    }
}
