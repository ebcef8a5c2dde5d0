//! Files and folders that go away under the open project.

use std::fs;
use std::path::PathBuf;

use egui::accesskit::Role;
use postil::app::Screen;
use postil::model::Part;
use postil::store;

use super::harness::Window;
use super::saving::journalled;

#[test]
fn a_folder_that_was_renamed_is_found_and_work_goes_on_there() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    let old = window.root();
    let new = window.beside("renamed");
    fs::rename(&old, &new).unwrap();
    window.press("q");
    window.wait("it is found and the edit is safe", |window| {
        window.says("The project folder is now in") && window.says("comes along")
    });
    let before = window.project().clone();
    window.click(Role::Button, "Go on there");
    window.wait("it is open there", |window| {
        let open = window.app().workspace();
        open.is_some_and(|open| open.root.ends_with("renamed") && !open.reading)
    });
    assert_eq!(window.project(), &before);
    assert!(window.says("brought back from the journal"));
    window.wait("all is saved", |window| window.says("All saved"));
    assert!(!window.says("The project folder is now in"));
    let there = store::open(&new, &store::Progress::default()).unwrap();
    assert_eq!(there.project, before);
    assert!(!old.exists());
    window.press("Ctrl+Z");
    let layers = window.project().layers.values();
    assert!(layers.map(|layer| layer.annotations.len()).sum::<usize>() == 0);
}

/// Removes files of the project as another program would, and waits for the question.
fn remove(window: &mut Window, files: &[PathBuf]) {
    for file in files {
        fs::remove_file(window.root().join(file)).unwrap();
    }
    window.workspace().saver.look_at(files.to_vec());
    window.wait("it asks", |window| window.says("Another program removed"));
    for file in files {
        let is_there = window.root().join(file).exists();
        assert!(!is_there, "nothing is written before the answer");
    }
}

#[test]
fn what_becomes_of_a_layer_that_another_program_removed_is_asked() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    window.press("q");
    let with = window.on_disk().project;
    let file = store::part_path(&Part::Layer(window.workspace().key().unwrap()));
    let path = window.root().join(&file);
    let before = fs::read(&path).unwrap();

    remove(&mut window, core::slice::from_ref(&file));
    window.click(Role::Button, "Write it again");
    window.wait("it is said", |window| window.says("was written again"));
    assert_eq!(fs::read(&path).unwrap(), before);

    remove(&mut window, core::slice::from_ref(&file));
    window.click(Role::Button, "Remove it here, too");
    assert!(window.project().layers.is_empty());
    window.wait("all is saved", |window| window.says("All saved"));
    assert!(!path.exists());
    assert!(!window.says("Another program removed"));
    window.press("Ctrl+Z");
    assert_eq!(&with, window.project());
    window.wait("it is there again", |_| path.exists());
    assert_eq!(&window.on_disk().project, &with);

    // Whoever closes without an answer keeps what was there.
    remove(&mut window, &[file]);
    window.press("Ctrl+W");
    window.wait("it closes", |window| {
        matches!(window.app().screen, Screen::Welcome)
    });
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_removed_article_comes_back_or_goes_with_its_layers() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    window.press("q");
    let with = window.on_disk().project;
    let key = window.workspace().key().unwrap();
    let about = store::part_path(&Part::Article(key.article.clone()));
    let text = about.with_extension("txt");
    let layer = store::part_path(&Part::Layer(key.clone()));

    remove(&mut window, core::slice::from_ref(&text));
    window.click(Role::Button, "Write it again");
    window.wait("it is said", |window| window.says("was written again"));
    assert_eq!(window.on_disk().project, with);

    remove(&mut window, &[text.clone(), about, layer]);
    window.click(Role::Button, "Remove it here, too");
    assert!(!window.project().articles.contains_key(&key.article));
    window.press("Ctrl+Z");
    assert_eq!(window.project(), &with);
    window.wait("it is there again", |window| {
        window.root().join(&text).exists()
    });
    assert_eq!(window.on_disk().project, with);
}
