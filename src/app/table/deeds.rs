//! The commands of the table.

use std::sync::Arc;

use crate::app::dialogs::ManualPage;
use crate::app::{Keyboard, Postil, Region, Screen};
use crate::say;

use super::Table;
use super::recode::RecodeDialog;

impl Postil {
    /// The table, when it is what the window shows.
    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        let number = self.workspace()?.number;
        self.table
            .as_ref()
            .filter(|(of, is_shown, _)| *of == number && *is_shown)
            .map(|(_, _, table)| table)
    }

    /// The table of the open project, shown or not; made when it was not there.
    fn table_mut(&mut self) -> Option<&mut Table> {
        let number = self.workspace()?.number;
        if self.table.as_ref().is_none_or(|(of, ..)| *of != number) {
            self.table = Some((number, false, Table::default()));
        }
        self.table.as_mut().map(|(_, _, table)| table)
    }

    /// Shows the table in place of the article, or goes back to that.
    pub(in crate::app) fn show_table(&mut self, is_shown: bool) {
        if self.table_mut().is_none() {
            return;
        }
        if is_shown {
            if self.register().is_some() {
                self.show_register(false);
            }
            self.hide_codebook();
        }
        if let Some((_, shown, table)) = &mut self.table {
            *shown = is_shown;
            table.enter();
        }
        self.focus = (!is_shown).then_some(Region::Text);
    }

    /// Makes way for another screen.
    pub(in crate::app) fn hide_table(&mut self) {
        if let Some((_, shown, _)) = &mut self.table {
            *shown = false;
        }
    }

    /// Puts the keyboard into the next part of the table, or into the menus after the last one.
    pub(in crate::app) fn cycle_table(&mut self) {
        let in_menus = self.keyboard == Keyboard::Menus;
        if let Some(table) = self.table_mut() {
            if in_menus {
                table.enter();
            } else if !table.cycle() {
                self.focus = Some(Region::Menus);
            }
        }
    }

    /// Goes from the table to the chosen annotation in its article.
    pub(in crate::app) fn go_to_listed(&mut self) {
        let Some((key, id)) = self.table().and_then(|table| table.chosen.clone()) else {
            return;
        };
        self.show_table(false);
        if let Some(table) = self.table_mut() {
            table.went_to = Some((key.clone(), id.clone()));
        }
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        workspace.show_article(&key.article);
        if key.annotator == workspace.annotator {
            workspace.choose(Some(id));
        } else {
            workspace.show_theirs(key.annotator, id);
        }
    }

    /// Goes back to the table, when one came from there and has gone nowhere else since. Whether that was so.
    pub(in crate::app) fn back_to_table(&mut self) -> bool {
        let went_to = self.table_mut().and_then(|table| table.went_to.take());
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
            self.show_table(true);
        }
        is_there
    }

    /// Begins to change all annotations that are listed.
    pub(in crate::app) fn begin_recode(&mut self) {
        let Some((table, workspace)) = self.table().zip(self.workspace()) else {
            return;
        };
        if !table.results.is_current(workspace.revision) {
            self.notices.say(say!("listed-still-looking"));
            return;
        }
        let found = table.results.found();
        let locked = Arc::new(workspace.locked_layers());
        let filter = table.filter.clone();
        self.dialog = Some(Box::new(RecodeDialog::new(found, filter, locked)));
    }

    /// Shows how filters are written.
    pub(in crate::app) fn show_filter_help(&mut self) {
        let text = include_str!("../../../assets/manual/filters.md");
        self.dialog = Some(Box::new(ManualPage::new(text)));
    }
}
