//! The strip below the article while annotations without a place are gone through: what one covered, and where it may
//! stand now, by number.

use egui::{Frame, Margin, Panel, RichText, ScrollArea, Ui};

use crate::app::command::Command;
use crate::app::placing::Passage;
use crate::app::theme::space;
use crate::app::typeset::{Lines, TextButton, TextLabel};
use crate::app::workspace::{OpenArticle, Workspace};
use crate::say;

use super::Room;
use super::typed::take_typed;

/// What happened in the strip.
#[derive(Clone, Copy)]
enum Outcome {
    Show(usize),
    Take(usize),
    Leave,
}

/// Draws the strip, if there is an annotation to decide on.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    workspace.refresh_placing();
    let (Some(lost), Some(text)) = (workspace.placing().cloned(), workspace.text()) else {
        return;
    };
    let Some(placing) = workspace
        .open
        .as_ref()
        .and_then(|open| open.placing.clone())
    else {
        return;
    };
    let tokens = room.tokens;
    let tag = workspace.project.codebook.tag(&lost.tag);
    let color = tag.map_or(crate::app::theme::Tokens::UNKNOWN_TAG, |tag| tag.color);
    let name = workspace.project.codebook.tag_name(&lost.tag).to_owned();
    let mut outcome = None;
    // Below the text, so that nothing the eye rests on moves.
    let frame = Frame::new()
        .fill(tokens.raised)
        .inner_margin(Margin::symmetric(16, 8));
    // The text keeps its half of a small window.
    let height = ui.available_height() / 2.0;
    let area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    Panel::bottom("place-strip").frame(frame).show(ui, |ui| {
        area.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let (number, count) = (placing.number, placing.count);
                let (place, color_of_place) = if lost.kept {
                    (
                        say!("lost-kept", number = number, count = count),
                        tokens.weak,
                    )
                } else {
                    (
                        say!("lost-one", number = number, count = count),
                        tokens.warning,
                    )
                };
                ui.label(RichText::new(place).strong().color(color_of_place));
                ui.add(
                    TextLabel::new(&name)
                        .bold(true)
                        .color(tokens.ink(color))
                        .lines(Lines::Extend),
                );
                for (command, name) in [
                    (Command::PreviousLost, say!("lost-previous")),
                    (Command::NextLost, say!("lost-next")),
                ] {
                    if ui.small_button(name).clicked() {
                        room.commands.push(super::Wish::Command(command));
                    }
                }
                if ui
                    .small_button(say!("lost-leave"))
                    .on_hover_text(say!("lost-escape"))
                    .clicked()
                {
                    outcome = Some(Outcome::Leave);
                }
            });
            let line = |ui: &mut Ui, label: &str, text: &str| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(label).size(12.0).color(tokens.weak));
                    ui.add(TextLabel::new(text));
                });
            };
            line(ui, say!("lost-stood-on"), &Passage::lost(&lost).in_words());
            line(ui, say!("lost-has-no-place"), &lost.reason);
            ui.add_space(space::SMALL);
            for (at, spans) in placing.proposals.iter().enumerate() {
                ui.horizontal(|ui| {
                    if ui
                        .small_button(say!("lost-show"))
                        .accessible_name(say!("lost-show-number", number = at + 1))
                        .on_hover_text(say!("lost-show-help"))
                        .clicked()
                    {
                        outcome = Some(Outcome::Show(at));
                    }
                    let passage = Passage::of(&text, spans).brief();
                    let words = format!("{}  {}", at + 1, passage.in_words());
                    if ui.add(TextButton::new(&words)).clicked() {
                        outcome = Some(Outcome::Take(at));
                    }
                });
            }
            ui.horizontal_wrapped(|ui| {
                let selected = workspace.selected().is_some();
                for (command, name, enabled) in [
                    (Command::PlaceAtSelection, say!("lost-set"), selected),
                    (Command::DeleteLost, say!("lost-delete"), true),
                    (Command::KeepLost, say!("lost-keep"), !lost.kept),
                ] {
                    if ui.add_enabled(enabled, egui::Button::new(name)).clicked() {
                        room.commands.push(super::Wish::Command(command));
                    }
                }
                let hint = match placing.proposals.len() {
                    0 => say!("lost-nothing-like-it"),
                    _ => say!("lost-type-number"),
                };
                ui.label(RichText::new(hint).color(tokens.weak));
            });
        })
    });
    let is_asked = workspace.open.as_ref().is_some_and(OpenArticle::is_asked);
    if !ui.ctx().text_edit_focused() && !is_asked {
        for at in 0..placing.proposals.len() {
            if take_typed(ui, |c| c.to_digit(10) == Some(at as u32 + 1)) {
                outcome = Some(Outcome::Take(at));
            }
        }
    }
    match outcome {
        Some(Outcome::Show(at)) => workspace.show_proposal(at),
        Some(Outcome::Take(at)) if workspace.situation().read_only.is_none() => {
            workspace.take_proposal(at, room.notices);
        }
        Some(Outcome::Take(_)) => room.wish(Command::TakePlace),
        Some(Outcome::Leave) => {
            if let Some(open) = &mut workspace.open {
                open.placing = None;
            }
        }
        None => {}
    }
}
