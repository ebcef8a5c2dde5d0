//! The strip below the article to find words in it with.

use egui::{Frame, Id, Key, Margin, Modifiers, Panel, RichText, TextEdit, Ui};

use crate::app::Region;
use crate::app::command::Command;
use crate::app::search::{Query, Search, Standing};
use crate::app::theme::Tokens;
use crate::app::workspace::Workspace;

use super::Room;

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
        .hint_text("Find in the article")
        .desired_width(220.0);
    let field = ui.add(field).accessible_name("Find in the article");
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
    let count = ui.label(RichText::new(count(search)).color(tokens.weak));
    ui.ctx().accesskit_node_builder(count.id, |node| {
        node.set_role(egui::accesskit::Role::Status);
        node.set_live(egui::accesskit::Live::Polite);
    });
    let has_match = search.current().is_some();
    for (command, name, help) in [
        (
            Command::FindPrevious,
            "Previous",
            "The match before (↑, Ctrl+Shift+G)",
        ),
        (Command::FindNext, "Next", "The next match (↓, Ctrl+G)"),
    ] {
        let button = ui.add_enabled(has_match, egui::Button::new(name));
        left |= button.lost_focus();
        if button.on_hover_text(help).clicked() {
            outcome.step = Some(command);
        }
    }
    let options = &mut query.options;
    for (on, name, help) in [
        (
            &mut options.whole_words,
            "Whole words",
            "“port” finds no “airport”",
        ),
        (
            &mut options.match_case,
            "Case",
            "Capitals differ from small letters",
        ),
        (
            &mut options.match_accents,
            "Accents",
            "“é” differs from “e”; vowel signs of Arabic and Hebrew count",
        ),
    ] {
        let toggle = ui.checkbox(on, name).on_hover_text(help);
        left |= toggle.lost_focus();
    }
    let select = ui.add_enabled(has_match, egui::Button::new("Select"));
    left |= select.lost_focus();
    outcome.take |= select.on_hover_text("Select this match (Enter)").clicked();
    let cancel = ui.button("Cancel");
    left |= cancel.lost_focus();
    outcome.leave = cancel
        .on_hover_text("Back to where you were (Escape)")
        .clicked()
        || (left && escape);
    outcome.changed = (query != *search.query()).then_some(query);
}

/// How many matches there are, and which is looked at.
fn count(search: &Search) -> String {
    match (search.place(), search.standing()) {
        (_, Standing::Idle) => "Enter selects, Escape goes back".to_owned(),
        (_, Standing::Broken) => "The search broke off".to_owned(),
        (Some(place), _) => place,
        (None, Standing::Running) => "Looking…".to_owned(),
        (None, Standing::Done) => "No match".to_owned(),
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
