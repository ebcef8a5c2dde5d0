//! A project that cannot be written, and a layer that must not be: commands say why and change nothing.

use std::collections::BTreeSet;

use postil::app::command::{Command, Need};
use postil::model::Part;
use postil::store::{Access, Locked, Opened};

use super::harness::{Window, files};
use super::notation::{self, stage};

const WHY: &str = "The project folder is write-protected";

/// A chosen annotation of two pieces beside selected text: every command but for undo and redo has what it needs.
const SCENE: &str = "{q*:One} {q*:two} [three|] {a:four}";

fn staged(access: Access, locked: Locked) -> Window {
    let mut window = Window::on(SCENE);
    let scene = notation::parse(SCENE);
    let root = window.root();
    let mut opened = Opened::of(scene.project(), root);
    (opened.access, opened.locked) = (access, locked);
    window.show(opened);
    let workspace = window.workspace_mut();
    workspace.show_article(&stage().article);
    let open = workspace.open.as_mut().unwrap();
    open.reader.select(scene.selection);
    open.chosen = scene.chosen;
    window.settle();
    window
}

#[test]
fn in_a_read_only_project_no_command_changes_anything_and_each_says_why() {
    let mut window = staged(Access::ReadOnly(WHY.to_owned()), Locked::new());
    assert!(window.says(WHY) && window.says("Read-only"));
    assert_refused(&mut window);
}

#[test]
fn in_a_locked_layer_no_command_changes_anything_and_each_says_why() {
    let locked = [(Part::Layer(stage()), WHY.to_owned())].into();
    assert_refused(&mut staged(Access::ReadWrite, locked));
}

fn assert_refused(window: &mut Window) {
    let before = (window.project().clone(), files(&window.root()));
    let changing: Vec<_> = window
        .app()
        .rows()
        .iter()
        .filter(|row| row.needs.contains(&Need::Writable))
        .cloned()
        .collect();
    let commands: BTreeSet<String> = changing.iter().map(|row| row.name.clone()).collect();
    for known in [
        "Tag as Quote",
        "Delete",
        "Link: said by",
        "Done",
        "Import articles…",
        "Unsure",
    ] {
        assert!(commands.contains(known), "{known} changes something");
    }
    for row in &changing {
        assert_eq!(
            row.disabled(&window.app().situation()).as_deref(),
            Some(WHY),
            "{}",
            row.name
        );
        let Some(&key) = row.keys.first() else {
            continue;
        };
        // On this screen the key may do something that changes nothing, such as moving an end of the selection.
        let mut others = window.app().rows().iter();
        if others.any(|it| it.keys.contains(&key) && !it.needs.contains(&Need::Writable)) {
            continue;
        }
        window.stroke(key);
        assert_eq!(window.app().status(), WHY, "{}", row.name);
        assert!(!window.has_dialog(), "{}", row.name);
        assert_eq!(window.scene(), SCENE, "{}", row.name);
    }
    assert!(window.desk.borrow().asked.is_empty());
    assert_eq!(window.project(), &before.0);
    assert!(window.workspace().history.undoable().next().is_none());
    assert_eq!(files(&window.root()), before.1);
}

#[test]
fn fields_notes_and_pastes_of_a_read_only_project_are_refused_too() {
    let mut window = staged(Access::ReadOnly(WHY.to_owned()), Locked::new());
    let before = window.project().clone();
    window.press("Enter Enter");
    window.press("Escape ;");
    window.type_in("A note");
    window.press("Escape");
    window.paste("A text from elsewhere.");
    let file = window.file("new.txt", "A text.\n");
    window.drop(&[&file]);
    window.wait_for_texts();
    window.click_on("Tag as Claim");
    assert_eq!(window.project(), &before);
}

#[test]
fn what_only_reads_still_works_in_a_read_only_project() {
    let mut window = staged(Access::ReadOnly(WHY.to_owned()), Locked::new());
    let reading = window
        .app()
        .rows()
        .iter()
        .filter(|row| row.command == Command::Export);
    let situation = window.app().situation();
    assert!(
        reading
            .clone()
            .all(|row| row.disabled(&situation).is_none())
    );
    window.press("Escape Tab");
    assert_eq!(window.scene(), "{q:One} {q:two} three |{a*:four}");
    window.press("Ctrl+PageDown");
    assert_eq!(window.scene(), "|Nothing to see here.\n");
    window.press("F3");
    assert!(window.app().codebook().is_some());
    assert!(window.says(WHY));
}
