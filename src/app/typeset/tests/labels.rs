//! Labels and buttons.

use super::*;

#[test]
fn a_label_of_one_line_is_cut_where_its_text_ends_logically() {
    let mut typesetter = typesetter();
    let mut cache = label::LabelCache::default();
    let style = Style::new(Face::Interface, 14.0);
    for sample in SAMPLES {
        let label = cache.get(&mut typesetter, sample.text, &style, Lines::One, 120.0, 1.0);
        assert_eq!(label.paragraph.line_count(), 1, "{}", sample.name);
        assert!(label.paragraph.width() <= 120.0, "{}", sample.name);
        assert!(
            label.is_cut && label.paragraph.text().ends_with('…'),
            "{}",
            sample.name
        );
        // Neither much too short.
        assert!(
            label.paragraph.width() > 60.0,
            "{}: {}",
            sample.name,
            label.paragraph.width()
        );
        let whole = cache.get(
            &mut typesetter,
            sample.text,
            &style,
            Lines::One,
            10_000.0,
            1.0,
        );
        assert!(!whole.is_cut, "{}", sample.name);
    }
}

#[test]
fn labels_have_their_text_for_screen_readers() {
    use egui_kittest::kittest::Queryable as _;
    let mut harness = egui_kittest::Harness::new_ui(|ui| {
        if Typography::find(ui.ctx()).is_none() {
            Typography::install(ui.ctx(), &test_fonts());
        }
        ui.add(TextLabel::new("قال الوزير"));
        ui.add(TextLabel::new("Plain words").one_line());
        ui.add(TextButton::new("中国 👍🏽"));
    });
    harness.run();
    harness.get_by_label("قال الوزير");
    harness.get_by_label("Plain words");
    harness.get_by_label("中国 👍🏽");
}

#[test]
fn what_stands_behind_the_text_of_a_button_is_not_cut() {
    use egui_kittest::kittest::Queryable as _;
    let title = "Chamber backs Outer Quay by seven votes after all-night sitting";
    let mut harness = egui_kittest::Harness::new_ui_state(
        |ui, widths: &mut Vec<f32>| {
            if Typography::find(ui.ctx()).is_none() {
                Typography::install(ui.ctx(), &test_fonts());
            }
            widths.clear();
            ui.set_max_width(300.0);
            for (text, tail) in [("قال الوزير", "· done"), (title, "· done")] {
                let button = TextButton::new(text).with_tail(tail);
                widths.push(ui.add(button).rect.width());
            }
        },
        Vec::new(),
    );
    harness.run();
    harness.get_by_label("قال الوزير · done");
    harness.get_by_label(&format!("{title} · done"));
    let [short, long] = harness.state()[..] else {
        panic!("two buttons")
    };
    assert!(short < long && long <= 301.0, "{short} {long}");
}

#[test]
fn both_kinds_of_label_are_equally_high() {
    let mut heights = Vec::new();
    let mut harness = egui_kittest::Harness::new_ui_state(
        |ui, heights: &mut Vec<f32>| {
            if Typography::find(ui.ctx()).is_none() {
                Typography::install(ui.ctx(), &test_fonts());
            }
            heights.clear();
            for text in ["Plain words", "شركة", "中国", "👍🏽 and words"] {
                heights.push(ui.add(TextLabel::new(text).one_line()).rect.height());
            }
        },
        std::mem::take(&mut heights),
    );
    harness.run();
    let heights = harness.state();
    assert!(
        heights
            .iter()
            .all(|height| (height - heights[0]).abs() <= 1.0),
        "{heights:?}"
    );
}
