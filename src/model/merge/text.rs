//! Merging texts by lines.

use core::ops::Range;
use std::collections::HashMap;

/// Two versions of what one passage became, in a text of several lines that had something there before.
const MARKERS: [&str; 3] = [
    "> **Two versions of this passage were merged. One:**",
    "> **The other:**",
    "> **End of the two versions.**",
];

/// Both sides' changes to a text. Where they changed the same lines differently, both versions stand one after the
/// other, in an order that does not depend on the side.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> String {
    merge_and_tell(base, ours, theirs).0
}

/// As [`merge`], and whether both versions of a passage came to stand there.
pub(super) fn merge_and_tell(base: &str, ours: &str, theirs: &str) -> (String, bool) {
    if ours == theirs || theirs == base {
        return (ours.to_owned(), false);
    }
    if ours == base {
        return (theirs.to_owned(), false);
    }
    let (base, ours, theirs) = (lines(base), lines(ours), lines(theirs));
    let is_merged = |ours: &[&str], theirs: &[&str]| {
        let sides = one_sided(ours, theirs);
        sides.is_some_and(|sides| merge_lines(&base, &sides, theirs).0 == sides)
    };
    if is_merged(&ours, &theirs) {
        (ours.join("\n"), false)
    } else if is_merged(&theirs, &ours) {
        (theirs.join("\n"), false)
    } else {
        let (merged, has_both) = merge_lines(&base, &ours, &theirs);
        (merged.join("\n"), has_both)
    }
}

/// Where two versions of a passage stand in a text already, the one that another text has, or else the first; `None`
/// when there are none.
fn one_sided<'a>(lines: &[&'a str], other: &[&str]) -> Option<Vec<&'a str>> {
    let mut sided = Vec::with_capacity(lines.len());
    let mut rest = lines;
    let find = |lines: &[&str], marker: &str| lines.iter().position(|line| *line == marker);
    while let Some(start) = find(rest, MARKERS[0]) {
        let middle = start + find(&rest[start..], MARKERS[1])?;
        let end = middle + find(&rest[middle..], MARKERS[2])?;
        let (one, two) = (&rest[start + 1..middle], &rest[middle + 1..end]);
        sided.extend(&rest[..start]);
        sided.extend(if holds(other, one) || !holds(other, two) {
            one
        } else {
            two
        });
        rest = &rest[end + 1..];
    }
    sided.extend(rest);
    (sided.len() < lines.len()).then_some(sided)
}

/// The lines, and whether both versions of some of them are there.
fn merge_lines<'a>(base: &[&'a str], ours: &[&'a str], theirs: &[&'a str]) -> (Vec<&'a str>, bool) {
    // Where nothing was before, what both have is what they have in common.
    let common = if base.is_empty() {
        shared(ours.min(theirs), ours.max(theirs))
    } else {
        base.to_vec()
    };
    let base = &common[..];
    let (in_ours, in_theirs) = (matches(base, ours), matches(base, theirs));
    let (mut merged, mut has_both) = (Vec::new(), false);
    let (mut from, mut our, mut their) = (0, 0, 0);
    loop {
        // Up to the next line that both sides have kept.
        let kept = (from..base.len()).find_map(|at| Some((at, in_ours[at]?, in_theirs[at]?)));
        let (at, our_end, their_end) = kept.unwrap_or((base.len(), ours.len(), theirs.len()));
        has_both |= merge_passage(
            &base[from..at],
            &ours[our..our_end],
            &theirs[their..their_end],
            &mut merged,
        );
        if at == base.len() {
            return (merged, has_both);
        }
        merged.push(base[at]);
        (from, our, their) = (at + 1, our_end + 1, their_end + 1);
    }
}

/// The lines that two texts share, in order: what both had before they went apart, as far as can be told.
fn shared<'a>(one: &[&'a str], other: &[&str]) -> Vec<&'a str> {
    let kept = matches(one, other);
    let lines = one.iter().zip(kept).filter(|(_, kept)| kept.is_some());
    lines.map(|(line, _)| *line).collect()
}

/// The lines of a text; none of an empty one.
fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() {
        Vec::new()
    } else {
        text.split('\n').collect()
    }
}

/// Merges a passage; whether both versions of it are there then.
fn merge_passage<'a>(
    base: &[&'a str],
    ours: &[&'a str],
    theirs: &[&'a str],
    merged: &mut Vec<&'a str>,
) -> bool {
    let whole = if ours == theirs || theirs == base {
        ours
    } else if ours == base {
        theirs
    // What one side deleted and the other one changed lives.
    } else if holds(ours, theirs) {
        ours
    } else if holds(theirs, ours) {
        theirs
    } else {
        let (one, other) = if ours < theirs {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        let mark = !base.is_empty() && one.len().max(other.len()).max(base.len()) > 1;
        let marker = |at: usize| mark.then_some(MARKERS[at]);
        merged.extend(marker(0));
        merged.extend(one);
        merged.extend(marker(1));
        merged.extend(other);
        merged.extend(marker(2));
        return true;
    };
    merged.extend(whole);
    false
}

/// Whether a passage holds another one, as it does once the two were merged, or when the other one says nothing.
fn holds(passage: &[&str], other: &[&str]) -> bool {
    let says_nothing = |lines: &[&str]| lines.iter().all(|line| line.is_empty());
    other.is_empty()
        || says_nothing(other) && !says_nothing(passage)
        || passage.windows(other.len()).any(|window| window == other)
}

/// For each line of the first text, which line of the other one it is: by what both begin and end with, and between
/// these by lines that are unique in both, and then by as many others as possible.
fn matches(one: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; one.len()];
    let mut todo = vec![(0..one.len(), 0..other.len())];
    while let Some((mut a, mut b)) = todo.pop() {
        while !a.is_empty() && !b.is_empty() && one[a.start] == other[b.start] {
            found[a.start] = Some(b.start);
            (a.start, b.start) = (a.start + 1, b.start + 1);
        }
        while !a.is_empty() && !b.is_empty() && one[a.end - 1] == other[b.end - 1] {
            (a.end, b.end) = (a.end - 1, b.end - 1);
            found[a.end] = Some(b.end);
        }
        let anchors = unique(one, other, a.clone(), b.clone());
        if anchors.is_empty() {
            longest(one, other, (a, b), &mut found);
            continue;
        }
        let (mut from_a, mut from_b) = (a.start, b.start);
        for (at, to) in anchors {
            found[at] = Some(to);
            todo.push((from_a..at, from_b..to));
            (from_a, from_b) = (at + 1, to + 1);
        }
        todo.push((from_a..a.end, from_b..b.end));
    }
    found
}

/// A longest row of lines that two short passages share.
fn longest(
    one: &[&str],
    other: &[&str],
    (a, b): (Range<usize>, Range<usize>),
    found: &mut [Option<usize>],
) {
    /// In larger ones, lines that are nowhere unique say little, and it would take long.
    const LARGEST: usize = 1 << 20;
    let width = b.len() + 1;
    if a.is_empty() || b.is_empty() || a.len() * width > LARGEST {
        return;
    }
    let same = |row: usize, column: usize| one[a.start + row] == other[b.start + column];
    // How many lines the ends of both share from here on.
    let mut counts = vec![0u32; (a.len() + 1) * width];
    for row in (0..a.len()).rev() {
        for column in (0..b.len()).rev() {
            let at = row * width + column;
            counts[at] = if same(row, column) {
                counts[at + width + 1] + 1
            } else {
                counts[at + width].max(counts[at + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < a.len() && column < b.len() {
        let at = row * width + column;
        if same(row, column) {
            found[a.start + row] = Some(b.start + column);
            (row, column) = (row + 1, column + 1);
        } else if counts[at + width] >= counts[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
}

/// Lines that stand once in both passages and in the same order.
fn unique(one: &[&str], other: &[&str], a: Range<usize>, b: Range<usize>) -> Vec<(usize, usize)> {
    let mut counts: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    for at in b {
        let count = counts.entry(other[at]).or_default();
        (count.1, count.2) = (count.1 + 1, at);
    }
    // That two texts have an empty line says nothing of where they agree.
    counts.remove("");
    for line in &one[a.clone()] {
        if let Some(count) = counts.get_mut(line) {
            count.0 += 1;
        }
    }
    let pairs: Vec<(usize, usize)> = a
        .filter_map(|at| match counts.get(one[at]) {
            Some(&(1, 1, to)) => Some((at, to)),
            _ => None,
        })
        .collect();
    let places: Vec<usize> = pairs.iter().map(|&(_, to)| to).collect();
    super::list::rising(&places)
        .into_iter()
        .map(|index| pairs[index])
        .collect()
}

/// Whether two versions of a passage stand in a text.
pub(super) fn has_both(text: &str) -> bool {
    text.contains(MARKERS[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts of few different lines, so that many of them agree.
    fn texts() -> impl Strategy<Value = String> {
        proptest::collection::vec(prop_oneof!["[a-e]", Just(String::new())], 0..7)
            .prop_map(|lines| lines.join("\n"))
    }

    /// A text of different lines with empty ones between them, and two ways that people may have edited it.
    fn edited() -> impl Strategy<Value = [String; 3]> {
        let lines = proptest::collection::vec((0u8..8, 0u8..8, any::<bool>()), 0..7);
        lines.prop_map(|lines| {
            let title = vec!["Title".to_owned()];
            let (mut base, mut one, mut other) = (title.clone(), title.clone(), title);
            for (at, (ours, theirs, spaced)) in lines.into_iter().enumerate() {
                let line = format!("line {at}");
                for (side, does, name) in [(&mut one, ours, "one"), (&mut other, theirs, "other")] {
                    match does {
                        0 => {}
                        1 => side.push(format!("{line} of {name}")),
                        2 => side.extend([line.clone(), format!("more of {at}")]),
                        3 => side.extend([line.clone(), format!("{at} of {name}"), "and".into()]),
                        _ => side.push(line.clone()),
                    }
                }
                base.push(line);
                if spaced {
                    for side in [&mut base, &mut one, &mut other] {
                        side.push(String::new());
                    }
                }
            }
            [base, one, other].map(|lines| lines.join("\n"))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_one_side_changed_is_taken_over(base in texts(), one in texts()) {
            prop_assert_eq!(&merge(&base, &base, &one), &one);
            prop_assert_eq!(&merge(&base, &one, &base), &one);
            prop_assert_eq!(&merge(&base, &one, &one), &one);
        }

        #[test]
        fn the_side_makes_no_difference(base in texts(), one in texts(), other in texts()) {
            prop_assert_eq!(merge(&base, &one, &other), merge(&base, &other, &one));
        }

        #[test]
        fn what_a_side_added_is_there(base in texts(), one in texts(), other in texts()) {
            let merged = merge(&base, &one, &other);
            for line in one.lines().chain(other.lines()) {
                prop_assert!(
                    line.is_empty()
                        || base.lines().any(|known| known == line)
                        || merged.lines().any(|known| known == line),
                    "{:?} is lost: {:?}", line, merged
                );
            }
        }

        #[test]
        fn merging_again_changes_nothing([base, one, other] in edited()) {
            let merged = merge(&base, &one, &other);
            prop_assert_eq!(merge(&base, &merged, &other), merged);
        }
    }
}
