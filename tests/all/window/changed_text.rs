//! A text that was changed outside: what is different is shown, and accepted or not.

use std::fs;

use egui::accesskit::Role;

use super::harness::Window;
use super::notation::stage;

const SCENE: &str = "|One two three four five six seven eight nine ten.\n\nA second paragraph {c:follows}, and it is long enough to tell where things are, even if something before it is another word.";

fn is_in_doubt(window: &Window) -> bool {
    window.project().articles[&stage().article]
        .meta
        .is_text_in_doubt()
}

/// A project that has a backup, opened again after the text of its article was changed.
fn changed() -> Window {
    let window = &mut Window::with_state(SCENE);
    window.wait("the first backup is made", |window| {
        !window.home().backups().list().is_empty()
    });
    let mut window = core::mem::replace(window, Window::welcome());
    window.app_mut().screen = postil::app::Screen::Welcome;
    let path = window.root().join("articles/stage.txt");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("seven", "seventeen")).unwrap();
    window.reopened()
}

#[test]
fn both_texts_are_shown_and_the_change_is_accepted_as_a_step_that_can_be_undone() {
    let mut window = changed();
    assert!(window.says("The text is not the one that was loaded"));
    assert!(is_in_doubt(&window));
    let layer = window.root().join("annotators/ana/layers/stage.ron");
    let before = fs::read(&layer).unwrap();
    window.command("Changed text…");
    window.wait("the texts are compared", |window| {
        window.shows_dialog("Changed text")
    });
    assert!(window.says("One passage was changed:"));
    assert!(window.says("six »seven« eight"));
    assert!(window.says("six »seventeen« eight"));
    window.click(Role::Button, "Accept the changed text");
    assert!(!window.has_dialog());
    assert!(!is_in_doubt(&window));
    let disk = window.on_disk();
    assert_eq!(&disk.project, window.project());
    let said: Vec<String> = disk.findings.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{said:?}");
    assert_ne!(
        fs::read(&layer).unwrap(),
        before,
        "what went along is on disk"
    );
    window.press("Ctrl+Z");
    assert!(is_in_doubt(&window));
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Ctrl+Shift+Z");
    assert!(!is_in_doubt(&window));
}

#[test]
fn until_then_nothing_else_is_said_of_the_article_and_its_files_stay() {
    let mut window = changed();
    let about = window.root().join("articles/stage.ron");
    let before = fs::read(&about).unwrap();
    window.command("Title, source and date…");
    assert!(window.says("The text of this article is not the one that was loaded."));
    assert!(!window.is_enabled("Save"));
    window.press("Escape");
    window.command("Remove the article");
    assert!(window.project().articles.contains_key(&stage().article));
    window.on_disk();
    assert_eq!(fs::read(&about).unwrap(), before);
    // Looking at it and going back changes nothing.
    window.command("Changed text…");
    window.wait("the texts are compared", |window| {
        window.shows_dialog("Changed text")
    });
    window.press("Escape");
    assert!(is_in_doubt(&window));
}

#[test]
fn an_unknown_text_is_accepted_without_a_comparison() {
    let mut window = Window::on("|One two # One two three");
    window.command("Changed text…");
    window.wait("it is looked for", |window| {
        window.shows_dialog("Changed text")
    });
    assert!(window.says("What was changed is not known"));
    window.click(Role::Button, "Accept the changed text");
    assert!(!is_in_doubt(&window));
}
