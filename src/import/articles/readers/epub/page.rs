//! A page of an e-book: XHTML, which need not be well-formed to be read.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::import::Problem;
use crate::say;

use super::super::super::{Block, BlockKind, Cut, html};
use super::super::flow::{Flow, Part};
use super::super::markup::Kind;

/// How deep elements may lie in each other.
const DEEPEST: usize = 500;
/// How much is read before it is looked whether somebody still waits, in bytes.
const STRETCH: usize = 1 << 16;

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub blocks: Vec<Block>,
    /// Its first headline, else its title.
    pub title: String,
    pub pictures: usize,
    pub hidden: usize,
}

/// Reads a page.
///
/// # Errors
/// [`Problem::Broken`], when it is nested too deeply or made so that reading it takes too long; [`Problem::Cancelled`].
pub(super) fn read(text: &str, part: &str, kind: Kind<'_>) -> Result<Page, Problem> {
    if html::is_crowded(text) {
        return Err(kind.broken(part, say!("import-page-crowded").to_owned()));
    }
    let sink = Sink(RefCell::default(), Cell::new(false));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        kind.go_on()?;
        let (stretch, behind) = rest.split_at(rest.floor_char_boundary(STRETCH.min(rest.len())));
        rest = behind;
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(stretch));
        let _done_as_no_script_runs = tokenizer.feed(&input);
        if tokenizer.sink.1.get() {
            return Err(kind.broken(part, say!("document-deep", most = DEEPEST)));
        }
    }
    tokenizer.end();
    Ok(tokenizer.sink.0.into_inner().finish())
}

/// What is being read, and whether it is nested too deeply.
struct Sink(RefCell<Reading>, Cell<bool>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = local(&tag);
                if reading.open.len() >= DEEPEST {
                    self.1.set(true);
                    return TokenSinkResult::Continue;
                }
                reading.begin(name, &tag);
                // In a file of XML any element may end at once.
                if tag.self_closing || is_void(name) {
                    reading.end(name);
                } else if matches!(name, "script" | "style") {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Token::TagToken(tag) => reading.end(local(&tag)),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// So that CDATA is read as what it is in XML.
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        true
    }
}

fn local(tag: &Tag) -> &str {
    let name: &str = &tag.name;
    name.rsplit(':').next().unwrap_or(name)
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that stand in a line and end none.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "meter"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "svg"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "math"
            | "mi"
            | "mn"
            | "mo"
            | "mrow"
            | "msup"
            | "msub"
            | "mtext"
            | "mfrac"
            | "semantics"
            | "image"
    )
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    /// Whether nothing in it is text of the book.
    is_passed: bool,
    is_note: bool,
    is_navigation: bool,
    /// Where the sign of a note begins in the line, if the element is one.
    sign: Option<usize>,
}

#[derive(Debug, Default)]
struct Reading {
    flow: Flow,
    open: Vec<Element>,
    page: Page,
    /// The title of the page, in its head.
    title: String,
}

impl Reading {
    fn begin(&mut self, name: &str, tag: &Tag) {
        let get = |name: &str| {
            let found = tag.attrs.iter().find(|it| &*it.name.local == name);
            found.map_or("", |it| &*it.value)
        };
        let role = format!("{} {}", get("epub:type"), get("role").replace("doc-", ""));
        let is = |what: &[&str]| role.split_whitespace().any(|it| what.contains(&it));
        let style = get("style").replace(' ', "");
        let has_hidden = tag.attrs.iter().any(|it| &*it.name.local == "hidden");
        let is_hidden = has_hidden || style.contains("display:none");
        self.page.hidden += usize::from(is_hidden);
        self.page.pictures += usize::from(matches!(name, "img" | "image" | "svg"));
        if !is_inline(name) {
            self.end_line();
        }
        match name {
            "br" if self.is_read() => self.flow.spaced_break(),
            "table" => self.flow.open(Part::Table),
            "caption" => self.flow.open(Part::Aside),
            "tr" => {
                self.flow.close(Part::Row);
                self.flow.open(Part::Row);
            }
            "td" | "th" => {
                self.flow.close(Part::Cell);
                self.flow.open(Part::Cell);
            }
            _ => {}
        }
        let links = name == "a" && get("href").contains('#');
        let is_raised = self.open.iter().any(|it| it.name == "sup");
        self.open.push(Element {
            name: name.to_owned(),
            is_passed: is_hidden
                || is(&["pagebreak"])
                || matches!(
                    name,
                    "annotation" | "head" | "rp" | "rt" | "script" | "style" | "svg" | "template"
                ),
            is_note: is(&[
                "footnote",
                "footnotes",
                "endnote",
                "endnotes",
                "rearnote",
                "rearnotes",
            ]),
            is_navigation: name == "nav",
            sign: (is(&["noteref"]) || (links && is_raised)).then(|| self.flow.line().len()),
        });
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|it| it.name == name) else {
            return;
        };
        if !is_inline(name) {
            self.end_line();
        }
        if let Some(from) = self.open[at].sign {
            self.flow.bracket(from);
        }
        let inner = self.open.split_off(at);
        for _ in inner.iter().filter(|it| it.name == "caption") {
            let blocks = self.flow.close_aside();
            self.flow.before_table(blocks);
        }
        match name {
            "table" => self.flow.close(Part::Table),
            "tr" => self.flow.close(Part::Row),
            "td" | "th" => self.flow.close(Part::Cell),
            _ => {}
        }
    }

    fn is_read(&self) -> bool {
        !self.open.iter().any(|it| it.is_passed)
    }

    fn text(&mut self, text: &str) {
        let inner = self.open.last().map_or("", |it| it.name.as_str());
        if inner == "title" && self.open.iter().any(|it| it.name == "head") {
            self.title.push_str(text);
        }
        if !self.is_read() {
            return;
        }
        if self.open.iter().any(|it| it.name == "pre") {
            self.flow.text(&text.replace('\r', ""));
        } else {
            self.flow.spaced(text);
        }
    }

    /// Ends the line, as a block of the kind that the elements around it say.
    fn end_line(&mut self) {
        let mut kind = BlockKind::Paragraph;
        let mut cut = None;
        for element in &self.open {
            kind = match element.name.as_str() {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
                "pre" => BlockKind::Verbatim,
                "figcaption" | "caption" => BlockKind::Caption,
                "li" | "dt" | "dd" => BlockKind::Item,
                "blockquote" => BlockKind::Quote,
                _ => kind,
            };
            if element.is_note {
                kind = BlockKind::Note;
            }
            if element.is_navigation {
                cut = Some(Cut::Navigation);
            }
        }
        if kind != BlockKind::Verbatim {
            self.flow.trim_end();
        }
        if kind == BlockKind::Heading && self.page.title.is_empty() && cut.is_none() {
            self.page.title = self.flow.line().replace('\n', " ");
        }
        if !self.flow.line().is_empty() {
            self.flow.end(kind, cut);
        }
    }

    fn finish(mut self) -> Page {
        self.end_line();
        let mut page = self.page;
        page.blocks = self.flow.finish();
        if page.title.is_empty() {
            let words: Vec<&str> = self.title.split_whitespace().collect();
            page.title = words.join(" ");
        }
        page
    }
}
