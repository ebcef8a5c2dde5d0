//! The longest common subsequence of two short lists.

/// Which elements of two lists are one, in order: as many as can be. Takes memory and time for every pair of elements.
pub(super) fn common<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    // The length of what the rests of the two have in common.
    let width = other.len() + 1;
    let mut lengths = vec![0_u32; (one.len() + 1) * width];
    for (row, left) in one.iter().enumerate().rev() {
        for (column, right) in other.iter().enumerate().rev() {
            lengths[row * width + column] = if left == right {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let mut pairs = Vec::with_capacity(lengths[0] as usize);
    let (mut row, mut column) = (0, 0);
    while row < one.len() && column < other.len() {
        if one[row] == other[column] {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_words_have_in_common() {
        let common = |one: &str, other: &str| {
            let pairs = common(one.as_bytes(), other.as_bytes());
            let letters = pairs.iter().map(|&(at, _)| one.as_bytes()[at] as char);
            letters.collect::<String>()
        };
        assert_eq!(common("harbour", "harbor"), "harbor");
        assert_eq!(common("abcde", "xbydz"), "bd");
        assert_eq!(common("", "abc"), "");
        assert_eq!(common("abc", "def"), "");
    }
}
