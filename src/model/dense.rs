//! Maps that are made once of much.

use imbl::OrdMap;

/// A map of entries that are in order already. Inserted one after the other they would leave every node of the map half
/// empty: so every second one goes first, and the others fill the nodes.
#[must_use]
pub fn dense_map<K: Ord + Clone, V: Clone>(
    entries: impl IntoIterator<Item = (K, V)>,
) -> OrdMap<K, V> {
    let mut map = OrdMap::new();
    let mut later = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        if index % 2 == 0 {
            map.insert(entry.0, entry.1);
        } else {
            later.push(entry);
        }
    }
    map.extend(later);
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_there() {
        for count in 0..300 {
            let map = dense_map((0..count).map(|n| (n, n * n)));
            assert!(
                map.iter()
                    .map(|(&n, &square)| (n, square))
                    .eq((0..count).map(|n| (n, n * n)))
            );
        }
    }
}
