//! Which font writes what.

use super::*;

#[test]
fn no_sample_shows_a_box() {
    let mut typesetter = typesetter();
    // The test faces lack some of the stacked marks.
    for sample in SAMPLES.iter().filter(|sample| sample.name != "combining") {
        let paragraph = typesetter.lay_out(sample.text, &reading(), f32::INFINITY, 1.0);
        for line in paragraph.layout().lines() {
            for run in line.runs() {
                for cluster in run.clusters() {
                    let text = sample.text.get(cluster.text_range()).unwrap_or(" ");
                    let is_box = cluster.glyphs().any(|glyph| glyph.id == 0)
                        && !text.contains(['\u{2028}', '\u{200D}']);
                    assert!(!is_box, "{}: no glyph for {text:?}", sample.name);
                }
            }
        }
    }
}

#[test]
fn plain_text_is_in_both_faces() {
    let mut typesetter = Typesetter::new(&FontService::bundled());
    let plain: String = ('\u{20}'..='\u{FFFF}')
        .filter(|c| scan::is_plain_char(*c))
        .collect();
    assert!(plain.chars().count() > 500, "{}", plain.chars().count());
    let mut missing = Vec::new();
    for face in [Face::Interface, Face::Reading] {
        for c in plain.chars() {
            let paragraph =
                typesetter.lay_out(&c.to_string(), &Style::new(face, 16.0), f32::INFINITY, 1.0);
            let line = paragraph.layout().get(0).unwrap();
            let has_box = line.runs().any(|run| {
                run.clusters()
                    .any(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
            });
            if has_box {
                missing.push((face, format!("{c} {:04X}", c as u32)));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    assert!(
        !is_plain("שלום")
            && !is_plain("中")
            && !is_plain("👍")
            && !is_plain("\u{202E}abc")
            && !is_plain("a\u{301}")
    );
    assert!(has_rtl("abc שלום") && has_rtl("العربية") && !has_rtl("Ελλάδα Москва 中国 👍"));
}

#[test]
fn system_fonts_come_later_and_once() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let fonts = FontService::start(move || sender.send(()).expect("the test waits"));
    let mut typesetter = Typesetter::new(&fonts);
    let early = typesetter.lay_out("Latin now", &reading(), 300.0, 1.0);
    assert!(early.width() > 10.0);
    receiver
        .recv_timeout(std::time::Duration::from_mins(1))
        .expect("the thread wakes us");
    assert_eq!(fonts.generation(), 1);
    let late = typesetter.lay_out("Latin now", &reading(), 300.0, 1.0);
    assert_eq!(late.generation(), 1);
    assert!(
        late.lines().eq(early.lines()),
        "the bundled face stays the first"
    );
}

#[test]
fn articles_are_set_in_the_family_that_was_chosen() {
    let fonts = FontService::bundled();
    assert_eq!(fonts.families(), ["Hack", "Inter", "Source Serif 4"]);
    let mut typesetter = Typesetter::new(&fonts);
    let text = "The port will close, she said.";
    let mut widths = |style: &Style| {
        let bold = Style {
            bold: true,
            ..*style
        };
        [style, &bold].map(|style| typesetter.lay_out(text, style, f32::INFINITY, 1.0).width())
    };
    let serif = widths(&reading());
    let inter = widths(&Style {
        line_height: reading().line_height,
        ..Style::new(Face::Interface, reading().size)
    });
    let before = fonts.generation();
    fonts.set_reading_family("Inter");
    assert_ne!(
        fonts.generation(),
        before,
        "what is laid out is laid out anew"
    );
    assert_eq!(widths(&reading()), inter);
    fonts.set_reading_family("No Such Family");
    assert_eq!(widths(&reading()), serif);
    let before = fonts.generation();
    fonts.set_reading_family("No Such Family");
    assert_eq!(fonts.generation(), before);
}

#[test]
fn eguis_own_text_follows_the_family_that_was_chosen() {
    let fonts = FontService::bundled();
    let installed = fonts.clone();
    let mut harness = egui_kittest::Harness::builder()
        .with_context_setup(move |ctx| drop(Typography::install(ctx, &installed)))
        .build_ui_state(
            |ui, widths: &mut Vec<f32>| {
                let faces = [Face::Reading, Face::Interface];
                *widths = [false, true]
                    .into_iter()
                    .flat_map(|bold| faces.map(|face| font_id(face, bold, 16.0)))
                    .map(|font| {
                        let text = egui::RichText::new("The port will close.").font(font);
                        ui.add(egui::Label::new(text).extend()).rect.width()
                    })
                    .collect();
            },
            Vec::new(),
        );
    harness.run();
    let are_equal = |widths: &[f32]| [widths[0] == widths[1], widths[2] == widths[3]];
    assert_eq!(are_equal(harness.state()), [false, false]);
    fonts.set_reading_family("Inter");
    harness.run();
    assert_eq!(are_equal(harness.state()), [true, true]);
    fonts.set_reading_family(READING_FAMILY);
    harness.run();
    assert_eq!(are_equal(harness.state()), [false, false]);
}

#[test]
fn egui_finds_fallback_fonts_too() {
    // The harness panics at a character for which egui has no glyph.
    let mut harness = egui_kittest::Harness::new_ui(|ui| {
        if Typography::find(ui.ctx()).is_none() {
            Typography::install(ui.ctx(), &test_fonts());
        }
        ui.label("Русский Ελληνικά 外交部 カメラ 대통령 قال שלום नई ไทย");
        ui.label(egui::RichText::new("bold 外交").font(font_id(Face::Interface, true, 14.0)));
        ui.label(egui::RichText::new("reading 外交").font(font_id(Face::Reading, false, 14.0)));
        ui.monospace("mono 外交");
    });
    harness.run();
}

#[test]
fn every_tag_of_the_font_table_is_one_that_fontique_knows() {
    use fontique::{FallbackKey, Script};
    let mut seen = std::collections::HashSet::new();
    for row in font_table::SCRIPTS {
        let script = Script::parse(row.script).expect(row.script);
        if row.is_default {
            assert!(
                seen.insert((row.script, "")),
                "{} has two defaults",
                row.script
            );
        }
        for locale in row.locales {
            let language = Language::parse(locale).expect(locale);
            let key = FallbackKey::new(script, Some(&language));
            assert!(key.is_tracked(), "{} {locale}", row.script);
            assert!(
                seen.insert((row.script, locale)),
                "{} {locale} is listed twice",
                row.script
            );
        }
    }
}

#[test]
fn han_characters_follow_the_language() {
    // The test fonts have one Han face, so this asks for the language that is chosen.
    assert_eq!(scan::han_language("首相は火曜日"), Some("ja"));
    assert_eq!(scan::han_language("대통령"), Some("ko"));
    assert_eq!(scan::han_language("外交部"), None);
    assert_eq!(scan::han_language("Latin only"), None);
}

#[test]
fn paragraphs_can_be_made_on_another_thread() {
    fn is_send<T: Send>() {}
    fn is_sync<T: Sync>() {}
    is_send::<Typesetter>();
    is_send::<Paragraph>();
    is_sync::<Paragraph>();
    is_sync::<FontService>();
    is_sync::<Typography>();
}
