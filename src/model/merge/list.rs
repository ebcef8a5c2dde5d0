//! Lists in an order that people chose: what moved, and where it goes.

use crate::model::Placed;

/// The indexes of a longest rising run of these numbers, which are all different.
pub(super) fn rising(numbers: &[usize]) -> Vec<usize> {
    // For each length the index at which the run of this length with the smallest end has its end.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut run: Vec<usize> =
        core::iter::successors(ends.last().copied(), |&index| before[index]).collect();
    run.reverse();
    run
}

/// What one side did to a value of a list.
pub(super) type Move<K, T> = (K, Option<Placed<T>>, Option<Placed<T>>);

/// What differs between two lists: values that came, went, changed or moved among their fellows. Of values with one
/// id, the first counts.
pub(super) fn moves<T: Clone + PartialEq, K: Ord + Clone>(
    base: &[T],
    theirs: &[T],
    id_of: impl Fn(&T) -> &K,
) -> Vec<Move<K, T>> {
    let (before, after) = (places(base, &id_of), places(theirs, &id_of));
    let common: Vec<&K> = theirs
        .iter()
        .enumerate()
        .filter(|(at, it)| after.get(id_of(it)) == Some(at) && before.contains_key(id_of(it)))
        .map(|(_, it)| id_of(it))
        .collect();
    let numbers: Vec<usize> = common.iter().map(|id| before[id]).collect();
    let still: std::collections::BTreeSet<&K> =
        rising(&numbers).into_iter().map(|at| common[at]).collect();
    let mut moves = Vec::new();
    for (id, &at) in &before {
        if !after.contains_key(id) {
            let from = Placed {
                at,
                value: base[at].clone(),
            };
            moves.push(((*id).clone(), Some(from), None));
        }
    }
    for (at, value) in theirs.iter().enumerate() {
        let id = id_of(value);
        if after[id] != at {
            continue;
        }
        let to = Placed {
            at,
            value: value.clone(),
        };
        let from = before.get(id).map(|&was| Placed {
            // Equal places say that it has not moved, whatever came or went before it.
            at: match still.contains(id) {
                true => at,
                false if was == at => base.len(),
                false => was,
            },
            value: base[was].clone(),
        });
        if from.as_ref() != Some(&to) {
            moves.push((id.clone(), from, Some(to)));
        }
    }
    moves
}

/// Where each id stands first.
fn places<'a, T, K: Ord>(
    list: &'a [T],
    id_of: &impl Fn(&T) -> &K,
) -> std::collections::BTreeMap<&'a K, usize> {
    let mut places = std::collections::BTreeMap::new();
    for (at, value) in list.iter().enumerate() {
        places.entry(id_of(value)).or_insert(at);
    }
    places
}

/// A list after what one side did to it, where `value` says what stands under an id in the end and from where to where
/// it was moved.
pub(super) fn arranged<T: Clone, K: Ord>(
    ours: &[T],
    results: &[(K, Option<T>, Option<usize>)],
    id_of: impl Fn(&T) -> &K,
) -> Vec<T> {
    let result_of = |it: &T| results.iter().find(|(id, ..)| id == id_of(it));
    let mut list: Vec<T> = Vec::with_capacity(ours.len());
    for it in ours {
        match result_of(it) {
            None => list.push(it.clone()),
            Some((_, Some(value), None)) => list.push(value.clone()),
            Some(_) => {}
        }
    }
    let mut placed: Vec<(usize, &T)> = results
        .iter()
        .filter_map(|(_, value, to)| Some(((*to)?, value.as_ref()?)))
        .collect();
    placed.sort_by_key(|(at, _)| *at);
    for (at, value) in placed {
        list.insert(at.min(list.len()), value.clone());
    }
    list
}

/// The changes that make one list of another, each as the id and what is put there, in the order in which they are to
/// be made.
pub(super) fn changes<T: Clone + PartialEq, K: PartialEq + Clone>(
    from: &[T],
    to: &[T],
    id_of: impl Fn(&T) -> &K,
) -> Vec<(K, Option<Placed<T>>)> {
    let mut now: Vec<T> = from.to_vec();
    let mut changes = Vec::new();
    now.retain(|it| {
        let stays = to.iter().any(|other| id_of(other) == id_of(it));
        if !stays {
            changes.push((id_of(it).clone(), None));
        }
        stays
    });
    for (at, value) in to.iter().enumerate() {
        if now.get(at) == Some(value) {
            continue;
        }
        now.retain(|it| id_of(it) != id_of(value));
        now.insert(at.min(now.len()), value.clone());
        let placed = Placed {
            at,
            value: value.clone(),
        };
        changes.push((id_of(value).clone(), Some(placed)));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Item = (u8, u8);

    fn lists() -> impl Strategy<Value = Vec<Item>> {
        let some = proptest::sample::subsequence((0..8).collect::<Vec<u8>>(), 0..8);
        (some.prop_shuffle(), 0u8..3)
            .prop_map(|(ids, value)| ids.into_iter().map(|id| (id, id % 3 * value)).collect())
    }

    fn id_of(item: &Item) -> &u8 {
        &item.0
    }

    /// What the moves make of a list in which nothing else was changed.
    fn follow(base: &[Item], moves: &[Move<u8, Item>]) -> Vec<Item> {
        let results: Vec<_> = moves
            .iter()
            .map(|(id, from, to)| {
                let moved = from
                    .as_ref()
                    .zip(to.as_ref())
                    .is_none_or(|(from, to)| from.at != to.at);
                let goes = to.as_ref().map(|to| to.at).filter(|_| moved);
                (*id, to.as_ref().map(|to| to.value), goes)
            })
            .collect();
        arranged(base, &results, id_of)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn moves_lead_from_one_list_to_the_other(base in lists(), theirs in lists()) {
            let moves = moves(&base, &theirs, id_of);
            prop_assert_eq!(&follow(&base, &moves), &theirs);
            prop_assert!(base != theirs || moves.is_empty());
        }

        #[test]
        fn changes_lead_from_one_list_to_the_other(base in lists(), theirs in lists()) {
            let mut list = base.clone();
            for (id, to) in changes(&base, &theirs, id_of) {
                list.retain(|it| it.0 != id);
                if let Some(placed) = to {
                    list.insert(placed.at.min(list.len()), placed.value);
                }
            }
            prop_assert_eq!(list, theirs);
        }
    }

    #[test]
    fn only_what_moved_is_a_move() {
        let plain = |ids: &[u8]| -> Vec<Item> { ids.iter().map(|&id| (id, 0)).collect() };
        let moved = |base: &[u8], theirs: &[u8]| -> Vec<u8> {
            let moves = moves(&plain(base), &plain(theirs), id_of);
            moves.into_iter().map(|(id, ..)| id).collect()
        };
        assert_eq!(moved(&[1, 2, 3, 4], &[4, 1, 2, 3]), [4]);
        assert_eq!(moved(&[1, 2, 3, 4], &[2, 3, 4, 1]), [1]);
        assert_eq!(moved(&[1, 2, 3], &[9, 1, 2, 3]), [9]);
        assert_eq!(moved(&[1, 2, 3], &[1, 3]), [2]);
    }
}
