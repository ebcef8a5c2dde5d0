//! A colleague's copy and bundles: what would come is shown, conflicts are choices, and what was chosen stays chosen.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use jiff::Timestamp;
use postil::app::Notices;
use postil::app::picker::Answer;
use postil::model::{Annotation, AnnotationId, Color, LayerKey, Project, Settings, TagId, edits};
use postil::store;

use super::decide::{ANAS, BENS, ben, two_people};
use super::harness::Window;
use super::notation::{joined_by, parse, stage};

/// Ben's layer.
fn bens() -> LayerKey {
    LayerKey {
        annotator: ben(),
        ..stage()
    }
}

/// Has Ben retag his claim, so many seconds after he made it.
fn retag(project: &mut Project, tag: &str, unsure: bool, seconds: i64) {
    let layer = Arc::make_mut(project.layers.get_mut(&bens()).unwrap());
    let mut marks = layer.annotations.values();
    let claim = marks.find(|it| it.tag.as_str() == "claim").unwrap();
    let mut mark = Annotation::clone(claim);
    mark.tag = TagId::new(tag).unwrap();
    mark.unsure = unsure;
    mark.modified = Timestamp::from_second(mark.modified.as_second() + seconds).unwrap();
    layer.annotations.insert(mark.id.clone(), Arc::new(mark));
}

/// The dialog over a project, for this copy of it.
fn merging(here: &Project, mut there: Project) -> Window {
    let mut window = Window::open(here);
    there.settings.id.clone_from(&window.project().settings.id);
    let folder = window.beside("copy");
    store::create(&folder, &there).unwrap();
    let answer = Answer::Picked(vec![folder]);
    window.desk.borrow_mut().answers.push_back(answer);
    window.command("Merge a colleague's copy…");
    window.wait("it is read", |window| window.says("Ben: 3 here"));
    window
}

/// The name of the choice on the card of Ben's claim, which is a quote here.
const CARD: &str = "What becomes of “three four five” (Quote)";

fn wait_until_read(window: &mut Window) {
    window.wait("it is read", |window| !window.says("It is being read"));
}

#[test]
fn a_card_says_what_differs_and_what_a_choice_does() {
    let mut here = two_people();
    let mut there = here.clone();
    retag(&mut here, "quote", false, 1);
    retag(&mut there, "actor", true, 2);
    let mut window = merging(&here, there);
    assert!(window.says("was changed both here and by the copy (tag)."));
    assert!(window.says("Here: Quote “three four five” · sure"));
    assert!(window.says("There: Actor “three four five” · unsure"));
    let kept = "The later version stays; the other one stands beside it, marked unsure.";
    assert!(window.says(kept));
    for (choice, does) in [
        ("Keep mine", "The other version is dropped."),
        ("Keep theirs", "The version here is dropped."),
        ("Discuss", "A comment asks what is to become of it."),
    ] {
        window.click(Role::ComboBox, CARD);
        window.click(Role::Button, choice);
        assert!(window.says(does), "{choice}");
        assert_eq!(window.says(kept), choice == "Discuss");
    }
}

#[test]
fn each_choice_is_named_by_its_card() {
    let mut here = two_people();
    let mut there = here.clone();
    retag(&mut here, "quote", false, 1);
    retag(&mut there, "actor", true, 2);
    let color = |project: &mut Project, red: u8| {
        let tags = &mut Arc::make_mut(&mut project.codebook).tags;
        let actor = tags
            .iter_mut()
            .find(|it| it.id.as_str() == "actor")
            .unwrap();
        actor.color = Color([red, 1, 2]);
    };
    color(&mut here, 11);
    color(&mut there, 12);
    let mut window = merging(&here, there);
    let codebook = "Take codebook, guidelines, highlighters and what is said of articles, too";
    window.click(Role::CheckBox, codebook);
    wait_until_read(&mut window);
    for name in [CARD, "What becomes of the tag “Actor”"] {
        assert!(window.find(Role::ComboBox, name).is_some(), "{name}");
    }
    assert!(window.find(Role::ComboBox, "What becomes of it").is_none());
    // About a tag nothing can be asked: it is kept in both versions where all are to be discussed.
    window.click(
        Role::ComboBox,
        "What becomes of all 2 on which both do not agree",
    );
    window.click(Role::Button, "Discuss");
    assert!(window.says("A comment asks what is to become of it."));
    let tag = window.get(Role::ComboBox, "What becomes of the tag “Actor”");
    assert_eq!(tag.value().as_deref(), Some("Keep both"));
}

#[test]
fn what_was_chosen_stays_chosen_when_it_is_read_again() {
    let mut here = two_people();
    let mut there = here.clone();
    retag(&mut here, "quote", false, 1);
    retag(&mut there, "actor", false, 2);
    let mut window = merging(&here, there);
    window.click(Role::ComboBox, CARD);
    window.click(Role::Button, "Keep theirs");
    let chosen = "The version here is dropped.";
    assert!(window.says(chosen));
    let codebook = "Take codebook, guidelines, highlighters and what is said of articles, too";
    window.focus(Role::CheckBox, codebook);
    window.press("Space");
    wait_until_read(&mut window);
    assert!(window.says(chosen) && window.has_keyboard(Role::CheckBox, codebook));
    // Somebody else has written into the folder meanwhile.
    let settings = Settings {
        description: "Who says what".to_owned(),
        ..window.project().settings.clone()
    };
    let edit = edits::set_settings(window.project(), settings);
    let workspace = window.workspace_mut();
    assert!(workspace.commit(edit, &mut Notices::default()));
    window.settle();
    window.click(Role::Button, "Merge");
    wait_until_read(&mut window);
    assert!(window.shows_dialog("Merge a copy"), "it is shown once more");
    assert!(window.says(chosen) && window.has_keyboard(Role::Button, "Merge"));
    window.press("Enter");
    window.wait("it is merged", |window| {
        window.app().status().starts_with("Merged")
    });
    assert_eq!(window.app().status(), "Merged: 1 annotation changed");
    let layer = &window.project().layers[&bens()];
    let tags: Vec<&str> = layer
        .annotations
        .values()
        .map(|it| it.tag.as_str())
        .collect();
    assert_eq!(tags.len(), 3);
    assert!(
        tags.contains(&"actor") && !tags.contains(&"claim"),
        "{tags:?}"
    );
}

#[test]
fn a_bundle_that_is_dropped_or_picked_as_an_article_is_merged() {
    let mut window = Window::open(&two_people());
    let path = window.file("ben.postil", "PK nothing");
    let before = window.project().clone();
    window.drop(&[&path]);
    window.wait("it is no article", |window| {
        window.shows_dialog("Merge a bundle")
    });
    window.press("Escape");
    let answer = Answer::Picked(vec![path.clone()]);
    window.desk.borrow_mut().answers.push_back(answer);
    window.press("Ctrl+I");
    window.wait("nor when it is picked", |window| {
        window.shows_dialog("Merge a bundle")
    });
    window.press("Escape");
    // Among other files it is told where it belongs.
    let text = window.file("text.txt", "A text.");
    window.drop(&[&path, &text]);
    window.wait("the files are read", |window| {
        window.says("Merge a bundle…” in the menu File")
    });
    assert_eq!(window.project().layers, before.layers);
    assert_eq!(window.project().annotators, before.annotators);
}

#[test]
fn a_copy_is_merged_after_a_look_and_a_conflict_is_a_choice() {
    let mut window = Window::open(&two_people());
    // Ben's copy: one mark more, and another tag where the one here was changed meanwhile.
    let mut copy = joined_by(parse(ANAS).project(), "Ben", BENS);
    copy.settings.id.clone_from(&window.project().settings.id);
    let key = bens();
    let layer = Arc::make_mut(copy.layers.get_mut(&key).unwrap());
    let mut more = Annotation::clone(layer.annotations.values().next().unwrap());
    more.id = AnnotationId::new("more").unwrap();
    layer.annotations.insert(more.id.clone(), Arc::new(more));
    let folder = window.beside("copy");
    store::create(&folder, &copy).unwrap();
    let answer = Answer::Picked(vec![folder]);
    window.desk.borrow_mut().answers.push_back(answer);
    window.command("Merge a colleague's copy…");
    window.wait("it is read", |window| {
        window.says("Ben: 3 here, 4 there; new 1")
    });
    window.click(Role::Button, "Merge");
    window.wait("it is there", |window| {
        window.project().layers[&key].annotations.len() == 4
    });
    window.press("Ctrl+Z");
    assert_eq!(window.project().layers[&key].annotations.len(), 3);
}

#[test]
fn what_cannot_be_merged_says_why() {
    let mut window = Window::open(&two_people());
    let torn = window.file("torn.postil", "PK nothing");
    let itself = window.root();
    for (command, title, path) in [
        ("Merge a bundle…", "Merge a bundle", torn),
        ("Merge a colleague's copy…", "Merge a copy", itself),
    ] {
        let before = window.project().clone();
        let answer = Answer::Picked(vec![path]);
        window.desk.borrow_mut().answers.push_back(answer);
        window.command(command);
        window.wait("it is refused", |window| {
            window.shows_dialog(title) && !window.says("It is being read")
        });
        let merge = window.find(Role::Button, "Merge").expect("the button");
        assert!(merge.accesskit_node().is_disabled());
        window.press("Escape");
        assert_eq!(window.project(), &before);
    }
}

#[test]
fn a_bundle_that_is_made_is_one_that_can_be_merged() {
    let mut window = Window::open(&two_people());
    let path = window.beside("ana.postil");
    let answer = Answer::Picked(vec![path.clone()]);
    window.desk.borrow_mut().answers.push_back(answer);
    window.command("Make a bundle…");
    window.wait("it is written", |window| window.says("annotations 3"));
    assert!(store::is_bundle(&path));
}
