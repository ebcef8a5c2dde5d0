//! The strip below the article while the first letters of a word are awaited.

use egui::{Frame, Margin, Panel, RichText, Ui};

use crate::app::typeset::{Lines, TextLabel};
use crate::app::workspace::Workspace;
use crate::say;

use super::Room;

/// Draws the strip, if letters are awaited.
pub fn show(ui: &mut Ui, workspace: &Workspace, room: &Room<'_>) {
    let Some(leap) = workspace.open.as_ref().and_then(|open| open.leap.as_ref()) else {
        return;
    };
    let strip = Panel::bottom("leap").frame(
        Frame::new()
            .fill(room.tokens.raised)
            .inner_margin(Margin::symmetric(16, 8)),
    );
    strip.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let words = if leap.extends {
                say!("leap-select", letters = &leap.letters)
            } else {
                say!("leap-go", letters = &leap.letters)
            };
            ui.add(TextLabel::new(&words).bold(true).lines(Lines::Extend));
            let keys = say!("leap-keys");
            ui.label(RichText::new(keys).color(room.tokens.weak));
        });
    });
}
