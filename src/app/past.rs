//! The history and the trash of the open project, and the project as it was.

use egui::Ui;

use super::command::Command;
use super::dialogs::{Focus, HistoryDialog, Scope, TrashDialog};
use super::panels::{self, Wish};
use super::theme::Tokens;
use super::{Postil, Screen};
use crate::model::Level;
use crate::say;
use crate::store::{self, Place};

impl Postil {
    /// Opens the dialog that somebody asked for, once what was done last is in the journal that it reads.
    pub(super) fn show_journal(&mut self, ctx: &egui::Context) {
        let Some(wanted) = &self.journal_wanted else {
            return;
        };
        let Some(workspace) = self.workspace() else {
            self.journal_wanted = None;
            return;
        };
        let status = workspace.saver.status();
        // One that fails is not waited for.
        if status.has_journal && status.in_memory > 0 && status.trouble.is_none() {
            return;
        }
        let scope = match wanted {
            Command::Trash => None,
            Command::AnnotationHistory => Some(Scope::Annotation),
            _ => Some(Scope::All),
        };
        let source = workspace
            .home
            .as_ref()
            .map(|home| (home.shelf(), workspace.present().clone()));
        let veil = workspace.veil();
        let open = workspace.open.as_ref();
        let focus = Focus {
            article: open.map(|open| open.key.article.clone()),
            annotation: open.and_then(|open| open.chosen.clone()),
        };
        self.dialog = Some(if let Some(scope) = scope {
            let source = source.map(|(shelf, project)| (shelf, project, veil));
            Box::new(HistoryDialog::new(source, scope, focus, ctx))
        } else {
            let annotator = workspace.annotator.clone();
            let source = source.map(|(shelf, project)| (shelf, project, annotator));
            Box::new(TrashDialog::new(source, ctx))
        });
        self.journal_wanted = None;
    }

    /// Shows the project as it was before a deed; that is found out in the background.
    pub(super) fn look_back(&mut self, place: Place, words: String, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let Some(home) = &workspace.home else {
            return;
        };
        let (shelf, project) = (home.shelf(), workspace.present().clone());
        let number = workspace.number;
        self.jobs.start("job-going-back", ctx, move |progress| {
            let then = store::project_before(&project, &shelf, place, progress);
            move |postil: &mut Self, _: &egui::Context| {
                let Screen::Workspace(workspace) = &mut postil.screen else {
                    return;
                };
                match then {
                    Ok(Some(then)) if workspace.number == number => {
                        workspace.come_back(&mut postil.notices);
                        workspace.look_back(then, words);
                    }
                    Ok(Some(_)) => {}
                    Ok(None) => postil.notices.warn(say!("past-too-far")),
                    Err(_) => postil.notices.say(say!("past-cancelled")),
                }
            }
        });
    }
}

/// Says that what is shown is not the present, and leads back there.
pub(super) fn banner(ui: &mut Ui, tokens: &Tokens, then: &str, wishes: &mut Vec<Wish>) {
    let text = say!("past-shown", then = then);
    panels::banner(ui, tokens, Level::Warning, &text, |ui| {
        if ui.button(say!("past-back-to-now")).clicked() {
            wishes.push(Wish::Command(Command::BackToNow));
        }
    });
}
