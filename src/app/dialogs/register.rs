//! The register of entities: a list to filter, which opens to forms.

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::model::{Annotator, AnnotatorId, Edit, Entity, EntityId, Part, Project, edits};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::entity::EntityForm;
use super::field::{FirstFocus, Form, Verdict, body, room, take_escape};
use super::rows::{Cursor, Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: a name, and what else is known.
const ROW: f32 = 44.0;

/// The register as a dialog. It stays open while one entity after the other is changed.
#[derive(Debug, Default)]
pub struct RegisterDialog {
    filter: String,
    cursor: Cursor,
    page: Option<EntityForm>,
    opened: Option<EntityId>,
    list: List,
    first: FirstFocus,
}

/// What the list shows, worked out when the register or the filter changes.
#[derive(Debug, Default)]
struct List {
    of: Vec<Arc<Annotator>>,
    filter: String,
    lines: Vec<Line>,
    total: usize,
}

/// An entity in the list.
#[derive(Debug)]
struct Line {
    id: EntityId,
    name: String,
    detail: String,
}

impl RegisterDialog {
    /// The dialog with the whole register.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, opened at an entity.
    #[must_use]
    pub fn at(entity: EntityId) -> Self {
        Self {
            opened: Some(entity),
            ..Self::default()
        }
    }

    fn open(&mut self, page: EntityForm) {
        self.page = Some(page);
        self.first = FirstFocus::default();
    }

    fn close_page(&mut self) {
        self.page = None;
        self.first = FirstFocus::default();
    }

    fn show_list(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        self.list.update(project, &self.filter);
        let why_not = why_not(view);
        let field = ui.make_persistent_id("Filter by name");
        self.cursor.take_keys(ui, field, self.list.lines.len());
        let entered = ui.memory(|memory| memory.has_focus(field))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut form = Form::new(view.tokens, &mut self.first);
        if form.text(ui, "Filter by name", &mut self.filter).changed() {
            self.cursor.reset();
            self.list.update(project, &self.filter);
        }
        ui.add_space(space::SMALL);
        let clicked = self.show_lines(ui, view.tokens);
        let mut flow = Flow::Stay;
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            let add = ui
                .add_enabled(why_not.is_none(), egui::Button::new("Add an entity"))
                .on_disabled_hover_text(why_not.as_deref().unwrap_or_default());
            if add.clicked() {
                let name = if self.list.lines.is_empty() {
                    self.filter.trim()
                } else {
                    ""
                };
                let page = EntityForm::fresh(project, name);
                self.open(page);
            }
            if ui.button("Close").clicked() {
                flow = Flow::Close;
            }
        });
        let chosen = clicked.or(entered.then_some(self.cursor.at));
        let chosen = chosen.and_then(|at| self.list.lines.get(at));
        if let Some(entity) = chosen.and_then(|line| project.entity(&line.id)) {
            self.open(EntityForm::of(project, entity));
        }
        flow
    }

    fn show_lines(&self, ui: &mut Ui, tokens: &Tokens) -> Option<usize> {
        let mut clicked = None;
        let height = (room(ui) - 60.0).clamp(2.0 * ROW, 9.0 * ROW);
        let lines = &self.list.lines;
        let rows = (lines.len(), self.list.nothing_shown());
        list(ui, (height, ROW), rows, Some(self.cursor), |ui, at| {
            if show_line(ui, tokens, &lines[at], at == self.cursor.at) {
                clicked = Some(at);
            }
        });
        clicked
    }

    fn show_page(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        if take_escape(ui) {
            self.close_page();
            return Flow::Stay;
        }
        let Some(page) = &mut self.page else {
            return Flow::Stay;
        };
        let refused = why_not(view);
        let mut form = Form::new(view.tokens, &mut self.first);
        let mut remove = false;
        body(ui, |ui| {
            if let Some(why) = &refused {
                form.warning(ui, why);
            }
            ui.add_enabled_ui(refused.is_none(), |ui| page.show(ui, &mut form, project));
            if let Some(id) = &page.id {
                ui.add_space(space::MEDIUM);
                remove = show_writers(ui, &form, view, project, id);
            }
        });
        let edit = read(page, view, project, refused);
        let why_not = edit.as_ref().err().map(String::as_str);
        let verdict = form.buttons(ui, "Save", why_not);
        let edit = match (verdict, edit) {
            _ if remove => {
                let (Some(author), Some(id)) = (&view.author, &page.id) else {
                    return Flow::Stay;
                };
                edits::remove_entity(project, author, id)
            }
            (Verdict::Primary, Ok(edit)) => edit,
            (Verdict::Cancel, _) => Edit::new("", Vec::new()),
            _ => return Flow::Stay,
        };
        self.close_page();
        if edit.is_empty() {
            Flow::Stay
        } else {
            Flow::Do(vec![Action::Commit(edit)])
        }
    }
}

impl Dialog for RegisterDialog {
    fn title(&self) -> String {
        match &self.page {
            None => "Entities".to_owned(),
            Some(page) if page.name.trim().is_empty() => "New entity".to_owned(),
            Some(page) => format!("Entity: {}", page.name.trim()),
        }
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        if let Some(entity) = self.opened.take().and_then(|id| project.entity(&id)) {
            self.open(EntityForm::of(project, entity));
        }
        ui.push_id(self.page.is_some(), |ui| {
            if self.page.is_some() {
                self.show_page(ui, view, project)
            } else {
                self.show_list(ui, view, project)
            }
        })
        .inner
    }

    fn has_unsaved(&self) -> bool {
        self.page.is_some()
    }
}

fn show_line(ui: &mut Ui, tokens: &Tokens, line: &Line, is_chosen: bool) -> bool {
    let look = Look::chosen(is_chosen);
    let shown = row(ui, tokens, look, (&line.id, ROW), &line.name, |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(space::SMALL);
        ui.add(TextLabel::new(&line.name).lines(Lines::One));
        let detail = TextLabel::new(&line.detail).size(12.0);
        ui.add(detail.color(tokens.weak).lines(Lines::One));
    });
    shown.clicked()
}

/// Why nothing can be changed.
fn why_not(view: &View<'_>) -> Option<String> {
    match &view.author {
        None => Some("Say first who is annotating".to_owned()),
        Some(author) => (view.why_locked)(&Part::Annotator(author.annotator.clone())),
    }
}

fn read(
    page: &EntityForm,
    view: &View<'_>,
    project: &Project,
    refused: Option<String>,
) -> Result<Edit, String> {
    match (refused, &view.author) {
        (Some(why), _) => Err(why),
        (None, None) => Err("Say first who is annotating".to_owned()),
        (None, Some(author)) => {
            let entity = page.read(project, author)?;
            Ok(edits::put_entity(project, author, entity))
        }
    }
}

/// Who wrote the entity, and the button that removes one's own version; true when it is pressed.
fn show_writers(
    ui: &mut Ui,
    form: &Form<'_>,
    view: &View<'_>,
    project: &Project,
    id: &EntityId,
) -> bool {
    let versions: Vec<String> = project
        .annotators
        .values()
        .filter_map(|annotator| Some((annotator, annotator.entities.get(id)?)))
        .map(|(annotator, entity)| {
            format!(
                "{} on {}",
                annotator.name,
                entity.modified.strftime("%Y-%m-%d")
            )
        })
        .collect();
    form.remark(ui, &format!("Written by {}.", versions.join(", ")));
    let why_not = why_not(view).or_else(|| {
        let own = view.author.as_ref()?;
        let is_own = writes(project, &own.annotator, id);
        (!is_own).then(|| {
            "Another annotator wrote this entry: only that person can remove it".to_owned()
        })
    });
    let remove = ui
        .add_enabled(why_not.is_none(), egui::Button::new("Remove the entity"))
        .on_disabled_hover_text(why_not.as_deref().unwrap_or_default());
    if let Some(why) = &why_not {
        form.remark(ui, why);
    } else if versions.len() > 1 {
        form.remark(ui, "Removes your version; those of others stay.");
    }
    remove.clicked()
}

fn writes(project: &Project, annotator: &AnnotatorId, id: &EntityId) -> bool {
    project
        .annotators
        .get(annotator)
        .is_some_and(|annotator| annotator.entities.contains_key(id))
}

impl List {
    /// Works the list out anew if something has changed.
    fn update(&mut self, project: &Project, filter: &str) {
        let same = self.of.len() == project.annotators.len()
            && core::iter::zip(&self.of, project.annotators.values())
                .all(|(known, now)| Arc::ptr_eq(known, now));
        if same && self.filter == filter && self.total > 0 {
            return;
        }
        self.of = project.annotators.values().cloned().collect();
        filter.clone_into(&mut self.filter);
        let wanted = filter.trim().to_lowercase();
        let register = project.register();
        self.total = register.len();
        self.lines = register
            .into_iter()
            .filter(|entity| {
                entity
                    .names()
                    .any(|name| name.to_lowercase().contains(&wanted))
            })
            .map(|entity| Line::of(project, entity))
            .collect();
    }

    fn nothing_shown(&self) -> &'static str {
        if self.total == 0 {
            "The register is empty. Add the people, organisations and places that your articles speak of."
        } else {
            "No entity has such a name. Add it, or type less."
        }
    }
}

impl Line {
    fn of(project: &Project, entity: &Entity) -> Self {
        let kind = project.codebook.entity_type(&entity.kind);
        let kind = kind.map_or(entity.kind.as_str(), |kind| &kind.name);
        let detail = if entity.aliases.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind}; also {}", entity.aliases.join(", "))
        };
        Self {
            id: entity.id.clone(),
            name: entity.name.clone(),
            detail,
        }
    }
}
