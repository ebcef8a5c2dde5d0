//! Who is annotating.

use egui::Ui;
use egui::accesskit::Role;

use crate::model::{Annotator, Project};
use crate::say;

use super::super::theme::space;
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, Form, Verdict, body};
use super::rows::{Look, row};
use super::{Action, Dialog, Flow, View};

/// Chooses one of the project's annotators, or takes the name of a new one.
#[derive(Debug, Default)]
pub struct AnnotatorDialog {
    name: String,
    first: FirstFocus,
}

impl AnnotatorDialog {
    /// The dialog with the name of the person who annotates now.
    #[must_use]
    pub fn new(current: &str) -> Self {
        Self {
            name: current.to_owned(),
            first: FirstFocus::default(),
        }
    }
}

impl Dialog for AnnotatorDialog {
    fn title(&self) -> String {
        say!("annotator-title").to_owned()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let mut form = Form::new(view.tokens, &mut self.first);
        let known = view.project.and_then(|project| find(project, &self.name));
        let mut picked = None;
        body(ui, |ui| {
            form.text(ui, ("name", say!("dialog-name")), &mut self.name);
            form.remark(
                ui,
                match known {
                    Some(_) => say!("annotator-known"),
                    None => say!("annotator-new"),
                },
            );
            let Some(project) = view
                .project
                .filter(|project| !project.annotators.is_empty())
            else {
                return;
            };
            form.label(ui, say!("annotator-all"));
            let people = project.annotators.values();
            for annotator in people.filter(|it| !project.is_nobody(&it.id)) {
                let is_chosen = known.is_some_and(|known| known.id == annotator.id);
                if show_annotator(ui, view, annotator, is_chosen) {
                    picked = Some(annotator.name.clone());
                }
            }
        });
        if let Some(name) = picked {
            self.name = name;
        }
        let name = self.name.trim();
        let why_not = name.is_empty().then_some(say!("annotator-nameless"));
        match form.buttons(ui, say!("annotator-annotate"), why_not) {
            Verdict::Primary => Flow::Then(vec![Action::BecomeAnnotator {
                name: known.map_or(name, |known| &known.name).to_owned(),
            }]),
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}

/// The annotator with this name, whatever its case.
fn find<'a>(project: &'a Project, name: &str) -> Option<&'a Annotator> {
    let name = name.trim().to_lowercase();
    project
        .annotators
        .values()
        .filter(|annotator| !project.is_nobody(&annotator.id))
        .find(|annotator| annotator.name.to_lowercase() == name)
        .map(|annotator| &**annotator)
}

fn show_annotator(ui: &mut Ui, view: &View<'_>, annotator: &Annotator, is_chosen: bool) -> bool {
    let look = Look {
        role: Some(Role::RadioButton),
        ..Look::chosen(is_chosen)
    };
    let shown = row(
        ui,
        view.tokens,
        look,
        (&annotator.id, 28.0),
        &annotator.name,
        |ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(28.0);
                let (dot, _) =
                    ui.allocate_exact_size(egui::Vec2::splat(10.0), egui::Sense::hover());
                let color = view.tokens.line(annotator.color);
                ui.painter().circle_filled(dot.center(), 5.0, color);
                ui.add_space(space::SMALL);
                ui.add(TextLabel::new(&annotator.name).lines(Lines::One));
            });
        },
    );
    shown.clicked()
}
