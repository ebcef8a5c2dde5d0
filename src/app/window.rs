//! The native window: start-up, fonts, timings, the way out.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use eframe::egui;

use super::Postil;
use super::files::{Arrival, arrive};
use super::picker::SystemPicker;
use super::settings::{LEAST_WINDOW, Settings};
use super::typeset::{FontService, Typography};
use crate::store::{Progress, StoreError, signals};
use crate::words;

/// What the window starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// A project to open.
    pub project: Option<PathBuf>,
    /// When the program began.
    pub began: Instant,
    /// Whether to log how long things take.
    pub timings: bool,
}

/// How long the first frame may wait for a project that is being read since before the window came.
const PATIENCE: Duration = Duration::from_millis(25);

/// Opens the window and runs until it closes.
///
/// # Errors
/// When the system gives no window or no graphics.
pub fn run(start: Start) -> anyhow::Result<()> {
    let clock = start.timings.then(|| Clock::new(start.began));
    let settings = Settings::load();
    words::speak(settings.spoken());
    // Reading the project and finding fonts begin before there is a window.
    let reading = start
        .project
        .clone()
        .map(|root| read_early(settings.state.clone(), settings.annotator.clone(), root));
    let (wake_send, wake_receive) = channel::<egui::Context>();
    let fonts = FontService::start(move || {
        if let Ok(ctx) = wake_receive.recv() {
            ctx.request_repaint();
        }
    });
    let maximize = settings.maximized;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("postil")
            .with_title("Postil")
            .with_inner_size(settings.window)
            .with_min_inner_size(LEAST_WINDOW)
            .with_icon(icon()),
        ..eframe::NativeOptions::default()
    };
    let ran = eframe::run_native(
        "Postil",
        options,
        Box::new(move |creation| {
            if let Some(clock) = &clock {
                clock.log("window made");
            }
            let ctx = &creation.egui_ctx;
            Typography::install(ctx, &fonts);
            let _gone = wake_send.send(ctx.clone());
            let asked = Arc::new(AtomicBool::new(false));
            heed_signals(&asked, ctx);
            let mut postil = Postil::new(settings, Box::new(SystemPicker::default()), ctx);
            if let (Some(root), Some(reading)) = (start.project.clone(), reading) {
                match reading.recv_timeout(PATIENCE) {
                    Ok(arrival) => postil.opened(&root, arrival, ctx),
                    Err(_) => postil.open_project(root, ctx),
                }
            }
            if let Some(clock) = &clock {
                clock.log("program made");
            }
            Ok(Box::new(Window {
                postil,
                asked,
                maximize,
                clock,
            }))
        }),
    );
    ran.map_err(|error| anyhow::anyhow!("The window could not be opened: {error}"))
}

/// Reads a project on a thread of its own while the window is being made.
fn read_early(
    state: Option<PathBuf>,
    annotator: String,
    root: PathBuf,
) -> Receiver<Result<Arrival, StoreError>> {
    let (send, receive) = channel();
    let spawned = std::thread::Builder::new()
        .name("postil-opening".to_owned())
        .spawn(move || {
            let progress = Progress::default();
            let _gone = send.send(arrive(&root, state.as_deref(), &annotator, &progress));
        });
    if let Err(error) = spawned {
        tracing::warn!("no thread for reading the project early: {error}");
    }
    receive
}

/// The icon in the task bar: three marks beside a text, drawn from data.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

/// Notes when the system asks the program to end, and wakes it.
fn heed_signals(asked: &Arc<AtomicBool>, ctx: &egui::Context) {
    let (asked, ctx) = (Arc::clone(asked), ctx.clone());
    let end = move || {
        asked.store(true, Ordering::Relaxed);
        ctx.request_repaint();
    };
    if let Err(error) = signals::when_asked_to_end(end) {
        tracing::warn!("signals end the program at once: {error}");
    }
}

struct Window {
    postil: Postil,
    /// Whether the system has asked the program to end.
    asked: Arc<AtomicBool>,
    /// Whether it is still to be maximised. On X11 that takes a window that is seen, which it is after the first frame.
    maximize: bool,
    clock: Option<Clock>,
}

/// Logs when the first frame was made and shown.
struct Clock {
    began: Instant,
    frames: u32,
}

impl Clock {
    const fn new(began: Instant) -> Self {
        Self { began, frames: 0 }
    }

    /// Called at the start of each frame: the second one begins when the first has been shown.
    fn frame_begins(&mut self) {
        if self.frames == 1 {
            self.log("first frame shown");
        }
    }

    fn frame_made(&mut self, ctx: &egui::Context) {
        if self.frames == 0 {
            self.log("first frame made");
            ctx.request_repaint();
        }
        self.frames = self.frames.saturating_add(1);
    }

    fn log(&self, what: &str) {
        let elapsed = self.began.elapsed().as_secs_f64() * 1000.0;
        eprintln!("timing: {what} after {elapsed:.1} ms");
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.postil.land(ctx);
        if self.asked.load(Ordering::Relaxed) {
            self.postil.end(ctx);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        if let Some(clock) = &mut self.clock {
            clock.frame_begins();
        }
        if self.maximize {
            if ui.ctx().cumulative_frame_nr() > 0 {
                let maximized = egui::ViewportCommand::Maximized(true);
                ui.ctx().send_viewport_cmd(maximized);
                self.maximize = false;
            }
            ui.ctx().request_repaint();
        }
        self.postil.frame(ui);
        if let Some(clock) = &mut self.clock {
            clock.frame_made(ui.ctx());
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.postil.keep_places();
        self.postil.settings.save();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
