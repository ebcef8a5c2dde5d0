//! Replacing a file so that a crash leaves the old one or the new one, never something between.
//!
//! Write beside under a name of its own, flush, rename, flush the folder. No two processes share a name, so that none
//! renames what the other has half written. What a crash leaves is taken away by [`sweep`].

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::Duration;

use super::disk::{Disk, DiskFile};
use super::known::{Hash, hash_file};

const ENDING: &str = ".postil-new";

/// How often and from what pause on a rename is tried again: a scanner may hold the file for a moment.
const RETRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(20);

/// A temporary file of this age is nobody's work in progress, wherever it was made.
const STALE: Duration = Duration::from_hours(1);
/// One whose process is not to be found may be this old: the process may run on another computer.
const ORPHANED: Duration = Duration::from_mins(1);

/// Why a file was not replaced or removed for good.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The file is as it was.
    Before(io::Error),
    /// It was replaced or removed, but the disk did not confirm it.
    After(io::Error),
}

impl Trouble {
    pub fn error(&self) -> &io::Error {
        match self {
            Self::Before(error) | Self::After(error) => error,
        }
    }
}

/// What stood in a file's place when it was replaced.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// What was expected, or nothing.
    Expected,
    /// Something that was put there in the last moment. It is in this file now.
    Other(PathBuf),
}

/// Puts these bytes in the place of the file, or makes it.
///
/// `expected` is the hash of what stands there. Where the system can, the two files swap their names, so that what was
/// displaced is still in hand and can be looked at: if it is something else, it stays.
pub(super) fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    expected: Option<Hash>,
) -> Result<Replaced, Trouble> {
    // Not a retry of the same descriptor: after a failed flush the system forgets what it could not write.
    let beside = write_beside(disk, path, bytes).map_err(Trouble::Before)?;
    let swapped = match expected {
        Some(_) => match retrying(|| disk.exchange(&beside, path)) {
            Ok(()) => Ok(true),
            // It cannot, or the file has gone meanwhile.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::Unsupported | io::ErrorKind::NotFound
                ) =>
            {
                retrying(|| disk.rename(&beside, path)).map(|()| false)
            }
            Err(error) => Err(error),
        },
        None => retrying(|| disk.rename(&beside, path)).map(|()| false),
    };
    let swapped = swapped.map_err(|error| {
        let _it_may_not_be_there = disk.remove(&beside);
        Trouble::Before(error)
    })?;
    let displaced = if swapped && hash_file(&beside).ok() != expected {
        Replaced::Other(beside)
    } else {
        if swapped {
            let _it_is_swept_later = disk.remove(&beside);
        }
        Replaced::Expected
    };
    sync_parent(disk, path).map_err(Trouble::After)?;
    Ok(displaced)
}

/// Removes the file for good; that it is gone already is no error.
pub(super) fn remove(disk: &dyn Disk, path: &Path) -> Result<(), Trouble> {
    match disk.remove(path) {
        Ok(()) => sync_parent(disk, path).map_err(Trouble::After),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Trouble::Before(error)),
    }
}

/// Removes what crashed saves left in a folder.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if is_temporary(&entry.file_name().to_string_lossy()) && is_stale(&entry) {
            tracing::info!(file = %entry.path().display(), "removing what an interrupted save left");
            let _it_stays_until_next_time = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file name is one of those that [`replace`] writes under.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(ENDING)
}

fn is_stale(entry: &fs::DirEntry) -> bool {
    let age = entry
        .metadata()
        .and_then(|data| data.modified())
        .map(|modified| modified.elapsed().unwrap_or_default());
    let name = entry.file_name();
    let limit = if owner(&name.to_string_lossy()).is_some_and(is_gone) {
        ORPHANED
    } else {
        STALE
    };
    age.is_ok_and(|age| age > limit)
}

/// The process that made a temporary file of this name.
fn owner(name: &str) -> Option<u32> {
    let (_, mark) = name.strip_suffix(ENDING)?.rsplit_once('.')?;
    mark.split_once('-')?.0.parse().ok()
}

/// Whether there is surely no such process on this computer.
fn is_gone(process: u32) -> bool {
    cfg!(target_os = "linux")
        && Path::new("/proc/self").exists()
        && !Path::new("/proc").join(process.to_string()).exists()
}

/// The name beside the file under which this process writes: always the same, so that a crash leaves one file at most.
/// With a number, when another thread is just using that.
fn beside(path: &Path, attempt: u32) -> io::Result<PathBuf> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}-{attempt}{ENDING}", process::id()));
    Ok(path.with_file_name(hidden))
}

/// Writes the bytes beside the file and says where. When it fails, nothing is left.
fn write_beside(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let (mut file, beside) = write_unflushed(disk, path, bytes)?;
    if let Err(error) = file.sync() {
        let _it_may_not_be_there = disk.remove(&beside);
        return Err(error);
    }
    Ok(beside)
}

/// The same without waiting for the disk: the file is to be flushed before it takes the place of another.
pub(super) fn write_unflushed(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
) -> io::Result<(Box<dyn DiskFile>, PathBuf)> {
    let (mut file, beside) = create_beside(disk, path)?;
    if let Err(error) = file.write_at(0, bytes) {
        let _it_may_not_be_there = disk.remove(&beside);
        return Err(error);
    }
    Ok((file, beside))
}

/// A new file, never an existing one and never through a link.
fn create_beside(disk: &dyn Disk, path: &Path) -> io::Result<(Box<dyn DiskFile>, PathBuf)> {
    // A crashed process of the same number, or one on another computer, may have left a few.
    let mut attempt = 0;
    loop {
        let beside = beside(path, attempt)?;
        match disk.create(&beside, Some(path)) {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

fn retrying(change: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut pause = PAUSE;
    let mut left = RETRIES;
    loop {
        match change() {
            Err(error) if left > 0 && is_sharing(&error) => thread::sleep(pause),
            result => return result,
        }
        left -= 1;
        pause *= 2;
    }
}

fn is_sharing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
        || cfg!(windows)
            && (error.kind() == io::ErrorKind::PermissionDenied || error.raw_os_error() == Some(32))
}

/// Waits until the disk holds what was last made, replaced or removed under this path.
pub(super) fn sync_parent(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    path.parent()
        .map_or(Ok(()), |folder| disk.sync_folder(folder))
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;
    use crate::store::disk::RealDisk;
    use crate::store::known::hash;

    /// As the store does it: with the hash of what is there.
    fn replace(path: &Path, bytes: &[u8]) -> Result<Replaced, Trouble> {
        super::replace(&RealDisk, path, bytes, hash_file(path).ok())
    }

    fn remove(path: &Path) -> Result<(), Trouble> {
        super::remove(&RealDisk, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["a.ron"]);
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_of_the_file_stays() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        replace(&path, b"one").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_ne!(mode(&path), 0o600, "colleagues can read a new file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(mode(&path), 0o664);
    }

    #[test]
    fn a_failure_leaves_the_old_state_and_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), "kept").unwrap();
        assert!(replace(&path, b"one").is_err());
        assert_eq!(names(folder.path()), ["a.ron"]);
        assert_eq!(names(&path), ["inside"]);
        assert!(replace(&folder.path().join("no/such/b.ron"), b"one").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_temporary_file_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "kept").unwrap();
        let path = folder.path().join("a.ron");
        for attempt in 0..20 {
            std::os::unix::fs::symlink(&victim, beside(&path, attempt).unwrap()).unwrap();
        }
        replace(&path, b"one").unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"kept");
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[test]
    fn only_our_own_old_leftovers_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let old = std::time::SystemTime::now() - 2 * STALE;
        for name in [".a.ron.postil-new", ".b.ron.swp", "c.postil-new"] {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(old).unwrap();
        }
        File::create(folder.path().join(".d.ron.postil-new")).unwrap();
        sweep(folder.path());
        assert_eq!(
            names(folder.path()),
            [".b.ron.swp", ".d.ron.postil-new", "c.postil-new"]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_temporary_file_of_a_process_that_lives_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let ours = beside(&folder.path().join("a.ron"), 0).unwrap();
        let mut child = process::Command::new("true").spawn().unwrap();
        let gone = child.id();
        child.wait().unwrap();
        let theirs = folder.path().join(format!(".a.ron.{gone}-0{ENDING}"));
        for path in [&ours, &theirs] {
            let file = File::create(path).unwrap();
            let old = std::time::SystemTime::now() - 10 * ORPHANED;
            file.set_modified(old).unwrap();
        }
        sweep(folder.path());
        assert!(ours.exists() && !theirs.exists());
    }

    #[test]
    fn what_was_put_there_in_the_last_moment_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "read").unwrap();
        let expected = Some(hash(b"read"));
        fs::write(&path, "theirs").unwrap();
        let replaced = super::replace(&RealDisk, &path, b"ours", expected).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"ours");
        match replaced {
            Replaced::Other(theirs) => assert_eq!(fs::read(theirs).unwrap(), b"theirs"),
            Replaced::Expected => panic!("nobody looked"),
        }
    }

    #[test]
    fn many_may_replace_one_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let whole: Vec<Vec<u8>> = (0..4u8).map(|n| vec![n; 100_000]).collect();
        thread::scope(|scope| {
            for bytes in &whole {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..20 {
                        super::replace(&RealDisk, path, bytes, None).unwrap();
                    }
                });
            }
        });
        assert!(whole.contains(&fs::read(&path).unwrap()));
        assert_eq!(names(folder.path()), ["a.ron"]);
    }
}
