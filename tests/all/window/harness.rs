//! The real program in a window without a screen: how it begins, what it is shown, and the time it takes.

mod ears;
mod eyes;
mod hands;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, OutputCommand, Vec2, ViewportCommand, ViewportId};
use egui_kittest::Harness;
use postil::app::picker::{Answer, Ask, Picker};
use postil::app::settings::Settings;
use postil::app::typeset::{FontService, Typography};
use postil::app::workspace::Workspace;
use postil::app::{Postil, Screen};
use postil::model::{Annotation, Project};
use postil::store::{self, Opened, Progress};
use postil::words::{self, Language};
use tempfile::TempDir;

use super::notation;

/// Nothing that a test waits for takes so long.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The size of the window in most tests, in points.
pub const SIZE: Vec2 = Vec2::new(1300.0, 860.0);

/// What the program asked of the file dialogs, and what they will answer.
#[derive(Debug, Default)]
pub struct Desk {
    pub asked: Vec<Ask>,
    /// In which folder each of them began.
    pub started: Vec<Option<PathBuf>>,
    pub answers: VecDeque<Answer>,
}

struct Scripted {
    desk: Rc<RefCell<Desk>>,
    waiting: bool,
}

impl Picker for Scripted {
    fn ask(&mut self, ask: &Ask, start: Option<&Path>, _: &egui::Context) {
        let mut desk = self.desk.borrow_mut();
        desk.asked.push(ask.clone());
        desk.started.push(start.map(Path::to_owned));
        self.waiting = true;
    }

    fn poll(&mut self) -> Option<Answer> {
        let answer = self
            .waiting
            .then(|| self.desk.borrow_mut().answers.pop_front())??;
        self.waiting = false;
        Some(answer)
    }
}

/// How a window begins.
pub struct Opening {
    pub size: Vec2,
    pub theme: egui::Theme,
    pub settings: Settings,
    /// What text is set in, of the program's own fields too.
    pub fonts: FontService,
}

impl Default for Opening {
    fn default() -> Self {
        let mut settings = Settings::default();
        "Ana".clone_into(&mut settings.annotator);
        settings.language = Some(Language::English);
        // Tests of the questions ask for them.
        settings.asks = false;
        Self {
            size: SIZE,
            theme: egui::Theme::Light,
            settings,
            fonts: FontService::bundled(),
        }
    }
}

/// The program, its folder, and the hands of its user.
pub struct Window {
    pub harness: Harness<'static, Option<Postil>>,
    pub desk: Rc<RefCell<Desk>>,
    /// Commands to the window manager since the test last asked.
    pub told: Vec<ViewportCommand>,
    /// Commands to the clipboard and the browser since the test last asked.
    pub copied: Vec<OutputCommand>,
    /// What a paste finds that the program asks for.
    pub clipboard: String,
    folder: TempDir,
}

impl Window {
    /// The welcome page.
    pub fn new(mut opening: Opening) -> Self {
        // Others run beside it, in languages of their own.
        words::speak_here(Some(Language::English));
        let folder = tempfile::tempdir().unwrap();
        // The sample is unpacked there, and not where the user has data.
        opening.settings.data = Some(folder.path().join("data"));
        let desk = Rc::new(RefCell::new(Desk::default()));
        let made = Rc::new(RefCell::new(None));
        let (theirs, making) = (Rc::clone(&desk), Rc::clone(&made));
        let harness = Harness::builder()
            .with_size(opening.size)
            .with_theme(opening.theme)
            .with_max_steps(40)
            .with_context_setup(move |ctx| {
                Typography::install(ctx, &opening.fonts);
                let picker = Scripted {
                    desk: theirs,
                    waiting: false,
                };
                let postil = Postil::new(opening.settings, Box::new(picker), ctx);
                *making.borrow_mut() = Some(postil);
            })
            .build_ui_state(
                move |ui, state: &mut Option<Postil>| {
                    let postil =
                        state.get_or_insert_with(|| made.borrow_mut().take().expect("it was made"));
                    postil.land(ui.ctx());
                    postil.frame(ui);
                },
                None,
            );
        let mut window = Self {
            harness,
            desk,
            told: Vec::new(),
            copied: Vec::new(),
            clipboard: String::new(),
            folder,
        };
        window.settle();
        window
    }

    pub fn welcome() -> Self {
        Self::new(Opening::default())
    }

    /// A project with one scene in it, on the disk and in the window.
    pub fn on(scene: &str) -> Self {
        let mut window = Self::welcome();
        window.stage(scene);
        window
    }

    /// The same for a user who is asked for what is missing.
    pub fn asking(scene: &str) -> Self {
        let mut window = Self::on(scene);
        window.app_mut().settings.asks = true;
        window
    }

    /// The same with fonts for more scripts, so that fields can show them.
    pub fn in_every_script(scene: &str) -> Self {
        let mut window = Self::new(Opening {
            fonts: every_script(),
            ..Opening::default()
        });
        window.stage(scene);
        window
    }

    /// A project on the disk, opened in the window as the user would.
    pub fn open(project: &Project) -> Self {
        let window = Self::welcome();
        store::create(&window.root(), project).unwrap();
        window.reopened()
    }

    /// A project on the disk, opened by a user who has a state folder: with a journal and backups.
    pub fn with_state(scene: &str) -> Self {
        let mut window = Self::welcome();
        let state = window.beside("state");
        window.app_mut().settings.state = Some(state);
        store::create(&window.root(), &notation::parse(scene).project()).unwrap();
        let mut window = window.reopened();
        window.wait("the project is open", |window| {
            matches!(window.app().screen, Screen::Workspace(_))
        });
        window
    }

    /// What the state folder holds for this window's project.
    pub fn home(&self) -> store::Home {
        store::Home::of(&self.beside("state"), &self.root())
    }

    /// The project of this window's folder, opened again from the disk.
    pub fn reopened(mut self) -> Self {
        let root = self.root();
        // An open project would stay on screen until the other one is there, and be taken for it.
        self.app_mut().screen = Screen::Welcome;
        self.open_project(root);
        self
    }

    /// Opens a folder and waits until it is open, or refused.
    pub fn open_project(&mut self, root: PathBuf) {
        let ctx = self.harness.ctx.clone();
        self.app_mut().open_project(root, &ctx);
        // An open project stays on screen until the other one is there.
        self.wait("the project is opened or refused", |window| {
            !matches!(window.app().screen, Screen::Opening(_))
                && !window.says("Opening the project")
        });
    }

    /// Makes a project of a scene in place of the one that is there, and opens it.
    pub fn stage(&mut self, scene: &str) {
        let scene = notation::parse(scene);
        let root = self.root();
        // Whatever the scene before has left to write is written before its folder goes.
        self.app_mut().screen = Screen::Welcome;
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        store::create(&root, &scene.project()).unwrap();
        self.show(store::open(&root, &Progress::default()).unwrap());
        let workspace = self.workspace_mut();
        workspace.show_article(&notation::stage().article);
        let open = workspace.open.as_mut().unwrap();
        open.reader.select(scene.selection);
        open.chosen = scene.chosen;
        self.settle();
    }

    pub fn show(&mut self, opened: Opened) {
        let ctx = self.harness.ctx.clone();
        let root = opened.root.clone();
        self.app_mut().opened(&root, Ok(opened.into()), &ctx);
        self.settle();
    }

    /// The folder of this window's project.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// A folder beside the project, for files to load.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file beside the project.
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.beside(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, contents).unwrap();
        path
    }

    pub fn app(&self) -> &Postil {
        self.harness.state().as_ref().unwrap()
    }

    pub fn app_mut(&mut self) -> &mut Postil {
        self.harness.state_mut().as_mut().unwrap()
    }

    pub fn workspace(&self) -> &Workspace {
        self.app().workspace().expect("a project is open")
    }

    pub fn workspace_mut(&mut self) -> &mut Workspace {
        match &mut self.app_mut().screen {
            Screen::Workspace(workspace) => workspace,
            _ => panic!("no project is open"),
        }
    }

    pub fn project(&self) -> &Project {
        &self.workspace().project
    }

    /// The open article as a line of the notation.
    pub fn scene(&self) -> String {
        notation::render(self.workspace())
    }

    /// The chosen annotation.
    pub fn chosen(&self) -> Arc<Annotation> {
        self.workspace().chosen().expect("an annotation is chosen")
    }

    /// The project as the disk has it, after everything was written.
    pub fn on_disk(&self) -> Opened {
        let saver = &self.workspace().saver;
        assert!(saver.flush(PATIENCE), "not written: {:#?}", saver.status());
        store::open(&self.root(), &Progress::default()).unwrap()
    }

    /// Runs a frame and notes what it told the window manager.
    pub fn step(&mut self) {
        self.harness.step();
        let viewport = &self.harness.output().viewport_output[&ViewportId::ROOT];
        let told: Vec<ViewportCommand> = viewport.commands.clone();
        // As eframe does, the paste that is asked for comes with the next frame.
        if told.contains(&ViewportCommand::RequestPaste) && !self.clipboard.is_empty() {
            let paste = Event::Paste(self.clipboard.clone());
            self.harness.input_mut().events.push(paste);
        }
        self.told.extend(told);
        let commands = &self.harness.output().platform_output.commands;
        self.copied.extend(commands.iter().cloned());
    }

    /// Runs frames until nothing moves any more.
    #[track_caller]
    pub fn settle(&mut self) {
        for _ in 0..60 {
            self.step();
            let viewport = &self.harness.output().viewport_output[&ViewportId::ROOT];
            if viewport.repaint_delay > Duration::ZERO {
                self.harness.check_accessibility();
                return;
            }
        }
        panic!(
            "the window does not settle: {:#?}",
            self.harness.ctx.repaint_causes()
        );
    }

    /// Runs frames until what was pasted or dropped is read.
    #[track_caller]
    pub fn wait_for_texts(&mut self) {
        self.wait("the texts are read", |window| {
            !window.says("Reading the clipboard") && !window.says("Loading articles")
        });
    }

    /// Runs frames until something that threads do has come to pass.
    #[track_caller]
    pub fn wait(&mut self, what: &str, done: impl FnMut(&Self) -> bool) {
        self.wait_within(PATIENCE, what, done);
    }

    /// The same, for what takes long in a build without optimisation.
    #[track_caller]
    pub fn wait_within(
        &mut self,
        patience: Duration,
        what: &str,
        mut done: impl FnMut(&Self) -> bool,
    ) {
        let deadline = Instant::now() + patience;
        loop {
            self.step();
            if done(self) {
                break;
            }
            assert!(Instant::now() < deadline, "in vain: {what}");
            std::thread::sleep(Duration::from_millis(2));
        }
        self.settle();
    }
}

/// The bundled faces and those of `tests/fonts`.
pub fn every_script() -> FontService {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts");
    let faces = files(&folder).into_iter().filter(|(path, _)| {
        path.extension()
            .is_some_and(|ending| ending == "ttf" || ending == "otf")
    });
    FontService::with_faces(faces.map(|(_, bytes)| bytes).collect())
}

/// Every file of a folder with its bytes, to see that nothing was touched.
pub fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}
