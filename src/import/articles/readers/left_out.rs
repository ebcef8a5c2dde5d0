//! What a reader leaves out of a document, counted, and the words for it.

use crate::import::Problem;
use crate::import::articles::{Block, Cut};
use crate::say;

/// What was left out, how often.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeftOut {
    pub comments: usize,
    pub deletions: usize,
    pub hidden: usize,
    /// Files in the file.
    pub embedded: usize,
    pub notes: usize,
    pub pictures: usize,
    /// Whether bytes were no letters.
    pub damaged: bool,
}

impl LeftOut {
    /// What people should know of it.
    pub(super) fn remarks(&self) -> Vec<String> {
        let said = [
            (
                self.comments,
                say!("document-comments", count = self.comments),
            ),
            (self.deletions, say!("document-deletions").to_owned()),
            (self.hidden, say!("document-hidden").to_owned()),
            (
                self.embedded,
                say!("document-embedded", count = self.embedded),
            ),
            (self.notes, say!("document-notes", count = self.notes)),
            (usize::from(self.damaged), say!("import-damaged").to_owned()),
        ];
        let said = said.into_iter().filter(|(count, _)| *count > 0);
        said.map(|(_, remark)| remark).collect()
    }

    /// Why there is no article in a file in which no text was found.
    pub(super) fn no_text(&self) -> Problem {
        match self.pictures {
            0 => Problem::Empty,
            _ => Problem::OnlyPictures,
        }
    }
}

/// How far it is looked back for the same head or foot: documents have a few.
const LOOKED_BACK: usize = 200;

/// Keeps the head or foot of a page, once.
pub(super) fn keep_margin(margin: &mut Vec<Block>, blocks: Vec<Block>) {
    for block in blocks {
        let block = block.without(Cut::RunningHead);
        let mut kept = margin.iter().rev().take(LOOKED_BACK);
        if !kept.any(|it| *it == block) {
            margin.push(block);
        }
    }
}
