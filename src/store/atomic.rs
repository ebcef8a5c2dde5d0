//! Replacing a file so that a crash leaves the old one or the new one, never something between.
//!
//! Write beside under a fixed name, flush, rename, flush the folder. The fixed name means that a crash leaves at most
//! one stray file for each of ours, which the next save of that file or [`sweep`] takes away.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

const ENDING: &str = ".postil-new";

/// How often and from what pause on a rename is tried again: on Windows a scanner may hold the file for a moment.
const RETRIES: u32 = if cfg!(windows) { 5 } else { 0 };
const PAUSE: Duration = Duration::from_millis(20);

/// A temporary file of this age is nobody's work in progress.
const STALE: Duration = Duration::from_mins(1);

/// Puts these bytes in the place of the file, or makes it. When it fails, the file is as it was.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path)?;
    // Not a retry of the same descriptor: after a failed flush the system forgets what it could not write.
    write_beside(&beside, path, bytes)
        .and_then(|()| rename(&beside, path))
        .inspect_err(|_| {
            let _it_may_not_be_there = fs::remove_file(&beside);
        })?;
    sync_folder(path)
}

/// Removes the file for good; that it is gone already is no error.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
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
    age.is_ok_and(|age| age > STALE)
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(ENDING);
    Ok(path.with_file_name(hidden))
}

fn write_beside(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create_new(beside)?;
    // A folder that a group shares stays shared.
    #[cfg(unix)]
    if let Ok(data) = fs::metadata(path) {
        file.set_permissions(data.permissions())?;
    }
    #[cfg(not(unix))]
    let _ = path;
    file.write_all(bytes)?;
    tolerate(file.sync_all())
}

/// A new file, never an existing one and never through a link.
fn create_new(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            create()
        }
        result => result,
    }
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut pause = PAUSE;
    let mut left = RETRIES;
    loop {
        match fs::rename(from, to) {
            Err(error) if left > 0 && is_sharing(&error) => thread::sleep(pause),
            result => return result,
        }
        left -= 1;
        pause *= 2;
    }
}

fn is_sharing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy
    ) || error.raw_os_error() == Some(32)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    path.parent()
        .map_or(Ok(()), |folder| tolerate(File::open(folder)?.sync_all()))
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Some network disks know no flush; that is no reason not to save on them.
fn tolerate(flushed: io::Result<()>) -> io::Result<()> {
    match flushed {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        std::os::unix::fs::symlink(&victim, beside(&path).unwrap()).unwrap();
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
}
