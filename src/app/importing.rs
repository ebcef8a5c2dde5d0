//! Annotations of other programs into the open project.

use super::dialogs::AnnotationImportDialog;
use super::upkeep::Copyist;
use super::{Postil, Screen};
use crate::model::{Change, Part};
use crate::query::recode::Made;
use crate::say;
use crate::store::{Progress, Reason};

impl Postil {
    /// Shows what would come of files of other programs.
    pub(super) fn show_annotation_import(&mut self) {
        if let Some(workspace) = self.workspace() {
            let dialog =
                AnnotationImportDialog::new(workspace.root.clone(), workspace.unread_articles());
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Takes over a project with what was imported, once the one before is backed up.
    pub(super) fn import_annotations(&mut self, made: Box<Made>, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let (copyist, root) = (Copyist::of(workspace), workspace.root.clone());
        self.jobs.start_to_the_end("job-importing", ctx, move || {
            let made_copy = copyist.map(|it| it.make(Reason::BeforeImport, &Progress::default()));
            let failed = made_copy.and_then(Result::err);
            move |postil: &mut Self, _: &egui::Context| {
                if let Some(error) = failed {
                    let why = error.to_string();
                    let told = say!("files-no-backup-before-loading", why = why);
                    postil.notices.warn(told);
                }
                let Screen::Workspace(workspace) = &mut postil.screen else {
                    return;
                };
                if workspace.root != root {
                    postil.notices.warn(say!("files-other-project"));
                    return;
                }
                let first = made.edit.changes.iter().find_map(|change| match change {
                    Change::Annotation(..) | Change::Article(..) => match change.part() {
                        Part::Layer(key) => Some(key.article),
                        Part::Article(id) => Some(id),
                        _ => None,
                    },
                    _ => None,
                });
                if workspace.take_made(*made, &mut postil.notices)
                    && let Some(first) = first
                {
                    workspace.list.filter.clear();
                    workspace.refresh();
                    workspace.show_article(&first);
                }
            }
        });
    }
}
