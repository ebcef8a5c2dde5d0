//! The tree of a page, made in bounded memory.

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use crate::import::Problem;
use crate::say;

/// Most nodes of a page. Badly closed tags can make many more of them than the page has characters.
const MOST: usize = 1_500_000;
/// Deepest nesting: for each tag, the parser looks through what is open. Browsers stop at 512.
const DEEPEST: usize = 3000;
/// Largest page, in bytes.
const LARGEST: usize = 64 << 20;

/// Reads a page as browsers do, whatever is wrong with it.
///
/// # Errors
/// [`Problem::Unfolds`] when its tree would be too large.
pub fn parse(html: &str) -> Result<Document, Problem> {
    if html.len() > LARGEST {
        let most = LARGEST as u64;
        return Err(Problem::Unfolds { most });
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            // What stands in `<noscript>` is read as what it is.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let document = &parser.tokenizer.sink.sink;
        document.errors.borrow_mut().clear();
        let nodes = document.tree.len();
        if nodes > MOST {
            return Err(Problem::Broken {
                kind: "HTML",
                why: say!("import-page-too-large", most = MOST),
            });
        }
        if depth(document) > DEEPEST {
            return Err(Problem::Broken {
                kind: "HTML",
                why: say!("import-page-too-deep", most = DEEPEST),
            });
        }
        // Each tag may open again all that was left open: the more there is, the smaller the steps.
        let step = ((1 << 20) / (nodes + 1)).clamp(16, 1 << 14);
        let (now, later) = rest.split_at(rest.floor_char_boundary(step));
        parser.process(StrTendril::from(now));
        rest = later;
    }
    Ok(parser.finish())
}

/// How deep the place is nested at which the parser is.
fn depth(document: &Document) -> usize {
    let mut depth = 0;
    let mut at = Some(document.root());
    while let Some(node) = at {
        depth += 1;
        at = node.last_child();
    }
    depth
}

/// The name of an element, lower case; none of what is no element.
pub fn element_name(node: &NodeRef<'_>) -> Option<String> {
    node.qual_name_ref().map(|name| name.local.to_string())
}

/// An attribute of an element; empty without it.
pub fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name)
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}

/// All text in a node, each run of spaces as one.
pub fn text_of(node: &NodeRef<'_>) -> String {
    let text = node.text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
