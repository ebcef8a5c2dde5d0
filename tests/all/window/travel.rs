//! Back and forward, bookmarks, tabs, two articles side by side.

use egui::accesskit::Role;
use postil::model::{ArticleId, Project};

use super::harness::Window;
use super::notation;

/// A project of two articles, the first of them long, with a mark at each of its ends.
fn two() -> Project {
    let lines = "A line that says nothing.\n".repeat(200);
    let mut project = notation::parse(&format!(
        "{{a:Ann}} spoke.\n{lines}{{q:Yes}}, she said. => q speaker a"
    ))
    .project();
    let other = notation::article("other", "Another one", "Ben left.\nThen he came back.");
    project.articles.insert(other.id.clone(), other);
    project
}

fn shown(window: &Window) -> String {
    window
        .workspace()
        .open
        .as_ref()
        .unwrap()
        .key
        .article
        .to_string()
}

fn go(window: &mut Window, article: &str) {
    let id = ArticleId::new(article).unwrap();
    window.workspace_mut().show_article(&id);
    window.settle();
}

#[test]
fn one_goes_back_to_where_one_was_and_forward_again() {
    let mut window = Window::open(&two());
    go(&mut window, "stage");
    window.press("Ctrl+Home Tab Tab");
    let quote = window.chosen().id.clone();
    assert_eq!(quote.as_str(), "q");
    // Along the link, far away, and to another article.
    window.press("<");
    assert_eq!(window.chosen().id.as_str(), "a");
    go(&mut window, "other");
    window.press("Alt+Comma");
    assert_eq!(
        (shown(&window).as_str(), window.chosen().id.as_str()),
        ("stage", "a")
    );
    window.press("Alt+Comma");
    assert_eq!(window.chosen().id, quote);
    let open = window.workspace().open.as_ref().unwrap();
    assert!(
        open.reader.sees(window.chosen().spans.hull()),
        "what was in view is in view"
    );
    window.press("Alt+Period Alt+Period");
    assert_eq!(shown(&window), "other");
    window.press("Alt+Period");
    assert_eq!(window.app().status(), "There is nowhere to go forward to");
}

#[test]
fn a_line_is_bookmarked_and_gone_to_from_another_article() {
    let mut window = Window::open(&two());
    go(&mut window, "other");
    window.press("Ctrl+End Ctrl+M");
    assert!(window.find(Role::Image, "Bookmark").is_some());
    go(&mut window, "stage");
    assert!(window.find(Role::Image, "Bookmark").is_none());
    window.press("Ctrl+Shift+M");
    window.press("1");
    assert_eq!(shown(&window), "other");
    let open = window.workspace().open.as_ref().unwrap();
    assert_eq!(open.reader.selection().head, open.reader.text().end());
    // The same command takes it away.
    window.press("Ctrl+M");
    assert!(window.find(Role::Image, "Bookmark").is_none());
    window.press("Ctrl+Shift+M");
    assert!(
        window
            .app()
            .status()
            .starts_with("There is no bookmark yet")
    );
}

#[test]
fn articles_stay_in_tabs() {
    let mut window = Window::open(&two());
    go(&mut window, "other");
    window.press("Ctrl+T");
    go(&mut window, "stage");
    assert!(window.find(Role::Tab, "Another one").is_some());
    window.press("Ctrl+Tab");
    assert_eq!(shown(&window), "other");
    window.press("Ctrl+Shift+Tab");
    assert_eq!(shown(&window), "other", "the open article was in no tab");
    go(&mut window, "stage");
    window.press("Ctrl+T Ctrl+Tab");
    assert_eq!(shown(&window), "other");
    window.press("Ctrl+Tab");
    assert_eq!(shown(&window), "stage");
    window.click(Role::Tab, "Another one");
    assert_eq!(shown(&window), "other");
    window.click(Role::Button, "Close the tab Another one");
    window.click(Role::Button, "Close the tab A stage");
    assert!(window.find(Role::Tab, "A stage").is_none());
}

#[test]
fn two_articles_are_shown_and_marked_side_by_side() {
    let mut window = Window::open(&two());
    go(&mut window, "stage");
    window.press("Alt+2");
    go(&mut window, "other");
    let beside = || ArticleId::new("stage").unwrap();
    assert_eq!(
        window.workspace().beside.as_ref().unwrap().key.article,
        beside()
    );
    assert!(window.find(Role::Document, "A stage").is_some());
    assert!(window.has_keyboard(Role::Document, "Another one"));
    window.press("Ctrl+Home Ctrl+Shift+Right a");
    window.press("Alt+O");
    assert_eq!(shown(&window), "stage");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    // A click on the other side goes there.
    let other = window.get(Role::Document, "Another one").rect().center();
    window.clicks(other, 1, egui::Modifiers::NONE);
    assert_eq!(shown(&window), "other");
    assert_eq!(window.project().layers.len(), 2, "both have been marked");
    // The same article on both sides shows what is done on one.
    go(&mut window, "stage");
    window.press("Ctrl+Home Ctrl+Shift+Right c");
    let marks = |open: &postil::app::workspace::OpenArticle| open.marks.len();
    let workspace = window.workspace();
    assert_eq!(marks(workspace.open.as_ref().unwrap()), 3);
    assert_eq!(marks(workspace.beside.as_ref().unwrap()), 3);
    window.press("Alt+2");
    assert!(window.workspace().beside.is_none());
}
