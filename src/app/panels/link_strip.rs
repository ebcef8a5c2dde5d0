//! The strip below the article while a link is being made: its role, what was typed, the candidates by number.

use egui::{Frame, Id, Key, Margin, Panel, RichText, TextEdit, Ui};

use crate::app::linking::Candidate;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextButton, TextLabel, isolated};
use crate::app::workspace::Workspace;
use crate::model::{RoleId, Target};

use super::Room;
use super::new_entity::{NewEntity, has_keyboard};

/// Room for “Cancel” beside the field, in points.
const CANCEL: f32 = 90.0;

/// What happened in the strip.
enum Picked {
    Role(RoleId),
    Target(Target),
    NewEntity(crate::model::EntityTypeId),
    Leave,
}

/// What the field for a target shows and knows.
struct Asked<'a> {
    /// How the link reads.
    label: &'a str,
    candidates: &'a [Candidate],
    /// Whether what was typed can become a new entity.
    may_be_new: bool,
    /// Whether the keyboard is at the types of it.
    naming: bool,
}

/// Where the keyboard is to go, or what was picked.
enum Outcome {
    Picked(Picked),
    /// The types of a new entity.
    Naming,
}

/// Draws the strip, if a link was begun or could not be.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, candidates: &[Candidate], room: &mut Room<'_>) {
    let Some(open) = &mut workspace.open else {
        return;
    };
    if let Some(why) = &open.refused {
        let closed = refusal(ui, why, room);
        if closed {
            open.refused = None;
        }
        return;
    }
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
    strip(room.tokens).show(ui, |ui| match role {
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
            let name = linking.filter.trim().to_owned();
            let known = candidates
                .iter()
                .any(|candidate| candidate.label.to_lowercase() == name.to_lowercase());
            let kinds: Vec<_> = role.entity_types().collect();
            let id = Id::unique("types of a new entity");
            let asked = Asked {
                label: role.label_from(from),
                candidates,
                may_be_new: !name.is_empty() && !known && !kinds.is_empty(),
                naming: has_keyboard(ui, id),
            };
            let outcome = targets(ui, room.tokens, &asked, &mut linking.filter);
            let enter = matches!(outcome, Some(Outcome::Naming));
            if let Some(Outcome::Picked(pick)) = outcome {
                picked = Some(pick);
            }
            if asked.may_be_new {
                let types = NewEntity {
                    id,
                    codebook,
                    question: &format!("New entity “{}”:", isolated(&name)),
                    verb: "",
                    kinds,
                };
                let done = types.show(ui, room.tokens, enter);
                picked = done.picked.map(Picked::NewEntity).or(picked.take());
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

/// The panel below the text.
fn strip(tokens: &Tokens) -> Panel {
    Panel::bottom("link-strip").frame(
        Frame::new()
            .fill(tokens.raised)
            .inner_margin(Margin::symmetric(16, 8)),
    )
}

/// Says why there is no link; true when that was read.
fn refusal(ui: &mut Ui, why: &str, room: &Room<'_>) -> bool {
    let shown = strip(room.tokens).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.add(TextLabel::new(why).bold(true));
            let rest = "Letters do nothing until Escape.";
            ui.label(RichText::new(rest).color(room.tokens.weak));
            ui.button("Close").clicked()
        })
        .inner
    });
    shown.inner || ui.input(|input| input.pointer.any_pressed())
}

/// The field for the target and what fits it.
fn targets(
    ui: &mut Ui,
    tokens: &Tokens,
    asked: &Asked<'_>,
    filter: &mut String,
) -> Option<Outcome> {
    let &Asked {
        label,
        candidates,
        may_be_new,
        naming,
    } = asked;
    let mut picked = None;
    let mut enters_types = false;
    // Digits pick, so they never get into the field.
    for number in 1..=candidates.len() {
        if !naming
            && take_typed(ui, |c| {
                c.to_digit(10).is_some_and(|digit| digit as usize == number)
            })
        {
            picked = Some(Picked::Target(candidates[number - 1].target.clone()));
        }
    }
    ui.horizontal(|ui| {
        ui.add(TextLabel::new(label).bold(true).lines(Lines::Extend));
        // “Cancel” has its room whatever the window's width.
        let room = ui.available_width() - CANCEL;
        let field = TextEdit::singleline(filter)
            .hint_text("a part of the name, or a number")
            // Tab goes to the types of a new entity.
            .lock_focus(may_be_new)
            .desired_width(room.clamp(60.0, 260.0));
        let response = ui
            .add(field)
            .accessible_name(format!("Target of the link “{label}”"));
        let (enter, escape, tab) = ui.input(|input| {
            (
                input.key_pressed(Key::Enter),
                input.key_pressed(Key::Escape),
                input.key_pressed(Key::Tab) && input.modifiers.is_none(),
            )
        });
        if response.lost_focus() && enter {
            picked = candidates
                .first()
                .map(|first| Picked::Target(first.target.clone()));
            enters_types = picked.is_none() && may_be_new;
        }
        enters_types |= response.has_focus() && tab && may_be_new;
        if escape {
            picked = Some(Picked::Leave);
        }
        if picked.is_none() && !enters_types && !naming && !response.has_focus() {
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
    match picked {
        Some(picked) => Some(Outcome::Picked(picked)),
        None => enters_types.then_some(Outcome::Naming),
    }
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
