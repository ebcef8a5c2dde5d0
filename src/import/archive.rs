//! ZIP archives, with bounds on how many files they hold and on what these unfold to.
//!
//! Names in an archive are only compared, never made into paths: nothing of an archive is written anywhere.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Problem;

/// Most files in an archive.
const FILES: usize = 100_000;

/// How every archive with a file in it begins.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// An archive whose files are read by their names.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Where the file of a name is, also by the name in small letters: programs differ in how they spell the names of parts.
    places: HashMap<String, usize>,
    /// How much may still be unfolded, in bytes.
    left: u64,
    most: u64,
}

/// Why an archive or a file in it cannot be read.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It breaks the rules of archives.
    Broken(String),
    /// It unfolds to more than this many bytes.
    Unfolds(u64),
    /// A password stands before it.
    Encrypted,
}

impl Trouble {
    /// In a file of this kind.
    pub(super) fn of(self, kind: &'static str) -> Problem {
        match self {
            Self::Broken(why) => Problem::Broken { kind, why },
            Self::Unfolds(most) => Problem::Unfolds { most },
            Self::Encrypted => Problem::Encrypted,
        }
    }
}

impl From<ZipError> for Trouble {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Encrypted,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl<'a> Archive<'a> {
    /// Opens an archive of which up to `most` bytes are unfolded, all files together.
    pub(super) fn open(bytes: &'a [u8], most: u64) -> Result<Self, Trouble> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        if zip.len() > FILES {
            return Err(Trouble::Unfolds(most));
        }
        // Some programs part folders by backslashes.
        let named: Vec<(String, usize)> = (0..zip.len())
            .filter_map(|place| {
                let name = zip.name_for_index(place)?.ok()?;
                Some((name.replace('\\', "/"), place))
            })
            .collect();
        let mut places: HashMap<String, usize> = named.iter().cloned().collect();
        for (name, place) in &named {
            places.entry(name.to_lowercase()).or_insert(*place);
        }
        Ok(Self {
            zip,
            names: named.into_iter().map(|(name, _)| name).collect(),
            places,
            left: most,
            most,
        })
    }

    /// The names of its files, folders parted by slashes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// What is in the file of this name; none when there is no such file.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let Some(place) = self.place(name) else {
            return Ok(None);
        };
        let file = self.zip.by_index(place)?;
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|error| Trouble::Broken(format!("{name}: {error}")))?;
        match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => self.left = left,
            None => return Err(Trouble::Unfolds(self.most)),
        }
        Ok(Some(bytes))
    }

    fn place(&self, name: &str) -> Option<usize> {
        let exact = self.places.get(name);
        let place = exact.or_else(|| self.places.get(&name.to_lowercase()));
        place.copied()
    }
}
