//! The codebook as a screen: found, changed, grouped, merged, split, deleted; by keys alone and by role and name.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use postil::model::{Demand, Need, Tag, TagId};

use super::harness::{Opening, Window};
use super::notation;

fn codebook(scene: &str) -> Window {
    let mut window = Window::on(scene);
    window.press("F3");
    window
}

/// The names in the list, in order.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<_> = window
        .all(Role::ListItem, "")
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

fn tag<'a>(window: &'a Window, id: &str) -> &'a Tag {
    let id = TagId::new(id).unwrap();
    window.project().codebook.tag(&id).unwrap()
}

#[test]
fn a_tag_is_found_and_changed_by_keys_alone() {
    let mut window = codebook("|One two");
    assert_eq!(rows(&window), ["Quote", "Cue", "Actor", "Claim", "Stance"]);
    window.type_in("cla");
    assert_eq!(
        rows(&window),
        ["Claim", "Stance"],
        "its definition names claims"
    );
    window.retype("claim");
    window.press("Enter");
    assert!(window.has_keyboard(Role::TextInput, "Name"));
    window.retype("Statement");
    assert_eq!(
        tag(&window, "claim").name,
        "Claim",
        "while one types nothing is saved"
    );
    window.press("Tab");
    assert_eq!(tag(&window, "claim").name, "Statement");
    assert!(
        window
            .app()
            .status()
            .contains("Rename the tag Claim to Statement")
    );
    window.press("Escape Escape Escape");
    assert!(window.app().codebook().is_none());
    window.press("Ctrl+Z");
    assert_eq!(tag(&window, "claim").name, "Claim");
}

#[test]
fn a_new_tag_needs_a_name_and_a_free_key() {
    let mut window = codebook("|One two");
    window.press("Ctrl+Insert");
    assert!(window.has_keyboard(Role::TextInput, "Name"));
    window.type_in("Rumour");
    window.press("Tab");
    window.type_in("c");
    assert!(window.says("The key c is taken: Tag as Claim"));
    window.retype("r");
    window.press("Enter");
    assert_eq!(tag(&window, "rumour").key, Some('r'));
    window.press("F3 F3");
    assert_eq!(rows(&window).len(), 6);
}

#[test]
fn tags_stand_in_a_tree_that_opens_and_closes() {
    let mut window = codebook("|One two");
    window.press("Down Alt+I");
    assert_eq!(
        tag(&window, "cue").parent,
        Some(TagId::new("quote").unwrap())
    );
    window.press("Left");
    window.press("Left");
    assert_eq!(rows(&window), ["Quote", "Actor", "Claim", "Stance"]);
    window.press("Right");
    assert_eq!(rows(&window).len(), 5);
    window.press("Down Alt+U");
    assert_eq!(tag(&window, "cue").parent, None);
    window.press("Ctrl+Z");
    assert!(tag(&window, "cue").parent.is_some());
    // The panel shows the same tree.
    window.press("F3");
    window.click(Role::Button, "Close the group Quote");
    assert!(window.find(Role::Button, "Tag as Cue").is_none());
    window.click(Role::Button, "Open the group Quote");
    assert!(window.find(Role::Button, "Tag as Cue").is_some());
}

#[test]
fn a_tag_is_merged_after_a_look_at_what_that_changes() {
    let mut window = codebook("{q*:One} |two {q2:three} {c:four}");
    window.press("Alt+J");
    window.wait("it is counted", |window| {
        window.says("2 annotations of yours get another tag, in one article.")
    });
    assert!(window.says("Choose the tag that stays"));
    window.click(Role::ComboBox, "Into which tag");
    window.click(Role::Button, "Claim");
    window.click(Role::Button, "Merge");
    assert!(tag(&window, "quote").retired);
    let layer = &window.project().layers[&notation::stage()];
    let tags: Vec<&str> = layer
        .annotations
        .values()
        .map(|it| it.tag.as_str())
        .collect();
    assert_eq!(tags, ["claim"; 3]);
    window.press("Ctrl+Z");
    assert!(!tag(&window, "quote").retired);
}

#[test]
fn a_deleted_tag_goes_with_its_annotations_and_comes_back_from_the_trash() {
    let mut window = Window::with_state("{q*:One} |two {q2:three} {c:four}");
    let before = window.project().clone();
    window.press("F3 Alt+D");
    window.wait("it is counted", |window| {
        window.says("2 annotations of yours are deleted with it, in one article.")
    });
    window.click(Role::Button, "Delete");
    let layer = &window.project().layers[&notation::stage()];
    assert_eq!(layer.annotations.len(), 1);
    window.press("F3");
    window.command("Trash…");
    window.wait("the trash is there", |window| {
        window.says("Tag with 2 annotations · Quote")
    });
    window.click_on("Bring back");
    assert_eq!(*window.project(), before);
}

#[test]
fn a_tag_is_split_by_a_choice() {
    let mut window = codebook("{q*:One} |two");
    window.press("Alt+Shift+J");
    window.focus(Role::TextInput, "Tag for “mixed”");
    window.retype("Scare quote");
    window.click(Role::Button, "Split");
    assert!(tag(&window, "quote").retired);
    assert_eq!(
        tag(&window, "scare-quote").attributes.len(),
        tag(&window, "quote").attributes.len() - 1
    );
    assert_eq!(tag(&window, "quote-direct").name, "Quote: direct");
}

#[test]
fn a_rule_is_added_and_told_of_at_once() {
    let mut window = Window::on("{c*:One} |two");
    assert!(
        window.says("1 missing"),
        "a claim needs somebody who makes it"
    );
    window.press("F3");
    let before = tag(&window, "claim").rules.len();
    window.invoke(Role::Button, "Add a rule");
    window.invoke(Role::CheckBox, "A note");
    window.press("Tab");
    let rules = &tag(&window, "claim").rules;
    assert_eq!(rules.len(), before + 1);
    assert_eq!(
        rules.last().unwrap().demand,
        Demand::Needs(vec![Need::Note])
    );
    window.press("Ctrl+Z");
    assert_eq!(tag(&window, "claim").rules.len(), before);
    window.press("Ctrl+Y");
    assert!(window.says("2 missing"));
    window.press("F3");
    assert!(window.says("Claim “One”: Note is missing."));
}

#[test]
fn an_option_that_gets_another_name_takes_its_annotations_along() {
    let mut window = Window::on("{q*:One} |two");
    window.click(Role::Button, "direct");
    window.press("F3");
    window.click(Role::Button, "Edit the field Type");
    window.focus(Role::MultilineTextInput, "Options, one a line");
    window.retype("verbatim\nindirect\nmixed");
    window.focus(Role::TextInput, "Name of the field");
    window.wait("the values were looked at", |window| {
        window.says("Annotations have values that do not fit the field Type as it is now:")
    });
    assert!(window.find(Role::ComboBox, "“direct”, once").is_some());
    window.invoke(Role::Button, "Rename");
    let layer = &window.project().layers[&notation::stage()];
    let value = layer.annotations.values().next().unwrap();
    assert_eq!(value.attributes["type"].to_plain(), "verbatim");
}

#[test]
fn several_options_get_other_names_in_one_step_that_is_taken_back_whole() {
    let mut window = Window::on("{q*:One} |two");
    window.click(Role::Button, "direct");
    let value = |window: &Window| {
        let layer = &window.project().layers[&notation::stage()];
        let mark = layer.annotations.values().next().unwrap();
        mark.attributes["type"].to_plain()
    };
    let field = |window: &Window| {
        let mut fields = tag(window, "quote").attributes.iter();
        fields.find(|it| it.id.as_str() == "type").unwrap().clone()
    };
    window.press("F3");
    window.click(Role::Button, "Edit the field Type");
    window.focus(Role::MultilineTextInput, "Options, one a line");
    window.retype("verbatim\nreported\nmixed");
    window.focus(Role::TextInput, "Name of the field");
    window.wait("the values were looked at", |window| {
        window.find(Role::ComboBox, "“direct”, once").is_some()
    });
    window.invoke(Role::Button, "Rename");
    assert_eq!(value(&window), "verbatim", "by the line in which it stood");
    assert_eq!(
        field(&window).renamed["direct"],
        "verbatim",
        "those of colleagues are to follow"
    );
    let default = field(&window).default.map(|it| it.to_plain());
    assert_eq!(default.as_deref(), Some("verbatim"), "it was “direct”");
    window.press("F3");
    assert_eq!(field(&window).renamed["direct"], "verbatim");
    window.press("Ctrl+Z");
    assert_eq!(value(&window), "direct");
    assert_eq!(field(&window).kind.options()[0], "direct");
}

#[test]
fn a_changed_definition_has_its_annotations_looked_at_again() {
    let mut window = codebook("{c*:One} |two");
    window.focus(Role::MultilineTextInput, "Definition");
    window.retype("Something else.");
    window.press("Tab");
    assert!(window.says("Before: A statement open to dispute"));
    assert!(window.says("One annotation of yours was made under the older wording."));
    window.press("F3");
    assert!(window.says("was marked before the definition of Claim changed on"));
    window.press("Alt+H");
    assert!(!window.says("was marked before the definition"));
}

#[test]
fn guidelines_are_read_beside_the_text_at_the_section_of_a_tag() {
    let mut window = Window::on("{c*:One} |two");
    window.press("Alt+F5");
    assert!(
        window
            .find(Role::Complementary, "Guidelines beside the text")
            .is_some()
    );
    window.press("q");
    assert!(
        window
            .find(Role::Complementary, "Guidelines beside the text")
            .is_some()
    );
    window.press("Shift+F5");
    assert!(
        window
            .find(Role::Complementary, "Guidelines beside the text")
            .is_none()
    );
}

#[test]
fn what_was_added_is_chosen_and_fields_take_the_keyboard_one_after_the_other() {
    let mut window = codebook("|One two");
    window.press("Ctrl+Insert");
    window.type_in("Rumour");
    window.invoke(Role::Button, "Add a field");
    assert!(window.has_keyboard(Role::TextInput, "Name of the field"));
    window.type_in("Kind");
    window.press("Enter");
    // Enter is done with the field, and the tag is not added yet.
    assert!(window.has_keyboard(Role::Button, "Add a field"));
    window.press("Enter");
    assert!(window.has_keyboard(Role::TextInput, "Name of the field"));
    window.type_in("Grade");
    window.focus(Role::TextInput, "Name");
    window.press("Enter");
    assert_eq!(tag(&window, "rumour").attributes.len(), 2);
    let name = window.get(Role::TextInput, "Name").accesskit_node().value();
    assert_eq!(name.as_deref(), Some("Rumour"), "the new tag is shown");
}

#[test]
fn what_was_begun_is_there_again_after_a_look_at_something_else() {
    let mut window = codebook("|One two");
    window.press("Ctrl+Insert");
    window.type_in("Rumour");
    window.click(Role::ListItem, "Claim, key c");
    let name = |window: &Window| {
        let name = window.get(Role::TextInput, "Name").accesskit_node().value();
        name.unwrap_or_default()
    };
    assert_eq!(name(&window), "Claim");
    window.press("Ctrl+Insert");
    assert_eq!(name(&window), "Rumour");
    // A name that is taken away is not saved, and not lost.
    window.press("Escape");
    window.click(Role::ListItem, "Claim, key c");
    window.focus(Role::TextInput, "Key (one letter or digit; none if empty)");
    window.retype("q");
    window.click(Role::ListItem, "Cue, key u");
    window.click(Role::ListItem, "Claim, key c");
    assert!(window.says("The key q is taken: Tag as Quote"));
}

#[test]
fn links_and_fields_of_the_article_are_moved_and_deleted() {
    let mut window = codebook("{q*:One} |two");
    window.click(Role::Button, "Links");
    let before = rows(&window);
    window.press("Alt+Shift+Down");
    assert_eq!(rows(&window)[1], before[0]);
    window.press("Alt+D");
    window.wait("it is counted", |window| {
        window.says("No annotation has such a link.")
    });
    window.click(Role::Button, "Delete");
    assert!(!rows(&window).contains(&before[0]));
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(rows(&window), before);
    window.click(Role::Button, "Article fields");
    let before = rows(&window);
    window.press("Alt+D");
    window.wait("it is counted", |window| {
        window.says("No article has a value in it.")
    });
    window.click(Role::Button, "Delete");
    assert_eq!(rows(&window), before[1..]);
}

#[test]
fn two_fields_are_merged_after_a_look_at_what_becomes_of_their_values() {
    let mut window = Window::on("{q*:One} |two");
    window.click(Role::Button, "direct");
    window.press("F3 Alt+Shift+F");
    window.click(Role::ComboBox, "Which field goes");
    window.click(Role::Button, "Type");
    window.click(Role::ComboBox, "Into which field");
    window.click(Role::Button, "Verified");
    window.wait("the values were looked at", |window| {
        window.says("One value moves into Verified.")
    });
    assert!(window.says("Verified gets these options, too: direct, indirect, mixed."));
    window.click(Role::Button, "Merge");
    let layer = &window.project().layers[&notation::stage()];
    let quote = layer.annotations.values().next().unwrap();
    assert_eq!(quote.attributes["verified"].to_plain(), "direct");
    assert!(!quote.attributes.contains_key("type"));
    window.press("Ctrl+Z");
    assert_eq!(tag(&window, "quote").attributes[0].id.as_str(), "type");
}

#[test]
fn what_a_filter_finds_is_split_off() {
    let mut window = codebook("{q*:One} |two {q2:three} {c:four}");
    window.press("Alt+Shift+J");
    window.click(Role::ComboBox, "How");
    window.click(Role::Button, "what a filter finds gets a new tag");
    window.focus(Role::TextInput, "Which annotations of the tag");
    window.type_in("three");
    window.focus(Role::TextInput, "Name of the new tag");
    window.type_in("Slogan");
    window.wait("the filter was used", |window| {
        window.says("One annotation of yours gets the new tag.")
    });
    window.click(Role::Button, "Split");
    let layer = &window.project().layers[&notation::stage()];
    let mut tags: Vec<&str> = (layer.annotations.values())
        .map(|it| it.tag.as_str())
        .collect();
    tags.sort_unstable();
    assert_eq!(tags, ["claim", "quote", "slogan"]);
    assert!(!tag(&window, "quote").retired);
}

#[test]
fn a_rule_can_ask_for_exactly_one_of_two_things() {
    let mut window = Window::on("{c*:One} |two");
    window.press("F3");
    window.invoke(Role::Button, "Add a rule");
    assert!(window.has_keyboard(Role::ComboBox, "What is asked"));
    assert!(window.says("nothing is asked yet"));
    window.click(Role::ComboBox, "What is asked");
    window.click(Role::Button, "must have exactly one of");
    window.invoke(Role::CheckBox, "A note");
    window.invoke(Role::CheckBox, "Quotation marks around it");
    window.press("Tab");
    let rule = tag(&window, "claim").rules.last().unwrap().clone();
    assert_eq!(
        rule.demand,
        Demand::ExactlyOne(vec![Need::Note, Need::InQuotes])
    );
    window.press("F3");
    assert!(window.says("Claim “One” has none of these: Note, Quotation marks around it."));
}

#[test]
fn a_list_to_choose_from_is_used_by_keys_alone() {
    let mut window = Window::on("{c*:One} |two");
    window.press("F3");
    window.focus(Role::ComboBox, "Stands under");
    window.press("Enter");
    assert!(window.has_keyboard(Role::Button, "the top"));
    window.press("Down Enter");
    assert!(
        window.find(Role::Button, "the top").is_none(),
        "it is closed"
    );
    assert!(window.has_keyboard(Role::ComboBox, "Stands under"));
    assert!(tag(&window, "claim").parent.is_some());
    window.press("Enter Escape");
    assert!(window.has_keyboard(Role::ComboBox, "Stands under"));
    assert!(window.app().codebook().is_some());
}

#[test]
fn one_stroke_too_many_deletes_nothing() {
    let mut window = codebook("{q*:One} |two");
    let before = window.project().clone();
    window.press("Alt+D");
    window.wait("it is counted", |window| {
        window.says("One annotation of yours is deleted with it.")
    });
    assert!(window.has_keyboard(Role::Button, "Cancel"));
    window.press("Enter");
    assert!(!window.says("Delete the tag Quote"), "the page is left");
    assert_eq!(*window.project(), before);
}

#[test]
fn another_thing_and_another_page_are_shown_from_their_top() {
    let mut window = Window::new(Opening {
        size: egui::vec2(1000.0, 560.0),
        ..Opening::default()
    });
    window.stage("|One two");
    window.press("F3");
    let name = |window: &Window| window.get(Role::TextInput, "Name").rect().top();
    let top = name(&window);
    let scroll = |window: &mut Window| {
        let over = egui::pos2(850.0, 350.0);
        for _ in 0..4 {
            window.wheel(over, -200.0);
        }
    };
    scroll(&mut window);
    assert!(name(&window) < top - 100.0, "it is scrolled");
    window.click(Role::ListItem, "Claim, key c");
    window.settle();
    assert!((name(&window) - top).abs() < 2.0, "{}", name(&window));
    scroll(&mut window);
    window.press("Alt+Shift+J");
    window.settle();
    let how = window.get(Role::ComboBox, "How").rect();
    assert!(how.top() > 0.0 && how.top() < 300.0, "{how:?}");
}

#[test]
fn another_list_begins_with_its_first_row_and_remembers_what_was_chosen() {
    let mut window = codebook("|One two");
    let name = |window: &Window| {
        let name = window.get(Role::TextInput, "Name").accesskit_node().value();
        name.unwrap_or_default()
    };
    window.press("Down Down Down");
    assert_eq!(name(&window), "Claim");
    window.click(Role::Button, "Links");
    window.settle();
    assert_eq!(name(&window), rows(&window)[0]);
    window.click(Role::Button, "Tags");
    window.settle();
    assert_eq!(name(&window), "Claim");
}

#[test]
fn what_stands_first_or_last_goes_no_further() {
    let mut window = codebook("|One two");
    assert!(!window.is_enabled("Up") && window.is_enabled("Down"));
    window.click(Role::ListItem, "Stance, key s");
    window.settle();
    assert!(window.is_enabled("Up") && !window.is_enabled("Down"));
}
