//! The tree of a page, made in bounded memory.

use std::sync::atomic::Ordering;

use dom_query::{Document, NodeRef};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::super::found::collapse;
use crate::import::Problem;
use crate::say;
use crate::store::Progress;

/// Most nodes of a page. Badly closed tags can make many more of them than the page has characters.
const MOST: usize = 1_500_000;
/// Deepest nesting: for each tag, the parser looks through what is open. Browsers stop at 512.
const DEEPEST: usize = 3000;
/// Largest page, in bytes.
const LARGEST: usize = 64 << 20;
/// Most comparisons of attributes of a page: the parser compares each one with all before it in its tag.
const COMPARISONS: usize = 2_000_000_000;

/// Reads a page as browsers do, whatever is wrong with it.
///
/// # Errors
/// [`Problem::Unfolds`] when its tree would be too large; [`Problem::Broken`] when it is made so that reading it takes too long;
/// [`Problem::Cancelled`].
pub fn parse(html: &str, progress: &Progress) -> Result<Document, Problem> {
    if html.len() > LARGEST {
        let most = LARGEST as u64;
        return Err(Problem::Unfolds { most });
    }
    if is_crowded(html) {
        return Err(Problem::Broken {
            kind: "HTML",
            why: say!("import-page-crowded").to_owned(),
        });
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
    // With how many nodes the tree may be deeper than it may be, as each is at most one step down.
    let mut suspect = DEEPEST;
    while !rest.is_empty() {
        if progress.cancel.load(Ordering::Relaxed) {
            return Err(Problem::Cancelled);
        }
        let document = &parser.tokenizer.sink.sink;
        document.errors.borrow_mut().clear();
        let nodes = document.tree.len();
        if nodes > MOST {
            return Err(Problem::Broken {
                kind: "HTML",
                why: say!("import-page-too-large", most = MOST),
            });
        }
        if nodes > suspect {
            let depth = depth(document);
            if depth > DEEPEST {
                return Err(Problem::Broken {
                    kind: "HTML",
                    why: say!("import-page-too-deep", most = DEEPEST),
                });
            }
            suspect = nodes + DEEPEST - depth;
        }
        // Each tag may open again all that was left open: the more there is, the smaller the steps.
        let step = ((1 << 20) / (nodes + 1)).clamp(16, 1 << 14);
        let (now, later) = rest.split_at(rest.floor_char_boundary(step));
        parser.process(StrTendril::from(now));
        rest = later;
    }
    Ok(parser.finish())
}

/// Whether some tag has so many attributes that parsing it would take minutes. What looks like a tag in a script or a
/// comment is counted too, since what is one depends on all before it.
pub fn is_crowded(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut comparisons = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]) {
        at += open + 1;
        at += usize::from(bytes.get(at) == Some(&b'/'));
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut attributes = 0;
        let mut last = b'<';
        while let Some(&byte) = bytes.get(at).filter(|byte| **byte != b'>') {
            at += 1;
            match byte {
                b'"' | b'\'' if last == b'=' => {
                    let end = memchr::memchr(byte, &bytes[at..]);
                    at += end.map_or(bytes.len() - at, |end| end + 1);
                    last = b' ';
                }
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' if last == b'=' => {}
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => last = b' ',
                _ => {
                    if last == b' ' {
                        comparisons += attributes;
                        attributes += 1;
                    }
                    last = byte;
                }
            }
        }
        if comparisons > COMPARISONS {
            return true;
        }
    }
    false
}

/// The text of a piece of HTML, each run of spaces as one; what cannot be read as HTML stays as it is.
pub fn plain(html: &str) -> String {
    let read = html
        .contains(['<', '&'])
        .then(|| parse(html, &Progress::default()).ok())
        .flatten();
    match read {
        Some(document) => text_of(&document.root()),
        None => collapse(html),
    }
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
    collapse(&node.text())
}
