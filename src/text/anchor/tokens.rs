//! The words of a text as numbers, for comparing two texts.

/// Where each word begins, in bytes, and a number that is the same for the same word.
///
/// Words of alphabetic scripts are whole; what stands between them, and scripts without spaces, go by characters, so
/// that a doubled space or one Han character is a change of its own. Two words may have one number by chance or malice:
/// whoever trusts an alignment compares the texts themselves.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    starts: Vec<u32>,
    hashes: Vec<u64>,
    end: u32,
}

impl Tokens {
    pub fn of(text: &str) -> Self {
        let mut tokens = Self {
            end: text.len() as u32,
            ..Self::default()
        };
        let mut in_word = false;
        for (at, c) in text.char_indices() {
            let is_letter = is_letter(c);
            if is_letter && in_word {
                let last = tokens.hashes.len() - 1;
                tokens.hashes[last] = mix(tokens.hashes[last], c);
            } else {
                tokens.starts.push(at as u32);
                tokens.hashes.push(mix(0, c));
            }
            in_word = is_letter;
        }
        tokens
    }

    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Where a token begins, in bytes; the end of the text when there are no more.
    pub fn start(&self, index: usize) -> u32 {
        self.starts.get(index).copied().unwrap_or(self.end)
    }
}

/// Letters and digits of scripts that put spaces between words.
fn is_letter(c: char) -> bool {
    c < '\u{e00}' && c.is_alphanumeric()
}

/// A number for a number and a character behind it.
fn mix(hash: u64, c: char) -> u64 {
    let mixed = (hash ^ u64::from(c as u32 + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_what_is_between_them_is_not() {
        let text = "The port,  漢字 é2";
        let tokens = Tokens::of(text);
        let pieces: Vec<&str> = (0..tokens.hashes().len())
            .map(|index| &text[tokens.start(index) as usize..tokens.start(index + 1) as usize])
            .collect();
        assert_eq!(
            pieces,
            ["The", " ", "port", ",", " ", " ", "漢", "字", " ", "é2"]
        );
        assert_eq!(tokens.hashes()[1], tokens.hashes()[4]);
        assert_ne!(Tokens::of("ab").hashes(), Tokens::of("ba").hashes());
    }
}
