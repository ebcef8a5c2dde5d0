//! What the user's state folder holds for one project: its journal, backups, quicker copies, locks.
//!
//! It never lies in the project folder, so that no synchronising program carries it about. It goes by the place of the
//! project; a project that was moved or renamed finds its own again by the id in `project.ron`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{AnnotatorId, Project};

use super::backup::Backups;
use super::cache::Cache;
use super::journal::Shelf;
use super::journal::shelf::{Locked, lock, make_folders};
use super::known::hash;
use super::old_texts::OldTexts;
use super::{Disk, RealDisk, hex, sha256_hex};

const PROJECTS: &str = "projects";
const ABOUT: &str = "about.ron";

/// What the user's state folder holds for one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

/// Whose the folder is.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct About {
    /// The project folder.
    root: PathBuf,
    /// The project's id.
    id: String,
    /// Stands for the id where there is none: of the name and the articles, as they were when it was opened last.
    likeness: String,
}

/// Held as long as somebody works as an annotator on a project.
#[derive(Debug)]
pub struct Seat {
    _lock: Option<fs::File>,
}

/// The platform's folders for this program.
#[must_use]
pub fn platform_folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("org", "Postil", "postil")
}

/// The folder below which the state folders of all projects are; `None` when the system names none.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let folders = platform_folders()?;
    let state = folders.state_dir().unwrap_or(folders.data_local_dir());
    Some(state.to_owned())
}

/// The name under which the system knows the user: `$POSTIL_ANNOTATOR`, else that of the account, which a session started
/// without `$USER` (a container, a timer) has, too. `None` when neither says one.
#[must_use]
pub fn user_name() -> Option<String> {
    ["POSTIL_ANNOTATOR", "USER", "USERNAME"]
        .into_iter()
        .filter_map(|variable| std::env::var(variable).ok())
        .chain(std::iter::once_with(|| whoami::username().ok()).flatten())
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
}

impl Home {
    /// That of the project in this folder, below a folder for those of all projects. Makes nothing.
    #[must_use]
    pub fn of(state: &Path, root: &Path) -> Self {
        let root = absolute(root);
        let name = hex(&hash(root.as_os_str().as_encoded_bytes())[..8]);
        Self {
            folder: state.join(PROJECTS).join(name),
        }
    }

    /// Makes the folder. One that belongs to the same project in a place where that is no longer becomes this one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn settle(&self, disk: &dyn Disk, root: &Path, project: &Project) -> io::Result<()> {
        let id = &project.settings.id;
        let about = About {
            root: absolute(root),
            id: id.clone(),
            likeness: likeness(project),
        };
        if !self.folder.join(ABOUT).exists()
            && let Some(earlier) = self.left_behind(&about)
        {
            // A folder with nothing but quicker copies may be here already.
            let _there_may_be_none = fs::remove_dir_all(&self.folder);
            fs::rename(&earlier, &self.folder)?;
        }
        make_folders(disk, &self.folder)?;
        let ron = ron::to_string(&about).map_err(io::Error::other)?;
        let (path, beside) = (self.folder.join(ABOUT), self.folder.join("about.new"));
        if fs::read_to_string(&path).is_ok_and(|there| there == ron) {
            return Ok(());
        }
        fs::write(&beside, ron)?;
        fs::rename(beside, path)
    }

    /// The folder of the same project in a place where it is no longer.
    fn left_behind(&self, about: &About) -> Option<PathBuf> {
        let entries = fs::read_dir(self.folder.parent()?).ok()?.flatten();
        entries.map(|entry| entry.path()).find(|folder| {
            let text = fs::read_to_string(folder.join(ABOUT)).unwrap_or_default();
            let known: About = ron::from_str(&text).unwrap_or_default();
            let same = known.id == about.id
                && (!known.id.is_empty()
                    || !known.likeness.is_empty() && known.likeness == about.likeness);
            same && known.root != about.root
                && !known.root.as_os_str().is_empty()
                && !known.root.exists()
        })
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Quicker copies of large layers.
    #[must_use]
    pub fn cache(&self) -> Cache {
        Cache::in_folder(self.folder.join("cache"))
    }

    /// The journal.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        Shelf::new(self.folder.join("journal"))
    }

    /// The backups.
    #[must_use]
    pub fn backups(&self) -> Backups {
        Backups::new(self.folder.join("backups"), Arc::new(RealDisk))
    }

    /// Where other versions of files go once they are merged.
    #[must_use]
    pub fn displaced(&self) -> PathBuf {
        self.folder.join("displaced")
    }

    /// Where texts may be found that articles had before: in the backups.
    #[must_use]
    pub fn old_texts(&self) -> OldTexts {
        let backups = self.backups();
        OldTexts::new(move |sha256| backups.content(sha256))
    }

    /// Takes the seat of an annotator: `None` when another program on this computer works as the same person on the same
    /// project. It is free again when the program ends, however that happens.
    ///
    /// # Errors
    /// What the disk says.
    pub fn take_seat(&self, disk: &dyn Disk, annotator: &AnnotatorId) -> io::Result<Option<Seat>> {
        let seats = self.folder.join("seats");
        make_folders(disk, &seats)?;
        Ok(match lock(&seats.join(format!("{annotator}.lock")))? {
            Locked::Ours(lock) => Some(Seat { _lock: lock }),
            Locked::Theirs => None,
        })
    }
}

/// The same for two projects only if they have the same name and articles; empty without articles.
fn likeness(project: &Project) -> String {
    if project.articles.is_empty() {
        return String::new();
    }
    let mut text = project.settings.name.clone();
    for id in project.articles.keys() {
        text.push('\n');
        text.push_str(id.as_str());
    }
    sha256_hex(&text)
}

/// Where a project is, whether its folder is there or not: its backups are wanted most when it is gone.
fn absolute(root: &Path) -> PathBuf {
    root.canonicalize().unwrap_or_else(|_| {
        let path = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        match (path.parent().map(Path::canonicalize), path.file_name()) {
            (Some(Ok(parent)), Some(name)) => parent.join(name),
            _ => path,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seat_an_annotator() {
        let state = tempfile::tempdir().unwrap();
        let home = Home::of(state.path(), Path::new("/somewhere"));
        let (ana, ben) = (
            AnnotatorId::new("ana").unwrap(),
            AnnotatorId::new("ben").unwrap(),
        );
        let first = home.take_seat(&RealDisk, &ana).unwrap();
        assert!(first.is_some());
        assert!(home.take_seat(&RealDisk, &ana).unwrap().is_none());
        assert!(home.take_seat(&RealDisk, &ben).unwrap().is_some());
        drop(first);
        assert!(home.take_seat(&RealDisk, &ana).unwrap().is_some());
    }

    #[test]
    fn a_project_that_was_moved_finds_its_own_again() {
        let mut with_id = Project::default();
        with_id.settings.id = "ports".to_owned();
        let mut without = Project::default();
        let article = crate::model::random::article("one", "Text.");
        without.articles.insert(article.id.clone(), article);
        for project in [with_id, without] {
            let state = tempfile::tempdir().unwrap();
            let place = tempfile::tempdir().unwrap();
            let (old, new) = (place.path().join("old"), place.path().join("new"));
            fs::create_dir(&old).unwrap();
            let home = Home::of(state.path(), &old);
            home.settle(&RealDisk, &old, &project).unwrap();
            fs::write(home.folder.join("mark"), "").unwrap();

            // A copy is a project of its own.
            fs::create_dir(&new).unwrap();
            let copy = Home::of(state.path(), &new);
            copy.settle(&RealDisk, &new, &project).unwrap();
            assert!(!copy.folder.join("mark").exists());
            fs::remove_dir_all(&copy.folder).unwrap();

            // What was moved is not, unless it is another project.
            fs::remove_dir(&new).unwrap();
            fs::rename(&old, &new).unwrap();
            let moved = Home::of(state.path(), &new);
            assert_ne!(moved, home);
            moved.settle(&RealDisk, &new, &Project::default()).unwrap();
            assert!(!moved.folder.join("mark").exists());
            fs::remove_dir_all(&moved.folder).unwrap();
            moved.settle(&RealDisk, &new, &project).unwrap();
            assert!(moved.folder.join("mark").exists());
            assert!(!home.folder.exists());
        }
    }
}
