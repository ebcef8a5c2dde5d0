//! XML as every writer of it needs it, and of HTML: escaping, and nothing that XML 1.0 cannot hold.

use std::borrow::Cow;

/// Whether XML 1.0 can hold a character.
pub(super) fn is_allowed(c: char) -> bool {
    (c >= ' ' || matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// How many characters of a text XML cannot hold; they become U+FFFD, which counts the same in all units but bytes.
pub(super) fn refused(text: &str) -> usize {
    text.chars().filter(|c| !is_allowed(*c)).count()
}

/// A text between tags.
pub fn text(text: &str) -> Cow<'_, str> {
    escaped(text, false)
}

/// A text between quotation marks: line feeds and tabs survive there only as references.
pub fn value(text: &str) -> Cow<'_, str> {
    escaped(text, true)
}

fn escaped(text: &str, is_value: bool) -> Cow<'_, str> {
    let wants = |c: char| {
        matches!(c, '&' | '<' | '>' | '\r')
            || !is_allowed(c)
            || is_value && matches!(c, '"' | '\n' | '\t')
    };
    if !text.contains(wants) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if is_value => out.push_str("&quot;"),
            '\n' if is_value => out.push_str("&#10;"),
            '\t' if is_value => out.push_str("&#9;"),
            c if !is_allowed(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_again() {
        let odd = "a<b> & “c” \"d\"\n\te\r😀";
        let xml = format!("<x v=\"{}\">{}</x>", value(odd), text(odd));
        let read = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(read.root_element().attribute("v"), Some(odd));
        assert_eq!(read.root_element().text(), Some(odd));
        assert_eq!(text("a\u{1}b\u{ffff}"), "a\u{fffd}b\u{fffd}");
        assert_eq!(refused("a\u{1}b\u{ffff}\n"), 2);
    }
}
