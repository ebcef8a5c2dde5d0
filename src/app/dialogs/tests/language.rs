//! Dialogs in the languages of the program.

use egui_kittest::kittest::Queryable as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::dialogs::ArticleDialog;
use crate::app::dialogs::history::{time, time_of_weekday};
use crate::model::ArticleId;
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
