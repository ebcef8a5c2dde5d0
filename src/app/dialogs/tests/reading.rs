//! How articles are set.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::app::dialogs::ReadingDialog;
use crate::app::settings::Settings;

use super::{Stage, press, retype};

fn open<'a>() -> Harness<'a, Stage> {
    Stage::new(ReadingDialog::new()).open()
}

fn choose(harness: &mut Harness<'_, Stage>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

#[test]
fn a_bundled_face_is_one_click() {
    let mut harness = open();
    assert!(harness.get_by_label("Source Serif 4").is_focused());
    choose(&mut harness, "Inter");
    assert_eq!(harness.state().settings.reading_face, "Inter");
    assert!(harness.query_by_label("Font of this system").is_none());
    assert!(!harness.state().closed, "it stays open for the next change");
}

#[test]
fn another_face_counts_as_soon_as_its_name_is_whole() {
    let mut harness = open();
    choose(&mut harness, "Another");
    assert!(harness.get_by_label("Font of this system").is_focused());
    retype(&mut harness, "hac");
    assert_eq!(harness.state().settings.reading_face, "Source Serif 4");
    harness.get_by_label("There is no font of this name here.");
    harness.get_by_role_and_label(Role::ListBoxOption, "Hack");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().settings.reading_face, "Hack");
    assert!(
        harness
            .query_by_label("There is no font of this name here.")
            .is_none()
    );
    // Whatever its case.
    retype(&mut harness, "INTER");
    assert_eq!(harness.state().settings.reading_face, "Inter");
}

#[test]
fn a_face_that_has_gone_is_named() {
    let mut stage = Stage::new(ReadingDialog::new());
    stage.settings.reading_face = "Gone Serif".to_owned();
    let harness = stage.open();
    let field = harness.get_by_label("Font of this system");
    assert_eq!(field.value().as_deref(), Some("Gone Serif"));
    harness.get_by_label("There is no font of this name here.");
}

#[test]
fn sliders_answer_to_arrow_keys_and_stay_within_their_limits() {
    let mut harness = open();
    let value = |harness: &Harness<'_, Stage>, name: &str| {
        let slider = harness.get_by_role_and_label(Role::Slider, name);
        slider.accesskit_node().numeric_value().unwrap()
    };
    for (name, usual, step, most) in [
        ("Size, in points", 18.0, 1.0, 48.0),
        ("Line spacing", 1.5, 0.05, 2.4),
        ("Characters in a line", 70.0, 1.0, 120.0),
    ] {
        assert!((value(&harness, name) - usual).abs() < 1e-4, "{name}");
        harness.get_by_role_and_label(Role::Slider, name).focus();
        harness.run();
        press(&mut harness, Key::ArrowRight);
        let stepped = value(&harness, name);
        assert!((stepped - usual - step).abs() < 1e-4, "{name}: {stepped}");
        for _ in 0..60 {
            press(&mut harness, Key::ArrowRight);
        }
        assert!((value(&harness, name) - most).abs() < 1e-4, "{name}");
    }
    let settings = &harness.state().settings;
    assert_eq!((settings.text_size, settings.measure), (48.0, 120.0));
    choose(&mut harness, "As it was made");
    assert_eq!(harness.state().settings, Settings::default());
    choose(&mut harness, "Close");
    assert!(harness.state().closed);
}
