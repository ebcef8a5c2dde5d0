//! What the program is, under which licences, and where it keeps things.

use std::path::PathBuf;

use egui::{RichText, Ui};

use super::super::theme::space;
use super::super::typeset::TextLabel;
use super::field::{body, close_button};
use super::{Dialog, Flow, View};
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
        "About Postil".to_owned()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        body(ui, |ui| {
            ui.label(RichText::new(concat!("Postil ", env!("CARGO_PKG_VERSION"))).strong());
            ui.label("Labelling news articles by hand.");
            ui.add_space(space::LARGE);
            let paragraph = |ui: &mut Ui, heading: &str, text: &str| {
                ui.label(RichText::new(heading).strong());
                ui.add(TextLabel::new(text).color(view.tokens.weak));
                ui.add_space(space::SMALL);
            };
            paragraph(
                ui,
                "Licence",
                "MIT or Apache-2.0, as you prefer. The fonts Inter and Source Serif 4 are under the SIL Open Font \
                 License 1.1.",
            );
            paragraph(
                ui,
                "Your data",
                "Projects are folders of text files on your own disks. Nothing is sent anywhere.",
            );
            for (heading, place) in [("Settings", &self.settings), ("Log", &self.log)] {
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
