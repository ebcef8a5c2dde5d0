//! Merging texts by lines.

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
    if ours == theirs || theirs == base {
        return ours.to_owned();
    }
    if ours == base {
        return theirs.to_owned();
    }
    let (ours, theirs) = (lines(ours), lines(theirs));
    // Where nothing was before, what both have is what they have in common.
    let base = if base.is_empty() {
        shared(ours.as_slice().min(&theirs), ours.as_slice().max(&theirs))
    } else {
        lines(base)
    };
    let (in_ours, in_theirs) = (matches(&base, &ours), matches(&base, &theirs));
    let mut merged = Vec::new();
    let (mut from, mut our, mut their) = (0, 0, 0);
    loop {
        // Up to the next line that both sides have kept.
        let kept = (from..base.len()).find_map(|at| Some((at, in_ours[at]?, in_theirs[at]?)));
        let (at, our_end, their_end) = kept.unwrap_or((base.len(), ours.len(), theirs.len()));
        merge_passage(
            &base[from..at],
            &ours[our..our_end],
            &theirs[their..their_end],
            &mut merged,
        );
        if at == base.len() {
            return merged.join("\n");
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

fn merge_passage<'a>(
    base: &[&'a str],
    ours: &[&'a str],
    theirs: &[&'a str],
    merged: &mut Vec<&'a str>,
) {
    let whole = if ours == theirs || theirs == base || holds(ours, theirs) {
        ours
    } else if ours == base || holds(theirs, ours) {
        theirs
    } else {
        let (one, other) = if ours < theirs {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        let mark = base.iter().any(|line| !line.trim().is_empty())
            && one.len().max(other.len()).max(base.len()) > 1;
        let marker = |at: usize| mark.then_some(MARKERS[at]);
        merged.extend(marker(0));
        merged.extend(one);
        merged.extend(marker(1));
        merged.extend(other);
        merged.extend(marker(2));
        return;
    };
    merged.extend(whole);
}

/// Whether a passage holds another one, as it does once the two were merged.
fn holds(passage: &[&str], other: &[&str]) -> bool {
    !other.is_empty() && passage.windows(other.len()).any(|window| window == other)
}

/// For each line of the first text, which line of the other one it is: by what both begin and end with, and between
/// these by lines that are unique in both.
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

/// Lines that stand once in both passages and in the same order.
fn unique(
    one: &[&str],
    other: &[&str],
    a: core::ops::Range<usize>,
    b: core::ops::Range<usize>,
) -> Vec<(usize, usize)> {
    let mut counts: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    for at in b {
        let count = counts.entry(other[at]).or_default();
        (count.1, count.2) = (count.1 + 1, at);
    }
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
