//! Cells parted by a character: CSV as spreadsheets, scrapers and statistics programs write it.
//!
//! Our own reading of the cells, since it has to say where a quotation mark is never closed: everything behind it would be one
//! cell, and articles would be gone unnoticed.

use super::super::super::Problem;
use super::super::Given;
use super::gather::{Gathered, broken, places};
use super::heads::{self, Headed};
use super::{DELIMITER, Kind, Table, Unit};
use crate::say;

/// What may stand between cells.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// A character that no file has: all of a line is one cell.
const NONE: char = '\u{fdd0}';
/// How much of a file is looked at to tell what stands between its cells, in bytes.
const SAMPLE: usize = 1 << 18;

/// Reads a table.
pub(super) fn open(given: &Given<'_>) -> Result<Table, Problem> {
    let decoded = given.text()?;
    let mut remarks = decoded.remarks;
    let (text, told) = without_note(&decoded.text);
    let delimiter = match given.options.get(&DELIMITER) {
        "comma" => ',',
        "semicolon" => ';',
        "tab" => '\t',
        "bar" => '|',
        _ => told.unwrap_or_else(|| sniff(text)),
    };
    let gathered = match gather(text, delimiter, Quotes::Mean, given) {
        Err(Stopped::Unclosed(line)) => {
            // Programs that write no quotation marks around cells write those of texts as they are.
            let plain = gather(text, delimiter, Quotes::AreText, given);
            match plain {
                Ok(plain) if matches!(delimiter, '\t' | '|') && is_even(&plain.gathered) => {
                    remarks.push(say!("tables-quotes-text", line = line));
                    plain.gathered
                }
                _ => {
                    let why = say!("tables-quote-open", line = line);
                    return Err(broken(Kind::Delimited, why));
                }
            }
        }
        Err(Stopped::By(problem)) => return Err(problem),
        Ok(read) if read.strays.is_empty() => read.gathered,
        // A quotation mark that stands in a text has taken lines with it.
        Ok(read) => {
            let plain = matches!(delimiter, '\t' | '|')
                .then(|| gather(text, delimiter, Quotes::AreText, given));
            match plain {
                Some(Ok(plain)) if is_even(&plain.gathered) => {
                    remarks.push(say!("tables-quotes-text", line = read.strays[0]));
                    plain.gathered
                }
                _ => {
                    remarks.push(say!(
                        "tables-quotes-stray",
                        places = places(Unit::Line, &read.strays),
                        count = read.strays.len()
                    ));
                    read.gathered
                }
            }
        }
    };
    let Headed {
        columns,
        rows,
        told,
    } = heads::take(gathered.rows, given.options);
    remarks.extend(told);
    let mut table = Table {
        columns,
        rows,
        unit: Unit::Line,
        encoding: decoded.encoding,
        remarks,
        others: Vec::new(),
    };
    refuse_long(&mut table);
    Ok(table)
}

/// The text without the line `sep=;` in which Excel notes the delimiter, and that delimiter.
fn without_note(text: &str) -> (&str, Option<char>) {
    let noted = text.split_once('\n').and_then(|(first, rest)| {
        let first = first.trim_end_matches('\r');
        let note = first.strip_prefix("sep=")?;
        let mut chars = note.chars();
        let delimiter = chars.next().filter(|_| chars.next().is_none())?;
        Some((rest, Some(delimiter)))
    });
    noted.unwrap_or((text, None))
}

/// Rows with more cells than there are columns are not what they seem: a delimiter in a text stands without quotation marks
/// around. They stay out, and are told.
fn refuse_long(table: &mut Table) {
    let width = table.columns.len();
    let (rows, long): (Vec<_>, Vec<_>) = core::mem::take(&mut table.rows)
        .into_iter()
        .partition(|row| row.cells.len() <= width);
    table.rows = rows;
    if !long.is_empty() {
        let numbers: Vec<u64> = long.iter().map(|row| row.number).collect();
        table.remarks.push(say!(
            "tables-long-rows",
            places = places(table.unit, &numbers),
            columns = width,
            count = numbers.len()
        ));
    }
}

/// Whether all rows have as many cells as the first.
fn is_even(gathered: &Gathered<'_>) -> bool {
    let width = gathered.rows.first().map_or(0, |row| row.cells.len());
    let even = |row: &&super::Row| row.cells.len() <= width;
    width > 1 && gathered.rows.iter().filter(even).count() == gathered.rows.len()
}

/// What quotation marks at the beginning of a cell do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// They keep together what is between them.
    Mean,
    /// They stand for themselves.
    AreText,
}

/// Why the reading of cells stops.
enum Stopped {
    /// A quotation mark that was opened in this line is never closed.
    Unclosed(u64),
    By(Problem),
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self::By(problem)
    }
}

/// The cells of a text.
struct Read<'a> {
    gathered: Gathered<'a>,
    /// Lines in which cells begin that hold more than a line or cell, and do not end where their quotation does.
    strays: Vec<u64>,
}

fn gather<'a>(
    text: &str,
    delimiter: char,
    quotes: Quotes,
    given: &'a Given<'a>,
) -> Result<Read<'a>, Stopped> {
    let mut gathered = Gathered::new(Unit::Line, given);
    let mut cells = Cells::new(text, delimiter, quotes);
    loop {
        let mut row = Vec::new();
        let line = cells.line;
        let ended = loop {
            given.go_on()?;
            let (cell, end) = cells.next().map_err(Stopped::Unclosed)?;
            row.push(cell);
            gathered.check_width(line, row.len())?;
            if end != End::Cell {
                break end;
            }
        };
        gathered.push(line, row)?;
        if ended == End::Text {
            let strays = cells.strays;
            return Ok(Read { gathered, strays });
        }
    }
}

/// What ends a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Cell,
    Line,
    Text,
}

/// The cells of a text, one after the other.
struct Cells<'t> {
    rest: &'t str,
    delimiter: char,
    quotes: Quotes,
    /// In which line the next cell begins, from 1.
    line: u64,
    /// Lines in which quotations begin that hold line ends or delimiters, and behind which their cell goes on.
    strays: Vec<u64>,
}

impl<'t> Cells<'t> {
    fn new(text: &'t str, delimiter: char, quotes: Quotes) -> Self {
        Self {
            rest: text,
            delimiter,
            quotes,
            line: 1,
            strays: Vec::new(),
        }
    }

    /// The next cell and what ends it; the line of a quotation mark that is never closed.
    fn next(&mut self) -> Result<(String, End), u64> {
        let mut cell = String::new();
        if self.quotes == Quotes::Mean
            && let Some(quoted) = self.rest.strip_prefix('"')
        {
            let began = self.line;
            let mut rest = quoted;
            loop {
                let at = rest.find('"').ok_or(began)?;
                cell.push_str(&rest[..at]);
                rest = &rest[at + 1..];
                match rest.strip_prefix('"') {
                    Some(after) => {
                        cell.push('"');
                        rest = after;
                    }
                    None => break,
                }
            }
            self.line += cell.matches('\n').count() as u64;
            self.rest = rest;
            let behind = rest.trim_start_matches(' ');
            let goes_on = !behind.is_empty() && !behind.starts_with([self.delimiter, '\n', '\r']);
            if goes_on && cell.contains([self.delimiter, '\n']) {
                self.strays.push(began);
            }
        }
        // What stands behind the closing mark belongs to the cell, as other programs have it.
        let ends = |c: char| c == self.delimiter || c == '\n' || c == '\r';
        let at = self.rest.find(ends).unwrap_or(self.rest.len());
        cell.push_str(&self.rest[..at]);
        let mut behind = self.rest[at..].chars();
        let end = match behind.next() {
            None => End::Text,
            Some(c) if c == self.delimiter => End::Cell,
            Some(c) => {
                self.line += 1;
                if c == '\r' && behind.as_str().starts_with('\n') {
                    behind.next();
                }
                End::Line
            }
        };
        self.rest = behind.as_str();
        Ok((cell, end))
    }
}

/// What stands between the cells: what parts most of the first rows into as many cells as the first, and there are most of.
fn sniff(text: &str) -> char {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let is_cut = sample.len() < text.len();
    let mut best = (NONE, 0.0);
    for delimiter in DELIMITERS {
        let score = score(sample, is_cut, delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

fn score(sample: &str, is_cut: bool, delimiter: char) -> f64 {
    let mut widths: Vec<usize> = Vec::new();
    let mut cells = Cells::new(sample, delimiter, Quotes::Mean);
    let mut row: Vec<String> = Vec::new();
    while widths.len() < 200 {
        let Ok((cell, end)) = cells.next() else {
            break;
        };
        row.push(cell);
        if end == End::Cell && row.len() <= super::gather::MOST_COLUMNS {
            continue;
        }
        let is_blank = row.iter().all(|cell| cell.trim().is_empty());
        if !is_blank && (end == End::Line || !is_cut) {
            widths.push(row.len());
        }
        row.clear();
        if end == End::Text {
            break;
        }
    }
    let Some(&first) = widths.iter().max_by_key(|width| {
        let same = widths.iter().filter(|it| it == width).count();
        (same, **width)
    }) else {
        return 0.0;
    };
    if first < 2 {
        return 0.0;
    }
    let even = widths.iter().filter(|&&width| width == first).count() as f64;
    let share = even / widths.len() as f64;
    // One comma in each line of prose is no table; many cells are a sign of one.
    if share < 0.5 {
        return 0.0;
    }
    share * 100.0 + (first as f64).min(50.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: char) -> Result<Vec<(u64, Vec<String>)>, u64> {
        let mut cells = Cells::new(text, delimiter, Quotes::Mean);
        let mut rows = Vec::new();
        let mut row = (1, Vec::new());
        loop {
            let (cell, end) = cells.next()?;
            row.1.push(cell);
            if end != End::Cell {
                rows.push(core::mem::replace(&mut row, (cells.line, Vec::new())));
            }
            if end == End::Text {
                return Ok(rows);
            }
        }
    }

    #[test]
    fn cells_are_read_with_their_lines() {
        let text = "a,b\r\n\"one\ntwo \"\"so\"\"\",2\r\n,\"\"x\n\"open";
        let found = rows(text, ',');
        assert_eq!(found, Err(5));
        let found = rows(&text[..text.len() - 5], ',').unwrap();
        let cells = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(
            found,
            [
                (1, cells(&["a", "b"])),
                (2, cells(&["one\ntwo \"so\"", "2"])),
                (4, cells(&["", "x"])),
                (5, cells(&[""])),
            ]
        );
    }

    #[test]
    fn what_stands_between_cells_is_told_from_what_stands_in_texts() {
        let cases = [
            ("title,text\nA,\"One; two; three\"\nB,\"x\"\n", ','),
            ("title;text\nA;One, two, three\nB;x, y\n", ';'),
            ("title\ttext\nA\tOne, two; three\n", '\t'),
            ("title|text\nA|One, two\n", '|'),
            ("text\nOne, two, three.\nFour.\nFive.\n", NONE),
        ];
        for (text, delimiter) in cases {
            assert_eq!(sniff(text), delimiter, "{text}");
        }
    }
}
