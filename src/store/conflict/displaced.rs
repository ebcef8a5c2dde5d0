//! What is merged goes from the project folder into the state folder.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use crate::say;
use crate::store::atomic;
use crate::store::disk::Disk;
use crate::store::error::describe;
use crate::store::folder::Folder;
use crate::store::journal::age_between;
use crate::store::journal::shelf::make_folders;
use crate::store::known::{Hash, hash, hash_file};
use crate::store::{Home, RealDisk, hex};

use super::OtherVersion;

/// A file with another version, and what it held when that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Source {
    /// Relative to the project folder.
    pub file: PathBuf,
    pub hash: Hash,
}

impl Source {
    /// Copies the file as it was read into a folder for what was merged. Says whether it is there; not when the file has
    /// been changed or removed meanwhile.
    ///
    /// # Errors
    /// What the disk says, in words.
    pub fn keep(&self, folder: &Folder, displaced: &Path, disk: &dyn Disk) -> Result<bool, String> {
        let Ok(bytes) = folder.read(&self.file) else {
            return Ok(false);
        };
        if hash(&bytes) != self.hash {
            return Ok(false);
        }
        let path = self.kept_at(displaced);
        let failed = |error: &std::io::Error| format!("{}: {}", path.display(), describe(error));
        let place = path.parent().unwrap_or(displaced);
        make_folders(disk, place).map_err(|error| failed(&error))?;
        atomic::replace(disk, &path, &bytes, None).map_err(|trouble| failed(trouble.error()))?;
        let there = hash_file(&path).map_err(|error| failed(&error))?;
        if there == self.hash {
            Ok(true)
        } else {
            let path = path.display().to_string();
            Err(say!("version-not-kept", path = path))
        }
    }

    /// Where [`Self::keep`] puts it.
    pub fn kept_at(&self, displaced: &Path) -> PathBuf {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{}-{name}", &hex(&self.hash)[..8]);
        displaced.join(self.file.with_file_name(name))
    }

    /// As [`Self::keep`], and removes it from the project folder.
    ///
    /// # Errors
    /// What the disk says, in words.
    pub fn take_away(
        &self,
        folder: &Folder,
        displaced: &Path,
        disk: &dyn Disk,
    ) -> Result<(), String> {
        if !self.keep(folder, displaced, disk)? {
            return Ok(());
        }
        let path = folder.root().join(&self.file);
        atomic::remove(disk, &path)
            .map_err(|trouble| format!("{}: {}", path.display(), describe(trouble.error())))
    }
}

/// Removes what was merged so many days ago, nothing when `days` is 0. Age is counted from one file to the next, a week at
/// most, as for the journal: a clock that jumps makes nothing old at once.
pub fn thin_displaced(folder: &Path, days: u32, now: Timestamp) {
    if days == 0 {
        return;
    }
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort_by_key(|(at, _)| core::cmp::Reverse(*at));
    let (mut age, mut last) = (SignedDuration::ZERO, now);
    for (at, path) in files {
        age += age_between(at, last);
        last = at;
        if age > SignedDuration::from_hours(24 * i64::from(days)) {
            let _it_is_tried_again = std::fs::remove_file(&path);
            // Folders that became empty go too; others stay.
            for parent in path.ancestors().skip(1).take_while(|it| *it != folder) {
                if std::fs::remove_dir(parent).is_err() {
                    break;
                }
            }
        }
    }
}

/// The files below a folder, with the times when they came there. Links are not followed.
fn collect(folder: &Path, files: &mut Vec<(Timestamp, PathBuf)>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() {
            collect(&entry.path(), files);
        } else if let Some(at) = data
            .modified()
            .ok()
            .and_then(|at| Timestamp::try_from(at).ok())
        {
            files.push((at, entry.path()));
        }
    }
}

impl OtherVersion {
    /// To be called before what it would change is written: a file with git's markers goes into the state folder as it is.
    ///
    /// # Errors
    /// What the disk says, in words. Then it must not be written over.
    pub fn before_writing(&self, root: &Path, home: &Home) -> Result<(), String> {
        if !self.is_git {
            return Ok(());
        }
        let folder = Folder::at(root).map_err(|error| describe(&error))?;
        let is_kept = self.source.keep(&folder, &home.displaced(), &RealDisk)?;
        if is_kept {
            Ok(())
        } else {
            Err(say!("version-changed", file = &self.file))
        }
    }

    /// To be called once what it changed is in the project folder: a conflict copy goes into the state folder.
    ///
    /// # Errors
    /// What the disk says, in words.
    pub fn after_writing(&self, root: &Path, home: &Home) -> Result<(), String> {
        if self.is_git {
            return Ok(());
        }
        let folder = Folder::at(root).map_err(|error| describe(&error))?;
        self.source.take_away(&folder, &home.displaced(), &RealDisk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::time::{Duration, SystemTime};

    #[test]
    fn what_was_merged_long_ago_goes_and_a_clock_that_jumps_takes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("annotators/ana/layers");
        fs::create_dir_all(&deep).unwrap();
        let now = SystemTime::now();
        let days = |count: u64| Duration::from_secs(count * 24 * 3600);
        // One a day for a hundred days.
        for age in 0..100 {
            let file = fs::File::create(deep.join(format!("{age:03}.ron"))).unwrap();
            file.set_modified(now - days(age)).unwrap();
        }
        let lone = folder.path().join("articles");
        fs::create_dir(&lone).unwrap();
        let file = fs::File::create(lone.join("old.ron")).unwrap();
        file.set_modified(now - days(99)).unwrap();
        let count = || {
            let mut files = Vec::new();
            collect(folder.path(), &mut files);
            files.len()
        };
        let at = |time: SystemTime| Timestamp::try_from(time).unwrap();
        thin_displaced(folder.path(), 0, at(now));
        assert_eq!(count(), 101, "kept for ever");
        // A clock that is ten years ahead makes all of them a week older.
        thin_displaced(folder.path(), 120, at(now + days(3650)));
        assert_eq!(count(), 101);
        thin_displaced(folder.path(), 90, at(now));
        assert_eq!(count(), 91);
        assert!(deep.join("090.ron").exists() && !deep.join("091.ron").exists());
        assert!(!lone.exists(), "an empty folder goes");
    }
}
