//! Name and settings of the project.

use egui::Ui;

use crate::model::{AnnotatorId, Part, Project, Settings, edits};

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
        "Name and description".to_owned()
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
            .then_some("Give the project a name");
        match form.buttons(ui, "Save", locked.as_deref().or(nameless)) {
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
    form.text(ui, "Name", &mut settings.name);
    form.remark(
        ui,
        "The folder keeps its name: other programs and colleagues know it by that.",
    );
    form.lines(ui, "What it is about", 3, &mut settings.description);
    form.choice(
        ui,
        "Newcomers open the project",
        &mut settings.open_as,
        &annotators(project),
    );
    form.remark(
        ui,
        "As one of its annotators: good for a sample that is only to be looked at.",
    );
}

/// Everybody as themselves, or as one of the annotators.
fn annotators(project: &Project) -> Vec<(Option<AnnotatorId>, String)> {
    let themselves = (None, "under their own name".to_owned());
    let each = project
        .annotators
        .values()
        .map(|annotator| (Some(annotator.id.clone()), format!("as {}", annotator.name)));
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
