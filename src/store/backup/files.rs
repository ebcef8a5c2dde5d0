//! Which files of a project folder are backed up, and whether one has changed since the last time.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use smol_str::SmolStr;

use crate::store::known::hash;
use crate::store::{atomic, hex, layout};

/// Endings of what belongs to a project, or is another program's version of it.
const ENDINGS: [&str; 3] = ["ron", "txt", "md"];
/// Folders below folders that are looked through; a project has four.
const DEEPEST: usize = 8;
/// A file that was changed in the last moment may change again without its time telling.
const FRESH: Duration = Duration::from_secs(2);

/// The files of a project that are backed up, relative to its folder and in order. Links to folders are not followed.
pub(super) fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    walk(root, Path::new(""), 0, &mut files)?;
    files.sort_unstable();
    files.shrink_to_fit();
    Ok(files)
}

fn walk(root: &Path, folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = folder.join(&name);
        if entry.file_type()?.is_dir() {
            if depth < DEEPEST && !name.starts_with('.') {
                walk(root, &path, depth + 1, files)?;
            }
        } else if is_ours(&path, &name) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_ours(path: &Path, name: &str) -> bool {
    let has_ending = path
        .extension()
        .and_then(|it| it.to_str())
        .is_some_and(|ending| ENDINGS.contains(&ending));
    let is_plain = !name.starts_with('.') && !name.contains(char::is_control);
    name == layout::GIT_ATTRIBUTES || has_ending && is_plain && !atomic::is_temporary(name)
}

/// What tells whether a file has been changed without reading it; empty when that cannot be told. Short, as there may be
/// hundreds of thousands.
pub(super) fn seen(data: &Metadata) -> SmolStr {
    let fresh = data.modified().is_ok_and(|modified| {
        let age = SystemTime::now().duration_since(modified);
        // One from the future may be changed at that very time.
        age.is_ok_and(|age| age >= FRESH)
    });
    if fresh {
        hex(&hash(marks(data).as_bytes())[..8]).into()
    } else {
        SmolStr::default()
    }
}

#[cfg(unix)]
fn marks(data: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!(
        "{:x}.{:x}-{:x}.{:x}-{:x}",
        data.mtime(),
        data.mtime_nsec(),
        data.ctime(),
        data.ctime_nsec(),
        data.ino()
    )
}

#[cfg(not(unix))]
fn marks(data: &Metadata) -> String {
    let since = |time: io::Result<SystemTime>| {
        time.ok()
            .and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok())
            .map_or(0, |since| since.as_nanos())
    };
    format!("{:x}-{:x}", since(data.modified()), since(data.created()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_project_is_backed_up_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("annotators/ana/layers");
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir_all(root.path().join(".git")).unwrap();
        for name in [
            "project.ron",
            ".gitattributes",
            "guidelines.md",
            "scan.pdf",
            ".git/a.ron",
            "annotators/ana/layers/one.ron",
            "annotators/ana/layers/one (conflicted copy).ron",
            "annotators/ana/layers/.one.ron.7-0.postil-new",
        ] {
            fs::write(root.path().join(name), "").unwrap();
        }
        let found = files(root.path()).unwrap();
        let found: Vec<String> = found.iter().map(|path| layout::shown(path)).collect();
        assert_eq!(
            found,
            [
                ".gitattributes",
                "annotators/ana/layers/one (conflicted copy).ron",
                "annotators/ana/layers/one.ron",
                "guidelines.md",
                "project.ron",
            ]
        );
    }

    #[test]
    fn the_time_of_a_file_is_believed_when_it_has_passed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let file = fs::File::create(&path).unwrap();
        assert_eq!(seen(&file.metadata().unwrap()), "");
        file.set_modified(SystemTime::now() - Duration::from_mins(1))
            .unwrap();
        assert_ne!(seen(&file.metadata().unwrap()), "");
        file.set_modified(SystemTime::now() + Duration::from_mins(1))
            .unwrap();
        assert_eq!(seen(&file.metadata().unwrap()), "");
    }
}
