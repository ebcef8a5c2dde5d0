//! XML of newsrooms: read as what it says, whatever document type it names.

use std::borrow::Cow;
use std::collections::HashMap;

use roxmltree::{Document, Node, ParsingOptions};

use crate::import::Problem;
use crate::import::xml::{NODES, crowded};
use crate::say;
use crate::store::Progress;

use super::found::collapse;
use super::{Block, html};

/// Most names of characters that are looked up in a text, beside those of XML.
const NAMES: usize = 200;
/// Longest of them, in characters.
const LONGEST_NAME: usize = 11;

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
    Ok(match with_characters(&prepared) {
        Some(text) => Cow::Owned(text),
        None => prepared,
    })
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

/// The text with the characters that HTML has names for and XML has not; none when there are none. Those that mean something in
/// XML stand there by the names that XML has for them.
fn with_characters(text: &str) -> Option<String> {
    let mut known: HashMap<&str, Option<String>> = HashMap::new();
    let mut whole = String::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some(name) = name_at(text, at) else {
            continue;
        };
        if !known.contains_key(name) {
            if known.len() == NAMES {
                continue;
            }
            known.insert(name, character(name));
        }
        if let Some(Some(character)) = known.get(name) {
            whole.push_str(&text[done..at]);
            whole.push_str(character);
            done = at + name.len();
        }
    }
    (done > 0).then(|| whole + &text[done..])
}

/// The name of a character that stands there with its signs, `&nbsp;`, unless it is one of XML.
fn name_at(text: &str, at: usize) -> Option<&str> {
    let rest = &text.as_bytes()[at + 1..];
    let mut letters = rest.iter().take(LONGEST_NAME + 1);
    let end = letters.position(|byte| !byte.is_ascii_alphanumeric())?;
    if end < 2 || rest[end] != b';' {
        return None;
    }
    let name = &text[at..at + end + 2];
    (!matches!(name, "&amp;" | "&lt;" | "&gt;" | "&quot;" | "&apos;")).then_some(name)
}

/// What stands for a name in XML, if HTML knows it.
fn character(name: &str) -> Option<String> {
    let character = dom_query::Document::fragment(name).text().to_string();
    match character.as_str() {
        "&" => Some("&amp;".to_owned()),
        "<" => Some("&lt;".to_owned()),
        _ => (character != name).then_some(character),
    }
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

/// The elements that are of a kind, in the order of the text; one in another is a part of that.
pub fn outermost<'a, 'i>(
    root: Node<'a, 'i>,
    is_one: impl Fn(&Node<'a, 'i>) -> bool,
) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut end = 0;
    for node in root
        .descendants()
        .filter(|it| it.is_element() && is_one(it))
    {
        if node.range().start >= end {
            end = node.range().end;
            found.push(node);
        }
    }
    found
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
    collapse(&whole)
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
pub fn blocks(
    node: Node<'_, '_>,
    source: &str,
    progress: &Progress,
) -> Result<Vec<Block>, Problem> {
    let source = source.get(node.range()).unwrap_or_default();
    html::fragment(&as_page(source), progress)
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
        // Comments and instructions say nothing to readers.
        let silent = [("<!--", "-->"), ("<?", "?>")];
        let silent = silent.iter().find(|(begin, _)| rest.starts_with(begin));
        if let Some((begin, end)) = silent {
            let behind = rest[begin.len()..].split_once(end);
            rest = behind.map_or("", |(_, after)| after);
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
        let page = as_page("<x:p a='1'>A<x:em/>b</x:p><!--x:style y--><?z?><![CDATA[1<2]]><br/>c");
        assert_eq!(page, "<p a='1'>A<em/></em>b</p>1&lt;2<br/>c");
    }
}
