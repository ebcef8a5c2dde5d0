//! The longest run of pairs that is in order on both sides.

/// Of pairs in order of their first number, the most that are also in order of their second, as indices.
pub(super) fn longest_in_order<T: Copy>(pairs: &[T], second: impl Fn(T) -> usize) -> Vec<usize> {
    // The last pair of the best run of each length, and what precedes each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, &pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| second(pairs[end]) < second(pair));
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        run.push(index);
        next = before[index];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By trying all.
    fn naive(numbers: &[usize]) -> usize {
        let mut best = vec![1; numbers.len()];
        for at in 0..numbers.len() {
            for earlier in 0..at {
                if numbers[earlier] < numbers[at] {
                    best[at] = best[at].max(best[earlier] + 1);
                }
            }
        }
        best.into_iter().max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn the_run_is_in_order_and_none_is_longer(numbers in proptest::collection::vec(0..30_usize, 0..40)) {
            let run = longest_in_order(&numbers, |number| number);
            prop_assert_eq!(run.len(), naive(&numbers));
            prop_assert!(run.windows(2).all(|two| two[0] < two[1] && numbers[two[0]] < numbers[two[1]]));
        }
    }
}
