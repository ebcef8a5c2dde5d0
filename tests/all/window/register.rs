//! The register as a screen: found, changed, merged, split, grouped, imported; by keys alone and by role and name.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::NodeT as _;
use postil::app::picker::Answer;
use postil::model::{Color, Entity, EntityId, Project};

use super::harness::{Opening, Window};
use super::notation;

const SCENE: &str = "|{q:Yes}, {a:Ben}. {c:It is so}. => q speaker @lee, q addressee @jane-lee";

fn id(name: &str) -> EntityId {
    EntityId::new(name).unwrap()
}

/// The scene with more people: Jane Lee, who is grouped under Lee and known as “the minister”, and Bo, whom nobody names.
fn project(scene: &str) -> Project {
    let mut project = notation::parse(scene).project();
    let mut jane = notation::person("Jane Lee");
    jane.aliases = vec!["the minister".into(), "J. Núñez".into()];
    jane.group = Some(id("lee"));
    jane.color = Some(Color([0, 0x72, 0xb2]));
    add(&mut project, "ana", [jane, notation::person("Bo")]);
    project
}

fn add(project: &mut Project, who: &str, entities: impl IntoIterator<Item = Entity>) {
    let annotator = Arc::make_mut(project.annotators.get_mut(who).unwrap());
    let entities = entities.into_iter().map(|it| (it.id.clone(), it));
    annotator.entities.extend(entities);
}

/// The register of the scene, on screen.
fn register(scene: &str) -> Window {
    let mut window = Window::open(&project(scene));
    window.press("F4");
    window
}

/// The names in the table, in order.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<_> = window
        .all(Role::TreeItem, "")
        .iter()
        .map(|row| {
            let name = row.accesskit_node().label().unwrap_or_default();
            let name = name.split(',').next().unwrap_or_default().to_owned();
            (row.rect().top() as i32, name)
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, name)| name).collect()
}

fn chosen(window: &Window) -> String {
    let id = window.app().register().unwrap().chosen();
    id.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn f4_goes_there_and_back_and_so_does_escape() {
    let mut window = register(SCENE);
    assert!(window.has_keyboard(Role::TextInput, "Filter entities"));
    assert_eq!(rows(&window), ["Bo", "Lee", "Jane Lee"]);
    assert!(
        window.find(Role::Document, "A stage").is_none(),
        "in place of the article"
    );
    window.press("F4");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    window.press("F4 Escape");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    // What is hidden cannot be marked.
    let scene = window.scene();
    window.press("F4");
    window.type_in("q");
    assert_eq!(window.scene(), scene);
    window.press("Escape");
    assert_eq!(
        rows(&window),
        ["Bo", "Lee", "Jane Lee"],
        "first what was typed goes"
    );
}

#[test]
fn an_entity_is_found_renamed_and_keeps_its_old_name_by_keys_alone() {
    let mut window = register(SCENE);
    window.type_in("NUNEZ");
    assert_eq!(
        rows(&window),
        ["Lee", "Jane Lee"],
        "with the group that it is in"
    );
    assert_eq!(chosen(&window), "jane-lee");
    window.press("Enter");
    assert!(window.has_keyboard(Role::TextInput, "Name"));
    window.retype("Jane Okafor");
    window.press("Tab");
    let jane = |window: &Window| window.project().entity(&id("jane-lee")).unwrap().clone();
    assert_eq!(jane(&window).name, "Jane Okafor");
    // The button that keeps the old name comes next.
    assert!(window.says("It was called “Jane Lee”."));
    assert!(window.has_keyboard(Role::Button, "Keep that as another name"));
    window.press("Space");
    window.press("Tab");
    assert_eq!(
        jane(&window).aliases,
        ["the minister", "J. Núñez", "Jane Lee"]
    );
    assert!(!window.says("It was called"));
    window.press("Escape");
    assert!(window.has_keyboard(Role::TextInput, "Filter entities"));
    window.press("Escape Escape Ctrl+Z Ctrl+Z");
    assert_eq!(jane(&window).name, "Jane Lee");
    assert_eq!(jane(&window).aliases.len(), 2);
}

#[test]
fn f6_goes_round_the_parts_of_the_register() {
    let mut window = register(SCENE);
    window.type_in("jane");
    window.press("F6");
    assert!(window.has_keyboard(Role::TextInput, "Name"));
    window.press("F6");
    assert!(
        window.told_focus().starts_with("Yes, A stage · Addressee"),
        "{}",
        window.told_focus()
    );
    window.press("F6");
    assert!(window.has_keyboard(Role::Button, "File"));
    window.press("F6");
    assert!(window.has_keyboard(Role::TextInput, "Filter entities"));
}

#[test]
fn a_use_is_gone_to() {
    let mut window = register(SCENE);
    window.type_in("jane");
    assert!(window.says("1 use in 1 article"));
    window.press("F6 F6 Enter");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.chosen().id.as_str(), "q");
}

#[test]
fn two_entries_are_merged_in_one_undo_and_their_uses_move() {
    let mut window = register(SCENE);
    let before = window.project().clone();
    window.type_in("lee");
    window.press("Ctrl+Shift+J");
    assert!(window.has_keyboard(Role::TextInput, "Merge with"));
    window.type_in("jane");
    window.press("Down Enter");
    assert!(
        window.says("1 use in 1 article moves."),
        "{:?}",
        window.buttons()
    );
    assert!(window.says("Jane Lee is also known as: the minister, J. Núñez, Lee."));
    window.click(Role::Button, "Merge");
    assert_eq!(
        window.app().status(),
        "Done: Merge the entity Lee into Jane Lee"
    );
    assert_eq!(rows(&window), ["Bo", "Jane Lee"]);
    let merged = window.project().clone();
    assert_eq!(merged.entity(&id("lee")).unwrap().id, id("jane-lee"));
    let links = merged.layers[&notation::stage()].annotations["q"]
        .links
        .clone();
    assert!(
        links
            .iter()
            .all(|link| format!("{:?}", link.to).contains("jane-lee"))
    );
    window.press("Escape Escape Ctrl+Z");
    assert_eq!(*window.project(), before);
}

#[test]
fn the_other_one_may_go_instead() {
    let mut window = register(SCENE);
    window.type_in("lee");
    window.press("Ctrl+Shift+J");
    window.type_in("jane");
    window.press("Down Enter");
    window.click(Role::Button, "Lee stays");
    window.click(Role::Button, "Merge");
    assert_eq!(
        window.project().entity(&id("jane-lee")).unwrap().id,
        id("lee")
    );
    assert_eq!(chosen(&window), "lee");
}

#[test]
fn an_entry_is_split_with_names_and_uses() {
    let mut window = register(SCENE);
    let before = window.project().clone();
    window.type_in("jane");
    window.click(Role::Button, "Split…");
    window.click(Role::CheckBox, "J. Núñez");
    window.click(Role::Button, "All of them");
    window.click(Role::Button, "Split");
    assert_eq!(
        window.app().status(),
        "Done: Split J. Núñez off from Jane Lee"
    );
    let project = window.project();
    assert_eq!(
        project.entity(&id("jane-lee")).unwrap().aliases,
        ["the minister"]
    );
    let other = project.entity(&id("j-n-ez")).unwrap();
    assert_eq!((other.name.as_str(), other.aliases.len()), ("J. Núñez", 0));
    assert_eq!(chosen(&window), "j-n-ez");
    assert!(window.says("1 use in 1 article"));
    window.press("Escape Escape Ctrl+Z");
    assert_eq!(*window.project(), before);
}

#[test]
fn what_is_unused_is_shown_and_deleted_and_what_is_used_stays() {
    let mut window = register(SCENE);
    window.get(Role::TreeItem, "Bo, Person, unused");
    window.get(Role::TreeItem, "Lee, Person, 1 use");
    window.type_in("lee");
    window.command("Delete the entity");
    assert!(
        window
            .app()
            .status()
            .starts_with("It is used 1 time in 1 article"),
        "{}",
        window.app().status()
    );
    window.press("Escape");
    window.click(Role::CheckBox, "Unused only");
    assert_eq!(rows(&window), ["Bo"]);
    window.click(Role::Button, "Delete unused");
    assert_eq!(
        window.app().status(),
        "Deleted 1 entity; undo brings them back"
    );
    assert!(window.says("Every entity is used"));
    window.press("Ctrl+Z");
    assert_eq!(rows(&window), ["Bo"]);
    window.press("Ctrl+Shift+Z");
    assert!(window.says("Every entity is used"));
}

#[test]
fn groups_open_and_close_and_never_go_round() {
    let mut window = register(SCENE);
    window.press("Down");
    assert_eq!(chosen(&window), "lee");
    let is_open = |window: &Window| {
        window
            .get(Role::TreeItem, "Lee, Person, 1 use")
            .accesskit_node()
            .data()
            .is_expanded()
    };
    assert_eq!(is_open(&window), Some(true));
    window.press("Left");
    assert_eq!(rows(&window), ["Bo", "Lee"]);
    assert_eq!(is_open(&window), Some(false));
    window.press("Right");
    assert_eq!(rows(&window), ["Bo", "Lee", "Jane Lee"]);
    window.focus(Role::TextInput, "Group");
    window.type_in("Jane Lee");
    assert!(window.says("“Jane Lee” is within this entity itself: choose another group"));
    window.press("Tab");
    assert_eq!(window.project().entity(&id("lee")).unwrap().group, None);
    window.focus(Role::TextInput, "Group");
    window.retype("Bo");
    window.press("Tab");
    assert_eq!(
        window.project().entity(&id("lee")).unwrap().group,
        Some(id("bo"))
    );
    assert_eq!(rows(&window), ["Bo", "Lee", "Jane Lee"]);
    window.press("Escape Left");
    assert_eq!(chosen(&window), "lee");
    window.press("Left Left Left");
    assert_eq!(rows(&window), ["Bo"]);
}

#[test]
fn a_name_that_another_entity_has_is_warned_of_in_its_place() {
    let mut window = register(SCENE);
    window.type_in("bo");
    window.focus(Role::MultilineTextInput, "Other names, one a line");
    window.type_in("THE MINISTER");
    assert!(window.says("“THE MINISTER”: Jane Lee (Person) goes by it too."));
    window.press("Tab");
    // It is a warning: what was typed is kept.
    assert_eq!(
        window.project().entity(&id("bo")).unwrap().aliases,
        ["THE MINISTER"]
    );
    // To merge proposes the one that is meant.
    window.press("Ctrl+Shift+J");
    assert!(window.says("Which one stays"));
}

#[test]
fn what_cannot_be_read_is_not_saved_and_not_lost() {
    let mut window = register(SCENE);
    window.type_in("bo");
    window.click(Role::Button, "Add an office");
    window.focus(Role::TextInput, "Office 1");
    window.type_in("Mayor");
    window.focus(Role::TextInput, "From 1");
    window.type_in("2024-13-01");
    window.press("Tab");
    assert!(window.says("Not saved yet."));
    let roles = |window: &Window| window.project().entity(&id("bo")).unwrap().roles.clone();
    assert!(roles(&window).iter().all(|role| role.from.is_none()));
    window.press("Escape Escape");
    window.type_in("jane");
    assert!(!window.says("Not saved yet."));
    window.retype("bo");
    assert!(window.says("Not saved yet."), "the form is as it was left");
    window.focus(Role::TextInput, "From 1");
    window.retype("2024-12-01");
    window.press("Tab");
    assert_eq!(roles(&window)[0].from, Some(jiff::civil::date(2024, 12, 1)));
    // The colour is one click.
    window.click(Role::RadioButton, "Violet");
    let bo = window.project().entity(&id("bo")).unwrap();
    assert_eq!(bo.color, Some(Color([0x7a, 0x4f, 0xbf])));
}

#[test]
fn an_entity_is_added_under_the_name_that_was_not_found() {
    let mut window = register(SCENE);
    window.type_in("Harbour Union");
    assert!(window.says("No entity has such a name"));
    window.press("Ctrl+Shift+N");
    assert!(window.has_keyboard(Role::TextInput, "Name"));
    window.press("Enter");
    assert_eq!(window.app().status(), "Done: Add the entity Harbour Union");
    assert_eq!(chosen(&window), "harbour-union");
    assert_eq!(window.project().register().len(), 4);
}

#[test]
fn a_table_is_looked_at_before_it_comes_in_and_broken_rows_are_told() {
    let mut window = register(SCENE);
    let before = window.project().clone();
    let table =
        "name,type,aliases,colour\nRita,person,Reet,#112233\nX,martian,,\nLee,person,Lee Senior,\n";
    let file = window.file("people.csv", table);
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Picked(vec![file]));
    window.command("Import entities…");
    window.wait("the rows are looked at", |window| window.says("Rows:"));
    assert!(window.says("Rows: 1 added, 1 left as they are, 1 broken."));
    assert!(window.says("Line 3: X – The codebook has no entity type “martian”."));
    assert_eq!(*window.project(), before, "nothing is done yet");
    window.click(Role::Button, "Import");
    assert_eq!(window.app().status(), "Done: Import the entity Rita");
    assert_eq!(rows(&window), ["Bo", "Lee", "Jane Lee", "Rita"]);
    window.command("Undo");
    assert_eq!(*window.project(), before);
}

#[test]
fn a_colleagues_uses_stay_and_lead_to_the_one_that_is_left() {
    let project = project(SCENE);
    let project = notation::joined_by(project, "Ben", "{q:Yes}, Ben. It is so. => q speaker @lee");
    let mut window = Window::open(&project);
    window.press("F4");
    window.type_in("lee");
    assert!(window.says("2 uses in 1 article"));
    window.press("Ctrl+Shift+J");
    window.type_in("jane");
    window.press("Down Enter");
    assert!(window.says("1 use by a colleague leads there from now on."));
    window.click(Role::Button, "Merge");
    window.get(
        Role::TreeItem,
        "Jane Lee, Person, also the minister, J. Núñez, Lee, 3 uses",
    );
    let ben = &window.project().annotators["ben"];
    let theirs = project
        .layers
        .keys()
        .find(|key| key.annotator == ben.id)
        .unwrap();
    assert_eq!(window.project().layers[theirs], project.layers[theirs]);
    // One of theirs is gone to: it is shown among what colleagues marked.
    let theirs = window.find(Role::Link, "· Ben").unwrap();
    theirs.click();
    window.settle();
    assert!(window.says("Ben"));
    assert!(window.find(Role::Document, "A stage").is_some());
}

#[test]
fn of_five_thousand_only_what_is_seen_is_shown() {
    let mut project = project(SCENE);
    let many = (0..5000).map(|number| notation::person(&format!("Person {number}")));
    add(&mut project, "ana", many);
    let mut window = Window::open(&project);
    window.press("F4");
    assert!(window.says("5003 entities"));
    assert!(
        (10..60).contains(&rows(&window).len()),
        "{}",
        rows(&window).len()
    );
    window.press("PageDown PageDown PageDown");
    let seen = window.all(Role::TreeItem, "");
    let is_selected =
        |row: &&egui_kittest::Node<'_>| row.accesskit_node().is_selected() == Some(true);
    assert!(
        seen.iter().any(|row| is_selected(&row)),
        "the chosen row is in view"
    );
    window.type_in("person 4321");
    assert_eq!(rows(&window), ["Person 4321"]);
}

#[test]
fn another_entity_is_shown_from_its_top() {
    let mut window = Window::new(Opening {
        size: vec2(1000.0, 420.0),
        ..Opening::default()
    });
    postil::store::create(&window.root(), &project(SCENE)).unwrap();
    window = window.reopened();
    window.press("F4");
    let name = |window: &Window| window.get(Role::TextInput, "Name").rect().top();
    let (top, first) = (name(&window), chosen(&window));
    let scroll = |window: &mut Window| {
        for _ in 0..4 {
            window.wheel(egui::pos2(850.0, 250.0), -200.0);
        }
    };
    scroll(&mut window);
    let scrolled = name(&window);
    assert!(scrolled < top - 60.0, "it is scrolled: {scrolled}, {top}");
    window.settle();
    assert!((name(&window) - scrolled).abs() < 2.0, "it stays there");
    window.press("Down");
    window.settle();
    assert_ne!(chosen(&window), first);
    // More or less may stand above the first field of another entity.
    assert!(name(&window) > scrolled + 30.0, "{}", name(&window));
    window.press("Up");
    window.settle();
    assert_eq!(chosen(&window), first);
    assert!((name(&window) - top).abs() < 2.0, "{}", name(&window));
}

#[test]
fn in_the_smallest_window_and_in_large_letters_everything_can_be_reached() {
    for (size, zoom) in [
        (vec2(640.0, 420.0), 1.0),
        (vec2(640.0, 420.0), 2.0),
        (vec2(1300.0, 860.0), 2.0),
    ] {
        let mut window = Window::new(Opening {
            size,
            ..Opening::default()
        });
        postil::store::create(&window.root(), &project(SCENE)).unwrap();
        window = window.reopened();
        window.harness.ctx.set_zoom_factor(zoom);
        window.press("F4");
        window.type_in("bo");
        window.press("Enter");
        assert!(
            window.has_keyboard(Role::TextInput, "Name"),
            "{size} {zoom}"
        );
        let name = window.get(Role::TextInput, "Name").rect();
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size / zoom);
        assert!(
            screen.contains_rect(name.shrink(2.0)),
            "{size} {zoom}: {name}"
        );
        window.retype("Boris");
        window.press("Tab");
        assert_eq!(window.project().entity(&id("bo")).unwrap().name, "Boris");
    }
}
