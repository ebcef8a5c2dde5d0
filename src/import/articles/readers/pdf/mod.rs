//! PDF: pages on which text stands at places, in no order. `pdf_oxide` finds what stands where, [`guard`]ed; what is a line, a
//! column, a running head and a paragraph is found here.

mod extract;
mod guard;
mod layout;
mod lines;
mod made;
mod pages;
#[cfg(test)]
mod tests;

use crate::import::{Head, Problem};
use crate::say;

use super::super::found::CREATOR;
use super::super::{Cut, Found, Given, Piece};
use super::docx::more;
use pages::Answer;

pub use guard::serve;
pub use made::pdf as made;

/// How a PDF begins, not always at once.
const MAGIC: &[u8] = b"%PDF-";
/// How it ends.
const END: &[u8] = b"%%EOF";
/// Where beginning and end are looked for, in bytes.
const EDGE: usize = 1024;

/// How many pages are listed by their numbers.
const LISTED: usize = 50;

/// Whether a file is a PDF.
pub(in crate::import::articles) fn sniff(head: &Head<'_>) -> bool {
    let edge = &head.bytes[..head.bytes.len().min(EDGE)];
    head.bytes.starts_with(MAGIC)
        || (head.extension == "pdf" && memchr::memmem::find(edge, MAGIC).is_some())
}

/// Reads a PDF.
///
/// # Errors
/// [`Problem`], when it is none, is protected, or has no text.
pub(in crate::import::articles) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    if given.bytes.is_empty() {
        return Err(Problem::Empty);
    }
    let broken = |why: String| Problem::Broken { kind: "PDF", why };
    let head = &given.bytes[..given.bytes.len().min(EDGE)];
    if memchr::memmem::find(head, MAGIC).is_none() {
        return Err(broken(say!("document-no-pdf").to_owned()));
    }
    let document = match guard::read(given.bytes, given.progress)? {
        Answer::Pages(document) => document,
        Answer::Encrypted => return Err(Problem::Encrypted),
        Answer::Broken(why) => return Err(broken(why)),
    };
    let blocks = layout::blocks(&document.pages);
    let numbers = |is: fn(&pages::Page) -> bool| {
        let pages = document.pages.iter().enumerate();
        let found = pages.filter(|(_, page)| is(page));
        let mut numbers: Vec<String> = found.map(|(at, _)| (at + 1).to_string()).collect();
        if numbers.len() > LISTED {
            numbers.truncate(LISTED);
            numbers.push("…".to_owned());
        }
        numbers.join(", ")
    };
    let pictures = numbers(|page| page.has_picture);
    let unread = numbers(|page| !page.broken.is_empty());
    if blocks
        .iter()
        .all(|block| block.cut == Some(Cut::RunningHead))
    {
        let why = document.pages.iter().find(|page| !page.broken.is_empty());
        return Err(match why {
            Some(page) => broken(page.broken.clone()),
            None if pictures.is_empty() => Problem::Empty,
            None => Problem::OnlyPictures,
        });
    }
    let mut piece = Piece {
        blocks,
        ..Piece::default()
    };
    for (name, value) in document.about {
        let value = value.trim().trim_matches('\0').to_owned();
        match name.as_str() {
            "Title" => piece.title = value,
            "Author" => more(&mut piece, CREATOR, value),
            "Lang" => piece.language = value,
            "CreationDate" => more(&mut piece, "created", time(&value)),
            "ModDate" => more(&mut piece, "modified", time(&value)),
            "Subject" => more(&mut piece, "subject", value),
            "Keywords" => more(&mut piece, "keywords", value),
            _ => {}
        }
    }
    let mut remarks = Vec::new();
    let tail = &given.bytes[given.bytes.len().saturating_sub(EDGE)..];
    if memchr::memmem::find(tail, END).is_none() {
        remarks.push(say!("document-ended-early").to_owned());
    }
    if !pictures.is_empty() {
        remarks.push(say!("document-picture-pages", pages = pictures));
    }
    if !unread.is_empty() {
        remarks.push(say!("document-unread-pages", pages = unread));
    }
    Ok(Found {
        pieces: vec![piece],
        remarks,
        ..Found::default()
    })
}

/// Looks for blocks on pages that come from anywhere, as JSON, for the fuzz target.
///
/// # Panics
/// When a block without text is found.
pub fn check_pages(bytes: &[u8]) {
    if let Ok(document) = serde_json::from_slice::<pages::Document>(bytes) {
        let blocks = layout::blocks(&document.pages);
        assert!(blocks.iter().all(|block| !block.text.is_empty()));
    }
}

/// The day of a time as PDF writes it: `D:20260301092000+01'00'`. What is written otherwise stays as it is.
fn time(time: &str) -> String {
    let digits = time.trim_start_matches("D:");
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day))
            if digits.as_bytes()[..8].iter().all(u8::is_ascii_digit) =>
        {
            format!("{year}-{month}-{day}")
        }
        _ => time.to_owned(),
    }
}
