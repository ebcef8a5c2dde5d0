//! Articles from the rows of a table.

use super::super::super::Problem;
use super::super::found::collapse;
use super::super::{Block, BlockKind, Found, Given, Piece, html, language};
use super::dates::{self, Day};
use super::gather::places;
use super::mapping::looks_like_markup;
use super::{Mapping, Role, Row, Table};
use crate::say;

/// Longest value that is shown in a remark, in characters.
const SHOWN: usize = 60;

/// Makes an article of each row; rows without a text are told.
pub(super) fn compose(
    table: &Table,
    mapping: &Mapping,
    given: &Given<'_>,
) -> Result<Found, Problem> {
    if mapping.texts().next().is_none() {
        let columns = mapping.columns.iter().map(|it| it.name.as_str());
        let columns: Vec<&str> = columns.take(30).collect();
        let why = say!("tables-no-text", columns = columns.join(", "));
        return Err(Problem::Refused(why));
    }
    let mut found = Found {
        encoding: table.encoding,
        remarks: table.remarks.clone(),
        ..Found::default()
    };
    let mut told = Told::default();
    for row in &table.rows {
        given.go_on()?;
        let piece = piece(table, mapping, row, &mut told, given)?;
        if piece.blocks.is_empty() {
            told.empty.push(row.number);
        } else {
            found.pieces.push(piece);
        }
    }
    if found.pieces.is_empty() {
        let why = say!("tables-all-empty", count = told.empty.len());
        return Err(Problem::Refused(why));
    }
    told.say(table, mapping, &mut found.remarks);
    Ok(found)
}

/// What is told of the table as a whole, so that a thousand rows are one sentence.
#[derive(Default)]
struct Told {
    /// Rows without a text.
    empty: Vec<u64>,
    /// Rows with a day that cannot be read, and the first such day.
    unread: Vec<u64>,
    unread_day: String,
    /// Rows with a day that can be read in two ways.
    either: Vec<u64>,
}

impl Told {
    fn say(&self, table: &Table, mapping: &Mapping, remarks: &mut Vec<String>) {
        let places = |numbers: &[u64]| places(table.unit, numbers);
        if !self.empty.is_empty() {
            let count = self.empty.len();
            remarks.push(say!(
                "tables-empty-rows",
                places = places(&self.empty),
                count = count
            ));
        }
        if !self.unread.is_empty() {
            remarks.push(say!(
                "tables-unread-days",
                places = places(&self.unread),
                day = &self.unread_day,
                count = self.unread.len()
            ));
        }
        if !self.either.is_empty() {
            remarks.push(say!(
                "tables-either-days",
                places = places(&self.either),
                day = &mapping.dates.doubtful,
                count = self.either.len()
            ));
        }
        if mapping.dates.is_mixed {
            remarks.push(say!("tables-mixed-days").to_owned());
        }
    }
}

fn piece(
    table: &Table,
    mapping: &Mapping,
    row: &Row,
    told: &mut Told,
    given: &Given<'_>,
) -> Result<Piece, Problem> {
    let mut piece = Piece::default();
    for (at, column) in mapping.columns.iter().enumerate() {
        let cell = row.cell(at).trim();
        if cell.is_empty() {
            continue;
        }
        let keep = |piece: &mut Piece| piece.more.push((column.name.clone(), cell.to_owned()));
        match column.role {
            Role::Text => {
                // An empty line between the parts of a text.
                if let Some(last) = piece.blocks.last_mut()
                    && last.kind == BlockKind::Verbatim
                {
                    let end = last.text.trim_end_matches(['\n', '\r']).len();
                    last.text.truncate(end);
                    last.text.push_str("\n\n");
                }
                let blocks = blocks(row.cell(at), mapping.is_markup, given)?;
                piece.blocks.extend(blocks);
            }
            Role::Title => piece.title = collapse(&unmarked(cell, mapping.is_markup, given)?),
            Role::Source => piece.source = collapse(cell),
            Role::Author => piece.author = collapse(cell),
            Role::Url => cell.clone_into(&mut piece.url),
            Role::Language => match language::tag(cell) {
                Some(tag) => piece.language = tag,
                None => keep(&mut piece),
            },
            Role::Date => match dates::read(cell, mapping.dates.order) {
                Day::Is(date) => {
                    piece.date = Some(date);
                    if dates::has_time(cell) {
                        keep(&mut piece);
                    }
                }
                Day::Either => {
                    told.either.push(row.number);
                    keep(&mut piece);
                }
                Day::No => {
                    if told.unread.is_empty() {
                        told.unread_day = cell.chars().take(SHOWN).collect();
                    }
                    told.unread.push(row.number);
                    let place = table.unit.place(row.number);
                    let day: String = cell.chars().take(SHOWN).collect();
                    piece
                        .remarks
                        .push(say!("tables-unread-day", place = place, day = day));
                    keep(&mut piece);
                }
            },
            Role::More => keep(&mut piece),
            Role::Skip => {}
        }
    }
    if mapping.has_headline && !piece.blocks.is_empty() {
        add_headline(&mut piece);
    }
    Ok(piece)
}

/// The headline is part of the text, unless that begins with it.
fn add_headline(piece: &mut Piece) {
    let first = piece.blocks.first().map_or("", |block| block.text.as_str());
    let begins = collapse(&first.chars().take(2_000).collect::<String>());
    if !piece.title.is_empty() && !begins.starts_with(&piece.title) {
        let headline = Block::new(BlockKind::Heading, piece.title.clone());
        piece.blocks.insert(0, headline);
    }
}

/// A title without the tags and entities of HTML.
fn unmarked(text: &str, is_markup: bool, given: &Given<'_>) -> Result<String, Problem> {
    let has_entities = text.contains('&') && text.contains(';');
    let is_marked = is_markup && (has_entities || text.contains('<'));
    let blocks = if is_marked {
        fragment(text, given)?
    } else {
        None
    };
    let Some(blocks) = blocks else {
        return Ok(text.to_owned());
    };
    let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    Ok(texts.join(" "))
}

/// The blocks of a text. One that is no HTML stands as it is, and is parted later.
fn blocks(text: &str, is_markup: bool, given: &Given<'_>) -> Result<Vec<Block>, Problem> {
    let is_marked = is_markup && (looks_like_markup(text) || text.contains('&'));
    let blocks = if is_marked {
        fragment(text, given)?
    } else {
        None
    };
    Ok(blocks.unwrap_or_else(|| vec![Block::new(BlockKind::Verbatim, text)]))
}

/// What a cell says that is written as HTML; none of one that is too much for a page, which stands as it is.
fn fragment(cell: &str, given: &Given<'_>) -> Result<Option<Vec<Block>>, Problem> {
    match html::fragment(cell, given.progress) {
        Ok(blocks) => Ok(Some(blocks)),
        Err(Problem::Cancelled) => Err(Problem::Cancelled),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;
    use crate::import::Options;
    use crate::store::Progress;

    #[test]
    fn a_cell_is_read_only_for_those_who_wait() {
        let progress = Progress::default();
        let given = Given {
            name: "table.csv",
            bytes: b"",
            options: &Options::default(),
            progress: &progress,
        };
        let cell = "<p>The port is closed.</p><p>It was &amp; is.</p>";
        assert_eq!(blocks(cell, true, &given).unwrap().len(), 2);
        assert_eq!(unmarked("A &amp; B", true, &given).unwrap(), "A & B");
        progress.cancel.store(true, Ordering::Relaxed);
        let read = blocks(cell, true, &given);
        assert!(matches!(read, Err(Problem::Cancelled)), "{read:?}");
        let title = unmarked("A &amp; B", true, &given);
        assert!(matches!(title, Err(Problem::Cancelled)), "{title:?}");
    }
}
