//! A new project.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::{LayerKey, Part, Project};

use super::error::{Refusal, SaveFailure, StoreError, describe};
use super::folder::{Folder, failed};
use super::known::Known;
use super::layout;
use super::save::{Snapshot, parts_of};

/// Makes a project in a new folder, or in one that is empty but for hidden files such as `.git`.
///
/// `project.ron` is written last, so that a folder whose making was interrupted is no project. When something cannot be
/// written, what was made is taken away again.
///
/// # Errors
/// [`StoreError::Occupied`] when other files are there, [`StoreError::Write`] when a file or folder cannot be written.
pub fn create(root: &Path, project: &Project) -> Result<(), StoreError> {
    let unreadable = |error: &io::Error| StoreError::Unreadable {
        path: root.to_owned(),
        reason: describe(error),
    };
    match fs::read_dir(root) {
        Ok(entries) => {
            for entry in entries {
                let name = entry.map_err(|error| unreadable(&error))?.file_name();
                if !name.to_string_lossy().starts_with('.') {
                    return Err(StoreError::Occupied(root.to_owned()));
                }
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unreadable(&error)),
    }
    let (known, mut folders) = (Known::new(), Vec::new());
    fill(root, project, &known, &mut folders).inspect_err(|_| {
        let files = parts_of(project)
            .into_iter()
            .flat_map(|part| part_files(&part));
        let files = files.chain([layout::GIT_ATTRIBUTES.into()]);
        for file in files.filter(|file| known.hash(file).is_some()) {
            let _somebody_was_faster = fs::remove_file(root.join(file));
        }
        for folder in folders.iter().rev() {
            let _somebody_has_put_something_there = fs::remove_dir(folder);
        }
    })
}

fn part_files(part: &Part) -> Vec<PathBuf> {
    let own = layout::part_path(part);
    match part {
        Part::Article(id) => vec![layout::text_path(id), own],
        _ => vec![own],
    }
}

/// Writes everything. `known` learns of the files that were made, `made` of the folders, outer ones first.
fn fill(
    root: &Path,
    project: &Project,
    known: &Known,
    made: &mut Vec<PathBuf>,
) -> Result<(), StoreError> {
    let unmade = |file: &Path, why: Refusal| {
        StoreError::Write(Box::new(SaveFailure {
            file: file.display().to_string(),
            ..SaveFailure::new(&Part::Settings, why)
        }))
    };
    let missing: Vec<PathBuf> = root
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .map(Path::to_owned)
        .collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(&folder).map_err(|error| unmade(&folder, failed(&error).into()))?;
        made.push(folder);
    }
    let folder = Folder::at(root).map_err(|error| unmade(root, failed(&error).into()))?;
    for name in [layout::ARTICLES, layout::ANNOTATORS] {
        made.push(root.join(name));
        folder
            .make(Path::new(name))
            .map_err(|message| unmade(Path::new(name), message.into()))?;
    }
    let attributes = Path::new(layout::GIT_ATTRIBUTES);
    if !folder.holds(attributes) {
        folder
            .put(attributes, layout::GIT_ATTRIBUTES_TEXT.as_bytes(), known)
            .map_err(|why| unmade(attributes, why))?;
    }
    for part in parts_of(project) {
        if let Part::Annotator(id) | Part::Layer(LayerKey { annotator: id, .. }) = &part {
            made.push(root.join(layout::annotator_folder(id)));
            made.push(root.join(layout::layers_folder(id)));
        }
        if let Part::Review(key) = &part {
            made.push(root.join(layout::reviews_folder(&key.reviewer)));
        }
        Snapshot::of(project, &part)
            .write(&folder, known)
            .map_err(|why| StoreError::Write(Box::new(SaveFailure::new(&part, why))))?;
    }
    Ok(())
}
