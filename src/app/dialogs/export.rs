//! Where the annotations go, in which format.

use std::path::{Path, PathBuf};

use egui::Ui;
use egui::accesskit::Role;

use crate::export::{FORMATS, Format, Options};
use crate::model::{AnnotatorId, Project};
use crate::say;

use super::super::picker::Ask;
use super::super::theme::space;
use super::super::typeset::TextLabel;
use super::field::{FirstFocus, Form, Verdict, body};
use super::listing::{Found, Listing, documents, file_name, typed_path};
use super::rows::{Look, row};
use super::{Action, Dialog, Flow, View};

/// Chooses format, annotator and file of an export.
#[derive(Debug)]
pub struct ExportDialog {
    format: &'static Format,
    annotator: Option<AnnotatorId>,
    options: Options,
    folder: PathBuf,
    path: Option<String>,
    listing: Listing,
    first: FirstFocus,
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self::new()
    }
}

impl ExportDialog {
    /// The dialog, for a file among the user's documents.
    #[must_use]
    pub fn new() -> Self {
        Self::in_folder(documents())
    }

    /// The same, for a file in another folder.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            format: &FORMATS[0],
            annotator: None,
            options: Options::default(),
            folder,
            path: None,
            listing: Listing::default(),
            first: FirstFocus::default(),
        }
    }

    /// The same, with another format at first.
    #[must_use]
    pub fn with_format(mut self, id: &str) -> Self {
        self.format = crate::export::format(id).unwrap_or(self.format);
        self
    }

    fn choose_format(&mut self, ui: &mut Ui, form: &Form<'_>) {
        form.label(ui, say!("export-format"));
        for format in FORMATS {
            let look = Look {
                role: Some(Role::RadioButton),
                ..Look::chosen(format.id == self.format.id)
            };
            let shown = row(
                ui,
                form.tokens,
                look,
                (format.id, 40.0),
                (format.name)(),
                |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.add_space(space::SMALL);
                    ui.add(TextLabel::new((format.name)()).bold(true));
                    ui.add(TextLabel::new((format.about)()).color(form.tokens.weak));
                    ui.add_space(space::SMALL);
                },
            );
            if shown.clicked() {
                self.become_format(format);
            }
        }
    }

    /// What can be chosen about the format.
    fn choose_options(&mut self, ui: &mut Ui, form: &Form<'_>) {
        for choice in self.format.choices {
            ui.add_space(space::SMALL);
            ui.checkbox((choice.option)(&mut self.options), (choice.name)());
            form.remark(ui, (choice.about)());
        }
    }

    /// Takes another format; the ending of the file goes with it.
    fn become_format(&mut self, format: &'static Format) {
        if let Some(path) = &mut self.path
            && let Some(stem) = path.strip_suffix(&format!(".{}", self.format.extension))
        {
            *path = format!("{stem}.{}", format.extension);
        }
        self.format = format;
        self.options = Options::default();
    }

    /// The file, with the format's ending if none was typed.
    fn file(&self) -> PathBuf {
        let mut file = typed_path(self.path.as_deref().unwrap_or_default());
        if file.extension().is_none() && file.file_name().is_some() {
            file.set_extension(self.format.extension);
        }
        file
    }

    /// Why it cannot be written, or what is there already.
    fn look_at_place(&mut self, ctx: &egui::Context) -> (Option<String>, bool) {
        let file = self.file();
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
            return (Some(say!("export-no-path").to_owned()), false);
        };
        if !file.is_absolute() {
            return (Some(say!("export-no-whole-path").to_owned()), false);
        }
        match self.listing.of(ctx, folder) {
            None => (None, false),
            Some(Found::Nothing) => (Some(say!("dialog-no-folder").to_owned()), false),
            Some(Found::Unreadable(why)) => (Some(why.words()), false),
            Some(Found::Folder(entries)) => {
                match entries.iter().find(|entry| entry.name == *name) {
                    Some(entry) if entry.is_file => (None, true),
                    Some(_) => (Some(say!("export-into-folder").to_owned()), false),
                    None => (None, false),
                }
            }
        }
    }
}

/// Everybody, and each annotator.
fn annotators(project: &Project) -> Vec<(Option<AnnotatorId>, String)> {
    let everybody = (None, say!("export-everybody").to_owned());
    let each = project
        .annotators
        .values()
        .map(|annotator| (Some(annotator.id.clone()), annotator.name.clone()));
    core::iter::once(everybody).chain(each).collect()
}

impl Dialog for ExportDialog {
    fn title(&self) -> String {
        say!("export-title").to_owned()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        if self.path.is_none() {
            let name = format!(
                "{}.{}",
                file_name(&project.settings.name),
                self.format.extension
            );
            self.path = Some(self.folder.join(name).display().to_string());
        }
        let (why_not, replaces) = self.look_at_place(ui.ctx());
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        let browse = body(ui, |ui| {
            let path = self.path.get_or_insert_default();
            let label = ("file", say!("export-file"));
            let (_, browse) = form.text_and_button(ui, label, path, say!("dialog-browse"));
            if replaces {
                form.warning(ui, say!("export-replaces"));
            }
            self.choose_format(ui, &form);
            self.choose_options(ui, &form);
            let annotators = annotators(project);
            let label = ("annotator", say!("export-whose"));
            form.choice(ui, label, &mut self.annotator, &annotators);
            browse
        });
        let primary = if replaces {
            say!("dialog-replace")
        } else {
            say!("export-do")
        };
        let verdict = form.buttons(ui, primary, why_not.as_deref());
        self.first = first;
        match verdict {
            _ if browse => Flow::Do(vec![Action::Ask(Ask::Save {
                title: "title-export".to_owned(),
                name: name_of(&self.file()),
            })]),
            Verdict::Primary => Flow::Then(vec![Action::Export {
                format: self.format.id,
                path: self.file(),
                annotator: self.annotator.clone(),
                options: self.options,
            }]),
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }

    fn picked(&mut self, paths: &[PathBuf]) {
        if let Some(path) = paths.first() {
            self.path = Some(path.display().to_string());
        }
    }
}

fn name_of(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
