//! The list of a backup: a small file that names pages, which name the files.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::say;
use crate::store::disk::Disk;
use crate::store::known::{Hash, hash};
use crate::store::{atomic, cache, hex};

use super::{About, BackupError, Reason};

/// The version of the format. A newer one is shown as one that cannot be used, and kept.
/// From 2 on, contents may lie in packs.
const BACKUP_FORMAT: u32 = 2;
const STAMP: &str = "%Y-%m-%dT%H-%M-%SZ";
/// Begins the first line, which tells whether the rest is as it was written.
const SEAL: &str = "// sha256 ";
/// A page ends with one of so many files, on average.
const PAGE: u8 = 0;

/// Number and time of a backup, as its file is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub number: u64,
    pub at: Timestamp,
}

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    /// Why it was made.
    pub reason: Reason,
    /// Name of the project.
    pub project: String,
    /// Id of the project.
    pub id: String,
    /// Its folder, for people who look into the file.
    pub root: String,
    pub files: usize,
    pub bytes: u64,
    /// Files that could not be read.
    pub left_out: Vec<String>,
    /// SHA-256 of the pages, in order.
    pub pages: Vec<String>,
}

/// A file of a backup: a line of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Relative to the project folder, with `/`.
    pub path: String,
    #[serde(with = "digits")]
    pub sha256: Hash,
    pub size: u64,
    /// By what it is known again without reading it.
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    pub seen: SmolStr,
}

impl Entry {
    /// Whether another one names the same content under the same name.
    pub fn is_same(&self, other: &Self) -> bool {
        self.path == other.path && self.sha256 == other.sha256
    }
}

impl Name {
    /// The names of all backups in a folder, oldest first.
    pub fn all(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<Self> = entries
            .filter_map(|entry| Self::read(entry.file_name().to_str()?))
            .collect();
        names.sort_unstable();
        names
    }

    fn read(name: &str) -> Option<Self> {
        let (number, at) = name.strip_suffix(".ron")?.split_once('-')?;
        let at = jiff::civil::DateTime::strptime(STAMP, at).ok()?;
        Some(Self {
            number: number.parse().ok()?,
            at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        })
    }

    pub fn path(self, folder: &Path) -> PathBuf {
        let at = self.at.strftime(STAMP);
        folder.join(format!("{:06}-{at}.ron", self.number))
    }
}

impl Manifest {
    pub fn new(reason: Reason, project: &str, id: &str, root: &Path) -> Self {
        Self {
            format: BACKUP_FORMAT,
            reason,
            project: project.to_owned(),
            id: id.to_owned(),
            root: root.display().to_string(),
            files: 0,
            bytes: 0,
            left_out: Vec::new(),
            pages: Vec::new(),
        }
    }

    pub fn about(self) -> About {
        About {
            reason: self.reason,
            project: self.project,
            files: self.files,
            bytes: self.bytes,
            left_out: self.left_out,
        }
    }

    /// The SHA-256 of its pages, in order; none when one of them is no SHA-256.
    pub fn page_hashes(&self) -> Option<Vec<Hash>> {
        self.pages.iter().map(|page| cache::unhex(page)).collect()
    }
}

/// Reads the list of a backup.
pub(super) fn read(folder: &Path, name: Name) -> Result<Manifest, BackupError> {
    let path = name.path(folder);
    let text = fs::read_to_string(&path).map_err(|error| BackupError::unreadable(&path, &error))?;
    let damaged = |reason: &str| BackupError::damaged(&path, reason);
    let (seal, body) = text
        .strip_prefix(SEAL)
        .and_then(|text| text.split_once('\n'))
        .ok_or_else(|| damaged(say!("backup-list-first-line")))?;
    if seal != hex(&hash(body.as_bytes())) {
        return Err(damaged(say!("backup-list-altered")));
    }
    let manifest: Manifest = ron::from_str(body)
        .map_err(|error| damaged(&say!("backup-list-unreadable", why = error.to_string())))?;
    if manifest.format > BACKUP_FORMAT {
        return Err(damaged(say!("backup-list-newer")));
    }
    Ok(manifest)
}

/// Writes the list of a backup, waits until the disk holds it, and reads it back.
pub(super) fn write(
    disk: &dyn Disk,
    folder: &Path,
    name: Name,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let path = name.path(folder);
    let pretty = ron::ser::PrettyConfig::new().new_line("\n");
    let body = ron::ser::to_string_pretty(manifest, pretty)
        .map_err(|error| BackupError::damaged(&path, error.to_string()))?;
    let text = format!("{SEAL}{}\n{body}", hex(&hash(body.as_bytes())));
    atomic::replace(disk, &path, text.as_bytes(), None)
        .map_err(|trouble| BackupError::unwritten(&path, trouble.error()))?;
    if read(folder, name)? == *manifest {
        Ok(())
    } else {
        Err(BackupError::Altered(path))
    }
}

/// Entries become pages, of which one is in memory at a time. Where one ends depends on the names of the files alone, so
/// that a change of one file changes one page.
#[derive(Debug, Default)]
pub(super) struct Pages(Vec<u8>);

impl Pages {
    /// Takes the next entry; answers with a page when it is full.
    pub fn add(&mut self, entry: &Entry) -> Option<Vec<u8>> {
        // It is made of strings and numbers only.
        let line = serde_json::to_vec(entry).unwrap_or_default();
        self.0.extend(line);
        self.0.push(b'\n');
        let is_full = hash(entry.path.as_bytes())[0] == PAGE;
        is_full.then(|| core::mem::take(&mut self.0))
    }

    /// The last page, if anything is in it.
    pub fn rest(self) -> Option<Vec<u8>> {
        (!self.0.is_empty()).then_some(self.0)
    }
}

/// The entries of a page; none when it does not read.
pub(super) fn entries(page: &[u8]) -> Option<Vec<Entry>> {
    let lines = page.split(|byte| *byte == b'\n');
    let lines = lines.filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_slice(line).ok())
        .collect()
}

/// A hash as hexadecimal digits.
mod digits {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::store::known::Hash;

    pub fn serialize<S: Serializer>(hash: &Hash, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&crate::store::hex(hash))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
        let digits = String::deserialize(deserializer)?;
        crate::store::cache::unhex(&digits).ok_or_else(|| D::Error::custom("no SHA-256"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_number_and_time() {
        let name = Name {
            number: 12,
            at: "2026-11-26T14:05:09Z".parse().unwrap(),
        };
        let path = name.path(Path::new("/b"));
        assert_eq!(path, Path::new("/b/000012-2026-11-26T14-05-09Z.ron"));
        let text = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(Name::read(text), Some(name));
        for wrong in [
            "about.ron",
            "12.ron",
            "x-2026-11-26T14-05-09Z.ron",
            "12-2026.ron",
        ] {
            assert_eq!(Name::read(wrong), None, "{wrong}");
        }
    }

    fn pages(all: &[Entry]) -> Vec<Vec<u8>> {
        let mut pages = Pages::default();
        let full: Vec<_> = all.iter().filter_map(|entry| pages.add(entry)).collect();
        full.into_iter().chain(pages.rest()).collect()
    }

    #[test]
    fn a_change_of_one_file_changes_one_page() {
        let entry = |number: u32| Entry {
            path: format!("annotators/ana/layers/article-{number}.ron"),
            sha256: hash(&number.to_le_bytes()),
            size: u64::from(number),
            seen: SmolStr::default(),
        };
        let mut all: Vec<Entry> = (0..5000).map(entry).collect();
        let before = pages(&all);
        assert!((5..100).contains(&before.len()), "{}", before.len());
        let read: Vec<Entry> = before
            .iter()
            .flat_map(|page| entries(page).unwrap())
            .collect();
        assert_eq!(read, all);
        all[2500].sha256 = hash(b"changed");
        let after = pages(&all);
        assert_eq!(after.len(), before.len());
        let changed = core::iter::zip(&before, &after).filter(|(one, other)| one != other);
        assert_eq!(changed.count(), 1);
    }
}
