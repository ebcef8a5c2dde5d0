//! Exchanging work through git, as far as that needs no git: where the command is there, and what is told when git is not or
//! will not. What git does is tried in `tests/e2e/sync.sh`.

use std::fs;

use egui::Event;
use egui::accesskit::Role;
use postil::app::command::Command;

use super::harness::Window;

#[test]
fn it_is_offered_only_in_a_repository() {
    let mut window = Window::on("One two");
    let rows = window.app().rows();
    let row = rows.iter().find(|row| row.command == Command::Sync);
    let why = row.and_then(|row| row.disabled(&window.app().situation()));
    assert_eq!(
        why.as_deref(),
        Some("The project's folder is in no git repository")
    );
    // As soon as there is one, when the window is used again.
    fs::create_dir(window.root().join(".git")).unwrap();
    window.harness.event(Event::WindowFocused(true));
    window.wait("it has looked again", |window| {
        window.app().situation().repository
    });
}

#[test]
fn a_repository_that_is_broken_is_told_and_nothing_is_touched() {
    let mut window = Window::with_state("{c:One} two");
    // A work tree whose repository is gone.
    fs::write(window.root().join(".git"), "gitdir: /nowhere/at/all\n").unwrap();
    let root = window.root();
    window.open_project(root);
    let before = super::harness::files(&window.root());
    window.command("Sync with git");
    assert!(window.shows_dialog("Sync with git"));
    // Git says so, or is not there at all.
    window.wait("it has looked", |window| {
        !window.says("Looking what there is to do")
    });
    assert!(window.says("Git ") || window.says("git"));
    assert!(!window.is_enabled("Sync"));
    window.click(Role::Button, "Cancel");
    assert!(!window.has_dialog());
    assert_eq!(super::harness::files(&window.root()), before);
}
