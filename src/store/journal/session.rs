//! The session that this run of the program writes.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::store::atomic::sync_parent;
use crate::store::disk::{Disk, DiskFile};

use super::shelf::Shelf;
use super::{JOURNAL_FORMAT, Record, line};

/// The file gets its room in pieces of so many bytes.
const ROOM: u64 = 1 << 20;

/// A session that is being written. Its file is made with the first record.
#[derive(Debug)]
pub struct Session {
    shelf: Shelf,
    disk: Arc<dyn Disk>,
    root: String,
    project: String,
    file: Option<Open>,
    /// The file before this one, which the disk refused.
    refused: Option<u64>,
}

#[derive(Debug)]
struct Open {
    number: u64,
    path: PathBuf,
    file: Box<dyn DiskFile>,
    /// Where the next line goes.
    end: u64,
    /// How long the file is.
    room: u64,
    /// Held while the session is being written, so that no other program takes it for one of the dead.
    _lock: Option<File>,
}

impl Session {
    /// A session on this shelf.
    #[must_use]
    pub fn new(shelf: Shelf, disk: Arc<dyn Disk>, root: &Path) -> Self {
        Self {
            shelf,
            disk,
            root: root.display().to_string(),
            project: String::new(),
            file: None,
            refused: None,
        }
    }

    /// The same for a project with this id; it may be empty.
    #[must_use]
    pub fn of_project(mut self, id: &str) -> Self {
        id.clone_into(&mut self.project);
        self
    }

    /// Number of the session, once it has a file.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        self.file.as_ref().map(|open| open.number)
    }

    /// Writes records and waits until the disk holds them. When that fails, none of them counts; the next call makes a new
    /// file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn append(&mut self, records: &[Record]) -> io::Result<()> {
        let result = self.write(records);
        if result.is_err() {
            // The system may have forgotten what it could not write, so this descriptor is never asked again.
            self.refused = self.number().or(self.refused);
            self.file = None;
        }
        result
    }

    fn write(&mut self, records: &[Record]) -> io::Result<()> {
        let mut lines = Vec::new();
        if self.file.is_none() {
            self.file = Some(self.begin()?);
            lines.extend(line::encode(&Record::Begin {
                format: JOURNAL_FORMAT,
                root: self.root.clone(),
                at: Timestamp::now(),
                follows: self.refused,
                project: self.project.clone(),
            })?);
        }
        for record in records {
            lines.extend(line::encode(record)?);
        }
        let open = self.file.as_mut().expect("it was made above");
        let end = open.end + lines.len() as u64;
        if end > open.room {
            open.room = end.next_multiple_of(ROOM);
            open.file.reserve(open.room)?;
        }
        open.file.write_at(open.end, &lines)?;
        open.file.sync()?;
        open.end = end;
        Ok(())
    }

    fn begin(&self) -> io::Result<Open> {
        let (number, path, lock) = self.shelf.next(&*self.disk)?;
        let mut file = self.disk.create(&path, None)?;
        file.reserve(ROOM)?;
        file.sync()?;
        sync_parent(&*self.disk, &path)?;
        Ok(Open {
            number,
            path,
            file,
            end: 0,
            room: ROOM,
            _lock: lock,
        })
    }

    /// Gives back the room that was not needed.
    pub fn close(&mut self) {
        if let Some(mut open) = self.file.take() {
            let closed = open.file.cut(open.end).and_then(|()| open.file.sync());
            if let Err(error) = closed {
                tracing::warn!(%error, "the journal keeps its spare room");
            }
            Shelf::unlock(&*self.disk, &open.path);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.close();
    }
}
