//! Lists: rows that can be chosen by key and pointer.

use egui::accesskit::Role;
use egui::{Id, Key, Modifiers, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::field::scroll_area;

/// Rows that Page up and Page down go over.
const PAGE: usize = 10;

/// Which row of a list is chosen, while the keyboard is in the field above the list.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::app) struct Cursor {
    /// The chosen row.
    pub(in crate::app) at: usize,
    moved: bool,
}

impl Cursor {
    /// Takes ↑, ↓, Page up and Page down while the field with this id has the keyboard. To be called before the field
    /// is shown.
    pub(in crate::app) fn take_keys(&mut self, ui: &Ui, field: Id, count: usize) {
        let last = count.saturating_sub(1);
        self.at = self.at.min(last);
        self.moved = false;
        if !ui.memory(|memory| memory.has_focus(field)) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let before = self.at;
        self.at = (self.at + pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown)).min(last);
        self.at = self
            .at
            .saturating_sub(pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp));
        self.moved = before != self.at;
    }

    /// Goes to a row, which comes into view when it is another one.
    pub(in crate::app) fn go_to(&mut self, at: usize) {
        self.moved |= self.at != at;
        self.at = at;
    }

    /// Stays, and leaves what is in view in view.
    pub(in crate::app) fn rest(&mut self) {
        self.moved = false;
    }

    /// Goes back to the first row, for another list.
    pub(in crate::app) fn reset(&mut self) {
        *self = Self { at: 0, moved: true };
    }
}

/// A list of rows of one height. The list keeps its own height however many rows there are, so that the window does not
/// jump while somebody types; it says `nothing` when there are none. Only the rows that are seen are shown; when the
/// cursor has moved, its row is one of them.
pub(in crate::app) fn list(
    ui: &mut Ui,
    (height, row_height): (f32, f32),
    (count, nothing): (usize, &str),
    cursor: Option<Cursor>,
    mut show: impl FnMut(&mut Ui, usize),
) {
    let pitch = row_height + ui.spacing().item_spacing.y;
    let offset = |at: usize| at as f32 * pitch;
    let area = scroll_area(height).auto_shrink(false);
    if count == 0 {
        area.show(ui, |ui| {
            ui.add(TextLabel::new(nothing).color(ui.visuals().weak_text_color()));
        });
        return;
    }
    area.show_rows(ui, row_height, count, |ui, seen| {
        let top = ui.max_rect().top() - offset(seen.start);
        let columns = ui.max_rect().x_range();
        for at in seen {
            show(ui, at);
        }
        if let Some(cursor) = cursor.filter(|cursor| cursor.moved) {
            let y = top + offset(cursor.at);
            let row = Rect::from_x_y_ranges(columns, y..=y + row_height);
            ui.scroll_to_rect(row, None);
        }
    });
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::app) struct Look {
    /// Whether it is the chosen one.
    pub(in crate::app) chosen: bool,
    /// Whether it can be clicked.
    pub(in crate::app) enabled: bool,
    /// What it is for screen readers; a button when none.
    pub(in crate::app) role: Option<Role>,
}

impl Look {
    /// A row that can be clicked.
    pub(in crate::app) fn chosen(chosen: bool) -> Self {
        Self {
            chosen,
            enabled: true,
            role: None,
        }
    }
}

/// A row of a list: one thing to click, with the given contents, as high as these or `height` at least. The salt tells
/// it from the other rows, wherever it is scrolled to.
pub(in crate::app) fn row(
    ui: &mut Ui,
    tokens: &Tokens,
    look: Look,
    (salt, height): (impl core::hash::Hash, f32),
    name: &str,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let id = ui.make_persistent_id(("row", egui::util::hash(salt)));
    let background = ui.painter().add(egui::Shape::Noop);
    let corner = ui.cursor().min;
    let width = ui.available_width();
    // How high the contents made the row in the last frame: they come after the row, so that what can be clicked in
    // them lies above it.
    let known_height = ui.data(|data| data.get_temp(id)).unwrap_or(height);
    let response = ui.interact(
        Rect::from_min_size(corner, vec2(width, known_height)),
        id,
        if look.enabled {
            Sense::click()
        } else {
            Sense::hover()
        },
    );
    let inner = Rect::from_min_size(corner, vec2(width, height)).shrink2(vec2(space::MEDIUM, 0.0));
    let mut contents = ui.new_child(
        UiBuilder::new()
            .id_salt(id)
            .max_rect(inner)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    contents.style_mut().interaction.selectable_labels = false;
    add(&mut contents);
    let height = contents.min_rect().height().max(height);
    ui.data_mut(|data| data.insert_temp(id, height));
    let rect = Rect::from_min_size(corner, vec2(width, height));
    ui.advance_cursor_after_rect(rect);
    let role = look.role.unwrap_or(Role::Button);
    response.widget_info(|| {
        WidgetInfo::selected(role, ui.is_enabled() && look.enabled, look.chosen, name)
    });
    let fill = if look.chosen {
        tokens.chosen
    } else if look.enabled && (response.hovered() || response.has_focus()) {
        tokens.hover
    } else {
        return response;
    };
    ui.painter()
        .set(background, egui::Shape::rect_filled(rect, 5.0, fill));
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

/// Gives the keyboard to a list as a whole, all that was drawn so far: its rows are told by their names, arrows
/// are its own, and Tab if that is said.
pub(in crate::app) fn hold_keyboard(ui: &Ui, list: Id, tab: bool) {
    ui.interact(ui.min_rect(), list, Sense::focusable_noninteractive());
    let own = egui::EventFilter {
        tab,
        horizontal_arrows: false,
        vertical_arrows: true,
        escape: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list, own));
}
