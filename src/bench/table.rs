//! The table of all annotations: how long a frame takes while one types and scrolls there, and a recode of half of them.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};

use super::stage::{PATIENCE, Stage, milliseconds};
use super::synth::{self, Size};
use super::{Row, Wanted};
use crate::app::Postil;

/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;
/// Annotations in each article.
const EACH: usize = 100;
/// So long a recode of 100,000 may take, in milliseconds.
const RECODE: f64 = 1000.0;

/// Opens the table of twice as many annotations as the large article has, types into its filter, scrolls, sorts, and recodes
/// about three in five of them.
///
/// # Errors
/// When the project cannot be written.
pub fn measure(stage: &mut Stage, root: &Path, wanted: &Wanted) -> anyhow::Result<Vec<Row>> {
    let count = (2 * wanted.annotations / EACH).max(1) * EACH;
    let size = Size {
        articles: count / EACH,
        bytes: 5000,
        annotations: EACH,
        links: true,
        script: wanted.script,
        seed: 11,
    };
    synth::make(root, size)?;
    stage.open(root);
    stage.until("the project is there", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|it| it.open.is_some() && !it.reading)
    });
    stage.settle();
    let rounds = wanted.rounds.div_ceil(20);
    let mut rows = open(stage, count);
    rows.extend(type_words(stage, rounds));
    rows.extend(scroll(stage, wanted.rounds));
    rows.extend(recode(stage));
    Ok(rows)
}

/// Whether all is listed that the filter finds.
fn is_whole(postil: &Postil) -> bool {
    postil.table().is_some_and(|table| table.count().1)
}

fn open(stage: &mut Stage, count: usize) -> Vec<Row> {
    stage.press(Key::F12, Modifiers::NONE, None);
    let opened = stage.frame();
    let (first, one) = stage.until("the first are listed", |postil| {
        postil.table().is_some_and(|table| table.count().0 > 0)
    });
    let (more, two) = stage.until("all are listed", move |postil| {
        postil
            .table()
            .is_some_and(|table| table.count() == (count, true))
    });
    stage.settle();
    vec![
        Row::new(
            "200,000 annotations: the table opens",
            "ms",
            FRAME,
            vec![opened],
        ),
        Row::new(
            "200,000 annotations: the first rows",
            "ms",
            100.0,
            vec![opened + first],
        ),
        Row::new(
            "200,000 annotations: all rows",
            "ms",
            1500.0,
            vec![opened + first + more],
        ),
        Row::new(
            "200,000 annotations: longest frame meanwhile",
            "ms",
            FRAME,
            vec![opened.max(one).max(two)],
        ),
    ]
}

/// Types a condition and words, a letter at a time, and takes them out again.
fn type_words(stage: &mut Stage, rounds: usize) -> Vec<Row> {
    let (mut longest, mut whole) = (Vec::new(), Vec::new());
    let mut typed = |stage: &mut Stage| {
        let first = stage.frame();
        let (more, frame) = stage.until("all are listed", is_whole);
        longest.push(first.max(frame));
        whole.push(first + more);
    };
    for _ in 0..rounds {
        for letter in ["t", "a", "g", ":", "c", "l", " ", "t", "h", "e"] {
            stage.write(letter);
            typed(stage);
        }
        for _ in 0..10 {
            stage.press(Key::Backspace, Modifiers::NONE, None);
            typed(stage);
        }
        // Escape would leave the table now.
        stage.settle();
    }
    vec![
        Row::new(
            "200,000 annotations: longest frame after a letter",
            "ms",
            FRAME,
            longest,
        ),
        Row::new(
            "200,000 annotations: a letter to the last row",
            "ms",
            500.0,
            whole,
        ),
    ]
}

fn scroll(stage: &mut Stage, rounds: usize) -> Vec<Row> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        stage.wheel(3.0);
        times.push(stage.frame());
    }
    for _ in 0..rounds {
        stage.press(Key::PageDown, Modifiers::NONE, None);
        times.push(stage.frame());
    }
    vec![Row::new("200,000 annotations: scroll", "ms", FRAME, times)]
}

/// From the line that says what is to be done to the changed project: Enter is pressed as soon as it is worked out.
fn recode(stage: &mut Stage) -> Vec<Row> {
    stage.write("tag:quote,cue,claim");
    stage.frame();
    stage.until("they are found", is_whole);
    stage.settle();
    let found = stage.postil.table().map_or(0, |table| table.count().0);
    stage.press(Key::R, Modifiers::COMMAND | Modifiers::SHIFT, None);
    let mut longest = stage.frame();
    stage.settle();
    let begun = Instant::now();
    stage.write("note=checked");
    longest = longest.max(stage.frame());
    let is_done = |stage: &Stage| stage.postil.status().contains(&format!("Recode {found} "));
    while !is_done(stage) {
        assert!(
            begun.elapsed() < PATIENCE,
            "waiting for the recode of {found}"
        );
        std::thread::sleep(Duration::from_millis(4));
        stage.press(Key::Enter, Modifiers::NONE, None);
        longest = longest.max(stage.frame());
    }
    let taken = milliseconds(begun);
    let (_, after) = stage.until("the table is up to date", is_whole);
    longest = longest.max(after);
    stage.saved();
    stage.press(Key::Z, Modifiers::COMMAND, None);
    let undone = stage.frame();
    let (_, after) = stage.until("the table is up to date", is_whole);
    stage.saved();
    // In proportion, whatever the number that was asked for.
    let share = 100_000.0 / found.max(1) as f64;
    vec![
        Row::new(
            "recode 100,000 annotations",
            "ms",
            RECODE,
            vec![taken * share],
        ),
        Row::new(
            "recode: longest frame meanwhile",
            "ms",
            FRAME,
            vec![longest],
        ),
        Row::new(
            "recode: longest frame of undo",
            "ms",
            FRAME,
            vec![undone.max(after)],
        ),
    ]
}
