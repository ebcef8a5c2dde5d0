//! Correcting the text of an article.

use egui::accesskit::Role;

use super::harness::Window;
use super::notation::stage;

const SCENE: &str =
    "|One two {c:thrre four} five. {q:Advertisement.} Six {a:seven} eight.\n\nNine.";

fn text(window: &Window) -> String {
    let article = &window.project().articles[&stage().article];
    article.text.as_str().to_owned()
}

#[test]
fn a_slip_is_corrected_and_annotations_come_along() {
    let mut window = Window::on(SCENE);
    let before = window.project().clone();
    window.press("Ctrl+Shift+E");
    assert!(window.shows_dialog("Correct the text"));
    assert!(!window.is_enabled("Correct"), "nothing is changed yet");
    window.focus(Role::MultilineTextInput, "The passage");
    window.press("Ctrl+A");
    window.write("One two three four five. Six seven eight.");
    assert!(window.says("One annotation reads otherwise then:"));
    assert!(window.says("“thrre four” → “three four”"));
    assert!(window.says("One annotation loses its place"));
    assert!(window.says("“Advertisement.”"));
    window.click(Role::Button, "Correct");
    assert!(!window.has_dialog());
    assert_eq!(
        window.scene(),
        "|One two {c:three four} five. Six {a:seven} eight.\n\nNine."
    );
    let disk = window.on_disk();
    assert_eq!(&disk.project, window.project());
    let file = window.root().join("articles/stage.txt");
    let loaded = std::fs::read_to_string(file).unwrap();
    assert_eq!(loaded, before.articles[&stage().article].text.as_str());
    window.press("Ctrl+Z");
    assert_eq!(window.project(), &before);
    assert_eq!(&window.on_disk().project, &before);
    window.press("Ctrl+Shift+Z");
    assert!(text(&window).starts_with("One two three"));
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn the_caret_stays_where_it_was_and_the_list_takes_back() {
    let mut window = Window::on("One {c:two}. Three [fuor|] five. Six {a:seven}.");
    window.command("Correct the text…");
    window.focus(Role::MultilineTextInput, "The passage");
    window.press("Ctrl+A");
    window.write("four and a half");
    window.press("Ctrl+Enter");
    assert_eq!(
        window.scene(),
        "One {c:two}. Three [four and a half|] five. Six {a:seven}."
    );
    window.command("Corrections…");
    assert!(window.says("“fuor” → “four and a half”"));
    window.click(Role::Button, "Take back…");
    assert!(window.says("This correction is taken back."));
    assert!(window.says("2 annotations of the article keep their words."));
    window.click(Role::Button, "Take it back");
    assert!(window.says("Nothing was corrected in this text."));
    window.press("Escape");
    assert!(text(&window).contains("fuor"));
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn a_passage_is_cut_and_nothing_is_refused_in_silence() {
    let mut window = Window::on("One {c:two}. [Advertisement. |]Six {a:seven}.");
    window.command("Correct the text…");
    window.click(Role::Button, "Cut the passage");
    assert!(window.says("2 annotations of the article keep their words."));
    window.click(Role::Button, "Correct");
    assert_eq!(window.scene(), "One {c:two}. |Six {a:seven}.");
    // The whole text cannot go.
    window.press("Ctrl+A");
    window.command("Correct the text…");
    window.click(Role::Button, "Cut the passage");
    assert!(!window.is_enabled("Correct"));
    window.press("Escape");
}

#[test]
fn what_taking_back_costs_is_shown_before_it_is_done() {
    let mut window = Window::on("One two. [|Three]. Four.");
    window.command("Correct the text…");
    window.focus(Role::MultilineTextInput, "The passage");
    window.press("Ctrl+A");
    window.write("Three and a half");
    window.click(Role::Button, "Correct");
    // Somebody marks what the correction has brought.
    let at = text(&window).find("and a half").unwrap();
    let span = postil::text::Span::of(at..at + "and a half".len());
    let open = window.workspace_mut().open.as_mut().unwrap();
    open.reader.select(postil::app::reader::Selection::of(span));
    window.settle();
    window.press("c");
    window.command("Corrections…");
    window.click(Role::Button, "Take back…");
    assert!(window.says("One annotation loses its place"));
    assert!(window.says("“and a half”"));
    window.click(Role::Button, "Cancel");
    assert!(text(&window).contains("and a half"));
    assert!(
        window.shows_dialog("Corrections of the text"),
        "the list is there again"
    );
}

#[test]
fn bookmarks_come_along_when_the_text_is_corrected_and_back() {
    let mut window = Window::on("One two.\n\nThree fuor.\n\n|Five.");
    window.press("Ctrl+M");
    let there = |window: &Window| window.workspace().bookmarks_here();
    let before = there(&window);
    assert_eq!(before.len(), 1);
    window.press("Ctrl+Home");
    window.command("Correct the text…");
    window.focus(Role::MultilineTextInput, "The passage");
    window.press("Ctrl+A");
    window.write("One and two and more.");
    window.click(Role::Button, "Correct");
    let now = there(&window);
    let at = text(&window).find("Five").unwrap();
    assert_eq!(now.iter().map(|at| at.0 as usize).collect::<Vec<_>>(), [at]);
    window.press("Ctrl+Z");
    assert_eq!(there(&window), before);
}
