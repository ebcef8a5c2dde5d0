//! Without a mouse: where the Tab key goes, that one sees where one is, and what the arrow keys do there.

use egui::accesskit::Role;
use egui::{Id, Rect, Theme, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;

use super::harness::{Opening, SIZE, Window};
use super::notation;

const SMALL: Vec2 = vec2(720.0, 480.0);

fn window(size: Vec2, theme: Theme) -> Window {
    let window = Window::new(Opening {
        size,
        theme,
        ..Opening::default()
    });
    let project = notation::parse("{q:One} {a:two} three => q speaker a").project();
    postil::store::create(&window.root(), &project).unwrap();
    let mut window = window.reopened();
    window.press("Tab");
    window
}

/// What has the keyboard: for egui, for a screen reader, and on the screen.
fn stop(window: &Window) -> (Id, Role, String, Rect) {
    let id = window.harness.ctx.memory(egui::Memory::focused).unwrap();
    let root = window.harness.root();
    let node = root.accesskit_node().tree_state.focus().unwrap();
    let rect = window.harness.ctx.read_response(id).unwrap().rect;
    (id, node.role(), node.label().unwrap_or_default(), rect)
}

/// Everything that is painted at a place.
fn painted(window: &Window, place: Rect) -> String {
    let shapes = window.harness.output().shapes.iter();
    let there = shapes.filter(|shape| {
        let seen = shape.shape.visual_bounding_rect();
        seen.intersects(place.expand(2.0))
    });
    let there: Vec<_> = there.map(|shape| &shape.shape).collect();
    format!("{there:?}")
}

/// Goes on with Tab until the text has the keyboard; the names of the stops. Each must be on the screen, and look
/// different from how it looks without the keyboard.
fn walk(window: &mut Window) -> Vec<String> {
    let mut stops = Vec::new();
    for _ in 0..80 {
        let (id, role, name, place) = stop(window);
        if matches!(role, Role::Document | Role::Mark) {
            return stops;
        }
        let status = window.get(Role::ContentInfo, "Status").rect();
        let screen =
            Rect::from_min_size(egui::Pos2::ZERO, window.harness.ctx.content_rect().size());
        assert!(
            screen.contains_rect(place),
            "“{name}” is outside: {place:?}"
        );
        let hidden = place.bottom() > status.top() && !status.contains_rect(place);
        assert!(!hidden, "“{name}” is behind the status line: {place:?}");
        let with = painted(window, place);
        window
            .harness
            .ctx
            .memory_mut(|memory| memory.surrender_focus(id));
        window.settle();
        assert_ne!(
            painted(window, place),
            with,
            "“{name}” does not show that it has the keyboard"
        );
        window
            .harness
            .ctx
            .memory_mut(|memory| memory.request_focus(id));
        window.settle();
        stops.push(name);
        window.press("Tab");
    }
    panic!("the text is not reached: {stops:#?}");
}

#[test]
fn the_tab_key_goes_through_the_window_in_order_and_one_sees_where_one_is() {
    for (size, theme) in [
        (SIZE, Theme::Light),
        (SIZE, Theme::Dark),
        (SMALL, Theme::Light),
    ] {
        let mut window = window(size, theme);
        // From the text to the list, and on from there.
        window.press("F6 F6 F6");
        let stops = walk(&mut window);
        let order = [
            "File",
            "Help",
            "Ana",
            "by date",
            "Filter articles",
            "A stage, in progress, 2 annotations",
            "B other, to do, no annotations",
            "Tag as Quote, key q, 1 here",
            "Delete",
            "direct",
            "Remove the link said by two",
            "Note",
        ];
        let mut rest = stops.iter();
        for wanted in order {
            assert!(
                rest.any(|stop| stop == wanted),
                "“{wanted}” is not there in order: {stops:#?}"
            );
        }
    }
}

#[test]
fn a_list_longer_than_the_window_is_walked_through_to_its_end() {
    let mut window = Window::welcome();
    let mut project = notation::parse("One").project();
    for number in 0..60 {
        let article = notation::article(&format!("n{number}"), &format!("No. {number:02}"), "One.");
        project.articles.insert(article.id.clone(), article);
    }
    postil::store::create(&window.root(), &project).unwrap();
    window = window.reopened();
    window.press("F6");
    let mut rows = Vec::new();
    for _ in 0..70 {
        window.press("Tab");
        let (_, role, name, _) = stop(&window);
        if role != Role::ListItem {
            break;
        }
        rows.push(name);
    }
    assert_eq!(rows.len(), 62);
    assert!(rows[61].starts_with("No. 59"));
}

#[test]
fn the_arrow_keys_move_the_edge_of_a_panel() {
    let mut window = window(SIZE, Theme::Light);
    window.press("F6 Tab Tab Tab");
    assert_eq!(stop(&window).1, Role::Splitter);
    let width = |window: &Window| window.get(Role::Navigation, "Articles").rect().width();
    let before = width(&window);
    window.press("Right");
    let wider = width(&window);
    assert!(wider > before + 10.0, "{before} {wider}");
    window.press("Left");
    assert!(width(&window) < wider - 10.0);
    assert_eq!(stop(&window).1, Role::Splitter, "it keeps the keyboard");

    let inspector = |window: &Window| {
        let node = window.get(Role::Complementary, "Tags and fields");
        node.rect().width()
    };
    let before = inspector(&window);
    while stop(&window).2 != "Note" {
        window.press("Tab");
    }
    window.press("Tab Left");
    assert!(inspector(&window) > before + 10.0);
}

#[test]
fn the_menus_are_used_by_keys() {
    let mut window = window(SIZE, Theme::Light);
    window.press("F6 F6 F6");
    assert!(window.has_keyboard(Role::Button, "File"));
    window.press("Right Right Enter");
    let entry = window.find(Role::Button, "Previous annotation");
    assert!(entry.is_some(), "the menu is open");
    window.press("Escape");
    assert!(window.find(Role::Button, "Previous annotation").is_none());
    assert!(window.has_keyboard(Role::Document, "A stage"));
}
