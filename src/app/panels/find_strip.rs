//! The strip below the article to find words in it with.

use egui::{Align, Frame, Id, Key, Layout, Margin, Modifiers, Panel, RichText, TextEdit, Ui, vec2};

use crate::app::Region;
use crate::app::command::Command;
use crate::app::search::{Query, Search, Standing};
use crate::app::theme::Tokens;
use crate::app::workspace::Workspace;
use crate::say;
use crate::text::FindOptions;

use super::Room;

/// In less space, in points, the options are behind a button.
const NARROW: f32 = 560.0;

/// What happened in the strip.
#[derive(Debug, Default)]
struct Outcome {
    /// Another query.
    changed: Option<Query>,
    /// The match is to be selected.
    take: bool,
    /// Back to where one was.
    leave: bool,
    /// To the next match, or the one before.
    step: Option<Command>,
}

/// Draws the strip, if words are to be found.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    workspace.follow_find(room.notices);
    let Some(open) = &mut workspace.open else {
        return;
    };
    let Some(search) = open.search.as_mut().filter(|search| search.is_open) else {
        return;
    };
    let mut outcome = Outcome::default();
    // Below the text, so that nothing the eye rests on moves.
    Panel::bottom("find-strip")
        .frame(
            Frame::new()
                .fill(room.tokens.raised)
                .inner_margin(Margin::symmetric(16, 8)),
        )
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| strip(ui, search, room.tokens, &mut outcome));
        });
    if let Some(query) = outcome.changed {
        workspace.look_for(query, ui.ctx());
        workspace.follow_find(room.notices);
    }
    if let Some(step) = outcome.step {
        room.wish(step);
    }
    let is_left = outcome.leave || (outcome.take && workspace.take_found(room.notices));
    if outcome.leave {
        workspace.leave_find();
    }
    if is_left {
        *room.focus = Some(Region::Text);
    }
}

fn strip(ui: &mut Ui, search: &mut Search, tokens: &Tokens, outcome: &mut Outcome) {
    let mut query = search.query().clone();
    let id = Id::unique("find in the article");
    let is_narrow = ui.available_width() < NARROW;
    if ui.memory(|memory| memory.has_focus(id)) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            outcome.step = Some(Command::FindNext);
        } else if pressed(Key::ArrowUp) {
            outcome.step = Some(Command::FindPrevious);
        }
    }
    let field = TextEdit::singleline(&mut query.words)
        .id(id)
        .hint_text(say!("find-words"))
        .desired_width(170.0);
    let field = ui.add(field).accessible_name(say!("find-words"));
    if core::mem::take(&mut search.wants_keyboard) {
        field.request_focus();
        select_all(ui, id, &query.words);
    }
    let (enter, escape) = ui.input(|input| {
        (
            input.key_pressed(Key::Enter),
            input.key_pressed(Key::Escape),
        )
    });
    outcome.take = field.lost_focus() && enter;
    let mut left = field.lost_focus();
    count_label(ui, search, tokens);
    let has_match = search.current().is_some();
    for (command, sign, name, help) in [
        (
            Command::FindPrevious,
            "↑",
            say!("find-previous"),
            say!("find-previous-help"),
        ),
        (
            Command::FindNext,
            "↓",
            say!("find-next"),
            say!("find-next-help"),
        ),
    ] {
        let button = ui
            .add_enabled(has_match, egui::Button::new(sign))
            .accessible_name(name);
        left |= button.lost_focus();
        if button.on_hover_text(help).clicked() {
            outcome.step = Some(command);
        }
    }
    let select = ui.add_enabled(has_match, egui::Button::new(say!("find-select")));
    left |= select.lost_focus();
    outcome.take |= select.on_hover_text(say!("find-select-help")).clicked();
    let cancel = ui.button(say!("find-cancel"));
    left |= cancel.lost_focus();
    let options = &mut query.options;
    if is_narrow {
        ui.menu_button(say!("find-options"), |ui| toggles(ui, options, &mut left));
    } else {
        toggles(ui, options, &mut left);
    }
    outcome.leave = cancel.on_hover_text(say!("find-cancel-help")).clicked() || (left && escape);
    outcome.changed = (query != *search.query()).then_some(query);
}

/// What is told apart; `left` becomes true when the keyboard leaves one of them.
fn toggles(ui: &mut Ui, options: &mut FindOptions, left: &mut bool) {
    for (on, name, help) in [
        (
            &mut options.whole_words,
            say!("find-whole-words"),
            say!("find-whole-words-help"),
        ),
        (
            &mut options.match_case,
            say!("find-case"),
            say!("find-case-help"),
        ),
        (
            &mut options.match_accents,
            say!("find-accents"),
            say!("find-accents-help"),
        ),
    ] {
        *left |= ui.checkbox(on, name).on_hover_text(help).lost_focus();
    }
}

/// The count, in a space of its own so that nothing moves when it changes.
fn count_label(ui: &mut Ui, search: &Search, tokens: &Tokens) {
    const WIDTH: f32 = 96.0;
    let size = vec2(WIDTH, ui.spacing().interact_size.y);
    let text = RichText::new(count(search)).color(tokens.weak);
    let count = ui
        .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(WIDTH);
            ui.add(egui::Label::new(text).truncate())
        })
        .inner;
    ui.ctx().accesskit_node_builder(count.id, |node| {
        node.set_role(egui::accesskit::Role::Status);
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// How many matches there are, and which is looked at.
fn count(search: &Search) -> String {
    match (search.place(), search.standing()) {
        (_, Standing::Idle) => String::new(),
        (_, Standing::Broken) => say!("find-broken").to_owned(),
        (Some(place), _) => place,
        (None, Standing::Running) => say!("find-looking").to_owned(),
        (None, Standing::Done) => say!("find-none").to_owned(),
    }
}

/// What is in the field will be replaced by what is typed.
fn select_all(ui: &Ui, id: Id, words: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = egui::text::CCursorRange::two(
        egui::text::CCursor::new(0),
        egui::text::CCursor::new(words.chars().count()),
    );
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
