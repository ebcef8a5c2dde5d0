//! A new project.

use std::fs;
use std::io;
use std::path::Path;

use crate::model::{Part, Project};

use super::error::{SaveFailure, StoreError, describe};
use super::folder::Folder;
use super::layout;
use super::save::{Snapshot, parts_of};

/// Makes a project in a new folder, or in one that is empty but for hidden files such as `.git`.
///
/// `project.ron` is written last, so that a folder whose making was interrupted is no project.
///
/// # Errors
/// [`StoreError::Occupied`] when other files are there, [`StoreError::Write`] when a file cannot be written.
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
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(root).map_err(|error| unreadable(&error))?;
        }
        Err(error) => return Err(unreadable(&error)),
    }
    let folder = Folder::at(root).map_err(|error| unreadable(&error))?;
    let failure = |part: &Part, message: String| StoreError::Write(SaveFailure::new(part, message));
    for name in [layout::ARTICLES, layout::ANNOTATORS] {
        folder
            .make(Path::new(name))
            .map_err(|message| failure(&Part::Settings, message))?;
    }
    let attributes = Path::new(layout::GIT_ATTRIBUTES);
    if !root.join(attributes).exists() {
        folder
            .put(attributes, layout::GIT_ATTRIBUTES_TEXT.as_bytes(), |_| {
                Ok(())
            })
            .map_err(|message| failure(&Part::Settings, message))?;
    }
    for part in parts_of(project) {
        Snapshot::of(project, &part)
            .write(&folder)
            .map_err(|message| failure(&part, message))?;
    }
    Ok(())
}
