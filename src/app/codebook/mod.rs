//! The codebook as a screen of its own: the tree of tags or another of its lists at the left, the form of the chosen thing
//! at the right.
//!
//! The keyboard is in the field above the list: what is typed there filters, arrows choose, Enter goes to the form. The
//! form saves what was typed when the keyboard leaves a field. Merging, splitting and deleting are pages in its place.

mod deeds;
mod editor;
mod list;
mod misfits;
mod older;
mod pages;
mod rows;
mod rules;
mod side;
mod thing;

use std::collections::{BTreeSet, HashMap};

use egui::{Id, Key, Modifiers, Ui};

use crate::model::{Author, Codebook, Item, Part, Project, TagId};
use crate::say;

use super::command::{Command, Row};
use super::dialogs::Cursor;
use super::halves::{Half, Halves, LeftOver};
use super::panels::Room;
use super::theme::Tokens;
use super::workspace::Workspace;

use editor::Editor;
use list::List;
use older::Older;

pub use deeds::TagDeed;
pub use list::Shelf;
pub use pages::Page;

/// Narrower than this the form stands below the list.
const SIDE_BY_SIDE: f32 = 620.0;

/// The field above the list.
fn filter_id() -> Id {
    Id::unique("codebook filter")
}

/// A part of the screen where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Filter,
    Form,
}

/// What the parts of the screen see of the program in a frame.
struct Around<'a> {
    tokens: &'a Tokens,
    project: &'a Project,
    author: &'a Author,
    /// The commands of the moment.
    rows: &'a [Row],
    /// The tags that are offered, with their names, in the order of the tree.
    offered: &'a [(TagId, String)],
    /// Why the codebook cannot be changed, if it cannot.
    why_not: Option<&'a str>,
    /// Another number once the project is another one.
    revision: u64,
}

impl Around<'_> {
    fn book(&self) -> &Codebook {
        &self.project.codebook
    }
}

/// The codebook on screen.
#[derive(Debug, Default)]
pub struct CodebookScreen {
    shelf: Shelf,
    filter: String,
    closed: BTreeSet<TagId>,
    list: List,
    cursor: Cursor,
    chosen: HashMap<Shelf, Item>,
    /// What is to be chosen once it is there.
    expected: Option<Item>,
    page: Option<Page>,
    editor: Option<Editor>,
    /// Forms with something in them that cannot be saved as it is.
    drafts: HashMap<Item, Editor>,
    /// Forms of new things that were left before these were added.
    begun: HashMap<Shelf, Editor>,
    /// Where the keyboard should go.
    focus: Option<Place>,
    /// Where it is.
    has_keyboard: Option<Place>,
    older: Older,
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
        self.chosen.insert(item.shelf(), item);
    }

    /// The chosen thing.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.chosen.get(&self.shelf)
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
        let why_not = workspace.why_locked(&Part::Codebook);
        let tree = project.codebook.tree();
        let offered: Vec<(TagId, String)> = (tree.iter())
            .filter(|row| !row.tag.retired)
            .map(|row| (row.tag.id.clone(), row.tag.name.clone()))
            .collect();
        let around = &Around {
            tokens: room.tokens,
            project,
            author: &workspace.author(),
            rows: &workspace.rows,
            offered: &offered,
            why_not: why_not.as_deref(),
            revision: workspace.revision,
        };
        self.update_list(&project.codebook);
        self.update_chosen(&project.codebook);
        self.take_keys(ui, around, room);
        let place = self.has_keyboard;
        let page = self.page.as_ref().map(core::mem::discriminant);
        let halves = Halves {
            id: "codebook-form",
            shown: Id::unique((self.item(), self.is_new(), page)),
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
                self.show_list(ui, around, room, height);
            }
            Half::Side => self.show_side(ui, around, room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) && self.escape(place, around, room) {
            room.wish(Command::Codebook);
        }
        // What has no use for the keyboard leaves it to the filter.
        left.give(ui, self.focus.is_none(), filter_id());
    }

    fn update_list(&mut self, book: &std::sync::Arc<Codebook>) {
        self.list
            .update(book, self.shelf, &self.filter, &self.closed);
    }

    /// Chooses what was waited for, or something else in place of what has gone.
    fn update_chosen(&mut self, book: &Codebook) {
        if let Some(item) = self.expected.take_if(|item| item.is_in(book)) {
            self.choose(item);
        }
        let chosen = self.item().filter(|item| item.is_in(book)).cloned();
        match chosen {
            Some(item) => {
                if let Some(row) = self.list.row_of(&item) {
                    self.cursor.go_to(row);
                }
            }
            None if self.is_new() => {}
            None => {
                self.chosen.remove(&self.shelf);
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
    fn take_keys(&mut self, ui: &Ui, around: &Around<'_>, room: &mut Room<'_>) {
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
            && let Some(item) = self.list.entry(self.cursor.at).map(|it| it.item.clone())
        {
            self.put_aside(around, room);
            self.choose(item);
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
    fn escape(&mut self, place: Option<Place>, around: &Around<'_>, room: &mut Room<'_>) -> bool {
        if self.page.take().is_some() {
        } else if self.is_new() {
            self.put_aside(around, room);
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
}
