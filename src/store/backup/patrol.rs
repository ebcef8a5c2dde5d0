//! Looking again at what was backed up long ago: a disk may lose bits of what nobody reads.
//!
//! Each time a few contents are read, in the order of their hashes, going on where the last time ended. One that is no
//! longer what its name says is written anew when a file of the project still holds it; otherwise people are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::say;
use crate::store::folder::Folder;
use crate::store::known::{Hash, hash};
use crate::store::{Progress, cache, hex};

use super::catalogue::Catalogue;
use super::manifest::Entry;
use super::{BackupError, Backups};

/// Holds the hash of the content that was looked at last.
const REACHED: &str = "patrol";
/// Most names of files that are told.
const TOLD: usize = 5;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patrolled {
    /// How many contents were read.
    pub read: usize,
    /// How many of them were damaged and are whole again.
    pub mended: usize,
    /// Files of which a damaged content is nowhere else, as far as is known: in words, a sentence each.
    pub lost: Vec<String>,
}

impl Backups {
    /// Reads so many bytes of what was backed up and mends what can be mended from the files of the project.
    ///
    /// # Errors
    /// [`BackupError::Busy`] while another program is at the backups, [`BackupError::Cancelled`]; what cannot be written.
    pub fn patrol(
        &self,
        root: &Path,
        bytes: u64,
        progress: &Progress,
    ) -> Result<Patrolled, BackupError> {
        let mut found = Patrolled::default();
        if !self.folder.is_dir() {
            return Ok(found);
        }
        let _lock = self.lock()?;
        let objects = self.objects();
        let catalogue = Catalogue::read(&self.folder, &objects);
        let contents = contents(&catalogue);
        let reached = self.folder.join(REACHED);
        let last = fs::read_to_string(&reached).ok();
        let last = last.and_then(|digits| cache::unhex(digits.trim()));
        let (before, behind): (Vec<_>, Vec<_>) = contents
            .into_iter()
            .partition(|(hash, _)| last.is_some_and(|last| *hash <= last));
        let (mut left, mut at) = (bytes, None);
        for (hash, (entry, backups)) in behind.into_iter().chain(before) {
            progress.check()?;
            found.read += 1;
            at = Some(hash);
            // One that cannot be read at all is as good as damaged.
            if !objects.is_whole(&hash) {
                match held_by(root, entry) {
                    Some(bytes) => {
                        let draft = objects.copy(&*bytes).map_err(|why| why.at(root))?;
                        objects.put(draft)?;
                        found.mended += 1;
                    }
                    None => found.lost.push(in_words(entry, &backups)),
                }
            }
            left = left.saturating_sub(entry.size.max(1));
            if left == 0 {
                break;
            }
        }
        if let Some(at) = at {
            // When that fails, the next time begins where this one did.
            let _it_is_only_a_place_to_go_on = fs::write(&reached, hex(&at));
        }
        Ok(found)
    }
}

/// The contents of files that backups name, each with one of the files and the numbers of the backups.
fn contents(catalogue: &Catalogue) -> BTreeMap<Hash, (&Entry, Vec<u64>)> {
    let mut contents = BTreeMap::new();
    for (name, _, pages) in &catalogue.backups {
        for entry in catalogue.entries(pages) {
            let (_, backups) = contents
                .entry(entry.sha256)
                .or_insert_with(|| (entry, Vec::new()));
            backups.push(name.number);
        }
    }
    contents
}

/// The content, if the file of the project still holds it.
fn held_by(root: &Path, entry: &Entry) -> Option<Vec<u8>> {
    let folder = Folder::at(root).ok()?;
    let bytes = folder.read(Path::new(&entry.path)).ok()?;
    (hash(&bytes) == entry.sha256).then_some(bytes)
}

fn in_words(entry: &Entry, backups: &[u64]) -> String {
    let mut numbers: Vec<String> = backups.iter().map(u64::to_string).collect();
    numbers.dedup();
    let all = numbers.len();
    numbers.truncate(TOLD);
    let (file, more) = (&entry.path, all - numbers.len());
    let backups = numbers.join(", ");
    if more == 0 {
        say!("backup-lost", file = file, backups = backups)
    } else {
        say!(
            "backup-lost-more",
            file = file,
            backups = backups,
            more = more,
        )
    }
}
