//! The one table of commands. Menus, buttons, the palette, the key map and the cheat sheet are all drawn from it.

mod keymap;
mod table;

use crate::model::{RoleId, TagId};
use crate::review::paper::Style;
use crate::say;
use crate::text::Passage;

use super::codebook::Shelf;
use super::keys::Chord;
use super::reader::Motion;
use super::screens::Instead;

pub use keymap::{KeyMap, shared};
pub use table::{find, find_on, table};

/// Everything that a user can do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each command is described in its row of the table"
)]
pub enum Command {
    NewProject,
    OpenProject,
    OpenSample,
    AddFiles,
    AddFolder,
    PasteArticle,
    ImportAnnotations,
    MergeCopy,
    MergeBundle,
    MakeBundle,
    Sync,
    Export,
    Findings,
    ProjectSettings,
    SaveCopy,
    BackUp,
    Backups,
    CloseProject,
    Quit,
    Undo,
    Redo,
    History,
    BackToNow,
    Trash,
    Copy,
    CopyCitation,
    SelectAll,
    FindText,
    FindEverywhere,
    FindNext,
    FindPrevious,
    Move(Motion),
    Extend(Motion),
    Grow,
    Shrink,
    Next(Passage),
    Previous(Passage),
    AddClause,
    GoToWord,
    SelectToWord,
    /// A letter of the word that is gone to; no row of the table.
    Letter(char),
    /// Enter where letters are awaited; no row of the table.
    EndLetters,
    SelectChosen,
    ClearSelection,
    TagAs(TagId),
    SameAgain,
    MarkAll,
    CarryOver,
    ToggleBrush,
    UseBrush,
    FillIn,
    ToggleAsking,
    Retag,
    Delete,
    AddPiece,
    RemovePiece,
    NextAnnotation,
    PreviousAnnotation,
    CycleOverlapping,
    ListHere,
    FollowLink,
    StartBack(Step),
    StartForward(Step),
    EndForward(Step),
    EndBack(Step),
    EditAttributes,
    EditNote,
    ToggleUnsure,
    AnnotationHistory,
    Link,
    LinkAs(RoleId),
    Retarget,
    Reverse,
    Back,
    Forward,
    ToggleBookmark,
    ListBookmarks,
    ToggleTab,
    NextTab,
    PreviousTab,
    Split,
    OtherSide,
    NextArticle,
    PreviousArticle,
    ToggleDone,
    DoneAnyway,
    NextMissing,
    PreviousMissing,
    ListMissing,
    ConfirmMark,
    FollowCodebook,
    TakeExample,
    TakeCounterexample,
    PlaceLost,
    NextLost,
    PreviousLost,
    TakePlace,
    PlaceAtSelection,
    DeleteLost,
    KeepLost,
    DescribeArticle,
    ChangedText,
    CorrectText,
    Corrections,
    RemoveArticle,
    Codebook,
    NewInCodebook,
    MergeTag,
    SplitTag,
    MergeFields,
    DeleteTag,
    RetireTag,
    TagUp,
    TagDown,
    TagIn,
    TagOut,
    TagGuidelines,
    GuidelinesPane,
    Register,
    NewEntity,
    MergeEntity,
    SplitEntity,
    DeleteEntity,
    DeleteUnused,
    ImportEntities,
    ExportEntities,
    Guidelines,
    FilterArticles,
    FocusText,
    CycleRegions,
    ToggleArticles,
    ToggleInspector,
    ToggleClean,
    ToggleColleagues,
    ListColleagues,
    Annotations,
    GoToListed,
    Recode,
    Agreement,
    GoToCompared,
    NextCompared,
    PreviousCompared,
    CopyNumbers,
    SavePicture,
    CopyPaper(Style),
    Decide,
    NextCase,
    PreviousCase,
    NextReviewed,
    PreviousReviewed,
    ToggleSame,
    SideBySide,
    TakeOption(u8),
    TakeUnion,
    TakeIntersection,
    EditCase,
    NothingHere,
    KeepBoth,
    LetStand,
    LeaveOpen,
    GoldStartBack,
    GoldStartForward,
    GoldEndForward,
    GoldEndBack,
    GiveReason,
    DecideByRule,
    TickCase,
    MakeRule,
    CommentCase,
    GoToCase,
    SignGold,
    ReviewRules,
    Inbox,
    GoToLetter,
    AcceptDecision,
    ContestDecision,
    ReplyToDecision,
    Comment,
    Comments,
    GoToThread,
    ReplyToThread,
    ResolveThread,
    Team,
    AssignArticles,
    /// Draw which articles people label a second time.
    RepeatArticles,
    NewRound,
    SavedFilters,
    ToggleInvisible,
    Highlighters,
    ToggleHighlighters,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    TextLarger,
    TextSmaller,
    Reading,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ToggleContrast,
    LanguageSystem,
    LanguageEnglish,
    LanguageGerman,
    Annotator,
    Palette,
    Keys,
    Filters,
    ImportHelp,
    Reviewing,
    Promises,
    About,
}

impl Command {
    /// Its name in files: that of the program in small letters, with lines between the words. What it is called on screen
    /// may change and be translated; this stays.
    #[must_use]
    pub fn id(&self) -> String {
        let mut id = String::new();
        for c in format!("{self:?}").chars() {
            let parts = c.is_uppercase() || !c.is_alphanumeric();
            if parts && !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
            if c.is_alphanumeric() {
                id.extend(c.to_lowercase());
            }
        }
        id.trim_end_matches('-').to_owned()
    }

    /// Whether its keys stand in the codebook.
    #[must_use]
    pub fn is_of_codebook(&self) -> bool {
        matches!(self, Self::TagAs(_) | Self::LinkAs(_))
    }

    /// Whether it does something with what is chosen in the codebook on screen.
    #[must_use]
    pub fn is_of_chosen_entry(&self) -> bool {
        matches!(
            self,
            Self::MergeTag
                | Self::SplitTag
                | Self::MergeFields
                | Self::DeleteTag
                | Self::RetireTag
                | Self::TagUp
                | Self::TagDown
                | Self::TagIn
                | Self::TagOut
                | Self::TagGuidelines
        )
    }

    /// Whether it is one of a screen's own, and something is typed after it.
    #[must_use]
    pub fn asks_on_its_screen(&self) -> bool {
        matches!(
            self,
            Self::EditCase
                | Self::GiveReason
                | Self::DecideByRule
                | Self::MakeRule
                | Self::CommentCase
                | Self::ContestDecision
                | Self::ReplyToDecision
                | Self::ReplyToThread
        )
    }

    /// Whether it leads out of everything, or to everything: its usual keys do that whatever a key map says, unless another
    /// command has them.
    #[must_use]
    pub fn is_way_out(&self) -> bool {
        matches!(self, Self::ClearSelection | Self::Keys | Self::Palette)
    }
}

/// How far an end of a selection or an annotation moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the next word boundary.
    Word,
    /// By one grapheme.
    Character,
}

/// The menus, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Projects and articles in and out.
    File,
    /// Undo, selection.
    Edit,
    /// Marking and linking.
    Annotate,
    /// The article as a whole and the way to others.
    Article,
    /// The codebook.
    Codebook,
    /// The register.
    Entities,
    /// What several people have made of the same articles.
    Compare,
    /// Deciding about it, and what becomes of that.
    Review,
    /// Caret and selection by key.
    Caret,
    /// What the window shows.
    View,
    /// Help.
    Help,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 11] = [
        Self::File,
        Self::Edit,
        Self::Annotate,
        Self::Article,
        Self::Codebook,
        Self::Entities,
        Self::Compare,
        Self::Review,
        Self::Caret,
        Self::View,
        Self::Help,
    ];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => say!("menu-file"),
            Self::Edit => say!("menu-edit"),
            Self::Annotate => say!("menu-annotate"),
            Self::Article => say!("menu-article"),
            Self::Codebook => say!("menu-codebook"),
            Self::Entities => say!("menu-entities"),
            Self::Compare => say!("menu-compare"),
            Self::Review => say!("menu-review"),
            Self::Caret => say!("menu-caret"),
            Self::View => say!("menu-view"),
            Self::Help => say!("menu-help"),
        }
    }

    /// What is to be known of its keys as a whole, for the cheat sheet.
    #[must_use]
    pub fn note(self) -> Option<&'static str> {
        match self {
            Self::Annotate => Some(say!("menu-annotate-note")),
            Self::Review => Some(say!("menu-review-note")),
            _ => None,
        }
    }
}

/// What must be there for a command to make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// An open project.
    Project,
    /// A project of which everything has been read.
    Read,
    /// A project that can be written.
    Writable,
    /// A project in a git repository.
    Repository,
    /// An open article.
    Article,
    /// Selected text.
    Selection,
    /// A chosen annotation.
    Annotation,
    /// A brush that was taken.
    Brush,
    /// Selected text, or else a chosen annotation that can be changed.
    Ends,
    /// An annotation of several pieces.
    Pieces,
    /// An article whose text is not the one that was loaded.
    Doubt,
    /// An annotation of the article that has no place.
    Lost,
    /// One of these that is being decided on.
    Placing,
    /// Something to undo.
    Undo,
    /// Something to redo.
    Redo,
    /// An earlier state of the project that is looked at.
    Past,
    /// The register on screen.
    Register,
    /// An entity that is chosen there.
    Entity,
    /// The table of annotations on screen.
    Table,
    /// The table of annotations on screen, with some in it.
    Listed,
    /// The numbers of agreement on screen.
    Numbers,
    /// Passages that a number of agreement is made of.
    Compared,
    /// The comparison of people's marks on screen.
    Deciding,
    /// A case that is chosen there.
    Case,
    /// A decision that is chosen in the inbox on screen.
    Letter,
    /// A thread of comments that is chosen in their list on screen.
    Thread,
    /// A tag that is chosen in the codebook on screen.
    Tag,
    /// Anything that is chosen there.
    Entry,
    /// Something that has fields, and is chosen there.
    Fields,
}

/// What is there. Worked out once a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that is there or not"
)]
pub struct Situation {
    /// Whether a project is open.
    pub project: bool,
    /// Whether it lies in a git repository.
    pub repository: bool,
    /// What has not been read yet, if anything.
    pub unread: Option<&'static str>,
    /// Why the project or the layer cannot be written, if it cannot.
    pub read_only: Option<String>,
    /// Whether an article is open, and on screen.
    pub article: bool,
    /// What is on screen in the article's place, and whether something is chosen in it; of the table, whether it lists any, of
    /// agreement, whether there are numbers.
    pub instead: Option<(Instead, bool)>,
    /// Whether passages are listed that two people are compared by.
    pub compared: bool,
    /// From which list of the codebook on screen something is chosen, if anything is.
    pub shelf: Option<Shelf>,
    /// Whether text is selected.
    pub selection: bool,
    /// The tag of the brush that was taken.
    pub brush: Option<TagId>,
    /// Whether an annotation is chosen, and of how many pieces it is.
    pub pieces: usize,
    /// As of when the project is looked at, if not as it is.
    pub then: Option<String>,
    /// Whether the article has another text than it is said to have.
    pub doubt: bool,
    /// How many annotations of the article have no place.
    pub lost: usize,
    /// How many places are proposed for the one of them that is being decided on, if one is.
    pub placing: Option<usize>,
    /// What undo would take back.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// What is in force, of the commands that have something in force until it is taken back.
    pub on: Vec<Command>,
}

/// Why most things have to wait when a large project is opened.
#[must_use]
pub fn still_reading() -> &'static str {
    say!("need-read")
}

impl Situation {
    /// Why a need is not met; `None` when it is.
    #[must_use]
    pub fn missing(&self, need: Need) -> Option<String> {
        let unless = |there: bool, why: &'static str| (!there).then_some(why);
        let shown = |screen| self.instead.is_some_and(|(it, _)| it == screen);
        let chosen = |screen| self.instead == Some((screen, true));
        let why = match need {
            Need::Read => self.unread,
            Need::Writable => return self.read_only.clone(),
            Need::Ends if self.selection => None,
            Need::Ends if self.pieces > 0 => return self.read_only.clone(),
            Need::Ends => Some(say!("need-ends")),
            Need::Article if self.instead.is_some() => Some(say!("need-text")),
            Need::Tag => unless(self.shelf == Some(Shelf::Tags), say!("need-tag")),
            Need::Entry => unless(self.shelf.is_some(), say!("need-entry")),
            Need::Fields => {
                let has_fields = self.shelf.is_some_and(|shelf| shelf != Shelf::Links);
                unless(has_fields, say!("need-fields"))
            }
            Need::Article if !self.project => Some(say!("need-project")),
            Need::Article => unless(self.article, say!("need-article")),
            Need::Repository => unless(self.repository, say!("need-repository")),
            Need::Project => unless(self.project, say!("need-project")),
            Need::Register => unless(shown(Instead::Register), say!("need-register")),
            Need::Listed if !shown(Instead::Table) => Some(say!("listed-open-first")),
            Need::Listed => unless(chosen(Instead::Table), say!("listed-none-listed")),
            Need::Numbers => unless(chosen(Instead::Agreement), say!("agreement-open-first")),
            Need::Compared => unless(self.compared, say!("agreement-none-listed")),
            Need::Table => unless(shown(Instead::Table), say!("listed-open-first")),
            Need::Deciding => unless(shown(Instead::Decide), say!("need-deciding")),
            Need::Case if !shown(Instead::Decide) => Some(say!("need-deciding")),
            Need::Case => unless(chosen(Instead::Decide), say!("need-case")),
            Need::Letter if !shown(Instead::Inbox) => Some(say!("need-inbox")),
            Need::Letter => unless(chosen(Instead::Inbox), say!("need-letter")),
            Need::Thread if !shown(Instead::Comments) => Some(say!("need-comments")),
            Need::Thread => unless(chosen(Instead::Comments), say!("need-thread")),
            Need::Entity => unless(chosen(Instead::Register), say!("need-entity")),
            Need::Selection => unless(self.selection, say!("need-selection")),
            Need::Annotation => unless(self.pieces > 0, say!("need-annotation")),
            Need::Brush => unless(self.brush.is_some(), say!("need-brush")),
            Need::Pieces => unless(self.pieces > 1, say!("need-pieces")),
            Need::Doubt => unless(self.doubt, say!("need-doubt")),
            Need::Lost => unless(self.lost > 0, say!("need-lost")),
            Need::Placing => unless(self.placing.is_some(), say!("need-placing")),
            Need::Undo => unless(self.undo.is_some(), say!("need-undo")),
            Need::Redo => unless(self.redo.is_some(), say!("need-redo")),
            Need::Past => unless(self.then.is_some(), say!("need-past")),
        };
        why.map(str::to_owned)
    }
}

/// One command with everything that is said of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it does.
    pub command: Command,
    /// Its menu.
    pub group: Group,
    /// Its name on screen; “…” when it asks for more.
    pub name: String,
    /// Its name in English, by which it can be found in every language.
    pub english: String,
    /// What it does, in a sentence.
    pub help: String,
    /// Its keys, the first one is shown.
    pub keys: Vec<Chord>,
    /// What must be there.
    pub needs: &'static [Need],
    /// Whether it stands in the menus; caret motions do not.
    pub in_menu: bool,
    /// The screen on which its keys work, when it is only that one: letters and digits are free there.
    pub screen: Option<Instead>,
}

impl Row {
    /// Why it cannot be done now; `None` when it can.
    #[must_use]
    pub fn disabled(&self, situation: &Situation) -> Option<String> {
        self.needs.iter().find_map(|&need| situation.missing(need))
    }

    /// Its name in the file of keys.
    #[must_use]
    pub fn id(&self) -> String {
        self.command.id()
    }

    /// Its first key as text.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        self.keys.first().map(ToString::to_string)
    }
}
