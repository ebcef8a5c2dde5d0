//! Whether a file that begins so is a table of articles.

use crate::import::Head;
use crate::text::folded;

use super::roles::{NAMES, Role};

/// How many characters of a file of objects are looked through for the name of a text.
const LOOKED_THROUGH: usize = 200_000;

pub(in super::super) fn is_delimited(head: &Head<'_>) -> bool {
    matches!(head.extension, "csv" | "tsv" | "tab")
}

pub(in super::super) fn is_xlsx(head: &Head<'_>) -> bool {
    matches!(head.extension, "xlsx" | "xlsm")
}

pub(in super::super) fn is_xls(head: &Head<'_>) -> bool {
    head.extension == "xls"
}

pub(in super::super) fn is_ods(head: &Head<'_>) -> bool {
    head.extension == "ods"
}

pub(in super::super) fn is_json(head: &Head<'_>) -> bool {
    head.extension == "json" && head.text.starts_with(['{', '[']) && names_a_text(head.text, 400)
}

pub(in super::super) fn is_json_lines(head: &Head<'_>) -> bool {
    matches!(head.extension, "jsonl" | "ndjson")
        && head.text.starts_with(['{', '['])
        && begins_with_an_item(head.text)
        && names_a_text(head.text, 80)
}

/// Whether the first line is a JSON value, as far as it is seen.
fn begins_with_an_item(text: &str) -> bool {
    let Some((first, _)) = text.split_once('\n') else {
        // A list over several lines, or one line that may be longer than what is looked at.
        return text.len() > LOOKED_THROUGH
            || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    };
    first.trim_end() == "[" || serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok()
}

/// Whether one of the names in it is one that texts have, or some string is as long as that: other files end like these too, and are nobody's articles.
fn names_a_text(text: &str, long: usize) -> bool {
    let text = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
    let (_, names) = NAMES
        .iter()
        .find(|(role, _)| *role == Role::Text)
        .expect("texts have names");
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('"') else { break };
        let name = &rest[..end];
        let after = rest[end + 1..].trim_start();
        rest = &rest[end + 1..];
        if after.starts_with(':') && name.len() <= 60 {
            let name = super::roles::plain(name);
            if names.iter().any(|known| folded(known) == name) || name.contains("text") {
                return true;
            }
        }
    }
    // One long string is a text, whatever it is called.
    text.split('"').any(|string| string.len() > long)
}
