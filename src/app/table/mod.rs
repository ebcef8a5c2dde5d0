//! All annotations of the article or the project as a screen of its own: a table at the left, filtered by a line of the
//! [query language](crate::query::filter), and the chosen annotation at the right, whose fields can be filled in there.
//!
//! The keyboard is in the field above the table: arrows choose, Enter goes to the annotation in its article, from where
//! *Back* returns. What was found is changed together in a dialog (`recode`).

mod deeds;
mod links;
mod names;
mod pane;
mod query_field;
mod recode;
mod results;
mod rows;
mod saved;

use std::collections::BTreeSet;

use egui::accesskit::Live;
use egui::{Key, Modifiers, RichText, Ui};

use super::access;
use super::command::Command;
use super::dialogs::Cursor;
use super::halves::{Half, Halves, LeftOver, mind_filter};
use super::panels::Room;
use super::theme::{Tokens, space};
use super::typeset::{Lines, TextLabel};
use super::workspace::Workspace;
use crate::model::ArticleId;
use crate::query::filter::complete;
use crate::query::listing::{Column, Order};
use crate::say;

use links::Adding;
pub use names::KnownNames;
pub use query_field::QueryField;
use results::{News, Results, Wanted, Which};
use rows::{Click, Rows};
use saved::Saved;

pub use saved::SavedFilter;

/// Narrower than this the chosen annotation stands below the table.
const SIDE_BY_SIDE: f32 = 700.0;

/// The field above the table.
#[must_use]
pub fn filter_id() -> egui::Id {
    egui::Id::unique("annotation filter")
}

/// A part of the screen where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The field above the table.
    Filter,
    /// The fields of the chosen annotation.
    Fields,
}

/// The table on screen.
#[derive(Debug, Default)]
pub struct Table {
    filter: String,
    /// Whether only the open article is looked through.
    here: bool,
    order: Order,
    results: Results,
    names: KnownNames,
    saved: Saved,
    cursor: Cursor,
    chosen: Option<Which>,
    /// What was changed here since the filter was written: it stays listed, whether the filter still finds it or not.
    kept: BTreeSet<Which>,
    /// Of which filter and article that is.
    kept_of: Option<(String, Option<ArticleId>)>,
    /// The link that is being added.
    adding: Option<Adding>,
    /// Where the keyboard should go.
    focus: Option<Place>,
    /// Where it is.
    has_keyboard: Option<Place>,
    /// The annotation in its article to which one went from here.
    went_to: Option<Which>,
}

impl Table {
    /// Puts the keyboard into the field above the table.
    pub fn enter(&mut self) {
        self.focus = Some(Place::Filter);
    }

    /// Has the filter run again: nothing stays listed that it does not find.
    pub fn look_again(&mut self) {
        if !self.kept.is_empty() {
            self.kept.clear();
            self.results.look_again();
        }
    }

    /// Puts the keyboard into the next part of the screen; not when that is beyond it.
    pub fn cycle(&mut self) -> bool {
        let next = match self.has_keyboard {
            Some(Place::Filter) if self.chosen.is_some() => Place::Fields,
            Some(_) => return false,
            None => Place::Filter,
        };
        self.focus = Some(next);
        true
    }

    /// Whether there are annotations to change together.
    #[must_use]
    pub fn has_rows(&self) -> bool {
        self.results.len() > 0
    }

    /// How many there are, and whether these are all.
    #[must_use]
    pub fn count(&self) -> (usize, bool) {
        let found = self.results.len() - self.results.strays();
        (found, !self.results.is_looking())
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
        self.take_keys(ui, room);
        self.names.update(&workspace.project, ui.ctx());
        self.saved.load(room.settings, workspace);
        self.update(workspace, ui.ctx());
        let place = self.has_keyboard;
        let halves = Halves {
            id: "annotation",
            shown: egui::Id::unique(&self.chosen),
            list: say!("listed-title"),
            side: say!("listed-annotation"),
            from: SIDE_BY_SIDE,
            share: 0.24,
            usual: 220.0..=320.0,
            least: 200.0,
            most: 0.4,
            above: (0.5, 120.0),
        };
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_list(ui, workspace, room, height),
            Half::Side => self.show_pane(ui, workspace, room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) && self.escape(place) {
            room.wish(Command::Annotations);
        }
        // What has no use for the keyboard leaves it to the filter.
        left.give(ui, self.focus.is_none(), filter_id());
    }

    fn update(&mut self, workspace: &Workspace, ctx: &egui::Context) {
        let open = workspace.open.as_ref().filter(|_| self.here);
        let wanted = Wanted {
            filter: self.filter.clone(),
            scope: open.map(|open| open.key.article.clone()),
            order: self.order,
        };
        let kept_of = (wanted.filter.clone(), wanted.scope.clone());
        if self.kept_of.as_ref() != Some(&kept_of) {
            self.kept_of = Some(kept_of);
            self.kept.clear();
        }
        let chosen = self.chosen.clone().map(|which| (which, self.cursor.at));
        let news = self
            .results
            .update(workspace, &wanted, chosen.as_ref(), &self.kept, ctx);
        match news {
            News::None => return,
            News::Other => {
                self.cursor.reset();
                self.chosen = None;
            }
            News::Same(Some(at)) => self.cursor.go_to(at),
            News::Same(None) => {}
        }
        let last = self.results.len().saturating_sub(1);
        self.cursor.go_to(self.cursor.at.min(last));
        self.chosen = self.results.which(self.cursor.at);
    }

    /// Arrows choose, Enter goes to the annotation.
    fn take_keys(&mut self, ui: &Ui, room: &mut Room<'_>) {
        let has_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        let in_filter = ui.memory(|memory| memory.has_focus(filter_id()));
        let before = self.cursor.at;
        // The arrows are those of the list of proposals while that is open.
        let field = if has_modal || QueryField::is_open(ui, filter_id()) {
            egui::Id::NULL
        } else {
            filter_id()
        };
        self.cursor.take_keys(ui, field, self.results.len());
        if field == egui::Id::NULL {
            return;
        }
        if self.cursor.at != before {
            self.chosen = self.results.which(self.cursor.at);
        }
        if in_filter || !ui.ctx().text_edit_focused() {
            super::register::take_undo(ui, room);
        }
        let enter = |ui: &Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if in_filter && enter(ui) && self.chosen.is_some() {
            room.wish(Command::GoToListed);
        }
    }

    /// Goes one step back from where the keyboard was: out of a field, out of what was typed. Whether there was none, so that
    /// the table is left.
    fn escape(&mut self, place: Option<Place>) -> bool {
        if self.adding.take().is_some() {
            self.focus = Some(Place::Fields);
            return false;
        }
        if place == Some(Place::Fields) {
            // The fields save as they are filled.
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
        workspace: &Workspace,
        room: &mut Room<'_>,
        height: Option<f32>,
    ) {
        self.show_tools(ui, workspace, room);
        let project = &workspace.project;
        let field = QueryField {
            id: filter_id(),
            name: say!("listed-filter"),
            hint: say!("listed-hint"),
            wrong: self.results.wrong().map(|wrong| wrong.at.clone()),
            complete: &|text, caret| {
                let found = complete(project, self.names.get(), text, caret);
                self.saved.propose(text, found)
            },
        };
        let mut filter = core::mem::take(&mut self.filter);
        let response = field.show(ui, &mut filter);
        self.filter = filter;
        let (focus, has_keyboard) = (&mut self.focus, &mut self.has_keyboard);
        mind_filter(&response, Place::Filter, focus, has_keyboard);
        if response.changed() {
            self.update(workspace, ui.ctx());
        }
        if self.show_state(ui, room.tokens) {
            self.look_again();
            self.focus = Some(Place::Filter);
        }
        let height = height.unwrap_or_else(|| ui.available_height());
        let rows = Rows {
            project,
            me: &workspace.annotator,
            results: &self.results,
            order: self.order,
            cursor: self.cursor,
            nothing: self.nothing(),
        };
        match rows.show(ui, room.tokens, height) {
            Some(Click::Row(at)) => {
                self.cursor.go_to(at);
                self.chosen = self.results.which(at);
                self.focus = Some(Place::Filter);
            }
            Some(Click::Go(at)) => {
                self.cursor.go_to(at);
                self.chosen = self.results.which(at);
                room.wish(Command::GoToListed);
            }
            Some(Click::Sort(column)) => self.sort_by(column),
            None => {}
        }
    }

    /// Sorts by a column; the same one again the other way round.
    fn sort_by(&mut self, column: Column) {
        self.order = Order {
            by: column,
            is_backwards: self.order.by == column && !self.order.is_backwards,
        };
    }

    /// What can be done with the table as a whole.
    fn show_tools(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say!("listed-title")).size(18.0).strong());
            if workspace.open.is_some() {
                let here = ui.checkbox(&mut self.here, say!("listed-here"));
                access::stay_at(&here);
            }
            for (command, name) in [
                (Command::Recode, say!("listed-recode")),
                (Command::SavedFilters, say!("listed-saved")),
                (Command::Filters, say!("listed-help")),
                (Command::Annotations, say!("listed-back")),
            ] {
                if ui.button(name).clicked() {
                    room.wish(command);
                }
            }
        });
        ui.add_space(space::SMALL);
    }

    /// How many were found, or what is wrong with the filter: one line, so that nothing jumps. Whether what the filter does
    /// not find any more is to go.
    fn show_state(&self, ui: &mut Ui, tokens: &Tokens) -> bool {
        let (count, is_whole) = self.count();
        let (words, color) = match self.results.wrong() {
            Some(wrong) => (wrong.words(), tokens.error),
            None if is_whole => (say!("listed-count", count = count), tokens.weak),
            None => (say!("listed-count-so-far", count = count), tokens.weak),
        };
        let strays = self.results.strays();
        let looks_again = ui.horizontal(|ui| {
            ui.set_height(ui.spacing().interact_size.y);
            let label = TextLabel::new(&words).size(12.5).color(color);
            if strays == 0 {
                let label = ui.add(label.one_line());
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_live(Live::Polite);
                });
                return false;
            }
            ui.add(label.lines(Lines::Extend));
            let more = say!("listed-strays", count = strays);
            let more = TextLabel::new(&more).size(12.5).color(tokens.weak);
            ui.add(more.lines(Lines::Extend));
            ui.small_button(say!("listed-look-again")).clicked()
        });
        ui.add_space(2.0);
        looks_again.inner
    }

    fn nothing(&self) -> &'static str {
        if self.results.is_looking() {
            say!("listed-looking")
        } else if self.results.wrong().is_some() {
            say!("listed-unreadable")
        } else if self.filter.trim().is_empty() {
            say!("listed-empty")
        } else {
            say!("listed-nothing")
        }
    }
}
