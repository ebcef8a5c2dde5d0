//! One field of an annotation or of an article, by the kind of its attribute.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{ComboBox, Id, RichText, TextEdit, Ui};

use crate::app::access;
use crate::app::dialogs::paint_dot;
use crate::app::theme::Tokens;
use crate::app::typeset::TextButton;
use crate::model::{Attribute, EntityId, EntityTypeId, Kind, Project, Value};
use crate::query::Roster;
use crate::say;

use super::new_entity::NewEntity;

/// Most options that stand side by side; more of them make a list to open.
const SIDE_BY_SIDE: usize = 6;
/// Most suggestions below a field.
const SUGGESTIONS: usize = 6;

/// What a field wants to have changed.
pub enum Change {
    /// Another value, or none.
    Value(Option<Value>),
    /// A new entity with this name and type.
    NewEntity(String, EntityTypeId),
}

/// What a field is drawn from.
pub struct Field<'a> {
    /// What it asks.
    pub attribute: &'a Attribute,
    /// What it holds.
    pub value: Option<&'a Value>,
    /// Names it apart from the same field of another annotation.
    pub salt: Id,
    /// Whether the keyboard goes there now.
    pub focus: bool,
    /// Whether the keyboard stays at what is clicked there.
    pub stays: bool,
    /// Texts that were given before, for completion; only asked for when the field is being filled.
    pub used: &'a dyn Fn() -> Vec<String>,
    /// Who is in the register; only asked for when somebody's name is being typed.
    pub roster: &'a dyn Fn() -> Arc<Roster>,
}

impl Field<'_> {
    /// Leaves the keyboard at what was clicked, if that is wanted.
    fn clicked(&self, response: &egui::Response) {
        if self.stays {
            access::stay_at(response);
        }
    }
}

/// Draws a field with its name. Returns what was changed.
pub fn show(ui: &mut Ui, project: &Project, tokens: &Tokens, field: &Field<'_>) -> Option<Change> {
    let attribute = field.attribute;
    let name = if attribute.required && field.value.is_none() {
        RichText::new(say!("ask-missing", field = &attribute.name)).color(tokens.warning)
    } else {
        RichText::new(&attribute.name).color(tokens.weak)
    };
    let label = ui.label(name.size(12.5));
    if !attribute.definition.is_empty() {
        label.on_hover_text(&attribute.definition);
    }
    match &attribute.kind {
        Kind::Choice(options) => choice(ui, field, options),
        Kind::Choices(options) => choices(ui, field, options),
        Kind::Flag => flag(ui, field),
        Kind::Number { .. } => number(ui, tokens, field),
        Kind::Text => text(ui, field),
        Kind::Entity(kinds) => entity(ui, project, tokens, field, kinds),
    }
}

fn choice(ui: &mut Ui, field: &Field<'_>, options: &[String]) -> Option<Change> {
    let chosen = match field.value {
        Some(Value::Choice(chosen)) => Some(chosen.as_str()),
        _ => None,
    };
    let mut change = None;
    let mut pick = |ui: &mut Ui, option: &String, first: bool| {
        let selected = chosen == Some(option);
        let response = ui.add(TextButton::new(option).selected(selected));
        if first && field.focus {
            response.request_focus();
        }
        field.clicked(&response);
        if response.clicked() {
            let value = (!selected).then(|| Value::Choice(option.clone()));
            change = Some(Change::Value(value));
            true
        } else {
            false
        }
    };
    if options.len() <= SIDE_BY_SIDE {
        ui.horizontal_wrapped(|ui| {
            access::name_part(ui, Role::Group, &field.attribute.name);
            ui.spacing_mut().item_spacing.x = 4.0;
            for (at, option) in options.iter().enumerate() {
                pick(ui, option, at == 0);
            }
        });
    } else {
        let combo = ComboBox::from_id_salt(field.salt)
            .selected_text(chosen.unwrap_or(say!("ask-choose")))
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for option in options {
                    if pick(ui, option, false) {
                        ui.close();
                    }
                }
            });
        let response = combo.response.accessible_name(&field.attribute.name);
        if field.focus {
            response.request_focus();
        }
    }
    change
}

fn choices(ui: &mut Ui, field: &Field<'_>, options: &[String]) -> Option<Change> {
    let mut chosen = match field.value {
        Some(Value::Choices(chosen)) => chosen.clone(),
        _ => Vec::new(),
    };
    let mut changed = false;
    ui.scope(|ui| {
        access::name_part(ui, Role::Group, &field.attribute.name);
        for (at, option) in options.iter().enumerate() {
            let mut on = chosen.contains(option);
            let response = ui.checkbox(&mut on, option);
            if at == 0 && field.focus {
                response.request_focus();
            }
            field.clicked(&response);
            if response.changed() {
                changed = true;
                chosen.retain(|known| known != option);
                if on {
                    chosen.push(option.clone());
                }
            }
        }
    });
    changed.then(|| {
        // In the order of the codebook, so that the same choice always reads the same.
        chosen.sort_by_key(|choice| options.iter().position(|option| option == choice));
        Change::Value((!chosen.is_empty()).then_some(Value::Choices(chosen)))
    })
}

fn flag(ui: &mut Ui, field: &Field<'_>) -> Option<Change> {
    let now = match field.value {
        Some(Value::Flag(now)) => Some(*now),
        _ => None,
    };
    let mut change = None;
    ui.horizontal(|ui| {
        access::name_part(ui, Role::Group, &field.attribute.name);
        for (value, name) in [(true, say!("ask-yes")), (false, say!("ask-no"))] {
            let response = ui.add(TextButton::new(name).selected(now == Some(value)));
            if value && field.focus {
                response.request_focus();
            }
            field.clicked(&response);
            if response.clicked() {
                let value = (now != Some(value)).then_some(Value::Flag(value));
                change = Some(Change::Value(value));
            }
        }
    });
    change
}

/// A field for one line of text, named for screen readers.
fn line(ui: &mut Ui, field: &Field<'_>, text: &mut String, hint: &str) -> egui::Response {
    let edit = TextEdit::singleline(text)
        .id(field.salt.with("line"))
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(&field.attribute.name);
    if field.focus {
        response.request_focus();
    }
    response
}

fn number(ui: &mut Ui, tokens: &Tokens, field: &Field<'_>) -> Option<Change> {
    let now = match field.value {
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let key = field.salt.with("number");
    let mut text: String = ui
        .data(|data| data.get_temp(key))
        .unwrap_or_else(|| now.clone());
    let response = line(ui, field, &mut text, say!("ask-number"));
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(key));
        if text.trim().is_empty() {
            return field.value.is_some().then_some(Change::Value(None));
        }
        return match field.attribute.parse(&text) {
            Ok(value) if Some(&value) != field.value => Some(Change::Value(Some(value))),
            _ => None,
        };
    }
    if response.has_focus() {
        if let Err(why) = field.attribute.parse(&text)
            && !text.trim().is_empty()
        {
            ui.label(RichText::new(why).color(tokens.error));
        }
        ui.data_mut(|data| data.insert_temp(key, text));
    }
    None
}

fn text(ui: &mut Ui, field: &Field<'_>) -> Option<Change> {
    let mut now = match field.value {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let response = line(ui, field, &mut now, "");
    let filled = |text: String| Change::Value((!text.is_empty()).then_some(Value::Text(text)));
    if response.changed() {
        return Some(filled(now));
    }
    let key = field.salt.with("used");
    if !response.has_focus() && !response.lost_focus() {
        ui.data_mut(|data| data.remove::<Arc<Vec<String>>>(key));
        return None;
    }
    let known = ui.data(|data| data.get_temp::<Arc<Vec<String>>>(key));
    let used = known.unwrap_or_else(|| {
        let used = Arc::new((field.used)());
        ui.data_mut(|data| data.insert_temp(key, Arc::clone(&used)));
        used
    });
    let typed = now.to_lowercase();
    let fitting = used
        .iter()
        .filter(|text| text.to_lowercase().contains(&typed) && **text != now)
        .take(SUGGESTIONS);
    let mut change = None;
    for suggestion in fitting {
        if ui.add(TextButton::new(suggestion)).clicked() {
            change = Some(filled(suggestion.clone()));
        }
    }
    change
}

fn entity(
    ui: &mut Ui,
    project: &Project,
    tokens: &Tokens,
    field: &Field<'_>,
    kinds: &[EntityTypeId],
) -> Option<Change> {
    let now = match field.value {
        Some(Value::Entity(id)) => Some(id),
        _ => None,
    };
    let name = |id: &EntityId| {
        project.entity(id).map_or_else(
            || say!("inspector-unknown-entity", entity = id.as_str()),
            |entity| entity.name.clone(),
        )
    };
    let key = field.salt.with("entity");
    let typed: Option<String> = ui.data(|data| data.get_temp(key));
    let mut text = typed
        .clone()
        .unwrap_or_else(|| now.map(name).unwrap_or_default());
    let response = line(ui, field, &mut text, say!("ask-type-name"));
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(key, text.clone()));
    }
    let typing = typed.is_some() || response.changed();
    if !typing {
        let known = now.and_then(|id| project.entity(id));
        if let Some(color) = known.and_then(|entity| entity.color) {
            let end = response.rect.right_center() - egui::vec2(12.0, 0.0);
            let dot = egui::Rect::from_center_size(end, egui::vec2(10.0, 10.0));
            paint_dot(ui.painter(), tokens, dot, color);
        }
        return None;
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let wanted = text.trim().to_lowercase();
    let allowed = |kind: &EntityTypeId| kinds.is_empty() || kinds.contains(kind);
    let mut change = None;
    // As long as the field or one of its answers is in use; after that the field shows again what is stored.
    let mut in_use = response.has_focus();
    let mut answer = |response: egui::Response| {
        in_use |= response.has_focus() || response.is_pointer_button_down_on();
        response.clicked()
    };
    if wanted.is_empty() {
        if response.lost_focus() {
            change = now.map(|_| Change::Value(None));
        }
    } else {
        let roster = (field.roster)();
        let (mut first, mut exact) = (true, false);
        for (_, entity) in roster.fitting(&wanted, SUGGESTIONS, allowed) {
            exact |= entity.is_called(&wanted);
            if answer(ui.add(TextButton::new(&entity.name))) || (entered && first) {
                change = Some(Change::Value(Some(Value::Entity(entity.id.clone()))));
            }
            first = false;
        }
        if !exact {
            let types = project.codebook.entity_types.iter().map(|kind| &kind.id);
            let types = NewEntity {
                id: field.salt.with("types"),
                codebook: &project.codebook,
                question: say!("ask-new-entity-types"),
                adds: true,
                kinds: types.filter(|kind| allowed(kind)).collect(),
                hint: say!("ask-tab-goes-there"),
            };
            // Enter on a name that is not known asks what it is instead of dropping it.
            let done = types.show(ui, tokens, entered && first);
            in_use |= done.in_use;
            if let Some(kind) = done.picked {
                change = Some(Change::NewEntity(text.trim().to_owned(), kind));
            }
        }
    }
    // Tab goes from the field to its answers within one frame.
    let leaves = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Tab));
    if change.is_some() || !(in_use || leaves) {
        ui.data_mut(|data| data.remove::<String>(key));
    }
    change
}
