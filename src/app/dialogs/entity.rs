//! An entry of the register: the form for it.

use egui::Ui;

use crate::model::{Author, Entity, EntityId, EntityTypeId, HeldRole, Project, Value, Values};

use super::super::theme::space;
use super::field::{Form, nonempty_lines, parse_date};
use super::value::ValueForm;

/// An entity as the form holds it.
#[derive(Clone, Debug)]
pub(super) struct EntityForm {
    /// Its id; none while it is new.
    pub(super) id: Option<EntityId>,
    /// Its name.
    pub(super) name: String,
    kind: Option<EntityTypeId>,
    aliases: String,
    values: Vec<(crate::model::AttributeId, ValueForm)>,
    /// Values that its type has no attribute for: kept as they are.
    others: Values,
    roles: Vec<RoleLine>,
    note: String,
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
    pub(super) fn fresh(project: &Project, name: &str) -> Self {
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
        };
        form.take_values(project, &Values::new());
        form
    }

    /// The form of an entity that is there.
    pub(super) fn of(project: &Project, entity: &Entity) -> Self {
        let day =
            |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
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
        };
        form.take_values(project, &entity.attributes);
        form
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
    pub(super) fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, project: &Project) {
        form.text(ui, "Name", &mut self.name);
        let kinds: Vec<(Option<EntityTypeId>, String)> = project
            .codebook
            .entity_types
            .iter()
            .map(|kind| (Some(kind.id.clone()), kind.name.clone()))
            .collect();
        if form.choice(ui, "Type", &mut self.kind, &kinds).changed() {
            // What was filled in stays where the new type has a field of that id, and is kept where it has none.
            let values = self.read_values(project).unwrap_or_default();
            self.take_values(project, &values);
        }
        form.lines(ui, "Other names, one a line", 2, &mut self.aliases);
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
        form.lines(ui, "Note", 2, &mut self.note);
    }

    fn show_roles(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        form.label(ui, "Offices and functions");
        let mut removed = None;
        for (at, role) in self.roles.iter_mut().enumerate() {
            ui.push_id(("role", at), |ui| {
                show_role(ui, form, role, at + 1, &mut removed, at);
            });
        }
        if let Some(at) = removed {
            self.roles.remove(at);
        }
        if ui.button("Add an office").clicked() {
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
    pub(super) fn read(&self, project: &Project, author: &Author) -> Result<Entity, String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err("Give the entity a name".to_owned());
        }
        let Some(kind) = self.kind.clone() else {
            return Err("The codebook has no type of entity: add one there first".to_owned());
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
                .unwrap_or_else(|| EntityId::from_name(name, |id| project.entity(id).is_some())),
            name: name.to_owned(),
            kind,
            aliases: nonempty_lines(&self.aliases),
            attributes: self.read_values(project)?,
            roles,
            note: self.note.trim().to_owned(),
            color: None,
            group: None,
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
            return Err(format!("{title} ends before it begins"));
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
    let mut field = |ui: &mut Ui, value: &mut String, hint: &str, spoken: &str, width: f32| {
        let edit = egui::TextEdit::singleline(value)
            .id(ui.make_persistent_id(spoken))
            .hint_text(hint.to_owned())
            .desired_width(width);
        let shown = ui.add(edit).accessible_name(format!("{spoken} {number}"));
        form.noticed(ui, shown);
    };
    // Offices have long names: one has a line to itself.
    field(
        ui,
        &mut role.title,
        "Finance minister",
        "Office",
        f32::INFINITY,
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        field(ui, &mut role.from, "2021-01-31", "From", 104.0);
        ui.label("to");
        field(ui, &mut role.to, "2024-06-30", "To", 104.0);
        let remove = ui.small_button("Remove");
        if remove
            .accessible_name(format!("Remove office {number}"))
            .clicked()
        {
            *removed = Some(at);
        }
    });
    if let Err(error) = role.read() {
        form.problem(ui, &error);
    }
}
