//! Contents by their SHA-256.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

use crate::store::disk::{Disk, DiskFile};
use crate::store::hex;
use crate::store::journal::shelf::make_folders;
use crate::store::known::{Hash, by_pieces, hash, hash_file};

use super::BackupError;

/// Contents by their SHA-256.
///
/// One that no backup names may be torn: it is written first, and counts once a backup that names it is there.
#[derive(Debug)]
pub(super) struct Objects {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    /// How many contents were copied: names for the next ones.
    copied: AtomicUsize,
}

/// A content that was copied and has no name that counts. Whoever has one puts or drops it.
#[derive(Debug)]
#[must_use]
pub(super) struct Draft {
    pub hash: Hash,
    pub size: u64,
    path: PathBuf,
    file: Box<dyn DiskFile>,
}

/// Why a content was not copied.
#[derive(Debug)]
pub(super) enum Uncopied {
    /// It could not be read.
    Unread(io::Error),
    /// It could not be written.
    Unwritten(BackupError),
}

impl Uncopied {
    /// The error of a content that was read from this place.
    pub fn at(self, place: &Path) -> BackupError {
        match self {
            Self::Unread(error) => BackupError::unreadable(place, &error),
            Self::Unwritten(error) => error,
        }
    }
}

impl From<io::Error> for Uncopied {
    fn from(error: io::Error) -> Self {
        Self::Unread(error)
    }
}

impl Objects {
    pub fn new(folder: PathBuf, disk: Arc<dyn Disk>) -> Self {
        Self {
            folder,
            disk,
            copied: AtomicUsize::new(0),
        }
    }

    pub fn path(&self, hash: &Hash) -> PathBuf {
        let name = hex(hash);
        self.folder.join(&name[..2]).join(name)
    }

    /// Whether it is there, and of this size.
    pub fn has(&self, hash: &Hash, size: u64) -> bool {
        fs::metadata(self.path(hash)).is_ok_and(|data| data.is_file() && data.len() == size)
    }

    /// Copies a content, however large it is. Its hash is that of what was copied, whatever becomes of the original
    /// meanwhile.
    pub fn copy(&self, content: impl Read) -> Result<Draft, Uncopied> {
        let number = self.copied.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{number}.new"));
        let unwritten =
            |error: io::Error| Uncopied::Unwritten(BackupError::unwritten(&path, &error));
        make_folders(&*self.disk, &self.folder).map_err(unwritten)?;
        let created = match self.disk.create(&path, None) {
            // A crash has left it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self
                .disk
                .remove(&path)
                .and_then(|()| self.disk.create(&path, None)),
            result => result,
        };
        let mut file = created.map_err(unwritten)?;
        let (mut hasher, mut size) = (Sha256::new(), 0);
        let copied = by_pieces(content, |piece| {
            hasher.update(piece);
            file.write_at(size, piece).map_err(unwritten)?;
            size += piece.len() as u64;
            Ok(())
        });
        if let Err(why) = copied {
            let _it_is_swept_later = self.disk.remove(&path);
            return Err(why);
        }
        Ok(Draft {
            hash: hasher.finalize().into(),
            size,
            path,
            file,
        })
    }

    /// Waits until the disk holds a content that was copied, gives it its name, and reads it back. What stood in its place
    /// is replaced.
    pub fn put(&self, draft: Draft) -> Result<(), BackupError> {
        let path = self.path(&draft.hash);
        let mut file = draft.file;
        let named = file.sync().and_then(|()| {
            drop(file);
            if let Some(folder) = path.parent() {
                make_folders(&*self.disk, folder)?;
            }
            self.disk.rename(&draft.path, &path)
        });
        named.map_err(|error| BackupError::unwritten(&path, &error))?;
        match hash_file(&path) {
            Ok(there) if there == draft.hash => Ok(()),
            Ok(_) => Err(BackupError::Altered(path)),
            Err(error) => Err(BackupError::unreadable(&path, &error)),
        }
    }

    /// Takes away a copy of what is there already.
    pub fn drop(&self, draft: Draft) {
        let Draft { path, file, .. } = draft;
        drop(file);
        let _it_is_swept_later = self.disk.remove(&path);
    }

    /// Waits until the disk holds the names of these contents.
    pub fn confirm<'a>(&self, hashes: impl Iterator<Item = &'a Hash>) -> io::Result<()> {
        let folders: HashSet<PathBuf> = hashes
            .filter_map(|hash| self.path(hash).parent().map(Path::to_owned))
            .collect();
        let mut folders = folders.iter();
        folders.try_for_each(|folder| self.disk.sync_folder(folder))
    }

    /// Whether the disk still holds what the name says, read by pieces.
    pub fn is_whole(&self, wanted: &Hash) -> bool {
        hash_file(&self.path(wanted)).is_ok_and(|there| there == *wanted)
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

    /// Removes all but these, and what a crash left half copied. Leaves alone what is no content.
    pub fn sweep(&self, wanted: &HashSet<Hash>) {
        for folder in list(&self.folder) {
            if folder.extension().is_some_and(|ending| ending == "new") {
                let _it_is_tried_again = self.disk.remove(&folder);
            }
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
