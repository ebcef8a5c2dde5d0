//! All that can be read on a page, in the order in which it stands there.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::Ordering;

use dom_query::{Document, NodeData, NodeId, NodeRef};

use super::super::{BlockKind, Cut};
use super::cuts;
use crate::import::Problem;
use crate::store::Progress;

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Walk {
    /// Everything that can be read.
    pub blocks: Vec<Raw>,
    /// Stretches of these that an element holds whose name or class tells what they are.
    pub marked: Vec<(Cut, Range<usize>)>,
    /// How deep its elements are nested.
    pub depth: usize,
}

/// A block as it stands on the page.
#[derive(Debug, Default)]
pub struct Raw {
    pub kind: BlockKind,
    pub text: String,
    /// How many of its characters are in links.
    pub linked: usize,
    /// Of a headline its rank, 1 to 6; 0 of anything else.
    pub rank: u8,
    /// Whether its element says that it opens the article.
    pub is_lead: bool,
    /// The texts in the tree that it is made of, with the characters of each.
    nodes: Vec<(NodeId, usize)>,
}

impl Raw {
    /// Whether most of it is among these texts.
    pub fn is_in(&self, kept: &HashSet<NodeId>) -> bool {
        let all: usize = self.nodes.iter().map(|(_, count)| count).sum();
        let kept = self.nodes.iter().filter(|(id, _)| kept.contains(id));
        kept.map(|(_, count)| count).sum::<usize>() * 2 >= all && all > 0
    }

    /// Whether most of it is links.
    pub fn is_linked(&self) -> bool {
        self.linked * 10 >= self.text.chars().count() * 6 && self.linked > 0
    }
}

/// What an element is to the walk.
enum Role {
    /// Nobody sees it.
    Hidden,
    /// A row of a table, cells of which hold nothing but text.
    Row,
    LineBreak,
    /// Its content is apart from what is before and behind; of a kind, if it says so.
    Apart(Option<BlockKind>),
    Link,
    Quotation,
    Inline,
}

/// An element that is open.
struct Open {
    /// Where its blocks begin.
    first: usize,
    kind: BlockKind,
    rank: u8,
    is_apart: bool,
    is_link: bool,
    is_lead: bool,
    closes: &'static str,
    mark: Option<Cut>,
}

/// All that can be read on a page. It takes no more stack for deeper pages.
///
/// # Errors
/// [`Problem::Cancelled`].
pub fn walk(document: &Document, progress: &Progress) -> Result<Walk, Problem> {
    let mut walker = Walker::default();
    let root = document.root();
    let mut at = Some(root);
    while let Some(node) = at {
        if progress.cancel.load(Ordering::Relaxed) {
            return Err(Problem::Cancelled);
        }
        if let Some(child) = walker.enter(&node) {
            at = Some(child);
            continue;
        }
        // Up to the first that has something behind it.
        let mut next = node;
        at = loop {
            if next.id == root.id {
                break None;
            }
            if let Some(sibling) = next.next_sibling() {
                break Some(sibling);
            }
            let Some(parent) = next.parent() else {
                break None;
            };
            walker.leave();
            next = parent;
        };
    }
    walker.flush();
    Ok(walker.walk)
}

#[derive(Default)]
struct Walker {
    walk: Walk,
    open: Vec<Open>,
    now: Raw,
    space: bool,
    line_break: bool,
    links: usize,
}

impl Walker {
    /// Takes a node, and gives the child to go on with; one that gives none has been left already.
    fn enter<'a>(&mut self, node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
        let looked = node.query(|node| match &node.data {
            NodeData::Text { contents } => Seen::Text(contents.to_string()),
            NodeData::Element(element) => {
                let get = |name: &str| {
                    let mut all = element.attrs.iter();
                    let found = all.find(|attribute| &*attribute.name.local == name);
                    found.map(|attribute| attribute.value.to_string())
                };
                Seen::Element(Tag {
                    name: element.name.local.to_string(),
                    class: get("class").unwrap_or_default(),
                    id: get("id").unwrap_or_default(),
                    role: get("role").unwrap_or_default(),
                    is_hidden: get("hidden").is_some_and(|value| value != "until-found")
                        || is_invisible(&get("style").unwrap_or_default()),
                    is_closed_dialog: &*element.name.local == "dialog" && get("open").is_none(),
                    has_address: get("href").is_some(),
                })
            }
            NodeData::Document | NodeData::Fragment => Seen::Root,
            _ => Seen::Nothing,
        })?;
        match looked {
            Seen::Text(text) => {
                self.text(node.id, &text);
                None
            }
            Seen::Nothing => None,
            Seen::Root => self.down(
                node,
                Open::plain(self.walk.blocks.len(), BlockKind::Paragraph),
            ),
            Seen::Element(tag) => self.element(node, &tag),
        }
    }

    fn element<'a>(&mut self, node: &NodeRef<'a>, tag: &Tag) -> Option<NodeRef<'a>> {
        let kind = self
            .open
            .last()
            .map_or(BlockKind::Paragraph, |open| open.kind);
        let role = role(node, tag);
        let mut open = Open::plain(self.walk.blocks.len(), kind);
        match role {
            Role::Hidden => return None,
            Role::LineBreak => {
                self.break_line();
                return None;
            }
            Role::Row => {
                self.flush();
                self.row(node);
                return None;
            }
            Role::Apart(own) => {
                self.flush();
                open.first = self.walk.blocks.len();
                open.is_apart = true;
                open.kind = own.unwrap_or(kind);
                open.rank = rank(&tag.name);
                open.is_lead = cuts::is_lead(&tag.class);
            }
            Role::Link => {
                open.is_link = true;
                self.links += 1;
            }
            Role::Quotation => {
                self.text(node.id, "“");
                open.closes = "”";
            }
            Role::Inline => {}
        }
        open.mark = cuts::mark(&tag.name, &tag.class, &tag.id, &tag.role);
        self.down(node, open)
    }

    fn down<'a>(&mut self, node: &NodeRef<'a>, open: Open) -> Option<NodeRef<'a>> {
        if open.is_apart {
            self.now.kind = open.kind;
            self.now.rank = open.rank;
            self.now.is_lead = self.is_lead() || open.is_lead;
        }
        self.open.push(open);
        self.walk.depth = self.walk.depth.max(self.open.len());
        let child = node.first_child();
        if child.is_none() {
            self.leave();
        }
        child
    }

    fn is_lead(&self) -> bool {
        self.open.iter().rev().take(3).any(|open| open.is_lead)
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if !open.closes.is_empty() {
            self.push(open.closes);
        }
        if open.is_link {
            self.links -= 1;
        }
        if open.is_apart {
            self.flush();
        }
        if let Some(mark) = open.mark {
            // What is still open stands in the element too.
            let end = self.walk.blocks.len() + usize::from(!self.now.text.is_empty());
            if open.first < end {
                self.walk.marked.push((mark, open.first..end));
            }
        }
    }

    fn text(&mut self, id: NodeId, text: &str) {
        if self.now.kind == BlockKind::Verbatim {
            self.now.nodes.push((id, text.chars().count()));
            self.now.text.push_str(text);
            return;
        }
        let count = self.push(text);
        if count > 0 {
            self.now.nodes.push((id, count));
            if self.links > 0 {
                self.now.linked += count;
            }
        }
    }

    /// Adds text as browsers show it, and says how many characters of it can be seen.
    fn push(&mut self, text: &str) -> usize {
        let mut count = 0;
        for c in text.chars() {
            if is_space(c) {
                self.space = true;
                continue;
            }
            if !self.now.text.is_empty() {
                if self.line_break {
                    self.now.text.push('\n');
                } else if self.space {
                    self.now.text.push(' ');
                }
            }
            self.line_break = false;
            self.space = false;
            self.now.text.push(c);
            count += 1;
        }
        count
    }

    fn break_line(&mut self) {
        if self.now.kind == BlockKind::Verbatim {
            self.now.text.push('\n');
        } else if self.line_break {
            // Two of them divide paragraphs.
            self.flush();
        } else {
            self.line_break = !self.now.text.is_empty();
            self.space = false;
        }
    }

    /// Ends a block, and begins one of the kind of what is open.
    fn flush(&mut self) {
        let open = self.open.iter().rev().find(|open| open.is_apart);
        let (kind, rank) = open.map_or((BlockKind::Paragraph, 0), |open| (open.kind, open.rank));
        let next = Raw {
            kind,
            rank,
            is_lead: self.is_lead(),
            ..Raw::default()
        };
        let done = core::mem::replace(&mut self.now, next);
        self.space = false;
        self.line_break = false;
        if !done.text.trim().is_empty() {
            self.walk.blocks.push(done);
        }
    }

    /// A row of a table, its cells parted by tabs.
    fn row(&mut self, row: &NodeRef<'_>) {
        let mut block = Raw {
            kind: BlockKind::Row,
            ..Raw::default()
        };
        for cell in row.children_it(false).filter(NodeRef::is_element) {
            if !block.text.is_empty() || !block.nodes.is_empty() {
                block.text.push('\t');
            }
            let mut text = String::new();
            for node in cell.descendants_it() {
                if node.is_text() {
                    let own = node.text();
                    let count = collapse(&own).chars().count();
                    let mut above = node.ancestors_it(Some(4));
                    if above.any(|it| it.has_name("a")) {
                        block.linked += count;
                    }
                    block.nodes.push((node.id, count));
                    text.push_str(&own);
                } else if node.has_name("br") {
                    text.push(' ');
                }
            }
            block.text.push_str(&collapse(&text));
        }
        // A table of one column is a way to lay out text.
        if !block.text.contains('\t') {
            block.kind = BlockKind::Paragraph;
        }
        if !block.text.trim().is_empty() {
            self.walk.blocks.push(block);
        }
    }
}

impl Open {
    fn plain(first: usize, kind: BlockKind) -> Self {
        Self {
            first,
            kind,
            rank: 0,
            is_apart: false,
            is_link: false,
            is_lead: false,
            closes: "",
            mark: None,
        }
    }
}

/// A node as the walk looks at it.
enum Seen {
    Text(String),
    Element(Tag),
    Root,
    Nothing,
}

struct Tag {
    name: String,
    class: String,
    id: String,
    role: String,
    is_hidden: bool,
    is_closed_dialog: bool,
    has_address: bool,
}

fn role(node: &NodeRef<'_>, tag: &Tag) -> Role {
    use BlockKind::{Caption, Heading, Item, Note, Quote, Verbatim};
    if tag.is_hidden || tag.is_closed_dialog {
        return Role::Hidden;
    }
    match tag.name.as_str() {
        "head" | "script" | "style" | "noscript" | "template" | "iframe" | "object" | "embed"
        | "svg" | "canvas" | "audio" | "video" | "select" | "textarea" | "input" | "datalist"
        | "meter" | "progress" | "frameset" | "noframes" | "title" | "meta" | "link" | "base"
        | "rp" | "map" | "area" | "param" => Role::Hidden,
        "br" => Role::LineBreak,
        "tr" if is_simple_row(node) => Role::Row,
        // The names of NITF are those of pages but for these.
        "hl1" | "hl2" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Apart(Some(Heading)),
        "li" | "dt" | "dd" => Role::Apart(Some(Item)),
        "blockquote" | "bq" => Role::Apart(Some(Quote)),
        "figcaption" | "caption" | "media-caption" | "media.caption" => Role::Apart(Some(Caption)),
        "pre" | "listing" | "xmp" | "plaintext" => Role::Apart(Some(Verbatim)),
        "aside" if tag.role == "doc-footnote" => Role::Apart(Some(Note)),
        "a" if tag.has_address => Role::Link,
        "q" => Role::Quotation,
        "html" | "body" | "p" | "div" | "section" | "article" | "main" | "header" | "footer"
        | "aside" | "nav" | "address" | "ul" | "ol" | "dl" | "menu" | "dir" | "table" | "thead"
        | "tbody" | "tfoot" | "tr" | "td" | "th" | "colgroup" | "figure" | "hr" | "form"
        | "fieldset" | "legend" | "details" | "summary" | "center" | "hgroup" | "dialog"
        | "search" | "block" | "media" | "body.content" | "body.head" | "button" | "optgroup"
        | "option" | "marquee" => Role::Apart(None),
        _ => Role::Inline,
    }
}

/// Whether the cells of a row hold nothing but text, and it is short.
fn is_simple_row(row: &NodeRef<'_>) -> bool {
    const MOST: usize = 2000;
    let mut count = 0;
    row.descendants_it().all(|node| {
        count += 1;
        if node.has_attr("hidden") || is_invisible(&super::attribute(&node, "style")) {
            return false;
        }
        let is_apart = super::element_name(&node).is_some_and(|name| {
            matches!(
                name.as_str(),
                "p" | "div"
                    | "table"
                    | "ul"
                    | "ol"
                    | "dl"
                    | "blockquote"
                    | "pre"
                    | "section"
                    | "article"
                    | "form"
                    | "script"
                    | "style"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
            )
        });
        !is_apart && count < MOST
    })
}

fn rank(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => digit - b'0',
        _ => 0,
    }
}

fn is_invisible(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What HTML takes for a space between words; a no-break space is none.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// A text with each run of spaces and line ends as one space.
pub fn collapse(text: &str) -> String {
    let words = text.split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
