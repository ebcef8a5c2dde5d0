//! Spans of an old text in a new one, as far as their places are certain.

use core::ops::Range;

use super::Alignment;
use super::align::Block;
use super::needles::{Found, SHORTEST, find_all};
use crate::text::Span;

/// How many characters on either side of a quotation must be the same.
const GUARD: usize = 12;
/// How much must be the same on one side, in bytes: more than a sentence, which may be the copy of one that was removed.
const FAR: usize = 80;
/// How much on one side tells whether there are copies, in bytes, unless [`FAR`] on both sides does.
const NEAR: usize = 32;

impl Alignment<'_> {
    /// Where spans of the old text stand in the new one, as far as that is certain: the words are the same; so are the
    /// 12 characters before them and behind them, and 80 bytes on one side, if the texts have so many; and what is the
    /// same around them stands in the new text as often as in the old one. Otherwise it might be a copy of what was
    /// marked.
    ///
    /// When the texts differ in nothing but their line ends, every place is certain.
    #[must_use]
    pub fn carry(&self, spans: &[Span]) -> Vec<Option<Span>> {
        if let Some(line_ends) = &self.line_ends {
            return spans
                .iter()
                .map(|span| Some(line_ends.carry(*span)))
                .collect();
        }
        let carried: Vec<_> = spans
            .iter()
            .map(|span| self.carry_one(span.range()))
            .collect();
        let passages = carried
            .iter()
            .flatten()
            .flat_map(|carried| &carried.telling);
        let passages: Vec<&str> = passages.copied().collect();
        let in_old = find_all(self.old, &passages);
        let in_new = find_all(self.new, &passages);
        let mut found = in_old.into_iter().zip(in_new);
        let places = carried.into_iter().map(|carried| {
            let Carried { to, telling } = carried?;
            let found: Vec<_> = found.by_ref().take(telling.len()).collect();
            let is_told = |(old, new): &(Found, Found)| old.times > 0 && old.times == new.times;
            found.iter().all(is_told).then_some(to)
        });
        places.collect()
    }

    /// Where a span stands if the two texts are the same around it.
    fn carry_one(&self, span: Range<usize>) -> Option<Carried<'_>> {
        let block = self.block_at(span.start)?;
        let at = |old: usize| block.new + (old - block.old);
        let guarded = back(self.old, span.start)..forth(self.old, span.end);
        // Where one text begins or ends, the other one must do so too.
        let begins = guarded.start > 0 || block.new == 0;
        let ends = guarded.end < self.old.len() || at(self.old.len()) == self.new.len();
        let is_alone = [self.around(&span, FAR, 0), self.around(&span, 0, FAR)]
            .iter()
            .all(|side| !block.holds(side));
        if !(begins && ends && block.holds(&guarded)) || is_alone {
            return None;
        }
        // Words were compared by numbers that may agree by chance, so the texts have the last word.
        let same =
            self.old.get(guarded.clone())? == self.new.get(at(guarded.start)..at(guarded.end))?;
        same.then(|| Carried {
            to: Span::of(at(span.start)..at(span.end)),
            telling: self.telling(block, &span),
        })
    }

    /// The passages around a span by which copies of it are noticed.
    fn telling(&self, block: Block, span: &Range<usize>) -> Vec<&str> {
        let far = self.around(span, FAR, FAR);
        let sides = [self.around(span, NEAR, 0), self.around(span, 0, NEAR)];
        let mut telling: Vec<Range<usize>> = if block.holds(&far) {
            vec![far]
        } else {
            sides
                .into_iter()
                .filter(|side| side.len() >= SHORTEST && block.holds(side))
                .collect()
        };
        if telling.is_empty() {
            let near = self.around(span, NEAR, NEAR);
            telling.push(near.start.max(block.old)..near.end.min(block.old + block.length));
        }
        telling
            .into_iter()
            .map(|range| self.old.get(range).unwrap_or_default())
            .collect()
    }

    /// A span of the old text and about so many bytes before and behind it.
    fn around(&self, span: &Range<usize>, before: usize, behind: usize) -> Range<usize> {
        let start = self
            .old
            .floor_char_boundary(span.start.saturating_sub(before));
        start
            ..self
                .old
                .ceil_char_boundary((span.end + behind).min(self.old.len()))
    }
}

/// A span in the new text.
struct Carried<'a> {
    to: Span,
    /// What must stand in the new text as often as in the old one.
    telling: Vec<&'a str>,
}

impl Block {
    fn holds(&self, range: &Range<usize>) -> bool {
        self.old <= range.start && range.end <= self.old + self.length
    }
}

/// Where the characters begin that must be the same before an offset, in bytes.
fn back(text: &str, at: usize) -> usize {
    let mut before = text[..at].char_indices().rev();
    before.nth(GUARD - 1).map_or(0, |(at, _)| at)
}

/// Where the characters end that must be the same behind an offset, in bytes.
fn forth(text: &str, at: usize) -> usize {
    let mut behind = text[at..].char_indices();
    behind
        .nth(GUARD)
        .map_or(text.len(), |(length, _)| at + length)
}
