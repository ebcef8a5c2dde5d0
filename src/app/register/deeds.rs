//! The commands of the register.

use crate::model::{EntityId, Use, edits};
use crate::say;

use super::super::dialogs::{EntityImportDialog, ExportDialog};
use super::super::files;
use super::super::screens::Instead;
use super::super::{Postil, Screen};
use super::editor::{Done, Editor};
use super::form::Around;
use super::merge::MergePage;
use super::split::SplitPage;
use super::{Page, Register};

impl Postil {
    /// Shows the register at an entity.
    pub(in crate::app) fn open_entity(&mut self, id: EntityId) {
        self.show_instead(Instead::Register);
        if let Some(screens) = self.screens() {
            screens.register.go_to(id);
        }
    }

    /// Goes from the register to a place where an entity is used.
    pub(in crate::app) fn go_to_use(&mut self, at: Use) {
        self.show_text();
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        workspace.show_article(&at.layer.article);
        if workspace.is_own(&at.layer) {
            workspace.choose(at.annotation);
        } else if let Some(id) = at.annotation {
            workspace.show_theirs(at.layer.annotator, id);
        }
    }

    /// Begins a new entity.
    pub(in crate::app) fn begin_entity(&mut self) {
        self.show_instead(Instead::Register);
        self.with_register(|register, around| {
            let is_unknown = around.list.rows().is_empty() && around.list.total() > 0;
            let name = if is_unknown {
                register.wanted.filter.trim().to_owned()
            } else {
                String::new()
            };
            register.page = Page::Form;
            register.focus = None;
            Some(Editor::fresh(around, &name))
        });
    }

    /// Begins to merge the chosen entity into another one.
    pub(in crate::app) fn begin_merge(&mut self) {
        self.with_register(|register, around| {
            let id = register.chosen.clone()?;
            register.focus = None;
            register.page = Page::Merge(MergePage::new(around, &id));
            None
        });
    }

    /// Begins to split the chosen entity.
    pub(in crate::app) fn begin_split(&mut self) {
        self.with_register(|register, _| {
            let id = register.chosen.clone()?;
            register.focus = None;
            register.page = Page::Split(SplitPage::new(&id));
            None
        });
    }

    /// Does something with the register and the project that it is of; the editor that comes of it takes the place of the one
    /// that is there, when nothing in that is left to save.
    fn with_register(&mut self, act: impl FnOnce(&mut Register, &Around<'_>) -> Option<Editor>) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let register = &mut self.screens.register;
        register.update_list(&workspace.project);
        let list = core::mem::take(&mut register.list);
        let around = Around {
            project: &workspace.project,
            list: &list,
            was: None,
        };
        let author = workspace.author();
        let left = register.editor.as_mut();
        let left = left.map(|editor| editor.leave(&around, &author));
        let made = act(register, &around);
        register.list = list;
        if let Some(editor) = made {
            register.editor = Some(editor);
        }
        if let Some(Done::Save(edit)) = left {
            workspace.commit(edit, &mut self.notices);
        }
    }

    /// Deletes the chosen entity, when nothing names it.
    pub(in crate::app) fn delete_entity(&mut self) {
        let Some(id) = self.register().and_then(|it| it.chosen.clone()) else {
            return;
        };
        self.delete_entities(Some(id));
    }

    /// Deletes an entity that nothing names, or all of them.
    pub(in crate::app) fn delete_entities(&mut self, one: Option<EntityId>) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let register = &self.screens.register;
        let notices = &mut self.notices;
        let Some(uses) = register
            .counts
            .get()
            .filter(|_| register.counts.is_current(workspace.revision))
        else {
            notices.say(say!("register-still-counting"));
            return;
        };
        let project = &workspace.project;
        let author = workspace.author();
        if let Some(id) = &one {
            let tally = uses.tally(id);
            if tally.uses > 0 {
                notices.say(say!(
                    "register-is-used",
                    uses = tally.uses,
                    articles = tally.articles
                ));
                return;
            }
            if uses.is_held(id) {
                notices.say(say!("register-is-held"));
                return;
            }
        }
        let unused: Vec<EntityId> = if let Some(id) = one {
            vec![id]
        } else {
            let register = project.register().into_iter();
            let unused = register.filter(|entity| uses.is_unused(&entity.id));
            unused.map(|entity| entity.id.clone()).collect()
        };
        let is_own = |id: &&EntityId| {
            let mut versions = project.versions(id);
            versions.all(|(by, _)| *by == author.annotator)
        };
        let own: Vec<EntityId> = unused.iter().filter(is_own).cloned().collect();
        let others = unused.len() - own.len();
        if own.is_empty() {
            notices.say(if others == 0 {
                say!("register-all-used").to_owned()
            } else {
                say!("register-others-wrote", count = others)
            });
            return;
        }
        let edit = edits::remove_entities(project, &author, &own);
        if workspace.commit(edit, notices) {
            let count = own.len();
            notices.say(if others == 0 {
                say!("register-deleted", count = count)
            } else {
                say!("register-deleted-some", count = count, others = others)
            });
        }
    }

    /// Asks for a table of entities.
    pub(in crate::app) fn ask_for_entities(&mut self, ctx: &egui::Context) {
        self.ask(files::ask_for_entities(), ctx);
    }

    /// Shows what would come of a table of entities.
    pub(in crate::app) fn import_entities(
        &mut self,
        path: std::path::PathBuf,
        ctx: &egui::Context,
    ) {
        self.dialog = Some(Box::new(EntityImportDialog::new(path, ctx)));
    }

    /// Asks where the register is to be written.
    pub(in crate::app) fn export_entities(&mut self) {
        let folder = self.workspace().and_then(|it| it.root.parent());
        let dialog = folder.map_or_else(ExportDialog::new, |folder| {
            ExportDialog::in_folder(folder.to_owned())
        });
        self.dialog = Some(Box::new(dialog.with_format("register")));
    }
}
