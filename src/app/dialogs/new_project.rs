//! A new project: its name, its folder, its first codebook.

use std::path::{Path, PathBuf};

use egui::Ui;
use egui::accesskit::Role;

use crate::import::{DEFAULT_PRESET, Preset, presets};
use crate::say;

use super::super::picker::Ask;
use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::field::{FirstFocus, Form, Verdict, body};
use super::listing::{Entry, Found, Listing, documents, file_name, typed_path};
use super::rows::{Look, row};
use super::swatch::chip;
use super::{Action, Dialog, Flow, View};

/// What a new project is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProject {
    /// Its folder, which is empty or not there yet.
    pub root: PathBuf,
    /// Its name.
    pub name: String,
    /// Id of the preset that it starts with.
    pub preset: &'static str,
    /// Name of the person who annotates.
    pub annotator: String,
}

/// Asks for all that.
#[derive(Debug)]
pub struct NewProjectDialog {
    name: String,
    folder: String,
    /// The folder in which the project's own one is made, as long as its name follows the project's.
    beside: Option<PathBuf>,
    preset: &'static str,
    annotator: String,
    listing: Listing,
    first: FirstFocus,
}

impl NewProjectDialog {
    /// The dialog, with the name of the person who annotates usually.
    #[must_use]
    pub fn new(annotator: &str) -> Self {
        Self::in_folder(annotator, documents())
    }

    /// The same, for a project in another folder than the user's documents.
    #[must_use]
    pub fn in_folder(annotator: &str, beside: PathBuf) -> Self {
        let mut dialog = Self {
            name: say!("new-project-first-name").to_owned(),
            folder: String::new(),
            beside: Some(beside),
            preset: DEFAULT_PRESET,
            annotator: annotator.to_owned(),
            listing: Listing::default(),
            first: FirstFocus::default(),
        };
        dialog.follow_name();
        dialog
    }

    fn follow_name(&mut self) {
        if let Some(beside) = &self.beside {
            let folder = beside.join(file_name(&self.name));
            self.folder = folder.display().to_string();
        }
    }

    fn show_fields(&mut self, ui: &mut Ui, form: &mut Form<'_>) -> bool {
        let label = ("name", say!("dialog-name"));
        if form.text(ui, label, &mut self.name).changed() {
            self.follow_name();
        }
        let label = ("folder", say!("new-project-folder"));
        let (field, browse) =
            form.text_and_button(ui, label, &mut self.folder, say!("dialog-browse"));
        if field.changed() {
            self.beside = None;
        }
        let label = ("annotator", say!("new-project-annotator"));
        form.text(ui, label, &mut self.annotator);
        form.remark(ui, say!("new-project-annotator-help"));
        form.label(ui, say!("new-project-codebook"));
        for preset in presets() {
            if show_preset(ui, form.tokens, preset, preset.id == self.preset) {
                self.preset = preset.id;
            }
        }
        browse
    }

    /// Why the project cannot be made with what is there.
    fn why_not(&mut self, ctx: &egui::Context) -> Option<String> {
        if self.name.trim().is_empty() {
            return Some(say!("project-form-nameless").to_owned());
        }
        if self.annotator.trim().is_empty() {
            return Some(say!("new-project-no-annotator").to_owned());
        }
        let folder = typed_path(&self.folder);
        if !folder.is_absolute() {
            return Some(say!("new-project-no-whole-path").to_owned());
        }
        // While the folder is being looked at nothing is wrong with it; making the project looks once more.
        match self.listing.of(ctx, &folder)? {
            Found::Nothing => None,
            Found::Unreadable(why) => Some(why.words()),
            Found::Folder(entries) if entries.iter().all(Entry::is_hidden) => None,
            Found::Folder(entries) if entries.iter().any(|entry| entry.name == "project.ron") => {
                Some(say!("new-project-is-there").to_owned())
            }
            Found::Folder(_) => Some(say!("new-project-not-empty").to_owned()),
        }
    }
}

impl Dialog for NewProjectDialog {
    fn has_unsaved(&self) -> bool {
        true
    }

    fn title(&self) -> String {
        say!("new-project-title").to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let why_not = self.why_not(ui.ctx());
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        let browse = body(ui, |ui| self.show_fields(ui, &mut form));
        if browse {
            self.first = first;
            let title = "title-project-place".to_owned();
            return Flow::Do(vec![Action::Ask(Ask::Folder { title })]);
        }
        let verdict = form.buttons(ui, say!("new-project-create"), why_not.as_deref());
        self.first = first;
        match verdict {
            Verdict::Primary => Flow::Then(vec![Action::Create(NewProject {
                root: typed_path(&self.folder),
                name: self.name.trim().to_owned(),
                preset: self.preset,
                annotator: self.annotator.trim().to_owned(),
            })]),
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }

    fn picked(&mut self, paths: &[PathBuf]) {
        let Some(folder) = paths.first() else {
            return;
        };
        let name = file_name(&self.name);
        // Somebody who makes a folder of that name in the system's dialog means that one.
        if folder.file_name() == Some(name.as_ref()) {
            self.beside = folder.parent().map(Path::to_owned);
        } else {
            self.beside = Some(folder.clone());
        }
        self.follow_name();
    }
}

/// A preset as a card: name, description, and its tags in their colours.
fn show_preset(ui: &mut Ui, tokens: &Tokens, preset: &Preset, is_chosen: bool) -> bool {
    let look = Look {
        role: Some(Role::RadioButton),
        ..Look::chosen(is_chosen)
    };
    row(ui, tokens, look, (preset.id, 44.0), (preset.name)(), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(space::SMALL);
        ui.add(TextLabel::new((preset.name)()).bold(true));
        ui.add(TextLabel::new((preset.description)()).color(tokens.weak));
        if !preset.codebook.tags.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::SMALL);
                for tag in &preset.codebook.tags {
                    chip(ui, tokens, tag);
                }
            });
        }
        ui.add_space(space::SMALL);
    })
    .clicked()
}
