//! How a tag looks in small: its colour and the pattern of its line.

use egui::accesskit::Role;
use egui::{Color32, Painter, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::model::{Color, Pattern, Tag};
use crate::say;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Face, Style, Typography};
use super::tag::palette;

/// The size of a colour to choose by, in points.
const CHOICE: Vec2 = vec2(26.0, 24.0);

/// Shows colour and pattern of a tag.
pub(in crate::app) fn swatch(
    ui: &mut Ui,
    tokens: &Tokens,
    color: Color,
    pattern: Pattern,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 18.0), Sense::hover());
    paint_swatch(ui.painter(), tokens, rect, color, pattern);
    response
}

/// Paints the wash of a colour, and its line with a pattern at the bottom.
pub(in crate::app) fn paint_swatch(
    painter: &Painter,
    tokens: &Tokens,
    rect: Rect,
    color: Color,
    pattern: Pattern,
) {
    painter.rect_filled(rect, 3.0, tokens.tint(color));
    let line = rect.shrink2(vec2(2.0, 0.0));
    paint_line(painter, line, tokens.line(color), pattern);
}

/// Paints a patterned line along the bottom of a rectangle.
fn paint_line(painter: &Painter, rect: Rect, color: Color32, pattern: Pattern) {
    let y = rect.bottom() - 3.0;
    let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
    let stroke = Stroke::new(2.0, color);
    match pattern {
        Pattern::Solid => {
            painter.line_segment(ends, stroke);
        }
        Pattern::Double => {
            for offset in [-1.5, 1.5] {
                let ends = ends.map(|end| end + vec2(0.0, offset));
                painter.line_segment(ends, Stroke::new(1.0, color));
            }
        }
        Pattern::Dashed => painter.extend(egui::Shape::dashed_line(&ends, stroke, 5.0, 3.0)),
        Pattern::Dotted => {
            painter.extend(egui::Shape::dotted_line(&ends, color, 4.0, 1.2));
        }
        Pattern::Wavy => {
            let steps = 24u8;
            let points = (0..=steps)
                .map(|step| {
                    let share = f32::from(step) / f32::from(steps);
                    let wave = (share * core::f32::consts::TAU * 3.0).sin() * 1.8;
                    pos2(egui::lerp(rect.left()..=rect.right(), share), y + wave)
                })
                .collect();
            painter.line(points, Stroke::new(1.4, color));
        }
    }
}

/// Lets one of the usual colours be chosen, or none.
pub(in crate::app) fn show_colors(ui: &mut Ui, tokens: &Tokens, color: &mut Option<Color>) {
    let mut chosen = None;
    let room = ui.available_width();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        let is_beside = ui.horizontal(|ui| {
            let none = ui.selectable_label(color.is_none(), say!("color-none"));
            if none.clicked() {
                chosen = Some(None);
            }
            // Where the colours have to be broken, they stand below it.
            let left = room - none.rect.width() - space::SMALL;
            let colors = offered(*color);
            let fits = in_a_row(colors.len(), left, CHOICE.x) == colors.len();
            if fits && let Some(color) = show_palette(ui, tokens, *color, left) {
                chosen = Some(Some(color));
            }
            fits
        });
        if !is_beside.inner
            && let Some(color) = show_palette(ui, tokens, *color, room)
        {
            chosen = Some(Some(color));
        }
    });
    if let Some(chosen) = chosen {
        *color = chosen;
    }
}

/// Lets one of the usual colours be chosen.
pub(super) fn show_choices(ui: &mut Ui, tokens: &Tokens, color: &mut Color) {
    let room = ui.available_width();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        if let Some(chosen) = show_palette(ui, tokens, Some(*color), room) {
            *color = chosen;
        }
    });
}

/// How many of so many things of one width stand in a row: of several rows none has far fewer than the others.
pub(super) fn in_a_row(count: usize, room: f32, width: f32) -> usize {
    let fits = (room + space::SMALL) / (width + space::SMALL);
    let rows = count.div_ceil((fits as usize).max(1));
    count.div_ceil(rows.max(1))
}

/// The usual colours with their names, and behind them the one that is there when it is another.
fn offered(color: Option<Color>) -> Vec<(Color, String)> {
    let usual = palette().map(|(color, name)| (color, name.to_owned()));
    let own = color.filter(|color| usual.iter().all(|(known, _)| known != color));
    let own = own.map(|own| (own, say!("color-own", code = own.to_string())));
    usual.into_iter().chain(own).collect()
}

/// Shows the colours that are offered in rows of about the same length, in so much room; the one that is clicked.
fn show_palette(ui: &mut Ui, tokens: &Tokens, color: Option<Color>, room: f32) -> Option<Color> {
    let colors = offered(color);
    let in_row = in_a_row(colors.len(), room, CHOICE.x);
    let mut chosen = None;
    for row in colors.chunks(in_row) {
        ui.horizontal(|ui| {
            for (choice, name) in row {
                if show_color(ui, tokens, *choice, name, color == Some(*choice)).clicked() {
                    chosen = Some(*choice);
                }
            }
        });
    }
    chosen
}

fn show_color(ui: &mut Ui, tokens: &Tokens, color: Color, name: &str, is_chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(CHOICE, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, name));
    paint_dot(ui.painter(), tokens, rect, color);
    if is_chosen || response.has_focus() || response.hovered() {
        let line = if is_chosen { tokens.text } else { tokens.edge };
        let line = if response.has_focus() {
            tokens.accent
        } else {
            line
        };
        let stroke = Stroke::new(1.5, line);
        ui.painter()
            .rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    response.on_hover_text(name)
}

/// Paints the dot of an entity in the middle of a rectangle.
pub(in crate::app) fn paint_dot(painter: &Painter, tokens: &Tokens, rect: Rect, color: Color) {
    painter.circle_filled(rect.center(), 5.0, tokens.line(color));
}

/// A tag's name on its colour, in a line with others.
pub(in crate::app) fn chip(ui: &mut Ui, tokens: &Tokens, tag: &Tag) {
    let typography = Typography::of(ui.ctx());
    let style = Style::new(Face::Interface, 12.0);
    let name = typography.lay_out(
        &tag.name,
        &style,
        f32::INFINITY,
        ui.ctx().pixels_per_point(),
    );
    let size = vec2(name.width(), name.height()) + vec2(10.0, 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &tag.name));
    paint_swatch(ui.painter(), tokens, rect, tag.color, tag.pattern);
    let corner = rect.min + vec2(5.0, 0.0);
    typography.paint(ui.painter(), &name, corner, tokens.text);
}

/// Paints what a highlighter's finds look like.
pub(super) fn paint_lit(painter: &Painter, tokens: &Tokens, rect: Rect, color: Color) {
    let edge = Stroke::new(1.0, tokens.lit_edge(color));
    painter.rect(rect, 3.0, tokens.lit(color), edge, egui::StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_broken_in_the_middle() {
        assert_eq!(in_a_row(12, 500.0, 34.0), 12);
        assert_eq!(in_a_row(12, 440.0, 34.0), 6, "11 would fit");
        assert_eq!(in_a_row(12, 160.0, 34.0), 4);
        assert_eq!(in_a_row(12, 10.0, 34.0), 1);
    }

    /// How many colours stand in each row, in a window so wide.
    fn rows(width: f32, color: Option<Color>) -> Vec<usize> {
        use egui_kittest::kittest::Queryable as _;

        let mut color = color;
        let mut harness = egui_kittest::Harness::builder()
            .with_size(vec2(width, 300.0))
            .build_ui(move |ui| show_colors(ui, &Tokens::light(), &mut color));
        harness.run();
        let mut rows = std::collections::BTreeMap::new();
        let buttons = harness.get_all_by_role(Role::RadioButton);
        for dot in buttons.filter(|it| (it.rect().width() - CHOICE.x).abs() < 0.5) {
            *rows.entry(dot.rect().top() as i32).or_insert(0) += 1;
        }
        rows.into_values().collect()
    }

    #[test]
    fn the_colours_of_an_entity_stand_in_rows_of_about_the_same_length() {
        assert_eq!(rows(600.0, None), [12]);
        assert_eq!(rows(330.0, None), [6, 6]);
        let own = Color([1, 2, 3]);
        assert_eq!(rows(330.0, Some(own)), [7, 6], "its own is the last one");
        assert_eq!(rows(160.0, None), [4, 4, 4]);
    }
}
