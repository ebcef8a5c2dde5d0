//! The codebook: its tags, links, article fields and entity types, in lists that open to forms.

use egui::Ui;

use crate::model::{Attribute, Codebook, Edit, EntityType, Part, Project, Role, Tag, edits};
use crate::say;

use super::super::command::Row;
use super::super::theme::space;
use super::attribute::{AttributeForm, kind_name};
use super::codebook_list::{Line, Press, show_line};
use super::entity_type::EntityTypeForm;
use super::field::{FirstFocus, Form, Verdict, close_button, steady_body, take_escape};
use super::role::RoleForm;
use super::tag::TagForm;
use super::{Action, Dialog, Flow, View};

/// The lists of the codebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shelf {
    #[default]
    Tags,
    Links,
    ArticleFields,
    EntityTypes,
}

impl Shelf {
    const ALL: [Self; 4] = [
        Self::Tags,
        Self::Links,
        Self::ArticleFields,
        Self::EntityTypes,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Tags => say!("codebook-tags"),
            Self::Links => say!("codebook-links"),
            Self::ArticleFields => say!("codebook-article-fields"),
            Self::EntityTypes => say!("codebook-entity-types"),
        }
    }

    /// What the button says that adds to it.
    fn add(self) -> &'static str {
        match self {
            Self::Tags => say!("codebook-tags-add"),
            Self::Links => say!("codebook-links-add"),
            Self::ArticleFields => say!("codebook-article-fields-add"),
            Self::EntityTypes => say!("codebook-entity-types-add"),
        }
    }

    /// What it is for.
    fn about(self) -> &'static str {
        match self {
            Self::Tags => say!("codebook-tags-about"),
            Self::Links => say!("codebook-links-about"),
            Self::ArticleFields => say!("codebook-article-fields-about"),
            Self::EntityTypes => say!("codebook-entity-types-about"),
        }
    }
}

/// The form that is open.
#[derive(Debug)]
enum Page {
    Tag(Box<TagForm>),
    Link(RoleForm),
    ArticleField(AttributeForm),
    EntityType(EntityTypeForm),
}

/// The codebook as a dialog. It stays open while one thing after the other is changed.
#[derive(Debug, Default)]
pub struct CodebookDialog {
    shelf: Shelf,
    page: Option<Page>,
    first: FirstFocus,
}

impl CodebookDialog {
    /// The dialog with the list of tags.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn open(&mut self, page: Page) {
        self.page = Some(page);
        self.first = FirstFocus::default();
    }

    fn close_page(&mut self) {
        self.page = None;
        self.first = FirstFocus::default();
    }

    fn show_lists(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        let locked = (view.why_locked)(&Part::Codebook);
        let why_not = locked.as_deref();
        ui.horizontal_wrapped(|ui| {
            for shelf in Shelf::ALL {
                let tab = ui.selectable_label(self.shelf == shelf, shelf.name());
                self.first.take(&tab);
                if tab.clicked() {
                    self.shelf = shelf;
                }
            }
        });
        ui.separator();
        let mut press = None;
        // Each list scrolls on its own; the tabs above stay who they are, and keep the keyboard.
        ui.push_id(self.shelf as usize, |ui| {
            steady_body(ui, 40.0, |ui| {
                ui.colored_label(view.tokens.weak, self.shelf.about());
                if let Some(why) = why_not {
                    ui.colored_label(view.tokens.warning, why);
                }
                ui.add_space(space::SMALL);
                let lines = lines(&project.codebook, self.shelf);
                if lines.is_empty() {
                    ui.label(say!("codebook-empty"));
                }
                for (at, line) in lines.iter().enumerate() {
                    let place = (at, lines.len());
                    press = show_line(ui, view.tokens, line, place, why_not).or(press.take());
                }
            });
        });
        let mut close = false;
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            let button = ui
                .add_enabled(why_not.is_none(), egui::Button::new(self.shelf.add()))
                .on_disabled_hover_text(why_not.unwrap_or_default());
            if button.clicked() {
                self.open(new_page(&project.codebook, self.shelf));
            }
            close = ui.button(say!("dialog-close")).clicked();
        });
        match press {
            Some((at, Press::Open)) => {
                if let Some(page) = page_of(&project.codebook, self.shelf, at) {
                    self.open(page);
                }
                Flow::Stay
            }
            Some((at, press)) => commit(change(project, self.shelf, at, press)),
            None if close => Flow::Close,
            None => Flow::Stay,
        }
    }

    fn show_page(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        let Some(page) = &mut self.page else {
            return Flow::Stay;
        };
        if take_escape(ui) {
            self.close_page();
            return Flow::Stay;
        }
        let codebook = &*project.codebook;
        let read_only = (view.why_locked)(&Part::Codebook);
        let mut form = Form::new(view.tokens, &mut self.first);
        steady_body(ui, 0.0, |ui| {
            if let Some(why) = &read_only {
                form.warning(ui, why);
            }
            ui.add_enabled_ui(read_only.is_none(), |ui| {
                page.show(ui, &mut form, codebook, view.rows);
            });
        });
        let edit = match read_only {
            Some(why) => Err(why),
            None => page.read(project, view.rows),
        };
        let why_not = edit.as_ref().err().map(String::as_str);
        match (form.buttons(ui, say!("dialog-save"), why_not), edit) {
            (Verdict::Primary, Ok(edit)) => {
                self.close_page();
                commit(edit)
            }
            (Verdict::Cancel, _) => {
                self.close_page();
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }
}

impl Dialog for CodebookDialog {
    fn title(&self) -> String {
        match &self.page {
            None => say!("codebook-title").to_owned(),
            Some(page) => page.title(),
        }
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            ui.label(say!("codebook-closed"));
            return if close_button(ui) {
                Flow::Close
            } else {
                Flow::Stay
            };
        };
        if self.page.is_some() {
            ui.push_id("page", |ui| self.show_page(ui, view, project))
                .inner
        } else {
            self.show_lists(ui, view, project)
        }
    }

    fn has_unsaved(&self) -> bool {
        self.page.is_some()
    }
}

impl Page {
    fn title(&self) -> String {
        let name = match self {
            Self::Tag(form) => &form.name,
            Self::Link(form) => &form.name,
            Self::ArticleField(form) => &form.name,
            Self::EntityType(form) => &form.name,
        };
        match (self, name.trim()) {
            (Self::Tag(_), "") => say!("codebook-tag-new").to_owned(),
            (Self::Link(_), "") => say!("codebook-link-new").to_owned(),
            (Self::ArticleField(_), "") => say!("codebook-article-field-new").to_owned(),
            (Self::EntityType(_), "") => say!("codebook-entity-type-new").to_owned(),
            (Self::Tag(_), name) => say!("codebook-tag-named", name = name),
            (Self::Link(_), name) => say!("codebook-link-named", name = name),
            (Self::ArticleField(_), name) => say!("codebook-article-field-named", name = name),
            (Self::EntityType(_), name) => say!("codebook-entity-type-named", name = name),
        }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook, rows: &[Row]) {
        match self {
            Self::Tag(tag) => tag.show(ui, form, codebook, rows),
            Self::Link(role) => role.show(ui, form, codebook, rows),
            Self::ArticleField(attribute) => attribute.show(ui, form, codebook),
            Self::EntityType(kind) => kind.show(ui, form, codebook),
        }
    }

    /// The edit that saves the form, or what is wrong with it.
    fn read(&self, project: &Project, rows: &[Row]) -> Result<Edit, String> {
        let codebook = &*project.codebook;
        Ok(match self {
            Self::Tag(form) => edits::put_tag(project, form.read(codebook, rows)?),
            Self::Link(form) => edits::put_role(project, form.read(codebook, rows)?),
            Self::ArticleField(form) => {
                let fields = &codebook.article_attributes;
                let taken = |id: &_| fields.iter().any(|field| field.id == *id);
                edits::put_article_attribute(project, form.read(taken)?)
            }
            Self::EntityType(form) => edits::put_entity_type(project, form.read(codebook)?),
        })
    }
}

fn commit(edit: Edit) -> Flow {
    if edit.is_empty() {
        Flow::Stay
    } else {
        Flow::Do(vec![Action::Commit(edit)])
    }
}

fn lines(codebook: &Codebook, shelf: Shelf) -> Vec<Line<'_>> {
    match shelf {
        Shelf::Tags => codebook.tags.iter().map(tag_line).collect(),
        Shelf::Links => codebook
            .roles
            .iter()
            .map(|role| role_line(codebook, role))
            .collect(),
        Shelf::ArticleFields => codebook
            .article_attributes
            .iter()
            .map(attribute_line)
            .collect(),
        Shelf::EntityTypes => codebook.entity_types.iter().map(entity_type_line).collect(),
    }
}

fn tag_line(tag: &Tag) -> Line<'_> {
    Line {
        id: tag.id.as_str(),
        look: Some((tag.color, tag.pattern)),
        name: &tag.name,
        key: tag.key,
        detail: count_fields(tag.attributes.len()),
        definition: &tag.definition,
    }
}

fn role_line<'a>(codebook: &'a Codebook, role: &'a Role) -> Line<'a> {
    let from: Vec<&str> = role.from.iter().map(|id| codebook.tag_name(id)).collect();
    Line {
        id: role.id.as_str(),
        look: None,
        name: &role.name,
        key: role.key,
        detail: say!(
            "codebook-link-from",
            tags = from.join(", "),
            label = &role.label
        ),
        definition: &role.definition,
    }
}

fn attribute_line(attribute: &Attribute) -> Line<'_> {
    Line {
        id: attribute.id.as_str(),
        look: None,
        name: &attribute.name,
        key: None,
        detail: kind_name(&attribute.kind),
        definition: &attribute.definition,
    }
}

fn entity_type_line(kind: &EntityType) -> Line<'_> {
    Line {
        id: kind.id.as_str(),
        look: None,
        name: &kind.name,
        key: None,
        detail: count_fields(kind.attributes.len()),
        definition: "",
    }
}

fn count_fields(count: usize) -> String {
    say!("codebook-fields", count = count)
}

fn new_page(codebook: &Codebook, shelf: Shelf) -> Page {
    match shelf {
        Shelf::Tags => Page::Tag(Box::new(TagForm::fresh(codebook))),
        Shelf::Links => Page::Link(RoleForm::default()),
        Shelf::ArticleFields => Page::ArticleField(AttributeForm::default()),
        Shelf::EntityTypes => Page::EntityType(EntityTypeForm::default()),
    }
}

fn page_of(codebook: &Codebook, shelf: Shelf, at: usize) -> Option<Page> {
    Some(match shelf {
        Shelf::Tags => Page::Tag(Box::new(TagForm::of(codebook.tags.get(at)?))),
        Shelf::Links => Page::Link(RoleForm::of(codebook.roles.get(at)?)),
        Shelf::ArticleFields => {
            Page::ArticleField(AttributeForm::of(codebook.article_attributes.get(at)?))
        }
        Shelf::EntityTypes => Page::EntityType(EntityTypeForm::of(codebook.entity_types.get(at)?)),
    })
}

/// The edit that a button of a line stands for.
fn change(project: &Project, shelf: Shelf, at: usize, press: Press) -> Edit {
    let codebook = &*project.codebook;
    let to = match press {
        Press::Up => at.saturating_sub(1),
        Press::Down => at + 1,
        Press::Open => at,
        Press::Remove => {
            return match shelf {
                Shelf::Tags => edits::remove_tag(project, &codebook.tags[at].id),
                Shelf::Links => edits::remove_role(project, &codebook.roles[at].id),
                Shelf::ArticleFields => {
                    edits::remove_article_attribute(project, &codebook.article_attributes[at].id)
                }
                Shelf::EntityTypes => {
                    edits::remove_entity_type(project, &codebook.entity_types[at].id)
                }
            };
        }
    };
    match shelf {
        Shelf::Tags => edits::move_tag(codebook, at, to),
        Shelf::Links => edits::move_role(codebook, at, to),
        Shelf::ArticleFields => edits::move_article_attribute(codebook, at, to),
        Shelf::EntityTypes => edits::move_entity_type(codebook, at, to),
    }
}
