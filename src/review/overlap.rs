//! F1 of marks: how many of both people's marks go together.

use core::ops::AddAssign;
use std::collections::BTreeMap;

use super::alignment::{Alignment, Class};
use super::matching;
use super::unit::{Unit, overlaps, shared};

/// Counts of which F1 is made: of marks or of characters, of one article or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What both have.
    pub both: u64,
    /// What the first person has.
    pub first: u64,
    /// What the second person has.
    pub second: u64,
}

impl Hits {
    /// Twice what both have, of all that either has; undefined when nobody has anything.
    ///
    /// The mean over pairs of people equals positive specific agreement (Hripcsak and Rothschild 2005).
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        let all = self.first + self.second;
        (all > 0).then(|| 2.0 * self.both as f64 / all as f64)
    }
}

impl AddAssign for Hits {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.first += other.first;
        self.second += other.second;
    }
}

/// When two marks of one tag count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// When they cover exactly the same.
    Exact,
    /// When they share a code point.
    Overlap,
    /// When they share at least half of what both cover.
    Half,
}

/// How many marks of two people count as one, each only once: the largest number that can be had. Marks come in order.
///
/// Equal marks of one person count as one by [`Measure::Exact`], as in `bratiaa`.
#[must_use]
pub fn hits(first: &[Unit], second: &[Unit], measure: Measure) -> Hits {
    if measure == Measure::Exact {
        return exact(first, second);
    }
    let mut pairs = Vec::new();
    overlaps(first, second, |i, j, common| {
        let (a, b) = (&first[i], &second[j]);
        let union = a.covered() + b.covered() - common;
        let counts = measure == Measure::Overlap || 2 * common >= union;
        if a.tag == b.tag && counts {
            pairs.push((i as u32, j as u32));
        }
    });
    Hits {
        both: matching::most(first.len(), second.len(), &pairs) as u64,
        first: first.len() as u64,
        second: second.len() as u64,
    }
}

fn exact(first: &[Unit], second: &[Unit]) -> Hits {
    let distinct = |units: &[Unit]| {
        let repeated = units.windows(2).filter(|pair| pair[0] == pair[1]).count();
        (units.len() - repeated) as u64
    };
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (first.get(i), second.get(j)) {
        match a.cmp(b) {
            core::cmp::Ordering::Less => i += 1,
            core::cmp::Ordering::Greater => j += 1,
            core::cmp::Ordering::Equal => {
                both += 1;
                i += first[i..].iter().take_while(|unit| *unit == a).count();
                j += second[j..].iter().take_while(|unit| *unit == b).count();
            }
        }
    }
    Hits {
        both,
        first: distinct(first),
        second: distinct(second),
    }
}

/// Code points that both people gave the same tag. A code point that one person gave a tag twice counts once.
#[must_use]
pub fn characters(first: &[Unit], second: &[Unit]) -> Hits {
    let (a, b) = (by_tag(first), by_tag(second));
    let length = |pieces: &[(u32, u32)]| -> u64 {
        pieces
            .iter()
            .map(|(start, end)| u64::from(end - start))
            .sum()
    };
    let none = Vec::new();
    Hits {
        both: a
            .iter()
            .map(|(tag, pieces)| u64::from(shared(pieces, b.get(tag).unwrap_or(&none))))
            .sum(),
        first: a.values().map(|pieces| length(pieces)).sum(),
        second: b.values().map(|pieces| length(pieces)).sum(),
    }
}

/// What is covered by each tag; pieces that overlap or touch are one.
fn by_tag(units: &[Unit]) -> BTreeMap<u32, Vec<(u32, u32)>> {
    let mut covered: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for unit in units {
        let pieces = covered.entry(unit.tag).or_default();
        pieces.extend_from_slice(unit.pieces());
    }
    for (tag, pieces) in &mut covered {
        *pieces = Unit::new(*tag, pieces.drain(..)).pieces().to_vec();
    }
    covered
}

/// How many rows of an alignment are of each class, for one article or for many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes([u64; 6]);

impl Classes {
    /// How many there are of a class.
    #[must_use]
    pub fn of(self, class: Class) -> u64 {
        self.0[class as usize]
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(self) -> u64 {
        self.0.iter().sum()
    }

    /// One more of a class.
    pub fn count(&mut self, class: Class) {
        self.0[class as usize] += 1;
    }

    /// The four scores of SemEval 2013 task 9, as F1 of both people: strict (places and tag), exact (places), partial (places that
    /// overlap count half), type (tag, places that overlap). Undefined when nobody marked anything.
    #[must_use]
    pub fn semeval(self) -> Option<[f64; 4]> {
        let n = |class| self.of(class) as f64;
        let pairs = n(Class::Same) + n(Class::Edges) + n(Class::Tag) + n(Class::Both);
        let all = 2.0 * pairs + n(Class::OnlyFirst) + n(Class::OnlySecond);
        let of_all = |hits: f64| 2.0 * hits / all;
        (all > 0.0).then(|| {
            [
                of_all(n(Class::Same)),
                of_all(n(Class::Same) + n(Class::Tag)),
                of_all(n(Class::Same) + n(Class::Tag) + 0.5 * (n(Class::Edges) + n(Class::Both))),
                of_all(n(Class::Same) + n(Class::Edges)),
            ]
        })
    }
}

impl From<&Alignment> for Classes {
    fn from(alignment: &Alignment) -> Self {
        let mut classes = Self::default();
        for row in &alignment.rows {
            classes.count(row.class);
        }
        classes
    }
}

impl AddAssign for Classes {
    fn add_assign(&mut self, other: Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }
}
