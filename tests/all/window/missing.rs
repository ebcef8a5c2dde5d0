//! What is missing or broken: gone to by keys, asked about before an article is done, and listed below the text.

use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::NodeT as _;
use postil::bench::synth::{self, Script, Size};
use postil::model::{AnnotationId, Status, gaps};

use super::harness::{Opening, Window};
use super::notation;

#[test]
fn done_is_asked_for_while_something_is_missing() {
    let status = |window: &Window| window.project().status(&notation::stage());
    let mut window = Window::on("{q*:One} |two");
    window.press("Ctrl+D");
    assert!(window.shows_dialog("Done, although something is missing?"));
    assert_ne!(status(&window), Status::Done);
    window.click(Role::Button, "Close");
    assert_ne!(status(&window), Status::Done);
    window.press("Ctrl+D");
    window.click(Role::Button, "Done all the same");
    assert_eq!(status(&window), Status::Done);
}

#[test]
fn what_is_missing_is_gone_to_like_an_error_of_a_compiler() {
    let mut window = Window::on("|One {q:two} three {c:four} five");
    assert!(window.says("3 missing"));
    window.press("Alt+M");
    assert_eq!(window.scene(), "One |{q*:two} three {c:four} five");
    window.press("Alt+M");
    assert_eq!(window.scene(), "One {q:two} three |{c*:four} five");
    window.press("Alt+Shift+M");
    assert_eq!(window.scene(), "One |{q*:two} three {c:four} five");
}

#[test]
fn the_list_of_what_is_missing_stays_and_is_up_to_date_while_one_works() {
    let mut window = Window::on("|One {q:two} three {c:four} five");
    window.press("Ctrl+F7");
    let lines = |window: &Window| window.all(Role::ListItem, "Missing: ").len();
    assert_eq!(lines(&window), 3);
    window.click(Role::Button, "In this article");
    window.all(Role::ListItem, "Missing: Quote “two”")[0].click();
    window.settle();
    assert_eq!(window.scene(), "One |{q*:two} three {c:four} five");
    window.click(Role::Button, "direct");
    assert_eq!(
        lines(&window),
        2,
        "what was filled in is gone from the list"
    );
    window.press("Alt+M");
    assert_eq!(window.scene(), "One {q:two} three |{c*:four} five");
    window.press("Ctrl+F7");
    assert_eq!(lines(&window), 0);
}

/// The rows of the list below the text.
fn lines(window: &Window) -> usize {
    window.all(Role::ListItem, "Missing: ").len()
}

#[test]
fn the_list_is_walked_and_left_by_keys_alone() {
    let mut window = Window::on("|One {q:two} three {c:four} five");
    window.press("Ctrl+F7");
    assert_eq!(lines(&window), 3);
    // Articles, fields, the list, menus, and the text again.
    window.press("F6 F6 F6");
    assert!(
        window.told_focus().contains("Quote “two”"),
        "{}",
        window.told_focus()
    );
    window.press("Down Down");
    assert!(
        window.told_focus().contains("Claim “four”"),
        "{}",
        window.told_focus()
    );
    window.press("Down Home End Up Down");
    assert!(window.told_focus().contains("Claim “four”"));
    window.press("Enter");
    assert_eq!(window.scene(), "One {q:two} three |{c*:four} five");
    window.press("F6 F6 F6 F6");
    assert!(
        !window.told_focus().contains("Claim “four”"),
        "the menus come next"
    );
}

#[test]
fn the_list_is_there_again_as_it_was_left() {
    let mut window = Window::with_state("|One {q:two} three {c:four} five");
    window.press("Ctrl+F7");
    window.click(Role::Button, "In this article");
    let settings = &window.app().settings;
    assert!(settings.show_missing && settings.missing_here);
    let window = window.reopened();
    assert_eq!(lines(&window), 3);
    let settings = &window.app().settings;
    assert!(settings.show_missing && settings.missing_here);
}

/// A project in which more is missing than is kept in words, of each article and in all, with the list of it.
fn wanting() -> Window {
    let mut opening = Opening::default();
    synth::ANNOTATOR.clone_into(&mut opening.settings.annotator);
    opening.settings.show_missing = true;
    let mut window = Window::new(opening);
    let size = Size {
        articles: 3,
        bytes: 40_000,
        annotations: 1800,
        links: false,
        script: Script::English,
        seed: 4,
    };
    synth::make(&window.root(), size).unwrap();
    window.open_project(window.root());
    window.wait("the first rows are in words", |window| {
        window.find(Role::ListItem, "Missing: ").is_some()
    });
    window
}

/// The height of the list below the text.
fn height(window: &Window) -> f32 {
    let list = window.find(Role::Complementary, "What is missing, below the text");
    list.unwrap().rect().height()
}

#[test]
fn however_much_is_missing_all_is_listed_to_the_last_row() {
    let mut window = wanting();
    let (mut count, mut last) = (0, String::new());
    let project = window.project();
    for (key, layer) in &project.layers {
        let mut all = gaps(project, key, layer, false);
        let place = |id: &AnnotationId| layer.annotations.get(id).unwrap().spans.start();
        all.sort_by_key(|gap| {
            let id = gap.annotation.clone();
            (id.as_ref().map(place), id, gap.level)
        });
        count += all.len();
        let title = project.articles[&key.article].meta.display_title();
        last = format!("{}, {title}", all.last().unwrap().message);
    }
    assert!(count > 5000, "{count} is not much");
    // The keyboard goes round to the list.
    for _ in 0..6 {
        if window.told_focus().starts_with("Missing: ") {
            break;
        }
        window.press("F6");
    }
    let before = height(&window);
    window.press("End");
    window.wait("the last row has the keyboard and is in words", |window| {
        window.told_focus().ends_with(&last)
    });
    let row = window.find(Role::ListItem, &last).unwrap();
    let row = row.accesskit_node();
    assert_eq!(row.data().size_of_set(), Some(count));
    assert_eq!(row.data().position_in_set(), Some(count - 1));
    window.press("Enter");
    let open = window.workspace().open.as_ref().unwrap();
    assert_eq!(open.key.article.as_str(), "article-2");
    assert!(open.chosen.is_some());
    assert!((height(&window) - before).abs() < 1.0);
    let mut few = Window::on("|One {q:two} three");
    few.press("Ctrl+F7");
    assert!((height(&few) - before).abs() < 1.0, "it does not jump");
}

#[test]
fn the_list_follows_what_is_chosen_wherever_its_row_is() {
    let mut window = wanting();
    // Far behind the rows that are in view, in an article of which not all is kept in words.
    window.press("Ctrl+End Alt+Shift+M");
    let chosen = window.workspace().open.as_ref().unwrap().chosen.clone();
    assert!(chosen.is_some(), "a mark is chosen");
    window.wait("its row is in view", |window| {
        let rows = window.all(Role::ListItem, "Missing: ");
        rows.iter().any(|row| {
            let node = row.accesskit_node();
            node.data().toggled() == Some(Toggled::True)
                && node.data().position_in_set() > Some(100)
        })
    });
}
