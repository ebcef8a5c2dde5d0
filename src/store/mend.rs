//! What a damaged file can be replaced by: its last good version in the backups, with all that the journal says was done
//! to it since.
//!
//! The damaged file is kept in the state folder. Only a file that is there and does not read as what it should be is
//! damaged: one of a newer format, one in which git left two versions, or one that may not be read, is whole and stays. So
//! does a layer whose text is in doubt, as its marks would be put where they do not belong.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use crate::model::merge::Step;
use crate::model::{Change, Edit, Finding, LayerHead, Level, Part, Project};
use crate::say;

use super::codec;
use super::conflict::{Source, Unmerged};
use super::disk::RealDisk;
use super::error::{Fault, StoreError, describe};
use super::folder::Folder;
use super::hex;
use super::home::Home;
use super::journal::line::sessions as sessions_of;
use super::journal::{Record, steps};
use super::known::{Known, hash};
use super::layout;
use super::open::read_version;
use super::parallel::Progress;
use super::save::Snapshot;

/// The part of which a finding says that its file cannot be used, if it says that of one. Whether the file is damaged is found out by
/// [`Mending::look`].
#[must_use]
pub fn unusable(finding: &Finding) -> Option<Part> {
    let is_of_file = finding.level == Level::Error && finding.annotation.is_none();
    is_of_file.then(|| layout::part_at(&finding.file)).flatten()
}

/// A damaged file, and what it can be replaced by.
#[derive(Debug)]
pub struct Mending {
    /// Relative to the project folder.
    pub file: PathBuf,
    /// When the backup was made in which the version stands; none when all of it is from the journal.
    pub at: Option<Timestamp>,
    /// How many changes of the journal were done to it since.
    pub changes: usize,
    /// How many changes of the journal since then do not fit, and are left out: somebody else has changed the same.
    pub left_out: usize,
    source: Source,
    version: Version,
}

/// What was found: the version, when it was backed up, what the journal did to it.
type Found = (Version, Option<Timestamp>, Since);

/// How many changes of the journal were done to a version, and how many do not fit.
#[derive(Clone, Copy, Debug, Default)]
struct Since {
    done: usize,
    left_out: usize,
    /// Whether the journal knows a layer from its beginning.
    begins: Option<bool>,
}

/// Of what was done before a backup, only the last may be missing in it: a change reaches the folder when somebody pauses. What
/// did not reach it for longer is done again when the project is opened.
const ON_THE_WAY: SignedDuration = SignedDuration::from_mins(10);

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
            Self::text(home, project, &part, &source, &bytes)
        } else if is_damaged(&part, &bytes, project, home) {
            Self::part(home, &part, project, &source, progress)?
        } else {
            None
        };
        Ok(found.map(|(version, at, since)| Self {
            file: path,
            at,
            changes: since.done,
            left_out: since.left_out,
            source,
            version,
        }))
    }

    /// The newest version of a text that is none, or is nothing but the beginning of that version, which is the one that was
    /// loaded.
    fn text(
        home: &Home,
        project: &Project,
        part: &Part,
        source: &Source,
        bytes: &[u8],
    ) -> Option<Found> {
        let file = layout::shown(&source.file);
        let is_text = codec::plain(bytes).is_ok();
        let in_doubt = match part {
            Part::Article(id) => project.articles.get(id).map(|it| &it.meta.other_text),
            _ => None,
        };
        let loaded = in_doubt.filter(|sha256| !sha256.is_empty());
        if is_text && loaded.is_none() {
            return None;
        }
        let (whole, at) = home.backups().newest(&file, |whole| {
            let is_loaded = loaded.is_none_or(|sha256| hex(&hash(&whole)) == *sha256);
            (is_loaded && codec::plain(&whole).is_ok()).then_some(whole)
        })?;
        let is_damaged = !is_text || whole.len() > bytes.len() && whole.starts_with(bytes);
        is_damaged.then(|| (Version::Text(whole), Some(at), Since::default()))
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
        let backups = home.backups();
        let backed_up = backups.newest(&file, |bytes| {
            read_version(part, &bytes, project, &texts).ok()
        });
        let (mut then, at) = match backed_up {
            Some((then, at)) => (then, Some(at)),
            // It came after the last backup, so the journal knows all of it, if it was made here.
            None if backups.lacks(&file) => (without(project, part), None),
            None => return Ok(None),
        };
        let since = go_on(&mut then, part, at, home, progress)?;
        let snapshot = Snapshot::of(&then, part);
        let is_ours = !matches!(part, Part::Layer(_)) || since.begins == Some(true);
        let is_known = at.is_some() || since.done > 0 && is_ours;
        Ok((is_known && snapshot.is_there())
            .then(|| (Version::Part(Box::new(snapshot)), at, since)))
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

/// Whether what a file holds is no version of its part, and nothing but a good version of it can help.
fn is_damaged(part: &Part, bytes: &[u8], project: &Project, home: &Home) -> bool {
    let article = match part {
        Part::Layer(key) => project.articles.get(&key.article),
        _ => None,
    };
    let read = || read_version(part, bytes, project, &home.old_texts());
    Unmerged::split(part, bytes).is_none()
        && article.is_none_or(|article| !article.meta.is_text_in_doubt())
        && matches!(read(), Err(Fault::Damaged(_)))
}

/// Does to a part what the journal says was done to it, from the state in which it is. A change of something that stands
/// otherwise here and there is left out: one that is older than the backup is in it, and of the others it is told how many
/// there are.
fn go_on(
    project: &mut Project,
    part: &Part,
    backed_up: Option<Timestamp>,
    home: &Home,
    progress: &Progress,
) -> Result<Since, StoreError> {
    let mut since = Since::default();
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
            let is_overtaken = |record: &Record| match record {
                Record::Deed(deed) => backed_up.is_some_and(|at| deed.at < at - ON_THE_WAY),
                _ => false,
            };
            let of_part = records
                .into_iter()
                .filter(|it| it.is_about(part) && !is_overtaken(it));
            let is_older = |record: &Record| match record {
                Record::Deed(deed) => backed_up.is_some_and(|at| deed.at <= at),
                _ => true,
            };
            let (older, later): (Vec<_>, Vec<_>) = of_part.partition(is_older);
            for (records, counts) in [(older, false), (later, true)] {
                for step in steps(records, project) {
                    if let Change::LayerHead(_, head) = &step.from {
                        since.begins.get_or_insert(*head == LayerHead::default());
                    }
                    match take(project, part, step) {
                        Some(true) => since.done += usize::from(counts),
                        Some(false) if counts => since.left_out += 1,
                        _ => {}
                    }
                }
            }
        }
    }
    Ok(since)
}

/// Takes a step if it is the next one of what it changes. Nothing when it is of another part, changes nothing, or is done
/// already.
fn take(project: &mut Project, part: &Part, step: Step) -> Option<bool> {
    let Step { from, to } = step;
    let now = from.current(project);
    if to.part() != *part || from == to || now == to {
        return None;
    }
    let is_next = now == from;
    let edit = Edit::new(String::new(), vec![to]);
    Some(is_next && edit.apply(project).is_ok())
}
