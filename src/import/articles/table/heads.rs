//! Which row names the columns, and how they are called.

use std::collections::HashMap;

use super::super::found::collapse;
use super::{HEADS, Row};
use crate::import::Options;
use crate::say;

/// Longest name of a column, in characters.
const LONGEST: usize = 80;
/// So many rows may stand above the names: a title, a remark of the database.
const ABOVE: usize = 12;

/// Columns and the rows below them.
pub(super) struct Headed {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// What people should know of it.
    pub told: Vec<String>,
}

/// Takes the names of the columns from the first rows, or counts the columns when there are none.
pub(super) fn take(mut rows: Vec<Row>, options: &Options) -> Headed {
    let mut told = Vec::new();
    let width = rows.iter().map(filled).max().unwrap_or(0);
    let above = rows
        .iter()
        .take(ABOVE)
        .position(|row| filled(row) >= width.min(2))
        .unwrap_or(0);
    if above > 0 {
        let left: Vec<String> = rows
            .drain(..above)
            .map(|row| row.cells.join(" ").trim().to_owned())
            .collect();
        told.push(say!(
            "tables-above",
            count = left.len(),
            what = shorten(&left.join(" · "))
        ));
    }
    let has_heads = match options.get(&HEADS) {
        "yes" => true,
        "no" => false,
        _ => rows.first().is_some_and(names_columns),
    };
    let mut columns = Vec::new();
    if has_heads && !rows.is_empty() {
        columns = rows.remove(0).cells;
    } else if !rows.is_empty() {
        if options.get(&HEADS) == "auto" {
            told.push(say!("tables-no-heads").to_owned());
        }
        columns = vec![String::new(); rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)];
    }
    let (columns, repeated) = distinct(columns);
    if !repeated.is_empty() {
        told.push(say!("tables-same-heads", names = repeated.join(", ")));
    }
    Headed {
        columns,
        rows,
        told,
    }
}

fn filled(row: &Row) -> usize {
    row.cells
        .iter()
        .filter(|cell| !cell.trim().is_empty())
        .count()
}

/// Whether a row looks like names: short words, none of them an address, a number or a day.
fn names_columns(row: &Row) -> bool {
    let is_name = |cell: &str| {
        let cell = cell.trim();
        cell.is_empty()
            || cell.chars().count() <= LONGEST
                && !cell.contains('\n')
                && !cell.contains("://")
                && cell.chars().any(char::is_alphabetic)
                && super::dates::year_first(cell).is_none()
    };
    row.cells.iter().all(|cell| is_name(cell))
}

/// Names without blanks around, each once: what has none is numbered, what comes again too. And those that come again.
pub(super) fn distinct(names: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut repeated: Vec<String> = Vec::new();
    let mut distinct: Vec<String> = Vec::with_capacity(names.len());
    for (at, name) in names.into_iter().enumerate() {
        let name = collapse(&name);
        let name = if name.is_empty() {
            format!("#{}", at + 1)
        } else {
            name
        };
        let times = seen.entry(name.clone()).or_insert(0);
        *times += 1;
        let mut own = name.clone();
        if *times > 1 {
            own = format!("{name} ({times})");
            if !repeated.contains(&name) {
                repeated.push(name);
            }
            // What the file itself calls so stays apart.
            seen.entry(own.clone()).or_insert(1);
        }
        while distinct.contains(&own) {
            own.push('\'');
        }
        distinct.push(own);
    }
    (distinct, repeated)
}

fn shorten(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        format!("{short}…")
    } else {
        short
    }
}
