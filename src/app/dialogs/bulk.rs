//! Edits of many annotations: a thread makes them and applies them to a copy of the project, which then only has to be taken.

use crate::model::{Edit, Project};
use crate::query::recode::Made;
use crate::store::Progress;

use super::Action;
use super::awaited::Awaited;

/// An edit that a thread makes.
pub(super) struct Bulk(Awaited<Result<Made, Edit>>);

impl core::fmt::Debug for Bulk {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Bulk")
    }
}

impl Bulk {
    /// Has a thread make an edit of a project.
    pub(super) fn start(
        ctx: &egui::Context,
        project: &Project,
        make: impl FnOnce(&Project) -> Edit + Send + 'static,
    ) -> Self {
        let project = project.clone();
        let work = move |_: &Progress| {
            let edit = make(&project);
            // What does not fit as it is, or is nothing, is told as any other edit.
            if edit.is_empty() {
                return Err(edit);
            }
            Made::of(&project, edit.clone()).map_err(|_| edit)
        };
        Self(Awaited::start("bulk-edit", ctx, work))
    }

    /// What is to be done with it, once it is made.
    pub(super) fn take(&mut self) -> Option<Action> {
        Some(match self.0.take()? {
            Ok(made) => Action::Take(Box::new(made)),
            Err(edit) => Action::Commit(edit),
        })
    }
}
