//! The strip below the article while a brush is taken.

use egui::{Frame, Margin, Panel, RichText, Ui};

use crate::app::command::Command;
use crate::app::dialogs::paint_swatch;
use crate::app::typeset::{Lines, TextLabel};
use crate::app::workspace::Workspace;
use crate::say;

use super::Room;

/// Draws the strip, if a brush was taken.
pub fn show(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    let Some(tag) = (workspace.brush.as_ref()).and_then(|id| workspace.project.codebook.tag(id))
    else {
        return;
    };
    let strip = Panel::bottom("brush").frame(
        Frame::new()
            .fill(room.tokens.raised)
            .inner_margin(Margin::symmetric(16, 8)),
    );
    strip.show(ui, |ui| {
        ui.horizontal(|ui| {
            let (swatch, _) = ui.allocate_exact_size(egui::vec2(22.0, 16.0), egui::Sense::hover());
            paint_swatch(ui.painter(), room.tokens, swatch, tag.color, tag.pattern);
            let name = say!("brush-of", tag = &tag.name);
            ui.add(TextLabel::new(&name).bold(true).lines(Lines::Extend));
            if ui.available_width() > 560.0 {
                ui.label(RichText::new(say!("brush-keys")).color(room.tokens.weak));
            }
            if ui.button(say!("brush-down")).clicked() {
                room.wish(Command::ToggleBrush);
            }
        });
    });
}
