//! The first page, and the page while a project is being opened.

use std::fs;

use egui::accesskit::Role;
use postil::app::Screen;
use postil::app::picker::Answer;
use postil::store;

use super::harness::{Opening, Window};
use super::notation;

#[test]
fn a_newcomer_finds_three_ways_to_begin_and_no_recent_projects() {
    let mut window = Window::welcome();
    assert!(window.says("Projects that you open are listed here."));
    for way in ["New project…", "Open project…", "Open the sample project"] {
        assert!(window.find(Role::Button, way).is_some(), "{way}");
    }
    window.click_on("New project…");
    assert!(window.shows_dialog("New project"));
    window.press("Escape");
    window.click_on("Open project…");
    assert_eq!(window.desk.borrow().asked.len(), 1);
}

#[test]
fn a_folder_that_was_picked_is_opened_and_a_cancel_changes_nothing() {
    let mut window = Window::welcome();
    store::create(&window.root(), &notation::parse("One").project()).unwrap();
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Cancelled);
    window.press("Ctrl+O");
    assert!(matches!(window.app().screen, Screen::Welcome));
    let root = window.root();
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Picked(vec![root]));
    window.press("Ctrl+O");
    window.wait("the project is open", |window| {
        window.app().workspace().is_some()
    });
    assert_eq!(window.scene(), "|One");
}

#[test]
fn without_a_file_dialog_of_the_system_the_program_asks_for_the_path_itself() {
    let mut window = Window::welcome();
    store::create(&window.root(), &notation::parse("One").project()).unwrap();
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Unavailable);
    window.press("Ctrl+O");
    assert!(window.shows_dialog("Open a project"));
    let root = window.root().display().to_string();
    window.retype(&root);
    window.wait("the folder is looked at", |window| {
        window.is_enabled("Choose this folder")
    });
    window.click(Role::Button, "Choose this folder");
    window.wait("the project is open", |window| {
        window.app().workspace().is_some()
    });
    assert!(!window.has_dialog());
}

#[test]
fn recent_projects_open_with_a_click_and_can_be_forgotten() {
    let mut opening = Opening::default();
    opening.settings.recent = vec!["/projects/ports".into(), "/projects/taxes".into()];
    let mut window = Window::new(opening);
    window.find(Role::Button, "Forget").unwrap().click();
    window.settle();
    assert!(window.find(Role::Button, "ports").is_none());
    assert_eq!(window.app().settings.recent.len(), 1);
    window.click(Role::Button, "taxes");
    window.wait("it says why", |window| {
        window.says("there is no such folder")
    });
    assert!(window.says("/projects/taxes is not a Postil project"));
    assert!(window.says("Choose the folder that holds project.ron, or make a new project."));
}

#[test]
fn a_project_that_was_opened_is_among_the_recent_ones_afterwards() {
    let mut window = Window::open(&notation::parse("One").project());
    let root = window.root();
    window.press("Ctrl+W");
    assert_eq!(window.app().settings.recent, [root]);
    window.click(Role::Button, "project");
    window.wait("the project is open", |window| {
        window.app().workspace().is_some()
    });
}

#[test]
fn a_project_is_made_with_a_name_a_folder_and_a_codebook() {
    let mut window = Window::welcome();
    let folder = window.beside("strike");
    window.press("Ctrl+N");
    assert!(window.get(Role::TextInput, "Name").is_focused());
    window.retype("Port strike");
    window.focus(Role::TextInput, "Folder");
    window.retype(&folder.display().to_string());
    window.focus(Role::TextInput, "Your name");
    window.retype("Ben");
    window.wait("the folder is looked at", |window| {
        window.is_enabled("Create")
    });
    window.press("Enter");
    window.wait("the project is open", |window| {
        window.app().workspace().is_some()
    });
    assert_eq!(window.project().settings.name, "Port strike");
    assert_eq!(window.app().annotator_name(), "Ben");
    let ron = fs::read_to_string(folder.join("project.ron")).unwrap();
    assert!(ron.contains("name: \"Port strike\""), "{ron}");
    assert!(window.says("There are no articles yet."));
}

#[test]
fn opening_shows_the_folder_and_can_be_cancelled() {
    let mut window = Window::welcome();
    let root = window.root();
    store::create(&root, &notation::parse("One").project()).unwrap();
    // So much that it is not read within the few frames of this test.
    let (ron, text) = (
        root.join("articles/other.ron"),
        "The port will close.\n".repeat(20_000),
    );
    for number in 0..150 {
        fs::copy(&ron, root.join(format!("articles/n{number}.ron"))).unwrap();
        fs::write(root.join(format!("articles/n{number}.txt")), &text).unwrap();
    }
    let ctx = window.harness.ctx.clone();
    window.app_mut().open_project(root.clone(), &ctx);
    window.step();
    assert!(window.says("Opening the project"));
    assert!(window.says(&root.display().to_string()));
    window.find(Role::Button, "Cancel").unwrap().click();
    window.wait("it is called off", |window| {
        matches!(window.app().screen, Screen::Welcome)
    });
    assert_eq!(
        window.app().settings.recent,
        Vec::<std::path::PathBuf>::new()
    );
}
