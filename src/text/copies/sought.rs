//! Some texts with which many others are compared, without comparing each with each.

use super::signature::{PAIRS, Signature};

/// How many texts are given of those that have the same pair of numbers: what hundreds share is a line under each article.
const MOST: usize = 8;

/// Texts that others may be like, by their signatures: about a kilobyte for each.
#[derive(Clone, Debug)]
pub struct Sought(Vec<Place>);

/// What the texts have at one place of their signatures, in order, and which text each is of.
#[derive(Clone, Debug)]
struct Place {
    pairs: Vec<u64>,
    texts: Vec<u32>,
}

impl Sought {
    /// Texts by their places in a list; those without a signature are like none.
    #[must_use]
    pub fn new(signatures: &[Option<Signature>]) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(signatures.len());
        let places = (0..PAIRS).map(|at| {
            all.clear();
            let numbered = signatures.iter().zip(0u32..);
            all.extend(numbered.filter_map(|(it, text)| Some((it.as_ref()?.pair(at), text))));
            all.sort_unstable();
            Place {
                pairs: all.iter().map(|(pair, _)| *pair).collect(),
                texts: all.iter().map(|(_, text)| *text).collect(),
            }
        });
        Self(places.collect())
    }

    /// Which of them are worth comparing with a text of this signature, each once and in order. Of many that are like each other
    /// too, only the first ones.
    #[must_use]
    pub fn may_be_like(&self, signature: &Signature) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (at, place) in self.0.iter().enumerate() {
            let pair = signature.pair(at);
            let from = place.pairs.partition_point(|it| *it < pair);
            let same = place.pairs[from..].iter().take(MOST);
            let count = same.take_while(|it| **it == pair).count();
            let texts = &place.texts[from..from + count];
            found.extend(texts.iter().map(|text| *text as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
