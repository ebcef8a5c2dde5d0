//! The side of the chosen entity: its form, its uses, and the pages on which it is merged and split.

use egui::accesskit::{Live, Role};
use egui::{RichText, Ui};

use crate::app::access;
use crate::app::command::Command;
use crate::app::dialogs::Action;
use crate::app::panels::{Room, Wish};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::{AnnotatorId, Author, Edit, EntityId, Project};
use crate::say;

use super::editor::{Done, Editor};
use super::form::Around;
use super::{Page, Place, Register};

impl Register {
    /// The chosen entity, or what is being done with it.
    pub(super) fn show_page(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        author: &Author,
        why_not: Option<&str>,
        room: &mut Room<'_>,
    ) {
        let top = ui.cursor().top();
        let around = Around {
            project,
            list: &self.list,
            was: None,
        };
        let counts = (self.counts.get(), self.counts.number);
        let tokens = room.tokens;
        let mut done: Option<(Option<(Edit, EntityId)>, bool)> = None;
        match &mut self.page {
            Page::Merge(page) => {
                let name = name_of(project, self.chosen.as_ref());
                show_title(ui, &say!("merge-title", name = name));
                done = Some(page.show(ui, tokens, &around, author, counts, why_not));
            }
            Page::Split(page) => {
                let name = name_of(project, self.chosen.as_ref());
                show_title(ui, &say!("split-title", name = name));
                done = Some(page.show(ui, tokens, &around, author, counts, why_not));
            }
            Page::Form => self.show_form(ui, project, author, why_not, room),
        }
        if let Some((made, closes)) = done
            && closes
        {
            self.page = Page::Form;
            self.focus = Some(Place::Filter);
            if let Some((edit, id)) = made {
                room.commands.push(Wish::Action(Action::Commit(edit)));
                self.editor = None;
                self.go_to(id);
            }
        }
        if self.has_keyboard != Some(Place::Filter) && self.has_keyboard != Some(Place::Uses) {
            let rect = ui.min_rect().with_min_y(top);
            let is_here = access::has_keyboard(ui, rect);
            self.has_keyboard = is_here.then_some(Place::Form);
        }
    }

    fn show_form(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        author: &Author,
        why_not: Option<&str>,
        room: &mut Room<'_>,
    ) {
        self.change_editor(project, author, room);
        let around = Around {
            project,
            list: &self.list,
            was: None,
        };
        let Some(editor) = &mut self.editor else {
            let words = say!("entity-choose");
            ui.add(TextLabel::new(words).color(room.tokens.weak));
            return;
        };
        let id = editor.id().cloned();
        show_title(ui, &name_of(project, id.as_ref()));
        if let Some(id) = &id {
            show_deeds(ui, room);
            show_writers(ui, room.tokens, project, id);
        }
        if self.focus == Some(Place::Form) {
            self.focus = None;
            editor.focus();
        }
        let done = ui
            .push_id(("entity", &id), |ui| {
                editor.show(ui, room.tokens, &around, author, why_not)
            })
            .inner;
        match done {
            Done::Nothing => {}
            Done::Save(edit) => room.commands.push(Wish::Action(Action::Commit(edit))),
            Done::Add(edit, id) => {
                room.commands.push(Wish::Action(Action::Commit(edit)));
                self.editor = None;
                self.go_to(id);
            }
            Done::Leave => {
                self.editor = None;
                self.focus = Some(Place::Filter);
            }
        }
        if let Some(id) = id {
            self.show_uses(ui, project, &author.annotator, &id, room);
        }
    }

    /// Takes the form of another entity when another one is chosen. What was typed is saved, or kept.
    fn change_editor(&mut self, project: &Project, author: &Author, room: &mut Room<'_>) {
        let around = Around {
            project,
            list: &self.list,
            was: None,
        };
        if let Some(editor) = &mut self.editor {
            if editor.id().is_none() {
                return;
            }
            editor.keep_up(&around, author);
            if editor.id() == self.chosen.as_ref() {
                return;
            }
        }
        if let Some(mut left) = self.editor.take()
            && let Some(id) = left.id().cloned()
            && project.entity(&id).is_some_and(|it| it.id == id)
        {
            match left.leave(&around, author) {
                Done::Save(edit) => room.commands.push(Wish::Action(Action::Commit(edit))),
                _ if left.draft(&around, author).is_err() => drop(self.drafts.insert(id, left)),
                _ => {}
            }
        }
        let Some(id) = &self.chosen else {
            return;
        };
        self.editor = self.drafts.remove(id).or_else(|| {
            let entity = project.entity(id)?;
            Some(Editor::of(&around, entity))
        });
    }

    fn show_uses(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        me: &AnnotatorId,
        id: &EntityId,
        room: &mut Room<'_>,
    ) {
        let tokens = room.tokens;
        ui.add_space(space::LARGE);
        ui.separator();
        let Some(uses) = self.counts.get() else {
            ui.label(say!("register-counting"));
            return;
        };
        let tally = uses.tally(id);
        let heading = say!(
            "register-uses-in",
            uses = tally.uses,
            articles = tally.articles
        );
        ui.label(RichText::new(heading).strong());
        let top = ui.cursor().top();
        let counted = (uses, self.counts.number);
        self.uses.update(project, me, counted, id);
        let focus = self.focus == Some(Place::Uses);
        if focus {
            self.focus = None;
        }
        if tally.uses == 0 && focus {
            // There is nothing to go to: the next part has its turn.
            self.has_keyboard = Some(Place::Uses);
        }
        if let Some(wanted) = self.uses.show(ui, tokens, tally.uses, focus) {
            room.commands.push(Wish::Action(Action::GoToUse(wanted)));
        }
        let rect = ui.min_rect().with_min_y(top);
        if access::has_keyboard(ui, rect) {
            self.has_keyboard = Some(Place::Uses);
        } else if self.has_keyboard == Some(Place::Uses) {
            self.has_keyboard = None;
        }
    }
}

/// What the chosen entity is called.
fn name_of(project: &Project, id: Option<&EntityId>) -> String {
    match id {
        None => say!("entity-new").to_owned(),
        Some(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
    }
}

/// What a screen reader says whenever another entity is chosen.
fn show_title(ui: &mut Ui, title: &str) {
    let title = ui.add(TextLabel::new(title).size(16.0).bold(true));
    ui.ctx().accesskit_node_builder(title.id, |node| {
        node.set_role(Role::Heading);
        node.set_live(Live::Polite);
    });
}

/// What can be done with the chosen entity.
fn show_deeds(ui: &mut Ui, room: &mut Room<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (command, name) in [
            (Command::MergeEntity, say!("entity-merge")),
            (Command::SplitEntity, say!("entity-split")),
            (Command::DeleteEntity, say!("entity-delete")),
        ] {
            if ui.button(name).clicked() {
                room.wish(command);
            }
        }
    });
}

/// Who wrote it, and when.
fn show_writers(ui: &mut Ui, tokens: &Tokens, project: &Project, id: &EntityId) {
    let versions: Vec<String> = project
        .versions(id)
        .map(|(by, entity)| {
            let day = entity.modified.strftime("%Y-%m-%d");
            let name = project.annotator_name(by);
            say!("entity-written-on", name = name, day = day.to_string())
        })
        .collect();
    let words = say!("entity-written", people = versions.join(", "));
    ui.add(TextLabel::new(&words).size(12.0).color(tokens.weak));
}
