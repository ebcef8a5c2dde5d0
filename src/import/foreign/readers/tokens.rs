//! Words with tags such as `B-person`: a text is put together from the words, marks from the tags.

use std::collections::BTreeMap;

use smol_str::{SmolStr, format_smolstr};

use super::super::neutral::{Layer, Mark, Piece};

/// Most blanks between all words of a text.
const MOST_BLANKS: u64 = 1 << 20;

/// A text that is put together word by word, its places in code points.
#[derive(Clone, Debug, Default)]
pub(super) struct Weaver {
    pub text: String,
    /// Its length in code points.
    length: u64,
    /// How many blanks it was filled up with.
    filled: u64,
    open: BTreeMap<usize, Open>,
    pub layer: Layer,
}

/// A mark that may go on.
#[derive(Clone, Debug)]
struct Open {
    label: SmolStr,
    start: u64,
    end: u64,
}

/// What a tag says of its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    Outside,
    /// A mark begins here.
    Begin(&'t str),
    /// One goes on, or begins when none is open.
    Inside(&'t str),
    /// One ends here.
    End(&'t str),
    /// One begins and ends here.
    Single(&'t str),
}

/// What a tag of any of the schemes IOB1, IOB2, BIOES, BILOU says; none for what is no such tag.
pub(super) fn step(tag: &str) -> Option<Step<'_>> {
    if matches!(tag, "O" | "*" | "_" | "") {
        return Some(Step::Outside);
    }
    let (scheme, label) = tag.split_once(['-', '_'])?;
    if label.is_empty() {
        return None;
    }
    Some(match scheme {
        "B" => Step::Begin(label),
        "I" => Step::Inside(label),
        "E" | "L" => Step::End(label),
        "S" | "U" => Step::Single(label),
        _ => return None,
    })
}

impl Weaver {
    /// Where the next word would stand.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Adds what is no word.
    pub fn space(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count() as u64;
    }

    /// Fills the text up to where the next word stands, with a line end first when it is in another sentence.
    pub fn fill_to(&mut self, at: u64, is_new_line: bool) {
        self.filled += at.saturating_sub(self.length);
        if self.filled > MOST_BLANKS {
            self.space(if is_new_line { "\n" } else { " " });
            return;
        }
        if self.length < at && is_new_line && self.length > 0 {
            self.space("\n");
        }
        while self.length < at {
            self.space(" ");
        }
    }

    /// Adds a word and returns its place.
    pub fn word(&mut self, word: &str) -> (u64, u64) {
        let start = self.length;
        self.space(word);
        (start, self.length)
    }

    /// What the tag in a column says of the word at a place.
    pub fn tag(&mut self, column: usize, step: Step<'_>, (start, end): (u64, u64)) {
        let goes_on = |label: &str, open: Option<&Open>| open.is_some_and(|it| it.label == label);
        match step {
            Step::Outside => self.close(column),
            Step::Begin(label) => {
                self.close(column);
                self.begin(column, label, start, end);
            }
            Step::Inside(label) => {
                if !goes_on(label, self.open.get(&column)) {
                    self.close(column);
                    self.begin(column, label, start, end);
                } else if let Some(open) = self.open.get_mut(&column) {
                    open.end = end;
                }
            }
            Step::End(label) => {
                if !goes_on(label, self.open.get(&column)) {
                    self.close(column);
                    self.begin(column, label, start, end);
                } else if let Some(open) = self.open.get_mut(&column) {
                    open.end = end;
                }
                self.close(column);
            }
            Step::Single(label) => {
                self.close(column);
                self.begin(column, label, start, end);
                self.close(column);
            }
        }
    }

    fn begin(&mut self, column: usize, label: &str, start: u64, end: u64) {
        let label = label.into();
        self.open.insert(column, Open { label, start, end });
    }

    fn close(&mut self, column: usize) {
        if let Some(Open { label, start, end }) = self.open.remove(&column) {
            let id = format_smolstr!("{column}:{start}-{end}-{label}");
            self.layer
                .marks
                .push(Mark::on(id, label, Piece::at(start, end)));
        }
    }

    /// Ends what is open: no mark goes beyond a sentence.
    pub fn end_sentence(&mut self) {
        let open: Vec<usize> = self.open.keys().copied().collect();
        for column in open {
            self.close(column);
        }
    }
}
