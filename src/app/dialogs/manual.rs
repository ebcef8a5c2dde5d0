//! A page of the manual.

use egui::Ui;

use super::field::{close_button, steady_body};
use super::guidelines::scroll_with_keys;
use super::markdown::{self, Block};
use super::{Dialog, Flow, View};

/// A page of the manual: its first line is its title.
pub struct ManualPage {
    title: String,
    page: Vec<Block>,
}

impl ManualPage {
    /// The dialog with a page.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
        Self {
            title: title.trim_start_matches('#').trim().to_owned(),
            page: markdown::parse(rest),
        }
    }
}

impl Dialog for ManualPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn width(&self) -> f32 {
        720.0
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
