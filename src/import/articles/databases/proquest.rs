//! `ProQuest`: articles divided by rules, each with labels before and behind its text.

use crate::import::guess;

use super::labels::{self, Field, is_rule, of_proquest};
use super::{Block, BlockKind, Piece, Split};
use crate::import::articles::Cut;

/// Labels that tell that a stretch is an article of `ProQuest`.
const TELLING: [&str; 3] = ["proquest document id", "publication title", "full text"];

pub(super) fn split(blocks: &[Block]) -> Option<Split> {
    let is_telling = |block: &Block, label: &str| {
        let text = block.text.trim_start();
        text.get(..label.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(label))
    };
    if TELLING
        .iter()
        .filter(|label| blocks.iter().any(|it| is_telling(it, label)))
        .count()
        < 2
    {
        return None;
    }
    let mut split = Split::default();
    let mut stretches: Vec<&[Block]> = blocks.split(|block| is_rule(&block.text)).collect();
    // On pages there are no rules: each article ends with its database.
    if stretches.len() == 1 {
        let is_end = |block: &Block| is_telling(block, "database:");
        stretches = blocks.split_inclusive(is_end).collect();
    }
    for stretch in stretches {
        match article(stretch) {
            Some(piece) => split.pieces.push(piece),
            None if split.pieces.is_empty() => split.before += stretch.len(),
            None => split.odd += usize::from(stretch.len() > 3),
        }
    }
    Some(split)
}

fn article(blocks: &[Block]) -> Option<Piece> {
    let mut piece = Piece::default();
    let mut text: Vec<Block> = Vec::new();
    let mut cut: Vec<Block> = Vec::new();
    let mut now: Option<Field> = None;
    let mut date = String::new();
    for block in blocks {
        let found = of_proquest(&block.text);
        // The text of an article may have lines like these.
        let found = found.filter(|(field, _)| {
            now != Some(Field::Text) || *field != Field::Rest || !block.text.ends_with(':')
        });
        let (field, value) = match found {
            Some((field, value)) => {
                now = Some(field);
                (Some(field), value)
            }
            None => (now, block.text.as_str()),
        };
        match field {
            // What stands before the first label is the title.
            None => {
                if piece.title.is_empty() && !is_cover(&block.text) {
                    block.text.trim().clone_into(&mut piece.title);
                }
            }
            Some(Field::Text) => {
                if !value.is_empty() {
                    text.push(Block {
                        text: value.to_owned(),
                        ..block.clone()
                    });
                }
            }
            Some(Field::Title) if found.is_some() => value.clone_into(&mut piece.title),
            Some(Field::Source) if found.is_some() => source(&mut piece, value),
            Some(Field::Author) if found.is_some() => piece.author = people(value),
            Some(Field::Date) if found.is_some() => value.clone_into(&mut date),
            Some(Field::Language) if found.is_some() => {
                labels::language(value).clone_into(&mut piece.language);
            }
            Some(Field::Url) if piece.url.is_empty() && value.starts_with("http") => {
                value.clone_into(&mut piece.url);
            }
            Some(Field::Loaded) if found.is_some() => {
                let day = guess::date(value, "").map_or(value.to_owned(), |day| day.to_string());
                piece.more.push(("loaded".to_owned(), day));
            }
            Some(other) if found.is_some() && !other.name().is_empty() => {
                piece.more.push((other.name().to_owned(), value.to_owned()));
            }
            _ => cut.push(block.clone().without(Cut::Boilerplate)),
        }
    }
    if text.is_empty() {
        return None;
    }
    piece.date = guess::date(&date, &piece.language);
    piece
        .blocks
        .push(Block::new(BlockKind::Heading, piece.title.as_str()));
    piece.blocks.extend(text);
    piece.blocks.extend(cut);
    Some(piece)
}

/// “Coast Courier; Port Elsin”: the place stands behind the name.
fn source(piece: &mut Piece, value: &str) {
    let name = value.split(';').next().unwrap_or(value);
    name.trim().clone_into(&mut piece.source);
}

/// “Holt, Maren; Cawl, Idris” are Maren Holt and Idris Cawl.
fn people(value: &str) -> String {
    let people = value
        .trim_end_matches('.')
        .split(';')
        .map(|name| match name.split_once(',') {
            Some((last, first)) if !first.contains(',') => {
                format!("{} {}", first.trim(), last.trim())
            }
            _ => name.trim().to_owned(),
        });
    people.collect::<Vec<_>>().join("; ")
}

fn is_cover(line: &str) -> bool {
    let line = line.to_lowercase();
    line.contains("proquest")
        || line.starts_with("table of contents")
        || line.starts_with("report information")
        || line.starts_with("document ") && line.contains(" of ")
}
