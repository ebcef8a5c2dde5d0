//! Telling a project's folder again when it has got another name or has gone a folder further, under the running program.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::Settings;

use super::codec;
use super::layout;
use super::record::ProjectRecord;

/// Most folders that are looked at.
const MOST: usize = 2000;

/// By what the folder of a project is told again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    root: PathBuf,
    /// Which folder of the disk it is, whatever its name, where the system tells.
    node: Option<(u64, u64)>,
    /// Id of the project; empty in one made by hand.
    id: String,
}

impl Landmark {
    /// Of the folder as it is now.
    #[must_use]
    pub fn of(root: &Path, settings: &Settings) -> Self {
        Self {
            root: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
            node: node(root),
            id: settings.id.clone(),
        }
    }

    /// Where the folder is now, if it is not where it was and is found near by: beside its place, one above or one below. It
    /// must be the same folder of the disk; where the system does not tell that, the only one of this project.
    #[must_use]
    pub fn found(&self) -> Option<PathBuf> {
        if self.is_at(&self.root) {
            return None;
        }
        let parent = self.root.parent()?;
        let beside = folders(parent);
        let below = beside.iter().flat_map(|folder| folders(folder));
        let above = parent.parent().map(folders).unwrap_or_default();
        let near = beside.iter().cloned().chain(above).chain(below);
        let mut near = near.take(MOST).filter(|folder| self.is_at(folder));
        let found = near.next()?;
        // A copy has the id of its original.
        let is_certain = self.node.is_some() || near.all(|other| other == found);
        is_certain.then_some(found)
    }

    fn is_at(&self, place: &Path) -> bool {
        let is_same = match self.node {
            Some(wanted) => node(place) == Some(wanted),
            None => !self.id.is_empty(),
        };
        is_same && project_id(place).is_some_and(|id| id == self.id)
    }
}

/// The id of the project in a folder, if there is one.
fn project_id(folder: &Path) -> Option<String> {
    let file = folder.join(layout::PROJECT);
    let is_short = fs::metadata(&file).is_ok_and(|about| {
        about.is_file() && about.len() <= layout::limit(Path::new(layout::PROJECT))
    });
    let bytes = is_short.then(|| fs::read(file).ok())??;
    let settings: Settings = codec::decode::<ProjectRecord>(&bytes).ok()?.into();
    Some(settings.id)
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.take(MOST).map(|entry| entry.path()).collect()
}

#[cfg(unix)]
fn node(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let about = fs::metadata(folder).ok()?;
    about.is_dir().then(|| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn node(_: &Path) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;
    use crate::store::create;

    #[test]
    fn a_folder_is_found_under_another_name_and_never_a_copy_of_it() {
        let place = tempfile::tempdir().unwrap();
        let base = place.path().canonicalize().unwrap().join("deep");
        fs::create_dir(&base).unwrap();
        let (root, other) = (base.join("ports"), base.join("towns"));
        let mut project = Project::default();
        project.settings.id = "ports".to_owned();
        create(&root, &project).unwrap();
        create(&other, &Project::default()).unwrap();
        let known = Landmark::of(&root, &project.settings);
        assert_eq!(known.found(), None, "it is where it was");
        let by_id = Landmark {
            node: None,
            ..known.clone()
        };

        let moves = ["harbours", "towns/ports", "../ports"].map(|to| base.join(to));
        let mut from = root.clone();
        for to in moves {
            fs::rename(&from, &to).unwrap();
            for landmark in [&known, &by_id] {
                let found = landmark.found().unwrap();
                assert_eq!(found.canonicalize().unwrap(), to.canonicalize().unwrap());
            }
            from = to;
        }
        // With a copy of it there, only the folder itself tells which is which.
        create(&base.join("copy"), &project).unwrap();
        assert_eq!(by_id.found(), None);
        if cfg!(unix) {
            let found = known.found().unwrap();
            assert_eq!(found.canonicalize().unwrap(), from.canonicalize().unwrap());
        }
        fs::remove_dir_all(&from).unwrap();
        if cfg!(unix) {
            assert_eq!(known.found(), None);
        }
    }
}
