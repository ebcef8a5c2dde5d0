//! The page of the manual about the safety of people's work.

use egui::Ui;

use crate::say;

use super::field::{close_button, steady_body};
use super::guidelines::scroll_with_keys;
use super::markdown::{self, Block};
use super::{Dialog, Flow, View};

/// The page of the manual about the safety of people's work.
pub struct Promises {
    page: Vec<Block>,
}

impl Promises {
    /// The dialog with the page.
    #[must_use]
    pub fn new() -> Self {
        let text = include_str!("../../../assets/manual/promises.md");
        // Its first line is the title of the dialog.
        let rest = text.split_once('\n').map_or(text, |(_, rest)| rest);
        Self {
            page: markdown::parse(rest),
        }
    }
}

impl Default for Promises {
    fn default() -> Self {
        Self::new()
    }
}

impl Dialog for Promises {
    fn title(&self) -> String {
        say!("promises-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        steady_body(ui, 0.0, |ui| {
            scroll_with_keys(ui);
            markdown::show(ui, view.tokens, &self.page);
        });
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}
