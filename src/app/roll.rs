//! A list of a screen that has the keyboard as a whole: arrows choose a row of two lines, Enter does something with it.

use egui::accesskit::Role;
use egui::{
    Color32, Id, Key, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, vec2,
};

use super::access::{hold_keys, pressed};
use super::theme::{Tokens, space};
use super::typeset::TextLabel;

/// Height of a row, in points.
pub const ROW: f32 = 42.0;
/// Rows that Page up and Page down go over.
const PAGE: usize = 8;

/// Which row is chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Roll {
    /// The chosen row.
    pub at: usize,
    scrolls: bool,
}

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollRow {
    /// The first line.
    pub above: String,
    /// The second line.
    pub below: String,
    /// A bar at its left edge.
    pub bar: Option<Color32>,
    /// Whether it is ticked.
    pub is_ticked: bool,
    /// Whether it recedes, because there is nothing more to do.
    pub is_faint: bool,
}

/// What was done in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing.
    Nothing,
    /// Another row was chosen.
    Chosen,
    /// Enter, or a double click.
    Entered,
}

/// How a list is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    /// What has the keyboard in it.
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'a str,
    /// What it says without rows.
    pub nothing: &'a str,
    /// Its height in points.
    pub height: f32,
    /// How many rows it has.
    pub count: usize,
}

impl Roll {
    /// Chooses a row, which comes into view.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
        self.scrolls = true;
    }

    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        shape: &Shape<'_>,
        row: impl Fn(usize) -> RollRow,
    ) -> Done {
        let mut done = self.take_keys(ui, shape);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), shape.height));
        let list = ui.interact(rect, shape.id, Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, shape.name));
        let has_keyboard = list.has_focus();
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 0.0;
        if shape.count == 0 {
            ui.add(TextLabel::new(shape.nothing).color(tokens.weak));
            return done;
        }
        let area = ScrollArea::vertical()
            .id_salt(shape.id)
            .max_height(shape.height)
            .auto_shrink(false);
        area.show_rows(&mut ui, ROW, shape.count, |ui, seen| {
            let top = ui.max_rect().top() - seen.start as f32 * ROW;
            for at in seen {
                if let Some(is_double) =
                    self.show_row(ui, tokens, shape, at, &row(at), has_keyboard)
                {
                    self.at = at;
                    ui.memory_mut(|memory| memory.request_focus(shape.id));
                    done = if is_double {
                        Done::Entered
                    } else {
                        Done::Chosen
                    };
                }
            }
            if core::mem::take(&mut self.scrolls) {
                let y = top + self.at as f32 * ROW;
                let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), y..=y + ROW);
                // Clear of where the list fades.
                let row = row.expand2(vec2(0.0, ui.spacing().scroll.fade.size));
                ui.scroll_to_rect(row, None);
            }
        });
        done
    }

    fn take_keys(&mut self, ui: &Ui, shape: &Shape<'_>) -> Done {
        self.at = self.at.min(shape.count.saturating_sub(1));
        let has_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        if !hold_keys(ui, shape.id) || has_modal {
            return Done::Nothing;
        }
        let before = self.at;
        let at = step(ui, before, (shape.count, PAGE));
        if at != before {
            self.go_to(at);
        }
        if pressed(ui, Key::Enter) > 0 && shape.count > 0 {
            return Done::Entered;
        }
        if at == before {
            Done::Nothing
        } else {
            Done::Chosen
        }
    }

    fn show_row(
        &self,
        ui: &mut Ui,
        tokens: &Tokens,
        shape: &Shape<'_>,
        at: usize,
        row: &RollRow,
        has_keyboard: bool,
    ) -> Option<bool> {
        let spoken = format!("{}, {}", row.above, row.below);
        let shown = ListRow {
            list: shape.id,
            place: (at, shape.count),
            height: ROW,
            is_chosen: self.at == at,
            has_keyboard,
            spoken: &spoken,
        };
        let (response, inner) = shown.show(ui, tokens);
        if let Some(color) = row.bar {
            let bar = Rect::from_min_size(inner.min, vec2(4.0, inner.height()));
            ui.painter().rect_filled(bar, 2.0, color);
        }
        let inner = inner.with_min_x(inner.left() + 12.0);
        let (above, below) = inner.split_top_bottom_at_fraction(0.52);
        let color = if row.is_faint {
            tokens.weak
        } else {
            tokens.text
        };
        let head = if row.is_ticked {
            format!("✓ {}", row.above)
        } else {
            row.above.clone()
        };
        let line = TextLabel::new(&head).size(13.0).color(color);
        line.bold(!row.is_faint).paint_in(ui, above);
        let line = TextLabel::new(&row.below).size(11.5).color(tokens.weak);
        line.paint_in(ui, below);
        (response.clicked() || response.double_clicked()).then(|| response.double_clicked())
    }
}

/// Where the keys lead from a row of a list with so many rows, of which Page up and Page down go over so many.
pub fn step(ui: &Ui, from: usize, (count, page): (usize, usize)) -> usize {
    let pressed = |key| pressed(ui, key);
    let mut at = from.saturating_sub(pressed(Key::ArrowUp) + page * pressed(Key::PageUp));
    at += pressed(Key::ArrowDown) + page * pressed(Key::PageDown);
    if pressed(Key::Home) > 0 {
        at = 0;
    }
    if pressed(Key::End) > 0 {
        at = count;
    }
    at.min(count.saturating_sub(1))
}

/// A row of a list that has the keyboard as a whole.
#[derive(Clone, Copy, Debug)]
pub struct ListRow<'a> {
    /// What has the keyboard in the list.
    pub list: Id,
    /// Its place in it, from 0, and how many rows that has.
    pub place: (usize, usize),
    /// Its height in points.
    pub height: f32,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// Whether the list has the keyboard.
    pub has_keyboard: bool,
    /// What it says to screen readers.
    pub spoken: &'a str,
}

impl ListRow<'_> {
    /// Draws its ground, and tells screen readers of it. What it says is to be painted within the place that is returned.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens) -> (Response, Rect) {
        let (at, count) = self.place;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), self.height));
        let response = ui.interact(rect, self.list.with(at), Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, self.is_chosen, self.spoken)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.clear_toggled();
            node.set_selected(self.is_chosen);
            node.set_position_in_set(at);
            node.set_size_of_set(count);
        });
        if self.is_chosen {
            ui.ctx().accesskit_node_builder(self.list, |node| {
                node.set_active_descendant(response.id.accesskit_id());
            });
            ui.painter().rect_filled(rect, 5.0, tokens.chosen);
            if self.has_keyboard {
                let stroke = Stroke::new(2.0, tokens.accent);
                ui.painter()
                    .rect_stroke(rect.shrink(1.0), 5.0, stroke, StrokeKind::Inside);
            }
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 5.0, tokens.hover);
        }
        (response, rect.shrink2(vec2(space::MEDIUM, 3.0)))
    }
}
