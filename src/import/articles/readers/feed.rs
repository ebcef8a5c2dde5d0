//! RSS, RDF and Atom: one article an entry.

use roxmltree::Node;

use super::super::html::{self, date_of, plain};
use super::super::{Block, BlockKind, Found, Given, Piece, xml};
use super::html::said_encoding;
use crate::import::{Head, Problem};
use crate::say;
use crate::store::Progress;

/// What the root element of a feed begins with.
const ROOTS: [&str; 4] = ["<rss", "<feed", "<rdf:RDF", "<channel"];

pub(in super::super) fn sniff(head: &Head<'_>) -> bool {
    let is_xml = head.begins("<?xml") || ROOTS.iter().any(|root| head.begins(root));
    let begins = head.text.get(..4000).unwrap_or(head.text);
    matches!(head.extension, "rss" | "atom")
        || is_xml
            && ROOTS.iter().any(|root| begins.contains(root))
            && [
                "<item",
                "<entry",
                "purl.org/rss",
                "w3.org/2005/Atom",
                "<channel",
            ]
            .iter()
            .any(|part| head.text.contains(part))
}

pub(in super::super) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    let decoded = given.text_as(said_encoding(given.bytes))?;
    let text = xml::prepared(&decoded.text)?;
    let document = xml::parse(text.trim_start())?;
    let source = text.trim_start();
    let root = document.root_element();
    let feed = Feed::of(root);
    let mut found = Found {
        encoding: decoded.encoding,
        remarks: decoded.remarks,
        ..Found::default()
    };
    let mut short = 0;
    for entry in xml::outermost(root, |node| is_entry(*node)) {
        given.go_on()?;
        let (piece, is_summary) = piece(entry, source, &feed, given.progress)?;
        short += usize::from(is_summary);
        found.pieces.push(piece);
    }
    if found.pieces.is_empty() {
        return Err(Problem::Empty);
    }
    if short > 0 {
        found
            .remarks
            .push(say!("import-feed-summaries", count = short));
    }
    Ok(found)
}

fn is_entry(node: Node<'_, '_>) -> bool {
    node.is_element() && matches!(node.tag_name().name(), "item" | "entry")
}

/// What the feed says of all its entries.
struct Feed {
    title: String,
    author: String,
    language: String,
}

impl Feed {
    fn of(root: Node<'_, '_>) -> Self {
        let own = |name: &str| -> String {
            let mut all = root.descendants().filter(Node::is_element);
            let outside = |node: &Node<'_, '_>| {
                node.tag_name().name() == name && !node.ancestors().any(is_entry)
            };
            all.find(outside).map(xml::all_text).unwrap_or_default()
        };
        let language = own("language");
        Self {
            title: plain(&own("title")),
            author: own("author"),
            language: if language.is_empty() {
                xml::attribute(root, "lang")
            } else {
                language
            },
        }
    }
}

/// An entry, and whether the feed has no more than a summary of it.
fn piece(
    entry: Node<'_, '_>,
    source: &str,
    feed: &Feed,
    progress: &Progress,
) -> Result<(Piece, bool), Problem> {
    let children = || entry.children().filter(Node::is_element);
    let child = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| {
            children().find(|it| it.tag_name().name() == *name && !xml::all_text(*it).is_empty())
        });
        found.next()
    };
    let text = |names: &[&str]| child(names).map(xml::all_text).unwrap_or_default();
    let title = plain(&text(&["title"]));
    let body = child(&["encoded", "content", "body", "fulltext"]);
    let body = body.filter(|it| xml::attribute(*it, "src").is_empty());
    let summary = child(&["description", "summary"]);
    let language = [
        xml::attribute(entry, "lang"),
        text(&["language"]),
        feed.language.clone(),
    ];
    let language = language
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_default();
    let date = text(&[
        "pubDate",
        "published",
        "issued",
        "date",
        "updated",
        "modified",
    ]);
    let mut blocks = vec![Block::new(BlockKind::Heading, title.as_str())];
    if let Some(content) = body.or(summary) {
        blocks.extend(content_of(content, source, progress)?);
    }
    let authors: Vec<String> = children()
        .filter(|it| matches!(it.tag_name().name(), "author" | "creator"))
        .map(|it| {
            let name = xml::text(it, &["name"]);
            if name.is_empty() {
                xml::all_text(it)
            } else {
                name
            }
        })
        .map(|name| name_of(&name))
        .collect();
    let author = if authors.is_empty() {
        name_of(&feed.author)
    } else {
        authors.join("; ")
    };
    let categories: Vec<String> = children()
        .filter(|it| it.tag_name().name() == "category")
        .map(|it| {
            let label = xml::attribute(it, "label");
            let label = if label.is_empty() {
                xml::attribute(it, "term")
            } else {
                label
            };
            if label.is_empty() {
                xml::all_text(it)
            } else {
                label
            }
        })
        .filter(|label| !label.is_empty())
        .collect();
    let source_name = child(&["source"]).map(|it| {
        let title = xml::text(it, &["title"]);
        if title.is_empty() {
            xml::all_text(it)
        } else {
            title
        }
    });
    let piece = Piece {
        title,
        source: source_name.unwrap_or_else(|| feed.title.clone()),
        author,
        url: address(entry),
        date: date_of(&date, &language),
        language,
        more: vec![("keywords".to_owned(), categories.join("; "))],
        blocks,
        ..Piece::default()
    };
    Ok((piece, body.is_none()))
}

/// The content of an entry: HTML in its text, or elements of XHTML.
fn content_of(
    content: Node<'_, '_>,
    source: &str,
    progress: &Progress,
) -> Result<Vec<Block>, Problem> {
    if content.children().any(|child| child.is_element()) {
        return xml::blocks(content, source, progress);
    }
    let text: String = content
        .descendants()
        .filter_map(|it| it.is_text().then(|| it.text()).flatten())
        .collect();
    if xml::attribute(content, "type") == "text" || !text.contains(['<', '&']) {
        let paragraphs = text
            .split("\n\n")
            .map(str::trim)
            .filter(|it| !it.is_empty());
        return Ok(paragraphs.map(Block::paragraph).collect());
    }
    html::fragment(&text, progress)
}

/// Where an entry was published.
fn address(entry: Node<'_, '_>) -> String {
    let links = || {
        entry
            .children()
            .filter(|it| it.is_element() && it.tag_name().name() == "link")
    };
    let of_atom =
        links().find(|link| matches!(xml::attribute(*link, "rel").as_str(), "" | "alternate"));
    let of_atom = of_atom
        .map(|link| xml::attribute(link, "href"))
        .unwrap_or_default();
    if !of_atom.is_empty() {
        return of_atom;
    }
    let of_rss = links().map(xml::all_text).find(|it| !it.is_empty());
    of_rss.unwrap_or_else(|| {
        let guid = xml::text(entry, &["guid", "id"]);
        if guid.starts_with("http") {
            guid
        } else {
            String::new()
        }
    })
}

/// “ana@courier.example (Ana Núñez)” is Ana Núñez.
fn name_of(text: &str) -> String {
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => text.to_owned(),
    }
}
