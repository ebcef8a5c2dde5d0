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
    let turns_text = matches!(
        c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
    );
    let breaks_lines = matches!(c, '\u{2028}' | '\u{2029}');
    c.is_control() || turns_text || breaks_lines
}

/// JSON in which every such character is an escape of JSON: it means the same to programs.
pub(super) fn json(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_dangerous(c) && c != '\n' {
            let _infallible = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
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
        assert_eq!(one_line("a\u{7f}\u{200f}"), "a\\u{7f}\\u{200f}");
    }

    #[test]
    fn json_means_the_same_and_steers_nothing() {
        let text = "a\u{9b}31m\u{202e}\u{7f}\u{1b}\nب\u{200f}";
        let written = json(&serde_json::to_string_pretty(&[text]).unwrap());
        assert!(written.chars().all(|c| c == '\n' || !is_dangerous(c)));
        let read: Vec<String> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, [text]);
    }
}
