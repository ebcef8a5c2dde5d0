//! Discourse Network Analyzer: `.dna`, an SQLite database of its version 3.
//!
//! A statement is a mark with the label of its type; its variables are fields: short texts are entities of the variable's
//! kind, as they are in DNA, where they have colours and attributes of their own; booleans are yes or no, integers numbers.

use std::collections::{BTreeMap, HashMap};

use smol_str::{SmolStr, format_smolstr};

use crate::model::Color;

use super::super::neutral::{Document, Entry, Found, Label, Layer, Loss, Mark, Piece, Plain, Unit};
use super::super::problem::Problem;
use super::super::{Head, Options, Source};
use super::database::{Database, MAGIC, offset, text};

const TABLES: [&str; 6] = [
    "DOCUMENTS",
    "STATEMENTS",
    "STATEMENTTYPES",
    "VARIABLES",
    "CODERS",
    "DATASHORTTEXT",
];

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.extension == "dna" && head.bytes.starts_with(MAGIC)
}

pub(super) fn read(source: &Source<'_>, _options: &Options) -> Result<Found, Problem> {
    let database = Database::open(source, &TABLES)?;
    let mut found = Found::default();
    let mut coders: HashMap<i64, String> = HashMap::new();
    database.rows("SELECT ID, Name FROM CODERS", [], |row| {
        coders.insert(row.get(0)?, text(row, 1)?);
        Ok(())
    })?;
    let mut types: HashMap<i64, SmolStr> = HashMap::new();
    let sql = "SELECT ID, Label, Red, Green, Blue FROM STATEMENTTYPES ORDER BY ID";
    database.rows(sql, [], |row| {
        let name = SmolStr::new(text(row, 1)?);
        let part =
            |column| Ok::<u8, rusqlite::Error>(row.get::<_, Option<u8>>(column)?.unwrap_or(0));
        types.insert(row.get(0)?, name.clone());
        found.book.push(Label {
            name,
            color: Some(Color([part(2)?, part(3)?, part(4)?])),
            ..Label::default()
        });
        Ok(())
    })?;
    let values = values(&database, &mut found)?;
    documents(&database, &mut found)?;
    statements(&database, &mut found, &coders, &types, values)?;
    Ok(found)
}

/// The values of each statement.
fn values(
    database: &Database,
    found: &mut Found,
) -> Result<HashMap<i64, Vec<(SmolStr, Plain)>>, Problem> {
    let mut variables: HashMap<i64, SmolStr> = HashMap::new();
    database.rows("SELECT ID, Variable FROM VARIABLES", [], |row| {
        variables.insert(row.get(0)?, text(row, 1)?.into());
        Ok(())
    })?;
    let mut values: HashMap<i64, Vec<(SmolStr, Plain)>> = HashMap::new();
    let mut missing = 0;
    let mut put = |statement: i64, variable: i64, value: Plain| match variables.get(&variable) {
        Some(name) => values
            .entry(statement)
            .or_default()
            .push((name.clone(), value)),
        None => missing += 1,
    };
    // In the last versions what is short stands in a table of its own.
    let mut entities: HashMap<i64, String> = HashMap::new();
    let has_entities = database.has_table("ENTITIES")?;
    if has_entities {
        database.rows("SELECT ID, Value FROM ENTITIES", [], |row| {
            entities.insert(row.get(0)?, text(row, 1)?);
            Ok(())
        })?;
    }
    let column = if database.has_column("DATASHORTTEXT", "Entity")? {
        "Entity"
    } else {
        "Value"
    };
    let sql = format!("SELECT StatementId, VariableId, {column} FROM DATASHORTTEXT ORDER BY ID");
    let kinds = variables.clone();
    database.rows(&sql, [], |row| {
        let said = text(row, 2)?;
        let name = match said.parse::<i64>().ok().filter(|_| has_entities) {
            Some(id) => entities.get(&id).cloned().unwrap_or_default(),
            None => said,
        };
        let variable: i64 = row.get(1)?;
        if !name.trim().is_empty() {
            let kind = kinds.get(&variable).map(ToString::to_string);
            let entry = Entry {
                id: String::new(),
                name,
                kind: kind.unwrap_or_default(),
            };
            put(row.get(0)?, variable, Plain::Entity(entry));
        }
        Ok(())
    })?;
    if database.has_table("DATALONGTEXT")? {
        let sql = "SELECT StatementId, VariableId, Value FROM DATALONGTEXT ORDER BY ID";
        database.rows(sql, [], |row| {
            let said = text(row, 2)?;
            if !said.trim().is_empty() {
                put(row.get(0)?, row.get(1)?, Plain::Text(said));
            }
            Ok(())
        })?;
    }
    if database.has_table("DATABOOLEAN")? {
        let sql = "SELECT StatementId, VariableId, Value FROM DATABOOLEAN ORDER BY ID";
        database.rows(sql, [], |row| {
            let flag: i64 = row.get(2)?;
            put(row.get(0)?, row.get(1)?, Plain::Flag(flag != 0));
            Ok(())
        })?;
    }
    if database.has_table("DATAINTEGER")? {
        let sql = "SELECT StatementId, VariableId, Value FROM DATAINTEGER ORDER BY ID";
        database.rows(sql, [], |row| {
            put(row.get(0)?, row.get(1)?, Plain::Number(row.get(2)?));
            Ok(())
        })?;
    }
    found.lose(Loss::Dangling, missing);
    Ok(values)
}

fn documents(database: &Database, found: &mut Found) -> Result<(), Problem> {
    let sql = "SELECT ID, Title, Text, Author, Source, Date, Section, Type, Notes \
               FROM DOCUMENTS ORDER BY ID";
    database.rows(sql, [], |row| {
        let id: i64 = row.get(0)?;
        let mut meta: Vec<(SmolStr, String)> = Vec::new();
        let columns = [(1, "title"), (3, "author"), (4, "source")];
        for (column, name) in columns {
            meta.push((SmolStr::new_static(name), text(row, column)?));
        }
        // Seconds since 1970 in the newest versions, milliseconds in older ones.
        let date: i64 = row.get::<_, Option<i64>>(5)?.unwrap_or(0);
        let seconds = if date.abs() > 100_000_000_000 {
            date / 1000
        } else {
            date
        };
        if let Ok(at) = jiff::Timestamp::from_second(seconds) {
            meta.push((SmolStr::new_static("date"), at.to_string()));
        }
        let mut values = Vec::new();
        for (column, name) in [(6, "section"), (7, "type")] {
            let said = text(row, column)?;
            if !said.trim().is_empty() {
                values.push((SmolStr::new_static(name), Plain::Text(said)));
            }
        }
        let note = text(row, 8)?;
        let mut document = Document {
            name: id.to_string(),
            text: Some(text(row, 2)?),
            meta,
            unit: Unit::Utf16,
            ..Document::default()
        };
        if !values.is_empty() || !note.is_empty() {
            document.layers.push(Layer {
                values,
                note,
                ..Layer::default()
            });
        }
        found.documents.push(document);
        Ok(())
    })
}

fn statements(
    database: &Database,
    found: &mut Found,
    coders: &HashMap<i64, String>,
    types: &HashMap<i64, SmolStr>,
    mut values: HashMap<i64, Vec<(SmolStr, Plain)>>,
) -> Result<(), Problem> {
    let numbers: BTreeMap<String, usize> = found
        .documents
        .iter()
        .enumerate()
        .map(|(at, document)| (document.name.clone(), at))
        .collect();
    let sql =
        "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID";
    let mut lost = 0;
    database.rows(sql, [], |row| {
        let id: i64 = row.get(0)?;
        let kind: Option<i64> = row.get(1)?;
        let label = kind.and_then(|kind| types.get(&kind));
        let (Some(label), Some(at)) = (label, numbers.get(&text(row, 2)?)) else {
            lost += 1;
            return Ok(());
        };
        let coder: Option<i64> = row.get(5)?;
        let name = coder
            .and_then(|it| coders.get(&it))
            .cloned()
            .unwrap_or_default();
        let layers = &mut found.documents[*at].layers;
        let at = layers.iter().position(|layer| layer.annotator == name);
        let at = at.unwrap_or_else(|| {
            layers.push(Layer {
                annotator: name,
                ..Layer::default()
            });
            layers.len() - 1
        });
        let piece = Piece::at(offset(row, 3)?, offset(row, 4)?);
        let mut mark = Mark::on(format_smolstr!("{id}"), label.clone(), piece);
        mark.values = values.remove(&id).unwrap_or_default();
        layers[at].marks.push(mark);
        Ok(())
    })?;
    found.lose(Loss::Dangling, lost);
    Ok(())
}
