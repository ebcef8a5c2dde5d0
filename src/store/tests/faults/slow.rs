//! A disk that does not answer: nobody waits for it but its own threads.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::super::*;
use super::{LONG, write_note};
use crate::store::{DiskFile, Home, Saver};

/// A disk on which nothing becomes durable before it is let go.
#[derive(Debug)]
struct Held(Arc<Mutex<Receiver<()>>>);

fn held() -> (Sender<()>, Held) {
    let (let_go, wait) = channel();
    (let_go, Held(Arc::new(Mutex::new(wait))))
}

#[derive(Debug)]
struct HeldFile(Box<dyn DiskFile>, Arc<Mutex<Receiver<()>>>);

impl Disk for Held {
    fn create(&self, path: &Path, like: Option<&Path>) -> std::io::Result<Box<dyn DiskFile>> {
        let file = RealDisk.create(path, like)?;
        Ok(Box::new(HeldFile(file, Arc::clone(&self.0))))
    }

    fn rename(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> std::io::Result<()> {
        RealDisk.exchange(one, other)
    }

    fn remove(&self, path: &Path) -> std::io::Result<()> {
        RealDisk.remove(path)
    }

    fn make_folder(&self, path: &Path) -> std::io::Result<()> {
        RealDisk.make_folder(path)
    }

    fn sync_folder(&self, folder: &Path) -> std::io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

impl DiskFile for HeldFile {
    fn reserve(&mut self, length: u64) -> std::io::Result<()> {
        self.0.reserve(length)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> std::io::Result<()> {
        self.0.write_at(offset, bytes)
    }

    fn cut(&mut self, length: u64) -> std::io::Result<()> {
        self.0.cut(length)
    }

    fn sync(&mut self) -> std::io::Result<()> {
        // The other end is gone once the disk has been let go.
        let held = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let _let_go = held.recv();
        self.0.sync()
    }
}

#[test]
pub fn a_disk_that_does_not_answer_keeps_nobody_waiting() {
    let (folder, mut project) = made();
    let state = tempfile::tempdir().unwrap();
    let (let_go, disk) = held();
    let disk: Arc<dyn Disk> = Arc::new(disk);
    let known = opened(folder.path()).locked.on_disk(Arc::clone(&disk));
    let home = Home::of(state.path(), folder.path());
    // The seat is taken on a disk that answers; the work goes to the other one.
    let desk = Desk::prepare(
        home.clone(),
        folder.path(),
        &project,
        &annotator("ana"),
        Arc::new(RealDisk),
    );
    let session = Session::new(home.shelf(), disk, folder.path());
    let saver = Saver::start(folder.path(), known, &project, Some(session), || ());
    let began = Instant::now();
    for number in 0..100 {
        let deed = write_note(&mut project, "m1", &format!("note {number}"));
        saver.record(deed, &project);
        let _drawn = saver.status();
    }
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    let status = saver.status();
    assert_eq!(status.in_memory, 100, "nothing is said to be saved");
    assert!(!status.is_safe() && status.in_memory_since.is_some());
    drop(let_go);
    assert!(saver.flush(LONG));
    assert!(saver.status().is_safe());
    drop((saver, desk));
    assert_eq!(opened(folder.path()).project, project);
}
