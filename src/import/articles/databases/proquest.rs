//! `ProQuest`: articles divided by rules, each with labels before and behind its text.

use crate::import::guess;

use super::labels::{self, Field, is_rule, of_proquest};
use super::{Block, BlockKind, Piece, Split};
use crate::import::Problem;
use crate::import::articles::{Cut, Given};

/// Labels that tell that a stretch is an article of `ProQuest`.
const TELLING: [&str; 3] = ["proquest document id", "publication title", "full text"];
/// Labels that no text of an article has in its lines.
const PROOFS: [&str; 3] = ["proquest document id", "publication title", "document url"];

pub(super) fn split(blocks: &[Block], given: &Given<'_>) -> Result<Option<Split>, Problem> {
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
        return Ok(None);
    }
    // On pages there are no rules: each article ends with its database.
    let has_rules = blocks.iter().any(|block| is_rule(&block.text));
    let stretches: Vec<&[Block]> = if has_rules {
        blocks
            .split_inclusive(|block| is_rule(&block.text))
            .collect()
    } else {
        let is_end = |block: &Block| is_telling(block, "database:");
        blocks.split_inclusive(is_end).collect()
    };
    let mut split = Split::default();
    for stretch in articles(&stretches) {
        given.go_on()?;
        let stretch = match stretch.split_last() {
            Some((last, before)) if is_rule(&last.text) => before,
            _ => &stretch[..],
        };
        match (article(stretch), split.pieces.last_mut()) {
            (Some(piece), _) => split.pieces.push(piece),
            (None, None) => split.before += stretch.len(),
            (None, Some(last)) if !stretch.is_empty() => {
                split.odd += 1;
                last.blocks.extend(stretch.iter().map(left_out));
            }
            (None, Some(_)) => {}
        }
    }
    Ok(Some(split))
}

/// What stands between two rules, as far as it is read.
struct Stretch {
    blocks: Vec<Block>,
    has_text: bool,
    has_proof: bool,
    /// Whether labels stand behind its text.
    is_ended: bool,
}

/// What stands between two rules is an article, unless the text of the one before goes on there: it has a rule of its own.
fn articles(stretches: &[&[Block]]) -> Vec<Vec<Block>> {
    let mut articles: Vec<Stretch> = Vec::new();
    for blocks in stretches {
        let text_at = text_at(blocks);
        let has_proof = blocks.iter().any(is_proof);
        let says = blocks.iter().any(|block| !is_rule(&block.text));
        match articles.last_mut() {
            Some(last)
                if last.has_text
                    && !last.is_ended
                    && text_at.is_none()
                    && says
                    && !(last.has_proof && has_proof) =>
            {
                last.blocks.extend_from_slice(blocks);
                last.has_proof |= has_proof;
                last.is_ended = has_proof;
            }
            _ => articles.push(Stretch {
                blocks: blocks.to_vec(),
                has_text: text_at.is_some(),
                has_proof,
                is_ended: text_at.is_some_and(|at| blocks[at..].iter().any(is_proof)),
            }),
        }
    }
    articles.into_iter().map(|it| it.blocks).collect()
}

/// Where the text of an article begins.
fn text_at(blocks: &[Block]) -> Option<usize> {
    let is_text = |block: &Block| of_proquest(&block.text).is_some_and(|it| it.0 == Field::Text);
    blocks.iter().position(is_text)
}

/// Whether a label is one that no text has.
fn is_proof(block: &Block) -> bool {
    let label = block.text.split(':').next().unwrap_or_default().trim();
    PROOFS.iter().any(|proof| label.eq_ignore_ascii_case(proof))
}

/// Where the labels behind a text begin: with those right before the first that no text has. Other lines of the text may read
/// like labels.
fn tail(blocks: &[Block]) -> Option<usize> {
    let proof = blocks.iter().position(is_proof)?;
    let labels = blocks[..proof].iter().rev();
    let labels = labels.take_while(|block| of_proquest(&block.text).is_some());
    Some(proof - labels.count())
}

fn left_out(block: &Block) -> Block {
    block.clone().without(Cut::Boilerplate)
}

fn article(blocks: &[Block]) -> Option<Piece> {
    let text_at = text_at(blocks)?;
    let (head, text) = blocks.split_at(text_at);
    let (begin, text) = text.split_first()?;
    let (text, behind) = text.split_at(tail(text).unwrap_or(text.len()));
    let mut piece = Piece::default();
    let mut cut: Vec<Block> = Vec::new();
    let mut date = String::new();
    let mut has_label = false;
    for block in head.iter().chain(behind) {
        let found = of_proquest(&block.text);
        has_label |= found.is_some();
        match found {
            Some((Field::Title, value)) => value.clone_into(&mut piece.title),
            Some((Field::Source, value)) => source(&mut piece, value),
            Some((Field::Author, value)) => piece.author = people(value),
            Some((Field::Date, value)) => value.clone_into(&mut date),
            Some((Field::Language, value)) => {
                labels::language(value).clone_into(&mut piece.language);
            }
            Some((Field::Url, value)) if piece.url.is_empty() && value.starts_with("http") => {
                value.clone_into(&mut piece.url);
            }
            Some((Field::Loaded, value)) => {
                let day = guess::date(value, "").map_or(value.to_owned(), |day| day.to_string());
                piece.more.push(("loaded".to_owned(), day));
            }
            Some((other, value)) if !other.name().is_empty() => {
                piece.more.push((other.name().to_owned(), value.to_owned()));
            }
            // What stands before the first label is the title.
            None if !has_label && piece.title.is_empty() && !is_cover(&block.text) => {
                block.text.trim().clone_into(&mut piece.title);
            }
            None if !has_label && is_cover(&block.text) => {}
            _ => cut.push(left_out(block)),
        }
    }
    let first = of_proquest(&begin.text).map_or("", |(_, value)| value);
    let first = Block {
        text: first.to_owned(),
        ..begin.clone()
    };
    let whole = core::iter::once(&first).chain(text);
    let whole: Vec<Block> = whole.filter(|it| !it.text.is_empty()).cloned().collect();
    if whole.is_empty() {
        return None;
    }
    piece.date = guess::date(&date, &piece.language);
    piece
        .blocks
        .push(Block::new(BlockKind::Heading, piece.title.as_str()));
    piece.blocks.extend(whole);
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
