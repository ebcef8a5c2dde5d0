//! Taking over a colleague's copy or a bundle: what would come is counted before, what both have changed is chosen card by card,
//! and articles with another text stay apart until somebody says otherwise.

use std::path::PathBuf;

use egui::Ui;

use crate::app::marking::shorten;
use crate::app::theme::space;
use crate::model::merge::{Card, Choice, Copied, Evidence, Told, parts_of_copy, take_copy};
use crate::model::{Annotation, AnnotatorId, Author, Project};
use crate::query::recode::Made;
use crate::say;
use crate::store::{
    Apart, Arrival, Consent, Home, OldTexts, PastSlots, Progress, Unwelcome, read_arrival,
};
use crate::text::{Alignment, Text};

use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

/// So many passages of another text are shown.
const PASSAGES: usize = 4;
/// So much of a passage is shown, in characters.
const QUOTATION: usize = 120;
/// So many cards are shown; what is chosen for all counts for the others.
const CARDS: usize = 100;

/// What was read, of which state of the project.
struct Found {
    ours: Project,
    arrival: Arrival,
    copied: Copied,
    /// Where the texts of articles that stay apart differ: theirs and ours, and how many passages more.
    passages: Vec<(Vec<(String, String)>, usize)>,
}

/// Why nothing can be taken, and whether that can be overruled.
struct Refused {
    why: String,
    is_other_project: bool,
}

/// The dialog.
pub struct MergeCopyDialog {
    path: PathBuf,
    root: PathBuf,
    home: Option<Home>,
    consent: Consent,
    leads_too: bool,
    reading: Option<Awaited<Result<Box<Found>, Refused>>>,
    found: Option<Result<Box<Found>, Refused>>,
    choices: Vec<Choice>,
    /// What was chosen for all cards.
    for_all: Choice,
    first: FirstFocus,
}

impl MergeCopyDialog {
    /// For a copy in a folder or a bundle, into the project in `root`.
    #[must_use]
    pub fn new(path: PathBuf, root: PathBuf, home: Option<Home>) -> Self {
        Self {
            path,
            root,
            home,
            consent: Consent::default(),
            leads_too: false,
            reading: None,
            found: None,
            choices: Vec::new(),
            for_all: Choice::default(),
            first: FirstFocus::default(),
        }
    }

    /// Has a thread read it, once for each consent.
    fn read(&mut self, ui: &Ui, project: &Project) {
        if self.found.is_some() {
            return;
        }
        let (path, root, home) = (self.path.clone(), self.root.clone(), self.home.clone());
        let (consent, leads_too) = (self.consent, self.leads_too);
        let reading = self.reading.get_or_insert_with(|| {
            let ours = project.clone();
            Awaited::start("copy", ui.ctx(), move |progress| {
                read(
                    &path,
                    &root,
                    home.as_ref(),
                    ours,
                    (consent, leads_too),
                    progress,
                )
            })
        });
        if let Some(found) = reading.take() {
            self.reading = None;
            self.choices.clear();
            if let Ok(found) = &found {
                self.choices = vec![self.for_all; found.copied.cards.len()];
            }
            self.found = Some(found);
        }
    }

    fn tell(&mut self, ui: &mut Ui, form: &mut Form<'_>, project: &Project, me: &AnnotatorId) {
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
        for line in counts(project, found) {
            form.remark(ui, &line);
        }
        for remark in &found.arrival.remarks {
            form.warning(ui, remark);
        }
        for (apart, passages) in found.arrival.apart.iter().zip(&found.passages) {
            show_apart(ui, form, apart, passages);
        }
        let cards = &found.copied.cards;
        if cards.len() > 1 {
            ui.separator();
            let before = self.for_all;
            let name = say!("merge-copy-all-cards", count = cards.len());
            form.choice(
                ui,
                ("cards", name.as_str()),
                &mut self.for_all,
                &options(|_| true),
            );
            if self.for_all != before {
                self.choices.fill(self.for_all);
            }
        }
        let veil = (!cards.is_empty()).then(|| project.veil(Some(me)));
        for (at, card) in cards.iter().enumerate().take(CARDS) {
            ui.separator();
            let is_hidden = veil
                .as_ref()
                .is_some_and(|veil| veil.hides_change(&card.conflict.ours));
            let shown = (!is_hidden).then_some(project);
            show_card(ui, form, shown, card, at, &mut self.choices[at]);
        }
        if cards.len() > CARDS {
            let more = cards.len() - CARDS;
            form.remark(ui, &say!("merge-copy-more-cards", count = more));
        }
    }

    /// What is chosen beside: what needs consent, and what belongs to the lead.
    fn show_consents(&mut self, ui: &mut Ui) {
        let (before, led) = (self.consent, self.leads_too);
        if let Some(Err(refused)) = &self.found
            && refused.is_other_project
        {
            ui.checkbox(
                &mut self.consent.another_project,
                say!("merge-copy-other-project"),
            );
        }
        if let Some(Ok(found)) = &self.found {
            let is_apart = found.arrival.apart.iter().any(|it| it.ours.is_some());
            if is_apart || self.consent.reanchor {
                ui.checkbox(&mut self.consent.reanchor, say!("merge-copy-reanchor"));
            }
            ui.checkbox(&mut self.leads_too, say!("merge-copy-codebook"));
        }
        if before != self.consent || led != self.leads_too {
            (self.found, self.reading) = (None, None);
        }
    }

    /// What is to be done; nothing when the project has gone on since it was read, so that it is read again.
    fn made(&mut self, project: &Project, author: &Author) -> Option<Action> {
        let Some(Ok(found)) = &self.found else {
            return None;
        };
        if !project.is_untouched(&found.ours) {
            (self.found, self.reading) = (None, None);
            return None;
        }
        let taking = Taking {
            ours: found.ours.clone(),
            copied: found.copied.clone(),
            choices: self.choices.clone(),
            author: author.clone(),
            arrival: found.arrival.clone(),
        };
        Some(Action::TakeCopy(Box::new(taking)))
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
    /// The project with it; takes as long as there is much to take.
    ///
    /// # Errors
    /// Why it does not fit, in words.
    pub fn made(&self) -> Result<Made, String> {
        let (ours, author) = (&self.ours, &self.author);
        let edit = self.copied.with(ours, &self.choices, author);
        let by = &author.annotator;
        let edit = ours.welcoming(by, by.as_str(), edit);
        Made::of(ours, edit).map_err(|error| error.to_string())
    }
}

fn read(
    path: &std::path::Path,
    root: &std::path::Path,
    home: Option<&Home>,
    ours: Project,
    (consent, leads_too): (Consent, bool),
    progress: &Progress,
) -> Result<Box<Found>, Refused> {
    let old_texts = home.map_or_else(OldTexts::default, Home::old_texts);
    let arrival = read_arrival(path, root, &ours, &old_texts, consent, progress);
    let arrival = arrival.map_err(|error| Refused {
        is_other_project: matches!(error, Unwelcome::AnotherProject { .. }),
        why: error.to_string(),
    })?;
    let base = home.and_then(|home| home.last_taken(&ours, &arrival));
    let past = home.map(|home| PastSlots::of(&home.shelf(), &arrival.theirs, progress));
    let past = past.transpose().map_err(|error| Refused {
        why: error.to_string(),
        is_other_project: false,
    })?;
    let past = past.unwrap_or_default();
    let knows = |change: &crate::model::Change| past.knows(change);
    let evidence = Evidence {
        base,
        past: Some(&knows),
    };
    let told = Told {
        name: say!("merge-copy-edit").to_owned(),
        other: say!("merge-copy-other").to_owned(),
    };
    let parts = parts_of_copy(&ours, &arrival.theirs, leads_too);
    let copied = take_copy(&ours, &arrival.theirs, &evidence, &parts, &told);
    let passages = arrival.apart.iter().map(differing).collect();
    Ok(Box::new(Found {
        ours,
        arrival,
        copied,
        passages,
    }))
}

/// What would come, a line for each person, and the articles.
fn counts(project: &Project, found: &Found) -> Vec<String> {
    let mut lines = Vec::new();
    for it in &found.copied.counts {
        let Some(id) = &it.annotator else { continue };
        let known = project.annotators.get(id);
        let known = known.or_else(|| found.arrival.theirs.annotators.get(id));
        let name = known.map_or(id.as_str(), |it| &it.name);
        let mut line = say!(
            "merge-copy-person",
            name = name,
            ours = it.ours,
            theirs = it.theirs,
            new = it.new,
            changed = it.changed,
            conflicts = it.conflicts
        );
        if it.deleted > 0 {
            line = format!("{line}, {}", say!("merge-copy-deleted", count = it.deleted));
        }
        if it.reviews > 0 {
            line = format!("{line}, {}", say!("merge-copy-reviews", count = it.reviews));
        }
        lines.push(line);
    }
    let articles = found.copied.articles.len();
    if articles > 0 {
        lines.push(say!("merge-copy-articles", count = articles));
    }
    let removed = found.copied.removed.len();
    if removed > 0 {
        lines.push(say!("merge-copy-removed", count = removed));
    }
    if found.copied.is_empty() {
        lines.push(say!("merge-copy-nothing").to_owned());
    }
    lines
}

/// The first passages in which the two texts of an article differ, and how many more there are.
fn differing(apart: &Apart) -> (Vec<(String, String)>, usize) {
    let (Some(ours), Some(theirs)) = (&apart.ours, &apart.theirs) else {
        return (Vec::new(), 0);
    };
    let alignment = Alignment::of(theirs.as_str(), ours.as_str());
    let changes = alignment.changes();
    let of = |text: &Text, span| shorten(text.slice(span), QUOTATION);
    let first = changes.iter().take(PASSAGES);
    let first = first.map(|(old, new)| (of(theirs, *old), of(ours, *new)));
    (first.collect(), changes.len().saturating_sub(PASSAGES))
}

/// An article of which nothing is taken, with what differs in its text.
fn show_apart(
    ui: &mut Ui,
    form: &Form<'_>,
    apart: &Apart,
    (passages, more): &(Vec<(String, String)>, usize),
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
    for (theirs, ours) in passages {
        form.remark(
            ui,
            &say!("merge-copy-differs", theirs = theirs, ours = ours),
        );
    }
    if *more > 0 {
        form.remark(ui, &say!("merge-copy-more", count = *more));
    }
}

/// What can be chosen, with its names.
fn options(can: impl Fn(Choice) -> bool) -> Vec<(Choice, String)> {
    let choices = Choice::ALL.into_iter().filter(|it| can(*it));
    choices.map(|it| (it, it.name().to_owned())).collect()
}

/// Something on which both sides do not agree; without a project only that there is something.
fn show_card(
    ui: &mut Ui,
    form: &mut Form<'_>,
    project: Option<&Project>,
    card: &Card,
    at: usize,
    choice: &mut Choice,
) {
    let message = project.map_or(say!("check-blind"), |_| &card.conflict.message);
    form.remark(ui, message);
    let article = card.mark().and_then(|(id, _)| project?.articles.get(id));
    if let (Some((mine, theirs)), Some(article), Some(project)) =
        (card.versions(), article, project)
    {
        let says = |version: Option<&Annotation>| {
            version.map_or_else(
                || say!("merge-copy-was-deleted").to_owned(),
                |it| {
                    let tag = project.codebook.tag_name(&it.tag);
                    let words = shorten(&it.spans.quotation(&article.text), QUOTATION);
                    say!("merge-copy-version", tag = tag, text = words)
                },
            )
        };
        let words = say!("merge-copy-here", version = says(mine));
        form.remark(ui, &words);
        let words = say!("merge-copy-there", version = says(theirs));
        form.remark(ui, &words);
    }
    let options = options(|it| it != Choice::Discuss || card.can_be_discussed());
    ui.push_id(("card", at), |ui| {
        form.choice(ui, ("card", say!("merge-copy-card")), choice, &options);
    });
}

impl Dialog for MergeCopyDialog {
    fn title(&self) -> String {
        say!("merge-copy-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn has_unsaved(&self) -> bool {
        !self.choices.is_empty()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, view.author.clone()) else {
            return Flow::Close;
        };
        self.read(ui, project);
        let mut first = core::mem::take(&mut self.first);
        let mut form = Form::new(view.tokens, &mut first);
        body(ui, |ui| {
            form.remark(ui, &self.path.display().to_string());
            ui.add_space(space::SMALL);
            self.tell(ui, &mut form, project, &author.annotator);
            ui.add_space(space::SMALL);
            self.show_consents(ui);
        });
        let why_not = match &self.found {
            None => Some(say!("merge-copy-reading").to_owned()),
            Some(Err(refused)) => Some(refused.why.clone()),
            Some(Ok(found)) if found.copied.is_empty() => {
                Some(say!("merge-copy-nothing").to_owned())
            }
            Some(Ok(_)) => view.situation.read_only.clone(),
        };
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
