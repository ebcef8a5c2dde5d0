//! What is measured: the work of the article pane on a large article.

use std::path::Path;
use std::time::Instant;

use egui::{Key, Modifiers};

use super::stage::{PATIENCE, Stage, milliseconds, resident_megabytes};
use super::{Row, Wanted};
use crate::app::Postil;
use crate::app::reader::Selection;
use crate::model::AnnotationId;
use crate::store::{Home, Progress, Reason};
use crate::text::{Byte, Span, Unit, next_boundary, snap};

/// How often a project is opened.
const OPENINGS: usize = 5;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;

/// Opens the project from its files, which leaves the copy for the times after, and closes all but the last.
pub(super) fn open(
    stage: &mut Stage,
    root: &Path,
    wanted: &Wanted,
    memory: Option<&'static str>,
    names: [&'static str; 4],
    rows: &mut Vec<Row>,
) {
    let [first_text, from_copy, from_files, frame] = names;
    let idle = resident_megabytes();
    let mut text = Vec::new();
    let mut times = [Vec::new(), Vec::new()];
    let mut longest = Vec::new();
    for round in 0..=OPENINGS {
        let without = round == 0;
        stage.open(root);
        let (shown, first) = stage.until("the text is there", |postil| {
            postil
                .workspace()
                .is_some_and(|workspace| workspace.open.is_some())
        });
        let count = wanted.annotations;
        let (more, later) = stage.until("every annotation is there", move |postil| {
            let open = postil
                .workspace()
                .and_then(|workspace| workspace.open.as_ref());
            open.is_some_and(|open| open.marks.len() == count)
        });
        // The frame that showed the text was run once more to see whether all was there.
        text.push(shown);
        times[usize::from(without)].push(shown + more);
        longest.push(first.max(later));
        if without {
            stage.settle();
            if let Some((memory, (now, idle))) = memory.zip(resident_megabytes().zip(idle)) {
                let budget = (12.0 * wanted.megabytes).min(100.0);
                rows.push(Row::new(memory, "MB", budget, vec![now - idle]));
            }
        }
        if round < OPENINGS {
            stage.close();
        }
    }
    let [with, without] = times;
    rows.push(Row::new(first_text, "ms", 100.0, text));
    rows.push(Row::new(from_copy, "ms", 150.0, with));
    rows.push(Row::new(from_files, "ms", 600.0, without));
    rows.push(Row::new(frame, "ms", FRAME, longest));
    stage.settle();
}

pub(super) fn jump_to_last(stage: &mut Stage, rows: &mut Vec<Row>) {
    let article = stage.article();
    let last = article.marks.as_slice().last().map(|mark| mark.id.clone());
    stage.workspace().choose(last);
    let jump = stage.frame();
    rows.push(Row::new(
        "jump to the last annotation",
        "ms",
        FRAME,
        vec![jump],
    ));
    stage.workspace().choose(None);
}

pub(super) fn scroll(
    stage: &mut Stage,
    wanted: &Wanted,
    names: [&'static str; 3],
    rows: &mut Vec<Row>,
) {
    reveal(stage, 0);
    let mut times = Vec::new();
    for _ in 0..wanted.rounds * 3 {
        stage.wheel(1.0);
        times.push(stage.frame());
    }
    rows.push(Row::new(names[0], "ms", 4.0, times));
    let mut times = Vec::new();
    for _ in 0..wanted.rounds {
        stage.article().reader.scroll_pages(0.9);
        times.push(stage.frame());
    }
    rows.push(Row::new(names[1], "ms", 8.0, times));
    let mut random = fastrand::Rng::with_seed(5);
    let mut times = Vec::new();
    for _ in 0..wanted.rounds {
        let end = stage.article().article.text.len();
        times.push(reveal(stage, random.usize(..end)));
    }
    rows.push(Row::new(names[2], "ms", 8.0, times));
}

/// Brings a place into view; how long the frame took.
fn reveal(stage: &mut Stage, at: usize) -> f64 {
    let at = Byte::new(at);
    stage.article().reader.reveal(Span { start: at, end: at });
    stage.frame()
}

/// A project of many articles: when its list and an article can be seen, when all has been read and it can be changed, from
/// its files and then from what is remembered; and the memory that it takes.
pub(super) fn open_many(stage: &mut Stage, root: &Path, wanted: &Wanted, rows: &mut Vec<Row>) {
    let count = wanted.articles;
    let mut usable = [Vec::new(), Vec::new()];
    let mut whole = [Vec::new(), Vec::new()];
    let mut longest = Vec::new();
    for round in 0..=OPENINGS {
        let first = usize::from(round == 0);
        stage.open(root);
        let (shown, one) = stage.until("the list is there", |postil| {
            postil.workspace().is_some_and(|workspace| {
                !workspace.list.rows().is_empty() && workspace.open.is_some()
            })
        });
        let (more, two) = stage.until("all is there", move |postil| {
            postil
                .workspace()
                .is_some_and(|workspace| !workspace.reading && workspace.list.rows().len() == count)
        });
        usable[first].push(shown);
        whole[first].push(shown + more);
        longest.push(one.max(two));
        stage.settle();
        if round < OPENINGS {
            stage.close();
        }
    }
    let [remembered, files] = usable;
    rows.push(Row::new(
        "many articles: list usable, remembered",
        "ms",
        500.0,
        remembered,
    ));
    rows.push(Row::new(
        "many articles: list usable, from the files",
        "ms",
        1000.0,
        files,
    ));
    let [remembered, files] = whole;
    rows.push(Row::new(
        "many articles: all of it, remembered",
        "ms",
        2000.0,
        remembered,
    ));
    rows.push(Row::new(
        "many articles: all of it, from the files",
        "ms",
        5000.0,
        files,
    ));
    rows.push(Row::new(
        "many articles: longest frame meanwhile",
        "ms",
        FRAME,
        longest,
    ));
    let state = stage.postil.settings.state.clone().unwrap_or_default();
    rows.extend(memory_row(
        "many articles: memory in all, remembered",
        root,
        &state,
    ));
    rows.extend(memory_row(
        "many articles: memory in all, from the files",
        root,
        &state.join("none"),
    ));
    let mut times = Vec::new();
    for _ in 0..wanted.rounds.min(40) {
        stage.press(Key::PageDown, Modifiers::COMMAND, None);
        times.push(stage.frame());
    }
    rows.push(Row::new(
        "many articles: to the next article",
        "ms",
        FRAME,
        times,
    ));
}

/// Backs up a project of which there is no backup yet; how long that takes, in milliseconds.
pub(super) fn back_up(state: &Path, root: &Path) -> anyhow::Result<f64> {
    let settings = crate::model::Settings::default();
    let begun = Instant::now();
    let backups = Home::of(state, root).backups();
    backups.make(root, &settings, Reason::Regular, &Progress::default())?;
    Ok(milliseconds(begun))
}

/// Names, in the environment of another process, the project of which that is to say how much memory it takes.
pub const MEMORY_OF: &str = "POSTIL_BENCH_MEMORY_OF";
/// And where it finds its state folder.
const STATE: &str = "POSTIL_BENCH_STATE";

/// Measured in a process of its own, in which no other project was open before.
fn memory_row(name: &'static str, root: &Path, state: &Path) -> Option<Row> {
    // A test would run all tests.
    let program = std::env::current_exe().ok().filter(|_| !cfg!(test))?;
    if Home::of(state, root).backups().list().is_empty() {
        back_up(state, root).ok()?;
    }
    let mut command = std::process::Command::new(program);
    command.arg("bench").env(MEMORY_OF, root).env(STATE, state);
    let said = String::from_utf8(command.output().ok()?.stdout).ok()?;
    Some(Row::new(name, "MB", 250.0, vec![said.trim().parse().ok()?]))
}

/// Opens a project and says how much memory the whole process then takes, in megabytes.
pub fn memory_of(root: &Path) -> f64 {
    let mut stage = Stage::new(Path::new(&std::env::var_os(STATE).unwrap_or_default()));
    stage.open(root);
    stage.until("all is there", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|workspace| !workspace.reading && !workspace.list.is_waiting())
    });
    // What is looked after in the background comes to its end first.
    stage.until("nothing is done any more", Postil::is_at_rest);
    stage.settle();
    resident_megabytes().unwrap_or_default()
}

/// Scrolls while an annotation is chosen: its links are drawn as arcs, and to stubs when it is out of view.
pub(super) fn follow(stage: &mut Stage, wanted: &Wanted, rows: &mut Vec<Row>) {
    let mut times = Vec::new();
    let linked: Vec<AnnotationId> = {
        let marks = &stage.article().marks;
        let step = (marks.len() / 20).max(1);
        let all = marks.as_slice().iter().step_by(step);
        all.map(|mark| mark.id.clone()).collect()
    };
    for id in linked {
        stage.workspace().choose(Some(id));
        stage.frame();
        for _ in 0..wanted.rounds.div_ceil(10) {
            stage.wheel(1.0);
            times.push(stage.frame());
        }
    }
    stage.workspace().choose(None);
    rows.push(Row::new(
        "scroll by a line, an annotation chosen",
        "ms",
        4.0,
        times,
    ));
}

/// Scrolls as somebody who has marked nothing and sees all that the other annotator has marked.
pub(super) fn show_colleague(stage: &mut Stage, wanted: &Wanted, rows: &mut Vec<Row>) {
    stage.workspace().become_annotator("Somebody else");
    stage.workspace().colleagues.shown = true;
    stage.until("the marks of the colleague are there", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|workspace| !workspace.colleagues.page().is_empty())
    });
    reveal(stage, 0);
    let mut times = Vec::new();
    for _ in 0..wanted.rounds {
        stage.wheel(1.0);
        times.push(stage.frame());
    }
    rows.push(Row::new(
        "scroll by a line, a colleague shown",
        "ms",
        4.0,
        times,
    ));
}

pub(super) fn mark(stage: &mut Stage, wanted: &Wanted, rows: &mut Vec<Row>) {
    let mut random = fastrand::Rng::with_seed(6);
    let (mut times, mut safe) = (Vec::new(), Vec::new());
    while times.len() < wanted.rounds {
        let article = stage.article();
        let text = article.article.text.clone();
        let at = random.usize(..text.len());
        let start = snap(&text, Span::of(at..at)).start;
        let end = next_boundary(&text, start, Unit::Word);
        let span = Span { start, end };
        let before = article.marks.len();
        article.reader.select(Selection::of(span));
        article.reader.reveal(span);
        stage.frame();
        stage.press(Key::Q, Modifiers::NONE, Some("q"));
        let begun = Instant::now();
        let time = stage.frame();
        // White space and what has this tag already is not marked.
        if stage.article().marks.len() > before {
            times.push(time);
            if stage.workspace().saver.flush_journal(PATIENCE) {
                safe.push(milliseconds(begun));
            }
        }
        // What the tag must have is asked for beside the mark; it is left for later.
        stage.press(Key::Escape, Modifiers::NONE, None);
        stage.frame();
    }
    rows.push(Row::new(
        "key press to tagged and painted",
        "ms",
        8.0,
        times,
    ));
    rows.push(Row::new(
        "key press to safe in the journal",
        "ms",
        25.0,
        safe,
    ));
    stage.saved();
    let mut times = Vec::new();
    for _ in 0..wanted.rounds.min(5) {
        stage.press(Key::Z, Modifiers::COMMAND, None);
        stage.frame();
        let begun = Instant::now();
        stage.workspace().saver.flush(PATIENCE);
        times.push(milliseconds(begun));
    }
    rows.push(Row::new(
        "one change to the project folder",
        "ms",
        400.0,
        times,
    ));
}

pub(super) fn select(stage: &mut Stage, wanted: &Wanted, rows: &mut Vec<Row>) {
    stage.press(Key::A, Modifiers::COMMAND, None);
    let mut times = vec![stage.frame()];
    for round in 0..wanted.rounds {
        let key = if round % 2 == 0 {
            Key::ArrowLeft
        } else {
            Key::ArrowRight
        };
        stage.press(key, Modifiers::COMMAND | Modifiers::SHIFT, None);
        times.push(stage.frame());
    }
    rows.push(Row::new(
        "select all, extend by words at the end",
        "ms",
        8.0,
        times,
    ));
    stage.press(Key::Escape, Modifiers::NONE, None);
    stage.frame();
}

/// Types words to find: they are everywhere, then rare, then nowhere.
pub(super) fn find(stage: &mut Stage, wanted: &Wanted, rows: &mut Vec<Row>) {
    let (mut longest, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..wanted.rounds.div_ceil(20) {
        stage.press(Key::Slash, Modifiers::NONE, Some("/"));
        stage.frame();
        for letter in ["t", "h", "e", " ", "q", "q"] {
            let key = Key::from_name(&letter.to_uppercase()).unwrap_or(Key::Space);
            stage.press(key, Modifiers::NONE, Some(letter));
            let first = stage.frame();
            let (more, frame) = stage.until("the text is searched", |postil| {
                let open = postil
                    .workspace()
                    .and_then(|workspace| workspace.open.as_ref());
                open.is_some_and(|open| {
                    open.search
                        .as_ref()
                        .is_some_and(|search| !search.is_running())
                })
            });
            longest.push(first.max(frame));
            whole.push(first + more);
        }
        stage.press(Key::Escape, Modifiers::NONE, None);
        stage.frame();
    }
    rows.push(Row::new(
        "find: longest frame after a letter",
        "ms",
        FRAME,
        longest,
    ));
    rows.push(Row::new(
        "find: a letter to the last match",
        "ms",
        300.0,
        whole,
    ));
}

pub(super) fn set_anew(stage: &mut Stage, wanted: &Wanted, rows: &mut Vec<Row>) {
    let middle = stage.article().article.text.len() / 2;
    reveal(stage, middle);
    let width = stage.size.x;
    let mut times = Vec::new();
    for round in 0..wanted.rounds {
        stage.size.x = width - (round * 37 % 500) as f32;
        times.push(stage.frame());
    }
    stage.size.x = width;
    stage.frame();
    rows.push(Row::new("resize the window", "ms", FRAME, times));
    let mut times = Vec::new();
    for round in 0..wanted.rounds.min(40) {
        let key = if round % 8 < 4 { Key::Plus } else { Key::Minus };
        stage.press(key, Modifiers::ALT, None);
        times.push(stage.frame());
    }
    rows.push(Row::new("change the size of the text", "ms", FRAME, times));
}

pub(super) fn open_large(stage: &mut Stage, root: &Path, wanted: &Wanted, rows: &mut Vec<Row>) {
    let mut times = Vec::new();
    for _ in 0..3 {
        stage.open(root);
        let (shown, _) = stage.until("the text is there", |postil| {
            postil
                .workspace()
                .is_some_and(|workspace| workspace.open.is_some())
        });
        times.push(shown);
        stage.settle();
        if times.len() < 3 {
            stage.close();
        }
    }
    rows.push(Row::new("open the very large article", "ms", 1000.0, times));
    scroll(
        stage,
        wanted,
        [
            "scroll it by a line",
            "scroll it by a page",
            "jump anywhere in it",
        ],
        rows,
    );
}
