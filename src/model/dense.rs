//! Maps that are made once of much.

use imbl::OrdMap;

/// So many entries are put in together. Those that wait are thus never much memory.
const TOGETHER: usize = 512;

/// A map of entries that are in order already. Inserted one after the other they would leave every node of the map half
/// empty: so every second one of a stretch goes first, and the others fill the nodes.
#[must_use]
pub fn dense_map<K: Ord + Clone, V: Clone>(
    entries: impl IntoIterator<Item = (K, V)>,
) -> OrdMap<K, V> {
    let mut map = OrdMap::new();
    let mut later = Vec::with_capacity(TOGETHER);
    for (index, entry) in entries.into_iter().enumerate() {
        if index % 2 == 0 {
            map.insert(entry.0, entry.1);
        } else {
            later.push(entry);
        }
        if later.len() == TOGETHER {
            map.extend(later.drain(..));
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
        for count in (0..300).chain(1000..1100) {
            let map = dense_map((0..count).map(|n| (n, n * n)));
            assert!(
                map.iter()
                    .map(|(&n, &square)| (n, square))
                    .eq((0..count).map(|n| (n, n * n)))
            );
        }
    }
}
