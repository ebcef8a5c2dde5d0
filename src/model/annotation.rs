//! An annotation: what is marked, as what, linked to what.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::say;
use crate::text::{Byte, Span, Text, is_grapheme_boundary};

use super::{AnnotationId, EntityId, RoleId, TagId, Values};

/// One or more spans of an article under one tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its stable name.
    pub id: AnnotationId,
    /// What it is.
    pub tag: TagId,
    /// What it covers.
    pub spans: Spans,
    /// The values of the tag's attributes.
    pub attributes: Values,
    /// Where it points to.
    pub links: Vec<Link>,
    /// A remark to oneself or to colleagues.
    pub note: String,
    /// Whether the annotator doubts it.
    pub unsure: bool,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// A link from an annotation to another one of the same layer or to an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What the link means.
    pub role: RoleId,
    /// Where it points to.
    pub to: Target,
}

/// The far end of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An annotation of the same layer.
    Annotation(AnnotationId),
    /// An entity of the register.
    Entity(EntityId),
}

/// What an annotation covers: at least one span, in order, none empty, none overlapping another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
pub struct Spans(SmallVec<[Span; 2]>);

/// Why some spans cannot be an annotation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSpans {
    /// There is no span.
    #[error("{}", say!("span-none"))]
    None,
    /// A span covers nothing.
    #[error("{}", say!("span-empty"))]
    Empty,
    /// Two spans overlap or stand in the wrong order.
    #[error("{}", say!("span-disorder"))]
    Disorder,
    /// A span ends beyond the text.
    #[error("{}", say!("span-beyond"))]
    Beyond,
    /// A span begins or ends inside what a reader takes for one character.
    #[error("{}", say!("span-cut"))]
    CutsGrapheme,
}

impl Spans {
    /// One span.
    ///
    /// # Errors
    /// [`InvalidSpans::Empty`] when it covers nothing.
    pub fn one(span: Span) -> Result<Self, InvalidSpans> {
        Self::new(vec![span])
    }

    /// Spans that are in order already.
    ///
    /// # Errors
    /// [`InvalidSpans`] when there is none, one is empty, or two overlap.
    pub fn new(spans: Vec<Span>) -> Result<Self, InvalidSpans> {
        if spans.is_empty() {
            return Err(InvalidSpans::None);
        }
        if spans.iter().any(|span| span.is_empty()) {
            return Err(InvalidSpans::Empty);
        }
        if spans.windows(2).any(|pair| pair[0].end > pair[1].start) {
            return Err(InvalidSpans::Disorder);
        }
        Ok(Self(spans.into()))
    }

    /// These spans and one more; what overlaps or touches it becomes one span.
    #[must_use]
    pub fn with(&self, piece: Span) -> Self {
        let (near, mut spans): (SmallVec<[Span; 2]>, SmallVec<_>) = self
            .iter()
            .partition(|span| span.start <= piece.end && piece.start <= span.end);
        spans.push(near.into_iter().fold(piece, Span::hull));
        spans.sort();
        Self(spans)
    }

    /// The spans in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// The spans in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Span> + DoubleEndedIterator + '_ {
        self.0.iter().copied()
    }

    /// From the first start to the last end.
    #[must_use]
    pub fn hull(&self) -> Span {
        Span {
            start: self.start(),
            end: self.end(),
        }
    }

    /// Where the first span begins, in bytes.
    #[must_use]
    pub fn start(&self) -> Byte {
        self.0[0].start
    }

    /// Where the last span ends, in bytes.
    #[must_use]
    pub fn end(&self) -> Byte {
        self.0[self.0.len() - 1].end
    }

    /// Whether some span covers the byte at this offset.
    #[must_use]
    pub fn contains(&self, at: Byte) -> bool {
        self.0.iter().any(|span| span.contains(at))
    }

    /// Total length in bytes.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.0.iter().map(|span| span.len()).sum()
    }

    /// Whether the spans fit a text: within it and on grapheme boundaries.
    ///
    /// # Errors
    /// [`InvalidSpans::Beyond`] or [`InvalidSpans::CutsGrapheme`].
    pub fn fit(&self, text: &Text) -> Result<(), InvalidSpans> {
        if self.end() > text.end() {
            return Err(InvalidSpans::Beyond);
        }
        let whole = text.as_str();
        if self
            .iter()
            .flat_map(|span| [span.start, span.end])
            .all(|end| is_grapheme_boundary(whole, end))
        {
            Ok(())
        } else {
            Err(InvalidSpans::CutsGrapheme)
        }
    }

    /// The covered text; pieces of a discontinuous annotation are joined by “ … ”.
    #[must_use]
    pub fn quotation(&self, text: &Text) -> String {
        let pieces: Vec<&str> = self.iter().map(|span| text.slice(span)).collect();
        pieces.join(" … ")
    }
}

impl TryFrom<Vec<Span>> for Spans {
    type Error = InvalidSpans;
    fn try_from(spans: Vec<Span>) -> Result<Self, InvalidSpans> {
        Self::new(spans)
    }
}

impl From<Spans> for Vec<Span> {
    fn from(spans: Spans) -> Self {
        spans.0.into_vec()
    }
}

impl Annotation {
    /// The targets of its links with a role, in order.
    pub fn targets(&self, role: &RoleId) -> impl Iterator<Item = &Target> {
        self.links
            .iter()
            .filter(move |link| link.role == *role)
            .map(|link| &link.to)
    }

    /// Whether it has a link to an annotation.
    #[must_use]
    pub fn points_to(&self, id: &AnnotationId) -> bool {
        self.links
            .iter()
            .any(|link| matches!(&link.to, Target::Annotation(to) if to == id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pieces: &[core::ops::Range<usize>]) -> Spans {
        Spans::new(pieces.iter().cloned().map(Span::of).collect()).unwrap()
    }

    #[test]
    fn spans_are_in_order_and_disjoint() {
        assert_eq!(Spans::new(vec![]), Err(InvalidSpans::None));
        assert_eq!(Spans::one(Span::of(3..3)), Err(InvalidSpans::Empty));
        assert_eq!(
            Spans::new(vec![Span::of(0..4), Span::of(3..5)]),
            Err(InvalidSpans::Disorder)
        );
        assert!(Spans::new(vec![Span::of(0..4), Span::of(4..5)]).is_ok());
    }

    #[test]
    fn a_piece_joins_what_it_touches() {
        let quote = spans(&[0..4, 10..14]);
        assert_eq!(quote.with(Span::of(20..22)), spans(&[0..4, 10..14, 20..22]));
        assert_eq!(quote.with(Span::of(4..12)), spans(&[0..14]));
        assert_eq!(quote.with(Span::of(5..9)), spans(&[0..4, 5..9, 10..14]));
    }

    #[test]
    fn spans_fit_a_text_on_grapheme_boundaries() {
        let text = Text::new("e\u{301}a");
        assert_eq!(spans(&[0..3]).fit(&text), Ok(()));
        assert_eq!(spans(&[0..1]).fit(&text), Err(InvalidSpans::CutsGrapheme));
        assert_eq!(spans(&[0..9]).fit(&text), Err(InvalidSpans::Beyond));
    }
}
