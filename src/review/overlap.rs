//! F1 of marks: how many of both people's marks go together.

use core::ops::AddAssign;

use super::alignment::{Alignment, Class};
use super::few::Few;
use super::matching;
use super::unit::{Unit, overlaps};
use super::unitizing::Mark;

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

/// How many marks of one tag count as one, each only once: the largest number that can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagHits {
    /// Marks that cover exactly the same. Equal marks of one person count as one, as in `bratiaa`.
    pub exact: Hits,
    /// Marks that share a code point.
    pub overlap: Hits,
    /// Marks that share at least half of what both cover.
    pub half: Hits,
}

/// How many marks of two people count as one, by their tags. Marks come in order.
#[must_use]
pub fn hits(first: &[Unit], second: &[Unit]) -> Few<[(u32, TagHits); 0]> {
    let mut found = Few::default();
    made(first, &mut found, |hits| &mut hits.first);
    made(second, &mut found, |hits| &mut hits.second);
    exact(first, second, |tag| found.or_default(tag).exact.both += 1);
    let (mut pairs, mut halves) = (Vec::new(), Vec::new());
    overlaps(first, second, |i, j, common| {
        let (a, b) = (&first[i], &second[j]);
        if a.tag == b.tag {
            let pair = (i as u32, j as u32);
            pairs.push(pair);
            if 2 * common >= a.covered() + b.covered() - common {
                halves.push(pair);
            }
        }
    });
    // Marks of different tags never go together, so what is most of all is most of each tag.
    let most = |pairs: &[(u32, u32)]| matching::most(first.len(), second.len(), pairs);
    for row in most(&pairs) {
        found.or_default(first[row as usize].tag).overlap.both += 1;
    }
    for row in most(&halves) {
        found.or_default(first[row as usize].tag).half.both += 1;
    }
    found
}

/// Counts what one person has.
fn made(
    units: &[Unit],
    found: &mut Few<[(u32, TagHits); 0]>,
    side: impl Fn(&mut Hits) -> &mut u64,
) {
    let mut before = None;
    for unit in units {
        let hits = found.or_default(unit.tag);
        *side(&mut hits.overlap) += 1;
        *side(&mut hits.half) += 1;
        if before.replace(unit) != Some(unit) {
            *side(&mut hits.exact) += 1;
        }
    }
}

/// Tells the tag of each mark that both have.
fn exact(first: &[Unit], second: &[Unit], mut both: impl FnMut(u32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (first.get(i), second.get(j)) {
        match a.cmp(b) {
            core::cmp::Ordering::Less => i += 1,
            core::cmp::Ordering::Greater => j += 1,
            core::cmp::Ordering::Equal => {
                both(a.tag);
                i += first[i..].iter().take_while(|unit| *unit == a).count();
                j += second[j..].iter().take_while(|unit| *unit == b).count();
            }
        }
    }
}

/// Code points that both people gave the same value, from what each of them [covered](super::unitizing::covered).
#[must_use]
pub fn characters(first: &[Mark], second: &[Mark]) -> Hits {
    let length = |marks: &[Mark]| marks.iter().map(|it| u64::from(it.1 - it.0)).sum();
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (first.get(i), second.get(j)) {
        if a.2 == b.2 {
            both += u64::from(a.1.min(b.1).saturating_sub(a.0.max(b.0)));
        }
        if (a.2, a.1) <= (b.2, b.1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    Hits {
        both,
        first: length(first),
        second: length(second),
    }
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
