//! Entities from a table: CSV as spreadsheets write it, with a first row that names the columns.
//!
//! [`Sheet::read`] reads the cells, [`Sheet::columns`] guesses from their heads what they are, and [`plan`] says for every
//! row what becomes of it, and makes one [`Edit`] of those that are whole. A broken row stays out with its line and with
//! what to do; it keeps no other row from coming in.

mod book;
mod row;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::model::{
    AttributeId, Author, Codebook, Edit, EntityTypeId, HeldRole, Kind, Project, edits,
};
use crate::say;
use crate::text::folded;

use book::Book;
use row::Line;

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The cells of its first row.
    pub heads: Vec<String>,
    /// The other rows, each with its line in the file, from 1.
    rows: Vec<(u64, Vec<String>)>,
    /// What should be known of how it was read.
    pub remarks: Vec<String>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Nothing that is taken.
    Ignored,
    /// Names.
    Name,
    /// Types, by id or name.
    Kind,
    /// Other names, with `;` between them.
    Aliases,
    /// Remarks.
    Note,
    /// Ids, which keep namesakes apart.
    Id,
    /// The names or ids of groups.
    Group,
    /// Colours as `#rrggbb`.
    Color,
    /// Offices as `TITLE=FROM..TO`, with `;` between them.
    Offices,
    /// Values of an attribute.
    Attribute(AttributeId),
}

/// What is chosen about an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The type of rows that name none.
    pub kind: Option<EntityTypeId>,
    /// Whether entities that are there take over what the table says; they stay as they are otherwise.
    pub update: bool,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The name in it, or what it begins with.
    pub name: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new entity.
    Added,
    /// An entity that is there is changed.
    Updated,
    /// The entity is there, and says the same or is to stay as it is.
    Skipped,
    /// The row stays out: why, and what to do.
    Broken(String),
}

/// An import that has not been made yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What is done to the project.
    pub edit: Edit,
    /// What becomes of each row, in their order.
    pub outcomes: Vec<Outcome>,
}

impl Plan {
    /// How many rows have such a fate.
    #[must_use]
    pub fn count(&self, is_it: impl Fn(&Fate) -> bool) -> usize {
        let fates = self.outcomes.iter().map(|outcome| &outcome.fate);
        fates.filter(|fate| is_it(fate)).count()
    }

    /// The rows that stay out.
    pub fn broken(&self) -> impl Iterator<Item = (&Outcome, &str)> {
        self.outcomes.iter().filter_map(|row| match &row.fate {
            Fate::Broken(why) => Some((row, why.as_str())),
            _ => None,
        })
    }

    /// What comes of it, in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let told = |count: usize, said: fn(usize) -> String| (count > 0).then(|| said(count));
        let added = self.count(|it| *it == Fate::Added);
        let changed = self.count(|it| *it == Fate::Updated);
        let left = self.count(|it| *it == Fate::Skipped);
        let words = [
            told(added, |count| say!("table-added", count = count)),
            told(changed, |count| say!("table-changed", count = count)),
            told(left, |count| say!("table-left", count = count)),
            told(self.broken().count(), |count| {
                say!("table-broken", count = count)
            }),
        ];
        let words: Vec<String> = words.into_iter().flatten().collect();
        if words.is_empty() {
            say!("table-no-rows").to_owned()
        } else {
            say!("table-rows", rows = words.join(", "))
        }
    }
}

impl Sheet {
    /// Reads a file as [`Self::read`] does.
    ///
    /// # Errors
    /// A sentence that names the file and says why it is no table, and what to do.
    pub fn open(file: &Path) -> Result<Self, String> {
        let of_file = |why: String| format!("{}: {why}", file.display());
        let unreadable = |error| of_file(super::Problem::Unreadable(error).to_string());
        let bytes = std::fs::metadata(file).map_err(unreadable)?.len();
        if bytes > super::LARGEST {
            return Err(of_file(say!(
                "table-too-large",
                size = bytes.div_ceil(1 << 20),
                most = super::LARGEST >> 20,
            )));
        }
        let bytes = std::fs::read(file).map_err(unreadable)?;
        Self::read(&bytes).map_err(of_file)
    }

    /// Reads a table: in any common encoding, with commas, semicolons or tabs between the cells.
    ///
    /// # Errors
    /// A sentence that says why it is no table, and what to do.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let decoded = super::decode(bytes).map_err(|problem| problem.to_string())?;
        let text = decoded.text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut sheet = Self {
            remarks: decoded.remarks,
            ..Self::default()
        };
        for (at, record) in reader.records().enumerate() {
            let record = record.map_err(|error| say!("table-no-table", why = error.to_string()))?;
            let cells: Vec<String> = record.iter().map(|cell| unguarded(cell.trim())).collect();
            if at == 0 {
                sheet.heads = cells;
            } else if cells.iter().any(|cell| !cell.is_empty()) {
                let line = record.position().map_or(0, csv::Position::line);
                sheet.rows.push((line, cells));
            }
        }
        if sheet.heads.iter().all(String::is_empty) {
            return Err(say!("table-no-heads").to_owned());
        }
        Ok(sheet)
    }

    /// How many rows there are below the heads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row below the heads.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What the columns hold, as their heads say it; no two of them hold the same.
    #[must_use]
    pub fn columns(&self, codebook: &Codebook) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for head in &self.heads {
            let column = guess(head, codebook);
            let is_taken = columns.contains(&column);
            columns.push(if is_taken { Column::Ignored } else { column });
        }
        columns
    }
}

/// What may stand above a column, folded.
const HEADS: [(Column, &[&str]); 8] = [
    (
        Column::Name,
        &["name", "entity", "label", "actor", "concept"],
    ),
    (
        Column::Kind,
        &["type", "kind", "category", "class", "entity type"],
    ),
    (
        Column::Aliases,
        &[
            "aliases",
            "alias",
            "other names",
            "other name",
            "also known as",
            "synonyms",
            "variants",
        ],
    ),
    (
        Column::Note,
        &[
            "note",
            "notes",
            "remark",
            "remarks",
            "comment",
            "comments",
            "description",
        ],
    ),
    (Column::Id, &["id", "entity id"]),
    (
        Column::Group,
        &["group", "parent", "part of", "within", "broader"],
    ),
    (Column::Color, &["colour", "color"]),
    (
        Column::Offices,
        &["offices", "office", "roles", "functions"],
    ),
];

/// What a column with this head holds.
fn guess(head: &str, codebook: &Codebook) -> Column {
    let plain = folded(head.trim()).replace('_', " ");
    let attributes = || {
        let kinds = codebook.entity_types.iter();
        kinds.flat_map(|kind| &kind.attributes)
    };
    if let Some(id) = head.trim().strip_prefix("attribute:") {
        let known = attributes().find(|attribute| attribute.id.as_str() == id);
        return known.map_or(Column::Ignored, |it| Column::Attribute(it.id.clone()));
    }
    let known = HEADS.iter().find(|(_, heads)| heads.contains(&&*plain));
    if let Some((column, _)) = known {
        return column.clone();
    }
    let is_called = |name: &str| folded(name) == plain;
    attributes()
        .find(|attribute| is_called(attribute.id.as_str()) || is_called(&attribute.name))
        .map_or(Column::Ignored, |it| Column::Attribute(it.id.clone()))
}

/// What stands between the cells: what there is most of in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |byte: u8| first.bytes().filter(|&it| it == byte).count();
    // The first of them when several are there as often.
    let most = [b'\t', b';', b','].into_iter();
    most.max_by_key(|&byte| count(byte)).unwrap_or(b',')
}

/// A cell without the `'` that our export puts before what a spreadsheet would take for a formula.
fn unguarded(cell: &str) -> String {
    let rest = cell.strip_prefix('\'');
    let is_guard = rest.is_some_and(|rest| {
        rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    });
    rest.filter(|_| is_guard).unwrap_or(cell).to_owned()
}

/// Says what becomes of every row, and makes one edit of it.
#[must_use]
pub fn plan(
    project: &Project,
    author: &Author,
    sheet: &Sheet,
    columns: &[Column],
    choices: &Choices,
) -> Plan {
    let mut book = Book::of(project);
    let mut lines: Vec<(Outcome, Option<Line>)> = Vec::with_capacity(sheet.rows.len());
    for (line, cells) in &sheet.rows {
        let read = row::read(project, columns, choices, cells, sheet.heads.len());
        let read = read.and_then(|wanted| book.place(wanted, *line, choices));
        let (fate, row) = match read {
            Ok(row) => (Fate::Added, Some(row)),
            Err(why) => (Fate::Broken(why), None),
        };
        let name = columns.iter().position(|column| *column == Column::Name);
        let name = name.and_then(|at| cells.get(at)).or(cells.first());
        let outcome = Outcome {
            line: *line,
            name: name.cloned().unwrap_or_default(),
            fate,
        };
        lines.push((outcome, row));
    }
    // Rows may name each other, so values and groups are looked up when all of them are known; what leads to a row that
    // stays out stays out too.
    loop {
        let mut is_settled = true;
        for (outcome, row) in &mut lines {
            if let Some(line) = row
                && let Err(why) = book.resolve(line)
            {
                book.forget(line);
                outcome.fate = Fate::Broken(why);
                *row = None;
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    let mut entities = Vec::new();
    let mut outcomes = Vec::with_capacity(lines.len());
    for (mut outcome, line) in lines {
        if let Some(line) = line {
            outcome.fate = line.fate(choices);
            if matches!(outcome.fate, Fate::Added | Fate::Updated) {
                entities.push(line.entity);
            }
        }
        outcomes.push(outcome);
    }
    let name = match entities.as_slice() {
        [one] => say!("edit-entity-import", name = &one.name),
        many => say!("edit-entities-import", count = many.len()),
    };
    Plan {
        edit: edits::put_entities(project, author, name, entities),
        outcomes,
    }
}

/// The words of a cell, with `;` between them; `\;` stands for a semicolon.
fn words(cell: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = cell.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, letters.peek()) {
            ('\\', Some(&next @ (';' | '\\'))) => {
                letters.next();
                words.last_mut().expect("there is one").push(next);
            }
            (';', _) => words.push(String::new()),
            _ => words.last_mut().expect("there is one").push(c),
        }
    }
    let words = words.into_iter().map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

/// Reads an office as `Prime Minister=2024-05-14..`; either date may be missing, or both.
///
/// # Errors
/// A sentence that says how to write one.
pub fn office(text: &str) -> Result<HeldRole, String> {
    let wrong = || say!("office-wrong", text = text);
    let (title, dates) = text.rsplit_once('=').unwrap_or((text, ".."));
    let (from, to) = dates.split_once("..").ok_or_else(wrong)?;
    let date = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| wrong()),
    };
    let role = HeldRole {
        title: title.trim().to_owned(),
        from: date(from)?,
        to: date(to)?,
    };
    if role.title.is_empty() {
        return Err(wrong());
    }
    if role.from.zip(role.to).is_some_and(|(from, to)| from > to) {
        return Err(say!("office-ends-early", title = &role.title, text = text));
    }
    Ok(role)
}

/// The attributes that can be columns: every attribute of an entity type once.
#[must_use]
pub fn attributes(codebook: &Codebook) -> Vec<(AttributeId, String)> {
    let mut all: Vec<(AttributeId, String)> = Vec::new();
    for attribute in codebook
        .entity_types
        .iter()
        .flat_map(|kind| &kind.attributes)
    {
        if all.iter().all(|(id, _)| *id != attribute.id) {
            all.push((attribute.id.clone(), attribute.name.clone()));
        }
    }
    all
}

/// Whether an attribute's value is an entity, and of which types.
fn entity_kinds(kind: &Kind) -> Option<&Vec<EntityTypeId>> {
    match kind {
        Kind::Entity(kinds) => Some(kinds),
        _ => None,
    }
}
