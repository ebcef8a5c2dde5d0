//! What two versions of a text share, found by comparing them word by word.
//!
//! Runs of words that stand once in each version are the fixed points; between two of them the search goes on with
//! shorter runs, and what is left in the end is small enough to be compared exhaustively. So the work grows with the
//! length of the texts, whatever is in them; what is not found in that way is not found.

use core::ops::Range;

use super::lcs;
use super::line_ends::LineEnds;
use super::order::longest_in_order;
use super::tokens::Tokens;
use crate::text::{Byte, Span};

/// Words in the longest runs that are looked for.
const LONGEST_RUN: usize = 32;
/// Pairs of words up to which two passages are compared exhaustively.
const PAIRS: usize = 1 << 16;
/// About so many runs of a passage are looked at.
const RUNS: usize = 1 << 19;

/// A passage that stands in both texts; positions and length in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub old: usize,
    pub new: usize,
    pub length: usize,
}

/// What two versions of a text share.
#[derive(Debug)]
pub struct Alignment<'a> {
    pub(super) old: &'a str,
    pub(super) new: &'a str,
    /// In order, none touching the next.
    blocks: Vec<Block>,
    /// When nothing else has changed.
    pub(super) line_ends: Option<LineEnds>,
}

impl<'a> Alignment<'a> {
    /// Compares two versions of a text.
    #[must_use]
    pub fn of(old: &'a str, new: &'a str) -> Self {
        let (old_tokens, new_tokens) = (Tokens::of(old), Tokens::of(new));
        let mut comparison = Comparison {
            old: old_tokens.hashes(),
            new: new_tokens.hashes(),
            runs: Vec::new(),
        };
        let (whole_old, whole_new) = (0..comparison.old.len(), 0..comparison.new.len());
        comparison.compare(whole_old, whole_new, LONGEST_RUN);
        let blocks = comparison.runs.iter().map(|run| {
            let start = old_tokens.start(run.old) as usize;
            Block {
                old: start,
                new: new_tokens.start(run.new) as usize,
                length: old_tokens.start(run.old + run.length) as usize - start,
            }
        });
        Self {
            old,
            new,
            blocks: blocks.collect(),
            line_ends: LineEnds::of(old, new),
        }
    }

    /// What stands in the new text between that which stood before a span and that which stood behind it; nothing when
    /// the order there is no longer what it was.
    #[must_use]
    pub fn region(&self, span: Span) -> Span {
        let before = self
            .blocks
            .partition_point(|block| block.old < span.start.index());
        let start = before.checked_sub(1).map_or(0, |index| {
            let block = self.blocks[index];
            block.new + block.length.min(span.start.index() - block.old)
        });
        let after = self
            .blocks
            .partition_point(|block| block.old + block.length <= span.end.index());
        let end = self.blocks.get(after).map_or(self.new.len(), |block| {
            block.new + span.end.index().saturating_sub(block.old)
        });
        // Within a block whose bytes are not the same after all, a place may cut a character.
        let start = self.new.floor_char_boundary(start);
        let end = self.new.ceil_char_boundary(end);
        Span::of(start..end.max(start))
    }

    /// The passages that are not the same: where each stood in the old text, and what stands in the new one instead.
    #[must_use]
    pub fn changes(&self) -> Vec<(Span, Span)> {
        let mut changes = Vec::new();
        let (mut old, mut new) = (0, 0);
        let end = Block {
            old: self.old.len(),
            new: self.new.len(),
            length: 0,
        };
        for block in self.blocks.iter().chain([&end]) {
            if old < block.old || new < block.new {
                changes.push((Span::of(old..block.old), Span::of(new..block.new)));
            }
            (old, new) = (block.old + block.length, block.new + block.length);
        }
        changes
    }

    /// Whether the line ends are all that differs.
    #[must_use]
    pub fn differs_in_line_ends_only(&self) -> bool {
        self.line_ends.is_some() && self.old != self.new
    }

    /// About where an offset of the old text is in the new one.
    #[must_use]
    pub fn near(&self, at: Byte) -> Byte {
        self.region(Span { start: at, end: at }).start
    }

    /// How many bytes the two have in common.
    #[must_use]
    pub fn shared(&self) -> usize {
        self.blocks.iter().map(|block| block.length).sum()
    }

    /// The passages that stand in both texts, in order.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The passage in which an offset of the old text is.
    pub(super) fn block_at(&self, old: usize) -> Option<Block> {
        let after = self.blocks.partition_point(|block| block.old <= old);
        let block = self.blocks[after.checked_sub(1)?];
        (old < block.old + block.length).then_some(block)
    }
}

/// Words that stand in both texts, by index.
#[derive(Clone, Copy, Debug)]
struct Run {
    old: usize,
    new: usize,
    length: usize,
}

/// Two texts as numbers of words, and what was found so far.
struct Comparison<'a> {
    old: &'a [u64],
    new: &'a [u64],
    runs: Vec<Run>,
}

impl Comparison<'_> {
    /// Compares two passages, by runs of so many words at most.
    fn compare(&mut self, old: Range<usize>, new: Range<usize>, words: usize) {
        let (before, behind) = same_ends(&self.old[old.clone()], &self.new[new.clone()]);
        self.push(old.start, new.start, before);
        let (inner_old, inner_new) = (
            old.start + before..old.end - behind,
            new.start + before..new.end - behind,
        );
        self.compare_inner(inner_old, inner_new, words);
        self.push(old.end - behind, new.end - behind, behind);
    }

    fn compare_inner(&mut self, old: Range<usize>, new: Range<usize>, words: usize) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        if old.len().saturating_mul(new.len()) <= PAIRS {
            let common = lcs::common(&self.old[old.clone()], &self.new[new.clone()]);
            for (at_old, at_new) in common {
                self.push(old.start + at_old, new.start + at_new, 1);
            }
            return;
        }
        if words == 0 {
            return;
        }
        let (mut from_old, mut from_new) = (old.start, new.start);
        for (at_old, at_new) in fixed_points(&self.old[old.clone()], &self.new[new.clone()], words)
        {
            let (at_old, at_new) = (old.start + at_old, new.start + at_new);
            if at_old < from_old || at_new < from_new {
                // The passage before it was the same beyond this point.
                continue;
            }
            self.compare(from_old..at_old, from_new..at_new, words / 2);
            let length = same_beginning(&self.old[at_old..old.end], &self.new[at_new..new.end]);
            self.push(at_old, at_new, length);
            (from_old, from_new) = (at_old + length, at_new + length);
        }
        if (from_old, from_new) == (old.start, new.start) {
            self.compare_inner(old, new, words / 2);
        } else {
            self.compare(from_old..old.end, from_new..new.end, words / 2);
        }
    }

    /// Adds a run behind all others; one that goes on where the last one ended makes that longer.
    fn push(&mut self, old: usize, new: usize, length: usize) {
        if length == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.old + last.length == old && last.new + last.length == new => {
                last.length += length;
            }
            _ => self.runs.push(Run { old, new, length }),
        }
    }
}

fn same_beginning(one: &[u64], other: &[u64]) -> usize {
    one.iter()
        .zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

/// How many words two passages have in common at their beginnings and, of the rest, at their ends.
fn same_ends(one: &[u64], other: &[u64]) -> (usize, usize) {
    let before = same_beginning(one, other);
    let rest = one[before..].iter().rev().zip(other[before..].iter().rev());
    (before, rest.take_while(|(one, other)| one == other).count())
}

/// Where runs of so many words begin that stand once in each passage: as many as are in the same order in both.
fn fixed_points(old: &[u64], new: &[u64], words: usize) -> Vec<(usize, usize)> {
    // Which runs are looked at depends on what is in them only, so that both sides look at the same ones.
    let sieve = (old.len().max(new.len()) / RUNS + 1).next_power_of_two() as u64 - 1;
    let (old, new) = (
        single_runs(old, words, sieve),
        single_runs(new, words, sieve),
    );
    let mut pairs = Vec::new();
    let mut rest = new.iter().peekable();
    for (run, at) in old {
        while rest.peek().is_some_and(|(other, _)| *other < run) {
            rest.next();
        }
        if let Some((_, there)) = rest.next_if(|(other, _)| *other == run) {
            pairs.push((at as usize, *there as usize));
        }
    }
    pairs.sort_unstable();
    let in_order = longest_in_order(&pairs, |(_, new)| new);
    in_order.into_iter().map(|index| pairs[index]).collect()
}

/// The runs that stand once in a passage: a number for each and where it begins, in order of the numbers.
fn single_runs(passage: &[u64], words: usize, sieve: u64) -> Vec<(u64, u32)> {
    const BASE: u64 = 0xd134_2543_de82_ef95;
    let Some(last) = passage.len().checked_sub(words) else {
        return Vec::new();
    };
    let highest = (1..words).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let add = |run: u64, word: u64| run.wrapping_mul(BASE).wrapping_add(word);
    let mut run = passage[..words].iter().fold(0, |run, &word| add(run, word));
    let mut runs = Vec::new();
    for at in 0..=last {
        // The low bits of a sum of products are the poorest.
        let mixed = run ^ (run >> 32);
        if mixed & sieve == 0 {
            runs.push((mixed, at as u32));
        }
        if at < last {
            run = add(
                run.wrapping_sub(passage[at].wrapping_mul(highest)),
                passage[at + words],
            );
        }
    }
    runs.sort_unstable();
    let single = runs
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter(|same| same.len() == 1)
        .map(|same| same[0]);
    single.collect()
}
