//! A window in which nothing happens draws nothing.

use std::time::Duration;

use super::harness::Window;
use super::notation;

/// How long until the next frame is wanted without any input.
fn rest(window: &mut Window) -> Duration {
    window.settle();
    window.step();
    let output = &window.harness.output().viewport_output;
    output
        .values()
        .map(|viewport| viewport.repaint_delay)
        .min()
        .unwrap()
}

#[test]
fn the_welcome_page_wants_no_further_frame() {
    assert_eq!(rest(&mut Window::welcome()), Duration::MAX);
}

#[test]
fn a_workspace_wants_no_further_frame() {
    for scene in ["", "One| two", "{q*:One} [two|] => q speaker @lee"] {
        let mut window = Window::on("");
        window.stage(scene);
        assert_eq!(rest(&mut window), Duration::MAX, "{scene}");
    }
}

#[test]
fn once_all_is_saved_the_window_wants_no_further_frame() {
    let mut window = Window::open(&notation::parse("One two").project());
    window.press("Ctrl+A q");
    window.wait("all is saved", |window| window.says("All saved"));
    assert_eq!(rest(&mut window), Duration::MAX);
}

#[test]
fn neither_a_dialog_nor_a_note_nor_a_link_wants_a_further_frame() {
    for keys in ["F3", "F4", "Ctrl+K", "?", "F2", ";", "Enter", "S", "/"] {
        let mut window = Window::on("|{q*:One} two");
        window.press(keys);
        assert_eq!(rest(&mut window), Duration::MAX, "{keys}");
    }
}
