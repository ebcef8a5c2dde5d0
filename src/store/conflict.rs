//! Other versions of the project's files that lie in its folder: copies that synchronising programs made when two
//! computers had changed one file, and files in which git left its markers.
//!
//! They are found when a project is opened ([`Opened::others`](super::Opened)) and while it is open
//! ([`Event::Other`](super::Event)). What they hold is merged by structure; then the file goes into the state folder, so
//! that nothing that it held is ever gone. One that cannot be understood is told and stays.

mod displaced;
mod files;
mod markers;
mod names;

use std::path::Path;

use crate::model::merge::{Step, differences, without_base};
use crate::model::{ArticleId, Finding, Level, Part, Project, ReviewKey};
use crate::say;

use super::codec;
use super::error::Fault;
use super::folder::Folder;
use super::known::{Hash, hash};
use super::layout;
use super::old_texts::OldTexts;
use super::open::read_version;
use super::record::{LayerRecord, ReviewRecord};

pub(super) use displaced::Source;
pub use displaced::thin_displaced;
pub use files::{MergedFile, merge_files, part_of_text};
pub(super) use markers::split;

/// Another version of a part that lies in the project folder.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherVersion {
    /// Of which part it is a version.
    pub part: Part,
    /// Its file, as it is shown.
    pub file: String,
    /// What it would change in the project as it was read.
    pub steps: Vec<Step>,
    /// Whether git left it in the file of the part itself.
    pub is_git: bool,
    /// The file, and what it held.
    pub(super) source: Source,
}

/// What git left in the file of a part beside the version that was read.
#[derive(Clone, Debug)]
pub(super) struct Unmerged {
    pub part: Part,
    pub base: Option<String>,
    pub theirs: String,
    /// Of the whole file.
    pub hash: Hash,
    /// Of the first marker, from 1.
    pub line: usize,
}

/// What is said of a file with git's markers.
pub(super) fn left_by_git() -> &'static str {
    say!("version-git")
}

impl Unmerged {
    /// The first of the versions in a file with git's markers, and the rest.
    pub fn split(part: &Part, bytes: &[u8]) -> Option<(String, Self)> {
        let text = core::str::from_utf8(bytes).ok()?;
        let versions = split(text)?;
        let rest = Self {
            part: part.clone(),
            base: versions.base,
            theirs: versions.theirs,
            hash: hash(bytes),
            line: codec::conflict(text).unwrap_or(1),
        };
        Some((versions.ours, rest))
    }

    /// What `check` says of it.
    pub fn finding(&self) -> Finding {
        let file = layout::shown(&layout::part_path(&self.part));
        Finding {
            line: Some(self.line),
            ..Finding::new(Level::Error, file, left_by_git())
        }
    }

    /// What the other version would change.
    pub fn read(
        &self,
        project: &Project,
        old_texts: &OldTexts,
    ) -> Result<OtherVersion, Box<Finding>> {
        let path = layout::part_path(&self.part);
        let theirs = read_version(&self.part, self.theirs.as_bytes(), project, old_texts);
        let base = self.base.as_ref().map(|base| {
            // An empty base is a file that neither side had.
            read_version(&self.part, base.as_bytes(), project, old_texts)
        });
        let steps = match (theirs, base) {
            (Ok(theirs), Some(Ok(base))) => differences(&self.part, &base, &theirs),
            (Ok(theirs), _) => without_base(&self.part, project, &theirs),
            (Err(fault), _) => {
                let message = say!("version-git-unreadable", why = fault.message());
                let file = layout::shown(&path);
                return Err(Box::new(Finding::new(Level::Error, file, message)));
            }
        };
        Ok(OtherVersion {
            part: self.part.clone(),
            file: layout::shown(&path),
            steps,
            is_git: true,
            source: Source {
                file: path,
                hash: self.hash,
            },
        })
    }
}

/// The part of which a file that has no business in its folder seems to be a copy. Layers say so themselves, whatever they
/// are called.
fn part_of(folder: &Folder, file: &Path, project: &Project) -> Option<Part> {
    let by_name = names::part_of_copy(file);
    if let Some(reviewer) = layout::annotator_of_review(file) {
        return match review_in(folder, file) {
            Some(key)
                if key.reviewer == reviewer && project.articles.contains_key(&key.article) =>
            {
                Some(Part::Review(key))
            }
            Some(_) => None,
            None => by_name,
        };
    }
    let Some(annotator) = layout::annotator_of_layer(file) else {
        return by_name;
    };
    let bytes = folder.read(file).ok()?;
    let text = split(core::str::from_utf8(&bytes).ok()?).map(|versions| versions.ours);
    let bytes = text.as_ref().map_or(&bytes[..], |text| text.as_bytes());
    let record = codec::decode::<LayerRecord>(bytes).ok();
    let own = record.and_then(|record| Some((record.article?, record.annotator?)));
    match own {
        Some((article, by)) if by == annotator && project.articles.contains_key(&article) => {
            Some(Part::Layer(crate::model::LayerKey { article, annotator }))
        }
        Some(_) => None,
        None => by_name,
    }
}

/// The review of which a file says that it is one, if it can be read.
fn review_in(folder: &Folder, file: &Path) -> Option<ReviewKey> {
    let bytes = folder.read(file).ok()?;
    let text = split(core::str::from_utf8(&bytes).ok()?).map(|versions| versions.ours);
    let bytes = text.as_ref().map_or(&bytes[..], |text| text.as_bytes());
    let record = codec::decode::<ReviewRecord>(bytes).ok()?;
    Some(ReviewKey {
        article: record.article,
        reviewer: record.reviewer,
    })
}

/// Whether a layer or a review of an article that is not there is a copy of another one, to judge by what it says of itself.
pub(super) fn is_copy(folder: &Folder, file: &Path, id: &ArticleId, project: &Project) -> bool {
    if project.articles.contains_key(id) {
        return false;
    }
    match part_of(folder, file, project) {
        Some(Part::Layer(key)) => key.article != *id,
        Some(Part::Review(key)) => key.article != *id,
        _ => false,
    }
}

/// What a file that has no business in its folder would change in a project, if it is another version of one of ours.
/// An error when it is and cannot be read; it is not merged then, and stays.
pub(super) fn read_copy(
    folder: &Folder,
    file: &Path,
    project: &Project,
    old_texts: &OldTexts,
) -> Option<Result<OtherVersion, Box<Finding>>> {
    let part = part_of(folder, file, project)?;
    let original = layout::shown(&layout::part_path(&part));
    let bytes = match folder.read(file) {
        Ok(bytes) => bytes,
        Err(Fault::Missing) => return None,
        Err(fault) => return Some(Err(Box::new(fault.finding(file)))),
    };
    let theirs = match read_version(&part, &bytes, project, old_texts) {
        Ok(theirs) => theirs,
        Err(fault) => {
            let message = say!(
                "version-copy-unreadable",
                file = original,
                why = fault.message(),
            );
            return Some(Err(Box::new(Finding {
                message,
                level: Level::Warning,
                ..fault.finding(file)
            })));
        }
    };
    Some(Ok(OtherVersion {
        steps: without_base(&part, project, &theirs),
        part,
        file: layout::shown(file),
        is_git: false,
        source: Source {
            file: file.to_owned(),
            hash: hash(&bytes),
        },
    }))
}

impl OtherVersion {
    /// What `check` says of it.
    pub(super) fn finding(&self) -> Finding {
        let original = layout::shown(&layout::part_path(&self.part));
        let message = say!("version-copy", file = original);
        Finding::new(Level::Warning, self.file.clone(), message)
    }
}
