//! Which files of a project have changed, by what their folders say of them.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::store::{atomic, layout};

/// What was seen of the files of a project when they were last looked at. A file takes 16 bytes, so that a project of
/// hundred thousand articles takes a few megabytes; so a file that is gone has no name any more, and is not told.
#[derive(Debug)]
pub(super) struct Stamps {
    root: PathBuf,
    folders: BTreeMap<PathBuf, Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Of the folder itself: another one when a file came, went or was replaced in it.
    stamp: u64,
    /// Of each file, by the hash of its name.
    files: HashMap<u64, u64>,
}

impl Stamps {
    /// Of a project in which nothing has been seen.
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            folders: BTreeMap::new(),
        }
    }

    /// The folders of the project in which it has files, as they are now.
    pub fn folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![
            PathBuf::new(),
            layout::ARTICLES.into(),
            layout::ANNOTATORS.into(),
        ];
        let entries = fs::read_dir(self.root.join(layout::ANNOTATORS));
        for entry in entries.into_iter().flatten().flatten() {
            let folder = Path::new(layout::ANNOTATORS).join(entry.file_name());
            if counts(&folder) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(folder.join(layout::LAYERS));
                folders.push(folder);
            }
        }
        folders.retain(|folder| self.root.join(folder).is_dir());
        folders.sort();
        folders
    }

    /// Looks at all files; those that are new or not as they were.
    pub fn look(&mut self) -> Vec<PathBuf> {
        let folders = self.folders();
        let changed = folders.iter().flat_map(|folder| self.look_into(folder));
        changed.collect()
    }

    /// Looks at the files of folders that have changed: which are those in which a file came or was replaced, not those in
    /// which one was written where it is.
    pub fn look_at_changed_folders(&mut self) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        for folder in self.folders() {
            let stamp = fs::metadata(self.root.join(&folder)).map_or(0, |data| stamp(&data));
            if self.folders.get(&folder).map(|seen| seen.stamp) != Some(stamp) {
                changed.extend(self.look_into(&folder));
            }
        }
        changed
    }

    fn look_into(&mut self, folder: &Path) -> Vec<PathBuf> {
        let path = self.root.join(folder);
        // Before the files: what comes meanwhile is seen the next time.
        let stamp_now = fs::metadata(&path).map_or(0, |data| stamp(&data));
        let seen = self.folders.entry(folder.to_owned()).or_default();
        seen.stamp = stamp_now;
        let mut changed = Vec::new();
        let mut files = HashMap::with_capacity(seen.files.len());
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let file = folder.join(entry.file_name());
            let data = entry.metadata();
            let Some(data) = data.ok().filter(|data| !data.is_dir()) else {
                continue;
            };
            if !counts(&file) {
                continue;
            }
            let (name, stamp) = (digest(&entry.file_name()), stamp(&data));
            if seen.files.get(&name) != Some(&stamp) {
                changed.push(file);
            }
            files.insert(name, stamp);
        }
        seen.files = files;
        changed
    }
}

/// Whether anybody needs to know of a file: not of hidden ones, and not of what a save is about to rename.
pub(super) fn counts(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    !name.is_empty() && !name.starts_with('.') && !atomic::is_temporary(&name)
}

/// Whether a folder of the project may be called so.
pub(super) fn may_be_folder(path: &Path) -> bool {
    counts(path) && path.extension().is_none()
}

/// What differs when a file was changed, as far as the system notes it.
fn stamp(data: &Metadata) -> u64 {
    #[cfg(unix)]
    let inner = {
        use std::os::unix::fs::MetadataExt as _;
        // The last one cannot be set back.
        (data.ino(), data.ctime(), data.ctime_nsec())
    };
    #[cfg(not(unix))]
    let inner = ();
    digest(&(data.len(), data.modified().ok(), inner))
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    const LAYER: &str = "annotators/ana/layers/one.ron";

    fn project() -> (tempfile::TempDir, Stamps) {
        let folder = tempfile::tempdir().unwrap();
        for path in [LAYER, "articles/one.txt", "project.ron", ".git/config"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "first").unwrap();
        }
        let stamps = Stamps::new(folder.path().to_owned());
        (folder, stamps)
    }

    /// Writes a file as if a while had passed.
    fn write(root: &Path, file: &str, text: &str, seconds: u64) {
        fs::write(root.join(file), text).unwrap();
        let time = SystemTime::now() + Duration::from_secs(seconds);
        let file = fs::File::options().write(true).open(root.join(file));
        file.unwrap().set_modified(time).unwrap();
    }

    fn paths(files: &[&str]) -> Vec<PathBuf> {
        files.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_look_tells_what_is_new_and_what_has_changed() {
        let (folder, mut stamps) = project();
        let root = folder.path();
        let all = paths(&["project.ron", LAYER, "articles/one.txt"]);
        assert_eq!(stamps.look(), all);
        assert_eq!(stamps.look(), paths(&[]));
        write(root, LAYER, "second", 10);
        write(root, "articles/two.txt", "new", 10);
        assert_eq!(stamps.look(), paths(&[LAYER, "articles/two.txt"]));
        fs::remove_file(root.join("articles/two.txt")).unwrap();
        fs::write(root.join(".hidden"), "x").unwrap();
        fs::create_dir_all(root.join("annotators/ben/layers")).unwrap();
        assert_eq!(stamps.look(), paths(&[]));
        write(root, "annotators/ben/layers/one.ron", "x", 20);
        assert_eq!(stamps.look(), paths(&["annotators/ben/layers/one.ron"]));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_same_size_and_time_is_told_too() {
        let (folder, mut stamps) = project();
        let path = folder.path().join(LAYER);
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        stamps.look();
        let beside = path.with_extension("new");
        fs::write(&beside, "FIRST").unwrap();
        fs::File::options()
            .write(true)
            .open(&beside)
            .unwrap()
            .set_modified(time)
            .unwrap();
        fs::rename(beside, path).unwrap();
        assert_eq!(stamps.look(), paths(&[LAYER]));
    }

    #[test]
    fn a_folder_in_which_a_file_was_replaced_is_looked_at() {
        let (folder, mut stamps) = project();
        let root = folder.path();
        stamps.look();
        assert_eq!(stamps.look_at_changed_folders(), paths(&[]));
        // As synchronising programs do it. The folder's time is set, so that it need not be waited for.
        fs::write(root.join("annotators/new"), "second, and longer").unwrap();
        fs::rename(root.join("annotators/new"), root.join(LAYER)).unwrap();
        let layers = fs::File::open(root.join("annotators/ana/layers")).unwrap();
        layers
            .set_modified(SystemTime::now() + Duration::from_secs(10))
            .unwrap();
        assert_eq!(stamps.look_at_changed_folders(), paths(&[LAYER]));
    }
}
