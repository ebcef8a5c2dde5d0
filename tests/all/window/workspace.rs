//! An open project: the list of articles, the tags, the text, the status line.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use postil::app::picker::{Answer, Ask};
use postil::model::Project;
use postil::store::Opened;

use super::harness::Window;
use super::notation;

/// Three articles of which the first has two marks and the second is done.
fn three() -> Project {
    let mut project = notation::parse("{q:One} {c:two}|").project();
    for (id, title, source, date) in [
        ("stage", "Harbour vote", "Courier", "2026-03-02"),
        ("other", "Audit", "Ledger", "2026-03-01"),
        ("third", "Blockade", "Courier", "2026-02-01"),
    ] {
        let mut article = notation::article(id, title, &format!("{title}. One."));
        if let Some(known) = project.articles.get(id) {
            article = known.clone();
        }
        let article = std::sync::Arc::make_mut(&mut article).clone();
        let mut meta = article.meta.clone();
        title.clone_into(&mut meta.title);
        source.clone_into(&mut meta.source);
        meta.date = Some(date.parse().unwrap());
        let article = postil::model::Article { meta, ..article };
        project.articles.insert(article.id.clone(), article.into());
    }
    project
}

/// The titles in the list of articles, from top to bottom.
fn listed(window: &Window) -> Vec<String> {
    window
        .harness
        .query_all_by_role(Role::ListItem)
        .filter_map(|row| row.accesskit_node().label())
        .map(|name| name.split(',').next().unwrap().to_owned())
        .collect()
}

#[test]
fn an_empty_project_says_what_to_do_next() {
    let mut project = notation::parse("").project();
    project.articles.clear();
    let mut window = Window::open(&project);
    assert!(window.says("There are no articles yet."));
    assert!(window.says("Load some articles to begin"));
    let file = window.file("vote.txt", "The vote\n\nIt was close.\n");
    window
        .desk
        .borrow_mut()
        .answers
        .push_back(Answer::Picked(vec![file]));
    window.click_on("Import articles…");
    assert!(matches!(
        &window.desk.borrow().asked[..],
        [Ask::Files { .. }]
    ));
    window.wait("the article is there", |window| {
        window.workspace().open.is_some()
    });
    assert_eq!(window.scene(), "|The vote\n\nIt was close.\n");
    assert_eq!(window.app().status(), "Done: Add “The vote”");
}

#[test]
fn the_list_is_filtered_as_one_types() {
    let mut window = Window::open(&three());
    assert_eq!(listed(&window), ["Blockade", "Audit", "Harbour vote"]);
    for (typed, rows, heading) in [
        ("cour", &["Blockade", "Harbour vote"][..], "2 of 3 articles"),
        ("COURIER 2026-03", &["Harbour vote"], "1 of 3 articles"),
        ("in progress", &["Harbour vote"], "1 of 3 articles"),
        ("", &["Blockade", "Audit", "Harbour vote"], "3 articles"),
    ] {
        window.press("Ctrl+F");
        window.retype(typed);
        assert_eq!(listed(&window), rows, "{typed}");
        assert!(window.says(heading), "{heading}");
    }
    window.retype("nothing like that");
    assert!(window.says("No article fits the filter."));
    window.retype("audit");
    window.press("Enter");
    assert_eq!(
        window
            .workspace()
            .open
            .as_ref()
            .unwrap()
            .key
            .article
            .as_str(),
        "other"
    );
}

#[test]
fn the_list_is_ordered_by_date_by_title_or_by_what_is_to_do() {
    let mut window = Window::open(&three());
    for (from, to, rows) in [
        ("by date", "by title", ["Audit", "Blockade", "Harbour vote"]),
        (
            "by title",
            "to do first",
            ["Blockade", "Audit", "Harbour vote"],
        ),
        (
            "to do first",
            "by date",
            ["Blockade", "Audit", "Harbour vote"],
        ),
    ] {
        window.click(Role::Button, from);
        window.click(Role::Button, to);
        assert_eq!(listed(&window), rows, "{to}");
    }
}

#[test]
fn a_row_says_how_far_one_is_and_opens_its_article() {
    let mut window = Window::open(&three());
    let row = |window: &Window, title: &str| {
        window
            .find(Role::ListItem, title)
            .unwrap()
            .accesskit_node()
            .label()
            .unwrap()
    };
    assert!(row(&window, "Harbour vote").ends_with("in progress, 2 annotations"));
    assert!(row(&window, "Audit").contains("Ledger"));
    assert!(row(&window, "Audit").ends_with("to do, no annotations"));
    window.find(Role::ListItem, "Audit").unwrap().click();
    window.settle();
    assert!(window.find(Role::Document, "Audit").is_some());
    window.press("Ctrl+D");
    assert!(row(&window, "Audit").ends_with("done, no annotations"));
    window.press("Ctrl+D");
    assert!(row(&window, "Audit").ends_with("in progress, no annotations"));
}

#[test]
fn the_last_and_the_first_article_of_the_list_are_ends() {
    let mut window = Window::on("One");
    window.press("Ctrl+PageUp");
    assert_eq!(
        window.app().status(),
        "This is the first article of the list"
    );
    window.press("Ctrl+PageDown Ctrl+PageDown");
    assert_eq!(
        window.app().status(),
        "This is the last article of the list"
    );
}

#[test]
fn of_a_long_list_only_the_rows_in_view_are_drawn() {
    let mut window = Window::on("One");
    let mut project = notation::parse("One").project();
    for number in 0..3000 {
        let article = notation::article(&format!("n{number}"), &format!("No. {number:04}"), "One.");
        project.articles.insert(article.id.clone(), article);
    }
    let root = window.root();
    window.show(Opened::of(project, root));
    assert!(window.says("3002 articles"));
    assert!(
        (5..40).contains(&listed(&window).len()),
        "{:?}",
        listed(&window)
    );
    for _ in 0..40 {
        window.press("Ctrl+PageDown");
    }
    // The open article is brought into view.
    let seen = listed(&window);
    assert!(seen.contains(&"No. 0038".to_owned()), "{seen:?}");
}

#[test]
fn a_key_goes_round_the_regions_of_the_window() {
    let mut window = Window::on("|{q*:One} two");
    for (role, name) in [
        (Role::TextInput, "Filter articles"),
        (Role::Button, "direct"),
        (Role::Button, "File"),
        (Role::Document, "A stage"),
        (Role::TextInput, "Filter articles"),
    ] {
        window.press("F6");
        assert!(window.has_keyboard(role, name), "{name}");
    }
    // From where the keyboard is, and not from where the key went last.
    window.press("Escape F6");
    assert!(window.has_keyboard(Role::TextInput, "Filter articles"));
    assert_eq!(window.scene(), "|{q*:One} two");
}

#[test]
fn an_article_that_is_opened_again_is_where_one_left_it() {
    let mut window = Window::on("One {q:two} [three|].");
    window.press("Ctrl+PageDown Ctrl+PageUp");
    assert_eq!(window.scene(), "One {q:two} [three|].");
}

#[test]
fn a_click_on_a_tag_marks_the_selected_text_and_counts_it() {
    let mut window = Window::on("One [two|]");
    window.click(Role::Button, "Tag as Claim, key c, 0 here");
    assert_eq!(window.scene(), "One {c*:two}|");
    window.click(Role::Button, "Tag as Quote, key q, 0 here");
    assert_eq!(window.scene(), "One {q*:two}|");
    assert!(
        window
            .find(Role::Button, "Tag as Quote, key q, 1 here")
            .is_some()
    );
    assert!(
        window
            .find(Role::Button, "Tag as Claim, key c, 0 here")
            .is_some()
    );
}

#[test]
fn tagging_says_what_is_missing() {
    for (scene, says) in [
        (
            "On|e",
            "Select some text first, or choose an annotation to retag",
        ),
        ("One[ |]two", "There is only white space in the selection"),
        ("{c:[One|]} two", "This text has that tag already"),
    ] {
        let mut window = Window::on(scene);
        window.press("c");
        assert_eq!(window.app().status(), says);
        assert!(window.workspace().history.undoable().next().is_none());
    }
}

#[test]
fn a_screen_reader_finds_the_article_its_lines_and_its_marks() {
    let window = Window::on("{q*:One} two.\n{a?:Three} four. => q speaker a");
    let lines: Vec<_> = window
        .get(Role::Document, "A stage")
        .query_all_by_role(Role::TextRun)
        .filter_map(|line| line.accesskit_node().value())
        .collect();
    assert_eq!(lines, ["One two.\n", "Three four."]);
    assert!(window.find(Role::Mark, "Quote, said by Three").is_some());
    assert!(window.find(Role::Mark, "Actor, unsure: “Three”").is_some());
}

#[test]
fn a_screen_reader_can_click_a_mark() {
    let mut window = Window::on("{q:One} two.\n{a:Three} four.|");
    window.find(Role::Mark, "Actor").unwrap().click_accesskit();
    window.settle();
    assert_eq!(window.scene(), "{q:One} two.\n|{a*:Three} four.");
}

#[test]
fn the_status_line_says_where_one_is_and_that_all_is_saved() {
    let mut window = Window::on("One😀 [two|]");
    assert!(window.says("characters 5–8, 3 selected"));
    assert!(window.says("Ana"));
    window.press("c");
    assert_eq!(window.app().status(), "Done: Tag “two” as Claim");
    assert!(window.says("character 8"));
    window.wait("it is on the disk", |window| window.says("All saved"));
    let saved = window.on_disk().project;
    assert_eq!(&saved, window.project());
}

#[test]
fn another_annotator_has_a_layer_of_their_own() {
    let mut window = Window::on("[One|] two");
    window.press("q");
    window.command("Annotator…");
    window.retype("Ben");
    window.press("Enter");
    assert_eq!(window.scene(), "|One two");
    window.press("Shift+End c");
    assert_eq!(window.scene(), "{c*:One two}|");
    let layers: Vec<String> = window
        .project()
        .layers
        .keys()
        .map(|key| key.annotator.to_string())
        .collect();
    assert_eq!(layers, ["ana", "ben"]);
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn the_keyboard_stays_in_the_text_when_keys_follow_each_other_frame_by_frame() {
    let mut window = Window::on("|One {q:two}.");
    let key = |key, modifiers| egui::Event::Key {
        key,
        physical_key: Some(key),
        pressed: true,
        repeat: false,
        modifiers,
    };
    let held = egui::Modifiers::COMMAND | egui::Modifiers::CTRL;
    let strokes = [
        key(egui::Key::PageDown, held),
        key(egui::Key::PageUp, held),
        key(egui::Key::Tab, egui::Modifiers::NONE),
    ];
    // A frame each, without one between them.
    for stroke in strokes {
        window.harness.input_mut().events.push(stroke);
        window.step();
    }
    window.settle();
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.chosen().tag.as_str(), "quote");
}

#[test]
fn what_is_chosen_out_of_view_is_shown_before_a_tag_changes_it_and_tab_goes_on_from_the_caret() {
    let between = "Nothing is said here, and nobody is named.\n".repeat(80);
    let mut window = Window::on(&format!(
        "|{{a:Eva}} came.\n{between}{{q*:Yes}}, she said.\n{between}{{c:It is so}}."
    ));
    assert_eq!(window.chosen().id.as_str(), "q");
    window.press("s");
    assert_eq!(window.chosen().tag.as_str(), "quote", "it was not seen");
    assert!(window.says("The chosen annotation was out of view; press again to retag it"));
    window.press("s");
    assert_eq!(window.chosen().tag.as_str(), "stance");
    window.press("Ctrl+Home Tab");
    assert_eq!(window.chosen().id.as_str(), "a");
}
