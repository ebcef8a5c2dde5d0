//! All that somebody needs who works on a project with a journal: a seat, a session, what is left of earlier ones.

use std::path::Path;
use std::sync::Arc;

use crate::model::merge::Merged;
use crate::model::{AnnotatorId, History, Past, Project};

use super::disk::Disk;
use super::home::{Home, Seat};
use super::journal::{self, Recovery, Session};

/// All that somebody needs who works on a project with a journal.
#[derive(Debug)]
pub struct Desk {
    /// What the state folder holds for the project.
    pub home: Home,
    /// Held while one works; `None` when another program on this computer works as the same person.
    pub seat: Option<Seat>,
    /// The session to be written.
    pub session: Option<Session>,
    /// What earlier sessions left that is not in the project folder.
    pub recovery: Recovery,
    /// What the project becomes when it takes that in.
    pub merged: Merged,
    /// What the annotator did in earlier sessions, for undo.
    pub past: Vec<Past>,
    /// What of that can be undone after the merge.
    pub history: History,
    /// Why there is no journal, if that is so.
    pub trouble: Option<String>,
}

impl Desk {
    /// Prepares everything for an annotator, who need not be in the project yet. Reads and locks files, and makes folders
    /// in the state folder; the project folder stays as it is. Takes its time where there is much to bring back, so it is
    /// not for the interface thread.
    #[must_use]
    pub fn prepare(
        home: Home,
        root: &Path,
        project: &Project,
        annotator: &AnnotatorId,
        disk: Arc<dyn Disk>,
    ) -> Self {
        let settled = home.settle(&*disk, root, project);
        let seat = settled.and_then(|()| home.take_seat(&*disk, annotator));
        let (seat, trouble) = match seat {
            Ok(seat) => (seat, None),
            Err(error) => {
                let folder = home.folder().display();
                tracing::warn!(%error, %folder, "no journal");
                let why = super::error::describe(&error);
                (None, Some(format!("{folder}: {why}")))
            }
        };
        let shelf = home.shelf();
        let recovery = journal::recover(&shelf, project);
        let past = journal::past(&shelf, project, annotator);
        let merged = recovery.merge(project);
        let mut then = project.clone();
        if let Err(error) = merged.edit.apply(&mut then) {
            tracing::error!(%error, "what a merge yields does not fit its project");
        }
        let history = History::restore(past.clone(), &then);
        if seat.is_some() {
            for number in &recovery.past {
                shelf.lay_by(&*disk, *number);
            }
        }
        let session = trouble
            .is_none()
            .then(|| Session::new(shelf, disk, root).of_project(&project.settings.id));
        Self {
            home,
            seat,
            session,
            recovery,
            merged,
            past,
            history,
            trouble,
        }
    }

    /// Whether another program on this computer works as the same person on the same project.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.seat.is_none() && self.trouble.is_none()
    }
}
