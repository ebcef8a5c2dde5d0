//! Texts that come in: pasted, dropped, loaded.

use std::fs;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use postil::app::Screen;
use postil::app::picker::Answer;
use postil::store;

use super::harness::Window;
use super::notation;

#[test]
fn a_paste_outside_a_field_is_an_article_and_inside_a_field_is_a_text() {
    let mut window = Window::on("One");
    window.paste("The vote\n\nIt was close.\n");
    assert_eq!(window.project().articles.len(), 3);
    assert_eq!(window.scene(), "|The vote\n\nIt was close.\n");
    assert_eq!(window.app().status(), "Done: Add “The vote”");
    window.press("Ctrl+F");
    window.paste("vote");
    assert_eq!(window.project().articles.len(), 3);
    let filter = window.get(Role::TextInput, "Filter articles").value();
    assert_eq!(filter.as_deref(), Some("vote"));
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn a_paste_that_was_asked_for_is_an_article_even_in_a_field() {
    for by_menu in [true, false] {
        let mut window = Window::on("One");
        window.clipboard = "A text from elsewhere.".to_owned();
        window.press("Ctrl+F");
        if by_menu {
            window.click(Role::Button, "File");
            window.click_on("Paste as new article");
        } else {
            window.command("Paste as new article");
        }
        window.wait_for_texts();
        assert_eq!(window.project().articles.len(), 3, "by menu: {by_menu}");
        assert_eq!(window.scene(), "|A text from elsewhere.");
        window.press("Ctrl+F");
        window.paste("elsewhere");
        assert_eq!(window.project().articles.len(), 3, "only once");
    }
}

#[test]
fn a_paste_that_was_asked_for_and_found_nothing_is_forgotten() {
    let mut window = Window::on("One");
    window.command("Paste as new article");
    window.press("Ctrl+F");
    window.paste("harbour");
    assert_eq!(window.project().articles.len(), 2);
    let filter = window.get(Role::TextInput, "Filter articles").value();
    assert_eq!(filter.as_deref(), Some("harbour"));
}

#[test]
fn the_same_text_twice_is_noticed_and_an_empty_paste_refused() {
    let mut window = Window::on("One two.");
    window.paste("One two.");
    assert!(window.says("Pasted text: skipped, the same text as “A stage”."));
    window.paste(" \n\t");
    assert!(window.says("Pasted text: There is no text in it. Nothing was added."));
    assert_eq!(window.project().articles.len(), 2);
    let banners = window
        .harness
        .query_all_by_role_and_label(Role::Button, "Close")
        .count();
    for _ in 0..banners {
        window.find(Role::Button, "Close").unwrap().click();
        window.settle();
    }
    assert!(!window.says("Pasted text"));
}

#[test]
fn a_paste_without_a_project_is_no_article() {
    let mut window = Window::welcome();
    window.paste("A text.");
    assert!(matches!(window.app().screen, Screen::Welcome));
}

#[test]
fn files_and_folders_that_are_dropped_become_articles() {
    let mut window = Window::on("One");
    let one = window.file(
        "in/2026-03-01_Courier_vote.txt",
        "The vote\n\nIt was close.\n",
    );
    window.file("in/deep/two.md", "# The audit\n\nIt was dull.\n");
    window.file("in/photo.jpg", "no text");
    let folder = window.beside("in");
    window.drop(&[&one, &folder.join("deep")]);
    window.wait("they are loaded", |window| {
        window.project().articles.len() == 4
    });
    assert_eq!(window.app().status(), "Done: Add 2 articles");
    assert_eq!(window.scene(), "|The vote\n\nIt was close.\n");
    let row = window.find(Role::ListItem, "The vote").unwrap();
    let row = egui_kittest::kittest::NodeT::accesskit_node(&row)
        .label()
        .unwrap();
    assert!(
        row.contains("Courier") && row.contains("2026-03-01"),
        "{row}"
    );
    assert!(window.find(Role::ListItem, "The audit").is_some());
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn a_project_folder_that_is_dropped_is_opened() {
    let mut window = Window::welcome();
    let root = window.root();
    store::create(&root, &notation::parse("One two").project()).unwrap();
    window.drop(&[&root]);
    window.wait("it is open", |window| window.app().workspace().is_some());
    assert_eq!(window.scene(), "|One two");
}

#[test]
fn a_drop_without_a_project_says_what_to_do_first() {
    let mut window = Window::welcome();
    let file = window.file("one.txt", "One.\n");
    window.drop(&[&file]);
    assert!(window.says("Open or make a project first: articles are loaded into a project."));
}

#[test]
fn a_folder_of_articles_is_loaded_by_its_command() {
    let mut window = Window::on("One");
    window.file("in/one.txt", "The first.\n");
    window.file("in/two.txt", "The second.\n");
    let folder = window.beside("in");
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Picked(vec![folder]));
    window.press("Ctrl+Shift+I");
    window.wait("they are loaded", |window| {
        window.project().articles.len() == 4
    });
    fs::create_dir(window.beside("empty")).unwrap();
    let empty = window.beside("empty");
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Picked(vec![empty]));
    window.press("Ctrl+Shift+I");
    window.wait("it says so", |window| {
        window.says("There is no file in that place that articles could be loaded from.")
    });
}

#[test]
fn a_guessed_encoding_is_said() {
    let mut window = Window::on("One");
    // “Die Bürgermeisterin erklärte, …” in Windows-1252.
    let text = b"Die B\xfcrgermeisterin erkl\xe4rte, der Hafen m\xfcsse schlie\xdfen.\r\n";
    let file = window.file("hafen.txt", text);
    window.drop(&[&file]);
    window.wait("it is loaded", |window| {
        window.project().articles.len() == 3
    });
    assert_eq!(
        window.scene(),
        "|Die Bürgermeisterin erklärte, der Hafen müsse schließen.\n"
    );
    assert!(
        window.app().status().contains("a guess"),
        "{}",
        window.app().status()
    );
}
