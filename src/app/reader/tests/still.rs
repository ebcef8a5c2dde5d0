//! That the pane is still when nothing happens, and keeps to its place.

use super::*;
use egui::{Context, RawInput, Rect, pos2};

fn shown(scene: &mut Scene, ctx: &Context, input: RawInput, within: Rect) -> egui::FullOutput {
    ctx.run_ui(input, |ui| {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(within));
        scene.show(&mut child);
    })
}

#[test]
fn an_idle_pane_asks_for_no_frame() {
    let marks = vec![mark("a", &[0..30]), mark("b", &[10..200])];
    let mut scene = Scene::new(&long_text(200), marks);
    scene.chosen = Some(AnnotationId::new("b").unwrap());
    let mut harness = window(scene, vec2(900.0, 400.0));
    harness.state().reader.request_focus(&harness.ctx);
    harness.run();
    harness.run_steps(3);
    assert!(harness.state().reader.has_focus(&harness.ctx));
    let delay = harness
        .output()
        .viewport_output
        .values()
        .map(|output| output.repaint_delay)
        .min();
    assert_eq!(delay, Some(core::time::Duration::MAX));
}

#[test]
fn nothing_is_painted_outside_the_pane() {
    let mark = |n: usize| {
        let mark = mark(&format!("m{n}"), &[n * 50..n * 50 + 80]);
        let mut mark = mark.saying("said-by-somebody-with-a-very-long-name-indeed");
        mark.change().unsure = true;
        mark
    };
    let all: Vec<Mark> = (0..40).map(mark).collect();
    let text = "The port will close by 2030, the minister said. ".repeat(100);
    let mut scene = Scene::new(&text, all);
    scene.chosen = Some(AnnotationId::new("m7").unwrap());
    let ctx = Context::default();
    Typography::install(&ctx, &FontService::bundled());
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1200.0, 800.0));
    let pane = Rect::from_min_max(pos2(130.0, 60.0), pos2(1100.0, 700.0));
    let input = RawInput {
        screen_rect: Some(screen),
        ..RawInput::default()
    };
    for _ in 0..3 {
        scene.reader.scroll_pages(0.3);
        let mut output = shown(&mut scene, &ctx, input.clone(), pane);
        output.textures_delta.clear();
        assert!(output.shapes.len() > 10);
        for shape in output.shapes {
            let visible = shape
                .clip_rect
                .intersect(shape.shape.visual_bounding_rect());
            assert!(
                !visible.is_positive() || pane.expand(0.5).contains_rect(visible),
                "{visible:?}"
            );
        }
    }
}

#[test]
fn only_what_is_in_view_is_laid_out() {
    let mut harness = window(Scene::new(&long_text(4000), Vec::new()), vec2(600.0, 400.0));
    assert!(harness.state().reader.column.laid_count() < 20);
    for _ in 0..300 {
        harness.state_mut().reader.scroll_pages(0.9);
        harness.step();
    }
    assert!(harness.state().reader.column.laid_count() < 300);
}
