//! Signatures: a few numbers that agree in about as many places as two texts share of their shingles.

use super::shingles::{self, mixed};

/// How many numbers a signature has.
pub(super) const PLACES: usize = 128;

/// The signature of a text: 512 bytes, however long it is.
///
/// One hash function, its range cut into as many parts as there are places, in each the smallest hash (one permutation
/// hashing; Li, Owen and Zhang 2012). A part in which there is none borrows from another one, the same for all texts
/// (optimal densification; Shrivastava 2017).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature(Box<[u32; PLACES]>);

/// In a place that has no number yet.
const NONE: u32 = u32::MAX;

impl Signature {
    /// Of a text; `None` of one without words.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut own = [NONE; PLACES];
        shingles::of(text, |shingle| {
            let place = (shingle >> (u64::BITS - PLACES.trailing_zeros())) as usize;
            let number = (shingle as u32).min(NONE - 1);
            own[place] = own[place].min(number);
        });
        if own.iter().all(|number| *number == NONE) {
            return None;
        }
        let mut all = own;
        for (place, number) in all.iter_mut().enumerate() {
            let mut attempt = 0;
            while *number == NONE {
                attempt += 1;
                let from = mixed((place as u64) << 32 | attempt) as usize % PLACES;
                *number = own[from];
            }
        }
        Some(Self(Box::new(all)))
    }

    /// Whether it is worth while to compare the two texts: always when they share half of all shingles, in 99.8 % of cases when they
    /// share 30 %.
    #[must_use]
    pub fn may_be_like(&self, other: &Self) -> bool {
        (0..PAIRS).any(|at| self.pair(at) == other.pair(at))
    }

    /// Two numbers of it as one, at one of [`PAIRS`] places.
    pub(super) fn pair(&self, at: usize) -> u64 {
        u64::from(self.0[2 * at]) << 32 | u64::from(self.0[2 * at + 1])
    }
}

/// How many pairs of numbers there are. Two texts are compared when one of them is the same: always when they share half
/// of all shingles, in 99.8 % of cases when they share 30 %, in half of them when they share 10 %.
pub(super) const PAIRS: usize = PLACES / 2;
