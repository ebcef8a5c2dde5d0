//! What is done with the text of the open article: correcting it, and looking at how it was changed.

use std::sync::Arc;

use super::Postil;
use super::command::Command;
use super::dialogs::{ChangedTextDialog, CorrectDialog, CorrectionsDialog, Dialog};
use crate::query;
use crate::store::Home;

impl Postil {
    /// Shows a passage of the open article for correcting it, or what was corrected.
    pub(super) fn show_corrections(&mut self, command: &Command) {
        let Some(open) = self.workspace().and_then(|it| it.open.as_ref()) else {
            return;
        };
        let dialog: Box<dyn Dialog> = if *command == Command::Corrections {
            Box::new(CorrectionsDialog::new(open.key.article.clone()))
        } else {
            let selected = open.reader.selection().span();
            let passage = if selected.is_empty() {
                open.article.text.paragraph_at(selected.start).span
            } else {
                selected
            };
            Box::new(CorrectDialog::new(&open.article, passage))
        };
        self.dialog = Some(dialog);
    }

    /// Looks for the text that was loaded, compares, and shows what is different.
    pub(super) fn show_changed_text(&mut self, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let Some(open) = &workspace.open else { return };
        let article = Arc::clone(&open.article);
        let home = workspace.home.as_ref();
        let old_texts = home.map(Home::old_texts).unwrap_or_default();
        self.jobs.start("job-comparing", ctx, move |_| {
            let found = query::changed_text(&article, &old_texts);
            move |postil: &mut Self, _: &egui::Context| {
                let is_open = postil.workspace().and_then(|it| it.open.as_ref());
                if is_open.is_some_and(|open| open.article.id == article.id)
                    && postil.dialog.is_none()
                {
                    let dialog = ChangedTextDialog::new(article.id.clone(), found);
                    postil.dialog = Some(Box::new(dialog));
                }
            }
        });
    }
}
