//! The text of a part of a Word document: body, note, header or footer.

use std::collections::{HashMap, HashSet};

use crate::import::Problem;

use super::super::super::{Block, BlockKind};
use super::super::flow::{Flow, Part};
use super::super::left_out::LeftOut;
use super::super::looks::Look;
use super::super::markup::{Kind, Markup, Step, Tag};
use super::super::notes::Notes;
use super::super::symbols;
use super::styles::Styles;

/// What is left out of a document, and what it refers to.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub left_out: LeftOut,
    /// Headers and footers by the ids of their relations, in their order, each once.
    pub margins: Vec<(Margin, String)>,
    /// The same, to know them again.
    known: HashSet<(Margin, String)>,
    /// The first paragraph that is a headline of the whole.
    pub title: String,
}

/// Which margin of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Margin {
    Head,
    Foot,
}

/// The texts of notes by their ids.
pub(super) type NoteTexts = HashMap<String, Vec<Block>>;

/// Reads a part: a text, or several of them.
pub(super) struct Body<'a> {
    pub styles: &'a Styles,
    pub footnotes: &'a NoteTexts,
    pub endnotes: &'a NoteTexts,
    pub notes: &'a mut Notes,
    pub seen: &'a mut Seen,
    flow: Flow,
    /// The paragraphs that are open: a box in a paragraph has its own.
    paragraphs: Vec<Paragraph>,
    /// The fields that are open: whether we are in their code and not yet in their result.
    fields: Vec<bool>,
    /// In how many codes of fields we are.
    codes: usize,
    /// Whether one of several ways to say the same was taken.
    ways: Vec<bool>,
    /// Whether the run is hidden.
    hidden: bool,
    /// Whether letters are text and not only the white space between elements.
    reading: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Paragraph {
    look: Look,
    /// Whether its end was deleted, so that the next one goes on in its line.
    is_joined: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        footnotes: &'a NoteTexts,
        endnotes: &'a NoteTexts,
        notes: &'a mut Notes,
        seen: &'a mut Seen,
    ) -> Self {
        Self {
            styles,
            footnotes,
            endnotes,
            notes,
            seen,
            flow: Flow::default(),
            paragraphs: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            ways: Vec::new(),
            hidden: false,
            reading: false,
        }
    }

    /// Reads a part that is one text.
    pub(super) fn text(
        mut self,
        text: &str,
        part: &str,
        kind: Kind<'_>,
    ) -> Result<Vec<Block>, Problem> {
        let mut markup = Markup::new(text, part, kind);
        loop {
            match markup.next()? {
                Step::Open(tag) => self.open(&tag, &mut markup)?,
                Step::Close(end) => self.close(end.space, end.name()),
                Step::Text(text) if self.reading && self.is_shown() => self.flow.text(&text),
                Step::Text(_) => {}
                Step::End => return Ok(self.flow.finish()),
            }
        }
    }

    /// Reads a part of notes: elements of this name with their ids.
    pub(super) fn notes(
        mut self,
        text: &str,
        part: &str,
        kind: Kind<'_>,
        name: &str,
    ) -> Result<NoteTexts, Problem> {
        let mut markup = Markup::new(text, part, kind);
        let mut all = NoteTexts::new();
        let mut id = String::new();
        loop {
            match markup.next()? {
                Step::Open(tag) if tag.space == "w" && tag.name() == name => {
                    // Lines between text and notes are no notes.
                    if tag.get("type").is_some_and(|it| it != "normal") {
                        markup.skip()?;
                        continue;
                    }
                    id = tag.get("id").unwrap_or_default();
                    self.flow.open(Part::Aside);
                }
                Step::Close(end) if end.space == "w" && end.name() == name => {
                    all.insert(std::mem::take(&mut id), self.flow.close_aside());
                }
                Step::Open(tag) => self.open(&tag, &mut markup)?,
                Step::Close(end) => self.close(end.space, end.name()),
                Step::Text(text) if self.reading && self.is_shown() => self.flow.text(&text),
                Step::Text(_) => {}
                Step::End => return Ok(all),
            }
        }
    }

    fn is_shown(&mut self) -> bool {
        if self.hidden {
            self.seen.left_out.hidden += 1;
        }
        !self.hidden && self.codes == 0
    }

    /// Adds a sign that an element stands for.
    fn sign(&mut self, sign: &str) {
        if self.is_shown() {
            self.flow.text(sign);
        }
    }

    fn open<'t>(&mut self, tag: &Tag<'t>, markup: &mut Markup<'t, '_>) -> Result<(), Problem> {
        match (tag.space, tag.name()) {
            ("w", "p") => self.paragraphs.push(Paragraph::default()),
            ("w", "pPr") => self.paragraph(markup)?,
            ("w", "r") => self.hidden = false,
            ("w", "rPr") => {
                let mut hidden = false;
                markup.within(|it| {
                    hidden |= it.space == "w" && it.name() == "vanish" && !it.is_off("val");
                })?;
                self.hidden = hidden;
            }
            ("w" | "m", "t") => self.reading = true,
            ("w", "tab" | "ptab") => self.sign("\t"),
            ("w", "br" | "cr") => self.sign("\n"),
            ("w", "noBreakHyphen") => self.sign("\u{2011}"),
            ("w", "sym") => {
                let code = tag.get("char").unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).unwrap_or_default();
                let font = tag.get("font").unwrap_or_default();
                self.sign(&symbols::symbol(&font, code).to_string());
            }
            ("w", "fldChar") => match tag.get("fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(true);
                    self.codes += 1;
                    markup.skip()?;
                }
                Some("separate") => {
                    if let Some(code) = self.fields.last_mut() {
                        self.codes -= usize::from(core::mem::take(code));
                    }
                }
                _ => self.codes -= usize::from(self.fields.pop().unwrap_or_default()),
            },
            ("w", "del" | "moveFrom") => {
                self.seen.left_out.deletions += 1;
                markup.skip()?;
            }
            (
                "w",
                "instrText" | "delInstrText" | "delText" | "fldData" | "rt" | "sdtPr" | "tblPr"
                | "tcPr" | "trPr" | "tblGrid",
            ) => markup.skip()?,
            ("w", name) if name.ends_with("PrChange") => markup.skip()?,
            ("w", "footnoteReference") => self.note(tag, self.footnotes),
            ("w", "endnoteReference") => self.note(tag, self.endnotes),
            ("w", "commentReference") => self.seen.left_out.comments += 1,
            ("w", "altChunk") => self.seen.left_out.embedded += 1,
            ("w", "sectPr") => self.section(markup)?,
            ("w", "tbl") => self.flow.open(Part::Table),
            ("w", "tr") => self.flow.open(Part::Row),
            ("w", "tc") => self.flow.open(Part::Cell),
            ("w", "txbxContent") => self.flow.open(Part::Aside),
            ("mc", "AlternateContent") => self.ways.push(false),
            ("mc", "Choice" | "Fallback") => match self.ways.last_mut() {
                Some(taken) if *taken => markup.skip()?,
                Some(taken) => *taken = true,
                None => {}
            },
            ("a", "blip") | ("v", "imagedata") => self.seen.left_out.pictures += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, space: &str, name: &str) {
        match (space, name) {
            ("w", "p") => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                let look = paragraph.look;
                if look.is_title && self.seen.title.is_empty() {
                    self.flow.line().trim().clone_into(&mut self.seen.title);
                }
                if !paragraph.is_joined {
                    self.flow.end(look.kind, look.cut);
                }
            }
            ("w", "r") => self.hidden = false,
            ("w" | "m", "t") => self.reading = false,
            ("w", "tbl") => self.flow.close(Part::Table),
            ("w", "tr") => self.flow.close(Part::Row),
            ("w", "tc") => self.flow.close(Part::Cell),
            ("w", "txbxContent") => {
                let blocks = self.flow.close_aside();
                self.flow.behind(blocks);
            }
            ("mc", "AlternateContent") => {
                self.ways.pop();
            }
            _ => {}
        }
    }

    /// What is said of a paragraph: its style, whether it is an item of a list, whether its end was deleted.
    fn paragraph(&mut self, markup: &mut Markup<'_, '_>) -> Result<(), Problem> {
        let mut paragraph = Paragraph::default();
        let mut level = 9;
        let mut numbered = None;
        let mut old = 0_usize;
        let mut sections = Vec::new();
        let styles = self.styles;
        let mut depth = 1;
        // What was said before a change that is tracked stands in elements of its own.
        while depth > 0 {
            match markup.next()? {
                Step::Open(tag) => {
                    depth += 1;
                    let name = tag.name();
                    if old > 0 || name.ends_with("PrChange") {
                        old += 1;
                        continue;
                    }
                    let value = || tag.get("val").unwrap_or_default();
                    match (tag.space, name) {
                        ("w", "pStyle") => paragraph.look = styles.look(&value()),
                        ("w", "outlineLvl") => level = value().parse().unwrap_or(9),
                        ("w", "numId") => numbered = Some(value() != "0"),
                        ("w", "del" | "moveFrom") => paragraph.is_joined = true,
                        ("w", "headerReference") => sections.push((Margin::Head, id(&tag))),
                        ("w", "footerReference") => sections.push((Margin::Foot, id(&tag))),
                        _ => {}
                    }
                }
                Step::Close(_) => {
                    depth -= 1;
                    old = old.saturating_sub(1);
                }
                Step::Text(_) | Step::End => {}
            }
        }
        if level < 9 {
            paragraph.look.kind = BlockKind::Heading;
        }
        paragraph.look.kind = match (paragraph.look.kind, numbered) {
            (BlockKind::Paragraph, Some(true)) => BlockKind::Item,
            (BlockKind::Item, Some(false)) if paragraph.look.cut.is_none() => BlockKind::Paragraph,
            (kind, _) => kind,
        };
        self.margins(sections);
        if let Some(last) = self.paragraphs.last_mut() {
            *last = paragraph;
        }
        Ok(())
    }

    fn section(&mut self, markup: &mut Markup<'_, '_>) -> Result<(), Problem> {
        let mut found = Vec::new();
        markup.within(|it| match (it.space, it.name()) {
            ("w", "headerReference") => found.push((Margin::Head, id(it))),
            ("w", "footerReference") => found.push((Margin::Foot, id(it))),
            _ => {}
        })?;
        self.margins(found);
        Ok(())
    }

    fn margins(&mut self, found: Vec<(Margin, String)>) {
        for margin in found {
            if self.seen.known.insert(margin.clone()) {
                self.seen.margins.push(margin);
            }
        }
    }

    fn note(&mut self, tag: &Tag<'_>, texts: &NoteTexts) {
        let Some(blocks) = texts.get(&tag.get("id").unwrap_or_default()) else {
            return;
        };
        if self.is_shown() {
            let has_sign =
                tag.get("customMarkFollows").is_some() && !tag.is_off("customMarkFollows");
            self.notes.add(&mut self.flow, blocks.clone(), has_sign);
        }
    }
}

fn id(tag: &Tag<'_>) -> String {
    tag.get("id").unwrap_or_default()
}
