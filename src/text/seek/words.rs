//! Any of many words or phrases at once.

use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::text::find::fold::Folder;
use crate::text::find::is_edge;
use crate::text::{Byte, FindOptions, Span, Text, snap};

use super::Unfindable;
use super::pieces::{BEYOND, Piece};

/// Most words of a list.
pub const MOST_WORDS: usize = 10_000;
/// Most bytes of all its words together.
const MOST_BYTES: usize = 512 * 1024;
/// So many candidates a byte of the text are looked at: with the words a, aa, aaa and so on there may be any number.
const MOST_CANDIDATES: usize = 8;

/// So many bytes of blanks may stand between its words.
const BLANKS: usize = 64;

/// Words made ready.
#[derive(Clone, Debug)]
pub(super) struct Words {
    automaton: Arc<AhoCorasick>,
    options: FindOptions,
    /// So many bytes behind its beginning one with a blank may reach; 0 when none has one.
    reach: usize,
}

/// A letter of a folded text.
#[derive(Clone, Copy, Debug)]
struct Letter {
    /// Where it stands in the folded text, in bytes.
    at: usize,
    /// Where the character that it came from starts and ends, in bytes of the window.
    from: (usize, usize),
    /// Whether it is the first and the last one that this character counts as.
    is_first: bool,
    is_last: bool,
    /// Whether a mark follows that makes it another letter.
    is_kept: bool,
}

impl Words {
    pub fn new<'a>(
        words: impl IntoIterator<Item = &'a str>,
        options: FindOptions,
    ) -> Result<Self, Unfindable> {
        let mut folded = Vec::new();
        let mut letters = Vec::new();
        let (mut count, mut bytes) = (0, 0);
        for word in words {
            let mut folder = Folder::new(options);
            letters.clear();
            word.trim()
                .chars()
                .for_each(|c| folder.fold(c, &mut letters));
            let word: String = letters.iter().collect();
            if word.trim().is_empty() {
                continue;
            }
            count += 1;
            bytes += word.len();
            if count > MOST_WORDS || bytes > MOST_BYTES {
                return Err(Unfindable::TooMany);
            }
            folded.push(word);
        }
        folded.sort_unstable();
        folded.dedup();
        if folded.is_empty() {
            return Err(Unfindable::Nothing);
        }
        let phrases = folded.iter().filter(|word| word.contains(' '));
        let longest = phrases.map(String::len).max();
        let automaton = AhoCorasick::new(&folded).map_err(|_| Unfindable::TooMany)?;
        Ok(Self {
            automaton: Arc::new(automaton),
            options,
            reach: longest.map_or(0, |longest| (4 * longest + BLANKS).min(BEYOND)),
        })
    }

    /// The window of a piece, and as much behind the end of its paragraph as words that begin there may have.
    pub fn reach(&self, whole: &str, piece: Piece) -> Span {
        let wanted = (piece.core.end.index() + self.reach).min(whole.len());
        let end = piece.window.end.index().max(wanted);
        Span::of(piece.window.start.index()..whole.floor_char_boundary(end))
    }

    /// Hands over what is in a window of the text: of what overlaps the one that begins first, and of these the longest.
    pub fn find(&self, text: &Text, window: Span, mut found: impl FnMut(Span)) {
        let whole = text.as_str();
        let (folded, letters) = self.fold(whole, window);
        let start = window.start.index();
        let mut candidates = Vec::new();
        let most = MOST_CANDIDATES * folded.len();
        for hit in self.automaton.find_overlapping_iter(&folded).take(most) {
            let first = letters.binary_search_by_key(&hit.start(), |letter| letter.at);
            let last = letters.partition_point(|letter| letter.at < hit.end());
            let (Ok(first), Some(last)) = (first, last.checked_sub(1)) else {
                continue;
            };
            let (first, last) = (letters[first], letters[last]);
            if !first.is_first || !last.is_last || last.is_kept {
                continue;
            }
            let span = snap(text, Span::of(start + first.from.0..start + last.from.1));
            if !self.options.whole_words || is_edge(whole, span.start) && is_edge(whole, span.end) {
                candidates.push(span);
            }
        }
        candidates.sort_unstable_by_key(|span| (span.start, core::cmp::Reverse(span.end)));
        let mut end = Byte(0);
        for span in candidates {
            if span.start >= end {
                end = span.end;
                found(span);
            }
        }
    }

    /// The letters of a window as they are compared.
    fn fold(&self, whole: &str, window: Span) -> (String, Vec<Letter>) {
        let here = &whole[window.range()];
        let mut folder = Folder::new(self.options);
        let mut folded = String::with_capacity(here.len());
        let mut letters: Vec<Letter> = Vec::with_capacity(here.len());
        let mut own = Vec::new();
        for (at, c) in here.char_indices() {
            note_mark(&folder, &mut letters, at, c);
            own.clear();
            folder.fold(c, &mut own);
            for (index, letter) in own.iter().enumerate() {
                letters.push(Letter {
                    at: folded.len(),
                    from: (at, at + c.len_utf8()),
                    is_first: index == 0,
                    is_last: index + 1 == own.len(),
                    is_kept: false,
                });
                folded.push(*letter);
            }
        }
        if let Some(next) = whole[window.end.index()..].chars().next() {
            note_mark(&folder, &mut letters, here.len(), next);
        }
        (folded, letters)
    }
}

/// Notes of the last letter whether the character behind it makes it another one.
fn note_mark(folder: &Folder, letters: &mut [Letter], at: usize, next: char) {
    if let Some(last) = letters.last_mut().filter(|letter| letter.from.1 == at) {
        last.is_kept = folder.keeps(next);
    }
}
