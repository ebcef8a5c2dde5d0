//! How long it takes to correct the text of an article that is full of annotations.

use std::path::Path;

use anyhow::ensure;
use egui::{Key, Modifiers};

use super::Row;
use super::stage::Stage;
use super::synth::{self, Size};
use crate::app::Postil;
use crate::app::reader::Selection;
use crate::text::{Byte, Span, Unit, next_boundary, snap};

/// How often a word is corrected.
const ROUNDS: usize = 5;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;
/// What a word is made longer by.
const LONGER: &str = "quay";

/// Corrects a word in the first quarter of the text, so that most annotations move along, and takes that back.
///
/// # Errors
/// When the folder cannot be written, or an annotation is lost.
pub fn measure(stage: &mut Stage, root: &Path, size: Size) -> anyhow::Result<Vec<Row>> {
    synth::make(root, size)?;
    stage.open(root);
    let count = size.annotations;
    let has_all = move |postil: &Postil| {
        let open = postil.workspace().and_then(|it| it.open.as_ref());
        open.is_some_and(|open| open.marks.len() == count)
    };
    stage.until("every annotation is there", has_all);
    stage.settle();
    let (mut shown, mut done, mut longest) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let text = stage.article().article.text.clone();
        let at = text.len() * (round + 1) / (4 * ROUNDS);
        let start = snap(&text, Span::of(at..at)).start;
        let end = next_boundary(&text, start, Unit::Word);
        stage
            .article()
            .reader
            .select(Selection::of(Span { start, end }));
        stage.frame();
        stage.press(Key::E, Modifiers::COMMAND | Modifiers::SHIFT, None);
        stage.until("the dialog is there", Postil::is_at_rest);
        stage.settle();
        stage.write(LONGER);
        let (time, first) = stage.until("what it would do is shown", Postil::is_at_rest);
        shown.push(time);
        let before = text.len();
        stage.press(Key::Enter, Modifiers::COMMAND, None);
        let is_other = move |postil: &Postil| {
            let open = postil.workspace().and_then(|it| it.open.as_ref());
            has_all(postil) && open.is_some_and(|it| it.article.text.len() != before)
        };
        let (time, second) = stage.until("the text is corrected", is_other);
        done.push(time);
        stage.settle();
        let end = stage.article().article.text.len();
        ensure!(end > before, "the word has not become longer");
        stage.press(Key::Z, Modifiers::COMMAND, None);
        let is_back = move |postil: &Postil| {
            let open = postil.workspace().and_then(|it| it.open.as_ref());
            has_all(postil) && open.is_some_and(|it| it.article.text.len() == before)
        };
        let (_, third) = stage.until("the text is as it was", is_back);
        stage.settle();
        longest.push(first.max(second).max(third));
        ensure!(
            stage.article().article.text.slice(Span {
                start: Byte::new(0),
                end: Byte::new(before)
            }) == text.as_str(),
            "the text is another one"
        );
    }
    stage.saved();
    Ok(vec![
        Row::new(
            "correct a dense article: what it would do",
            "ms",
            1000.0,
            shown,
        ),
        Row::new("correct a dense article: done", "ms", 1000.0, done),
        Row::new(
            "correct a dense article: longest frame",
            "ms",
            FRAME,
            longest,
        ),
    ])
}
