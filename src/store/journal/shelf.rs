//! The sessions of one project: one file a run of the program, by number.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use crate::store::atomic::sync_parent;
use crate::store::disk::Disk;

use super::Record;
use super::line::{self, Reading};

/// Longest session that is read, in bytes.
const LONGEST: u64 = 4 << 30;
/// So many bytes are read at once from the end of a session.
const PIECE: u64 = 1 << 20;
/// How often a lock is tried again, and after what pause.
const ATTEMPTS: u32 = 5;
const MOMENT: Duration = Duration::from_millis(10);
/// Sessions whose work is all in the project folder.
const PAST: &str = "past";

/// A folder of sessions. Those that may hold what is not in the project folder yet lie in it; the others in `past`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The sessions in a folder, which need not be there.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Number, file and lock of a new session.
    pub(super) fn next(&self, disk: &dyn Disk) -> io::Result<(u64, PathBuf, Option<File>)> {
        make_folders(disk, &self.past())?;
        let last = numbers(&self.folder)
            .into_iter()
            .chain(numbers(&self.past()))
            .max();
        let mut number = last.unwrap_or(0) + 1;
        loop {
            let path = self.path(number);
            match lock(&lock_path(&path))? {
                Locked::Ours(lock) if !path.exists() => return Ok((number, path, lock)),
                // Another program was faster.
                _ => number += 1,
            }
        }
    }

    /// The sessions that nobody writes any more and that may hold what is not in the project folder, oldest first.
    #[must_use]
    pub fn dead(&self) -> Vec<u64> {
        let mut numbers = numbers(&self.folder);
        numbers.retain(|number| {
            !matches!(
                lock_patiently(&lock_path(&self.path(*number))),
                Ok(Locked::Theirs)
            )
        });
        numbers
    }

    /// All sessions that may hold what is not in the project folder, oldest first; also those being written.
    #[must_use]
    pub fn open_sessions(&self) -> Vec<u64> {
        numbers(&self.folder)
    }

    /// The sessions whose work is all in the project folder, oldest first.
    #[must_use]
    pub fn past_sessions(&self) -> Vec<u64> {
        numbers(&self.past())
    }

    /// Reads a session.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(&self, number: u64) -> io::Result<Reading> {
        Ok(line::read(&self.bytes(number)?))
    }

    /// Reads the last lines of a session, at most so many, and the first one. Of several that were joined it reads all: they
    /// are short, and only from the beginning is it plain which line is whose.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn read_end(&self, number: u64, lines: usize) -> io::Result<Reading> {
        let mut file = File::open(self.place(number)?)?;
        // The session begins with a line that says whose it is.
        let mut begin = Vec::new();
        (&mut file).take(PIECE).read_to_end(&mut begin)?;
        let first = line::read(line::beginning(&begin)).records;
        if matches!(first.first(), Some(Record::Joined { .. })) {
            return self.read(number);
        }
        let mut reading = line::read(line::end(&last_lines(&mut file, lines, PIECE)?, lines));
        let is_there = reading.records.first() == first.first();
        let first = first.into_iter().filter(|_| !is_there);
        reading.records.splice(0..0, first);
        Ok(reading)
    }

    /// When the last deed of a past session was done, as far as its end tells.
    pub(super) fn last_deed(&self, number: u64) -> Option<Timestamp> {
        /// So much of the file is read, in bytes.
        const END: u64 = 64 << 10;
        let mut file = File::open(self.past().join(name(number))).ok()?;
        let length = file.metadata().ok()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(END)))
            .ok()?;
        let mut end = Vec::new();
        file.take(END).read_to_end(&mut end).ok()?;
        // The first line may be cut, which makes it a damaged one.
        let records = line::read(&end).records;
        let times = records.iter().filter_map(|record| match record {
            Record::Deed(deed) => Some(deed.at),
            _ => None,
        });
        times.max()
    }

    fn bytes(&self, number: u64) -> io::Result<Vec<u8>> {
        fs::read(self.place(number)?)
    }

    /// Where a session is that is short enough to be read.
    fn place(&self, number: u64) -> io::Result<PathBuf> {
        let mut path = self.path(number);
        if !path.exists() {
            path = self.past().join(name(number));
        }
        if fs::metadata(&path)?.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(path)
    }

    /// Puts a session to those whose work is all in the project folder, and takes back the room that it did not need.
    pub fn lay_by(&self, disk: &dyn Disk, number: u64) {
        let (from, to) = (self.path(number), self.past().join(name(number)));
        if let Err(error) = trim(&from) {
            tracing::warn!(%error, "a session keeps its spare room");
        }
        let moved = disk
            .rename(&from, &to)
            .and_then(|()| sync_parent(disk, &to))
            .and_then(|()| sync_parent(disk, &from));
        match moved {
            Ok(()) => Self::unlock(disk, &from),
            Err(error) => tracing::warn!(%error, "a session stays where it is"),
        }
    }

    /// Removes a past session for good.
    pub fn forget(&self, number: u64) {
        let _it_may_be_gone = fs::remove_file(self.past().join(name(number)));
    }

    /// A file among the past sessions.
    pub(in crate::store) fn past_file(&self, name: &str) -> PathBuf {
        self.past().join(name)
    }

    /// Takes the lock file of a session away; the lock itself goes with the program.
    pub(super) fn unlock(disk: &dyn Disk, path: &Path) {
        let _it_may_be_gone = disk.remove(&lock_path(path));
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(name(number))
    }

    fn past(&self) -> PathBuf {
        self.folder.join(PAST)
    }
}

/// The end of a file with at least so many whole lines, or all of it; without the zeros behind the last one. It is read in
/// pieces of so many bytes, each of which is looked through once: a few lines may be very long.
fn last_lines(
    file: &mut (impl io::Read + io::Seek),
    lines: usize,
    piece: u64,
) -> io::Result<Vec<u8>> {
    let mut start = file.seek(SeekFrom::End(0))?;
    let mut feeds = 0;
    // The last one first.
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    while start > 0 && feeds <= lines {
        let length = start.min(piece);
        start -= length;
        file.seek(SeekFrom::Start(start))?;
        let mut read = Vec::new();
        file.take(length).read_to_end(&mut read)?;
        if pieces.is_empty() {
            // What was reserved and not written is much.
            read.truncate(line::length(&read));
        }
        feeds += memchr::memchr_iter(b'\n', &read).count();
        if !read.is_empty() {
            pieces.push(read);
        }
    }
    pieces.reverse();
    Ok(pieces.concat())
}

/// Cuts the zeros from the end of a session whose program did not come to it.
fn trim(session: &Path) -> io::Result<()> {
    let length = line::length(&fs::read(session)?) as u64;
    let file = OpenOptions::new().write(true).open(session)?;
    if file.metadata()?.len() > length {
        file.set_len(length)?;
    }
    Ok(())
}

/// The numbers of the sessions in a folder, in order.
fn numbers(folder: &Path) -> Vec<u64> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut numbers: Vec<u64> = entries
        .filter_map(|entry| {
            let name = entry.file_name();
            name.to_str()?.strip_suffix(".log")?.parse().ok()
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

fn name(number: u64) -> String {
    format!("{number:06}.log")
}

fn lock_path(session: &Path) -> PathBuf {
    session.with_extension("lock")
}

/// What became of an attempt to lock.
#[derive(Debug)]
pub(in crate::store) enum Locked {
    /// It is ours as long as this file is open; where the disk knows no locks there is none.
    Ours(Option<File>),
    /// Another program has it.
    Theirs,
}

/// Tries to lock a file of its own, without waiting. The system takes the lock away when the program ends, however that
/// happens.
pub(in crate::store) fn lock(path: &Path) -> io::Result<Locked> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Locked::Ours(Some(file))),
        Err(TryLockError::WouldBlock) => Ok(Locked::Theirs),
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "this disk knows no locks; working without");
            Ok(Locked::Ours(None))
        }
    }
}

/// As [`lock`], but tries again for a moment: a program that is just being started by this one holds all its files until it
/// runs. Not for the interface thread.
fn lock_patiently(path: &Path) -> io::Result<Locked> {
    for _ in 0..ATTEMPTS {
        match lock(path)? {
            Locked::Theirs => thread::sleep(MOMENT),
            ours @ Locked::Ours(_) => return Ok(ours),
        }
    }
    lock(path)
}

/// Makes a folder and all above it that are missing, and waits until the disk holds them.
pub(in crate::store) fn make_folders(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folders(disk, parent)?;
    }
    match disk.make_folder(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => sync_parent(disk, folder),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_last_lines_are_the_same_in_pieces_of_any_size() {
        let text = b"one\n\ntwo and a very long one\nthree\nfo";
        for zeros in [0, 1, 50] {
            let mut bytes = text.to_vec();
            bytes.resize(text.len() + zeros, 0);
            for lines in 0..7 {
                for piece in 1..100 {
                    let mut file = Cursor::new(bytes.as_slice());
                    let end = last_lines(&mut file, lines, piece).unwrap();
                    assert!(text.ends_with(&end), "{piece}");
                    assert_eq!(line::end(&end, lines), line::end(text, lines), "{piece}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_read_twice_of_lines_that_are_very_long() {
        /// Counts the bytes that are read.
        struct Counted(Cursor<Vec<u8>>, usize);
        impl io::Read for Counted {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let read = self.0.read(into)?;
                self.1 += read;
                Ok(read)
            }
        }
        impl io::Seek for Counted {
            fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
                self.0.seek(to)
            }
        }
        let line = [vec![b'x'; 99_999], vec![b'\n']].concat();
        let bytes = line.repeat(20);
        let mut file = Counted(Cursor::new(bytes.clone()), 0);
        assert!(last_lines(&mut file, 50, 1000).unwrap() == bytes);
        assert_eq!(file.1, bytes.len());
        let mut file = Counted(Cursor::new(bytes.clone()), 0);
        assert!(bytes.ends_with(&last_lines(&mut file, 3, 1000).unwrap()));
        assert!(file.1 <= 4 * line.len());
    }
}
