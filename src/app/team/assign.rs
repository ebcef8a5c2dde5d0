//! Drawing who annotates which article: shown in counts before it is done.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use crate::app::dialogs::{Action, Dialog, FirstFocus, Flow, Form, Verdict, View, body};
use crate::model::{AnnotatorId, ArticleId, Part, Project, edits};
use crate::review::assignment::{Lot, Strata, draw};
use crate::say;

/// What was drawn: who is to annotate which article.
type Drawn = BTreeMap<ArticleId, BTreeSet<AnnotatorId>>;

/// What was drawn, of which wishes and project, and how it comes out.
#[derive(Debug)]
struct Draw {
    lot: Lot,
    anew: bool,
    project: Project,
    to: Drawn,
    /// How many articles several people get.
    shared: usize,
    /// How many each person gets.
    loads: BTreeMap<AnnotatorId, usize>,
}

/// The dialog.
#[derive(Debug)]
pub struct AssignDialog {
    people: BTreeSet<AnnotatorId>,
    overlap: u32,
    each: usize,
    strata: Strata,
    seed: u64,
    /// Whether articles are drawn anew that are assigned already.
    anew: bool,
    /// What was drawn last.
    drawn: Option<Draw>,
    first: FirstFocus,
}

impl AssignDialog {
    /// For all people of a project.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        Self {
            people: project.people().cloned().collect(),
            overlap: 20,
            each: 2,
            strata: Strata::Source,
            seed: 1,
            anew: false,
            drawn: None,
            first: FirstFocus::default(),
        }
    }

    fn lot(&self) -> Lot {
        Lot {
            people: self.people.iter().cloned().collect(),
            overlap: self.overlap,
            each: self.each,
            strata: self.strata,
            seed: self.seed,
        }
    }

    /// Draws, when something else is wished than before, or the project has changed. A thousand articles are a millisecond.
    fn draw(&mut self, project: &Project) -> &Draw {
        let (lot, anew) = (self.lot(), self.anew);
        self.drawn
            .take_if(|it| it.lot != lot || it.anew != anew || !it.project.is_untouched(project));
        self.drawn.get_or_insert_with(|| {
            let is_free = |id: &&ArticleId| project.assigned_to(id).next().is_none();
            let articles = project.articles.keys();
            let articles = articles.filter(|id| anew || is_free(id));
            let articles: Vec<ArticleId> = articles.cloned().collect();
            let to = draw(project, &articles, &lot);
            Draw {
                lot,
                anew,
                project: project.clone(),
                shared: to.values().filter(|people| people.len() > 1).count(),
                loads: loads(&to),
                to,
            }
        })
    }

    fn show_fields(&mut self, ui: &mut Ui, form: &mut Form<'_>, project: &Project) {
        form.label(ui, say!("assign-people"));
        let people: Vec<&AnnotatorId> = project.people().collect();
        show_people(ui, form, project, &people, &mut self.people);
        number(ui, say!("assign-overlap"), &mut self.overlap, 0..=100);
        number(
            ui,
            say!("assign-each"),
            &mut self.each,
            1..=people.len().max(1),
        );
        let strata = [
            (Strata::Source, say!("assign-by-source").to_owned()),
            (Strata::Month, say!("assign-by-month").to_owned()),
            (Strata::None, say!("assign-by-nothing").to_owned()),
        ];
        form.choice(ui, ("even", say!("assign-even")), &mut self.strata, &strata);
        number(ui, say!("assign-seed"), &mut self.seed, 0..=u64::MAX);
        form.remark(ui, say!("assign-seed-help"));
        ui.checkbox(&mut self.anew, say!("assign-anew"));
    }
}

/// Boxes to tick for people.
pub(super) fn show_people(
    ui: &mut Ui,
    form: &mut Form<'_>,
    project: &Project,
    people: &[&AnnotatorId],
    chosen: &mut BTreeSet<AnnotatorId>,
) {
    for id in people {
        let mut is_in = chosen.contains(*id);
        let ticked = ui.checkbox(&mut is_in, project.annotator_name(id));
        let ticked = form.noticed(ui, ticked);
        if ticked.changed() {
            if is_in {
                chosen.insert((*id).clone());
            } else {
                chosen.remove(*id);
            }
        }
    }
}

/// A field for a number.
pub(super) fn number<T: egui::emath::Numeric>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    range: core::ops::RangeInclusive<T>,
) {
    ui.horizontal(|ui| {
        let label = ui.label(name);
        let field = egui::DragValue::new(value).range(range);
        ui.add(field).labelled_by(label.id);
    });
}

impl Dialog for AssignDialog {
    fn title(&self) -> String {
        say!("assign-title").to_owned()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let locked = (view.why_locked)(&Part::Reviewing);
        let mut first = core::mem::take(&mut self.first);
        let mut form = Form::new(view.tokens, &mut first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            self.show_fields(ui, &mut form, project);
            let drawn = self.draw(project);
            let (count, shared) = (drawn.to.len(), drawn.shared);
            form.remark(ui, &say!("assign-preview", count = count, shared = shared));
            for (person, count) in &drawn.loads {
                let name = project.annotator_name(person);
                form.remark(ui, &say!("assign-load", name = name, count = *count));
            }
        });
        let is_empty = self.draw(project).to.is_empty();
        let why_not = is_empty.then_some(say!("assign-nothing"));
        let pressed = form.buttons(ui, say!("assign-do"), locked.as_deref().or(why_not));
        self.first = first;
        match pressed {
            Verdict::Primary => {
                let edit = edits::assign(project, &self.draw(project).to);
                Flow::Then(vec![Action::Commit(edit)])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}

/// How many articles each person gets.
fn loads(drawn: &Drawn) -> BTreeMap<AnnotatorId, usize> {
    let mut loads = BTreeMap::new();
    for person in drawn.values().flatten() {
        *loads.entry(person.clone()).or_default() += 1;
    }
    loads
}
