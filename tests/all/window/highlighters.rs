//! Highlighters: what is lit in the text, and the dialog that has the list of them.

use egui::accesskit::Role;
use postil::app::picker::Answer;
use postil::model::{Finds, Highlighter};

use super::harness::Window;

/// What is lit in the open article, in words.
fn lit(window: &Window) -> Vec<String> {
    let open = window
        .workspace()
        .open
        .as_ref()
        .expect("an article is open");
    let words = open
        .lit
        .lit()
        .iter()
        .map(|it| open.article.text.slice(it.span).to_owned());
    words.collect()
}

fn wait_for(window: &mut Window, words: &[&str]) {
    window.wait(&format!("{words:?} are lit"), |window| lit(window) == words);
}

fn only(window: &Window) -> Highlighter {
    window.project().highlighters[0].clone()
}

#[test]
fn a_list_of_words_is_added_tried_changed_switched_off_and_removed() {
    let mut window = Window::on("|A port, a Quay, ports.");
    let told = window.told();
    window.press("Ctrl+H");
    assert!(window.says("There are no highlighters yet."));
    window.click(Role::Button, "Add a highlighter…");
    window.write("Places");
    window.focus(Role::MultilineTextInput, "Words or phrases, one a line");
    window.write("port\nquay");
    window.wait("it is tried", |window| {
        window.says("2 places in the open article.")
    });
    window.click(Role::CheckBox, "Whole words");
    window.wait("it is tried", |window| {
        window.says("3 places in the open article.")
    });
    window.click(Role::Button, "Save");
    assert_eq!(
        only(&window).finds,
        Finds::Words(vec!["port".into(), "quay".into()])
    );
    assert!(window.says("2 words: port, quay"));
    window.press("Escape");
    wait_for(&mut window, &["port", "Quay", "port"]);
    // A screen reader hears what it heard before: the text.
    assert_eq!(window.told(), told);
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Ctrl+H");
    window.click(Role::CheckBox, "Show “Places”");
    assert!(only(&window).off);
    window.press("Escape");
    wait_for(&mut window, &[]);
    window.press("Ctrl+Z");
    wait_for(&mut window, &["port", "Quay", "port"]);
    window.press("Ctrl+H");
    window.click(Role::Button, "Remove “Places”");
    window.press("Escape");
    wait_for(&mut window, &[]);
    assert!(window.project().highlighters.is_empty());
    window.press("Ctrl+Z");
    wait_for(&mut window, &["port", "Quay", "port"]);
}

#[test]
fn an_expression_that_does_not_read_is_told_and_not_saved() {
    let mut window = Window::on("|12 dead, 3 injured.");
    window.press("Ctrl+H");
    window.click(Role::Button, "Add a highlighter…");
    window.write("Numbers");
    window.click(Role::RadioButton, "A regular expression");
    window.focus(Role::TextInput, "Regular expression");
    window.write(r"\d+ (dead|injured");
    window.wait("it is tried", |window| {
        window.says("Character 5: this ( has no ) behind it.")
    });
    assert!(!window.is_enabled("Save"));
    window.write(")");
    window.wait("it is tried", |window| {
        window.says("2 places in the open article.")
    });
    window.press("Enter");
    assert_eq!(
        only(&window).finds,
        Finds::Expression(r"\d+ (dead|injured)".into())
    );
    window.press("Escape");
    wait_for(&mut window, &["12 dead", "3 injured"]);
}

#[test]
fn all_are_hidden_at_once_and_shown_again() {
    let window = Window::on("|A port.");
    let mut project = window.project().clone();
    project.highlighters = std::sync::Arc::new(vec![broken(), words("places", "port")]);
    let mut window = Window::open(&project);
    wait_for(&mut window, &["port"]);
    window.press("Ctrl+Shift+H");
    assert!(!window.app().settings.show_highlighters);
    window.press("Ctrl+H");
    assert!(window.says("Highlighters are hidden now"));
    window.wait("the broken one is told", |window| {
        window
            .says("The highlighter “Broken” finds nothing: Character 1: this ( has no ) behind it.")
    });
    window.press("Escape Ctrl+Shift+H");
    wait_for(&mut window, &["port"]);
}

#[test]
fn they_are_put_into_another_order() {
    let window = Window::on("|A port.");
    let mut project = window.project().clone();
    let list = vec![words("one", "a"), words("two", "b"), words("three", "c")];
    project.highlighters = std::sync::Arc::new(list);
    let mut window = Window::open(&project);
    window.press("Ctrl+H");
    window.click(Role::Button, "Move “three” up");
    window.click(Role::Button, "Move “one” down");
    let order: Vec<&str> = window
        .project()
        .highlighters
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(order, ["three", "one", "two"]);
    assert!(!window.is_enabled("Move “three” up"));
}

#[test]
fn words_come_from_a_file() {
    let mut window = Window::on("|A port.");
    let file = window.file("places.txt", "port\nquay\n\nport\n");
    window.press("Ctrl+H");
    window.click(Role::Button, "Add a highlighter…");
    window.write("Places");
    window.focus(Role::MultilineTextInput, "Words or phrases, one a line");
    window.write("quay");
    let picked = Answer::Picked(vec![file]);
    window.desk.borrow_mut().answers.push_back(picked);
    window.click(Role::Button, "Take words from a file…");
    window.wait("they are there", |window| window.says("One word came in."));
    window.wait("it is tried", |window| window.is_enabled("Save"));
    window.click(Role::Button, "Save");
    assert_eq!(
        only(&window).finds,
        Finds::Words(vec!["quay".into(), "port".into()])
    );
}

fn words(id: &str, word: &str) -> Highlighter {
    Highlighter {
        id: postil::model::HighlighterId::new(id).unwrap(),
        name: id.to_owned(),
        color: postil::model::Color([0, 0x72, 0xb2]),
        finds: Finds::Words(vec![word.to_owned()]),
        match_case: false,
        match_accents: false,
        whole_words: true,
        off: false,
    }
}

fn broken() -> Highlighter {
    Highlighter {
        name: "Broken".to_owned(),
        finds: Finds::Expression("(a".to_owned()),
        ..words("broken", "")
    }
}

#[test]
fn a_colour_of_its_own_is_there_to_be_kept() {
    let window = Window::on("|A port.");
    let mut project = window.project().clone();
    let own = Highlighter {
        color: postil::model::Color([1, 2, 3]),
        ..words("places", "port")
    };
    project.highlighters = std::sync::Arc::new(vec![own.clone()]);
    let mut window = Window::open(&project);
    window.press("Ctrl+H");
    window.click(Role::Button, "Edit “places”");
    let name = format!("Its own colour, {}", own.color);
    assert!(window.find(Role::RadioButton, &name).is_some());
    window.wait("it is tried", |window| window.is_enabled("Save"));
    window.click(Role::Button, "Save");
    assert_eq!(only(&window), own);
}

#[test]
fn a_long_list_of_words_leaves_the_rest_of_the_form_in_sight() {
    let window = Window::on("|A port.");
    let mut project = window.project().clone();
    let many = Highlighter {
        finds: Finds::Words((0..99).map(|at| format!("word{at}")).collect()),
        ..words("places", "port")
    };
    project.highlighters = std::sync::Arc::new(vec![many]);
    let mut window = Window::open(&project);
    window.press("Ctrl+H");
    window.click(Role::Button, "Edit “places”");
    window.settle();
    let below = window.get(Role::Button, "Take words from a file…").rect();
    let save = window.get(Role::Button, "Save").rect();
    assert!(below.bottom() < save.top(), "{below:?} {save:?}");
}
