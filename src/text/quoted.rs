//! A passage as it is quoted in a line of words.

use crate::say;

/// What begins a quotation in one style or another.
const OPENING: [char; 12] = ['"', '“', '”', '„', '‟', '‘', '‚', '«', '»', '‹', '「', '『'];

/// A passage between quotation marks. One that begins with marks of its own stays as it is: two in a row are read as one, and
/// nobody knows which of them are in the text.
#[must_use]
pub fn quoted(passage: &str) -> String {
    if passage.trim_start().starts_with(OPENING) {
        passage.to_owned()
    } else {
        say!("quoted", text = passage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_added_where_there_are_none() {
        for (passage, shown) in [
            ("the harbour", "“the harbour”"),
            ("", "“”"),
            ("“We will,” she said", "“We will,” she said"),
            (" „Nein“", " „Nein“"),
            ("»Ja«", "»Ja«"),
            ("「はい」", "「はい」"),
            ("’tis so", "“’tis so”"),
            ("he said “no”", "“he said “no””"),
        ] {
            assert_eq!(quoted(passage), shown);
        }
    }
}
