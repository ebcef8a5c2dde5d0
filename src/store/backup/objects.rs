//! Contents by their SHA-256.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::disk::Disk;
use crate::store::hex;
use crate::store::journal::shelf::make_folders;
use crate::store::known::{Hash, hash};

use super::BackupError;

/// Contents by their SHA-256.
///
/// One that no backup names may be torn: it is written first, and counts once a backup that names it is there.
#[derive(Debug)]
pub(super) struct Objects {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

impl Objects {
    pub fn new(folder: PathBuf, disk: Arc<dyn Disk>) -> Self {
        Self { folder, disk }
    }

    pub fn path(&self, hash: &Hash) -> PathBuf {
        let name = hex(hash);
        self.folder.join(&name[..2]).join(name)
    }

    /// Whether it is there, and of this size.
    pub fn has(&self, hash: &Hash, size: u64) -> bool {
        fs::metadata(self.path(hash)).is_ok_and(|data| data.is_file() && data.len() == size)
    }

    /// Writes a content, waits until the disk holds it, and reads it back. What stood in its place is replaced.
    pub fn put(&self, hash: &Hash, bytes: &[u8]) -> Result<(), BackupError> {
        let path = self.path(hash);
        self.write(&path, bytes)
            .map_err(|error| BackupError::unwritten(&path, &error))?;
        self.read(hash).map(drop)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            make_folders(&*self.disk, folder)?;
        }
        let mut file = match self.disk.create(path, None) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.disk.remove(path)?;
                self.disk.create(path, None)?
            }
            result => result?,
        };
        file.write_at(0, bytes)?;
        file.sync()
    }

    /// Waits until the disk holds the names of these contents.
    pub fn confirm<'a>(&self, hashes: impl Iterator<Item = &'a Hash>) -> io::Result<()> {
        let folders: HashSet<PathBuf> = hashes
            .filter_map(|hash| self.path(hash).parent().map(Path::to_owned))
            .collect();
        let mut folders = folders.iter();
        folders.try_for_each(|folder| self.disk.sync_folder(folder))
    }

    /// A content, which is what its name says.
    pub fn read(&self, wanted: &Hash) -> Result<Vec<u8>, BackupError> {
        let path = self.path(wanted);
        let bytes = fs::read(&path).map_err(|error| BackupError::unreadable(&path, &error))?;
        if hash(&bytes) == *wanted {
            Ok(bytes)
        } else {
            Err(BackupError::Altered(path))
        }
    }

    /// Removes one that no backup names; it is swept later when that cannot be.
    pub fn forget(&self, hash: &Hash) {
        let _it_may_not_be_there = self.disk.remove(&self.path(hash));
    }

    /// Removes all but these. Leaves alone what is no content.
    pub fn sweep(&self, wanted: &HashSet<Hash>) {
        for folder in list(&self.folder) {
            for path in list(&folder) {
                let name = path.file_name().and_then(|name| name.to_str());
                let hash = name.and_then(crate::store::cache::unhex);
                if hash.is_some_and(|hash| !wanted.contains(&hash)) {
                    let _it_is_tried_again = self.disk.remove(&path);
                }
            }
        }
    }
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
