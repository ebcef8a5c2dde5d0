//! The window: commands, the workspace, the article pane, panels, dialogs, theme.
//!
//! [`Postil`] is the whole program on screen. A frame runs in this order: finished work lands, strokes become
//! commands, the screen is drawn, a dialog above it. Drawing only reads the project; whatever changes it goes through
//! [`Workspace::commit`](workspace::Workspace::commit). The table in [`command`] says what a user can do.

mod access;
mod act;
pub mod agreement;
mod article_list;
mod asking;
pub mod codebook;
mod colleagues;
pub mod command;
pub mod decide;
mod derived;
pub(crate) mod dialogs;
mod files;
mod frame;
mod given;
mod halves;
mod highlighting;
mod importing;
pub mod inbox;
mod input;
mod jobs;
pub mod keys;
mod keysheet;
mod linking;
mod loading;
mod looks;
mod making;
mod marking;
mod mending;
mod missing;
mod notices;
mod panels;
mod past;
mod perform;
pub mod picker;
mod picking;
mod places;
mod placing;
pub mod reader;
mod recipes;
pub mod register;
mod roll;
mod saying;
mod screens;
mod search;
pub mod settings;
mod syncing;
pub mod table;
pub mod team;
mod texts;
pub mod theme;
mod ties;
mod trail;
pub mod typeset;
mod upkeep;
mod verdicts;
mod window;
pub mod workspace;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use codebook::CodebookScreen;
use command::{Command, KeyMap, Row, Situation};
use dialogs::{Dialog, KeptPassages, NewProject};
use jobs::Jobs;
use making::Making;
pub use notices::Notices;
use picker::{Ask, Picker};
pub use screens::Instead;
use screens::Screens;
use settings::{Settings, ThemeChoice};
use theme::Contrast;
use typeset::Typography;
use upkeep::Upkeep;
use workspace::Workspace;

use crate::model::Item;
use crate::say;
use crate::words::{self, Language};

pub use window::{Start, run};

/// The program on screen.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; no two of them are states of one thing"
)]
pub struct Postil {
    /// What is remembered between runs.
    pub settings: Settings,
    /// The welcome page, or an open project.
    pub screen: Screen,
    notices: Notices,
    dialog: Option<Box<dyn Dialog>>,
    /// A dialog that waits below the open one.
    below: Option<Box<dyn Dialog>>,
    /// Which dialog was drawn last.
    shown_dialog: frame::ShownDialog,
    jobs: Jobs<Self>,
    /// Edits that wait for one that is being made on a thread.
    makings: VecDeque<Making>,
    picker: Box<dyn Picker>,
    /// What the file dialog that is open was opened for.
    asked: Option<Ask>,
    /// Whether the answer goes to a dialog of ours, not to the command that asked.
    asked_by_dialog: bool,
    /// What can stand in place of the article.
    screens: Screens,
    /// What was looked for last in all articles.
    passages: Rc<RefCell<KeptPassages>>,
    /// Where the keyboard should go.
    focus: Option<Region>,
    /// Where the keyboard was when the last frame ended that had no dialog.
    keyboard: Keyboard,
    /// Whether annotations are hidden for reading.
    clean: bool,
    /// Whether the next paste becomes an article even in a text field.
    paste_wanted: bool,
    /// Whether the project is to be checked as soon as everything is on the disk.
    check_wanted: bool,
    /// Backups.
    upkeep: Upkeep,
    /// The dialog that is to be opened as soon as everything is in the journal.
    journal_wanted: Option<Command>,
    /// The exchange through git that is going on.
    syncing: Option<Arc<syncing::Course>>,
    /// What is to be said once the next project is open.
    remarks: Vec<String>,
    /// What is to happen as soon as everything is on the disk.
    leaving: Option<Leave>,
    /// When the system asked the program to end, if it did.
    ending: Option<Instant>,
    /// Whether the window closes now whatever is left.
    quitting: bool,
    title: String,
    /// Keys in place of the usual ones.
    keymap: Arc<KeyMap>,
    /// The commands while no project is open.
    rows_without: Vec<Row>,
}

/// What fills the window.
pub enum Screen {
    /// No project is open.
    Welcome,
    /// A project is being opened.
    Opening(PathBuf),
    /// A project is open.
    Workspace(Box<Workspace>),
}

/// A place where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// The menus.
    Menus,
    /// The article.
    Text,
    /// The filter above the list of articles.
    Filter,
    /// The first field of the inspector.
    Fields,
    /// The note in the inspector.
    Note,
    /// The list of what is missing.
    Missing,
}

/// What has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keyboard {
    /// Nothing.
    Nowhere,
    /// A menu.
    Menus,
    /// The article.
    Text,
    /// The filter above the list of articles.
    Filter,
    /// Another field or button.
    Elsewhere,
}

/// Why the open project is left.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Leave {
    /// The window closes.
    Quit,
    /// The welcome page comes.
    Close,
    /// Another project is opened.
    Open(PathBuf),
    /// The sample project is opened.
    Sample,
    /// A new project is made.
    Create(NewProject),
}

impl Postil {
    /// The program with a welcome page.
    #[must_use]
    pub fn new(settings: Settings, picker: Box<dyn Picker>, ctx: &egui::Context) -> Self {
        words::speak(settings.spoken());
        theme::install(ctx, settings.contrast);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.set_zoom_factor(settings.zoom);
        let fonts = Typography::of(ctx).fonts();
        fonts.set_reading_family(&settings.reading_face);
        let mut postil = Self {
            screen: Screen::Welcome,
            notices: Notices::default(),
            dialog: None,
            below: None,
            shown_dialog: frame::ShownDialog::default(),
            jobs: Jobs::default(),
            makings: VecDeque::new(),
            picker,
            asked: None,
            asked_by_dialog: false,
            screens: Screens::default(),
            passages: Rc::default(),
            focus: None,
            keyboard: Keyboard::Nowhere,
            clean: false,
            paste_wanted: false,
            check_wanted: false,
            upkeep: Upkeep::default(),
            journal_wanted: None,
            syncing: None,
            remarks: Vec::new(),
            leaving: None,
            ending: None,
            quitting: false,
            title: String::new(),
            keymap: Arc::default(),
            rows_without: command::table(None),
            settings,
        };
        if let Some(folder) = postil.settings.folder() {
            let (keymap, problems) = KeyMap::load(&folder);
            // Said once a project that the program begins with is open.
            postil.remarks.extend(problems);
            for unknown in keymap.unknown(&postil.rows_without) {
                let words = say!("keymap-unknown", command = unknown);
                postil.remarks.push(words);
            }
            postil.use_keymap(keymap);
        }
        postil.set_theme(postil.settings.theme, ctx);
        postil
    }

    /// The open project.
    #[must_use]
    pub fn workspace(&self) -> Option<&Workspace> {
        match &self.screen {
            Screen::Workspace(workspace) => Some(workspace),
            Screen::Welcome | Screen::Opening(_) => None,
        }
    }

    /// Whether nothing is being done in the background.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        let is_working = self.dialog.as_ref().is_some_and(|it| it.is_working());
        self.jobs.is_idle() && !is_working
    }

    /// The commands of the moment.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.workspace()
            .map_or(&self.rows_without, |workspace| &workspace.rows)
    }

    /// Puts changed keys in force.
    pub fn use_keymap(&mut self, keymap: KeyMap) {
        self.rows_without = command::table(None);
        keymap.apply(&mut self.rows_without);
        self.keymap = Arc::new(keymap);
        self.share_with_workspace();
    }

    /// Tells the open project what was chosen for all projects.
    fn share_with_workspace(&mut self) {
        if let Screen::Workspace(workspace) = &mut self.screen {
            workspace.asks = self.settings.asks;
            workspace.use_keymap(&self.keymap);
        }
    }

    /// What is there, for the commands.
    #[must_use]
    pub fn situation(&self) -> Situation {
        let mut situation = self
            .workspace()
            .map_or_else(Situation::default, Workspace::situation);
        let settings = &self.settings;
        let states = [
            (Command::ToggleArticles, settings.show_articles),
            (
                Command::ListMissing,
                settings.show_missing && self.instead().is_none(),
            ),
            (Command::ToggleInspector, settings.show_inspector),
            (Command::ToggleClean, self.clean),
            (Command::ToggleInvisible, settings.show_invisible),
            (Command::ToggleHighlighters, settings.show_highlighters),
            (Command::ThemeSystem, settings.theme == ThemeChoice::System),
            (Command::ThemeLight, settings.theme == ThemeChoice::Light),
            (Command::ThemeDark, settings.theme == ThemeChoice::Dark),
            (Command::ToggleContrast, settings.contrast == Contrast::High),
            (Command::LanguageSystem, settings.language.is_none()),
            (
                Command::LanguageEnglish,
                settings.language == Some(Language::English),
            ),
            (
                Command::LanguageGerman,
                settings.language == Some(Language::German),
            ),
        ];
        let in_force = states
            .into_iter()
            .filter_map(|(command, on)| on.then_some(command));
        situation.on.extend(in_force);
        let compared = self.workspace().map(|it| self.screens.compared(it.number));
        situation.compared = compared.unwrap_or(false);
        if let Some(screen) = self.instead() {
            // What is hidden cannot be worked on.
            situation.article = false;
            situation.selection = false;
            situation.pieces = 0;
            let is_chosen = match screen {
                Instead::Register => self.screens.register.chosen().is_some(),
                Instead::Codebook => self.screens.codebook.item().is_some(),
                Instead::Table => self.screens.table.has_rows(),
                Instead::Agreement => self.screens.agreement.has_numbers(),
                Instead::Decide => self.screens.decide.has_case(),
                Instead::Inbox => self.screens.inbox.has_letter(),
                Instead::Comments => self.screens.comments.has_thread(),
                Instead::Team => true,
            };
            situation.instead = Some((screen, is_chosen));
            situation.shelf = (self.codebook().and_then(CodebookScreen::item)).map(Item::shelf);
            situation.on.push(screen.command());
            if screen == Instead::Decide {
                situation.on.extend(self.screens.decide.in_force());
            }
        }
        situation
    }

    /// The name of the person who annotates.
    #[must_use]
    pub fn annotator_name(&self) -> String {
        self.workspace().map_or_else(
            || self.settings.annotator.clone(),
            Workspace::annotator_name,
        )
    }

    /// What the status line says.
    #[must_use]
    pub fn status(&self) -> &str {
        &self.notices.status
    }
}
