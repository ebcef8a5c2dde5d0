//! The codebook as a screen of its own: the tree of tags or another of its lists at the left, the form of the chosen thing
//! at the right.
//!
//! The keyboard is in the field above the list: what is typed there filters, arrows choose, Enter goes to the form. The
//! form saves what was typed when the keyboard leaves a field. Merging, splitting and deleting are pages in its place.

mod deeds;
mod editor;
mod list;
mod pages;
mod rules;

use std::collections::{BTreeSet, HashMap};

use egui::accesskit::Role;
use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use crate::model::{Author, Codebook, Color, Part, Project, TagId, edits};
use crate::say;

use super::access::{self};
use super::command::{Command, Row};
use super::dialogs::{Action, Cursor, Look, paint_swatch, palette, row, row_list};
use super::halves::{Half, Halves, LeftOver};
use super::panels::{Room, Wish};
use super::theme::{Tokens, space};
use super::typeset::TextLabel;
use super::workspace::Workspace;

use editor::{Done, Editor};
use list::{Item, List, Shelf};
use pages::Outcome;

pub use deeds::TagDeed;
pub use pages::Page;

/// Narrower than this the form stands below the list.
const SIDE_BY_SIDE: f32 = 620.0;
/// Height of a row.
const ROW: f32 = 26.0;
/// How far what stands under a tag is moved in.
const INDENT: f32 = 16.0;

/// The field above the list.
fn filter_id() -> egui::Id {
    egui::Id::unique("codebook filter")
}

/// A part of the screen where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Filter,
    Form,
}

/// The codebook on screen.
#[derive(Debug, Default)]
pub struct CodebookScreen {
    shelf: Shelf,
    filter: String,
    closed: BTreeSet<TagId>,
    list: List,
    cursor: Cursor,
    chosen: HashMap<u8, Item>,
    page: Option<Page>,
    editor: Option<Editor>,
    /// Where the keyboard should go.
    focus: Option<Place>,
    /// Where it is.
    has_keyboard: Option<Place>,
    /// How many marks were made under an older wording, of which tag, as of which revision.
    older: Option<(TagId, u64, usize)>,
}

impl CodebookScreen {
    /// Puts the keyboard into the field above the list.
    pub fn enter(&mut self) {
        self.focus = Some(Place::Filter);
    }

    /// Whether the keyboard is in the field above the list.
    #[must_use]
    pub fn is_in_list(&self) -> bool {
        self.has_keyboard == Some(Place::Filter)
    }

    /// Goes to a tag.
    pub fn go_to(&mut self, id: TagId) {
        self.shelf = Shelf::Tags;
        self.filter.clear();
        self.page = None;
        self.choose(Item::Tag(id));
    }

    /// Puts the keyboard into the next part of the screen; not when that is beyond it.
    pub fn cycle(&mut self) -> bool {
        self.focus = Some(match self.has_keyboard {
            Some(Place::Filter) => Place::Form,
            Some(Place::Form) => return false,
            None => Place::Filter,
        });
        true
    }

    fn choose(&mut self, item: Item) {
        self.chosen.insert(item.shelf() as u8, item);
    }

    fn item(&self) -> Option<&Item> {
        self.chosen.get(&(self.shelf as u8))
    }

    /// The chosen tag.
    #[must_use]
    pub fn tag(&self) -> Option<&TagId> {
        match self.item() {
            Some(Item::Tag(id)) => Some(id),
            _ => None,
        }
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let project = &workspace.project;
        let author = workspace.author();
        let why_not = workspace.why_locked(&Part::Codebook);
        let rows = &workspace.rows;
        self.update_list(&project.codebook);
        self.take_keys(ui, room);
        let place = self.has_keyboard;
        let around = (workspace.revision, why_not.as_deref());
        let halves = Halves {
            id: "codebook-form",
            list: say!("tagset-part-list"),
            side: say!("tagset-part-form"),
            from: SIDE_BY_SIDE,
            share: 0.52,
            usual: 300.0..=620.0,
            least: 260.0,
            most: 0.62,
            above: (0.55, 160.0),
        };
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => {
                let height = height.unwrap_or_else(|| ui.available_height());
                self.show_list(ui, project, room, why_not.as_deref(), height);
            }
            Half::Side => self.show_side(ui, project, &author, rows, around, room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) && self.escape(place) {
            room.wish(Command::Codebook);
        }
        // What has no use for the keyboard leaves it to the filter.
        left.give(ui, &mut self.focus, Place::Filter);
    }

    fn update_list(&mut self, book: &std::sync::Arc<Codebook>) {
        self.list
            .update(book, self.shelf, &self.filter, &self.closed);
        let chosen = self.item().filter(|item| item.is_in(book)).cloned();
        match chosen {
            Some(item) => {
                if let Some(row) = self.list.row_of(&item) {
                    self.cursor.go_to(row);
                }
            }
            None if self.is_new() => {}
            None => {
                self.chosen.remove(&(self.shelf as u8));
                let last = self.list.len().saturating_sub(1);
                self.cursor.go_to(self.cursor.at.min(last));
                if let Some(entry) = self.list.entry(self.cursor.at) {
                    self.choose(entry.item.clone());
                }
            }
        }
    }

    fn is_new(&self) -> bool {
        self.editor.as_ref().is_some_and(|it| it.item().is_none())
    }

    /// Arrows choose, open and close groups; Enter goes to the form.
    fn take_keys(&mut self, ui: &Ui, room: &mut Room<'_>) {
        let before = self.cursor.at;
        self.cursor.take_keys(ui, filter_id(), self.list.len());
        let has_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        let in_filter = ui.memory(|memory| memory.has_focus(filter_id()));
        if has_modal {
            return;
        }
        // A field of the form undoes what was typed into it; whoever is elsewhere means what was done.
        if in_filter && self.filter.is_empty() || !ui.ctx().text_edit_focused() {
            super::register::take_undo(ui, room);
        }
        if !in_filter {
            return;
        }
        if self.cursor.at != before
            && let Some(entry) = self.list.entry(self.cursor.at)
        {
            self.choose(entry.item.clone());
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Enter) && self.item().is_some() {
            self.focus = Some(Place::Form);
        }
        // While nothing is typed the caret has nowhere to go.
        if self.filter.is_empty() {
            if pressed(Key::ArrowLeft) {
                self.close_group();
            }
            if pressed(Key::ArrowRight)
                && let Some(id) = self.tag().cloned()
            {
                self.closed.remove(&id);
            }
        }
    }

    /// Closes the group that is chosen, or else goes to the one above.
    fn close_group(&mut self) {
        let Some(id) = self.tag().cloned() else {
            return;
        };
        let entry = self.list.entry(self.cursor.at);
        if entry.is_some_and(|entry| entry.has_members) && !self.closed.contains(&id) {
            self.closed.insert(id);
        } else if let Some(above) = self.list.above(self.cursor.at).cloned() {
            self.choose(above);
        }
    }

    /// Goes one step back from where the keyboard was; whether there was none, so that the screen is left.
    fn escape(&mut self, place: Option<Place>) -> bool {
        if self.page.take().is_some() {
        } else if self.is_new() {
            self.editor = None;
        } else if place == Some(Place::Form) {
            // The form saves what was typed when it loses the keyboard.
        } else if !self.filter.is_empty() {
            self.filter.clear();
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
        why_not: Option<&str>,
        height: f32,
    ) {
        let tokens = room.tokens;
        let top = ui.cursor().top();
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say!("tagset-title")).size(18.0).strong());
            if ui.button(say!("tagset-back")).clicked() {
                room.wish(Command::Codebook);
            }
            if ui.button(say!("tagset-guidelines")).clicked() {
                room.wish(Command::Guidelines);
            }
        });
        ui.horizontal_wrapped(|ui| {
            for shelf in Shelf::ALL {
                let tab = ui.selectable_label(self.shelf == shelf, shelf.name());
                if tab.clicked() {
                    self.shelf = shelf;
                    self.filter.clear();
                    self.page = None;
                }
            }
        });
        self.update_list(&project.codebook);
        ui.horizontal(|ui| {
            let add = self.shelf.add();
            let taken = super::dialogs::buttons_width(ui, &[add]) + space::MEDIUM;
            let field = TextEdit::singleline(&mut self.filter)
                .id(filter_id())
                .hint_text(say!("tagset-filter-hint"))
                .desired_width((ui.available_width() - taken).max(80.0));
            let response = ui.add(field).accessible_name(say!("tagset-filter"));
            if self.focus == Some(Place::Filter) {
                self.focus = None;
                response.request_focus();
                response.scroll_to_me(None);
            }
            if response.has_focus() {
                self.has_keyboard = Some(Place::Filter);
            } else if self.has_keyboard == Some(Place::Filter) {
                self.has_keyboard = None;
            }
            if response.changed() && !self.filter.is_empty() {
                self.list
                    .update(&project.codebook, self.shelf, &self.filter, &self.closed);
                self.cursor.reset();
                if let Some(entry) = self.list.entry(0) {
                    self.choose(entry.item.clone());
                }
            }
            let add = ui
                .add_enabled(why_not.is_none(), egui::Button::new(add))
                .on_disabled_hover_text(why_not.unwrap_or_default());
            if add.clicked() {
                room.wish(Command::NewInCodebook);
            }
        });
        self.update_list(&project.codebook);
        ui.add_space(space::SMALL);
        let nothing = if self.list.total() == 0 {
            self.shelf.about()
        } else {
            say!("tagset-nothing-found")
        };
        let height = (height - (ui.cursor().top() - top)).max(120.0);
        let mut clicked = None;
        let mut toggled = None;
        let (list, closed, chosen) = (&self.list, &self.closed, self.item());
        row_list(
            ui,
            (height, ROW),
            (list.len(), nothing),
            Some(self.cursor),
            |ui, at| {
                let Some(entry) = list.entry(at) else { return };
                let is_chosen = chosen == Some(&entry.item);
                let is_closed = matches!(&entry.item, Item::Tag(id) if closed.contains(id));
                let (response, toggle) = show_row(ui, tokens, entry, at, is_chosen, is_closed);
                if toggle {
                    toggled = Some(entry.item.clone());
                } else if response {
                    clicked = Some(entry.item.clone());
                }
            },
        );
        if let Some(item) = clicked {
            self.choose(item);
            self.focus = Some(Place::Filter);
        }
        if let Some(Item::Tag(id)) = toggled
            && !self.closed.remove(&id)
        {
            self.closed.insert(id);
        }
    }

    /// The chosen thing, or what is being done with it.
    fn show_side(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        author: &Author,
        rows: &[Row],
        (revision, why_not): (u64, Option<&str>),
        room: &mut Room<'_>,
    ) {
        let top = ui.cursor().top();
        let offered: Vec<(TagId, String)> = (project.codebook.tree().iter())
            .filter(|row| !row.tag.retired)
            .map(|row| (row.tag.id.clone(), row.tag.name.clone()))
            .collect();
        if let Some(page) = &mut self.page {
            let title = page.title(&project.codebook);
            ui.add(TextLabel::new(&title).bold(true));
            ui.add_space(space::SMALL);
            match page.show(ui, room.tokens, project, author, &offered, why_not) {
                Outcome::Stay => {}
                Outcome::Leave => {
                    self.page = None;
                    self.focus = Some(Place::Filter);
                }
                Outcome::Do(edit, chosen) => {
                    self.page = None;
                    self.editor = None;
                    self.focus = Some(Place::Filter);
                    room.commands.push(Wish::Action(Action::Commit(edit)));
                    if let Some(item) = chosen {
                        self.choose(item);
                    }
                }
            }
        } else {
            self.show_form(
                ui,
                project,
                author,
                rows,
                &offered,
                (revision, why_not),
                room,
            );
        }
        if self.has_keyboard != Some(Place::Filter) {
            let rect = ui.min_rect().with_min_y(top);
            let is_here = access::has_keyboard(ui, rect);
            self.has_keyboard = is_here.then_some(Place::Form);
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "each is something else of the frame"
    )]
    fn show_form(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        author: &Author,
        rows: &[Row],
        offered: &[(TagId, String)],
        (revision, why_not): (u64, Option<&str>),
        room: &mut Room<'_>,
    ) {
        self.change_editor(project, author, rows, room);
        if self.editor.is_none() {
            ui.add(TextLabel::new(say!("tagset-choose")).color(room.tokens.weak));
            return;
        }
        if let Some(id) = self.tag().cloned().filter(|_| !self.is_new()) {
            show_deeds(ui, why_not, room);
            self.show_older(ui, project, author, &id, revision, room);
        }
        let Some(editor) = &mut self.editor else {
            return;
        };
        if self.focus == Some(Place::Form) {
            self.focus = None;
            editor.focus();
        }
        let item = editor.item();
        let done = ui
            .push_id(("codebook", &item), |ui| {
                editor.show(ui, room.tokens, project, author, rows, offered, why_not)
            })
            .inner;
        match done {
            Done::Nothing => {}
            Done::Save(edit) => {
                if !edit.is_empty() {
                    room.commands.push(Wish::Action(Action::Commit(edit)));
                }
            }
            Done::Add(edit, item) => {
                room.commands.push(Wish::Action(Action::Commit(edit)));
                self.editor = None;
                self.filter.clear();
                self.choose(item);
                self.focus = Some(Place::Form);
            }
            Done::Leave => {
                self.editor = None;
                self.focus = Some(Place::Filter);
            }
        }
    }

    /// How many marks were made under an older wording of the definition, and what can be done about that.
    fn show_older(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        author: &Author,
        id: &TagId,
        revision: u64,
        room: &mut Room<'_>,
    ) {
        let Some(former) = project.codebook.tag(id).and_then(|tag| tag.former.last()) else {
            return;
        };
        let is_known = self
            .older
            .as_ref()
            .is_some_and(|(of, at, _)| of == id && *at == revision);
        if !is_known {
            let count = edits::older(project, author, id).len();
            self.older = Some((id.clone(), revision, count));
        }
        let count = self.older.as_ref().map_or(0, |(_, _, count)| *count);
        let date = former.until.strftime("%Y-%m-%d").to_string();
        let words = say!("tagset-worded", date = date, before = &former.definition);
        ui.add(TextLabel::new(&words).color(room.tokens.weak));
        if count == 0 {
            return;
        }
        let words = say!("tagset-older", count = count);
        ui.add(TextLabel::new(&words).color(room.tokens.warning));
        ui.horizontal_wrapped(|ui| {
            if ui.button(say!("tagset-show-older")).clicked() {
                room.wish(Command::ListMissing);
            }
            if ui.button(say!("tagset-confirm-all")).clicked() {
                let marks = edits::older(project, author, id);
                let edit = edits::confirm(project, author, &marks);
                room.commands.push(Wish::Action(Action::Commit(edit)));
            }
            if ui.button(say!("tagset-only-wording")).clicked() {
                let edit = edits::forget_former(project, author, id);
                room.commands.push(Wish::Action(Action::Commit(edit)));
            }
        });
    }

    /// Takes the form of another thing when another one is chosen. What was typed is saved.
    fn change_editor(
        &mut self,
        project: &Project,
        author: &Author,
        rows: &[Row],
        room: &mut Room<'_>,
    ) {
        if self.is_new() {
            return;
        }
        let wanted = self.item().cloned();
        let known = self.editor.as_ref().and_then(Editor::item);
        if wanted != known {
            if let Some(editor) = &mut self.editor
                && let Done::Save(edit) = editor.leave(project, author, rows)
                && known
                    .as_ref()
                    .is_some_and(|item| item.is_in(&project.codebook))
            {
                room.commands.push(Wish::Action(Action::Commit(edit)));
            }
            self.editor = wanted.and_then(|item| Editor::of(&project.codebook, &item));
        } else if let Some(editor) = &mut self.editor {
            editor.keep_up(&project.codebook, rows);
        }
    }
}

/// What can be done with the chosen tag as a whole.
fn show_deeds(ui: &mut Ui, why_not: Option<&str>, room: &mut Room<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (command, name) in [
            (Command::TagUp, say!("tagset-up")),
            (Command::TagDown, say!("tagset-down")),
            (Command::MergeTag, say!("tagset-merge-page")),
            (Command::SplitTag, say!("tagset-split-page")),
            (Command::DeleteTag, say!("tagset-delete-page")),
            (Command::TagGuidelines, say!("tagset-guidelines-of")),
        ] {
            let is_open = why_not.is_none() || command == Command::TagGuidelines;
            let button = ui
                .add_enabled(is_open, egui::Button::new(name))
                .on_disabled_hover_text(why_not.unwrap_or_default());
            if button.clicked() {
                room.wish(command);
            }
        }
    });
}

/// A row of the list: whether it was clicked, and whether its group was opened or closed.
fn show_row(
    ui: &mut Ui,
    tokens: &Tokens,
    entry: &list::Entry,
    at: usize,
    is_chosen: bool,
    is_closed: bool,
) -> (bool, bool) {
    let key = entry
        .key
        .map(|key| say!("tagset-row-key", key = key.to_string()));
    let mut spoken = entry.name.clone();
    for more in [key.as_deref().unwrap_or_default(), &entry.detail] {
        if !more.is_empty() {
            spoken = format!("{spoken}, {more}");
        }
    }
    let mut toggled = false;
    let look = Look {
        role: Some(Role::ListItem),
        ..Look::chosen(is_chosen)
    };
    let response = row(ui, tokens, look, (&entry.item, ROW), &spoken, |ui| {
        ui.horizontal(|ui| {
            ui.set_height(ROW);
            ui.add_space(entry.depth as f32 * INDENT);
            if entry.has_members {
                let (sign, word) = if is_closed {
                    ("+", say!("tagset-open-group", tag = &entry.name))
                } else {
                    ("–", say!("tagset-close-group", tag = &entry.name))
                };
                let fold = ui.add(egui::Button::new(sign).small().frame(false));
                toggled = fold.accessible_name(word).clicked();
            }
            if let Some((color, pattern)) = entry.look {
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(20.0, 16.0), egui::Sense::hover());
                paint_swatch(ui.painter(), tokens, rect, color, pattern);
            }
            let color = match (entry.is_flawed, entry.is_offered) {
                (true, _) => tokens.error,
                (false, true) => tokens.text,
                (false, false) => tokens.weak,
            };
            ui.add(TextLabel::new(&entry.name).color(color).one_line());
            if let Some(key) = entry.key {
                super::panels::key_cap(ui, tokens, &key.to_string());
            }
            ui.add(TextLabel::new(&entry.detail).color(tokens.weak).one_line());
        });
    });
    let _ = at;
    (response.clicked(), toggled)
}

/// A colour that no tag has yet, if there is one.
fn fresh_color(book: &Codebook, beyond: usize) -> Color {
    let colors = palette().map(|(color, _)| color);
    let is_free = |color: &&Color| book.tags.iter().all(|tag| tag.color != **color);
    let free = colors.iter().filter(is_free).nth(beyond);
    *free.unwrap_or(&colors[beyond % colors.len()])
}
