//! The table of annotations: filtered with proposals and errors at their place, sorted, changed in place, gone to and come
//! back from, recoded; by keys alone and by role and name.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::NodeT as _;
use postil::app::Notices;
use postil::model::{AttributeId, Detached, Layer, Project, StoredSpan, Value, edits};

use super::harness::{Opening, Window};
use super::notation;

const SCENE: &str =
    "|{q:Yes}, said {a:Ben}. {c:It is so}, and {c2?:so it was}. => q speaker a, c claimant @lee";

/// The table of a scene, on screen.
fn table(scene: &str) -> Window {
    let mut window = Window::on(scene);
    window.press("F12");
    window
}

/// What the rows say, in order.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<_> = window
        .all(Role::ListBoxOption, "")
        .iter()
        .filter_map(|row| {
            let name = row.accesskit_node().label().unwrap_or_default();
            // Proposals for the filter are options, too; they name no article.
            let is_row = name.contains(", ");
            let name = name.split(',').next().unwrap_or_default().to_owned();
            is_row.then(|| (row.rect().top() as i32, name))
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, name)| name).collect()
}

/// The row that is chosen.
fn chosen(window: &Window) -> String {
    let rows = window.all(Role::ListBoxOption, "");
    let chosen = rows
        .iter()
        .find(|row| row.accesskit_node().is_selected() == Some(true));
    let name = chosen
        .and_then(|row| row.accesskit_node().label())
        .unwrap_or_default();
    name.split(',').next().unwrap_or_default().to_owned()
}

fn value(window: &Window, id: &str, attribute: &str) -> Option<Value> {
    let layer = window.project().layer(&notation::stage()).unwrap();
    let mark = &layer.annotations[id];
    mark.attributes
        .get(&AttributeId::new(attribute).unwrap())
        .cloned()
}

fn is_unsure(window: &Window, id: &str) -> bool {
    let layer = window.project().layer(&notation::stage()).unwrap();
    layer.annotations[id].unsure
}

#[test]
fn f12_goes_there_and_back_and_so_does_escape() {
    let mut window = table(SCENE);
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
    assert_eq!(
        rows(&window),
        [
            "Quote: Yes",
            "Actor: Ben",
            "Claim: It is so",
            "Claim: so it was"
        ]
    );
    assert!(
        window.find(Role::Document, "A stage").is_none(),
        "in place of the article"
    );
    window.press("F12");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    window.press("F12");
    window.type_in("q");
    assert!(
        rows(&window).is_empty(),
        "what is typed filters and marks nothing"
    );
    window.press("Escape Escape");
    assert_eq!(
        rows(&window).len(),
        4,
        "first the proposals go, then what was typed"
    );
    window.press("Escape");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    // The register takes its place.
    window.press("F12 F4");
    assert!(window.has_keyboard(Role::TextInput, "Filter entities"));
    window.press("F12");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
}

#[test]
fn a_filter_finds_and_says_what_is_wrong_at_its_place() {
    let mut window = table(SCENE);
    window.write("tag:claim so");
    assert_eq!(rows(&window), ["Claim: It is so", "Claim: so it was"]);
    assert!(window.says("2 annotations"));
    window.retype("tag:claim -unsure");
    assert_eq!(rows(&window), ["Claim: It is so"]);
    window.retype("actor:lee or speaker:ben");
    assert_eq!(rows(&window), ["Quote: Yes", "Claim: It is so"]);
    window.retype("tag:clam");
    assert!(
        window.says("For “tag” there is no “clam”. There is: Quote, Cue, Actor, Claim, Stance.")
    );
    window.retype("(tag:claim");
    assert!(window.says("This bracket is never closed."));
    assert_eq!(
        rows(&window),
        ["Quote: Yes", "Claim: It is so"],
        "what was found last stays"
    );
    window.click(Role::Button, "Recode…");
    assert!(!window.has_dialog());
    let status = window.app().status();
    assert!(status.contains("This bracket is never closed."), "{status}");
    window.focus(Role::TextInput, "Filter annotations");
    window.retype("nowhere");
    assert!(window.says("No annotation fits the filter."));
}

#[test]
fn what_may_stand_at_the_caret_is_proposed_and_taken_by_keys() {
    let mut window = table(SCENE);
    window.type_in("ta");
    assert!(window.find(Role::ListBoxOption, "tag:").is_some());
    window.press("Tab");
    // A value is asked for next.
    assert!(window.find(Role::ListBoxOption, "Claim").is_some());
    window.type_in("cl");
    window.press("Down Enter");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
    assert_eq!(rows(&window), ["Claim: It is so", "Claim: so it was"]);
    // The list is closed, so the arrows are the table's.
    window.press("Down");
    assert_eq!(chosen(&window), "Claim: so it was");
    window.type_in(" claimant:");
    assert!(window.find(Role::ListBoxOption, "Lee").is_some());
    window.press("Tab");
    assert_eq!(rows(&window), ["Claim: It is so"]);
}

#[test]
fn enter_goes_to_the_annotation_and_back_returns() {
    let mut window = table(SCENE);
    window.press("Down Down Enter");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.chosen().id.as_str(), "c");
    window.press("Alt+Comma");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
    assert_eq!(chosen(&window), "Claim: It is so");
    // Whoever has gone on elsewhere goes back along that way.
    window.press("Enter Tab Alt+Comma");
    assert!(window.find(Role::TextInput, "Filter annotations").is_none());
}

#[test]
fn a_click_chooses_and_the_head_of_a_column_sorts() {
    let mut window = table(SCENE);
    window.click(Role::Button, "Sort by Tag");
    assert_eq!(
        rows(&window),
        [
            "Actor: Ben",
            "Claim: It is so",
            "Claim: so it was",
            "Quote: Yes"
        ]
    );
    window.click(Role::Button, "Sorted by Tag");
    assert_eq!(rows(&window)[0], "Quote: Yes");
    window.click(Role::Button, "Sort by Links");
    assert_eq!(rows(&window)[..2], ["Claim: It is so", "Quote: Yes"]);
    let name = window.all(Role::ListBoxOption, "Actor: Ben")[0]
        .accesskit_node()
        .label();
    window.click(Role::ListBoxOption, &name.unwrap());
    assert_eq!(chosen(&window), "Actor: Ben");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
}

#[test]
fn fields_are_filled_in_place_by_keys_and_taken_back() {
    let mut window = table(SCENE);
    window.write("tag:claim");
    window.press("F6");
    assert!(window.has_keyboard(Role::CheckBox, "Unsure"));
    window.press("Space");
    assert!(is_unsure(&window, "c"));
    window.press("Tab Space");
    assert_eq!(
        value(&window, "c", "kind"),
        Some(Value::Choice("factual".into()))
    );
    window.focus(Role::MultilineTextInput, "Note");
    window.type_in("Hm");
    assert_eq!(note(&window, "c"), "Hm");
    window.press("Escape");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
    window.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(note(&window, "c"), "");
    assert!(!is_unsure(&window, "c"));
    assert!(window.says("Claim: It is so"));
}

fn note(window: &Window, id: &str) -> String {
    let layer = window.project().layer(&notation::stage()).unwrap();
    layer.annotations[id].note.clone()
}

#[test]
fn what_is_changed_stays_listed_and_under_the_keyboard_until_the_filter_is_run_again() {
    let mut window = table(SCENE);
    window.write("tag:claim -unsure");
    assert_eq!(chosen(&window), "Claim: It is so");
    window.press("F6 Space");
    assert!(is_unsure(&window, "c"));
    assert_eq!(rows(&window), ["Claim: It is so"]);
    assert!(window.has_keyboard(Role::CheckBox, "Unsure"));
    assert!(window.says("0 annotations") && window.says("1 more, just changed, no longer fits"));
    assert!(
        window
            .find(Role::ListBoxOption, "no longer fits the filter")
            .is_some()
    );
    window.press("Ctrl+Z");
    window.press("Escape");
    window.retype("missing:note tag:claim");
    window.focus(Role::MultilineTextInput, "Note");
    window.type_in("Hm, so");
    assert_eq!(
        note(&window, "c"),
        "Hm, so",
        "each letter goes where the first went"
    );
    assert!(window.has_keyboard(Role::MultilineTextInput, "Note"));
    assert_eq!(rows(&window), ["Claim: It is so", "Claim: so it was"]);
    // What does not fit is not recoded.
    window.press("Ctrl+Shift+R");
    assert!(window.shows_dialog("Recode 1 annotation"));
    window.press("Escape");
    window.click(Role::Button, "Look again");
    assert_eq!(rows(&window), ["Claim: so it was"]);
    assert_eq!(chosen(&window), "Claim: so it was");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
}

/// Deletes an annotation behind the table's back.
fn delete(window: &mut Window, id: &str) {
    let workspace = window.workspace_mut();
    let (author, key) = (workspace.author(), notation::stage());
    let ids = [id.parse().unwrap()].into();
    let edit = edits::delete_annotations(&workspace.project, &author, &key, &ids);
    assert!(workspace.commit(edit, &mut Notices::default()));
    window.settle();
}

#[test]
fn when_the_chosen_one_goes_its_neighbour_is_chosen() {
    let mut window = table(SCENE);
    window.press("Down");
    assert_eq!(chosen(&window), "Actor: Ben");
    delete(&mut window, "a");
    assert_eq!(chosen(&window), "Claim: It is so");
    // Of several that go at once it is the nearest that is left.
    window.press("Down");
    assert_eq!(chosen(&window), "Claim: so it was");
    delete(&mut window, "q");
    assert_eq!(
        chosen(&window),
        "Claim: so it was",
        "whatever goes before it"
    );
    delete(&mut window, "c2");
    assert_eq!(
        chosen(&window),
        "Claim: It is so",
        "the last one has none behind it"
    );
    delete(&mut window, "c");
    assert!(rows(&window).is_empty());
}

#[test]
fn a_recode_that_is_out_of_date_keeps_what_was_typed_and_is_worked_out_anew() {
    let mut window = table(SCENE);
    window.press("Ctrl+Shift+R");
    window.write("unsure");
    assert!(window.says("Change 3 annotations"));
    delete(&mut window, "a");
    window.press("Enter");
    assert!(
        window.shows_dialog("Recode 4 annotations"),
        "nothing was done"
    );
    assert!(window.says("so nothing was recoded"));
    assert!(!is_unsure(&window, "q"));
    assert!(
        window.says("Change 2 annotations"),
        "the line is still there"
    );
    window.press("Enter");
    assert!(!window.has_dialog());
    assert!(is_unsure(&window, "q") && is_unsure(&window, "c"));
}

#[test]
fn a_filter_is_kept_under_a_name_and_had_again() {
    let mut window = Window::with_state(SCENE);
    window.press("F12");
    window.write("tag:claim unsure");
    window.press("Ctrl+Shift+S");
    assert!(window.shows_dialog("Saved filters"));
    assert!(window.says("Filter of the table: tag:claim unsure"));
    window.write("Doubtful claims");
    window.press("Enter");
    assert!(
        window
            .find(Role::ListBoxOption, "Doubtful claims: tag:claim unsure")
            .is_some()
    );
    window.press("Escape");
    window.retype("quo");
    assert_eq!(rows(&window), [""; 0]);
    window.press("Ctrl+Shift+S Enter");
    assert!(!window.has_dialog());
    assert_eq!(rows(&window), ["Claim: so it was"]);
    // It outlasts the program; the beginning of its name is enough.
    let mut window = window.reopened();
    window.press("F12");
    window.type_in("doub");
    assert!(
        window
            .find(Role::ListBoxOption, "Doubtful claims")
            .is_some()
    );
    window.press("Tab");
    assert_eq!(rows(&window), ["Claim: so it was"]);
    // What was removed by mistake comes back.
    window.press("Ctrl+Shift+S");
    window.click(Role::Button, "Remove the filter Doubtful claims");
    assert!(window.says("No filter was kept yet."));
    window.click(Role::Button, "Bring back “Doubtful claims”");
    window.press("Escape");
    window.press("Ctrl+Shift+S");
    assert!(
        window
            .find(Role::ListBoxOption, "Doubtful claims")
            .is_some()
    );
}

#[test]
fn a_link_is_added_beside_the_table() {
    let mut window = table(SCENE);
    window.write("\"so it was\"");
    let links = |window: &Window| {
        let layer = window.project().layer(&notation::stage()).unwrap();
        layer.annotations["c2"].links.clone()
    };
    assert!(links(&window).is_empty());
    window.click(Role::Button, "Add a link: claimed by");
    assert!(window.has_keyboard(Role::TextInput, "Add a link: claimed by"));
    window.type_in("be");
    window.press("Enter");
    assert_eq!(links(&window).len(), 1);
    assert!(window.find(Role::TextInput, "Add a link").is_none());
    window.click(Role::Button, "Add a link: claimed by");
    window.press("Escape");
    assert!(window.find(Role::TextInput, "Add a link").is_none());
    assert!(
        window.find(Role::TextInput, "Filter annotations").is_some(),
        "only the field goes"
    );
    window.press("Ctrl+Z");
    assert!(links(&window).is_empty());
}

#[test]
fn what_has_lost_its_place_is_listed_and_decided_on() {
    let mut project = notation::parse("|{c:One} two {c2?:three}").project();
    let key = notation::stage();
    let mut layer = Layer::clone(&project.layers[&key]);
    let mark = layer.annotations.remove("c2").unwrap();
    // Words that stand nowhere in the text.
    let span = StoredSpan {
        text: "four".to_owned(),
        ..StoredSpan::default()
    };
    let lost = Detached::of(&mark, vec![span], "", "its text has changed".to_owned());
    layer.detached.insert(mark.id.clone(), lost);
    project.layers.insert(key, Arc::new(layer));
    let mut window = Window::open(&project);
    window.press("F12");
    assert_eq!(rows(&window), ["Claim: One", "Claim: four"]);
    window.write("is:unplaced");
    assert_eq!(rows(&window), ["Claim: four"]);
    assert!(window.says("It has no place in the text: "));
    let unsure = window.get(Role::CheckBox, "Unsure");
    assert!(unsure.accesskit_node().is_disabled());
    window.press("Enter");
    assert!(window.workspace().placing().is_some());
}

#[test]
fn what_is_listed_is_recoded_as_one_step_after_a_look_at_it() {
    let mut window = table(SCENE);
    window.write("tag:claim");
    window.press("Ctrl+Shift+R");
    assert!(window.shows_dialog("Recode 2 annotations"));
    window.write("polarity=oppose");
    assert!(window.says("Polarity takes supports, opposes, neutral, not “oppose”"));
    assert!(!window.is_enabled("Change 0 annotations"));
    window.retype("polarity=opposes unsure");
    window.wait("the preview is there", |window| {
        window.says("Change 2 annotations")
    });
    let first = "Claim: It is so: Polarity: – → opposes; Unsure: no → yes";
    assert!(window.find(Role::ListBoxOption, first).is_some());
    window.press("Enter");
    assert!(!window.has_dialog());
    for id in ["c", "c2"] {
        assert_eq!(
            value(&window, id, "polarity"),
            Some(Value::Choice("opposes".into()))
        );
        assert!(is_unsure(&window, id));
    }
    assert_eq!(window.app().status(), "Done: Recode 2 annotations");
    assert_eq!(window.on_disk().project.layers, window.project().layers);
    window.press("Ctrl+Z");
    assert_eq!(value(&window, "c2", "polarity"), None);
    assert!(!is_unsure(&window, "c"));
}

#[test]
fn colleagues_annotations_are_listed_and_left_as_they_are() {
    let text = "{c:Yes} and no|";
    let project = notation::joined_by(
        notation::parse(text).project(),
        "Ben",
        "{c?:Yes} and {c2:no}|",
    );
    let mut window = Window::open(&project);
    window.press("F12");
    window.write("by:ben");
    assert_eq!(rows(&window).len(), 2);
    assert!(window.says("Only Ben can change this annotation."));
    let box_ = window.get(Role::CheckBox, "Unsure");
    assert!(box_.accesskit_node().is_disabled());
    window.retype("");
    window.press("Ctrl+Shift+R");
    window.write("note=Hm");
    assert!(window.says("Change 1 annotation"));
    assert!(window.says("2 are colleagues’, which only they can change."));
    window.press("Escape");
    assert!(!window.has_dialog());
    // Going to a colleague's annotation shows it.
    window.retype("by:ben unsure");
    window.press("Enter");
    assert!(window.workspace().visited().is_some());
    window.press("Alt+Comma");
    assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
}

/// A project with so many claims in as many articles.
fn many(count: usize) -> Project {
    let mut project = notation::parse("{c:One} two|").project();
    let key = notation::stage();
    let layer = Arc::clone(&project.layers[&key]);
    for number in 0..count {
        let id = format!("many-{number}");
        let article = notation::article(&id, &format!("Number {number}"), "One two");
        let key = postil::model::LayerKey {
            article: article.id.clone(),
            ..key.clone()
        };
        project.layers.insert(key, Arc::clone(&layer));
        project.articles.insert(article.id.clone(), article);
    }
    project
}

#[test]
fn many_are_looked_through_on_a_thread_and_only_those_in_sight_are_drawn() {
    let mut window = Window::open(&many(2500));
    window.wait("the project is open", |window| !window.workspace().reading);
    window.press("F12");
    window.wait("all are found", |window| window.says("2501 annotations"));
    assert!(rows(&window).len() < 60, "{}", rows(&window).len());
    window.write("article:\"number 24\"");
    window.wait("some are found", |window| window.says("111 annotations"));
    window.press("Ctrl+Shift+R");
    window.write("unsure");
    window.wait("it is worked out", |window| {
        window.says("Change 111 annotations")
    });
    window.press("Enter");
    window.wait("they are changed", |window| {
        window.app().status() == "Done: Recode 111 annotations"
    });
    window.retype("unsure");
    window.wait("they are found", |window| window.says("111 annotations"));
    window.press("Ctrl+Z");
    window.wait("none is left", |window| {
        window.says("No annotation fits the filter.")
    });
    // So many that each step is taken on a thread, there and back.
    window.retype("");
    window.wait("all are found", |window| window.says("2501 annotations"));
    let before = window.project().layers.clone();
    window.press("Ctrl+Shift+R");
    window.write("note=\"Hm\" unsure");
    window.wait("it is worked out", |window| {
        window.says("Change 2501 annotations")
    });
    window.press("Enter");
    assert_eq!(window.app().status(), "Done: Recode 2501 annotations");
    let after = window.project().layers.clone();
    window.press("Ctrl+Z");
    window.wait("it is taken back", |window| {
        window.app().status().starts_with("Undone")
    });
    assert_eq!(window.project().layers, before);
    window.press("Ctrl+Shift+Z");
    window.wait("it is done again", |window| {
        window.app().status().starts_with("Done again")
    });
    assert_eq!(window.project().layers, after);
}

#[test]
fn only_the_open_article_is_looked_through_when_that_is_wanted() {
    let mut window = Window::open(&many(3));
    window.press("F12");
    assert_eq!(rows(&window).len(), 4);
    window.click(Role::CheckBox, "This article only");
    assert_eq!(rows(&window).len(), 1);
}

#[test]
fn a_small_window_and_a_large_zoom_still_show_all_of_it() {
    for (size, zoom) in [(vec2(520.0, 480.0), 1.0), (vec2(900.0, 700.0), 2.0)] {
        let mut window = Window::new(Opening {
            size,
            ..Opening::default()
        });
        window.harness.ctx.set_zoom_factor(zoom);
        window.stage(SCENE);
        window.press("F12");
        assert!(window.has_keyboard(Role::TextInput, "Filter annotations"));
        assert!(!rows(&window).is_empty());
        window.press("F6");
        assert!(window.has_keyboard(Role::CheckBox, "Unsure"));
    }
}
