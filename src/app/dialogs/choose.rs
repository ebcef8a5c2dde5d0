//! A button that opens a list to choose from, by the pointer or by keys alone.

use egui::{ComboBox, Key, Modifiers, Response, Ui};

/// Shows the button, known by `salt`, with the name of the chosen value on it, or with `none` when that is not among the
/// `options`. Whoever opens the list, with the keyboard or the pointer, is at the chosen option, walks with ↑ and ↓, takes one with Enter,
/// and is at the button again, as after Escape. The response has changed when something was chosen.
pub(in crate::app) fn choose<T: PartialEq + Clone>(
    ui: &mut Ui,
    salt: &str,
    none: &str,
    value: &mut T,
    options: &[(T, String)],
) -> Response {
    let at = options.iter().position(|(option, _)| option == value);
    let shown = at.map_or(none, |at| options[at].1.as_str());
    // As egui names it: a test of the keys notices when that changes.
    let button = ui.make_persistent_id(egui::IdSalt::new(salt));
    let was_open = ComboBox::is_open(ui.ctx(), button);
    let by_keys = ui.memory(|memory| memory.has_focus(button));
    let list = ComboBox::from_id_salt(salt)
        .width(ui.available_width().min(280.0))
        .height((ui.ctx().content_rect().height() * 0.5).max(200.0))
        .selected_text(shown)
        .truncate()
        .show_ui(ui, |ui| {
            let mut has_chosen = false;
            for (row_at, (option, name)) in options.iter().enumerate() {
                let row = ui.selectable_label(at == Some(row_at), name.as_str());
                if (by_keys || !was_open) && row_at == at.unwrap_or(0) {
                    row.request_focus();
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    value.clone_from(option);
                    has_chosen = true;
                    ui.close();
                }
            }
            has_chosen
        });
    let mut response = list.response;
    let is_left = was_open
        && !ComboBox::is_open(ui.ctx(), button)
        && ui.memory(|memory| memory.focused().is_none());
    if is_left {
        // It closed the list, and nothing else.
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    if list.inner == Some(true) || is_left {
        response.request_focus();
    }
    if list.inner == Some(true) {
        response.mark_changed();
    }
    response
}
