//! E-books (EPUB): a ZIP archive with a list of pages in the order in which they are read.

mod page;

use std::collections::{HashMap, HashSet};

use crate::import::{Head, Problem, Setting, Takes};
use crate::say;

use super::super::{Cut, Found, Given, Piece};
use super::docx::{day, more};
use super::markup::{Kind, Markup, Spaces, Step};
use super::package::{Package, beside, is_package};

const SPACES: Spaces = &[
    (
        "urn:oasis:names:tc:opendocument:xmlns:container",
        "container",
    ),
    ("http://www.idpf.org/2007/opf", "opf"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/2001/04/xmlenc#", "enc"),
];

/// Ways to hide fonts that need no password.
const HIDDEN_FONTS: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// Whether each page of the book is an article.
pub(in crate::import::articles) const CHAPTERS: Setting = Setting {
    id: "chapters",
    name: || say!("document-option-chapters"),
    about: || say!("document-option-chapters-about"),
    takes: Takes::Flag,
    default: "no",
};

/// A page as the list of files has it.
struct Item {
    place: String,
    is_page: bool,
    is_navigation: bool,
}

/// What the package says of the book.
#[derive(Default)]
struct Book {
    piece: Piece,
    creators: Vec<String>,
    items: HashMap<String, Item>,
    /// The pages in the order in which they are read.
    spine: Vec<String>,
    /// Pages that are contents, by their places.
    contents: HashSet<String>,
}

/// Whether a file is an e-book.
pub(in crate::import::articles) fn sniff(head: &Head<'_>) -> bool {
    is_package(head, head.extension == "epub", b"application/epub+zip")
}

/// Reads an e-book.
///
/// # Errors
/// [`Problem`], when it is none, is broken or protected, or has no text.
pub(in crate::import::articles) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    let kind = Kind {
        name: "EPUB",
        spaces: SPACES,
        entity: |_| None,
        typed: true,
        progress: given.progress,
    };
    let mut package = Package::open(given, kind)?;
    let container = package.need("META-INF/container.xml")?;
    let place = root(&container, kind)?.ok_or_else(|| package.lacks("OPF"))?;
    let text = package.need(&place)?;
    let book = book(&text, &place, kind)?;
    let protected = match package.part("META-INF/encryption.xml")? {
        Some(text) => protected(&text, kind)?,
        None => HashSet::new(),
    };
    let apart = given.options.has(&CHAPTERS);
    let mut found = Found::default();
    let mut whole = book.piece.clone();
    let (mut pictures, mut hidden, mut missing) = (0, 0, Vec::new());
    let mut seen = HashSet::new();
    for id in &book.spine {
        let Some(item) = book.items.get(id).filter(|item| item.is_page) else {
            continue;
        };
        // A book that names a page twice does not become longer by it.
        if !seen.insert(item.place.as_str()) {
            continue;
        }
        if protected.contains(&item.place) {
            return Err(Problem::Encrypted);
        }
        let Some(text) = package.part(&item.place)? else {
            missing.push(item.place.clone());
            continue;
        };
        let mut page = page::read(&text, &item.place, kind)?;
        pictures += page.pictures;
        hidden += page.hidden;
        if item.is_navigation || book.contents.contains(&item.place) {
            for block in &mut page.blocks {
                block.cut = Some(Cut::Navigation);
            }
        }
        if !apart {
            whole.blocks.append(&mut page.blocks);
        } else if page.blocks.iter().any(|block| block.cut.is_none()) {
            let mut piece = book.piece.clone();
            let title = std::mem::take(&mut piece.title);
            more(&mut piece, "book", title);
            piece.title = page.title;
            piece.blocks = page.blocks;
            found.pieces.push(piece);
        }
    }
    if !apart && whole.blocks.iter().any(|block| block.cut.is_none()) {
        found.pieces.push(whole);
    }
    if found.pieces.is_empty() {
        return Err(match (missing.first(), pictures) {
            (Some(place), _) => package.lacks(place),
            (None, 0) => Problem::Empty,
            (None, _) => Problem::OnlyPictures,
        });
    }
    let said = [
        (hidden, say!("document-hidden").to_owned()),
        (
            missing.len(),
            say!("document-missing", parts = missing.join(", ")),
        ),
        (
            usize::from(package.damaged),
            say!("import-damaged").to_owned(),
        ),
    ];
    let remarks = said.into_iter().filter(|(count, _)| *count > 0);
    found.remarks = remarks.map(|(_, remark)| remark).collect();
    Ok(found)
}

/// Where the package of the book is.
fn root(text: &str, kind: Kind<'_>) -> Result<Option<String>, Problem> {
    let mut markup = Markup::new(text, "META-INF/container.xml", kind);
    loop {
        match markup.next()? {
            Step::Open(tag) if tag.name() == "rootfile" => {
                if let Some(place) = tag.get("full-path") {
                    return Ok(Some(beside("", &place)));
                }
            }
            Step::End => return Ok(None),
            _ => {}
        }
    }
}

/// Reads the package: what is said of the book, its files, and the order of its pages.
fn book(text: &str, part: &str, kind: Kind<'_>) -> Result<Book, Problem> {
    let mut markup = Markup::new(text, part, kind);
    let mut book = Book::default();
    loop {
        match markup.next()? {
            Step::Open(tag) => {
                let get = |name| tag.get(name).unwrap_or_default();
                match (tag.space, tag.name()) {
                    ("dc", name) => {
                        let name = name.to_owned();
                        let event = get("event");
                        let value = markup.text()?;
                        book.says(&name, &event, value);
                    }
                    (_, "meta") if get("property") == "dcterms:modified" => {
                        let value = markup.text()?;
                        more(&mut book.piece, "modified", value);
                    }
                    (_, "item") => {
                        let media = get("media-type");
                        let item = Item {
                            place: beside(part, &unescape(&get("href"))),
                            is_page: media.contains("html") || media.contains("dtbook"),
                            is_navigation: get("properties").split(' ').any(|it| it == "nav"),
                        };
                        book.items.insert(get("id"), item);
                    }
                    (_, "itemref") => book.spine.push(get("idref")),
                    (_, "reference") if get("type") == "toc" => {
                        let place = get("href");
                        let place = place.split('#').next().unwrap_or_default();
                        book.contents.insert(beside(part, &unescape(place)));
                    }
                    _ => {}
                }
            }
            Step::End => {
                book.piece.author = book.creators.join(", ");
                return Ok(book);
            }
            _ => {}
        }
    }
}

impl Book {
    fn says(&mut self, name: &str, event: &str, value: String) {
        let piece = &mut self.piece;
        let is_link = value.starts_with("http://") || value.starts_with("https://");
        match name {
            "title" if piece.title.is_empty() => piece.title = value,
            "creator" if !value.is_empty() => self.creators.push(value),
            "publisher" if piece.source.is_empty() => piece.source = value,
            "language" if piece.language.is_empty() => piece.language = value,
            "date" if piece.date.is_none() && matches!(event, "" | "publication") => {
                piece.date = day(&value);
                more(piece, "published", value);
            }
            "source" | "identifier" if is_link && piece.url.is_empty() => piece.url = value,
            "identifier" | "subject" | "description" => more(piece, name, value),
            _ => {}
        }
    }
}

/// The files that a key or password protects.
fn protected(text: &str, kind: Kind<'_>) -> Result<HashSet<String>, Problem> {
    let mut markup = Markup::new(text, "META-INF/encryption.xml", kind);
    let mut all = HashSet::new();
    let mut how = String::new();
    loop {
        match markup.next()? {
            Step::Open(tag) => match tag.name() {
                "EncryptionMethod" => how = tag.get("Algorithm").unwrap_or_default(),
                "CipherReference" if !HIDDEN_FONTS.contains(&how.as_str()) => {
                    let place = tag.get("URI").unwrap_or_default();
                    all.insert(beside("", &unescape(&place)));
                }
                _ => {}
            },
            Step::End => return Ok(all),
            _ => {}
        }
    }
}

/// A link as a name: `%20` is a space.
fn unescape(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind.get(..2).filter(|_| *first == b'%');
        let hex = hex.and_then(|hex| core::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| link.to_owned())
}
