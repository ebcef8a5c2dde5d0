//! The shingles of a text: runs of words, whatever their case and whatever stands between them.

/// How many words a shingle has.
const WORDS: usize = 4;

/// With fewer shingles than this, two texts share them too easily: only the same words in the same order count then.
const FEW: usize = 8;

/// The hashes of all shingles of a text; one may come twice. A text of fewer words is one shingle, one without words none.
pub(super) fn of(text: &str, mut each: impl FnMut(u64)) {
    let mut window = [0u64; WORDS];
    let mut count = 0;
    words(text, |word| {
        window.rotate_left(1);
        window[WORDS - 1] = word;
        count += 1;
        if count >= WORDS {
            each(joined(&window));
        }
    });
    if count > 0 && count < WORDS {
        each(joined(&window));
    }
}

/// The set of a text's shingles, sorted.
pub(super) fn set(text: &str) -> Vec<u64> {
    let mut shingles = Vec::with_capacity(text.len() / 6);
    of(text, |shingle| shingles.push(shingle));
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// How alike two sets of shingles are: the share of the smaller one that is in the larger one.
pub(super) fn share(one: &[u64], other: &[u64]) -> f64 {
    let (small, large) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if small.len() < FEW {
        return if small == large { 1.0 } else { 0.0 };
    }
    let mut rest = large;
    let mut shared = 0_usize;
    for shingle in small {
        let at = rest.partition_point(|it| it < shingle);
        rest = &rest[at..];
        if rest.first() == Some(shingle) {
            shared += 1;
        }
    }
    shared as f64 / small.len() as f64
}

/// How alike two texts are, from 0 to 1: the share of the shingles of the shorter one that are in the longer one, so that a cut
/// copy is as alike as a whole one.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    share(&set(one), &set(other))
}

fn joined(words: &[u64; WORDS]) -> u64 {
    words.iter().fold(0, |hash, word| mixed(hash ^ word))
}

/// Every bit of the result hangs on every bit of the number (the finisher of `SplitMix64`; Steele, Lea and Flood 2014).
pub(super) fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Hands over a hash of each word, in small letters. Where people write without spaces, each letter is a word.
fn words(text: &str, mut each: impl FnMut(u64)) {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    let mut hash = START;
    // FNV-1a.
    let add = |hash: &mut u64, letter: char| {
        *hash = (*hash ^ u64::from(u32::from(letter))).wrapping_mul(PRIME);
    };
    for letter in text.chars() {
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                add(&mut hash, letter.to_ascii_lowercase());
                continue;
            }
        } else if is_word(letter) {
            let mut alone = START;
            add(&mut alone, letter);
            if hash != START {
                each(hash);
                hash = START;
            }
            each(alone);
            continue;
        } else if letter.is_alphanumeric() {
            letter
                .to_lowercase()
                .for_each(|small| add(&mut hash, small));
            continue;
        } else if is_mark(letter) {
            continue;
        }
        if hash != START {
            each(hash);
            hash = START;
        }
    }
    if hash != START {
        each(hash);
    }
}

/// Letters of scripts that part no words: Thai to Burmese, Khmer, kana, Han.
fn is_word(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

/// Marks on letters, and what is not seen: they part no words.
fn is_mark(letter: char) -> bool {
    matches!(u32::from(letter),
        0xAD | 0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x0900..=0x0903 | 0x093A..=0x094F
            | 0x200B..=0x200F | 0x2060 | 0xFE00..=0xFE0F)
}
