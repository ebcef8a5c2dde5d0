//! Spans as files have them: in code points, beside what they cover.

use serde::{Deserialize, Serialize};

use crate::text::{CodePoint, Quote, Span, Text, sha256_hex};

use super::Spans;

/// Longest covered text that a file holds whole, in code points.
const WHOLE: usize = 400;
/// How much of a longer one stands at either end, in code points.
const END: usize = 80;
/// A covered text shorter than this, in code points, stands with its surroundings: it may be anywhere in the article.
const COMMON: usize = 64;
/// How much of the surroundings, in code points on either side.
const AROUND: usize = 32;

/// A span as a file has it: code points, and what they covered when it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredSpan {
    /// Start and end, in code points, end exclusive.
    pub at: (CodePoint, CodePoint),
    /// The covered text, when it is short enough to be kept whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How a long covered text begins.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub head: String,
    /// How a long covered text ends.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tail: String,
    /// SHA-256 of a long covered text, hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// What stood before a short covered text, so that it is found again if the article's text changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stood behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl StoredSpan {
    /// How a file has a span of a text.
    #[must_use]
    pub fn of(text: &Text, span: Span) -> Self {
        let covered = text.slice(span);
        let at = (text.to_code_point(span.start), text.to_code_point(span.end));
        if covered.chars().nth(WHOLE).is_none() {
            let mut stored = Self {
                at,
                text: covered.to_owned(),
                ..Self::default()
            };
            if covered.chars().nth(COMMON - 1).is_none() {
                let (before, after) = (
                    &text.as_str()[..span.start.index()],
                    &text.as_str()[span.end.index()..],
                );
                let start = before.char_indices().rev().take(AROUND).last();
                stored.before = start.map_or_else(String::new, |(at, _)| before[at..].to_owned());
                stored.after = after.chars().take(AROUND).collect();
            }
            return stored;
        }
        let tail = covered
            .char_indices()
            .rev()
            .nth(END - 1)
            .map_or(covered, |(start, _)| &covered[start..]);
        Self {
            at,
            head: covered.chars().take(END).collect(),
            tail: tail.to_owned(),
            sha256: sha256_hex(covered),
            ..Self::default()
        }
    }

    /// Whether this is what it covered. A span that does not say what it covered covered nothing that is known.
    #[must_use]
    pub fn covers(&self, covered: &str) -> bool {
        if !self.text.is_empty() {
            return covered == self.text;
        }
        covered.starts_with(&self.head)
            && covered.ends_with(&self.tail)
            && sha256_hex(covered) == self.sha256
    }

    /// The place of the whole span in a text, given that of its quotation: of a long one only its beginning was looked for.
    #[must_use]
    pub fn whole_in(&self, text: &Text, found: Span) -> Option<Span> {
        if !self.text.is_empty() {
            return Some(found);
        }
        let length = self.at.1.0.checked_sub(self.at.0.0)?;
        let end = text.to_code_point(found.start).0.checked_add(length)?;
        let span = Span::between(found.start, text.from_code_point(CodePoint(end))?);
        (sha256_hex(text.slice(span)) == self.sha256).then_some(span)
    }

    /// Where these spans stand in a text, if they cover there what they covered when they were written.
    #[must_use]
    pub fn all_in(text: &Text, stored: &[Self]) -> Option<Spans> {
        let place = |stored: &Self| {
            let (start, end) = stored.at;
            let span = Span::between(text.from_code_point(start)?, text.from_code_point(end)?);
            (start < end && stored.covers(text.slice(span))).then_some(span)
        };
        let spans: Option<Vec<Span>> = stored.iter().map(place).collect();
        let spans = Spans::new(spans?).ok()?;
        spans.fit(text).ok()?;
        Some(spans)
    }

    /// What it covered, with what stood around it; of a long covered text only the beginning.
    #[must_use]
    pub fn quote(&self) -> Quote<'_> {
        let text = if self.text.is_empty() {
            &self.head
        } else {
            &self.text
        };
        Quote {
            before: &self.before,
            text,
            after: &self.after,
            at: self.at.0,
        }
    }
}
