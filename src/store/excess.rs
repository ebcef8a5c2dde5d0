//! Lists of a file that are longer than anything that people make: read, they would only use up the memory.

use crate::say;

use super::error::Damage;

/// Most annotations of a layer, and entities of an annotator; fewer in tests, which then need no minutes.
pub(super) const ANNOTATIONS: usize = if cfg!(test) { 30_000 } else { 2_000_000 };
/// Most corrections of an article's text: each is one pass over it.
pub(super) const CORRECTIONS: usize = 1000;
/// Most tags, roles, attributes and types of a codebook, of each.
pub(super) const ENTRIES: usize = 10_000;

/// A list of a record: its field, how many entries it has, and how many it may have.
pub(super) type List = (&'static str, usize, usize);

/// The first of these lists that is too long, with the line of the first entry that is one too many.
pub(super) fn first_excess(text: &str, lists: &[List]) -> Option<Damage> {
    let (field, count, most) = lists
        .iter()
        .find(|(_, count, most)| count > most)
        .copied()?;
    let damage = Damage::new(say!(
        "file-excess",
        count = count,
        what = field,
        most = most,
    ));
    Some(match place_of(text, field, most) {
        Some((line, column)) => damage.at(line, column),
        None => damage,
    })
}

/// Line and column, from 1, of the entry with this index in the list of a field.
fn place_of(text: &str, field: &str, index: usize) -> Option<(usize, usize)> {
    let name = format!("{field}:");
    // Depth 1 is the record, 2 the list, deeper are its entries.
    let (mut depth, mut entries, mut in_list, mut in_entry) = (0usize, 0, false, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if depth == 1 && !in_list && text[at..].starts_with(&name) {
            in_list = true;
            at += name.len();
            continue;
        }
        let begins = depth == 2 && in_list && !in_entry && !b" \t\r\n,])".contains(&byte);
        if begins {
            if entries == index {
                let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
                let begin = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |at| at + 1);
                return Some((line, text[begin..at].chars().count() + 1));
            }
            (entries, in_entry) = (entries + 1, true);
        }
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                // After the list nothing is looked for any more.
                if depth == 1 && in_list {
                    return None;
                }
            }
            b',' if depth == 2 => in_entry = false,
            _ => {}
        }
        at += 1;
        while at < bytes.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}

/// The quotation mark that ends a string which begins here; the end of the file when there is none.
fn end_of_string(bytes: &[u8], begin: usize) -> usize {
    let mut at = begin + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_that_of_the_first_entry_too_many() {
        let text = "(\n    format: 1,\n    tags: [\n        (name: \"a, b]\", keys: [1, 2]),\n        (name: \"ü \\\" (\"), (name: \"three\"),\n        (x: 1),\n    ],\n    roles: [(a: 1),\n  (b: 2)],\n)\n";
        let place = |field, index| place_of(text, field, index);
        assert_eq!(place("tags", 0), Some((4, 9)));
        assert_eq!(place("tags", 1), Some((5, 9)));
        assert_eq!(place("tags", 2), Some((5, 27)));
        assert_eq!(place("tags", 3), Some((6, 9)));
        assert_eq!(place("tags", 4), None);
        assert_eq!(place("roles", 1), Some((9, 3)));
        assert_eq!(place("none", 0), None);
        for cut in 0..text.len() {
            let _it_only_must_not_panic = text.get(..cut).map(|text| place_of(text, "tags", 9));
        }
        let damage = first_excess(text, &[("roles", 2, 2), ("tags", 4, 3)]);
        let damage = damage.unwrap();
        assert_eq!((damage.line, damage.column), (Some(6), Some(9)));
        assert_eq!(
            damage.message,
            "There are 4 tags; Postil reads up to 3 in one file."
        );
    }
}
