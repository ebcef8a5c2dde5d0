//! γ (Mathet, Widlöcher, Métivier 2015, *Computational Linguistics* 41:3): where and what in one number, against chance.
//!
//! Of two people it is exact; of more, take the mean over pairs. Disorder is what an alignment costs, in the mean over pairs of marks; the best
//! alignment is found by assignment. Chance is told by samples: each person's marks of an article are those of one of the two, shifted
//! around the article by a pivot of their own (the *shuffle* sampler of the paper), which keeps lengths and nesting as they are.

use super::matching::{self, Edge};
use super::unit::Unit;

/// How much position and tag weigh. The disorder of a mark that stays alone is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// α of the paper: position.
    pub position: f64,
    /// β of the paper: tag.
    pub tag: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            position: 1.0,
            tag: 1.0,
        }
    }
}

/// What two people marked in an article, by extent; pieces are one from the first to the last.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// Marks of the first.
    pub first: Vec<Extent>,
    /// Marks of the second.
    pub second: Vec<Extent>,
}

/// A mark by its extent, in code points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Where it begins.
    pub start: f64,
    /// Where it ends, exclusive.
    pub end: f64,
    /// The number of its tag.
    pub tag: u32,
}

impl From<&Unit> for Extent {
    fn from(unit: &Unit) -> Self {
        Self {
            start: f64::from(unit.start()),
            end: f64::from(unit.end()),
            tag: unit.tag,
        }
    }
}

impl Extent {
    /// How different two marks are; more than 2 is worse than leaving both alone.
    fn differs(self, other: Self, weights: Weights) -> f64 {
        let apart = (self.start - other.start).abs() + (self.end - other.end).abs();
        let lengths = (self.end - self.start) + (other.end - other.start);
        let tag = if self.tag == other.tag { 0.0 } else { 1.0 };
        weights.position * (apart / lengths).powi(2) + weights.tag * tag
    }
}

/// γ and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    /// 1 less observed over expected disorder.
    pub gamma: f64,
    /// The disorder of the best alignment.
    pub observed: f64,
    /// The mean disorder of the samples.
    pub expected: f64,
    /// How many samples there were.
    pub samples: usize,
}

/// The finest difference of disorder that is told apart.
const ONE: f64 = (1_u64 << 40) as f64;

/// The sum of costs of the best alignment of an article.
fn cost(pair: &Pair, weights: Weights) -> f64 {
    let mut edges = Vec::new();
    for (i, one) in pair.first.iter().enumerate() {
        for (j, other) in pair.second.iter().enumerate() {
            // What going together saves.
            let saved = 2.0 - one.differs(*other, weights);
            if saved > 0.0 {
                edges.push(Edge {
                    row: i as u32,
                    column: j as u32,
                    weight: ((saved * ONE) as i128).max(1),
                });
            }
        }
    }
    let partner = matching::best(pair.first.len(), pair.second.len(), &edges);
    let alone = pair.first.len() + pair.second.len();
    let saved: f64 = partner
        .iter()
        .enumerate()
        .filter_map(|(i, j)| {
            Some(2.0 - pair.first[i].differs(pair.second[(*j)? as usize], weights))
        })
        .sum();
    alone as f64 - saved
}

/// The disorder of what two people marked: the cost of the best alignment of each article, over the mean number of marks of a person.
/// Undefined when nobody marked anything.
#[must_use]
pub fn disorder(articles: &[Pair], weights: Weights) -> Option<f64> {
    let marks: usize = articles
        .iter()
        .map(|pair| pair.first.len() + pair.second.len())
        .sum();
    let costs: f64 = articles.iter().map(|pair| cost(pair, weights)).sum();
    (marks > 0).then(|| costs / (marks as f64 / 2.0))
}

/// γ of two people, with so many samples of chance; the same for the same seed. Undefined when one of them marked nothing at all.
/// `go_on` is asked before each sample: when it says no, there is no number.
pub fn gamma(
    articles: &[Pair],
    weights: Weights,
    samples: usize,
    seed: u64,
    mut go_on: impl FnMut(usize) -> bool,
) -> Option<Gamma> {
    let is_empty = |of: fn(&Pair) -> &Vec<Extent>| articles.iter().all(|pair| of(pair).is_empty());
    if is_empty(|pair| &pair.first) || is_empty(|pair| &pair.second) || samples == 0 {
        return None;
    }
    let observed = disorder(articles, weights)?;
    let mut random = fastrand::Rng::with_seed(seed);
    let mut sum = 0.0;
    for sample in 0..samples {
        if !go_on(sample) {
            return None;
        }
        let drawn: Vec<Pair> = articles
            .iter()
            .map(|pair| shuffled(pair, &mut random))
            .collect();
        sum += disorder(&drawn, weights).unwrap_or_default();
    }
    let expected = sum / samples as f64;
    Some(Gamma {
        gamma: 1.0 - observed / expected,
        observed,
        expected,
        samples,
    })
}

/// Both people's marks, each those of one of the two, shifted around the article, which ends with the last mark.
///
/// Pivots are whole and, where there is room, half the mean length of a mark apart, so that two people who are the same do not come out
/// the same by chance (section 5.2 of the paper).
fn shuffled(pair: &Pair, random: &mut fastrand::Rng) -> Pair {
    let all = || pair.first.iter().chain(&pair.second);
    let count = all().count();
    if count == 0 {
        return Pair::default();
    }
    let end = all().map(|mark| mark.end).fold(0.0, f64::max);
    let apart = all().map(|mark| mark.end - mark.start).sum::<f64>() / count as f64 / 2.0;
    let first = (random.f64() * end).floor();
    let (before, after) = ((first - apart).max(0.0), (end - first - apart).max(0.0));
    let room = before + after;
    let second = if room > 0.0 {
        let at = random.f64() * room;
        if at < before {
            at
        } else {
            at - before + first + apart
        }
    } else {
        random.f64() * end
    };
    let mut shifted = |pivot: f64| -> Vec<Extent> {
        let whose = if random.bool() {
            &pair.first
        } else {
            &pair.second
        };
        let shift = |mark: &Extent| {
            let back = if mark.start + pivot > end { end } else { 0.0 };
            Extent {
                start: mark.start + pivot - back,
                end: mark.end + pivot - back,
                tag: mark.tag,
            }
        };
        whose.iter().map(shift).collect()
    };
    Pair {
        first: shifted(first),
        second: shifted(second.floor()),
    }
}
