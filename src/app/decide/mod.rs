//! Comparing and deciding, as a screen of its own: the open article with everybody's marks in lanes below its text and the
//! gold layer on it, at the side the cases of the article and the card of the one at hand.
//!
//! What is compared is worked out once for each state of the project (`found`), on a thread where it is much. The keys of
//! the screen are rows of the command table that hold here only; `deeds` carries them out.

mod bulk;
pub(in crate::app) mod card;
mod deeds;
mod edit;
mod filter;
mod found;
mod guideline;
mod head;
mod list;
mod overview;
mod pane;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::Ui;

use super::command::Command;
use super::dialogs::Awaited;
use super::halves::{Half, Halves, LeftOver};
use super::jobs::drop_elsewhere;
use super::panels::Room;
use super::reader::Reader;
use super::roll::Roll;
use super::workspace::Workspace;
use crate::model::{Article, ArticleId, Author, Blinding, Project, ReasonId};
use crate::review::adjudication::Case;
use crate::say;
use crate::words::Language;

use filter::CaseFilter;
use found::{CaseName, Found};
use overview::Overview;

pub(in crate::app) use head::command_button;
pub use rules::ReviewRulesDialog;

/// Up to so many annotations are compared between two frames.
const AT_ONCE: usize = 500;
/// Narrower than this the cases stand below the text, in points.
const SIDE_BY_SIDE: f32 = 820.0;

/// A part of the screen where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The list of cases.
    List,
    /// The text.
    Text,
    /// The filters and buttons.
    Card,
    /// The field of words why.
    Reason,
}

/// Of what the cases are: of which article in which state of the project, in which language.
type MadeOf = (ArticleId, u64, Language);

/// The panes: one, or two people side by side.
#[derive(Debug)]
struct Panes {
    article: ArticleId,
    readers: [Reader; 2],
}

/// The screen.
#[derive(Debug, Default)]
pub struct Decide {
    found: Option<Found>,
    made_of: Option<MadeOf>,
    /// The blind round for whose sake nothing is compared.
    blind: Option<String>,
    job: Option<Awaited<Option<Found>>>,
    overview: Overview,
    filter: CaseFilter,
    /// The cases that are listed, by their places among all.
    shown: Vec<usize>,
    roll: Roll,
    /// The cases from which a rule is to be made, of all articles, each as it was when its article was last compared.
    ticked: BTreeMap<(ArticleId, CaseName), (Arc<Article>, Case)>,
    panes: Option<Panes>,
    /// Whether two people are shown side by side, and which lanes.
    beside: Option<(usize, usize)>,
    reason: Option<ReasonId>,
    words: String,
    /// Cases that were decided here since the cases were worked out.
    just_decided: BTreeSet<usize>,
    /// The case to show as soon as the cases are there: of an article that was just opened, the first to do.
    wants: Option<CaseName>,
    wants_first: bool,
    /// The case about which a dialog asks what is right; once that is decided, the next one comes.
    asked: Option<CaseName>,
    /// Where the keyboard should go.
    focus: Option<Place>,
    /// Where it is.
    has_keyboard: Option<Place>,
    /// The case that was brought into view.
    revealed: Option<CaseName>,
    /// The case whose card was last drawn.
    read: Option<CaseName>,
}

impl Decide {
    /// Puts the keyboard into the list of cases.
    pub fn enter(&mut self) {
        self.focus = Some(Place::List);
        self.revealed = None;
    }

    /// Puts the keyboard into the next part of the screen; not when that is beyond it.
    pub fn cycle(&mut self) -> bool {
        let next = match self.has_keyboard {
            None => Place::List,
            Some(Place::List) => Place::Reason,
            Some(Place::Reason | Place::Card) => Place::Text,
            Some(Place::Text) => return false,
        };
        self.focus = Some(next);
        true
    }

    /// Whether a case is chosen.
    #[must_use]
    pub fn has_case(&self) -> bool {
        self.case().is_some()
    }

    /// Whether what is shown is of the project as it is now, and nothing is being made any more.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.found.is_some() && self.job.is_none() && !self.overview.is_making()
    }

    /// What is in force, of the commands that have something in force until it is taken back.
    #[must_use]
    pub fn in_force(&self) -> Vec<Command> {
        let is_signed = self.found.as_ref().is_some_and(|it| it.signed.is_some());
        let ticked = self.at().is_some_and(|at| self.is_ticked(at));
        [
            (Command::ToggleSame, self.filter.same),
            (Command::SideBySide, self.beside.is_some()),
            (Command::SignGold, is_signed),
            (Command::TickCase, ticked),
        ]
        .into_iter()
        .filter_map(|(command, on)| on.then_some(command))
        .collect()
    }

    /// The chosen case's place among all.
    fn at(&self) -> Option<usize> {
        self.shown.get(self.roll.at).copied()
    }

    /// The chosen case.
    fn case(&self) -> Option<&Case> {
        self.found.as_ref()?.queue.cases.get(self.at()?)
    }

    /// The cases from which a rule is to be made: those that are ticked, in whatever article, or else the chosen one.
    fn chosen_cases(&self) -> Vec<(&Article, &Case)> {
        if self.ticked.is_empty() {
            let found = self.found.iter().zip(self.case());
            return found.map(|(found, case)| (&*found.article, case)).collect();
        }
        let ticked = self.ticked.values();
        ticked.map(|(article, case)| (&**article, case)).collect()
    }

    /// By what a case of the article is ticked.
    fn tick_of(&self, at: usize) -> Option<(ArticleId, CaseName)> {
        let found = self.found.as_ref()?;
        let name = CaseName::of(found.queue.cases.get(at)?)?;
        Some((found.article.id.clone(), name))
    }

    fn is_ticked(&self, at: usize) -> bool {
        !self.ticked.is_empty()
            && self
                .tick_of(at)
                .is_some_and(|it| self.ticked.contains_key(&it))
    }

    /// The ticked cases of the article, by their places among all.
    fn ticked_places(&self) -> BTreeSet<usize> {
        let found = self.found.iter();
        let ticked = found.flat_map(|found| {
            let names = self.ticked.keys();
            let names = names.filter(|(article, _)| *article == found.article.id);
            names.filter_map(|(_, name)| found.find(name))
        });
        ticked.collect()
    }

    /// Ticks the chosen case, or no longer.
    fn toggle_tick(&mut self) {
        let Some(tick) = self.at().and_then(|at| self.tick_of(at)) else {
            return;
        };
        if self.ticked.remove(&tick).is_none()
            && let (Some(found), Some(case)) = (&self.found, self.case())
        {
            let as_it_is = (Arc::clone(&found.article), case.clone());
            self.ticked.insert(tick, as_it_is);
        }
    }

    /// Has the ticked cases of the article be as they are now; those that are no more are not ticked.
    fn renew_ticks(&mut self) {
        let Some(found) = self.found.as_ref().filter(|_| !self.ticked.is_empty()) else {
            return;
        };
        let id = &found.article.id;
        let (here, elsewhere) = core::mem::take(&mut self.ticked)
            .into_iter()
            .partition(|((article, _), _)| article == id);
        self.ticked = elsewhere;
        let here: BTreeMap<(ArticleId, CaseName), _> = here;
        for (_, name) in here.into_keys() {
            let case = found.find(&name).map(|at| &found.queue.cases[at]);
            if let Some((case, name)) = case.and_then(|case| Some((case, CaseName::of(case)?))) {
                let as_it_is = (Arc::clone(&found.article), case.clone());
                self.ticked.insert((id.clone(), name), as_it_is);
            }
        }
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
        self.update(workspace, ui.ctx());
        if ui.memory(|memory| memory.focused().is_none()) || !ui.ctx().text_edit_focused() {
            super::register::take_undo(ui, room);
        }
        let place = self.has_keyboard;
        let has_popup = egui::Popup::is_any_open(ui.ctx());
        let halves = Halves {
            id: "decided",
            shown: egui::Id::unique(self.made_of.as_ref().map(|(article, ..)| article)),
            list: say!("decide-title"),
            side: say!("decide-cases"),
            from: SIDE_BY_SIDE,
            share: 0.4,
            usual: 340.0..=620.0,
            least: 280.0,
            most: 0.6,
            above: (0.45, 200.0),
        };
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_text(ui, workspace, room, height),
            Half::Side => self.show_side(ui, workspace, room),
        });
        self.note_keyboard(ui);
        let left = LeftOver::of(ui);
        if !has_popup && left.takes_escape(ui) {
            if matches!(place, Some(Place::Reason | Place::Card)) {
                self.focus = Some(Place::List);
            } else {
                room.wish(Command::Decide);
            }
        }
        // Without a list there is nothing to have it.
        let is_free = self.focus.is_none() && self.found.is_some();
        left.give(ui, is_free, list::id());
    }

    fn note_keyboard(&mut self, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let in_text = self.panes.as_ref().is_some_and(|panes| {
            let mut readers = panes.readers.iter();
            readers.any(|reader| reader.has_focus(ui.ctx()))
        });
        self.has_keyboard = match focused {
            Some(id) if id == list::id() => Some(Place::List),
            Some(id) if id == card::reason_id() => Some(Place::Reason),
            Some(_) if in_text => Some(Place::Text),
            Some(_) => Some(Place::Card),
            None => None,
        };
    }

    /// Brings the cases up to date with the project, or has a thread do it.
    fn update(&mut self, workspace: &Workspace, ctx: &egui::Context) {
        self.overview
            .update(&workspace.project, workspace.revision, ctx);
        let Some(open) = &workspace.open else {
            self.take(None);
            self.made_of = None;
            return;
        };
        let id = open.key.article.clone();
        if let Some(found) = self.job.as_mut().and_then(Awaited::take) {
            self.job = None;
            self.take(found);
        }
        let language = crate::words::spoken();
        let made_of = (id.clone(), workspace.revision, language);
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        let is_other = self.made_of.as_ref().is_none_or(|(of, ..)| *of != id);
        if is_other {
            self.take(None);
            self.wants_first = self.wants.is_none();
            self.beside = None;
            self.forget_reason();
        }
        self.made_of = Some(made_of);
        let blinding = workspace.present().blinding(&id, &workspace.annotator);
        self.blind = blinding.map(|blinding| match blinding {
            Blinding::Round(round) => say!("decide-blind", name = &round.name),
            Blinding::Repeat => blinding.why(),
        });
        if self.blind.is_some() {
            self.job = None;
            self.take(None);
        } else if is_little(&workspace.project, &id) {
            self.job = None;
            self.take(Found::of(&workspace.project, &id));
        } else {
            let project = workspace.project.clone();
            let work = move |_: &crate::store::Progress| Found::of(&project, &id);
            self.job = Some(Awaited::start("cases", ctx, work));
        }
    }

    /// Takes the cases as they are now; the chosen one stays chosen.
    fn take(&mut self, found: Option<Found>) {
        let again = self.wants.take().or_else(|| CaseName::of(self.case()?));
        self.just_decided.clear();
        let last = core::mem::replace(&mut self.found, found);
        if let Some(last) = last.filter(|last| last.queue.cases.len() > AT_ONCE) {
            drop_elsewhere(last);
        }
        self.renew_ticks();
        let at = (self.found.as_ref()).and_then(|found| found.find(again.as_ref()?));
        self.sift(at);
        if let Some(asked) = self.asked.take_if(|asked| Some(&*asked) == again.as_ref()) {
            if at.is_some_and(|at| !self.is_to_do(at)) {
                self.forget_reason();
                let next = self.next_to_do(self.roll.at);
                self.roll.go_to(next.unwrap_or(self.roll.at));
            } else {
                self.asked = Some(asked);
            }
        }
        if core::mem::take(&mut self.wants_first) && self.found.is_some() {
            let first = self.next_to_do(0);
            self.roll.go_to(first.unwrap_or(0));
        }
        if self.found.is_none() {
            self.wants_first = true;
        }
    }

    /// Lists the cases that the filter lets through; the one at this place stays chosen, or the next one is.
    fn sift(&mut self, chosen: Option<usize>) {
        let before = self.at();
        self.shown = self.found.as_ref().map_or_else(Vec::new, |found| {
            let cases = found.queue.cases.iter().enumerate();
            let shown = cases.filter(|(at, case)| {
                // What was just decided stays in sight until one goes on.
                chosen == Some(*at) || self.filter.lets(case)
            });
            shown.map(|(at, _)| at).collect()
        });
        let chosen = chosen.or(before).unwrap_or(0);
        let at = self.shown.partition_point(|at| *at < chosen);
        let last = self.shown.len().saturating_sub(1);
        self.roll.go_to(at.min(last));
    }

    /// Whether a case is still to be decided.
    fn is_to_do(&self, at: usize) -> bool {
        let cases = self.found.as_ref().map(|found| &found.queue.cases);
        let case = cases.and_then(|cases| cases.get(at));
        !self.just_decided.contains(&at) && case.is_some_and(|case| case.state.is_to_do())
    }

    /// The next listed case from a place in the list on, and then from the first one, that is still to be decided.
    fn next_to_do(&self, from: usize) -> Option<usize> {
        let count = self.shown.len();
        let mut places = (from..count).chain(0..from.min(count));
        places.find(|at| self.is_to_do(self.shown[*at]))
    }

    /// Clears what was said for the case before.
    fn forget_reason(&mut self) {
        self.reason = None;
        self.words.clear();
    }
}

/// Whether the marks of an article can be compared between two frames.
fn is_little(project: &Project, id: &ArticleId) -> bool {
    let layers = project.layers_of(id);
    layers.map(|(_, it)| it.annotations.len()).sum::<usize>() <= AT_ONCE
}

/// The project with whoever decides in it: a newcomer comes into it with the first decision.
fn with_reviewer(project: &Project, author: &Author) -> Project {
    let mut project = project.clone();
    if !project.annotators.contains_key(&author.annotator) {
        let welcome = project.welcome(&author.annotator, author.annotator.as_str());
        let done = welcome.apply(&mut project);
        debug_assert!(done.is_ok(), "a newcomer can come into every project");
    }
    project
}
