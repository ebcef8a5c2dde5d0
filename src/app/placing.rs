//! Giving annotations a place again that have lost theirs: what they covered, and where that may stand now.

use crate::model::{AnnotationId, Detached, Spans};
use crate::text::{Byte, Span, Text, candidates};

use super::marking::shorten;

/// Most places that are proposed: each has a digit.
pub const PROPOSED: usize = 5;
/// So many places of each piece are looked at.
const LOOKED_AT: usize = 20;
/// So many characters of a quotation are shown.
const QUOTATION: usize = 160;
/// So many characters around a quotation are shown on each side.
const AROUND: usize = 40;

/// The annotation without a place that is being decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct Placing {
    /// Which it is.
    pub id: AnnotationId,
    /// Its number among those of the layer, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// Where it may stand, the likeliest place first.
    pub proposals: Vec<Spans>,
    /// The revision of the project of which this was made.
    pub revision: u64,
}

/// A passage with what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// What stands before it.
    pub before: String,
    /// The passage itself.
    pub quotation: String,
    /// What stands behind it.
    pub after: String,
}

impl Passage {
    /// What an annotation covered where it was made, as far as its file says.
    #[must_use]
    pub fn lost(lost: &Detached) -> Self {
        let part = |text: Option<&String>| one_line(text.map_or("", String::as_str));
        Self {
            before: part(lost.spans.first().map(|span| &span.before)),
            quotation: shorten(&one_line(&lost.quotation()), QUOTATION),
            after: part(lost.spans.last().map(|span| &span.after)),
        }
    }

    /// What stands in a place of the text.
    #[must_use]
    pub fn of(text: &Text, spans: &Spans) -> Self {
        let hull = spans.hull();
        let start = text
            .to_code_point(hull.start)
            .0
            .saturating_sub(AROUND as u32);
        let end = text.to_code_point(hull.end).0.saturating_add(AROUND as u32);
        let at = |point: u32| text.from_code_point(crate::text::CodePoint(point));
        let start = at(start).unwrap_or(hull.start);
        let end = at(end).unwrap_or(text.end());
        Self {
            before: one_line(text.slice(Span::between(start, hull.start))),
            quotation: shorten(&one_line(&spans.quotation(text)), QUOTATION),
            after: one_line(text.slice(Span::between(hull.end, end))),
        }
    }

    /// The passage with little before it: so that what it covers is seen where there is room for few words.
    #[must_use]
    pub fn brief(mut self) -> Self {
        const BEFORE: usize = 24;
        let count = self.before.chars().count();
        self.before = self
            .before
            .chars()
            .skip(count.saturating_sub(BEFORE))
            .collect();
        self
    }

    /// The passage in one line: what it covers stands in quotation marks.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self {
            before,
            quotation,
            after,
        } = self;
        let lead = if before.is_empty() { "" } else { "…" };
        let tail = if after.is_empty() { "" } else { "…" };
        format!("{lead}{before}»{quotation}«{after}{tail}")
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}

/// Where a lost annotation may stand, the likeliest place first: each of its pieces behind the one before it.
#[must_use]
pub fn proposals(text: &Text, lost: &Detached) -> Vec<Spans> {
    let Some((first, rest)) = lost.spans.split_first() else {
        return Vec::new();
    };
    let pieces = |span: &crate::model::StoredSpan| -> Vec<Span> {
        let expected = text.from_code_point(span.at.0).unwrap_or(text.end());
        let found = candidates(text, &span.quote(), expected, None, LOOKED_AT).into_iter();
        found.filter_map(|it| whole(text, span, it.span)).collect()
    };
    let rest: Vec<Vec<Span>> = rest.iter().map(pieces).collect();
    let mut proposals = Vec::new();
    for start in pieces(first) {
        let mut spans = vec![start];
        for places in &rest {
            let end = spans.last().map_or(Byte(0), |span| span.end);
            spans.extend(places.iter().filter(|place| place.start >= end).min());
        }
        let fits = Spans::new(spans)
            .ok()
            .filter(|spans| spans.as_slice().len() == lost.spans.len() && spans.fit(text).is_ok());
        proposals.extend(fits);
        if proposals.len() == PROPOSED {
            break;
        }
    }
    proposals
}

/// The place of a whole quotation; of a long one only the beginning was looked for.
fn whole(text: &Text, stored: &crate::model::StoredSpan, found: Span) -> Option<Span> {
    if !stored.text.is_empty() {
        return Some(found);
    }
    let length = (stored.at.1.0).checked_sub(stored.at.0.0)?;
    let point = text.to_code_point(found.start).0.checked_add(length)?;
    let end = text.from_code_point(crate::text::CodePoint(point));
    let span = end.map(|end| Span::between(found.start, end));
    let same = span.filter(|span| text.slice(*span).ends_with(&stored.tail));
    // Where something was changed within it, it ends with the next of its last words.
    same.or_else(|| {
        let behind = &text.as_str()[found.end.index()..];
        let end = found.end.index() + behind.find(&stored.tail)? + stored.tail.len();
        let is_near = end - found.start.index() <= 4 * length as usize + 40;
        (!stored.tail.is_empty() && is_near).then(|| Span::of(found.start.index()..end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::author;
    use crate::model::{StoredSpan, TagId, Values};
    use crate::text::CodePoint;

    fn lost(spans: Vec<StoredSpan>) -> Detached {
        Detached {
            id: AnnotationId::new("a").unwrap(),
            tag: TagId::new("claim").unwrap(),
            spans,
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: author(0).at,
            modified: author(0).at,
            text_sha256: String::new(),
            kept: false,
            reason: String::new(),
        }
    }

    fn span(at: (u32, u32), text: &str) -> StoredSpan {
        StoredSpan {
            at: (CodePoint(at.0), CodePoint(at.1)),
            text: text.to_owned(),
            ..StoredSpan::default()
        }
    }

    #[test]
    fn pieces_are_proposed_in_their_order() {
        let text = Text::new("red one blue two red three blue four");
        let found = proposals(
            &text,
            &lost(vec![span((17, 20), "red"), span((27, 31), "blue")]),
        );
        let places: Vec<Vec<(usize, usize)>> = found
            .iter()
            .map(|spans| {
                let spans = spans.iter();
                spans.map(|it| (it.start.index(), it.end.index())).collect()
            })
            .collect();
        assert_eq!(places, [[(17, 20), (27, 31)], [(0, 3), (8, 12)]]);
        assert!(proposals(&text, &lost(vec![span((0, 3), "green")])).is_empty());
        assert!(proposals(&text, &lost(Vec::new())).is_empty());
    }

    #[test]
    fn a_long_quotation_reaches_to_its_last_words() {
        let text = Text::new("xx The port is closed for good, she said.");
        let long = StoredSpan {
            at: (CodePoint(0), CodePoint(24)),
            head: "The port".to_owned(),
            tail: "good".to_owned(),
            ..StoredSpan::default()
        };
        let found = proposals(&text, &lost(vec![long]));
        assert_eq!(found[0].quotation(&text), "The port is closed for good");
    }

    #[test]
    fn a_passage_shows_what_stands_around_it() {
        let text = Text::new("One two\nthree four");
        let spans = Spans::one(Span::of(4..7)).unwrap();
        let passage = Passage::of(&text, &spans).in_words();
        assert_eq!(passage, "…One »two« three four…");
    }
}
