//! A round of annotating: who, which articles, and whether nobody sees what the others mark until all are done.

use std::collections::BTreeSet;

use crate::app::dialogs::{Action, Dialog, FirstFocus, Flow, Form, Verdict, View, body};
use crate::model::{AnnotatorId, ArticleId, Part, Project, Round, RoundId, edits};
use crate::say;

use super::assign::show_people;

/// Which articles a round has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// The open one.
    Open,
    /// Those that are assigned to all who take part.
    Assigned,
    /// Those with which nobody has begun.
    Fresh,
    /// All.
    All,
}

/// The dialog.
#[derive(Debug)]
pub struct RoundDialog {
    name: String,
    people: BTreeSet<AnnotatorId>,
    which: Which,
    blind: bool,
    /// The articles that were chosen last, and of what.
    chosen: Option<Chosen>,
    first: FirstFocus,
}

/// The articles of a round, of which wishes and project.
#[derive(Debug)]
struct Chosen {
    of: (Which, BTreeSet<AnnotatorId>, Option<ArticleId>),
    project: Project,
    articles: BTreeSet<ArticleId>,
}

impl RoundDialog {
    /// For all people of a project.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        Self {
            name: say!("round-usual", number = project.reviewing.rounds.len() + 1),
            people: project.people().cloned().collect(),
            which: Which::Open,
            blind: true,
            chosen: None,
            first: FirstFocus::default(),
        }
    }

    /// Chooses the articles, when something else is wished than before, or the project has changed.
    fn choose(&mut self, project: &Project, open: Option<&ArticleId>) -> BTreeSet<ArticleId> {
        let of = (self.which, self.people.clone(), open.cloned());
        let known = self.chosen.take();
        let known = known.filter(|it| it.of == of && it.project.is_untouched(project));
        let chosen = known.unwrap_or_else(|| Chosen {
            of,
            project: project.clone(),
            articles: self.articles(project, open),
        });
        let articles = chosen.articles.clone();
        self.chosen = Some(chosen);
        articles
    }

    fn articles(&self, project: &Project, open: Option<&ArticleId>) -> BTreeSet<ArticleId> {
        let all = project.articles.keys();
        let chosen = all.filter(|id| match self.which {
            Which::Open => open == Some(*id),
            Which::Assigned => {
                let people = project.reviewing.assigned.get(*id);
                people.is_some_and(|people| self.people.is_subset(people))
            }
            Which::Fresh => {
                let mut layers = project.layers_of(id);
                !layers.any(|(_, layer)| !layer.annotations.is_empty())
            }
            Which::All => true,
        });
        chosen.cloned().collect()
    }
}

impl Dialog for RoundDialog {
    fn title(&self) -> String {
        say!("round-title").to_owned()
    }

    fn show(&mut self, ui: &mut egui::Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let locked = (view.why_locked)(&Part::Reviewing);
        let articles = self.choose(project, view.layer.map(|key| &key.article));
        let mut form = Form::new(view.tokens, &mut self.first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            form.text(ui, ("name", say!("dialog-name")), &mut self.name);
            form.label(ui, say!("assign-people"));
            let people: Vec<&AnnotatorId> = project.people().collect();
            show_people(ui, &mut form, project, &people, &mut self.people);
            let which = [
                (Which::Open, say!("round-open").to_owned()),
                (Which::Assigned, say!("round-assigned").to_owned()),
                (Which::Fresh, say!("round-fresh").to_owned()),
                (Which::All, say!("round-all").to_owned()),
            ];
            form.choice(
                ui,
                ("articles", say!("round-articles")),
                &mut self.which,
                &which,
            );
            form.remark(ui, &say!("round-count", count = articles.len()));
            ui.checkbox(&mut self.blind, say!("round-blind"));
            form.remark(ui, say!("round-blind-help"));
        });
        let why_not = if self.name.trim().is_empty() {
            Some(say!("round-nameless"))
        } else if self.people.len() < 2 {
            Some(say!("round-few"))
        } else {
            articles.is_empty().then_some(say!("round-none"))
        };
        match form.buttons(ui, say!("round-do"), locked.as_deref().or(why_not)) {
            Verdict::Primary => {
                let rounds = &project.reviewing.rounds;
                let taken = |id: &RoundId| rounds.iter().any(|it| it.id == *id);
                let round = Round {
                    id: RoundId::from_name(self.name.trim(), taken),
                    name: self.name.trim().to_owned(),
                    annotators: self.people.clone(),
                    articles,
                    blind: self.blind,
                };
                Flow::Then(vec![Action::Commit(edits::put_round(project, round))])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
