//! An entry of the register: the form for it.

use egui::Ui;

use crate::app::dialogs::{Form, ValueForm, nonempty_lines, parse_date, show_colors};
use crate::app::theme::space;
use crate::model::{
    Author, Color, Entity, EntityId, EntityTypeId, HeldRole, Project, Value, Values,
};
use crate::say;

use super::list::List;

/// An entity as the form holds it.
#[derive(Clone, Debug)]
pub struct EntityForm {
    /// Its id; none while it is new.
    pub id: Option<EntityId>,
    /// Its name.
    pub name: String,
    kind: Option<EntityTypeId>,
    aliases: String,
    values: Vec<(crate::model::AttributeId, ValueForm)>,
    /// Values that its type has no attribute for: kept as they are.
    others: Values,
    roles: Vec<RoleLine>,
    note: String,
    color: Option<Color>,
    /// The group as it is named.
    group: String,
    /// The group that was there and how it is called: several may have one name.
    given: Option<(String, EntityId)>,
    /// What it may be grouped under, by name.
    groups: Vec<String>,
}

/// What a form knows of the register around its entity.
pub struct Around<'a> {
    /// The project.
    pub project: &'a Project,
    /// The register.
    pub list: &'a List,
    /// What the entity was called until a moment ago.
    pub was: Option<&'a str>,
}

/// An office and its time.
#[derive(Clone, Debug, Default)]
struct RoleLine {
    title: String,
    from: String,
    to: String,
}

impl EntityForm {
    /// The form of a new entity.
    pub fn fresh(project: &Project, list: &List, name: &str) -> Self {
        let kind = project.codebook.entity_types.first();
        let mut form = Self {
            id: None,
            name: name.to_owned(),
            kind: kind.map(|kind| kind.id.clone()),
            aliases: String::new(),
            values: Vec::new(),
            others: Values::new(),
            roles: Vec::new(),
            note: String::new(),
            color: None,
            group: String::new(),
            given: None,
            groups: Vec::new(),
        };
        form.take_values(project, &Values::new());
        form.offer_groups(list);
        form
    }

    /// The form of an entity that is there.
    pub fn of(project: &Project, list: &List, entity: &Entity) -> Self {
        let day =
            |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let group = entity.group.as_ref();
        let given = group.map(|id| {
            let name = project.entity(id).map_or(id.as_str(), |group| &group.name);
            (name.to_owned(), id.clone())
        });
        let mut form = Self {
            id: Some(entity.id.clone()),
            name: entity.name.clone(),
            kind: Some(entity.kind.clone()),
            aliases: entity.aliases.join("\n"),
            values: Vec::new(),
            others: Values::new(),
            roles: entity
                .roles
                .iter()
                .map(|role| RoleLine {
                    title: role.title.clone(),
                    from: day(role.from),
                    to: day(role.to),
                })
                .collect(),
            note: entity.note.clone(),
            color: entity.color,
            group: given
                .as_ref()
                .map_or_else(String::new, |(name, _)| name.clone()),
            given,
            groups: Vec::new(),
        };
        form.take_values(project, &entity.attributes);
        form.offer_groups(list);
        form
    }

    /// Works out what it may be grouped under: what is of its type.
    fn offer_groups(&mut self, list: &List) {
        let others = list.entities(self.kind.as_ref(), self.id.as_ref());
        self.groups = others.map(|other| other.name.clone()).collect();
        self.groups.dedup();
    }

    /// Takes values into the fields of the entity's type.
    fn take_values(&mut self, project: &Project, values: &Values) {
        let kind = self.kind.as_ref();
        let kind = kind.and_then(|id| project.codebook.entity_type(id));
        let attributes = kind.map_or(&[][..], |kind| &kind.attributes);
        self.values = attributes
            .iter()
            .map(|attribute| {
                let value = values.get(&attribute.id);
                (
                    attribute.id.clone(),
                    ValueForm::of(value, attribute, project),
                )
            })
            .collect();
        self.others = values
            .iter()
            .filter(|(id, _)| attributes.iter().all(|attribute| attribute.id != **id))
            .map(|(id, value)| (id.clone(), value.clone()))
            .collect();
    }

    /// Shows the fields.
    pub fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, around: &Around<'_>) {
        let project = around.project;
        form.text(ui, ("name", say!("entity-name")), &mut self.name);
        self.show_shared(ui, form, around, &self.name);
        let mut is_kept = false;
        if let Some(was) = around.was
            && !self.has_name(was)
        {
            ui.horizontal_wrapped(|ui| {
                form.remark(ui, &say!("entity-was", name = was));
                if ui.button(say!("entity-keep-name")).clicked() {
                    self.add_alias(was);
                    is_kept = true;
                }
            });
        }
        let kinds: Vec<(Option<EntityTypeId>, String)> = project
            .codebook
            .entity_types
            .iter()
            .map(|kind| (Some(kind.id.clone()), kind.name.clone()))
            .collect();
        if form
            .choice(ui, ("type", say!("entity-type")), &mut self.kind, &kinds)
            .changed()
        {
            // What was filled in stays where the new type has a field of that id, and is kept where it has none.
            let values = self.read_values(project).unwrap_or_default();
            self.take_values(project, &values);
            self.offer_groups(around.list);
        }
        let aliases = form.lines(
            ui,
            ("aliases", say!("entity-aliases")),
            2,
            &mut self.aliases,
        );
        if is_kept {
            // The button is gone; the keyboard goes to where the name is now.
            aliases.request_focus();
        }
        for alias in nonempty_lines(&self.aliases) {
            self.show_shared(ui, form, around, &alias);
        }
        form.suggested(
            ui,
            ("group", say!("entity-group")),
            &mut self.group,
            &self.groups,
        );
        if let Err(error) = self.read_group(around) {
            form.problem(ui, &error);
        }
        for at in 0..self.values.len() {
            let (id, value) = &mut self.values[at];
            let attribute = self
                .kind
                .as_ref()
                .and_then(|kind| project.codebook.entity_type(kind))
                .and_then(|kind| kind.attributes.iter().find(|known| known.id == *id));
            if let Some(attribute) = attribute {
                value.show(ui, form, attribute, project);
            }
        }
        self.show_roles(ui, form);
        form.label(ui, say!("entity-colour"));
        show_colors(ui, form.tokens, &mut self.color);
        form.lines(ui, ("note", say!("entity-note")), 2, &mut self.note);
    }

    /// Warns of a name that another entity goes by.
    fn show_shared(&self, ui: &mut Ui, form: &Form<'_>, around: &Around<'_>, name: &str) {
        if let Some(other) = around.list.namesake(name, self.id.as_ref()) {
            let kind = around.project.codebook.entity_type(&other.kind);
            let kind = kind.map_or(other.kind.as_str(), |kind| &kind.name);
            let called = name.trim();
            let words = if other.name == name {
                say!("entity-namesake", name = called, kind = kind)
            } else {
                say!(
                    "entity-shares-name",
                    name = called,
                    other = &other.name,
                    kind = kind
                )
            };
            form.warning(ui, &words);
        }
    }

    fn has_name(&self, name: &str) -> bool {
        self.name.trim() == name || nonempty_lines(&self.aliases).iter().any(|it| it == name)
    }

    fn add_alias(&mut self, name: &str) {
        if !self.aliases.is_empty() && !self.aliases.ends_with('\n') {
            self.aliases.push('\n');
        }
        self.aliases.push_str(name);
    }

    /// The group that is named.
    ///
    /// # Errors
    /// A sentence that says why it cannot be.
    fn read_group(&self, around: &Around<'_>) -> Result<Option<EntityId>, String> {
        let name = self.group.trim();
        if name.is_empty() {
            return Ok(None);
        }
        let given = self.given.as_ref().filter(|(known, _)| known == name);
        let id = if let Some((_, id)) = given {
            id.clone()
        } else {
            let group = around.list.called(name, self.kind.as_ref());
            let group = group.ok_or_else(|| say!("entity-no-group", name = name))?;
            group.id.clone()
        };
        match &self.id {
            Some(own) if !around.project.may_group(own, &id) => {
                Err(say!("entity-group-within", name = name))
            }
            _ => Ok(Some(id)),
        }
    }

    fn show_roles(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        form.label(ui, say!("entity-offices"));
        let mut removed = None;
        for (at, role) in self.roles.iter_mut().enumerate() {
            ui.push_id(("role", at), |ui| {
                show_role(ui, form, role, at + 1, &mut removed, at);
            });
        }
        if let Some(at) = removed {
            self.roles.remove(at);
        }
        if ui.button(say!("entity-office-add")).clicked() {
            self.roles.push(RoleLine::default());
        }
    }

    fn read_values(&self, project: &Project) -> Result<Values, String> {
        let mut values = self.others.clone();
        let kind = self.kind.as_ref();
        let kind = kind.and_then(|id| project.codebook.entity_type(id));
        for (id, form) in &self.values {
            let attribute =
                kind.and_then(|kind| kind.attributes.iter().find(|known| known.id == *id));
            let value: Option<Value> = match attribute {
                Some(attribute) => form.read(attribute, project)?,
                None => None,
            };
            if let Some(value) = value {
                values.insert(id.clone(), value);
            }
        }
        Ok(values)
    }

    /// The entity; a new one gets an id that reads like its name.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn read(&self, around: &Around<'_>, author: &Author) -> Result<Entity, String> {
        let project = around.project;
        let name = self.name.trim();
        if name.is_empty() {
            return Err(say!("entity-nameless").to_owned());
        }
        let Some(kind) = self.kind.clone() else {
            return Err(say!("entity-typeless").to_owned());
        };
        let roles = self
            .roles
            .iter()
            .filter(|role| !role.title.trim().is_empty())
            .map(RoleLine::read)
            .collect::<Result<_, _>>()?;
        Ok(Entity {
            id: self
                .id
                .clone()
                .unwrap_or_else(|| EntityId::from_name(name, |id| project.entry(id).is_some())),
            name: name.to_owned(),
            kind,
            aliases: nonempty_lines(&self.aliases),
            attributes: self.read_values(project)?,
            roles,
            note: self.note.trim().to_owned(),
            color: self.color,
            group: self.read_group(around)?,
            merged_into: None,
            modified: author.at,
        })
    }
}

impl RoleLine {
    fn read(&self) -> Result<HeldRole, String> {
        let (from, to) = (parse_date(&self.from)?, parse_date(&self.to)?);
        let title = self.title.trim().to_owned();
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(say!("entity-office-backwards", office = title));
        }
        Ok(HeldRole { title, from, to })
    }
}

fn show_role(
    ui: &mut Ui,
    form: &mut Form<'_>,
    role: &mut RoleLine,
    number: usize,
    removed: &mut Option<usize>,
    at: usize,
) {
    let mut field = |ui: &mut Ui, value: &mut String, id: &str, (hint, name), width: f32| {
        let (hint, name): (&str, String) = (hint, name);
        let edit = egui::TextEdit::singleline(value)
            .id(ui.make_persistent_id(id))
            .hint_text(hint.to_owned())
            .desired_width(width);
        let shown = ui.add(edit).accessible_name(name);
        form.noticed(ui, shown);
    };
    // Offices have long names: one has a line to itself.
    let name = say!("entity-office", number = number);
    let words = (say!("entity-office-example"), name);
    field(ui, &mut role.title, "Office", words, f32::INFINITY);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let words = (
            say!("dialog-date-form"),
            say!("entity-office-from", number = number),
        );
        field(ui, &mut role.from, "From", words, 104.0);
        ui.label(say!("entity-office-until"));
        let words = (
            say!("dialog-date-form"),
            say!("entity-office-to", number = number),
        );
        field(ui, &mut role.to, "To", words, 104.0);
        let remove = ui.small_button(say!("entity-office-remove"));
        if remove
            .accessible_name(say!("entity-office-remove-number", number = number))
            .clicked()
        {
            *removed = Some(at);
        }
    });
    if let Err(error) = role.read() {
        form.problem(ui, &error);
    }
}
