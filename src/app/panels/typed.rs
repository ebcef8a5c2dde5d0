//! Characters taken out of the input before a field gets them.

use egui::{Event, Id, Ui};

/// Takes the first typed character that is wanted out of the input. A press without text counts by its digit or letter;
/// of a press with text the text counts: on some layouts the key of a digit writes a letter.
pub(super) fn first_typed(ui: &Ui, wanted: impl Fn(char) -> bool) -> Option<char> {
    ui.input_mut(|input| {
        let events = &mut input.events;
        let mut at = 0;
        while at < events.len() {
            let (typed, length) = stroke_at(events, at);
            if let Some(c) = typed.filter(|c| wanted(*c)) {
                events.drain(at..at + length);
                return Some(c);
            }
            at += length;
        }
        None
    })
}

/// Takes a typed character out of the input, if it is wanted.
pub(super) fn take_typed(ui: &Ui, wanted: impl Fn(char) -> bool) -> bool {
    first_typed(ui, wanted).is_some()
}

/// The character that is typed by the events from an index on, and how many events that are.
fn stroke_at(events: &[Event], at: usize) -> (Option<char>, usize) {
    match &events[at] {
        Event::Text(text) => (only_character(text), 1),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } if modifiers.is_none() || modifiers.shift_only() => match events.get(at + 1) {
            Some(Event::Text(text)) => (only_character(text), 2),
            _ if modifiers.is_none() => (only_character(key.name()), 1),
            _ => (None, 1),
        },
        _ => (None, 1),
    }
}

fn only_character(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// Where events wait that came in the frame in which a question was answered: they are for the next one.
fn waiting() -> Id {
    Id::unique("events for the next question")
}

/// Keeps what is left of this frame's strokes for the next frame.
pub(super) fn carry(ui: &Ui) {
    let rest: Vec<Event> = ui.input_mut(|input| {
        let is_stroke =
            |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::Text(_));
        input
            .events
            .extract_if(.., |event| is_stroke(event))
            .collect()
    });
    if !rest.is_empty() {
        ui.data_mut(|data| data.insert_temp(waiting(), rest));
        ui.ctx().request_repaint();
    }
}

/// Has Enter come once more in the next frame.
pub(super) fn carry_enter(ui: &Ui) {
    let enter = Event::Key {
        key: egui::Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    ui.data_mut(|data| data.insert_temp(waiting(), vec![enter]));
    ui.ctx().request_repaint();
}

/// Puts what was kept in the last frame before what this one has.
pub fn take_carried(ctx: &egui::Context) {
    let rest: Option<Vec<Event>> = ctx.data_mut(|data| data.remove_temp(waiting()));
    if let Some(rest) = rest {
        ctx.input_mut(|input| {
            input.events.splice(0..0, rest);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Key, Modifiers};

    fn press(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: Some(key),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    #[test]
    fn the_text_of_a_press_counts_and_not_the_place_of_its_key() {
        // A French keyboard writes é with the key of the 2.
        let events = [press(Key::Num2), Event::Text("é".into()), press(Key::Num3)];
        assert_eq!(stroke_at(&events, 0), (Some('é'), 2));
        assert_eq!(stroke_at(&events, 2), (Some('3'), 1));
        assert_eq!(stroke_at(&[press(Key::Enter)], 0), (None, 1));
        assert_eq!(stroke_at(&[Event::Text("ab".into())], 0), (None, 1));
    }
}
