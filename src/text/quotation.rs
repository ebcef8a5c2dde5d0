//! Quotations: text between quotation marks of every style, nested ones, and those that go on over paragraphs.
//!
//! News texts open a quotation that goes on in the next paragraph again there, and close it only in the last one; that
//! is followed. A mark that was forgotten, an apostrophe, a sign for inches is left aside. Nothing here looks farther than
//! a few pages.

mod marks;
mod pairs;

use super::segment::near;
use super::{Byte, Span, Text, trim};

use marks::Sign;
use pairs::{Pairs, pairs};

/// Text between quotation marks, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without them, and without white space beside them.
    pub inner: Span,
}

/// So many paragraphs are looked at in each direction for where a quotation begins and ends.
const PARAGRAPHS: usize = 64;
/// More empty lines than these part one quotation from the next.
const BLANK: usize = 3;
/// Of a very long paragraph the marks are paired anew after so many bytes: a quotation that is at least as much shorter
/// than what is looked at around an offset is found wherever it begins.
const BLOCK: usize = 4096;

/// The quotations that a span lies in, marks included; the innermost first.
///
/// Of a quotation that goes on over paragraphs the part in each paragraph counts as one, too.
#[must_use]
pub fn quotations_around(text: &Text, span: Span) -> Vec<Quotation> {
    let mut found = quotations_near(text, span.start);
    found.retain(|quotation| quotation.outer.contains_span(span));
    found.sort_by_key(|quotation| quotation.outer.len());
    found
}

/// The quotations that begin in a stretch of one paragraph, marks included, in order; of those that begin together the
/// longest first. Pairs the marks of a paragraph once, not anew for each of them.
pub(super) fn quotations_in(text: &Text, stretch: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = stretch.start;
    while from < stretch.end {
        let paragraph = text.paragraph_at(from).span;
        let next = if near(text, paragraph, from) == paragraph {
            stretch.end
        } else {
            let next = text.as_str().floor_char_boundary(from.index() + BLOCK);
            Byte::new(next).min(stretch.end)
        };
        let here = quotations_near(text, from).into_iter();
        let begun = here.map(|quotation| quotation.outer);
        found.extend(begun.filter(|outer| (from..next).contains(&outer.start)));
        from = next;
    }
    found.sort_by_key(|outer| (outer.start, core::cmp::Reverse(outer.len())));
    found
}

/// The quotations of the paragraph at an offset, and of those with which it shares one.
fn quotations_near(text: &Text, at: Byte) -> Vec<Quotation> {
    let chain = chain(text, at);
    let mut found = Vec::new();
    // Where a quotation was opened in a paragraph before, and with which mark.
    let mut begun: Option<(usize, Sign)> = None;
    for (index, part) in chain.iter().enumerate() {
        let base = part.within.start.index();
        for &(opener, closer) in &part.pairs.closed {
            let inner_end = base + closer.at;
            let outer_end = base + closer.end();
            found.push(quotation(
                text,
                (base + opener.at, opener),
                inner_end,
                outer_end,
            ));
            if let Some(start) = begun.take_if(|_| part.pairs.first == Some(opener)) {
                found.push(quotation(text, start, inner_end, outer_end));
            }
        }
        let goes_on = index + 1 < chain.len();
        let again = index > 0 && part.pairs.open == part.pairs.first;
        if let Some(open) = part.pairs.open.filter(|_| goes_on || again) {
            let start = (base + open.at, open);
            let end = base + text.slice(part.within).trim_end().len();
            found.push(quotation(text, start, end, end));
            begun = if again { begun } else { Some(start) };
        }
    }
    found
}

/// A quotation from the offset and the mark of its beginning to where its text and its closing mark end.
fn quotation(text: &Text, (start, opener): (usize, Sign), inner: usize, outer: usize) -> Quotation {
    let after = start + opener.mark.len_utf8();
    Quotation {
        outer: Span::of(start..outer),
        inner: trim(text, Span::of(after..inner.max(after))),
    }
}

/// The paragraph at an offset, with those before and behind it from which or into which a quotation goes on.
fn chain(text: &Text, at: Byte) -> Vec<Part> {
    let mut here = Part::of(text, text.paragraph_at(at).index, at);
    if here.is_blank(text) {
        // A blank line belongs to a quotation that goes on over it.
        here = here.beside(text, false).unwrap_or(here);
    }
    let mut before = Vec::new();
    while let Some(part) = before
        .last()
        .unwrap_or(&here)
        .beside(text, false)
        .filter(|part| part.leads_to(before.last().unwrap_or(&here)))
    {
        before.push(part);
        if before.len() == PARAGRAPHS {
            break;
        }
    }
    let mut chain: Vec<Part> = before.into_iter().rev().chain([here]).collect();
    let longest = chain.len() + PARAGRAPHS;
    while let Some(part) = chain
        .last()
        .and_then(|last| last.beside(text, true).filter(|next| last.leads_to(next)))
    {
        chain.push(part);
        if chain.len() == longest {
            break;
        }
    }
    chain
}

/// A paragraph and its marks.
struct Part {
    index: usize,
    /// What was looked at, in bytes: of a very long paragraph the stretch around an offset.
    within: Span,
    pairs: Pairs,
}

impl Part {
    fn of(text: &Text, index: usize, at: Byte) -> Self {
        let paragraph = text.paragraph(index).span;
        let within = near(text, paragraph, at);
        let mut pairs = pairs(text.slice(within));
        if within != paragraph {
            pairs.open = None;
            pairs.first = None;
        }
        Self {
            index,
            within,
            pairs,
        }
    }

    /// The next paragraph with something in it, or the one before.
    fn beside(&self, text: &Text, forward: bool) -> Option<Self> {
        let last = text.paragraph_count() - 1;
        (1..=BLANK + 1)
            .filter_map(|step| {
                if forward {
                    Some(self.index + step).filter(|&index| index <= last)
                } else {
                    self.index.checked_sub(step)
                }
            })
            .map(|index| Self::of(text, index, text.paragraph(index).span.start))
            .find(|part| !part.is_blank(text))
    }

    fn is_blank(&self, text: &Text) -> bool {
        text.slice(self.within).trim().is_empty()
    }

    /// Whether a quotation that is open at the end of this paragraph goes on in the next one.
    fn leads_to(&self, next: &Self) -> bool {
        let opened = self.pairs.open.map(|sign| sign.mark);
        let again = next.pairs.first.map(|sign| sign.mark);
        opened.is_some() && opened == again
    }
}

#[cfg(test)]
pub(super) use pairs::tests::work_of;

#[cfg(test)]
mod tests;
