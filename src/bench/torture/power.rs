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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use jiff::Timestamp;
use serde::Serialize;

use crate::bench::synth::{self, Script, Size};
use crate::model::merge::{self, Told};
use crate::model::{
    AnnotationId, AnnotatorId, Author, Edit, History, Level, Project, Spans, TagId, Way, edits,
};
use crate::store::{self, Deed, Desk, Disk, DiskFile, Home, Progress, RealDisk, Saver};
use crate::text::Span;

/// A power cut tears a write at a multiple of so many bytes.
const BLOCK: usize = 512;
/// At one moment, so many ways in which the disk may be are tried one by one; of more, so many by chance.
const WAYS: usize = 24;
const PATIENCE: Duration = Duration::from_mins(1);

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
        // Three short traces, and then a long one.
        let deeds = if round % 4 == 3 { 40 } else { 4 };
        let left = states - report.states;
        let seed = seed.wrapping_add(round);
        let found = trace(deeds, left, seed)
            .with_context(|| format!("in the trace of {deeds} deeds with the seed {seed}"))?;
        report.states += found;
        round += 1;
    }
    Ok(report)
}

/// Works on a project for so many deeds, and tries at most so many of the states in which a power cut may leave it.
fn trace(deeds: usize, most: usize, seed: u64) -> anyhow::Result<usize> {
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
    let states = work(&root, &state, &disk, deeds, &mut dice)?;
    let log = disk.take();
    let mut world = log.start;
    let mut seen = HashSet::new();
    let (mut acknowledged, mut handed) = (0, 0);
    for op in &log.ops {
        match op {
            Op::Acknowledged(number) => acknowledged = *number,
            Op::Handed(number) => handed = *number,
            op => world.note(op),
        }
        for choice in world.choices(&mut dice) {
            let files = world.after_a_cut(&choice);
            if !seen.insert(digest(&files, acknowledged)) {
                continue;
            }
            lay_out(&base, &files)?;
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

/// Does so many deeds, as a window would; the project after each.
fn work(
    root: &Path,
    state: &Path,
    disk: &Arc<PowerDisk>,
    deeds: usize,
    dice: &mut fastrand::Rng,
) -> anyhow::Result<Vec<Project>> {
    let opened = store::open(root, &Progress::default())?;
    let annotator = AnnotatorId::new(synth::ANNOTATOR)?;
    let mut project = opened.project.clone();
    let desk = Desk::prepare(
        Home::of(state, root),
        root,
        &project,
        &annotator,
        Arc::<PowerDisk>::clone(disk),
    );
    let known = opened.locked.clone().on_disk(Arc::<PowerDisk>::clone(disk));
    let saver = Saver::start(root, known, &project, desk.session, || ());
    let mut history = History::default();
    let mut states = vec![project.clone()];
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
        }
    }
    drop(saver);
    disk.note(Op::Acknowledged(deeds));
    Ok(states)
}

fn a_deed(by: &AnnotatorId, way: Way, edit: Edit, inverse: Edit) -> Deed {
    Deed {
        number: 0,
        at: Timestamp::UNIX_EPOCH,
        by: by.clone(),
        way,
        joins: false,
        edit,
        inverse,
        texts: BTreeMap::new(),
        places: BTreeMap::new(),
    }
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
        return Ok((Way::Undone, step.edit, step.reverse));
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
    let merged = merge::resolve(&project, &desk.recovery.steps, &told());
    ensure!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    merged.edit.apply(&mut project)?;
    Ok((desk, project))
}

fn told() -> Told {
    Told {
        name: "Bring back".to_owned(),
        other: "the journal".to_owned(),
    }
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
    let edit = merge::resolve(&project, &desk.recovery.steps, &told()).edit;
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

/// A disk that notes what is done to it.
#[derive(Debug)]
pub struct PowerDisk {
    base: PathBuf,
    log: Arc<Mutex<Log>>,
}

#[derive(Debug, Default)]
struct Log {
    start: World,
    ops: Vec<Op>,
    files: usize,
}

/// A change of the disk; files go by number, names are relative to the disk.
#[derive(Clone, Debug)]
enum Op {
    Create(PathBuf, usize),
    Write(usize, u64, Vec<u8>),
    Length(usize, u64),
    Sync(usize),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
    Remove(PathBuf),
    MakeFolder(PathBuf),
    SyncFolder(PathBuf),
    /// So many deeds have been given to be saved.
    Handed(usize),
    /// So many deeds are said to be saved.
    Acknowledged(usize),
}

impl PowerDisk {
    /// The disk below a folder, as it is now.
    ///
    /// # Errors
    /// What the disk of this computer says.
    pub fn new(base: &Path) -> io::Result<Self> {
        let mut log = Log::default();
        log.files = log.start.read(base, Path::new(""))?;
        Ok(Self {
            base: base.to_owned(),
            log: Arc::new(Mutex::new(log)),
        })
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Log {
        core::mem::take(&mut self.log())
    }

    fn note(&self, op: Op) {
        self.log().ops.push(op);
    }

    fn name(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.base).unwrap_or(path).to_owned()
    }
}

impl Disk for PowerDisk {
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        let mut log = self.log();
        let file = RealDisk.create(path, like)?;
        let number = log.files;
        log.files += 1;
        log.ops.push(Op::Create(self.name(path), number));
        Ok(Box::new(PowerFile {
            file,
            number,
            log: Arc::clone(&self.log),
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.rename(from, to)?;
        log.ops.push(Op::Rename(self.name(from), self.name(to)));
        Ok(())
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.exchange(one, other)?;
        log.ops.push(Op::Exchange(self.name(one), self.name(other)));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.remove(path)?;
        log.ops.push(Op::Remove(self.name(path)));
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.make_folder(path)?;
        log.ops.push(Op::MakeFolder(self.name(path)));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Whether the disk of this computer holds it is all the same here.
        self.note(Op::SyncFolder(self.name(folder)));
        Ok(())
    }
}

#[derive(Debug)]
struct PowerFile {
    file: Box<dyn DiskFile>,
    number: usize,
    log: Arc<Mutex<Log>>,
}

impl PowerFile {
    fn note(&self, op: Op) {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.ops.push(op);
    }
}

impl DiskFile for PowerFile {
    fn reserve(&mut self, length: u64) -> io::Result<()> {
        self.file.cut(length)?;
        self.note(Op::Length(self.number, length));
        Ok(())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_at(offset, bytes)?;
        self.note(Op::Write(self.number, offset, bytes.to_vec()));
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.cut(length)?;
        self.note(Op::Length(self.number, length));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.note(Op::Sync(self.number));
        Ok(())
    }
}

/// Bytes of a file; long runs of zeros at the end are not kept.
type Bytes = Vec<u8>;

/// What a disk holds for good, and what it may hold.
#[derive(Clone, Debug, Default)]
struct World {
    folders: BTreeSet<PathBuf>,
    names: BTreeMap<PathBuf, usize>,
    files: BTreeMap<usize, Bytes>,
    /// Changes of names that were not flushed, by folder.
    pending_names: BTreeMap<PathBuf, Vec<Op>>,
    /// Changes of bytes that were not flushed, by file.
    pending_bytes: BTreeMap<usize, Vec<Op>>,
}

/// What became of what was not flushed: for each folder how many changes are there; for each file, of each change how many
/// bytes.
#[derive(Clone, Debug, Default)]
struct Choice {
    names: BTreeMap<PathBuf, usize>,
    bytes: BTreeMap<usize, Vec<usize>>,
}

impl World {
    /// Reads a folder; how many files there are.
    fn read(&mut self, base: &Path, folder: &Path) -> io::Result<usize> {
        for entry in fs::read_dir(base.join(folder))? {
            let entry = entry?;
            let name = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.folders.insert(name.clone());
                self.read(base, &name)?;
            } else {
                let number = self.files.len();
                self.files.insert(number, fs::read(entry.path())?);
                self.names.insert(name, number);
            }
        }
        Ok(self.files.len())
    }

    fn note(&mut self, op: &Op) {
        match op {
            Op::Write(file, ..) | Op::Length(file, _) => {
                self.pending_bytes
                    .entry(*file)
                    .or_default()
                    .push(op.clone());
            }
            Op::Sync(file) => {
                for op in self.pending_bytes.remove(file).unwrap_or_default() {
                    apply_bytes(self.files.entry(*file).or_default(), &op, usize::MAX);
                }
            }
            Op::Create(path, _)
            | Op::Rename(path, _)
            | Op::Exchange(path, _)
            | Op::Remove(path)
            | Op::MakeFolder(path) => {
                let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                self.pending_names
                    .entry(folder)
                    .or_default()
                    .push(op.clone());
            }
            Op::SyncFolder(folder) => {
                for op in self.pending_names.remove(folder).unwrap_or_default() {
                    apply_name(&mut self.names, &mut self.folders, &op);
                }
            }
            Op::Handed(_) | Op::Acknowledged(_) => {}
        }
    }

    /// The ways in which the disk may be when power is lost now; all of them, or some by chance.
    fn choices(&self, dice: &mut fastrand::Rng) -> Vec<Choice> {
        let mut arities = Vec::new();
        for ops in self.pending_names.values() {
            arities.push(ops.len() + 1);
        }
        let parts: Vec<&Op> = self.pending_bytes.values().flatten().collect();
        arities.extend(parts.iter().map(|op| outcomes(op)));
        let all = arities
            .iter()
            .try_fold(1usize, |product, arity| product.checked_mul(*arity));
        let picks: Vec<Vec<usize>> = match all {
            Some(all) if all <= WAYS => (0..all)
                .map(|mut index| {
                    let digits = arities.iter().map(|arity| {
                        let digit = index % arity;
                        index /= arity;
                        digit
                    });
                    digits.collect()
                })
                .collect(),
            _ => (0..WAYS)
                .map(|_| arities.iter().map(|arity| dice.usize(0..*arity)).collect())
                .collect(),
        };
        picks
            .into_iter()
            .map(|pick| self.choice(&pick, dice))
            .collect()
    }

    fn choice(&self, pick: &[usize], dice: &mut fastrand::Rng) -> Choice {
        let mut pick = pick.iter().copied();
        let mut next = || pick.next().unwrap_or_default();
        let names = self
            .pending_names
            .keys()
            .map(|folder| (folder.clone(), next()));
        let names = names.collect();
        let bytes = self.pending_bytes.iter().map(|(file, ops)| {
            let kept = ops.iter().map(|op| match (op, next()) {
                (_, 0) => 0,
                (_, 1) => usize::MAX,
                (Op::Write(_, offset, bytes), _) => torn(*offset, bytes.len(), dice),
                _ => usize::MAX,
            });
            (*file, kept.collect())
        });
        let bytes = bytes.collect();
        Choice { names, bytes }
    }

    /// The files of the disk.
    fn after_a_cut(&self, choice: &Choice) -> BTreeMap<PathBuf, Option<Bytes>> {
        let (mut names, mut folders) = (self.names.clone(), self.folders.clone());
        for (folder, ops) in &self.pending_names {
            let kept = choice.names.get(folder).copied().unwrap_or_default();
            for op in &ops[..kept.min(ops.len())] {
                apply_name(&mut names, &mut folders, op);
            }
        }
        let mut found: BTreeMap<PathBuf, Option<Bytes>> = BTreeMap::new();
        let reachable = |path: &Path| {
            path.ancestors()
                .skip(1)
                .all(|above| above == Path::new("") || folders.contains(above))
        };
        for folder in folders.iter().filter(|folder| reachable(folder)) {
            found.insert(folder.clone(), None);
        }
        for (name, file) in names.iter().filter(|(name, _)| reachable(name)) {
            let mut bytes = self.files.get(file).cloned().unwrap_or_default();
            let pending = self.pending_bytes.get(file).map_or(&[][..], Vec::as_slice);
            let kept = choice.bytes.get(file).map_or(&[][..], Vec::as_slice);
            for (op, kept) in pending.iter().zip(kept) {
                apply_bytes(&mut bytes, op, *kept);
            }
            found.insert(name.clone(), Some(bytes));
        }
        found
    }
}

/// How many outcomes a change of bytes has: not there, there, torn.
fn outcomes(op: &Op) -> usize {
    match op {
        Op::Write(_, offset, bytes) if (*offset as usize % BLOCK) + bytes.len() > BLOCK => 3,
        _ => 2,
    }
}

/// How many bytes of a torn write are there: up to the end of a block.
fn torn(offset: u64, length: usize, dice: &mut fastrand::Rng) -> usize {
    let first = BLOCK - offset as usize % BLOCK;
    let more = length.saturating_sub(first).saturating_sub(1) / BLOCK;
    first + BLOCK * dice.usize(0..=more)
}

fn apply_bytes(bytes: &mut Bytes, op: &Op, kept: usize) {
    match op {
        _ if kept == 0 => {}
        Op::Write(_, offset, new) => {
            let (start, kept) = (*offset as usize, kept.min(new.len()));
            if bytes.len() < start + kept {
                bytes.resize(start + kept, 0);
            }
            bytes[start..start + kept].copy_from_slice(&new[..kept]);
        }
        // The room behind the end is zeros, which need not be written out.
        Op::Length(_, length) => bytes.truncate(*length as usize),
        _ => {}
    }
}

fn apply_name(names: &mut BTreeMap<PathBuf, usize>, folders: &mut BTreeSet<PathBuf>, op: &Op) {
    match op {
        Op::Create(path, file) => {
            names.insert(path.clone(), *file);
        }
        Op::Rename(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        Op::Exchange(one, other) => {
            if let (Some(first), Some(second)) = (names.get(one), names.get(other)) {
                let (first, second) = (*first, *second);
                names.insert(one.clone(), second);
                names.insert(other.clone(), first);
            }
        }
        Op::Remove(path) => {
            names.remove(path);
        }
        Op::MakeFolder(path) => {
            folders.insert(path.clone());
        }
        _ => {}
    }
}

fn digest(files: &BTreeMap<PathBuf, Option<Bytes>>, acknowledged: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    (files, acknowledged).hash(&mut hasher);
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
    use super::*;

    #[test]
    fn nothing_acknowledged_is_lost_when_power_is() {
        let report = run(300, 1).unwrap();
        assert_eq!((report.states, report.lost), (300, 0));
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
