//! What a reader finds in a file.

use jiff::civil::Date;

use crate::say;

/// The articles of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// One piece an article, in the order of the file.
    pub pieces: Vec<Piece>,
    /// How its text was encoded, as the WHATWG names it; empty where the format leaves no choice.
    pub encoding: &'static str,
    /// What people should know of the file as a whole: what in it was left out, and why.
    pub remarks: Vec<String>,
}

/// An article in a file. What the file does not say is empty; guesses are made later, for all formats alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Headline.
    pub title: String,
    /// Newspaper, agency or site.
    pub source: String,
    /// Who wrote it.
    pub author: String,
    /// Where it was published.
    pub url: String,
    /// When it was published.
    pub date: Option<Date>,
    /// Language as a BCP 47 tag.
    pub language: String,
    /// What else the file says of it, by name: section, page, number of the document, length.
    pub more: Vec<(String, String)>,
    /// The text, in the order of reading.
    pub blocks: Vec<Block>,
    /// What people should know of it.
    pub remarks: Vec<String>,
}

/// The name among [`Piece::more`] of who made the file, which is not always who wrote the article.
pub(super) const CREATOR: &str = "creator";

/// A paragraph or the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; lines in it end with `\n`.
    pub text: String,
    /// Why it is likely no part of the article, and so left out unless people say otherwise.
    pub cut: Option<Cut>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A headline in the text.
    Heading,
    /// A paragraph.
    #[default]
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table, cells parted by a tab.
    Row,
    /// A quotation that is set apart.
    Quote,
    /// A footnote or endnote.
    Note,
    /// What stands under a picture.
    Caption,
    /// Text that stands as it is, with its own line ends: nothing is put between two of these if the first ends with one.
    Verbatim,
}

/// Why a block is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cut {
    /// A notice about cookies and consent.
    Cookies,
    /// An advertisement, or a call to subscribe.
    Advertisement,
    /// A line at the head or foot of each page.
    RunningHead,
    /// Menus, links to other articles, buttons to share.
    Navigation,
    /// What a database or site writes around its articles: copyright, cover, contents.
    Boilerplate,
    /// Somebody said so.
    ByHand,
}

impl Cut {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Cookies,
        Self::Advertisement,
        Self::RunningHead,
        Self::Navigation,
        Self::Boilerplate,
        Self::ByHand,
    ];

    /// Its name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Cookies => "cookies",
            Self::Advertisement => "advertisement",
            Self::RunningHead => "running-head",
            Self::Navigation => "navigation",
            Self::Boilerplate => "boilerplate",
            Self::ByHand => "by-hand",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cookies => say!("import-cut-cookies"),
            Self::Advertisement => say!("import-cut-advertisement"),
            Self::RunningHead => say!("import-cut-running-head"),
            Self::Navigation => say!("import-cut-navigation"),
            Self::Boilerplate => say!("import-cut-boilerplate"),
            Self::ByHand => say!("import-cut-by-hand"),
        }
    }
}

impl Block {
    /// A block that is part of the article.
    #[must_use]
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            cut: None,
        }
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Paragraph, text)
    }

    /// The same, left out for a reason.
    #[must_use]
    pub fn without(self, cut: Cut) -> Self {
        Self {
            cut: Some(cut),
            ..self
        }
    }
}

impl Piece {
    /// The text of what is kept.
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.blocks)
    }
}

/// The text of the blocks that are kept: an empty line between them, none between the items of a list and the rows of a table,
/// and a line end behind the last one; what is verbatim keeps those that it has.
#[must_use]
pub fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut last: Option<BlockKind> = None;
    for block in blocks {
        let is_verbatim = block.kind == BlockKind::Verbatim;
        let body = if is_verbatim {
            &block.text
        } else {
            block.text.trim_matches('\n')
        };
        if block.cut.is_some() || !is_verbatim && body.trim().is_empty() {
            continue;
        }
        let runs_on = last == Some(block.kind) && block.kind.runs_on();
        if runs_on && !is_verbatim {
            text.push('\n');
        } else if runs_on && !text.ends_with('\n') {
            // They were elements of their own.
            text.push_str("\n\n");
        } else if last.is_some() && !runs_on {
            text.truncate(text.trim_end_matches('\n').len());
            text.push_str("\n\n");
        }
        text.push_str(body);
        last = Some(block.kind);
    }
    if last.is_some_and(|last| last != BlockKind::Verbatim) {
        text.push('\n');
    }
    text
}

/// A text with each run of white space as one space.
pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first of these texts that says anything; else nothing.
pub(super) fn first<const N: usize>(texts: [String; N]) -> String {
    let mut texts = texts.into_iter();
    let first = texts.find(|text| !text.trim().is_empty());
    first.unwrap_or_default()
}

impl BlockKind {
    /// Whether no empty line stands between two of these.
    fn runs_on(self) -> bool {
        matches!(self, Self::Item | Self::Row | Self::Verbatim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_by_empty_lines_and_runs_are_not() {
        let piece = Piece {
            blocks: vec![
                Block::new(BlockKind::Heading, "The vote"),
                Block::paragraph("We use cookies.").without(Cut::Cookies),
                Block::paragraph(" \n"),
                Block::new(BlockKind::Item, "one"),
                Block::new(BlockKind::Item, "two"),
                Block::new(BlockKind::Row, "a\tb"),
                Block::paragraph("The end.\n"),
            ],
            ..Piece::default()
        };
        assert_eq!(piece.text(), "The vote\n\none\ntwo\n\na\tb\n\nThe end.\n");
        assert_eq!(Piece::default().text(), "");
    }

    #[test]
    fn what_is_verbatim_keeps_its_line_ends() {
        let verbatim = |text: &str| Block::new(BlockKind::Verbatim, text);
        let whole = ["\n\nOne\n\n\n", "two\nthree\n\n", "four"];
        assert_eq!(text(&whole.map(verbatim)), whole.concat());
        let cut = [
            verbatim(whole[0]),
            verbatim(whole[1]).without(Cut::ByHand),
            verbatim(whole[2]),
        ];
        assert_eq!(text(&cut), "\n\nOne\n\n\nfour");
        let mixed = [
            Block::paragraph("Code:"),
            verbatim("a\n\nb\n"),
            Block::paragraph("End."),
        ];
        assert_eq!(text(&mixed), "Code:\n\na\n\nb\n\nEnd.\n");
    }
}
