//! An open project on screen: the project, its history, the open article, what is chosen and what was begun.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, ArticleId, Author, Change, Finding, History, Layer,
    LayerKey, Part, Project, Slot, Status, Step, TagId, edits,
};
use crate::query::Roster;
use crate::store::{
    Access, Desk, Event, Home, Landmark, Locked, Opened, OtherVersion, Reanchored, Saver, Seat,
};
use crate::text::{Span, Text};

use super::article_list::{ArticleList, ArticleRow, Wish};
use super::colleagues::Colleagues;
use super::command::{Command, KeyMap, Row, Situation, still_reading, table};
use super::given::Given;
use super::jobs::drop_elsewhere;
use super::marking;
use super::missing::Missing;
use super::notices::Notices;
use super::panels::{Guide, MissingPane};
use super::places::Kept;
use super::reader::{Bookmark, Marks, Selection};
use super::search::Query;
use super::syncing::Course;
use super::trail::Trail;

mod incoming;
mod lost;
mod open;
mod refusals;
mod saving;
mod steps;
mod then;

use open::Standing;
pub use open::{Offered, OpenArticle};

/// An open project on screen.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of how far the project is there"
)]
pub struct Workspace {
    /// Tells this workspace from all others.
    pub number: u64,
    /// The project folder.
    pub root: PathBuf,
    /// The project.
    pub project: Project,
    /// What can be undone.
    pub history: History,
    /// What writes the files.
    pub saver: Saver,
    /// What the user's state folder holds for the project; none in a test without one.
    pub home: Option<Home>,
    /// Held as long as nobody else on this computer may work as the same person.
    seat: Option<Seat>,
    /// Whether the project can be written.
    pub access: Access,
    /// Whether its folder can be, whoever sits where.
    folder_access: Access,
    /// Whether its annotations are still being read; then it cannot be written yet.
    pub reading: bool,
    /// Whether its articles are only those that could be shown at once.
    pub is_glance: bool,
    /// Whether its folder lies in a git repository.
    pub in_repository: bool,
    /// Files that are damaged or of a newer version, and why they are not written.
    pub locked: Locked,
    /// What was wrong when the project was opened or last checked.
    pub findings: Vec<Finding>,
    /// Who annotates.
    pub annotator: AnnotatorId,
    /// What this person is called before the first edit, which brings the person into the project.
    called: String,
    /// The list of articles.
    pub list: ArticleList,
    /// The open article.
    pub open: Option<OpenArticle>,
    /// The article on the other side, while two are shown.
    pub beside: Option<Box<OpenArticle>>,
    /// Whether the open article is the one at the right.
    pub is_right: bool,
    /// Where one was before each jump.
    pub(super) trail: Trail,
    /// The articles in tabs.
    pub(super) tabs: Vec<ArticleId>,
    /// The bookmarks.
    pub(super) kept: Vec<Kept>,
    /// Whether the first article is to be opened when it is known which that is.
    wants_first: bool,
    /// The commands of the moment.
    pub rows: Vec<Row>,
    /// Keys in place of the usual ones.
    keymap: Arc<KeyMap>,
    /// What is missing or broken in one's own annotations.
    pub missing: Missing,
    /// Its list below the text.
    pub missing_pane: MissingPane,
    /// The guidelines beside the text, when they are shown.
    pub guide: Option<Guide>,
    /// What was looked for last in an article.
    pub sought: Query,
    /// Whose annotations are shown beside one's own.
    pub colleagues: Colleagues,
    /// Whether what must be there is asked for as soon as something was marked.
    pub asks: bool,
    /// The tag with which passage after passage is being marked.
    pub brush: Option<TagId>,
    /// The annotation that was made last.
    pub(super) last_made: Option<AnnotationId>,
    /// Words of which no more are to be offered.
    pub never: BTreeSet<String>,
    /// The letters by which a word was gone to last.
    pub(super) leapt: String,
    /// What was answered last.
    pub(super) given: Given,
    /// Where one was in articles that were open before.
    pub(super) left: BTreeMap<ArticleId, Bookmark>,
    /// What others did to the project folder and has not been taken in yet.
    arrived: VecDeque<Event>,
    /// The last exchange through git: what it changed in the folder is told as its doing.
    pub(super) sync: Option<Arc<Course>>,
    /// Files of articles and layers that another program removed, until somebody says what becomes of what they held.
    removed: BTreeMap<Part, String>,
    /// Those of them that are being written again because somebody said so.
    rewriting: BTreeSet<String>,
    /// By what the project's folder is told again.
    pub(super) landmark: Landmark,
    /// Where that is now, when it has been found in another place.
    pub(super) moved_to: Option<PathBuf>,
    /// Layers that were moved along with a text that is in doubt: they stay on disk as they are until it is accepted.
    unkept: Vec<LayerKey>,
    /// The project as it is, while one looks at it as it was.
    present: Option<then::Present>,
    /// Changes with every change of the project: caches are made of one revision.
    pub revision: u64,
    /// Who is in the register, as it was when somebody was asked for last.
    roster: RefCell<Arc<Roster>>,
}

/// A request for marks, to be made on a thread.
pub struct MarksWanted {
    /// The project as it is now.
    pub project: Project,
    /// The layer whose marks are wanted.
    pub key: LayerKey,
    /// Tells this request from all others.
    pub number: u64,
}

/// Counts workspaces and requests.
fn next_number() -> u64 {
    static NUMBERS: AtomicU64 = AtomicU64::new(0);
    NUMBERS.fetch_add(1, Ordering::Relaxed)
}

/// Most annotations whose marks are made between two frames; a few milliseconds.
const AT_ONCE: usize = 2000;

impl Workspace {
    /// Who is in the register, to propose from where somebody is asked for.
    pub fn roster(&self) -> Arc<Roster> {
        let mut roster = self.roster.borrow_mut();
        Arc::make_mut(&mut roster).update(&self.project);
        Arc::clone(&roster)
    }

    /// Puts an opened project on screen, for an annotator who is added when the project does not know this person.
    pub fn new(
        opened: Opened,
        desk: Option<Desk>,
        called: &str,
        ctx: &egui::Context,
        notices: &mut Notices,
    ) -> Self {
        let reading = !opened.is_complete();
        let is_glance = opened.is_glance();
        let annotator = annotator_for(&opened.project, called);
        let idle = Saver::start(
            opened.root.clone(),
            Locked::default(),
            &Project::default(),
            None,
            || (),
        );
        let landmark = Landmark::of(&opened.root, &opened.project.settings);
        let mut workspace = Self {
            rows: table(Some(&opened.project.codebook)),
            keymap: Arc::default(),
            number: next_number(),
            root: opened.root,
            project: opened.project,
            history: History::default(),
            saver: idle,
            home: None,
            seat: None,
            folder_access: opened.access.clone(),
            access: if reading {
                Access::ReadOnly(format!("{}.", still_reading()))
            } else {
                opened.access
            },
            reading,
            is_glance,
            in_repository: false,
            locked: opened.locked,
            findings: opened.findings,
            annotator,
            called: called.trim().to_owned(),
            list: ArticleList::default(),
            colleagues: Colleagues::default(),
            asks: false,
            brush: None,
            last_made: None,
            never: BTreeSet::new(),
            leapt: String::new(),
            given: Given::default(),
            open: None,
            beside: None,
            is_right: false,
            trail: Trail::default(),
            tabs: Vec::new(),
            kept: Vec::new(),
            wants_first: false,
            missing: Missing::default(),
            missing_pane: MissingPane::default(),
            guide: None,
            sought: Query::default(),
            left: BTreeMap::new(),
            arrived: VecDeque::new(),
            sync: None,
            removed: BTreeMap::new(),
            rewriting: BTreeSet::new(),
            landmark,
            moved_to: None,
            unkept: Vec::new(),
            present: None,
            revision: 0,
            roster: RefCell::default(),
        };
        if !reading {
            workspace.begin(desk, &opened.reanchored, opened.others, ctx, notices);
        }
        workspace
            .list
            .refresh(&workspace.project, &workspace.annotator, workspace.revision);
        workspace.show_first();
        workspace
    }

    /// Opens the first article of the list; when the list is still being made, as soon as that is there.
    fn show_first(&mut self) {
        let first = self.list.first();
        self.wants_first = first.is_none() && !self.project.articles.is_empty();
        if let Some(first) = first {
            self.show_article(&first);
        }
    }

    /// Takes in the rows of the article list that a thread has made.
    pub fn take_rows(&mut self, wish: Wish, rows: Vec<ArticleRow>) {
        drop_elsewhere(self.list.take_rows(wish, rows));
        if self.wants_first && self.open.is_none() {
            self.show_first();
        }
    }

    /// Takes in the annotations of a project that was put on screen without them.
    pub fn complete(
        &mut self,
        opened: Opened,
        desk: Option<Desk>,
        ctx: &egui::Context,
        notices: &mut Notices,
    ) {
        drop_elsewhere(core::mem::replace(&mut self.project, opened.project));
        self.folder_access = opened.access.clone();
        self.access = opened.access;
        self.locked = opened.locked;
        self.findings = opened.findings;
        self.reading = false;
        self.is_glance = false;
        self.revision += 1;
        if let Some(open) = &mut self.open {
            let now = self.project.articles.get(&open.key.article);
            if now.is_some_and(|now| now.text == open.article.text) {
                open.make_marks(&self.project);
            } else {
                // What was remembered of it is not what the file holds.
                let id = open.key.article.clone();
                self.open = None;
                self.show_article(&id);
            }
        }
        self.begin(desk, &opened.reanchored, opened.others, ctx, notices);
        self.refresh();
    }

    /// Begins to work on a project that has been read.
    fn begin(
        &mut self,
        desk: Option<Desk>,
        reanchored: &[Reanchored],
        others: Vec<OtherVersion>,
        ctx: &egui::Context,
        notices: &mut Notices,
    ) {
        self.unlock_unmerged(&others);
        let known = self.locked.clone();
        match desk {
            Some(desk) => self.sit_down(desk, known, reanchored, ctx, notices),
            None => self.start_saver(known, None, reanchored, ctx),
        }
        self.arrived.extend(others.into_iter().map(Event::Other));
        self.tell_state(notices);
    }

    /// Tells what keeps the project from being written, and what is wrong in it.
    fn tell_state(&self, notices: &mut Notices) {
        if let Access::ReadOnly(why) = &self.access {
            notices.warn(why.clone());
        }
        if !self.findings.is_empty() {
            notices.findings(&self.findings);
        }
    }

    /// Who makes an edit now.
    #[must_use]
    pub fn author(&self) -> Author {
        let now = Timestamp::now();
        Author {
            annotator: self.annotator.clone(),
            // Files keep whole seconds.
            at: Timestamp::from_second(now.as_second()).unwrap_or(now),
        }
    }

    /// Chooses the annotation that a step brought back or changed; shows where it was when the step took it away.
    fn show_step(&mut self, step: &Step) {
        let touched = step.edit.changes.iter().find_map(|change| match change {
            Change::Annotation(_, id, _) => Some(id.clone()),
            _ => None,
        });
        let gone = step.reverse.changes.iter().find_map(|change| match change {
            Change::Annotation(_, id, Slot::Present(annotation))
                if Some(id) == touched.as_ref() =>
            {
                Some(annotation.spans.hull())
            }
            _ => None,
        });
        self.choose(touched);
        if let Some(open) = &mut self.open
            && let (None, Some(span)) = (&open.chosen, gone)
        {
            open.reader.reveal(span);
            open.reader.select(Selection::caret(span.start));
        }
    }

    /// Puts changed keys in force; does nothing when they are already.
    pub fn use_keymap(&mut self, keymap: &Arc<KeyMap>) {
        if !Arc::ptr_eq(keymap, &self.keymap) {
            self.keymap = Arc::clone(keymap);
            self.make_rows();
        }
    }

    /// Makes the table of commands anew.
    fn make_rows(&mut self) {
        self.rows = table(Some(&self.project.codebook));
        self.keymap.apply(&mut self.rows);
    }

    /// Makes everything anew that is kept of what the program says, when that is another language from now on.
    pub fn say_anew(&mut self) {
        self.make_rows();
        // What it tells is in the words of before.
        self.missing = Missing::default();
        self.revision += 1;
        let both = self.open.iter_mut().chain(self.beside.as_deref_mut());
        for open in both {
            open.make_marks(&self.project);
        }
        self.refresh();
    }

    /// Brings what is shown up to date with changes of the project.
    fn changed(&mut self, parts: &[Part], changes: &[Change]) {
        if parts.contains(&Part::Codebook) {
            self.make_rows();
            let codebook = &self.project.codebook;
            self.brush.take_if(|tag| codebook.tag(tag).is_none());
        }
        if parts.iter().any(|part| matches!(part, Part::Article(_))) {
            self.carry_bookmarks();
        }
        self.revision += 1;
        self.touch_list(parts);
        let both = self.open.iter_mut().chain(self.beside.as_deref_mut());
        for open in both {
            // So many marks take longer than a frame; a thread makes them all.
            if changes.len() > AT_ONCE || changes.iter().any(marking::touches_all) {
                open.make_marks(&self.project);
            } else {
                marking::update(&mut open.marks, &self.project, &open.key, changes);
                if let Standing::InHand(_, since) = &mut open.standing {
                    since.extend_from_slice(changes);
                }
            }
        }
        self.refresh();
    }

    /// Brings the rows of articles up to date of which layers have changed, and nothing else.
    fn touch_list(&mut self, parts: &[Part]) {
        if let [Part::Layer(key)] = parts {
            let (project, annotator) = (&self.project, &self.annotator);
            self.list
                .touch(project, &key.article, annotator, self.revision);
        }
    }

    /// The marks that a thread should make, once.
    pub fn take_wanted_marks(&mut self) -> Option<MarksWanted> {
        let mut both = self.open.iter_mut().chain(self.beside.as_deref_mut());
        let open = both.find(|open| open.standing == Standing::Wanted)?;
        let number = next_number();
        open.standing = Standing::InHand(number, Vec::new());
        Some(MarksWanted {
            project: self.project.clone(),
            key: open.key.clone(),
            number,
        })
    }

    /// Takes in the marks that a thread has made, and what has been changed since; not when others are wanted by now.
    pub fn take_marks(&mut self, number: u64, marks: Marks) {
        let mut both = self.open.iter_mut().chain(self.beside.as_deref_mut());
        let wanted = both.find_map(|open| match &open.standing {
            Standing::InHand(wanted, since) if *wanted == number => {
                let since = since.clone();
                Some((open, since))
            }
            _ => None,
        });
        if let Some((open, since)) = wanted {
            open.marks = marks;
            marking::update(&mut open.marks, &self.project, &open.key, &since);
            open.standing = Standing::Current;
        }
    }

    /// Brings what is missing up to date, or has a thread do it; not while the annotations are being read.
    pub fn look_for_missing(&mut self, ctx: &egui::Context) {
        if !self.reading && self.present.is_none() {
            let open = self.open.as_ref().map(|open| &open.key.article);
            self.missing
                .update(&self.project, &self.annotator, open, self.revision, ctx);
        }
    }

    /// Brings list and choice up to date with the project.
    pub fn refresh(&mut self) {
        self.list
            .refresh(&self.project, &self.annotator, self.revision);
        self.change_layers();
        let project = &self.project;
        self.open.take_if(|open| !open.refresh(project));
        self.beside.take_if(|open| !open.refresh(project));
    }

    /// What is there, for the commands.
    #[must_use]
    pub fn situation(&self) -> Situation {
        let layer = self.open.as_ref().map(|open| Part::Layer(open.key.clone()));
        let read_only = match (&self.access, layer) {
            (Access::ReadOnly(why), _) => Some(why.clone()),
            (_, Some(part)) => self.locked.get(&part).cloned(),
            _ => None,
        };
        Situation {
            project: true,
            repository: self.in_repository,
            unread: (self.reading || self.open.as_ref().is_some_and(OpenArticle::is_waiting))
                .then(still_reading),
            read_only,
            article: self.open.is_some(),
            instead: None,
            compared: false,
            shelf: None,
            selection: self.selected().is_some(),
            brush: self.brush.clone(),
            pieces: self
                .chosen()
                .map_or(0, |annotation| annotation.spans.as_slice().len()),
            then: self.looks_back().map(str::to_owned),
            undo: self
                .history
                .undoable()
                .next()
                .filter(|_| self.present.is_none())
                .map(str::to_owned),
            redo: self
                .history
                .redoable()
                .next()
                .filter(|_| self.present.is_none())
                .map(str::to_owned),
            lost: self.lost(),
            doubt: self.key().is_some_and(|key| self.is_in_doubt(&key.article)),
            placing: (self.open.as_ref())
                .and_then(|open| Some(open.placing.as_ref()?.proposals.len())),
            on: self.in_force(),
        }
    }

    fn in_force(&self) -> Vec<Command> {
        let is_done = self
            .key()
            .is_some_and(|key| self.project.status(&key) == Status::Done);
        let is_unsure = self.chosen().is_some_and(|annotation| annotation.unsure);
        let states = [
            (Command::ToggleDone, is_done),
            (Command::ToggleUnsure, is_unsure),
            (Command::ToggleColleagues, self.colleagues.shown),
            (Command::ToggleBrush, self.brush.is_some()),
            (Command::PlaceLost, self.placing().is_some()),
            (Command::GuidelinesPane, self.guide.is_some()),
        ];
        states
            .into_iter()
            .filter_map(|(command, on)| on.then_some(command))
            .collect()
    }

    /// Opens an article in the middle; the one that is open already stays as it is.
    pub fn show_article(&mut self, id: &ArticleId) {
        let same = |open: &OpenArticle| open.key.article == *id && self.is_own(&open.key);
        if self.open.as_ref().is_some_and(same) {
            return;
        }
        let Some(article) = self.project.articles.get(id) else {
            return;
        };
        let article = Arc::clone(article);
        self.history.end_run();
        self.saver.publish_soon();
        self.leave_spot();
        let key = self.project.work_key(id, &self.annotator);
        let mut shown = OpenArticle::new(article, key, &self.project);
        if let Some(open) = &self.open {
            self.left
                .insert(open.key.article.clone(), open.reader.bookmark());
            shown.reader = shown.reader.in_place_of(&open.reader);
        }
        self.open = Some(shown);
        if let (Some(open), Some(bookmark)) = (&mut self.open, self.left.get(id)) {
            open.reader.go_back(bookmark);
        }
        self.list.reveal(id);
    }

    /// The open article once more, as it is opened.
    pub(super) fn open_of_now(&self) -> Option<OpenArticle> {
        let article = Arc::clone(&self.open.as_ref()?.article);
        let key = self.project.work_key(&article.id, &self.annotator);
        Some(OpenArticle::new(article, key, &self.project))
    }

    /// Whether a layer is the one in which one works: the own one, or the second one of an article that is being repeated.
    #[must_use]
    pub fn is_own(&self, key: &LayerKey) -> bool {
        self.project.is_work_of(key, &self.annotator)
    }

    /// Shows another layer of the open articles where one works in another one now: a repeat was begun or is done.
    fn change_layers(&mut self) {
        let (project, annotator) = (&self.project, &self.annotator);
        let both = self.open.iter_mut().chain(self.beside.as_deref_mut());
        let left = both.filter(|open| !project.is_work_of(&open.key, annotator));
        for open in left {
            let key = project.work_key(&open.key.article, annotator);
            let mut shown = OpenArticle::new(Arc::clone(&open.article), key, project);
            let place = open.reader.bookmark();
            shown.reader = shown.reader.in_place_of(&open.reader);
            shown.reader.go_back(&place);
            *open = shown;
        }
    }

    /// Works on as another person, who is added with the first edit.
    pub fn become_annotator(&mut self, name: &str) {
        // Nobody ever works on the project as it was.
        self.come_back(&mut Notices::default());
        self.annotator = find_annotator(&self.project, name);
        name.trim().clone_into(&mut self.called);
        self.change_seat();
        self.revision += 1;
        let article = self.open.take().map(|open| open.key.article);
        self.beside = None;
        self.refresh();
        if let Some(article) = article {
            self.show_article(&article);
        }
    }

    /// The annotator's name on screen.
    #[must_use]
    pub fn annotator_name(&self) -> String {
        match self.project.annotators.get(&self.annotator) {
            Some(known) => known.name.clone(),
            None if self.called.is_empty() => self.annotator.to_string(),
            None => self.called.clone(),
        }
    }

    /// The open article's layer, if anything was ever marked there.
    #[must_use]
    pub fn layer(&self) -> Option<&Arc<Layer>> {
        self.project.layer(&self.open.as_ref()?.key)
    }

    /// The chosen annotation.
    #[must_use]
    pub fn chosen(&self) -> Option<Arc<Annotation>> {
        let id = self.open.as_ref()?.chosen.as_ref()?;
        self.layer()?.annotations.get(id).cloned()
    }

    /// The open article's text.
    #[must_use]
    pub fn text(&self) -> Option<Text> {
        self.open.as_ref().map(|open| open.article.text.clone())
    }

    /// The selected text, when there is any.
    #[must_use]
    pub fn selected(&self) -> Option<Span> {
        let span = self.open.as_ref()?.reader.selection().span();
        (!span.is_empty()).then_some(span)
    }

    /// Chooses an annotation and brings it into view, or chooses none.
    pub fn choose(&mut self, id: Option<AnnotationId>) {
        self.history.end_run();
        let spans = id
            .as_ref()
            .and_then(|id| Some(self.layer()?.annotations.get(id)?.spans.clone()));
        let is_far = (self.open.as_ref().zip(spans.as_ref()))
            .is_some_and(|(open, spans)| !open.reader.sees(spans.hull()));
        if is_far {
            self.leave_spot();
        }
        let Some(open) = &mut self.open else {
            return;
        };
        if let Some(spans) = &spans {
            open.reader.reveal(spans.hull());
            open.reader.select(Selection::caret(spans.start()));
        }
        open.chosen = id.filter(|_| spans.is_some());
    }

    /// Deletes annotations.
    pub fn delete(&mut self, ids: &BTreeSet<AnnotationId>, notices: &mut Notices) {
        let Some(key) = self.open.as_ref().map(|open| open.key.clone()) else {
            return;
        };
        let edit = edits::delete_annotations(&self.project, &self.author(), &key, ids);
        self.commit(edit, notices);
    }

    /// How often a tag is used in the open layer.
    #[must_use]
    pub fn tag_count(&self, tag: &TagId) -> usize {
        self.open.as_ref().map_or(0, |open| open.marks.count(tag))
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if self.project.articles.len() > AT_ONCE {
            drop_elsewhere(core::mem::take(&mut self.project));
            drop_elsewhere(core::mem::take(&mut self.list));
        }
    }
}

/// The annotator as whom a project is opened: the one with this name, or whom the project offers to strangers.
#[must_use]
pub fn annotator_for(project: &Project, name: &str) -> AnnotatorId {
    let own = find_annotator(project, name);
    match &project.settings.open_as {
        Some(offered) if !project.annotators.contains_key(&own) => offered.clone(),
        _ => own,
    }
}

/// The annotator whom a name means: by id, by name, or a new one with an id like the name. Nobody is who holds the gold
/// layers or those of repeats.
fn find_annotator(project: &Project, name: &str) -> AnnotatorId {
    let name = name.trim();
    project
        .annotators
        .values()
        .filter(|known| !project.is_nobody(&known.id))
        .find(|known| known.id.as_str() == name || known.name.to_lowercase() == name.to_lowercase())
        .map_or_else(
            || AnnotatorId::from_name(name, |id| project.annotators.contains_key(id)),
            |known| known.id.clone(),
        )
}

#[cfg(test)]
mod tests;
