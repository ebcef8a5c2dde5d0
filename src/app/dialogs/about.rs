//! What the program is, under which licences, and where it keeps things.

use std::path::PathBuf;

use egui::{RichText, Ui};

use super::super::theme::space;
use super::super::typeset::TextLabel;
use super::field::{body, close_button};
use super::{Dialog, Flow, View};
use crate::say;
use crate::store::platform_folders;

/// The dialog about the program.
#[derive(Debug)]
pub struct About {
    settings: Option<PathBuf>,
    log: Option<PathBuf>,
}

impl About {
    /// The dialog; `log` is the file or folder that the program writes its log to, if it does.
    #[must_use]
    pub fn new(log: Option<PathBuf>) -> Self {
        Self {
            settings: platform_folders().map(|folders| folders.config_dir().join("settings.ron")),
            log,
        }
    }
}

impl Dialog for About {
    fn title(&self) -> String {
        say!("about-title").to_owned()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        body(ui, |ui| {
            ui.label(RichText::new(concat!("Postil ", env!("CARGO_PKG_VERSION"))).strong());
            ui.label(say!("about-what"));
            ui.add_space(space::LARGE);
            let paragraph = |ui: &mut Ui, heading: &str, text: &str| {
                ui.label(RichText::new(heading).strong());
                ui.add(TextLabel::new(text).color(view.tokens.weak));
                ui.add_space(space::SMALL);
            };
            paragraph(ui, say!("about-licence"), say!("about-licences"));
            paragraph(ui, say!("about-data"), say!("about-data-stays"));
            for (heading, place) in [
                (say!("about-settings"), &self.settings),
                (say!("about-log"), &self.log),
            ] {
                if let Some(place) = place {
                    paragraph(ui, heading, &place.display().to_string());
                }
            }
        });
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}
