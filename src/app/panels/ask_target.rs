//! The numbered list of what a link may point to, or what entity a field may hold, with a field to type a part of a name.

use egui::{Key, RichText, TextEdit, Ui};

use crate::app::linking::Candidate;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextButton, TextLabel};
use crate::say;

use super::ask::{Picked, hint};
use super::typed::{carry_enter, first_typed};

/// Room for “Cancel” beside the field, in points.
const CANCEL: f32 = 90.0;
/// Room that must be left beside field and “Cancel” for more words, in points.
const CLICK: f32 = 340.0;

/// The keys of the numbers.
const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What is asked.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each allows or prefers something else"
)]
pub(super) struct Asked<'a> {
    /// How the link reads, or the name of the field.
    pub label: &'a str,
    /// The name of the text field for screen readers.
    pub field: &'a str,
    pub candidates: &'a [Candidate],
    /// What a new entity would be called, where there may be one.
    pub new_name: Option<String>,
    /// Whether Enter makes a new entity rather than take the first candidate.
    pub prefers_new: bool,
    /// Whether further questions may follow: Tab goes on to them.
    pub in_run: bool,
    /// Whether what is meant can be clicked in the text.
    pub may_be_clicked: bool,
    /// Whether there may be several: with Ctrl a number is taken and the next one asked for.
    pub many: bool,
}

/// Where the keyboard is to go, or what was picked.
pub(super) enum Outcome {
    Picked(Picked),
    /// The types of a new entity.
    Naming,
}

/// Whether a digit goes on with a name that is being typed, “Channel 4” or “Channel 42”, rather than pick a candidate.
fn goes_on(typed: &str, digit: char, candidates: &[Candidate]) -> bool {
    let longer = format!("{typed}{digit}").to_lowercase();
    let goes_on = typed.ends_with(|c: char| c == ' ' || c.is_ascii_digit());
    let is_in = |candidate: &Candidate| candidate.label.to_lowercase().contains(&longer);
    !typed.trim().is_empty() && (goes_on || candidates.iter().any(is_in))
}

/// Draws the field and what fits it. `naming` says that the keyboard is at the types of a new entity.
pub(super) fn targets(
    ui: &mut Ui,
    tokens: &Tokens,
    asked: &Asked<'_>,
    naming: bool,
    filter: &mut String,
) -> Option<Outcome> {
    let candidates = asked.candidates;
    let may_be_new = asked.new_name.is_some();
    // What was typed may be a new name: Tab goes to its types. Else it goes on to the next question.
    let tab_names = may_be_new && (!asked.in_run || !filter.trim().is_empty() || asked.prefers_new);
    let mut picked = None;
    let mut enters_types = false;
    let goes_on = |c| goes_on(filter, c, candidates);
    let number = |c: char| c.to_digit(10).map_or(0, |digit| digit as usize);
    let popup = egui::Popup::is_any_open(ui.ctx());
    if !naming && !popup {
        let taken = first_typed(ui, |c| {
            (1..=candidates.len()).contains(&number(c)) && !goes_on(c)
        });
        picked = taken.map(|c| Picked::Target(candidates[number(c) - 1].target.clone(), false));
    }
    if asked.many && !naming {
        for (candidate, key) in candidates.iter().zip(NUMBERS) {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key)) {
                picked = Some(Picked::Target(candidate.target.clone(), true));
            }
        }
    }
    ui.horizontal(|ui| {
        ui.add(TextLabel::new(asked.label).bold(true).lines(Lines::Extend));
        // “Cancel” has its room whatever the window's width.
        let room = ui.available_width() - CANCEL;
        let id = ui.scope_id().with("target");
        if !naming {
            // Before the field is drawn: so it gets what was typed in this frame already.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let field = TextEdit::singleline(filter)
            .id(id)
            .hint_text(say!("ask-part-of-name"))
            .lock_focus(tab_names || asked.in_run)
            .desired_width(room.clamp(60.0, 260.0));
        let response = ui.add(field).accessible_name(asked.field);
        // The field has seen them; what is left behind them is for the next question.
        let take = |key| {
            let once = |input: &mut egui::InputState| {
                !input.modifiers.shift && input.consume_key(egui::Modifiers::NONE, key)
            };
            ui.input_mut(once)
        };
        let in_field = response.has_focus() || response.lost_focus();
        let (enter, down, tab) = if in_field && !naming {
            (take(Key::Enter), take(Key::ArrowDown), take(Key::Tab))
        } else {
            (false, false, false)
        };
        let escape = take(Key::Escape);
        if response.changed() && enter {
            // What fits the new letters is known in the next frame.
            carry_enter(ui);
        } else if response.lost_focus() && enter {
            picked = candidates
                .first()
                .filter(|_| !asked.prefers_new)
                .map(|first| Picked::Target(first.target.clone(), false));
            enters_types = picked.is_none() && may_be_new;
        }
        enters_types |= response.has_focus() && down && may_be_new;
        if response.has_focus() && tab {
            if tab_names {
                enters_types = true;
            } else if asked.in_run {
                picked = Some(Picked::Aside);
            }
        }
        if escape {
            picked = Some(Picked::Leave);
        }
        if ui.button(say!("panel-cancel")).clicked() {
            picked = Some(Picked::Leave);
        }
        if asked.may_be_clicked && room > CLICK {
            ui.label(RichText::new(say!("ask-click")).color(tokens.weak));
        }
    });
    ui.add_space(space::SMALL);
    // Most of the text stays in sight: it can be clicked too.
    let height = ui.ctx().content_rect().height() * 0.25;
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                if candidates.is_empty() {
                    ui.label(RichText::new(say!("panel-nothing-fits")).color(tokens.weak));
                }
                for (number, candidate) in (1..).zip(candidates) {
                    let text = format!("{number}  {} · {}", candidate.label, candidate.kind);
                    if ui.add(TextButton::new(&text)).clicked() {
                        let more = asked.many && ui.input(|input| input.modifiers.command);
                        picked = Some(Picked::Target(candidate.target.clone(), more));
                    }
                }
            });
        });
    if asked.many {
        hint(ui, tokens, say!("ask-keys-many"));
    }
    match picked {
        Some(picked) => Some(Outcome::Picked(picked)),
        None => enters_types.then_some(Outcome::Naming),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityId, Target};

    #[test]
    fn digits_of_a_name_pick_nobody() {
        let candidate = Candidate {
            target: Target::Entity(EntityId::new("p4").unwrap()),
            label: "Pier 4a".to_owned(),
            kind: String::new(),
        };
        let candidates = [candidate];
        let goes_on = |typed, digit| goes_on(typed, digit, &candidates);
        assert!(!goes_on("", '1') && !goes_on(" ", '1') && !goes_on("pi", '1'));
        assert!(goes_on("pier ", '4'));
        // “Pier 49” is not among the few that are shown for “Pier 4”.
        assert!(goes_on("pier 4", '9'));
        let named = Candidate {
            label: "G7".to_owned(),
            ..candidates[0].clone()
        };
        assert!(super::goes_on("g", '7', &[named]));
    }
}
