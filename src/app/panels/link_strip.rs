//! The strip below the article while a link is being made: its role, what was typed, the candidates by number.

use egui::{Frame, Key, Margin, Panel, RichText, TextEdit, Ui};

use crate::app::linking::Candidate;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextButton, TextLabel, isolated};
use crate::app::workspace::Workspace;
use crate::model::{RoleId, Target};

use super::Room;

/// Room for “Cancel” beside the field, in points.
const CANCEL: f32 = 90.0;

/// What happened in the strip.
enum Picked {
    Role(RoleId),
    Target(Target),
    NewEntity(crate::model::EntityTypeId),
    Leave,
}

/// Draws the strip, if a link was begun.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, candidates: &[Candidate], room: &mut Room<'_>) {
    let Some(open) = &mut workspace.open else {
        return;
    };
    let Some(linking) = &mut open.linking else {
        return;
    };
    let codebook = &workspace.project.codebook;
    let from = workspace
        .project
        .layers
        .get(&open.key)
        .and_then(|layer| layer.annotations.get(&linking.from));
    let Some(from) = from else {
        return;
    };
    let role = linking.role.as_ref().and_then(|id| codebook.role(id));
    let mut picked = None;
    // Below the text, so that nothing the eye rests on moves.
    Panel::bottom("link-strip")
        .frame(
            Frame::new()
                .fill(room.tokens.raised)
                .inner_margin(Margin::symmetric(16, 8)),
        )
        .show(ui, |ui| match role {
            None => {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new("Link:").strong());
                    for (number, role) in (1..).zip(codebook.roles_from(&from.tag)) {
                        let key = role.key.map(|key| format!("  {key}")).unwrap_or_default();
                        let text = format!("{number}  {}{key}", isolated(role.label_from(from)));
                        let button = ui.add(TextButton::new(&text));
                        let by_key = take_typed(ui, |c| {
                            c.to_digit(10) == Some(number) || Some(c) == role.key
                        });
                        if button.on_hover_text(&role.definition).clicked() || by_key {
                            picked = Some(Picked::Role(role.id.clone()));
                        }
                    }
                });
                if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
                    picked = Some(Picked::Leave);
                }
            }
            Some(role) => {
                picked = targets(
                    ui,
                    room.tokens,
                    role.label_from(from),
                    &mut linking.filter,
                    candidates,
                );
                let name = linking.filter.trim().to_owned();
                let known = candidates
                    .iter()
                    .any(|candidate| candidate.label.to_lowercase() == name.to_lowercase());
                let may_be_entity = role.entity_types().next().is_some();
                if !name.is_empty() && !known && may_be_entity {
                    ui.horizontal_wrapped(|ui| {
                        let text = format!("New entity “{}”:", isolated(&name));
                        ui.add(TextLabel::new(&text).color(room.tokens.weak));
                        for kind in role.entity_types() {
                            let label = codebook
                                .entity_type(kind)
                                .map_or(kind.as_str(), |kind| &kind.name);
                            if ui.add(TextButton::new(label)).clicked() {
                                picked = Some(Picked::NewEntity(kind.clone()));
                            }
                        }
                    });
                }
            }
        });
    match picked {
        None => {}
        Some(Picked::Leave) => open.linking = None,
        Some(Picked::Role(role)) => linking.role = Some(role),
        Some(Picked::Target(target)) => workspace.link_to(target, room.notices),
        Some(Picked::NewEntity(kind)) => {
            let name = linking.filter.trim().to_owned();
            workspace.link_to_new_entity(&name, kind, room.notices);
        }
    }
}

fn targets(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    filter: &mut String,
    candidates: &[Candidate],
) -> Option<Picked> {
    let mut picked = None;
    // Digits pick, so they never get into the field.
    for number in 1..=candidates.len() {
        if take_typed(ui, |c| {
            c.to_digit(10).is_some_and(|digit| digit as usize == number)
        }) {
            picked = Some(Picked::Target(candidates[number - 1].target.clone()));
        }
    }
    ui.horizontal(|ui| {
        ui.add(TextLabel::new(label).bold(true).lines(Lines::Extend));
        // “Cancel” has its room whatever the window's width.
        let room = ui.available_width() - CANCEL;
        let field = TextEdit::singleline(filter)
            .hint_text("a part of the name, or a number")
            .desired_width(room.clamp(60.0, 260.0));
        let response = ui
            .add(field)
            .accessible_name(format!("Target of the link “{label}”"));
        let (enter, escape) = ui.input(|input| {
            (
                input.key_pressed(Key::Enter),
                input.key_pressed(Key::Escape),
            )
        });
        if response.lost_focus() && enter {
            picked = candidates
                .first()
                .map(|first| Picked::Target(first.target.clone()));
        }
        if escape {
            picked = Some(Picked::Leave);
        }
        if picked.is_none() && !response.has_focus() {
            response.request_focus();
        }
        if ui.button("Cancel").clicked() {
            picked = Some(Picked::Leave);
        }
        if room > 460.0 {
            ui.label(RichText::new("or click it in the text").color(tokens.weak));
        }
    });
    ui.add_space(space::SMALL);
    // The text stays in sight: it can be clicked too.
    let height = ui.ctx().content_rect().height() * 0.25;
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                if candidates.is_empty() {
                    ui.label(RichText::new("Nothing fits.").color(tokens.weak));
                }
                for (number, candidate) in (1..).zip(candidates) {
                    let text = format!("{number}  {} · {}", candidate.label, candidate.kind);
                    if ui.add(TextButton::new(&text)).clicked() {
                        picked = Some(Picked::Target(candidate.target.clone()));
                    }
                }
            });
        });
    picked
}

/// Takes a typed character out of the input, if it is wanted. A press without text counts by its digit or letter.
pub(super) fn take_typed(ui: &Ui, wanted: impl Fn(char) -> bool) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        let mut found = false;
        input.events.retain(|event| {
            let typed = match event {
                egui::Event::Text(text) => {
                    text.chars().next().filter(|_| text.chars().count() == 1)
                }
                egui::Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } if modifiers.is_none() && key.name().len() == 1 => key.name().chars().next(),
                _ => None,
            };
            let take = typed.is_some_and(&wanted);
            found |= take;
            !take
        });
        debug_assert!(input.events.len() <= before, "events are only taken");
        found
    })
}
