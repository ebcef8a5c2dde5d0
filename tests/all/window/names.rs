//! Every widget has a name, in both themes, zoomed and in the smallest window.
//!
//! The harness looks for unnamed widgets whenever the window has settled; here it is led through every screen.

use egui::accesskit::Role;
use egui::{Theme, Vec2, vec2};

use super::harness::{Opening, Window};
use super::notation;

/// A theme, a size of the window in points, and a zoom.
const LOOKS: [(Theme, Vec2, f32); 4] = [
    (Theme::Light, vec2(1300.0, 860.0), 1.0),
    (Theme::Dark, vec2(1300.0, 860.0), 1.0),
    (Theme::Light, vec2(1300.0, 860.0), 2.0),
    (Theme::Dark, vec2(720.0, 480.0), 1.0),
];

fn dressed((theme, size, zoom): (Theme, Vec2, f32)) -> Window {
    let mut opening = Opening {
        size,
        theme,
        ..Opening::default()
    };
    opening.settings.zoom = zoom;
    let mut window = Window::new(opening);
    assert!((window.harness.ctx.zoom_factor() - zoom).abs() < 0.01);
    assert_eq!(window.harness.ctx.theme(), theme);
    window.settle();
    window
}

#[test]
fn every_widget_of_every_screen_has_a_name_in_every_look() {
    for look in LOOKS {
        let window = dressed(look);
        let project = notation::parse("{q:One {a:two}} three. Four => q speaker a").project();
        postil::store::create(&window.root(), &project).unwrap();
        let mut window = window.reopened();
        for keys in [
            "Tab",
            "Tab",
            "Enter",
            "Escape",
            ";",
            "Escape",
            "Escape",
            "Shift+Tab",
            "S",
            "Escape",
            ">",
            "Escape",
            "Ctrl+F",
            "F6",
            "F6",
            "F6",
            "F8",
            "F8",
            "F9",
            "F9",
            "F10",
            "F10",
        ] {
            window.press(keys);
        }
        for keys in [
            "Ctrl+K", "Ctrl+N", "Ctrl+E", "Ctrl+R", "F2", "F3", "F4", "?", "Ctrl+O",
        ] {
            window.press(keys);
            window.press("Escape");
        }
        window.press("F7");
        window.wait("it is checked", Window::has_dialog);
        window.press("Escape Ctrl+W");
        assert!(window.says("Recent projects"), "{look:?}");
    }
}

#[test]
fn every_page_of_the_codebook_has_names_in_every_look() {
    for look in LOOKS {
        let window = dressed(look);
        postil::store::create(&window.root(), &notation::parse("One").project()).unwrap();
        let mut window = window.reopened();
        window.press("F3");
        for tab in ["Tags", "Links", "Article fields", "Entity types"] {
            window
                .find(Role::Button, tab)
                .unwrap_or_else(|| panic!("{tab}"))
                .click();
            window.settle();
            window.press("Enter");
            assert!(window.app().codebook().is_some(), "{tab}: {look:?}");
            window.press("Escape");
        }
        for page in ["Merge…", "Split…", "Delete…"] {
            window.click(Role::Button, "Tags");
            window.click(Role::Button, page);
            window.press("Escape");
        }
    }
}

#[test]
fn in_the_smallest_window_the_article_can_be_read_and_marked() {
    let opening = Opening {
        size: vec2(720.0, 480.0),
        ..Opening::default()
    };
    let window = Window::new(opening);
    postil::store::create(&window.root(), &notation::parse("One two").project()).unwrap();
    let mut window = window.reopened();
    let pane = window.get(Role::Document, "A stage").rect();
    assert!(pane.width() > 80.0 && pane.height() > 200.0, "{pane:?}");
    let two = window.middle("two");
    window.clicks(two, 2, egui::Modifiers::NONE);
    window.press("q");
    assert_eq!(window.scene(), "One {q*:two}|");
}

#[test]
fn dialogs_fit_the_smallest_window() {
    let opening = Opening {
        size: vec2(720.0, 480.0),
        ..Opening::default()
    };
    let mut window = Window::new(opening);
    window.press("Ctrl+N");
    window.wait("the folder was looked at", |window| {
        window.find(Role::Button, "Create").is_some()
    });
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(720.0, 480.0));
    for name in ["Create", "Cancel"] {
        assert!(
            screen.contains_rect(window.get(Role::Button, name).rect()),
            "{name}"
        );
    }
}
