//! The place of quotations in a text of which no earlier version is at hand.

use std::collections::{BTreeMap, BTreeSet};

use super::needles::find_all;
use super::order::longest_in_order;
use crate::text::{CodePoint, Span};

/// A quotation with what stood around it, as it was when it was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// What stood before it.
    pub before: &'a str,
    /// Its words.
    pub text: &'a str,
    /// What stood behind it.
    pub after: &'a str,
    /// Where it began, in code points.
    pub at: CodePoint,
}

/// Fewest characters by which a place is certain.
const KEY: usize = 32;

/// Where quotations stand in a text, as far as that is certain: the quotation with what stood around it, at least 32
/// characters in all, is there once; no two quotations of different places are in one place now; the order of all is
/// what it was; and at least half of them are found so, for a text that was changed more may hold copies of anything.
#[must_use]
pub fn place_by_context(text: &str, quotes: &[Quote<'_>]) -> Vec<Option<Span>> {
    let mut places = single_places(text, quotes);
    let mut at: BTreeMap<CodePoint, BTreeSet<usize>> = BTreeMap::new();
    let mut claims: BTreeMap<usize, BTreeSet<CodePoint>> = BTreeMap::new();
    for (quote, place) in quotes.iter().zip(&places) {
        if let Some(span) = place {
            let start = span.start.index();
            at.entry(quote.at).or_default().insert(start);
            claims.entry(start).or_default().insert(quote.at);
        }
    }
    let clear = |(&old, new): (&CodePoint, &BTreeSet<usize>)| {
        let &start = new
            .first()
            .filter(|start| new.len() == 1 && claims[*start].len() == 1)?;
        Some((old, start))
    };
    let pairs: Vec<(CodePoint, usize)> = at.iter().filter_map(clear).collect();
    let in_order = longest_in_order(&pairs, |(_, start)| start).into_iter();
    let certain: BTreeSet<CodePoint> = in_order.map(|index| pairs[index].0).collect();
    for (quote, place) in quotes.iter().zip(&mut places) {
        place.take_if(|_| !certain.contains(&quote.at));
    }
    if 2 * places.iter().flatten().count() < places.len() {
        places.fill(None);
    }
    places
}

/// Where each quotation with its surroundings stands, if that is long enough and stands there once.
fn single_places(text: &str, quotes: &[Quote<'_>]) -> Vec<Option<Span>> {
    let keys = quotes
        .iter()
        .map(|quote| [quote.before, quote.text, quote.after].concat());
    let keys: Vec<String> = keys.collect();
    let is_certain = |key: &str| key.chars().nth(KEY - 1).is_some();
    let places = find_all(text, &keys).into_iter().zip(&keys).zip(quotes);
    places
        .map(|((found, key), quote)| {
            let is_single = found.times == 1 && is_certain(key);
            let start = is_single.then_some(found.last)? + quote.before.len();
            Some(Span::of(start..start + quote.text.len()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote<'a>(before: &'a str, text: &'a str, after: &'a str, at: u32) -> Quote<'a> {
        Quote {
            before,
            text,
            after,
            at: CodePoint(at),
        }
    }

    fn placed(text: &str, quotes: &[Quote<'_>]) -> Vec<Option<usize>> {
        let places = place_by_context(text, quotes).into_iter();
        places
            .map(|place| place.map(|span| span.start.index()))
            .collect()
    }

    const TEXT: &str = "The port will close, she said on Monday. Nobody believed that the port will close, he said on Tuesday.";

    #[test]
    fn what_stands_once_with_its_surroundings_has_a_place() {
        let second = quote(
            "Nobody believed that the ",
            "port",
            " will close, he said",
            66,
        );
        assert_eq!(placed(TEXT, &[second]), [Some(66)]);
        assert_eq!(place_by_context(TEXT, &[second])[0], Some(Span::of(66..70)));
        // Moved by text before it: still the only one.
        assert_eq!(placed(&format!("é {TEXT}"), &[second]), [Some(69)]);
    }

    #[test]
    fn what_is_short_or_stands_twice_has_none() {
        assert_eq!(placed(TEXT, &[quote("", "Monday", ". Nobody", 33)]), [None]);
        let twice = format!("{TEXT}\n{TEXT}");
        let found = quote(
            "Nobody believed that the ",
            "port",
            " will close, he said",
            66,
        );
        assert_eq!(placed(&twice, &[found]), [None]);
        assert_eq!(placed("short", &[found]), [None]);
        assert_eq!(placed("", &[found]), [None]);
    }

    #[test]
    fn two_that_stood_apart_are_not_put_in_one_place() {
        let one = quote(
            "Nobody believed that the ",
            "port",
            " will close, he said",
            66,
        );
        let other = Quote {
            at: CodePoint(900),
            ..one
        };
        assert_eq!(placed(TEXT, &[one, other]), [None, None]);
        assert_eq!(placed(TEXT, &[one, one]), [Some(66), Some(66)]);
    }

    #[test]
    fn a_text_with_little_of_the_old_one_is_not_trusted() {
        let there = quote(
            "Nobody believed that the ",
            "port",
            " will close, he said",
            66,
        );
        let gone = quote(
            "Somebody believed that the ",
            "port",
            " will close, he said",
            166,
        );
        assert_eq!(placed(TEXT, &[there, gone]), [Some(66), None]);
        assert_eq!(placed(TEXT, &[there, gone, gone]), [None, None, None]);
    }

    #[test]
    fn what_is_out_of_order_has_no_place() {
        let first = quote("", "The port will close, she said on Monday", "", 500);
        let second = quote("", "Nobody believed that the port will", "", 41);
        let third = quote("", "that the port will close, he said on Tuesday", "", 57);
        assert_eq!(
            placed(TEXT, &[first, second, third]),
            [None, Some(41), Some(57)]
        );
    }
}
