//! The tags at the right: what they mean, their keys, how often they are used here.

use std::collections::BTreeSet;

use egui::{Align, Layout, RichText, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::app::command::Command;
use crate::app::dialogs::{buttons_width, paint_swatch};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;
use crate::model::{Tag, TagId};
use crate::say;

use super::{Room, silent};

/// How far a tag is moved in that stands under another one.
const INDENT: f32 = 12.0;

/// Draws the tags.
pub fn show(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    show_head(ui, room);
    if workspace.project.codebook.tags.is_empty() {
        ui.label(say!("tags-none"));
        if ui.button(say!("tags-add")).clicked() {
            room.wish(Command::Codebook);
        }
        return;
    }
    let chosen = workspace.chosen();
    let mut wanted = None;
    let closed_id = egui::Id::unique("closed groups");
    let mut closed: BTreeSet<TagId> = ui.data(|data| data.get_temp(closed_id)).unwrap_or_default();
    let mut hidden_below: Option<usize> = None;
    for branch in workspace.project.codebook.tree() {
        let tag = branch.tag;
        if hidden_below.is_some_and(|depth| branch.depth > depth) {
            continue;
        }
        let is_closed = branch.has_members && closed.contains(&tag.id);
        hidden_below = is_closed.then_some(branch.depth);
        let count = workspace.tag_count(&tag.id);
        // What was marked with a retired tag is still to be seen.
        if tag.retired && count == 0 && !branch.has_members {
            continue;
        }
        let is_chosen = chosen
            .as_ref()
            .is_some_and(|annotation| annotation.tag == tag.id);
        let place = Place {
            depth: branch.depth,
            fold: branch.has_members.then_some(is_closed),
        };
        let (row, folds) = tag_row(ui, tag, count, is_chosen, &place, room.tokens);
        if folds || row.clicked() && tag.group {
            if !closed.remove(&tag.id) {
                closed.insert(tag.id.clone());
            }
            ui.data_mut(|data| data.insert_temp(closed_id, closed.clone()));
        } else if row.clicked() && tag.is_offered() {
            wanted = Some(Command::TagAs(tag.id.clone()));
        }
    }
    if let Some(command) = wanted {
        room.wish(command);
    }
    let hint = if workspace.selected().is_some() {
        Some(say!("tags-press-key"))
    } else if chosen.is_none() {
        Some(say!("tags-select-text"))
    } else {
        None
    };
    if let Some(hint) = hint {
        ui.add_space(space::SMALL);
        ui.label(RichText::new(hint).size(12.0).color(room.tokens.weak));
    }
}

/// The heading, and the way to the codebook at its right, or below it where both have no room side by side.
fn show_head(ui: &mut Ui, room: &mut Room<'_>) {
    let words = say!("tags-edit");
    ui.horizontal_wrapped(|ui| {
        super::heading(ui, room.tokens, say!("tags-heading"));
        let spacing = ui.spacing().item_spacing.x;
        let button = buttons_width(ui, &[words]) - spacing;
        // Were it wider by a rounding, it would stand below.
        let between = ui.available_size_before_wrap().x - button - 1.0;
        if between > 0.0 {
            ui.add_space(between);
        }
        let button = ui.button(words).on_hover_text(say!("tags-edit-help"));
        if button.clicked() {
            room.wish(Command::Codebook);
        }
    });
}

/// Where a tag stands in the tree.
struct Place {
    depth: usize,
    /// Whether the tags under it are hidden, when there are some.
    fold: Option<bool>,
}

/// The row of a tag, and whether its group was opened or closed.
fn tag_row(
    ui: &mut Ui,
    tag: &Tag,
    count: usize,
    chosen: bool,
    place: &Place,
    tokens: &Tokens,
) -> (egui::Response, bool) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| {
        let name = if !tag.is_offered() {
            say!("tagset-row-unoffered", tag = &tag.name, count = count)
        } else if let Some(key) = tag.key {
            let key = key.to_string();
            say!("tags-row-key", tag = &tag.name, key = key, count = count)
        } else {
            say!("tags-row", tag = &tag.name, count = count)
        };
        WidgetInfo::selected(Role::Button, true, chosen, name)
    });
    let painter = ui.painter();
    if chosen || response.hovered() {
        let ground = if chosen { tokens.chosen } else { tokens.hover };
        painter.rect_filled(rect, 5.0, ground);
    }
    if response.has_focus() {
        painter.rect_stroke(
            rect,
            5.0,
            egui::Stroke::new(2.0, tokens.accent),
            egui::StrokeKind::Inside,
        );
    }
    let mut contents = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(6.0, 2.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    let ui = &mut contents;
    ui.add_space(place.depth as f32 * INDENT);
    let mut folds = false;
    if let Some(is_closed) = place.fold {
        let (sign, word) = if is_closed {
            ("+", say!("tagset-open-group", tag = &tag.name))
        } else {
            ("–", say!("tagset-close-group", tag = &tag.name))
        };
        let fold = ui.add(egui::Button::new(sign).small().frame(false));
        folds = fold.accessible_name(word).clicked();
    }
    let color = if tag.is_offered() {
        tokens.text
    } else {
        tokens.weak
    };
    let (swatch, _) = ui.allocate_exact_size(vec2(20.0, 16.0), Sense::hover());
    paint_swatch(ui.painter(), tokens, swatch, tag.color, tag.pattern);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if let Some(key) = tag.key {
            key_cap(ui, tokens, &key.to_string());
        }
        if count > 0 {
            let number = RichText::new(count.to_string()).size(12.0);
            silent(&ui.label(number.color(tokens.weak)));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            silent(&ui.add(TextLabel::new(&tag.name).color(color).one_line()));
        });
    });
    (response.on_hover_ui(|ui| explain(ui, tag, tokens)), folds)
}

/// A key as it looks on a keyboard.
pub(in crate::app) fn key_cap(ui: &mut Ui, tokens: &Tokens, key: &str) {
    egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, tokens.border))
        .fill(tokens.raised)
        .corner_radius(3.0)
        .inner_margin(egui::Margin::symmetric(5, 0))
        .show(ui, |ui| {
            silent(&ui.label(RichText::new(key).monospace().size(12.0)));
        });
}

/// How wide [`key_cap`] is.
pub(in crate::app) fn key_cap_width(ui: &Ui, key: &str) -> f32 {
    let font = egui::FontId::monospace(12.0);
    let text = ui
        .painter()
        .layout_no_wrap(key.to_owned(), font, ui.visuals().text_color());
    text.size().x + 12.0
}

/// Definition and examples of a tag.
pub(super) fn explain(ui: &mut Ui, tag: &Tag, tokens: &Tokens) {
    ui.set_max_width(340.0);
    ui.label(RichText::new(&tag.name).strong());
    if !tag.definition.is_empty() {
        ui.add(TextLabel::new(&tag.definition));
    }
    for (title, examples) in [
        (say!("tags-examples"), &tag.examples),
        (say!("tags-counterexamples"), &tag.counterexamples),
    ] {
        if !examples.is_empty() {
            ui.add_space(space::SMALL);
            ui.label(RichText::new(title).size(12.0).color(tokens.weak));
            for example in examples {
                ui.add(TextLabel::new(&example.text));
            }
        }
    }
}
