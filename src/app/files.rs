//! Opening and making projects, loading articles, exporting: what goes to the disk and comes from it, as jobs.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::command::still_reading;
pub use super::dialogs::{ADD_FILES, ADD_FOLDER, ask_for_articles};
use super::dialogs::{FindingsDialog, NewProject, narrowed};
use super::marking;
use super::notices::Notices;
use super::picker::Ask;
use super::places::Places;
use super::workspace::{Workspace, annotator_for};
use super::{Leave, Postil, Screen};
use crate::export;
use crate::import;
use crate::model::{AnnotationId, AnnotatorId, LayerKey, Project};
use crate::review::beside::agreement_files;
use crate::say;
use crate::store::{self, Reason};

/// Title of the question where the page with the keys goes.
pub const KEYS_PAGE: &str = "title-keys-page";
/// Title of the dialog that asks for a folder for a copy of the project.
pub const SAVE_COPY: &str = "title-save-copy";

/// The sample project, so that it is there wherever the program is.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/projects/harbour");

/// The job that opens a project.
pub const OPENING: &str = "job-opening";

/// The job that reads the annotations of a project that is on screen already.
pub const READING: &str = "job-reading";

/// From so many bytes of annotations on, a project is shown before they have been read.
const MUCH: u64 = 1 << 20;

/// A project that has been read, and where one works on it.
#[derive(Debug)]
pub struct Arrival {
    /// What was read.
    pub opened: store::Opened,
    /// Journal, seat and what earlier sessions left; none while annotations are still to be read, and without a state folder.
    pub desk: Option<store::Desk>,
}

impl From<store::Opened> for Arrival {
    fn from(opened: store::Opened) -> Self {
        Self { opened, desk: None }
    }
}

/// Reads a project for an annotator; when it has many annotations, without them. Journal and copies of large layers are in
/// the user's state folder, if there is one.
///
/// # Errors
/// As [`store::open()`].
pub fn arrive(
    root: &Path,
    state: Option<&Path>,
    annotator: &str,
    progress: &store::Progress,
) -> Result<Arrival, store::StoreError> {
    let home = state.map(|state| store::Home::of(state, root));
    let cache = home
        .as_ref()
        .map_or_else(store::Cache::default, store::Home::cache);
    let mut opened = store::open_first(root, cache, progress)?;
    if let Some(home) = &home {
        opened.know(home);
    }
    if opened.is_glance() || opened.bytes_left() >= MUCH {
        return Ok(opened.into());
    }
    opened.read_layers(progress)?;
    let desk = home.map(|home| prepare_desk(home, &opened, annotator));
    Ok(Arrival { opened, desk })
}

fn prepare_desk(home: store::Home, opened: &store::Opened, annotator: &str) -> store::Desk {
    let annotator = annotator_for(&opened.project, annotator);
    let disk = std::sync::Arc::new(store::RealDisk);
    let backups = home.backups();
    let mut desk = store::Desk::prepare(home, &opened.root, &opened.project, &annotator, disk);
    if !opened.others.is_empty() && !desk.is_taken() {
        // Other versions of its files are merged as soon as it is on screen.
        let about = &opened.project.settings;
        let progress = store::Progress::default();
        if let Err(error) = backups.make(&opened.root, about, Reason::BeforeMerge, &progress) {
            let remark = say!("files-no-backup-before-merge", why = error.to_string());
            desk.recovery.remarks.push(remark);
        }
    }
    desk
}

/// Whether what is asked for is articles to load.
#[must_use]
pub fn asks_for_articles(ask: &Ask) -> bool {
    match ask {
        Ask::Files { title, .. } => title == ADD_FILES,
        Ask::Folder { title } => title == ADD_FOLDER,
        Ask::Save { .. } => false,
    }
}

/// The question for a table of entities.
#[must_use]
pub fn ask_for_entities() -> Ask {
    Ask::Files {
        title: "title-import-entities".to_owned(),
        endings: ["csv", "tsv", "txt"].map(str::to_owned).into(),
    }
}

impl Postil {
    /// The folder in which a file dialog begins: for articles that from which some were loaded last, for anything else
    /// that in which the project is. None, where the system likes, when there is no such folder.
    pub(super) fn folder_for(&self, ask: &Ask) -> Option<PathBuf> {
        if asks_for_articles(ask) {
            return self.settings.import_from.clone();
        }
        let open = self.workspace().map(|workspace| &workspace.root);
        let project = open.or_else(|| self.settings.recent.first())?;
        project.parent().map(Path::to_owned)
    }

    /// Opens a project in the background, once the open one is on the disk.
    pub fn open_project(&mut self, root: PathBuf, ctx: &egui::Context) {
        self.leave(Leave::Open(root), ctx);
    }

    pub(super) fn start_opening(&mut self, root: PathBuf, ctx: &egui::Context) {
        // An open project stays on screen until the other one is there.
        self.make_way_for(&root);
        if self.workspace().is_none() {
            self.screen = Screen::Opening(root.clone());
        }
        let state = self.settings.state.clone();
        let annotator = self.settings.annotator.clone();
        self.jobs.start(OPENING, ctx, move |progress| {
            let arrival = arrive(&root, state.as_deref(), &annotator, progress);
            move |postil: &mut Self, ctx: &egui::Context| postil.opened(&root, arrival, ctx)
        });
    }

    /// Closes the open project if it is the one that is to be opened: nobody can sit at one desk twice.
    fn make_way_for(&mut self, root: &Path) {
        let same = |open: &Path| match (open.canonicalize(), root.canonicalize()) {
            (Ok(open), Ok(root)) => open == root,
            _ => false,
        };
        if self
            .workspace()
            .is_some_and(|workspace| same(&workspace.root))
        {
            self.screen = Screen::Opening(root.to_owned());
        }
    }

    /// Has a thread make the marks of the open article when there are too many for a frame.
    pub(super) fn make_wanted_marks(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(wanted) = workspace.take_wanted_marks() else {
            return;
        };
        self.jobs.start_to_the_end("job-marks", ctx, move || {
            let marks = marking::marks(&wanted.project, &wanted.key);
            move |postil: &mut Self, _: &egui::Context| {
                if let Screen::Workspace(workspace) = &mut postil.screen {
                    workspace.take_marks(wanted.number, marks);
                }
            }
        });
    }

    /// The same for the marks of colleagues.
    pub(super) fn make_colleagues_marks(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(own) = workspace.key() else {
            return;
        };
        while let Some(annotator) = workspace.colleagues.take_wanted() {
            let key = LayerKey {
                annotator,
                ..own.clone()
            };
            let project = workspace.project.clone();
            let name = "job-colleagues";
            self.jobs.start(name, ctx, move |_| {
                let marks = marking::marks(&project, &key);
                move |postil: &mut Self, _: &egui::Context| {
                    if let Screen::Workspace(workspace) = &mut postil.screen {
                        workspace
                            .colleagues
                            .take_marks(&workspace.project, &key, marks);
                    }
                }
            });
        }
    }

    /// Puts an opened project on screen, or says why it cannot be.
    pub fn opened(
        &mut self,
        root: &Path,
        arrival: Result<Arrival, store::StoreError>,
        ctx: &egui::Context,
    ) {
        match arrival {
            Ok(Arrival { opened, desk }) => {
                self.settings.remember(root, &opened.project.settings.name);
                self.notices.open.clear();
                // What a dialog was opened for may not be there any more.
                self.dialog = None;
                self.below = None;
                let left = (!opened.is_complete()).then(|| opened.clone());
                // Another project is left for this one.
                self.keep_places();
                // First, so that what is brought back or merged on the way is what is said last.
                let name = &opened.project.settings.name;
                self.notices.say(say!("files-opened", name = name));
                let annotator = &self.settings.annotator;
                let mut workspace = Workspace::new(opened, desk, annotator, ctx, &mut self.notices);
                if let Some(state) = &self.settings.state {
                    workspace.return_to(Places::load(state, root));
                }
                if let Some(left) = left {
                    self.read_layers(workspace.number, left, ctx);
                }
                self.screen = Screen::Workspace(Box::new(workspace));
                self.look_for_repository(ctx);
                self.focus = Some(super::Region::Text);
            }
            Err(error) => {
                if !matches!(error, store::StoreError::Cancelled) {
                    self.notices.error(error.to_string());
                }
                self.ask_to_mend_project(root, &error);
                if matches!(self.screen, Screen::Opening(_)) {
                    self.screen = Screen::Welcome;
                }
            }
        }
    }

    /// Reads the annotations of a project that is on screen already.
    fn read_layers(&mut self, number: u64, mut opened: store::Opened, ctx: &egui::Context) {
        let state = self.settings.state.clone();
        let annotator = self.settings.annotator.clone();
        self.jobs.start(READING, ctx, move |progress| {
            store::stand_back();
            let read = opened.read_layers(progress);
            let home = state.map(|state| store::Home::of(&state, &opened.root));
            let home = home.filter(|_| read.is_ok());
            let desk = home.map(|home| prepare_desk(home, &opened, &annotator));
            move |postil: &mut Self, ctx: &egui::Context| {
                let Screen::Workspace(workspace) = &mut postil.screen else {
                    return;
                };
                if workspace.number != number {
                    return;
                }
                match read {
                    Ok(remembering) => {
                        workspace.complete(opened, desk, ctx, &mut postil.notices);
                        postil.remember(remembering, ctx);
                    }
                    Err(error) => {
                        if !matches!(error, store::StoreError::Cancelled) {
                            postil.notices.error(error.to_string());
                        }
                        postil.close_project();
                    }
                }
            }
        });
    }

    /// Writes what makes the next opening quicker.
    fn remember(&mut self, remembering: Option<store::Remembering>, ctx: &egui::Context) {
        let Some(remembering) = remembering else {
            return;
        };
        let name = "job-remembering";
        self.jobs.start_to_the_end(name, ctx, move || {
            store::stand_back();
            remembering.write();
            drop(remembering);
            |_: &mut Self, _: &egui::Context| {}
        });
    }

    /// Has a thread make the rows of the article list when there are too many for a frame.
    pub(super) fn make_wanted_rows(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(wish) = workspace.list.take_wanted() else {
            return;
        };
        let (number, project) = (workspace.number, workspace.project.clone());
        self.jobs.start_to_the_end("job-listing", ctx, move || {
            let rows = wish.rows(&project);
            drop(project);
            move |postil: &mut Self, _: &egui::Context| {
                if let Screen::Workspace(workspace) = &mut postil.screen
                    && workspace.number == number
                {
                    workspace.take_rows(wish, rows);
                }
            }
        });
    }

    /// Goes back to the welcome page. Whatever is not on the disk is lost: ask [`Postil::leave`] first.
    pub(super) fn close_project(&mut self) {
        self.keep_places();
        if let Screen::Workspace(workspace) = &self.screen {
            // It may have been renamed.
            let name = &workspace.present().settings.name;
            self.settings.remember(&workspace.root, name);
        }
        self.screen = Screen::Welcome;
    }

    /// Keeps where somebody is in the open project, for the next time.
    pub(super) fn keep_places(&self) {
        if let (Some(state), Some(workspace)) = (&self.settings.state, self.workspace()) {
            workspace.places().save(state, &workspace.root);
        }
    }

    /// Makes a project and opens it, once the open one is on the disk.
    pub fn create_project(&mut self, wanted: NewProject, ctx: &egui::Context) {
        self.leave(Leave::Create(wanted), ctx);
    }

    pub(super) fn start_creating(&mut self, wanted: NewProject, ctx: &egui::Context) {
        self.settings.annotator.clone_from(&wanted.annotator);
        let state = self.settings.state.clone();
        self.jobs.start("job-making", ctx, move |progress| {
            let root = wanted.root.clone();
            let arrival = make_project(&wanted)
                .and_then(|()| arrive(&root, state.as_deref(), &wanted.annotator, progress));
            move |postil: &mut Self, ctx: &egui::Context| {
                postil.opened(&root, arrival, ctx);
            }
        });
    }

    /// Opens a copy of the sample project in the user's data folder; it is made when it is not there.
    pub fn open_sample(&mut self, ctx: &egui::Context) {
        self.leave(Leave::Sample, ctx);
    }

    pub(super) fn start_sample(&mut self, ctx: &egui::Context) {
        let platform = || store::platform_folders().map(|folders| folders.data_dir().to_owned());
        let Some(data) = self.settings.data.clone().or_else(platform) else {
            self.notices.error(say!("files-sample-no-place"));
            return;
        };
        let root = data.join("sample");
        self.make_way_for(&root);
        let state = self.settings.state.clone();
        let annotator = self.settings.annotator.clone();
        self.jobs.start("job-sample", ctx, move |progress| {
            let unpacked = if root.join("project.ron").exists() {
                Ok(())
            } else {
                std::fs::create_dir_all(&root).and_then(|()| SAMPLE.extract(&root))
            };
            let arrival = unpacked
                .map_err(|error| store::StoreError::Unreadable {
                    path: root.clone(),
                    reason: error.to_string(),
                })
                .and_then(|()| arrive(&root, state.as_deref(), &annotator, progress));
            move |postil: &mut Self, ctx: &egui::Context| {
                postil.opened(&root, arrival, ctx);
            }
        });
    }

    /// Writes the project as it is now into a folder: into that one when it is empty, else into a new one in it.
    pub fn save_copy(&mut self, folder: &Path, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        if workspace.reading {
            self.notices.warn(still_reading());
            return;
        }
        let mut project = workspace.project.clone();
        // The copy is a project of its own.
        project.settings.id = AnnotationId::fresh().to_string();
        let name = workspace.root.file_name().unwrap_or_default().to_owned();
        let folder = folder.to_owned();
        self.jobs.start_to_the_end("job-copy", ctx, move || {
            let root = place_for(&folder, &name);
            let made = store::create(&root, &project);
            move |postil: &mut Self, _: &egui::Context| match made {
                Ok(()) => {
                    let path = root.display().to_string();
                    postil.notices.say(say!("files-copy-at", path = path));
                }
                Err(error) => postil.notices.error(error.to_string()),
            }
        });
    }

    /// Writes the data for other programs in the background.
    pub fn export(
        &mut self,
        wish: export::Wish,
        filter: Option<Box<crate::query::filter::Filter>>,
        path: PathBuf,
        ctx: &egui::Context,
    ) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        if workspace.reading {
            self.notices.warn(still_reading());
            return;
        }
        workspace.saver.publish_soon();
        // What a blind round hides does not come to light in a file either.
        let project = workspace.seen();
        self.jobs.start("job-exporting", ctx, move |progress| {
            let mut wish = narrowed(wish, &project, filter.as_deref());
            if wish.format.id == "pack" {
                let articles = wish.selection.articles.as_ref();
                wish.options.beside = agreement_files(&project, articles);
            }
            let mut written = export::export(&project, &wish, progress, &path);
            if let Ok(report) = &mut written
                && wish.format.id == "pack"
                && wish.options.beside.is_empty()
            {
                report
                    .losses
                    .push(say!("export-pack-no-agreement").to_owned());
            }
            move |postil: &mut Self, _: &egui::Context| match written {
                Ok(report) => {
                    let path = path.display().to_string();
                    postil.notices.say(say!("files-exported", path = path));
                    let lost = report.losses.iter();
                    let lost = lost.filter(|it| !report.conventions.contains(it));
                    let lost: Vec<&str> = lost.map(String::as_str).collect();
                    if !lost.is_empty() {
                        let lost = lost.join(" ");
                        postil.notices.warn(say!("files-not-exported", what = lost));
                    }
                }
                Err(export::ExportError::Stopped) => postil.notices.say(say!("export-stopped")),
                Err(error) => postil.notices.error(error.to_string()),
            }
        });
    }

    /// Looks for what is wrong in the project, on the disk as it is, and lists it.
    pub fn check_project(&mut self, ctx: &egui::Context) {
        self.check_wanted = false;
        let Some(workspace) = self.workspace() else {
            return;
        };
        if workspace.saver.status().pending > 0 {
            // Everything must be on the disk before the disk is looked at: `land` comes back here.
            workspace.saver.retry();
            self.check_wanted = true;
            return;
        }
        let (root, veil) = (workspace.root.clone(), workspace.veil());
        self.jobs.start("job-checking", ctx, move |progress| {
            let findings = store::check_for(&root, |_| veil, progress);
            move |postil: &mut Self, _: &egui::Context| match findings {
                Ok(findings) => {
                    if let Screen::Workspace(workspace) = &mut postil.screen {
                        workspace.findings = findings;
                        postil.dialog = Some(Box::new(FindingsDialog::new()));
                    }
                }
                Err(store::StoreError::Cancelled) => {
                    postil.notices.say(say!("files-check-cancelled"));
                }
                Err(error) => postil.notices.error(error.to_string()),
            }
        });
    }
}

/// The folder itself when nothing is in it, else one in it with a name that is free.
fn place_for(folder: &Path, name: &std::ffi::OsStr) -> PathBuf {
    let is_empty =
        |folder: &Path| std::fs::read_dir(folder).is_ok_and(|mut it| it.next().is_none());
    if is_empty(folder) {
        return folder.to_owned();
    }
    let name = name.to_string_lossy();
    let name = &*name;
    let numbered = (1..).map(|number| {
        folder.join(if number == 1 {
            say!("files-copy-name", name = name)
        } else {
            say!("files-copy-name-numbered", name = name, number = number)
        })
    });
    let mut free = numbered.skip_while(|path| path.exists() && !is_empty(path));
    free.next().unwrap_or_else(|| folder.to_owned())
}

fn make_project(wanted: &NewProject) -> Result<(), store::StoreError> {
    let mut project = import::preset(wanted.preset)
        .map_or_else(Project::default, |preset| preset.start(&wanted.name));
    project.settings.id = AnnotationId::fresh().to_string();
    let id = AnnotatorId::from_name(&wanted.annotator, |_| false);
    let _inverse = project
        .welcome(&id, &wanted.annotator)
        .apply(&mut project)
        .expect("a newcomer fits an empty project");
    store::create(&wanted.root, &project)
}

/// Says what became of a drop on the window.
pub(super) fn dropped_paths(ctx: &egui::Context, notices: &mut Notices) -> Vec<PathBuf> {
    let dropped = ctx.input(|input| input.raw.dropped_files.clone());
    let mut paths = Vec::new();
    for file in dropped {
        if file.path().exists() {
            paths.push(file.path().to_owned());
        } else {
            notices.warn(say!("files-dropped"));
        }
    }
    paths
}
