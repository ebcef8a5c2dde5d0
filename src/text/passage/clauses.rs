//! Clauses: what stands between two signs of punctuation.

use crate::text::segment::{has_letters, sentences};
use crate::text::{Span, Text, trim};

/// The clauses of a stretch, in order, without the signs around them.
pub(super) fn clauses(text: &Text, stretch: Span) -> Vec<Span> {
    sentences(text, stretch)
        .flat_map(|sentence| in_sentence(text, sentence))
        .collect()
}

fn in_sentence(text: &Text, sentence: Span) -> Vec<Span> {
    let words = text.slice(sentence);
    let base = sentence.start.index();
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut letters = words.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, c)| *c);
        let ends = letters.peek().is_none();
        if parts(before, c, after) || ends {
            let end = if ends && !parts(before, c, after) {
                at + c.len_utf8()
            } else {
                at
            };
            let clause = trim(text, Span::of(base + start..base + end));
            if has_letters(text.slice(clause)) {
                found.push(clause);
            }
            start = at + c.len_utf8();
        }
        before = c;
    }
    found
}

/// Whether a character between two others ends a clause. What stands within a word or a number does not.
fn parts(before: char, c: char, after: char) -> bool {
    let within = before.is_alphanumeric() && after.is_alphanumeric();
    match c {
        '“' | '”' | '„' | '«' | '»' | '"' | '‹' | '›' | '(' | ')' | '[' | ']' | '—' | '…'
        | '，' | '。' | '、' | '；' | '：' | '！' | '？' | '「' | '」' | '『' | '』' | '،'
        | '؛' | '؟' | '।' => true,
        ',' | ';' | ':' | '.' | '!' | '?' | '‘' | '’' | '\'' | '‚' => {
            !within && !is_initial(before, c, after)
        }
        '–' | '-' => before.is_whitespace() && after.is_whitespace(),
        _ => false,
    }
}

/// A full stop behind a capital, as in “U.S. Congress” and “J. Smith”: where a sentence ends there, that is known already.
/// An apostrophe behind an s: “the ministers’ plan”.
fn is_initial(before: char, c: char, after: char) -> bool {
    match c {
        '.' => before.is_uppercase(),
        '’' | '\'' => before == 's' && after == ' ',
        _ => false,
    }
}
