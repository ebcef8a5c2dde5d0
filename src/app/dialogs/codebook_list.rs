//! A line of the codebook's lists, with its buttons.

use egui::{Button, RichText, Ui, vec2};

use crate::model::{Color, Pattern};
use crate::say;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::buttons_width;
use super::swatch::swatch;

/// What a line shows.
pub(super) struct Line<'a> {
    /// Its id, by which the keyboard follows it when it moves.
    pub(super) id: &'a str,
    /// Colour and pattern, of a tag.
    pub(super) look: Option<(Color, Pattern)>,
    /// Its name.
    pub(super) name: &'a str,
    /// Its key.
    pub(super) key: Option<char>,
    /// Something more of it, in a few words.
    pub(super) detail: String,
    /// What it means.
    pub(super) definition: &'a str,
}

/// What a button of a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Opens the form.
    Open,
    /// Moves it up by one.
    Up,
    /// Moves it down by one.
    Down,
    /// Removes it.
    Remove,
}

/// Shows a line at `place.0` of `place.1` ones; `why_not` says why nothing can be changed.
pub(super) fn show_line(
    ui: &mut Ui,
    tokens: &Tokens,
    line: &Line<'_>,
    (at, count): (usize, usize),
    why_not: Option<&str>,
) -> Option<(usize, Press)> {
    let mut press = None;
    ui.push_id(("line", line.id), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let edit = if why_not.is_none() {
                say!("codebook-edit")
            } else {
                say!("codebook-show")
            };
            let (up, down) = (say!("dialog-up"), say!("dialog-down"));
            let taken = buttons_width(ui, &[edit, up, down, say!("dialog-remove")]);
            let room = vec2((ui.available_width() - taken).max(60.0), 24.0);
            let left_to_right = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(room, left_to_right, |ui| {
                ui.set_min_width(room.x);
                show_name(ui, tokens, line);
            });
            press = show_buttons(ui, line.name, (at, count), why_not);
        });
        let below = if line.definition.is_empty() {
            line.detail.clone()
        } else {
            format!("{} ({})", line.definition, line.detail)
        };
        ui.add(TextLabel::new(&below).color(tokens.weak));
        ui.add_space(space::MEDIUM);
    });
    press.map(|press| (at, press))
}

fn show_name(ui: &mut Ui, tokens: &Tokens, line: &Line<'_>) {
    if let Some((color, pattern)) = line.look {
        swatch(ui, tokens, color, pattern);
    }
    if let Some(key) = line.key {
        let key = RichText::new(format!(" {key} ")).monospace();
        ui.label(key.background_color(tokens.hover))
            .on_hover_text(say!("codebook-its-key"));
    }
    ui.add(TextLabel::new(line.name).bold(true).lines(Lines::One));
}

fn show_buttons(
    ui: &mut Ui,
    name: &str,
    (at, count): (usize, usize),
    why_not: Option<&str>,
) -> Option<Press> {
    let mut press = None;
    let mut button = |word: &str, spoken: String, refused: Option<&str>, then| {
        let button = ui
            .add_enabled(refused.is_none(), Button::new(word))
            .on_disabled_hover_text(refused.unwrap_or_default());
        if button.accessible_name(spoken).clicked() {
            press = Some(then);
        }
    };
    let (edit, spoken) = if why_not.is_none() {
        (
            say!("codebook-edit"),
            say!("codebook-edit-named", name = name),
        )
    } else {
        (
            say!("codebook-show"),
            say!("codebook-show-named", name = name),
        )
    };
    button(edit, spoken, None, Press::Open);
    let first = (at == 0).then_some(say!("codebook-is-first"));
    let spoken = say!("codebook-up-named", name = name);
    button(say!("dialog-up"), spoken, why_not.or(first), Press::Up);
    let last = (at + 1 == count).then_some(say!("codebook-is-last"));
    let spoken = say!("codebook-down-named", name = name);
    button(say!("dialog-down"), spoken, why_not.or(last), Press::Down);
    let spoken = say!("codebook-remove-named", name = name);
    button(say!("dialog-remove"), spoken, why_not, Press::Remove);
    press
}
