//! The project folder, out of which no path leads: links to the outside are refused, and so is what is no plain file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::say;

use super::atomic::{self, Replaced, Trouble};
use super::disk::{Disk, RealDisk};
use super::error::{Fault, Refusal, describe, remedy, too_large};
use super::known::{Hash, Known, hash, hash_file};
use super::layout;

/// A project folder.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    /// Absolute and free of links.
    root: PathBuf,
    /// What changes files.
    disk: Arc<dyn Disk>,
    /// Whether somebody merges what other programs write, so that nothing of ours must be put beside it.
    merged: bool,
}

/// An entry of a folder.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub name: String,
    pub is_folder: bool,
}

impl Folder {
    /// The folder on the disk of the computer.
    pub fn at(root: &Path) -> io::Result<Self> {
        Self::on(Arc::new(RealDisk), root)
    }

    /// The folder, changed through this disk.
    pub fn on(disk: Arc<dyn Disk>, root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        if root.is_dir() {
            Ok(Self {
                root,
                disk,
                merged: false,
            })
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// Where it is, absolute and free of links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What changes its files.
    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// The same folder for somebody who merges what other programs write: then nothing of ours is put beside it.
    pub fn merging(mut self) -> Self {
        self.merged = true;
        self
    }

    /// All bytes of a file, which `known` learns; at most as many as a file of its kind may have. Never waits for a pipe.
    pub fn read_known(&self, file: &Path, known: &Known) -> Result<Vec<u8>, Fault> {
        let bytes = self.read(file)?;
        known.note(file, hash(&bytes));
        Ok(bytes)
    }

    /// All bytes of a file, at most as many as a file of its kind may have. Never waits for a pipe.
    pub fn read(&self, file: &Path) -> Result<Vec<u8>, Fault> {
        let (mut file, size) = self.open(file)?;
        // With room for one byte more than there are: then the end is seen without another step.
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
        file.read_to_end(&mut bytes)
            .map_err(|error| Fault::unreadable(&error))?;
        Ok(bytes)
    }

    /// A file to be read, as far as one of its kind may go, and its length in bytes. Never waits for a pipe.
    pub fn open(&self, file: &Path) -> Result<(io::Take<File>, u64), Fault> {
        let limit = layout::limit(file);
        let (file, about) = if let Some(plain) = self.plain(file) {
            plain
        } else {
            let path = self.real(file)?.ok_or(Fault::Missing)?;
            let open = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
            let (about, file) = open.map_err(|error| Fault::unreadable(&error))?;
            (file, about)
        };
        let size = about.len();
        if size > limit {
            return Err(Fault::Unreadable(too_large(size, limit)));
        }
        Ok((file.take(limit), size))
    }

    /// What is in a folder, sorted; nothing when there is no such folder.
    pub fn list(&self, folder: &Path) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::new();
        self.each(folder, |entry| entries.push(entry))?;
        entries.sort_unstable();
        Ok(entries)
    }

    /// The same in any order, one by one: there may be hundreds of thousands.
    pub fn each(&self, folder: &Path, mut visit: impl FnMut(Entry)) -> Result<(), Fault> {
        let path = match self.root.join(folder).canonicalize() {
            Ok(path) => path,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Fault::unreadable(&error)),
        };
        self.inside(&path)?;
        for entry in fs::read_dir(path).map_err(|error| Fault::unreadable(&error))? {
            let entry = entry.map_err(|error| Fault::unreadable(&error))?;
            let kind = entry
                .file_type()
                .map_err(|error| Fault::unreadable(&error))?;
            visit(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                is_folder: kind.is_dir() || kind.is_symlink() && entry.path().is_dir(),
            });
        }
        Ok(())
    }

    /// Writes the bytes unless the file holds them already; says whether it did. What stands there is only replaced
    /// when it is what `known` knows; else our version is put beside it.
    ///
    /// # Errors
    /// What happened and what to do, in a sentence or two. The file is then as it was, if it says nothing else.
    pub fn put(&self, file: &Path, bytes: &[u8], known: &Known) -> Result<bool, Refusal> {
        let (size, limit) = (bytes.len() as u64, layout::limit(file));
        if size > limit {
            return Err(say!("save-too-large", why = too_large(size, limit)).into());
        }
        self.make(file.parent().unwrap_or(Path::new("")))?;
        let ours = hash(bytes);
        let mut expected = None;
        let path = match self.real(file).map_err(|fault| refused(&fault))? {
            Some(path) => {
                let theirs = hash_file(&path).map_err(|error| failed(&error))?;
                if theirs == ours {
                    known.note(file, ours);
                    self.drop_aside(file, known);
                    if !known.is_confirmed(file) {
                        atomic::sync_parent(&*self.disk, &path)
                            .map_err(|error| unconfirmed(&error))?;
                        known.confirm(file, true);
                    }
                    return Ok(false);
                }
                if known.hash(file) != Some(theirs) {
                    return Err(if self.merged {
                        Refusal::contested()
                    } else {
                        self.contested(file, bytes, known)
                    });
                }
                expected = Some(theirs);
                path
            }
            None => self.root.join(file),
        };
        let result = atomic::replace(&*self.disk, &path, bytes, expected);
        if !matches!(result, Err(Trouble::Before(_))) {
            known.note(file, ours);
            known.confirm(file, result.is_ok());
            self.drop_aside(file, known);
        }
        if let Ok(Replaced::Other(beside)) = &result {
            self.keep_displaced(file, beside);
        }
        result.map_err(|trouble| explain(&trouble))?;
        match hash_file(&path) {
            Ok(there) if there == ours => Ok(true),
            Ok(_) => Err(if self.merged {
                Refusal::contested()
            } else {
                say!("save-changed-meanwhile").into()
            }),
            Err(error) => Err(failed(&error).into()),
        }
    }

    /// What another program put there between our look and our writing becomes a file of its own beside it, as a
    /// synchronising program would make one; it is merged like those.
    fn keep_displaced(&self, file: &Path, beside: &Path) {
        let Ok(theirs) = hash_file(beside) else {
            return;
        };
        let place = self
            .root
            .join(layout::displaced(file, &super::hex(&theirs)));
        tracing::warn!(file = %place.display(), "another program wrote at the same moment; its version is kept");
        let _it_stays_under_its_hidden_name = self.disk.rename(beside, &place);
    }

    /// Puts our version of a file beside the one that another program wrote, unless it is there already, and says so.
    fn contested(&self, file: &Path, bytes: &[u8], known: &Known) -> Refusal {
        let ours = hash(bytes);
        let (path, written) = match known.aside(file) {
            Some((hash, path)) if hash == ours && self.root.join(&path).exists() => {
                (path, Ok(Replaced::Expected))
            }
            _ => {
                let path = layout::aside(file, &super::hex(&ours));
                let written = atomic::replace(&*self.disk, &self.root.join(&path), bytes, None);
                if !matches!(written, Err(Trouble::Before(_))) {
                    let earlier = known.aside(file).filter(|(_, earlier)| *earlier != path);
                    known.put_aside(file, ours, path.clone());
                    if let Some((_, earlier)) = earlier {
                        let _it_is_only_one_more = self.disk.remove(&self.root.join(earlier));
                    }
                }
                (path, written)
            }
        };
        let aside = written.is_ok().then(|| layout::shown(&path));
        let message = match written {
            Ok(_) => say!(
                "save-changed-beside",
                file = path.file_name().unwrap_or_default().to_string_lossy(),
            ),
            Err(trouble) => say!("save-changed-memory", why = describe(trouble.error())),
        };
        Refusal {
            message,
            aside,
            contested: true,
        }
    }

    /// Takes away our version beside a file once it is in the file itself.
    fn drop_aside(&self, file: &Path, known: &Known) {
        if let Some(path) = known.take_aside(file) {
            let _it_is_only_one_more = self.disk.remove(&self.root.join(path));
        }
    }

    /// The hash of what stands in a file's place, if anything does.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn hash(&self, file: &Path) -> Result<Option<Hash>, String> {
        match self.real(file).map_err(|fault| refused(&fault))? {
            Some(path) => hash_file(&path).map(Some).map_err(|error| failed(&error)),
            None => Ok(None),
        }
    }

    /// Whether a file is there to be removed.
    ///
    /// # Errors
    /// When it is not what `known` knows.
    pub fn may_remove(&self, file: &Path, known: &Known) -> Result<bool, String> {
        match self.hash(file)? {
            None => Ok(false),
            theirs if theirs == known.hash(file) => Ok(true),
            Some(_) => Err(say!("save-changed-not-removed").to_owned()),
        }
    }

    /// Removes a file, or a link to one, if it is what `known` knows; says whether there was one.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn remove(&self, file: &Path, known: &Known) -> Result<bool, String> {
        let parent = self.root.join(file.parent().unwrap_or(Path::new("")));
        let Ok(parent) = parent.canonicalize() else {
            return Ok(false);
        };
        self.inside(&parent).map_err(|fault| refused(&fault))?;
        if !self.may_remove(file, known)? {
            known.forget(file);
            return Ok(false);
        }
        let path = parent.join(file.file_name().unwrap_or_default());
        let result = atomic::remove(&*self.disk, &path);
        if !matches!(result, Err(Trouble::Before(_))) {
            known.forget(file);
        }
        result.map(|()| true).map_err(|trouble| explain(&trouble))
    }

    /// Whether anything, of whatever kind, stands in a file's place.
    pub fn holds(&self, file: &Path) -> bool {
        self.root.join(file).symlink_metadata().is_ok()
    }

    /// Makes a folder and those above it, within the project.
    pub fn make(&self, folder: &Path) -> Result<(), String> {
        let mut path = self.root.clone();
        for name in folder {
            path.push(name);
            if !path.is_dir() {
                self.disk
                    .make_folder(&path)
                    .map_err(|error| failed(&error))?;
                atomic::sync_parent(&*self.disk, &path).map_err(|error| unconfirmed(&error))?;
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

    /// Whether files can be made in this folder, as far as its permissions tell. Tries nothing, so that it may err; the
    /// first save finds out.
    pub fn is_writable(&self, folder: &Path) -> bool {
        self.root.join(folder).canonicalize().is_ok_and(|path| {
            self.inside(&path).is_ok() && fs::metadata(path).is_ok_and(|it| permits(&it))
        })
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
                return Err(Fault::Unreadable(say!("file-link-to-nothing").to_owned()));
            }
            Err(_) => return Ok(None),
        };
        self.inside(&target)?;
        let data = fs::metadata(&target).map_err(|error| Fault::unreadable(&error))?;
        if data.is_file() {
            Ok(Some(target))
        } else if data.is_dir() {
            Err(Fault::Unreadable(say!("file-is-folder").to_owned()))
        } else {
            Err(Fault::Unreadable(say!("file-is-device").to_owned()))
        }
    }

    /// The file and what is known of it, if it is a plain one to which no link leads: seen in one step, where the system
    /// can do that.
    fn plain(&self, file: &Path) -> Option<(File, fs::Metadata)> {
        let file = open_without_links(&self.root.join(file))?;
        let about = file.metadata().ok()?;
        about.is_file().then_some((file, about))
    }

    fn inside(&self, path: &Path) -> Result<(), Fault> {
        if path.starts_with(&self.root) {
            Ok(())
        } else {
            Err(Fault::Unreadable(say!("file-leads-out").to_owned()))
        }
    }
}

/// Opens a file for reading if no link is on the way to it. Does not wait for a pipe.
#[cfg(target_os = "linux")]
fn open_without_links(path: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    let how = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let resolve = ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    let file = openat2(CWD, path, how, Mode::empty(), resolve);
    file.ok().map(File::from)
}

/// Elsewhere links are looked for one by one.
#[cfg(not(target_os = "linux"))]
fn open_without_links(_: &Path) -> Option<File> {
    None
}

/// Why something in the place of a file of ours is not written to.
fn refused(fault: &Fault) -> String {
    match fault {
        Fault::Unreadable(reason) => {
            say!("save-in-the-way", why = reason)
        }
        fault => fault.message(),
    }
}

/// Whether people may make files in a folder with these permissions, or a group to which they may belong.
#[cfg(unix)]
fn permits(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let mode = data.mode();
    // Where the system does not tell who we are, we may be the owner.
    let is_owner = fs::metadata("/proc/self").map_or(true, |process| process.uid() == data.uid());
    mode & 0o022 != 0 || mode & 0o200 != 0 && is_owner
}

/// Windows keeps folders writable whatever their attribute says.
#[cfg(not(unix))]
fn permits(_: &fs::Metadata) -> bool {
    true
}

fn explain(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Before(error) => failed(error),
        Trouble::After(error) => unconfirmed(error),
    }
}

/// An error before anything was replaced.
pub(super) fn failed(error: &io::Error) -> String {
    say!("save-failed", why = describe(error), remedy = remedy(error))
}

/// An error after the change was made.
fn unconfirmed(error: &io::Error) -> String {
    say!(
        "save-unconfirmed",
        why = describe(error),
        remedy = remedy(error),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_opened_again_is_not_written() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::at(root.path()).unwrap();
        // Zeros that nobody looks at take no memory.
        let bytes = vec![0; usize::try_from(layout::TEXT_LIMIT).unwrap() + 1];
        let why = folder.put(Path::new("a.txt"), &bytes, &Known::new());
        let why = why.unwrap_err().message;
        assert!(why.contains("Postil reads up to 256 MB"), "{why}");
        assert!(!root.path().join("a.txt").exists());
        assert_eq!(layout::limit(Path::new("a.ron")), layout::RON_LIMIT);
    }

    #[test]
    fn an_error_after_the_change_does_not_say_that_nothing_changed() {
        let error = || io::Error::from(io::ErrorKind::StorageFull);
        let before = explain(&Trouble::Before(error()));
        assert!(before.contains("What was there before is still there."));
        let after = explain(&Trouble::After(error()));
        assert!(
            after.starts_with("It was written, but the disk did not confirm it: the disk is full.")
        );
        assert!(!after.contains("before"), "{after}");
    }
}
