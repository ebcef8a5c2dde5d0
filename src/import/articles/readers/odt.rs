//! Texts of OpenDocument: `.odt`, a ZIP archive of parts, and `.fodt`, all in one file of XML.
//!
//! What is read is what the text says with all tracked changes accepted: what was deleted stands apart in the file and is left
//! out, and so are comments and hidden text.

use std::collections::HashMap;

use crate::import::{Head, Problem};
use crate::say;

use super::super::found::CREATOR;
use super::super::{Block, BlockKind, Found, Given, Piece};
use super::docx::more;
use super::flow::{Flow, Part};
use super::left_out::{LeftOut, keep_margin};
use super::looks::{Look, contents, look};
use super::markup::{Kind, Markup, Spaces, Step, Tag, decode};
use super::notes::Notes;
use super::package::{MOST, Package, is_package};

const SPACES: Spaces = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "svg",
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "manifest",
    ),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/1998/Math/MathML", "math"),
];

/// Most spaces that one element stands for, and most cells.
const REPEATED: usize = 1000;
/// Most styles of which one is based on the next.
const CHAIN: usize = 20;

/// Whether a file is a text of OpenDocument.
pub(in crate::import::articles) fn sniff(head: &Head<'_>) -> bool {
    let is_flat = head.begins("<?xml") || head.begins("<office:document");
    is_package(
        head,
        matches!(head.extension, "odt" | "ott"),
        b"opendocument.text",
    ) || (head.extension == "fodt" && head.text.starts_with('<'))
        || (is_flat
            && head
                .text
                .contains("office:mimetype=\"application/vnd.oasis.opendocument.text\""))
}

/// Reads a text of OpenDocument.
///
/// # Errors
/// [`Problem`], when it is none, is broken, or has no text.
pub(in crate::import::articles) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    let kind = Kind {
        name: "OpenDocument",
        spaces: SPACES,
        entity: |_| None,
        typed: false,
        progress: given.progress,
    };
    let mut reading = Reading::new(given, kind);
    let head = &given.bytes[..given.bytes.len().min(1000)];
    let is_flat = memchr::memchr(b'<', head).is_some() && !head.starts_with(b"PK");
    let mut damaged = false;
    if is_flat {
        if given.bytes.len() as u64 > MOST {
            return Err(Problem::Unfolds { most: MOST });
        }
        let (text, bad) = decode(given.bytes);
        damaged = bad;
        reading.part(&text, given.name)?;
    } else {
        let mut package = Package::open(given, kind)?;
        if let Some(manifest) = package.part("META-INF/manifest.xml")?
            && manifest.contains("encryption-data")
        {
            return Err(Problem::Encrypted);
        }
        let content = package.need("content.xml")?;
        // Styles come first: a paragraph may have one of them.
        for name in ["styles.xml", "meta.xml"] {
            if let Some(text) = package.part(name)? {
                reading.part(&text, name)?;
            }
        }
        reading.part(&content, "content.xml")?;
        damaged |= package.damaged;
    }
    if !reading.has_text {
        let why = say!("document-lacks", part = "office:text");
        return Err(Problem::Broken {
            kind: kind.name,
            why,
        });
    }
    reading.finish(damaged)
}

/// A style of paragraphs or letters.
#[derive(Debug, Default)]
struct Style {
    /// What people see that it is called.
    shown: String,
    based_on: String,
    is_hidden: bool,
}

struct Reading<'a> {
    kind: Kind<'a>,
    flow: Flow,
    notes: Notes,
    piece: Piece,
    title: String,
    styles: HashMap<String, Style>,
    heads: Vec<Block>,
    feet: Vec<Block>,
    /// The paragraphs that are open, one in the other.
    looks: Vec<Look>,
    /// How many lists, tables of contents are open.
    lists: usize,
    contents: usize,
    has_text: bool,
    left_out: LeftOut,
}

impl<'a> Reading<'a> {
    fn new(given: &Given<'_>, kind: Kind<'a>) -> Self {
        Self {
            kind,
            flow: Flow::default(),
            notes: Notes::new(given.options),
            piece: Piece::default(),
            title: String::new(),
            styles: HashMap::new(),
            heads: Vec::new(),
            feet: Vec::new(),
            looks: Vec::new(),
            lists: 0,
            contents: 0,
            has_text: false,
            left_out: LeftOut::default(),
        }
    }

    /// Reads a file of XML, in which any part of a document may stand.
    fn part(&mut self, text: &str, name: &str) -> Result<(), Problem> {
        let mut markup = Markup::new(text, name, self.kind);
        let mut last = String::new();
        loop {
            match markup.next()? {
                Step::Open(tag) => match (tag.space, tag.name()) {
                    ("office", "meta") => self.meta(&mut markup)?,
                    ("style", "style") => {
                        let get = |name| tag.get(name).unwrap_or_default();
                        let shown = tag.get("display-name").unwrap_or_else(|| get("name"));
                        let shown = shown.replace("_20_", " ");
                        let style = Style {
                            shown,
                            based_on: get("parent-style-name"),
                            is_hidden: false,
                        };
                        last = get("name");
                        self.styles.insert(last.clone(), style);
                    }
                    ("style", "text-properties") if is(&tag, "display", "none") => {
                        if let Some(style) = self.styles.get_mut(&last) {
                            style.is_hidden = true;
                        }
                    }
                    ("style", "header" | "header-left" | "header-first") => {
                        self.margin(&tag, &mut markup, false)?;
                    }
                    ("style", "footer" | "footer-left" | "footer-first") => {
                        self.margin(&tag, &mut markup, true)?;
                    }
                    ("office", "text") => {
                        self.has_text = true;
                        self.text(&mut markup)?;
                    }
                    ("office", "spreadsheet" | "presentation" | "drawing") => markup.skip()?,
                    _ => {}
                },
                Step::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// What the document says of itself.
    fn meta(&mut self, markup: &mut Markup<'_, '_>) -> Result<(), Problem> {
        let mut creator = String::new();
        let mut initial = String::new();
        let mut modified = String::new();
        loop {
            match markup.next()? {
                Step::Open(tag) => {
                    let value = |markup: &mut Markup<'_, '_>| markup.text();
                    match (tag.space, tag.name()) {
                        ("dc", "title") => self.piece.title = value(markup)?,
                        ("dc", "language") => self.piece.language = value(markup)?,
                        ("dc", "creator") => creator = value(markup)?,
                        ("dc", "date") => modified = value(markup)?,
                        ("meta", "initial-creator") => initial = value(markup)?,
                        ("meta", "creation-date") => {
                            more(&mut self.piece, "created", value(markup)?);
                        }
                        ("dc", "subject" | "description") => {
                            let name = tag.name().to_owned();
                            more(&mut self.piece, &name, value(markup)?);
                        }
                        ("meta", "keyword") => more(&mut self.piece, "keywords", value(markup)?),
                        _ => {}
                    }
                }
                Step::Close(end) if end.space == "office" && end.name() == "meta" => break,
                Step::End => break,
                _ => {}
            }
        }
        more(&mut self.piece, "modified", modified);
        let first = if initial.is_empty() { creator } else { initial };
        more(&mut self.piece, CREATOR, first);
        Ok(())
    }

    /// The head or foot of pages.
    fn margin<'t>(
        &mut self,
        tag: &Tag<'t>,
        markup: &mut Markup<'t, '_>,
        foot: bool,
    ) -> Result<(), Problem> {
        if is(tag, "display", "false") {
            return markup.skip();
        }
        self.flow.open(Part::Aside);
        self.text(markup)?;
        let side = if foot {
            &mut self.feet
        } else {
            &mut self.heads
        };
        keep_margin(side, self.flow.close_aside());
        Ok(())
    }

    /// The text in the element that has just begun, to its end.
    fn text(&mut self, markup: &mut Markup<'_, '_>) -> Result<(), Problem> {
        let mut depth = 1;
        while depth > 0 {
            match markup.next()? {
                Step::Open(tag) => {
                    if !self.open(&tag, markup)? {
                        depth += 1;
                    }
                }
                Step::Close(end) => {
                    depth -= 1;
                    if depth > 0 {
                        self.close(end.space, end.name());
                    }
                }
                // White space between paragraphs is for those who read the file.
                Step::Text(text) if !self.looks.is_empty() => self.flow.spaced(&text),
                Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
        Ok(())
    }

    /// Begins an element; whether it was read to its end.
    fn open<'t>(&mut self, tag: &Tag<'t>, markup: &mut Markup<'t, '_>) -> Result<bool, Problem> {
        match (tag.space, tag.name()) {
            ("text", "p" | "h") => {
                let look = self.look(tag);
                self.looks.push(look);
            }
            ("text", "s") => self.flow.text(&" ".repeat(tag.count("c").min(REPEATED))),
            ("text", "tab") => self.flow.text("\t"),
            ("text", "line-break") => self.flow.spaced_break(),
            ("text", "list") => self.lists += 1,
            ("text", "table-of-content") => self.contents += 1,
            ("text", "tracked-changes") => {
                markup.within(|it| {
                    self.left_out.deletions +=
                        usize::from(it.space == "text" && it.name() == "deletion");
                })?;
                return Ok(true);
            }
            ("text", name) if self.is_hidden(name, tag) => {
                self.left_out.hidden += 1;
                markup.skip()?;
                return Ok(true);
            }
            ("text", "note") => {
                self.note(markup)?;
                return Ok(true);
            }
            ("office", "annotation") => {
                self.left_out.comments += 1;
                markup.skip()?;
                return Ok(true);
            }
            (space, name) if is_skipped(space, name) => {
                markup.skip()?;
                return Ok(true);
            }
            ("draw", "image") => self.left_out.pictures += 1,
            ("draw", "text-box" | "custom-shape" | "rect" | "ellipse" | "caption") => {
                self.flow.open(Part::Aside);
            }
            ("table", "table") => self.flow.open(Part::Table),
            ("table", "table-row") => self.flow.open(Part::Row),
            ("table", "table-cell" | "covered-table-cell") => {
                for _ in 1..tag.count("number-columns-repeated").min(REPEATED) {
                    self.flow.open(Part::Cell);
                    self.flow.close(Part::Cell);
                }
                self.flow.open(Part::Cell);
            }
            _ => {}
        }
        Ok(false)
    }

    fn close(&mut self, space: &str, name: &str) {
        match (space, name) {
            ("text", "p" | "h") => {
                let look = self.looks.pop().unwrap_or_default();
                if look.is_title && self.title.is_empty() {
                    self.flow.line().trim().clone_into(&mut self.title);
                }
                self.flow.trim_end();
                self.flow.end(look.kind, look.cut);
            }
            ("text", "list") => self.lists = self.lists.saturating_sub(1),
            ("text", "table-of-content") => self.contents = self.contents.saturating_sub(1),
            ("draw", "text-box" | "custom-shape" | "rect" | "ellipse" | "caption") => {
                let blocks = self.flow.close_aside();
                self.flow.behind(blocks);
            }
            ("table", "table") => self.flow.close(Part::Table),
            ("table", "table-row") => self.flow.close(Part::Row),
            ("table", "table-cell" | "covered-table-cell") => self.flow.close(Part::Cell),
            _ => {}
        }
    }

    /// A note, to its end: the sign that it has of its own, and its text.
    fn note(&mut self, markup: &mut Markup<'_, '_>) -> Result<(), Problem> {
        let mut blocks = Vec::new();
        let mut depth = 1;
        let mut label = String::new();
        while depth > 0 {
            match markup.next()? {
                Step::Open(tag) if tag.space == "text" && tag.name() == "note-body" => {
                    self.flow.open(Part::Aside);
                    let looks = std::mem::take(&mut self.looks);
                    let lists = std::mem::take(&mut self.lists);
                    self.text(markup)?;
                    self.looks = looks;
                    self.lists = lists;
                    blocks = self.flow.close_aside();
                }
                Step::Open(tag) if tag.space == "text" && tag.name() == "note-citation" => {
                    label = tag.get("label").unwrap_or_default();
                    markup.skip()?;
                }
                Step::Open(_) => depth += 1,
                Step::Close(_) => depth -= 1,
                Step::Text(_) | Step::End => {}
            }
        }
        let label = label.trim();
        if !label.is_empty() {
            self.flow.text(label);
            if let Some(first) = blocks.first_mut() {
                first.text = format!("{label} {}", first.text);
            }
        }
        self.notes.add(&mut self.flow, blocks, !label.is_empty());
        Ok(())
    }

    /// Whether nobody sees what is in an element of text.
    fn is_hidden(&self, name: &str, tag: &Tag<'_>) -> bool {
        match name {
            "section" => is(tag, "display", "none"),
            "hidden-text" => is(tag, "is-hidden", "true"),
            "span" => {
                let style = tag.get("style-name").unwrap_or_default();
                self.styles.get(&style).is_some_and(|style| style.is_hidden)
            }
            _ => false,
        }
    }

    fn look(&self, tag: &Tag<'_>) -> Look {
        let style = tag.get("style-name").unwrap_or_default();
        let mut found = self.named(&style);
        if self.contents > 0 {
            return contents();
        }
        if tag.name() == "h" {
            found.kind = BlockKind::Heading;
        }
        if self.lists > 0 && found.kind == BlockKind::Paragraph {
            found.kind = BlockKind::Item;
        }
        found
    }

    /// What a style means, or the one that it is based on.
    fn named(&self, style: &str) -> Look {
        let mut style = style;
        for _ in 0..CHAIN {
            let known = self.styles.get(style);
            let shown = known.map_or(style, |known| known.shown.as_str());
            if let Some(look) = look(shown) {
                return look;
            }
            match known {
                Some(known) => style = &known.based_on,
                None => break,
            }
        }
        Look::default()
    }

    fn finish(mut self, damaged: bool) -> Result<Found, Problem> {
        self.left_out.notes = self.notes.left_out;
        self.left_out.damaged = damaged;
        let mut blocks = self.flow.finish();
        blocks.extend(self.notes.finish());
        if blocks.is_empty() {
            return Err(self.left_out.no_text());
        }
        self.piece.blocks = self.heads;
        self.piece.blocks.append(&mut blocks);
        self.piece.blocks.append(&mut self.feet);
        if self.piece.title.is_empty() {
            self.piece.title = self.title;
        }
        Ok(Found {
            pieces: vec![self.piece],
            remarks: self.left_out.remarks(),
            ..Found::default()
        })
    }
}

/// Elements in which no text of the document stands.
fn is_skipped(space: &str, name: &str) -> bool {
    match space {
        "text" => matches!(
            name,
            "number"
                | "script"
                | "ruby-text"
                | "table-of-content-source"
                | "alphabetical-index-source"
                | "bibliography-source"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
        ),
        "svg" => matches!(name, "title" | "desc"),
        "office" => matches!(name, "forms" | "binary-data" | "event-listeners"),
        "math" => matches!(name, "annotation" | "annotation-xml"),
        _ => false,
    }
}

fn is(tag: &Tag<'_>, attribute: &str, value: &str) -> bool {
    tag.get(attribute).as_deref() == Some(value)
}
