//! One row of a table of entities.

use crate::model::{AttributeId, Color, Entity, EntityId, EntityTypeId, HeldRole, Project, Values};
use crate::say;
use crate::text::folded;

use super::{Choices, Column, Fate, entity_kinds, office, words};

/// An attribute, the types of entity that it takes, and the name that stands in its cell.
pub(super) type Named = (AttributeId, Vec<EntityTypeId>, String);

/// What a row says.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub id: Option<EntityId>,
    pub name: String,
    pub kind: EntityTypeId,
    aliases: Vec<String>,
    note: String,
    color: Option<Color>,
    roles: Vec<HeldRole>,
    values: Values,
    /// The group as it is named there.
    pub group: Option<String>,
    /// Entities that are values, as they are named there.
    pub named: Vec<Named>,
}

/// A row and the entity that it makes.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub entity: Entity,
    /// The entity as it is now, when it is there.
    pub known: Option<Entity>,
    pub group: Option<String>,
    pub named: Vec<Named>,
}

impl Line {
    /// What becomes of it.
    pub fn fate(&self, choices: &Choices) -> Fate {
        match &self.known {
            None => Fate::Added,
            Some(known) if choices.update && *known != self.entity => Fate::Updated,
            Some(_) => Fate::Skipped,
        }
    }
}

/// Reads the cells of a row.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(super) fn read(
    project: &Project,
    columns: &[Column],
    choices: &Choices,
    cells: &[String],
    heads: usize,
) -> Result<Wanted, String> {
    if let Some(cell) = cells.iter().skip(heads).find(|cell| !cell.is_empty()) {
        return Err(say!(
            "row-too-long",
            cells = cells.len(),
            heads = heads,
            cell = cell,
        ));
    }
    let cell = |wanted: &Column| {
        let at = columns.iter().position(|column| column == wanted)?;
        cells
            .get(at)
            .map(String::as_str)
            .filter(|it| !it.is_empty())
    };
    let name = cell(&Column::Name).ok_or_else(|| say!("row-no-name"))?;
    if name.contains(['\n', '\r']) {
        return Err(say!("row-name-lines").to_owned());
    }
    let kind = kind(project, cell(&Column::Kind), choices)?;
    let mut wanted = Wanted {
        id: cell(&Column::Id).map(id).transpose()?,
        name: name.to_owned(),
        aliases: cell(&Column::Aliases).map(words).unwrap_or_default(),
        note: cell(&Column::Note).unwrap_or_default().to_owned(),
        color: cell(&Column::Color).map(str::parse).transpose()?,
        roles: cell(&Column::Offices)
            .map(words)
            .unwrap_or_default()
            .iter()
            .map(|text| office(text))
            .collect::<Result<_, _>>()?,
        group: cell(&Column::Group).map(str::to_owned),
        values: Values::new(),
        named: Vec::new(),
        kind,
    };
    wanted.aliases.retain(|alias| *alias != wanted.name);
    for (column, cell) in core::iter::zip(columns, cells) {
        if let Column::Attribute(id) = column
            && !cell.is_empty()
        {
            take_value(project, &mut wanted, id, cell)?;
        }
    }
    Ok(wanted)
}

fn take_value(
    project: &Project,
    wanted: &mut Wanted,
    id: &AttributeId,
    cell: &str,
) -> Result<(), String> {
    let kind = project.codebook.entity_type(&wanted.kind);
    let kind_name = kind.map_or(wanted.kind.as_str(), |kind| &kind.name);
    let mut attributes = kind.into_iter().flat_map(|kind| &kind.attributes);
    let Some(attribute) = attributes.find(|known| known.id == *id) else {
        return Err(say!(
            "row-no-attribute",
            kind = kind_name,
            id = id.to_string(),
            cell = cell,
        ));
    };
    if let Some(kinds) = entity_kinds(&attribute.kind) {
        let named = (id.clone(), kinds.clone(), cell.to_owned());
        wanted.named.push(named);
    } else {
        let value = attribute.parse(cell).map_err(|why| format!("{why}."))?;
        wanted.values.insert(id.clone(), value);
    }
    Ok(())
}

fn id(text: &str) -> Result<EntityId, String> {
    EntityId::new(text).map_err(|error| say!("row-id", why = error.to_string()))
}

fn kind(project: &Project, cell: Option<&str>, choices: &Choices) -> Result<EntityTypeId, String> {
    let kinds = &project.codebook.entity_types;
    let known = || {
        let ids: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        ids.join(", ")
    };
    match cell {
        Some(cell) => {
            let plain = folded(cell);
            let found = kinds
                .iter()
                .find(|kind| folded(kind.id.as_str()) == plain || folded(&kind.name) == plain);
            found
                .map(|kind| kind.id.clone())
                .ok_or_else(|| say!("row-kind-unknown", cell = cell, known = known()))
        }
        None => choices
            .kind
            .clone()
            .ok_or_else(|| say!("row-kind-missing", known = known())),
    }
}

impl Wanted {
    /// The entity that the row makes of one that is there, or a new one. What a cell says replaces; names and offices come
    /// to those that are there.
    pub fn entity(&self, id: EntityId, known: Option<&Entity>) -> Entity {
        let fresh = || {
            let (name, kind) = (self.name.clone(), self.kind.clone());
            Entity::new(id, name, kind, jiff::Timestamp::UNIX_EPOCH)
        };
        let mut entity = known.cloned().unwrap_or_else(fresh);
        let own = core::iter::once(&self.name).chain(&self.aliases);
        for alias in own {
            if entity.names().all(|name| name != alias) {
                entity.aliases.push(alias.clone());
            }
        }
        for role in &self.roles {
            if !entity.roles.contains(role) {
                entity.roles.push(role.clone());
            }
        }
        let values = self.values.iter();
        let values = values.map(|(id, value)| (id.clone(), value.clone()));
        entity.attributes.extend(values);
        if !self.note.is_empty() {
            entity.note.clone_from(&self.note);
        }
        entity.color = self.color.or(entity.color);
        entity
    }
}
