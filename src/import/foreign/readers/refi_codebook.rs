//! REFI-QDA codebooks: `.qdc`, and the part of a project that is one.

use roxmltree::Node;

use super::super::neutral::{Found, Label};
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::xml::{child, children, parse, text_of};

/// Deepest tree of codes.
const DEPTH: usize = 64;

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.contains("urn:QDA-XML:codebook")
        || (head.extension == "qdc" && head.text.contains("<CodeBook"))
}

pub(super) fn read(source: &Source<'_>, _options: &Options) -> Result<Found, Problem> {
    let text = source.text()?;
    let document = parse(&text, &source.shown())?;
    let root = document.root_element();
    let book = match root.tag_name().name() {
        "CodeBook" => Some(root),
        _ => child(root, "CodeBook"),
    };
    let Some(book) = book else {
        return Err(Wrong::lacks("<CodeBook>").of(source.shown()));
    };
    let mut found = Found::default();
    for (_, label) in codes(book) {
        found.book.push(label);
    }
    if found.book.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    Ok(found)
}

/// The codes of a codebook with their GUIDs in lower case. Names are unique in it: of several codes of one name, those below
/// others get that one's name before theirs.
pub(super) fn codes(book: Node<'_, '_>) -> Vec<(String, Label)> {
    let mut found: Vec<(String, Label)> = Vec::new();
    let mut taken = std::collections::HashSet::new();
    let mut open: Vec<(Node<'_, '_>, String, usize)> = Vec::new();
    if let Some(codes) = child(book, "Codes") {
        open.extend(children(codes, "Code").map(|code| (code, String::new(), 0)));
    }
    open.reverse();
    while let Some((code, parent, depth)) = open.pop() {
        let guid = code.attribute("guid").unwrap_or_default().to_lowercase();
        let mut name = code.attribute("name").unwrap_or_default().trim().to_owned();
        if name.is_empty() {
            name.clone_from(&guid);
        }
        if taken.contains(&name) && !parent.is_empty() {
            name = format!("{parent} / {name}");
        }
        taken.insert(name.clone());
        found.push((
            guid,
            Label {
                name: name.as_str().into(),
                parent: parent.as_str().into(),
                group: code.attribute("isCodable") == Some("false"),
                color: code.attribute("color").and_then(|it| it.parse().ok()),
                definition: text_of(code, "Description"),
                fields: Vec::new(),
            },
        ));
        if depth < DEPTH {
            let mut below: Vec<_> = children(code, "Code")
                .map(|code| (code, name.clone(), depth + 1))
                .collect();
            below.reverse();
            open.extend(below);
        }
    }
    found
}
