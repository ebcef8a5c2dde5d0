//! Workbooks of Excel, read cell by cell: the table of a sheet is as large as what stands in it, not as its farthest cell says.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Xls, Xlsx};
use zip::ZipArchive;

use super::super::super::Problem;
use super::super::Given;
use super::super::readers::package::{COMPOUND, is_encrypted};
use super::gather::{Gathered, MOST_BYTES, broken};
use super::heads::{self, Headed};
use super::{Kind, SHEET, Table, Unit, delimited, opendocument};
use crate::import::archive::MAGIC;
use crate::say;

/// Largest file of an old Excel: all of it is read before anything can be counted.
const LARGEST_XLS: u64 = 64 << 20;
/// Most sheets that are looked at.
const SHEETS: usize = 256;

/// Reads an XLSX file, or whatever a file of that name really is.
pub(super) fn open_xlsx(given: &Given<'_>) -> Result<Table, Problem> {
    if given.bytes.starts_with(COMPOUND) {
        return open_xls(given);
    }
    if !given.bytes.starts_with(MAGIC) {
        return open_text(given, Kind::Xlsx);
    }
    let archive = unpack_all(Kind::Xlsx, given)?;
    if archive.index_for_name("content.xml").is_some() {
        return opendocument::open(given);
    }
    drop(archive);
    let fail = |error: calamine::XlsxError| match error {
        calamine::XlsxError::Password => Problem::Encrypted,
        error => broken(Kind::Xlsx, error.to_string()),
    };
    guarded(Kind::Xlsx, || {
        let mut book = Xlsx::new(Cursor::new(given.bytes)).map_err(fail)?;
        let mut sheets = Vec::new();
        for name in chosen(book.sheet_names(), given)? {
            let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
                // A sheet of charts has no cells.
                continue;
            };
            let mut sheet = Sheet::new(given);
            loop {
                let cell = reader.next_cell();
                let cell = cell.map_err(|error| {
                    let why = say!(
                        "tables-sheet-broken",
                        sheet = &name,
                        row = sheet.row + 1,
                        why = error.to_string()
                    );
                    broken(Kind::Xlsx, why)
                })?;
                let Some(cell) = cell else { break };
                let (row, column) = cell.get_position();
                sheet.put(row, column, words(cell.get_value()))?;
            }
            sheets.push((name, sheet.end()?));
        }
        best(sheets, given)
    })
}

/// Reads an XLS file, or whatever a file of that name really is.
pub(super) fn open_xls(given: &Given<'_>) -> Result<Table, Problem> {
    if given.bytes.starts_with(MAGIC) {
        return open_xlsx(given);
    }
    if !given.bytes.starts_with(COMPOUND) {
        return open_text(given, Kind::Xls);
    }
    let bytes = given.bytes.len() as u64;
    if bytes > LARGEST_XLS {
        let why = say!("tables-old-excel-large", most = LARGEST_XLS >> 20);
        return Err(Problem::Refused(why));
    }
    if is_encrypted(given.bytes) {
        return Err(Problem::Encrypted);
    }
    let fail = |error: calamine::XlsError| match error {
        calamine::XlsError::Password => Problem::Encrypted,
        error => broken(Kind::Xls, error.to_string()),
    };
    guarded(Kind::Xls, || {
        let mut book = Xls::new(Cursor::new(given.bytes)).map_err(fail)?;
        let mut sheets = Vec::new();
        for name in chosen(book.sheet_names(), given)? {
            let Ok(range) = book.worksheet_range(&name) else {
                continue;
            };
            let (top, left) = range.start().unwrap_or_default();
            let mut sheet = Sheet::new(given);
            for (row, column, data) in range.used_cells() {
                let (row, column) = (row as u32 + top, column as u32 + left);
                sheet.put(row, column, data_words(data))?;
            }
            sheets.push((name, sheet.end()?));
        }
        best(sheets, given)
    })
}

/// What is called a workbook and is a text: databases write tables so, since Excel opens them.
fn open_text(given: &Given<'_>, kind: Kind) -> Result<Table, Problem> {
    match delimited::open(given) {
        Ok(table) if table.columns.len() > 1 => Ok(table),
        Err(Problem::NotText { .. }) | Ok(_) => {
            Err(broken(kind, say!("tables-no-workbook").to_owned()))
        }
        Err(problem) => Err(problem),
    }
}

/// What calamine cannot read must not reach the program.
fn guarded(kind: Kind, read: impl FnOnce() -> Result<Table, Problem>) -> Result<Table, Problem> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(broken(kind, say!("tables-fault").to_owned())))
}

/// The archive, once it is known that all of it unpacks to what can be kept.
pub(super) fn unpack_all<'b>(
    kind: Kind,
    given: &Given<'b>,
) -> Result<ZipArchive<Cursor<&'b [u8]>>, Problem> {
    let fail = |error: &dyn core::fmt::Display| broken(kind, error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(given.bytes)).map_err(|error| fail(&error))?;
    let mut left = MOST_BYTES;
    let mut step = vec![0; 1 << 16];
    for at in 0..archive.len() {
        given.go_on()?;
        let file = match archive.by_index(at) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(why))
                if why == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                return Err(Problem::Encrypted);
            }
            Err(error) => return Err(fail(&error)),
        };
        let mut file = file.take(left + 1);
        let mut copied = 0;
        loop {
            given.go_on()?;
            let read = file.read(&mut step).map_err(|error| fail(&error))?;
            if read == 0 {
                break;
            }
            copied += read as u64;
        }
        left = left
            .checked_sub(copied)
            .ok_or(Problem::Unfolds { most: MOST_BYTES })?;
    }
    Ok(archive)
}

/// The sheets to look at: the one that was chosen, or all.
pub(super) fn chosen(names: Vec<String>, given: &Given<'_>) -> Result<Vec<String>, Problem> {
    let wanted = given.options.get(&SHEET);
    if wanted.is_empty() {
        return Ok(names.into_iter().take(SHEETS).collect());
    }
    let folded = wanted.to_lowercase();
    let number = wanted
        .parse::<usize>()
        .ok()
        .and_then(|it| it.checked_sub(1));
    let known = names.iter().find(|name| name.to_lowercase() == folded);
    let found = known.or_else(|| names.get(number?));
    found.map(|name| vec![name.clone()]).ok_or_else(|| {
        let sheets = names.join(", ");
        Problem::Refused(say!("tables-no-sheet", sheet = wanted, sheets = sheets))
    })
}

/// The sheet in which most is written: the articles, and not the notes beside them.
pub(super) fn best(
    sheets: Vec<(String, Gathered<'_>)>,
    given: &Given<'_>,
) -> Result<Table, Problem> {
    let filled: Vec<&str> = sheets
        .iter()
        .filter(|(_, sheet)| !sheet.rows.is_empty())
        .map(|(name, _)| name.as_str())
        .collect();
    let names: Vec<String> = filled.iter().map(|name| (*name).to_owned()).collect();
    let size = |gathered: &Gathered<'_>| -> usize {
        let cells = gathered.rows.iter().flat_map(|row| &row.cells);
        cells.map(String::len).sum()
    };
    let Some((name, gathered)) = sheets
        .into_iter()
        .filter(|(_, sheet)| !sheet.rows.is_empty())
        // The first of those that are equal.
        .rev()
        .max_by_key(|(_, sheet)| size(sheet))
    else {
        return Err(Problem::Refused(say!("tables-empty-sheets").to_owned()));
    };
    let Headed {
        columns,
        rows,
        told,
    } = heads::take(gathered.rows, given.options);
    let mut remarks = Vec::new();
    if names.len() > 1 {
        let sheets = names.join(", ");
        remarks.push(say!("tables-sheets", sheet = &name, sheets = sheets));
    }
    remarks.extend(told);
    // Rows may be wider than their heads in a sheet; what has no name is numbered.
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns = columns;
    while columns.len() < width {
        columns.push(format!("#{}", columns.len() + 1));
    }
    Ok(Table {
        columns,
        rows,
        unit: Unit::Row,
        encoding: "",
        remarks,
        others: names.into_iter().filter(|it| *it != name).collect(),
    })
}

/// A sheet as its cells come.
pub(super) struct Sheet<'a> {
    gathered: Gathered<'a>,
    /// The row that is being read, from 0.
    row: u32,
    cells: Vec<String>,
}

impl<'a> Sheet<'a> {
    pub fn new(given: &'a Given<'a>) -> Self {
        Self {
            gathered: Gathered::new(Unit::Row, given),
            row: 0,
            cells: Vec::new(),
        }
    }

    /// Takes a cell; they come by rows.
    pub fn put(&mut self, row: u32, column: u32, words: String) -> Result<(), Problem> {
        if words.is_empty() {
            return Ok(());
        }
        if row != self.row {
            self.finish()?;
            self.row = row;
        }
        let column = column as usize;
        self.gathered.check_width(u64::from(row) + 1, column + 1)?;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = words;
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Problem> {
        let cells = core::mem::take(&mut self.cells);
        self.gathered.push(u64::from(self.row) + 1, cells)
    }

    pub fn end(mut self) -> Result<Gathered<'a>, Problem> {
        self.finish()?;
        Ok(self.gathered)
    }
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => unescaped(text),
        DataRef::SharedString(text) => unescaped(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(date) => date_words(*date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        // What a formula could not work out is nothing.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn data_words(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => unescaped(text),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(is) => is.to_string(),
        Data::DateTime(date) => date_words(*date),
        _ => String::new(),
    }
}

/// A day as ISO writes it, with the time when there is one.
fn date_words(date: ExcelDateTime) -> String {
    let serial = date.as_f64();
    if date.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return serial.to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// Excel writes characters that XML cannot hold, and line ends of old files, as `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        if let Some(c) = code {
            plain.push_str(&rest[..at]);
            plain.push(c);
            rest = &rest[at + 7..];
        } else {
            plain.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
        }
    }
    plain.push_str(rest);
    plain
}
