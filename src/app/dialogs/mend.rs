//! A damaged file of a project, and what can be put in its place.

use std::path::PathBuf;

use egui::{RichText, Ui};

use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::Project;
use crate::say;
use crate::store::{Home, Mending};

use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body};
use super::history::time_of_weekday;
use super::{Action, Dialog, Flow, View};

/// What is known of a damaged file when it is asked about.
#[derive(Clone, Debug)]
pub struct DamagedFile {
    /// The project folder.
    pub root: PathBuf,
    /// The file, relative to the project folder, with `/`.
    pub file: String,
    /// What is wrong with it, as a sentence.
    pub why: String,
    /// What could be read of the project.
    pub project: Project,
    /// What the state folder holds for it.
    pub home: Option<Home>,
}

/// Looks for the last good version of a file and offers to put it in its place.
#[derive(Debug)]
pub struct MendDialog {
    damaged: DamagedFile,
    found: Option<Awaited<Option<Mending>>>,
    first: FirstFocus,
}

impl MendDialog {
    /// The dialog about a file.
    #[must_use]
    pub fn new(damaged: DamagedFile) -> Self {
        Self {
            damaged,
            found: None,
            first: FirstFocus::default(),
        }
    }

    fn look(&self, ctx: &egui::Context) -> Awaited<Option<Mending>> {
        let DamagedFile {
            root,
            file,
            project,
            home,
            ..
        } = self.damaged.clone();
        Awaited::start("mend", ctx, move |progress| {
            let home = home?;
            // What is called off is not shown any more.
            Mending::look(&root, &home, &project, &file, progress).unwrap_or_default()
        })
    }
}

/// What was found, in a sentence or two.
fn told(mending: &Mending) -> String {
    match mending.at.map(time_of_weekday) {
        Some(at) if mending.changes == 0 => say!("mend-backup", at = at),
        Some(at) => say!("mend-backup-and-journal", at = at, count = mending.changes),
        None => say!("mend-journal", count = mending.changes),
    }
}

impl Dialog for MendDialog {
    fn title(&self) -> String {
        say!("mend-title").to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let mut awaited = self.found.take().unwrap_or_else(|| self.look(ui.ctx()));
        let _found_by_now = awaited.get();
        let is_waiting = awaited.is_waiting();
        let found = awaited.get().map(Option::as_ref);
        let why_not = match found {
            Some(Some(_)) => None,
            None if is_waiting => Some(say!("mend-looking")),
            _ => Some(say!("mend-nothing")),
        };
        body(ui, |ui| {
            ui.add(TextLabel::new(&self.damaged.file).bold(true));
            ui.add(TextLabel::new(&self.damaged.why));
            ui.add_space(space::MEDIUM);
            if let Some(mending) = found.flatten() {
                ui.add(TextLabel::new(&told(mending)));
                if mending.left_out > 0 {
                    let left = say!("mend-left-out", count = mending.left_out);
                    ui.add(TextLabel::new(&left).color(view.tokens.warning));
                }
                ui.add_space(space::SMALL);
                ui.label(RichText::new(say!("mend-about")).color(view.tokens.weak));
            }
        });
        let mut form = Form::new(view.tokens, &mut self.first);
        let verdict = form.buttons(ui, say!("mend-do"), why_not);
        self.found = Some(awaited);
        match verdict {
            Verdict::Primary => {
                let DamagedFile { root, file, .. } = self.damaged.clone();
                Flow::Then(vec![Action::Mend { root, file }])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
