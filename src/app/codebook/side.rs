//! The chosen thing at the right: its form, what can be done with it, or the page on which that is done.

use egui::Ui;

use crate::app::access;
use crate::app::command::Command;
use crate::app::dialogs::Action;
use crate::app::panels::{Room, Wish};
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::{Item, edits};
use crate::say;

use super::editor::{Done, Editor};
use super::list::Shelf;
use super::pages::Outcome;
use super::{Around, CodebookScreen, Place};

/// The height of the first field of a form with its name, about, in points.
const FIRST_FIELD: f32 = 64.0;

impl CodebookScreen {
    /// Shows it.
    pub(super) fn show_side(&mut self, ui: &mut Ui, around: &Around<'_>, room: &mut Room<'_>) {
        let top = ui.cursor().top();
        // Whoever goes to something else has left the page: it would be read as one about that.
        let chosen = self.chosen.get(&self.shelf);
        self.page.take_if(|page| Some(page.item()) != chosen);
        if let Some(page) = &mut self.page {
            let title = page.title(around.book());
            ui.add(TextLabel::new(&title).bold(true));
            ui.add_space(space::SMALL);
            match page.show(ui, around) {
                Outcome::Stay => {}
                Outcome::Leave => {
                    self.page = None;
                    self.focus = Some(Place::Filter);
                }
                Outcome::Make(making, chosen) => {
                    self.page = None;
                    self.editor = None;
                    self.focus = Some(Place::Filter);
                    room.commands.push(Wish::Action(Action::Make(making)));
                    self.expected = chosen;
                }
            }
        } else {
            self.show_form(ui, around, room);
        }
        if self.has_keyboard != Some(Place::Filter) {
            let rect = ui.min_rect().with_min_y(top);
            let is_here = access::has_keyboard(ui, rect);
            self.has_keyboard = is_here.then_some(Place::Form);
        }
    }

    fn show_form(&mut self, ui: &mut Ui, around: &Around<'_>, room: &mut Room<'_>) {
        self.change_editor(around, room);
        if self.editor.is_none() {
            ui.add(TextLabel::new(say!("tagset-choose")).color(around.tokens.weak));
            return;
        }
        let top = ui.cursor().top();
        if let Some(item) = self.item().cloned().filter(|_| !self.is_new()) {
            show_deeds(ui, around, &item, room);
            if let Item::Tag(id) = &item {
                self.older.show(ui, around, id, room);
            }
        }
        let Some(editor) = &mut self.editor else {
            return;
        };
        let first = ui.cursor().top() + FIRST_FIELD;
        let enters = self.focus == Some(Place::Form);
        if enters {
            self.focus = None;
            editor.focus();
        }
        let item = editor.item();
        let done = ui.push_id(("codebook", &item), |ui| editor.show(ui, around));
        if enters {
            // What can be done with the thing is seen too, not only the field that has the keyboard.
            let rect = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=first);
            ui.scroll_to_rect(rect, None);
        }
        match done.inner {
            Done::Nothing => {}
            Done::Save(edit) => {
                if !edit.is_empty() {
                    room.commands.push(Wish::Action(Action::Commit(edit)));
                }
            }
            Done::Make(making) => room.commands.push(Wish::Action(Action::Make(making))),
            Done::Add(edit, item) => {
                room.commands.push(Wish::Action(Action::Commit(edit)));
                self.editor = None;
                self.filter.clear();
                self.expected = Some(item);
                self.focus = Some(Place::Form);
            }
            Done::Leave => {
                self.put_aside(around, room);
                self.focus = Some(Place::Filter);
            }
            Done::Anew => {
                let parent = self
                    .tag()
                    .and_then(|id| around.book().tag(id)?.parent.clone());
                let parent = parent.filter(|_| self.shelf == Shelf::Tags);
                self.editor = Some(Editor::fresh(around.book(), self.shelf, parent));
            }
        }
    }

    /// Takes the form of another thing when another one is chosen. What was typed is saved, or kept.
    fn change_editor(&mut self, around: &Around<'_>, room: &mut Room<'_>) {
        if self.is_new() {
            return;
        }
        let book = around.book();
        let wanted = self.item().cloned();
        let known = self.editor.as_ref().and_then(Editor::item);
        if wanted == known {
            if let Some(editor) = &mut self.editor {
                editor.keep_up(book, around.rows);
            }
            return;
        }
        if let Some(mut left) = self.editor.take()
            && let Some(item) = known.filter(|item| item.is_in(book))
        {
            match left.leave(around.project, around.author, around.rows) {
                Done::Save(edit) => room.commands.push(Wish::Action(Action::Commit(edit))),
                Done::Make(making) => room.commands.push(Wish::Action(Action::Make(making))),
                _ if left.has_unsaved(book, around.rows) => {
                    self.drafts.insert(item, left);
                }
                _ => {}
            }
        }
        self.editor = wanted.and_then(|item| {
            let draft = self.drafts.remove(&item);
            draft.or_else(|| Editor::of(book, &item))
        });
    }

    /// Leaves the form of something new. What was typed into it is there again when something is added next, which is said.
    pub(super) fn put_aside(&mut self, around: &Around<'_>, room: &mut Room<'_>) {
        if let Some(editor) = self.editor.take_if(|editor| editor.item().is_none())
            && editor.has_unsaved(around.book(), around.rows)
        {
            self.begun.insert(self.shelf, editor);
            room.notices
                .say(say!("tagset-put-aside", add = self.shelf.add()));
        }
    }
}

/// What can be done with the chosen thing as a whole.
fn show_deeds(ui: &mut Ui, around: &Around<'_>, item: &Item, room: &mut Room<'_>) {
    let of_tags = [
        (Command::MergeTag, say!("tagset-merge-page")),
        (Command::SplitTag, say!("tagset-split-page")),
    ];
    let of_fields = [(Command::MergeFields, say!("tagset-merge-fields-page"))];
    let shelf = item.shelf();
    let mut deeds = vec![
        (Command::TagUp, say!("dialog-up")),
        (Command::TagDown, say!("dialog-down")),
    ];
    deeds.extend(of_tags.into_iter().filter(|_| shelf == Shelf::Tags));
    deeds.extend(of_fields.into_iter().filter(|_| shelf != Shelf::Links));
    deeds.push((Command::DeleteTag, say!("tagset-delete-page")));
    if shelf == Shelf::Tags {
        deeds.push((Command::TagGuidelines, say!("tagset-guidelines-of")));
    }
    ui.horizontal_wrapped(|ui| {
        for (command, name) in deeds {
            let has_place = |by| edits::may_shift_item(around.book(), item, by);
            let refused = match command {
                Command::TagGuidelines => None,
                _ if around.why_not.is_some() => around.why_not,
                Command::TagUp if !has_place(-1) => Some(say!("tagset-is-first")),
                Command::TagDown if !has_place(1) => Some(say!("tagset-is-last")),
                _ => None,
            };
            let button = ui
                .add_enabled(refused.is_none(), egui::Button::new(name))
                .on_disabled_hover_text(refused.unwrap_or_default());
            if button.clicked() {
                room.wish(command);
            }
        }
    });
}
