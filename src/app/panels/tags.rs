//! The tags at the right: what they mean, their keys, how often they are used here.

use egui::{Align, Layout, RichText, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::app::command::Command;
use crate::app::dialogs::paint_swatch;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;
use crate::model::Tag;
use crate::say;

use super::{Room, silent};

/// Draws the tags.
pub fn show(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    ui.horizontal(|ui| {
        super::heading(ui, room.tokens, say!("tags-heading"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui
                .small_button(say!("tags-edit"))
                .on_hover_text(say!("tags-edit-help"))
                .clicked()
            {
                room.wish(Command::Codebook);
            }
        });
    });
    if workspace.project.codebook.tags.is_empty() {
        ui.label(say!("tags-none"));
        if ui.button(say!("tags-add")).clicked() {
            room.wish(Command::Codebook);
        }
        return;
    }
    let chosen = workspace.chosen();
    let mut wanted = None;
    for tag in &workspace.project.codebook.tags {
        let count = workspace.tag_count(&tag.id);
        let is_chosen = chosen
            .as_ref()
            .is_some_and(|annotation| annotation.tag == tag.id);
        if tag_row(ui, tag, count, is_chosen, room.tokens).clicked() {
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

fn tag_row(ui: &mut Ui, tag: &Tag, count: usize, chosen: bool, tokens: &Tokens) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| {
        let name = if let Some(key) = tag.key {
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
            silent(&ui.add(TextLabel::new(&tag.name).one_line()));
        });
    });
    response.on_hover_ui(|ui| explain(ui, tag, tokens))
}

/// A key as it looks on a keyboard.
fn key_cap(ui: &mut Ui, tokens: &Tokens, key: &str) {
    egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, tokens.border))
        .fill(tokens.raised)
        .corner_radius(3.0)
        .inner_margin(egui::Margin::symmetric(5, 0))
        .show(ui, |ui| {
            silent(&ui.label(RichText::new(key).monospace().size(12.0)));
        });
}

/// Definition and examples of a tag.
fn explain(ui: &mut Ui, tag: &Tag, tokens: &Tokens) {
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
                ui.add(TextLabel::new(example));
            }
        }
    }
}
