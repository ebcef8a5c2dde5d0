//! What became of the files of an import, once it is done.

use egui::Ui;

use crate::app::dialogs::field::room;
use crate::app::dialogs::{Dialog, Flow, View};
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::import::articles::{Fate, Report};
use crate::say;
use crate::words::phrase;

use super::files::{show_told, told};

/// Lists what became of each file.
pub struct ReportDialog {
    summary: String,
    lines: Vec<(bool, String)>,
}

impl ReportDialog {
    /// The dialog for a report.
    #[must_use]
    pub fn new(report: &Report) -> Self {
        let (mut added, mut same, mut twice, mut refused) = (0, 0, 0, 0);
        for file in &report.files {
            match &file.fate {
                Fate::Read {
                    added: new,
                    same: old,
                    twice: twins,
                    ..
                } => {
                    added += new;
                    same += old.len();
                    twice += twins.len();
                }
                Fate::Refused(_) => refused += 1,
            }
        }
        Self {
            summary: say!(
                "intake-report-summary",
                added = added,
                files = report.files.len(),
                same = same,
                twice = twice,
                refused = refused
            ),
            lines: lines(report),
        }
    }

    /// Whether there is more to tell than that all was added.
    #[must_use]
    pub fn is_worth_it(report: &Report) -> bool {
        let mut files = report.files.iter();
        let is_told = files.any(|file| {
            !file.remarks.is_empty()
                || match &file.fate {
                    Fate::Read { same, twice, .. } => !same.is_empty() || !twice.is_empty(),
                    Fate::Refused(_) => true,
                }
        });
        is_told || !report.near.is_empty()
    }
}

/// What became of each file, and what came that is nearly the same as an article that was here.
fn lines(report: &Report) -> Vec<(bool, String)> {
    let mut lines = told(&report.files);
    if !report.near.is_empty() {
        let near = report.near.iter().map(|it| (true, it.sentence()));
        lines.extend(near);
        let command = phrase("command-carry-over");
        lines.push((false, say!("intake-report-near", command = command)));
    }
    lines
}

impl Dialog for ReportDialog {
    fn title(&self) -> String {
        say!("intake-report-title").to_owned()
    }

    fn width(&self) -> f32 {
        760.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        ui.add(TextLabel::new(&self.summary).bold(true));
        ui.add_space(space::MEDIUM);
        show_told(ui, view, &self.lines, (room(ui) - 60.0).max(96.0));
        ui.add_space(space::LARGE);
        let mut closes = false;
        ui.horizontal_wrapped(|ui| {
            closes = ui.button(say!("dialog-close")).clicked();
            if ui.button(say!("intake-report-copy")).clicked() {
                let lines = self.lines.iter().map(|(_, line)| line.as_str());
                let text: Vec<&str> = core::iter::once(self.summary.as_str())
                    .chain(lines)
                    .collect();
                ui.ctx().copy_text(text.join("\n"));
            }
        });
        if closes { Flow::Close } else { Flow::Stay }
    }
}
