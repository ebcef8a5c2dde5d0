//! Dialogs in the languages of the program.

use std::collections::BTreeSet;
use std::path::MAIN_SEPARATOR;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::dialogs::history::{time, time_of_weekday};
use crate::app::dialogs::{
    About, AnnotatorDialog, ArticleDialog, BackupsDialog, Dialog, FindingsDialog, Focus,
    GuidelinesDialog, HistoryDialog, Manual, ManualPage, PathDialog, ProjectDialog, ReadingDialog,
    Scope, TrashDialog,
};
use crate::app::picker::Ask;
use crate::model::{ArticleId, Codebook, Finding, Level};
use crate::words::{Language, speak_here};

use super::{Stage, retype};

#[test]
fn a_field_keeps_the_keyboard_and_its_words_when_the_language_changes() {
    let id = ArticleId::new("one").unwrap();
    let mut harness = Stage::new(ArticleDialog::new(id)).open_in(egui::vec2(800.0, 900.0));
    harness.get_by_label("Source").focus();
    harness.run();
    retype(&mut harness, "Harbour Post");
    speak_here(Some(Language::German));
    harness.run();
    harness.get_by_label("Titel, Quelle und Datum");
    assert!(harness.query_by_label("Source").is_none());
    let field = harness.get_by_label("Quelle");
    assert!(field.is_focused());
    assert_eq!(field.value().as_deref(), Some("Harbour Post"));
    retype(&mut harness, "Hafenpost");
    speak_here(None);
    harness.run();
    let field = harness.get_by_label("Source");
    assert!(field.is_focused());
    assert_eq!(field.value().as_deref(), Some("Hafenpost"));
}

#[test]
fn times_are_told_as_people_say_them() {
    // Every month, every day of the week, days of one digit and of two.
    for step in 0..400 {
        let at = Timestamp::from_second(1_700_000_000 + step * 100_003).unwrap();
        let zoned = at.to_zoned(TimeZone::system());
        assert_eq!(time(at), zoned.strftime("%-d %B %Y, %H:%M").to_string());
        let day = zoned.strftime("%A, %-d %B %Y, %H:%M").to_string();
        assert_eq!(time_of_weekday(at), day);
    }
    let at = jiff::civil::date(2026, 3, 1).at(9, 5, 0, 0);
    let at = at.to_zoned(TimeZone::system()).unwrap().timestamp();
    speak_here(Some(Language::German));
    assert_eq!(time_of_weekday(at), "Sonntag, 1. März 2026, 09:05");
    speak_here(None);
}

/// All that a dialog says but paths: names and texts of its widgets.
fn said(harness: &Harness<'_, Stage>) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for node in harness.query_all(by().predicate(|_| true)) {
        let node = node.accesskit_node();
        said.extend(node.label());
        said.extend(node.value());
    }
    said.retain(|text| text.chars().any(char::is_alphabetic) && !text.contains(MAIN_SEPARATOR));
    said
}

/// What is called the same in both languages, or is no word of the program.
const SAME: [&str; 20] = [
    "#0072b2",
    "Ana",
    "Ben",
    "Dashed",
    "Definition",
    "Dotted",
    "Double",
    "Indigo",
    "Inter",
    "Name",
    "Orange",
    "Port strike",
    concat!("Postil ", env!("CARGO_PKG_VERSION")),
    "Solid",
    "Source Serif 4",
    "Text",
    "Title of one",
    "Wavy",
    "layer.ron",
    "log",
];

/// Fails when a dialog says something in German that it says in English too.
fn compare(harness: &mut Harness<'_, Stage>) {
    let english = said(harness);
    speak_here(Some(Language::German));
    harness.run();
    let german = said(harness);
    speak_here(None);
    harness.run();
    let both: Vec<_> = english
        .intersection(&german)
        .filter(|text| !SAME.contains(&text.as_str()))
        .collect();
    let title = harness.state().dialog.title();
    assert!(both.is_empty(), "{title}: {both:#?}");
    assert!(german.len() > 1, "{title}: {german:#?}");
}

fn open<'a>(dialog: Box<dyn Dialog>) -> Harness<'a, Stage> {
    let mut stage = Stage::new(About::new(None));
    stage.dialog = dialog;
    stage.findings = vec![Finding::new(Level::Error, "layer.ron", "…")];
    // Names and definitions of a codebook are data.
    stage.project.as_mut().unwrap().codebook = Codebook::default().into();
    stage.open_in(egui::vec2(900.0, 1500.0))
}

#[test]
fn nothing_in_a_german_dialog_is_english() {
    let id = ArticleId::new("one").unwrap();
    let ask = Ask::Files {
        title: "…".to_owned(),
        endings: Vec::new(),
    };
    let folder = tempfile::tempdir().unwrap();
    let ctx = egui::Context::default();
    let dialogs: [Box<dyn Dialog>; 12] = [
        Box::new(About::new(Some("log".into()))),
        Box::new(AnnotatorDialog::new("Ana")),
        Box::new(ArticleDialog::new(id)),
        Box::new(BackupsDialog::new(None)),
        Box::new(FindingsDialog::new()),
        Box::new(GuidelinesDialog::new()),
        Box::new(HistoryDialog::new(None, Scope::All, Focus::default(), &ctx)),
        Box::new(TrashDialog::new(None, &ctx)),
        Box::new(PathDialog::new(ask, Some(folder.path().to_owned()))),
        Box::new(ProjectDialog::new()),
        Box::new(ManualPage::new(Manual::Promises)),
        Box::new(ReadingDialog::new()),
    ];
    for dialog in dialogs {
        compare(&mut open(dialog));
    }
}
