//! Krippendorff's α for marks on a continuum, which nobody cut into items beforehand.
//!
//! - [`Continuum`]: the family of 2016 (Krippendorff, Mathet, Bouvry, Widlöcher, *Quality & Quantity* 50; *Content Analysis*,
//!   4th ed., 12.6). By default there is one continuum for each tag, since marks of one person may overlap.
//! - [`Classic`]: the definition of 1995 (*Sociological Methodology* 25), as INCEpTION and DKPro count it.

use core::ops::AddAssign;

use super::few::Few;
use super::unit::Unit;

/// A stretch of a continuum that one person left unmarked, or gave a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Section {
    value: Option<u32>,
    start: u32,
    end: u32,
}

impl Section {
    fn length(self) -> f64 {
        f64::from(self.end - self.start)
    }
}

/// What somebody marked: start and exclusive end in code points, and a value.
pub type Mark = (u32, u32, u32);

/// What marks cover that may overlap, by tag and place, each with its tag as its value: those of one tag that overlap are one, those
/// that touch are not.
#[must_use]
pub fn covered(units: &[Unit]) -> Vec<Mark> {
    let pieces = units
        .iter()
        .flat_map(|unit| unit.pieces().iter().map(|it| (it.0, it.1, unit.tag)));
    let mut pieces: Vec<Mark> = pieces.collect();
    pieces.sort_unstable_by_key(|&(start, end, tag)| (tag, start, end));
    pieces.dedup_by(|next, last| {
        let is_one = next.2 == last.2 && next.0 < last.1;
        if is_one {
            last.1 = last.1.max(next.1);
        }
        is_one
    });
    pieces.shrink_to_fit();
    pieces
}

/// Those of one tag, of what was [`covered`].
#[must_use]
pub fn of_tag(covered: &[Mark], tag: u32) -> &[Mark] {
    let from = covered.partition_point(|mark| mark.2 < tag);
    let after = covered.partition_point(|mark| mark.2 <= tag);
    &covered[from..after]
}

fn sections(marks: &[Mark], length: u32) -> Vec<Section> {
    let mut sections = Vec::with_capacity(2 * marks.len() + 1);
    let mut at = 0;
    let gap = |from: u32, to: u32, sections: &mut Vec<Section>| {
        if from < to {
            sections.push(Section {
                value: None,
                start: from,
                end: to,
            });
        }
    };
    for &(start, end, value) in marks {
        gap(at, start, &mut sections);
        sections.push(Section {
            value: Some(value),
            start,
            end,
        });
        at = end;
    }
    gap(at, length, &mut sections);
    sections
}

/// The sums over articles of which the measures of 2016 are made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Continuum {
    /// Lengths that one person gave the first value where another gave the second; `None` is unmarked.
    common: Common,
    /// What the expectation is corrected by: the squares of lengths of units, the lengths of gaps.
    correction: Correction,
    /// The same for what is marked by others too: the square of the mean length that others marked of a unit.
    shared: Few<[(u32, f64); 1]>,
}

impl Continuum {
    /// Adds what people marked in an article of so many code points, in order of place, none overlapping another. Those who have not finished it are left out by the caller; of
    /// fewer than two people there is nothing to learn.
    pub fn add(&mut self, length: u32, people: &[impl AsRef<[Mark]>]) {
        if people.len() < 2 || length == 0 {
            return;
        }
        let others = (people.len() - 1) as f64;
        let cut: Vec<Vec<Section>> = people
            .iter()
            .map(|marks| sections(marks.as_ref(), length))
            .collect();
        for (i, mine) in cut.iter().enumerate() {
            // What others marked of each section of mine.
            let mut marked = vec![0.0; mine.len()];
            for (j, theirs) in cut.iter().enumerate() {
                if i != j {
                    self.compare(mine, theirs, others, &mut marked);
                }
            }
            for (section, marked) in mine.iter().zip(marked) {
                let length = section.length();
                *self.correction.or_default(section.value) += match section.value {
                    Some(_) => length * length,
                    None => length,
                };
                if let Some(value) = section.value {
                    *self.shared.or_default(value) += (marked / others).powi(2);
                }
            }
        }
    }

    fn compare(&mut self, mine: &[Section], theirs: &[Section], others: f64, marked: &mut [f64]) {
        let (mut i, mut j) = (0, 0);
        while let (Some(a), Some(b)) = (mine.get(i), theirs.get(j)) {
            let length = f64::from(a.end.min(b.end) - a.start.max(b.start));
            *self.common.or_default((a.value, b.value)) += length / others;
            if b.value.is_some() {
                marked[i] += length;
            }
            i += usize::from(a.end <= b.end);
            j += usize::from(b.end <= a.end);
        }
    }

    /// ᵤα: whether people marked the same stretches as the same. Undefined when nothing could differ.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        alpha(&self.common, &self.correction)
    }

    /// |ᵤα: whether people marked the same stretches, as whatever.
    #[must_use]
    pub fn binary(&self) -> Option<f64> {
        let marked = |value: Option<u32>| value.map(|_| 0);
        let mut common = Common::default();
        for (&(one, other), length) in &self.common {
            *common.or_default((marked(one), marked(other))) += length;
        }
        let mut correction = Correction::default();
        for (&value, sum) in &self.correction {
            *correction.or_default(marked(value)) += sum;
        }
        alpha(&common, &correction)
    }

    /// The same sums of what two people marked, as whatever.
    fn both_marked(&self) -> (Common, Correction) {
        let is_marked = |&(&(one, other), _): &(&(Option<u32>, Option<u32>), &f64)| {
            one.is_some() && other.is_some()
        };
        let common = self.common.iter().filter(is_marked);
        let shared = self.shared.iter();
        (
            common.map(|(&values, &length)| (values, length)).collect(),
            shared.map(|(&value, &sum)| (Some(value), sum)).collect(),
        )
    }

    /// ᶜᵤα: where two people marked something, whether it is the same. Undefined when there is no such stretch, or one value only.
    #[must_use]
    pub fn coding(&self) -> Option<f64> {
        let (common, correction) = self.both_marked();
        alpha(&common, &correction)
    }

    /// ⁽ᵏ⁾ᵤα: where two people marked something and one of them this value, whether the other one did; and how much of this value
    /// is covered by what another one marked, from 0 to 1.
    #[must_use]
    pub fn of_value(&self, value: u32) -> (Option<f64>, Option<f64>) {
        let (common, correction) = self.both_marked();
        let key = Some(value);
        let row = |sums: &Common| -> f64 {
            let row = sums.iter().filter(|((one, _), _)| *one == key);
            row.map(|(_, length)| length).sum()
        };
        let all = row(&self.common);
        let here = row(&common);
        let total: f64 = common.values().sum();
        let denominator = total * total - correction.values().sum::<f64>();
        let expected =
            total * (here * here - correction.get(&key).copied().unwrap_or(0.0)) / denominator;
        let observed = here - common.get(&(key, key)).copied().unwrap_or(0.0);
        let could = here - expected;
        (
            (here > 0.0 && denominator > 0.0 && is_more(could, total))
                .then(|| 1.0 - observed / could),
            (all > 0.0).then(|| here / all),
        )
    }

    /// How many code points were given this value, over all people, when there are two of them or more.
    #[must_use]
    pub fn marked(&self, value: u32) -> f64 {
        let row = self.common.iter();
        row.filter(|((one, _), _)| *one == Some(value))
            .map(|(_, length)| length)
            .sum()
    }
}

impl Continuum {
    /// The sums of which α is made when only marked and unmarked are told apart: lengths unmarked by both, marked by both, marked by one
    /// (both ways together), and the corrections of gaps and of units.
    #[must_use]
    pub fn binary_sums(&self) -> [f64; 5] {
        let mut sums = [0.0; 5];
        for (&(one, other), length) in &self.common {
            let at = match (one.is_some(), other.is_some()) {
                (false, false) => 0,
                (true, true) => 1,
                _ => 2,
            };
            sums[at] += length;
        }
        for (value, sum) in &self.correction {
            sums[3 + usize::from(value.is_some())] += sum;
        }
        sums
    }

    /// |ᵤα of such sums.
    #[must_use]
    pub fn binary_alpha([none, both, one, gaps, units]: [f64; 5]) -> Option<f64> {
        let total = none + both + one;
        let denominator = total * total - gaps - units;
        if !is_more(denominator, total * total) {
            return None;
        }
        let squares = (none + one / 2.0).powi(2) - gaps + (both + one / 2.0).powi(2) - units;
        let expected = total - total * squares / denominator;
        is_more(expected, total).then(|| 1.0 - one / expected)
    }
}

/// As many as a continuum of one value has take no room of their own.
type Common = Few<[((Option<u32>, Option<u32>), f64); 4]>;
type Correction = Few<[(Option<u32>, f64); 2]>;

/// Whether a difference of sums is more than what rounding leaves of nothing.
fn is_more(difference: f64, of: f64) -> bool {
    difference > of * 1e-12
}

fn alpha(common: &Common, correction: &Correction) -> Option<f64> {
    let total: f64 = common.values().sum();
    let denominator = total * total - correction.values().sum::<f64>();
    if !is_more(denominator, total * total) {
        return None;
    }
    let mut rows = Correction::default();
    let mut same = 0.0;
    for (&(one, other), length) in common {
        *rows.or_default(one) += length;
        if one == other {
            same += length;
        }
    }
    let squares: f64 = rows
        .iter()
        .map(|(value, row)| row * row - correction.get(value).copied().unwrap_or(0.0))
        .sum();
    let expected = total - total * squares / denominator;
    is_more(expected, total).then(|| 1.0 - (total - same) / expected)
}

impl AddAssign<&Self> for Continuum {
    fn add_assign(&mut self, other: &Self) {
        for (&key, sum) in &other.common {
            *self.common.or_default(key) += sum;
        }
        for (&key, sum) in &other.correction {
            *self.correction.or_default(key) += sum;
        }
        for (&key, sum) in &other.shared {
            *self.shared.or_default(key) += sum;
        }
    }
}

/// α of 1995 for one value: observed and expected disagreement, and α of them.
///
/// All articles are one continuum, one after the other, as in DKPro: it is no sum over articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Classic {
    /// How far people differ, in squares of shares of the continuum.
    pub observed: f64,
    /// How far they would differ by chance.
    pub expected: f64,
}

impl Classic {
    /// From what each person marked on a continuum of so many code points.
    #[must_use]
    pub fn of(length: u64, people: &[Vec<(u64, u64)>]) -> Self {
        let m = people.len() as f64;
        let whole = length as f64;
        let gaps: Vec<Vec<(u64, u64)>> = people.iter().map(|units| gaps(units, length)).collect();
        let mut observed = 0.0;
        for (i, units) in people.iter().enumerate() {
            for j in (0..people.len()).filter(|&j| j != i) {
                observed += differing(units, &people[j], &gaps[j]);
            }
        }
        let units: Vec<f64> = people
            .iter()
            .flatten()
            .map(|(start, end)| (end - start) as f64)
            .collect();
        let mut free: Vec<f64> = gaps
            .iter()
            .flatten()
            .map(|(start, end)| (end - start) as f64)
            .collect();
        free.sort_by(f64::total_cmp);
        // Sums of the gaps from each on, so that each unit finds at once those that have room for it.
        let mut from: Vec<f64> = vec![0.0; free.len() + 1];
        for at in (0..free.len()).rev() {
            from[at] = from[at + 1] + free[at];
        }
        let chance: f64 = units
            .iter()
            .map(|&l| {
                let at = free.partition_point(|gap| *gap < l);
                let room = from[at] - (free.len() - at) as f64 * (l - 1.0);
                (units.len() as f64 - 1.0) * (2.0 * l.powi(3) - 3.0 * l * l + l) / 3.0
                    + l * l * room
            })
            .sum();
        let places = m * whole * (m * whole - 1.0)
            - units
                .iter()
                .map(|&length| length * (length - 1.0))
                .sum::<f64>();
        Self {
            observed: if m > 1.0 && whole > 0.0 {
                observed / (m * (m - 1.0) * whole * whole)
            } else {
                0.0
            },
            expected: if places > 0.0 {
                2.0 / whole * chance / places
            } else {
                0.0
            },
        }
    }

    /// α; undefined when nothing could differ.
    #[must_use]
    pub fn alpha(self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }

    /// α of several values together.
    #[must_use]
    pub fn overall(values: &[Self]) -> Option<f64> {
        let sum = |part: fn(&Self) -> f64| values.iter().map(part).sum();
        Self {
            observed: sum(|value| value.observed),
            expected: sum(|value| value.expected),
        }
        .alpha()
    }
}

fn gaps(units: &[(u64, u64)], length: u64) -> Vec<(u64, u64)> {
    let ends = core::iter::once(0).chain(units.iter().map(|unit| unit.1));
    let starts = units.iter().map(|unit| unit.0);
    ends.zip(starts.chain([length]))
        .filter(|(end, start)| end < start)
        .collect()
}

/// What one person's units differ from another's: squares of how far edges are apart where they overlap, half of it from each side;
/// squares of lengths where a unit lies in a gap of the other, once for each side.
fn differing(units: &[(u64, u64)], others: &[(u64, u64)], gaps: &[(u64, u64)]) -> f64 {
    let square = |a: u64, b: u64| (a.abs_diff(b) as f64).powi(2);
    let mut sum = 0.0;
    let (mut first, mut gap) = (0, 0);
    for &(start, end) in units {
        while first < others.len() && others[first].1 <= start {
            first += 1;
        }
        for other in others[first..].iter().take_while(|other| other.0 < end) {
            sum += square(start, other.0) + square(end, other.1);
        }
        while gap < gaps.len() && gaps[gap].1 < end {
            gap += 1;
        }
        if gaps.get(gap).is_some_and(|gap| gap.0 <= start) {
            sum += 2.0 * square(start, end);
        }
    }
    sum
}
