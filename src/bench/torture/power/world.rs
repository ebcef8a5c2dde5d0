//! What a disk holds for good, what it may hold, and what of that there is after a power cut.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Op;

/// A power cut tears a write at a multiple of so many bytes.
pub(super) const BLOCK: usize = 512;
/// At one moment, so many ways in which the disk may be are tried one by one; of more, so many by chance.
const WAYS: usize = 24;

/// Bytes of a file; long runs of zeros at the end are not kept.
pub(super) type Bytes = Vec<u8>;

/// What a disk holds for good, and what it may hold.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
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
pub(super) struct Choice {
    names: BTreeMap<PathBuf, usize>,
    bytes: BTreeMap<usize, Vec<usize>>,
}

impl World {
    /// Reads a folder; how many files there are.
    pub fn read(&mut self, base: &Path, folder: &Path) -> io::Result<usize> {
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

    pub fn note(&mut self, op: &Op) {
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
            Op::Handed(_) | Op::Acknowledged(_) | Op::BackedUp(_) => {}
        }
    }

    /// The ways in which the disk may be when power is lost now; all of them, or some by chance.
    pub fn choices(&self, dice: &mut fastrand::Rng) -> Vec<Choice> {
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
    pub fn after_a_cut(&self, choice: &Choice) -> BTreeMap<PathBuf, Option<Bytes>> {
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
