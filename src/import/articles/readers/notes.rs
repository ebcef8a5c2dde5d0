//! Footnotes and endnotes: where they go, and how they are told apart.

use crate::import::{Options, Setting, Takes};
use crate::say;

use super::super::{Block, BlockKind};
use super::flow::Flow;

/// Where notes go.
pub(in crate::import::articles) const NOTES: Setting = Setting {
    id: "notes",
    name: || say!("document-option-notes"),
    about: || say!("document-option-notes-about"),
    takes: Takes::OneOf(&["end", "place", "none"]),
    default: "end",
};

/// The notes of a text, in the order in which it speaks of them.
#[derive(Debug)]
pub(super) struct Notes {
    place: Place,
    count: usize,
    last: Vec<Block>,
    /// How many were left out.
    pub left_out: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    End,
    Behind,
    Nowhere,
}

impl Notes {
    /// As people chose.
    pub(super) fn new(options: &Options) -> Self {
        let place = match options.get(&NOTES) {
            "place" => Place::Behind,
            "none" => Place::Nowhere,
            _ => Place::End,
        };
        Self {
            place,
            count: 0,
            last: Vec::new(),
            left_out: 0,
        }
    }

    /// A note that the text speaks of here. A sign that the note has of its own stands in the text already.
    pub(super) fn add(&mut self, flow: &mut Flow, mut blocks: Vec<Block>, has_sign: bool) {
        if self.place == Place::Nowhere {
            self.left_out += 1;
            return;
        }
        for block in &mut blocks {
            if block.kind == BlockKind::Paragraph {
                block.kind = BlockKind::Note;
            }
        }
        if !has_sign {
            self.count += 1;
            flow.text(&format!("[{}]", self.count));
            if let Some(first) = blocks.first_mut() {
                first.text = format!("[{}] {}", self.count, first.text.trim_start());
            }
        }
        // What hangs on a cell would become part of its row.
        if self.place == Place::Behind && !flow.in_table() {
            flow.behind(blocks);
        } else {
            self.last.extend(blocks);
        }
    }

    /// What comes at the end of the text.
    pub(super) fn finish(self) -> Vec<Block> {
        self.last
    }
}
