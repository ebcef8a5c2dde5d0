//! Killing the program while it works, over and over.
//!
//! The driver starts the program again as a child: the whole of it, but for the window (`bench/stage.rs`). The child marks, notes,
//! deletes and takes back by keys, and says on a pipe what the journal has confirmed. At a moment of chance it is killed, as
//! the system kills: without a warning. Then the project is opened, and everything that was said must be there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use egui::{Key, Modifiers};
use serde::{Deserialize, Serialize};

use crate::bench::stage::Stage;
use crate::bench::synth::{self, Script, Size};
use crate::model::{AnnotatorId, Level, Project};
use crate::store::{self, Desk, Home, Progress, RealDisk, Saver};

/// Nothing that is waited for takes so long.
const PATIENCE: Duration = Duration::from_mins(1);
/// The child lives at most so long after its first edit, in milliseconds.
const LIFE: u64 = 400;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How often the program was killed.
    pub rounds: usize,
    /// How many edits it had said to be saved.
    pub acknowledged: usize,
    /// How many of them were not there afterwards.
    pub lost: usize,
}

/// What the child says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Said {
    /// The project is going to be like this, by its [`fingerprint`].
    Trying(String),
    /// It is, and that is saved.
    Saved,
}

/// The project as it is after whatever happened to the program or the disk, as fingerprints that can be compared with
/// what [`labour`] said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Look {
    /// As it is.
    pub found: String,
    /// As it was before the last edit.
    pub earlier: String,
}

/// Opens a project as the program does, brings back what the journal has, and looks whether all is sound.
///
/// # Errors
/// When it is not.
pub fn look(root: &Path, state: &Path) -> anyhow::Result<Look> {
    let (project, earlier) = reopen(root, state)?;
    Ok(Look {
        found: fingerprint(&project),
        earlier: fingerprint(&earlier),
    })
}

/// Makes the project on which [`labour`] works.
///
/// # Errors
/// What the disk says.
pub fn prepare(root: &Path, seed: u64) -> anyhow::Result<()> {
    let size = Size {
        articles: 2,
        bytes: 4000,
        annotations: 5,
        links: false,
        script: Script::English,
        seed,
    };
    synth::make(root, size)
}

/// Kills so many children. `child` makes the command that runs [`labour`] with a project folder, a state folder and a seed.
///
/// # Errors
/// When a project is not sound, or a child cannot be started or says nothing.
pub fn run(
    rounds: usize,
    seed: u64,
    child: impl Fn(&Path, &Path, u64) -> Command,
) -> anyhow::Result<Report> {
    let place = tempfile::tempdir()?;
    let (root, state) = (place.path().join("project"), place.path().join("state"));
    prepare(&root, seed)?;
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut report = Report::default();
    let mut saved = fingerprint(&reopen(&root, &state)?.0);
    for round in 0..rounds {
        let said = one(&mut child(&root, &state, dice.u64(..)), &mut dice)?;
        report.rounds += 1;
        // One edit more than was said to be saved may be there or not; perhaps the child could not even say which.
        let mut trying = None;
        for said in said {
            match said {
                Said::Trying(state) => trying = Some(state),
                Said::Saved => {
                    saved = trying.take().context("it saves what it has tried")?;
                    report.acknowledged += 1;
                }
            }
        }
        let (project, earlier) =
            reopen(&root, &state).with_context(|| format!("after round {round}"))?;
        let found = fingerprint(&project);
        let is_one_more = match &trying {
            Some(trying) => found == *trying,
            None => fingerprint(&earlier) == saved,
        };
        if found != saved && !is_one_more {
            eprintln!("in round {round} something was lost");
            report.lost += 1;
        }
        saved = found;
    }
    Ok(report)
}

/// Tells two states of the annotations apart.
fn fingerprint(project: &Project) -> String {
    let layers: Vec<_> = project
        .layers
        .iter()
        .map(|(key, layer)| {
            let annotations: Vec<_> = layer.annotations.values().collect();
            let deleted: Vec<_> = layer.deleted.iter().collect();
            (key, &layer.head, annotations, deleted)
        })
        .collect();
    let text = serde_json::to_string(&layers).unwrap_or_default();
    store::sha256_hex(&text)
}

/// Starts a child, lets it live for a moment, and kills it; what it said to be saved.
fn one(command: &mut Command, dice: &mut fastrand::Rng) -> anyhow::Result<Vec<Said>> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = listen(&mut child)?;
    let first = lines
        .recv_timeout(PATIENCE)
        .context("the child says nothing")?;
    let mut said = vec![first];
    let end = Instant::now() + Duration::from_millis(dice.u64(0..LIFE));
    loop {
        match lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(line) => said.push(line),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the child ended by itself"),
        }
    }
    // SIGKILL on Unix: nobody is asked.
    child.kill()?;
    child.wait()?;
    said.extend(lines);
    let said = said.iter().map(|line| Ok(serde_json::from_str(line)?));
    said.collect()
}

/// The lines of a child, as they come. The last one counts only when it is whole.
fn listen(child: &mut Child) -> anyhow::Result<Receiver<String>> {
    let mut out = BufReader::new(child.stdout.take().context("it has a pipe")?);
    let (tell, lines) = channel();
    thread::spawn(move || {
        let mut line = String::new();
        while out.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n') {
            if tell.send(core::mem::take(&mut line)).is_err() {
                return;
            }
        }
    });
    Ok(lines)
}

/// Opens the project as the program does, brings back what the journal has, and looks whether all is sound. Answers with
/// the project, and as it was before the last edit.
fn reopen(root: &Path, state: &Path) -> anyhow::Result<(Project, Project)> {
    let opened = store::open(root, &Progress::default())?;
    let annotator = AnnotatorId::new(synth::ANNOTATOR)?;
    let home = Home::of(state, root);
    let desk = Desk::prepare(home, root, &opened.project, &annotator, Arc::new(RealDisk));
    ensure!(desk.seat.is_some(), "the seat is still taken");
    let merged = desk.merged;
    ensure!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    let mut project = opened.project.clone();
    merged.edit.apply(&mut project)?;
    // Into the folder, so that it can be checked there; the next child finds that nothing is left to do.
    let saver = Saver::start(root, opened.locked, &opened.project, None, || ());
    saver.request(&project, merged.edit.parts());
    ensure!(saver.flush(PATIENCE), "{:?}", saver.status());
    drop(saver);
    let findings = store::check(root, &Progress::default())?;
    let wrong = findings
        .iter()
        .find(|finding| finding.level == Level::Error);
    ensure!(
        wrong.is_none(),
        "the project is not sound: {}",
        wrong.map_or_else(String::new, ToString::to_string)
    );
    let mut earlier = project.clone();
    if let Some(last) = desk.past.last() {
        last.inverse.apply(&mut earlier)?;
    }
    Ok((project, earlier))
}

/// Works on a project until somebody ends it, and says on the standard output what is saved.
///
/// # Errors
/// When nobody listens any more.
pub fn labour(root: &Path, state: &Path, seed: u64) -> anyhow::Result<()> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut stage = Stage::new(state);
    stage.open(root);
    stage.until("the project is open", |postil| {
        postil
            .workspace()
            .is_some_and(|workspace| workspace.open.is_some())
    });
    loop {
        let before = stage.workspace().project.clone();
        step(&mut stage, &mut dice);
        let after = stage.workspace().project.clone();
        if before == after {
            continue;
        }
        say(&Said::Trying(fingerprint(&after)))?;
        if dice.u8(0..8) == 0 {
            stage.saved();
        }
        let safe = stage.workspace().saver.flush_journal(PATIENCE);
        ensure!(safe, "{:?}", stage.workspace().saver.status());
        say(&Said::Saved)?;
    }
}

fn say(said: &Said) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, said)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// One thing that a person would do.
fn step(stage: &mut Stage, dice: &mut fastrand::Rng) {
    let ctrl = Modifiers::CTRL;
    let tag = |stage: &mut Stage| {
        let letter = stage
            .workspace()
            .project
            .codebook
            .tags
            .iter()
            .find_map(|tag| tag.key);
        if let Some(letter) = letter
            && let Some(key) = Key::from_name(&letter.to_uppercase().to_string())
        {
            stage.press(key, Modifiers::NONE, Some(&letter.to_string()));
        }
    };
    match dice.u8(0..10) {
        0 => stage.press(Key::Z, ctrl, None),
        1 => stage.press(Key::Z, ctrl | Modifiers::SHIFT, None),
        2 => {
            stage.press(Key::Tab, Modifiers::NONE, None);
            stage.frame();
            stage.press(Key::Delete, Modifiers::NONE, None);
        }
        3 => {
            stage.press(Key::Tab, Modifiers::NONE, None);
            stage.frame();
            stage.press(Key::Exclamationmark, Modifiers::SHIFT, Some("!"));
        }
        _ => {
            for _ in 0..dice.u8(0..6) {
                stage.press(Key::ArrowRight, ctrl, None);
                stage.frame();
            }
            stage.press(Key::ArrowRight, ctrl | Modifiers::SHIFT, None);
            stage.frame();
            tag(stage);
        }
    }
    stage.frame();
}
