//! Which marks of one person are the same as which of another.

use core::cmp::Reverse;

use super::matching::{self, Edge};
use super::unit::{Unit, overlaps};

/// What one is to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Same places, same tag.
    Same,
    /// Same tag, other edges.
    Edges,
    /// Same places, another tag.
    Tag,
    /// Other edges and another tag.
    Both,
    /// Only the first person marked this.
    OnlyFirst,
    /// Only the second person marked this.
    OnlySecond,
}

impl Class {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Same,
        Self::Edges,
        Self::Tag,
        Self::Both,
        Self::OnlyFirst,
        Self::OnlySecond,
    ];

    /// What it is when the two people change places.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::OnlyFirst => Self::OnlySecond,
            Self::OnlySecond => Self::OnlyFirst,
            same => same,
        }
    }
}

/// One row of an alignment: a mark of the first person, one of the second, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The place of the mark in the first list.
    pub first: Option<usize>,
    /// The place of the mark in the second list.
    pub second: Option<usize>,
    /// What one is to the other.
    pub class: Class,
}

/// Which marks of two people go together in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Every mark of both in one row, by place in the text.
    pub rows: Vec<Row>,
}

/// The steps of a share that two marks have in common: so fine is the sum of all shares.
const ONE: i128 = 1 << 40;

/// Up to so many pairs of marks that overlap are all looked at: 64 MB of them.
const PAIRS: usize = 2_000_000;
/// Where there are more, as where thousands of marks lie upon each other, each mark is compared with so many: with those with
/// which it shares most.
const LIKELIEST: usize = 32;

/// Aligns the marks of two people in an article, each with one or with none.
///
/// Two marks can go together when they share a code point. Worth most is the matching with the largest sum of what they
/// share of what both cover (intersection over union), plus one where the tag is the same; of equal ones that which shares more.
/// It changes places with the two people and does not depend on the order of their marks. Marks come in order
/// ([`Unit`] says which); of equal marks of one person, any may be taken for any.
///
/// # Panics
/// In tests, when marks are not in order.
#[must_use]
pub fn align(first: &[Unit], second: &[Unit]) -> Alignment {
    // One and the same way round, whoever is named first: so ties are told the same.
    let is_turned = second < first;
    let (a, b) = if is_turned {
        (second, first)
    } else {
        (first, second)
    };
    let edges = edges(a, b, PAIRS.max(2 * LIKELIEST * a.len()));
    let partner = matching::best(a.len(), b.len(), &edges);
    let mut alone = vec![true; b.len()];
    let mut rows = Vec::with_capacity(a.len().max(b.len()));
    for (i, j) in partner.into_iter().enumerate() {
        let j = j.map(|j| j as usize);
        if let Some(j) = j {
            alone[j] = false;
        }
        rows.push(row(a, b, Some(i), j));
    }
    let unpaired = (0..b.len()).filter(|&j| alone[j]);
    rows.extend(unpaired.map(|j| row(a, b, None, Some(j))));
    if is_turned {
        for row in &mut rows {
            core::mem::swap(&mut row.first, &mut row.second);
            row.class = row.class.mirrored();
        }
    }
    let place = |row: &Row| {
        let of = |list: &[Unit], at: Option<usize>| at.map(|at| list[at].start());
        let (one, other) = (of(first, row.first), of(second, row.second));
        (one.or(other).min(other.or(one)), row.first, row.second)
    };
    rows.sort_by_key(place);
    Alignment { rows }
}

/// The pairs of marks that can go together, by row and column; never more than so many at a time, which is no less than twice as
/// many as are kept for all rows.
fn edges(a: &[Unit], b: &[Unit], most: usize) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut is_cut = false;
    overlaps(a, b, |i, j, common| {
        let union = a[i].covered() + b[j].covered() - common;
        let share = i128::from(common) * ONE / i128::from(union);
        let tag = if a[i].tag == b[j].tag { ONE } else { 0 };
        edges.push(Edge {
            row: i as u32,
            column: j as u32,
            // First the sum, then what they share.
            weight: ((share + tag) << 64) + share,
        });
        if edges.len() >= most {
            keep_likeliest(&mut edges);
            is_cut = true;
        }
    });
    if is_cut {
        keep_likeliest(&mut edges);
    }
    edges.sort_unstable_by_key(|edge| (edge.row, edge.column));
    edges
}

/// Of each row the pairs that are worth most; of those that are worth the same, others in each row, so that there is one for
/// everybody.
fn keep_likeliest(edges: &mut Vec<Edge>) {
    let lot = |edge: &Edge| {
        let mixed = edge.row.wrapping_mul(0x9e37_79b1) ^ edge.column.wrapping_mul(0x85eb_ca6b);
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0xc2b2_ae35);
        mixed ^ (mixed >> 13)
    };
    edges.sort_unstable_by_key(|edge| (edge.row, Reverse(edge.weight), lot(edge), edge.column));
    let (mut row, mut count) = (None, 0);
    edges.retain(|edge| {
        if row.replace(edge.row) != Some(edge.row) {
            count = 0;
        }
        count += 1;
        count <= LIKELIEST
    });
}

fn row(a: &[Unit], b: &[Unit], first: Option<usize>, second: Option<usize>) -> Row {
    let class = match (first.map(|i| &a[i]), second.map(|j| &b[j])) {
        (Some(one), Some(other)) => match (one.pieces() == other.pieces(), one.tag == other.tag) {
            (true, true) => Class::Same,
            (false, true) => Class::Edges,
            (true, false) => Class::Tag,
            (false, false) => Class::Both,
        },
        (_, None) => Class::OnlyFirst,
        (None, _) => Class::OnlySecond,
    };
    Row {
        first,
        second,
        class,
    }
}

impl Alignment {
    /// How many rows there are of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.rows.iter().filter(|row| row.class == class).count()
    }

    /// The places of the marks that go together, first and second.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let both = |row: &Row| Some((row.first?, row.second?));
        self.rows.iter().filter_map(both)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_marks_on_one_place_take_no_memory_for_each_pair_and_each_finds_another() {
        const COUNT: usize = 400;
        const MOST: usize = 2 * LIKELIEST * COUNT;
        let on = |start: u32, end: u32| (0..COUNT).map(move |_| Unit::new(0, [(start, end)]));
        // Others of the second person come before those that are the same.
        let first: Vec<Unit> = on(4, 9).collect();
        let second: Vec<Unit> = on(2, 9).chain(on(4, 9)).collect();
        let few = edges(&first, &second, MOST);
        assert!(few.len() <= LIKELIEST * COUNT);
        let columns = matching::best(first.len(), second.len(), &few);
        let same = columns.iter().flatten().filter(|at| **at as usize >= COUNT);
        assert!(same.count() > COUNT * 99 / 100);
        let all = edges(&first, &second, usize::MAX);
        assert_eq!(all.len(), 2 * COUNT * COUNT);
    }

    #[test]
    fn it_does_not_matter_when_pairs_are_left_out() {
        let units = |step: u32| {
            (0..150u32).map(move |at| Unit::new(at % 3, [(at / 9, 30 + at * step % 40)]))
        };
        let (mut first, mut second): (Vec<Unit>, Vec<Unit>) =
            (units(7).collect(), units(11).collect());
        first.sort();
        second.sort();
        let least = 2 * LIKELIEST * first.len();
        assert_eq!(
            edges(&first, &second, least),
            edges(&first, &second, least + 999)
        );
    }
}
