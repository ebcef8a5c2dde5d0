//! Pages and XML of news databases: Factiva and Europresse. (What comes as paragraphs is taken apart in `databases`.)

use std::collections::HashSet;

use dom_query::NodeRef;
use roxmltree::Node;

use super::super::found::{collapse, first};
use super::super::html::{self, attribute, text_of};
use super::super::{Block, BlockKind, Cut, Found, Given, Piece, xml};
use super::html::said_encoding;
use super::newsroom::{authors, day, more, source};
use crate::import::guess;
use crate::import::{Head, Problem};
use crate::say;
use crate::store::Progress;

/// The codes of Factiva under which its articles have their text.
const TEXTS: [&str; 2] = ["LP", "TD"];
/// Those that have a field of their own here; all others are kept by their codes.
const CODES: [&str; 10] = ["HD", "SN", "BY", "PD", "LA", "SE", "PG", "WC", "AN", "CY"];

pub(in super::super) fn sniff_factiva(head: &Head<'_>) -> bool {
    let is_page = head.text.contains("articleParagraph") && head.text.contains("Article\"")
        || head.text.contains("class=\"article ") && head.text.contains("Factiva");
    is_page || head.text.contains("<ppsarticle") || head.text.contains("<ppsArticle")
}

pub(in super::super) fn sniff_europresse(head: &Head<'_>) -> bool {
    head.text.contains("DocPublicationName")
        || head.text.contains("titreArticle") && head.text.contains("docOcurrContainer")
}

pub(in super::super) fn read_factiva(given: &Given<'_>) -> Result<Found, Problem> {
    let begins =
        String::from_utf8_lossy(&given.bytes[..given.bytes.len().min(1 << 16)]).to_lowercase();
    if begins.contains("<ppsarticle") {
        return read_xml(given);
    }
    read_page(
        given,
        &|node| is_a(node, "article") && !is_inside(node, "article"),
        factiva,
    )
}

pub(in super::super) fn read_europresse(given: &Given<'_>) -> Result<Found, Problem> {
    read_page(
        given,
        &|node| {
            // One in another is a part of it.
            node.has_name("article") && !node.ancestors_it(None).any(|it| it.has_name("article"))
        },
        europresse,
    )
}

/// The articles of a page; one article when there are none of that kind, which is said.
fn read_page(
    given: &Given<'_>,
    is_article: &dyn Fn(&NodeRef<'_>) -> bool,
    read: fn(&NodeRef<'_>, &Progress) -> Result<Option<Piece>, Problem>,
) -> Result<Found, Problem> {
    let decoded = given.text_as(said_encoding(given.bytes))?;
    let document = html::parse(&decoded.text, given.progress)?;
    let mut found = Found {
        encoding: decoded.encoding,
        remarks: decoded.remarks,
        ..Found::default()
    };
    let mut odd = 0;
    for node in document.root().descendants_it() {
        given.go_on()?;
        if !is_article(&node) {
            continue;
        }
        match read(&node, given.progress)? {
            Some(piece) => found.pieces.push(piece),
            None => odd += 1,
        }
    }
    if found.pieces.is_empty() {
        found.remarks.push(say!("import-no-database").to_owned());
        let page = html::of_document(document, "", given.progress)?;
        found.pieces.push(page);
    } else if odd > 0 {
        found.remarks.push(say!("import-odd-parts", count = odd));
    }
    Ok(found)
}

/// Whether an element has a class, whatever the case.
fn is_a(node: &NodeRef<'_>, class: &str) -> bool {
    let all = attribute(node, "class");
    let mut all = all.split_whitespace();
    node.is_element() && all.any(|it| it.eq_ignore_ascii_case(class))
}

fn is_inside(node: &NodeRef<'_>, class: &str) -> bool {
    node.ancestors_it(None).any(|it| is_a(&it, class))
}

/// The first element in it whose class has this in it, whatever the case.
fn with_class<'a>(node: &NodeRef<'a>, part: &str) -> Option<NodeRef<'a>> {
    let mut all = node.descendants_it();
    all.find(|it| it.is_element() && attribute(it, "class").to_lowercase().contains(part))
}

/// An article of Factiva: a table of codes and values, or headline, lines and paragraphs.
fn factiva(node: &NodeRef<'_>, progress: &Progress) -> Result<Option<Piece>, Problem> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut text: Vec<Block> = Vec::new();
    let is_own = |row: &NodeRef<'_>| {
        let mut above = row.ancestors_it(None).take_while(|it| it.id != node.id);
        row.has_name("tr") && !above.any(|it| it.has_name("tr"))
    };
    for row in node.descendants_it().filter(is_own) {
        let cells = row.element_children();
        if let [code, value] = cells.as_slice() {
            let code = text_of(code);
            let is_code = is_code(&code);
            if is_code && TEXTS.contains(&code.as_str()) {
                let Some(blocks) = blocks_of(value, progress)? else {
                    return Ok(None);
                };
                text.extend(blocks);
            } else if is_code {
                fields.push((code, text_of(value)));
            }
        }
    }
    let rest = if text.is_empty() {
        let Some((found, rest)) = of_paragraphs(node, progress)? else {
            return Ok(None);
        };
        text = found;
        rest
    } else {
        let known: HashSet<String> = text.iter().map(|it| collapse(&it.text)).collect();
        let Some(mut rest) = blocks_of(node, progress)? else {
            return Ok(None);
        };
        rest.retain(|block| !known.contains(&collapse(&block.text)));
        left_out(rest)
    };
    let mut piece = if fields.is_empty() {
        of_lines(node)
    } else {
        of_codes(&fields)
    };
    if text.is_empty() || piece.title.is_empty() && fields.is_empty() {
        return Ok(None);
    }
    if !piece.title.is_empty() {
        text.insert(0, Block::new(BlockKind::Heading, piece.title.as_str()));
    }
    let known = core::mem::replace(&mut piece.blocks, text);
    let lines: HashSet<&str> = known.iter().map(|it| it.text.as_str()).collect();
    let is_known = |block: &Block| {
        let line = collapse(&block.text);
        line == piece.title || lines.contains(line.as_str()) || is_code(&line)
    };
    // Rows of codes are read.
    let is_read = |block: &Block| !fields.is_empty() && block.kind == BlockKind::Row;
    let rest: Vec<Block> = rest
        .into_iter()
        .filter(|block| !is_read(block) && !is_known(block))
        .collect();
    piece.blocks.extend(known);
    piece.blocks.extend(rest);
    Ok(Some(piece))
}

fn is_code(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_uppercase())
}

/// What is the text, and what is cut.
type Parted = (Vec<Block>, Vec<Block>);

/// The text between the first and the last paragraph of an article, whatever stands between, and all else, cut.
fn of_paragraphs(node: &NodeRef<'_>, progress: &Progress) -> Result<Option<Parted>, Problem> {
    let paragraphs: Vec<String> = node
        .descendants_it()
        .filter(|it| it.has_name("p") && attribute(it, "class").contains("articleParagraph"))
        .map(|it| text_of(&it))
        .filter(|text| !text.is_empty())
        .collect();
    let known: HashSet<&str> = paragraphs.iter().map(String::as_str).collect();
    let Some(mut all) = blocks_of(node, progress)? else {
        return Ok(None);
    };
    let is_one = |block: &Block| known.contains(collapse(&block.text).as_str());
    let is_all = all.iter().filter(|block| is_one(block)).count() >= paragraphs.len();
    let (Some(first), Some(last), true) = (
        all.iter().position(is_one),
        all.iter().rposition(is_one),
        is_all,
    ) else {
        all.retain(|block| !is_one(block));
        let text = paragraphs.into_iter().map(Block::paragraph);
        return Ok(Some((text.collect(), left_out(all))));
    };
    let behind = all.split_off(last + 1);
    let text = all.split_off(first);
    all.extend(behind);
    Ok(Some((text, left_out(all))))
}

fn left_out(blocks: Vec<Block>) -> Vec<Block> {
    let cut = |block: Block| block.without(Cut::Boilerplate);
    blocks.into_iter().map(cut).collect()
}

fn of_codes(fields: &[(String, String)]) -> Piece {
    let get = |code: &str| {
        let found = fields.iter().find(|(known, _)| known == code);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let language = guess_language(&get("LA"));
    let number = get("AN");
    let number = number
        .strip_prefix("Document ")
        .unwrap_or(&number)
        .to_owned();
    let copyright = get("CY");
    let mut more = more([
        ("section", get("SE")),
        ("page", get("PG")),
        ("length", get("WC")),
        ("document", number),
    ]);
    let others = fields
        .iter()
        .filter(|(code, _)| !CODES.contains(&code.as_str()));
    more.extend(others.filter(|(_, value)| !value.is_empty()).cloned());
    Piece {
        title: get("HD"),
        source: get("SN"),
        author: authors(&get("BY"), &language),
        date: guess::date(&get("PD"), &language),
        more,
        blocks: if copyright.is_empty() {
            Vec::new()
        } else {
            vec![Block::paragraph(copyright).without(Cut::Boilerplate)]
        },
        language,
        ..Piece::default()
    }
}

/// Without codes: by the look of the lines between the headline and the text.
fn of_lines(node: &NodeRef<'_>) -> Piece {
    let language = {
        let class = attribute(node, "class");
        let own = class
            .split_whitespace()
            .find_map(|it| it.strip_suffix("Article"));
        own.filter(|it| it.len() == 2)
            .unwrap_or_default()
            .to_owned()
    };
    let title = with_class(node, "headline").or_else(|| {
        let mut all = node.descendants_it();
        all.find(|it| attribute(it, "id") == "hd")
    });
    let title = title.map(|it| text_of(&it)).unwrap_or_default();
    let mut piece = Piece {
        title,
        ..Piece::default()
    };
    for line in node.descendants_it().filter(|it| it.has_name("div")) {
        if line
            .element_children()
            .iter()
            .any(|it| it.has_name("div") || it.has_name("p"))
        {
            continue;
        }
        let text = text_of(&line);
        let words = text.split_whitespace().count();
        if text.is_empty() || text == piece.title {
            continue;
        }
        let is_count = words == 2 && text.starts_with(|c: char| c.is_ascii_digit());
        let date = (words <= 5)
            .then(|| guess::date(&text, &language))
            .flatten();
        if let Some(number) = text.strip_prefix("Document ").filter(|_| words == 2) {
            piece.more.push(("document".to_owned(), number.to_owned()));
        } else if is_count && date.is_none() {
            piece.more.push(("length".to_owned(), text));
        } else if date.is_some() && piece.date.is_none() {
            piece.date = date;
        } else if piece.date.is_none() && piece.more.is_empty() && piece.author.is_empty() {
            piece.author = authors(&text, &language);
        } else if text.starts_with("Copyright") || text.starts_with('©') {
            piece
                .blocks
                .push(Block::paragraph(text).without(Cut::Boilerplate));
        } else if piece.date.is_some()
            && piece.source.is_empty()
            && text.contains(char::is_alphabetic)
            && !text.contains(':')
        {
            piece.source = text;
        }
    }
    piece.language = language;
    piece
}

fn guess_language(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let tag = name.len() == 2 && name.bytes().all(|it| it.is_ascii_lowercase());
    if tag {
        name
    } else {
        super::super::databases::language(&name).to_owned()
    }
}

/// An article of Europresse.
fn europresse(node: &NodeRef<'_>, progress: &Progress) -> Result<Option<Piece>, Problem> {
    let get = |part: &str| {
        with_class(node, part)
            .map(|it| text_of(&it))
            .unwrap_or_default()
    };
    let title = first([get("titrearticle"), get("doctitle")]);
    let container = with_class(node, "dococurrcontainer").or_else(|| with_class(node, "doctext"));
    let Some(container) = container else {
        return Ok(None);
    };
    let header = get("docheader");
    let published = get("docpublicationname");
    // “Le Littoral, no. 812” and “France, lundi 5 février 2024, p. 4”.
    let source = published
        .split(',')
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned();
    let date = guess::date(&header, "fr").or_else(|| guess::date(&published, "fr"));
    let blocks = blocks_of(&container, progress)?.unwrap_or_default();
    if title.is_empty() || blocks.is_empty() {
        return Ok(None);
    }
    let after = |mark: &str| -> String {
        let found = header.split(mark).nth(1).unwrap_or_default();
        let end = found.find([',', '•', '·', ' ']).unwrap_or(found.len());
        found[..end].trim().to_owned()
    };
    let length = header
        .split([',', '•', '·'])
        .map(str::trim)
        .find(|it| it.ends_with(" mots") || it.ends_with(" words"));
    let mut all = vec![Block::new(BlockKind::Heading, title.as_str())];
    all.extend(blocks);
    Ok(Some(Piece {
        author: authors(
            &first([get("docauthors"), get("sm-margin-bottomnews")]),
            "fr",
        ),
        more: more([
            ("page", after(" p. ")),
            ("section", get("rubrique")),
            ("length", length.unwrap_or_default().to_owned()),
            ("document", get("lblnodoc")),
        ]),
        title,
        source,
        date,
        blocks: all,
        ..Piece::default()
    }))
}

/// All that can be read in a part of a page; none of one that cannot be read.
fn blocks_of(node: &NodeRef<'_>, progress: &Progress) -> Result<Option<Vec<Block>>, Problem> {
    match html::fragment(&node.html(), progress) {
        Ok(blocks) => Ok(Some(blocks)),
        Err(Problem::Cancelled) => Err(Problem::Cancelled),
        Err(_) => Ok(None),
    }
}

/// Articles of Factiva as XML.
fn read_xml(given: &Given<'_>) -> Result<Found, Problem> {
    let (text, mut found) = source(given)?;
    let document = xml::parse(&text)?;
    let is_article = |it: &Node<'_, '_>| it.tag_name().name().eq_ignore_ascii_case("ppsarticle");
    for node in xml::outermost(document.root_element(), is_article) {
        given.go_on()?;
        let article = xml::find(node, "article").unwrap_or(node);
        found.pieces.push(of_xml(article));
    }
    if found.pieces.is_empty() {
        return Err(Problem::Unknown);
    }
    Ok(found)
}

fn of_xml(article: Node<'_, '_>) -> Piece {
    let value = |name: &str| {
        let node = xml::find(article, name)?;
        let value = first([xml::attribute(node, "value"), xml::all_text(node)]);
        Some(value)
    };
    let get = |name: &str| value(name).unwrap_or_default();
    let language = guess_language(&first([get("baseLanguage"), get("languageCode")]));
    let title = get("headline");
    let mut blocks = vec![Block::new(BlockKind::Heading, title.as_str())];
    for part in ["leadParagraph", "tailParagraphs"] {
        if let Some(part) = xml::find(article, part) {
            let paragraphs = part
                .descendants()
                .filter(|it| it.tag_name().name() == "paragraph");
            let texts: Vec<String> = paragraphs.map(xml::all_text).collect();
            let texts = if texts.is_empty() {
                vec![xml::all_text(part)]
            } else {
                texts
            };
            blocks.extend(texts.into_iter().map(Block::paragraph));
        }
    }
    let copyright = get("copyright");
    if !copyright.is_empty() {
        blocks.push(Block::paragraph(copyright).without(Cut::Boilerplate));
    }
    Piece {
        source: get("sourceName"),
        author: authors(&get("byline"), &language),
        date: xml::find(article, "publicationDate").and_then(|it| {
            let inner = xml::find(it, "date").unwrap_or(it);
            let said = first([xml::attribute(inner, "value"), xml::all_text(inner)]);
            day(&said, &language)
        }),
        more: more([
            ("section", get("sectionName")),
            ("page", get("pageNumber")),
            ("length", get("wordCount")),
            ("document", get("accessionNo")),
        ]),
        title,
        language,
        blocks,
        ..Piece::default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn one_long_article_is_read_only_for_those_who_wait() {
        let progress = Progress::default();
        let page = "<div class='article'><table><tr><td>HD</td><td>Port</td></tr>\
                    <tr><td>LP</td><td><p>The port is closed.</p></td></tr></table></div>";
        let document = html::parse(page, &progress).unwrap();
        let root = document.root();
        let node = with_class(&root, "article").unwrap();
        let read = factiva(&node, &progress).unwrap();
        assert_eq!(read.map(|it| it.title).as_deref(), Some("Port"));
        progress.cancel.store(true, Ordering::Relaxed);
        let read = factiva(&node, &progress);
        assert!(matches!(read, Err(Problem::Cancelled)), "{read:?}");
    }
}
