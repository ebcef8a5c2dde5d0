//! The article pane without a window: `cargo bench --bench pane [-- MEGABYTES MARKS [mixed]]`.
//!
//! A frame is one run of the interface and its tessellation, at 1200 × 900 points; drawing by the graphics card is not
//! in it. Each row is wall time in milliseconds: median, 99th percentile, worst.

use std::time::Instant;

use eframe::egui;
use postil::app::reader::{Mark, Marks, Motion, Page, Reader, Selection};
use postil::app::typeset::{FontService, Typography};
use postil::model::{AnnotationId, Color, Pattern, Spans, TagId};
use postil::text::{Byte, Span, Text, snap};

#[path = "../examples/synth/prose.rs"]
mod prose;

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<usize>().ok());
    let megabytes = numbers.next().unwrap_or(10);
    let count = numbers.next().unwrap_or(100_000);
    let (script, words) = if std::env::args().any(|argument| argument == "mixed") {
        ("mixed scripts", prose::MIXED)
    } else {
        ("English", prose::ENGLISH)
    };
    let mut random = fastrand::Rng::with_seed(3);
    println!("{megabytes} MB of {script}, {count} marks; milliseconds: median, p99, worst");

    let source = prose::text(&mut random, words, megabytes * 1_000_000);
    let text = once("Text::new", || Text::new(source));
    let list = marks(&mut random, &text, count);
    let marks = once("Marks::new", || Marks::new(&text, list.into_iter()));
    let mut stage = once("Reader::new", || Stage::new(&text, marks));
    once("first frame with text", || stage.frame());

    row("static", 200, || stage.frame());
    row("scroll by a line", 600, || {
        stage.reader.scroll_pages(0.035);
        stage.frame();
    });
    row("scroll by a page", 200, || {
        stage.reader.scroll_pages(0.9);
        stage.frame();
    });
    row("random jump", 200, || {
        let at = Byte::new(random.usize(..text.len()));
        stage.reader.reveal(Span { start: at, end: at });
        stage.frame();
    });
    let end = text.end();
    stage.reader.reveal(Span { start: end, end });
    stage.reader.select(Selection::new(Byte(0), end));
    once("select all", || stage.frame());
    let mut forward = false;
    row("extend by a word at the end", 200, || {
        forward = !forward;
        let motion = if forward {
            Motion::WordRight
        } else {
            Motion::WordLeft
        };
        stage.reader.move_caret(motion, true);
        stage.frame();
    });
    row("resize the window", 100, || {
        stage.size.x = 500.0 + (stage.size.x * 7.0) % 700.0;
        stage.frame();
    });
    row("change the text size", 40, || {
        stage.text_size = 12.0 + (stage.text_size * 3.0) % 20.0;
        stage.frame();
    });
    let last = stage.marks.as_slice().last().map(|mark| mark.spans.hull());
    if let Some(last) = last {
        stage.reader.reveal(last);
        once("jump to the last mark", || stage.frame());
    }
    println!("resident memory {:.0} MB", resident_megabytes());
}

/// A pane with nothing around it.
struct Stage {
    ctx: egui::Context,
    reader: Reader,
    marks: Marks,
    size: egui::Vec2,
    text_size: f32,
    time: f64,
}

impl Stage {
    fn new(text: &Text, marks: Marks) -> Self {
        let ctx = egui::Context::default();
        Typography::install(&ctx, &FontService::bundled());
        Self {
            ctx,
            reader: Reader::new(text.clone(), "en"),
            marks,
            size: egui::vec2(1200.0, 900.0),
            text_size: 18.0,
            time: 0.0,
        }
    }

    fn frame(&mut self) {
        self.time += 0.016;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, self.size)),
            time: Some(self.time),
            ..egui::RawInput::default()
        };
        let page = Page {
            text_size: self.text_size,
            ..Page::new(&self.marks)
        };
        let reader = &mut self.reader;
        let mut output = self.ctx.run_ui(input, |ui| {
            reader.show(ui, &page);
        });
        let meshes = self
            .ctx
            .tessellate(core::mem::take(&mut output.shapes), 1.0);
        std::hint::black_box(meshes);
    }
}

fn marks(random: &mut fastrand::Rng, text: &Text, count: usize) -> Vec<Mark> {
    (0..count)
        .filter_map(|number| {
            let start = random.usize(..text.len());
            let span = snap(text, Span::of(start..start + random.usize(4..250)));
            Some(Mark {
                id: AnnotationId::new(&format!("m{number:012}")).ok()?,
                spans: Spans::one(span).ok()?,
                color: Color([random.u8(..), random.u8(..), random.u8(..)]),
                pattern: Pattern::ALL[number % Pattern::ALL.len()].0,
                tag: TagId::new("quote").ok()?,
                name: "Quote".into(),
                chips: (number % 3 == 0)
                    .then(|| "said by Lind".to_owned())
                    .into_iter()
                    .collect(),
                targets: Vec::new(),
                unsure: number % 20 == 0,
                note: number % 30 == 0,
                complete: true,
            })
        })
        .collect()
}

fn once<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let result = work();
    println!("{name:28} {:8.2}", milliseconds(began));
    result
}

fn row(name: &str, times: usize, mut work: impl FnMut()) {
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let began = Instant::now();
            work();
            milliseconds(began)
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    let at = |share: usize| taken[(taken.len() - 1) * share / 100];
    println!("{name:28} {:8.2} {:8.2} {:8.2}", at(50), at(99), at(100));
}

fn milliseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0
}

/// Resident memory of this process; 0 where the system does not say.
fn resident_megabytes() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|text| text.split_whitespace().nth(1)?.parse::<f64>().ok());
    pages.unwrap_or_default() * 4096.0 / 1e6
}
