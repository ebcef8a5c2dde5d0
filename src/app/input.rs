//! From events to commands: strokes, copy and paste, drops, the close button.

use egui::Event;

use super::command::Command;
use super::keys::{Chord, take_strokes};
use super::{Closing, Postil, Screen, files};

impl Postil {
    /// Takes this frame's strokes out of the input and carries out what they stand for.
    pub(super) fn take_input(&mut self, ctx: &egui::Context) {
        let dropped = files::dropped_paths(ctx, &mut self.notices);
        if !dropped.is_empty() {
            self.take_drop(dropped, ctx);
        }
        if self.dialog.is_some() || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let in_field = ctx.text_edit_focused();
        let commands = ctx.input_mut(|input| {
            let mut found = take_strokes(&mut input.events, |stroke: Chord| {
                (!in_field || stroke.works_in_fields())
                    .then(|| self.command_for(stroke))
                    .flatten()
            });
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
                self.paste_article(&text);
            }
        }
        for command in commands {
            self.perform(&command, ctx);
        }
    }

    fn take_drop(&mut self, paths: Vec<std::path::PathBuf>, ctx: &egui::Context) {
        // A project folder is opened; anything else is loaded into the open project.
        match paths.as_slice() {
            [one] if one.join("project.ron").is_file() => self.open_project(one.clone(), ctx),
            _ => self.add_files(paths, ctx),
        }
    }

    /// Keeps the window open until everything is on the disk.
    pub(super) fn guard_closing(&mut self, ctx: &egui::Context) {
        let pending = match &self.screen {
            Screen::Workspace(workspace) => workspace.saver.status(),
            _ => crate::store::SaveStatus::default(),
        };
        if ctx.input(|input| input.viewport().close_requested())
            && self.closing != Closing::Now
            && pending.pending > 0
        {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.closing = Closing::WhenSaved;
            if let Screen::Workspace(workspace) = &self.screen {
                workspace.saver.retry();
            }
        }
        if self.closing == Closing::WhenSaved {
            if pending.pending == 0 {
                self.closing = Closing::Now;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            } else if pending.failed.is_empty() {
                ctx.request_repaint_after(std::time::Duration::from_millis(50));
            }
        }
    }

    /// Closes although something is not on the disk.
    pub(super) fn close_anyway(&mut self, ctx: &egui::Context) {
        self.closing = Closing::Now;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Whether the program waits for the disk before it closes.
    pub(super) fn is_closing(&self) -> bool {
        self.closing == Closing::WhenSaved
    }

    /// Goes on instead of closing.
    pub(super) fn stay_open(&mut self) {
        self.closing = Closing::No;
    }
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
