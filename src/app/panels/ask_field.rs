//! One field that is asked for: options by their letters, entities by number or name, text and numbers.

use egui::{EventFilter, Key, Modifiers, RichText, TextEdit, Ui};

use crate::app::asking::{Asking, Choice, KEYED, choices};
use crate::app::linking::Candidate;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextButton, TextLabel};
use crate::model::{Attribute, Codebook, EntityTypeId, Kind, Value};
use crate::say;

use super::ask::{Picked, hint, pick};
use super::ask_target::Asked;
use super::typed::first_typed;

/// Most texts that are proposed at a time.
const PROPOSED: usize = 6;

/// A field that is asked for.
pub(super) struct Field<'a> {
    pub codebook: &'a Codebook,
    pub attribute: &'a Attribute,
    /// The entities that it may be.
    pub candidates: &'a [Candidate],
    /// The types that a new entity may have.
    pub kinds: Vec<&'a EntityTypeId>,
    /// What a new entity would be called.
    pub new_name: Option<String>,
    /// Whether a new entity is likelier than all that are known.
    pub prefers_new: bool,
    /// Texts that were given before.
    pub used: &'a [String],
}

impl Field<'_> {
    /// Draws it and takes its keys.
    pub fn show(self, ui: &mut Ui, tokens: &Tokens, asking: &mut Asking) -> Option<Picked> {
        match &self.attribute.kind {
            Kind::Entity(_) => {
                let name = self.attribute.name.clone();
                let asked = Asked {
                    label: &name,
                    field: &say!("ask-field", field = &name),
                    candidates: self.candidates,
                    new_name: self.new_name.filter(|_| !self.kinds.is_empty()),
                    prefers_new: self.prefers_new,
                    in_run: true,
                    may_be_clicked: false,
                    many: false,
                };
                pick(
                    ui,
                    tokens,
                    self.codebook,
                    self.kinds,
                    asked,
                    &mut asking.typed,
                )
            }
            Kind::Choice(options) | Kind::Choices(options) if options.len() > KEYED => {
                self.long_list(ui, tokens, asking)
            }
            Kind::Choice(_) | Kind::Choices(_) | Kind::Flag => self.options(ui, tokens, asking),
            Kind::Text | Kind::Number { .. } => self.line(ui, tokens, asking),
        }
    }

    fn heading(&self, ui: &mut Ui, tokens: &Tokens) {
        let name = TextLabel::new(&self.attribute.name)
            .bold(true)
            .lines(Lines::Extend);
        let name = ui.add(name);
        if !self.attribute.definition.is_empty() {
            name.on_hover_text(&self.attribute.definition);
            let definition = TextLabel::new(&self.attribute.definition);
            ui.add(definition.size(12.5).color(tokens.weak).lines(Lines::One));
        }
    }

    /// Options side by side, each with its letter.
    fn options(&self, ui: &mut Ui, tokens: &Tokens, asking: &mut Asking) -> Option<Picked> {
        let several = matches!(self.attribute.kind, Kind::Choices(_));
        let choices = choices(self.attribute);
        asking.at = asking.at.min(choices.len().saturating_sub(1));
        let stroke = Stroke::take(ui);
        match stroke {
            Some(Stroke::Leave) => return Some(Picked::Leave),
            Some(Stroke::Aside) => return Some(Picked::Aside),
            Some(Stroke::Next) => asking.at = (asking.at + 1) % choices.len().max(1),
            Some(Stroke::Previous) => {
                asking.at = (asking.at + choices.len().max(1) - 1) % choices.len().max(1);
            }
            Some(Stroke::Enter | Stroke::Space) | None => {}
        }
        self.heading(ui, tokens);
        ui.add_space(space::SMALL);
        let fits = |choice: &Choice, index: usize, c: char| {
            choice
                .key
                .is_some_and(|key| c.to_lowercase().eq(core::iter::once(key)))
                || (c.is_ascii_digit() && c.to_digit(10) == u32::try_from(index + 1).ok())
        };
        let index_of = |c: char| {
            choices
                .iter()
                .enumerate()
                .position(|(index, choice)| fits(choice, index, c))
        };
        let mut taken = first_typed(ui, |c| index_of(c).is_some()).and_then(index_of);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            for (index, choice) in choices.iter().enumerate() {
                let number = u32::try_from(index + 1).ok();
                let key = choice
                    .key
                    .map(String::from)
                    .or(number.map(|number| number.to_string()));
                let shown = format!("{}  {}", key.unwrap_or_default(), choice.label);
                let ticked = asking.ticked.contains(&choice.label);
                let button = ui
                    .add(TextButton::new(&shown).selected(ticked))
                    .accessible_name(format!("{}: {}", self.attribute.name, choice.label));
                if index == asking.at {
                    button.request_focus();
                    hold_keys(ui, button.id);
                }
                if button.clicked() {
                    taken = Some(index);
                }
            }
        });
        if stroke == Some(Stroke::Space) || (!several && stroke == Some(Stroke::Enter)) {
            taken = taken.or(Some(asking.at));
        }
        if several {
            if let Some(choice) = taken.and_then(|index| choices.get(index)) {
                let known = asking.ticked.len();
                asking.ticked.retain(|ticked| *ticked != choice.label);
                if asking.ticked.len() == known {
                    asking.ticked.push(choice.label.clone());
                }
            }
            hint(ui, tokens, say!("ask-keys-several"));
            return (stroke == Some(Stroke::Enter)).then(|| self.ticked(asking));
        }
        hint(ui, tokens, say!("ask-keys-options"));
        taken
            .and_then(|index| choices.get(index))
            .map(|choice| Picked::Value(choice.value.clone()))
    }

    /// What is ticked, in the order of the codebook; with nothing ticked the question is put aside.
    fn ticked(&self, asking: &Asking) -> Picked {
        let (Kind::Choices(options) | Kind::Choice(options)) = &self.attribute.kind else {
            return Picked::Aside;
        };
        let chosen: Vec<String> = options
            .iter()
            .filter(|option| asking.ticked.contains(option))
            .cloned()
            .collect();
        if chosen.is_empty() {
            Picked::Aside
        } else {
            Picked::Value(Value::Choices(chosen))
        }
    }

    /// Many options: those that contain what was typed.
    fn long_list(&self, ui: &mut Ui, tokens: &Tokens, asking: &mut Asking) -> Option<Picked> {
        let several = matches!(self.attribute.kind, Kind::Choices(_));
        let choices = choices(self.attribute);
        let wanted = asking.typed.trim().to_lowercase();
        let mut fitting: Vec<_> = choices
            .iter()
            .filter(|choice| choice.label.to_lowercase().contains(&wanted))
            .collect();
        fitting.sort_by_key(|choice| !choice.label.to_lowercase().starts_with(&wanted));
        fitting.truncate(9);
        let stroke = Stroke::take_beside_field(ui);
        let mut taken = None;
        let goes_on = |c: char| {
            let longer = format!("{}{c}", asking.typed).to_lowercase();
            !asking.typed.is_empty()
                && choices
                    .iter()
                    .any(|choice| choice.label.to_lowercase().contains(&longer))
        };
        let number = |c: char| c.to_digit(10).map_or(0, |digit| digit as usize);
        let digit = first_typed(ui, |c| {
            (1..=fitting.len()).contains(&number(c)) && !goes_on(c)
        });
        if let Some(c) = digit {
            taken = Some(fitting[number(c) - 1].clone());
        }
        self.heading(ui, tokens);
        self.text_field(ui, asking, say!("ask-part-of-option"));
        ui.horizontal_wrapped(|ui| {
            for (index, choice) in fitting.iter().enumerate() {
                let shown = format!("{}  {}", index + 1, choice.label);
                let ticked = asking.ticked.contains(&choice.label);
                if ui
                    .add(TextButton::new(&shown).selected(ticked))
                    .accessible_name(format!("{}: {}", self.attribute.name, choice.label))
                    .clicked()
                {
                    taken = Some((*choice).clone());
                }
            }
            if fitting.is_empty() {
                ui.label(RichText::new(say!("panel-nothing-fits")).color(tokens.weak));
            }
        });
        match stroke {
            Some(Stroke::Leave) => return Some(Picked::Leave),
            Some(Stroke::Aside) => return Some(Picked::Aside),
            Some(Stroke::Enter) if several && wanted.is_empty() => {
                return Some(self.ticked(asking));
            }
            Some(Stroke::Enter) => taken = taken.or(fitting.first().map(|first| (*first).clone())),
            _ => {}
        }
        let choice = taken?;
        if several {
            asking.typed.clear();
            let known = asking.ticked.len();
            asking.ticked.retain(|ticked| *ticked != choice.label);
            if asking.ticked.len() == known {
                asking.ticked.push(choice.label);
            }
            return None;
        }
        Some(Picked::Value(choice.value))
    }

    /// A line of text or a number, with what was given before.
    fn line(&self, ui: &mut Ui, tokens: &Tokens, asking: &mut Asking) -> Option<Picked> {
        let is_text = matches!(self.attribute.kind, Kind::Text);
        let wanted = asking.typed.trim().to_lowercase();
        let proposed: Vec<&String> = self
            .used
            .iter()
            .filter(|text| text.to_lowercase().contains(&wanted) && text.to_lowercase() != wanted)
            .take(PROPOSED)
            .collect();
        let stroke = Stroke::take_beside_field(ui);
        // 0 is what was typed, then come the proposals.
        asking.at = match stroke {
            Some(Stroke::Next) => (asking.at + 1).min(proposed.len()),
            Some(Stroke::Previous) => asking.at.saturating_sub(1),
            _ => asking.at.min(proposed.len()),
        };
        self.heading(ui, tokens);
        let before = asking.typed.clone();
        self.text_field(ui, asking, if is_text { "" } else { say!("ask-number") });
        if before != asking.typed {
            asking.at = 0;
        }
        let mut taken = None;
        for (index, text) in proposed.iter().enumerate() {
            if ui
                .add(TextButton::new(text).selected(asking.at == index + 1))
                .clicked()
            {
                taken = Some((*text).clone());
            }
        }
        let given = asking
            .at
            .checked_sub(1)
            .and_then(|index| proposed.get(index));
        let given = given.map_or_else(|| asking.typed.trim().to_owned(), |text| (*text).clone());
        let parsed = (!given.is_empty()).then(|| self.attribute.parse(&given));
        if let Some(Err(why)) = &parsed {
            ui.label(RichText::new(why).color(tokens.error));
        }
        hint(ui, tokens, say!("ask-keys-line"));
        if let Some(text) = taken {
            return self.attribute.parse(&text).ok().map(Picked::Value);
        }
        match stroke? {
            Stroke::Leave => Some(Picked::Leave),
            Stroke::Aside => Some(Picked::Aside),
            Stroke::Enter => match parsed {
                Some(Ok(value)) => Some(Picked::Value(value)),
                Some(Err(_)) => None,
                None => Some(Picked::Aside),
            },
            _ => None,
        }
    }

    fn text_field(&self, ui: &mut Ui, asking: &mut Asking, hint: &str) {
        let id = ui.scope_id().with("answer");
        // Before the field is drawn: so it gets what was typed in this frame already.
        ui.memory_mut(|memory| memory.request_focus(id));
        let field = TextEdit::singleline(&mut asking.typed)
            .id(id)
            .hint_text(hint)
            .lock_focus(true)
            .desired_width(f32::INFINITY);
        ui.add(field)
            .accessible_name(say!("ask-field", field = &self.attribute.name));
    }
}

/// Keys that mean the same in every question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stroke {
    Enter,
    Space,
    Next,
    Previous,
    Aside,
    Leave,
}

impl Stroke {
    /// Takes one out of the input where options have the keyboard.
    fn take(ui: &Ui) -> Option<Self> {
        Self::take_of(
            ui,
            &[
                (Key::Enter, Self::Enter),
                (Key::Space, Self::Space),
                (Key::ArrowRight, Self::Next),
                (Key::ArrowDown, Self::Next),
                (Key::ArrowLeft, Self::Previous),
                (Key::ArrowUp, Self::Previous),
                (Key::Tab, Self::Aside),
                (Key::Escape, Self::Leave),
            ],
        )
    }

    /// Takes one out of the input where a field of text has the keyboard.
    fn take_beside_field(ui: &Ui) -> Option<Self> {
        Self::take_of(
            ui,
            &[
                (Key::Enter, Self::Enter),
                (Key::ArrowDown, Self::Next),
                (Key::ArrowUp, Self::Previous),
                (Key::Tab, Self::Aside),
                (Key::Escape, Self::Leave),
            ],
        )
    }

    fn take_of(ui: &Ui, keys: &[(Key, Self)]) -> Option<Self> {
        keys.iter()
            .find(|(key, _)| {
                ui.input_mut(|input| {
                    // With Shift a key means something else.
                    !input.modifiers.shift && input.consume_key(Modifiers::NONE, *key)
                })
            })
            .map(|(_, stroke)| *stroke)
    }
}

/// Keeps egui from moving the keyboard elsewhere by Tab, arrows or Escape: they have their own meaning here.
fn hold_keys(ui: &Ui, id: egui::Id) {
    let all = EventFilter {
        tab: true,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
}
