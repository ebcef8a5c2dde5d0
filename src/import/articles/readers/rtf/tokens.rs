//! What RTF is made of: groups, control words and symbols, letters.

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word-12`
    Word(&'a str, Option<i32>),
    /// `\~`
    Symbol(u8),
    /// `\'e9`: a byte of a letter.
    Byte(u8),
    /// Letters as they stand, in the encoding of the place.
    Text(&'a [u8]),
}

/// Longest control word, in bytes: longer ones are no words of any writer.
const LONGEST_WORD: usize = 64;

/// The pieces of a file, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Where the next piece begins, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Passes bytes that are no text: a picture.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn run(&mut self, most: usize, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(most).take_while(|byte| is(**byte)).count();
        self.at += length;
        &rest[..length]
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            if first == b'\'' {
                let hex = self.bytes.get(self.at..self.at + 2)?;
                let byte = core::str::from_utf8(hex).ok();
                let byte = byte.and_then(|hex| u8::from_str_radix(hex, 16).ok());
                if let Some(byte) = byte {
                    self.at += 2;
                    return Some(Token::Byte(byte));
                }
            }
            return Some(Token::Symbol(first));
        }
        let word = self.run(LONGEST_WORD, |byte| byte.is_ascii_alphabetic());
        let word = core::str::from_utf8(word).unwrap_or_default();
        let negative = self.peek() == Some(b'-');
        let has_digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut number = None;
        if has_digit(self.at + usize::from(negative)) {
            self.at += usize::from(negative);
            let digits = self.run(usize::MAX, |byte| byte.is_ascii_digit());
            let add = |all: i64, digit: &u8| (all * 10 + i64::from(digit - b'0')).min(1 << 40);
            let value = digits.iter().fold(0, add);
            let value = if negative { -value } else { value };
            number = Some(i32::try_from(value).unwrap_or(i32::MAX));
        }
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends are for the page of whoever reads the file itself.
        self.run(usize::MAX, |byte| matches!(byte, b'\r' | b'\n' | 0));
        match self.peek()? {
            b'{' => {
                self.at += 1;
                Some(Token::Open)
            }
            b'}' => {
                self.at += 1;
                Some(Token::Close)
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => Some(Token::Text(self.run(usize::MAX, |byte| {
                !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)
            }))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_groups_words_symbols_and_letters() {
        let text = b"{\\rtf1\\b-12 a b\r\nc\\'e9\\~\\'zz\\\\}\\u999999999999x\\";
        let all: Vec<Token<'_>> = Tokens::new(text).collect();
        assert_eq!(
            all,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("b", Some(-12)),
                Token::Text(b"a b"),
                Token::Text(b"c"),
                Token::Byte(0xe9),
                Token::Symbol(b'~'),
                Token::Symbol(b'\''),
                Token::Text(b"zz"),
                Token::Symbol(b'\\'),
                Token::Close,
                Token::Word("u", Some(i32::MAX)),
                Token::Text(b"x"),
            ]
        );
    }
}
