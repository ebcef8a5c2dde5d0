//! Tests of the pane as a whole, with the bundled fonts only.

mod invisible;
mod mapping;
mod motions;
mod mouse;
mod scrolling;
mod speech;
mod still;
mod told;

use egui::{Event, Modifiers, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::Harness;

use super::marks::tests::mark;
use super::{Click, Heading, Mark, Marks, Page, Reader};
use crate::app::typeset::{FontService, Typography};
use crate::model::{AnnotationId, Spans};
use crate::text::{Byte, Span, Text};

/// A pane in a window, and what it has answered so far.
struct Scene {
    reader: Reader,
    marks: Marks,
    chosen: Option<AnnotationId>,
    text_size: f32,
    all_invisible: bool,
    clicks: Vec<Click>,
    entered: Vec<AnnotationId>,
    pieces: Vec<Span>,
    moved: Vec<(AnnotationId, Spans)>,
    hovered: Option<AnnotationId>,
}

impl Scene {
    fn new(text: &str, marks: Vec<Mark>) -> Self {
        let text = Text::new(text);
        Self {
            marks: super::marks::tests::all(&text, marks),
            reader: Reader::new(text, "en"),
            chosen: None,
            text_size: 17.0,
            all_invisible: false,
            clicks: Vec::new(),
            entered: Vec::new(),
            pieces: Vec::new(),
            moved: Vec::new(),
            hovered: None,
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let page = Page {
            heading: Heading {
                title: "The port",
                source: "Coastwire",
                ..Heading::default()
            },
            chosen: self.chosen.as_ref(),
            text_size: self.text_size,
            all_invisible: self.all_invisible,
            ..Page::new(&self.marks)
        };
        let response = self.reader.show(ui, &page);
        self.clicks.extend(response.clicked);
        self.entered.extend(response.entered);
        self.pieces.extend(response.piece);
        self.moved.extend(response.drag_end);
        self.hovered = response.hovered;
    }

    fn selected(&self) -> String {
        self.reader
            .text()
            .slice(self.reader.selection().span())
            .to_owned()
    }

    /// A point on the grapheme at an offset.
    fn point(&self, at: usize) -> Pos2 {
        let caret = self
            .reader
            .rect_of(Byte::new(at))
            .expect("the offset is in view");
        caret.center() + vec2(1.5, 0.0)
    }
}

/// A window with a pane, 0.02 seconds a frame.
fn window(scene: Scene, size: Vec2) -> Harness<'static, Scene> {
    window_with(scene, size, &FontService::bundled())
}

/// The same with other fonts.
fn window_with(scene: Scene, size: Vec2, fonts: &FontService) -> Harness<'static, Scene> {
    let fonts = fonts.clone();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(0.02)
        .with_context_setup(move |ctx| drop(Typography::install(ctx, &fonts)))
        .build_ui_state(|ui, scene: &mut Scene| scene.show(ui), scene);
    harness.run();
    harness
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    }
}

/// Sends events, one a frame.
fn send(harness: &mut Harness<'_, Scene>, events: impl IntoIterator<Item = Event>) {
    for event in events {
        harness.input_mut().events.push(event);
        harness.step();
    }
}

/// Lets so much time pass that the next press is no double click.
fn pause(harness: &mut Harness<'_, Scene>) {
    harness.run_steps(40);
}

/// A text of many paragraphs of all lengths, in several scripts.
fn long_text(paragraphs: usize) -> String {
    let sentences = [
        "The port will close by 2030, the minister said. ",
        "Nobody had expected it! ",
        "埃尔辛港扩建悬而未决，远澜航运说先看水深。",
        "قال الوزير إن الميناء سيغلق قبل عام 2030. ",
        "Порт закроют, сказала министр транспорта. ",
    ];
    let mut random = fastrand::Rng::with_seed(7);
    let mut text = String::from("A title of the text");
    for number in 0..paragraphs {
        text.push('\n');
        let sentence = sentences[random.usize(..sentences.len())];
        text.push_str(&sentence.repeat(if number % 17 == 0 {
            0
        } else {
            random.usize(1..14)
        }));
    }
    text
}
