//! The list of articles at the left: filter, order, rows.

use egui::{Align, Id, Layout, RichText, Sense, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::app::Region;
use crate::app::access;
use crate::app::article_list::{ArticleRow, Sort};
use crate::app::command::Command;
use crate::app::theme::space;
use crate::app::typeset::{TextLabel, without_isolates};
use crate::app::workspace::Workspace;
use crate::model::Status;
use crate::say;

use super::{Room, silent};

/// Height of a row, in points.
const ROW: f32 = 46.0;

/// The filter above the list.
pub fn filter_id() -> egui::Id {
    egui::Id::unique("article filter")
}

/// Draws the list.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    let total = workspace.project.articles.len();
    let shown = workspace.list.rows().len();
    ui.horizontal(|ui| {
        // The number comes first: it is seen in the narrowest list.
        let count = match total {
            _ if shown != total => say!("articles-shown", shown = shown, total = total),
            _ if workspace.is_glance => say!("articles-so-far", count = total),
            _ => say!("articles-all", count = total),
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            order(ui, workspace);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                super::heading(ui, room.tokens, &count);
            });
        });
    });
    let field = TextEdit::singleline(&mut workspace.list.filter)
        .id(filter_id())
        .hint_text(say!("articles-filter-hint"))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name(say!("articles-filter"));
    if room.takes_focus(Region::Filter) {
        response.request_focus();
    }
    if response.lost_focus()
        && ui.input(|input| input.key_pressed(egui::Key::Enter))
        && let Some(first) = workspace.list.first()
    {
        workspace.show_article(&first);
    }
    if response.changed()
        && let Some(open) = &workspace.open
    {
        workspace.list.reveal(&open.key.article);
    }
    workspace
        .list
        .refresh(&workspace.project, &workspace.annotator, workspace.revision);
    ui.add_space(space::SMALL);
    if total == 0 {
        empty(ui, room);
        return;
    }
    if workspace.list.rows().is_empty() {
        let why = if workspace.list.is_waiting() {
            say!("articles-listing")
        } else {
            say!("articles-none-fits")
        };
        ui.label(RichText::new(why).color(room.tokens.weak));
        return;
    }
    rows(ui, workspace, room);
}

fn order(ui: &mut Ui, workspace: &mut Workspace) {
    let sort = &mut workspace.list.sort;
    ui.menu_button(sort.name(), |ui| {
        for order in Sort::ALL {
            if ui.selectable_label(*sort == order, order.name()).clicked() {
                *sort = order;
                ui.close();
            }
        }
    })
    .response
    .on_hover_text(say!("articles-order"));
}

fn empty(ui: &mut Ui, room: &mut Room<'_>) {
    ui.label(say!("articles-none"));
    ui.add_space(space::SMALL);
    if ui.button(say!("articles-add")).clicked() {
        room.wish(Command::AddFiles);
    }
    if ui.button(say!("articles-add-folder")).clicked() {
        room.wish(Command::AddFolder);
    }
    ui.add_space(space::SMALL);
    ui.label(RichText::new(say!("articles-add-hint")).color(room.tokens.weak));
}

fn rows(ui: &mut Ui, workspace: &mut Workspace, room: &Room<'_>) {
    let open = workspace.open.as_ref().map(|open| open.key.article.clone());
    let reveal = workspace.list.take_reveal();
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    let step = ROW + ui.spacing().item_spacing.y;
    let mut area = egui::ScrollArea::vertical().auto_shrink(false);
    if let Some(at) = reveal {
        let height = ui.available_height();
        let top = at as f32 * step;
        if top < workspace.list.offset || top + step > workspace.list.offset + height {
            area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
        }
    }
    let total = workspace.list.rows().len();
    let output = area.show_rows(ui, ROW, total, |ui, range| {
        access::name_part(ui, Role::List, say!("panel-articles"));
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_size_of_set(total));
        for index in range {
            let row = &workspace.list.rows()[index];
            let is_open = open.as_ref() == Some(row.id());
            let response = article_row(ui, row, is_open, room);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.clear_toggled();
                node.set_selected(is_open);
                node.set_position_in_set(index);
            });
            if response.gained_focus() {
                // In the middle: only rows that are seen can have the keyboard next.
                ui.scroll_to_rect(response.rect, Some(Align::Center));
            }
            if response.clicked() {
                clicked = Some(row.id().clone());
            }
        }
    });
    workspace.list.offset = output.state.clamped_offset().y;
    if let Some(id) = clicked {
        workspace.show_article(&id);
    }
}

fn article_row(ui: &mut Ui, row: &ArticleRow, open: bool, room: &Room<'_>) -> egui::Response {
    let tokens = room.tokens;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    // Named by its article, so that it keeps the keyboard when the list scrolls.
    let response = ui.interact(rect, Id::unique(("article row", row.id())), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, open, spoken(row)));
    let ground = if open {
        Some(tokens.chosen)
    } else {
        response.hovered().then_some(tokens.hover)
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 5.0, ground);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            5.0,
            egui::Stroke::new(2.0, tokens.accent),
            egui::StrokeKind::Inside,
        );
    }
    let inner = rect.shrink2(vec2(8.0, 4.0));
    let mut contents = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(Layout::top_down(Align::Min)),
    );
    let ui = &mut contents;
    ui.spacing_mut().item_spacing.y = 1.0;
    silent(&ui.add(TextLabel::new(row.title()).one_line().size(13.5)));
    ui.horizontal(|ui| {
        status_sign(ui, row.status, tokens);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if row.annotations > 0 {
                let count = RichText::new(row.annotations.to_string()).size(12.0);
                silent(
                    &ui.label(count.color(tokens.weak))
                        .on_hover_text(say!("articles-own")),
                );
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = row.detail();
                let detail = TextLabel::new(&words).one_line().size(12.0);
                silent(&ui.add(detail.color(tokens.weak)));
            });
        });
    });
    response
}

/// A row as a screen reader says it.
fn spoken(row: &ArticleRow) -> String {
    let count = say!("articles-annotations", count = row.annotations);
    let detail = row.detail();
    let detail = without_isolates(&detail);
    [row.title(), &detail, row.status.name(), &count]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// An empty, half or full circle.
fn status_sign(ui: &mut Ui, status: Status, tokens: &crate::app::theme::Tokens) {
    let (rect, response) = ui.allocate_exact_size(vec2(11.0, 11.0), Sense::hover());
    let color = match status {
        Status::ToDo => tokens.weak,
        Status::InProgress => tokens.accent,
        Status::Done => tokens.success,
    };
    let painter = ui.painter();
    let centre = rect.center();
    painter.circle_stroke(centre, 4.5, egui::Stroke::new(1.4, color));
    match status {
        Status::ToDo => {}
        Status::InProgress => {
            let half = rect.with_max_x(centre.x);
            painter
                .with_clip_rect(half)
                .circle_filled(centre, 4.5, color);
        }
        Status::Done => {
            painter.circle_filled(centre, 4.5, color);
        }
    }
    response.on_hover_text(status.name());
}
