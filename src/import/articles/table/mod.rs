//! Tables of articles: one article a row, in CSV, TSV, XLSX, XLS, ODS, JSON and JSONL.
//!
//! ```text
//! bytes ── open (delimited, workbook, opendocument, objects) ──> Table ── Mapping (guessed, overruled) ── compose ──> Found
//! ```
//!
//! What columns hold is guessed from their names and from what stands in them (`Mapping`), and can be overruled by
//! options, `column.NAME=ROLE`; so a [`Recipe`] is nothing but options with a name. Every row that gives no article is told.

mod compose;
mod dates;
mod delimited;
mod gather;
mod heads;
mod mapping;
mod objects;
mod opendocument;
mod recipe;
mod roles;
pub mod shelf;
mod sniff;
#[cfg(test)]
mod tests;
mod workbook;

use super::super::Problem;
use super::super::{Setting, Takes};
use super::{Found, Given};
use crate::say;

pub(super) use dates::full_year;
pub use dates::{DateOrder, Reading as DateReading};
pub use mapping::{COLUMN, Column, Mapping};
pub use recipe::{Recipe, RecipeError};
pub use roles::Role;
pub(super) use sniff::{is_delimited, is_json, is_json_lines, is_ods, is_xls, is_xlsx};

/// A table as it was read, before anybody says what its columns hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns; no two are the same.
    pub columns: Vec<String>,
    /// What stands below them.
    pub rows: Vec<Row>,
    /// What its rows are called.
    pub unit: Unit,
    /// The encoding of the file, as the WHATWG names it; empty where its format says it.
    pub encoding: &'static str,
    /// What people should know of how it was read, and which rows are none.
    pub remarks: Vec<String>,
    /// The other sheets or lists that the file has, by name.
    pub others: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its cells; those that are missing at the end are empty.
    pub cells: Vec<String>,
}

/// What the numbers of rows count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Lines of a file.
    #[default]
    Line,
    /// Rows of a sheet.
    Row,
    /// Items of a list.
    Item,
}

impl Unit {
    /// The unit with a number, in words: “line 7”.
    #[must_use]
    pub fn place(self, number: u64) -> String {
        let unit = match self {
            Self::Line => "line",
            Self::Row => "row",
            Self::Item => "item",
        };
        say!("tables-place", unit = unit, number = number)
    }
}

impl Row {
    /// What stands in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A kind of file that holds a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Cells with a comma, semicolon, tab or bar between them.
    Delimited,
    /// A workbook of Excel 2007 or later.
    Xlsx,
    /// A workbook of an older Excel.
    Xls,
    /// A spreadsheet of `LibreOffice`.
    Ods,
    /// A list of objects.
    Json,
    /// An object a line.
    JsonLines,
}

/// What stands between the cells.
pub const DELIMITER: Setting = Setting {
    id: "delimiter",
    name: || say!("tables-option-delimiter"),
    about: || say!("tables-option-delimiter-about"),
    takes: Takes::OneOf(&["auto", "comma", "semicolon", "tab", "bar"]),
    default: "auto",
};

/// Whether the first row names the columns.
pub const HEADS: Setting = Setting {
    id: "heads",
    name: || say!("tables-option-heads"),
    about: || say!("tables-option-heads-about"),
    takes: Takes::OneOf(&["auto", "yes", "no"]),
    default: "auto",
};

/// Which sheet of a workbook, or which list of a JSON file.
pub const SHEET: Setting = Setting {
    id: "sheet",
    name: || say!("tables-option-sheet"),
    about: || say!("tables-option-sheet-about"),
    takes: Takes::Text,
    default: "",
};

/// In which order days, months and years stand.
pub const DATE_ORDER: Setting = Setting {
    id: "date-order",
    name: || say!("tables-option-date-order"),
    about: || say!("tables-option-date-order-about"),
    takes: Takes::OneOf(&["auto", "dmy", "mdy", "ymd"]),
    default: "auto",
};

/// Whether texts are HTML.
pub const MARKUP: Setting = Setting {
    id: "html",
    name: || say!("tables-option-html"),
    about: || say!("tables-option-html-about"),
    takes: Takes::OneOf(&["auto", "yes", "no"]),
    default: "auto",
};

/// Whether titles are part of the texts.
pub const HEADLINE: Setting = Setting {
    id: "headline",
    name: || say!("tables-option-headline"),
    about: || say!("tables-option-headline-about"),
    takes: Takes::Flag,
    default: "yes",
};

/// What can be chosen about tables whose cells are parted by a character.
pub const DELIMITED_SETTINGS: &[Setting] = &[DELIMITER, HEADS, DATE_ORDER, HEADLINE, MARKUP];
/// What can be chosen about workbooks.
pub const WORKBOOK_SETTINGS: &[Setting] = &[SHEET, HEADS, DATE_ORDER, HEADLINE, MARKUP];
/// What can be chosen about lists of objects.
pub const OBJECT_SETTINGS: &[Setting] = &[SHEET, DATE_ORDER, HEADLINE, MARKUP];
/// What can be chosen about objects by line.
pub const LINE_SETTINGS: &[Setting] = &[DATE_ORDER, HEADLINE, MARKUP];

/// The kind of table that a format has, by the name of the format on the command line; none if it has none.
#[must_use]
pub fn kind(format: &str) -> Option<Kind> {
    Some(match format {
        "csv" => Kind::Delimited,
        "xlsx" => Kind::Xlsx,
        "xls" => Kind::Xls,
        "ods" => Kind::Ods,
        "json" => Kind::Json,
        "json-lines" => Kind::JsonLines,
        _ => return None,
    })
}

/// Reads the table in a file.
///
/// # Errors
/// [`Problem`] with the place where it breaks off, or what it is instead.
pub fn open(kind: Kind, given: &Given<'_>) -> Result<Table, Problem> {
    let table = match kind {
        Kind::Delimited => delimited::open(given),
        Kind::Xlsx => workbook::open_xlsx(given),
        Kind::Xls => workbook::open_xls(given),
        Kind::Ods => opendocument::open(given),
        Kind::Json => objects::open(given),
        Kind::JsonLines => objects::open_lines(given),
    }?;
    if table.columns.is_empty() || table.rows.is_empty() && table.remarks.is_empty() {
        return Err(if table.columns.is_empty() {
            Problem::Empty
        } else {
            Problem::Refused(say!("tables-no-rows").to_owned())
        });
    }
    Ok(table)
}

/// Reads the articles in a table.
///
/// # Errors
/// As [`open`], or when no column can be the text.
pub fn read(kind: Kind, given: &Given<'_>) -> Result<Found, Problem> {
    let table = open(kind, given)?;
    let mapping = Mapping::of(&table, given.options);
    compose::compose(&table, &mapping, given)
}
