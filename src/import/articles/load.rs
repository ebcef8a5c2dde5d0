//! Reading a file: its format is found, its reader gives pieces, and these become drafts.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::import::{Head, ImportError, Options, Problem};
use crate::say;
use crate::store::{BUNDLE_ENDING, Progress, sha256_of};

use super::databases;
use super::draft::From;
use super::formats::PLAIN;
use super::{Block, BlockKind, Draft, Format, Found, Given, Piece, is_known_extension, sniff};

/// Largest file that is read, in bytes: one with many articles is larger than an article can be.
pub const LARGEST_FILE: u64 = 512 << 20;
/// Most articles that are taken from one file.
const MOST_ARTICLES: usize = 200_000;

/// What was read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// As what it was read.
    pub format: &'static Format,
    /// Its articles, in its order; at least one.
    pub drafts: Vec<Draft>,
    /// What people should know of the file as a whole.
    pub remarks: Vec<String>,
}

/// Reads the articles of a file, by the given format or by that which it is found to have.
///
/// # Errors
/// [`ImportError`] when it cannot be read, is too large, is not of the format, or has no text in it.
pub fn read_articles(
    path: &Path,
    format: Option<&'static Format>,
    options: &Options,
    progress: &Progress,
) -> Result<Loaded, ImportError> {
    let fail = |problem| ImportError {
        file: path.display().to_string(),
        problem,
    };
    let read = || {
        let bytes = bytes_of(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let given = Given {
            name: &name,
            bytes: &bytes,
            options,
            progress,
        };
        let mut loaded = from_bytes(&given, format)?;
        super::names::apply(path, options, &mut loaded);
        Ok(loaded)
    };
    guarded(format, read).map_err(fail)
}

/// As [`read_articles`], from bytes that are in memory.
///
/// # Errors
/// As [`read_articles`].
pub fn from_bytes(given: &Given<'_>, format: Option<&'static Format>) -> Result<Loaded, Problem> {
    let format = guarded(format, || find_format(given, format))?;
    guarded(Some(format), || read(given, format))
}

/// What a reader and all that looks at what it found gives: a fault in it is the fault of one file.
///
/// # Errors
/// Those of the work, and [`Problem::Broken`] in place of a panic.
pub fn guarded<T>(
    format: Option<&'static Format>,
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        Err(Problem::Broken {
            kind: (format.unwrap_or(&PLAIN).name)(),
            why: say!("import-reader-failed", why = message(panic.as_ref())),
        })
    })
}

fn read(given: &Given<'_>, format: &'static Format) -> Result<Loaded, Problem> {
    let found = (format.read)(given)?;
    given.go_on()?;
    // Exports of databases come in files of many formats.
    let wanted = databases::NAMES.contains(&format.id).then_some(format.id);
    let (found, database) = databases::take_apart(found, wanted, given)?;
    let format = database.and_then(super::format).unwrap_or(format);
    drafts(given, format, found)
}

/// The given format, or that which knows the file; that of plain text for a file whose ending says nothing.
///
/// # Errors
/// [`Problem::Unknown`] when no format reads like this.
pub fn find_format(
    given: &Given<'_>,
    format: Option<&'static Format>,
) -> Result<&'static Format, Problem> {
    if let Some(format) = format {
        return Ok(format);
    }
    let known = Head::of(Path::new(given.name), given.bytes, sniff);
    match known {
        Some(format) => Ok(format),
        None if is_known_extension(&given.extension()) => Err(Problem::Unknown),
        None => Ok(&PLAIN),
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panic").to_owned()
}

fn drafts(given: &Given<'_>, format: &'static Format, found: Found) -> Result<Loaded, Problem> {
    let sha256 = sha256_of(given.bytes);
    let mut remarks = found.remarks;
    let of_many = found.pieces.len() > 1;
    let more = found.pieces.len().saturating_sub(MOST_ARTICLES);
    if more > 0 {
        remarks.push(say!("import-too-many", count = more, most = MOST_ARTICLES));
    }
    let mut drafts = Vec::with_capacity(found.pieces.len().min(MOST_ARTICLES));
    let mut blank = 0;
    let mut last = None;
    for (at, piece) in found.pieces.into_iter().take(MOST_ARTICLES).enumerate() {
        given.go_on()?;
        let from = From {
            file: given.name,
            format: format.id,
            encoding: found.encoding,
            sha256: &sha256,
            number: of_many.then_some(at as u32 + 1),
            most: None,
            progress: Some(given.progress),
        };
        match Draft::of(piece, from) {
            Ok(draft) => drafts.push(draft),
            Err(Problem::Empty) => blank += 1,
            Err(Problem::Cancelled) => return Err(Problem::Cancelled),
            Err(problem) => {
                remarks.push(say!(
                    "import-article-refused",
                    number = at + 1,
                    why = problem.to_string()
                ));
                last = Some(problem);
            }
        }
    }
    if drafts.is_empty() {
        return Err(last.unwrap_or(Problem::Empty));
    }
    if blank > 0 {
        remarks.push(say!("import-blank", count = blank));
    }
    Ok(Loaded {
        format,
        drafts,
        remarks,
    })
}

/// What is in a file.
///
/// # Errors
/// [`Problem`] when it is no regular file, cannot be read or is too large.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Problem> {
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
    if path.extension().is_some_and(|it| it == BUNDLE_ENDING) {
        return Err(Problem::Refused(say!("foreign-bundle").to_owned()));
    }
    if about.len() > LARGEST_FILE {
        return Err(Problem::FileTooLarge { bytes: about.len() });
    }
    fs::read(path).map_err(Problem::Unreadable)
}

/// Takes a pasted text.
///
/// # Errors
/// [`ImportError`] when there is no text in it or it is too large.
pub fn from_paste(text: &str) -> Result<Draft, ImportError> {
    let piece = Piece {
        blocks: vec![Block::new(BlockKind::Verbatim, text)],
        ..Piece::default()
    };
    Draft::of(piece, From::default()).map_err(|problem| ImportError {
        file: say!("import-paste").to_owned(),
        problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_reading_is_the_fault_of_one_file() {
        let fault = guarded::<()>(None, || panic!("an index"));
        let Err(Problem::Broken { why, .. }) = fault else {
            panic!("{fault:?}");
        };
        assert!(why.ends_with("an index"), "{why}");
        assert!(matches!(guarded(None, || Ok(1)), Ok(1)));
    }

    fn read(path: &Path) -> Result<Draft, ImportError> {
        let loaded = read_articles(path, None, &Options::default(), &Progress::default())?;
        let [draft] = <[Draft; 1]>::try_from(loaded.drafts).unwrap();
        Ok(draft)
    }

    #[test]
    fn a_file_becomes_a_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2026-03-01_Courier_vote.txt");
        fs::write(&path, "\u{feff}The vote\r\n\r\nIt was\u{7} close.\r\n").unwrap();
        let draft = read(&path).unwrap();
        assert_eq!(draft.text(), "The vote\n\nIt was close.\n");
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
            let message = read(&path).unwrap_err().to_string();
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
        let missing = read(&folder.path().join("gone.txt")).unwrap_err();
        assert!(matches!(missing.problem, Problem::Unreadable(_)));
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
        if let Err(error) = read(&path) {
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
            let error = read(Path::new("/dev/zero")).unwrap_err();
            assert!(matches!(error.problem, Problem::NotText { .. }));
        }
    }

    #[test]
    fn fifty_megabytes_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        let line = "The mayor said that the port “will close”, and the unions oppose it.\r\n";
        fs::write(&path, line.repeat(50_000_000 / line.len())).unwrap();
        let draft = read(&path).unwrap();
        assert!(draft.text().len() > 48_000_000);
        assert!(!draft.text().contains('\r'));
    }
}
