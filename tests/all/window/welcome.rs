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
    window.click(Role::Button, "Ports");
    window.wait("the project is open", |window| {
        window.app().workspace().is_some()
    });
}

#[test]
fn enter_opens_the_last_project_or_makes_one() {
    let mut window = Window::welcome();
    assert!(window.says("Enter makes a new project."));
    window.press("Enter");
    assert!(window.shows_dialog("New project"));
    let mut window = Window::open(&notation::parse("One").project());
    window.press("Ctrl+W");
    assert!(window.says("Enter opens Ports again."));
    window.press("Enter");
    window.wait("the project is open", |window| {
        window.app().workspace().is_some()
    });
}

#[test]
fn where_one_was_in_an_article_is_kept_between_runs() {
    let state = tempfile::tempdir().unwrap();
    let mut opening = Opening::default();
    opening.settings.state = Some(state.path().to_owned());
    let mut window = Window::new(opening);
    let line = "Nothing is said here, and nobody is named.\n".repeat(200);
    window.stage(&format!("{line}{{q:Yes}} and {{q2:no}}.\n{line}|"));
    // To the quote in the middle, and a little further.
    window.press("Ctrl+Home Tab");
    let middle = window.middle("Yes");
    window.wheel(middle, -70.0);
    let before = window.workspace().open.as_ref().unwrap().reader.bookmark();
    window.press("Ctrl+W");
    let root = window.root();
    window.open_project(root);
    let open = window.workspace().open.as_ref().unwrap();
    assert_eq!(open.reader.bookmark(), before);
    // It is nobody else's business.
    assert!(!window.root().join("places.ron").exists());
}

#[test]
fn articles_are_looked_for_where_the_last_ones_were_found() {
    let mut window = Window::on("|One");
    let file = window.file("texts/one.txt", "Another article.");
    for answer in [
        Answer::Picked(vec![file.clone()]),
        Answer::Cancelled,
        Answer::Unavailable,
    ] {
        window.desk.borrow_mut().answers.push_back(answer);
        window.command("Import articles…");
        window.wait_for_texts();
    }
    let texts = file.parent().map(std::path::Path::to_owned);
    assert_eq!(
        window.desk.borrow().started,
        [None, texts.clone(), texts.clone()]
    );
    // In the dialog of our own the project's folder is not offered.
    window.wait("the folder is looked at", |window| {
        window.find(Role::Button, "one.txt").is_some()
    });
    let beside = texts.unwrap();
    let beside = beside.parent().unwrap().display().to_string();
    window.retype(&format!("{beside}/"));
    window.wait("the folder is looked at", |window| {
        window.find(Role::Button, "texts").is_some()
    });
    assert!(window.find(Role::Button, "project").is_none());
    window.retype(&format!("{beside}/project/"));
    window.wait("the folder is looked at", |window| {
        window.says("This is the folder of the project.")
    });
    assert!(window.find(Role::Button, "guidelines.md").is_none());
}

#[test]
fn the_window_is_as_large_as_it_was() {
    let mut window = Window::on("|One");
    let viewport = window
        .harness
        .input_mut()
        .viewports
        .entry(egui::ViewportId::ROOT)
        .or_default();
    viewport.maximized = Some(true);
    window.settle();
    assert!(window.app().settings.maximized);
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
