//! The keys: every command with its keys, which can be changed here, and the cheat sheet to print.

use egui::{Event, Id, Ui};

use crate::say;

use super::super::command::{Group, Row, shared};
use super::super::keys::{Chord, take_strokes};
use super::super::picker::Ask;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, room};
use super::palette::fuzzy;
use super::rows::{Cursor, Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row.
const ROW: f32 = 26.0;
/// Height of what stands above and below the list.
const AROUND: f32 = 190.0;

/// Every command of the moment with its keys.
#[derive(Debug, Default)]
pub struct KeysDialog {
    filter: String,
    cursor: Cursor,
    first: FirstFocus,
    /// Whether the next stroke becomes a key of the chosen command, and whether it takes the place of those it has.
    awaits: Option<Replaces>,
    /// What the keys collide with, as told last.
    warning: Option<String>,
}

/// What a stroke that is awaited does to the keys that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replaces {
    /// It takes their place.
    All,
    /// It is one more.
    Nothing,
}

impl KeysDialog {
    /// The dialog with every command.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Dialog for KeysDialog {
    fn title(&self) -> String {
        say!("keys-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let field = ui.make_persistent_id("filter");
        let found = found(view.rows, self.filter.trim());
        if let Some(replaces) = self.awaits {
            return self.await_stroke(ui, view, found.get(self.cursor.at).copied(), replaces);
        }
        self.cursor.take_keys(ui, field, found.len());
        let enter = ui.memory(|memory| memory.has_focus(field))
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        let typed = ui
            .add(
                egui::TextEdit::singleline(&mut self.filter)
                    .id(field)
                    .hint_text(say!("keys-filter"))
                    .desired_width(f32::INFINITY),
            )
            .accessible_name(say!("keys-filter"));
        self.first.take(&typed);
        if typed.changed() {
            self.cursor.reset();
            self.warning = None;
        }
        ui.add_space(space::SMALL);
        let height = (room(ui) - AROUND).clamp(3.0 * ROW, 18.0 * ROW);
        let nothing = say!("keys-nothing", filter = self.filter.trim());
        let mut clicked = None;
        list(
            ui,
            (height, ROW),
            (found.len(), &nothing),
            Some(self.cursor),
            |ui, at| {
                if show_row(ui, view, found[at], (at, at == self.cursor.at)) {
                    clicked = Some(at);
                }
            },
        );
        self.cursor.at = clicked.unwrap_or(self.cursor.at);
        let Some(chosen) = found.get(self.cursor.at).copied() else {
            return if close(ui) { Flow::Close } else { Flow::Stay };
        };
        ui.add_space(space::SMALL);
        let help = TextLabel::new(&chosen.help).color(view.tokens.weak);
        ui.add(help.lines(Lines::One));
        for note in Group::ALL.into_iter().filter_map(Group::note) {
            ui.add(TextLabel::new(note).color(view.tokens.weak));
        }
        if let Some(warning) = &self.warning {
            ui.add(TextLabel::new(warning).color(view.tokens.warning));
        }
        self.buttons(ui, view, chosen, enter)
    }
}

impl KeysDialog {
    fn buttons(&mut self, ui: &mut Ui, view: &View<'_>, chosen: &Row, enter: bool) -> Flow {
        let id = chosen.id();
        // The keys of tags and links stand in the codebook.
        let is_fixed = chosen.command.is_of_codebook();
        let mut flow = Flow::Stay;
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            let why = say!("keys-of-codebook");
            let button = |ui: &mut Ui, name: &str, on: bool| {
                ui.add_enabled(on, egui::Button::new(name))
                    .on_disabled_hover_text(why)
                    .clicked()
            };
            if button(ui, say!("keys-change"), !is_fixed) || (enter && !is_fixed) {
                self.awaits = Some(Replaces::All);
            }
            if button(ui, say!("keys-one-more"), !is_fixed) {
                self.awaits = Some(Replaces::Nothing);
            }
            if button(ui, say!("keys-none"), !is_fixed && !chosen.keys.is_empty()) {
                flow = Flow::Do(vec![Action::SetKeys(id.clone(), Some(Vec::new()))]);
            }
            if button(
                ui,
                say!("keys-usual"),
                !is_fixed && view.keymap.is_changed(&id),
            ) {
                self.warning = None;
                flow = Flow::Do(vec![Action::SetKeys(id.clone(), None)]);
            }
            if ui.button(say!("keys-print")).clicked() {
                let ask = Ask::Save {
                    title: super::super::files::KEYS_PAGE.to_owned(),
                    name: "postil-keys.html".to_owned(),
                };
                flow = Flow::Then(vec![Action::AskFor(ask)]);
            }
            if ui.button(say!("dialog-close")).clicked() {
                flow = Flow::Close;
            }
        });
        flow
    }

    /// Takes the next stroke as a key of the command.
    fn await_stroke(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        command: Option<&Row>,
        replaces: Replaces,
    ) -> Flow {
        let Some(command) = command else {
            self.awaits = None;
            return Flow::Stay;
        };
        let words = say!("keys-press", command = &command.name);
        ui.add(TextLabel::new(&words).bold(true));
        ui.add(TextLabel::new(say!("keys-press-escape")).color(view.tokens.weak));
        // The keyboard is at no field: every stroke counts.
        let id = Id::unique("awaited key");
        ui.interact(ui.min_rect(), id, egui::Sense::focusable_noninteractive());
        ui.memory_mut(|memory| {
            memory.request_focus(id);
            let all = egui::EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            memory.set_focus_lock_filter(id, all);
        });
        let strokes = ui.input_mut(|input| {
            // A copy is what the window makes of Ctrl+C before anybody sees the key.
            let copies = input
                .events
                .iter()
                .any(|event| matches!(event, Event::Copy));
            let mut strokes = take_strokes(&mut input.events, Some);
            if copies {
                strokes.extend("Ctrl+C".parse::<Chord>().ok());
            }
            strokes
        });
        let Some(stroke) = strokes.first().copied() else {
            return Flow::Stay;
        };
        self.awaits = None;
        if stroke == Chord::Named(egui::Modifiers::NONE, egui::Key::Escape) {
            return Flow::Stay;
        }
        let others = shared(view.rows, &command.command, stroke);
        self.warning = (!others.is_empty()).then(|| {
            let others: Vec<String> = others
                .iter()
                .map(|name| say!("keys-quoted", command = *name))
                .collect();
            say!(
                "keys-clash",
                key = stroke.to_string(),
                commands = others.join(", ")
            )
        });
        let mut keys = match replaces {
            Replaces::All => Vec::new(),
            Replaces::Nothing => command.keys.clone(),
        };
        if !keys.contains(&stroke) {
            keys.push(stroke);
        }
        Flow::Do(vec![Action::SetKeys(command.id(), Some(keys))])
    }
}

fn close(ui: &mut Ui) -> bool {
    ui.add_space(space::SMALL);
    ui.button(say!("dialog-close")).clicked()
}

/// The commands that fit a filter, those with keys first in each menu.
fn found<'a>(rows: &'a [Row], filter: &str) -> Vec<&'a Row> {
    let mut found: Vec<&Row> = rows.iter().filter(|row| matches(row, filter)).collect();
    let group = |row: &Row| Group::ALL.iter().position(|group| *group == row.group);
    found.sort_by_key(|row| (group(row), row.keys.is_empty()));
    found
}

fn matches(row: &Row, filter: &str) -> bool {
    let filter_lower = filter.to_lowercase();
    filter.is_empty()
        || fuzzy(filter, &row.name).is_some()
        || row
            .keys
            .iter()
            .any(|key| key.to_string().to_lowercase() == filter_lower)
}

fn show_row(ui: &mut Ui, view: &View<'_>, command: &Row, (at, is_chosen): (usize, bool)) -> bool {
    let tokens: &Tokens = view.tokens;
    let keys: Vec<String> = command.keys.iter().map(Chord::to_string).collect();
    let keys = keys.join(say!("keys-or"));
    let clash = command
        .keys
        .iter()
        .find_map(|key| shared(view.rows, &command.command, *key).first().copied());
    let mut name = if keys.is_empty() {
        say!("keys-row-none", command = &command.name)
    } else {
        format!("{}, {keys}", command.name)
    };
    if let Some(other) = clash {
        name = say!("keys-row-clash", row = name, other = other);
    }
    let response = row(
        ui,
        tokens,
        Look::chosen(is_chosen),
        (at, ROW),
        &name,
        |ui| {
            ui.set_height(ROW);
            ui.horizontal_centered(|ui| {
                let width = ui.available_width();
                ui.allocate_ui(egui::vec2(0.34 * width, ROW), |ui| {
                    ui.set_min_width(0.34 * width);
                    let color = if clash.is_some() {
                        tokens.warning
                    } else {
                        tokens.text
                    };
                    ui.add(TextLabel::new(&keys).color(color).lines(Lines::One));
                });
                ui.add(TextLabel::new(&command.name).lines(Lines::One));
            });
        },
    );
    response.on_hover_text(&command.help).clicked()
}
