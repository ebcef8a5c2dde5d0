//! The backups of the project, and copies made of them.

use egui::Ui;

use crate::app::command::Command;
use crate::say;
use crate::store::{Backup, Backups};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, primary_button, room};
use super::history::time_of_weekday;
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
    list: Option<Awaited<Vec<Backup>>>,
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
            list: None,
            chosen: None,
            open: true,
            first: FirstFocus::default(),
        }
    }

    fn show_list(&mut self, ui: &mut Ui, tokens: &Tokens, backups: &[Backup]) {
        let height = (room(ui) - BELOW).clamp(2.0 * ROW, 7.0 * ROW);
        list(
            ui,
            (height, ROW),
            (backups.len(), say!("backups-none")),
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
        say!("backups-title").to_owned()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        ui.add(TextLabel::new(say!("backups-about")).color(view.tokens.weak));
        ui.add_space(space::SMALL);
        let backups = self.backups.clone();
        let mut awaited = self.list.take().unwrap_or_else(|| {
            Awaited::start("list-backups", ui.ctx(), move |_| {
                backups.map_or_else(Vec::new, |backups| backups.list())
            })
        });
        let mut usable = None;
        match awaited.get() {
            Some(backups) => {
                self.show_list(ui, view.tokens, backups);
                let mut backups = backups.iter();
                usable = backups
                    .find(|it| Some(it.number) == self.chosen && it.about.is_ok())
                    .map(|it| (it.number, it.at));
            }
            None => drop(ui.add(TextLabel::new(say!("backups-reading")).color(view.tokens.weak))),
        }
        self.list = Some(awaited);
        ui.add_space(space::MEDIUM);
        ui.add(TextLabel::new(say!("backups-copy")).color(view.tokens.weak));
        ui.checkbox(&mut self.open, say!("backups-open"));
        ui.add_space(space::MEDIUM);
        let mut flow = Flow::Stay;
        ui.horizontal_wrapped(|ui| {
            let why_not = usable.is_none().then(|| say!("backups-unchosen"));
            let restore = primary_button(ui, view.tokens, say!("backups-restore"), why_not);
            if let Some((number, at)) = usable.filter(|_| restore.clicked()) {
                let open = self.open;
                flow = Flow::Then(vec![Action::Restore { number, at, open }]);
            }
            if ui.button(say!("backups-now")).clicked() {
                flow = Flow::Do(vec![Action::Perform(Command::BackUp)]);
            }
            if ui.button(say!("dialog-close")).clicked() {
                flow = Flow::Close;
            }
        });
        flow
    }

    fn renew(&mut self) {
        self.list = None;
    }
}

fn show_backup(ui: &mut Ui, tokens: &Tokens, backup: &Backup, chosen: bool) -> egui::Response {
    let at = time_of_weekday(backup.at);
    let (about, color) = match &backup.about {
        Ok(about) => {
            let line = say!(
                "backups-line",
                why = about.reason.words(),
                files = about.files,
                size = about.bytes.div_ceil(1000)
            );
            (line, tokens.weak)
        }
        Err(damage) => (say!("backups-damaged", damage = damage), tokens.error),
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
