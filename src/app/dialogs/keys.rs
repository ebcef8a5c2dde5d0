//! The cheat sheet: every key and what it does.

use egui::{RichText, Ui};

use super::super::command::{Group, Row};
use super::super::keys::Chord;
use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::field::{FirstFocus, Form, close_button, steady_body};
use super::palette::fuzzy;
use super::{Dialog, Flow, View};

/// Every key of the moment, by menu.
#[derive(Debug, Default)]
pub struct KeysDialog {
    filter: String,
    first: FirstFocus,
}

impl KeysDialog {
    /// The dialog with every key.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Dialog for KeysDialog {
    fn title(&self) -> String {
        "Keys".to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let mut form = Form::new(view.tokens, &mut self.first);
        form.text(ui, "Filter by name or key", &mut self.filter);
        ui.add_space(space::SMALL);
        let filter = self.filter.trim();
        let mut is_empty = true;
        steady_body(ui, 60.0, |ui| {
            for (group, _) in Group::ALL {
                let rows: Vec<&Row> = view
                    .rows
                    .iter()
                    .filter(|row| row.group == group && !row.keys.is_empty())
                    .filter(|row| matches(row, filter))
                    .collect();
                if !rows.is_empty() {
                    is_empty = false;
                    show_group(ui, view.tokens, group, &rows);
                }
            }
            if is_empty {
                ui.label(format!("No key fits “{filter}”."));
            }
        });
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}

fn matches(row: &Row, filter: &str) -> bool {
    let filter_lower = filter.to_lowercase();
    filter.is_empty()
        || fuzzy(filter, &row.name).is_some()
        || row
            .keys
            .iter()
            .any(|key| key.to_string().to_lowercase() == filter_lower)
}

fn show_group(ui: &mut Ui, tokens: &Tokens, group: Group, rows: &[&Row]) {
    ui.add_space(space::MEDIUM);
    ui.label(RichText::new(group.name()).strong().color(tokens.weak));
    if let Some(note) = group.note() {
        ui.label(RichText::new(note).color(tokens.weak));
    }
    egui::Grid::new(group.name())
        .num_columns(2)
        .min_col_width(220.0)
        .spacing([space::LARGE, 3.0])
        .show(ui, |ui| {
            for row in rows {
                let keys: Vec<String> = row.keys.iter().map(Chord::to_string).collect();
                ui.label(RichText::new(keys.join("  or  ")).monospace());
                ui.add(TextLabel::new(&row.name)).on_hover_text(&row.help);
                ui.end_row();
            }
        });
}
