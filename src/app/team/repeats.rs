//! Drawing which articles people label a second time: shown in counts before it is done.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;
use jiff::Timestamp;

use super::assign::{number, show_people};
use crate::app::derived::Derived;
use crate::app::dialogs::{Action, Dialog, FirstFocus, Flow, Form, Verdict, View, body};
use crate::model::{AnnotatorId, ArticleId, Edit, Part, Project, edits};
use crate::review::assignment::Strata;
use crate::review::repeats::{Drawn, Lot, candidates, draw};
use crate::say;

/// Of what something is drawn.
#[derive(Clone, Debug)]
struct Of {
    lot: Lot,
    project: Project,
}

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        self.lot == other.lot && self.project.is_untouched(&other.project)
    }
}

/// What was drawn.
#[derive(Debug)]
struct Draw {
    /// Of what; nothing before anything was.
    made_of: Option<Of>,
    to: Drawn,
    /// Of how many articles of each person.
    of: BTreeMap<AnnotatorId, usize>,
    /// What makes it so.
    edit: Edit,
    /// How many repeats there are already.
    there: usize,
    /// How many of these were not begun.
    left: usize,
    /// What takes those back.
    end: Edit,
}

impl Default for Draw {
    fn default() -> Self {
        Self {
            made_of: None,
            to: Drawn::new(),
            of: BTreeMap::new(),
            edit: Edit::new("", Vec::new()),
            there: 0,
            left: 0,
            end: Edit::new("", Vec::new()),
        }
    }
}

impl Draw {
    fn of(made_of: Of, project: &Project, now: Timestamp) -> Self {
        let articles: Vec<ArticleId> = project.articles.keys().cloned().collect();
        let lot = &made_of.lot;
        let to = draw(project, &articles, lot, now);
        let of = to.keys().map(|person| {
            let all = candidates(project, &articles, person, lot.days, now);
            (person.clone(), all.len())
        });
        let everybody: BTreeSet<AnnotatorId> = project.people().cloned().collect();
        Self {
            of: of.collect(),
            edit: edits::repeat(project, &to),
            there: project.repeats().count(),
            left: edits::not_begun(project, &everybody).count(),
            end: edits::end_repeats(project, &everybody),
            to,
            made_of: Some(made_of),
        }
    }
}

/// The dialog.
#[derive(Debug)]
pub struct RepeatsDialog {
    people: BTreeSet<AnnotatorId>,
    share: u32,
    days: u32,
    strata: Strata,
    seed: u64,
    /// When it was opened: days are counted back from there.
    now: Timestamp,
    drawn: Derived<Of, Draw>,
    first: FirstFocus,
}

impl RepeatsDialog {
    /// For all people of a project.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        Self {
            people: project.people().cloned().collect(),
            share: 10,
            days: 0,
            strata: Strata::Source,
            seed: 1,
            now: Timestamp::now(),
            drawn: Derived::default(),
            first: FirstFocus::default(),
        }
    }

    /// Draws, when something else is wished than before, or the project has changed; of a large one on a thread. Whether what
    /// was drawn is what is wished now.
    fn draw(&mut self, ctx: &egui::Context, project: &Project) -> bool {
        let lot = Lot {
            people: self.people.iter().cloned().collect(),
            share: self.share,
            days: self.days,
            strata: self.strata,
            seed: self.seed,
        };
        let of = Of {
            lot,
            project: project.clone(),
        };
        let (now, made_of) = (self.now, of.clone());
        let work = move |project: &Project| Draw::of(made_of, project, now);
        self.drawn.update(ctx, project, of.clone(), work);
        self.drawn.get().made_of.as_ref() == Some(&of)
    }

    fn show_fields(&mut self, ui: &mut Ui, form: &mut Form<'_>, project: &Project) {
        form.remark(ui, say!("repeats-about"));
        form.label(ui, say!("repeats-people"));
        let people: Vec<&AnnotatorId> = project.people().collect();
        show_people(ui, form, project, &people, &mut self.people);
        number(ui, say!("repeats-share"), &mut self.share, 1..=100);
        number(ui, say!("repeats-days"), &mut self.days, 0..=9999);
        let strata = [
            (Strata::Source, say!("assign-by-source").to_owned()),
            (Strata::Month, say!("assign-by-month").to_owned()),
            (Strata::None, say!("assign-by-nothing").to_owned()),
        ];
        form.choice(ui, ("even", say!("assign-even")), &mut self.strata, &strata);
        number(ui, say!("assign-seed"), &mut self.seed, 0..=u64::MAX);
        form.remark(ui, say!("assign-seed-help"));
    }

    /// What each person would get, and what there is already with the way to take back what was not begun.
    fn show_outcome(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        project: &Project,
        is_locked: bool,
    ) -> Option<Edit> {
        let drawn = self.drawn.get();
        for (person, articles) in &drawn.to {
            let name = project.annotator_name(person);
            let of = drawn.of.get(person).copied().unwrap_or_default();
            let words = say!("repeats-load", name = name, count = articles.len(), of = of);
            form.remark(ui, &words);
        }
        let (known, left, end) = (drawn.there, drawn.left, &drawn.end);
        if known > 0 {
            form.label(ui, say!("repeats-there"));
            form.remark(ui, &say!("repeats-there-count", count = known, left = left));
        }
        let button = egui::Button::new(say!("repeats-end"));
        let is_some = !end.is_empty() && !is_locked;
        (known > 0 && ui.add_enabled(is_some, button).clicked()).then(|| end.clone())
    }
}

impl Dialog for RepeatsDialog {
    fn title(&self) -> String {
        say!("repeats-title").to_owned()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let locked = (view.why_locked)(&Part::Reviewing);
        let mut first = core::mem::take(&mut self.first);
        let mut form = Form::new(view.tokens, &mut first);
        let mut end = None;
        let is_drawn = self.draw(ui.ctx(), project);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            self.show_fields(ui, &mut form, project);
            end = self.show_outcome(ui, &mut form, project, locked.is_some());
        });
        // What was chosen in this frame is drawn in the next.
        let is_drawn = is_drawn && self.draw(ui.ctx(), project);
        let why_not = match self.drawn.get().edit.is_empty() {
            _ if !is_drawn => Some(say!("repeats-drawing")),
            is_empty => is_empty.then_some(say!("repeats-nothing")),
        };
        let pressed = form.buttons(ui, say!("repeats-do"), locked.as_deref().or(why_not));
        self.first = first;
        match (pressed, end) {
            (_, Some(edit)) => Flow::Then(vec![Action::Commit(edit)]),
            (Verdict::Primary, None) => {
                let edit = self.drawn.get().edit.clone();
                Flow::Then(vec![Action::Commit(edit)])
            }
            (Verdict::Cancel, None) => Flow::Close,
            (Verdict::Wait, None) => Flow::Stay,
        }
    }
}
