//! What was done, the project as it was, and what was deleted.

use egui::accesskit::Role;

use postil::model::Annotation;

use super::harness::Window;

/// A window in which something was marked and retagged.
fn worked() -> Window {
    let mut window = Window::with_state("One two three");
    window.press("Ctrl+A q");
    window.press("c");
    window
}

/// What is marked, in whatever article and by whomever.
fn annotations(window: &Window) -> Vec<Annotation> {
    let layers = window.project().layers.values();
    let all = layers.flat_map(|layer| layer.annotations.values());
    all.map(|annotation| Annotation::clone(annotation))
        .collect()
}

/// Waits until a row that says this is in the dialog.
fn wait_for_row(window: &mut Window, words: &str) {
    window.wait(words, |window| window.find(Role::Button, words).is_some());
}

#[test]
fn the_history_tells_newest_first_who_did_what_and_from_what_to_what() {
    let mut window = worked();
    window.command("History…");
    wait_for_row(&mut window, "· Ana");
    let rows: Vec<String> = window
        .buttons()
        .into_iter()
        .filter(|name| name.contains("· Ana"))
        .collect();
    assert!(rows.len() >= 2, "{rows:?}");
    // The keyboard is in the filter, and the newest is chosen and told in full.
    assert!(window.has_keyboard(Role::TextInput, "Filter by words or names"));
    let told = |window: &Window| window.says("Tag: Quote → Claim");
    assert!(told(&window), "{rows:?}");
    window.press("Down");
    assert!(!told(&window));
    window.type_in("nothing of this kind");
    assert!(window.says("Nothing was done that fits."));
}

#[test]
fn the_history_of_an_annotation_shows_nothing_else() {
    let mut window = worked();
    window.press("F2");
    window.retype("Another title");
    window.press("Enter");
    window.command("History of this annotation…");
    wait_for_row(&mut window, "· Ana");
    assert!(window.find(Role::Button, "title").is_none());
    window.click(Role::Button, "Everything");
    assert!(window.find(Role::Button, "title").is_some());
    assert!(window.says("Title: "));
}

#[test]
fn the_project_is_shown_as_it_was_and_changes_nothing() {
    let mut window = worked();
    let now = window.project().clone();
    window.command("History…");
    wait_for_row(&mut window, "· Ana");
    window.click(Role::Button, "Look at the project before this");
    window.wait("the project is shown as it was", |window| {
        window.says("This is the project as it was on")
    });
    let quoted = annotations(&window);
    assert_eq!(quoted.len(), 1);
    assert_eq!(quoted[0].tag.as_str(), "quote");
    // Nothing can be done there, and undo does not reach into the present.
    let then = window.project().clone();
    for keys in ["Ctrl+A c", "Ctrl+Z", "Delete", "Ctrl+D"] {
        window.press(keys);
        assert_eq!(window.project(), &then, "{keys}");
    }
    window.click(Role::Button, "Back to now");
    assert_eq!(window.project(), &now);
    assert!(!window.says("This is the project as it was on"));
    window.press("Ctrl+Z");
    assert_ne!(window.project(), &now);
}

#[test]
fn what_was_deleted_is_in_the_trash_and_comes_back_by_a_step_that_can_be_undone() {
    let mut window = worked();
    let before = annotations(&window);
    window.press("Delete");
    assert!(annotations(&window).is_empty());
    window.command("Trash…");
    wait_for_row(&mut window, "· Ana");
    window.click(Role::Button, "Bring back");
    assert_eq!(annotations(&window).len(), 1);
    assert_eq!(annotations(&window)[0].spans, before[0].spans);
    assert!(window.says("The trash is empty"));
    window.click(Role::Button, "Close");
    window.press("Ctrl+Z");
    assert!(annotations(&window).is_empty());
    window.command("Trash…");
    wait_for_row(&mut window, "· Ana");
}

#[test]
fn an_article_comes_back_before_what_was_deleted_in_it() {
    let mut window = worked();
    window.press("Delete");
    window.command("Remove the article");
    window.command("Trash…");
    wait_for_row(&mut window, "· Ana");
    window.type_in("claim");
    window.click(Role::Button, "Bring back its article first");
    wait_for_row(&mut window, "· Ana");
    window.click(Role::Button, "Bring back");
    assert!(window.says("The trash is empty"));
    assert_eq!(window.on_disk().project.layers, window.project().layers);
}

#[test]
fn undo_history_and_trash_reach_back_into_earlier_runs() {
    let mut window = worked();
    window.press("Delete");
    let mut window = window.reopened();
    window.command("Trash…");
    wait_for_row(&mut window, "· Ana");
    window.click(Role::Button, "Close");
    window.command("History…");
    wait_for_row(&mut window, "Delete Claim");
    window.press("Escape");
    window.press("Ctrl+Z");
    assert_eq!(annotations(&window).len(), 1);
}

#[test]
fn for_how_long_the_history_is_kept_is_a_setting() {
    let mut window = worked();
    window.command("History…");
    wait_for_row(&mut window, "· Ana");
    assert!(window.says("kB on this computer"));
    window.focus(Role::SpinButton, "Days that the history is kept");
    window.press("Up");
    assert_eq!(window.app().settings.history_days, 91);
    window.retype("30");
    window.press("Tab");
    assert_eq!(window.app().settings.history_days, 30);
}

#[test]
fn without_a_journal_the_dialogs_say_so() {
    let mut window = Window::on("|{q*:One} two");
    for name in ["History…", "History of this annotation…", "Trash…"] {
        window.command(name);
        assert!(
            window.says("There is no journal on this computer"),
            "{name}"
        );
        window.press("Escape");
    }
}
