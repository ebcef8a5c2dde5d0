//! A passage as it is quoted in a line of words.

use crate::say;

/// What begins a quotation in one style or another.
const OPENING: [char; 12] = ['"', '“', '”', '„', '‟', '‘', '‚', '«', '»', '‹', '「', '『'];

/// What stands around a whole quotation in one style or another. Single marks are not among them: at the end of a passage
/// they may be apostrophes.
const ENCLOSING: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];

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

/// A passage without the quotation marks at its ends, for a name that is short and has marks of its own.
#[must_use]
pub fn unquoted(passage: &str) -> &str {
    passage.trim_matches(ENCLOSING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak_here};

    #[test]
    fn marks_are_added_where_there_are_none() {
        for (passage, shown) in [
            ("the harbour", "“the harbour”"),
            ("", "“”"),
            ("“We will,” she said", "“We will,” she said"),
            (" „Nein“", " „Nein“"),
            ("»Ja«", "»Ja«"),
            ("‹Non›", "‹Non›"),
            ("「はい」", "「はい」"),
            ("’tis so", "“’tis so”"),
            ("he said “no”", "“he said “no””"),
        ] {
            assert_eq!(quoted(passage), shown);
        }
    }

    #[test]
    fn marks_are_those_of_the_language() {
        speak_here(Some(Language::German));
        let shown = [quoted("der Hafen"), quoted("«Non»")];
        speak_here(None);
        assert_eq!(shown, ["„der Hafen“", "«Non»"]);
    }

    #[test]
    fn marks_at_the_ends_are_taken_off() {
        for (passage, bare) in [
            ("“We will,” she said", "We will,” she said"),
            ("„Nein“", "Nein"),
            ("「はい」", "はい"),
            ("the ships’", "the ships’"),
            ("“", ""),
        ] {
            assert_eq!(unquoted(passage), bare);
        }
    }
}
