//! Name and settings of the project.

use egui::Ui;

use crate::model::{AnnotatorId, Part, Project, Settings, edits};
use crate::say;

use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

/// What the project is called, what it is about, and as whom strangers open it.
#[derive(Debug, Default)]
pub struct ProjectDialog {
    settings: Option<Settings>,
    first: FirstFocus,
}

impl ProjectDialog {
    /// The dialog for the open project.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Dialog for ProjectDialog {
    fn has_unsaved(&self) -> bool {
        true
    }

    fn title(&self) -> String {
        say!("project-form").to_owned()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let settings = self
            .settings
            .get_or_insert_with(|| project.settings.clone());
        let locked = (view.why_locked)(&Part::Settings);
        let mut form = Form::new(view.tokens, &mut self.first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            ui.add_enabled_ui(locked.is_none(), |ui| {
                show_fields(ui, &mut form, settings, project);
            });
        });
        let nameless = settings
            .name
            .trim()
            .is_empty()
            .then_some(say!("project-form-nameless"));
        match form.buttons(ui, say!("dialog-save"), locked.as_deref().or(nameless)) {
            Verdict::Primary => {
                let edit = edits::set_settings(project, trimmed(settings));
                if edit.is_empty() {
                    Flow::Close
                } else {
                    Flow::Then(vec![Action::Commit(edit)])
                }
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}

fn show_fields(ui: &mut Ui, form: &mut Form<'_>, settings: &mut Settings, project: &Project) {
    form.text(ui, ("name", say!("dialog-name")), &mut settings.name);
    form.remark(ui, say!("project-form-name-help"));
    let label = ("about", say!("project-form-about"));
    form.lines(ui, label, 3, &mut settings.description);
    let label = ("open as", say!("project-form-open-as"));
    form.choice(ui, label, &mut settings.open_as, &annotators(project));
    form.remark(ui, say!("project-form-open-as-help"));
}

/// Everybody as themselves, or as one of the annotators.
fn annotators(project: &Project) -> Vec<(Option<AnnotatorId>, String)> {
    let themselves = (None, say!("project-form-as-themselves").to_owned());
    let people = project.annotators.values();
    let people = people.filter(|annotator| !project.is_nobody(&annotator.id));
    let each = people.map(|annotator| {
        let words = say!("project-form-as", name = &annotator.name);
        (Some(annotator.id.clone()), words)
    });
    core::iter::once(themselves).chain(each).collect()
}

fn trimmed(settings: &Settings) -> Settings {
    Settings {
        name: settings.name.trim().to_owned(),
        description: settings.description.trim().to_owned(),
        open_as: settings.open_as.clone(),
        id: settings.id.clone(),
    }
}
