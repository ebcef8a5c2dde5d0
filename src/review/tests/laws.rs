//! What holds whatever people mark.

use proptest::prelude::*;

use crate::review::alignment::{Class, align};
use crate::review::coding::{Codings, Distance};
use crate::review::gamma::{self, Pair, Weights};
use crate::review::overlap::{Classes, Hits, characters};
use crate::review::resample::{Interval, intervals};
use crate::review::unit::Unit;
use crate::review::unitizing::{Classic, Continuum, Mark, covered, of_tag};

use super::{Which, all};

const LENGTH: u32 = 40;

const WHICH: [Which; 3] = [|it| it.exact, |it| it.overlap, |it| it.half];

fn units(most: usize) -> impl Strategy<Value = Vec<Unit>> {
    let piece =
        (0..LENGTH, 1_u32..12).prop_map(|(start, long)| (start, (start + long).min(LENGTH)));
    let unit = (0_u32..3, proptest::collection::vec(piece, 1..3));
    let unit = unit.prop_map(|(tag, pieces)| Unit::new(tag, pieces));
    proptest::collection::vec(unit, 0..most).prop_map(|mut units| {
        units.sort();
        units
    })
}

/// What an alignment is worth, in the words of the definition.
fn worth(a: &[Unit], b: &[Unit], i: usize, j: usize) -> f64 {
    let common = f64::from(a[i].common(&b[j]));
    let union = f64::from(a[i].covered()) + f64::from(b[j].covered()) - common;
    if common > 0.0 {
        common / union + f64::from(u8::from(a[i].tag == b[j].tag))
    } else {
        0.0
    }
}

fn by_trying(a: &[Unit], b: &[Unit], i: usize, taken: &mut Vec<usize>) -> f64 {
    if i == a.len() {
        return 0.0;
    }
    let mut most = by_trying(a, b, i + 1, taken);
    for j in 0..b.len() {
        let value = worth(a, b, i, j);
        if value > 0.0 && !taken.contains(&j) {
            taken.push(j);
            most = most.max(value + by_trying(a, b, i + 1, taken));
            taken.pop();
        }
    }
    most
}

/// What is covered by the tag 0.
fn first_tag(units: &[Unit]) -> Vec<Mark> {
    of_tag(&covered(units), 0).to_vec()
}

fn alpha(people: &[&[Unit]]) -> Option<f64> {
    let mut sum = Continuum::default();
    let marks: Vec<Vec<Mark>> = people.iter().map(|units| first_tag(units)).collect();
    sum.add(LENGTH, &marks);
    sum.alpha()
}

fn is_near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one.is_none() && other.is_none(),
    }
}

proptest! {
    #[test]
    fn the_alignment_is_optimal_and_has_every_mark_once(a in units(6), b in units(6)) {
        let alignment = align(&a, &b);
        let sum: f64 = alignment.pairs().map(|(i, j)| worth(&a, &b, i, j)).sum();
        let most = by_trying(&a, &b, 0, &mut Vec::new());
        prop_assert!((sum - most).abs() < 1e-9, "{} where {} could be", sum, most);
        let mut first: Vec<usize> = alignment.rows.iter().filter_map(|row| row.first).collect();
        let mut second: Vec<usize> = alignment.rows.iter().filter_map(|row| row.second).collect();
        first.sort_unstable();
        second.sort_unstable();
        prop_assert_eq!(first, (0..a.len()).collect::<Vec<_>>());
        prop_assert_eq!(second, (0..b.len()).collect::<Vec<_>>());
    }

    #[test]
    fn who_is_first_changes_nothing(a in units(8), b in units(8)) {
        let (there, back) = (align(&a, &b), align(&b, &a));
        let mut turned: Vec<_> = back.rows.iter().map(|row| (row.second, row.first, row.class.mirrored())).collect();
        let mut rows: Vec<_> = there.rows.iter().map(|row| (row.first, row.second, row.class)).collect();
        turned.sort_unstable();
        rows.sort_unstable();
        prop_assert_eq!(rows, turned);
        for which in WHICH {
            let (one, other) = (all(&a, &b, which), all(&b, &a, which));
            prop_assert_eq!((one.both, one.first, one.second), (other.both, other.second, other.first));
        }
        prop_assert_eq!(characters(&covered(&a), &covered(&b)).f1(), characters(&covered(&b), &covered(&a)).f1());
        prop_assert!(is_near(alpha(&[&a, &b]), alpha(&[&b, &a])));
    }

    #[test]
    fn identical_layers_agree_wholly(a in units(8)) {
        prop_assert!(align(&a, &a).rows.iter().all(|row| row.class == Class::Same));
        for which in WHICH {
            prop_assert_eq!(all(&a, &a, which).f1(), (!a.is_empty()).then_some(1.0));
        }
        let found = alpha(&[&a, &a, &a]);
        prop_assert!(found.is_none_or(|found| (found - 1.0).abs() < 1e-9), "{:?}", found);
        let pair = Pair {
            first: a.iter().map(Into::into).collect(),
            second: a.iter().map(Into::into).collect(),
        };
        let disorder = gamma::disorder(&[pair], Weights::default());
        prop_assert!(disorder.is_none_or(|disorder| disorder.abs() < 1e-9), "{:?}", disorder);
    }

    #[test]
    fn no_number_is_without_meaning(a in units(5), b in units(5), c in units(5)) {
        let mut found = vec![alpha(&[&a, &b, &c]), characters(&covered(&a), &covered(&b)).f1()];
        let mut continuum = Continuum::default();
        continuum.add(LENGTH, &[first_tag(&a), first_tag(&b)]);
        found.extend([continuum.binary(), continuum.coding(), continuum.of_value(0).0, continuum.of_value(0).1]);
        let long = |units: &[Unit]| first_tag(units).iter().map(|&(start, end, _)| (u64::from(start), u64::from(end))).collect();
        found.push(Classic::of(u64::from(LENGTH), &[long(&a), long(&b)]).alpha());
        found.push(Classes::from(&align(&a, &b)).semeval().map(|four| four[2]));
        let pair = Pair { first: a.iter().map(Into::into).collect(), second: b.iter().map(Into::into).collect() };
        found.push(gamma::gamma(&[pair], Weights::default(), 3, 1, |_| true).map(|found| found.gamma));
        for number in found.into_iter().flatten() {
            prop_assert!(number.is_finite() && number <= 1.0 + 1e-9, "{}", number);
        }
    }

    #[test]
    fn codings_are_sums_and_know_no_order(
        items in proptest::collection::vec(proptest::collection::vec(proptest::option::of(0_u32..4), 3), 0..12),
        cut in 0_usize..12,
    ) {
        let of = |items: &[Vec<Option<u32>>]| {
            let mut codings = Codings::new(3, 4);
            for item in items {
                codings.add(item);
            }
            codings
        };
        let whole = of(&items);
        let cut = cut.min(items.len());
        let mut sum = of(&items[cut..]);
        sum += &of(&items[..cut]);
        let turned: Vec<Vec<Option<u32>>> = items.iter().map(|item| vec![item[2], item[0], item[1]]).collect();
        for other in [sum, of(&turned)] {
            prop_assert!(is_near(whole.alpha(Distance::Nominal), other.alpha(Distance::Nominal)));
            prop_assert!(is_near(whole.alpha(Distance::Ordinal), other.alpha(Distance::Ordinal)));
            prop_assert!(is_near(whole.pi(), other.pi()));
            prop_assert!(is_near(whole.kappa(), other.kappa()));
            prop_assert!(is_near(whole.ac1(), other.ac1()));
            prop_assert!(is_near(whole.percent(), other.percent()));
        }
        for number in [whole.alpha(Distance::Ordinal), whole.pi(), whole.kappa(), whole.ac1()].into_iter().flatten() {
            prop_assert!(number.is_finite() && number <= 1.0 + 1e-9);
        }
    }
}

#[test]
fn what_nobody_marked_is_undefined() {
    assert_eq!(Hits::default().f1(), None);
    assert_eq!(Classes::default().semeval(), None);
    assert_eq!(alpha(&[&[], &[]]), None);
    assert_eq!(Codings::new(2, 2).kappa(), None);
    assert_eq!(Codings::new(2, 2).ac1(), None);
    assert_eq!(gamma::disorder(&[], Weights::default()), None);
}

#[test]
fn one_empty_layer_is_told_as_such() {
    let a = [Unit::new(0, [(0, 5)])];
    assert_eq!(all(&a, &[], |it| it.exact).f1(), Some(0.0));
    assert!(alpha(&[&a, &[]]).is_some_and(|alpha| alpha < 0.0));
}

/// The interval of one number.
fn interval(
    articles: usize,
    resamples: usize,
    seed: u64,
    number: impl Fn(&[u32]) -> Option<f64>,
) -> Option<Interval> {
    let found = intervals(
        articles,
        resamples,
        seed,
        || true,
        |drawn| vec![number(drawn)],
    );
    found.expect("not broken off").pop().flatten()
}

#[test]
fn under_five_articles_there_is_no_interval_and_a_seed_says_all() {
    assert_eq!(interval(4, 100, 1, |_| Some(1.0)), None);
    let number = |drawn: &[u32]| Some(f64::from(drawn[0]));
    let one = interval(8, 200, 3, number);
    assert_eq!(one, interval(8, 200, 3, number));
    assert!(one.is_some_and(|interval| interval.low < 1.0 && interval.high > 1.0));
    assert_eq!(interval(8, 200, 3, |_| None), None);
}
