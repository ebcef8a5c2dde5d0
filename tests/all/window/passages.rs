//! Find in all articles: what is listed, how one gets there and back, and what is tagged.

use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::NodeT as _;
use postil::model::{ArticleId, LayerKey, Project};

use super::harness::Window;
use super::notation;

fn project() -> Project {
    let mut project = notation::parse("|A {c:port} and a port.").project();
    let other = notation::article("other", "Another one", "The Port closes. A quay.");
    project.articles.insert(other.id.clone(), other);
    project
}

fn find(window: &mut Window, words: &str, told: &str) {
    window.press("Ctrl+Shift+F");
    window.retype(words);
    window.wait(&format!("“{told}”"), |window| window.says(told));
}

fn tagged(window: &Window, article: &str) -> Vec<String> {
    let key = LayerKey {
        article: ArticleId::new(article).unwrap(),
        annotator: notation::stage().annotator,
    };
    let text = &window.project().articles[&key.article].text;
    let Some(layer) = window.project().layer(&key) else {
        return Vec::new();
    };
    let mut said: Vec<_> = layer
        .annotations
        .values()
        .map(|it| {
            (
                it.spans.start(),
                format!("{} {}", it.tag, it.spans.quotation(text)),
            )
        })
        .collect();
    said.sort();
    said.into_iter().map(|(_, said)| said).collect()
}

#[test]
fn passages_are_listed_gone_to_and_come_back_from() {
    let mut window = Window::open(&project());
    find(&mut window, "port", "3 passages in 2 articles.");
    for name in [
        "A [port] and a port., A stage, tagged as Claim",
        "A port and a [port]., A stage",
        "The [Port] closes. A quay., Another one",
    ] {
        assert!(window.find(Role::ListBoxOption, name).is_some(), "{name}");
    }
    window.press("Down Down Enter");
    assert!(!window.has_dialog());
    let open = window.workspace().open.as_ref().unwrap();
    assert_eq!(open.key.article.as_str(), "other");
    let selected = open.reader.selection().span();
    assert_eq!(open.article.text.slice(selected), "Port");
    window.press("Alt+,");
    assert_eq!(
        window
            .workspace()
            .open
            .as_ref()
            .unwrap()
            .key
            .article
            .as_str(),
        "stage"
    );
    // The list is as it was, where one was.
    window.press("Ctrl+Shift+F");
    window.wait("it is found again", |window| {
        window.says("3 passages in 2 articles.")
    });
    let chosen = window.get(
        Role::ListBoxOption,
        "The [Port] closes. A quay., Another one",
    );
    assert_eq!(chosen.accesskit_node().toggled(), Some(Toggled::True));
    window.click(Role::RadioButton, "In this article");
    window.wait("it is found here", |window| {
        window.says("2 passages in one article.")
    });
}

#[test]
fn ticked_passages_are_tagged_in_one_step_and_none_twice() {
    let mut window = Window::open(&project());
    find(&mut window, "port", "3 passages in 2 articles.");
    window.focus(Role::ListBox, "Passages");
    window.press("Ctrl+A");
    assert!(window.says("Tag 3 as"));
    window.press("c");
    window.wait("they are tagged", |window| {
        window.app().status() == "Done: Tag 2 passages as Claim"
    });
    assert_eq!(tagged(&window, "stage"), ["claim port", "claim port"]);
    assert_eq!(tagged(&window, "other"), ["claim Port"]);
    let name = "The [Port] closes. A quay., Another one, tagged as Claim";
    window.wait("the list tells", |window| {
        window.find(Role::ListBoxOption, name).is_some()
    });
    assert!(window.says("Tag 0 as"), "what is tagged is ticked no more");
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Escape Ctrl+Z");
    assert_eq!(tagged(&window, "stage"), ["claim port"]);
    assert!(tagged(&window, "other").is_empty());
}

#[test]
fn without_ticks_a_key_tags_the_chosen_passage() {
    let mut window = Window::open(&project());
    find(&mut window, "quay", "One passage in one article.");
    window.focus(Role::ListBox, "Passages");
    window.press("q");
    window.wait("it is tagged", |window| {
        window.app().status() == "Done: Tag one passage as Quote"
    });
    assert_eq!(tagged(&window, "other"), ["quote quay"]);
}

#[test]
fn options_and_expressions_change_what_is_found_and_errors_are_told() {
    let mut window = Window::open(&project());
    find(&mut window, "port", "3 passages in 2 articles.");
    window.press("Alt+C");
    window.wait("case counts", |window| {
        window.says("2 passages in one article.")
    });
    window.press("Alt+C Alt+R");
    window.retype("(port|quay");
    window.wait("it is told", |window| {
        window.says("Character 1: this ( has no ) behind it.")
    });
    window.write(")");
    window.wait("it is found", |window| {
        window.says("4 passages in 2 articles.")
    });
    window.retype("");
    window.wait("nothing is looked for", |window| {
        window.says("Type what to look for.")
    });
}

#[test]
fn what_is_selected_is_looked_for() {
    let mut window = Window::on("A [quay|] and a port.");
    window.press("Ctrl+Shift+F");
    window.wait("it is found", |window| {
        window.says("One passage in one article.")
    });
    assert!(
        window
            .find(Role::ListBoxOption, "A [quay] and a port.")
            .is_some()
    );
}

#[test]
fn what_was_ticked_stays_when_it_is_refused() {
    let mut window = Window::open(&project());
    find(&mut window, "port", "3 passages in 2 articles.");
    window.click(Role::Button, "Tick all");
    window.workspace_mut().access = postil::store::Access::ReadOnly("Not now.".to_owned());
    window.focus(Role::ListBox, "Passages");
    window.press("c");
    window.workspace_mut().access = postil::store::Access::ReadWrite;
    window.settle();
    assert!(window.says("Tag 3 as"));
    assert!(tagged(&window, "other").is_empty());
}
