//! What is painted and uploaded, without a window.

use egui::{Color32, Context, Pos2, RawInput, Rect, Shape, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// A headless context.
struct Stage {
    ctx: Context,
    fonts: FontService,
}

impl Stage {
    fn new() -> Self {
        let ctx = Context::default();
        let fonts = test_fonts();
        Typography::install(&ctx, &fonts);
        Self { ctx, fonts }
    }

    fn frame(&self, show: impl FnMut(&mut egui::Ui)) -> Frame {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0))),
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, show);
        let uploads = output.textures_delta.set.keys().copied().collect();
        output.textures_delta.clear();
        let meshes = output
            .shapes
            .iter()
            .filter_map(|clipped| match &clipped.shape {
                Shape::Mesh(mesh) => Some((clipped.clip_rect, (**mesh).clone())),
                _ => None,
            });
        Frame {
            meshes: meshes.collect(),
            uploads,
            repaint_delay: output.viewport_output[&egui::ViewportId::ROOT].repaint_delay,
        }
    }
}

/// What one frame has painted and asked for.
struct Frame {
    meshes: Vec<(Rect, egui::Mesh)>,
    uploads: Vec<egui::TextureId>,
    repaint_delay: std::time::Duration,
}

impl Frame {
    /// The textures of ours that were uploaded.
    fn atlas_uploads(&self) -> usize {
        self.uploads
            .iter()
            .filter(|id| **id != egui::TextureId::default())
            .count()
    }
}

#[test]
fn only_what_the_clip_lets_be_seen_is_painted() {
    let stage = Stage::new();
    let text = SAMPLES
        .iter()
        .map(|sample| sample.text)
        .collect::<Vec<_>>()
        .join(" ")
        .repeat(6);
    let paragraph = Typesetter::new(&stage.fonts).lay_out(&text, &reading(), 380.0, 1.0);
    assert!(paragraph.height() > 5000.0);
    let pitch = paragraph.line_pitch();
    let window = Rect::from_min_size(pos2(10.0, 40.0), vec2(380.0, 200.0));
    for scroll in [0.0, 2000.0, paragraph.height() - 100.0] {
        let output = stage.frame(|ui| {
            let painter = ui.painter().with_clip_rect(window);
            let origin = window.min - vec2(0.0, scroll);
            Typography::of(ui.ctx()).paint(&painter, &paragraph, origin, Color32::BLACK);
        });
        assert!(!output.meshes.is_empty(), "nothing is painted at {scroll}");
        for (clip, mesh) in output.meshes {
            assert!(window.contains_rect(clip));
            assert!(mesh.is_valid());
            let bounds = mesh.calc_bounds();
            assert!(
                bounds.top() > window.top() - 3.0 * pitch
                    && bounds.bottom() < window.bottom() + 3.0 * pitch
            );
            assert!(
                mesh.vertices
                    .iter()
                    .all(|vertex| (0.0..=1.0).contains(&vertex.uv.x))
            );
        }
    }
    let output = stage.frame(|ui| {
        let painter = ui.painter().with_clip_rect(window);
        Typography::of(ui.ctx()).paint(&painter, &paragraph, pos2(0.0, 400.0), Color32::BLACK);
    });
    assert!(
        output.meshes.is_empty(),
        "a paragraph below the window is painted"
    );
}

#[test]
fn glyphs_are_uploaded_in_the_frame_that_paints_them_and_only_then() {
    let stage = Stage::new();
    let show = |ui: &mut egui::Ui| {
        for sample in SAMPLES {
            ui.add(TextLabel::new(sample.text));
        }
    };
    stage.frame(|_| {});
    let first = stage.frame(show);
    assert!(!first.meshes.is_empty());
    assert!(
        first
            .meshes
            .iter()
            .all(|(_, mesh)| first.uploads.contains(&mesh.texture_id))
    );
    for _ in 0..3 {
        stage.frame(show);
    }
    let idle = stage.frame(show);
    assert_eq!(idle.atlas_uploads(), 0, "an idle frame uploads glyphs");
    assert_eq!(
        idle.repaint_delay,
        std::time::Duration::MAX,
        "an idle frame asks for another one"
    );
}

#[test]
fn ranges_can_have_their_own_colours() {
    let stage = Stage::new();
    let paragraph =
        Typesetter::new(&stage.fonts).lay_out("black red black 👍🏽", &reading(), 380.0, 1.0);
    let output = stage.frame(|ui| {
        let ink = Ink {
            color: Color32::BLACK,
            overrides: &[(6..9, Color32::RED)],
        };
        Typography::of(ui.ctx()).paint_with(ui.painter(), &paragraph, pos2(10.0, 10.0), &ink);
    });
    let with = |color| {
        output
            .meshes
            .iter()
            .flat_map(|(_, mesh)| &mesh.vertices)
            .filter(|vertex| vertex.color == color)
            .count()
            / 4
    };
    assert_eq!(
        (
            with(Color32::BLACK),
            with(Color32::RED),
            with(Color32::WHITE)
        ),
        (10, 3, 1)
    );
}

#[test]
fn a_change_of_theme_draws_the_glyphs_anew() {
    let stage = Stage::new();
    let paragraph = Typesetter::new(&stage.fonts).lay_out("some text", &reading(), 380.0, 1.0);
    let show = |ui: &mut egui::Ui| {
        Typography::of(ui.ctx()).paint(ui.painter(), &paragraph, pos2(10.0, 10.0), Color32::GRAY);
    };
    stage.ctx.set_theme(egui::Theme::Light);
    stage.frame(show);
    let light = stage.frame(show);
    stage.ctx.set_theme(egui::Theme::Dark);
    stage.frame(show);
    let dark = stage.frame(show);
    assert_eq!(
        (light.atlas_uploads(), dark.atlas_uploads()),
        (0, 0),
        "a second frame in a theme uploads glyphs"
    );
    assert_eq!(
        light.meshes[0].1.vertices.len(),
        dark.meshes[0].1.vertices.len()
    );
    assert_ne!(light.meshes[0].1.texture_id, dark.meshes[0].1.texture_id);
}

#[test]
fn glyphs_stand_where_their_graphemes_are() {
    let stage = Stage::new();
    let mut typesetter = Typesetter::new(&stage.fonts);
    // Letters and trailing spaces of one font that run to the left.
    let overridden =
        "\u{202E}some   words   that   are   forced   to   run   leftwards   over   the   line   ";
    let samples = SAMPLES
        .iter()
        .filter(|sample| sample.name != "combining")
        .map(|sample| sample.text);
    let mut inked = 0;
    for text in samples.chain([overridden]) {
        let paragraph = typesetter.lay_out(text, &reading(), 213.0, 1.0);
        let origin = pos2(20.0, 10.0);
        for (start, word) in text
            .split_word_bound_indices()
            .filter(|(_, word)| word.len() > 3)
        {
            let range = start..start + word.len();
            let frame = stage.frame(|ui| {
                let ink = Ink {
                    color: Color32::BLACK,
                    overrides: &[(range.clone(), Color32::RED)],
                };
                Typography::of(ui.ctx()).paint_with(ui.painter(), &paragraph, origin, &ink);
            });
            // Letters lean over their edges a little.
            let rects: Vec<Rect> = paragraph
                .rects(range)
                .iter()
                .map(|rect| rect.translate(origin.to_vec2()).expand(3.0))
                .collect();
            let red = frame
                .meshes
                .iter()
                .flat_map(|(_, mesh)| &mesh.vertices)
                .filter(|v| v.color == Color32::RED);
            for vertex in red {
                inked += 1;
                assert!(
                    rects.iter().any(|rect| rect.contains(vertex.pos)),
                    "{word} in {text}: {rects:?} {vertex:?}"
                );
            }
        }
    }
    assert!(inked > 4000, "{inked}");
}
