//! A text field that proposes known words below it.
//!
//! The list opens when something is typed or with ↓. Nothing in it is chosen at first, so that Enter takes what was
//! typed; ↑ and ↓ choose, Enter or a click takes the chosen word, Escape closes the list before it closes anything else.

use egui::accesskit::Role;
use egui::{EventFilter, Id, Key, Modifiers, Popup, PopupKind, Response, TextEdit, Ui};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::rows::{Look, row};

/// Most words that are proposed at a time.
const MOST: usize = 8;

/// Height of a row.
const ROW: f32 = 26.0;

/// A field and the words that it knows.
pub(in crate::app) struct Suggestions<'a> {
    id: Id,
    known: &'a [String],
}

/// What the list remembers between frames.
#[derive(Clone, Copy, Default)]
struct List {
    open: bool,
    chosen: Option<usize>,
}

impl<'a> Suggestions<'a> {
    /// A field with this id.
    pub(in crate::app) fn new(id: Id, known: &'a [String]) -> Self {
        Self { id, known }
    }

    /// Shows the field. The second value says whether a word was picked in this frame.
    pub(in crate::app) fn show(self, ui: &mut Ui, value: &mut String) -> (Response, bool) {
        let mut list: List = ui.data(|data| data.get_temp(self.id)).unwrap_or_default();
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let matching = if focused {
            matching(self.known, value)
        } else {
            Vec::new()
        };
        list.open &= focused && !matching.is_empty();
        let picked_by_key = focused
            .then(|| take_keys(ui, &mut list, matching.len()))
            .flatten();
        // The list lies above other fields: a click into it must reach it, and not take the keyboard from here.
        let popup = self.id.with("suggestions");
        let field = ui.add(
            TextEdit::singleline(value)
                .id(self.id)
                .desired_width(f32::INFINITY)
                .event_filter(EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    tab: false,
                    escape: list.open,
                }),
        );
        if field.changed() {
            list = List {
                open: true,
                chosen: None,
            };
        }
        let known = self.known;
        let width = field.rect.width() - 2.0 * 8.0;
        let matching = if list.open {
            self::matching(known, value)
        } else {
            Vec::new()
        };
        let picked_by_click = Popup::from_response(&field)
            .id(popup)
            .kind(PopupKind::Popup)
            .open(list.open && !matching.is_empty())
            .width(field.rect.width())
            .gap(2.0)
            .show(|ui| show_list(ui, &matching, list.chosen, width))
            .and_then(|shown| shown.inner);
        let picked = picked_by_key
            .or(picked_by_click)
            .and_then(|at| matching.get(at))
            .copied();
        if let Some(word) = picked {
            word.clone_into(value);
            put_caret_at_end(ui, self.id, value);
            field.request_focus();
            list = List::default();
        } else if field.lost_focus() && !pointer_is_in(ui, popup) {
            list = List::default();
        }
        ui.data_mut(|data| data.insert_temp(self.id, list));
        (field, picked.is_some())
    }
}

/// The words that the text may be the beginning of: those that begin with it, then those that contain it.
fn matching<'a>(known: &'a [String], text: &str) -> Vec<&'a str> {
    let text = text.trim().to_lowercase();
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for word in known {
        let lower = word.to_lowercase();
        if lower == text {
            continue;
        }
        if lower.starts_with(&text) {
            first.push(word.as_str());
        } else if lower.contains(&text) {
            later.push(word.as_str());
        }
    }
    first.append(&mut later);
    first.truncate(MOST);
    first
}

/// Takes the keys that belong to the list; the index of the word that Enter picks.
fn take_keys(ui: &Ui, list: &mut List, count: usize) -> Option<usize> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if count == 0 {
        return None;
    }
    if pressed(Key::ArrowDown) {
        list.chosen = match (list.open, list.chosen) {
            (true, Some(at)) => Some((at + 1) % count),
            _ => Some(0),
        };
        list.open = true;
    }
    if !list.open {
        return None;
    }
    if pressed(Key::ArrowUp) {
        list.chosen = list.chosen.map_or(Some(count - 1), |at| at.checked_sub(1));
    }
    if pressed(Key::Escape) {
        *list = List::default();
        return None;
    }
    let chosen = list.chosen?;
    pressed(Key::Enter).then_some(chosen)
}

fn show_list(ui: &mut Ui, words: &[&str], chosen: Option<usize>, width: f32) -> Option<usize> {
    ui.set_width(width);
    let tokens = Tokens::current(ui.ctx());
    let mut clicked = None;
    for (at, word) in words.iter().enumerate() {
        let look = Look {
            role: Some(Role::ListBoxOption),
            ..Look::chosen(chosen == Some(at))
        };
        let shown = row(ui, &tokens, look, (at, ROW), word, |ui| {
            ui.set_height(ROW);
            ui.add_space(space::SMALL);
            ui.add(TextLabel::new(word).lines(Lines::One));
        });
        if shown.clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

fn put_caret_at_end(ui: &Ui, id: Id, value: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = egui::text::CCursor::new(value.chars().count());
    state
        .cursor
        .set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui.ctx(), id);
}

fn pointer_is_in(ui: &Ui, popup: Id) -> bool {
    let layer = egui::LayerId::new(PopupKind::Popup.order(), popup);
    ui.ctx()
        .pointer_interact_pos()
        .and_then(|at| ui.ctx().layer_id_at(at))
        == Some(layer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_with_the_text_come_first() {
        let known: Vec<String> = ["The Harbour", "Harbour Post", "Evening News"]
            .map(String::from)
            .to_vec();
        assert_eq!(matching(&known, "har"), ["Harbour Post", "The Harbour"]);
        assert_eq!(matching(&known, "").len(), 3);
        assert!(matching(&known, "Evening News").is_empty());
    }
}
