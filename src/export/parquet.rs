//! Parquet: rows of JSON taken apart into columns, lists in lists among them; and the tables of a project in it.

use std::fmt::Write as _;
use std::io::{self, Seek as _};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Value as Json, json};

use crate::model::Kind;
use crate::say;

use super::dataset::Dataset;
use super::place::Place;
use super::tables::{self, Cell, Sheet};

/// What a column holds.
#[derive(Clone, Debug)]
pub(super) enum Type {
    Text,
    Int,
    Float,
    Flag,
    /// A day as text, written as a date.
    Day,
    /// What may be missing.
    Maybe(Box<Type>),
    List(Box<Type>),
    Record(Vec<(String, Type)>),
}

impl Type {
    /// Some fields by name.
    pub fn record<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Record(
            fields
                .into_iter()
                .map(|(name, of)| (name.to_owned(), of))
                .collect(),
        )
    }

    /// A list of it.
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }
}

/// A step from a row to the values of a column.
#[derive(Clone, Debug)]
enum Step {
    Field(String),
    Maybe,
    List,
}

/// Takes rows and writes them in groups.
pub(super) struct Rows {
    writer: SerializedFileWriter<std::fs::File>,
    file: std::fs::File,
    columns: Vec<(Vec<Step>, Type)>,
    waiting: Vec<Json>,
    /// Bytes of what waits, more or less.
    size: usize,
}

/// As much waits before it is written, in bytes of JSON.
const GROUP: usize = 16 << 20;

impl Rows {
    /// A file of rows with these fields.
    pub fn new(fields: &[(String, Type)]) -> io::Result<Self> {
        let mut schema = String::from("message row {\n");
        let mut columns = Vec::new();
        for (name, of) in fields {
            describe(&mut schema, name, of, false);
            leaves(vec![Step::Field(name.clone())], of, &mut columns);
        }
        schema.push('}');
        let schema = parse_message_type(&schema).map_err(cause)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        // Its end says where everything stands; it is written apart and copied then.
        let file = tempfile::tempfile()?;
        let writer =
            SerializedFileWriter::new(file.try_clone()?, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            writer: writer.map_err(cause)?,
            file,
            columns,
            waiting: Vec::new(),
            size: 0,
        })
    }

    /// Takes a row, and how large it is, more or less.
    pub fn take(&mut self, row: Json, size: usize) -> io::Result<()> {
        self.waiting.push(row);
        self.size += size;
        if self.size > GROUP {
            self.write_group()
        } else {
            Ok(())
        }
    }

    fn write_group(&mut self) -> io::Result<()> {
        let rows = core::mem::take(&mut self.waiting);
        self.size = 0;
        let mut group = self.writer.next_row_group().map_err(cause)?;
        let mut columns = self.columns.iter();
        while let Some(mut column) = group.next_column().map_err(cause)? {
            let Some((steps, of)) = columns.next() else {
                return Err(io::Error::other("more columns than fields"));
            };
            let mut found = Found::default();
            for row in &rows {
                shred(row, steps, (0, 0, 0), &mut found);
            }
            write_column(column.untyped(), of, &found).map_err(cause)?;
            column.close().map_err(cause)?;
        }
        group.close().map_err(cause)?;
        Ok(())
    }

    /// Writes the rest, and all of it to where it belongs.
    pub fn finish(mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_group()?;
        self.writer.close().map_err(cause)?;
        self.file.rewind()?;
        io::copy(&mut self.file, out)?;
        Ok(())
    }
}

fn cause(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// The field in the language of Parquet schemas. Names stand as they are but for what that language is made of.
fn describe(schema: &mut String, name: &str, of: &Type, is_optional: bool) {
    let may = if is_optional { "OPTIONAL" } else { "REQUIRED" };
    let _infallible = match of {
        Type::Text => writeln!(schema, "{may} BYTE_ARRAY {name} (STRING);"),
        Type::Int => writeln!(schema, "{may} INT32 {name};"),
        Type::Float => writeln!(schema, "{may} DOUBLE {name};"),
        Type::Flag => writeln!(schema, "{may} BOOLEAN {name};"),
        Type::Day => writeln!(schema, "{may} INT32 {name} (DATE);"),
        Type::Maybe(of) => {
            describe(schema, name, of, true);
            Ok(())
        }
        Type::List(of) => {
            let _infallible = writeln!(
                schema,
                "{may} GROUP {name} (LIST) {{\nREPEATED GROUP list {{"
            );
            describe(schema, "element", of, false);
            writeln!(schema, "}}\n}}")
        }
        Type::Record(fields) => {
            let _infallible = writeln!(schema, "{may} GROUP {name} {{");
            for (name, of) in fields {
                describe(schema, name, of, false);
            }
            writeln!(schema, "}}")
        }
    };
}

/// The columns of a field, in the order of the schema.
fn leaves(steps: Vec<Step>, of: &Type, columns: &mut Vec<(Vec<Step>, Type)>) {
    let with = |step: Step| {
        let mut steps = steps.clone();
        steps.push(step);
        steps
    };
    match of {
        Type::Maybe(of) => leaves(with(Step::Maybe), of, columns),
        Type::List(of) => leaves(with(Step::List), of, columns),
        Type::Record(fields) => {
            for (name, of) in fields {
                leaves(with(Step::Field(name.clone())), of, columns);
            }
        }
        plain => columns.push((steps, plain.clone())),
    }
}

/// The values of a column, with the levels that tell where lists begin and end.
#[derive(Default)]
struct Found<'r> {
    values: Vec<&'r Json>,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

/// Takes a row apart: `levels` are repetition, definition and how many lists it stands in.
fn shred<'r>(value: &'r Json, steps: &[Step], levels: (i16, i16, i16), found: &mut Found<'r>) {
    let (repetition, definition, depth) = levels;
    let nothing = |found: &mut Found<'r>| {
        found.definition.push(definition);
        found.repetition.push(repetition);
    };
    match steps.split_first() {
        None => {
            nothing(found);
            found.values.push(value);
        }
        Some((Step::Field(name), rest)) => shred(&value[name], rest, levels, found),
        Some((Step::Maybe, _)) if value.is_null() => nothing(found),
        Some((Step::Maybe, rest)) => shred(value, rest, (repetition, definition + 1, depth), found),
        Some((Step::List, rest)) => {
            let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
            if items.is_empty() {
                nothing(found);
            }
            for (number, item) in items.iter().enumerate() {
                let repetition = if number == 0 { repetition } else { depth + 1 };
                shred(item, rest, (repetition, definition + 1, depth + 1), found);
            }
        }
    }
}

fn write_column(
    writer: &mut ColumnWriter<'_>,
    of: &Type,
    found: &Found<'_>,
) -> Result<(), ParquetError> {
    let (definition, repetition) = (Some(&*found.definition), Some(&*found.repetition));
    let values = found.values.iter();
    match (writer, of) {
        (ColumnWriter::ByteArrayColumnWriter(writer), _) => {
            let values: Vec<ByteArray> = values
                .map(|it| it.as_str().unwrap_or_default().into())
                .collect();
            writer.write_batch(&values, definition, repetition)?;
        }
        (ColumnWriter::Int32ColumnWriter(writer), Type::Day) => {
            let values: Vec<i32> = values
                .map(|it| day(it.as_str().unwrap_or_default()))
                .collect();
            writer.write_batch(&values, definition, repetition)?;
        }
        (ColumnWriter::Int32ColumnWriter(writer), _) => {
            let number =
                |it: &&Json| i32::try_from(it.as_i64().unwrap_or_default()).unwrap_or(i32::MAX);
            let values: Vec<i32> = values.map(number).collect();
            writer.write_batch(&values, definition, repetition)?;
        }
        (ColumnWriter::DoubleColumnWriter(writer), _) => {
            let values: Vec<f64> = values.map(|it| it.as_f64().unwrap_or_default()).collect();
            writer.write_batch(&values, definition, repetition)?;
        }
        (ColumnWriter::BoolColumnWriter(writer), _) => {
            let values: Vec<bool> = values.map(|it| it.as_bool().unwrap_or_default()).collect();
            writer.write_batch(&values, definition, repetition)?;
        }
        _ => {
            return Err(ParquetError::General(
                "a type that is not written".to_owned(),
            ));
        }
    }
    Ok(())
}

/// The days from the beginning of 1970 to a date.
fn day(date: &str) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    let date: Result<jiff::civil::Date, _> = date.parse();
    date.ok()
        .and_then(|date| epoch.until(date).ok())
        .map_or(0, |span| span.get_days())
}

/// Every table of the project as a Parquet file of its own.
pub(super) fn tables(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    for (name, fill) in tables::TABLES {
        place.file(&format!("{name}.parquet"), &mut |out| {
            let mut table = Table {
                data,
                fields: Vec::new(),
                rows: None,
            };
            fill(data, &mut table)?;
            match table.rows {
                Some(rows) => rows.finish(out),
                None => Ok(()),
            }
        })?;
    }
    Ok(())
}

/// A table whose first row names the columns.
struct Table<'d, 'a> {
    data: &'d Dataset<'a>,
    fields: Vec<(String, Type)>,
    rows: Option<Rows>,
}

/// Columns of whole numbers.
const INTS: [&str; 5] = ["start", "end", "length", "corrections", "annotations"];

impl Table<'_, '_> {
    /// The name of a column as Parquet's language of schemas can say it, and as no other column has it. People name details
    /// of articles as they like.
    fn column(&self, name: &str) -> String {
        let plain = |c: char| match c {
            // The colon of our names is none of theirs.
            ':' => '.',
            c if c.is_alphanumeric() || "_.-".contains(c) => c,
            _ => '_',
        };
        let name: String = name.chars().map(plain).collect();
        let is_free = |name: &String| self.fields.iter().all(|(other, _)| other != name);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        core::iter::once(name.clone())
            .chain(numbered)
            .find(is_free)
            .unwrap_or(name)
    }

    /// What a column holds, by its name.
    fn of(&self, name: &str) -> Type {
        if INTS.contains(&name) {
            return Type::Int;
        }
        if name == "date" {
            return Type::Day;
        }
        let book = &self.data.project.codebook;
        let is_number = |kind: &Kind| matches!(kind, Kind::Number { .. });
        let mut known = match name.split_once(':') {
            Some(("attribute", id)) => {
                let all = book.tags.iter().flat_map(|tag| &tag.attributes);
                all.filter(|it| it.id.as_str() == id)
                    .map(|it| is_number(&it.kind))
                    .collect()
            }
            Some(("article", id)) => {
                let all = book.article_attributes.iter();
                all.filter(|it| it.id.as_str() == id)
                    .map(|it| is_number(&it.kind))
                    .collect()
            }
            _ => Vec::new(),
        };
        known.dedup();
        if known == [true] {
            Type::Float
        } else {
            Type::Text
        }
    }
}

impl Sheet for Table<'_, '_> {
    fn row(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        let Some(rows) = &mut self.rows else {
            for cell in cells {
                let Cell::Text(name) = cell else { continue };
                let of = self.of(&name);
                let name = self.column(&name);
                self.fields.push((name, Type::Maybe(Box::new(of))));
            }
            self.rows = Some(Rows::new(&self.fields)?);
            return Ok(());
        };
        let mut row = serde_json::Map::new();
        let mut size = 0;
        for ((name, of), cell) in self.fields.iter().zip(cells) {
            let is_text = matches!(of, Type::Maybe(of) if matches!(**of, Type::Text));
            size += 16;
            let value = match cell {
                Cell::Text(text) => {
                    size += text.len();
                    if is_text {
                        json!(text)
                    } else {
                        let lost = usize::from(!text.is_empty());
                        self.data
                            .note(|count| say!("export-lost-kind", count = count), lost);
                        Json::Null
                    }
                }
                Cell::Number(number) if is_text => json!(number.to_string()),
                Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
                    json!(number as i64)
                }
                Cell::Number(number) => json!(number),
                Cell::Date(date) => json!(date.to_string()),
                Cell::Empty => Json::Null,
            };
            row.insert(name.clone(), value);
        }
        rows.take(row.into(), size)
    }
}
