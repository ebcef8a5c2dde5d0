//! What the formats made of XML have in common.

use roxmltree::{Document, Node, ParsingOptions};

use super::super::problem::{Problem, Wrong};

/// Most elements and texts of a file.
const NODES: u32 = 20_000_000;
/// Most attributes of an element: looking for one that stands twice takes the square of their number.
const ATTRIBUTES: usize = 4000;

/// Reads XML. Definitions of documents are not allowed, so nothing expands and nothing is fetched.
pub(super) fn parse<'t>(text: &'t str, name: &str) -> Result<Document<'t>, Problem> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    if has_crowded_element(text) {
        let why = crate::say!("foreign-too-many-attributes", most = ATTRIBUTES);
        return Err(Wrong::broken("XML", &why).of(name));
    }
    Document::parse_with_options(text, options).map_err(|error| {
        let line = u64::from(error.pos().row);
        Wrong::broken("XML", &error).at(name, line)
    })
}

/// Whether some element has more attributes than any of these formats has.
fn has_crowded_element(text: &str) -> bool {
    let mut count = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'"', b'\'', b'>', bytes) {
        if bytes[at] == b'>' {
            count = 0;
        } else if at > 0 && bytes[at - 1] == b'=' {
            count += 1;
            if count > ATTRIBUTES {
                return true;
            }
        }
    }
    false
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
