//! Many new articles and layers into the folder together, so that the disk is waited for once for hundreds of files.
//!
//! Each file is written beside its place, all of them are flushed, then they take their names: texts first, then what is
//! known about them, then layers, and each of these steps waits for the names to be on the disk. So a crash leaves what it
//! would leave of files that are written one by one. Whatever is not new, or does not work, is left to
//! [`save`](super::save), which does it alone and says what is wrong.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;
use std::path::PathBuf;

use crate::model::Part;

use super::atomic;
use super::disk::{DiskFile, WholeDisk};
use super::folder::Folder;
use super::known::{Hash, Known, hash, hash_file};
use super::layout;
use super::parallel::{self, Progress};
use super::save::Snapshot;

/// From so many parts on.
const MANY: usize = 64;

/// How many parts wait for the disk together, where all of it is flushed at once.
const OF_A_DISK: usize = 4000;

/// The same where each file is flushed: two files a part stay open until then. Some systems allow 256 in all, Linux 1,024.
const OPEN: usize = if cfg!(target_os = "linux") { 200 } else { 80 };

/// A file that waits beside its place.
#[derive(Debug)]
struct Beside {
    /// In the project folder.
    file: PathBuf,
    place: PathBuf,
    hidden: PathBuf,
    hash: Hash,
    /// Where it is to be flushed on its own.
    open: Option<Box<dyn DiskFile>>,
}

/// A part with its files.
struct Waiting<'a> {
    part: &'a Part,
    snapshot: &'a Snapshot,
    files: Vec<Beside>,
}

/// Writes the new articles and layers among these parts when there are many and the folder can be written to. Returns those that
/// are on the disk.
pub(super) fn lay_new<'a, E>(
    folder: &Result<Folder, E>,
    known: &Known,
    parts: impl Iterator<Item = (&'a Part, &'a Snapshot)>,
) -> BTreeSet<Part> {
    let mut laid = BTreeSet::new();
    let Ok(folder) = folder else { return laid };
    let new = parts.filter(|(part, snapshot)| is_new(folder, known, part, snapshot));
    // All of an article comes before the layers that stand on it.
    let (articles, layers): (Vec<_>, Vec<_>) =
        new.partition(|(part, _)| matches!(part, Part::Article(_)));
    if articles.len() + layers.len() < MANY {
        return laid;
    }
    let is_whole = folder.disk().whole(folder.root()).is_some();
    let together = if is_whole { OF_A_DISK } else { OPEN };
    for parts in articles.chunks(together).chain(layers.chunks(together)) {
        laid.extend(lay(folder, known, parts));
    }
    laid
}

/// Whether nothing of the part is in the folder, as far as anybody knows.
fn is_new(folder: &Folder, known: &Known, part: &Part, snapshot: &Snapshot) -> bool {
    snapshot.is_there()
        && matches!(part, Part::Article(_) | Part::Layer(_))
        && known.get(part).is_none()
        && layout::files_of(part).iter().all(|file| {
            known.hash(file).is_none() && known.aside(file).is_none() && !folder.holds(file)
        })
}

/// Writes some new parts. Returns those of which all is on the disk.
fn lay<'a>(folder: &Folder, known: &Known, parts: &[(&'a Part, &'a Snapshot)]) -> Vec<Part> {
    let mut desk = Desk {
        folder,
        whole: folder.disk().whole(folder.root()),
        made: BTreeSet::new(),
    };
    let mut waiting: Vec<Waiting<'_>> = Vec::with_capacity(parts.len());
    // What is in the files is made on all cores; files are made by one thread, because a folder has one lock.
    let weight = |(_, snapshot): &(_, &Snapshot)| snapshot.weight();
    let contents = |(part, snapshot): &(&'a Part, &'a Snapshot)| {
        Ok::<_, Infallible>((*part, *snapshot, snapshot.files().ok()))
    };
    let Ok(()) = parallel::in_order(parts, weight, contents, |(part, snapshot, files)| {
        let files = files.and_then(|files| desk.write(files));
        waiting.extend(files.map(|files| Waiting {
            part,
            snapshot,
            files,
        }));
        Ok(())
    });
    if let Err(error) = desk.sync(&mut waiting) {
        tracing::warn!(%error, "many files at a time");
        for file in waiting.iter().flat_map(|part| &part.files) {
            let _it_is_swept_later = folder.disk().remove(&file.hidden);
        }
        return Vec::new();
    }
    // The text of an article is the first of its files.
    let steps = waiting.iter().map(|part| part.files.len()).max();
    let mut are_named = vec![true; waiting.len()];
    for step in 0..steps.unwrap_or_default() {
        let names = waiting.iter().zip(&mut are_named);
        let mut folders = BTreeSet::new();
        for (file, is_named) in names.filter_map(|(part, it)| Some((part.files.get(step)?, it))) {
            *is_named = if *is_named {
                give_name(folder, known, file)
            } else {
                let _it_is_swept_later = folder.disk().remove(&file.hidden);
                false
            };
            folders.extend(file.place.parent());
        }
        let confirmed = folders
            .iter()
            .all(|it| folder.disk().sync_folder(it).is_ok());
        for is_named in &mut are_named {
            *is_named &= confirmed;
        }
    }
    let named = waiting.iter().zip(are_named).filter(|(_, it)| *it);
    let named: Vec<&Waiting<'_>> = named.map(|(waiting, _)| waiting).collect();
    let keep = |waiting: &&Waiting<'_>| {
        let is_kept = waiting.files.iter().all(|file| is_kept(known, file));
        is_kept.then(|| {
            waiting.snapshot.keep_copy(known);
            waiting.part.clone()
        })
    };
    let kept = parallel::map(&named, &Progress::default(), keep);
    kept.unwrap_or_default().into_iter().flatten().collect()
}

/// Where files are written that wait for the disk together.
struct Desk<'a> {
    folder: &'a Folder,
    /// What flushes all of them, if that can be.
    whole: Option<WholeDisk>,
    /// Folders that are there.
    made: BTreeSet<PathBuf>,
}

impl Desk<'_> {
    /// Writes all files of a part beside their places, and waits for none of them.
    fn write(&mut self, files: Vec<(PathBuf, Vec<u8>)>) -> Option<Vec<Beside>> {
        let mut written: Vec<Beside> = Vec::with_capacity(files.len());
        for (file, bytes) in files {
            if let Some(beside) = self.write_one(file, &bytes) {
                written.push(beside);
                continue;
            }
            for file in written {
                let _it_is_swept_later = self.folder.disk().remove(&file.hidden);
            }
            return None;
        }
        Some(written)
    }

    fn write_one(&mut self, file: PathBuf, bytes: &[u8]) -> Option<Beside> {
        if bytes.len() as u64 > layout::limit(&file) {
            return None;
        }
        let parent = file.parent()?;
        if !self.made.contains(parent) {
            self.folder.make(parent).ok()?;
            self.made.insert(parent.to_owned());
        }
        let place = self.folder.root().join(&file);
        let (mut open, hidden) = atomic::write_unflushed(self.folder.disk(), &place, bytes).ok()?;
        let open = match &self.whole {
            None => Some(open),
            Some(disk) if disk.holds(&*open) => None,
            Some(_) => {
                open.sync().ok()?;
                None
            }
        };
        Some(Beside {
            place,
            hidden,
            hash: hash(bytes),
            file,
            open,
        })
    }

    /// Waits until the disk holds the bytes of these files.
    fn sync(&self, waiting: &mut [Waiting<'_>]) -> io::Result<()> {
        if let Some(disk) = &self.whole {
            disk.sync()?;
        }
        let files = waiting.iter_mut().flat_map(|part| &mut part.files);
        files
            .flat_map(|file| &mut file.open)
            .try_for_each(|file| file.sync())
    }
}

/// Lets a file take its name. Until the disk has confirmed it, it counts as unconfirmed.
fn give_name(folder: &Folder, known: &Known, file: &Beside) -> bool {
    let is_free = !folder.holds(&file.file);
    let is_named = is_free && folder.disk().rename(&file.hidden, &file.place).is_ok();
    if is_named {
        known.note(&file.file, file.hash);
        known.confirm(&file.file, false);
    } else {
        let _it_is_swept_later = folder.disk().remove(&file.hidden);
    }
    is_named
}

/// Whether the file holds what was written, which is noted.
fn is_kept(known: &Known, file: &Beside) -> bool {
    let is_kept = hash_file(&file.place).is_ok_and(|there| there == file.hash);
    if is_kept {
        known.confirm(&file.file, true);
    }
    is_kept
}
