//! Rows as they come from a reader, within bounds: whatever a file holds, no more than this of it is kept.

use super::super::super::Problem;
use super::super::Given;
use super::{Kind, Row, Unit};
use crate::say;

/// Most columns that a table has. Tables of articles have a few dozen.
pub(super) const MOST_COLUMNS: usize = 1_000;
/// Most cells that are kept.
pub(super) const MOST_CELLS: usize = if cfg!(test) { 400_000 } else { 16_000_000 };
/// Most bytes that cells have together.
pub(super) const MOST_BYTES: u64 = if cfg!(test) { 16 << 20 } else { 1 << 30 };

/// Rows that were read.
pub(super) struct Gathered<'a> {
    /// What its rows are called.
    pub unit: Unit,
    given: &'a Given<'a>,
    /// The rows that have anything in them.
    pub rows: Vec<Row>,
    cells: usize,
    bytes: u64,
}

impl<'a> Gathered<'a> {
    pub fn new(unit: Unit, given: &'a Given<'a>) -> Self {
        Self {
            unit,
            given,
            rows: Vec::new(),
            cells: 0,
            bytes: 0,
        }
    }

    /// Takes a row; one with nothing in it is none.
    ///
    /// # Errors
    /// When it, or all of them, are more than a table of articles can be, or nobody waits for them any more.
    pub fn push(&mut self, number: u64, mut cells: Vec<String>) -> Result<(), Problem> {
        self.given.go_on()?;
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        self.check_width(number, cells.len())?;
        if cells.is_empty() {
            return Ok(());
        }
        cells.shrink_to_fit();
        self.cells += cells.len();
        self.bytes += cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if self.cells > MOST_CELLS {
            let place = self.unit.place(number);
            let why = say!("tables-many-cells", place = place, most = MOST_CELLS);
            return Err(Problem::Refused(why));
        }
        if self.bytes > MOST_BYTES {
            return Err(Problem::Unfolds { most: MOST_BYTES });
        }
        self.rows.push(Row { number, cells });
        Ok(())
    }

    /// An error when a row has so many cells that it is none of a table.
    pub fn check_width(&self, number: u64, width: usize) -> Result<(), Problem> {
        if width <= MOST_COLUMNS {
            return Ok(());
        }
        let place = self.unit.place(number);
        let why = say!("tables-many-columns", place = place, most = MOST_COLUMNS);
        Err(Problem::Refused(why))
    }
}

/// A file that breaks the rules of its kind.
pub(super) fn broken(kind: Kind, why: String) -> Problem {
    Problem::Broken {
        kind: name(kind),
        why,
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Delimited => "CSV",
        Kind::Xlsx => "XLSX",
        Kind::Xls => "XLS",
        Kind::Ods => "ODS",
        Kind::Json => "JSON",
        Kind::JsonLines => "JSONL",
    }
}

/// Places in words, the first few of them: “lines 3, 7, 9 and 12 more”.
pub(super) fn places(unit: Unit, numbers: &[u64]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = numbers.iter().take(SHOWN).map(u64::to_string).collect();
    let unit = match unit {
        Unit::Line => "line",
        Unit::Row => "row",
        Unit::Item => "item",
    };
    say!(
        "tables-places",
        unit = unit,
        count = numbers.len(),
        numbers = shown.join(", "),
        more = numbers.len().saturating_sub(SHOWN)
    )
}
