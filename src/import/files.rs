//! From paths to the files that may hold articles.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::articles::{Format, is_article};
use super::head::extension;

/// The files to load: what is named, and every file with articles in the folders that are named, at any depth.
///
/// A file that is named is taken whatever its ending. In folders, files and folders come in the order of their names;
/// hidden ones, other endings, and folders already visited by another link are left out. A folder that cannot be
/// listed stays in the list, so that [`read_articles`](super::articles::read_articles) says so. No path comes twice.
#[must_use]
pub fn collect<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<PathBuf> {
    let mut collector = Collector::default();
    collector.all(paths);
    collector.files
}

/// As [`collect`], all of one format: what is named, and what ends in folders as its files do.
#[must_use]
pub fn articles_of<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    format: &'static Format,
) -> Vec<PathBuf> {
    let mut collector = Collector {
        format: Some(format),
        ..Collector::default()
    };
    collector.all(paths);
    collector.files
}

#[derive(Default)]
struct Collector {
    format: Option<&'static Format>,
    files: Vec<PathBuf>,
    /// Real places of files and folders, so that links lead nowhere twice.
    seen: BTreeSet<PathBuf>,
}

impl Collector {
    fn all<P: AsRef<Path>>(&mut self, paths: impl IntoIterator<Item = P>) {
        for path in paths {
            let path = path.as_ref();
            if path.is_dir() {
                self.folder(path);
            } else {
                self.file(path.to_owned());
            }
        }
    }

    /// Whether a file in a folder is one to load.
    fn is_wanted(&self, path: &Path) -> bool {
        match self.format {
            Some(format) => format.extensions.contains(&&*extension(path)),
            None => is_article(path),
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.seen.insert(place)
    }

    fn file(&mut self, path: PathBuf) {
        if self.is_new(&path) {
            self.files.push(path);
        }
    }

    fn folder(&mut self, folder: &Path) {
        if !self.is_new(folder) {
            return;
        }
        let Ok(entries) = fs::read_dir(folder) else {
            self.files.push(folder.to_owned());
            return;
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| !is_hidden(path)) {
            if path.is_dir() {
                self.folder(&path);
            } else if path.is_file() && self.is_wanted(&path) {
                self.file(path);
            }
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Splits files into those outside a project's folder and those in it, links followed: a project's own texts and
/// guidelines are no articles to load.
#[must_use]
pub fn outside(project: &Path, files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let Ok(project) = project.canonicalize() else {
        return (files, Vec::new());
    };
    files.into_iter().partition(|file| {
        !file
            .canonicalize()
            .is_ok_and(|file| file.starts_with(&project))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_project_is_told_from_what_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("p");
        fs::create_dir(&root).unwrap();
        let (near, inside) = (folder.path().join("p.txt"), root.join("guidelines.md"));
        for file in [&near, &inside] {
            fs::write(file, "x").unwrap();
        }
        let gone = root.join("gone.txt");
        let files = vec![near.clone(), inside.clone(), gone.clone()];
        assert_eq!(outside(&root, files), (vec![near, gone], vec![inside]));
    }

    #[test]
    fn folders_are_expanded_in_order_without_what_is_hidden_or_linked_in_circles() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/deep")).unwrap();
        fs::create_dir_all(root.join(".git")).unwrap();
        for name in [
            "z.TXT",
            "a.md",
            "b/deep/c.markdown",
            "b/x.text",
            ".hidden.txt",
            ".git/d.txt",
            "photo.jpg",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
        let names = |paths: Vec<PathBuf>| -> Vec<String> {
            paths
                .iter()
                .map(|path| {
                    path.strip_prefix(root)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned()
                })
                .collect()
        };
        assert_eq!(
            names(collect([root])),
            ["a.md", "b/deep/c.markdown", "b/x.text", "z.TXT"]
        );
        let chosen = [
            root.join("photo.jpg"),
            root.join("gone.txt"),
            root.join("photo.jpg"),
        ];
        assert_eq!(names(collect(chosen)), ["photo.jpg", "gone.txt"]);
    }
}
