//! A field for a line of the query language: what may stand at the caret is proposed below it, and what is wrong is
//! underlined at its place.
//!
//! The list opens while a name or a value is typed, or with Ctrl+Space. ↓ and ↑ choose in it, Enter takes what is chosen,
//! Tab takes that or the first, Escape closes it. While it is closed these keys are left to whatever stands around.

use core::ops::Range;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::{CCursor, CCursorRange};
use egui::{EventFilter, Id, Key, Modifiers, Popup, PopupKind, Response, Stroke, TextEdit, Ui};

use crate::app::dialogs::{Look, row};
use crate::app::theme::Tokens;
use crate::app::typeset::{Lines, TextLabel};
use crate::query::filter::{Completion, Proposed, ProposedAs};
use crate::say;

/// Height of a proposal.
const ROW: f32 = 26.0;
/// So many are seen at a time.
const SEEN: usize = 9;

/// What a field is shown with.
pub struct QueryField<'a> {
    /// Its id.
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// What is wrong of what stands there, in bytes.
    pub wrong: Option<Range<usize>>,
    /// What may stand at a caret, in bytes.
    pub complete: &'a dyn Fn(&str, usize) -> Option<Completion>,
}

/// What the list remembers between frames.
#[derive(Clone, Default)]
struct List {
    open: bool,
    chosen: Option<usize>,
    completion: Option<Arc<Completion>>,
}

impl List {
    fn proposed(&self) -> &[Proposed] {
        let completion = self.completion.as_ref().filter(|_| self.open);
        completion.map_or(&[], |it| &it.proposed)
    }
}

impl QueryField<'_> {
    /// Shows it; the response has changed when its text has.
    pub fn show(&self, ui: &mut Ui, text: &mut String) -> Response {
        let tokens = Tokens::current(ui.ctx());
        let mut list: List = ui.data(|data| data.get_temp(self.id)).unwrap_or_default();
        let is_focused = ui.memory(|memory| memory.has_focus(self.id));
        list.open &= is_focused;
        let mut wants_list = false;
        let picked_by_key = if is_focused {
            wants_list = ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Space));
            take_keys(ui, &mut list)
        } else {
            None
        };
        let output = TextEdit::singleline(text)
            .id(self.id)
            .hint_text(self.hint)
            .desired_width(f32::INFINITY)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                tab: list.open,
                escape: list.open,
            })
            .show(ui);
        let mut response = output.response.response.accessible_name(self.name);
        if let Some(wrong) = &self.wrong {
            let x = |at: usize| {
                let before = text.get(..at).unwrap_or(text).chars().count();
                let cursor = output.galley.pos_from_cursor(CCursor::new(before));
                output.galley_pos.x + cursor.center().x
            };
            let (from, to) = (x(wrong.start), x(wrong.end));
            let y = output.galley_pos.y + output.galley.rect.height();
            let painter = ui
                .painter()
                .with_clip_rect(output.text_clip_rect.expand(2.0));
            painter.hline(from..=to.max(from + 7.0), y, Stroke::new(2.0, tokens.error));
        }
        let caret = output.cursor_range.map(|range| range.primary.index.0);
        if response.changed() || wants_list {
            list = self.begin(text, caret, wants_list);
        }
        let picked_by_click = self.show_list(&tokens, &response, &list);
        let picked = picked_by_key.or(picked_by_click);
        if let Some((at, pick)) = list.completion.clone().zip(picked)
            && let Some(pick) = at.proposed.get(pick)
            && text.get(at.at.clone()).is_some()
        {
            text.replace_range(at.at.clone(), &pick.text);
            let end = text[..at.at.start + pick.text.len()].chars().count();
            put_caret(ui, self.id, end);
            response.request_focus();
            response.mark_changed();
            // What was taken may ask for a value.
            list = if matches!(pick.sort, ProposedAs::Value | ProposedAs::Saved(_)) {
                List::default()
            } else {
                self.begin(text, Some(end), false)
            };
        } else if response.lost_focus() && !pointer_is_in(ui, self.popup()) {
            list = List::default();
        }
        ui.data_mut(|data| data.insert_temp(self.id, list));
        response
    }

    /// Whether its list is open, so that the keys are the list's.
    #[must_use]
    pub fn is_open(ui: &Ui, id: Id) -> bool {
        let list: Option<List> = ui.data(|data| data.get_temp(id));
        list.is_some_and(|list| !list.proposed().is_empty())
    }

    fn popup(&self) -> Id {
        self.id.with("proposed")
    }

    /// What is proposed behind what was typed last.
    fn begin(&self, text: &str, caret: Option<usize>, is_wanted: bool) -> List {
        let at = caret
            .and_then(|caret| text.char_indices().nth(caret))
            .map(|(at, _)| at);
        let completion = (self.complete)(text, at.unwrap_or(text.len()));
        let completion = completion.filter(|it| {
            let begins =
                !it.at.is_empty() || it.proposed.iter().any(|it| it.sort == ProposedAs::Value);
            !it.proposed.is_empty() && (begins || is_wanted)
        });
        List {
            open: completion.is_some(),
            chosen: None,
            completion: completion.map(Arc::new),
        }
    }

    fn show_list(&self, tokens: &Tokens, field: &Response, list: &List) -> Option<usize> {
        let proposed = list.proposed();
        let width = field.rect.width().min(420.0);
        let shown = Popup::from_response(field)
            .id(self.popup())
            .kind(PopupKind::Popup)
            .open(!proposed.is_empty())
            .width(width)
            .gap(2.0)
            .show(|ui| {
                ui.set_width(width);
                crate::app::access::name_part(ui, Role::ListBox, say!("listed-proposals"));
                let height = ROW * proposed.len().min(SEEN) as f32 + 4.0;
                let mut clicked = None;
                ui.spacing_mut().item_spacing.y = 0.0;
                egui::ScrollArea::vertical()
                    .max_height(height)
                    .min_scrolled_height(height)
                    .show(ui, |ui| {
                        for (at, it) in proposed.iter().enumerate() {
                            let shown = show_proposal(ui, tokens, it, at, list.chosen == Some(at));
                            if shown.clicked() {
                                clicked = Some(at);
                            }
                        }
                    });
                clicked
            });
        shown.and_then(|shown| shown.inner)
    }
}

fn show_proposal(
    ui: &mut Ui,
    tokens: &Tokens,
    it: &Proposed,
    at: usize,
    is_chosen: bool,
) -> Response {
    let look = Look {
        role: Some(Role::ListBoxOption),
        ..Look::chosen(is_chosen)
    };
    let (text, sort) = match &it.sort {
        ProposedAs::Attribute => (&it.text, say!("listed-attribute")),
        ProposedAs::Role => (&it.text, say!("listed-link")),
        ProposedAs::Key | ProposedAs::Value | ProposedAs::Word => (&it.text, ""),
        ProposedAs::Saved(name) => (name, it.text.as_str()),
    };
    let name = format!("{text} {sort}");
    let shown = row(ui, tokens, look, (at, ROW), name.trim_end(), |ui| {
        ui.set_height(ROW);
        ui.horizontal_centered(|ui| {
            crate::app::panels::silent(&ui.add(TextLabel::new(text).lines(Lines::One)));
            if !sort.is_empty() {
                let kind = TextLabel::new(sort).size(12.0).color(tokens.weak);
                crate::app::panels::silent(&ui.add(kind.lines(Lines::One)));
            }
        });
    });
    if is_chosen {
        shown.scroll_to_me(None);
    }
    shown
}

/// Takes the keys that belong to the list; what is picked by them.
fn take_keys(ui: &Ui, list: &mut List) -> Option<usize> {
    let count = list.proposed().len();
    if count == 0 {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        list.chosen = Some(list.chosen.map_or(0, |at| (at + 1) % count));
    }
    if pressed(Key::ArrowUp) {
        list.chosen = list.chosen.map_or(Some(count - 1), |at| at.checked_sub(1));
    }
    if pressed(Key::Escape) {
        list.open = false;
        return None;
    }
    if pressed(Key::Tab) {
        return Some(list.chosen.unwrap_or(0));
    }
    let chosen = list.chosen?;
    pressed(Key::Enter).then_some(chosen)
}

/// Puts the caret of a field behind so many characters.
pub fn put_caret(ui: &Ui, id: Id, at: usize) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state
        .cursor
        .set_char_range(Some(CCursorRange::one(CCursor::new(at))));
    state.store(ui.ctx(), id);
}

fn pointer_is_in(ui: &Ui, popup: Id) -> bool {
    let layer = egui::LayerId::new(PopupKind::Popup.order(), popup);
    let pointer = ui.ctx().pointer_interact_pos();
    pointer.and_then(|at| ui.ctx().layer_id_at(at)) == Some(layer)
}
