//! What is in the files and folders that somebody names: annotations of a format, articles, or nothing that is known.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::import::articles;
use crate::import::head::{Head, beginning, extension};

use super::{FORMATS, Format};

/// Deepest folder that is looked into.
const DEPTH: usize = 32;

/// A file of a format.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The folder that was named and in which it was found, or its own.
    pub root: PathBuf,
    /// Its format.
    pub format: &'static Format,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Files with annotations.
    pub inputs: Vec<Input>,
    /// Texts without annotations, and what is of no kind that annotations come in.
    pub articles: Vec<PathBuf>,
    /// Files that end as a format's do, and are not of it.
    pub unknown: Vec<PathBuf>,
}

/// Looks at files, and at what is in folders at any depth, in the order of names; hidden ones are left out. With a format given,
/// all files that are named, and all files in folders that end as it says, are of that.
#[must_use]
pub fn survey<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    format: Option<&'static Format>,
) -> Survey {
    let mut surveyor = Surveyor {
        format,
        ..Surveyor::default()
    };
    for path in paths {
        let path = path.as_ref();
        if path.is_dir() {
            surveyor.folder(path, path, 0);
        } else {
            let root = path.parent().unwrap_or(Path::new(""));
            surveyor.file(path, root, true);
        }
    }
    surveyor.survey
}

#[derive(Default)]
struct Surveyor {
    survey: Survey,
    format: Option<&'static Format>,
    seen: BTreeSet<PathBuf>,
}

impl Surveyor {
    fn is_new(&mut self, path: &Path) -> bool {
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.seen.insert(place)
    }

    fn folder(&mut self, folder: &Path, root: &Path, depth: usize) {
        if depth > DEPTH || !self.is_new(folder) {
            return;
        }
        let Ok(entries) = fs::read_dir(folder) else {
            // Reading it says why.
            self.survey.articles.push(folder.to_owned());
            return;
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                self.folder(&path, root, depth + 1);
            } else if path.is_file() {
                self.file(&path, root, false);
            }
        }
    }

    fn file(&mut self, path: &Path, root: &Path, is_named: bool) {
        let ending = extension(path);
        let is_text = articles::is_known_extension(&ending);
        let is_of_a_format = |format: &Format| format.extensions.contains(&ending.as_str());
        let is_known = is_text || FORMATS.iter().any(is_of_a_format);
        // In folders nobody is asked about pictures and programs.
        if !is_named && !is_known {
            return;
        }
        if let Some(format) = self.format {
            if (is_named || is_of_a_format(format)) && self.is_new(path) {
                self.take(path, root, format);
            }
            return;
        }
        if is_text && path.with_extension("ann").is_file() {
            // The text of what is marked in the file beside it.
            if is_named {
                self.file(&path.with_extension("ann"), root, true);
            }
            return;
        }
        if !self.is_new(path) {
            return;
        }
        let bytes = beginning(path).unwrap_or_default();
        let known = Head::of(path, &bytes, |head| {
            let format = FORMATS.iter().find(|format| (format.sniff)(head));
            format.ok_or_else(|| articles::sniff(head).is_some())
        });
        match known {
            Ok(format) => self.take(path, root, format),
            Err(false) if is_known => {
                if is_named || is_telling(&ending) {
                    self.survey.unknown.push(path.to_owned());
                }
            }
            // Whoever names a file means it; what it is instead of a text is said when it is read.
            Err(_) => self.survey.articles.push(path.to_owned()),
        }
    }

    fn take(&mut self, path: &Path, root: &Path, format: &'static Format) {
        self.survey.inputs.push(Input {
            path: path.to_owned(),
            root: root.to_owned(),
            format,
        });
    }
}

/// Whether files that end like this have annotations and nothing else.
fn is_telling(ending: &str) -> bool {
    !matches!(ending, "json" | "xml" | "tsv" | "sqlite" | "sqlite3" | "db")
}
