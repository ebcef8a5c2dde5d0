//! Many small contents in one file, so that the first backup of a hundred thousand articles waits for the disk once and not
//! three hundred thousand times.
//!
//! | bytes | holds |
//! |---|---|
//! | 8 | [`MAGIC`] |
//! | 40 + n for each content | its SHA-256, its length n, itself |
//! | 40 | zeros: here the contents end |
//! | 48 for each content | the index, in order of the hashes: SHA-256, where the content begins, its length |
//! | 8 + 32 | how many contents there are; SHA-256 of the index and of that number |
//!
//! Numbers are little-endian. A content is found by the index; where that is damaged, by going from content to content. What is
//! read counts only if it has its hash.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::store::disk::{Disk, DiskFile};
use crate::store::journal::shelf::make_folders;
use crate::store::known::{Hash, hash, hash_file};

use super::BackupError;

const MAGIC: &[u8; 8] = b"postilp\x01";
/// SHA-256 and length before each content, in bytes.
const HEADER: u64 = 40;
/// An entry of the index, in bytes.
const ENTRY: usize = 48;
/// Number and SHA-256 at the end, in bytes.
const END: u64 = 40;
/// So many bytes are written at once.
const PIECE: usize = 1 << 20;

/// Where a content lies in a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub hash: Hash,
    /// Where it begins, in bytes from the beginning of the file.
    pub at: u64,
    /// Its length in bytes.
    pub size: u64,
}

impl Place {
    fn to_entry(self) -> [u8; ENTRY] {
        let mut entry = [0; ENTRY];
        entry[..32].copy_from_slice(&self.hash);
        entry[32..40].copy_from_slice(&self.at.to_le_bytes());
        entry[40..].copy_from_slice(&self.size.to_le_bytes());
        entry
    }

    fn of_entry(entry: &[u8; ENTRY]) -> Self {
        let (hash, rest) = entry.split_first_chunk().expect("an entry is longer");
        let (at, size) = rest.split_first_chunk().expect("an entry is longer");
        let size = size.first_chunk().expect("an entry is longer");
        Self {
            hash: *hash,
            at: u64::from_le_bytes(*at),
            size: u64::from_le_bytes(*size),
        }
    }
}

/// A pack on the disk, with its index.
#[derive(Debug)]
pub(super) struct Pack {
    pub path: PathBuf,
    /// Whether its index is, so that more may be in it than is found.
    pub is_damaged: bool,
    index: Index,
}

/// Entries in order of the hashes, in pieces. One stretch of hundreds of thousands would be of a size from which the allocator
/// of glibc learns, once it is given back, to keep as much of everything.
type Index = Vec<Vec<Entry>>;
type Entry = [u8; ENTRY];

/// Entries of a piece.
const TOGETHER: usize = 4096;

impl Pack {
    /// Reads the index, or makes it anew from what is left of the pack.
    pub fn load(path: PathBuf) -> io::Result<Self> {
        let mut file = File::open(&path)?;
        let (index, is_damaged) = match index(&mut file) {
            Ok(index) => (index, false),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                tracing::warn!(pack = %path.display(), "the index of a pack is damaged");
                let mut places = scan(&mut file)?;
                places.sort_by_key(|place| place.hash);
                let pieces = places.chunks(TOGETHER);
                let entries = |piece: &[Place]| piece.iter().map(|it| it.to_entry()).collect();
                (pieces.map(entries).collect(), true)
            }
            Err(error) => return Err(error),
        };
        Ok(Self {
            path,
            is_damaged,
            index,
        })
    }

    /// Where a content lies, if it is in this pack.
    pub fn find(&self, hash: &Hash) -> Option<Place> {
        let is_before = |piece: &Vec<Entry>| piece.last().is_some_and(|it| it[..32] < hash[..]);
        let piece = self.index.get(self.index.partition_point(is_before))?;
        let at = piece.binary_search_by(|entry| entry[..32].cmp(hash)).ok()?;
        Some(Place::of_entry(&piece[at]))
    }

    /// How many contents it has.
    pub fn count(&self) -> usize {
        self.index.iter().map(Vec::len).sum()
    }

    /// Where its contents lie, in order of their hashes.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.index.iter().flatten().map(Place::of_entry)
    }

    /// A content.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] when it is not what its hash says; what the disk says.
    pub fn read(&self, place: Place) -> io::Result<Vec<u8>> {
        read(&mut File::open(&self.path)?, place)
    }
}

/// One content of a pack, which is looked for on the disk: for those who want no more than one. None when it is not found.
pub(super) fn look_up(path: &Path, wanted: &Hash) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let (start, count) = place_of_index(&mut file)?;
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        let mut entry = [0; ENTRY];
        read_at(&mut file, start + middle * ENTRY as u64, &mut entry)?;
        let place = Place::of_entry(&entry);
        match place.hash.cmp(wanted) {
            core::cmp::Ordering::Less => low = middle + 1,
            core::cmp::Ordering::Greater => high = middle,
            core::cmp::Ordering::Equal => return read(&mut file, place).map(Some),
        }
    }
    Ok(None)
}

fn read(file: &mut File, place: Place) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    if place
        .at
        .checked_add(place.size)
        .is_none_or(|end| end > length)
    {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; place.size as usize];
    read_at(file, place.at, &mut bytes)?;
    if hash(&bytes) == place.hash {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

fn read_at(file: &mut File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

/// Where the index begins, and how many entries it has.
fn place_of_index(file: &mut File) -> io::Result<(u64, u64)> {
    let damaged = || io::Error::from(io::ErrorKind::InvalidData);
    let end = file
        .metadata()?
        .len()
        .checked_sub(END)
        .ok_or_else(damaged)?;
    let mut count = [0; 8];
    read_at(file, end, &mut count)?;
    let count = u64::from_le_bytes(count);
    let length = count.checked_mul(ENTRY as u64).ok_or_else(damaged)?;
    let start = end.checked_sub(length).ok_or_else(damaged)?;
    Ok((start, count))
}

fn index(file: &mut File) -> io::Result<Index> {
    let (start, count) = place_of_index(file)?;
    file.seek(SeekFrom::Start(start))?;
    let mut seal = Sha256::new();
    let mut left = count as usize;
    let mut index = Index::new();
    while left > 0 {
        let mut piece = vec![[0; ENTRY]; left.min(TOGETHER)];
        file.read_exact(piece.as_flattened_mut())?;
        seal.update(piece.as_flattened());
        left -= piece.len();
        index.push(piece);
    }
    seal.update(count.to_le_bytes());
    let mut end = [0; END as usize];
    file.read_exact(&mut end)?;
    if seal.finalize()[..] != end[8..] {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(index)
}

/// The contents as they follow each other, as far as that can be seen.
fn scan(file: &mut File) -> io::Result<Vec<Place>> {
    let length = file.metadata()?.len();
    let (mut places, mut at) = (Vec::new(), MAGIC.len() as u64);
    while at + HEADER <= length {
        let mut header = [0; HEADER as usize];
        read_at(file, at, &mut header)?;
        let (hash, size) = header.split_first_chunk().expect("a header is longer");
        let size = u64::from_le_bytes(*size.first_chunk().expect("a header is longer"));
        let is_there = (at + HEADER).checked_add(size).filter(|end| *end <= length);
        let (Some(end), true) = (is_there, *hash != [0; 32]) else {
            break;
        };
        places.push(Place {
            hash: *hash,
            at: at + HEADER,
            size,
        });
        at = end;
    }
    Ok(places)
}

/// A pack that is being written. It is nothing until it is finished.
#[derive(Debug)]
pub(super) struct Packing {
    path: PathBuf,
    file: Option<Box<dyn DiskFile>>,
    /// So many bytes have been written.
    written: u64,
    /// What is to be written next.
    pending: Vec<u8>,
    /// The hash of all that was written.
    hasher: Sha256,
    places: Vec<Place>,
}

impl Packing {
    /// A pack that goes to this place. Makes nothing yet.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            file: None,
            written: 0,
            pending: MAGIC.to_vec(),
            hasher: Sha256::new(),
            places: Vec::new(),
        }
    }

    fn beside(&self) -> PathBuf {
        self.path.with_extension("pack.new")
    }

    /// Adds a content that is not in it yet.
    pub fn add(&mut self, disk: &dyn Disk, hash: Hash, bytes: &[u8]) -> Result<(), BackupError> {
        let size = bytes.len() as u64;
        self.pending.extend(hash);
        self.pending.extend(size.to_le_bytes());
        let at = self.written + self.pending.len() as u64;
        self.places.push(Place { hash, at, size });
        self.pending.extend(bytes);
        if self.pending.len() >= PIECE {
            self.write(disk)
                .map_err(|error| BackupError::unwritten(&self.path, &error))?;
        }
        Ok(())
    }

    fn write(&mut self, disk: &dyn Disk) -> io::Result<()> {
        let beside = self.beside();
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                if let Some(folder) = self.path.parent() {
                    make_folders(disk, folder)?;
                }
                let created = match disk.create(&beside, None) {
                    // A crash has left it.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        disk.remove(&beside)?;
                        disk.create(&beside, None)
                    }
                    created => created,
                };
                none.insert(created?)
            }
        };
        file.write_at(self.written, &self.pending)?;
        self.hasher.update(&self.pending);
        self.written += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    /// Waits until the disk holds all of it, gives it its name, and reads it back; says whether there was anything in it. The
    /// name lasts when the folder is flushed.
    pub fn finish(mut self, disk: &dyn Disk) -> Result<bool, BackupError> {
        if self.places.is_empty() {
            return Ok(false);
        }
        self.places.sort_unstable_by_key(|place| place.hash);
        let entries = self.places.iter().flat_map(|place| place.to_entry());
        let mut index: Vec<u8> = entries.collect();
        index.extend((self.places.len() as u64).to_le_bytes());
        self.pending.extend([0; HEADER as usize]);
        self.pending.extend(&index);
        self.pending.extend(hash(&index));
        let written = self.write(disk).and_then(|()| {
            if let Some(mut file) = self.file.take() {
                file.sync()?;
            }
            disk.rename(&self.beside(), &self.path)
        });
        written.map_err(|error| BackupError::unwritten(&self.path, &error))?;
        match hash_file(&self.path) {
            Ok(there) if there[..] == self.hasher.finalize()[..] => Ok(true),
            Ok(_) => Err(BackupError::Altered(self.path)),
            Err(error) => Err(BackupError::unreadable(&self.path, &error)),
        }
    }

    /// Takes away what was written of it.
    pub fn give_up(self, disk: &dyn Disk) {
        let beside = self.beside();
        if self.file.is_some() {
            drop(self.file);
            let _it_is_swept_later = disk.remove(&beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;

    fn contents() -> Vec<Vec<u8>> {
        let mut contents: Vec<Vec<u8>> = (0..40u32).map(|n| n.to_string().into_bytes()).collect();
        contents.push(vec![7; PIECE + 1]);
        contents.push(Vec::new());
        contents
    }

    fn packed(folder: &Path) -> PathBuf {
        let path = folder.join("1.pack");
        let mut packing = Packing::new(path.clone());
        for bytes in contents() {
            packing.add(&RealDisk, hash(&bytes), &bytes).unwrap();
        }
        assert!(packing.finish(&RealDisk).unwrap());
        path
    }

    #[test]
    fn what_was_packed_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = packed(folder.path());
        let pack = Pack::load(path.clone()).unwrap();
        for bytes in contents() {
            let place = pack.find(&hash(&bytes)).unwrap();
            assert_eq!(place.size, bytes.len() as u64);
            assert_eq!(pack.read(place).unwrap(), bytes);
            assert_eq!(look_up(&path, &hash(&bytes)).unwrap(), Some(bytes));
        }
        assert_eq!(pack.places().count(), contents().len());
        assert_eq!(pack.find(&hash(b"another")), None);
        assert_eq!(look_up(&path, &hash(b"another")).unwrap(), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn of_a_damaged_pack_all_that_is_whole_is_found_and_nothing_damaged_is_believed() {
        let folder = tempfile::tempdir().unwrap();
        let path = packed(folder.path());
        let whole = std::fs::read(&path).unwrap();
        let places: Vec<Place> = Pack::load(path.clone()).unwrap().places().collect();
        let mut dice = fastrand::Rng::with_seed(4);
        let index = whole.len() - END as usize - ENTRY * places.len();
        let near_the_index = (0..12).map(|_| dice.usize(index - 100..whole.len()));
        let anywhere = (0..5).map(|n| n * (whole.len() / 5));
        for at in near_the_index.chain(anywhere).collect::<Vec<_>>() {
            for cut in [false, true] {
                let mut bytes = whole.clone();
                if cut {
                    bytes.truncate(at);
                } else {
                    bytes[at] ^= 1;
                }
                std::fs::write(&path, &bytes).unwrap();
                let pack = Pack::load(path.clone()).unwrap();
                for content in contents() {
                    let read = pack.find(&hash(&content)).map(|place| pack.read(place));
                    let is_whole = matches!(&read, Some(Ok(bytes)) if *bytes == content);
                    let is_believed = matches!(&read, Some(Ok(_)));
                    assert_eq!(is_believed, is_whole);
                    let place = places.iter().find(|it| it.hash == hash(&content)).unwrap();
                    // Damage of the index costs nothing; of what was cut all that stands before.
                    let end = (place.at + place.size) as usize;
                    if at >= index || cut && end <= at && at > place.at as usize {
                        assert!(is_whole || cut && end > at, "{at} {cut}");
                    }
                    let there = look_up(&path, &hash(&content)).ok().flatten();
                    assert!(there.is_none_or(|there| there == content));
                }
            }
        }
    }

    #[test]
    fn nothing_is_left_of_a_pack_that_is_given_up_or_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.pack");
        assert!(!Packing::new(path.clone()).finish(&RealDisk).unwrap());
        let mut packing = Packing::new(path);
        let bytes = vec![1; 2 * PIECE];
        packing.add(&RealDisk, hash(&bytes), &bytes).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        packing.give_up(&RealDisk);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
