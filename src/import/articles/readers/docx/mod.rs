//! Word documents (DOCX): a ZIP archive of parts in XML.
//!
//! What is read is what somebody sees who accepts all tracked changes: insertions and results of fields stay; deletions, codes
//! of fields, hidden text and comments do not. Tables come row by row, text boxes behind the paragraph that they hang on, notes
//! at the end, headers and footers as blocks that are cut.

mod body;
mod styles;

use std::collections::HashMap;

use jiff::civil::Date;

use crate::import::{Head, Problem};

use super::super::found::CREATOR;
use super::super::{Block, Cut, Found, Given, Piece};
use super::left_out::{LeftOut, keep_margin};
use super::markup::{Kind, Markup, Spaces, Step};
use super::notes::Notes;
use super::package::{COMPOUND, Package, beside, is_package};
use body::{Body, Margin, NoteTexts, Seen};
use styles::Styles;

/// The namespaces of both kinds of DOCX, the usual and the strict one.
const SPACES: Spaces = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
];

/// Whether a file is a Word document; one with a password is a compound file.
pub(in crate::import::articles) fn sniff(head: &Head<'_>) -> bool {
    let is_named = matches!(head.extension, "docx" | "docm" | "dotx");
    (is_named && head.bytes.starts_with(COMPOUND)) || is_package(head, is_named, b"word/")
}

/// Reads a Word document.
///
/// # Errors
/// [`Problem`], when it is none, is broken, or has no text.
pub(in crate::import::articles) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    let kind = Kind {
        name: "DOCX",
        spaces: SPACES,
        entity: |_| None,
        typed: false,
        progress: given.progress,
    };
    let mut package = Package::open(given, kind)?;
    let top = relations(&mut package, "", kind)?;
    let main = top.first("/officeDocument", "word/document.xml");
    let text = package.need(&main)?;
    let parts = relations(&mut package, &main, kind)?;

    let mut styles = Styles::default();
    let place = parts.first("/styles", &beside(&main, "styles.xml"));
    if let Some(text) = package.part(&place)? {
        styles = Styles::read(&text, &place, kind)?;
    }
    let mut notes = Notes::new(given.options);
    let mut seen = Seen::default();
    let none = NoteTexts::new();
    let mut note_texts = Vec::new();
    for (relation, part, name) in [
        ("/footnotes", "footnotes.xml", "footnote"),
        ("/endnotes", "endnotes.xml", "endnote"),
    ] {
        let place = parts.first(relation, &beside(&main, part));
        let mut texts = NoteTexts::new();
        if let Some(text) = package.part(&place)? {
            let body = Body::new(&styles, &none, &none, &mut notes, &mut seen);
            texts = body.notes(&text, &place, kind, name)?;
        }
        note_texts.push(texts);
    }
    let body = Body::new(
        &styles,
        &note_texts[0],
        &note_texts[1],
        &mut notes,
        &mut seen,
    );
    let mut blocks = body.text(&text, &main, kind)?;
    drop(text);
    let notes_left_out = notes.left_out;
    blocks.extend(notes.finish());

    let mut margins = [Vec::new(), Vec::new()];
    for (margin, id) in std::mem::take(&mut seen.margins) {
        let Some(place) = parts.by_id(&id) else {
            continue;
        };
        let Some(text) = package.part(&place)? else {
            continue;
        };
        let mut nothing = Notes::new(given.options);
        let body = Body::new(&styles, &none, &none, &mut nothing, &mut seen);
        let side = &mut margins[usize::from(margin == Margin::Foot)];
        keep_margin(side, body.text(&text, &place, kind)?);
    }
    let [heads, feet] = margins;
    let mut piece = Piece {
        blocks: heads.into_iter().chain(blocks).chain(feet).collect(),
        ..Piece::default()
    };
    if !has_text(&piece.blocks) {
        return Err(seen.left_out.no_text());
    }
    let place = top.first("/core-properties", "docProps/core.xml");
    if let Some(text) = package.part(&place)? {
        properties(&text, &place, kind, &mut piece)?;
    }
    if piece.title.is_empty() {
        piece.title = seen.title;
    }
    let left_out = LeftOut {
        notes: notes_left_out,
        damaged: package.damaged,
        ..seen.left_out
    };
    Ok(Found {
        pieces: vec![piece],
        remarks: left_out.remarks(),
        ..Found::default()
    })
}

/// Whether anything is left that is no header or footer.
fn has_text(blocks: &[Block]) -> bool {
    blocks
        .iter()
        .any(|block| block.cut != Some(Cut::RunningHead))
}

/// The parts that a part names: kind, id, place.
struct Relations(Vec<(String, String, String)>);

impl Relations {
    /// The first of a kind, else where it usually is.
    fn first(&self, kind: &str, usual: &str) -> String {
        let found = self.0.iter().find(|(it, ..)| it.ends_with(kind));
        found.map_or_else(|| usual.to_owned(), |(_, _, place)| place.clone())
    }

    fn by_id(&self, id: &str) -> Option<String> {
        let found = self.0.iter().find(|(_, it, _)| it == id);
        found.map(|(_, _, place)| place.clone())
    }
}

fn relations(package: &mut Package<'_>, part: &str, kind: Kind<'_>) -> Result<Relations, Problem> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let place = beside(&format!("{folder}/"), &format!("_rels/{file}.rels"));
    let mut all = Vec::new();
    let Some(text) = package.part(&place)? else {
        return Ok(Relations(all));
    };
    let mut markup = Markup::new(&text, &place, kind);
    loop {
        match markup.next()? {
            Step::Open(tag) if tag.name() == "Relationship" => {
                let get = |name| tag.get(name).unwrap_or_default();
                if get("TargetMode") != "External" {
                    all.push((get("Type"), get("Id"), beside(part, &get("Target"))));
                }
            }
            Step::End => return Ok(Relations(all)),
            _ => {}
        }
    }
}

/// What the document says of itself.
fn properties(text: &str, part: &str, kind: Kind<'_>, piece: &mut Piece) -> Result<(), Problem> {
    let mut markup = Markup::new(text, part, kind);
    let mut dates: HashMap<&'static str, String> = HashMap::new();
    loop {
        match markup.next()? {
            Step::Open(tag) => match (tag.space, tag.name()) {
                ("dc", "title") => piece.title = markup.text()?,
                ("dc", "creator") => more(piece, CREATOR, markup.text()?),
                ("dc", "language") => piece.language = markup.text()?,
                ("dcterms", "created") => {
                    dates.insert("created", markup.text()?);
                }
                ("dcterms", "modified") => {
                    dates.insert("modified", markup.text()?);
                }
                ("dc", "subject" | "description") | ("", "keywords") => {
                    let name = tag.name().to_owned();
                    more(piece, &name, markup.text()?);
                }
                _ => {}
            },
            Step::End => break,
            _ => {}
        }
    }
    for name in ["created", "modified"] {
        more(piece, name, dates.remove(name).unwrap_or_default());
    }
    Ok(())
}

/// Keeps what a file says of an article and has no field of its own.
pub(super) fn more(piece: &mut Piece, name: &str, value: String) {
    if !value.is_empty() {
        piece.more.push((name.to_owned(), value));
    }
}

/// The day of a time as XML writes it.
pub(super) fn day(time: &str) -> Option<Date> {
    time.get(..10)?.parse().ok()
}
