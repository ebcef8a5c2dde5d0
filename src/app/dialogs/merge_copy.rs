//! Taking over a colleague's copy or a bundle: what would come is counted before, what both have changed is chosen card by card,
//! and articles with another text stay apart until somebody says otherwise.
//!
//! It is read again when something else is wished, or when the project has gone on. What was read before stays in view until then,
//! and what was chosen stays chosen.

mod card;
mod comparing;

use std::collections::HashMap;
use std::path::PathBuf;

use egui::{Ui, UiBuilder};

use crate::app::theme::space;
use crate::model::merge::{Came, Card, CardId, Choice, Copied};
use crate::model::{AnnotatorId, Author, Project};
use crate::query::recode::Made;
use crate::say;
use crate::store::{Apart, Arrival, Consent, Home};

use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};
use card::{CARDS, options};
use comparing::{Found, Refused, Wanted, read};

/// The dialog.
pub struct MergeCopyDialog {
    wanted: Wanted,
    reading: Option<Awaited<Result<Box<Found>, Refused>>>,
    /// What was read last.
    found: Option<Result<Box<Found>, Refused>>,
    /// Whether that is what is wanted now; it stays in view until that is read.
    is_current: bool,
    /// What was chosen card by card, of all that were ever shown.
    chosen: HashMap<CardId, Choice>,
    /// What was chosen for all other cards.
    for_all: Choice,
    /// Whether the button had the keyboard when it was read again, and is to have it back.
    back_to_button: bool,
    first: FirstFocus,
}

impl MergeCopyDialog {
    /// For a copy in a folder, into the project in `root`.
    #[must_use]
    pub fn new(path: PathBuf, root: PathBuf, home: Option<Home>) -> Self {
        Self {
            wanted: Wanted {
                path,
                root,
                home,
                is_bundle: false,
                consent: Consent::default(),
                leads_too: false,
            },
            reading: None,
            found: None,
            is_current: false,
            chosen: HashMap::new(),
            for_all: Choice::default(),
            back_to_button: false,
            first: FirstFocus::default(),
        }
    }

    /// The same for a bundle.
    #[must_use]
    pub fn of_bundle(path: PathBuf, root: PathBuf, home: Option<Home>) -> Self {
        let mut dialog = Self::new(path, root, home);
        dialog.wanted.is_bundle = true;
        dialog
    }

    /// Has a thread read it, once for each wish.
    fn read(&mut self, ui: &Ui, project: &Project, me: &AnnotatorId) {
        if self.is_current {
            return;
        }
        let wanted = &self.wanted;
        let reading = self.reading.get_or_insert_with(|| {
            let (wanted, ours, me) = (wanted.clone(), project.clone(), me.clone());
            Awaited::start("copy", ui.ctx(), move |progress| {
                read(&wanted, ours, &me, progress)
            })
        });
        if let Some(found) = reading.take() {
            self.reading = None;
            self.found = Some(found);
            self.is_current = true;
        }
    }

    fn read_again(&mut self) {
        self.reading = None;
        self.is_current = false;
    }

    /// What becomes of each card.
    fn choices(&self, found: &Found) -> Vec<Choice> {
        let ids = found.ids.iter();
        let choices = ids.zip(&found.copied.cards);
        let choices = choices.map(|(id, card)| self.choice(id, card));
        choices.collect()
    }

    /// What becomes of a card; one about which nothing can be asked is kept in both versions where all are to be discussed.
    fn choice(&self, id: &CardId, card: &Card) -> Choice {
        let chosen = self.chosen.get(id).copied().unwrap_or(self.for_all);
        card.or_both(chosen)
    }

    fn tell(&self, ui: &mut Ui, form: &mut Form<'_>, project: &Project) {
        let Some(found) = &self.found else {
            form.remark(ui, say!("merge-copy-reading"));
            return;
        };
        let found = match found {
            Ok(found) => found,
            Err(refused) => {
                form.problem(ui, &refused.why);
                return;
            }
        };
        for line in found.counts(project) {
            form.remark(ui, &line);
        }
        for remark in &found.arrival.remarks {
            form.warning(ui, remark);
        }
        for (apart, passages) in found.arrival.apart.iter().zip(&found.passages) {
            show_apart(ui, form, apart, passages);
        }
    }

    /// The cards, each with what is to become of it.
    fn show_cards(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        project: &Project,
        me: &AnnotatorId,
    ) {
        let Some(Ok(found)) = &self.found else {
            return;
        };
        let cards = &found.copied.cards;
        if cards.len() > 1 {
            ui.separator();
            let name = say!("merge-copy-all-cards", count = cards.len());
            let label = ("cards", name.as_str());
            let all = options(|_| true);
            if form.choice(ui, label, &mut self.for_all, &all).changed() {
                self.chosen.clear();
            }
        }
        let veil = (!cards.is_empty()).then(|| project.veil(Some(me)));
        for ((card, shown), id) in cards.iter().zip(&found.cards).zip(&found.ids) {
            ui.separator();
            let is_hidden = veil
                .as_ref()
                .is_some_and(|veil| veil.hides_change(&card.conflict.ours));
            let mut choice = self.choice(id, card);
            if card::show(ui, form, (card, shown), id, is_hidden, &mut choice) {
                self.chosen.insert(id.clone(), choice);
            }
        }
        if cards.len() > CARDS {
            let more = cards.len() - CARDS;
            form.remark(ui, &say!("merge-copy-more-cards", count = more));
        }
    }

    /// What is chosen beside: what needs consent, and what belongs to the lead.
    fn show_consents(&mut self, ui: &mut Ui) {
        let (before, led) = (self.wanted.consent, self.wanted.leads_too);
        let consent = &mut self.wanted.consent;
        let is_other = match &self.found {
            Some(Err(refused)) => refused.is_other_project,
            _ => false,
        };
        if is_other || consent.another_project {
            let words = say!("merge-copy-other-project");
            ui.checkbox(&mut consent.another_project, words);
        }
        if let Some(Ok(found)) = &self.found {
            let is_apart = found.arrival.apart.iter().any(|it| it.ours.is_some());
            if is_apart || consent.reanchor {
                ui.checkbox(&mut consent.reanchor, say!("merge-copy-reanchor"));
            }
            ui.checkbox(&mut self.wanted.leads_too, say!("merge-copy-codebook"));
        }
        if before != self.wanted.consent || led != self.wanted.leads_too {
            self.read_again();
        }
    }

    /// What is to be done; nothing when the project has gone on since it was read, so that it is read again.
    fn made(&mut self, project: &Project, author: &Author) -> Option<Action> {
        let Some(Ok(found)) = &self.found else {
            return None;
        };
        if !project.is_untouched(&found.ours) {
            self.back_to_button = true;
            self.read_again();
            return None;
        }
        let taking = Taking {
            ours: found.ours.clone(),
            copied: found.copied.clone(),
            choices: self.choices(found),
            author: author.clone(),
            arrival: found.arrival.clone(),
        };
        Some(Action::TakeCopy(Box::new(taking)))
    }

    /// Why it cannot be taken over now, if it cannot.
    fn why_not(&self, read_only: Option<&String>) -> Option<String> {
        match &self.found {
            _ if !self.is_current => Some(say!("merge-copy-reading").to_owned()),
            Some(Err(refused)) => Some(refused.why.clone()),
            Some(Ok(found)) if found.copied.is_empty() => {
                Some(say!("merge-copy-nothing").to_owned())
            }
            Some(Ok(_)) | None => read_only.cloned(),
        }
    }
}

/// A colleague's copy that is to be taken over, with what was chosen.
pub struct Taking {
    /// The project into which it is taken.
    pub ours: Project,
    /// The copy.
    pub arrival: Arrival,
    copied: Copied,
    choices: Vec<Choice>,
    author: Author,
}

impl Taking {
    /// The project with it, and what has come, in words; takes as long as there is much to take.
    ///
    /// # Errors
    /// Why it does not fit, in words.
    pub fn made(&self) -> Result<(Made, String), String> {
        let (ours, author) = (&self.ours, &self.author);
        let edit = self.copied.with(ours, &self.choices, author);
        let by = &author.annotator;
        let edit = ours.welcoming(by, by.as_str(), edit);
        let made = Made::of(ours, edit).map_err(|error| error.to_string())?;
        let came = Came::of(ours, &made.project, &made.edit);
        Ok((made, say_came(&came)))
    }
}

/// What has come, in words.
fn say_came(came: &Came) -> String {
    let mut parts = Vec::new();
    if came.new > 0 {
        parts.push(say!("merge-copy-came-new", count = came.new));
    }
    if came.changed > 0 {
        parts.push(say!("merge-copy-came-changed", count = came.changed));
    }
    if came.deleted > 0 {
        parts.push(say!("merge-copy-came-deleted", count = came.deleted));
    }
    if came.reviews > 0 {
        parts.push(say!("merge-copy-reviews", count = came.reviews));
    }
    if came.articles > 0 {
        parts.push(say!("merge-copy-articles", count = came.articles));
    }
    if parts.is_empty() {
        say!("merge-copy-done-bare").to_owned()
    } else {
        say!("merge-copy-done", what = parts.join(", "))
    }
}

/// An article of which nothing is taken, with what differs in its text.
fn show_apart(
    ui: &mut Ui,
    form: &Form<'_>,
    apart: &Apart,
    (passages, more): &(Vec<String>, usize),
) {
    let (title, count) = (&apart.title, apart.annotations);
    let words = match (&apart.ours, apart.reviews) {
        (None, _) => say!("merge-copy-no-text", title = title, count = count),
        (Some(_), 0) => say!("merge-copy-other-text", title = title, count = count),
        (Some(_), reviews) => {
            let words = say!("merge-copy-other-text", title = title, count = count);
            format!(
                "{words} {}",
                say!("merge-copy-reviews-too", count = reviews)
            )
        }
    };
    form.warning(ui, &words);
    for passage in passages {
        form.remark(ui, passage);
    }
    if *more > 0 {
        form.remark(ui, &say!("merge-copy-more", count = *more));
    }
}

impl Dialog for MergeCopyDialog {
    fn title(&self) -> String {
        let title = if self.wanted.is_bundle {
            say!("merge-bundle-title")
        } else {
            say!("merge-copy-title")
        };
        title.to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn has_unsaved(&self) -> bool {
        match &self.found {
            Some(Ok(found)) => !found.copied.cards.is_empty(),
            _ => false,
        }
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, view.author.clone()) else {
            return Flow::Close;
        };
        self.read(ui, project, &author.annotator);
        let mut first = core::mem::take(&mut self.first);
        let mut form = Form::new(view.tokens, &mut first);
        body(ui, |ui| {
            form.remark(ui, &self.wanted.path.display().to_string());
            ui.add_space(space::SMALL);
            self.tell(ui, &mut form, project);
            ui.add_space(space::SMALL);
            // However much stands above it, the keyboard stays in a box that was ticked. Below stand the cards that come and go
            // with it.
            let own = UiBuilder::new().scope_id(ui.scope_id().with("consents"));
            ui.scope_builder(own, |ui| self.show_consents(ui));
            self.show_cards(ui, &mut form, project, &author.annotator);
        });
        let why_not = self.why_not(view.situation.read_only.as_ref());
        if why_not.is_none() && core::mem::take(&mut self.back_to_button) {
            form.focus_next();
        }
        let pressed = form.buttons(ui, say!("merge-copy-do"), why_not.as_deref());
        self.first = first;
        match pressed {
            Verdict::Primary => match self.made(project, &author) {
                Some(action) => Flow::Then(vec![action]),
                None => Flow::Stay,
            },
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
