//! NITF and NewsML-G2, as agencies send them, and other XML that has a headline and paragraphs.

use roxmltree::Node;

use super::super::found::first;
use super::super::html::date_of;
use super::super::{Block, BlockKind, Found, Given, Piece, xml};
use super::html::said_encoding;
use crate::import::guess;
use crate::import::{Head, Problem};
use crate::store::Progress;

fn begins_with(head: &Head<'_>, roots: &[&str]) -> bool {
    let begins = head.text.get(..8000).unwrap_or(head.text);
    head.text.starts_with('<') && roots.iter().any(|root| begins.contains(root))
}

pub(in super::super) fn sniff_nitf(head: &Head<'_>) -> bool {
    head.extension == "nitf" || begins_with(head, &["<nitf", ":nitf "]) && !sniff_newsml(head)
}

pub(in super::super) fn sniff_newsml(head: &Head<'_>) -> bool {
    begins_with(
        head,
        &[
            "<newsItem",
            "<newsMessage",
            "<NewsML",
            ":newsItem",
            ":newsMessage",
        ],
    )
}

/// The text of a file as XML, and what its encoding is told to be.
pub(super) fn source(given: &Given<'_>) -> Result<(String, Found), Problem> {
    let decoded = given.text_as(said_encoding(given.bytes))?;
    let text = xml::prepared(decoded.text.trim_start())?.into_owned();
    let found = Found {
        encoding: decoded.encoding,
        remarks: decoded.remarks,
        ..Found::default()
    };
    Ok((text, found))
}

pub(in super::super) fn read_nitf(given: &Given<'_>) -> Result<Found, Problem> {
    let (text, mut found) = source(given)?;
    let document = xml::parse(&text)?;
    let root = document.root_element();
    for nitf in xml::outermost(root, |it| it.tag_name().name() == "nitf") {
        given.go_on()?;
        found.pieces.push(of_nitf(nitf, &text, given.progress)?);
    }
    ended(found)
}

pub(in super::super) fn read_newsml(given: &Given<'_>) -> Result<Found, Problem> {
    let (text, mut found) = source(given)?;
    let document = xml::parse(&text)?;
    let root = document.root_element();
    let is_item = |it: &Node<'_, '_>| matches!(it.tag_name().name(), "newsItem" | "NewsItem");
    for item in xml::outermost(root, is_item) {
        given.go_on()?;
        found.pieces.push(of_item(item, &text, given.progress)?);
    }
    ended(found)
}

/// An error when there is no article in it.
fn ended(found: Found) -> Result<Found, Problem> {
    if found.pieces.is_empty() {
        return Err(Problem::Unknown);
    }
    Ok(found)
}

fn language_of(node: Node<'_, '_>) -> String {
    let mut above = node.ancestors().map(|it| xml::attribute(it, "lang"));
    above.find(|lang| !lang.is_empty()).unwrap_or_default()
}

fn of_nitf(nitf: Node<'_, '_>, source: &str, progress: &Progress) -> Result<Piece, Problem> {
    let publication = xml::find(nitf, "pubdata");
    let published = |name: &str| publication.map_or(String::new(), |it| xml::attribute(it, name));
    let language = language_of(nitf);
    let of = |element: &str, attribute: &str| {
        xml::find(nitf, element).map_or(String::new(), |it| xml::attribute(it, attribute))
    };
    let dates = [
        published("date.publication"),
        of("date.issue", "norm"),
        of("story.date", "norm"),
        of("date.release", "norm"),
        xml::text(nitf, &["story.date", "date.issue"]),
    ];
    let head = xml::find(nitf, "body.head");
    let title = head.map_or(String::new(), |it| xml::text(it, &["hl1", "hedline"]));
    let title = if title.is_empty() {
        xml::text(nitf, &["hl1", "title"])
    } else {
        title
    };
    let mut blocks = vec![Block::new(BlockKind::Heading, title.as_str())];
    if let Some(head) = head {
        let lesser = xml::outermost(head, |it| it.tag_name().name() == "hl2");
        blocks.extend(
            lesser
                .into_iter()
                .map(|it| Block::new(BlockKind::Heading, xml::all_text(it))),
        );
        if let Some(summary) = xml::find(head, "abstract") {
            blocks.extend(xml::blocks(summary, source, progress)?);
        }
    }
    if let Some(content) = xml::find(nitf, "body.content").or_else(|| xml::find(nitf, "body")) {
        blocks.extend(xml::blocks(content, source, progress)?);
    }
    let byline = head.map_or(String::new(), |it| {
        let people = xml::outermost(it, |it| it.tag_name().name() == "byline");
        people
            .into_iter()
            .map(person)
            .collect::<Vec<_>>()
            .join("; ")
    });
    Ok(Piece {
        title,
        source: first([
            published("name"),
            xml::text(nitf, &["distributor"]),
            of("doc.copyright", "holder"),
        ]),
        author: authors(&byline, &language),
        url: String::new(),
        date: dates.iter().find_map(|text| day(text, &language)),
        language,
        more: more([
            (
                "section",
                first([
                    published("position.section"),
                    of("tobject.property", "tobject.property.type"),
                ]),
            ),
            (
                "page",
                first([published("position.sequence"), published("page")]),
            ),
            ("document", of("doc-id", "id-string")),
            (
                "dateline",
                head.map_or(String::new(), |it| xml::text(it, &["dateline"])),
            ),
            ("keywords", keywords(nitf)),
        ]),
        blocks,
        ..Piece::default()
    })
}

/// The people of a by-line, without what they are called.
fn person(byline: Node<'_, '_>) -> String {
    let people = xml::outermost(byline, |it| it.tag_name().name() == "person");
    let people: Vec<String> = people.into_iter().map(xml::all_text).collect();
    if people.is_empty() {
        xml::all_text(byline)
    } else {
        people.join("; ")
    }
}

fn keywords(nitf: Node<'_, '_>) -> String {
    let all = nitf
        .descendants()
        .filter(|it| it.tag_name().name() == "keyword");
    let keys: Vec<String> = all.map(|it| xml::attribute(it, "key")).collect();
    keys.join("; ")
}

fn of_item(item: Node<'_, '_>, source: &str, progress: &Progress) -> Result<Piece, Problem> {
    let language = first([
        xml::find(item, "language").map_or(String::new(), |it| xml::attribute(it, "tag")),
        language_of(item),
    ]);
    let title = xml::text(item, &["headline", "HeadLine", "hl1", "title"]);
    let mut blocks = Vec::new();
    let inner = xml::find(item, "nitf");
    if let Some(nitf) = inner {
        blocks = of_nitf(nitf, source, progress)?.blocks;
    } else if let Some(content) = content(item) {
        if content.children().any(|it| it.is_element()) {
            blocks = xml::blocks(content, source, progress)?;
        } else {
            let text = content.text().unwrap_or_default();
            let paragraphs = text
                .split("\n\n")
                .map(str::trim)
                .filter(|it| !it.is_empty());
            blocks = paragraphs.map(Block::paragraph).collect();
        }
    }
    let begins = blocks.first().map(|block| block.text.trim().to_owned());
    if !title.is_empty() && begins.as_deref() != Some(title.as_str()) {
        blocks.insert(0, Block::new(BlockKind::Heading, title.as_str()));
    }
    let named = |name: &str| {
        let node = xml::find(item, name)?;
        let name = first([
            xml::text(node, &["name"]),
            xml::attribute(node, "literal"),
            xml::attribute(node, "qcode"),
        ]);
        Some(name)
    };
    let byline = first([
        xml::text(item, &["by", "byline", "ByLine"]),
        named("creator").unwrap_or_default(),
    ]);
    let dates = [
        xml::text(item, &["contentCreated", "published"]),
        xml::text(item, &["firstCreated", "DateId", "versionCreated"]),
    ];
    let subjects = xml::outermost(item, |it| it.tag_name().name() == "subject");
    let subjects: Vec<String> = subjects
        .into_iter()
        .map(|it| xml::text(it, &["name"]))
        .filter(|it| !it.is_empty())
        .collect();
    Ok(Piece {
        title,
        source: first([
            xml::text(item, &["creditline", "CreditLine"]),
            named("provider").unwrap_or_default(),
            named("infoSource").unwrap_or_default(),
        ]),
        author: authors(&byline, &language),
        date: dates.iter().find_map(|text| day(text, &language)),
        language,
        more: more([
            (
                "document",
                first([
                    xml::attribute(item, "guid"),
                    xml::text(item, &["NewsItemId"]),
                ]),
            ),
            ("slugline", xml::text(item, &["slugline", "SlugLine"])),
            ("dateline", xml::text(item, &["dateline", "DateLine"])),
            ("keywords", subjects.join("; ")),
        ]),
        blocks,
        ..Piece::default()
    })
}

/// Where the text of an item is.
fn content<'a, 'i>(item: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let names = [
        "body",
        "inlineXML",
        "inlineData",
        "DataContent",
        "body.content",
    ];
    let mut found = names.iter().filter_map(|name| xml::find(item, name));
    found.next()
}

/// A date as the standards write it: `20260301T120000Z`, `2026-03-01T12:00:00Z`, or in words.
pub(super) fn day(text: &str, language: &str) -> Option<jiff::civil::Date> {
    let digits = text
        .get(..8)
        .filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    match digits {
        Some(digits) => guess::date(digits, language),
        None => date_of(text, language),
    }
}

pub(super) fn authors(byline: &str, language: &str) -> String {
    guess::authors(byline, language).unwrap_or_else(|| {
        let line = byline.trim();
        let begins = ["By ", "by ", "BY ", "Von ", "Par ", "Por "]
            .iter()
            .find_map(|it| line.strip_prefix(it));
        begins.unwrap_or(line).to_owned()
    })
}

pub(super) fn more<const N: usize>(fields: [(&str, String); N]) -> Vec<(String, String)> {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    fields
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
