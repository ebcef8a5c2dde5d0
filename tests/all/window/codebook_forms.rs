//! The forms of the codebook under the hands of somebody who is new to them.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;

use postil::model::{Color, Tag, TagId};

use super::harness::Window;
use super::notation;

fn codebook(scene: &str) -> Window {
    let mut window = Window::on(scene);
    window.press("F3");
    window
}

fn name(window: &Window) -> String {
    let name = window.get(Role::TextInput, "Name").accesskit_node().value();
    name.unwrap_or_default()
}

#[test]
fn a_box_that_is_ticked_by_the_pointer_keeps_the_keyboard() {
    let mut window = codebook("{q*:One} |two");
    let group = "Only a group: nothing is marked with it";
    // The one below it is brought into view first.
    window.focus(
        Role::CheckBox,
        "Retired: kept for what was marked with it, and offered no more",
    );
    window.click(Role::CheckBox, group);
    assert!(window.project().codebook.tags[0].group);
    assert!(window.has_keyboard(Role::CheckBox, group));
    window.press("Space");
    assert!(!window.project().codebook.tags[0].group);
    window.click(Role::Button, "Links");
    let many = "An annotation may have several";
    window.focus(
        Role::CheckBox,
        "Required: where it is not there, something is missing",
    );
    window.click(Role::CheckBox, many);
    assert!(window.has_keyboard(Role::CheckBox, many));
}

#[test]
fn what_was_typed_into_a_new_tag_outlives_cancel() {
    let mut window = codebook("|One two");
    window.press("Ctrl+Insert");
    window.press("Tab Tab");
    window.focus(Role::MultilineTextInput, "Definition");
    window.type_in("Half a thought.");
    window.click(Role::Button, "Cancel");
    assert!(window.says("Not added. What you typed is kept: “Add a tag” goes on with it"));
    window.press("Ctrl+Insert");
    assert!(window.says("You began this before and did not add it."));
    let words = |window: &Window| {
        let field = window.get(Role::MultilineTextInput, "Definition");
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(words(&window), "Half a thought.");
    window.click(Role::Button, "Begin anew");
    assert_eq!(words(&window), "");
    assert!(!window.says("You began this before"));
    // An empty form is nothing to keep.
    window.click(Role::Button, "Cancel");
    window.press("Ctrl+Insert");
    assert!(!window.says("You began this before"));
    assert_eq!(name(&window), "");
}

#[test]
fn what_can_be_done_with_what_was_added_is_in_sight() {
    let mut window = codebook("|One two");
    window.press("Ctrl+Insert");
    window.type_in("Rumour");
    for _ in 0..6 {
        window.invoke(Role::Button, "Add a field");
        window.type_in("Kind");
        window.press("Enter");
    }
    window.focus(Role::TextInput, "Name");
    window.press("Enter");
    assert!(window.says("Add the tag Rumour"));
    let screen = window.get(Role::MenuBar, "Menus").rect().bottom();
    let merge = window.find(Role::Button, "Merge").unwrap().rect();
    assert!(merge.top() > screen, "{merge:?} is under the menus");
}

#[test]
fn a_page_is_left_with_what_it_is_about() {
    let mut window = codebook("{q*:One} |two");
    window.press("Alt+J");
    assert!(window.says("Merge the tag Quote"));
    assert!(window.has_keyboard(Role::ComboBox, "Into which tag"));
    window.click(Role::ListItem, "Claim, key c");
    assert!(!window.says("Merge the tag"));
    assert_eq!(name(&window), "Claim");
}

#[test]
fn a_link_of_very_many_tags_has_its_form_beside_the_list() {
    let mut project = notation::parse("{q*:One} |two").project();
    let book = std::sync::Arc::make_mut(&mut project.codebook);
    book.tags.extend((0..300).map(|number| {
        let id = TagId::new(&format!("tag-{number}")).unwrap();
        let name = format!("Responsibility of somebody {number}");
        Tag::new(id, name, Color([1, 2, 3]))
    }));
    let mut window = Window::open(&project);
    window.press("F3");
    window.click(Role::Button, "Links");
    let screen = window.get(Role::MenuBar, "Menus").rect().x_range();
    let field = window.get(Role::TextInput, "Name").rect().x_range();
    assert!(
        screen.contains(field.min) && screen.contains(field.max),
        "{field:?}"
    );
    let list = window
        .get(Role::TextInput, "Filter the codebook")
        .rect()
        .x_range();
    assert!(list.max < field.min, "the form is beside the list");
    // What is ticked is told above the boxes, wherever these are scrolled to.
    assert!(window.says("Quote"));
}
