//! The types of entity that an unknown name can get, beside the field in which it was typed.

use egui::{Id, RichText, Ui};

use crate::app::theme::Tokens;
use crate::app::typeset::{TextButton, TextLabel};
use crate::model::{Codebook, EntityTypeId};
use crate::say;

use super::typed::take_typed;

/// The types on offer.
pub(super) struct NewEntity<'a> {
    /// Names it apart from that of another field.
    pub id: Id,
    pub codebook: &'a Codebook,
    /// What asks for a type.
    pub question: &'a str,
    /// Whether each type says that something is added.
    pub adds: bool,
    pub kinds: Vec<&'a EntityTypeId>,
    /// How the keyboard comes to them.
    pub hint: &'a str,
}

/// What was done with them in a frame.
pub(super) struct Done {
    /// A type that was picked.
    pub picked: Option<EntityTypeId>,
    /// Whether the keyboard or the pointer is at one of them.
    pub in_use: bool,
}

/// Whether the keyboard was at one of the types in the last frame: digits pick a type then.
pub(super) fn has_keyboard(ui: &Ui, id: Id) -> bool {
    ui.data(|data| data.get_temp(id).unwrap_or(false))
}

impl NewEntity<'_> {
    /// Shows them; `enter` puts the keyboard at the first. While it is at one of them each has a number that picks it.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens, enter: bool) -> Done {
        let numbered = has_keyboard(ui, self.id);
        let mut done = Done {
            picked: None,
            in_use: false,
        };
        let mut has_keyboard = false;
        ui.horizontal_wrapped(|ui| {
            ui.add(TextLabel::new(self.question).color(tokens.weak));
            for (number, kind) in (1..).zip(&self.kinds) {
                let known = self.codebook.entity_type(kind);
                let name = known.map_or(kind.as_str(), |known| &known.name);
                let name = if self.adds {
                    say!("ask-add-as", kind = name)
                } else {
                    name.to_owned()
                };
                let shown = if numbered {
                    format!("{number}  {name}")
                } else {
                    name.clone()
                };
                let button = ui.add(TextButton::new(&shown)).accessible_name(name);
                if enter && number == 1 {
                    button.request_focus();
                }
                let has_it = button.has_focus();
                has_keyboard |= has_it;
                done.in_use |= has_it || button.is_pointer_button_down_on();
                let by_key = numbered && take_typed(ui, |c| c.to_digit(10) == Some(number));
                if button.clicked() || by_key {
                    done.picked = Some((*kind).clone());
                }
            }
            if !numbered && !enter {
                ui.label(RichText::new(self.hint).size(12.0).color(tokens.weak));
            }
        });
        done.in_use |= enter;
        has_keyboard &= done.picked.is_none();
        ui.data_mut(|data| data.insert_temp(self.id, has_keyboard));
        if has_keyboard != numbered {
            ui.ctx().request_repaint();
        }
        done
    }
}
