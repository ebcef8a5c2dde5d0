//! Input methods, as Chinese, Japanese and Korean are typed with: what they compose reaches every text field.

use egui::accesskit::Role;
use egui::{Event, ImeEvent};
use egui_kittest::kittest::NodeT as _;

use super::harness::Window;

fn compose(window: &mut Window, event: ImeEvent) {
    window.harness.input_mut().events.push(Event::Ime(event));
    window.step();
    window.settle();
}

/// Composes 外交 as an input method does: letters first, then the characters in their place.
fn write_foreign(window: &mut Window) {
    for letters in ["w", "wai", "wai jiao"] {
        let preedit = ImeEvent::Preedit {
            text: letters.to_owned(),
            active_range_chars: None,
        };
        compose(window, preedit);
    }
    compose(window, ImeEvent::Commit("外交".to_owned()));
}

fn value(window: &Window, role: Role, name: &str) -> Option<String> {
    window.get(role, name).accesskit_node().value()
}

#[test]
fn what_is_composed_reaches_every_field_and_is_no_command() {
    for (strokes, role, name) in [
        ("/", Role::TextInput, "Find in the article"),
        ("Ctrl+F", Role::TextInput, "Filter articles"),
        (";", Role::MultilineTextInput, "Note"),
        ("S", Role::TextInput, "Target of the link “said by”"),
        ("F2", Role::TextInput, "Title"),
        ("Ctrl+K", Role::TextInput, "Find a command"),
    ] {
        let mut window = Window::in_every_script("|{q*:One} two");
        window.press(strokes);
        let before = window.scene();
        window.retype("");
        write_foreign(&mut window);
        assert_eq!(
            value(&window, role, name).as_deref(),
            Some("外交"),
            "{name}"
        );
        assert_eq!(window.scene(), before, "{name}");
    }
}

#[test]
fn what_is_composed_is_searched_while_it_is() {
    let mut window = Window::in_every_script("|英国外交，并");
    window.press("/");
    write_foreign(&mut window);
    assert!(window.says("1 of 1"));
    window.press("Enter");
    assert_eq!(window.scene(), "英国[外交|]，并");
}

#[test]
fn the_article_is_no_field_so_letters_stay_commands() {
    let mut window = Window::on("[One|] two");
    assert!(window.harness.output().platform_output.ime.is_none());
    window.press("/");
    assert!(window.harness.output().platform_output.ime.is_some());
    window.press("Escape q");
    assert_eq!(window.scene(), "{q*:One}| two");
}
