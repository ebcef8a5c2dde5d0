//! Windows that ask for more. A dialog reads the project and answers with actions; it changes nothing itself.

mod about;
mod annotation_import;
mod annotator;
mod article;
mod article_import;
mod attribute;
mod attributes;
mod awaited;
mod backups;
mod bulk;
mod changed_text;
mod choose;
mod comment;
mod conflict;
mod copies;
mod correct;
mod correction_effect;
mod corrections;
mod entity_import;
mod entity_type;
mod export;
mod expression_field;
mod field;
mod findings;
mod guidelines;
mod highlighter;
mod highlighters;
mod history;
mod keys;
mod listing;
mod manual;
mod mark_all;
pub(crate) mod markdown;
mod mend;
mod merge_copy;
mod missing;
mod new_project;
mod palette;
mod passage_row;
mod passages;
mod path;
mod project;
mod reading;
mod role;
mod rows;
mod stream;
mod suggest;
mod swatch;
mod sync;
mod tag;
#[cfg(test)]
pub(in crate::app) mod tests;
mod ticks;
mod trash;
mod value;

use std::any::TypeId;
use std::path::PathBuf;

use crate::model::{Author, Edit, Finding, LayerKey, Part, Project};

use super::command::{Command, KeyMap, Row, Situation};
use super::picker::Ask;
use super::settings::Settings;
use super::theme::Tokens;

pub use about::About;
pub use annotation_import::AnnotationImportDialog;
pub use annotator::AnnotatorDialog;
pub use article::ArticleDialog;
pub use article_import::{
    ADD_FILES, ADD_FOLDER, ArticleImportDialog, Chosen as ChosenArticles, ReportDialog,
    ask_for_articles,
};
pub use backups::BackupsDialog;
pub use changed_text::ChangedTextDialog;
pub use comment::CommentDialog;
pub use copies::CopiesDialog;
pub use correct::CorrectDialog;
pub use corrections::CorrectionsDialog;
pub use entity_import::EntityImportDialog;
pub use export::{ExportDialog, narrowed};
pub use findings::FindingsDialog;
pub use guidelines::GuidelinesDialog;
pub use highlighters::HighlightersDialog;
pub use history::{Focus, HistoryDialog, Scope};
pub use keys::KeysDialog;
pub use manual::{Manual, ManualPage};
pub use mark_all::MarkAllDialog;
pub use mend::{DamagedFile, MendDialog};
pub use merge_copy::{MergeCopyDialog, Taking};
pub use missing::MissingDialog;
pub use new_project::{NewProject, NewProjectDialog};
pub use palette::Palette;
pub use passages::{Kept as KeptPassages, PassagesDialog};
pub use path::PathDialog;
pub use project::ProjectDialog;
pub use reading::{Reading, ReadingDialog};
pub use sync::SyncDialog;
pub use trash::TrashDialog;

pub(in crate::app) use attribute::{AttributeForm, renamed};
pub(in crate::app) use awaited::Awaited;
pub(in crate::app) use choose::choose;
pub(in crate::app) use entity_type::EntityTypeForm;
pub(in crate::app) use field::{
    FirstFocus, Form, Verdict, body, buttons_width, nonempty_lines, parse_date, primary_button,
    take_escape,
};
pub(in crate::app) use role::RoleForm;
pub(in crate::app) use rows::{Cursor, Look, list as row_list, row};
pub(in crate::app) use stream::Stream;
pub(in crate::app) use swatch::{paint_dot, paint_swatch, show_colors};
pub(in crate::app) use sync::written;
pub(in crate::app) use tag::{TagForm, palette};
pub(in crate::app) use ticks::{check_box, tick, ticks};
pub(in crate::app) use value::ValueForm;

/// What a dialog can see.
pub struct View<'a> {
    /// The open project.
    pub project: Option<&'a Project>,
    /// Who would make an edit now.
    pub author: Option<Author>,
    /// The open article's layer of this annotator.
    pub layer: Option<&'a LayerKey>,
    /// What is wrong or missing in the project, as far as it has been looked for.
    pub findings: &'a [Finding],
    /// The commands of the moment.
    pub rows: &'a [Row],
    /// The keys that were changed.
    pub keymap: &'a KeyMap,
    /// What is there.
    pub situation: &'a Situation,
    /// Why a part of the project is not to be changed, if it is not.
    pub why_locked: &'a dyn Fn(&Part) -> Option<String>,
    /// The user's settings.
    pub settings: &'a Settings,
    /// Colours.
    pub tokens: &'a Tokens,
}

impl View<'_> {
    /// The layer of an article in which the person works whose layer of another one this is.
    #[must_use]
    pub fn work_key(&self, of: &LayerKey, article: &crate::model::ArticleId) -> LayerKey {
        let key = || LayerKey {
            article: article.clone(),
            ..of.clone()
        };
        self.project.map_or_else(key, |project| {
            project.work_key(article, project.person_of(&of.annotator))
        })
    }
}

/// What a dialog asks the program to do.
pub enum Action {
    /// Put an edit in force.
    Commit(Edit),
    /// Make an edit, on a thread where that is much work, and put it in force.
    Make(crate::app::making::Making),
    /// Take over a project to which an edit was applied elsewhere, if the open one is still as it was before.
    Take(Box<crate::query::recode::Made>),
    /// Take over a project into which annotations of other programs were imported, after a backup.
    Import(Box<crate::query::recode::Made>),
    /// Take over what a colleague's copy brings, after a backup, and keep the copy for the next time.
    TakeCopy(Box<Taking>),
    /// Exchange work with others through git, and note how far that is.
    Sync(std::sync::Arc<crate::app::syncing::Course>),
    /// Stop doing so.
    StopSync,
    /// Load articles that were chosen, after a backup if they are many.
    LoadArticles(Box<ChosenArticles>),
    /// Show what would come of files with annotations.
    ImportAnnotationsOf(Vec<PathBuf>),
    /// Keep what was chosen about an import.
    KeepRecipe(Box<crate::import::articles::table::Recipe>),
    /// Keep the recipe of this name no longer.
    RemoveRecipe(String),
    /// Carry a command out.
    Perform(Command),
    /// Show another dialog in its place.
    Show(Box<dyn Dialog>),
    /// Open a project.
    Open(PathBuf),
    /// Make a project.
    Create(NewProject),
    /// The answer to a question for paths.
    Paths(Ask, Vec<PathBuf>),
    /// Ask for paths; the answer comes to [`Dialog::picked`].
    Ask(Ask),
    /// Ask for paths for the program itself.
    AskFor(Ask),
    /// Give a command other keys, or its usual ones with none.
    SetKeys(String, Option<Vec<super::keys::Chord>>),
    /// Write the data for other programs.
    Export {
        /// What is wanted.
        wish: Box<crate::export::Wish>,
        /// Which articles; looked for beside the window.
        filter: Option<Box<crate::query::filter::Filter>>,
        /// The file or folder.
        path: PathBuf,
    },
    /// Look at the project as it was before a deed.
    LookBack {
        /// The deed.
        place: crate::store::Place,
        /// When that was, in words.
        words: String,
    },
    /// Keep the history for so many days, for ever when 0.
    KeepHistory(u32),
    /// Write a copy of the project beside it as a backup has it.
    Restore {
        /// Number of the backup.
        number: u64,
        /// When it was made.
        at: jiff::Timestamp,
        /// Whether the copy is opened then.
        open: bool,
    },
    /// Show what can be put in the place of a damaged file of the open project.
    AskToMend {
        /// The file, relative to the project folder.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// Put the last good version of a file in its place.
    Mend {
        /// The project folder.
        root: PathBuf,
        /// The file, relative to that.
        file: String,
    },
    /// Set articles in another way.
    Read(Reading),
    /// Work on as another person.
    BecomeAnnotator {
        /// The person's name.
        name: String,
    },
    /// Show an entity in the register.
    Entity(crate::model::EntityId),
    /// Go to a place where an entity is used.
    GoToUse(crate::model::Use),
    /// Go to a passage that was looked for.
    GoToPassage {
        /// In which article.
        article: crate::model::ArticleId,
        /// Where.
        span: crate::text::Span,
        /// What was looked for.
        wanted: crate::query::Wanted,
    },
    /// Put a filter into the table of annotations.
    UseFilter(String),
    /// Keep these filters for the project on this computer.
    KeepFilters(Vec<super::table::SavedFilter>),
    /// Go to an annotation, or to an article.
    GoTo(crate::model::ArticleId, Option<crate::model::AnnotationId>),
}

/// What becomes of a dialog after a frame.
pub enum Flow {
    /// It stays.
    Stay,
    /// It stays, and these things are done.
    Do(Vec<Action>),
    /// It closes.
    Close,
    /// It closes, and these things are done.
    Then(Vec<Action>),
}

/// A window above the others.
pub trait Dialog {
    /// Its title, also for screen readers.
    fn title(&self) -> String;
    /// What kind of dialog it is, to tell it from the one before.
    fn kind(&self) -> TypeId
    where
        Self: 'static,
    {
        TypeId::of::<Self>()
    }
    /// Its width in points.
    fn width(&self) -> f32 {
        460.0
    }
    /// Whether it stands at the side and leaves the article in sight, which shows what it changes.
    fn is_beside(&self) -> bool {
        false
    }
    /// Draws it. Escape and a click outside close it without this method being asked.
    fn show(&mut self, ui: &mut egui::Ui, view: &View<'_>) -> Flow;
    /// Takes the answer to [`Action::Ask`].
    fn picked(&mut self, _paths: &[PathBuf]) {}
    /// Takes files that were dropped on the window, if it has a use for them.
    fn dropped(&mut self, _paths: &[PathBuf]) -> bool {
        false
    }
    /// Learns whether the edit that it asked for was put in force.
    fn committed(&mut self, _done: bool) {}
    /// Reads anew what it has read, which may have changed.
    fn renew(&mut self) {}
    /// Whether a click outside would lose something that was typed, and so must not close it.
    fn has_unsaved(&self) -> bool {
        false
    }
    /// Whether a thread still works something out that it is to show.
    fn is_working(&self) -> bool {
        false
    }
}
