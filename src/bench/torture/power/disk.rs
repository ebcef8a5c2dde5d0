//! A disk that notes what is done to it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::{Disk, DiskFile, RealDisk};

use super::world::World;

/// A disk that notes what is done to it.
#[derive(Debug)]
pub struct PowerDisk {
    base: PathBuf,
    log: Arc<Mutex<Log>>,
}

#[derive(Debug, Default)]
pub(super) struct Log {
    /// What the disk held before.
    pub start: World,
    /// What was done to it since, in order.
    pub ops: Vec<Op>,
    files: usize,
}

/// A change of the disk; files go by number, names are relative to the disk.
#[derive(Clone, Debug)]
pub(super) enum Op {
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
    /// The backup of this number is said to be made.
    BackedUp(u64),
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

    pub(super) fn take(&self) -> Log {
        core::mem::take(&mut self.log())
    }

    pub(super) fn note(&self, op: Op) {
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
pub(super) struct PowerFile {
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
