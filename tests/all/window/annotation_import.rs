//! Annotations of other programs: what comes of them is seen, labels are mapped, all of it is one step.

use egui::accesskit::Role;
use postil::app::picker::Answer;

use super::harness::Window;

const LINE: &str =
    r#"{"text": "Ana met Bo.", "label": [[0, 3, "PER"], [8, 10, "PER"], [4, 7, "odd"]]}"#;

/// The window with the dialog for these files.
fn asked(files: &[(&str, &str)]) -> Window {
    let mut window = Window::on("One {q:two}.");
    let paths = files.iter().map(|(name, text)| window.file(name, text));
    let picked = Answer::Picked(paths.collect());
    window.desk.borrow_mut().answers.push_back(picked);
    window.command("Import annotations…");
    assert!(window.says("Choose files or a folder first"));
    window.click(Role::Button, "Choose files…");
    window.wait("what comes of it is known", |window| {
        window.says("What comes of it")
    });
    window
}

#[test]
fn what_would_come_of_files_is_seen_before_it_is_done_and_undone_at_once() {
    let mut window = asked(&[("a.jsonl", LINE), ("b.jsonl", "{\"text\": oh")]);
    let before = window.project().clone();
    let count = before.articles.len();
    // The broken file is named; the other one is looked at all the same.
    assert!(window.says("b.jsonl: Its format is not known."));
    assert!(window.says("1 text with 3 marks read."));
    assert!(window.says("PER: “Ana”"));
    assert!(window.says("New tags: “PER”, “odd”."));
    assert_eq!(*window.project(), before, "nothing is done yet");
    window.click(Role::Button, "Import");
    window.wait("it is done", |window| {
        window.project().articles.len() > count
    });
    assert_eq!(window.app().status(), "Done: Import 3 annotations");
    assert!(!window.has_dialog());
    window.command("Undo");
    assert_eq!(*window.project(), before);
}

#[test]
fn labels_become_what_is_chosen_for_them() {
    let mut window = asked(&[("a.jsonl", LINE)]);
    let count = window.project().articles.len();
    window.click(Role::ComboBox, "PER (2 times)");
    window.click(Role::Button, "Quote");
    window.wait("one tag is new", |window| window.says("New tag: “odd”."));
    window.click(Role::ComboBox, "odd (once)");
    window.click(Role::Button, "Left out");
    window.wait("a mark is left out", |window| {
        window.says("1 mark is left out because it was asked for")
    });
    window.click(Role::Button, "Import");
    window.wait("it is done", |window| {
        window.project().articles.len() > count
    });
    let project = window.project();
    let layers = project.layers.values();
    let tags: Vec<String> = layers
        .filter(|layer| layer.annotations.len() == 2)
        .flat_map(|layer| layer.annotations.values().map(|it| it.tag.to_string()))
        .collect();
    assert_eq!(tags, ["quote", "quote"]);
}
