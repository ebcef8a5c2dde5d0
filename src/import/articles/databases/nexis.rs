//! Nexis, `LexisNexis` Uni, Nexis Uni and the old `LexisNexis`.
//!
//! New exports end each article with “End of Document”; before the first stand a cover and the list of contents. Title, source
//! and date come in this order, then lines with labels, then `Body`. Old ones begin each with “1 of 12 DOCUMENTS”; source and
//! date stand before the title, and the text begins behind `LENGTH:`.

use crate::import::guess;

use super::labels::{self, Field, begins_document, ends_document, is_copyright, of_nexis};
use super::{Block, BlockKind, Piece, Split};
use crate::import::Problem;
use crate::import::articles::{Cut, Given};

/// Longest line that is a date, in characters.
const DATE: usize = 70;
/// Most paragraphs below a label behind the text, such as those of a picture.
const BELOW: usize = 3;
/// Most words behind a label that is no more than a note.
const WORDS: usize = 6;
/// Most paragraphs between the beginning of an article and its text.
const HEAD: usize = 40;

pub(super) fn split(blocks: &[Block], given: &Given<'_>) -> Result<Option<Split>, Problem> {
    let ends: Vec<usize> = at(blocks, ends_document);
    let begins: Vec<usize> = at(blocks, |text| begins_document(text).is_some());
    let mut split = Split::default();
    if !ends.is_empty() {
        let mut start = 0;
        for end in ends {
            given.go_on()?;
            split.take(&blocks[start..end], start == 0);
            start = end + 1;
        }
        // What was cut off in the middle of an article.
        let rest = &blocks[start..];
        if rest.iter().any(|block| of_nexis(&block.text).is_some()) {
            split.take(rest, false);
        }
    } else if !begins.is_empty() {
        split.before = begins[0];
        let next = begins.iter().skip(1).copied().chain([blocks.len()]);
        for (start, end) in begins.iter().copied().zip(next) {
            given.go_on()?;
            split.take(&blocks[start + 1..end], false);
        }
    }
    Ok((!split.pieces.is_empty()).then_some(split))
}

fn at(blocks: &[Block], is_one: impl Fn(&str) -> bool) -> Vec<usize> {
    let all = blocks.iter().enumerate();
    all.filter(|(_, block)| is_one(&block.text))
        .map(|(at, _)| at)
        .collect()
}

impl Split {
    fn take(&mut self, blocks: &[Block], may_have_cover: bool) {
        match article(blocks, may_have_cover) {
            Some((piece, before)) => {
                self.before += before;
                self.pieces.push(piece);
            }
            None => self.odd += usize::from(!blocks.is_empty()),
        }
    }
}

/// An article, and how many paragraphs stood before it.
fn article(blocks: &[Block], may_have_cover: bool) -> Option<(Piece, usize)> {
    let body = body(blocks)?;
    let head = &blocks[..body.first_label];
    let is_date = |block: &Block| {
        block.text.chars().count() <= DATE
            && guess::date(&block.text, "").is_some()
            && !is_copyright(&block.text)
            && block.cut.is_none()
    };
    let date_at = head.iter().rposition(is_date);
    let date_line = date_at.map(|at| head[at].text.clone()).unwrap_or_default();
    let known = |block: &&Block| block.cut.is_none() && !is_copyright(&block.text);
    let before: Vec<&Block> = head[..date_at.unwrap_or(head.len())]
        .iter()
        .filter(known)
        .collect();
    let after: Vec<&Block> = head[date_at.map_or(head.len(), |at| at + 1)..]
        .iter()
        .filter(known)
        .collect();
    let line = |blocks: &[&Block]| {
        let lines: Vec<&str> = blocks.iter().map(|block| block.text.trim()).collect();
        lines.join(" ")
    };
    let mut odd = Vec::new();
    let (title, source, cover) = if after.is_empty() {
        let source = before.last().map_or(String::new(), |block| line(&[block]));
        let titles = &before[..before.len().saturating_sub(1)];
        // Of what stands before the first article, one paragraph is its title.
        let own = if may_have_cover || titles.len() > 3 {
            titles.len().saturating_sub(1)
        } else {
            0
        };
        (line(&titles[own..]), source, own)
    } else {
        odd = before.iter().skip(1).map(|block| left_out(block)).collect();
        (
            line(&after),
            before.first().map_or(String::new(), |block| line(&[block])),
            0,
        )
    };
    let mut piece = Piece {
        title,
        source: source.trim_end_matches(',').to_owned(),
        blocks: odd,
        ..Piece::default()
    };
    for block in &blocks[body.first_label..body.start] {
        if let Some((field, value)) = of_nexis(&block.text) {
            put(&mut piece, field, value);
            match field {
                // The text may begin behind the label.
                Field::Lead | Field::Text if !value.is_empty() => {
                    piece.blocks.push(Block::paragraph(value));
                }
                Field::Rest => piece.blocks.push(left_out(block)),
                _ => {}
            }
        } else {
            piece.blocks.push(left_out(block));
        }
    }
    if !piece.title.is_empty() {
        piece
            .blocks
            .insert(0, Block::new(BlockKind::Heading, piece.title.as_str()));
    }
    let copyright = head.iter().filter(|block| is_copyright(&block.text));
    piece.blocks.extend(copyright.map(left_out));
    let (text, behind) = blocks[body.start..].split_at(tail(&blocks[body.start..]));
    piece.blocks.extend(text.iter().map(|block| {
        if is_copyright(&block.text) {
            left_out(block)
        } else {
            block.clone()
        }
    }));
    for block in behind {
        if let Some((field, value)) = of_nexis(&block.text) {
            put(&mut piece, field, value);
        }
        piece.blocks.push(left_out(block));
    }
    piece.date = guess::date(&date_line, &piece.language);
    Some((piece, cover))
}

/// Where the labels of an article begin, and where its text does.
struct Body {
    first_label: usize,
    start: usize,
}

fn body(blocks: &[Block]) -> Option<Body> {
    let text_at = blocks
        .iter()
        .position(|block| of_nexis(&block.text).is_some_and(|(field, _)| field == Field::Text));
    let limit = text_at.unwrap_or(blocks.len());
    let is_label = |block: &Block| {
        of_nexis(&block.text).is_some_and(|(field, _)| !matches!(field, Field::Text | Field::Rest))
    };
    let first_label = blocks[..limit].iter().position(is_label);
    if let Some(text) = text_at {
        return Some(Body {
            first_label: first_label.unwrap_or(text),
            start: text + 1,
        });
    }
    // Of an old one the length ends what is said before the text.
    let first_label = first_label?;
    let length = blocks
        .iter()
        .take(first_label + HEAD)
        .position(|block| of_nexis(&block.text).is_some_and(|(field, _)| field == Field::Length));
    Some(Body {
        first_label,
        start: length? + 1,
    })
}

fn left_out(block: &Block) -> Block {
    block.clone().without(Cut::Boilerplate)
}

/// Where what stands behind the text begins: the last run of labels, and of what stands below them. Paragraphs and headings of
/// the text may read like labels, and are none when text follows them.
fn tail(blocks: &[Block]) -> usize {
    let mut start = blocks.len();
    let mut below = 0;
    for (at, block) in blocks.iter().enumerate().rev() {
        let label = of_nexis(&block.text).filter(|(field, value)| is_trailing(*field, value));
        match label {
            Some((field, _)) if below == 0 || field == Field::Rest && at > 0 => {
                start = at;
                below = 0;
            }
            None if below == 0 && is_copyright(&block.text) => start = at,
            None if below < BELOW => below += 1,
            _ => break,
        }
    }
    start
}

/// Whether a label stands behind the text; a paragraph may begin like one of the others, and is longer.
fn is_trailing(field: Field, value: &str) -> bool {
    match field {
        Field::Rest => true,
        Field::Loaded | Field::Language | Field::Type | Field::Document | Field::Url => {
            value.split_whitespace().count() <= WORDS
                && (field != Field::Loaded || guess::date(value, "").is_some())
        }
        _ => false,
    }
}

fn put(piece: &mut Piece, field: Field, value: &str) {
    if value.is_empty() {
        return;
    }
    match field {
        Field::Author => {
            let names = guess::authors(&format!("By {value}"), "en");
            piece.author = names.unwrap_or_else(|| value.to_owned());
        }
        Field::Language => labels::language(value).clone_into(&mut piece.language),
        Field::Url => value.clone_into(&mut piece.url),
        Field::Section => {
            // “News; Pg. 4”
            let page = ["; Pg. ", "; S. ", "; Pág. ", "; p. ", "; Page "];
            let page = page.iter().find_map(|divider| value.split_once(divider));
            let (section, page) = page.unwrap_or((value, ""));
            say(piece, "section", section);
            say(piece, "page", page);
        }
        Field::Loaded => {
            let date = guess::date(value, "").map(|date| date.to_string());
            say(piece, "loaded", &date.unwrap_or_else(|| value.to_owned()));
        }
        other if !other.name().is_empty() => say(piece, other.name(), value),
        _ => {}
    }
}

fn say(piece: &mut Piece, name: &str, value: &str) {
    if !value.is_empty() && piece.more.iter().all(|(known, _)| known != name) {
        piece.more.push((name.to_owned(), value.to_owned()));
    }
}
