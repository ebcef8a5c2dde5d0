//! New project, article, export.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::app::dialogs::{Action, ArticleDialog, ExportDialog, NewProject, NewProjectDialog};
use crate::app::picker::Ask;
use crate::import::DEFAULT_PRESET;
use crate::model::{AnnotatorId, ArticleId};

use super::{Stage, press, retype, wait_until};

fn created(stage: &Stage) -> &NewProject {
    match &stage.done[..] {
        [Action::Create(project)] => project,
        _ => panic!("no project"),
    }
}

#[test]
fn a_project_is_made_in_a_folder_that_follows_its_name() {
    let place = tempfile::tempdir().unwrap();
    let dialog = NewProjectDialog::in_folder("Ana", place.path().to_owned());
    let mut harness = Stage::new(dialog).open_in(egui::vec2(900.0, 1500.0));
    assert!(harness.get_by_label("Name").is_focused());
    retype(&mut harness, "Port strike 2026");
    harness
        .get_by_role_and_label(Role::RadioButton, "Blank")
        .click_accesskit();
    harness.run();
    harness.get_by_label("Name").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    let project = created(harness.state());
    assert_eq!(project.root, place.path().join("port-strike-2026"));
    assert_eq!(project.name, "Port strike 2026");
    assert_eq!(
        (project.preset, project.annotator.as_str()),
        ("blank", "Ana")
    );
}

#[test]
fn a_folder_with_something_in_it_is_refused() {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("my-project")).unwrap();
    std::fs::write(place.path().join("my-project/letter.txt"), "Dear").unwrap();
    let dialog = NewProjectDialog::in_folder("Ana", place.path().to_owned());
    let mut harness = Stage::new(dialog).open();
    wait_until(&mut harness, |harness| {
        harness
            .query_by_label_contains("This folder is not empty")
            .is_some()
    });
    harness.get_by_label("Create").click();
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty());
    retype(&mut harness, "Another one");
    harness.get_by_label("Create").click();
    harness.run();
    let project = created(harness.state());
    assert_eq!(project.root, place.path().join("another-one"));
    assert_eq!(project.preset, DEFAULT_PRESET);
}

#[test]
fn a_project_needs_names_and_a_whole_path() {
    let mut harness = Stage::new(NewProjectDialog::new("")).open_in(egui::vec2(900.0, 1500.0));
    harness.get_by_label("Give your name");
    retype(&mut harness, " ");
    harness.get_by_label("Give the project a name");
    retype(&mut harness, "One");
    harness.get_by_label("Your name").focus();
    harness.run();
    retype(&mut harness, "Ana");
    harness.get_by_label("Folder").focus();
    harness.run();
    retype(&mut harness, "somewhere");
    harness.get_by_label("Give the whole path of the folder");
    harness.get_by_label("Browse…").click();
    harness.run();
    let [Action::Ask(Ask::Folder { .. })] = &harness.state().done[..] else {
        panic!("no question");
    };
    let folder = std::env::temp_dir();
    harness
        .state_mut()
        .dialog
        .picked(std::slice::from_ref(&folder));
    harness.run();
    let shown = harness.get_by_label("Folder").value();
    assert_eq!(shown, Some(folder.join("one").display().to_string()));
    press(&mut harness, Key::Escape);
    assert!(harness.state().closed);
}

#[test]
fn an_article_is_described_in_one_edit() {
    let id = ArticleId::new("one").unwrap();
    let mut harness = Stage::new(ArticleDialog::new(id.clone())).open_in(egui::vec2(800.0, 900.0));
    assert!(harness.get_by_label("Title").is_focused());
    retype(&mut harness, "Port closed");
    harness.get_by_label("Date").focus();
    harness.run();
    retype(&mut harness, "yesterday");
    harness.get_by_label_contains("“yesterday” is no date");
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty());
    retype(&mut harness, "2026-11-21");
    press(&mut harness, Key::Enter);
    let stage = harness.state();
    assert!(stage.closed);
    assert_eq!(stage.committed().name, "Describe “Port closed”");
    let meta = &stage.project().articles[&id].meta;
    assert_eq!(meta.date, Some(jiff::civil::date(2026, 11, 21)));
    assert_eq!(meta.title, "Port closed");
}

#[test]
fn sources_of_other_articles_are_proposed() {
    let id = ArticleId::new("one").unwrap();
    let mut stage = Stage::new(ArticleDialog::new(id.clone()));
    for (name, source) in [("two", "Harbour Post"), ("three", "Evening News")] {
        let mut article = (*crate::model::random::article(name, name)).clone();
        article.meta.source = source.to_owned();
        let edit = crate::model::edits::add_article(article.into());
        edit.apply(stage.project.as_mut().unwrap()).unwrap();
    }
    let mut harness = stage.open_in(egui::vec2(800.0, 900.0));
    harness.get_by_label("Source").focus();
    harness.run();
    harness.event(egui::Event::Text("har".to_owned()));
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Harbour Post");
    press(&mut harness, Key::Escape);
    assert!(!harness.state().closed, "Escape closes the list first");
    assert!(harness.query_by_label("Harbour Post").is_none());
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert!(!harness.state().closed, "Enter takes the word first");
    assert_eq!(
        harness.get_by_label("Source").value().as_deref(),
        Some("Harbour Post")
    );
    press(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().project().articles[&id].meta.source,
        "Harbour Post"
    );
}

#[test]
fn nothing_is_saved_when_nothing_was_changed() {
    let id = ArticleId::new("one").unwrap();
    let mut harness = Stage::new(ArticleDialog::new(id)).open();
    harness.get_by_label("Save").click();
    harness.run();
    assert!(harness.state().closed && harness.state().done.is_empty());
}

/// Chooses from a list that opens.
fn choose(harness: &mut egui_kittest::Harness<'_, Stage>, list: &str, name: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

/// What is asked for, when an export is.
fn exported(stage: &Stage) -> (&crate::export::Wish, &std::path::Path) {
    let [Action::Export { wish, path, .. }] = &stage.done[..] else {
        panic!("no export");
    };
    (wish, path)
}

#[test]
fn a_project_is_exported_as_chosen() {
    let place = tempfile::tempdir().unwrap();
    let dialog = ExportDialog::in_folder(place.path().to_owned());
    let mut harness = Stage::new(dialog).open_in(egui::vec2(900.0, 1500.0));
    let shown = harness.get_by_label("File").value().unwrap();
    assert!(shown.ends_with("port-strike.jsonl"), "{shown}");
    choose(&mut harness, "Format", "CSV");
    harness
        .get_by_role_and_label(Role::CheckBox, "For Excel")
        .click();
    harness.run();
    choose(&mut harness, "Whose annotations", "Ben");
    choose(
        &mut harness,
        "Offsets count",
        "UTF-16 units (Java, JavaScript)",
    );
    harness.get_by_role_and_label(Role::CheckBox, "Cue").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Export")
        .click();
    harness.run();
    let (wish, path) = exported(harness.state());
    assert_eq!(
        (wish.format.id, path),
        ("csv", &*place.path().join("port-strike.csv"))
    );
    let ben = AnnotatorId::new("ben").unwrap();
    assert_eq!(wish.selection.annotators, Some([ben].into()));
    let tags = wish.selection.tags.as_ref().unwrap();
    assert!(tags.contains("quote") && !tags.contains("cue"));
    let of = |at: usize| wish.options.get(&wish.format.choices[at]);
    assert_eq!((&*of(0), &*of(1)), ("yes", "no"));
    assert_eq!(wish.options.unit, Some(crate::export::Unit::Utf16));
}

#[test]
fn an_export_shows_how_it_begins_and_what_it_loses() {
    let place = tempfile::tempdir().unwrap();
    let dialog = ExportDialog::in_folder(place.path().to_owned());
    let mut harness = Stage::new(dialog).open_in(egui::vec2(900.0, 1500.0));
    choose(&mut harness, "Format", "CSV");
    wait_until(&mut harness, |harness| {
        harness
            .query_by_label_contains("article,title,source")
            .is_some()
    });
    let losses = harness.query_all_by_label_contains("left out").count();
    assert!(losses > 0, "what CSV cannot carry is told");
    let filter = harness.get_by_label("Articles");
    filter.focus();
    harness.run();
    harness.event(egui::Event::Text("nowhere:".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(
        harness.state().done.is_empty(),
        "what is no filter stops it"
    );
}

#[test]
fn a_format_shows_its_own_choices_and_forgets_those_of_another() {
    let place = tempfile::tempdir().unwrap();
    let dialog = ExportDialog::in_folder(place.path().to_owned());
    let mut harness = Stage::new(dialog).open_in(egui::vec2(900.0, 1500.0));
    assert!(harness.query_by_label("For Excel").is_none());
    choose(&mut harness, "Format", "CSV");
    harness.get_by_label("For Excel").click();
    harness.run();
    choose(&mut harness, "Format", "JSON lines");
    assert!(harness.query_by_label("For Excel").is_none());
    harness
        .get_by_role_and_label(Role::Button, "Export")
        .click();
    harness.run();
    let (wish, _) = exported(harness.state());
    assert_eq!(wish.options, crate::export::Options::default());
}

#[test]
fn an_export_says_what_it_would_replace_and_where_it_cannot_go() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("port-strike.jsonl"), "old").unwrap();
    let dialog = ExportDialog::in_folder(place.path().to_owned());
    let mut harness = Stage::new(dialog).open();
    wait_until(&mut harness, |harness| {
        harness.query_by_label("Replace").is_some()
    });
    harness.get_by_label_contains("This file is there already");
    retype(
        &mut harness,
        &place.path().join("none/x").display().to_string(),
    );
    wait_until(&mut harness, |harness| {
        harness.query_by_label("There is no such folder").is_some()
    });
    press(&mut harness, Key::Enter);
    assert!(harness.state().done.is_empty());
}

#[test]
fn tab_goes_through_the_fields_as_one_reads_them() {
    let place = tempfile::tempdir().unwrap();
    let dialog = NewProjectDialog::in_folder("Ana", place.path().to_owned());
    let mut harness = Stage::new(dialog).open_in(egui::vec2(900.0, 1500.0));
    for name in [
        "Name",
        "Folder",
        "Browse…",
        "Your name",
        "News claims and quotes",
    ] {
        let is_there = harness.get_all_by_label(name).any(|node| node.is_focused());
        assert!(is_there, "{name}");
        press(&mut harness, Key::Tab);
    }
    press(&mut harness, Key::Space);
    harness.get_by_label("Create").click();
    harness.run();
    assert_eq!(created(harness.state()).preset, "attribution");
}
