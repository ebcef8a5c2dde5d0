//! Restoring a backup: into a copy, never over a project.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::say;
use crate::store::journal::shelf::make_folders;
use crate::store::known::{hash, hash_file};
use crate::store::{Progress, layout};

use super::catalogue::Catalogue;
use super::manifest::Entry;
use super::objects::Objects;
use super::{BackupError, Backups, is_inside};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The folder of the copy.
    pub root: PathBuf,
    /// How many files it has.
    pub files: usize,
    /// What is not in it, or comes from an earlier backup, a sentence each.
    pub remarks: Vec<String>,
}

impl Backups {
    /// Writes a copy of the project as a backup has it into a new or empty folder. What is damaged in the backup is taken
    /// from an earlier one, if one has it.
    ///
    /// # Errors
    /// [`BackupError`]; what was made of the copy is taken away again.
    pub fn restore(
        &self,
        number: u64,
        root: &Path,
        progress: &Progress,
    ) -> Result<Restored, BackupError> {
        let objects = self.objects();
        let catalogue = Catalogue::read(&self.folder, &objects);
        let place = catalogue
            .backups
            .iter()
            .position(|(name, ..)| name.number == number)
            .ok_or_else(|| {
                let damaged = catalogue.damaged.iter();
                let damaged = damaged.clone().find(|name| name.number == number);
                damaged.map_or(BackupError::Missing(number), |name| {
                    BackupError::damaged(&name.path(&self.folder), say!("backup-list-damaged"))
                })
            })?;
        let is_new = !root.exists();
        if !is_new && fs::read_dir(root).map_or(true, |mut there| there.next().is_some()) {
            return Err(BackupError::Occupied(root.to_owned()));
        }
        let written = self.fill(root, &catalogue, place, &objects, progress);
        if written.is_err() {
            let _what_is_left_is_no_project = fs::remove_dir_all(root);
            if !is_new {
                let _it_was_there = fs::create_dir(root);
            }
        }
        written
    }

    /// The newest version of a file, given relative to the project folder with `/`, that somebody can use, and when it was
    /// backed up.
    pub(in crate::store) fn newest<T>(
        &self,
        file: &str,
        mut used: impl FnMut(Vec<u8>) -> Option<T>,
    ) -> Option<(T, Timestamp)> {
        let objects = self.objects();
        let catalogue = Catalogue::read(&self.folder, &objects);
        let mut last = None;
        catalogue.backups.iter().rev().find_map(|(name, _, pages)| {
            let mut entries = catalogue.entries(pages);
            let entry = entries.find(|entry| entry.path == file)?;
            // Most backups have the same version as the one before.
            if last.replace(entry.sha256) == Some(entry.sha256) {
                return None;
            }
            Some((used(objects.read(&entry.sha256).ok()?)?, name.at))
        })
    }

    /// Whether there are backups, and the newest does not have a file of this name.
    pub(in crate::store) fn lacks(&self, file: &str) -> bool {
        let catalogue = Catalogue::read(&self.folder, &self.objects());
        let newest = catalogue.backups.last();
        newest.is_some_and(|(.., pages)| !catalogue.entries(pages).any(|it| it.path == file))
    }

    fn fill(
        &self,
        root: &Path,
        catalogue: &Catalogue,
        place: usize,
        objects: &Objects,
        progress: &Progress,
    ) -> Result<Restored, BackupError> {
        let (.., pages) = &catalogue.backups[place];
        let mut entries: Vec<&Entry> = catalogue.entries(pages).collect();
        // Without it the folder is no project: it comes last, when all else is there.
        entries.sort_by_key(|entry| entry.path == layout::PROJECT);
        progress.expect(entries.len());
        let (mut remarks, mut folders, mut files) = (Vec::new(), BTreeSet::new(), 0);
        for entry in entries {
            progress.step()?;
            let path = Path::new(&entry.path);
            if !is_inside(path) {
                remarks.push(say!("backup-leads-out", file = &entry.path));
                continue;
            }
            let bytes = match objects.read(&entry.sha256) {
                Ok(bytes) => bytes,
                Err(error) => {
                    let Some((bytes, at)) = earlier(catalogue, place, entry, objects) else {
                        let why = error.to_string();
                        remarks.push(say!("backup-file-lost", file = &entry.path, why = why));
                        continue;
                    };
                    let at = at.strftime("%Y-%m-%d %H:%M UTC");
                    remarks.push(say!(
                        "backup-file-earlier",
                        file = &entry.path,
                        at = at.to_string(),
                    ));
                    bytes
                }
            };
            let target = root.join(path);
            self.put(&target, &bytes)?;
            folders.extend(target.parent().map(Path::to_owned));
            files += 1;
        }
        for folder in folders {
            let confirmed = self.disk.sync_folder(&folder);
            confirmed.map_err(|error| BackupError::unwritten(&folder, &error))?;
        }
        Ok(Restored {
            root: root.to_owned(),
            files,
            remarks,
        })
    }

    /// Writes a file of a copy and reads it back.
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
        let write = || {
            if let Some(folder) = path.parent() {
                make_folders(&*self.disk, folder)?;
            }
            let mut file = self.disk.create(path, None)?;
            file.write_at(0, bytes)?;
            file.sync()?;
            hash_file(path)
        };
        match write() {
            Ok(there) if there == hash(bytes) => Ok(()),
            Ok(_) => Err(BackupError::Altered(path.to_owned())),
            Err(error) => Err(BackupError::unwritten(path, &error)),
        }
    }
}

/// The same file of the newest earlier backup that has it whole.
fn earlier(
    catalogue: &Catalogue,
    place: usize,
    lost: &Entry,
    objects: &Objects,
) -> Option<(Vec<u8>, Timestamp)> {
    let mut earlier = catalogue.backups[..place].iter().rev();
    earlier.find_map(|(name, _, pages)| {
        let mut entries = catalogue.entries(pages);
        let entry = entries.find(|entry| entry.path == lost.path)?;
        let bytes = objects.read(&entry.sha256).ok()?;
        Some((bytes, name.at))
    })
}

/// A free place beside a project for a copy of it as it was at a time: `harbour restored 2026-11-26 14.05`.
#[must_use]
pub fn free_place(root: &Path, at: Timestamp) -> PathBuf {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let at = at.to_zoned(TimeZone::system());
    let name = say!(
        "backup-restored-name",
        name = name,
        at = at.strftime("%Y-%m-%d %H.%M").to_string(),
    );
    let place = root.with_file_name(&name);
    let numbered = (2..).map(|number| root.with_file_name(format!("{name} {number}")));
    let mut places = core::iter::once(place.clone()).chain(numbered);
    places.find(|place| !place.exists()).unwrap_or(place)
}
