//! Rich Text Format: groups of control words and letters.
//!
//! Letters come by the code page of the file or the character set of their font, or as numbers of UTF-16 with a letter beside
//! them for old programs, which is passed. A group begins with what it is for; what is not known and marked with `\*` is passed,
//! as the rules have it.

mod charsets;
mod letters;
mod paragraphs;
mod tokens;
mod words;

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::import::{Head, Problem};
use crate::say;

use super::super::found::CREATOR;
use super::super::{Block, Found, Given, Piece};
use super::docx::more;
use super::flow::Flow;
use super::left_out::LeftOut;
use super::looks::Look;
use super::notes::Notes;
use tokens::{Token, Tokens};

/// How deep groups may lie in each other.
const DEEPEST: usize = 1000;
/// After so many pieces it is looked whether somebody still waits.
const PATIENCE: usize = 4096;

/// Whether a file is RTF, whatever its name: many a `.doc` is.
pub(in crate::import::articles) fn sniff(head: &Head<'_>) -> bool {
    head.begins("{\\rtf")
}

/// Reads a file of RTF.
///
/// # Errors
/// [`Problem`], when it is none, breaks off, or has no text.
pub(in crate::import::articles) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    if given.bytes.is_empty() {
        return Err(Problem::Empty);
    }
    let bytes = given
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(given.bytes);
    let bytes = bytes.trim_ascii_start();
    if !bytes.starts_with(b"{\\rtf") {
        return Err(broken(say!("document-no-rtf").to_owned()));
    }
    let mut reading = Reading::new(given);
    reading.all(bytes, given)?;
    reading.finish()
}

fn broken(why: String) -> Problem {
    Problem::Broken { kind: "RTF", why }
}

/// Where letters go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    Text,
    Nowhere,
    Fonts,
    Styles,
    /// What the file says of itself: the name of it.
    Info(&'static str),
}

/// What happens when a group ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Note,
    Head,
    Foot,
    Box,
}

/// A paragraph, as its control words say.
#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    style: i32,
    is_heading: bool,
    is_item: bool,
    in_table: bool,
    /// How deep its table lies in others, from 1.
    depth: Option<i32>,
}

/// What holds in a group, and in those in it until they say otherwise.
#[derive(Clone, Copy, Debug)]
struct Group {
    to: To,
    ends: Option<Ends>,
    /// Where letters would go if this group did not say the same a second time.
    instead_of: Option<To>,
    encoding: &'static Encoding,
    /// The font, when it draws signs.
    signs: Option<i32>,
    /// How many letters behind a number are for old programs.
    passed: usize,
    hidden: bool,
    deleted: bool,
    paragraph: Paragraph,
}

#[derive(Debug, Default)]
struct Font {
    name: String,
    encoding: Option<&'static Encoding>,
}

/// A note, head, foot or box that is being read, and what was read around it.
#[derive(Debug)]
struct Around {
    tables: usize,
    is_item: bool,
    numbered: bool,
}

struct Reading {
    flow: Flow,
    notes: Notes,
    piece: Piece,
    heads: Vec<Block>,
    feet: Vec<Block>,
    groups: Vec<Group>,
    around: Vec<Around>,
    /// How many tables are open in the text, note or box that is being read.
    tables: usize,
    /// Whether the paragraph began with the sign of an item.
    is_item: bool,
    /// Whether the note has a number that the program counts.
    numbered: bool,
    /// Bytes of letters that were not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a letter beyond 0xFFFF.
    half: Option<u16>,
    /// How many letters are still to be passed.
    pass: usize,
    encoding: &'static Encoding,
    fonts: HashMap<i32, Font>,
    font: i32,
    usual_font: i32,
    styles: HashMap<i32, Look>,
    style: i32,
    /// The name of a font or style so far.
    name: String,
    /// What the file says of itself, so far.
    info: HashMap<&'static str, String>,
    /// Year, month, day of the time that is being read.
    time: [i32; 3],
    title: String,
    left_out: LeftOut,
    unknown_page: Option<i32>,
    breaks_off: bool,
}

impl Reading {
    fn new(given: &Given<'_>) -> Self {
        Self {
            flow: Flow::default(),
            notes: Notes::new(given.options),
            piece: Piece::default(),
            heads: Vec::new(),
            feet: Vec::new(),
            groups: vec![Group {
                to: To::Text,
                ends: None,
                instead_of: None,
                encoding: WINDOWS_1252,
                signs: None,
                passed: 1,
                hidden: false,
                deleted: false,
                paragraph: Paragraph::default(),
            }],
            around: Vec::new(),
            tables: 0,
            is_item: false,
            numbered: false,
            bytes: Vec::new(),
            half: None,
            pass: 0,
            encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            font: 0,
            usual_font: 0,
            styles: HashMap::new(),
            style: 0,
            name: String::new(),
            info: HashMap::new(),
            time: [0; 3],
            title: String::new(),
            left_out: LeftOut::default(),
            unknown_page: None,
            breaks_off: false,
        }
    }

    fn group(&mut self) -> &mut Group {
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn all(&mut self, bytes: &[u8], given: &Given<'_>) -> Result<(), Problem> {
        let mut tokens = Tokens::new(bytes);
        let mut starred = false;
        let mut count = 0_usize;
        while let Some(token) = tokens.next() {
            count += 1;
            if count.is_multiple_of(PATIENCE) && given.progress.cancel.load(Ordering::Relaxed) {
                return Err(Problem::Cancelled);
            }
            let was_starred = std::mem::take(&mut starred);
            match token {
                Token::Text(text) => self.letters(text),
                Token::Byte(_) if self.pass > 0 => self.pass -= 1,
                Token::Byte(byte) => self.bytes.push(byte),
                Token::Open => {
                    self.settle();
                    self.pass = 0;
                    if self.groups.len() > DEEPEST {
                        return Err(broken(say!("document-deep", most = DEEPEST)));
                    }
                    let mut group = *self.group();
                    group.ends = None;
                    group.instead_of = None;
                    if group.to == To::Styles {
                        self.style = 0;
                        self.name.clear();
                    }
                    self.groups.push(group);
                }
                Token::Close => {
                    self.settle();
                    self.pass = 0;
                    self.close();
                    if self.groups.len() == 1 {
                        return Ok(());
                    }
                }
                Token::Symbol(b'*') => {
                    self.settle();
                    starred = true;
                }
                Token::Symbol(sign) => self.symbol(sign),
                Token::Word("bin", count) => {
                    tokens.pass(usize::try_from(count.unwrap_or(0)).unwrap_or(0));
                }
                Token::Word(word, number) => {
                    self.settle();
                    self.word(word, number, was_starred);
                }
            }
        }
        self.settle();
        // Many a writer forgets the last brace.
        if self.groups.len() > 2 {
            let why = say!("document-breaks-off").to_owned();
            let at = tokens.at().to_string();
            return Err(broken(say!("document-at", why = why, at = at)));
        }
        self.breaks_off = true;
        while self.groups.len() > 1 {
            self.close();
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Found, Problem> {
        self.left_out.notes = self.notes.left_out;
        let mut blocks = self.flow.finish();
        blocks.extend(self.notes.finish());
        if blocks.is_empty() {
            return Err(self.left_out.no_text());
        }
        let mut piece = self.piece;
        piece.blocks = self.heads;
        piece.blocks.append(&mut blocks);
        piece.blocks.append(&mut self.feet);
        let mut take = |name| {
            let value: String = self.info.remove(name).unwrap_or_default();
            value.trim().to_owned()
        };
        piece.title = take("title");
        for (name, value) in [
            (CREATOR, take("author")),
            ("subject", take("subject")),
            ("description", take("doccomm")),
            ("keywords", take("keywords")),
            ("created", take("creatim")),
            ("modified", take("revtim")),
        ] {
            more(&mut piece, name, value);
        }
        if piece.title.is_empty() {
            piece.title = self.title;
        }
        let mut remarks = self.left_out.remarks();
        if let Some(page) = self.unknown_page {
            remarks.push(say!("document-code-page", page = page.to_string()));
        }
        if self.breaks_off {
            remarks.push(say!("document-ended-early").to_owned());
        }
        Ok(Found {
            pieces: vec![piece],
            remarks,
            ..Found::default()
        })
    }
}
