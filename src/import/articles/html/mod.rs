//! Web pages: the article in one, as blocks, with all else that people would see marked as cut.
//!
//! The page is walked once for all that can be read on it (`blocks`); `dom_smoothie`, a port of Mozilla's Readability, says
//! which of its texts are the article; what else there is is cut, with the reason that its words and places give (`cuts`).
//! So nothing is lost that a wrong guess would lose.

mod blocks;
mod cuts;
mod meta;
mod tree;

use std::collections::HashSet;

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};

use crate::import::Problem;
use crate::say;
use crate::store::Progress;

use super::{Block, BlockKind, Cut, Piece};

use blocks::Raw;
pub(super) use meta::date as date_of;
pub(super) use tree::{attribute, element_name, is_crowded, parse, plain, text_of};

/// Most nodes and deepest nesting of a page in which an article is looked for; of others all text is taken.
const NODES: usize = 120_000;
const DEPTH: usize = 400;
/// A page with fewer characters of article than this has none.
const SHORTEST: usize = 80;

/// The article on a page. `address` is where it was, when something beside the page says so.
pub(super) fn page(html: &str, address: &str, progress: &Progress) -> Result<Piece, Problem> {
    let document = parse(html, progress)?;
    of_document(document, address, progress)
}

/// The article on a page that is parsed. Readability cannot be called off; it gets no page of more than [`NODES`].
pub(super) fn of_document(
    document: Document,
    address: &str,
    progress: &Progress,
) -> Result<Piece, Problem> {
    let meta = meta::read(&document, address);
    let walk = blocks::walk(&document, progress)?;
    let kept = if document.tree.len() <= NODES && walk.depth <= DEPTH {
        article(document)
    } else {
        None
    };
    let mut piece = Piece {
        title: meta.title.clone(),
        source: meta.source.clone(),
        author: meta.author.clone(),
        url: meta.url.clone(),
        date: meta.date,
        language: meta.language.clone(),
        more: meta.more.clone(),
        ..Piece::default()
    };
    let mut is_kept: Vec<bool> = match &kept {
        Some(kept) => walk.blocks.iter().map(|block| block.is_in(kept)).collect(),
        None => Vec::new(),
    };
    let length = |is_kept: &[bool]| -> usize {
        let all = walk.blocks.iter().zip(is_kept);
        all.filter(|(_, kept)| **kept)
            .map(|(block, _)| block.text.chars().count())
            .sum()
    };
    let is_found = length(&is_kept) >= SHORTEST;
    if !is_found {
        is_kept = vec![true; walk.blocks.len()];
        if walk.blocks.iter().any(|block| block.linked > 0) {
            piece.remarks.push(say!("import-no-article").to_owned());
        }
    }
    let cuts = cuts::judge(&walk, &is_kept, is_found, &meta);
    piece.blocks = assembled(walk.blocks, cuts, &mut piece.title);
    Ok(piece)
}

/// All that can be read in a part of a page that is an article as it is, such as one in a feed or a mail.
pub(super) fn fragment(html: &str, progress: &Progress) -> Result<Vec<Block>, Problem> {
    let document = parse(html, progress)?;
    let walk = blocks::walk(&document, progress)?;
    let is_kept = vec![true; walk.blocks.len()];
    let cuts = cuts::judge(&walk, &is_kept, true, &meta::Meta::default());
    let blocks = walk.blocks.into_iter().zip(cuts);
    Ok(blocks
        .map(|(raw, cut)| Block {
            kind: raw.kind,
            text: raw.text,
            cut,
        })
        .collect())
}

/// The texts of the article, if one is found.
fn article(document: Document) -> Option<HashSet<NodeId>> {
    let config = Config {
        // What the page says of itself is read by us.
        disable_json_ld: true,
        ..Config::default()
    };
    let mut reader = Readability::with_document(document, None, Some(config)).ok()?;
    reader.parse().ok()?;
    let content = reader.doc.select_single("#readability-page-1");
    let root = content.nodes().first()?;
    let texts = root.descendants_it().filter(dom_query::NodeRef::is_text);
    Some(texts.map(|text| text.id).collect())
}

/// The blocks with the headline first, and with what is cut in a row as one.
fn assembled(raws: Vec<Raw>, cuts: Vec<Option<Cut>>, title: &mut String) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(raws.len());
    let mut has_headline = false;
    for (raw, cut) in raws.into_iter().zip(cuts) {
        let is_headline = cut.is_none() && !has_headline && is_same_line(&raw.text, title);
        has_headline |= is_headline;
        let block = Block {
            kind: if is_headline {
                BlockKind::Heading
            } else {
                raw.kind
            },
            text: raw.text,
            cut,
        };
        match blocks.last_mut() {
            Some(last) if joins(last, &block) => {
                last.kind = BlockKind::Paragraph;
                last.text.push('\n');
                last.text.push_str(&block.text);
            }
            _ => blocks.push(block),
        }
    }
    let first = blocks.iter().find(|block| block.cut.is_none());
    if title.is_empty() {
        if let Some(first) = first.filter(|first| first.kind == BlockKind::Heading) {
            first.text.clone_into(title);
        }
    } else if !has_headline {
        blocks.insert(0, Block::new(BlockKind::Heading, title.as_str()));
    }
    blocks
}

/// Whether two neighbours that are both cut can be shown as one.
fn joins(last: &Block, next: &Block) -> bool {
    const LONGEST: usize = 2000;
    last.cut.is_some() && last.cut == next.cut && last.text.len() + next.text.len() <= LONGEST
}

/// Whether two lines say the same but for case, spaces and marks.
fn is_same_line(one: &str, other: &str) -> bool {
    fn letters(line: &str) -> impl Iterator<Item = char> + '_ {
        line.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
    }
    !other.is_empty() && letters(one).eq(letters(other)) && letters(one).next().is_some()
}
