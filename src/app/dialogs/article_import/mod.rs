//! Articles from files of every kind: what is in them, what is known of each, which blocks of it are taken, what columns and
//! names mean, all before anything is stored.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::{Id, Ui};

use crate::app::picker::Ask;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::import::articles::names::Pattern;
use crate::import::articles::table::Recipe;
use crate::import::articles::{Draft, FORMATS, Report};
use crate::model::{ArticleId, Part, Project};
use crate::say;
use crate::store::{Progress, stand_back};
use crate::text::folded;

use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, scroll_area};
use super::rows::Cursor;
use super::{Action, Dialog, Flow, View};

mod article;
mod choices;
mod columns;
mod contents;
mod edits;
mod files;
mod list;
mod names;
mod report;

pub use report::ReportDialog;

use contents::{Asked, Contents, Original, Row};
use edits::{Edits, Key};

/// Title of the question for files of articles.
pub const ADD_FILES: &str = "title-add-articles";
/// Title of the dialog that asks for a folder of articles.
pub const ADD_FOLDER: &str = "title-add-folder";
/// From this width on, list and article stand side by side, in points.
const WIDE: f32 = 700.0;
/// Height of the dialog's own margins and of what it leaves of the window above and below it, in points.
const AROUND: f32 = 100.0;
/// Height of the buttons below list and article, in points.
const BELOW: f32 = 48.0;
/// What the pages leave at their right, where their scroll bars float, in points.
const BAR: i8 = 10;
/// In less height than this the whole dialog scrolls, in points.
const LOW: f32 = 520.0;

/// With so many articles in the project it is shown how far the comparison with them is; with fewer it is done at once.
const MANY: usize = 5_000;

/// How many of these dialogs there were.
static COUNT: AtomicU64 = AtomicU64::new(0);

/// Which articles the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// All.
    #[default]
    All,
    /// Those of which there is something to tell.
    Told,
    /// Those with the text of another one.
    Same,
    /// Those that are nearly the same as an earlier one or as one of the project, in groups.
    Near,
    /// Those that are not taken.
    LeftOut,
}

/// What is shown beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Page {
    /// The list itself, where there is room for one thing only.
    List,
    /// The chosen article.
    #[default]
    Article,
    /// What the columns of its table hold.
    Columns,
    /// What the names of files say.
    Names,
    /// How files are read.
    Choices,
    /// What became of each file.
    Files,
}

/// Shows what is in files before it is taken.
pub struct ArticleImportDialog {
    /// The project's folder, whose own files are no articles.
    root: PathBuf,
    asked: Asked,
    reading: Option<(Asked, Awaited<Contents>)>,
    contents: Arc<Contents>,
    /// Whether the files were read once.
    is_read: bool,
    /// The articles of the project that those of the list are nearly the same as, by row; empty until they are found.
    originals: Vec<Option<Original>>,
    /// Finds these.
    comparing: Option<Awaited<Vec<Option<Original>>>>,
    edits: Edits,
    /// The pattern of the names, as it is typed.
    names: String,
    /// Recipes that were kept, read once.
    recipes: Option<Vec<Recipe>>,
    recipe_name: String,
    page: Page,
    filter: String,
    shown: Shown,
    /// Which of the rows the list shows, and what they were chosen by.
    rows: Vec<usize>,
    rows_of: Option<(String, Shown, usize)>,
    cursor: Cursor,
    blocks: Cursor,
    /// The article whose blocks the cursor is in.
    blocks_of: Option<Key>,
    /// Tells it from those before, which were scrolled elsewhere.
    number: u64,
    first: FirstFocus,
}

/// The articles that somebody has chosen, made when they are asked for.
pub struct Chosen {
    contents: Arc<Contents>,
    edits: Edits,
}

impl Chosen {
    /// All articles of these files and folders, as they are found.
    #[must_use]
    pub fn all(paths: Vec<PathBuf>, root: &Path, project: &Project, progress: &Progress) -> Self {
        let asked = Asked {
            paths,
            ..Asked::default()
        };
        Self {
            contents: Arc::new(Contents::read(&asked, None, root, project, progress)),
            edits: Edits::default(),
        }
    }

    /// The articles, and what became of each file.
    #[must_use]
    pub fn drafts(&self) -> (Vec<Draft>, Report) {
        self.edits.drafts(&self.contents)
    }
}

impl ArticleImportDialog {
    /// The dialog for these files and folders.
    #[must_use]
    pub fn new(root: PathBuf, paths: Vec<PathBuf>) -> Self {
        Self {
            root,
            asked: Asked {
                paths,
                ..Asked::default()
            },
            reading: None,
            contents: Arc::default(),
            is_read: false,
            originals: Vec::new(),
            comparing: None,
            edits: Edits::default(),
            names: String::new(),
            recipes: None,
            recipe_name: String::new(),
            page: Page::default(),
            filter: String::new(),
            shown: Shown::default(),
            rows: Vec::new(),
            rows_of: None,
            cursor: Cursor::default(),
            blocks: Cursor::default(),
            blocks_of: None,
            number: COUNT.fetch_add(1, Ordering::Relaxed),
            first: FirstFocus::default(),
        }
    }

    /// Adds files and folders to those that are there.
    pub fn add(&mut self, paths: &[PathBuf]) {
        for path in paths {
            if !self.asked.paths.contains(path) {
                self.asked.paths.push(path.clone());
            }
        }
    }

    /// Has a thread read the files, when something about that has changed, and takes what it has read.
    fn read(&mut self, ctx: &egui::Context, project: &Project) {
        self.asked.pattern = Pattern::parse(&self.names).ok();
        let is_known = self
            .reading
            .as_ref()
            .is_some_and(|(known, _)| *known == self.asked);
        if !is_known && !self.asked.paths.is_empty() {
            let (asked, root) = (self.asked.clone(), self.root.clone());
            let (before, project) = (Arc::clone(&self.contents), project.clone());
            let work = move |progress: &Progress| {
                Contents::read(&asked, Some(&before), &root, &project, progress)
            };
            let awaited = Awaited::start("articles", ctx, work);
            self.reading = Some((self.asked.clone(), awaited));
        }
        if let Some(contents) = self.reading.as_mut().and_then(|(_, it)| it.take()) {
            let contents = Arc::new(contents);
            let before = core::mem::replace(&mut self.contents, contents);
            // What was found stays true while no file was read anew.
            if !self.is_read || !self.contents.has_files_of(&before) {
                self.compare(ctx, project);
            }
            // Where there is room for one of them, several are seen as a list first.
            if !self.is_read && self.page == Page::default() && self.contents.rows.len() > 1 {
                self.page = Page::List;
            }
            self.is_read = true;
            self.rows_of = None;
        }
        if let Some(originals) = self.comparing.as_mut().and_then(Awaited::take) {
            self.originals = originals;
            self.comparing = None;
            self.rows_of = None;
        }
    }

    /// Has a thread look for articles of the project that those of the list are nearly the same as.
    fn compare(&mut self, ctx: &egui::Context, project: &Project) {
        let (contents, project) = (Arc::clone(&self.contents), project.clone());
        self.originals.clear();
        self.comparing = Some(Awaited::start("originals", ctx, move |progress| {
            stand_back();
            contents.originals(&project, progress)
        }));
    }

    /// The article of the project that the one in a row is nearly the same as.
    fn original(&self, row: usize) -> Option<&Original> {
        self.originals.get(row)?.as_ref()
    }

    /// Where in the list the group of a row begins: what is nearly the same as one article of the project, or as one of the list.
    fn groups(&self) -> Vec<usize> {
        let mut firsts: HashMap<&ArticleId, usize> = HashMap::new();
        let rows = self.contents.rows.iter().enumerate();
        let group = |(at, row): (usize, &Row)| {
            let first = row.near.unwrap_or(at);
            let original = self.original(at).or_else(|| self.original(first));
            original.map_or(first, |it| *firsts.entry(&it.id).or_insert(first))
        };
        rows.map(group).collect()
    }

    /// Whether files are being read.
    fn is_reading(&self) -> bool {
        let reading = self.reading.as_ref();
        reading.is_some_and(|(_, awaited)| awaited.is_waiting())
    }

    /// How far the comparison with a large project is, in percent, while that goes on.
    fn compared(&self, view: &View<'_>) -> Option<usize> {
        let comparing = self.comparing.as_ref().filter(|it| it.is_waiting())?;
        let is_long = view.project.is_some_and(|it| it.articles.len() >= MANY);
        (is_long && !self.is_reading()).then(|| comparing.percent())
    }

    /// Works out which rows are shown, when something about that has changed.
    fn choose_rows(&mut self) {
        let made_of = (
            self.filter.clone(),
            self.shown,
            Arc::as_ptr(&self.contents) as usize,
        );
        // What is left out changes with each tick.
        if self.rows_of.as_ref() == Some(&made_of) && self.shown != Shown::LeftOut {
            return;
        }
        let filter = folded(&self.filter);
        let words: Vec<&str> = filter.split_whitespace().collect();
        let contents = &self.contents;
        let is_wanted = |(at, row): &(usize, &Row)| {
            let fits = match self.shown {
                Shown::All => true,
                Shown::Told => !contents.draft(row).remarks.is_empty(),
                Shown::Same => row.same != contents::Same::No,
                Shown::Near => row.near.is_some() || self.original(*at).is_some(),
                Shown::LeftOut => !self.edits.is_taken(contents, row),
            };
            fits && words.iter().all(|word| row.folded.contains(word))
        };
        let rows = contents.rows.iter().enumerate();
        let rows = rows.filter(is_wanted).map(|(at, _)| at);
        let mut rows: Vec<usize> = rows.collect();
        if self.shown == Shown::Near {
            let groups = self.groups();
            rows.sort_by_key(|at| groups[*at]);
        }
        self.rows = rows;
        let last = self.rows.len().saturating_sub(1);
        self.cursor.go_to(self.cursor.at.min(last));
        self.rows_of = Some(made_of);
    }

    /// The article in the chosen row.
    fn chosen(&self) -> Option<&Row> {
        self.contents.rows.get(*self.rows.get(self.cursor.at)?)
    }

    /// The file of the chosen article, or the only one.
    fn chosen_file(&self) -> Option<usize> {
        let chosen = self.chosen().map(|row| row.file);
        chosen.or_else(|| (self.contents.files.len() == 1).then_some(0))
    }

    /// How many articles are taken.
    fn count(&self) -> usize {
        let rows = self.contents.rows.iter();
        rows.filter(|row| self.edits.is_taken(&self.contents, row))
            .count()
    }

    /// Files, folders, and how far the reading is.
    fn show_head(&mut self, ui: &mut Ui, view: &View<'_>) -> Option<Action> {
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let files = ui.button(say!("intake-add-files"));
            if self.asked.paths.is_empty() {
                self.first.take(&files);
            }
            if files.clicked() {
                action = Some(Action::Ask(ask_for_articles()));
            }
            if ui.button(say!("intake-add-folder")).clicked() {
                let title = ADD_FOLDER.to_owned();
                action = Some(Action::Ask(Ask::Folder { title }));
            }
            let percent = self
                .reading
                .as_ref()
                .map_or(0, |(_, reading)| reading.percent());
            let contents = &self.contents;
            let words = if self.asked.paths.is_empty() {
                say!("intake-choose").to_owned()
            } else if self.is_reading() {
                say!("intake-reading", percent = percent)
            } else {
                let count = |is_meant: fn(&contents::Same) -> bool| {
                    let rows = contents.rows.iter();
                    rows.filter(|row| is_meant(&row.same)).count()
                };
                say!(
                    "intake-standing",
                    articles = contents.rows.len(),
                    files = contents.files.len(),
                    same = count(|it| matches!(it, contents::Same::There(_))),
                    twice = count(|it| matches!(it, contents::Same::Twice(_))),
                    refused = contents.refused()
                )
            };
            let words = match self.compared(view) {
                Some(percent) => {
                    format!("{words} · {}", say!("intake-comparing", percent = percent))
                }
                None => words,
            };
            let standing = ui.add(TextLabel::new(&words).color(view.tokens.weak));
            ui.ctx().accesskit_node_builder(standing.id, |node| {
                node.set_role(egui::accesskit::Role::Status);
                node.set_live(egui::accesskit::Live::Polite);
            });
        });
        if !self.contents.annotations.is_empty() {
            ui.horizontal_wrapped(|ui| {
                let count = self.contents.annotations.len();
                let words = say!("intake-annotations", count = count);
                ui.add(TextLabel::new(&words).color(view.tokens.warning));
                if ui.button(say!("intake-annotations-do")).clicked() {
                    let paths = self.contents.annotations.clone();
                    action = Some(Action::ImportAnnotationsOf(paths));
                }
            });
        }
        action
    }

    /// The pages to choose from.
    fn show_tabs(&mut self, ui: &mut Ui, is_wide: bool) {
        let has_table = self
            .chosen_file()
            .is_some_and(|at| self.contents.files[at].table.is_some());
        let mut pages = vec![
            (Page::Article, say!("intake-page-article")),
            (Page::Columns, say!("intake-page-columns")),
            (Page::Names, say!("intake-page-names")),
            (Page::Choices, say!("intake-page-choices")),
            (Page::Files, say!("intake-page-files")),
        ];
        pages.retain(|(page, _)| *page != Page::Columns || has_table);
        pages.retain(|(page, _)| *page != Page::Names || !self.contents.named.is_empty());
        if !is_wide {
            pages.insert(0, (Page::List, say!("intake-page-list")));
        }
        if pages.iter().all(|(page, _)| *page != self.page) {
            self.page = if is_wide { Page::Article } else { Page::List };
        }
        ui.horizontal_wrapped(|ui| {
            for (page, name) in pages {
                let tab = ui.selectable_label(self.page == page, name);
                if tab.clicked() {
                    self.page = page;
                }
            }
        });
        ui.add_space(space::SMALL);
    }

    fn show_page(&mut self, ui: &mut Ui, view: &View<'_>, height: f32) -> Option<Action> {
        match self.page {
            Page::List => {
                list::show(self, ui, view, height);
                None
            }
            Page::Article => {
                article::show(self, ui, view, height);
                None
            }
            Page::Columns => self.in_scroll(ui, view, height, columns::show),
            Page::Names => self.in_scroll(ui, view, height, names::show),
            Page::Choices => self.in_scroll(ui, view, height, choices::show),
            Page::Files => {
                files::show(self, ui, view, height);
                None
            }
        }
    }

    fn in_scroll(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        height: f32,
        show: fn(&mut Self, &mut Ui, &View<'_>) -> Option<Action>,
    ) -> Option<Action> {
        let salt = ("page", self.page, self.number);
        let area = scroll_area(height).id_salt(salt).auto_shrink(false);
        let margin = egui::Margin {
            left: 0,
            right: BAR,
            top: 2,
            bottom: 2,
        };
        let shown = area.show(ui, |ui| {
            let frame = egui::Frame::NONE.inner_margin(margin);
            let shown = frame.show(ui, |ui| show(self, ui, view));
            crate::app::access::follow(ui);
            shown.inner
        });
        shown.inner
    }

    /// List and pages.
    fn show_body(&mut self, ui: &mut Ui, view: &View<'_>, height: f32) -> Option<Action> {
        let width = ui.available_width();
        let mut action = None;
        // Of one height, or the window would move with each page.
        let bottom = ui.cursor().top() + height;
        if width < WIDE {
            self.show_tabs(ui, false);
            let left = bottom - ui.cursor().top();
            action = self.show_page(ui, view, left);
            ui.add_space((bottom - ui.cursor().top()).max(0.0));
            return action;
        }
        ui.horizontal_top(|ui| {
            let left = (width * 0.5 - space::LARGE).floor();
            // Two columns of one row are known by the same id otherwise.
            let column = |salt: &str| egui::UiBuilder::new().id_salt(salt.to_owned());
            ui.scope_builder(column("list").layout(egui::Layout::default()), |ui| {
                ui.set_width(left);
                list::show(self, ui, view, height);
            });
            ui.add_space(space::LARGE);
            ui.scope_builder(column("page").layout(egui::Layout::default()), |ui| {
                ui.set_width(ui.available_width());
                self.show_tabs(ui, true);
                let left = bottom - ui.cursor().top();
                action = self.show_page(ui, view, left);
            });
        });
        ui.add_space((bottom - ui.cursor().top()).max(0.0));
        action
    }

    /// Why nothing can be taken yet.
    fn why_not(&self, count: usize, view: &View<'_>) -> Option<String> {
        let author = view.author.as_ref()?;
        let locked = (view.why_locked)(&Part::Annotator(author.annotator.clone()));
        if locked.is_some() {
            return locked;
        }
        let why = if self.asked.paths.is_empty() {
            say!("intake-choose")
        } else if self.is_reading() {
            say!("intake-wait")
        } else if self.edits.has_wrong_date() {
            say!("article-form-date-wrong")
        } else if !self.names.trim().is_empty() && self.asked.pattern.is_none() {
            say!("intake-names-wrong")
        } else if count == 0 {
            say!("intake-nothing")
        } else {
            return None;
        };
        Some(why.to_owned())
    }
}

impl Dialog for ArticleImportDialog {
    fn title(&self) -> String {
        say!("intake-title").to_owned()
    }

    fn width(&self) -> f32 {
        1180.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        columns::load_recipes(self, view);
        self.read(ui.ctx(), project);
        self.choose_rows();
        let all = ui.ctx().content_rect().height();
        let action = if all < LOW {
            super::field::body(ui, |ui| {
                let head = self.show_head(ui, view);
                head.or(self.show_body(ui, view, 260.0))
            })
        } else {
            let head = self.show_head(ui, view);
            ui.add_space(space::SMALL);
            let above = ui.cursor().top() - ui.min_rect().top();
            let height = (all - AROUND - BELOW - above).clamp(200.0, 900.0);
            head.or(self.show_body(ui, view, height))
        };
        let count = self.count();
        let why_not = self.why_not(count, view);
        let mut first = FirstFocus::STAYS;
        let mut form = Form::new(view.tokens, &mut first);
        let verdict = form.buttons(ui, &say!("intake-do", count = count), why_not.as_deref());
        if let Some(action) = action {
            return match action {
                Action::ImportAnnotationsOf(_) => Flow::Then(vec![action]),
                action => Flow::Do(vec![action]),
            };
        }
        match verdict {
            Verdict::Primary => {
                let chosen = Chosen {
                    contents: Arc::clone(&self.contents),
                    edits: self.edits.clone(),
                };
                Flow::Then(vec![Action::LoadArticles(Box::new(chosen))])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }

    fn picked(&mut self, paths: &[PathBuf]) {
        self.add(paths);
    }

    fn dropped(&mut self, paths: &[PathBuf]) -> bool {
        self.add(paths);
        true
    }

    fn has_unsaved(&self) -> bool {
        !self.asked.paths.is_empty()
    }
}

/// The question for articles to load.
#[must_use]
pub fn ask_for_articles() -> Ask {
    Ask::Files {
        title: ADD_FILES.to_owned(),
        endings: FORMATS
            .iter()
            .flat_map(|format| format.extensions)
            .map(|ending| (*ending).to_owned())
            .collect(),
    }
}

/// The id of the list, for the keyboard.
fn list_id() -> Id {
    Id::unique("articles to import")
}

/// The id of the blocks, for the keyboard.
fn blocks_id() -> Id {
    Id::unique("blocks to import")
}
