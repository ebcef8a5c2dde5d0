//! The register as a screen of its own: a table of all entities at the left, the chosen one at the right.
//!
//! The keyboard is in the field above the table: what is typed there filters, arrows choose, Enter goes to the form. The
//! form saves what was typed when the keyboard leaves a field. Merging and splitting are pages in place of the form.

mod counts;
mod deeds;
mod editor;
mod form;
mod list;
mod merge;
mod pane;
mod split;
mod table;
mod uses;

use std::collections::HashMap;

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use crate::model::{EntityId, EntityTypeId, Part, Project};
use crate::say;

use super::command::Command;
use super::dialogs::Cursor;
use super::halves::{Half, Halves, LeftOver, mind_filter};
use super::panels::Room;
use super::theme::space;
use super::typeset::TextButton;
use super::workspace::Workspace;

use counts::Counts;
use editor::Editor;
use list::{List, Wanted};
use merge::MergePage;
use split::SplitPage;
use table::{Click, Table};
use uses::UseList;

/// Narrower than this the form stands below the table.
const SIDE_BY_SIDE: f32 = 620.0;

/// The field above the table.
#[must_use]
pub fn filter_id() -> Id {
    Id::unique("register filter")
}

/// A part of the screen where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The field above the table.
    Filter,
    /// The form of the chosen entity.
    Form,
    /// The list of its uses.
    Uses,
}

/// What stands beside the table.
#[derive(Debug, Default)]
enum Page {
    #[default]
    Form,
    Merge(MergePage),
    Split(SplitPage),
}

/// The register on screen.
#[derive(Debug, Default)]
pub struct Register {
    wanted: Wanted,
    list: List,
    counts: Counts,
    cursor: Cursor,
    chosen: Option<EntityId>,
    /// What is to be chosen once it is there.
    expected: Option<EntityId>,
    page: Page,
    editor: Option<Editor>,
    /// Forms with something in them that cannot be saved as it is.
    drafts: HashMap<EntityId, Editor>,
    uses: UseList,
    /// Where the keyboard should go.
    focus: Option<Place>,
    /// Where it is.
    has_keyboard: Option<Place>,
}

impl Register {
    /// Goes to an entity, whatever is filtered out.
    pub fn go_to(&mut self, id: EntityId) {
        self.wanted = Wanted {
            sort: self.wanted.sort,
            flat: self.wanted.flat,
            ..Wanted::default()
        };
        self.page = Page::Form;
        self.expected = Some(id);
        self.focus = Some(Place::Filter);
    }

    /// Puts the keyboard into the field above the table.
    pub fn enter(&mut self) {
        self.focus = Some(Place::Filter);
    }

    /// Puts the keyboard into the next part of the screen; not when that is beyond it.
    pub fn cycle(&mut self) -> bool {
        let next = match self.has_keyboard {
            Some(Place::Filter) => Place::Form,
            Some(Place::Form) if self.chosen.is_some() => Place::Uses,
            Some(Place::Form | Place::Uses) => return false,
            None => Place::Filter,
        };
        self.focus = Some(next);
        true
    }

    /// The chosen entity.
    #[must_use]
    pub fn chosen(&self) -> Option<&EntityId> {
        self.chosen.as_ref()
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let project = &workspace.project;
        self.counts.update(project, workspace.revision, ui.ctx());
        let author = workspace.author();
        let why_not = workspace.why_locked(&Part::Annotator(author.annotator.clone()));
        self.update_list(project);
        self.take_keys(ui, room);
        let place = self.has_keyboard;
        let page = core::mem::discriminant(&self.page);
        let halves = Halves {
            id: "entity",
            shown: Id::unique((&self.chosen, self.is_new(), page)),
            list: say!("register-entities"),
            side: say!("register-entity"),
            from: SIDE_BY_SIDE,
            share: 0.36,
            usual: 260.0..=440.0,
            least: 220.0,
            most: 0.5,
            above: (0.5, 120.0),
        };
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_list(ui, project, room, height),
            Half::Side => self.show_page(ui, project, &author, why_not.as_deref(), room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) && self.escape(place) {
            room.wish(Command::Register);
        }
        // What has no use for the keyboard leaves it to the filter.
        left.give(ui, self.focus.is_none(), filter_id());
    }

    fn update_list(&mut self, project: &Project) {
        let made = self.list.made;
        let (uses, number) = (self.counts.get(), self.counts.number);
        self.list.update(project, uses, number, &self.wanted);
        if made != self.list.made
            && let Some(id) = &self.chosen
        {
            // It may have been merged into another one by now, or be gone.
            self.chosen = project.entity(id).map(|found| found.id.clone());
        }
        let is_there = |id: &EntityId| self.list.row_of(id).is_some();
        if self.expected.as_ref().is_some_and(is_there) {
            self.chosen = self.expected.take();
        }
        match &self.chosen {
            // What the filter leaves out stays in its form until something else is chosen.
            Some(id) => {
                if let Some(row) = self.list.row_of(id) {
                    self.cursor.go_to(row);
                }
            }
            None if self.is_new() => {}
            None => {
                let last = self.list.rows().len().saturating_sub(1);
                self.cursor.go_to(self.cursor.at.min(last));
                self.chosen = self.list.id_at(self.cursor.at).cloned();
            }
        }
    }

    /// Whether a new entity is being written.
    fn is_new(&self) -> bool {
        self.editor.as_ref().is_some_and(|it| it.id().is_none())
    }

    /// Arrows choose, open and close groups; Enter goes to the form.
    fn take_keys(&mut self, ui: &Ui, room: &mut Room<'_>) {
        let before = self.cursor.at;
        self.cursor
            .take_keys(ui, filter_id(), self.list.rows().len());
        let has_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        let in_filter = ui.memory(|memory| memory.has_focus(filter_id()));
        if has_modal {
            return;
        }
        // A field of the form undoes what was typed into it; whoever is elsewhere means what was done.
        if in_filter || !ui.ctx().text_edit_focused() {
            take_undo(ui, room);
        }
        if !in_filter {
            return;
        }
        if self.cursor.at != before {
            self.chosen = self.list.id_at(self.cursor.at).cloned();
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Enter) && self.chosen.is_some() {
            self.focus = Some(Place::Form);
        }
        // While nothing is typed the caret has nowhere to go.
        if self.wanted.filter.is_empty() {
            if pressed(Key::ArrowLeft) {
                self.close_group();
            }
            if pressed(Key::ArrowRight)
                && let Some(id) = &self.chosen
            {
                self.wanted.closed.remove(id);
            }
        }
    }

    /// Closes the group that is chosen, or else goes to the one above.
    fn close_group(&mut self) {
        let Some(id) = self.chosen.clone() else {
            return;
        };
        let row = self.list.rows().get(self.cursor.at);
        if row.is_some_and(|row| row.members > 0 && row.is_open) {
            self.wanted.closed.insert(id);
        } else if let Some(above) = self.list.above(&id) {
            self.chosen = Some(above.clone());
        }
    }

    /// Goes one step back from where the keyboard was: out of a page, out of a form, out of what was typed. Whether there
    /// was none, so that the register is left.
    fn escape(&mut self, place: Option<Place>) -> bool {
        if !matches!(self.page, Page::Form) {
            self.page = Page::Form;
        } else if self.is_new() {
            self.editor = None;
        } else if place.is_some_and(|place| place != Place::Filter) {
            // The form saves what was typed when it loses the keyboard.
        } else if !self.wanted.filter.is_empty() {
            self.wanted.filter.clear();
        } else {
            return true;
        }
        self.focus = Some(Place::Filter);
        false
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        room: &mut Room<'_>,
        height: Option<f32>,
    ) {
        let tokens = room.tokens;
        self.show_tools(ui, project, room);
        let field = TextEdit::singleline(&mut self.wanted.filter)
            .id(filter_id())
            .hint_text(say!("register-filter-hint"))
            .desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(say!("register-filter"));
        let (focus, has_keyboard) = (&mut self.focus, &mut self.has_keyboard);
        mind_filter(&response, Place::Filter, focus, has_keyboard);
        if response.changed() {
            // The first one that is found, unless the chosen one is among them.
            self.update_list(project);
            if !self.wanted.filter.is_empty() {
                self.cursor.reset();
                let rows = self.list.rows().iter();
                let mut hits = rows.filter(|row| !row.is_above);
                let hit = hits.next().map(|row| &self.list.entry(*row).entity.id);
                self.chosen = hit.cloned();
            }
        }
        self.update_list(project);
        ui.add_space(space::SMALL);
        let nothing = self.nothing();
        let height = height.unwrap_or_else(|| ui.available_height());
        let table = Table {
            list: &self.list,
            uses: self.counts.get(),
            sort: self.wanted.sort,
            cursor: self.cursor,
            chosen: self.chosen.as_ref(),
            nothing,
        };
        match table.show(ui, tokens, height) {
            Some(Click::Row(at)) => {
                self.chosen = self.list.id_at(at).cloned();
                self.focus = Some(Place::Filter);
            }
            Some(Click::Toggle(at)) => {
                if let Some(id) = self.list.id_at(at).cloned()
                    && !self.wanted.closed.remove(&id)
                {
                    self.wanted.closed.insert(id);
                }
            }
            Some(Click::Sort(sort)) => self.wanted.sort = sort,
            None => {}
        }
    }

    /// What can be done with the register as a whole, and what of it is shown.
    fn show_tools(&mut self, ui: &mut Ui, project: &Project, room: &mut Room<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say!("register-entities")).size(18.0).strong());
            let (shown, total) = (self.list.rows().len(), self.list.total());
            let count = if shown == total {
                say!("register-count", count = total)
            } else {
                say!("register-count-shown", shown = shown, count = total)
            };
            ui.label(RichText::new(count).color(room.tokens.weak));
            // In a narrow window the menu has the others.
            let is_wide = ui.available_width() > 300.0;
            for (command, name, is_always) in [
                (Command::NewEntity, say!("register-new"), true),
                (Command::ImportEntities, say!("register-import"), false),
                (Command::ExportEntities, say!("register-export"), false),
                (Command::DeleteUnused, say!("register-delete-unused"), false),
                (Command::Register, say!("register-back"), true),
            ] {
                if (is_wide || is_always) && ui.button(name).clicked() {
                    room.wish(command);
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            let kinds = project.codebook.entity_types.iter();
            let kinds = kinds.map(|kind| (Some(kind.id.clone()), kind.name.as_str()));
            let all = core::iter::once((None, say!("register-all-types")));
            let kinds: Vec<(Option<EntityTypeId>, &str)> = all.chain(kinds).collect();
            let shown = kinds.iter().find(|(id, _)| *id == self.wanted.kind);
            let list = egui::ComboBox::from_id_salt("Type of the entities")
                .selected_text(shown.map_or("", |(_, name)| name))
                .show_ui(ui, |ui| {
                    for (id, name) in &kinds {
                        let is_chosen = self.wanted.kind == *id;
                        if ui.add(TextButton::new(name).selected(is_chosen)).clicked() {
                            self.wanted.kind.clone_from(id);
                            ui.close();
                        }
                    }
                });
            list.response.accessible_name(say!("register-types"));
            ui.checkbox(&mut self.wanted.unused, say!("register-unused-only"));
            if self.list.has_groups {
                let mut as_tree = !self.wanted.flat;
                ui.checkbox(&mut as_tree, say!("register-in-groups"));
                self.wanted.flat = !as_tree;
            }
        });
        ui.add_space(space::SMALL);
    }

    fn nothing(&self) -> &'static str {
        if self.list.total() == 0 {
            say!("register-empty")
        } else if self.wanted.unused && self.counts.get().is_none() {
            say!("register-counting")
        } else if self.wanted.unused {
            say!("register-none-unused")
        } else {
            say!("register-none-so-called")
        }
    }
}

/// Takes the keys of undo and redo, which a text field would have otherwise.
pub(in crate::app) fn take_undo(ui: &Ui, room: &mut Room<'_>) {
    let redo = Modifiers::COMMAND | Modifiers::SHIFT;
    let keys = [
        (redo, Key::Z, Command::Redo),
        (Modifiers::COMMAND, Key::Y, Command::Redo),
        (Modifiers::COMMAND, Key::Z, Command::Undo),
    ];
    for (modifiers, key, command) in keys {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            room.wish(command);
        }
    }
}

/// Keeps a label from screen readers: what it is part of says it already.
fn silent(response: &egui::Response) {
    response
        .ctx
        .accesskit_node_builder(response.id, egui::accesskit::Node::set_hidden);
}
