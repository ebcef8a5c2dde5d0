//! Names: words with capitals that belong together.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::segment::sentences;
use crate::text::{Byte, Span, Text, snap};

/// Small words inside names, lower case: “Ministry of Foreign Affairs”, “Ludwig van Beethoven”.
const WITHIN: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el",
    "et", "for", "ibn", "la", "le", "of", "ter", "the", "van", "von", "y", "zu", "zur",
];

/// At most so many of them follow each other: “of the”, “de la”.
const IN_A_ROW: usize = 2;

/// How far around a word its lower-case form is looked for, in bytes.
const AROUND: usize = 16 * 1024;

/// The names that begin in a stretch, in order.
pub(super) fn names(text: &Text, stretch: Span) -> Vec<Span> {
    sentences(text, stretch)
        .flat_map(|sentence| in_sentence(text, sentence))
        .map(|name| snap(text, name))
        .collect()
}

fn in_sentence(text: &Text, sentence: Span) -> Vec<Span> {
    let words = Words::of(text, sentence);
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.list.len() {
        let first = next;
        next += 1;
        if !words.is_capital(first) || words.is_only_a_beginning(text, first) {
            continue;
        }
        let mut last = first;
        while let Some(more) = words.goes_on(last) {
            last = more;
        }
        next = last + 1;
        found.push(Span {
            start: words.list[first].start,
            end: words.end(last),
        });
    }
    found
}

/// The words of a sentence.
struct Words<'a> {
    whole: &'a str,
    list: Vec<Span>,
}

impl<'a> Words<'a> {
    fn of(text: &'a Text, sentence: Span) -> Self {
        let base = sentence.start.index();
        let list = text
            .slice(sentence)
            .unicode_word_indices()
            .map(|(at, word)| Span::of(base + at..base + at + without_genitive(word)))
            .collect();
        Self {
            whole: text.as_str(),
            list,
        }
    }

    fn word(&self, index: usize) -> &'a str {
        &self.whole[self.list[index].range()]
    }

    fn is_capital(&self, index: usize) -> bool {
        self.word(index)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }

    /// Where a word ends, in bytes: the last full stop of “U.S.” is a part of it.
    fn end(&self, index: usize) -> Byte {
        let end = self.list[index].end;
        let is_abbreviated = self.word(index).contains('.');
        let has_stop = is_abbreviated && self.whole[end.index()..].starts_with('.');
        Byte::new(end.index() + usize::from(has_stop))
    }

    /// Whether a word has its capital only because a sentence or a quotation begins with it: near it the text has the
    /// word without.
    fn is_only_a_beginning(&self, text: &Text, index: usize) -> bool {
        let begins = index == 0 || {
            let gap = self.gap(index - 1);
            gap.contains(['“', '"', '„', '«', '‘', ':'])
        };
        let lower = self.word(index).to_lowercase();
        begins
            && (WITHIN.contains(&lower.as_str())
                || has_word_near(text, &lower, self.list[index].start))
    }

    /// What stands between a word and the next one.
    fn gap(&self, index: usize) -> &'a str {
        &self.whole[self.list[index].end.index()..self.list[index + 1].start.index()]
    }

    /// The next word with a capital that belongs to the name of which this is the last word so far.
    fn goes_on(&self, index: usize) -> Option<usize> {
        for step in 1..=IN_A_ROW + 1 {
            let next = index + step;
            if next >= self.list.len() {
                return None;
            }
            let gap = self.gap(next - 1);
            let short = step == 1 && self.word(index).chars().count() <= 4;
            let joined = matches!(gap, " " | "\u{a0}" | "-" | "\u{2011}")
                || (short && matches!(gap, ". " | "."));
            if !joined {
                return None;
            }
            if self.is_capital(next) {
                return Some(next);
            }
            if !WITHIN.contains(&self.word(next)) {
                return None;
            }
        }
        None
    }
}

/// The length of a word without an English genitive, in bytes: “Olsen’s” names Olsen.
fn without_genitive(word: &str) -> usize {
    ["’s", "'s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .map_or(word.len(), str::len)
}

fn has_word_near(text: &Text, word: &str, at: Byte) -> bool {
    let low = at.index().saturating_sub(AROUND);
    let around = snap(text, Span::of(low..(at.index() + AROUND).min(text.len())));
    let around = text.slice(around);
    around.match_indices(word).any(|(found, _)| {
        let is_edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        is_edge(around[..found].chars().next_back())
            && is_edge(around[found + word.len()..].chars().next())
    })
}
