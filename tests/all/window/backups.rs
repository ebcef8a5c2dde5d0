//! Backups: made by themselves and by hand, listed, restored into a copy.

use std::fs;

use egui::accesskit::Role;
use postil::app::Screen;
use postil::store::{self, Reason};

use super::harness::Window;

fn reasons(window: &Window) -> Vec<Reason> {
    let backups = window.home().backups().list();
    backups
        .into_iter()
        .map(|backup| backup.about.unwrap().reason)
        .collect()
}

#[test]
fn the_first_is_made_when_a_project_is_opened_and_others_by_hand() {
    let mut window = Window::with_state("One two");
    window.wait("the first backup is made", |window| {
        reasons(window) == [Reason::Regular]
    });
    window.press("Ctrl+A q");
    window.command("Back up now");
    window.wait("the second is made", |window| {
        reasons(window) == [Reason::ByHand, Reason::Regular]
    });
    // It has what was done a moment before.
    let copy = window.beside("copy");
    let backups = window.home().backups();
    backups
        .restore(2, &copy, &store::Progress::default())
        .unwrap();
    let copy = store::open(&copy, &store::Progress::default()).unwrap();
    assert_eq!(&copy.project, window.project());
}

#[test]
fn a_backup_is_restored_into_a_copy_beside_the_project_and_opened() {
    let mut window = Window::with_state("One two");
    window.wait("the first backup is made", |window| {
        reasons(window).len() == 1
    });
    let before = window.project().clone();
    window.press("Ctrl+A q");
    window.command("Backups…");
    window.wait("the list is there", |window| {
        window.find(Role::Button, "hourly").is_some()
    });
    assert!(!window.is_enabled("Restore a copy"));
    window.click_on("hourly");
    window.click(Role::Button, "Restore a copy");
    let root = window.root();
    window.wait("the copy is open", |window| {
        matches!(&window.app().screen, Screen::Workspace(workspace) if workspace.root != root)
    });
    assert!(!window.has_dialog());
    let open = window.workspace().root.file_name().unwrap();
    assert!(open.to_str().unwrap().starts_with("project restored 20"));
    assert_eq!(window.project().layers, before.layers);
    // The project itself has what was done since.
    assert_ne!(window.on_disk().project.layers, before.layers);
}

#[test]
fn before_what_another_program_wrote_is_taken_in_there_is_a_backup() {
    let mut window = Window::with_state("One two");
    window.wait("the first backup is made", |window| {
        reasons(window).len() == 1
    });
    let theirs = "Mark all.\n";
    fs::write(window.root().join("guidelines.md"), theirs).unwrap();
    window.workspace().saver.look_at(["guidelines.md".into()]);
    window.wait("it is taken in", |window| {
        window.project().guidelines.as_ref() == theirs
    });
    assert_eq!(reasons(&window), [Reason::BeforeMerge, Reason::Regular]);
}

#[test]
fn without_a_state_folder_the_dialog_says_so() {
    let mut window = Window::on("One");
    window.command("Backups…");
    window.wait("the list is read", |window| {
        window.says("There is no backup yet")
    });
    window.click(Role::Button, "Back up now");
    window.wait("it is refused", |window| {
        window.says("no place for backups")
    });
}

#[test]
fn before_a_conflict_copy_is_merged_at_opening_there_is_a_backup() {
    let mut window = Window::with_state("One two");
    window.wait("the first backup is made", |window| {
        reasons(window).len() == 1
    });
    window.press("Ctrl+A q");
    window.wait("all is saved", |window| window.says("All saved"));
    let layers = window.root().join("annotators");
    let layer = find(&layers, ".ron", "spans").expect("a layer was saved");
    let copy = layer.with_file_name(format!(
        "{} (Ana's conflicted copy 2026-11-26).ron",
        layer.file_stem().unwrap().to_string_lossy()
    ));
    fs::copy(&layer, &copy).unwrap();
    let window = window.reopened();
    assert_eq!(reasons(&window), [Reason::BeforeMerge, Reason::Regular]);
    let restored = window.beside("copy");
    let backups = window.home().backups();
    backups
        .restore(2, &restored, &store::Progress::default())
        .unwrap();
    let name = copy.strip_prefix(window.root()).unwrap();
    assert!(restored.join(name).exists());
}

#[test]
fn a_damaged_layer_comes_back_with_what_was_done_since_the_backup() {
    let mut window = Window::with_state("One two");
    window.wait("the first backup is made", |window| {
        reasons(window).len() == 1
    });
    window.press("Ctrl+A q");
    window.wait("all is saved", |window| window.says("All saved"));
    let layers = window.project().layers.clone();
    let layer = find(&window.root().join("annotators"), ".ron", "spans").unwrap();
    let whole = fs::read(&layer).unwrap();
    let root = window.root();
    window.press("Ctrl+W");
    window.wait("it is closed", |window| {
        matches!(window.app().screen, Screen::Welcome)
    });
    fs::write(&layer, &whole[..whole.len() - 9]).unwrap();
    window.open_project(root);
    assert!(window.project().layers.is_empty());
    window.press("F7");
    window.wait("the list is there", |window| {
        window.find(Role::Button, "Error: ").is_some()
    });
    window.click_on("Error: ");
    window.wait("its last version is found", |window| {
        window.is_enabled("Bring it back")
    });
    // A mark, and that the article is being worked on.
    assert!(window.says("2 changes"), "{}", window.told());
    window.click(Role::Button, "Bring it back");
    window.wait("the project is open again", |window| {
        window.says("is whole again")
    });
    assert_eq!(window.project().layers, layers);
    assert_eq!(window.on_disk().project.layers, layers);
}

#[test]
fn a_project_whose_first_file_is_damaged_offers_its_last_version() {
    let mut window = Window::with_state("One two");
    window.wait("the first backup is made", |window| {
        reasons(window).len() == 1
    });
    let (root, file) = (window.root(), window.root().join("project.ron"));
    let name = window.project().settings.name.clone();
    window.press("Ctrl+W");
    window.wait("it is closed", |window| {
        matches!(window.app().screen, Screen::Welcome)
    });
    fs::write(&file, "(").unwrap();
    window.open_project(root);
    window.wait("it is asked", |window| {
        window.shows_dialog("Bring back a damaged file") && window.is_enabled("Bring it back")
    });
    window.click(Role::Button, "Bring it back");
    window.wait("it is open", |window| {
        matches!(&window.app().screen, Screen::Workspace(open) if open.project.settings.name == name)
    });
}

/// The first file below a folder whose name ends so and in which this stands.
fn find(folder: &std::path::Path, ending: &str, words: &str) -> Option<std::path::PathBuf> {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let is_it = path.to_string_lossy().ends_with(ending)
            && fs::read_to_string(&path).is_ok_and(|text| text.contains(words));
        let found = if path.is_dir() {
            find(&path, ending, words)
        } else {
            is_it.then_some(path)
        };
        if found.is_some() {
            return found;
        }
    }
    None
}
