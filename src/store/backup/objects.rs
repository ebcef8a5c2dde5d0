//! Contents by their SHA-256: small ones together in packs, large ones each in a file of its own.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::store::disk::{Disk, DiskFile};
use crate::store::hex;
use crate::store::journal::shelf::make_folders;
use crate::store::known::{Hash, by_pieces, hash, hash_file};

use super::BackupError;
use super::pack::{self, Pack, Packing};

/// Ends the names of packs, which are numbers.
const PACK: &str = "pack";
/// From so many packs on, the small ones are brought together.
const MOST_PACKS: usize = 64;
/// A pack of so many bytes is no small one any more.
const LARGE_PACK: u64 = 4 << 20;

/// Contents by their SHA-256.
///
/// One that no backup names may be torn: it is written first, and counts once a backup that names it is there.
#[derive(Debug)]
pub(super) struct Objects {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    /// How many contents were copied: names for the next ones.
    copied: AtomicUsize,
    /// The packs, the largest first, once somebody has asked for them.
    packs: Mutex<Option<Arc<Vec<Pack>>>>,
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
            packs: Mutex::default(),
        }
    }

    /// The packs that can be read, the largest first.
    fn packs(&self) -> Arc<Vec<Pack>> {
        let mut packs = self.packs.lock().unwrap_or_else(PoisonError::into_inner);
        let load = || {
            let loaded = packs_in(&self.folder).into_iter().map(Pack::load);
            let mut packs: Vec<Pack> = loaded.filter_map(Result::ok).collect();
            packs.sort_by_key(|pack| core::cmp::Reverse(pack.count()));
            Arc::new(packs)
        };
        Arc::clone(packs.get_or_insert_with(load))
    }

    /// Looks anew which packs there are when it is next asked.
    pub fn forget_packs(&self) {
        *self.packs.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// A new pack.
    pub fn packing(&self) -> Packing {
        let numbers = packs_in(&self.folder).into_iter();
        let last = numbers.filter_map(|path| path.file_stem()?.to_str()?.parse::<u64>().ok());
        let number = last.max().unwrap_or(0) + 1;
        Packing::new(self.folder.join(format!("{number:06}.{PACK}")))
    }

    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// Where a content lies that has a file of its own.
    pub fn path(&self, hash: &Hash) -> PathBuf {
        let name = hex(hash);
        self.folder.join(&name[..2]).join(name)
    }

    /// Whether it is there, and of this size.
    pub fn has(&self, hash: &Hash, size: u64) -> bool {
        let is_packed = |pack: &Pack| pack.find(hash).is_some_and(|place| place.size == size);
        if self.packs().iter().any(is_packed) {
            return true;
        }
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

    /// Waits until the disk holds the names of these contents, each of which has a file of its own.
    pub fn confirm(&self, hashes: &[Hash]) -> Result<(), BackupError> {
        let paths = hashes.iter().map(|hash| self.path(hash));
        let folders: HashSet<PathBuf> = paths
            .filter_map(|path| path.parent().map(Path::to_owned))
            .collect();
        folders.iter().try_for_each(|folder| self.flush(folder))
    }

    /// Waits until the disk holds the names of packs.
    pub fn confirm_packs(&self) -> Result<(), BackupError> {
        self.flush(&self.folder)
    }

    fn flush(&self, folder: &Path) -> Result<(), BackupError> {
        let flushed = self.disk.sync_folder(folder);
        flushed.map_err(|error| BackupError::unwritten(folder, &error))
    }

    /// Whether the disk still holds what the name says; a large one is read by pieces.
    pub fn is_whole(&self, wanted: &Hash) -> bool {
        hash_file(&self.path(wanted)).is_ok_and(|there| there == *wanted)
            || self.packed(wanted).is_some()
    }

    /// A content, which is what its name says.
    pub fn read(&self, wanted: &Hash) -> Result<Vec<u8>, BackupError> {
        let packed = self.packed(wanted).or_else(|| {
            let alone = self.alone(wanted).ok();
            // The packs may have been brought together meanwhile.
            alone.or_else(|| {
                self.forget_packs();
                self.packed(wanted)
            })
        });
        packed.map_or_else(|| self.alone(wanted), Ok)
    }

    /// As [`Self::read`], for somebody who wants no more than one.
    pub fn look_up(&self, wanted: &Hash) -> Option<Vec<u8>> {
        let alone = self.alone(wanted).ok();
        alone.or_else(|| {
            let packs = packs_in(&self.folder).into_iter();
            let mut found = packs.filter_map(|path| pack::look_up(&path, wanted).ok().flatten());
            found.next().or_else(|| self.packed(wanted))
        })
    }

    /// A content that lies in a file of its own.
    fn alone(&self, wanted: &Hash) -> Result<Vec<u8>, BackupError> {
        let path = self.path(wanted);
        let bytes = fs::read(&path).map_err(|error| BackupError::unreadable(&path, &error))?;
        if hash(&bytes) == *wanted {
            Ok(bytes)
        } else {
            Err(BackupError::Altered(path))
        }
    }

    /// A content that lies in a pack.
    fn packed(&self, wanted: &Hash) -> Option<Vec<u8>> {
        let packs = self.packs();
        let mut found = packs.iter().filter_map(|pack| {
            let place = pack.find(wanted)?;
            pack.read(place).ok()
        });
        found.next()
    }

    /// Removes one that no backup names; it is swept later when that cannot be.
    pub fn forget(&self, hash: &Hash) {
        let _it_may_not_be_there = self.disk.remove(&self.path(hash));
    }

    /// Removes all but these, and what a crash left half copied. Leaves alone what is no content.
    pub fn sweep(&self, wanted: &BTreeMap<Hash, u64>) {
        for folder in list(&self.folder) {
            if folder.extension().is_some_and(|ending| ending == "new") {
                let _it_is_tried_again = self.disk.remove(&folder);
            }
            for path in list(&folder) {
                let name = path.file_name().and_then(|name| name.to_str());
                let hash = name.and_then(crate::store::cache::unhex);
                if hash.is_some_and(|hash| !wanted.contains_key(&hash)) {
                    let _it_is_tried_again = self.disk.remove(&path);
                }
            }
        }
        if let Err(error) = self.sweep_packs(wanted) {
            // The packs are as they were, and it is tried again after the next backup.
            tracing::warn!("old packs of backups could not be brought together: {error}");
        }
    }

    /// Removes packs of which nothing is wanted, and writes what is wanted of others into a new one: of those that are mostly
    /// not wanted, and, when there are many packs, of the small ones.
    fn sweep_packs(&self, wanted: &BTreeMap<Hash, u64>) -> Result<(), BackupError> {
        self.forget_packs();
        let packs = self.packs();
        let are_many = packs.len() > MOST_PACKS;
        let old = packs.iter().filter(|pack| {
            // Each content counts, an empty one too.
            let (mut all, mut used) = (0, 0);
            for place in pack.places() {
                let size = place.size + 1;
                all += size;
                used += size * u64::from(wanted.contains_key(&place.hash));
            }
            let is_small = are_many && all < LARGE_PACK;
            !pack.is_damaged && (used * 2 < all || is_small)
        });
        let old: Vec<&Pack> = old.collect();
        let mut packing = self.packing();
        let mut moved = HashSet::new();
        let mut left = Vec::new();
        for pack in old {
            for place in pack.places() {
                if !wanted.contains_key(&place.hash) || !moved.insert(place.hash) {
                    continue;
                }
                // What is damaged is told by the patrol; another pack may have it whole.
                match pack.read(place) {
                    Ok(bytes) => packing.add(&*self.disk, place.hash, &bytes)?,
                    Err(_) => drop(moved.remove(&place.hash)),
                }
            }
            left.push(&pack.path);
        }
        if packing.finish(&*self.disk)? {
            self.confirm_packs()?;
        }
        for path in left {
            let _it_is_tried_again = self.disk.remove(path);
        }
        self.forget_packs();
        Ok(())
    }
}

fn packs_in(folder: &Path) -> Vec<PathBuf> {
    let mut packs = list(folder);
    packs.retain(|path| path.extension().is_some_and(|ending| ending == PACK));
    packs
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
