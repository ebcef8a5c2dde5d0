//! The backups of the project, and copies made of them.

use std::sync::mpsc::{Receiver, channel};

use egui::{RichText, Ui};
use jiff::tz::TimeZone;

use crate::app::command::Command;
use crate::store::{Backup, Backups};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, room};
use super::rows::{Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: two lines.
const ROW: f32 = 46.0;
/// Height of what stands below the list.
const BELOW: f32 = 120.0;

/// Lists the backups of a project, newest first, and restores one of them into a copy.
#[derive(Debug)]
pub struct BackupsDialog {
    backups: Option<Backups>,
    waiting: Option<Receiver<Vec<Backup>>>,
    list: Option<Vec<Backup>>,
    chosen: Option<u64>,
    open: bool,
    first: FirstFocus,
}

impl BackupsDialog {
    /// The dialog for these backups; none where there is no place for any.
    #[must_use]
    pub fn new(backups: Option<Backups>) -> Self {
        Self {
            backups,
            waiting: None,
            list: None,
            chosen: None,
            open: true,
            first: FirstFocus::default(),
        }
    }

    /// Reads the list on a thread, once.
    fn read(&mut self, ctx: &egui::Context) {
        if let Some(list) = self
            .waiting
            .as_ref()
            .and_then(|waiting| waiting.try_recv().ok())
        {
            self.waiting = None;
            self.list = Some(list);
        }
        if self.list.is_some() || self.waiting.is_some() {
            return;
        }
        let Some(backups) = self.backups.clone() else {
            self.list = Some(Vec::new());
            return;
        };
        let (send, receive) = channel();
        let theirs = ctx.clone();
        let spawned = std::thread::Builder::new()
            .name("postil-list-backups".to_owned())
            .spawn(move || {
                let _gone = send.send(backups.list());
                theirs.request_repaint();
            });
        match spawned {
            Ok(_) => self.waiting = Some(receive),
            Err(error) => {
                tracing::error!(%error, "no thread for the list of backups");
                self.list = Some(Vec::new());
            }
        }
    }

    fn show_list(&mut self, ui: &mut Ui, tokens: &Tokens, backups: &[Backup]) {
        let height = (room(ui) - BELOW).clamp(2.0 * ROW, 7.0 * ROW);
        let nothing = "There is no backup yet. The first one is made within the hour in which something is changed, or now with the button below.";
        list(
            ui,
            (height, ROW),
            (backups.len(), nothing),
            None,
            |ui, at| {
                let backup = &backups[at];
                let is_chosen = self.chosen == Some(backup.number);
                let shown = show_backup(ui, tokens, backup, is_chosen);
                if at == 0 {
                    self.first.take(&shown);
                }
                if shown.clicked() {
                    self.chosen = Some(backup.number);
                }
            },
        );
    }
}

impl Dialog for BackupsDialog {
    fn title(&self) -> String {
        "Backups".to_owned()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        self.read(ui.ctx());
        ui.add(
            TextLabel::new("Made by themselves every hour in which something was changed, and before imports, merges and restores; kept on this computer, outside the project folder.")
                .color(view.tokens.weak),
        );
        ui.add_space(space::SMALL);
        match self.list.take() {
            Some(backups) => {
                self.show_list(ui, view.tokens, &backups);
                self.list = Some(backups);
            }
            None => drop(ui.add(TextLabel::new("Reading…").color(view.tokens.weak))),
        }
        let usable = self
            .list
            .iter()
            .flatten()
            .find(|backup| Some(backup.number) == self.chosen && backup.about.is_ok());
        let usable = usable.map(|backup| (backup.number, backup.at));
        ui.add_space(space::MEDIUM);
        ui.add(
            TextLabel::new(
                "A copy is written beside the project folder. The project itself stays as it is.",
            )
            .color(view.tokens.weak),
        );
        ui.checkbox(&mut self.open, "Open the copy");
        ui.add_space(space::MEDIUM);
        let mut flow = Flow::Stay;
        ui.horizontal_wrapped(|ui| {
            let face =
                egui::Button::new(RichText::new("Restore a copy").color(view.tokens.on_accent))
                    .fill(view.tokens.accent);
            let restore = ui
                .add_enabled(usable.is_some(), face)
                .on_disabled_hover_text("Choose a backup that is whole first");
            if let Some((number, at)) = usable.filter(|_| restore.clicked()) {
                let open = self.open;
                flow = Flow::Then(vec![Action::Restore { number, at, open }]);
            }
            if ui.button("Back up now").clicked() {
                flow = Flow::Do(vec![Action::Perform(Command::BackUp)]);
            }
            if ui.button("Close").clicked() {
                flow = Flow::Close;
            }
        });
        flow
    }

    fn renew(&mut self) {
        self.waiting = None;
        self.list = None;
    }
}

fn show_backup(ui: &mut Ui, tokens: &Tokens, backup: &Backup, chosen: bool) -> egui::Response {
    let at = backup.at.to_zoned(TimeZone::system());
    let at = at.strftime("%A, %-d %B %Y, %H:%M").to_string();
    let (about, color) = match &backup.about {
        Ok(about) => {
            let files = match about.files {
                1 => "1 file".to_owned(),
                files => format!("{files} files"),
            };
            let size = about.bytes.div_ceil(1000);
            let why = about.reason.words();
            (format!("{why}; {files}, {size} kB"), tokens.weak)
        }
        Err(damage) => (format!("Damaged: {damage}"), tokens.error),
    };
    let name = format!("{at}: {about}");
    row(
        ui,
        tokens,
        Look::chosen(chosen),
        (backup.number, ROW),
        &name,
        |ui| {
            ui.set_height(ROW);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::SMALL);
            ui.add(TextLabel::new(&at).lines(Lines::One));
            ui.add(TextLabel::new(&about).color(color).lines(Lines::One));
        },
    )
}
