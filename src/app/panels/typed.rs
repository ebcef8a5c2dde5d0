//! Characters taken out of the input before a field gets them.

use egui::Ui;

/// Takes a typed character out of the input, if it is wanted. A press without text counts by its digit or letter.
pub(super) fn take_typed(ui: &Ui, wanted: impl Fn(char) -> bool) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        let mut found = false;
        input.events.retain(|event| {
            let typed = match event {
                egui::Event::Text(text) => {
                    text.chars().next().filter(|_| text.chars().count() == 1)
                }
                egui::Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } if modifiers.is_none() && key.name().len() == 1 => key.name().chars().next(),
                _ => None,
            };
            let take = typed.is_some_and(&wanted);
            found |= take;
            !take
        });
        debug_assert!(input.events.len() <= before, "events are only taken");
        found
    })
}
