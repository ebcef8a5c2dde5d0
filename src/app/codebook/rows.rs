//! The list at the left: which of the lists, the field that filters it, and its rows.

use egui::accesskit::Role;
use egui::{RichText, TextEdit, Ui};

use crate::app::command::Command;
use crate::app::dialogs::{Look, buttons_width, paint_swatch, row, row_list};
use crate::app::halves::mind_filter;
use crate::app::panels::{self, Room};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::Item;
use crate::say;

use super::list::{Entry, Shelf};
use super::{Around, CodebookScreen, Place, filter_id};

/// Height of a row.
const ROW: f32 = 26.0;
/// How far what stands under a tag is moved in.
const INDENT: f32 = 16.0;
/// What the words behind a long name keep of a row.
const DETAIL: f32 = 0.4;

impl CodebookScreen {
    /// Shows the lists by name, the field that filters, and the rows.
    pub(super) fn show_list(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        room: &mut Room<'_>,
        height: f32,
    ) {
        let (tokens, why_not) = (around.tokens, around.why_not);
        let top = ui.cursor().top();
        let mut is_other = false;
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
                    self.put_aside(around, room);
                    self.shelf = shelf;
                    self.filter.clear();
                    self.page = None;
                    is_other = true;
                }
            }
        });
        self.update_list(&around.project.codebook);
        if is_other {
            // The row of the other list says nothing about this one.
            self.cursor.reset();
            let chosen = self.item().and_then(|item| self.list.row_of(item));
            self.cursor.go_to(chosen.unwrap_or_default());
        }
        ui.horizontal(|ui| {
            let add = self.shelf.add();
            let taken = buttons_width(ui, &[add]);
            let field = TextEdit::singleline(&mut self.filter)
                .id(filter_id())
                .hint_text(say!("tagset-filter-hint"))
                .desired_width((ui.available_width() - taken).floor().max(80.0));
            let response = ui.add(field).accessible_name(say!("tagset-filter"));
            let (focus, has_keyboard) = (&mut self.focus, &mut self.has_keyboard);
            mind_filter(&response, Place::Filter, focus, has_keyboard);
            if response.changed() && !self.filter.is_empty() {
                self.put_aside(around, room);
                self.update_list(&around.project.codebook);
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
        self.update_list(&around.project.codebook);
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
                let (response, toggle) = show_row(ui, tokens, entry, is_chosen, is_closed);
                if toggle {
                    toggled = Some(entry.item.clone());
                } else if response {
                    clicked = Some(entry.item.clone());
                }
            },
        );
        if let Some(item) = clicked {
            self.put_aside(around, room);
            self.choose(item);
            self.focus = Some(Place::Filter);
        }
        if let Some(Item::Tag(id)) = toggled
            && !self.closed.remove(&id)
        {
            self.closed.insert(id);
        }
    }
}

/// A row of the list: whether it was clicked, and whether its group was opened or closed.
fn show_row(
    ui: &mut Ui,
    tokens: &Tokens,
    entry: &Entry,
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
            let key = entry.key.map(String::from);
            let detail = TextLabel::new(&entry.detail).color(tokens.weak).one_line();
            // A long name leaves room for what stands behind it.
            let (room, gap) = (ui.available_width(), ui.spacing().item_spacing.x);
            let mut name_room = room;
            if let Some(key) = &key {
                name_room -= panels::key_cap_width(ui, key) + gap;
            }
            if !entry.detail.is_empty() {
                name_room -= detail.width(ui).min(room * DETAIL) + gap;
            }
            ui.scope(|ui| {
                ui.set_max_width(name_room.max(0.0));
                ui.add(TextLabel::new(&entry.name).color(color).one_line());
            });
            if let Some(key) = &key {
                panels::key_cap(ui, tokens, key);
            }
            if !entry.detail.is_empty() {
                ui.add(detail);
            }
        });
    });
    (response.clicked(), toggled)
}
