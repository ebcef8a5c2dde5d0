//! What the formats made of XML have in common.

use roxmltree::{Document, Node, ParsingOptions};

use super::super::problem::{Problem, Wrong};
use crate::import::xml::{NODES, crowded};

/// Reads XML. Definitions of documents are not allowed, so nothing expands and nothing is fetched.
pub(super) fn parse<'t>(text: &'t str, name: &str) -> Result<Document<'t>, Problem> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    if let Some(why) = crowded(text) {
        return Err(Wrong::broken("XML", &why).of(name));
    }
    Document::parse_with_options(text, options).map_err(|error| {
        let line = u64::from(error.pos().row);
        Wrong::broken("XML", &error).at(name, line)
    })
}

/// The elements below a node that have this name, whatever their namespace.
pub(super) fn children<'a, 'i>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first such element.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// The text of the first such element; empty without one.
pub(super) fn text_of(node: Node<'_, '_>, name: &'static str) -> String {
    let found = child(node, name);
    found
        .and_then(|it| it.text())
        .unwrap_or_default()
        .to_owned()
}
