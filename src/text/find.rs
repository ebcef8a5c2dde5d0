//! Finding words in a text while they are typed: what a reader takes for the same is the same.
//!
//! A [`Pattern`] is a query with its letters folded; a [`Scan`] goes through a text once, from the start to the end,
//! as far at a time as the caller likes. So a search of any length can be cut into pieces, moved to a thread and
//! given up. What counts as the same letter is in [`fold`].

pub(super) mod fold;

use unicode_segmentation::UnicodeSegmentation;

use super::{Byte, Span, Text, is_grapheme_boundary, snap};

use fold::Folder;

/// What a search tells apart. By default neither case nor accents, and parts of words are found too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Whether capitals differ from small letters.
    pub match_case: bool,
    /// Whether é differs from e, and vocalised Hebrew and Arabic from bare.
    pub match_accents: bool,
    /// Whether a match must begin and end where words do.
    pub whole_words: bool,
}

/// A query made ready.
#[derive(Clone, Debug)]
pub struct Pattern {
    folded: Vec<char>,
    /// Of so many letters that fit, how many still fit when the next one does not (Knuth, Morris and Pratt).
    fallback: Vec<usize>,
    options: FindOptions,
}

impl Pattern {
    /// Makes a query ready; `None` when there is nothing in it to find.
    #[must_use]
    pub fn new(query: &str, options: FindOptions) -> Option<Self> {
        let mut folder = Folder::new(options);
        let mut folded = Vec::new();
        query.chars().for_each(|c| folder.fold(c, &mut folded));
        if folded.iter().all(|&c| c == ' ') {
            return None;
        }
        let mut fallback = vec![0; folded.len() + 1];
        let mut fits = 0;
        for at in 1..folded.len() {
            while fits > 0 && folded[at] != folded[fits] {
                fits = fallback[fits];
            }
            fits += usize::from(folded[at] == folded[fits]);
            fallback[at + 1] = fits;
        }
        Some(Self {
            folded,
            fallback,
            options,
        })
    }
}

/// A name or a query as a search compares it: without case, accents, and whatever else readers take for the same.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folder = Folder::new(FindOptions::default());
    let mut letters = Vec::with_capacity(text.len());
    text.chars().for_each(|c| folder.fold(c, &mut letters));
    letters.into_iter().collect()
}

/// A search under way.
#[derive(Debug)]
pub struct Scan {
    text: Text,
    pattern: Pattern,
    folder: Folder,
    /// Where to read on, in bytes.
    at: usize,
    /// How many letters of the pattern fit what was read last.
    fits: usize,
    /// Where each of the last letters came from: as many as the pattern has, in turn.
    origins: Vec<Origin>,
    read: usize,
    /// The end of the last match: the next one begins there at the earliest.
    end: Byte,
    /// What one character counts as; kept to save making it anew.
    letters: Vec<char>,
}

/// The character of the text that a folded letter came from.
#[derive(Clone, Copy, Debug, Default)]
struct Origin {
    /// Where that character starts, in bytes.
    start: usize,
    /// Whether the letter is the first of those that it counts as.
    is_first: bool,
}

impl Scan {
    /// Begins at the start of a text.
    #[must_use]
    pub fn new(text: Text, pattern: Pattern) -> Self {
        Self {
            folder: Folder::new(pattern.options),
            origins: vec![Origin::default(); pattern.folded.len()],
            text,
            pattern,
            at: 0,
            fits: 0,
            read: 0,
            end: Byte(0),
            letters: Vec::new(),
        }
    }

    /// Reads about so many bytes on, one character at least, and adds what it finds: in order, on grapheme boundaries,
    /// without overlaps. Returns whether the text is read to its end.
    pub fn advance(&mut self, bytes: usize, found: &mut Vec<Span>) -> bool {
        let text = self.text.clone();
        let whole = text.as_str();
        let goal = self.at.saturating_add(bytes.max(1)).min(whole.len());
        let goal = whole.ceil_char_boundary(goal);
        let mut letters = core::mem::take(&mut self.letters);
        for (at, c) in whole[self.at..goal].char_indices() {
            let start = self.at + at;
            letters.clear();
            self.folder.fold(c, &mut letters);
            for (index, &letter) in letters.iter().enumerate() {
                let origin = Origin {
                    start,
                    is_first: index == 0,
                };
                let ends = (index + 1 == letters.len()).then(|| start + c.len_utf8());
                found.extend(self.take(letter, origin, ends));
            }
        }
        self.letters = letters;
        self.at = goal;
        self.at == whole.len()
    }

    /// How far the text is read: every match that starts before is found. In bytes.
    #[must_use]
    pub fn position(&self) -> Byte {
        Byte::new(self.at)
    }

    /// Takes the next letter; `ends` is where its character ends, for the last letter of a character.
    fn take(&mut self, letter: char, origin: Origin, ends: Option<usize>) -> Option<Span> {
        let folded = &self.pattern.folded;
        self.origins[self.read % folded.len()] = origin;
        self.read += 1;
        while self.fits > 0 && folded[self.fits] != letter {
            self.fits = self.pattern.fallback[self.fits];
        }
        self.fits += usize::from(folded[self.fits] == letter);
        if self.fits < folded.len() {
            return None;
        }
        let first = self.origins[self.read % folded.len()];
        let found = ends
            .filter(|_| first.is_first)
            .and_then(|end| self.accepted(first.start, end));
        self.fits = if found.is_some() {
            0
        } else {
            self.pattern.fallback[self.fits]
        };
        self.end = found.map_or(self.end, |span| span.end);
        found
    }

    /// The match as it is shown, if it counts as one.
    fn accepted(&self, start: usize, end: usize) -> Option<Span> {
        let whole = self.text.as_str();
        if whole[end..]
            .chars()
            .next()
            .is_some_and(|c| self.folder.keeps(c))
        {
            return None;
        }
        let span = snap(&self.text, Span::of(start..end));
        let stands_alone = !self.pattern.options.whole_words
            || is_edge(whole, span.start) && is_edge(whole, span.end);
        (span.start >= self.end && stands_alone).then_some(span)
    }
}

/// Everything that a pattern finds in a text. For short texts: a long one keeps the caller waiting.
#[must_use]
pub fn find_all(text: &Text, pattern: &Pattern) -> Vec<Span> {
    let mut found = Vec::new();
    Scan::new(text.clone(), pattern.clone()).advance(text.len(), &mut found);
    found
}

/// Whether a word may begin or end here, judged by the characters around: no more of them matter.
pub(super) fn is_edge(text: &str, at: Byte) -> bool {
    /// Bytes on each side.
    const AROUND: usize = 48;
    let at = at.index();
    if let Some((before, after)) = text.split_at_checked(at)
        && let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next())
    {
        // Most places are between plain letters and blanks.
        match (is_plain_letter(before), is_plain_letter(after)) {
            (true, true) => return false,
            (true, false) if after == ' ' => return true,
            (false, true) if before == ' ' => return true,
            _ => {}
        }
    }
    if !is_grapheme_boundary(text, Byte::new(at)) {
        return false;
    }
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((at + AROUND).min(text.len()));
    at == text.len()
        || text[from..to]
            .split_word_bound_indices()
            .any(|(start, _)| from + start == at)
}

/// Whether a character makes one word with every other such character beside it: letters of the commonest alphabets.
fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{388}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}')
            && c.is_alphabetic()
}

#[cfg(test)]
mod tests;
