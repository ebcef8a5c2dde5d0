//! Entities from a table: what the columns hold, and what becomes of every row, before anything is done.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use crate::import::entities::{Choices, Column, Fate, Plan, Sheet, attributes, plan};
use crate::model::{Annotator, Author, Codebook, EntityTypeId, Part, Project};
use crate::say;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body, close_button};
use super::rows::list;
use super::{Action, Dialog, Flow, View};

/// Height of a row of the preview.
const ROW: f32 = 24.0;
/// Most broken rows that are told in full.
const BROKEN: usize = 20;
/// Height of the preview, in rows.
const ROWS: f32 = 7.0;

/// Shows what would come of a table.
pub struct EntityImportDialog {
    path: PathBuf,
    sheet: Awaited<Result<Arc<Sheet>, String>>,
    columns: Option<Vec<Column>>,
    choices: Choices,
    plan: Option<(Made, Awaited<Plan>)>,
    first: FirstFocus,
}

/// What a plan was made of.
#[derive(Clone, PartialEq)]
struct Made {
    columns: Vec<Column>,
    choices: Choices,
    register: Vec<*const Annotator>,
    codebook: *const Codebook,
}

impl EntityImportDialog {
    /// The dialog for a file, which is read on a thread.
    #[must_use]
    pub fn new(path: PathBuf, ctx: &egui::Context) -> Self {
        let file = path.clone();
        let sheet = Awaited::start("table", ctx, move |_| Sheet::open(&file).map(Arc::new));
        Self {
            path,
            sheet,
            columns: None,
            choices: Choices::default(),
            plan: None,
            first: FirstFocus::default(),
        }
    }

    /// Has a thread work out what comes of it, when something has changed.
    fn plan(
        &mut self,
        ctx: &egui::Context,
        project: &Project,
        author: &Author,
        sheet: &Arc<Sheet>,
    ) {
        let made = Made {
            columns: self.columns.clone().unwrap_or_default(),
            choices: self.choices.clone(),
            register: project.annotators.values().map(Arc::as_ptr).collect(),
            codebook: Arc::as_ptr(&project.codebook),
        };
        if self.plan.as_ref().is_some_and(|(known, _)| *known == made) {
            return;
        }
        let (project, author, sheet) = (project.clone(), author.clone(), Arc::clone(sheet));
        let (columns, choices) = (made.columns.clone(), made.choices.clone());
        let work = move |_: &_| plan(&project, &author, &sheet, &columns, &choices);
        self.plan = Some((made, Awaited::start("plan", ctx, work)));
    }
}

impl Dialog for EntityImportDialog {
    fn title(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        say!("import-entities-title", file = name.to_string_lossy())
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        let sheet = match self.sheet.get() {
            None => {
                ui.label(say!("import-entities-reading"));
                return closed(ui);
            }
            Some(Err(why)) => {
                ui.add(TextLabel::new(why).color(view.tokens.error));
                return closed(ui);
            }
            Some(Ok(sheet)) => Arc::clone(sheet),
        };
        self.columns
            .get_or_insert_with(|| sheet.columns(&project.codebook));
        self.plan(ui.ctx(), project, author, &sheet);
        let why_locked = (view.why_locked)(&Part::Annotator(author.annotator.clone()));
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        let columns = self.columns.get_or_insert_default();
        let choices = &mut self.choices;
        let planned = self.plan.as_mut().and_then(|(_, plan)| plan.get());
        body(ui, |ui| {
            for remark in &sheet.remarks {
                form.remark(ui, remark);
            }
            show_columns(ui, &mut form, &project.codebook, &sheet, columns);
            show_choices(ui, &mut form, &project.codebook, choices);
            ui.add_space(space::MEDIUM);
            match planned {
                None => drop(ui.label(say!("import-entities-looking"))),
                Some(plan) => show_plan(ui, view.tokens, plan),
            }
        });
        let refused = match planned {
            None => Some(say!("import-entities-still-looking")),
            Some(_) if !columns.contains(&Column::Name) => Some(say!("import-entities-nameless")),
            Some(plan) if plan.edit.is_empty() => Some(say!("import-entities-nothing")),
            Some(_) => None,
        };
        let verdict = form.buttons(
            ui,
            say!("import-entities-do"),
            why_locked.as_deref().or(refused),
        );
        self.first = first;
        match (verdict, planned) {
            (Verdict::Primary, Some(plan)) => Flow::Then(vec![Action::Commit(plan.edit.clone())]),
            (Verdict::Cancel, _) => Flow::Close,
            _ => Flow::Stay,
        }
    }
}

fn closed(ui: &mut Ui) -> Flow {
    if close_button(ui) {
        Flow::Close
    } else {
        Flow::Stay
    }
}

/// What each column holds.
fn show_columns(
    ui: &mut Ui,
    form: &mut Form<'_>,
    codebook: &Codebook,
    sheet: &Sheet,
    columns: &mut [Column],
) {
    let mut options: Vec<(Column, String)> = [
        (Column::Ignored, say!("import-column-ignored")),
        (Column::Name, say!("import-column-name")),
        (Column::Kind, say!("import-column-type")),
        (Column::Aliases, say!("import-column-aliases")),
        (Column::Note, say!("import-column-note")),
        (Column::Id, say!("import-column-id")),
        (Column::Group, say!("import-column-group")),
        (Column::Color, say!("import-column-color")),
        (Column::Offices, say!("import-column-offices")),
    ]
    .map(|(column, name)| (column, name.to_owned()))
    .into();
    let known = attributes(codebook).into_iter();
    options.extend(known.map(|(id, name)| {
        let name = say!("import-column-attribute", name = name);
        (Column::Attribute(id), name)
    }));
    for (at, head) in sheet.heads.iter().enumerate() {
        ui.push_id(("column", at), |ui| {
            let head = if head.is_empty() {
                say!("import-column-number", number = at + 1)
            } else {
                say!("import-column-head", head = head)
            };
            form.choice(ui, ("holds", &*head), &mut columns[at], &options);
        });
    }
}

/// What rows without a type are, and what becomes of those that are there.
fn show_choices(ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook, choices: &mut Choices) {
    let none = (None, say!("import-without-type-broken").to_owned());
    let kinds = codebook.entity_types.iter();
    let kinds = kinds.map(|kind| (Some(kind.id.clone()), kind.name.clone()));
    let kinds: Vec<(Option<EntityTypeId>, String)> = core::iter::once(none).chain(kinds).collect();
    let label = ("kind", say!("import-without-type"));
    form.choice(ui, label, &mut choices.kind, &kinds);
    let fates = [
        (false, say!("import-known-left").to_owned()),
        (true, say!("import-known-changed").to_owned()),
    ];
    let label = ("update", say!("import-known"));
    form.choice(ui, label, &mut choices.update, &fates);
}

fn show_plan(ui: &mut Ui, tokens: &Tokens, plan: &Plan) {
    ui.add(TextLabel::new(&plan.summary()).bold(true));
    // What is broken comes first and in full: that is what somebody has to see to.
    let broken: Vec<_> = plan.broken().collect();
    for (row, why) in broken.iter().take(BROKEN) {
        let line = say!("import-row", line = row.line, name = &row.name, fate = *why);
        ui.add(TextLabel::new(&line).color(tokens.error));
    }
    if broken.len() > BROKEN {
        let line = say!("import-more-broken", count = broken.len() - BROKEN);
        ui.add(TextLabel::new(&line).color(tokens.error));
    }
    let fates = plan.outcomes.iter();
    let rows: Vec<_> = fates
        .filter(|row| !matches!(row.fate, Fate::Broken(_)))
        .collect();
    list(ui, (ROWS * ROW, ROW), (rows.len(), ""), None, |ui, at| {
        let row = rows[at];
        let (word, color) = match &row.fate {
            Fate::Added => (say!("import-row-new"), tokens.success),
            Fate::Updated => (say!("import-row-changed"), tokens.accent),
            Fate::Skipped | Fate::Broken(_) => (say!("import-row-left"), tokens.weak),
        };
        let line = say!("import-row", line = row.line, name = &row.name, fate = word);
        ui.add(TextLabel::new(&line).color(color).lines(Lines::One));
    });
}
