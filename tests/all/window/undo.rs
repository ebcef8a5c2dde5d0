//! Undo and redo: across articles, of codebook edits, and always by name.

use egui::accesskit::Role;

use postil::model::AnnotationId;

use super::harness::Window;

#[test]
fn undo_and_redo_go_back_to_the_article_where_it_was() {
    let mut window = Window::on("[One|] two");
    window.press("q Ctrl+PageDown Ctrl+Shift+Right c");
    assert_eq!(window.scene(), "{c*:Nothing}| to see here.\n");
    window.press("Ctrl+PageUp Ctrl+Z");
    assert_eq!(window.scene(), "|Nothing to see here.\n");
    assert_eq!(window.app().status(), "Undone: Tag “Nothing” as Claim");
    window.press("Ctrl+Z");
    assert_eq!(window.scene(), "|One two");
    assert_eq!(window.app().status(), "Undone: Tag “One” as Quote");
    window.press("Ctrl+Z");
    assert_eq!(window.app().status(), "There is nothing to undo");
    window.press("Ctrl+Shift+Z");
    assert_eq!(window.scene(), "|{q*:One} two");
    window.press("Ctrl+Y");
    assert_eq!(window.scene(), "|{c*:Nothing} to see here.\n");
    assert_eq!(window.app().status(), "Done again: Tag “Nothing” as Claim");
    window.press("Ctrl+Y");
    assert_eq!(window.app().status(), "There is nothing to redo");
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn an_article_that_was_removed_comes_back_with_its_annotations() {
    let mut window = Window::on("{q*:One} {c:two}|");
    let before = window.on_disk().project;
    window.command("Remove the article");
    assert_eq!(
        window.app().status(),
        "Done: Remove “A stage” and your 2 annotations of it"
    );
    assert_eq!(
        window.scene(),
        "|Nothing to see here.\n",
        "the one beside it is open"
    );
    let disk = window.on_disk().project;
    assert_eq!((disk.articles.len(), disk.layers.len()), (1, 0));
    window.press("Ctrl+Z");
    assert_eq!(window.on_disk().project, before);
    assert!(window.find(Role::Document, "A stage").is_some());
    window.press("Ctrl+Y");
    assert_eq!(window.on_disk().project, disk);
}

#[test]
fn an_article_that_somebody_else_annotated_is_not_removed() {
    let mut window = Window::on("{q:One} two|");
    window.app_mut().settings.annotator = "Ben".to_owned();
    window = {
        window.on_disk();
        window.reopened()
    };
    window.press("Ctrl+A c");
    let before = window.on_disk().project;
    window.command("Remove the article");
    assert!(window.says("Ana worked on it too, and nobody else can remove that."));
    assert_eq!(window.on_disk().project, before);
}

#[test]
fn the_menu_names_what_it_will_undo_and_redo() {
    let mut window = Window::on("[One|] two");
    window.press("q");
    window.click(Role::Button, "Edit");
    assert!(
        window
            .find(Role::Button, "Undo: Tag “One” as Quote")
            .is_some()
    );
    window.click_on("Undo: Tag “One” as Quote");
    assert_eq!(window.scene(), "|One two");
    window.click(Role::Button, "Edit");
    window.click_on("Redo: Tag “One” as Quote");
    assert_eq!(window.scene(), "|{q*:One} two");
}

#[test]
fn everything_that_a_session_did_can_be_undone_and_done_again() {
    let mut window = Window::on("[One|] two {a:three}. Four.");
    window.press("q ] ! S 1 ;");
    window.type_in("Sure?");
    window.press("Escape Ctrl+D");
    window.click(Role::Button, "Done all the same");
    window.press("Shift+Right");
    let done = window.project().clone();
    let steps: Vec<String> = window
        .workspace()
        .history
        .undoable()
        .map(str::to_owned)
        .collect();
    assert_eq!(
        steps,
        [
            "Set the article to done",
            "Note on “One two”",
            "Link “One two”: said by “three”",
            "Mark “One two” as unsure",
            "Move the ends to “One two”",
            "Tag “One” as Quote",
        ]
    );
    for _ in &steps {
        window.press("Ctrl+Z");
    }
    let layer = window.workspace().layer().unwrap();
    assert_eq!(
        layer
            .annotations
            .keys()
            .map(AnnotationId::as_str)
            .collect::<Vec<_>>(),
        ["a"]
    );
    for _ in &steps {
        window.press("Ctrl+Y");
    }
    assert_eq!(window.project(), &done);
    assert_eq!(&window.on_disk().project, &done);
}

#[test]
fn undoing_a_mark_shows_where_it_was() {
    let mut window = Window::on("One two three [four|]");
    window.press("q Ctrl+Home Ctrl+Z");
    assert_eq!(window.scene(), "One two three |four");
}

#[test]
fn a_new_edit_leaves_nothing_to_redo() {
    let mut window = Window::on("[One|] two");
    window.press("q Ctrl+Z Ctrl+A c");
    window.press("Ctrl+Y");
    assert_eq!(window.app().status(), "There is nothing to redo");
    assert_eq!(window.scene(), "{c*:One two}|");
}

#[test]
fn adding_articles_is_undone_as_one_step() {
    let mut window = Window::on("One");
    let files = [
        window.file("in/one.txt", "The first text.\n"),
        window.file("in/two.md", "# The second\n\nText.\n"),
    ];
    window.drop(&[&files[0], &files[1]]);
    window.wait("they are loaded", |window| {
        window.project().articles.len() == 4
    });
    assert_eq!(window.app().status(), "Done: Add 2 articles");
    window.press("Ctrl+Z");
    assert_eq!(window.project().articles.len(), 2);
    assert_eq!(&window.on_disk().project, window.project());
}
