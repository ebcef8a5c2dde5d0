//! Rich Text Format: groups of control words and letters.
//!
//! Letters come by the code page of the file or the character set of their font, or as numbers of UTF-16 with a letter beside
//! them for old programs, which is passed. A group begins with what it is for; what is not known and marked with `\*` is passed,
//! as the rules have it.

mod charsets;
mod tokens;

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use encoding_rs::{Encoding, WINDOWS_1252};
use jiff::civil::Date;

use crate::import::Problem;
use crate::say;

use super::super::{Block, BlockKind, Cut, Found, Given, Piece};
use super::docx::more;
use super::flow::{Flow, Part};
use super::looks::{Look, look};
use super::notes::Notes;
use super::symbols::{is_symbolic, symbol};
use tokens::{Token, Tokens};

/// How deep groups may lie in each other.
const DEEPEST: usize = 1000;
/// How deep tables may lie in each other.
const TABLES: usize = 30;
/// After so many pieces it is looked whether somebody still waits.
const PATIENCE: usize = 4096;

/// Control words that stand for letters.
const LETTERS: &[(&str, &str)] = &[
    ("bullet", "•"),
    ("column", "\n"),
    ("emdash", "—"),
    ("emspace", "\u{2003}"),
    ("endash", "–"),
    ("enspace", "\u{2002}"),
    ("lbr", "\n"),
    ("ldblquote", "“"),
    ("line", "\n"),
    ("lquote", "‘"),
    ("ltrmark", "\u{200e}"),
    ("page", "\n"),
    ("qmspace", "\u{2005}"),
    ("rdblquote", "”"),
    ("rquote", "’"),
    ("rtlmark", "\u{200f}"),
    ("softline", "\n"),
    ("tab", "\t"),
    ("zwbo", "\u{200b}"),
    ("zwj", "\u{200d}"),
    ("zwnbo", "\u{2060}"),
    ("zwnj", "\u{200c}"),
];

/// Groups that hold no text of the document, though no `\*` says so.
const PASSED: &[&str] = &[
    "colortbl",
    "filetbl",
    "listtable",
    "listtext",
    "nonesttables",
    "nonshppict",
    "pict",
    "pntext",
    "pntxta",
    "pntxtb",
    "rxe",
    "shprslt",
    "sp",
    "tc",
    "tcn",
    "themedata",
    "xe",
];

/// Groups with `\*` whose text belongs to the document all the same, or that hold groups whose text does.
const STARRED: &[&str] = &["do", "moMath", "moMathPara", "nesttableprops", "shpinst"];

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
    comments: usize,
    deletions: usize,
    hidden: usize,
    pictures: usize,
    damaged: bool,
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
            comments: 0,
            deletions: 0,
            hidden: 0,
            pictures: 0,
            damaged: false,
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

    /// Letters as they stand in the file. Behind the first byte of a letter of two, they are its second one.
    fn letters(&mut self, text: &[u8]) {
        let passed = self.pass.min(text.len());
        self.pass -= passed;
        self.bytes.extend_from_slice(&text[passed..]);
    }

    /// Turns the bytes so far into letters.
    fn settle(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let group = *self.group();
        match (group.signs, group.to) {
            (_, To::Nowhere) => {}
            (Some(font), To::Text) => {
                let font = self.fonts.get(&font).map(|font| font.name.clone());
                let font = font.unwrap_or_default();
                let signs: String = bytes
                    .iter()
                    .map(|it| symbol(&font, u32::from(*it)))
                    .collect();
                self.say(&signs);
            }
            _ => {
                let (text, damaged) = group.encoding.decode_without_bom_handling(&bytes);
                self.damaged |= damaged;
                self.say(&text);
            }
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Letters, wherever they go.
    fn say(&mut self, text: &str) {
        if self.half.take().is_some() {
            self.say("\u{fffd}");
        }
        let to = self.group().to;
        match to {
            To::Nowhere => {}
            To::Text if self.is_shown() => {
                if self.flow.line().trim_matches('\n').is_empty() {
                    self.go_to_table();
                }
                self.flow.text(text);
            }
            To::Text => {}
            To::Fonts => {
                for c in text.chars() {
                    if c == ';' {
                        let name = std::mem::take(&mut self.name);
                        self.fonts.entry(self.font).or_default().name = name.trim().to_owned();
                    } else {
                        self.name.push(c);
                    }
                }
            }
            To::Styles => {
                let mut parts = text.split(';');
                self.name.push_str(parts.next().unwrap_or_default());
                if parts.next().is_some() {
                    let name = std::mem::take(&mut self.name);
                    if let Some(look) = look(&name) {
                        self.styles.insert(self.style, look);
                    }
                }
            }
            To::Info(what) => self.info.entry(what).or_default().push_str(text),
        }
    }

    fn is_shown(&mut self) -> bool {
        let group = self.group();
        let (hidden, deleted) = (group.hidden, group.deleted);
        self.hidden += usize::from(hidden);
        self.deletions += usize::from(deleted);
        !hidden && !deleted
    }

    /// One letter, or what stands for one, unless it is there for old programs alone.
    fn letter(&mut self, text: &str) {
        if self.pass > 0 {
            self.pass -= 1;
        } else {
            self.say(text);
        }
    }

    fn symbol(&mut self, sign: u8) {
        // A sign may be the second byte of a letter.
        if let (b'\\' | b'{' | b'}', false) = (sign, self.bytes.is_empty()) {
            self.bytes.push(sign);
            return;
        }
        self.settle();
        match sign {
            b'~' => self.letter("\u{a0}"),
            b'_' => self.letter("\u{2011}"),
            b'-' => self.letter(""),
            b'\\' => self.letter("\\"),
            b'{' => self.letter("{"),
            b'}' => self.letter("}"),
            b'\t' => self.letter("\t"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, starred: bool) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        if let Ok(at) = LETTERS.binary_search_by(|(it, _)| (*it).cmp(word)) {
            self.letter(LETTERS[at].1);
            return;
        }
        match word {
            // Letters by their numbers.
            "u" => self.unicode(value),
            "uc" => self.group().passed = usize::try_from(value).unwrap_or(0).min(100),
            // The file.
            "ansi" => self.set_page(1252),
            "mac" => self.set_page(10000),
            "pc" => self.set_page(437),
            "pca" => self.set_page(850),
            "ansicpg" => self.set_page(value),
            "deff" => self.usual_font = value,
            // Groups by what they are for.
            "fonttbl" => self.group().to = To::Fonts,
            "stylesheet" => self.group().to = To::Styles,
            "info" => self.group().to = To::Nowhere,
            "title" | "author" | "subject" | "keywords" | "doccomm" | "creatim" | "revtim" => {
                self.about(word);
            }
            "yr" => self.time[0] = value,
            "mo" => self.time[1] = value,
            "dy" => self.time[2] = value,
            "header" | "headerl" | "headerr" | "headerf" => self.aside(Ends::Head),
            "footer" | "footerl" | "footerr" | "footerf" => self.aside(Ends::Foot),
            "footnote" => self.aside(Ends::Note),
            "shptxt" | "dptxbxtext" => self.aside(Ends::Box),
            "chftn" => self.numbered = true,
            "upr" => {
                let group = self.group();
                group.instead_of = Some(group.to);
                group.to = To::Nowhere;
            }
            "ud" => {
                let instead = self.groups.iter().rev().find_map(|it| it.instead_of);
                if let Some(to) = instead {
                    self.group().to = to;
                }
            }
            word if PASSED.binary_search(&word).is_ok() => {
                self.pictures += usize::from(word == "pict");
                self.is_item |= matches!(word, "listtext" | "pntext");
                self.group().to = To::Nowhere;
            }
            word if starred && !STARRED.contains(&word) => {
                self.comments += usize::from(word == "annotation");
                self.group().to = To::Nowhere;
            }
            _ => self.look(word, value, on),
        }
    }

    /// How letters and paragraphs look.
    fn look(&mut self, word: &str, value: i32, on: bool) {
        let to = self.group().to;
        match word {
            "f" if to == To::Fonts => {
                self.font = value;
                self.name.clear();
            }
            "fcharset" => {
                self.fonts.entry(self.font).or_default().encoding = charsets::of_charset(value);
            }
            "cpg" => {
                self.fonts.entry(self.font).or_default().encoding = charsets::of_code_page(value);
            }
            "s" if to == To::Styles => self.style = value,
            "outlinelevel" if to == To::Styles => {
                let kind = BlockKind::Heading;
                let look = Look {
                    kind,
                    ..Look::default()
                };
                self.styles.entry(self.style).or_insert(look);
            }
            _ if to != To::Text => {}
            "f" => self.set_font(value),
            "plain" => {
                let group = self.group();
                (group.hidden, group.deleted) = (false, false);
                self.set_font(self.usual_font);
            }
            "v" => self.group().hidden = on,
            "deleted" => self.group().deleted = on,
            "pard" => self.group().paragraph = Paragraph::default(),
            "s" => self.group().paragraph.style = value,
            "outlinelevel" => self.group().paragraph.is_heading = (0..9).contains(&value),
            "ls" => self.group().paragraph.is_item = value > 0,
            "intbl" => self.group().paragraph.in_table = true,
            // Some writers leave the word for it out.
            "trowd" => self.group().paragraph.in_table = true,
            "itap" => self.group().paragraph.depth = Some(value),
            "par" | "sect" => self.end_paragraph(),
            "cell" | "nestcell" => self.end_cell(word == "nestcell"),
            "row" | "nestrow" => self.end_row(word == "nestrow"),
            _ => {}
        }
    }

    fn unicode(&mut self, value: i32) {
        self.pass = self.group().passed;
        // Writers write numbers above 0x7FFF as negative ones, or beyond 0xFFFF as they are.
        let code =
            u32::try_from(if value < 0 { value + 0x1_0000 } else { value }).unwrap_or(0xfffd);
        if let Ok(unit) = u16::try_from(code)
            && (0xd800..0xe000).contains(&unit)
        {
            match (self.half.take(), unit < 0xdc00) {
                (None, true) => self.half = Some(unit),
                (Some(high), false) => {
                    let letter = String::from_utf16_lossy(&[high, unit]);
                    self.say(&letter);
                }
                (before, is_high) => {
                    if before.is_some() || !is_high {
                        self.say("\u{fffd}");
                    }
                    self.half = is_high.then_some(unit);
                }
            }
            return;
        }
        let letter = match self.group().signs {
            Some(font) if (0xf000..=0xf0ff).contains(&code) => {
                let font = self.fonts.get(&font).map_or("", |font| font.name.as_str());
                symbol(font, code)
            }
            _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        self.say(letter.encode_utf8(&mut [0; 4]));
    }

    fn set_page(&mut self, page: i32) {
        match charsets::of_code_page(page) {
            Some(encoding) => {
                self.encoding = encoding;
                self.unknown_page = None;
            }
            None => self.unknown_page = Some(page),
        }
        let encoding = self.encoding;
        for group in &mut self.groups {
            group.encoding = encoding;
        }
    }

    fn set_font(&mut self, number: i32) {
        let font = self.fonts.get(&number);
        let encoding = font.and_then(|font| font.encoding).unwrap_or(self.encoding);
        let signs = font.filter(|font| is_symbolic(&font.name)).map(|_| number);
        let group = self.group();
        (group.encoding, group.signs) = (encoding, signs);
    }

    /// What the file says of itself.
    fn about(&mut self, word: &str) {
        const NAMES: [&str; 7] = [
            "title", "author", "subject", "keywords", "doccomm", "creatim", "revtim",
        ];
        let in_info = self.groups.iter().any(|it| it.to == To::Nowhere);
        if let Some(name) = NAMES.into_iter().find(|name| *name == word)
            && in_info
        {
            self.time = [0; 3];
            self.group().to = To::Info(name);
        }
    }

    /// Begins a text of its own.
    fn aside(&mut self, ends: Ends) {
        let group = self.group();
        if group.to != To::Text || group.hidden || group.deleted {
            group.to = To::Nowhere;
            return;
        }
        group.ends = Some(ends);
        group.paragraph = Paragraph::default();
        self.around.push(Around {
            tables: std::mem::take(&mut self.tables),
            is_item: std::mem::take(&mut self.is_item),
            numbered: std::mem::take(&mut self.numbered),
        });
        self.flow.open(Part::Aside);
    }

    fn close(&mut self) {
        let Some(group) = self.groups.pop() else {
            return;
        };
        if let To::Info(what) = group.to
            && self.groups.last().is_some_and(|it| it.to != group.to)
            && self.time[0] > 0
        {
            let [year, month, day] = self.time;
            let time = format!("{year:04}-{month:02}-{day:02}");
            self.info.insert(what, time);
            self.time = [0; 3];
        }
        // What follows has the usual font until it says otherwise.
        if group.to == To::Fonts && self.group().to == To::Text {
            self.set_font(self.usual_font);
        }
        let Some(ends) = group.ends else {
            return;
        };
        if !self.flow.line().is_empty() {
            let look = self.paragraph_look(&group.paragraph);
            self.flow.end(look.kind, look.cut);
        }
        let blocks = self.flow.close_aside();
        let is_numbered = self.numbered;
        if let Some(around) = self.around.pop() {
            self.tables = around.tables;
            self.is_item = around.is_item;
            self.numbered = around.numbered;
        }
        let margin = match ends {
            Ends::Note => {
                if self.flow.line().is_empty() {
                    self.go_to_table();
                }
                return self.notes.add(&mut self.flow, blocks, !is_numbered);
            }
            Ends::Box => return self.flow.behind(blocks),
            Ends::Head => &mut self.heads,
            Ends::Foot => &mut self.feet,
        };
        for block in blocks {
            let block = block.without(Cut::RunningHead);
            if !margin.contains(&block) {
                margin.push(block);
            }
        }
    }

    fn paragraph_look(&mut self, paragraph: &Paragraph) -> Look {
        let is_item = std::mem::take(&mut self.is_item) || paragraph.is_item;
        let mut look = self
            .styles
            .get(&paragraph.style)
            .copied()
            .unwrap_or_default();
        if paragraph.is_heading {
            look.kind = BlockKind::Heading;
        }
        if is_item && look.kind == BlockKind::Paragraph {
            look.kind = BlockKind::Item;
        }
        look
    }

    fn end_paragraph(&mut self) {
        if self.group().to != To::Text {
            return;
        }
        let paragraph = self.group().paragraph;
        self.go_to_table();
        // A paragraph whose end was deleted goes on in the next.
        if self.group().deleted {
            return;
        }
        let look = self.paragraph_look(&paragraph);
        if look.is_title && self.title.is_empty() {
            self.flow.line().trim().clone_into(&mut self.title);
        }
        self.flow.end(look.kind, look.cut);
    }

    /// Opens and closes tables until as many are open as the paragraph lies in.
    fn go_to_table(&mut self) {
        let paragraph = self.group().paragraph;
        let depth = match paragraph.depth {
            Some(depth) => usize::try_from(depth).unwrap_or(0),
            None => usize::from(paragraph.in_table),
        };
        self.go_to(depth.min(TABLES));
    }

    fn go_to(&mut self, depth: usize) {
        while self.tables > depth {
            self.flow.close(Part::Table);
            self.tables -= 1;
        }
        while self.tables < depth {
            if self.tables > 0 {
                self.open_cell();
            }
            self.flow.open(Part::Table);
            self.tables += 1;
        }
    }

    /// Opens a cell, unless one is open.
    fn open_cell(&mut self) {
        if self.flow.inner() == Part::Table {
            self.flow.open(Part::Row);
        }
        if self.flow.inner() == Part::Row {
            self.flow.open(Part::Cell);
        }
    }

    fn end_cell(&mut self, is_nested: bool) {
        if !is_nested && self.tables != 1 {
            self.go_to(1);
        } else if is_nested && self.tables < 2 {
            self.go_to(2);
        }
        let paragraph = self.group().paragraph;
        let look = self.paragraph_look(&paragraph);
        self.flow.end(look.kind, look.cut);
        self.open_cell();
        self.flow.close(Part::Cell);
    }

    fn end_row(&mut self, is_nested: bool) {
        if is_nested && self.tables < 2 {
            return;
        }
        if !is_nested {
            self.go_to(1);
        }
        self.flow.close(Part::Row);
        self.group().paragraph.in_table = false;
    }

    fn finish(mut self) -> Result<Found, Problem> {
        let notes_left_out = self.notes.left_out;
        let mut blocks = self.flow.finish();
        blocks.extend(self.notes.finish());
        if blocks.is_empty() {
            return Err(match self.pictures {
                0 => Problem::Empty,
                _ => Problem::OnlyPictures,
            });
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
        piece.author = take("author");
        let created = take("creatim");
        piece.date = created.parse::<Date>().ok();
        for (name, value) in [
            ("subject", take("subject")),
            ("description", take("doccomm")),
            ("keywords", take("keywords")),
            ("created", created),
            ("modified", take("revtim")),
        ] {
            more(&mut piece, name, value);
        }
        if piece.title.is_empty() {
            piece.title = self.title;
        }
        let page = self.unknown_page.unwrap_or(0).to_string();
        let said = [
            (
                self.comments,
                say!("document-comments", count = self.comments),
            ),
            (self.deletions, say!("document-deletions").to_owned()),
            (self.hidden, say!("document-hidden").to_owned()),
            (
                notes_left_out,
                say!("document-notes", count = notes_left_out),
            ),
            (usize::from(self.damaged), say!("import-damaged").to_owned()),
            (
                usize::from(self.unknown_page.is_some()),
                say!("document-code-page", page = page),
            ),
            (
                usize::from(self.breaks_off),
                say!("document-ended-early").to_owned(),
            ),
        ];
        let remarks = said.into_iter().filter(|(count, _)| *count > 0);
        Ok(Found {
            pieces: vec![piece],
            remarks: remarks.map(|(_, remark)| remark).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order_so_that_they_are_found() {
        assert!(LETTERS.is_sorted_by_key(|(word, _)| *word));
        assert!(PASSED.is_sorted());
    }
}
