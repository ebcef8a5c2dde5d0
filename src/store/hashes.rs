//! What each of many files held, by a number that stands for its path.

use imbl::OrdMap;

use crate::model::dense_map;

use super::known::Hash;

/// Heaps into which what is noted is sorted by the first bits of its number: small ones, as a stretch of all of it would be of a size
/// from which the allocator of glibc learns, once it is given back, to keep as much of everything.
const HEAPS: usize = 1 << BITS;
const BITS: u32 = 6;

/// What files held. Of a project of many articles there are hundreds of thousands, noted in no order while it is opened: they
/// become a map when somebody first asks.
#[derive(Clone, Debug, Default)]
pub(super) struct Hashes {
    known: OrdMap<u64, Hash>,
    /// What was noted since then, the last of a file behind the others.
    noted: Vec<Vec<(u64, Hash)>>,
}

impl Hashes {
    /// Notes what a file holds.
    pub fn note(&mut self, name: u64, hash: Hash) {
        if self.noted.is_empty() {
            self.noted.resize(HEAPS, Vec::new());
        }
        let heap = name >> (u64::BITS - BITS);
        self.noted[heap as usize].push((name, hash));
    }

    /// Notes what all files hold that another one knows.
    pub fn learn(&mut self, mut other: Self) {
        other.settle();
        self.settle();
        self.known.extend(other.known);
    }

    /// What a file held.
    pub fn get(&mut self, name: u64) -> Option<Hash> {
        self.settle();
        self.known.get(&name).copied()
    }

    /// Notes that a file is gone.
    pub fn forget(&mut self, name: u64) {
        self.settle();
        self.known.remove(&name);
    }

    /// Makes a map of what was noted.
    pub fn settle(&mut self) {
        let heaps = core::mem::take(&mut self.noted).into_iter();
        let in_order = heaps.flat_map(|mut heap| {
            heap.sort_by_key(|(name, _)| *name);
            heap.dedup_by(|later, earlier| {
                let is_same = later.0 == earlier.0;
                if is_same {
                    earlier.1 = later.1;
                }
                is_same
            });
            heap
        });
        if self.known.is_empty() {
            self.known = dense_map(in_order);
        } else {
            self.known.extend(in_order);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_said_last_of_a_file_counts(
            deeds in proptest::collection::vec((0..5_u8, 0..40_u64, any::<u8>()), 0..300),
        ) {
            let (mut hashes, mut naive) = (Hashes::default(), BTreeMap::new());
            for (deed, number, byte) in deeds {
                // Spread over all heaps.
                let name = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                match deed {
                    0 => {
                        hashes.forget(name);
                        naive.remove(&name);
                    }
                    1 => prop_assert_eq!(hashes.get(name), naive.get(&name).copied()),
                    2 => {
                        let mut other = Hashes::default();
                        other.note(name, [byte; 32]);
                        hashes.learn(other);
                        naive.insert(name, [byte; 32]);
                    }
                    _ => {
                        hashes.note(name, [byte; 32]);
                        naive.insert(name, [byte; 32]);
                    }
                }
            }
            hashes.settle();
            prop_assert!(hashes.known.iter().eq(naive.iter()));
        }
    }
}
