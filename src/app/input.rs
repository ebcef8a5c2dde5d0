//! From events to commands: strokes, copy and paste, drops, the close button.

use std::time::{Duration, Instant};

use egui::{Event, Key};

use super::act::LETTERS;
use super::codebook::CodebookScreen;
use super::command::{Command, find_on};
use super::keys::{Chord, take_strokes};
use super::syncing::SYNCING;
use super::workspace::Workspace;
use super::{Keyboard, Leave, Postil, Screen, files};

impl Postil {
    /// Takes this frame's strokes out of the input and carries out what they stand for.
    pub(super) fn take_input(&mut self, ctx: &egui::Context) {
        let dropped = files::dropped_paths(ctx, &mut self.notices);
        if !dropped.is_empty() {
            self.take_drop(dropped, ctx);
        }
        super::panels::take_carried(ctx);
        if self.dialog.is_some() {
            return;
        }
        if egui::Popup::is_any_open(ctx) {
            // An open menu has the keyboard.
            return;
        }
        // A field or button that has the keyboard keeps it, but for the chords that work everywhere. It counts where the
        // keyboard was before this frame: egui has taken it from a field by now when the stroke is Escape.
        // What stands in place of the article is a field as a whole: what it hides is not to be marked.
        let in_field = !matches!(self.keyboard, Keyboard::Text | Keyboard::Nowhere)
            || ctx.text_edit_focused()
            || self.instead().is_some();
        // There, what is done with the chosen tag goes before letters that nobody types with Alt.
        let in_codebook = self.codebook().is_some_and(CodebookScreen::is_in_list);
        // A screen that is all keys has letters of its own, unless something is typed in it.
        let screen = self.instead().filter(|_| !ctx.text_edit_focused());
        let held = !in_field && self.workspace().is_some_and(Workspace::holds_letters);
        let commands = ctx.input_mut(|input| {
            // What is typed behind a stroke that opens a question answers it.
            let mut opens = false;
            let mut awaited = self.workspace().map_or(0, Workspace::letters_awaited);
            let found = take_strokes(&mut input.events, |stroke: Chord| {
                if opens {
                    return None;
                }
                let own = screen.and_then(|screen| find_on(self.rows(), stroke, screen));
                if let Some(row) = own {
                    opens = row.command.asks_on_its_screen();
                    return Some(Some(row.command.clone()));
                }
                let is_of_list = || {
                    in_codebook
                        && (self.command_for(stroke)).is_some_and(|it| it.is_of_chosen_entry())
                };
                if in_field && !stroke.works_in_fields() && !is_of_list() {
                    return None;
                }
                let command = self.command_for(stroke);
                let leaps = matches!(command, Some(Command::GoToWord | Command::SelectToWord));
                if awaited > 0 && !in_field && !leaps {
                    match stroke {
                        Chord::Typed(c) => {
                            awaited -= 1;
                            return Some(Some(Command::Letter(c)));
                        }
                        Chord::Named(_, Key::Enter) => {
                            awaited = 0;
                            return Some(Some(Command::EndLetters));
                        }
                        Chord::Named(..) => {}
                    }
                }
                if leaps {
                    awaited = if awaited > 0 { 0 } else { LETTERS };
                }
                opens = command
                    .as_ref()
                    .is_some_and(|command| self.opens_question(command));
                match stroke {
                    // The welcome page has its own use for it.
                    Chord::Named(_, Key::Enter) if self.workspace().is_none() => None,
                    // Digits take what is proposed for an annotation without a place.
                    Chord::Typed(c) if self.takes_digit(c) => None,
                    // Digits pick a role, whatever else they mean.
                    Chord::Typed(c) if held && c.is_ascii_digit() => None,
                    Chord::Typed(_) if held => Some(command.filter(changes_nothing)),
                    _ => command.map(Some),
                }
            });
            let mut found: Vec<Command> = found.into_iter().flatten().collect();
            if in_codebook && found.iter().any(Command::is_of_chosen_entry) {
                // Some systems send the letter of such a stroke as text too, which nobody has meant for the filter.
                input
                    .events
                    .retain(|event| !matches!(event, Event::Text(_)));
            }
            if !in_field {
                input.events.retain(|event| {
                    let copy = matches!(event, Event::Copy | Event::Cut);
                    if copy {
                        found.push(Command::Copy);
                    }
                    !copy
                });
            }
            found
        });
        let pasted = (!in_field || self.paste_wanted)
            .then(|| take_paste(ctx))
            .flatten();
        if !commands.is_empty() || in_field {
            // The clipboard had nothing to give; a later paste is none of ours.
            self.paste_wanted = false;
        }
        if let Some(text) = pasted {
            self.paste_wanted = false;
            if self.workspace().is_some() {
                self.paste_article(text, ctx);
            }
        }
        for command in commands {
            let was_refused = self.end_refusal();
            // Escape and Enter only say that it was read.
            let is_read = matches!(command, Command::ClearSelection | Command::EditAttributes);
            if !(was_refused && is_read) {
                self.perform(&command, ctx);
            }
        }
    }

    /// Whether a command asks for more beside the text.
    fn opens_question(&self, command: &Command) -> bool {
        match command {
            Command::TagAs(_) => self.workspace().is_some_and(|workspace| workspace.asks),
            Command::Link | Command::LinkAs(_) | Command::FillIn => self.workspace().is_some(),
            _ => false,
        }
    }

    /// Whether a digit is the number of a place that is proposed.
    fn takes_digit(&self, c: char) -> bool {
        let open = self.workspace().and_then(|it| it.open.as_ref());
        let proposed = open
            .filter(|open| !open.is_asked())
            .and_then(|open| open.placing.as_ref());
        let number = c.to_digit(10).map_or(0, |digit| digit as usize);
        proposed.is_some_and(|it| (1..=it.proposals.len()).contains(&number))
    }

    /// Whoever goes on has read why there is no link.
    fn end_refusal(&mut self) -> bool {
        match &mut self.screen {
            Screen::Workspace(workspace) => workspace
                .open
                .as_mut()
                .is_some_and(|open| open.refused.take().is_some()),
            _ => false,
        }
    }

    /// Tells the open project when the window is used again or left.
    pub(super) fn note_turn(&mut self, ctx: &egui::Context) {
        let turn = ctx.input(|input| {
            let last = input.events.iter().rev();
            last.clone().find_map(|event| match event {
                Event::WindowFocused(is_used) => Some(*is_used),
                _ => None,
            })
        });
        if let (Some(is_used), Some(workspace)) = (turn, self.workspace()) {
            workspace.turn(is_used);
            if is_used {
                self.look_for_repository(ctx);
            }
        }
    }

    /// Notes where the keyboard is, as long as no dialog has it.
    pub(super) fn note_keyboard(&mut self, ctx: &egui::Context, in_menus: bool) {
        if self.dialog.is_some() {
            return;
        }
        let in_text = self
            .workspace()
            .and_then(|workspace| workspace.open.as_ref())
            .is_some_and(|open| open.reader.has_focus(ctx));
        self.keyboard = match ctx.memory(egui::Memory::focused) {
            None => Keyboard::Nowhere,
            Some(_) if in_text => Keyboard::Text,
            Some(_) if in_menus => Keyboard::Menus,
            Some(id) if id == super::panels::filter_id() => Keyboard::Filter,
            Some(_) => Keyboard::Elsewhere,
        };
    }

    fn take_drop(&mut self, paths: Vec<std::path::PathBuf>, ctx: &egui::Context) {
        // A project folder is opened; anything else is loaded into the open project.
        match paths.as_slice() {
            [one] if one.join("project.ron").is_file() => self.open_project(one.clone(), ctx),
            _ if self
                .dialog
                .as_mut()
                .is_some_and(|dialog| dialog.dropped(&paths)) => {}
            _ => self.add_files(paths, ctx),
        }
    }

    /// Leaves the open project as soon as everything is on the disk: at once when it is.
    pub(super) fn leave(&mut self, why: Leave, ctx: &egui::Context) {
        self.leaving = Some(why);
        self.leave_when_saved(ctx);
    }

    /// Keeps the window open until everything is on the disk, and goes on with what waits for that.
    pub(super) fn guard_leaving(&mut self, ctx: &egui::Context) {
        let closes = ctx.input(|input| input.viewport().close_requested());
        if closes && !self.quitting && self.unsaved() > 0 {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.leaving = Some(Leave::Quit);
            if let Some(workspace) = self.workspace() {
                workspace.saver.retry();
            }
        }
        self.leave_when_saved(ctx);
    }

    /// Ends the program because the system asks for it: as when the window is closed, but without a question. What cannot be
    /// brought into the project folder in time is in the journal. To be called until it has ended.
    pub fn end(&mut self, ctx: &egui::Context) {
        /// A system that goes down waits a few seconds at most.
        const PATIENCE: Duration = Duration::from_millis(1500);
        if self.quitting {
            return;
        }
        let now = Instant::now();
        let since = *self.ending.get_or_insert(now);
        if self.unsaved() == 0 || now.duration_since(since) >= PATIENCE {
            self.leaving = Some(Leave::Quit);
            self.leave_now(ctx);
            return;
        }
        self.stop_sync();
        if let Some(workspace) = self.workspace() {
            workspace.saver.retry();
        }
        ctx.request_repaint_after(Duration::from_millis(20));
    }

    fn leave_when_saved(&mut self, ctx: &egui::Context) {
        if self.leaving.is_none() {
            return;
        }
        // Whoever leaves without saying that the removal of a file was meant keeps what it held.
        if let super::Screen::Workspace(workspace) = &mut self.screen {
            workspace.write_missing();
        }
        // A sync that is going on ends at the next place where it may.
        self.stop_sync();
        if self.unsaved() == 0 {
            self.leave_now(ctx);
        } else if let Some(workspace) = self.workspace() {
            let status = workspace.saver.status();
            // Whatever failed waits for an answer in the banner.
            if status.trouble.is_none()
                && status.failed.iter().all(|failure| failure.aside.is_some())
            {
                workspace.saver.retry();
                ctx.request_repaint_after(Duration::from_millis(50));
            }
        }
    }

    /// How much of the open project is not where it should be: files that are not in the project folder, edits that are
    /// not in the journal; git in the middle of its work. A file that another program changed counts as saved when our version lies beside it.
    fn unsaved(&self) -> usize {
        let syncs = usize::from(self.jobs.is_running(SYNCING));
        self.workspace().map_or(0, |workspace| {
            let status = workspace.saver.status();
            let aside = status
                .failed
                .iter()
                .filter(|failure| failure.aside.is_some());
            let saved = aside.count().min(status.pending);
            status.in_memory + status.pending - saved + workspace.missing().len() + syncs
        })
    }

    /// Leaves the open project whatever is not on the disk.
    pub(super) fn leave_now(&mut self, ctx: &egui::Context) {
        let Some(why) = self.leaving.take() else {
            return;
        };
        match why {
            Leave::Quit => {
                self.quitting = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Leave::Close => self.close_project(),
            Leave::Open(root) => self.start_opening(root, ctx),
            Leave::Sample => self.start_sample(ctx),
            Leave::Create(wanted) => self.start_creating(wanted, ctx),
        }
    }

    /// Whether something waits for the disk.
    pub(super) fn is_leaving(&self) -> bool {
        self.leaving.is_some()
    }

    /// Goes on with the open project.
    pub(super) fn stay(&mut self) {
        self.leaving = None;
    }
}

/// Whether a command that was typed without looking does no harm.
fn changes_nothing(command: &Command) -> bool {
    matches!(
        command,
        Command::LinkAs(_) | Command::FindText | Command::Keys
    )
}

fn take_paste(ctx: &egui::Context) -> Option<String> {
    ctx.input_mut(|input| {
        let at = input
            .events
            .iter()
            .position(|event| matches!(event, Event::Paste(_)))?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}
