//! The first thing that a newcomer sees, and the page while a project is being opened.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, RichText, Ui, vec2};

use crate::app::Postil;
use crate::app::access;
use crate::app::command::Command;
use crate::app::dialogs::Action;
use crate::app::jobs::Jobs;
use crate::app::settings::Settings;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{TextButton, TextLabel, isolated};
use crate::say;

use super::Wish;

/// Width of the page's column, in points.
const COLUMN: f32 = 520.0;

/// Draws the welcome page.
pub fn welcome(ui: &mut Ui, tokens: &Tokens, settings: &mut Settings, wishes: &mut Vec<Wish>) {
    column(ui, tokens, |ui| {
        ui.label(RichText::new("Postil").size(38.0).strong());
        ui.label(
            RichText::new(say!("welcome-about"))
                .size(16.0)
                .color(tokens.weak),
        );
        ui.add_space(space::HUGE);
        for (command, title, about) in [
            (
                Command::NewProject,
                say!("welcome-new"),
                say!("welcome-new-about"),
            ),
            (
                Command::OpenProject,
                say!("welcome-open"),
                say!("welcome-open-about"),
            ),
            (
                Command::OpenSample,
                say!("welcome-sample"),
                say!("welcome-sample-about"),
            ),
        ] {
            if choice(ui, tokens, title, about).clicked() {
                wishes.push(Wish::Command(command));
            }
        }
        ui.add_space(space::HUGE);
        super::heading(ui, tokens, say!("welcome-recent"));
        if settings.recent.is_empty() {
            ui.label(RichText::new(say!("welcome-recent-none")).color(tokens.weak));
        }
        let mut forgotten = None;
        egui::ScrollArea::vertical().show(ui, |ui| {
            for path in &settings.recent {
                recent(ui, tokens, settings, path, wishes, &mut forgotten);
            }
            access::follow(ui);
        });
        if let Some(path) = forgotten {
            settings.forget(&path);
        }
        ui.add_space(space::LARGE);
        let keys = match settings.recent.first() {
            Some(last) => {
                let name = settings.name_of(last);
                say!("welcome-keys-again", project = isolated(&name))
            }
            None => say!("welcome-keys-new").to_owned(),
        };
        ui.add(TextLabel::new(&keys).color(tokens.weak));
    });
    let is_idle =
        ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if is_idle && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        wishes.push(match settings.recent.first() {
            Some(last) => Wish::Action(Action::Open(last.clone())),
            None => Wish::Command(Command::NewProject),
        });
    }
}

fn recent(
    ui: &mut Ui,
    tokens: &Tokens,
    settings: &Settings,
    path: &Path,
    wishes: &mut Vec<Wish>,
    forgotten: &mut Option<PathBuf>,
) {
    let name = settings.name_of(path);
    let folder = path.display().to_string();
    ui.horizontal(|ui| {
        let button = ui.scope(|ui| {
            // The folder and “Forget” have their room.
            ui.set_max_width(COLUMN * 0.5);
            ui.add(TextButton::new(&name))
        });
        if button.inner.on_hover_text(&folder).clicked() {
            wishes.push(Wish::Action(Action::Open(path.to_owned())));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let forget = ui
                .small_button(say!("welcome-forget"))
                .on_hover_text(say!("welcome-forget-help"));
            if forget.clicked() {
                *forgotten = Some(path.to_owned());
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(TextLabel::new(&folder).color(tokens.weak).one_line());
            });
        });
    });
}

/// A large button with a title and a line about it.
fn choice(ui: &mut Ui, tokens: &Tokens, title: &str, about: &str) -> egui::Response {
    let mut text = egui::text::LayoutJob::default();
    let font = |size| egui::FontId::proportional(size);
    text.append(
        title,
        0.0,
        egui::TextFormat::simple(font(16.0), tokens.text),
    );
    text.append("\n", 0.0, egui::TextFormat::simple(font(16.0), tokens.text));
    text.append(
        about,
        0.0,
        egui::TextFormat::simple(font(13.0), tokens.weak),
    );
    let button = egui::Button::new(text).min_size(vec2(ui.available_width(), 56.0));
    ui.add(button)
}

/// Draws the page while a project is being opened; true when the user has had enough of waiting.
pub fn opening(ui: &mut Ui, tokens: &Tokens, root: &Path, jobs: &Jobs<Postil>) -> bool {
    let mut cancel = false;
    column(ui, tokens, |ui| {
        ui.label(RichText::new(say!("welcome-opening")).size(22.0).strong());
        ui.label(RichText::new(root.display().to_string()).color(tokens.weak));
        ui.add_space(space::MEDIUM);
        for (name, share, _) in jobs.running() {
            ui.add(egui::ProgressBar::new(share).text(name));
        }
        ui.add_space(space::MEDIUM);
        cancel = ui.button(say!("panel-cancel")).clicked();
    });
    cancel
}

fn column(ui: &mut Ui, tokens: &Tokens, contents: impl FnOnce(&mut Ui)) {
    egui::CentralPanel::default()
        .frame(
            egui::Frame::new()
                .fill(tokens.page)
                .inner_margin(space::HUGE),
        )
        .show(ui, |ui| {
            let width = COLUMN.min(ui.available_width());
            let left = (ui.available_width() - width) / 2.0;
            let top = (ui.available_height() * 0.12).min(110.0);
            ui.add_space(top);
            ui.horizontal_top(|ui| {
                ui.add_space(left);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    contents(ui);
                });
            });
        });
}
