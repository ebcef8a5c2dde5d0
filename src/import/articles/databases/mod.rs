//! Exports of news databases: many articles in one document, with what the database says of each around them.
//!
//! They come in containers of all kinds, so what a reader of a container found is looked through once more: when it reads like
//! the export of a database, it is taken apart. What does not stays one article.

mod labels;
mod nexis;
mod proquest;

pub(super) use labels::language;

use crate::import::Problem;
use crate::say;

use super::{Block, BlockKind, Cut, Found, Given, Piece};

/// A database by what its exports look like as paragraphs.
struct Database {
    /// Its name as a format on the command line.
    id: &'static str,
    /// Its articles, when the paragraphs are an export of it; an error when nobody waits for them.
    split: fn(&[Block], &Given<'_>) -> Result<Option<Split>, Problem>,
}

/// What was taken apart.
#[derive(Debug, Default)]
struct Split {
    pieces: Vec<Piece>,
    /// How many paragraphs stood before the first article: cover and contents.
    before: usize,
    /// How many stretches between articles did not read like one.
    odd: usize,
}

/// Their names as formats on the command line.
pub const NAMES: [&str; 2] = ["nexis", "proquest"];

const DATABASES: &[Database] = &[
    Database {
        id: "nexis",
        split: nexis::split,
    },
    Database {
        id: "proquest",
        split: proquest::split,
    },
];

/// One of these stands in every export.
const HINTS: [&str; 6] = [
    "ocument",
    "OCUMENT",
    "okument",
    "OKUMENT",
    "ublication title",
    "ull text",
];

/// Takes a document apart that is the export of a database, and names the database. With `wanted`, only of that one, and it is
/// said when it is not.
///
/// # Errors
/// [`Problem::Cancelled`].
pub fn take_apart(
    mut found: Found,
    wanted: Option<&str>,
    given: &Given<'_>,
) -> Result<(Found, Option<&'static str>), Problem> {
    let [piece] = found.pieces.as_slice() else {
        return Ok((found, None));
    };
    // Most texts are no exports, and some are long.
    let may_be = |block: &Block| HINTS.iter().any(|hint| block.text.contains(hint));
    let blocks = if piece.blocks.iter().any(may_be) {
        flat(&piece.blocks, given)?
    } else {
        Vec::new()
    };
    let databases = DATABASES
        .iter()
        .filter(|it| wanted.is_none_or(|wanted| wanted == it.id));
    let mut apart = None;
    for database in databases {
        let split = (database.split)(&blocks, given)?;
        if let Some(split) = split.filter(|split| split.pieces.iter().any(has_text)) {
            apart = Some((database.id, split));
            break;
        }
    }
    let Some((id, split)) = apart else {
        if wanted.is_some() {
            found.remarks.push(say!("import-no-database").to_owned());
        }
        return Ok((found, None));
    };
    if split.before > 0 {
        found
            .remarks
            .push(say!("import-cover", count = split.before));
    }
    if split.odd > 0 {
        found
            .remarks
            .push(say!("import-odd-parts", count = split.odd));
    }
    found.remarks.extend(piece.remarks.clone());
    found.pieces = split.pieces;
    Ok((found, Some(id)))
}

fn has_text(piece: &Piece) -> bool {
    !piece.text().trim().is_empty()
}

/// Paragraphs, with lines that belong together as one, as old exports break them. What a page has cut is looked at too: the
/// database knows better what is its own; what stands at the head or foot of pages stays cut.
fn flat(blocks: &[Block], given: &Given<'_>) -> Result<Vec<Block>, Problem> {
    let mut flat = Vec::new();
    for block in blocks {
        given.go_on()?;
        match (block.kind, block.cut) {
            (_, Some(Cut::RunningHead | Cut::ByHand)) => flat.push(block.clone()),
            (_, Some(_)) => flat.extend(block.text.lines().map(Block::paragraph)),
            (BlockKind::Verbatim, None) => flat.extend(joined(&block.text, given)?),
            (_, None) => flat.extend(parted(block)),
        }
    }
    flat.retain(|block| !block.text.trim().is_empty());
    Ok(flat)
}

/// The paragraphs of a text with broken lines.
fn joined(text: &str, given: &Given<'_>) -> Result<Vec<Block>, Problem> {
    let text = text.replace("\r\n", "\n").replace(['\u{c}', '\r'], "\n");
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.split('\n') {
        given.go_on()?;
        let line = line.trim_matches([' ', '\t', '\u{feff}']);
        let alone = labels::stands_alone(line);
        if !is_open || alone || labels::begins_paragraph(line) {
            paragraphs.push(line.to_owned());
        } else if let Some(last) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
            last.push(' ');
            last.push_str(line);
        }
        is_open = !line.is_empty() && !alone;
    }
    Ok(paragraphs.into_iter().map(Block::paragraph).collect())
}

/// “End of Document” may stand behind a line end in the last paragraph.
fn parted(block: &Block) -> Vec<Block> {
    match block.text.trim_end().rsplit_once('\n') {
        Some((before, last)) if labels::ends_document(last) => vec![
            Block {
                text: before.to_owned(),
                ..block.clone()
            },
            Block::paragraph(last),
        ],
        _ => vec![block.clone()],
    }
}
