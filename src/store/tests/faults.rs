//! The table of faults: what may go wrong with disks, folders, files and clocks, what is expected of Postil then, and what
//! shows it.

mod files;
mod slow;
mod system;
mod table;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::model::{Change, Edit, Project, Slot, Way};
use crate::store::{Deed, Disk, DiskFile, RealDisk};

use super::{annotator, author, key, mark, with_note};

/// Nothing that a test waits for takes so long.
const LONG: Duration = Duration::from_mins(1);

/// A disk of which an operation fails.
#[derive(Debug)]
pub(super) struct FaultyDisk(pub Arc<Fault>);

/// What fails, and when.
#[derive(Debug)]
pub(super) struct Fault {
    /// The error of the system, by number.
    error: i32,
    /// The first operation that fails, from 1.
    at: usize,
    /// How many fail from there on.
    times: usize,
    count: AtomicUsize,
    /// Whether nothing fails any more.
    mended: AtomicBool,
    /// Whether an operation that only tidies up has failed.
    untidy: AtomicBool,
}

impl Fault {
    pub fn new(error: i32, at: usize, times: usize) -> Arc<Self> {
        Arc::new(Self {
            error,
            at,
            times,
            count: AtomicUsize::new(0),
            mended: AtomicBool::new(false),
            untidy: AtomicBool::new(false),
        })
    }

    fn hit(&self) -> io::Result<()> {
        let number = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = number >= self.at && number - self.at < self.times;
        if fails && !self.mended.load(Ordering::SeqCst) {
            return Err(io::Error::from_raw_os_error(self.error));
        }
        Ok(())
    }

    /// Whether an operation has failed.
    fn has_struck(&self) -> bool {
        self.count.load(Ordering::SeqCst) >= self.at
    }

    /// How many operations were asked for.
    pub fn operations(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    /// Whether an operation that only tidies up has failed.
    pub fn is_untidy(&self) -> bool {
        self.untidy.load(Ordering::SeqCst)
    }

    fn mend(&self) {
        self.mended.store(true, Ordering::SeqCst);
    }
}

impl Disk for FaultyDisk {
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        self.0.hit()?;
        let file = RealDisk.create(path, like)?;
        Ok(Box::new(FaultyFile(file, Arc::clone(&self.0))))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.hit()?;
        RealDisk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.0.hit()?;
        RealDisk.exchange(one, other)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let result = self.0.hit();
        if result.is_err() {
            self.0.untidy.store(true, Ordering::SeqCst);
        }
        result?;
        RealDisk.remove(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.0.hit()?;
        RealDisk.make_folder(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.hit()?;
        RealDisk.sync_folder(folder)
    }
}

#[derive(Debug)]
struct FaultyFile(Box<dyn DiskFile>, Arc<Fault>);

impl DiskFile for FaultyFile {
    fn reserve(&mut self, length: u64) -> io::Result<()> {
        self.1.hit()?;
        self.0.reserve(length)
    }

    /// What fails has written a half.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let result = self.1.hit();
        if result.is_err() {
            self.0.write_at(offset, &bytes[..bytes.len() / 2])?;
        }
        result?;
        self.0.write_at(offset, bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.1.hit()?;
        self.0.cut(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.1.hit()?;
        self.0.sync()
    }
}

/// A deed that writes a note into an annotation; the project is changed.
fn write_note(project: &mut Project, id: &str, note: &str) -> Deed {
    let changed = with_note(project, id, note);
    let annotation = changed.layers[&key("one", "ana")].annotations[&mark(id)].clone();
    let change = Change::Annotation(key("one", "ana"), mark(id), Slot::Present(annotation));
    let edit = Edit::new(format!("Note {note}"), vec![change]);
    let inverse = edit.apply(project).unwrap();
    Deed::new(&annotator("ana"), author(0).at, Way::Done, edit, inverse)
}
