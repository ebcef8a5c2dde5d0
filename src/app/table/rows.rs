//! The table: what stands in a row, and what is clicked there.

use egui::accesskit::Role;
use egui::{Align, Color32, Id, Layout, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::access;
use crate::app::dialogs::{Cursor, row_list};
use crate::app::marking::shorten;
use crate::app::panels::silent;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextLabel, is_plain};
use crate::app::verdicts::called;
use crate::model::{AnnotatorId, Color, Project};
use crate::query::listing::{Column, Filled, Leads, Order, Row};
use crate::say;

use super::filter_id;
use super::results::Results;

/// Height of a row.
const ROW: f32 = 28.0;
/// Narrower cells are left out.
const LEAST: f32 = 24.0;
/// Longest covered text in a row, in characters.
const TEXT: usize = 90;
/// What stands before a covered text gets this share of the cell.
const BEFORE: f32 = 0.3;
/// How strong rows are that were found before the filter could not be read any more.
const DIMMED: f32 = 0.5;
/// The width of a blank, in points.
const BLANK: f32 = 4.0;
/// About the width of a letter, in points.
const LETTER: f32 = 6.4;

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// A row.
    Row(usize),
    /// A row, to go there.
    Go(usize),
    /// The head of a column.
    Sort(Column),
}

/// The columns in their order.
const COLUMNS: [Column; 7] = [
    Column::Tag,
    Column::Text,
    Column::Attributes,
    Column::Links,
    Column::Place,
    Column::Annotator,
    Column::Time,
];

/// Where the columns begin and end; those for which there is no room have no width.
struct Columns([f32; 8]);

impl Columns {
    fn of(width: f32) -> Self {
        let shares: [f32; 7] = match width {
            _ if width > 860.0 => [0.11, 0.34, 0.14, 0.12, 0.12, 0.08, 0.09],
            _ if width > 640.0 => [0.15, 0.42, 0.20, 0.0, 0.15, 0.08, 0.0],
            _ if width > 460.0 => [0.20, 0.54, 0.26, 0.0, 0.0, 0.0, 0.0],
            _ => [0.26, 0.74, 0.0, 0.0, 0.0, 0.0, 0.0],
        };
        let mut ends = [0.0; 8];
        for (at, share) in shares.into_iter().enumerate() {
            ends[at + 1] = ends[at] + share * width;
        }
        Self(ends)
    }

    fn cell(&self, row: Rect, at: usize) -> Rect {
        let left = row.left() + self.0[at] + space::SMALL;
        let right = row.left() + self.0[at + 1] - space::SMALL;
        Rect::from_min_max(pos2(left, row.top()), pos2(right.max(left), row.bottom()))
    }
}

/// What the table is drawn from.
pub struct Rows<'a> {
    /// The project.
    pub project: &'a Project,
    /// Who looks at it.
    pub me: &'a AnnotatorId,
    /// What was found.
    pub results: &'a Results,
    /// In which order.
    pub order: Order,
    /// The chosen row.
    pub cursor: Cursor,
    /// What is said when there is no row.
    pub nothing: &'a str,
}

impl Rows<'_> {
    /// Draws them.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens, height: f32) -> Option<Click> {
        let mut click = self.show_heads(ui, tokens);
        let height = (height - ROW).max(2.0 * ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        let count = (self.results.len(), self.nothing);
        row_list(ui, (height, ROW), count, Some(self.cursor), |ui, at| {
            access::name_part(ui, Role::ListBox, say!("listed-title"));
            if self.results.wrong().is_some() {
                // They are what another filter found.
                ui.set_opacity(DIMMED);
            }
            click = click.or(self.show_row(ui, tokens, at));
        });
        click
    }

    fn show_heads(&self, ui: &mut Ui, tokens: &Tokens) -> Option<Click> {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let columns = Columns::of(rect.width());
        let mut click = None;
        for (at, column) in COLUMNS.into_iter().enumerate() {
            let cell = columns.cell(rect, at);
            if cell.width() < LEAST {
                continue;
            }
            let mut ui = within(ui, cell);
            let is_chosen = column == self.order.by;
            let color = if is_chosen { tokens.text } else { tokens.weak };
            let name = name(column);
            let text = egui::RichText::new(name).size(12.0).strong().color(color);
            let shown = ui.add(egui::Button::new(text).frame(false).truncate());
            shown.widget_info(|| {
                let words = match (is_chosen, self.order.is_backwards) {
                    (true, true) => say!("listed-sorted-backwards", column = name),
                    (true, false) => say!("listed-sorted", column = name),
                    (false, _) => say!("listed-sort", column = name),
                };
                WidgetInfo::selected(Role::Button, true, is_chosen, words)
            });
            if is_chosen {
                let corner = pos2(shown.rect.right() + 9.0, shown.rect.center().y);
                triangle(&ui, corner, self.order.is_backwards, color);
            }
            if shown.clicked() {
                click = Some(Click::Sort(column));
            }
        }
        let line = egui::Stroke::new(1.0, tokens.border);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        click
    }

    fn show_row(&self, ui: &mut Ui, tokens: &Tokens, at: usize) -> Option<Click> {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let (chunk, mark) = self.results.at(at)?;
        let known = &chunk.marks()[mark];
        let id = Id::unique(("annotation row", &chunk.key, &known.id));
        // The keyboard stays in the field above, from which it chooses among the rows.
        let response = ui.interact(rect, id, Sense::CLICK);
        let is_chosen = self.cursor.at == at;
        let now = chunk.current(self.project, mark);
        let row = Row {
            annotator_name: called(
                self.project,
                &chunk.key.article,
                &chunk.key.annotator,
                self.me,
            ),
            ..Row::of(self.project, chunk, now.as_ref().unwrap_or(known))
        };
        let is_gone = now.is_none();
        let is_stray = self.results.is_stray(at);
        response.widget_info(|| {
            let words = if is_gone {
                say!("listed-gone").to_owned()
            } else if is_stray {
                format!("{}, {}", spoken(&row), say!("listed-stray"))
            } else {
                spoken(&row)
            };
            WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, words)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.clear_toggled();
            node.set_selected(is_chosen);
            node.set_position_in_set(at);
            node.set_size_of_set(self.results.len());
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
        let tag = self.project.codebook.tag(&known.tag);
        let color = tag.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color);
        show_cells(
            ui,
            tokens,
            (rect, &columns),
            &row,
            (color, is_gone || is_stray),
        );
        match (response.double_clicked(), response.clicked()) {
            (true, _) => Some(Click::Go(at)),
            (_, true) => Some(Click::Row(at)),
            _ => None,
        }
    }
}

fn show_cells(
    ui: &mut Ui,
    tokens: &Tokens,
    (rect, columns): (Rect, &Columns),
    row: &Row,
    (color, is_weak): (Color, bool),
) {
    for (at, column) in COLUMNS.into_iter().enumerate() {
        let cell = columns.cell(rect, at);
        if cell.width() < LEAST {
            continue;
        }
        let weak = tokens.weak;
        match column {
            Column::Tag => {
                let ink = if is_weak { weak } else { tokens.ink(color) };
                put(
                    ui,
                    cell,
                    TextLabel::new(&row.tag_name).bold(true).color(ink),
                );
            }
            Column::Text => show_text(ui, tokens, cell, row, is_weak),
            Column::Attributes => {
                let lost = row
                    .lost
                    .is_some()
                    .then(|| say!("listed-unplaced").to_owned());
                let unsure = row.unsure.then(|| say!("listed-unsure").to_owned());
                let filled = Filled::line(&row.attributes);
                let mut parts: Vec<String> = lost.into_iter().chain(unsure).collect();
                parts.extend((!filled.is_empty()).then_some(filled));
                let line = parts.join("; ");
                put(
                    ui,
                    cell,
                    TextLabel::new(&line).size(12.5).color(tokens.text),
                );
            }
            Column::Links => {
                let line = Leads::line(&row.links);
                put(
                    ui,
                    cell,
                    TextLabel::new(&line).size(12.5).color(tokens.text),
                );
            }
            Column::Place => put(ui, cell, TextLabel::new(&row.title).size(12.5).color(weak)),
            Column::Annotator => {
                let name = TextLabel::new(&row.annotator_name);
                put(ui, cell, name.size(12.5).color(weak));
            }
            Column::Time => {
                let day = row.modified.to_zoned(jiff::tz::TimeZone::system());
                let day = day.strftime("%Y-%m-%d").to_string();
                put(ui, cell, TextLabel::new(&day).size(12.5).color(weak));
            }
        }
    }
}

/// What a column is called.
fn name(column: Column) -> &'static str {
    match column {
        Column::Place => say!("listed-article"),
        Column::Tag => say!("listed-tag"),
        Column::Text => say!("listed-text"),
        Column::Attributes => say!("listed-attributes"),
        Column::Links => say!("listed-links"),
        Column::Annotator => say!("listed-annotator"),
        Column::Time => say!("listed-changed"),
    }
}

/// The covered text where the eye finds it, with what stands before and behind it. Text of other scripts turns lines
/// round, so there all of it is one line.
fn show_text(ui: &mut Ui, tokens: &Tokens, cell: Rect, row: &Row, is_weak: bool) {
    let text = shorten(&row.text, TEXT);
    let color = if is_weak { tokens.weak } else { tokens.text };
    if ![&row.left, &row.text, &row.right]
        .into_iter()
        .all(|part| is_plain(part))
    {
        let line = format!("{}[{text}]{}", row.left, row.right);
        return put(ui, cell, TextLabel::new(&line).color(color));
    }
    let blank = |is_there: bool| if is_there { BLANK } else { 0.0 };
    let middle = cell.left() + cell.width() * BEFORE;
    let end = middle - blank(row.left.ends_with(char::is_whitespace));
    let before = Rect::from_min_max(cell.min, pos2(end, cell.bottom()));
    let room = (before.width() / LETTER) as usize;
    let cut = row.left.chars().count().saturating_sub(room);
    let left: String = row.left.chars().skip(cut).collect();
    let builder = UiBuilder::new()
        .max_rect(before)
        .layout(Layout::right_to_left(Align::Center));
    let mut child = ui.new_child(builder);
    child.shrink_clip_rect(before);
    child.style_mut().interaction.selectable_labels = false;
    let label = TextLabel::new(left.trim_end())
        .size(12.5)
        .color(tokens.weak);
    silent(&child.add(label.lines(Lines::Extend)));
    let label = TextLabel::new(&text).bold(true).color(color);
    let width = label.width(ui).min(cell.right() - middle);
    let end = pos2(middle + width + 1.0, cell.bottom());
    put(ui, Rect::from_min_max(pos2(middle, cell.top()), end), label);
    let begin = end.x + blank(row.right.starts_with(char::is_whitespace));
    let behind = Rect::from_min_max(pos2(begin, cell.top()), cell.max);
    if behind.width() > LEAST {
        let label = TextLabel::new(row.right.trim_start())
            .size(12.5)
            .color(tokens.weak);
        put(ui, behind, label);
    }
}

/// A row as a screen reader says it.
fn spoken(row: &Row) -> String {
    let text = shorten(&row.text, TEXT);
    let mut words = vec![format!("{}: {text}", row.tag_name)];
    words.extend([Filled::line(&row.attributes), Leads::line(&row.links)]);
    words.extend(
        row.lost
            .as_ref()
            .map(|_| say!("listed-unplaced").to_owned()),
    );
    words.extend(row.unsure.then(|| say!("listed-unsure").to_owned()));
    words.extend([row.title.clone(), row.annotator_name.clone()]);
    words.retain(|word| !word.is_empty());
    words.join(", ")
}

fn within(ui: &mut Ui, cell: Rect) -> Ui {
    let builder = UiBuilder::new()
        .max_rect(cell)
        .layout(Layout::left_to_right(Align::Center));
    ui.new_child(builder)
}

/// A label in a cell, which its row has told already.
fn put(ui: &mut Ui, cell: Rect, label: TextLabel<'_>) {
    let mut ui = within(ui, cell);
    ui.style_mut().interaction.selectable_labels = false;
    silent(&ui.add(label.lines(Lines::One)));
}

/// A triangle that points down, or up.
fn triangle(ui: &Ui, centre: egui::Pos2, up: bool, color: Color32) {
    let sign = if up { -1.0 } else { 1.0 };
    let points = [
        vec2(-4.0, -2.5 * sign),
        vec2(4.0, -2.5 * sign),
        vec2(0.0, 3.0 * sign),
    ];
    let points = points.map(|by| centre + by).to_vec();
    let shape = egui::Shape::convex_polygon(points, color, egui::Stroke::NONE);
    ui.painter().add(shape);
}
