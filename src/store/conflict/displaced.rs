//! What is merged goes from the project folder into the state folder.

use std::path::{Path, PathBuf};

use crate::store::atomic;
use crate::store::disk::Disk;
use crate::store::error::describe;
use crate::store::folder::Folder;
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
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let place = displaced.join(self.file.parent().unwrap_or(Path::new("")));
        let path = place.join(format!("{}-{name}", &hex(&self.hash)[..8]));
        let failed = |error: &std::io::Error| format!("{}: {}", path.display(), describe(error));
        make_folders(disk, &place).map_err(|error| failed(&error))?;
        atomic::replace(disk, &path, &bytes, None).map_err(|trouble| failed(trouble.error()))?;
        let there = hash_file(&path).map_err(|error| failed(&error))?;
        if there == self.hash {
            Ok(true)
        } else {
            let path = path.display();
            Err(format!("{path} does not hold what was written"))
        }
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
            Err(format!("{} was changed meanwhile", self.file))
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
