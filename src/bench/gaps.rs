//! The list of what is missing in a hundred thousand annotations that all lack something: how long a frame takes while one opens
//! it, goes through it, and works on beside it.

use std::path::Path;

use egui::{Key, Modifiers};

use super::stage::Stage;
use super::synth::{self, Size};
use super::{Row, Wanted};

/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;
/// Annotations in each article.
const EACH: usize = 100;

/// Opens the list below the text, goes to its end and back by pages, and marks something meanwhile.
///
/// # Errors
/// When the project cannot be written, or the keyboard does not come into the list.
pub fn measure(stage: &mut Stage, root: &Path, wanted: &Wanted) -> anyhow::Result<Vec<Row>> {
    let size = Size {
        articles: (wanted.annotations / EACH).max(2),
        bytes: 5000,
        annotations: EACH,
        links: false,
        script: wanted.script,
        seed: 12,
    };
    synth::make(root, size)?;
    stage.open(root);
    stage.until("everything was looked at", |postil| {
        postil.workspace().is_some_and(|it| {
            it.open.is_some() && !it.reading && it.missing.is_current(it.revision)
        })
    });
    stage.settle();
    stage.press(Key::F7, Modifiers::COMMAND, None);
    let opened = vec![stage.frame(), stage.frame()];
    stage.settle();
    let mut marked = Vec::new();
    for _ in 0..wanted.rounds.div_ceil(20) {
        stage.press(Key::ArrowRight, Modifiers::SHIFT, None);
        stage.frame();
        stage.press(Key::C, Modifiers::NONE, Some("c"));
        marked.extend([stage.frame(), stage.frame(), stage.frame()]);
        stage.settle();
    }
    stage.saved();
    for _ in 0..6 {
        if !stage.workspace().missing_pane.may_enter() {
            break;
        }
        stage.press(Key::F6, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
    }
    anyhow::ensure!(
        !stage.workspace().missing_pane.may_enter(),
        "the list has the keyboard"
    );
    let mut walked = Vec::new();
    for _ in 0..wanted.rounds.div_ceil(20) {
        for key in [Key::End, Key::PageUp, Key::PageUp, Key::Home, Key::PageDown] {
            stage.press(key, Modifiers::NONE, None);
            walked.extend([stage.frame(), stage.frame(), stage.frame()]);
        }
    }
    let row = |name, values| Row::new(name, "ms", FRAME, values);
    Ok(vec![
        row("100,000 annotations: what is missing is listed", opened),
        row("100,000 annotations: a mark beside that list", marked),
        row("100,000 annotations: from end to end of it", walked),
    ])
}
