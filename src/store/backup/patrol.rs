//! Looking again at what was backed up long ago: a disk may lose bits of what nobody reads.
//!
//! Each time all lists are read, and a few contents, in the order of their hashes, going on where the last time ended. One that is no
//! longer what its name says is written anew when a file of the project still holds it; otherwise people are told.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::fs;
use std::path::Path;

use crate::say;
use crate::store::folder::Folder;
use crate::store::known::{Hash, hash};
use crate::store::{Progress, cache, hex};

use super::manifest::{self, Entry, Name};
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
    /// Backups whose lists are damaged, so that they cannot be restored: in words, a sentence each.
    pub lists: Vec<String>,
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
        let reached = self.folder.join(REACHED);
        let last = fs::read_to_string(&reached).ok();
        let last = last.and_then(|digits| cache::unhex(digits.trim()));
        let (lists, unusable) = lists(&self.folder);
        found.lists.extend(unusable.into_iter().map(in_words));
        let mut next = Next::new(last, bytes);
        let mut damaged = BTreeSet::new();
        // One page after the other: together they may name a million files.
        for (page, backups) in &lists {
            progress.check()?;
            let bytes = objects.read(page).unwrap_or_default();
            match manifest::entries(&bytes).filter(|entries| !entries.is_empty()) {
                Some(entries) => entries.into_iter().for_each(|it| next.offer(it, backups)),
                None => damaged.extend(backups),
            }
        }
        found.lists.extend(damaged.into_iter().map(in_words));
        let mut at = None;
        for ((_, hash), (entry, backups)) in next.contents {
            progress.check()?;
            found.read += 1;
            at = Some(hash);
            // One that cannot be read at all is as good as damaged.
            if !objects.is_whole(&hash) {
                match held_by(root, &entry) {
                    Some(bytes) => {
                        let draft = objects.copy(&*bytes).map_err(|why| why.at(root))?;
                        objects.put(draft)?;
                        found.mended += 1;
                    }
                    None => found.lost.push(lost(&entry, &backups)),
                }
            }
        }
        if let Some(at) = at {
            // When that fails, the next time begins where this one did.
            let _it_is_only_a_place_to_go_on = fs::write(&reached, hex(&at));
        }
        Ok(found)
    }
}

/// The pages of all backups, each with the backups of which it is one; and the backups whose lists are damaged.
fn lists(folder: &Path) -> (BTreeMap<Hash, Vec<Name>>, Vec<Name>) {
    let (mut pages, mut damaged) = (BTreeMap::<Hash, Vec<Name>>::new(), Vec::new());
    for name in Name::all(folder) {
        let list = manifest::read(folder, name).ok();
        match list.and_then(|list| list.page_hashes()) {
            Some(hashes) => hashes
                .into_iter()
                .for_each(|hash| pages.entry(hash).or_default().push(name)),
            None => damaged.push(name),
        }
    }
    (pages, damaged)
}

/// The contents that are to be looked at next, in the order of their hashes from one on and then from the first one on; no
/// more than a number of bytes, but at least one.
struct Next {
    after: Option<Hash>,
    most: u64,
    bytes: u64,
    /// Whether it comes after the last one, and its hash; one of the files that held it, and the backups that name it.
    contents: BTreeMap<(bool, Hash), (Entry, Vec<u64>)>,
}

impl Next {
    fn new(after: Option<Hash>, most: u64) -> Self {
        Self {
            after,
            most,
            bytes: 0,
            contents: BTreeMap::new(),
        }
    }

    fn offer(&mut self, entry: Entry, backups: &[Name]) {
        let is_before = self.after.is_some_and(|after| entry.sha256 <= after);
        let numbers = backups.iter().map(|name| name.number);
        match self.contents.entry((is_before, entry.sha256)) {
            btree_map::Entry::Occupied(mut known) => known.get_mut().1.extend(numbers),
            btree_map::Entry::Vacant(free) => {
                self.bytes += size(&entry);
                free.insert((entry, numbers.collect()));
            }
        }
        // The last one may be the one that was just added.
        while self.contents.len() > 1
            && let Some(last) = self.contents.last_entry()
            && self.bytes - size(&last.get().0) >= self.most
        {
            self.bytes -= size(&last.remove().0);
        }
    }
}

/// As how many bytes a content counts.
fn size(entry: &Entry) -> u64 {
    entry.size.max(1)
}

/// The content, if the file of the project still holds it.
fn held_by(root: &Path, entry: &Entry) -> Option<Vec<u8>> {
    let folder = Folder::at(root).ok()?;
    let bytes = folder.read(Path::new(&entry.path)).ok()?;
    (hash(&bytes) == entry.sha256).then_some(bytes)
}

fn in_words(name: Name) -> String {
    let at = name.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    say!("faults-backup-list", number = name.number, at = &at)
}

fn lost(entry: &Entry, backups: &[u64]) -> String {
    let numbers: BTreeSet<u64> = backups.iter().copied().collect();
    let mut numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
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
