//! Every command of the moment, found by a few letters of its name.

use egui::{Key, Modifiers, Ui};

use crate::say;

use super::super::command::{Command, Row};
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, room};
use super::rows::{Cursor, Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: name and help.
const ROW: f32 = 44.0;

/// A field, and the commands whose names fit what is typed into it.
#[derive(Debug, Default)]
pub struct Palette {
    query: String,
    cursor: Cursor,
    first: FirstFocus,
}

impl Palette {
    /// The palette with every command.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The palette with something typed into it already.
    #[must_use]
    pub fn starting_with(query: &str) -> Self {
        Self {
            query: query.to_owned(),
            ..Self::default()
        }
    }
}

impl Dialog for Palette {
    fn title(&self) -> String {
        say!("palette-title").to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let field = ui.make_persistent_id("query");
        let found = find(view.rows, &self.query);
        self.cursor.take_keys(ui, field, found.len());
        let entered = ui.memory(|memory| memory.has_focus(field))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let typed = ui
            .add(
                egui::TextEdit::singleline(&mut self.query)
                    .id(field)
                    .hint_text(say!("palette-hint"))
                    .desired_width(f32::INFINITY),
            )
            .accessible_name(say!("palette-find"));
        self.first.take(&typed);
        let found = if typed.changed() {
            self.cursor.reset();
            find(view.rows, &self.query)
        } else {
            found
        };
        ui.add_space(space::SMALL);
        let clicked = self.show_list(ui, view, &found);
        let chosen = clicked.or(entered.then_some(self.cursor.at));
        match chosen.and_then(|at| found.get(at)) {
            Some(row) if row.disabled(view.situation).is_none() => {
                Flow::Then(vec![Action::Perform(row.command.clone())])
            }
            _ => Flow::Stay,
        }
    }
}

impl Palette {
    fn show_list(&self, ui: &mut Ui, view: &View<'_>, found: &[&Row]) -> Option<usize> {
        let mut clicked = None;
        let height = room(ui).min(9.0 * ROW);
        let nothing = say!("palette-nothing", query = self.query.trim());
        let rows = (found.len(), &*nothing);
        list(ui, (height, ROW), rows, Some(self.cursor), |ui, at| {
            if show_row(ui, view, found[at], at == self.cursor.at) {
                clicked = Some(at);
            }
        });
        clicked
    }
}

fn show_row(ui: &mut Ui, view: &View<'_>, command: &Row, is_chosen: bool) -> bool {
    let tokens: &Tokens = view.tokens;
    let why_not = command.disabled(view.situation);
    let key = command.key().unwrap_or_default();
    let look = Look {
        enabled: why_not.is_none(),
        ..Look::chosen(is_chosen)
    };
    let shown = row(
        ui,
        tokens,
        look,
        (&command.command, ROW),
        &command.name,
        |ui| {
            ui.set_height(ROW);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::SMALL);
            egui::Sides::new().shrink_left().truncate().show(
                ui,
                |ui| {
                    let color = if why_not.is_none() {
                        tokens.text
                    } else {
                        tokens.weak
                    };
                    ui.add(TextLabel::new(&command.name).color(color).lines(Lines::One));
                },
                |ui| {
                    ui.add(TextLabel::new(&key).color(tokens.weak).lines(Lines::Extend));
                },
            );
            let below = why_not.as_deref().unwrap_or(&command.help);
            ui.add(
                TextLabel::new(below)
                    .size(12.0)
                    .color(tokens.weak)
                    .lines(Lines::One),
            );
        },
    );
    shown.clicked()
}

/// The commands that fit, the best one first.
fn find<'a>(rows: &'a [Row], query: &str) -> Vec<&'a Row> {
    let mut found: Vec<(u32, &Row)> = rows
        .iter()
        .filter(|row| row.command != Command::Palette)
        .filter_map(|row| Some((fit(query, row)?, row)))
        .collect();
    // The sort is stable: of equal ones that comes first which stands first in the table.
    found.sort_by_key(|(score, _)| core::cmp::Reverse(*score));
    found.into_iter().map(|(_, row)| row).collect()
}

/// How well a command fits, by its name in the language that is spoken or by its English one.
fn fit(query: &str, row: &Row) -> Option<u32> {
    let by_name = fuzzy(query, &row.name);
    if row.english == row.name {
        by_name
    } else {
        by_name.max(fuzzy(query, &row.english))
    }
}

/// How well a text fits what somebody typed to find it: none when it does not; more is better.
///
/// Each word of the query has to be found in the text, letter after letter, with gaps allowed. Letters that follow the
/// one before count most, then those at the beginning of a word.
#[must_use]
pub fn fuzzy(query: &str, text: &str) -> Option<u32> {
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    query
        .split_whitespace()
        .map(|word| {
            let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
            best_fit(&word, &text)
        })
        .try_fold(0, |sum, score| Some(sum + score?))
}

/// The best fit of one word over all places where its first letter stands.
fn best_fit(word: &[char], text: &[char]) -> Option<u32> {
    (0..text.len())
        .filter(|&start| text[start] == word[0])
        .filter_map(|start| fit_from(word, text, start))
        .max()
}

/// The fit of a word whose first letter stands at `start`, each further letter where it comes next.
fn fit_from(word: &[char], text: &[char], start: usize) -> Option<u32> {
    const WORD_START: u32 = 12;
    const NEXT: u32 = 13;
    const LETTER: u32 = 1;
    let begins_word = |at: usize| at == 0 || !text[at - 1].is_alphanumeric();
    let (mut score, mut at) = (0, start);
    for (number, &letter) in word.iter().enumerate() {
        let next = (at..text.len()).find(|&place| text[place] == letter)?;
        score += match next {
            0 => WORD_START + 1,
            _ if begins_word(next) => WORD_START,
            _ if number > 0 && next == at => NEXT,
            _ => LETTER,
        };
        at = next + 1;
    }
    Some(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_must_come_in_their_order() {
        assert!(fuzzy("exp", "Export…").is_some());
        assert!(fuzzy("xpe", "Export…").is_none());
        assert!(fuzzy("EXP", "export").is_some());
        assert_eq!(fuzzy("", "anything"), Some(0));
        assert_eq!(fuzzy("x", ""), None);
    }

    #[test]
    fn beginnings_of_words_and_letters_in_a_row_fit_better() {
        let better = |query, one, other| {
            assert!(
                fuzzy(query, one) > fuzzy(query, other),
                "{query}: {one} / {other}"
            );
        };
        better("re", "Redo", "Clear");
        better("na", "Next annotation", "Cancel analysis of dna");
        better("tag", "Tag as Claim", "To a great extent");
        better("claim", "Tag as Claim", "Cold air in March");
        better("new", "New project…", "Show new project");
    }

    #[test]
    fn every_word_has_to_be_found() {
        assert!(fuzzy("proj new", "New project…").is_some());
        assert!(fuzzy("proj old", "New project…").is_none());
        assert!(fuzzy("ПОРТ", "порт закрыт").is_some());
    }
}
