//! XLSX: every table a sheet. Text is text there, never a formula; days are dates.

use std::io::{self, Seek as _, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::say;

use super::super::dataset::Dataset;
use super::{Cell, Sheet, TABLES};

/// Most characters of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// Most rows of a sheet, the header among them.
const ROWS: u32 = 1_048_576;

/// A workbook with a sheet for every table.
pub(in super::super) fn write(data: &Dataset<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut book = Workbook::new();
    for (name, fill) in TABLES {
        let mut rows = Rows {
            sheet: book.add_worksheet_with_constant_memory().map_err(cause)?,
            next: 0,
            bold: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            cut: 0,
            left: 0,
        };
        rows.sheet.set_name(name).map_err(cause)?;
        rows.sheet.set_freeze_panes(1, 0).map_err(cause)?;
        fill(data, &mut rows)?;
        data.note(|count| say!("export-lost-cut", count = count), rows.cut);
        data.note(|count| say!("export-lost-rows", count = count), rows.left);
    }
    // It goes back in what it writes.
    let mut file = tempfile::tempfile()?;
    book.save_to_writer(&mut file).map_err(cause)?;
    file.rewind()?;
    io::copy(&mut file, out)?;
    Ok(())
}

fn cause(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

struct Rows<'b> {
    sheet: &'b mut Worksheet,
    next: u32,
    bold: Format,
    day: Format,
    cut: usize,
    left: usize,
}

impl Sheet for Rows<'_> {
    fn row(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        if self.next >= ROWS {
            self.left += 1;
            return Ok(());
        }
        for (column, cell) in (0..).zip(cells) {
            let at = self.next;
            match cell {
                Cell::Empty => continue,
                Cell::Number(number) => self.sheet.write_number(at, column, number),
                Cell::Date(date) => {
                    let (year, month, day) = (date.year(), date.month(), date.day());
                    let wrong = |_| io::Error::other("no date");
                    let year = u16::try_from(year).map_err(wrong)?;
                    let (month, day) = (month.unsigned_abs(), day.unsigned_abs());
                    match ExcelDateTime::from_ymd(year, month, day) {
                        Ok(known) => self
                            .sheet
                            .write_datetime_with_format(at, column, known, &self.day),
                        // Before 1900 there are no days for Excel.
                        Err(_) => self.sheet.write_string(at, column, date.to_string()),
                    }
                }
                Cell::Text(text) => {
                    let text = self.fitting(&text);
                    if at == 0 {
                        self.sheet
                            .write_string_with_format(at, column, text, &self.bold)
                    } else if text.is_empty() {
                        continue;
                    } else {
                        self.sheet.write_string(at, column, text)
                    }
                }
            }
            .map_err(cause)?;
        }
        self.next += 1;
        Ok(())
    }
}

impl Rows<'_> {
    /// A text that a cell can hold, without the characters that XML has no place for.
    fn fitting<'t>(&mut self, text: &'t str) -> &'t str {
        let mut units = 0;
        let end = text.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST
        });
        match end {
            None => text,
            Some((end, _)) => {
                self.cut += 1;
                &text[..end]
            }
        }
    }
}
