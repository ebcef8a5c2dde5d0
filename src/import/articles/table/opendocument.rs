//! Spreadsheets of `LibreOffice`: `content.xml` in a ZIP archive.
//!
//! Our own reading, because calamine 0.38 unfolds repeated rows and cells of a sheet up to a hundred million cells, goes round
//! for ever on a file that breaks off in a sheet, and holds the paragraphs of a cell together without a line end.

use std::io::Read as _;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::super::super::Problem;
use super::super::Given;
use super::gather::{MOST_BYTES, broken};
use super::workbook::{Sheet, best, chosen, unpack_all};
use super::{Kind, Table};
use crate::say;

/// So often a row or a cell with something in it is taken that is said to be repeated.
const REPEATS: u32 = 10_000;

/// Reads a table.
pub(super) fn open(given: &Given<'_>) -> Result<Table, Problem> {
    let fail = |error: &dyn core::fmt::Display| broken(Kind::Ods, error.to_string());
    let mut archive = unpack_all(Kind::Ods, given)?;
    let mut entry = |name: &str| -> Result<Option<String>, Problem> {
        let Ok(file) = archive.by_name(name) else {
            return Ok(None);
        };
        let mut text = String::new();
        file.take(MOST_BYTES)
            .read_to_string(&mut text)
            .map_err(|error| fail(&error))?;
        Ok(Some(text))
    };
    if entry("META-INF/manifest.xml")?.is_some_and(|text| text.contains("encryption-data")) {
        return Err(Problem::Encrypted);
    }
    let content = entry("content.xml")?
        .ok_or_else(|| broken(Kind::Ods, say!("tables-no-content").to_owned()))?;
    let mut reader = Reader::from_str(&content);
    let mut sheets = Vec::new();
    let mut names = Vec::new();
    loop {
        match reader.read_event().map_err(|error| fail(&error))? {
            Event::Start(start) if start.name().as_ref() == "table:table" => {
                let name = attribute(&start, "table:name").unwrap_or_default();
                let sheet = table(&mut reader, given)?;
                names.push(name.clone());
                sheets.push((name, sheet));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let wanted = chosen(names, given)?;
    sheets.retain(|(name, _)| wanted.contains(name));
    best(sheets, given)
}

/// An attribute of an element; none when it is not there or cannot be read.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Explicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

fn repeats(start: &BytesStart<'_>, name: &str) -> u32 {
    let count = attribute(start, name).and_then(|it| it.parse().ok());
    count.unwrap_or(1).max(1)
}

/// Reads the rows of a sheet up to its end.
fn table<'a>(
    reader: &mut Reader<&[u8]>,
    given: &'a Given<'a>,
) -> Result<super::gather::Gathered<'a>, Problem> {
    let fail = |error: &dyn core::fmt::Display| broken(Kind::Ods, error.to_string());
    let mut sheet = Sheet::new(given);
    let mut row: u32 = 0;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|error| fail(&error))? {
            Event::Start(start) if start.name().as_ref() == "table:table-row" => {
                let times = repeats(&start, "table:number-rows-repeated");
                let cells = cells(reader, given)?;
                // What is empty is only counted, however often it is repeated.
                for again in 0..if cells.is_empty() {
                    0
                } else {
                    times.min(REPEATS)
                } {
                    for (column, words) in &cells {
                        sheet.put(row.saturating_add(again), *column, words.clone())?;
                    }
                }
                row = row.saturating_add(times);
            }
            Event::Empty(start) if start.name().as_ref() == "table:table-row" => {
                row = row.saturating_add(repeats(&start, "table:number-rows-repeated"));
            }
            // A table in a cell is part of that cell, but one in the head of a sheet may be.
            Event::Start(start) if start.name().as_ref() == "table:table" => depth += 1,
            Event::End(end) if end.name().as_ref() == "table:table" => {
                if depth == 0 {
                    return sheet.end();
                }
                depth -= 1;
            }
            Event::Eof => return Err(broken(Kind::Ods, say!("tables-cut-off").to_owned())),
            _ => {}
        }
    }
}

/// The cells of a row that have something in them, each with its column.
fn cells(reader: &mut Reader<&[u8]>, given: &Given<'_>) -> Result<Vec<(u32, String)>, Problem> {
    let fail = |error: &dyn core::fmt::Display| broken(Kind::Ods, error.to_string());
    given.go_on()?;
    let mut cells = Vec::new();
    let mut column: u32 = 0;
    let is_cell = |name: &str| matches!(name, "table:table-cell" | "table:covered-table-cell");
    loop {
        match reader.read_event().map_err(|error| fail(&error))? {
            Event::Start(start) if is_cell(start.name().as_ref()) => {
                let times = repeats(&start, "table:number-columns-repeated");
                let written = content(reader, given)?;
                let words = value(&start).unwrap_or(written);
                if !words.trim().is_empty() {
                    for again in 0..times.min(super::gather::MOST_COLUMNS as u32 + 1) {
                        cells.push((column.saturating_add(again), words.clone()));
                        if cells.len() > super::gather::MOST_COLUMNS {
                            break;
                        }
                    }
                }
                column = column.saturating_add(times);
            }
            Event::Empty(start) if is_cell(start.name().as_ref()) => {
                let times = repeats(&start, "table:number-columns-repeated");
                if let Some(words) = value(&start) {
                    cells.push((column, words));
                }
                column = column.saturating_add(times);
            }
            Event::End(end) if end.name().as_ref() == "table:table-row" => return Ok(cells),
            Event::Eof => return Err(broken(Kind::Ods, say!("tables-cut-off").to_owned())),
            _ => {}
        }
    }
}

/// What a cell holds that is no text: a day, a number, yes or no.
fn value(start: &BytesStart<'_>) -> Option<String> {
    match attribute(start, "office:value-type")?.as_str() {
        "date" => attribute(start, "office:date-value"),
        "float" => attribute(start, "office:value"),
        "boolean" => attribute(start, "office:boolean-value"),
        "string" => attribute(start, "office:string-value").filter(|it| !it.is_empty()),
        _ => None,
    }
}

/// The text of a cell up to its end: a line end between its paragraphs, remarks left out.
fn content(reader: &mut Reader<&[u8]>, given: &Given<'_>) -> Result<String, Problem> {
    let fail = |error: &dyn core::fmt::Display| broken(Kind::Ods, error.to_string());
    let mut text = String::new();
    let mut paragraphs = 0;
    let mut remarks = 0;
    let mut depth = 0;
    loop {
        given.go_on()?;
        match reader.read_event().map_err(|error| fail(&error))? {
            Event::Start(start) => {
                depth += 1;
                match start.name().as_ref() {
                    "office:annotation" => remarks += 1,
                    "text:p" | "text:h" if remarks == 0 => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    _ => {}
                }
            }
            Event::Empty(start) if remarks == 0 => match start.name().as_ref() {
                "text:line-break" => text.push('\n'),
                "text:tab" => text.push('\t'),
                "text:s" => {
                    let count = attribute(&start, "text:c").and_then(|it| it.parse().ok());
                    let count: usize = count.unwrap_or(1);
                    text.extend(core::iter::repeat_n(' ', count.min(1000)));
                }
                "text:p" | "text:h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                _ => {}
            },
            Event::End(end) => {
                if end.name().as_ref() == "office:annotation" {
                    remarks -= 1;
                }
                if depth == 0 {
                    return Ok(text);
                }
                depth -= 1;
            }
            Event::Text(part) if remarks == 0 && paragraphs > 0 => {
                text.push_str(&part.xml10_content());
            }
            Event::CData(part) if remarks == 0 && paragraphs > 0 => {
                text.push_str(&part.xml10_content());
            }
            Event::GeneralRef(name) if remarks == 0 && paragraphs > 0 => {
                match (name.resolve_char_ref(), resolve_predefined_entity(&name)) {
                    (Ok(Some(c)), _) => text.push(c),
                    (_, Some(words)) => text.push_str(words),
                    _ => return Err(fail(&format!("&{};", &*name))),
                }
            }
            Event::Eof => return Err(broken(Kind::Ods, say!("tables-cut-off").to_owned())),
            _ => {}
        }
    }
}
