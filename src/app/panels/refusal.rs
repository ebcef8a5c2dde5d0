//! The strip below the article that says why a link could not be begun.

use egui::{Frame, Margin, Panel, RichText, Ui};

use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;
use crate::say;

use super::Room;

/// Draws the strip, if a link could not be begun and that was not read yet.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &Room<'_>) {
    let Some(open) = &mut workspace.open else {
        return;
    };
    let Some(why) = &open.refused else {
        return;
    };
    // Below the text, so that nothing the eye rests on moves.
    let strip = Panel::bottom("refusal").frame(
        Frame::new()
            .fill(room.tokens.raised)
            .inner_margin(Margin::symmetric(16, 8)),
    );
    let shown = strip.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.add(TextLabel::new(why).bold(true));
            let rest = say!("ask-letters-wait");
            ui.label(RichText::new(rest).color(room.tokens.weak));
            ui.button(say!("panel-close")).clicked()
        })
        .inner
    });
    if shown.inner || ui.input(|input| input.pointer.any_pressed()) {
        open.refused = None;
    }
}
