//! Characters of an article that cannot be seen: told in the status line, shown when asked for, and remembered.

use egui::accesskit::Role;

use super::harness::Window;

#[test]
fn the_status_line_tells_them_and_a_click_shows_all() {
    let mut window = Window::on("|One \u{202e}two\u{202c} so\u{ad}on");
    let signs = |window: &Window| window.all(Role::Image, "Invisible character: ").len();
    assert_eq!(
        signs(&window),
        2,
        "what turns the direction is always shown"
    );
    let told = "2 direction controls and 1 other invisible character";
    window.click(Role::Button, "2 direction controls");
    assert_eq!(signs(&window), 3);
    assert_eq!(
        window.app().status(),
        format!("Invisible characters are shown; this text has {told}")
    );
    assert!(window.app().settings.show_invisible, "remembered");
    window.click(Role::Button, "2 direction controls");
    assert_eq!(signs(&window), 2);
}

#[test]
fn a_text_without_them_tells_nothing() {
    let window = Window::on("|One two 👩\u{200d}👧");
    assert!(!window.says("direction control"));
    assert!(!window.says("invisible character"));
}
