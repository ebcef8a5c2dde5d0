//! A map of a few entries.

use core::fmt;
use core::iter::Map;
use core::slice::Iter;

use smallvec::{Array, SmallVec};

/// A map of a few entries, one after the other in order of their keys. A study has millions of such maps, and the smallest
/// [`BTreeMap`](std::collections::BTreeMap) takes room for eleven entries. As many as
/// the array has places take none beside the map itself.
pub struct Few<A: Array>(SmallVec<A>);

impl<A: Array<Item: Clone>> Clone for Few<A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<A: Array<Item: fmt::Debug>> fmt::Debug for Few<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A: Array<Item: PartialEq>> PartialEq for Few<A> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<A: Array> Default for Few<A> {
    fn default() -> Self {
        Self(SmallVec::new())
    }
}

impl<K: Ord + 'static, V: 'static, A: Array<Item = (K, V)>> Few<A> {
    /// What belongs to a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// Whether something belongs to a key.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    /// What belongs to a key; nothing of it at first.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.place(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, V::default()));
            at
        });
        &mut self.0[at].1
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }
}

impl<K: 'static, V: 'static, A: Array<Item = (K, V)>> Few<A> {
    /// The entries, in order of their keys.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// What belongs to the keys, in their order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, K: 'static, V: 'static, A: Array<Item = (K, V)>> IntoIterator for &'a Few<A> {
    type Item = (&'a K, &'a V);
    type IntoIter = Map<Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Ord + 'static, V: Default + 'static, A: Array<Item = (K, V)>> FromIterator<(K, V)>
    for Few<A>
{
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut few = Self::default();
        for (key, value) in entries {
            *few.or_default(key) = value;
        }
        few
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_map(entries in proptest::collection::vec((0_u8..9, any::<u8>()), 0..20), asked in 0_u8..9) {
            let few: Few<[(u8, u8); 2]> = entries.iter().copied().collect();
            let map: BTreeMap<u8, u8> = entries.into_iter().collect();
            prop_assert!(few.iter().eq(&map));
            prop_assert!(few.keys().eq(map.keys()) && few.values().eq(map.values()));
            prop_assert_eq!(few.get(&asked), map.get(&asked));
            prop_assert_eq!(few.contains_key(&asked), map.contains_key(&asked));
            prop_assert_eq!(few.is_empty(), map.is_empty());
        }
    }
}
