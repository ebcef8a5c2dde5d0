//! The register as a table: what stands in a row, and what is clicked there.

use egui::accesskit::Role;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::access;
use crate::app::dialogs::{Cursor, paint_dot, row_list};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextLabel};
use crate::model::EntityId;
use crate::query::Uses;
use crate::say;

use super::list::{Entry, List, Row, Sort};
use super::{filter_id, silent};

/// Height of a row.
const ROW: f32 = 30.0;
/// How far what is grouped stands in.
const INDENT: f32 = 16.0;
/// Width of the triangle that opens a group, and of a dot.
const SIGN: f32 = 18.0;

/// How far from the edge of its column the name of an entity begins: behind triangle and dot.
const NAME: f32 = space::SMALL + 2.0 * SIGN;
/// The column of numbers, which are aligned at the right.
const NUMBERS: usize = 4;

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// A row.
    Row(usize),
    /// The triangle of a row.
    Toggle(usize),
    /// The head of a column.
    Sort(Sort),
}

/// Where the columns begin and end; those for which there is no room have no width.
struct Columns([f32; 6]);

impl Columns {
    fn of(width: f32) -> Self {
        let shares: [f32; 5] = match width {
            _ if width > 720.0 => [0.30, 0.13, 0.24, 0.25, 0.08],
            _ if width > 500.0 => [0.42, 0.17, 0.28, 0.0, 0.13],
            _ => [0.52, 0.24, 0.0, 0.0, 0.24],
        };
        let mut ends = [0.0; 6];
        for (at, share) in shares.into_iter().enumerate() {
            ends[at + 1] = ends[at] + share * width;
        }
        Self(ends)
    }

    fn cell(&self, row: Rect, at: usize) -> Rect {
        let left = row.left() + self.0[at];
        let right = row.left() + self.0[at + 1] - space::SMALL;
        Rect::from_min_max(pos2(left, row.top()), pos2(right.max(left), row.bottom()))
    }
}

/// What the table is drawn from.
pub struct Table<'a> {
    /// The rows.
    pub list: &'a List,
    /// How often each entity is used, once that is known.
    pub uses: Option<&'a Uses>,
    /// By what they are sorted.
    pub sort: Sort,
    /// The row of the list that is chosen.
    pub cursor: Cursor,
    /// The chosen entity.
    pub chosen: Option<&'a EntityId>,
    /// What is said when there is no row.
    pub nothing: &'a str,
}

impl Table<'_> {
    /// Draws it.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens, height: f32) -> Option<Click> {
        let mut click = self.show_heads(ui, tokens);
        let rows = self.list.rows();
        let height = (height - ROW).max(2.0 * ROW);
        let count = (rows.len(), self.nothing);
        ui.spacing_mut().item_spacing.y = 0.0;
        row_list(ui, (height, ROW), count, Some(self.cursor), |ui, at| {
            access::name_part(ui, Role::Tree, say!("register-entities"));
            click = click.or(self.show_row(ui, tokens, at));
        });
        click
    }

    fn show_heads(&self, ui: &mut Ui, tokens: &Tokens) -> Option<Click> {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let columns = Columns::of(rect.width());
        let mut click = None;
        let heads = [
            (
                say!("register-column-name"),
                Some((Sort::Name, say!("register-sort-name"))),
            ),
            (
                say!("register-column-type"),
                Some((Sort::Kind, say!("register-sort-type"))),
            ),
            (say!("register-column-other-names"), None),
            (say!("register-column-attributes"), None),
            (
                say!("register-column-uses"),
                Some((Sort::Uses, say!("register-sort-uses"))),
            ),
        ];
        for (at, (name, sort)) in heads.into_iter().enumerate() {
            let mut cell = columns.cell(rect, at);
            if cell.width() < SIGN {
                continue;
            }
            if at == 0 {
                // Where the names begin.
                cell.min.x = (cell.left() + NAME).min(cell.right() - SIGN);
            }
            let align = if at == NUMBERS {
                // The sign of the order has its place behind the word.
                cell.max.x -= if self.sort == Sort::Uses {
                    SIGN
                } else {
                    space::SMALL
                };
                egui::Layout::right_to_left(egui::Align::Center)
            } else {
                egui::Layout::left_to_right(egui::Align::Center)
            };
            let builder = egui::UiBuilder::new().max_rect(cell).layout(align);
            let mut ui = ui.new_child(builder);
            let is_chosen = sort.is_some_and(|(sort, _)| sort == self.sort);
            let color = if is_chosen { tokens.text } else { tokens.weak };
            let text = egui::RichText::new(name).size(12.0).strong().color(color);
            if let Some((sort, spoken)) = sort {
                let button = egui::Button::new(text).frame(false).truncate();
                let shown = ui.add(button);
                shown.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, spoken));
                if is_chosen {
                    let corner = pos2(shown.rect.right() + 9.0, shown.rect.center().y);
                    triangle(&ui, corner, true, color);
                }
                if shown.clicked() {
                    click = Some(Click::Sort(sort));
                }
            } else {
                ui.add(egui::Label::new(text).truncate());
            }
        }
        let line = egui::Stroke::new(1.0, tokens.border);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        click
    }

    fn show_row(&self, ui: &mut Ui, tokens: &Tokens, at: usize) -> Option<Click> {
        let row = self.list.rows()[at];
        let entry = self.list.entry(row);
        let is_chosen = self.chosen == Some(&entry.entity.id);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let id = Id::unique(("register row", &entry.entity.id));
        // The keyboard stays in the field above, from which it chooses among the rows.
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::selected(Role::TreeItem, true, is_chosen, self.spoken(entry))
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.clear_toggled();
            node.set_selected(is_chosen);
            node.set_level(row.depth + 1);
            node.set_position_in_set(at);
            node.set_size_of_set(self.list.rows().len());
            if row.members > 0 {
                node.set_expanded(row.is_open);
            }
        });
        if is_chosen {
            ui.ctx().accesskit_node_builder(filter_id(), |node| {
                node.set_active_descendant(response.id.accesskit_id());
            });
            ui.painter().rect_filled(rect, 5.0, tokens.chosen);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 5.0, tokens.hover);
        }
        let columns = Columns::of(rect.width());
        let color = if row.is_above {
            tokens.weak
        } else {
            tokens.text
        };
        let toggled = show_name(ui, tokens, (row, entry), columns.cell(rect, 0), color);
        let cell = |ui: &mut Ui, at: usize, text: &str, color| {
            let mut cell = columns.cell(rect, at);
            if cell.width() <= SIGN {
                return;
            }
            let label = TextLabel::new(text).size(12.5).color(color);
            if at == NUMBERS {
                cell.max.x -= space::SMALL;
                cell.min.x = cell.min.x.max(cell.right() - label.width(ui));
            }
            put(ui, cell, label);
        };
        cell(ui, 1, &entry.kind, tokens.weak);
        cell(ui, 2, &entry.aliases, tokens.weak);
        cell(ui, 3, &entry.summary, tokens.weak);
        match self.uses {
            None => cell(ui, 4, "…", tokens.weak),
            Some(uses) if uses.is_unused(&entry.entity.id) => {
                cell(ui, 4, say!("register-unused"), tokens.warning);
            }
            Some(uses) => {
                let count = uses.tally(&entry.entity.id).uses.to_string();
                cell(ui, 4, &count, tokens.text);
            }
        }
        match (toggled, response.clicked()) {
            (true, _) => Some(Click::Toggle(at)),
            (_, true) => Some(Click::Row(at)),
            _ => None,
        }
    }

    /// A row as a screen reader says it.
    fn spoken(&self, entry: &Entry) -> String {
        let mut words = vec![entry.entity.name.clone(), entry.kind.clone()];
        if !entry.aliases.is_empty() {
            words.push(say!("register-also", names = &entry.aliases));
        }
        if !entry.summary.is_empty() {
            words.push(entry.summary.clone());
        }
        if let Some(uses) = self.uses {
            words.push(match uses.tally(&entry.entity.id).uses {
                0 if uses.is_unused(&entry.entity.id) => say!("register-unused").to_owned(),
                count => say!("register-uses", count = count),
            });
        }
        words.join(", ")
    }
}

/// Triangle, dot and name; whether the triangle was clicked.
fn show_name(
    ui: &mut Ui,
    tokens: &Tokens,
    (row, entry): (Row, &Entry),
    cell: Rect,
    color: egui::Color32,
) -> bool {
    // Deep groups leave room for a name.
    let indent = (row.depth as f32 * INDENT).min(cell.width() * 0.5);
    let left = cell.left() + space::SMALL + indent;
    let sign = Rect::from_min_size(pos2(left, cell.top()), vec2(SIGN, cell.height()));
    let mut clicked = false;
    if row.members > 0 {
        let id = Id::unique(("register group", &entry.entity.id));
        let response = ui.interact(sign, id, Sense::CLICK);
        let group = &entry.entity.name;
        let name = if row.is_open {
            say!("register-group-close", group = group)
        } else {
            say!("register-group-open", group = group)
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        triangle(ui, sign.center(), row.is_open, tokens.weak);
        clicked = response.clicked();
    }
    // Its place is free where there is none, so that names stand in line.
    let place = pos2(sign.right(), cell.top());
    let dot = Rect::from_min_size(place, vec2(SIGN - 2.0, cell.height()));
    if let Some(color) = entry.color() {
        paint_dot(ui.painter(), tokens, dot, color);
    }
    let left = dot.right() + 2.0;
    let rest = Rect::from_min_max(pos2(left.min(cell.right()), cell.top()), cell.max);
    put(ui, rest, TextLabel::new(&entry.entity.name).color(color));
    clicked
}

/// A label in a cell, which its row has told already.
fn put(ui: &mut Ui, cell: Rect, label: TextLabel<'_>) {
    let builder = egui::UiBuilder::new()
        .max_rect(cell)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    let mut ui = ui.new_child(builder);
    ui.style_mut().interaction.selectable_labels = false;
    silent(&ui.add(label.lines(Lines::One)));
}

/// A triangle that points down, or to the side.
fn triangle(ui: &Ui, centre: egui::Pos2, down: bool, color: egui::Color32) {
    let points = if down {
        [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.0)]
    } else {
        [vec2(-2.5, -4.0), vec2(3.0, 0.0), vec2(-2.5, 4.0)]
    };
    let points = points.map(|by| centre + by).to_vec();
    let shape = egui::Shape::convex_polygon(points, color, egui::Stroke::NONE);
    ui.painter().add(shape);
}
