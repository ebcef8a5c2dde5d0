//! What this program knows of the files of a project: what each of them held when it was last read or written here, and
//! which of them must not be written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::model::Part;

use super::cache::Cache;
use super::conflict::Source;
use super::disk::{Disk, RealDisk};
use super::hashes::Hashes;
use super::old_texts::OldTexts;

/// What [`open()`](super::open()) learnt of the files of a project, for [`save()`](super::save()) and
/// [`Saver`](super::Saver).
///
/// It is a map of the locked parts, those that must not be written because their files were not understood, and why.
/// Beside that it knows the SHA-256 of every file as it was last read or written: a file that holds anything else has
/// been changed by another program, and is not overwritten. A new one knows of no file, so that it allows to make
/// files and to replace none.
///
/// Saving keeps it up to date. A clone goes its own way from then on.
#[derive(Debug, Default)]
pub struct Known {
    locked: BTreeMap<Part, String>,
    files: Mutex<Files>,
    /// Quicker copies of large layers.
    cache: Cache,
    /// Where other versions of files go once they are merged.
    displaced: Option<PathBuf>,
    /// What changes the files.
    disk: ChosenDisk,
    /// Where texts may be found that articles had before.
    old_texts: OldTexts,
}

/// The disk of the computer, or the one that a test has put in its place.
#[derive(Clone, Debug)]
struct ChosenDisk(Arc<dyn Disk>);

impl Default for ChosenDisk {
    fn default() -> Self {
        Self(Arc::new(RealDisk))
    }
}

/// [`Known`], by the name of what everybody asks it for.
pub type Locked = Known;

/// The SHA-256 of a file.
pub(super) type Hash = [u8; 32];

#[derive(Clone, Debug, Default)]
struct Files {
    /// By a hash of the path, as there may be hundreds of thousands. Files that are not here were not there.
    hashes: Hashes,
    /// Our version of a file that another program changed, and under which name it was put beside it.
    aside: BTreeMap<PathBuf, (Hash, PathBuf)>,
    /// Files that were written, but of which the disk did not confirm it.
    unconfirmed: BTreeSet<PathBuf>,
    /// Files in which git left two versions; they are to be kept before they are written over.
    marked: BTreeMap<PathBuf, Source>,
}

impl Known {
    /// Of a folder in which no file is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Of a folder in which no file is known, with a place for copies of large layers.
    #[must_use]
    pub fn with_cache(cache: Cache) -> Self {
        Self {
            cache,
            ..Self::default()
        }
    }

    /// With another disk than that of the computer.
    #[must_use]
    pub fn on_disk(mut self, disk: Arc<dyn Disk>) -> Self {
        self.disk = ChosenDisk(disk);
        self
    }

    /// With a place where texts may be found that articles had before.
    #[must_use]
    pub fn with_old_texts(mut self, old_texts: OldTexts) -> Self {
        self.old_texts = old_texts;
        self
    }

    /// Where texts may be found that articles had before.
    pub(super) fn old_texts(&self) -> &OldTexts {
        &self.old_texts
    }

    /// What changes the files.
    pub(super) fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk.0)
    }

    /// Where copies of large layers are kept.
    pub(super) fn cache(&self) -> &Cache {
        &self.cache
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the file held when it was last read or written here.
    pub(super) fn hash(&self, file: &Path) -> Option<Hash> {
        self.files().hashes.get(name(file))
    }

    /// Whether the file of a part was read or written here.
    pub(super) fn knows(&self, part: &Part) -> bool {
        self.hash(&super::layout::part_path(part)).is_some()
    }

    /// Notes what the file holds.
    pub(super) fn note(&self, file: &Path, hash: Hash) {
        self.files().hashes.note(name(file), hash);
    }

    /// Makes room in memory once much has been noted.
    pub(super) fn settle(&self) {
        self.files().hashes.settle();
    }

    /// Notes what all files hold that another one knows.
    pub(super) fn learn(&self, other: &Self) {
        let theirs = other.files().hashes.clone();
        self.files().hashes.learn(theirs);
    }

    /// Notes that the file is gone.
    pub(super) fn forget(&self, file: &Path) {
        self.files().hashes.forget(name(file));
    }

    /// Where our version of a contested file is, and what it holds.
    pub(super) fn aside(&self, file: &Path) -> Option<(Hash, PathBuf)> {
        self.files().aside.get(file).cloned()
    }

    pub(super) fn put_aside(&self, file: &Path, hash: Hash, path: PathBuf) {
        self.files().aside.insert(file.to_owned(), (hash, path));
    }

    /// Our version of a file needs no place beside it any more.
    pub(super) fn take_aside(&self, file: &Path) -> Option<PathBuf> {
        self.files().aside.remove(file).map(|(_, path)| path)
    }

    /// Notes whether the disk has confirmed what was last written.
    pub(super) fn confirm(&self, file: &Path, confirmed: bool) {
        let mut files = self.files();
        if confirmed {
            files.unconfirmed.remove(file);
        } else {
            files.unconfirmed.insert(file.to_owned());
        }
    }

    /// Notes that git left two versions in a file.
    pub(super) fn mark(&self, source: Source) {
        self.files().marked.insert(source.file.clone(), source);
    }

    /// The file as git left it, if it is still so.
    pub(super) fn marked(&self, file: &Path) -> Option<Source> {
        self.files().marked.get(file).cloned()
    }

    /// Notes that a file has been written over.
    pub(super) fn unmark(&self, file: &Path) {
        self.files().marked.remove(file);
    }

    /// With a folder for other versions of files that were merged.
    #[must_use]
    pub fn with_displaced(mut self, folder: PathBuf) -> Self {
        self.displaced = Some(folder);
        self
    }

    /// Where other versions of files go once they are merged.
    pub(super) fn displaced(&self) -> Option<&Path> {
        self.displaced.as_deref()
    }

    pub(super) fn is_confirmed(&self, file: &Path) -> bool {
        !self.files().unconfirmed.contains(file)
    }
}

impl Clone for Known {
    fn clone(&self) -> Self {
        Self {
            locked: self.locked.clone(),
            files: Mutex::new(self.files().clone()),
            cache: self.cache.clone(),
            displaced: self.displaced.clone(),
            disk: self.disk.clone(),
            old_texts: self.old_texts.clone(),
        }
    }
}

impl Deref for Known {
    type Target = BTreeMap<Part, String>;

    fn deref(&self) -> &Self::Target {
        &self.locked
    }
}

impl DerefMut for Known {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.locked
    }
}

impl<const N: usize> From<[(Part, String); N]> for Known {
    fn from(locked: [(Part, String); N]) -> Self {
        Self {
            locked: BTreeMap::from(locked),
            ..Self::default()
        }
    }
}

/// Stands for a path. If two paths ever had one name, the file of one would be taken for changed by another program, and
/// not be overwritten.
fn name(file: &Path) -> u64 {
    let hash = hash(file.as_os_str().as_encoded_bytes());
    u64::from_le_bytes(*hash.first_chunk().expect("a hash is longer"))
}

pub(super) fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The hash of a file, however large it is.
pub(super) fn hash_file(path: &Path) -> io::Result<Hash> {
    let mut hasher = Sha256::new();
    by_pieces(File::open(path)?, |piece| {
        hasher.update(piece);
        Ok::<_, io::Error>(())
    })?;
    Ok(hasher.finalize().into())
}

/// Reads to the end, of which no more than a piece is in memory at a time.
pub(super) fn by_pieces<E: From<io::Error>>(
    mut content: impl Read,
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut piece = vec![0; 1 << 16];
    loop {
        match content.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => each(&piece[..length])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}
