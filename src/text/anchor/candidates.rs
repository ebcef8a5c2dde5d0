//! Where a lost quotation may stand, the likeliest place first, for a person to choose from.

use core::cmp::Reverse;

use super::{Alignment, Quote};
use crate::text::{Byte, Span, Text, is_grapheme_boundary, trim};

/// A place where a lost quotation may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place, in bytes.
    pub span: Span,
    /// Whether the words there are those of the quotation.
    pub exact: bool,
    /// How well it fits: of 92, 50 for the words, 20 each for what stands before and behind, 2 for being near.
    pub weight: u32,
}

/// Most places whose surroundings are compared.
const LOOKED_AT: usize = 5000;
/// Fewest characters of the surroundings by which the place of changed words is found.
const HOLD: usize = 8;

/// Bytes of a text in which the passage that is most like a quotation is looked for; of a longer one that would take too
/// long.
const SEARCHED: usize = 256 * 1024;
/// So many bytes of a quotation, and half of it, must stand in the passage that is most like it.
const LIKE: usize = 12;

/// The likeliest places of a quotation, best first, at most `limit` of them: where the same words stand, and where what
/// stood before it is followed by what stood behind it. `expected` is about where it should be; `region` is where it was,
/// if that is known.
#[must_use]
pub fn candidates(
    text: &Text,
    quote: &Quote<'_>,
    expected: Byte,
    region: Option<Span>,
    limit: usize,
) -> Vec<Candidate> {
    let whole = text.as_str();
    let mut spans: Vec<Span> = occurrences(whole, quote.text).take(LOOKED_AT).collect();
    spans.extend(
        region
            .into_iter()
            .chain(between(whole, quote))
            .filter_map(|span| {
                let span = trim(text, span);
                let longest = 3 * quote.text.len() + 40;
                (!span.is_empty() && span.len() <= longest).then_some(span)
            }),
    );
    if spans.is_empty() && whole.len() <= SEARCHED {
        spans.extend(likest(whole, quote.text));
    }
    spans.sort();
    spans.dedup();
    let mut found: Vec<Candidate> = spans
        .into_iter()
        .filter(|span| {
            [span.start, span.end]
                .into_iter()
                .all(|end| is_grapheme_boundary(whole, end))
        })
        .map(|span| weigh(whole, quote, expected, span))
        .collect();
    let distance = |candidate: &Candidate| candidate.span.start.index().abs_diff(expected.index());
    found.sort_by_key(|candidate| (Reverse(candidate.weight), distance(candidate)));
    found.truncate(limit);
    found
}

/// Every place of a quotation in a text, in order; overlapping ones included.
fn occurrences<'a>(text: &'a str, quotation: &'a str) -> impl Iterator<Item = Span> + 'a {
    let mut from = 0;
    core::iter::from_fn(move || {
        if quotation.is_empty() {
            return None;
        }
        let at = from + text.get(from..)?.find(quotation)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        Some(Span::of(at..at + quotation.len()))
    })
}

/// Passages between the nearest part of what stood before the quotation and the nearest part of what stood behind it.
fn between<'a>(text: &'a str, quote: &'a Quote<'_>) -> impl Iterator<Item = Span> + 'a {
    let before = last(quote.before, HOLD).unwrap_or_default();
    let behind = first(quote.after, HOLD).unwrap_or_default();
    let longest = 3 * quote.text.len() + 40;
    let starts = occurrences(text, before).take(LOOKED_AT);
    starts.filter_map(move |found| {
        let start = found.end.index();
        let reach = text.floor_char_boundary(start + longest + behind.len());
        let length = (!behind.is_empty()).then(|| text[start..reach].find(behind))??;
        Some(Span::of(start..start + length))
    })
}

/// The passage that has most of the words of a quotation in their order and little else, if it has enough of them.
fn likest(text: &str, quotation: &str) -> Option<Span> {
    let alignment = Alignment::of(quotation, text);
    let longest = 2 * quotation.len() + 40;
    let mut best = None;
    for (first, start) in alignment.blocks().iter().enumerate() {
        let mut shared = 0;
        for block in &alignment.blocks()[first..] {
            let length = block.new + block.length - start.new;
            if length > longest {
                break;
            }
            shared += block.length;
            // What one of these words has nothing to do with is not to be part of it.
            let worth = (2 * shared).checked_sub(length);
            best = best.max(worth.map(|worth| (worth, shared, Reverse(start.new), length)));
        }
    }
    let (_, shared, Reverse(start), length) = best?;
    let is_like = shared >= LIKE && 2 * shared >= quotation.len();
    let (start, end) = (
        text.floor_char_boundary(start),
        text.ceil_char_boundary(start + length),
    );
    is_like.then(|| Span::of(start..end))
}

fn last(text: &str, count: usize) -> Option<&str> {
    let at = text.char_indices().rev().nth(count - 1)?.0;
    Some(&text[at..])
}

fn first(text: &str, count: usize) -> Option<&str> {
    let (at, c) = text.char_indices().nth(count - 1)?;
    Some(&text[..at + c.len_utf8()])
}

fn weigh(text: &str, quote: &Quote<'_>, expected: Byte, span: Span) -> Candidate {
    let exact = &text[span.range()] == quote.text;
    let words = if exact {
        50
    } else {
        share(50, likeness(&text[span.range()], quote.text))
    };
    let before = &text[..span.start.index()];
    let behind = &text[span.end.index()..];
    let same_before = before.chars().rev().zip(quote.before.chars().rev());
    let same_behind = behind.chars().zip(quote.after.chars());
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let part = |same: usize, of: &str| match of.chars().count() {
        0 => 0,
        all => share(20, same as f64 / all as f64),
    };
    let distance = span.start.index().abs_diff(expected.index()) as f64 / text.len().max(1) as f64;
    Candidate {
        span,
        exact,
        weight: words
            + part(same(&mut same_before.into_iter()), quote.before)
            + part(same(&mut same_behind.into_iter()), quote.after)
            + share(2, 1.0 - distance),
    }
}

/// A part of a whole number.
fn share(whole: u32, part: f64) -> u32 {
    (f64::from(whole) * part.clamp(0.0, 1.0)).round() as u32
}

/// How much of two passages is the same, from 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    let shared = Alignment::of(one, other).shared();
    2.0 * shared as f64 / (one.len() + other.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CodePoint;

    #[test]
    fn a_quotation_of_which_words_were_changed_is_found_by_the_others() {
        let text = Text::new(
            "A town divided. Fishing boats moored there sounded their horns. The cooperative said its 350 boats would lose a quarter of their grounds while the dredgers were at work. Nobody else spoke.",
        );
        let found = |words: &str| {
            let quote = Quote {
                before: "",
                text: words,
                after: "",
                at: CodePoint(0),
            };
            let found = candidates(&text, &quote, Byte(0), None, 3);
            found.first().map(|it| text.slice(it.span).to_owned())
        };
        let old =
            "its 340 boats would lose a third of their grounds while the dredgers were at work";
        let now =
            "its 350 boats would lose a quarter of their grounds while the dredgers were at work";
        assert_eq!(found(old).as_deref(), Some(now));
        assert_eq!(
            found("their own harbour would have cost the town nothing at all"),
            None
        );
    }
}
