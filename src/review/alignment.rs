//! Which marks of one person are the same as which of another.

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
    let mut edges = Vec::new();
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
    });
    edges.sort_unstable_by_key(|edge| (edge.row, edge.column));
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
