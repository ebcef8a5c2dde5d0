//! What a damaged file can be replaced by: its last good version in the backups, with all that the journal says was done
//! to it since.
//!
//! The damaged file is kept in the state folder. Only a file that is there and does not read as what it should be is
//! damaged: one of a newer format, or one that may not be read, is whole and stays.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::model::merge::Step;
use crate::model::{Edit, Part, Project};
use crate::say;

use super::codec;
use super::conflict::Source;
use super::disk::RealDisk;
use super::error::{Fault, StoreError, describe};
use super::folder::Folder;
use super::home::Home;
use super::journal::line::sessions as sessions_of;
use super::journal::steps;
use super::known::{Known, hash};
use super::layout;
use super::open::read_version;
use super::parallel::Progress;
use super::save::Snapshot;

/// A damaged file, and what it can be replaced by.
#[derive(Debug)]
pub struct Mending {
    /// Relative to the project folder.
    pub file: PathBuf,
    /// When the backup was made in which the version stands; none when all of it is from the journal.
    pub at: Option<Timestamp>,
    /// How many changes of the journal were done to it since.
    pub changes: usize,
    source: Source,
    version: Version,
}

/// What was found: the version, when it was backed up, how many changes came after that.
type Found = (Version, Option<Timestamp>, usize);

/// What the file is to hold.
#[derive(Debug)]
enum Version {
    /// The text of an article.
    Text(Vec<u8>),
    /// A part with its record.
    Part(Box<Snapshot>),
}

impl Mending {
    /// Looks for the last good version of a file, given as in a [`Finding`](crate::model::Finding). Nothing when the file is
    /// not damaged, or when neither backups nor journal know a version. `project` is what could be read of the project. Writes
    /// nothing; not for a thread that draws.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when `progress` says so.
    pub fn look(
        root: &Path,
        home: &Home,
        project: &Project,
        file: &str,
        progress: &Progress,
    ) -> Result<Option<Self>, StoreError> {
        let path: PathBuf = file.split('/').collect();
        let Some(part) = layout::part_at(file) else {
            return Ok(None);
        };
        let Some(bytes) = Folder::at(root).ok().and_then(|it| it.read(&path).ok()) else {
            return Ok(None);
        };
        let source = Source {
            hash: hash(&bytes),
            file: path.clone(),
        };
        let found = if is_text(&path) {
            codec::plain(&bytes)
                .is_err()
                .then(|| Self::text(home, &source))
        } else {
            let texts = home.old_texts();
            let read = read_version(&part, &bytes, project, &texts);
            matches!(read, Err(Fault::Damaged(_)))
                .then(|| Self::part(home, &part, project, &source, progress))
                .transpose()?
        };
        Ok(found.flatten().map(|(version, at, changes)| Self {
            file: path,
            at,
            changes,
            source,
            version,
        }))
    }

    /// The newest version of a text that is one.
    fn text(home: &Home, source: &Source) -> Option<Found> {
        let file = layout::shown(&source.file);
        let (bytes, at) = home.backups().newest(&file, |bytes| {
            codec::plain(&bytes).ok()?;
            Some(bytes)
        })?;
        Some((Version::Text(bytes), Some(at), 0))
    }

    /// The newest version of a part that reads as one, and what was done to it since.
    fn part(
        home: &Home,
        part: &Part,
        project: &Project,
        source: &Source,
        progress: &Progress,
    ) -> Result<Option<Found>, StoreError> {
        let (file, texts) = (layout::shown(&source.file), home.old_texts());
        let backed_up = home.backups().newest(&file, |bytes| {
            read_version(part, &bytes, project, &texts).ok()
        });
        let (mut then, at) = match backed_up {
            Some((then, at)) => (then, Some(at)),
            None => (without(project, part), None),
        };
        let changes = go_on(&mut then, part, home, progress)?;
        let snapshot = Snapshot::of(&then, part);
        let is_known = at.is_some() || changes > 0;
        Ok((is_known && snapshot.is_there())
            .then(|| (Version::Part(Box::new(snapshot)), at, changes)))
    }

    /// Keeps the damaged file in the state folder and writes the good version in its place. Returns where the damaged one is.
    ///
    /// # Errors
    /// What went wrong, in words; the damaged file is then still in its place. So it is when it has changed since.
    pub fn carry_out(self, root: &Path, home: &Home) -> Result<PathBuf, String> {
        let folder = Folder::at(root).map_err(|error| describe(&error))?;
        let displaced = home.displaced();
        let file = layout::shown(&self.file);
        if !self.source.keep(&folder, &displaced, &RealDisk)? {
            return Err(say!("mend-changed", file = file));
        }
        let known = Known::new();
        known.note(&self.file, self.source.hash);
        let written = match self.version {
            Version::Text(bytes) => folder.put(&self.file, &bytes, &known),
            Version::Part(snapshot) => snapshot.write(&folder, &known),
        };
        match written {
            Ok(_) => Ok(self.source.kept_at(&displaced)),
            Err(refusal) => Err(format!("{file}: {}", refusal.message)),
        }
    }
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "txt")
}

/// The project without the part, where there can be one without it.
fn without(project: &Project, part: &Part) -> Project {
    let mut project = project.clone();
    match part {
        Part::Layer(key) => drop(project.layers.remove(key)),
        Part::Review(key) => drop(project.reviews.remove(key)),
        _ => {}
    }
    project
}

/// Does to a part what the journal says was done to it, from the state in which it is; says how many changes that were. A
/// change of something that stands otherwise here and there is not of this line of versions, and left out.
fn go_on(
    project: &mut Project,
    part: &Part,
    home: &Home,
    progress: &Progress,
) -> Result<usize, StoreError> {
    let mut done = 0;
    let shelf = home.shelf();
    let mut sessions = shelf.past_sessions();
    sessions.extend(shelf.open_sessions());
    sessions.sort_unstable();
    sessions.dedup();
    progress.expect(sessions.len());
    for session in sessions {
        progress.step()?;
        let Ok(reading) = shelf.read(session) else {
            continue;
        };
        if !reading.is_of(&project.settings.id) {
            continue;
        }
        for (_, records) in sessions_of(session, reading.records) {
            let of_part = records.into_iter().filter(|it| it.is_about(part)).collect();
            for Step { from, to } in steps(of_part, project) {
                let is_next = to.part() == *part && from.current(project) == from && from != to;
                let name = String::new();
                if is_next && Edit::new(name, vec![to]).apply(project).is_ok() {
                    done += 1;
                }
            }
        }
    }
    Ok(done)
}
