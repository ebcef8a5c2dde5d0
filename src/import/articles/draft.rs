//! From a piece of a file to a draft of an article: cleaned, and what the file does not say guessed.

use std::sync::atomic::Ordering;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::import::clean::{Cleaning, clean};
use crate::import::{LARGEST, Problem, guess};
use crate::model::ArticleMeta;
use crate::say;
use crate::store::Progress;

use super::found::CREATOR;
use super::{Block, BlockKind, Cut, Piece, text};

/// An article that is read and not yet in a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What the file says of it or is guessed, for people to edit; its origin is still empty.
    pub meta: ArticleMeta,
    /// What it consists of, cleaned. People may cut blocks and keep what was cut: its text is made of what is kept.
    pub blocks: Vec<Block>,
    /// What people should know: a guessed encoding, damaged bytes, what was cleaned.
    pub remarks: Vec<String>,
    /// Name of the file that it was read from, without its folder; empty for a paste.
    pub file: String,
    /// Encoding of that file, as the WHATWG names it; empty for a paste, and where its format leaves no choice.
    pub encoding: String,
    /// What was cleaned from the text, in words; empty when nothing was.
    pub cleaned: String,
    /// As what it was read: the name of a format on the command line; empty for a paste.
    pub format: &'static str,
    /// SHA-256 of the file, 64 hexadecimal digits; empty for a paste.
    pub sha256: String,
    /// Which of the articles of that file it is, from 1; none when it is the only one.
    pub number: Option<u32>,
    /// Which of the files of an import it is from, from 0: its place in the [`Report`](super::Report).
    pub of_file: usize,
}

/// Where a piece comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct From<'a> {
    /// Its file, without the folder.
    pub file: &'a str,
    /// As what it was read.
    pub format: &'static str,
    /// How the file was encoded.
    pub encoding: &'a str,
    /// SHA-256 of the file.
    pub sha256: &'a str,
    /// Which of its articles it is.
    pub number: Option<u32>,
    /// Most bytes that its text may have: what the store would not read back is not taken.
    pub most: Option<u64>,
    /// Who waits for it, to be asked in a long one.
    pub progress: Option<&'a Progress>,
}

impl From<'_> {
    fn go_on(&self) -> Result<(), Problem> {
        match self.progress {
            Some(progress) if progress.cancel.load(Ordering::Relaxed) => Err(Problem::Cancelled),
            _ => Ok(()),
        }
    }
}

impl Draft {
    /// The text as the project will keep it.
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.blocks)
    }

    /// How many words its text has.
    #[must_use]
    pub fn words(&self) -> usize {
        self.text().unicode_words().count()
    }

    /// Its file, or that it was pasted, for messages.
    #[must_use]
    pub fn name(&self) -> String {
        match (self.file.is_empty(), self.number) {
            (true, _) => say!("import-paste").to_owned(),
            (false, None) => self.file.clone(),
            (false, Some(number)) => {
                say!("import-numbered", file = &self.file, number = number)
            }
        }
    }

    /// Leaves a block out, or keeps it; one that is not there is left alone.
    pub fn cut(&mut self, block: usize, why: Option<Cut>) {
        if let Some(block) = self.blocks.get_mut(block) {
            block.cut = why;
        }
    }

    /// Cleans a piece, and guesses what it does not say of itself.
    pub(super) fn of(piece: Piece, from: From<'_>) -> Result<Self, Problem> {
        let mut cleaning = Cleaning::default();
        let mut blocks = cleaned(piece.blocks, &mut cleaning, from)?;
        let mut remarks = piece.remarks;
        if is_blank(&blocks) {
            if blocks.iter().all(|block| block.text.trim().is_empty()) {
                return Err(Problem::Empty);
            }
            // Better too much than an article without a text.
            for block in &mut blocks {
                block.cut = None;
            }
            remarks.push(say!("import-all-was-cut").to_owned());
        }
        let text = text(&blocks);
        let bytes = text.len() as u64;
        if bytes > from.most.unwrap_or(LARGEST) {
            return Err(Problem::TooLarge { bytes });
        }
        // A mark or other line ends are nobody's loss; a character that is gone may be.
        if cleaning.controls > 0 {
            remarks.push(say!("import-cleaned", what = cleaning.in_words()));
        }
        // The name of a file with many articles says nothing of each.
        let file = (!from.file.is_empty() && from.number.is_none()).then_some(from.file);
        let guessed = guess(&text, file);
        let or = |said: String, guessed: String| {
            let said = one_line(&said);
            if said.is_empty() { guessed } else { said }
        };
        // Who made the file has often written the article, unless its by-line says otherwise.
        let creator = piece.more.iter().find(|(name, _)| name == CREATOR);
        let creator = creator.map_or(String::new(), |(_, name)| one_line(name));
        let author = Some(guessed.author).filter(|it| !it.is_empty());
        let author = author.unwrap_or(creator);
        let more = piece.more.into_iter();
        let more = more.map(|(name, value)| (one_line(&name), one_line(&value)));
        Ok(Self {
            meta: ArticleMeta {
                title: or(piece.title, guessed.title),
                source: or(piece.source, guessed.source),
                author: or(piece.author, author),
                url: or(piece.url, guessed.url),
                date: piece.date.or(guessed.date),
                language: or(piece.language, guessed.language),
                more: more.filter(|(_, value)| !value.is_empty()).collect(),
                ..guessed
            },
            blocks,
            remarks,
            file: from.file.to_owned(),
            encoding: from.encoding.to_owned(),
            cleaned: cleaning.recorded(),
            format: from.format,
            sha256: from.sha256.to_owned(),
            number: from.number,
            of_file: 0,
        })
    }
}

/// Blocks that are cleaned; a text that stands as it is becomes a block a paragraph, so that parts of it can be cut.
fn cleaned(
    blocks: Vec<Block>,
    cleaning: &mut Cleaning,
    from: From<'_>,
) -> Result<Vec<Block>, Problem> {
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        from.go_on()?;
        let (text, done) = clean(&block.text);
        *cleaning += done;
        if block.kind == BlockKind::Verbatim {
            let parts = paragraphs(&text).into_iter().map(|text| Block {
                text: text.to_owned(),
                ..block
            });
            all.extend(parts);
        } else {
            let text = cleaning.unhyphened(text.into_owned());
            all.push(Block { text, ..block });
        }
    }
    Ok(all)
}

/// The paragraphs of a text, each with the empty lines behind it: together they are the text. Where no empty line divides them,
/// each line is one.
fn paragraphs(text: &str) -> Vec<&str> {
    let is_spaced = text.trim().lines().any(|line| line.trim().is_empty());
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut has_text = false;
    let mut ends = false;
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if ends && !is_blank {
            parts.push(&text[start..at]);
            start = at;
            has_text = false;
            ends = false;
        }
        has_text |= !is_blank;
        ends |= has_text && (is_blank || !is_spaced);
        at += line.len();
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

/// Whether nothing of it is kept that can be read.
fn is_blank(blocks: &[Block]) -> bool {
    let mut kept = blocks.iter().filter(|block| block.cut.is_none());
    kept.all(|block| block.text.trim().is_empty())
}

/// A field as one line, without soft hyphens as the text is.
fn one_line(text: &str) -> String {
    let text = text.replace('\u{ad}', "");
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn piece(blocks: Vec<Block>) -> Piece {
        Piece {
            blocks,
            ..Piece::default()
        }
    }

    fn paste(text: &str) -> Result<Draft, Problem> {
        let block = Block::new(BlockKind::Verbatim, text);
        Draft::of(piece(vec![block]), From::default())
    }

    #[test]
    fn what_the_file_says_wins_over_guesses() {
        let draft = Draft::of(
            Piece {
                title: " The\nvote ".into(),
                source: "Coast Courier".into(),
                date: Some(jiff::civil::date(2026, 3, 1)),
                more: vec![("page".into(), "4".into()), ("section".into(), " ".into())],
                ..piece(vec![
                    Block::new(BlockKind::Heading, "Another line"),
                    Block::paragraph("By Jane Doe"),
                    Block::paragraph("The port is closed."),
                ])
            },
            From {
                file: "2020-01-01_Herald_x.html",
                ..From::default()
            },
        )
        .unwrap();
        assert_eq!(draft.meta.title, "The vote");
        assert_eq!(draft.meta.source, "Coast Courier");
        assert_eq!(draft.meta.author, "Jane Doe");
        assert_eq!(draft.meta.date, Some(jiff::civil::date(2026, 3, 1)));
        assert_eq!(draft.meta.more.len(), 1);
        assert_eq!(draft.meta.more["page"], "4");
    }

    #[test]
    fn who_made_a_file_is_its_author_when_no_by_line_says_otherwise() {
        let of = |lines: &[&str]| {
            let blocks = lines.iter().map(|line| Block::paragraph(*line)).collect();
            let more = vec![
                (CREATOR.into(), "Archive Clerk".into()),
                ("created".into(), "2026-09-09T10:00:00Z".into()),
            ];
            let made = Piece {
                more,
                ..piece(blocks)
            };
            Draft::of(made, From::default()).unwrap().meta
        };
        let meta = of(&[
            "The vote",
            "By Jane Doe",
            "1 March 2026",
            "The port is closed.",
        ]);
        assert_eq!(meta.author, "Jane Doe");
        assert_eq!(meta.date, Some(jiff::civil::date(2026, 3, 1)));
        let meta = of(&["The vote", "The port is closed."]);
        assert_eq!(meta.author, "Archive Clerk");
        assert_eq!(meta.date, None);
        assert_eq!(meta.more["created"], "2026-09-09T10:00:00Z");
    }

    #[test]
    fn the_name_of_a_file_says_nothing_of_one_of_many() {
        let from = From {
            file: "2020-01-01_Herald_twelve.txt",
            number: Some(3),
            ..From::default()
        };
        let draft = Draft::of(piece(vec![Block::paragraph("The port is closed.")]), from).unwrap();
        assert_eq!(draft.meta.source, "");
        assert_eq!(draft.meta.date, None);
        assert_eq!(draft.name(), "2020-01-01_Herald_twelve.txt (article 3)");
    }

    #[test]
    fn what_is_cut_can_be_kept_and_the_other_way_round() {
        let mut draft = Draft::of(
            piece(vec![
                Block::paragraph("We use cookies.").without(Cut::Cookies),
                Block::paragraph("The port\u{7} is closed."),
                Block::paragraph("The end."),
            ]),
            From::default(),
        )
        .unwrap();
        assert_eq!(draft.text(), "The port is closed.\n\nThe end.\n");
        assert_eq!(draft.cleaned, "1 control character removed");
        draft.cut(0, None);
        draft.cut(2, Some(Cut::ByHand));
        draft.cut(9, None);
        assert_eq!(draft.text(), "We use cookies.\n\nThe port is closed.\n");
    }

    #[test]
    fn soft_hyphens_of_pages_go_and_those_of_plain_texts_stay() {
        let of = |kind| {
            let blocks = vec![Block::new(kind, "The har\u{ad}bour is clo\u{ad}sed.")];
            let title = "The har\u{ad}bour".to_owned();
            let whole = Piece {
                title,
                ..piece(blocks)
            };
            Draft::of(whole, From::default()).unwrap()
        };
        let page = of(BlockKind::Paragraph);
        assert_eq!(page.text(), "The harbour is closed.\n");
        assert_eq!(page.meta.title, "The harbour");
        assert_eq!(page.cleaned, "2 soft hyphens removed");
        let plain = of(BlockKind::Verbatim);
        assert_eq!(plain.text(), "The har\u{ad}bour is clo\u{ad}sed.");
    }

    #[test]
    fn an_article_of_which_all_was_cut_is_kept_whole() {
        let all = piece(vec![
            Block::paragraph("We use cookies.").without(Cut::Cookies),
            Block::paragraph(" "),
        ]);
        let draft = Draft::of(all, From::default()).unwrap();
        assert_eq!(draft.text(), "We use cookies.\n");
        assert_eq!(draft.remarks.len(), 1);
        assert!(matches!(paste(" \n\t"), Err(Problem::Empty)));
    }

    #[test]
    fn a_text_that_grows_beyond_the_limit_is_refused() {
        let of = |most: u64| {
            let from = From {
                most: Some(most),
                ..From::default()
            };
            let text = Block::new(BlockKind::Verbatim, "市长表示");
            Draft::of(piece(vec![text]), from)
        };
        assert!(of(12).is_ok());
        assert!(matches!(of(11), Err(Problem::TooLarge { bytes: 12 })));
    }

    #[test]
    fn a_plain_text_is_cut_by_paragraphs() {
        let parts = |text: &str| {
            let parts = paragraphs(text);
            parts.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(parts("\nA\nb\n\n\nC\n"), ["\nA\nb\n\n\n", "C\n"]);
        assert_eq!(parts("A\nb"), ["A\n", "b"]);
        assert_eq!(parts("\n \n"), ["\n \n"]);
        assert_eq!(parts(""), [""; 0]);
    }

    proptest! {
        #[test]
        fn a_plain_text_stays_as_it_is(text in "[ab\n\t ]{0,40}") {
            prop_assert_eq!(paragraphs(&text).concat(), text.as_str());
            if let Ok(draft) = paste(&text) {
                prop_assert_eq!(draft.text(), text);
            }
        }
    }
}
