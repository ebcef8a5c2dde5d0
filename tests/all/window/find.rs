//! Finding words in the article: the strip, its keys, and what is selected in the end.

use egui::Modifiers;
use egui::accesskit::Role;

use super::harness::Window;

const FIELD: &str = "Find in the article";

fn find(window: &mut Window, words: &str) {
    window.press("/");
    window.write(words);
}

fn is_in_field(window: &Window) -> bool {
    let field = window.find(Role::TextInput, FIELD);
    field.is_some_and(|field| field.is_focused())
}

#[test]
fn what_is_found_becomes_the_selection() {
    let mut window = Window::in_every_script("|");
    for (before, words, strokes, after) in [
        // From the caret on, round about.
        (
            "|A port and a port.",
            "port",
            "Enter",
            "A [port|] and a port.",
        ),
        (
            "A port| and a port.",
            "port",
            "Enter",
            "A port and a [port|].",
        ),
        (
            "A port and a port.|",
            "port",
            "Enter",
            "A [port|] and a port.",
        ),
        (
            "|A port and a Port.",
            "PORT",
            "ArrowDown Enter",
            "A port and a [Port|].",
        ),
        (
            "|A port and a port.",
            "port",
            "ArrowUp Enter",
            "A port and a [port|].",
        ),
        (
            "|A port and a port.",
            "port",
            "Ctrl+G Enter",
            "A port and a [port|].",
        ),
        (
            "|A port and a port.",
            "port",
            "Ctrl+G Ctrl+Shift+G Enter",
            "A [port|] and a port.",
        ),
        // In any script, whatever is typed.
        (
            "|He said: “We won’t.”",
            "\"we won't",
            "Enter",
            "He said: [“We won’t|].”",
        ),
        ("|Über Łódź.", "lodz", "Enter", "Über [Łódź|]."),
        ("|قال مُحَمَّد اليوم", "محمد", "Enter", "قال [مُحَمَّد|] اليوم"),
        ("|הוא אמר שלום", "שלום", "Enter", "הוא אמר [שלום|]"),
        (
            "|外交部发言人表示",
            "发言人",
            "Enter",
            "外交部[发言人|]表示",
        ),
        ("|प्रधानमंत्री ने कहा", "ने", "Enter", "प्रधानमंत्री [ने|] कहा"),
        // Escape goes back, Enter without a match does nothing.
        (
            "A [|port] and a port.",
            "and",
            "Escape",
            "A [|port] and a port.",
        ),
        ("A| port.", "quay", "Enter Escape", "A| port."),
        // What was found is nudged, grown and tagged.
        (
            "|A port and a port.",
            "port",
            "Enter ] [",
            "[A port and|] a port.",
        ),
        (
            "|A port and a port.",
            "port",
            "Enter q",
            "A {q*:port}| and a port.",
        ),
        (
            "|Open “a port” now.",
            "port",
            "Enter Alt+Up",
            "Open “[a port|]” now.",
        ),
    ] {
        window.stage(before);
        find(&mut window, words);
        window.press(strokes);
        assert_eq!(window.scene(), after, "{before}: {words}, {strokes}");
    }
}

#[test]
fn the_strip_counts_and_says_which_match_is_looked_at() {
    let mut window = Window::on("|A port, a port, a port.");
    window.press("/");
    assert!(is_in_field(&window));
    window.type_in("p");
    assert!(window.says("1 of 3"));
    window.press("ArrowDown ArrowDown");
    assert!(window.says("3 of 3"));
    window.press("ArrowDown");
    assert!(window.says("1 of 3"));
    assert_eq!(
        window.app().status(),
        "“p”: 1 of 3, over the end of the text"
    );
    window.press("ArrowUp");
    assert!(window.says("3 of 3"));
    window.type_in("x");
    assert!(window.says("No match") && is_in_field(&window));
    window.press("Enter");
    assert_eq!(window.app().status(), "“px” is not in this article");
    assert!(
        window.find(Role::TextInput, FIELD).is_some(),
        "the strip stays"
    );
}

#[test]
fn the_options_narrow_the_search() {
    for (option, count) in [("Words", 4), ("Case", 4), ("Accents", 4)] {
        let mut window = Window::on("|port Port pört ports port");
        find(&mut window, "port");
        assert!(window.says("1 of 5"));
        window.click(Role::CheckBox, option);
        assert!(window.says(&format!("of {count}")), "{option}");
    }
}

#[test]
fn the_field_holds_what_is_selected_or_what_was_looked_for_last() {
    let mut window = Window::on("a [port|] and a quay and a port");
    window.press("/");
    assert!(window.says("1 of 2"), "the selection is the first match");
    window.press("ArrowDown Enter");
    assert_eq!(window.scene(), "a port and a quay and a [port|]");
    // Typing replaces it.
    find(&mut window, "quay");
    window.press("Enter");
    assert_eq!(window.scene(), "a port and a [quay|] and a port");
    window.press("Escape /");
    assert!(window.says("1 of 1"));
}

#[test]
fn find_again_goes_on_from_the_caret_and_into_other_articles() {
    let mut window = Window::on("|to see, to hear, to do");
    window.press("Ctrl+G");
    assert!(is_in_field(&window), "nothing was looked for yet");
    window.write("to");
    window.press("Escape Ctrl+G");
    assert_eq!(window.scene(), "[to|] see, to hear, to do");
    window.press("Ctrl+G Ctrl+G");
    assert_eq!(window.scene(), "to see, to hear, [to|] do");
    window.press("Ctrl+Home Ctrl+Right Ctrl+G");
    assert_eq!(window.scene(), "to see, [to|] hear, to do");
    window.press("Ctrl+Shift+G Ctrl+Shift+G");
    assert_eq!(window.scene(), "to see, to hear, [to|] do");
    assert_eq!(
        window.app().status(),
        "“to”: 3 of 3, over the end of the text"
    );
    window.press("Ctrl+PageDown Ctrl+G");
    let open = window.workspace().open.as_ref().unwrap();
    assert_eq!(
        open.article.text.slice(open.reader.selection().span()),
        "to"
    );
    assert_eq!(open.article.meta.title, "B other");
}

#[test]
fn escape_comes_back_to_the_line_that_was_at_the_top() {
    let text = "The harbour will close, the minister said. ".repeat(6) + "\n";
    let mut window = Window::on(&format!("{}The quay", text.repeat(60)));
    let workspace = window.workspace_mut();
    workspace.open.as_mut().unwrap().reader.scroll_pages(3.3);
    window.settle();
    let place = |window: &Window| {
        let reader = &window.workspace().open.as_ref().unwrap().reader;
        let at = reader.reading_position();
        (at, reader.rect_of(at).unwrap())
    };
    let before = place(&window);
    find(&mut window, "quay");
    assert!(window.says("1 of 1"));
    assert_ne!(place(&window), before);
    window.press("Escape");
    assert_eq!(place(&window), before);
    // Selecting it stays there.
    find(&mut window, "quay");
    window.press("Enter");
    assert!(window.scene().ends_with("The [quay|]"));
    assert!(place(&window).0 > before.0);
}

#[test]
fn a_click_in_the_text_leaves_the_strip_and_escape_closes_it() {
    let mut window = Window::on("|A port and a port.");
    find(&mut window, "port");
    let and = window.middle("and");
    window.clicks(and, 1, Modifiers::NONE);
    assert!(!is_in_field(&window) && window.find(Role::TextInput, FIELD).is_some());
    let scene = window.scene();
    // A second stroke comes back to the field.
    window.press("/");
    assert!(is_in_field(&window));
    window.clicks(and, 1, Modifiers::NONE);
    window.press("Escape");
    assert!(window.find(Role::TextInput, FIELD).is_none());
    assert_eq!(
        window.scene(),
        scene,
        "the caret stays where it was clicked"
    );
}

#[test]
fn the_buttons_do_what_the_keys_do() {
    let mut window = Window::on("|A port and a port.");
    find(&mut window, "port");
    window.click(Role::Button, "Next match");
    assert!(window.says("2 of 2"));
    window.click(Role::Button, "Previous match");
    assert!(window.says("1 of 2"));
    window.click(Role::Button, "Select");
    assert_eq!(window.scene(), "A [port|] and a port.");
    find(&mut window, "and");
    window.click(Role::Button, "Cancel");
    assert_eq!(window.scene(), "A [port|] and a port.");
    assert!(window.find(Role::TextInput, FIELD).is_none());
}

#[test]
fn a_link_and_a_search_do_not_mix() {
    let mut window = Window::on("|{q*:One} two => q speaker @lee");
    window.press("> /");
    assert!(window.find(Role::TextInput, FIELD).is_none());
    assert_eq!(
        window.app().status(),
        "Make the link first, or leave it with Escape"
    );
    window.press("Escape");
    find(&mut window, "two");
    let one = window.middle("One");
    window.clicks(one, 1, Modifiers::NONE);
    window.press(">");
    assert!(window.find(Role::TextInput, FIELD).is_none());
}

#[test]
fn a_long_text_is_searched_by_a_thread() {
    let text = format!("{}quay", "The harbour will close. ".repeat(60_000));
    let mut window = Window::on(&text);
    find(&mut window, "quay");
    window.wait("the match is found", |window| window.says("1 of 1"));
    window.press("Enter");
    assert!(window.scene().ends_with("[quay|]"));
    // Letters that are typed meanwhile make another search of it.
    find(&mut window, "clos");
    window.write("es");
    window.wait("all is searched", |window| window.says("No match"));
}
