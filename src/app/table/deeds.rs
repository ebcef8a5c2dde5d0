//! The commands of the table.

use std::sync::Arc;

use crate::app::dialogs::{Manual, ManualPage};
use crate::app::screens::Instead;
use crate::app::{Postil, Screen};
use crate::say;

use super::recode::RecodeDialog;
use super::saved::{SavedDialog, SavedFilter};

impl Postil {
    /// Goes from the table to the chosen annotation in its article.
    pub(in crate::app) fn go_to_listed(&mut self) {
        let Some((key, id)) = self.table().and_then(|table| table.chosen.clone()) else {
            return;
        };
        self.show_text();
        self.screens.table.went_to = Some((key.clone(), id.clone()));
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        workspace.show_article(&key.article);
        let is_lost = workspace
            .project
            .layer(&key)
            .is_some_and(|layer| layer.detached.contains_key(&id));
        if workspace.is_own(&key) && is_lost {
            workspace.place(id);
        } else if workspace.is_own(&key) {
            workspace.choose(Some(id));
        } else {
            workspace.show_theirs(key.annotator, id);
        }
    }

    /// Goes back to the table, when one came from there and has gone nowhere else since. Whether that was so.
    pub(in crate::app) fn back_to_table(&mut self) -> bool {
        let went_to = self.screens().and_then(|it| it.table.went_to.take());
        let Some((key, id)) = went_to else {
            return false;
        };
        let is_there = self.workspace().is_some_and(|workspace| {
            let article = workspace.open.as_ref().map(|open| &open.key.article);
            let chosen = workspace
                .open
                .as_ref()
                .and_then(|open| open.chosen.as_ref());
            let visited = workspace
                .visited()
                .map(|(_, annotation)| annotation.id.clone());
            article == Some(&key.article) && (chosen == Some(&id) || visited == Some(id))
        });
        if is_there {
            self.show_instead(Instead::Table);
        }
        is_there
    }

    /// Begins to change all annotations that are listed.
    pub(in crate::app) fn begin_recode(&mut self) {
        let Some((table, workspace)) = self.table().zip(self.workspace()) else {
            return;
        };
        if let Some(wrong) = table.results.wrong() {
            self.notices.say(wrong.words());
            return;
        }
        if !table.results.is_current(workspace.revision) {
            self.notices.say(say!("listed-still-looking"));
            return;
        }
        let found = table.results.found();
        let locked = Arc::new(workspace.locked_layers());
        let filter = table.filter.clone();
        self.dialog = Some(Box::new(RecodeDialog::new(found, filter, locked)));
    }

    /// Shows the filters that were kept, and keeps the one in the table.
    pub(in crate::app) fn show_saved_filters(&mut self) {
        if let Some(table) = self.table() {
            let dialog = SavedDialog::new(table.saved.all(), &table.filter);
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Keeps these filters for the project on this computer.
    pub(in crate::app) fn keep_filters(&mut self, filters: Vec<SavedFilter>) {
        self.screens.table.saved.keep(filters, &mut self.notices);
    }

    /// Puts a filter into the table.
    pub(in crate::app) fn use_filter(&mut self, filter: String) {
        self.screens.table.filter = filter;
        self.screens.table.enter();
    }

    /// Shows how filters are written.
    pub(in crate::app) fn show_filter_help(&mut self) {
        self.dialog = Some(Box::new(ManualPage::new(Manual::Filters)));
    }
}
