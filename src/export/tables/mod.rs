//! Tables for spreadsheets and statistics: CSV, a folder of CSVs, XLSX.
//!
//! CSV is what RFC 4180 says (commas, CR LF between rows), in UTF-8. A cell that a spreadsheet would take for a formula
//! begins with `'` (see [`safe_cell`]); `raw` turns that off, for programs. `excel` puts a byte order mark before the first
//! column, without which Excel takes UTF-8 for an old encoding.
//!
//! The tables of a project: `annotations`, `links` (one link a row), `entities`, `articles`, `layers` (what an annotator
//! says of an article as a whole) and `codebook` (tags, options, roles).

mod annotations;
mod others;
mod register;
mod xlsx;

use std::borrow::Cow;
use std::fmt::Display;
use std::io;

use jiff::civil::Date;
use smol_str::{SmolStr, ToSmolStr as _};

use super::dataset::{Dataset, Entry};
use super::place::Place;

pub(super) use xlsx::write as xlsx;

/// What stands in a cell.
#[derive(Clone)]
pub(super) enum Cell {
    /// Text, never a formula. Most of it is short, and there are tens of millions of cells.
    Text(SmolStr),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Nothing.
    Empty,
}

impl Cell {
    fn of(text: impl Into<SmolStr>) -> Self {
        Self::Text(text.into())
    }

    fn text(text: &(impl Display + ?Sized)) -> Self {
        Self::Text(text.to_smolstr())
    }

    fn number(number: impl Into<f64>) -> Self {
        Self::Number(number.into())
    }

    fn yes(yes: bool) -> Self {
        Self::Text(SmolStr::new_static(if yes { "yes" } else { "no" }))
    }
}

/// What takes rows; the first is the header.
pub(super) trait Sheet {
    /// Takes a row.
    fn row(&mut self, cells: Vec<Cell>) -> io::Result<()>;

    /// Takes the rows of every article.
    fn rows(&mut self, data: &Dataset<'_>, of: &RowsOf<'_>) -> io::Result<()> {
        data.each(|entry| of(&entry, &mut |row| self.row(row.concat())))
    }
}

/// Takes a row in parts, as some of them are the same for many rows.
pub(super) type Put<'p> = dyn FnMut(&[&[Cell]]) -> io::Result<()> + 'p;

/// Hands over the rows of an article, one by one.
type RowsOf<'r> = dyn Fn(&Entry<'_>, &mut Put<'_>) -> io::Result<()> + Sync + 'r;

pub(super) type Fill = fn(&Dataset<'_>, &mut dyn Sheet) -> io::Result<()>;

/// The tables of a project by name.
pub(super) const TABLES: [(&str, Fill); 6] = [
    ("annotations", annotations::fill),
    ("links", others::links),
    ("entities", register::fill),
    ("articles", others::articles),
    ("layers", others::layers),
    ("codebook", others::codebook),
];

/// The table of annotations as CSV.
pub(super) fn csv(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    annotations::note_losses(data)?;
    to_csv(data, annotations::fill, out)
}

/// The register as CSV, in the columns that `import::entities` reads.
pub(super) fn register(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    to_csv(data, register::fill, out)
}

/// Every table as a CSV of its own.
pub(super) fn folder(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    for (name, fill) in TABLES {
        place.file(&format!("{name}.csv"), &mut |out| to_csv(data, fill, out))?;
    }
    Ok(())
}

/// The table of annotations as text, of a format whose tables are none.
pub(super) fn shown(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    rows_to_csv(data, annotations::fill, true, out)
}

fn to_csv(data: &Dataset<'_>, fill: Fill, out: &mut dyn io::Write) -> io::Result<()> {
    if data.flag("excel") {
        out.write_all("\u{feff}".as_bytes())?;
    }
    rows_to_csv(data, fill, data.flag("raw"), out)
}

fn rows_to_csv(
    data: &Dataset<'_>,
    fill: Fill,
    is_raw: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut sheet = Csv {
        lines: Lines::new(is_raw),
        waiting: 0,
        is_raw,
        out,
    };
    fill(data, &mut sheet)?;
    sheet.pass_on()
}

struct Csv<'w> {
    /// Rows that wait to be written, and how many.
    lines: Lines,
    waiting: usize,
    is_raw: bool,
    out: &'w mut dyn io::Write,
}

impl Csv<'_> {
    fn pass_on(&mut self) -> io::Result<()> {
        let lines = core::mem::replace(&mut self.lines, Lines::new(self.is_raw));
        self.waiting = 0;
        self.out.write_all(&lines.into_bytes()?)
    }
}

impl Sheet for Csv<'_> {
    fn row(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        const MOST: usize = 256;
        self.lines.row(&cells)?;
        self.waiting += 1;
        if self.waiting < MOST {
            return Ok(());
        }
        self.pass_on()
    }

    fn rows(&mut self, data: &Dataset<'_>, of: &RowsOf<'_>) -> io::Result<()> {
        self.pass_on()?;
        let is_raw = self.is_raw;
        let make = |entry: Entry<'_>| {
            let mut lines = Lines::new(is_raw);
            of(&entry, &mut |row| lines.row(row.iter().copied().flatten()))?;
            lines.into_bytes()
        };
        data.each_made(make, |lines| self.out.write_all(&lines))
    }
}

/// Rows as CSV in memory.
struct Lines {
    table: csv::Writer<Vec<u8>>,
    is_raw: bool,
}

impl Lines {
    fn new(is_raw: bool) -> Self {
        let mut table = csv::WriterBuilder::new();
        Self {
            table: table
                .terminator(csv::Terminator::CRLF)
                .flexible(true)
                .from_writer(Vec::new()),
            is_raw,
        }
    }

    fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c Cell>) -> io::Result<()> {
        for cell in cells {
            let written = match cell {
                Cell::Text(text) if self.is_raw => self.table.write_field(text),
                Cell::Text(text) => self.table.write_field(&*safe_cell(text)),
                Cell::Number(number) => self.table.write_field(number.to_smolstr()),
                Cell::Date(date) => self.table.write_field(date.to_smolstr()),
                Cell::Empty => self.table.write_field(""),
            };
            written.map_err(cause)?;
        }
        self.table.write_record(None::<&[u8]>).map_err(cause)
    }

    fn into_bytes(self) -> io::Result<Vec<u8>> {
        self.table
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }
}

/// What the system said, so that a closed pipe is known as one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, TAB, CR, or the full-width
/// form of the first four gets a `'` before it. Numbers stay as they are, and so does all else.
#[must_use]
pub(super) fn safe_cell(cell: &str) -> Cow<'_, str> {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if begins && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
