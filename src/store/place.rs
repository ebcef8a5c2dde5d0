//! Where an annotation stands: spans in code points beside the text that they cover.
//!
//! Every span of every file goes through [`locate`]: offsets that do not lead to the quoted text are refused, never
//! shifted.

use crate::model::{Spans, StoredSpan};
use crate::say;
use crate::text::{Span, Text};

/// The place that a file gives, if the text there is the quoted one.
///
/// # Errors
/// What does not fit, in words that continue a sentence.
pub fn locate(text: &Text, stored: &[StoredSpan]) -> Result<Spans, String> {
    let spans = stored
        .iter()
        .map(|stored| locate_one(text, stored))
        .collect::<Result<Vec<_>, _>>()?;
    let spans = Spans::new(spans).map_err(|why| why.to_string())?;
    spans.fit(text).map_err(|why| why.to_string())?;
    Ok(spans)
}

fn locate_one(text: &Text, stored: &StoredSpan) -> Result<Span, String> {
    let (start, end) = stored.at;
    if start >= end {
        return Err(say!("lost-empty", start = start.0, end = end.0));
    }
    let (Some(from), Some(to)) = (text.from_code_point(start), text.from_code_point(end)) else {
        return Err(say!(
            "lost-beyond",
            start = start.0,
            end = end.0,
            count = text.code_points().0,
        ));
    };
    let span = Span::between(from, to);
    let covered = text.slice(span);
    if stored.text.is_empty() && stored.sha256.is_empty() {
        return Err(say!("lost-silent", start = start.0, end = end.0));
    }
    if stored.covers(covered) {
        Ok(span)
    } else {
        let quoted = if stored.text.is_empty() {
            &stored.head
        } else {
            &stored.text
        };
        Err(say!(
            "lost-reads",
            start = start.0,
            end = end.0,
            there = shortened(covered),
            quote = shortened(quoted),
        ))
    }
}

/// The beginning of a quotation, on one line, for a message.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut short: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CodePoint;

    fn at(start: u32, end: u32, text: &str) -> StoredSpan {
        StoredSpan {
            at: (CodePoint(start), CodePoint(end)),
            text: text.to_owned(),
            ..StoredSpan::default()
        }
    }

    #[test]
    fn a_span_is_found_in_code_points() {
        let text = Text::new("😀 the port");
        let span = Span::of(5..8);
        let stored = StoredSpan::of(&text, span);
        let expected = StoredSpan {
            before: "😀 ".to_owned(),
            after: " port".to_owned(),
            ..at(2, 5, "the")
        };
        assert_eq!(stored, expected);
        assert_eq!(
            locate(&text, &[stored]),
            Spans::one(span).map_err(|e| e.to_string())
        );
    }

    #[test]
    fn a_long_span_is_kept_by_its_ends_and_hash() {
        let long = "é".repeat(500);
        let text = Text::new(format!("{long}."));
        let span = Span::of(0..1000);
        let stored = StoredSpan::of(&text, span);
        assert_eq!(stored.text, "");
        assert_eq!(stored.head, "é".repeat(80));
        assert_eq!(stored.tail, "é".repeat(80));
        assert_eq!(
            locate(&text, core::slice::from_ref(&stored)),
            Ok(Spans::one(span).unwrap())
        );
        let other = Text::new(format!("{}a{}.", "é".repeat(250), "é".repeat(249)));
        assert!(locate(&other, &[stored]).is_err());
        let whole = Text::new("é".repeat(400));
        assert_eq!(StoredSpan::of(&whole, Span::of(0..800)).sha256, "");
    }

    #[test]
    fn a_short_span_stands_with_its_surroundings() {
        let text = Text::new(format!("{}port{}", "é".repeat(40), "ö".repeat(100)));
        let stored = StoredSpan::of(&text, Span::of(80..84));
        assert_eq!(stored.before, "é".repeat(32));
        assert_eq!(stored.after, "ö".repeat(32));
        let longer = StoredSpan::of(&text, Span::of(0..84 + 2 * 20));
        assert_eq!(
            (longer.before, longer.after),
            (String::new(), String::new())
        );
    }

    #[test]
    fn what_does_not_fit_says_why() {
        let text = Text::new("The port e\u{301} closes");
        let why = |spans: &[StoredSpan]| locate(&text, spans).unwrap_err();
        assert_eq!(why(&[]), "an annotation needs at least one span");
        assert_eq!(why(&[at(4, 4, "")]), "the span 4..4 covers nothing");
        assert_eq!(why(&[at(8, 4, "port")]), "the span 8..4 covers nothing");
        assert_eq!(
            why(&[at(4, 99, "port")]),
            "the span 4..99 reaches beyond the text, which has 18 characters"
        );
        assert_eq!(
            why(&[at(0, 3, "port")]),
            "at 0..3 the text reads “The”, not “port”"
        );
        assert_eq!(
            why(&[at(4, 8, "")]),
            "the span 4..8 does not say what it covers"
        );
        assert_eq!(why(&[at(9, 10, "e")]), "a span cuts a character in two");
        assert_eq!(
            why(&[at(4, 8, "port"), at(0, 3, "The")]),
            "spans overlap or are out of order"
        );
        assert!(why(&[at(0, u32::MAX, "x")]).contains("beyond"));
    }
}
