//! Where many passages stand in one text, in one go through it.

use std::collections::HashMap;

/// The shortest passages that are looked for, in bytes: their beginnings are found first, then all is compared.
pub(super) const SHORTEST: usize = 32;
/// Most bytes that are compared, so that a text of nothing but `aaaa` keeps nobody waiting.
const COMPARED: usize = 1 << 29;

/// How often a passage stands in a text, overlapping itself or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub times: usize,
    /// Where it stands last, in bytes.
    pub last: usize,
}

/// How often each passage stands in the text. Those that are shorter than [`SHORTEST`] are not looked for; none is when the text is
/// made so that this would take very long.
pub(super) fn find_all(text: &str, passages: &[impl AsRef<str>]) -> Vec<Found> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut needles: Vec<&[u8]> = Vec::new();
    let of_passages: Vec<usize> = passages
        .iter()
        .map(|passage| {
            *numbers.entry(passage.as_ref()).or_insert_with(|| {
                needles.push(passage.as_ref().as_bytes());
                needles.len() - 1
            })
        })
        .collect();
    let mut found = vec![Found::default(); needles.len()];
    if !search(text.as_bytes(), &needles, &mut found) {
        found.fill(Found::default());
    }
    of_passages
        .into_iter()
        .map(|number| found[number])
        .collect()
}

/// Says whether the search came to an end within the limit.
fn search(text: &[u8], needles: &[&[u8]], found: &mut [Found]) -> bool {
    let beginnings = needles
        .iter()
        .enumerate()
        .filter(|(_, needle)| needle.len() >= SHORTEST);
    let mut wanted: Vec<(u64, usize)> = beginnings
        .map(|(index, needle)| (hash(&needle[..SHORTEST]), index))
        .collect();
    wanted.sort_unstable();
    let Some(last) = text
        .len()
        .checked_sub(SHORTEST)
        .filter(|_| !wanted.is_empty())
    else {
        return true;
    };
    // Most places are seen to be none of interest by one look into this table.
    let mut sieve = vec![false; 1 << 20];
    let slot = |hash: u64| (hash >> 44) as usize;
    for (hash, _) in &wanted {
        sieve[slot(*hash)] = true;
    }
    let mut left = COMPARED;
    let highest = (1..SHORTEST).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut here = hash(&text[..SHORTEST]);
    for at in 0..=last {
        if sieve[slot(here)] {
            let first = wanted.partition_point(|(hash, _)| *hash < here);
            for &(_, index) in wanted[first..].iter().take_while(|(hash, _)| *hash == here) {
                let Some(rest) = left.checked_sub(needles[index].len()) else {
                    return false;
                };
                left = rest;
                if text[at..].starts_with(needles[index]) {
                    found[index].times += 1;
                    found[index].last = at;
                }
            }
        }
        if at < last {
            let gone = (u64::from(text[at]) + 1).wrapping_mul(highest);
            here = add(here.wrapping_sub(gone), text[at + SHORTEST]);
        }
    }
    true
}

const BASE: u64 = 0xd134_2543_de82_ef95;

fn add(hash: u64, byte: u8) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1)
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |hash, &byte| add(hash, byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_made_to_be_slow_is_given_up() {
        let text = "a".repeat(100_000);
        let passages: Vec<String> = (0..200)
            .map(|at| format!("{}b", &text[..50_000 + at]))
            .collect();
        assert_eq!(find_all(&text, &passages), [Found::default(); 200]);
    }

    proptest! {
        #[test]
        fn every_passage_of_some_length_is_found_where_it_is_alone(
            text in "[abé]{0,160}",
            cuts in proptest::collection::vec((any::<prop::sample::Index>(), 30..50_usize), 1..20),
        ) {
            let passages: Vec<String> = cuts
                .iter()
                .map(|(start, length)| {
                    let letters: Vec<char> = text.chars().collect();
                    let start = start.index(letters.len() + 1);
                    letters[start..].iter().take(*length).collect()
                })
                .collect();
            for (passage, found) in passages.iter().zip(find_all(&text, &passages)) {
                let stands = |at: &usize| text.as_bytes()[*at..].starts_with(passage.as_bytes());
                let places: Vec<usize> = (0..text.len()).filter(stands).collect();
                let all = Found { times: places.len(), last: places.last().copied().unwrap_or_default() };
                prop_assert_eq!(found, if passage.len() < SHORTEST { Found::default() } else { all });
            }
        }
    }
}
