//! Groups of texts that are nearly the same.

use std::collections::HashSet;

use super::NEARLY_SAME;
use super::shingles::{set, share};
use super::signature::{PAIRS, Signature};

/// With how many texts of different groups a text is compared, of those that have the same pair of numbers: what hundreds share
/// is a line under each article.
const MOST: usize = 8;

/// The groups of texts that are nearly the same, each in order, by their first text; texts that are alone are in none.
///
/// `signatures` are those of all texts, `text` gives one of them by its place. Of each group its longest text is compared, as
/// the others are cut from it: so two stories do not become one because each was cut to the statement that both quote.
/// `None` when `go_on`, asked some dozen times, says no.
pub fn near_copies<T: AsRef<str>>(
    signatures: &[Option<Signature>],
    text: impl Fn(usize) -> T,
    mut go_on: impl FnMut() -> bool,
) -> Option<Vec<Vec<usize>>> {
    let mut groups = Groups::new(signatures.len());
    let mut differ: HashSet<(u32, u32)> = HashSet::new();
    let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(signatures.len());
    for at in 0..PAIRS {
        if !go_on() {
            return None;
        }
        pairs.clear();
        let all = signatures.iter().zip(0u32..);
        pairs.extend(all.filter_map(|(it, number)| Some((it.as_ref()?.pair(at), number))));
        pairs.sort_unstable();
        for run in pairs.chunk_by(|one, other| one.0 == other.0) {
            // The longest of each group, with its shingles once they were asked for.
            let mut known: Vec<(u32, Option<Vec<u64>>)> = Vec::new();
            for &(_, number) in run {
                let mut own = None;
                let mut longest = groups.longest(number);
                if known.iter().any(|(it, _)| *it == longest) {
                    continue;
                }
                for (other, theirs) in &mut known {
                    if differ.contains(&(*other, longest)) {
                        continue;
                    }
                    let shingles = |it: u32| set(text(it as usize).as_ref());
                    let theirs = theirs.get_or_insert_with(|| shingles(*other));
                    let mine = own.get_or_insert_with(|| shingles(longest));
                    if share(mine, theirs) < NEARLY_SAME {
                        differ.insert((*other, longest));
                        continue;
                    }
                    groups.join(*other, longest, mine.len() > theirs.len());
                    if mine.len() > theirs.len() {
                        *other = longest;
                        core::mem::swap(mine, theirs);
                    }
                    longest = *other;
                    break;
                }
                if known.len() < MOST && known.iter().all(|(it, _)| *it != longest) {
                    known.push((longest, own));
                }
            }
        }
    }
    Some(groups.all())
}

/// Sets that only grow together, each with its longest text.
struct Groups {
    above: Vec<u32>,
    longest: Vec<u32>,
}

impl Groups {
    fn new(count: usize) -> Self {
        let alone: Vec<u32> = (0u32..).take(count).collect();
        Self {
            above: alone.clone(),
            longest: alone,
        }
    }

    /// The least of its group.
    fn first(&mut self, number: u32) -> u32 {
        let mut at = number;
        while self.above[at as usize] != at {
            let above = self.above[at as usize];
            // The way is half as long for whoever comes next.
            self.above[at as usize] = self.above[above as usize];
            at = above;
        }
        at
    }

    fn longest(&mut self, number: u32) -> u32 {
        let first = self.first(number);
        self.longest[first as usize]
    }

    /// Makes two groups one; of their longest texts, the second may be longer.
    fn join(&mut self, one: u32, other: u32, is_longer: bool) {
        let longest = self.longest(if is_longer { other } else { one });
        let (one, other) = (self.first(one), self.first(other));
        self.above[one.max(other) as usize] = one.min(other);
        self.longest[one.min(other) as usize] = longest;
    }

    fn all(mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.above.len()];
        for number in (0u32..).take(self.above.len()) {
            let first = self.first(number) as usize;
            groups[first].push(number as usize);
        }
        groups.retain(|group| group.len() > 1);
        groups
    }
}
