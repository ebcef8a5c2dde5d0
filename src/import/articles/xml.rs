//! XML of newsrooms: read as what it says, whatever document type it names.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use crate::import::Problem;
use crate::import::xml::{NODES, crowded};
use crate::say;

use super::{Block, html};

/// Most names of characters that a text may use beside those of XML.
const NAMES: usize = 200;

/// The text of a file as XML can be read from it: without the definition of its document type, which may name files and let
/// texts expand, and with the characters that HTML has names for.
///
/// # Errors
/// When it defines names of its own.
pub fn prepared(text: &str) -> Result<Cow<'_, str>, Problem> {
    let mut prepared = Cow::Borrowed(text);
    if let Some((start, end)) = document_type(text) {
        if text[start..end].contains("<!ENTITY") {
            return Err(broken(say!("import-xml-entities")));
        }
        prepared = Cow::Owned(format!("{}{}", &text[..start], &text[end..]));
    }
    let names = named_characters(&prepared);
    if names.is_empty() {
        return Ok(prepared);
    }
    let mut text = prepared.into_owned();
    for (name, character) in names {
        text = text.replace(&name, &character);
    }
    Ok(Cow::Owned(text))
}

/// Where the definition of the document type begins and ends.
fn document_type(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<!DOCTYPE")?;
    // It stands before the first element.
    if text[..start]
        .match_indices('<')
        .any(|(at, _)| !text[at..].starts_with("<?") && !text[at..].starts_with("<!"))
    {
        return None;
    }
    let mut in_brackets = false;
    for (at, c) in text[start..].char_indices() {
        match c {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '>' if !in_brackets => return Some((start, start + at + 1)),
            _ => {}
        }
    }
    None
}

/// The names of characters that HTML knows and XML does not, with the characters.
fn named_characters(text: &str) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for (at, _) in text.match_indices('&') {
        let rest = &text.as_bytes()[at + 1..];
        let end = rest
            .iter()
            .take(12)
            .position(|byte| !byte.is_ascii_alphanumeric());
        let Some(end) = end.filter(|end| *end > 1 && rest[*end] == b';') else {
            continue;
        };
        let name = &text[at..at + end + 2];
        let is_of_xml = matches!(name, "&amp;" | "&lt;" | "&gt;" | "&quot;" | "&apos;");
        if is_of_xml || names.iter().any(|(known, _)| known == name) {
            continue;
        }
        let character = dom_query::Document::fragment(name).text().to_string();
        if character != name && names.len() < NAMES {
            names.push((name.to_owned(), character));
        }
    }
    names
}

/// Reads what was prepared.
///
/// # Errors
/// [`Problem::Broken`] with the place.
pub fn parse(text: &str) -> Result<Document<'_>, Problem> {
    if let Some(why) = crowded(text) {
        return Err(broken(&why));
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| broken(&error.to_string()))
}

fn broken(why: &str) -> Problem {
    Problem::Broken {
        kind: "XML",
        why: why.to_owned(),
    }
}

/// The first element below that has this name, at any depth, whatever its namespace.
pub fn find<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants()
        .skip(1)
        .find(|it| it.is_element() && it.tag_name().name() == name)
}

/// The text of the first of these that has any.
pub fn text(node: Node<'_, '_>, names: &[&str]) -> String {
    let texts = names.iter().filter_map(|name| find(node, name));
    texts
        .map(all_text)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// All text in an element, each run of spaces as one.
pub fn all_text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    let whole: String = texts.filter_map(|it| it.text()).collect();
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An attribute, whatever its namespace; empty without it.
pub fn attribute(node: Node<'_, '_>, name: &str) -> String {
    let mut all = node.attributes();
    let found = all.find(|it| it.name() == name);
    found.map_or(String::new(), |it| it.value().trim().to_owned())
}

/// What stands in an element that is made as web pages are, NITF among it.
///
/// # Errors
/// As [`html::fragment`].
pub fn blocks(node: Node<'_, '_>, source: &str) -> Result<Vec<Block>, Problem> {
    let source = source.get(node.range()).unwrap_or_default();
    html::fragment(&as_page(source))
}

/// XML as HTML: names without prefixes, sections of characters as text, empty elements with their ends.
fn as_page(source: &str) -> String {
    let mut page = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        page.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(section) = rest.strip_prefix("<![CDATA[") {
            let (text, after) = section.split_once("]]>").unwrap_or((section, ""));
            page.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            rest = after;
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[..end];
        rest = &rest[end..];
        let (open, inner) = match tag.strip_prefix("</") {
            Some(inner) => ("</", inner),
            None => ("<", &tag[1..]),
        };
        let name_end = inner.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let (name, after) = inner.split_at(name_end.unwrap_or(inner.len()));
        let name = name.rsplit(':').next().unwrap_or_default();
        page.push_str(open);
        page.push_str(name);
        page.push_str(after);
        if open == "<" && after.ends_with("/>") && !matches!(name, "br" | "hr" | "img") {
            page.push_str("</");
            page.push_str(name);
            page.push('>');
        }
    }
    page.push_str(rest);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_types_go_and_named_characters_come() {
        let text = "<?xml version='1.0'?>\n<!DOCTYPE nitf SYSTEM 'nitf.dtd'>\n<nitf>caf&eacute;&nbsp;&amp;&lt;</nitf>";
        let text = prepared(text).unwrap();
        assert_eq!(
            text,
            "<?xml version='1.0'?>\n\n<nitf>café\u{a0}&amp;&lt;</nitf>"
        );
        assert_eq!(all_text(parse(&text).unwrap().root()), "café &<");
        let bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
        assert!(prepared(bomb).is_err());
        assert!(prepared("<a>&unknownname;</a>").is_ok_and(|text| parse(&text).is_err()));
    }

    #[test]
    fn xml_is_made_a_page() {
        let page = as_page("<x:p a='1'>A<x:em/>b</x:p><![CDATA[1<2]]><br/>c");
        assert_eq!(page, "<p a='1'>A<em/></em>b</p>1&lt;2<br/>c");
    }
}
