//! A table of numbers on screen: one thing that has the keyboard, whose arrows go from cell to cell, and whose Enter opens the
//! passages behind one.

use egui::accesskit::Role;
use egui::{
    Align2, FontId, Id, Key, Popup, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::bars;
use super::sheet::{Cell, Order, Sheet};
use crate::app::access::{hold_keys, pressed};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::review::Class;
use crate::say;

/// Height of a row, in points.
pub const ROW: f32 = 28.0;
/// Rows that Page up and Page down go over.
const PAGE: usize = 10;
/// Sizes of numbers and of what stands behind them, in points.
const SIZE: f32 = 13.0;
const SMALL: f32 = 10.5;
/// Parts of a bar that are wider than this say how many there are.
const TOLD: f32 = 20.0;

/// The cell at which the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The row; none are the heads.
    pub row: Option<usize>,
    /// The column.
    pub column: usize,
    moved: bool,
}

impl Default for At {
    fn default() -> Self {
        Self {
            row: Some(0),
            column: 0,
            moved: false,
        }
    }
}

impl At {
    /// A cell, which comes into view.
    fn go(&mut self, row: Option<usize>, column: usize) {
        self.moved = (self.row, self.column) != (row, column);
        (self.row, self.column) = (row, column);
    }
}

/// What was clicked, or chosen by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// The head of a column.
    Sort(usize),
    /// A cell: the place of its row in the sheet, its column, the part of its bar.
    Open(usize, usize, Option<Class>),
}

/// What is drawn.
pub struct Grid<'a> {
    /// The table.
    pub sheet: &'a Sheet,
    /// The places of its rows in their order.
    pub order: &'a [usize],
    /// By what they are sorted.
    pub sorted: Order,
    /// The number whose passages are shown: the place of its row in the sheet, its column.
    pub opened: Option<(usize, usize)>,
}

/// What has the keyboard.
#[must_use]
pub fn id() -> Id {
    Id::unique("agreement")
}

fn cell_id(row: Option<usize>, column: usize) -> Id {
    Id::unique(("agreement cell", row, column))
}

impl Grid<'_> {
    /// Draws it.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens, at: &mut At, height: f32) -> Option<Click> {
        let has_keyboard = hold_keys(ui, id());
        let has_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        // An open menu lies above it.
        let is_covered = has_modal || Popup::is_any_open(ui.ctx());
        let by_key = (has_keyboard && !is_covered)
            .then(|| self.take_keys(ui, at))
            .flatten();
        at.column = at.column.min(self.sheet.columns.len().saturating_sub(1));
        at.row = at
            .row
            .map(|row| row.min(self.order.len().saturating_sub(1)));
        let room = ui.available_width();
        let widths = self.widths(room);
        let width: f32 = widths.iter().sum();
        let mut drawn = Drawn {
            grid: self,
            tokens,
            widths,
            at,
            has_keyboard,
            click: None,
        };
        // Neither what scrolls the rows nor what scrolls the columns has a say over what is around them.
        if drawn.at.moved {
            let whole = Rect::from_min_size(ui.cursor().min, vec2(room, height));
            ui.scroll_to_rect(whole, None);
        }
        if width > room + 0.5 {
            ScrollArea::horizontal()
                .id_salt("agreement across")
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    let (place, is_new) = (ui.cursor().min, drawn.at.moved);
                    drawn.show(ui, (width, height));
                    // What scrolls the rows has no say over the columns.
                    if is_new {
                        let left = place.x + drawn.widths[..drawn.at.column].iter().sum::<f32>();
                        let size = vec2(drawn.widths[drawn.at.column], 0.0);
                        let cell = Rect::from_min_size(pos2(left, place.y), size);
                        ui.scroll_to_rect(cell, None);
                    }
                });
        } else {
            drawn.show(ui, (width, height));
        }
        by_key.or(drawn.click)
    }

    /// Arrows, Home, End and the page keys go to a cell, Enter and the space bar choose it.
    fn take_keys(&self, ui: &Ui, at: &mut At) -> Option<Click> {
        let (rows, columns) = (self.order.len(), self.sheet.columns.len());
        // The heads are row 0 here.
        let mut row = at.row.map_or(0, |row| row + 1);
        row = row.saturating_sub(pressed(ui, Key::ArrowUp));
        row = row
            .saturating_sub(PAGE * pressed(ui, Key::PageUp))
            .max(usize::from(row > 0 && rows > 0));
        row += pressed(ui, Key::ArrowDown) + PAGE * pressed(ui, Key::PageDown);
        row = row.min(rows);
        let mut column = at.column.saturating_sub(pressed(ui, Key::ArrowLeft));
        column = (column + pressed(ui, Key::ArrowRight)).min(columns.saturating_sub(1));
        if pressed(ui, Key::Home) > 0 {
            column = 0;
        }
        if pressed(ui, Key::End) > 0 {
            column = columns.saturating_sub(1);
        }
        at.go(row.checked_sub(1), column);
        if pressed(ui, Key::Enter) + pressed(ui, Key::Space) == 0 {
            return None;
        }
        match at.row {
            None => Some(Click::Sort(at.column)),
            Some(row) => {
                let line = *self.order.get(row)?;
                let cell = self.sheet.lines[line].cells.get(at.column)?;
                let opens = cell.behind.is_some();
                opens.then_some(Click::Open(line, at.column, None))
            }
        }
    }

    /// The widths of the columns: at least what each needs, the rest by what each takes of it.
    fn widths(&self, room: f32) -> Vec<f32> {
        let columns = &self.sheet.columns;
        let least: f32 = columns.iter().map(|column| column.width).sum();
        let parts: f32 = columns.iter().map(|column| column.grows).sum();
        let left = (room - least).max(0.0);
        let each = columns.iter().map(|column| {
            let part = if parts > 0.0 {
                column.grows / parts
            } else {
                0.0
            };
            // Bars and words need no whole screen.
            (column.width + left * part).min(column.width * 3.0)
        });
        each.collect()
    }
}

struct Drawn<'a> {
    grid: &'a Grid<'a>,
    tokens: &'a Tokens,
    widths: Vec<f32>,
    at: &'a mut At,
    has_keyboard: bool,
    click: Option<Click>,
}

impl Drawn<'_> {
    fn show(&mut self, ui: &mut Ui, (width, height): (f32, f32)) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let rect = Rect::from_min_size(ui.cursor().min, vec2(width, height));
        let whole = ui.interact(rect, id(), Sense::focusable_noninteractive());
        let name = self.grid.sheet.name;
        whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
        let current = cell_id(
            self.at
                .row
                .and_then(|row| self.grid.order.get(row).copied()),
            self.at.column,
        );
        ui.ctx().accesskit_node_builder(whole.id, |node| {
            node.set_active_descendant(current.accesskit_id());
        });
        self.show_heads(ui, width);
        let rows = self.grid.order.len();
        let area = ScrollArea::vertical()
            .id_salt("agreement rows")
            .max_height((height - ROW).max(2.0 * ROW))
            .min_scrolled_height(2.0 * ROW)
            .auto_shrink([false, false]);
        area.show_rows(ui, ROW, rows, |ui, seen| {
            let top = ui.max_rect().top() - seen.start as f32 * ROW;
            let left = ui.max_rect().left();
            for row in seen {
                self.show_row(ui, row, width);
            }
            if let Some(row) = self.at.row.filter(|_| self.at.moved) {
                let x = left + self.widths[..self.at.column].iter().sum::<f32>();
                let y = top + row as f32 * ROW;
                let size = vec2(self.widths[self.at.column], ROW);
                ui.scroll_to_rect(Rect::from_min_size(pos2(x, y), size), None);
            }
        });
        self.at.moved = false;
    }

    fn cell_rect(&self, row: Rect, column: usize) -> Rect {
        let left = row.left() + self.widths[..column].iter().sum::<f32>();
        Rect::from_min_size(
            pos2(left, row.top()),
            vec2(self.widths[column], row.height()),
        )
    }

    fn show_heads(&mut self, ui: &mut Ui, width: f32) {
        let (_, rect) = ui.allocate_space(vec2(width, ROW));
        for (at, column) in self.grid.sheet.columns.iter().enumerate() {
            let cell = self.cell_rect(rect, at);
            let response = ui.interact(cell, cell_id(None, at), Sense::CLICK);
            let sorted = self.grid.sorted;
            let is_sorted = sorted.by == Some(at)
                || (sorted.by.is_none() && at == 0 && !column.name.is_empty());
            response.widget_info(|| {
                let name = &column.name;
                let words = match (is_sorted, sorted.is_backwards) {
                    (true, true) => say!("listed-sorted-backwards", column = name),
                    (true, false) => say!("listed-sorted", column = name),
                    (false, _) => say!("listed-sort", column = name),
                };
                WidgetInfo::selected(Role::ColumnHeader, true, is_sorted, words)
            });
            let color = if is_sorted {
                self.tokens.text
            } else {
                self.tokens.weak
            };
            let label = TextLabel::new(&column.name)
                .size(12.0)
                .bold(true)
                .color(color);
            let sign = if is_sorted { 12.0 } else { 0.0 };
            let inner = cell.shrink2(vec2(space::SMALL, 0.0));
            let room = inner.width() - sign;
            let wide = label.width(ui).min(room);
            let left = if column.is_words {
                inner.left()
            } else {
                inner.right() - sign - wide
            };
            let place = Rect::from_min_size(pos2(left, inner.top()), vec2(wide + 2.0, ROW));
            label.paint_in(ui, place);
            if is_sorted {
                let centre = pos2(left + wide + 7.0, cell.center().y);
                triangle(ui, centre, sorted.is_backwards, color);
            }
            if self.has_keyboard && self.at.row.is_none() && self.at.column == at {
                ring(ui, cell, self.tokens);
            }
            if response.clicked() {
                self.at.go(None, at);
                ui.memory_mut(|memory| memory.request_focus(id()));
                self.click = Some(Click::Sort(at));
            }
            hover(response, &[&column.name, &column.about]);
        }
        let line = Stroke::new(1.0, self.tokens.border);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
    }

    fn show_row(&mut self, ui: &mut Ui, row: usize, width: f32) {
        let (_, rect) = ui.allocate_space(vec2(width, ROW));
        let line = self.grid.order[row];
        let cells = &self.grid.sheet.lines[line].cells;
        let is_hovered = ui.rect_contains_pointer(rect);
        if is_hovered {
            ui.painter().rect_filled(rect, 4.0, self.tokens.hover);
        }
        for (at, cell) in cells.iter().enumerate() {
            self.show_cell(ui, (row, line, at), self.cell_rect(rect, at), cell);
        }
        if row + 1 == self.grid.sheet.pinned {
            let stroke = Stroke::new(1.0, self.tokens.border);
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
        }
    }

    fn show_cell(
        &mut self,
        ui: &Ui,
        (row, line, column): (usize, usize, usize),
        rect: Rect,
        cell: &Cell,
    ) {
        let sense = if cell.behind.is_some() {
            Sense::CLICK
        } else {
            Sense::HOVER
        };
        let response = ui.interact(rect, cell_id(Some(line), column), sense);
        let is_here = self.at.row == Some(row) && self.at.column == column;
        let is_empty = *cell == Cell::default();
        if !is_empty {
            response.widget_info(|| {
                let words = self.grid.sheet.spoken(line, column);
                WidgetInfo::labeled(Role::GridCell, true, words)
            });
        }
        if cell.shade > 0.0 {
            let ground = bars::shade(self.tokens, cell.shade);
            ui.painter().rect_filled(rect.shrink(1.0), 3.0, ground);
        }
        if self.grid.opened == Some((line, column)) {
            ui.painter()
                .rect_filled(rect.shrink(1.0), 4.0, self.tokens.chosen);
        } else if response.hovered() && cell.behind.is_some() {
            let stroke = Stroke::new(1.0, self.tokens.edge);
            ui.painter()
                .rect_stroke(rect.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
        }
        let faint = self.grid.sheet.lines[line].faint;
        match cell.bar {
            Some(classes) => self.paint_bar(ui, rect, classes),
            None => self.paint_words(ui, rect, cell, (column, faint)),
        }
        if self.has_keyboard && is_here {
            ring(ui, rect, self.tokens);
        }
        if response.clicked() {
            self.at.go(Some(row), column);
            ui.memory_mut(|memory| memory.request_focus(id()));
            let bar = bar_in(rect);
            let class = cell.bar.zip(response.interact_pointer_pos());
            let class = class.and_then(|(classes, pointer)| {
                bars::class_at(classes, bar.width(), pointer.x - bar.left())
            });
            self.click = Some(Click::Open(line, column, class));
        }
        let head = &self.grid.sheet.columns[column];
        if !is_empty && !cell.about.is_empty() {
            hover(response, &[&head.name, &cell.about]);
        } else if column == 0 {
            hover(response, &[&cell.text]);
        }
    }

    fn paint_words(&self, ui: &Ui, rect: Rect, cell: &Cell, (column, faint): (usize, bool)) {
        let inner = rect.shrink2(vec2(space::SMALL, 0.0));
        let color = match cell.color {
            _ if faint => self.tokens.weak,
            Some(color) => self.tokens.ink(color),
            None => self.tokens.text,
        };
        let label = TextLabel::new(&cell.text).size(SIZE).color(color);
        let label = label.bold(cell.color.is_some());
        let small = TextLabel::new(&cell.small)
            .size(SMALL)
            .color(self.tokens.weak);
        let behind = if cell.small.is_empty() {
            0.0
        } else {
            small.width(ui) + space::SMALL
        };
        let wide = label.width(ui);
        let is_words = self.grid.sheet.columns[column].is_words;
        // What is small makes way.
        let behind = if wide + behind > inner.width() {
            0.0
        } else {
            behind
        };
        let left = if is_words {
            inner.left()
        } else {
            (inner.right() - behind - wide).max(inner.left())
        };
        // A little more than it takes, or rounding cuts it.
        let end = if wide > inner.width() {
            inner.right()
        } else {
            left + wide + 2.0
        };
        label.paint_in(
            ui,
            Rect::from_min_max(pos2(left, rect.top()), pos2(end, rect.bottom())),
        );
        if behind > 0.0 {
            let from = pos2(left + wide + space::SMALL, rect.top() + 1.0);
            small.paint_in(
                ui,
                Rect::from_min_max(from, pos2(inner.right() + 1.0, rect.bottom())),
            );
        }
    }

    fn paint_bar(&self, ui: &Ui, rect: Rect, classes: crate::review::overlap::Classes) {
        let bar = bar_in(rect);
        let painter = ui.painter();
        bars::paint(painter, bar, classes, self.tokens);
        for (class, start, end) in bars::parts(classes, bar.width()) {
            if end - start < TOLD {
                continue;
            }
            let count = classes.of(class).to_string();
            let centre = pos2(bar.left() + f32::midpoint(start, end), bar.center().y);
            let font = FontId::proportional(11.0);
            if class == Class::Same {
                painter.text(
                    centre,
                    Align2::CENTER_CENTER,
                    count,
                    font,
                    self.tokens.on_accent,
                );
                continue;
            }
            // On lines no number can be read.
            let color = self.tokens.text;
            let laid = painter.layout_no_wrap(count, font, color);
            let ground = Rect::from_center_size(centre, laid.size() + vec2(4.0, 0.0));
            if ground.width() < end - start {
                painter.rect_filled(ground, 2.0, self.tokens.page);
                painter.galley(ground.min + vec2(2.0, 0.0), laid, color);
            }
        }
    }
}

fn bar_in(cell: Rect) -> Rect {
    cell.shrink2(vec2(space::SMALL, 6.0))
}

fn ring(ui: &Ui, rect: Rect, tokens: &Tokens) {
    let stroke = Stroke::new(2.0, tokens.accent);
    let rect = rect.shrink(1.0);
    ui.painter()
        .rect_stroke(rect, 4.0, stroke, StrokeKind::Inside);
}

/// Shows lines of words at the pointer; the first one as a heading.
pub fn hover(response: egui::Response, lines: &[&str]) {
    if lines.iter().all(|line| line.is_empty()) {
        return;
    }
    // A pointer that rests asks about nothing below a dialog that was opened by a key.
    let below = |memory: &egui::Memory| {
        let top = memory.top_modal_layer();
        top.is_some_and(|top| top != response.layer_id)
    };
    if response.ctx.memory(below) {
        return;
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        let lines = lines.iter().flat_map(|line| line.lines());
        for (at, line) in lines.filter(|line| !line.is_empty()).enumerate() {
            ui.add(TextLabel::new(line).bold(at == 0));
        }
    });
}

/// A triangle that points down, or up.
fn triangle(ui: &Ui, centre: egui::Pos2, up: bool, color: egui::Color32) {
    let sign = if up { -1.0 } else { 1.0 };
    let points = [
        vec2(-4.0, -2.5 * sign),
        vec2(4.0, -2.5 * sign),
        vec2(0.0, 3.0 * sign),
    ];
    let points = points.map(|by| centre + by).to_vec();
    let shape = egui::Shape::convex_polygon(points, color, Stroke::NONE);
    ui.painter().add(shape);
}
