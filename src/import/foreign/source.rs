//! A file to read, with bounds on what of it and of its neighbours comes into memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use crate::import::Options;
use crate::store::Progress;

use super::options::FOLDERS;
use super::problem::{Problem, Wrong, shown};

/// Most of a file that is read whole, in bytes. A file that is read line by line may be larger.
pub const LARGEST: u64 = if cfg!(test) { 8 << 20 } else { 512 << 20 };
/// Longest line, in bytes: one article with all that is marked in it.
const LONGEST_LINE: u64 = 256 << 20;

/// A file or folder of one format.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Where it is.
    pub path: PathBuf,
    /// The folder that the user named and in which it was found: what lies between tells annotators apart.
    pub root: PathBuf,
    /// Who watches, and can say that it is enough.
    pub progress: Option<&'a Progress>,
    bytes: Option<&'a [u8]>,
}

impl<'a> Source<'a> {
    /// A file on the disk.
    #[must_use]
    pub fn file(path: &Path, root: &Path, progress: &'a Progress) -> Self {
        Self {
            path: path.to_owned(),
            root: root.to_owned(),
            progress: Some(progress),
            bytes: None,
        }
    }

    /// What a file would hold that has this name and no neighbours.
    #[must_use]
    pub fn bytes(name: &str, bytes: &'a [u8]) -> Self {
        Self {
            path: PathBuf::from(name),
            root: PathBuf::new(),
            progress: None,
            bytes: Some(bytes),
        }
    }

    /// Its name for messages.
    #[must_use]
    pub fn shown(&self) -> String {
        shown(&self.path)
    }

    /// The name of the file without its folder and ending.
    #[must_use]
    pub fn stem(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// Whose a file is: the folder that it is in, when that is chosen, or when a folder beside has a file of the same name, or
    /// in our own exports.
    #[must_use]
    pub fn annotator(&self, options: &Options) -> String {
        let choice = options.get(&FOLDERS);
        let folder = self.path.parent().filter(|folder| **folder != self.root);
        let Some(folder) = folder.filter(|_| choice != "ignore" && !self.is_alone()) else {
            return String::new();
        };
        let has_twin = || {
            let file = self.path.file_name().unwrap_or_default();
            let beside = folder.parent().and_then(|above| above.read_dir().ok())?;
            let mut others = beside.flatten().map(|entry| entry.path());
            others.find(|other| *other != folder && other.join(file).is_file())
        };
        if choice == "annotators" || is_of_our_export(folder) || has_twin().is_some() {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            // Our own exports put there what nobody has marked.
            if name == "unmarked" {
                String::new()
            } else {
                name.into_owned()
            }
        } else {
            String::new()
        }
    }

    /// Whether it is only bytes, without a folder around.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.bytes.is_some()
    }

    /// An error unless somebody still waits for the file.
    ///
    /// # Errors
    /// [`Wrong::Cancelled`].
    pub fn go_on(&self) -> Result<(), Problem> {
        let stop = |progress: &&Progress| progress.cancel.load(Ordering::Relaxed);
        match self.progress.filter(stop) {
            Some(_) => Err(Wrong::Cancelled.of(self.shown())),
            None => Ok(()),
        }
    }

    /// All of it.
    ///
    /// # Errors
    /// When it cannot be read or is larger than `LARGEST`.
    pub fn whole(&self) -> Result<Vec<u8>, Problem> {
        match self.bytes {
            Some(bytes) => Ok(bytes.to_vec()),
            None => whole(&self.path),
        }
    }

    /// All of it as text, without a byte order mark.
    ///
    /// # Errors
    /// As [`Self::whole`], or when it is not UTF-8 or there is nothing in it.
    pub fn text(&self) -> Result<String, Problem> {
        let text = utf8(self.whole()?).map_err(|wrong| wrong.of(self.shown()))?;
        if text.trim().is_empty() {
            return Err(Wrong::Empty.of(self.shown()));
        }
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        })
    }

    /// A file beside it.
    ///
    /// # Errors
    /// As [`Self::whole`].
    pub fn beside(&self, ending: &str) -> Result<Vec<u8>, Problem> {
        whole(&self.path.with_extension(ending))
    }

    /// Calls with each line that is not blank and its number from 1; the line is without its end.
    ///
    /// # Errors
    /// When the file cannot be read, a line is too long, or the callee says so.
    pub fn lines(
        &self,
        mut each: impl FnMut(&[u8], u64) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let fail = |error| Wrong::Unreadable(error).of(self.shown());
        let mut reader: Box<dyn BufRead> = match self.bytes {
            Some(bytes) => Box::new(bytes),
            None => Box::new(BufReader::with_capacity(
                1 << 20,
                File::open(&self.path).map_err(fail)?,
            )),
        };
        let mut line = Vec::new();
        let mut number = 0;
        loop {
            line.clear();
            number += 1;
            let read = (&mut reader)
                .take(LONGEST_LINE + 1)
                .read_until(b'\n', &mut line)
                .map_err(fail)?;
            if read == 0 {
                return Ok(());
            }
            if read as u64 > LONGEST_LINE {
                let most = LONGEST_LINE;
                return Err(Wrong::TooLarge { most }.at(self.shown(), number));
            }
            let content = line.trim_ascii();
            let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
            if !content.is_empty() {
                each(content, number)?;
            }
            self.go_on()?;
        }
    }
}

/// A file whole, if it is not too large.
///
/// # Errors
/// When it cannot be read or is larger than [`LARGEST`].
pub fn whole(path: &Path) -> Result<Vec<u8>, Problem> {
    let fail = |error| Wrong::Unreadable(error).of(shown(path));
    let file = File::open(path).map_err(fail)?;
    let about = file.metadata().map_err(fail)?;
    if !about.is_file() {
        return Err(fail(io::Error::other(crate::say!("import-kind-irregular"))));
    }
    up_to(file, LARGEST).map_err(|wrong| wrong.of(shown(path)))
}

/// All that a reader gives, if it is not more than so many bytes: what is packed may unpack to anything.
///
/// # Errors
/// [`Wrong::Unreadable`] or [`Wrong::TooLarge`].
pub fn up_to(reader: impl io::Read, most: u64) -> Result<Vec<u8>, Wrong> {
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    match read {
        Ok(count) if count as u64 > most => Err(Wrong::TooLarge { most }),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Wrong::Unreadable(error)),
    }
}

/// Bytes as text.
///
/// # Errors
/// [`Wrong::NotUtf8`].
pub fn utf8(bytes: Vec<u8>) -> Result<String, Wrong> {
    String::from_utf8(bytes).map_err(|_| Wrong::NotUtf8)
}

/// Whether a folder is one of those of our own exports, which are named after annotators: beside them lies what says so.
fn is_of_our_export(folder: &Path) -> bool {
    let Some(above) = folder.parent() else {
        return false;
    };
    let begins = |file: &str, most: u64| {
        let mut bytes = Vec::new();
        if let Ok(file) = File::open(above.join(file)) {
            let _as_far_as_it_goes = file.take(most).read_to_end(&mut bytes);
        }
        bytes
    };
    begins("articles.tsv", 64).starts_with(b"article\tannotator\t")
        || memchr::memmem::find(
            &begins("TypeSystem.xml", 1 << 16),
            b"webanno.custom.PostilSpan",
        )
        .is_some()
}
