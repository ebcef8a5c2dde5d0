//! Many new articles and layers into the folder together, so that the disk is waited for once for hundreds of files.
//!
//! Each file is written beside its place, all of them are flushed, then they take their names: texts first, then what is
//! known about them, then layers, and each of these steps waits for the names to be on the disk. So a crash leaves what it
//! would leave of files that are written one by one. Whatever is not new, or does not work, is left to
//! [`save`](super::save), which does it alone and says what is wrong.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::Part;

use super::atomic;
use super::disk::DiskFile;
use super::folder::Folder;
use super::known::{Hash, Known, hash, hash_file};
use super::layout;
use super::parallel::{self, Progress};
use super::save::Snapshot;

/// From so many parts on.
const MANY: usize = 64;

/// How many parts wait for the disk together: two files each, which stay open until then. Some systems allow 256 in all, Linux
/// 1,024.
const TOGETHER: usize = if cfg!(target_os = "linux") { 200 } else { 80 };

/// A file that waits beside its place.
#[derive(Debug)]
struct Beside {
    /// In the project folder.
    file: PathBuf,
    place: PathBuf,
    hidden: PathBuf,
    hash: Hash,
    open: Box<dyn DiskFile>,
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
    for together in articles.chunks(TOGETHER).chain(layers.chunks(TOGETHER)) {
        laid.extend(lay(folder, known, together));
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
    let written = parallel::map(parts, &Progress::default(), |(part, snapshot)| {
        let files = write_beside(folder, snapshot)?;
        Some(Waiting {
            part,
            snapshot,
            files,
        })
    });
    let mut waiting: Vec<Waiting<'_>> = written.unwrap_or_default().into_iter().flatten().collect();
    let mut open: Vec<&mut Box<dyn DiskFile>> = waiting
        .iter_mut()
        .flat_map(|part| part.files.iter_mut().map(|it| &mut it.open))
        .collect();
    if let Err(error) = folder.disk().sync_files(folder.root(), &mut open) {
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
    let kept = named.filter(|(part, _)| part.files.iter().all(|file| is_kept(known, file)));
    let kept = kept.map(|(waiting, _)| {
        waiting.snapshot.keep_copy(known);
        waiting.part.clone()
    });
    kept.collect()
}

/// Writes all files of a part beside their places, and waits for none of them.
fn write_beside(folder: &Folder, snapshot: &Snapshot) -> Option<Vec<Beside>> {
    let mut files: Vec<Beside> = Vec::new();
    for (file, bytes) in snapshot.files().ok()? {
        if let Some(beside) = one_beside(folder, file, &bytes) {
            files.push(beside);
            continue;
        }
        for file in files {
            let _it_is_swept_later = folder.disk().remove(&file.hidden);
        }
        return None;
    }
    Some(files)
}

fn one_beside(folder: &Folder, file: PathBuf, bytes: &[u8]) -> Option<Beside> {
    if bytes.len() as u64 > layout::limit(&file) {
        return None;
    }
    let place = folder.place_for(&file)?;
    let (open, hidden) = atomic::write_unflushed(folder.disk(), &place, bytes).ok()?;
    Some(Beside {
        place,
        hidden,
        hash: hash(bytes),
        file,
        open,
    })
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
