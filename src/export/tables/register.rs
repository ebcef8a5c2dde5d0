//! The register as CSV: one entity a row, in the columns that `import::entities` reads again.
//!
//! Columns: `name`, `type`, `aliases`, `note`, `id`, `group` (its id), `colour`, `offices` as `TITLE=FROM..TO`, then
//! `attribute:<id>` for every attribute of the entity types; an entity by its id. Several values have `; ` between them,
//! and `\;` stands for a semicolon in one of them. Cells are guarded as in all tables.

use std::io;

use crate::model::{AttributeId, Entity, HeldRole, Project};

use super::super::dataset::Dataset;
use super::{Cell, Sheet};

const FIRST_COLUMNS: [&str; 8] = [
    "name", "type", "aliases", "note", "id", "group", "colour", "offices",
];

/// The table.
pub(super) fn fill(data: &Dataset<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    let project = data.project;
    let register = project.register();
    let attributes = attributes(project, &register);
    let first = FIRST_COLUMNS.map(str::to_owned).into_iter();
    let heads = first.chain(attributes.iter().map(|id| format!("attribute:{id}")));
    sheet.row(heads.map(Cell::of).collect())?;
    for entity in register {
        let row = row(project, entity, &attributes);
        sheet.row(row.into_iter().map(Cell::of).collect())?;
    }
    Ok(())
}

fn row(project: &Project, entity: &Entity, attributes: &[AttributeId]) -> Vec<String> {
    let group = entity.group.as_ref().and_then(|id| project.entity(id));
    let mut row = vec![
        entity.name.clone(),
        entity.kind.to_string(),
        words(&entity.aliases),
        entity.note.clone(),
        entity.id.to_string(),
        group.map(|group| group.id.to_string()).unwrap_or_default(),
        entity.color.map(|it| it.to_string()).unwrap_or_default(),
        words(&entity.roles.iter().map(office).collect::<Vec<_>>()),
    ];
    row.extend(attributes.iter().map(|id| {
        let value = entity.attributes.get(id);
        value.map(crate::model::Value::to_plain).unwrap_or_default()
    }));
    row
}

/// Those of the codebook in its order, then those that entities have and the codebook does not.
fn attributes(project: &Project, register: &[&Entity]) -> Vec<AttributeId> {
    let kinds = project.codebook.entity_types.iter();
    let of_book = kinds.flat_map(|kind| kind.attributes.iter().map(|it| &it.id));
    let of_entities = register.iter().flat_map(|entity| entity.attributes.keys());
    let mut all: Vec<AttributeId> = Vec::new();
    for id in of_book.chain(of_entities) {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

fn words(words: &[String]) -> String {
    let words = words.iter();
    let words: Vec<String> = words
        .map(|word| word.replace('\\', r"\\").replace(';', r"\;"))
        .collect();
    words.join("; ")
}

fn office(role: &HeldRole) -> String {
    let day = |date: Option<jiff::civil::Date>| date.map(|it| it.to_string()).unwrap_or_default();
    if role.from.is_none() && role.to.is_none() && !role.title.contains('=') {
        return role.title.clone();
    }
    format!("{}={}..{}", role.title, day(role.from), day(role.to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Wish, format};
    use crate::import::entities::{Choices, Sheet, plan};
    use crate::model::random::author;
    use crate::model::{Color, EntityId, EntityTypeId, edits};
    use crate::store::Progress;

    #[test]
    fn what_is_written_is_read_again() {
        let mut project = crate::import::presets()[0].start("Entities");
        edits::put_annotator(&project, &author(0).annotator, "Ana", Color([1; 3]))
            .apply(&mut project)
            .unwrap();
        let empty = project.clone();
        let kind: EntityTypeId = project.codebook.entity_types[0].id.clone();
        let day = jiff::civil::date(2024, 5, 14);
        let lee = Entity {
            aliases: vec!["a; b".into(), r"c\d".into(), "=SUM(A1)".into()],
            note: "Two\nlines, “quoted”.".into(),
            color: Some(Color([1, 2, 3])),
            group: EntityId::new("all").ok(),
            roles: vec![HeldRole {
                title: "Minister; of x=y".into(),
                from: Some(day),
                to: None,
            }],
            ..Entity::new(
                EntityId::new("lee-2").unwrap(),
                "-Lee",
                kind.clone(),
                author(1).at,
            )
        };
        let all = Entity::new(EntityId::new("all").unwrap(), "All", kind, author(1).at);
        for entity in [lee, all] {
            let edit = edits::put_entity(&project, &author(1), entity);
            edit.apply(&mut project).unwrap();
        }
        let mut out = Vec::new();
        let format = format("register").unwrap();
        let wish = Wish::of(format);
        crate::export::write(&project, &wish, &Progress::default(), &mut out).unwrap();
        let sheet = Sheet::read(&out).unwrap();
        let columns = sheet.columns(&empty.codebook);
        let plan = plan(&empty, &author(1), &sheet, &columns, &Choices::default());
        let mut read = empty;
        plan.edit.apply(&mut read).unwrap();
        assert_eq!(read, project);
    }
}
