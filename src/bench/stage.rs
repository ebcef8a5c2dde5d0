//! The program without a window: frames are asked for, run and timed as a window would.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, Pos2, Vec2, pos2, vec2};

use super::synth::ANNOTATOR;
use crate::app::picker::SystemPicker;
use crate::app::settings::Settings;
use crate::app::typeset::{FontService, Typography};
use crate::app::workspace::{OpenArticle, Workspace};
use crate::app::{Postil, Screen};
use crate::words::Language;

/// How long a frame that must come is waited for.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// The program, and the time on its stage.
pub struct Stage {
    ctx: egui::Context,
    pub postil: Postil,
    pub size: Vec2,
    began: Instant,
    events: Vec<Event>,
    held: Modifiers,
    /// Somebody wants a frame at once.
    wanted: Receiver<()>,
}

impl Stage {
    /// The welcome page, its fonts all found.
    pub fn new(state: &Path) -> Self {
        let ctx = egui::Context::default();
        let (send, wanted) = channel();
        ctx.set_request_repaint_callback(move |request| {
            if request.delay.is_zero() {
                let _gone = send.send(());
            }
        });
        let woken = ctx.clone();
        let fonts = FontService::start(move || woken.request_repaint());
        Typography::install(&ctx, &fonts);
        let mut settings = Settings::default();
        // What is measured ends with the mark.
        settings.asks = false;
        settings.language = Some(Language::English);
        ANNOTATOR.clone_into(&mut settings.annotator);
        settings.state = Some(state.to_owned());
        let postil = Postil::new(settings, Box::new(SystemPicker::default()), &ctx);
        let mut stage = Self {
            ctx,
            postil,
            size: vec2(1320.0, 860.0),
            began: Instant::now(),
            events: Vec::new(),
            held: Modifiers::NONE,
            wanted,
        };
        stage.frame();
        stage.until("the fonts are found", |_| fonts.generation() > 0);
        stage.settle();
        stage
    }

    /// One frame; how long it took, in milliseconds.
    pub fn frame(&mut self) -> f64 {
        while self.wanted.try_recv().is_ok() {}
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.began.elapsed().as_secs_f64()),
            events: core::mem::take(&mut self.events),
            focused: true,
            ..egui::RawInput::default()
        };
        let begun = Instant::now();
        self.postil.land(&self.ctx);
        let postil = &mut self.postil;
        let mut output = self.ctx.run_ui(input, |ui| postil.frame(ui));
        let scale = output.pixels_per_point;
        let meshes = self
            .ctx
            .tessellate(core::mem::take(&mut output.shapes), scale);
        std::hint::black_box(meshes);
        let taken = milliseconds(begun);
        // There is no graphics card that would take them.
        output.textures_delta.clear();
        taken
    }

    /// Runs the frames that are asked for until something is so. How long it took in all, and the longest frame, in
    /// milliseconds.
    ///
    /// # Panics
    /// When it is not so in two minutes.
    pub fn until(&mut self, what: &str, so: impl Fn(&Postil) -> bool) -> (f64, f64) {
        let begun = Instant::now();
        let mut longest: f64 = 0.0;
        loop {
            longest = longest.max(self.frame());
            if so(&self.postil) {
                return (milliseconds(begun), longest);
            }
            // The next frame may be asked for by a thread that has something, or by the frame itself.
            let left = PATIENCE.saturating_sub(begun.elapsed());
            assert!(
                self.wanted.recv_timeout(left).is_ok(),
                "waiting until {what}"
            );
        }
    }

    /// Runs frames until none is asked for in a tenth of a second; how many there were.
    pub fn settle(&mut self) -> usize {
        let mut frames = 0;
        while self.wanted.recv_timeout(Duration::from_millis(100)).is_ok() {
            self.frame();
            frames += 1;
        }
        frames
    }

    /// Waits until everything is on the disk.
    pub fn saved(&mut self) {
        if let Some(workspace) = self.postil.workspace() {
            workspace.saver.flush(PATIENCE);
        }
        self.settle();
    }

    /// Opens a project as a user does; the frames are still to be run.
    pub fn open(&mut self, root: &Path) {
        self.postil.open_project(root.to_owned(), &self.ctx);
    }

    /// Loads all articles of files and folders as they are found; the frames are still to be run.
    pub fn load(&mut self, paths: Vec<std::path::PathBuf>) {
        self.postil.load_all(paths, &self.ctx);
    }

    /// Closes the project.
    pub fn close(&mut self) {
        self.postil.screen = Screen::Welcome;
        self.settle();
    }

    /// The open project.
    ///
    /// # Panics
    /// When there is none.
    pub fn workspace(&mut self) -> &mut Workspace {
        match &mut self.postil.screen {
            Screen::Workspace(workspace) => workspace,
            Screen::Welcome | Screen::Opening(_) => panic!("a project is open"),
        }
    }

    /// The open article.
    ///
    /// # Panics
    /// When there is none.
    pub fn article(&mut self) -> &mut OpenArticle {
        self.workspace().open.as_mut().expect("an article is open")
    }

    /// A stroke that the next frame gets, with the text that it types.
    pub fn press(&mut self, key: Key, modifiers: Modifiers, text: Option<&str>) {
        self.hold(modifiers);
        self.events.push(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
        self.events
            .extend(text.map(|text| Event::Text(text.to_owned())));
        self.events.push(Event::Key {
            key,
            physical_key: None,
            pressed: false,
            repeat: false,
            modifiers,
        });
        self.hold(Modifiers::NONE);
    }

    /// Text that the next frame gets, as an input method gives it.
    pub fn write(&mut self, text: &str) {
        self.events.push(Event::Text(text.to_owned()));
    }

    /// Writes letter by letter; how long each frame took, in milliseconds.
    pub fn write_letters(&mut self, letters: &str) -> Vec<f64> {
        let mut times = Vec::new();
        for letter in letters.split_inclusive(|_| true) {
            self.write(letter);
            times.extend([self.frame(), self.frame()]);
        }
        times
    }

    /// What a field remembers to have been typed into it.
    pub fn remembered(&self, field: egui::Id) -> Option<String> {
        self.ctx.data(|data| data.get_temp(field))
    }

    fn hold(&mut self, modifiers: Modifiers) {
        if self.held != modifiers {
            self.held = modifiers;
            self.events.push(Event::ModifiersChanged(modifiers));
        }
    }

    /// Opens a project that was just written, and a screen of it by its key; how long the screen took to open, in milliseconds.
    pub fn open_screen(&mut self, root: &Path, screen: Key) -> f64 {
        self.open(root);
        self.until("the project is there", |postil| {
            let workspace = postil.workspace();
            workspace.is_some_and(|it| it.open.is_some() && !it.reading)
        });
        self.settle();
        self.press(screen, Modifiers::NONE, None);
        let opened = self.frame();
        self.settle();
        opened
    }

    /// Types into the filter of a screen letter by letter, and clears it; how long each frame took, in milliseconds.
    pub fn type_filter(&mut self, letters: &str) -> Vec<f64> {
        let mut typed = Vec::new();
        for letter in letters.split_inclusive(|_| true) {
            let key = Key::from_name(&letter.to_uppercase()).unwrap_or(Key::Space);
            self.press(key, Modifiers::NONE, Some(letter));
            typed.extend([self.frame(), self.frame()]);
        }
        self.press(Key::Escape, Modifiers::NONE, None);
        typed.push(self.frame());
        self.settle();
        typed
    }

    /// Goes down so many rows; how long each frame took, in milliseconds.
    pub fn go_down(&mut self, rows: usize) -> Vec<f64> {
        let step = |stage: &mut Self| {
            stage.press(Key::ArrowDown, Modifiers::NONE, None);
            stage.frame()
        };
        (0..rows).map(|_| step(self)).collect()
    }

    /// The wheel turned over the article, by lines.
    pub fn wheel(&mut self, lines: f32) {
        self.events.push(Event::PointerMoved(pos2(
            self.size.x * 0.45,
            self.size.y * 0.5,
        )));
        self.events.push(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: vec2(0.0, -lines),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
    }
}

pub fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// Resident memory of this process in megabytes; none where the system does not say.
pub fn resident_megabytes() -> Option<f64> {
    status_megabytes("VmRSS:")
}

/// The most that was ever resident of this process, in megabytes; none where the system does not say.
pub fn peak_megabytes() -> Option<f64> {
    status_megabytes("VmHWM:")
}

fn status_megabytes(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}
