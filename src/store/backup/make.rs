//! Making a backup.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use smol_str::SmolStr;

use crate::model::Settings;
use crate::store::error::Fault;
use crate::store::folder::Folder;
use crate::store::known::{Hash, hash};
use crate::store::{Progress, hex, layout, parallel};

use super::catalogue::{Catalogue, by_insertion};
use super::files::{files, seen};
use super::manifest::{self, Entry, Manifest, Name, Pages};
use super::objects::{Draft, Objects, Uncopied};
use super::pack::Packing;
use super::thin::{ALWAYS, Candidate, surplus};
use super::{BackupError, Backups, Reason};

/// The most bytes that the backups of a project take, if ten of them take less.
const MOST: u64 = 500 << 20;

/// Files of which all that is known is in memory at a time.
const TOGETHER: usize = 1 << 14;

/// What became of the wish for a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// There is a new one.
    New {
        /// Its number.
        number: u64,
        /// How many bytes were written for it.
        written: u64,
        /// Files that could not be read, a sentence each.
        left_out: Vec<String>,
    },
    /// The last one, which has this number, holds the project as it is.
    Unchanged(u64),
}

/// What is known while a backup is being made.
struct Making<'a> {
    folder: &'a Folder,
    objects: &'a Objects,
    /// The files of the last backup, by path.
    last: BTreeMap<&'a str, &'a Entry>,
    /// What backups name, so that it is whole.
    named: BTreeMap<Hash, u64>,
    /// Smaller contents go into a pack, in bytes.
    small: u64,
    /// What has been written.
    fresh: Mutex<Fresh>,
}

/// What has been written for a backup that is being made.
struct Fresh {
    /// Sizes of all contents.
    sizes: BTreeMap<Hash, u64>,
    /// The large ones, which lie in files of their own.
    alone: Vec<Hash>,
    /// The small ones.
    packing: Packing,
}

/// A content that has been read.
enum Content {
    Small(Hash, Vec<u8>),
    Large(Draft),
}

impl Content {
    /// Its hash, and its size in bytes.
    fn about(&self) -> (Hash, u64) {
        match self {
            Self::Small(hash, bytes) => (*hash, bytes.len() as u64),
            Self::Large(draft) => (draft.hash, draft.size),
        }
    }
}

/// What became of a file.
enum Taken {
    Whole(Entry),
    /// It could not be read, for this reason.
    LeftOut(String),
    /// It went away meanwhile.
    Gone,
}

impl Backups {
    /// Backs a project up as it is on the disk now. A regular backup, and one before something, is not made when the last
    /// one holds just that. Then those that are too many are given up.
    ///
    /// # Errors
    /// [`BackupError`]; what was backed up before is as it was.
    pub fn make(
        &self,
        root: &Path,
        about: &Settings,
        reason: Reason,
        progress: &Progress,
    ) -> Result<Made, BackupError> {
        self.make_at(root, about, reason, Timestamp::now(), progress)
    }

    /// As [`Backups::make`], by another clock.
    ///
    /// # Errors
    /// As [`Backups::make`].
    pub fn make_at(
        &self,
        root: &Path,
        about: &Settings,
        reason: Reason,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<Made, BackupError> {
        let _lock = self.lock()?;
        let objects = self.objects();
        let catalogue = Catalogue::read(&self.folder, &objects);
        let folder = Folder::at(root).map_err(|error| BackupError::unreadable(root, &error))?;
        let last = catalogue.backups.last();
        let last_entries = last.iter().flat_map(|(.., pages)| catalogue.entries(pages));
        let making = Making {
            folder: &folder,
            objects: &objects,
            last: by_insertion(last_entries.map(|entry| (entry.path.as_str(), entry))),
            named: catalogue.named(),
            small: self.small,
            fresh: Mutex::new(Fresh {
                sizes: BTreeMap::new(),
                alone: Vec::new(),
                packing: objects.packing(),
            }),
        };
        let mut manifest = Manifest::new(reason, &about.name, &about.id, folder.root());
        let taken = making.take(&mut manifest, progress);
        let fresh = making.into_fresh();
        match (taken, last) {
            (Ok(false), Some((name, ..))) if reason != Reason::ByHand => {
                fresh.give_up(&objects);
                return Ok(Made::Unchanged(name.number));
            }
            (Ok(_), _) => {}
            (Err(error), _) => {
                fresh.give_up(&objects);
                return Err(error);
            }
        }
        let name = Name {
            number: catalogue.last_number() + 1,
            at: now,
        };
        // The list must not be there before all that it names.
        let written = fresh.finish(&objects)?;
        manifest::write(&*self.disk, &self.folder, name, &manifest)?;
        self.tidy();
        Ok(Made::New {
            number: name.number,
            written,
            left_out: manifest.left_out,
        })
    }

    /// Gives up backups that are too many, and contents that none of them names.
    fn tidy(&self) {
        let objects = &self.objects();
        let mut catalogue = Catalogue::read(&self.folder, objects);
        let candidate = |name: &Name, by_hand| Candidate {
            number: name.number,
            at: name.at,
            by_hand,
        };
        let usable = catalogue
            .backups
            .iter()
            .map(|(name, manifest, _)| candidate(name, manifest.reason == Reason::ByHand));
        let damaged = catalogue.damaged.iter().map(|name| candidate(name, false));
        let mut candidates: Vec<Candidate> = usable.chain(damaged).collect();
        candidates.sort_unstable_by_key(|candidate| candidate.number);
        let mut given_up: HashSet<u64> = surplus(&candidates).into_iter().collect();
        catalogue
            .backups
            .retain(|(name, ..)| !given_up.contains(&name.number));
        if catalogue.damaged.is_empty() {
            while catalogue.backups.len() > ALWAYS && catalogue.size() > MOST {
                let (oldest, ..) = catalogue.backups.remove(0);
                given_up.insert(oldest.number);
            }
        }
        for candidate in candidates {
            if given_up.contains(&candidate.number) {
                let name = Name {
                    number: candidate.number,
                    at: candidate.at,
                };
                let _it_is_tried_again = self.disk.remove(&name.path(&self.folder));
                catalogue.damaged.retain(|damaged| *damaged != name);
            }
        }
        // Lists that are still there after a crash would name what is gone: their removal must last before that of theirs.
        let lasts = self.disk.sync_folder(&self.folder).is_ok();
        let all_known = Name::all(&self.folder).len() == catalogue.backups.len();
        if lasts && all_known && catalogue.damaged.is_empty() {
            objects.sweep(&catalogue.named());
        }
    }
}

impl Fresh {
    /// Waits until the disk holds all of it; how many bytes that is. What no backup comes to name is swept after the next one.
    fn finish(self, objects: &Objects) -> Result<u64, BackupError> {
        if self.packing.finish(objects.disk())? {
            objects.confirm_packs()?;
        }
        objects.confirm(&self.alone)?;
        Ok(self.sizes.values().sum())
    }

    fn give_up(self, objects: &Objects) {
        self.packing.give_up(objects.disk());
        self.alone.iter().for_each(|hash| objects.forget(hash));
    }
}

impl Making<'_> {
    fn fresh(&self) -> MutexGuard<'_, Fresh> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_fresh(self) -> Fresh {
        self.fresh
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts all contents in their places and notes them in the manifest. Says whether something has changed since the last
    /// backup.
    fn take(&self, manifest: &mut Manifest, progress: &Progress) -> Result<bool, BackupError> {
        let root = self.folder.root();
        let files = files(root).map_err(|error| BackupError::unreadable(root, &error))?;
        let mut pages = Pages::default();
        let mut has_changed = false;
        for files in files.chunks(TOGETHER) {
            let taken = parallel::map(files, progress, |file| self.take_file(file))?;
            for (file, taken) in core::iter::zip(files, taken) {
                match taken? {
                    Taken::Whole(entry) => {
                        let known = self.last.get(entry.path.as_str());
                        has_changed |= !known.is_some_and(|known| known.is_same(&entry));
                        manifest.files += 1;
                        manifest.bytes += entry.size;
                        if let Some(page) = pages.add(&entry) {
                            self.keep_page(&page, manifest)?;
                        }
                    }
                    Taken::LeftOut(why) => {
                        let left_out = format!("{}: {why}", layout::shown(file));
                        manifest.left_out.push(left_out);
                    }
                    Taken::Gone => {}
                }
            }
        }
        if let Some(page) = pages.rest() {
            self.keep_page(&page, manifest)?;
        }
        Ok(has_changed || manifest.files != self.last.len())
    }

    fn keep_page(&self, page: &[u8], manifest: &mut Manifest) -> Result<(), BackupError> {
        let page = self
            .content(page)
            .map_err(|why| why.at(self.folder.root()))?;
        manifest.pages.push(hex(&page.about().0));
        self.keep(page)
    }

    /// Reads a content. Its hash is that of what was read, whatever becomes of the original meanwhile.
    fn content(&self, mut content: impl Read) -> Result<Content, Uncopied> {
        let mut bytes = Vec::new();
        content.by_ref().take(self.small).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < self.small {
            return Ok(Content::Small(hash(&bytes), bytes));
        }
        let copied = self.objects.copy(bytes.as_slice().chain(content));
        copied.map(Content::Large)
    }

    fn take_file(&self, file: &PathBuf) -> Result<Taken, BackupError> {
        let path = layout::shown(file);
        let place = self.folder.root().join(file);
        let marks = || fs::metadata(&place).map(|data| (seen(&data), data.len()));
        let before = marks();
        if let (Ok((seen, size)), Some(known)) = (&before, self.last.get(path.as_str()))
            && !seen.is_empty()
            && *seen == known.seen
            && *size == known.size
            && self.objects.has(&known.sha256, *size)
        {
            return Ok(Taken::Whole((*known).clone()));
        }
        let opened = self.folder.open(file);
        let content = match opened.map(|(content, _)| self.content(content)) {
            Ok(Ok(content)) => content,
            Ok(Err(Uncopied::Unwritten(error))) => return Err(error),
            Ok(Err(Uncopied::Unread(error))) => {
                return Ok(Taken::LeftOut(Fault::unreadable(&error).message()));
            }
            Err(Fault::Missing) => return Ok(Taken::Gone),
            Err(fault) => return Ok(Taken::LeftOut(fault.message())),
        };
        let (sha256, size) = content.about();
        let entry = Entry {
            path,
            sha256,
            size,
            seen: match (before, marks()) {
                (Ok(before), Ok(after)) if before == after => before.0,
                _ => SmolStr::default(),
            },
        };
        self.keep(content)?;
        Ok(Taken::Whole(entry))
    }

    /// Puts a content in its place unless it is there and whole.
    fn keep(&self, content: Content) -> Result<(), BackupError> {
        let (hash, size) = content.about();
        let is_there = self.named.contains_key(&hash) && self.objects.has(&hash, size);
        let mut fresh = self.fresh();
        let is_first = !is_there && fresh.sizes.insert(hash, size).is_none();
        match content {
            Content::Small(hash, bytes) if is_first => {
                fresh.packing.add(self.objects.disk(), hash, &bytes)
            }
            Content::Small(..) => Ok(()),
            Content::Large(draft) if is_first => {
                fresh.alone.push(hash);
                drop(fresh);
                self.objects.put(draft)
            }
            Content::Large(draft) => {
                drop(fresh);
                self.objects.drop(draft);
                Ok(())
            }
        }
    }
}
