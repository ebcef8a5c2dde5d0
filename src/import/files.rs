//! From paths and pasted text to drafts of articles.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::model::ArticleMeta;
use crate::say;

use super::{Decoded, ImportError, LARGEST, Problem, clean, decode, guess, is_known_extension};

/// The name of a paste in messages.
fn paste() -> &'static str {
    say!("import-paste")
}

/// An article that is read and not yet in a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What is known or guessed about it, for people to edit; its origin is still empty.
    pub meta: ArticleMeta,
    /// The text as the project will keep it.
    pub text: String,
    /// What people should know: a guessed encoding, damaged bytes, what was cleaned.
    pub remarks: Vec<String>,
    /// Name of the file that it was read from, without its folder; empty for a paste.
    pub file: String,
    /// Encoding of that file, as the WHATWG names it; empty for a paste.
    pub encoding: String,
    /// What was cleaned from the text, in words; empty when nothing was.
    pub cleaned: String,
}

impl Draft {
    /// Its file, or that it was pasted, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.file.is_empty() {
            paste()
        } else {
            &self.file
        }
    }

    /// The text may have up to `most` bytes: what the store would not read back is not taken.
    fn new(decoded: &Decoded, file: &str, most: u64) -> Result<Self, Problem> {
        let (text, cleaning) = clean(&decoded.text);
        if text.trim().is_empty() {
            return Err(Problem::Empty);
        }
        let bytes = text.len() as u64;
        if bytes > most {
            return Err(Problem::TooLarge { bytes });
        }
        let mut remarks = decoded.remarks.clone();
        // A mark or other line ends are nobody's loss; a character that is gone may be.
        if cleaning.controls > 0 {
            remarks.push(say!("import-cleaned", what = cleaning.in_words()));
        }
        Ok(Self {
            meta: guess(&text, (!file.is_empty()).then_some(file)),
            text: text.into_owned(),
            remarks,
            file: file.to_owned(),
            encoding: decoded.encoding.to_owned(),
            cleaned: cleaning.recorded(),
        })
    }
}

/// The files to load: what is named, and every text file in the folders that are named, at any depth.
///
/// A file that is named is taken whatever its ending. In folders, files and folders come in the order of their names;
/// hidden ones, other endings, and folders already visited by another link are left out. A folder that cannot be
/// listed stays in the list, so that [`read_file`] says so. No path comes twice.
#[must_use]
pub fn collect<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<PathBuf> {
    let mut collector = Collector::default();
    for path in paths {
        let path = path.as_ref();
        if path.is_dir() {
            collector.folder(path);
        } else {
            collector.file(path.to_owned());
        }
    }
    collector.files
}

#[derive(Default)]
struct Collector {
    files: Vec<PathBuf>,
    /// Real places of files and folders, so that links lead nowhere twice.
    seen: BTreeSet<PathBuf>,
}

impl Collector {
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
            } else if path.is_file() && has_known_extension(&path) {
                self.file(path);
            }
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn has_known_extension(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| is_known_extension(&extension.to_string_lossy()))
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

/// Reads one file: decodes it, cleans it, and guesses what it is.
///
/// # Errors
/// [`ImportError`] when it cannot be read, is too large, is no text, or has no text in it.
pub fn read_file(path: &Path) -> Result<Draft, ImportError> {
    let fail = |problem| ImportError {
        file: path.display().to_string(),
        problem,
    };
    let bytes = read_bytes(path).map_err(fail)?;
    let decoded = decode(&bytes).map_err(fail)?;
    drop(bytes);
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Draft::new(&decoded, &name, LARGEST).map_err(fail)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let about = fs::metadata(path).map_err(Problem::Unreadable)?;
    if about.is_dir() {
        return Err(Problem::Folder);
    }
    // Devices and pipes may never end, and say that they are empty.
    if !about.is_file() {
        return Err(Problem::NotText {
            what: say!("import-kind-irregular"),
            advice: say!("import-advice-to-file"),
        });
    }
    if about.len() > LARGEST {
        return Err(Problem::TooLarge { bytes: about.len() });
    }
    fs::read(path).map_err(Problem::Unreadable)
}

/// Takes a pasted text.
///
/// # Errors
/// [`ImportError`] when there is no text in it or it is too large.
pub fn from_paste(text: &str) -> Result<Draft, ImportError> {
    let fail = |problem| ImportError {
        file: paste().to_owned(),
        problem,
    };
    let decoded = Decoded {
        text: text.to_owned(),
        encoding: "",
        remarks: Vec::new(),
    };
    Draft::new(&decoded, "", LARGEST).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_becomes_a_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2026-03-01_Courier_vote.txt");
        fs::write(&path, "\u{feff}The vote\r\n\r\nIt was\u{7} close.\r\n").unwrap();
        let draft = read_file(&path).unwrap();
        assert_eq!(draft.text, "The vote\n\nIt was close.\n");
        assert_eq!(draft.meta.title, "The vote");
        assert_eq!(draft.meta.source, "Courier");
        assert_eq!(draft.encoding, "UTF-8");
        assert_eq!(
            draft.cleaned,
            "3 line ends made LF, 1 control character removed"
        );
        assert_eq!(
            draft.remarks,
            ["Cleaned: 3 line ends made LF, 1 control character removed."]
        );
        assert_eq!(draft.name(), "2026-03-01_Courier_vote.txt");
    }

    #[test]
    fn a_file_without_text_says_so_and_names_itself() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("empty.txt", &b""[..]), ("blank.txt", b" \r\n\t\n")] {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let message = read_file(&path).unwrap_err().to_string();
            assert!(message.contains(name), "{message}");
            assert!(
                message.ends_with("There is no text in it. Nothing was added."),
                "{message}"
            );
        }
        assert!(
            from_paste("\n ")
                .unwrap_err()
                .to_string()
                .starts_with("Pasted text: ")
        );
        let missing = read_file(&folder.path().join("gone.txt")).unwrap_err();
        assert!(matches!(missing.problem, Problem::Unreadable(_)));
    }

    #[test]
    fn a_text_that_grows_beyond_the_limit_is_refused() {
        let chinese: Vec<u8> = "\u{feff}市长表示"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let decoded = decode(&chinese).unwrap();
        assert!(decoded.text.len() > chinese.len());
        assert!(Draft::new(&decoded, "", 12).is_ok());
        let refused = Draft::new(&decoded, "", 11).unwrap_err();
        assert!(matches!(refused, Problem::TooLarge { bytes: 12 }));
    }

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

    #[cfg(unix)]
    #[test]
    fn a_file_without_permission_says_what_to_do() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.txt");
        fs::write(&path, "A text.").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // Root may read everything: then there is nothing to refuse.
        if let Err(error) = read_file(&path) {
            let message = error.to_string();
            assert!(
                message.contains("secret.txt") && message.contains("you may read it"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_device_is_not_read_to_its_end() {
        if Path::new("/dev/zero").exists() {
            let error = read_file(Path::new("/dev/zero")).unwrap_err();
            assert!(matches!(error.problem, Problem::NotText { .. }));
        }
    }

    #[test]
    fn fifty_megabytes_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        let line = "The mayor said that the port “will close”, and the unions oppose it.\r\n";
        fs::write(&path, line.repeat(50_000_000 / line.len())).unwrap();
        let draft = read_file(&path).unwrap();
        assert!(draft.text.len() > 48_000_000);
        assert!(!draft.text.contains('\r'));
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
