//! The project folder, out of which no path leads: links to the outside are refused, and so is what is no plain file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::atomic;
use super::error::{Fault, describe, remedy};

/// A project folder.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    /// Absolute and free of links.
    root: PathBuf,
}

/// An entry of a folder.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub name: String,
    pub is_folder: bool,
}

impl Folder {
    pub fn at(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        if root.is_dir() {
            Ok(Self { root })
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// All bytes of a file, at most `limit` of them. Never waits for a pipe.
    pub fn read(&self, file: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
        let path = self.real(file)?.ok_or(Fault::Missing)?;
        let size = fs::metadata(&path)
            .map_err(|error| Fault::unreadable(&error))?
            .len();
        if size > limit {
            return Err(Fault::Unreadable(format!(
                "it has {} MB; Postil reads up to {} MB",
                size >> 20,
                limit >> 20
            )));
        }
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(limit).read_to_end(&mut bytes))
            .map_err(|error| Fault::unreadable(&error))?;
        Ok(bytes)
    }

    /// What is in a folder, sorted; nothing when there is no such folder.
    pub fn list(&self, folder: &Path) -> Result<Vec<Entry>, Fault> {
        let path = match self.root.join(folder).canonicalize() {
            Ok(path) => path,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Fault::unreadable(&error)),
        };
        self.inside(&path)?;
        let mut entries = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| Fault::unreadable(&error))? {
            let entry = entry.map_err(|error| Fault::unreadable(&error))?;
            let kind = entry
                .file_type()
                .map_err(|error| Fault::unreadable(&error))?;
            entries.push(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                is_folder: kind.is_dir() || kind.is_symlink() && entry.path().is_dir(),
            });
        }
        entries.sort();
        Ok(entries)
    }

    /// Writes the bytes unless the file holds them already; says whether it did. What stands there is only replaced
    /// when `may_go` has no objection to it.
    ///
    /// # Errors
    /// What happened and what to do, in a sentence or two. The file is then as it was.
    pub fn put(
        &self,
        file: &Path,
        bytes: &[u8],
        may_go: impl FnOnce(&[u8]) -> Result<(), String>,
    ) -> Result<bool, String> {
        self.make(file.parent().unwrap_or(Path::new("")))?;
        let path = match self.real(file).map_err(|fault| refused(&fault))? {
            Some(path) => {
                let known = fs::read(&path).map_err(|error| failed(&error))?;
                if known == bytes {
                    return Ok(false);
                }
                may_go(&known)?;
                path
            }
            None => self.root.join(file),
        };
        atomic::replace(&path, bytes).map_err(|error| failed(&error))?;
        Ok(true)
    }

    /// Removes a file, or a link to one, unless `may_go` objects; says whether there was one.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn remove(
        &self,
        file: &Path,
        may_go: impl FnOnce(&[u8]) -> Result<(), String>,
    ) -> Result<bool, String> {
        let parent = self.root.join(file.parent().unwrap_or(Path::new("")));
        let Ok(parent) = parent.canonicalize() else {
            return Ok(false);
        };
        self.inside(&parent).map_err(|fault| refused(&fault))?;
        let path = parent.join(file.file_name().unwrap_or_default());
        let Some(target) = self.real(file).map_err(|fault| refused(&fault))? else {
            return Ok(false);
        };
        may_go(&fs::read(target).map_err(|error| failed(&error))?)?;
        atomic::remove(&path).map_err(|error| failed(&error))?;
        Ok(true)
    }

    /// Makes a folder and those above it, within the project.
    pub fn make(&self, folder: &Path) -> Result<(), String> {
        let mut path = self.root.clone();
        for name in folder {
            path.push(name);
            if !path.is_dir() {
                fs::create_dir(&path).map_err(|error| failed(&error))?;
            }
            let real = path.canonicalize().map_err(|error| failed(&error))?;
            self.inside(&real).map_err(|fault| refused(&fault))?;
        }
        Ok(())
    }

    /// Removes a folder if nothing is in it.
    pub fn remove_if_empty(&self, folder: &Path) {
        let _it_is_not_empty = fs::remove_dir(self.root.join(folder));
    }

    /// Takes away what crashed saves left in this folder of the project.
    pub fn sweep(&self, folder: &Path) {
        if let Ok(path) = self.root.join(folder).canonicalize()
            && self.inside(&path).is_ok()
        {
            atomic::sweep(&path);
        }
    }

    /// Whether files can be made in this folder; tries it, which leaves nothing behind.
    pub fn is_writable(&self, folder: &Path) -> bool {
        let Ok(path) = self.root.join(folder).canonicalize() else {
            return false;
        };
        let probe = path.join(".probe.postil-new");
        let made = self.inside(&path).is_ok() && File::create_new(&probe).is_ok();
        if made {
            let _it_was_made_just_now = fs::remove_file(&probe);
        }
        made
    }

    /// Whether an existing file can be written to; tries it, which changes nothing.
    pub fn is_file_writable(&self, file: &Path) -> bool {
        fs::OpenOptions::new()
            .write(true)
            .open(self.root.join(file))
            .is_ok()
    }

    /// The plain file behind a path, after links; `None` when nothing is there.
    fn real(&self, file: &Path) -> Result<Option<PathBuf>, Fault> {
        let path = self.root.join(file);
        let target = match path.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Fault::unreadable(&error));
            }
            Err(_) if path.is_symlink() => {
                return Err(Fault::Unreadable("it is a link to nothing".to_owned()));
            }
            Err(_) => return Ok(None),
        };
        self.inside(&target)?;
        let data = fs::metadata(&target).map_err(|error| Fault::unreadable(&error))?;
        if data.is_file() {
            Ok(Some(target))
        } else if data.is_dir() {
            Err(Fault::Unreadable("it is a folder, not a file".to_owned()))
        } else {
            Err(Fault::Unreadable(
                "it is a pipe or a device, not a file".to_owned(),
            ))
        }
    }

    fn inside(&self, path: &Path) -> Result<(), Fault> {
        if path.starts_with(&self.root) {
            Ok(())
        } else {
            Err(Fault::Unreadable(
                "it is a link that leads out of the project".to_owned(),
            ))
        }
    }
}

/// Why something in the place of a file of ours is not written to.
fn refused(fault: &Fault) -> String {
    match fault {
        Fault::Unreadable(reason) => {
            format!("Nothing was written: {reason}. Remove it, and save again.")
        }
        fault => fault.message(),
    }
}

fn failed(error: &io::Error) -> String {
    format!(
        "It could not be written: {}. What was there before is still there. {}",
        describe(error),
        remedy(error)
    )
}
