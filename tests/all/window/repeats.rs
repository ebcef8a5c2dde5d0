//! Labelling an article a second time, blind, and comparing a person with himself or herself: by keys alone and by role and
//! name.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use postil::app::Notices;
use postil::app::agreement::Agreement;
use postil::model::{Article, ArticleMeta, Edit, LayerKey, Project, Spans, Status, edits};
use postil::text::{Span, Text};

use super::decide::two_people;
use super::harness::Window;
use super::notation::stage;

/// The project of two people who are done, of which Ana has the article to label a second time.
fn repeated() -> Window {
    let mut window = Window::open(&two_people());
    window.press("Ctrl+F12");
    window.click_on("Repeats…");
    assert!(window.says("Ana: 1 of 1 article that can be repeated"));
    assert!(window.says("Ben: 1 of 1 article that can be repeated"));
    window.click(Role::CheckBox, "Ben");
    assert!(!window.says("Ben: 1 of 1 article that can be repeated"));
    window.click(Role::Button, "Have them repeated");
    assert!(window.says("0 of 1 repeat done"));
    window.press("Ctrl+F12");
    window
}

/// Where Ana's second layer is.
fn second() -> LayerKey {
    LayerKey {
        annotator: "ana-ii".parse().unwrap(),
        ..stage()
    }
}

fn first_layers(project: &Project) -> Vec<Arc<postil::model::Layer>> {
    let article = stage().article;
    let layers = project.layers_of(&article);
    layers.map(|(_, layer)| Arc::clone(layer)).collect()
}

#[test]
fn inbox_and_comments_say_that_not_all_of_it_is_listed() {
    let mut window = repeated();
    let words = "What concerns articles that you label a second time is not listed.";
    for keys in ["Shift+F11", "Ctrl+F11"] {
        window.press(keys);
        assert!(window.says(words), "{keys}");
        window.press("Escape");
    }
    let mut window = Window::open(&two_people());
    window.press("Shift+F11");
    assert!(!window.says(words), "nothing is hidden");
}

#[test]
fn a_repeat_hides_the_first_time_until_it_is_done_and_leaves_it_as_it_is() {
    let before = two_people();
    let mut window = repeated();
    assert_eq!(window.scene(), "|One two three four five six seven.");
    assert!(window.says("You label this article a second time"));
    assert_eq!(window.workspace().list.rows()[0].status, Status::ToDo);
    // Nothing of anybody is to be had, here or elsewhere.
    for (command, why) in [
        (
            "Colleagues’ annotations",
            "You label this article a second time",
        ),
        ("Comment…", "You label this article a second time"),
    ] {
        window.command(command);
        assert!(window.says(why), "{command}");
        assert!(!window.has_dialog(), "{command}");
    }
    window.press("F12");
    assert!(!window.says("four five"));
    window.press("F12 Shift+F12");
    window.wait("it was compared", |window| {
        window.app().agreement().is_some_and(Agreement::is_whole)
    });
    assert!(window.says("Nobody can be compared yet"));
    window.press("Shift+F12");

    // It is labelled like any article.
    window.press("Shift+Ctrl+Right");
    window.press("q");
    let layer = window.project().layers[&second()].clone();
    assert_eq!(layer.annotations.len(), 1);
    assert_eq!(layer.head.status, Status::InProgress);
    for key in before.layers.keys() {
        assert_eq!(window.project().layers[key], before.layers[key]);
    }
    window.command("Done all the same");
    assert_eq!(window.project().layers[&second()].head.status, Status::Done);
    assert!(
        window.scene().contains("{c:four five}"),
        "{}",
        window.scene()
    );
    assert!(!window.says("You label this article a second time"));
    for key in before.layers.keys() {
        assert_eq!(window.project().layers[key], before.layers[key]);
    }
    // It can be opened again by undo, and the schedule taken back.
    window.press("Ctrl+Z");
    assert!(window.says("You label this article a second time"));
    window.press("Ctrl+Z Ctrl+Z");
    assert!(!window.says("You label this article a second time"));
    assert_eq!(first_layers(window.project()), first_layers(&before));
    assert_eq!(window.project().people().count(), 2);
    assert_eq!(window.project(), &{
        let mut now = before;
        now.settings.id.clone_from(&window.project().settings.id);
        now
    });
}

#[test]
fn what_is_not_begun_is_counted_by_repeats_not_by_articles() {
    let mut window = Window::open(&two_people());
    window.press("Ctrl+F12");
    window.click_on("Repeats…");
    window.click(Role::Button, "Have them repeated");
    window.click_on("Repeats…");
    assert!(window.says("2 repeats; not begun: 2"), "of one article");
    window.click(Role::Button, "Take back what is not begun");
    window.click_on("Repeats…");
    assert!(!window.says("not begun"));
}

#[test]
fn done_once_more_opens_the_second_time_again_and_leaves_the_first_done() {
    let mut window = repeated();
    window.press("Shift+Ctrl+Right");
    window.press("q");
    let status = |window: &Window, key: &LayerKey| window.project().layers[key].head.status;
    // The quote has no speaker.
    window.command("Done all the same");
    assert_eq!(status(&window, &second()), Status::Done);
    window.press("Ctrl+D");
    assert!(window.says("You label this article a second time"));
    assert_eq!(status(&window, &second()), Status::InProgress);
    assert_eq!(status(&window, &stage()), Status::Done);
}

#[test]
fn undo_does_not_reach_into_the_first_time_through_a_step_over_many_layers() {
    let mut window = Window::open(&two_people());
    let other = Article::new(
        "other".parse().unwrap(),
        ArticleMeta::default(),
        Text::new("Two."),
    );
    let other = Arc::new(other);
    let key = LayerKey {
        article: other.id.clone(),
        ..stage()
    };
    let author = window.workspace().author();
    let project = window.project().clone();
    let claim = project.codebook.tags[0].id.clone();
    // One step in two articles, as when all passages of a word are marked.
    let mut changes = edits::add_article(other).changes;
    let mut with_other = project.clone();
    Edit::new("", changes.clone())
        .apply(&mut with_other)
        .unwrap();
    for (key, id) in [(&stage(), "many1"), (&key, "many2")] {
        let spans = Spans::one(Span::of(0..3)).unwrap();
        let id = id.parse().unwrap();
        changes.extend(edits::annotate(&with_other, &author, key, id, &claim, spans).changes);
    }
    let edit = Edit::new("Everywhere", changes);
    assert!(window.workspace_mut().commit(edit, &mut Notices::default()));
    let to = [(stage().annotator, [stage().article].into())].into();
    let repeat = edits::repeat(window.project(), &to);
    // It comes from a colleague, so it is no step of one's own.
    repeat.apply(&mut window.workspace_mut().project).unwrap();
    let before = window.project().clone();
    window.press("Ctrl+Z");
    assert!(window.says("That would change what you marked the first time"));
    assert_eq!(window.project(), &before);
}

#[test]
fn a_person_is_compared_with_herself_and_each_number_opens_its_passages() {
    let mut window = repeated();
    window.press("Shift+Ctrl+Right");
    window.press("q");
    window.command("Done all the same");
    window.press("Shift+F12");
    let whole = |window: &Window| window.app().agreement().is_some_and(Agreement::is_whole);
    window.wait("it was compared", whole);
    assert!(window.says("Ana and Ben"));
    assert!(!window.says("“Ana II” is what Ana marked the second time."));
    window.click(Role::RadioButton, "Ana: first and second time");
    window.wait("it was compared", whole);
    assert!(window.says("“Ana II” is what Ana marked the second time."));
    assert!(window.says("Ana and Ana II, 1 article: of 3 passages"));
    assert!(window.says("2 were made only one of the two times."));
    assert!(!window.says("one of two people"));
    let chosen = window.get(Role::RadioButton, "Ana: first and second time");
    assert_eq!(
        chosen.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
    // A class, its passages, and the article with both.
    window.click_on("only Ana 2");
    window.wait("they are listed", |window| {
        window.app().agreement().is_some_and(|it| it.listed() == 2)
    });
    window.press("Enter");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert!(window.scene().contains("four five}"), "{}", window.scene());
    // People are compared with each other as before.
    window.press("Shift+F12");
    window.click(Role::RadioButton, "People with each other");
    window.wait("it was compared", whole);
    assert!(window.says("of 4 passages"));
    assert!(window.says("2 only one of two people made."));
}
