//! Foreign text on a terminal: it may hold sequences that move the cursor, change colours, or turn text around.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with control characters and marks of text direction as escapes such as `\u{1b}`. Line feeds stay, since
/// messages may have several lines; other callers use [`one_line`].
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    replace(text, |c| is_dangerous(c) && c != '\n')
}

/// As [`escape`], with line feeds and tabs escaped too.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    replace(text, is_dangerous)
}

fn is_dangerous(c: char) -> bool {
    let turns_text = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks_lines = matches!(c, '\u{2028}' | '\u{2029}');
    c.is_control() || turns_text || breaks_lines
}

fn replace(text: &str, bad: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&bad) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if bad(c) {
            let _infallible = write!(safe, "{}", c.escape_default());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead_of_obeyed() {
        assert_eq!(
            escape("a\u{1b}[31mb\u{9b}c\u{202e}d\re"),
            "a\\u{1b}[31mb\\u{9b}c\\u{202e}d\\re"
        );
        assert_eq!(escape("é 😀 مرحبا\nnext"), "é 😀 مرحبا\nnext");
        assert_eq!(one_line("a\nb\tc"), "a\\nb\\tc");
    }
}
