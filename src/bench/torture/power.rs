//! A disk that loses power: everything that it may hold then, tried one after the other.
//!
//! The program works on a real folder through [`PowerDisk`], which notes every change. Then, for every moment between two
//! changes, the folder is made anew as a disk might have it that lost power there, and opened. What was not flushed may be
//! there, be missing, or be there in part:
//!
//! - of the bytes that were written to a file since it was last flushed, each write on its own: none, all, or the first few
//!   blocks of 512 bytes;
//! - of the names that were made, changed or removed in a folder since it was last flushed: the first few; each folder on its
//!   own.
//!
//! This is the method of ALICE (Pillai et al., OSDI 2014) and of `SQLite`'s crash tests, in small.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use jiff::Timestamp;
use serde::Serialize;

use crate::bench::synth::{self, Script, Size};
use crate::model::{
    AnnotationId, AnnotatorId, Article, ArticleId, ArticleMeta, Author, Change, Edit, History,
    Level, Project, Spans, TagId, Way, edits,
};
use crate::store::{self, Deed, Desk, Home, Progress, RealDisk, Saver};
use crate::text::{Span, Text};

const PATIENCE: Duration = Duration::from_mins(1);

mod backups;
mod disk;
mod world;

pub use disk::PowerDisk;

use backups::Expected;
use disk::Op;
use world::Bytes;

/// What is done on the disk that loses power.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// So many deeds, with backups among them.
    Deeds(usize),
    /// So many articles that are loaded together.
    Load(usize),
    /// Backups, more than are kept.
    Backups,
}

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many ways in which a disk may be were tried, each once.
    pub states: usize,
    /// In how many of them something that was acknowledged was lost, or the project was not sound.
    pub lost: usize,
}

/// Tries short traces wholly and long ones by chance until so many states have been tried.
///
/// # Errors
/// The first state in which something was lost, with its seed; or what the disk of this computer says.
pub fn run(states: usize, seed: u64) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let mut round = 0;
    while report.states < states {
        // Three short traces, a long one, and now and then one of many articles or of backups only.
        let work = match round % 8 {
            3 => Work::Deeds(40),
            5 => Work::Load(70),
            7 => Work::Backups,
            _ => Work::Deeds(4),
        };
        let left = states - report.states;
        let seed = seed.wrapping_add(round);
        let found = trace(work, left, seed)
            .with_context(|| format!("in the trace of {work:?} with the seed {seed}"))?;
        report.states += found;
        round += 1;
    }
    Ok(report)
}

/// Works on a project, and tries at most so many of the states in which a power cut may leave it.
fn trace(kind: Work, most: usize, seed: u64) -> anyhow::Result<usize> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let place = tempfile::tempdir()?;
    let base = place.path().canonicalize()?.join("disk");
    let (root, state) = (base.join("project"), base.join("state"));
    fs::create_dir(&base)?;
    let size = Size {
        articles: 2,
        bytes: 600,
        annotations: 4,
        links: true,
        script: Script::English,
        seed,
    };
    synth::make(&root, size)?;
    fs::create_dir(&state)?;
    let disk = Arc::new(PowerDisk::new(&base)?);
    let (states, expected) = match kind {
        Work::Deeds(deeds) => work(&root, &state, &disk, deeds, &mut dice)?,
        Work::Load(articles) => load(&root, &state, &disk, articles)?,
        Work::Backups => {
            let project = store::open(&root, &Progress::default())?.project;
            let expected = backups::make_many(&root, &state, &disk, &mut dice)?;
            (vec![project], expected)
        }
    };
    let copies = place.path().join("copies");
    fs::create_dir(&copies)?;
    let log = disk.take();
    let mut world = log.start;
    let mut seen = HashSet::new();
    let (mut acknowledged, mut handed, mut backed_up) = (0, 0, 0);
    for op in &log.ops {
        match op {
            Op::Acknowledged(number) => acknowledged = *number,
            Op::Handed(number) => handed = *number,
            Op::BackedUp(number) => backed_up = *number,
            op => world.note(op),
        }
        // Of hundreds of files at a time, some of the moments will do.
        if matches!(kind, Work::Load(_)) && dice.u8(0..24) > 0 {
            continue;
        }
        for choice in world.choices(&mut dice) {
            let files = world.after_a_cut(&choice);
            if !seen.insert(digest(&files, acknowledged, backed_up)) {
                continue;
            }
            lay_out(&base, &files)?;
            let sound = expected.check(&root, &state, backed_up, &copies, &mut dice);
            if let Err(error) = sound {
                keep(&base);
                return Err(error.context(format!("after {op:?} with {choice:?}")));
            }
            if matches!(kind, Work::Backups) {
                if seen.len() >= most {
                    return Ok(seen.len());
                }
                continue;
            }
            let (found, project) = reopen(&root, &state)?;
            let whole = (acknowledged..=handed).find(|number| states[*number] == project);
            let Some(number) = whole else {
                keep(&base);
                anyhow::bail!(
                    "{acknowledged} of {handed} deeds were acknowledged, and the project is none of what it was since then, after {op:?} with {choice:?}"
                );
            };
            // Power may be lost again while that is being repaired.
            if !found.recovery.steps.is_empty() && dice.u8(0..16) == 0 {
                again(&base, &root, &state, found, &states[number], &mut dice)?;
            }
            if seen.len() >= most {
                return Ok(seen.len());
            }
        }
    }
    Ok(seen.len())
}

/// Opens the project on the disk, as a window would.
fn start(
    root: &Path,
    state: &Path,
    disk: &Arc<PowerDisk>,
) -> anyhow::Result<(AnnotatorId, Project, Saver)> {
    let opened = store::open(root, &Progress::default())?;
    let annotator = AnnotatorId::new(synth::ANNOTATOR)?;
    let desk = Desk::prepare(
        Home::of(state, root),
        root,
        &opened.project,
        &annotator,
        Arc::<PowerDisk>::clone(disk),
    );
    let known = opened.locked.on_disk(Arc::<PowerDisk>::clone(disk));
    let saver = Saver::start(root, known, &opened.project, desk.session, || ());
    Ok((annotator, opened.project, saver))
}

/// Loads so many articles in one deed, as a window would; the project before and after.
fn load(
    root: &Path,
    state: &Path,
    disk: &Arc<PowerDisk>,
    articles: usize,
) -> anyhow::Result<(Vec<Project>, Expected)> {
    let (annotator, mut project, saver) = start(root, state, disk)?;
    let mut states = vec![project.clone()];
    let mut changes = Vec::new();
    for number in 0..articles {
        let id = ArticleId::new(&format!("loaded-{number}"))?;
        let text = Text::new(format!("The text of article {number}.\n"));
        let meta = ArticleMeta {
            title: format!("Article {number}"),
            ..ArticleMeta::default()
        };
        let article = Article::new(id.clone(), meta, text);
        changes.push(Change::Article(id, Some(Arc::new(article))));
    }
    let edit = Edit::new("Load", changes);
    let inverse = History::default()
        .commit(&mut project, edit.clone())?
        .inverse;
    disk.note(Op::Handed(1));
    saver.record(a_deed(&annotator, Way::Done, edit, inverse), &project);
    states.push(project);
    ensure!(saver.flush_journal(PATIENCE), "{:?}", saver.status());
    disk.note(Op::Acknowledged(1));
    ensure!(saver.flush(PATIENCE), "{:?}", saver.status());
    Ok((states, Expected::default()))
}

/// Does so many deeds, as a window would, and backs the project up now and then; the project after each.
fn work(
    root: &Path,
    state: &Path,
    disk: &Arc<PowerDisk>,
    deeds: usize,
    dice: &mut fastrand::Rng,
) -> anyhow::Result<(Vec<Project>, Expected)> {
    let (annotator, mut project, saver) = start(root, state, disk)?;
    let mut history = History::default();
    let mut states = vec![project.clone()];
    let mut expected = Expected::default();
    for number in 1..=deeds {
        let (way, edit, inverse) = deed(&mut project, &mut history, &annotator, number, dice)?;
        disk.note(Op::Handed(number));
        saver.record(a_deed(&annotator, way, edit, inverse), &project);
        states.push(project.clone());
        if dice.u8(0..4) > 0 {
            ensure!(saver.flush_journal(PATIENCE), "{:?}", saver.status());
            disk.note(Op::Acknowledged(number));
        }
        if dice.u8(0..4) == 0 {
            ensure!(saver.flush(PATIENCE), "{:?}", saver.status());
            disk.note(Op::Acknowledged(number));
            if dice.bool() {
                expected.make(root, state, disk, Timestamp::now())?;
            }
        }
    }
    drop(saver);
    disk.note(Op::Acknowledged(deeds));
    Ok((states, expected))
}

fn a_deed(by: &AnnotatorId, way: Way, edit: Edit, inverse: Edit) -> Deed {
    Deed::new(by, Timestamp::UNIX_EPOCH, way, edit, inverse)
}

/// One more deed: something is marked, noted or deleted, or the last deed is taken back.
fn deed(
    project: &mut Project,
    history: &mut History,
    annotator: &AnnotatorId,
    number: usize,
    dice: &mut fastrand::Rng,
) -> anyhow::Result<(Way, Edit, Edit)> {
    if dice.u8(0..6) == 0
        && let Some(step) = history.undo(project)?
    {
        return Ok((
            Way::Undone,
            Edit::clone(&step.edit),
            Edit::clone(&step.reverse),
        ));
    }
    let author = Author {
        annotator: annotator.clone(),
        at: Timestamp::from_second(1_800_000_000 + i64::try_from(number)?)?,
    };
    let keys: Vec<_> = project.layers.keys().cloned().collect();
    let key = keys[dice.usize(0..keys.len())].clone();
    let ids: Vec<AnnotationId> = project.layers[&key].annotations.keys().cloned().collect();
    let edit = match dice.u8(0..4) {
        0 if !ids.is_empty() => {
            let gone = BTreeSet::from([ids[dice.usize(0..ids.len())].clone()]);
            edits::delete_annotations(project, &author, &key, &gone)
        }
        1 if !ids.is_empty() => {
            let id = &ids[dice.usize(0..ids.len())];
            let annotation = &project.layers[&key].annotations[id];
            edits::set_note(
                project,
                &author,
                &key,
                annotation,
                &format!("Note {number}"),
            )
        }
        _ => {
            let text = &project.articles[&key.article].text;
            let blanks: Vec<usize> = text.as_str().match_indices(' ').map(|it| it.0).collect();
            let word = dice.usize(1..blanks.len());
            let spans = Spans::one(Span::of(blanks[word - 1] + 1..blanks[word]))?;
            let tags: Vec<TagId> = project
                .codebook
                .tags
                .iter()
                .map(|tag| tag.id.clone())
                .collect();
            let tag = tags[dice.usize(0..tags.len())].clone();
            let id = AnnotationId::new(&format!("deed{number}"))?;
            edits::annotate(project, &author, &key, id, &tag, spans)
        }
    };
    let inverse = history.commit(project, edit.clone())?.inverse;
    Ok((Way::Done, edit, inverse))
}

/// Opens what a power cut left, as the program does, and brings back what the journal has. Fails when that is not sound.
fn reopen(root: &Path, state: &Path) -> anyhow::Result<(Desk, Project)> {
    let opened = store::open(root, &Progress::default())?;
    let wrong = opened
        .findings
        .iter()
        .find(|finding| finding.level == Level::Error);
    if let Some(finding) = wrong {
        anyhow::bail!("the project is not sound: {finding}");
    }
    let annotator = AnnotatorId::new(synth::ANNOTATOR)?;
    let home = Home::of(state, root);
    let desk = Desk::prepare(home, root, &opened.project, &annotator, Arc::new(RealDisk));
    let mut project = opened.project;
    let merged = &desk.merged;
    ensure!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    merged.edit.apply(&mut project)?;
    Ok((desk, project))
}

/// Brings back what the journal has, and loses power again on the way: nothing may be lost by that.
fn again(
    base: &Path,
    root: &Path,
    state: &Path,
    desk: Desk,
    whole: &Project,
    dice: &mut fastrand::Rng,
) -> anyhow::Result<()> {
    drop(desk);
    let disk = Arc::new(PowerDisk::new(base)?);
    let opened = store::open(root, &Progress::default())?;
    let annotator = AnnotatorId::new(synth::ANNOTATOR)?;
    let mut project = opened.project.clone();
    let desk = Desk::prepare(
        Home::of(state, root),
        root,
        &project,
        &annotator,
        Arc::<PowerDisk>::clone(&disk),
    );
    let known = opened
        .locked
        .clone()
        .on_disk(Arc::<PowerDisk>::clone(&disk));
    let saver = Saver::start(root, known, &project, desk.session, || ());
    let edit = desk.merged.edit;
    if !edit.is_empty() {
        let inverse = edit.apply(&mut project)?;
        saver.record(a_deed(&annotator, Way::Merged, edit, inverse), &project);
    }
    for (session, through) in &desk.recovery.covers {
        saver.covers(*session, *through);
    }
    ensure!(saver.flush(PATIENCE), "{:?}", saver.status());
    drop((saver, desk.seat));
    let log = disk.take();
    let mut world = log.start;
    let last = dice.usize(0..=log.ops.len());
    for op in &log.ops[..last] {
        world.note(op);
    }
    let choices = world.choices(dice);
    for choice in choices.iter().take(4) {
        lay_out(base, &world.after_a_cut(choice))?;
        let (_desk, project) = reopen(root, state)?;
        if project != *whole {
            keep(base);
            anyhow::bail!("something was lost when power was lost a second time, with {choice:?}");
        }
    }
    Ok(())
}

fn digest(files: &BTreeMap<PathBuf, Option<Bytes>>, acknowledged: usize, backed_up: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (files, acknowledged, backed_up).hash(&mut hasher);
    hasher.finish()
}

/// Makes the folder anew with just these files.
fn lay_out(base: &Path, files: &BTreeMap<PathBuf, Option<Bytes>>) -> io::Result<()> {
    fs::remove_dir_all(base)?;
    fs::create_dir(base)?;
    for (name, bytes) in files {
        match bytes {
            None => fs::create_dir_all(base.join(name))?,
            Some(bytes) => fs::write(base.join(name), bytes)?,
        }
    }
    Ok(())
}

/// Keeps a folder in which something was lost, for looking into it.
fn keep(base: &Path) {
    if let Some(place) = std::env::var_os("POSTIL_TORTURE_KEEP") {
        let _it_is_only_for_looking = fs::rename(base, place);
    }
}

#[cfg(test)]
mod tests {
    use super::world::BLOCK;
    use super::*;
    use crate::store::Disk as _;

    #[test]
    fn nothing_acknowledged_is_lost_when_power_is() {
        let report = run(300, 1).unwrap();
        assert_eq!((report.states, report.lost), (300, 0));
    }

    #[test]
    fn nor_is_what_was_loaded_together() {
        let states = trace(Work::Load(70), 500, 1).unwrap();
        assert!(states > 50, "{states}");
    }

    /// The test of the test: a disk that says that it holds what it does not.
    #[test]
    fn what_was_not_flushed_may_be_lost() {
        let base = tempfile::tempdir().unwrap();
        let disk = PowerDisk::new(base.path()).unwrap();
        let path = base.path().join("a");
        let mut file = disk.create(&path, None).unwrap();
        file.write_at(0, &[1; 2000]).unwrap();
        let log = disk.take();
        let mut world = log.start;
        for op in &log.ops {
            world.note(op);
        }
        let choices = world.choices(&mut fastrand::Rng::with_seed(1));
        let mut found: Vec<Option<usize>> = choices
            .iter()
            .map(|choice| {
                world
                    .after_a_cut(choice)
                    .get(Path::new("a"))
                    .map(|it| it.as_ref().unwrap().len())
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        assert!(found.contains(&None) && found.contains(&Some(0)) && found.contains(&Some(2000)));
        assert!(
            found
                .iter()
                .flatten()
                .any(|length| length % BLOCK == 0 && *length > 0)
        );
    }
}
