//! Finding a quotation again in a text that may have changed.
//!
//! What is found here is only ever *proposed*: a misplaced annotation is worse than a detached one.

use super::{Byte, Span, Text};

/// A place where a lost quotation may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place, in bytes.
    pub span: Span,
    /// How far it is from where the quotation was expected, in bytes.
    pub distance: usize,
}

/// Every place of a quotation in the text, in order; overlapping ones included.
pub fn occurrences<'a>(text: &'a str, quotation: &'a str) -> impl Iterator<Item = Span> + 'a {
    let mut from = 0;
    core::iter::from_fn(move || {
        if quotation.is_empty() {
            return None;
        }
        let at = from + text.get(from..)?.find(quotation)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        Some(Span::of(at..at + quotation.len()))
    })
}

/// The places of a quotation, nearest to the expected offset first, at most `limit` of them.
#[must_use]
pub fn find_quotation(
    text: &Text,
    quotation: &str,
    expected: Byte,
    limit: usize,
) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = occurrences(text.as_str(), quotation)
        .map(|span| Candidate {
            span,
            distance: span.start.index().abs_diff(expected.index()),
        })
        .collect();
    candidates.sort_by_key(|candidate| candidate.distance);
    candidates.truncate(limit);
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_comes_first() {
        let text = Text::new("a port, the port, our port");
        let found = find_quotation(&text, "port", Byte(11), 2);
        assert_eq!(
            found
                .iter()
                .map(|c| c.span.start.index())
                .collect::<Vec<_>>(),
            [12, 2]
        );
        assert_eq!(find_quotation(&text, "harbour", Byte(0), 9), []);
    }

    #[test]
    fn an_empty_quotation_is_nowhere_and_overlaps_count() {
        assert_eq!(occurrences("aaa", "").count(), 0);
        assert_eq!(occurrences("ééé", "éé").count(), 2);
    }
}
