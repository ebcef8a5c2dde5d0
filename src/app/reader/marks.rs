//! The marks of an article, prepared for painting and for questions.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::{AnnotationId, Color, Pattern, Spans};
use crate::text::{Byte, Span, Text};

use super::lanes::{Strand, Strands};

/// An annotation as the pane shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Which annotation.
    pub id: AnnotationId,
    /// What it covers, in bytes.
    pub spans: Spans,
    /// The colour of its tag.
    pub color: Color,
    /// The pattern of its tag.
    pub pattern: Pattern,
    /// The name of its tag: “Quote”.
    pub tag: String,
    /// What its links say: “said by Lavrov”.
    pub chips: Vec<String>,
    /// Whether the annotator doubts it.
    pub unsure: bool,
    /// Whether it has a note.
    pub note: bool,
    /// Whether all that its tag requires is there.
    pub complete: bool,
}

/// All marks of an article. Made once for each change of the layer; a clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Marks(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// In reading order.
    marks: Vec<Mark>,
    /// What of each mark is in one paragraph, from its first byte there to its last; in order of start.
    strands: Strands,
    /// Indices of the marks in order of their ids.
    by_id: Vec<u32>,
    /// Tells one set of marks from another.
    version: u64,
}

impl Marks {
    /// Sorts the marks and finds a lane for each. Spans that do not fit the text are cut to it.
    #[must_use]
    pub fn new(text: &Text, marks: impl Iterator<Item = Mark>) -> Self {
        static VERSIONS: AtomicU64 = AtomicU64::new(1);
        let mut marks: Vec<Mark> = marks.collect();
        marks.sort_by(|one, other| {
            (one.spans.hull(), &one.id).cmp(&(other.spans.hull(), &other.id))
        });
        let mut strands = Vec::with_capacity(marks.len());
        for (index, mark) in (0u32..).zip(&marks) {
            add_strands(text, mark, index, &mut strands);
        }
        let strands = Strands::new(strands);
        let mut by_id: Vec<u32> = (0u32..).zip(&marks).map(|(index, _)| index).collect();
        by_id.sort_by(|&one, &other| marks[one as usize].id.cmp(&marks[other as usize].id));
        let version = VERSIONS.fetch_add(1, Ordering::Relaxed);
        Self(Arc::new(Inner {
            marks,
            strands,
            by_id,
            version,
        }))
    }

    /// Number of marks.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.marks.len()
    }

    /// Whether there is no mark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.marks.is_empty()
    }

    /// All marks in reading order: by start, longer ones first.
    #[must_use]
    pub fn as_slice(&self) -> &[Mark] {
        &self.0.marks
    }

    /// The mark of an annotation.
    #[must_use]
    pub fn find(&self, id: &AnnotationId) -> Option<&Mark> {
        self.index_of(id).map(|index| &self.0.marks[index])
    }

    /// The place of an annotation's mark in reading order.
    #[must_use]
    pub fn index_of(&self, id: &AnnotationId) -> Option<usize> {
        let by_id = &self.0.by_id;
        let place = by_id
            .binary_search_by(|&index| self.0.marks[index as usize].id.cmp(id))
            .ok()?;
        Some(by_id[place] as usize)
    }

    /// The marks that cover the byte at an offset, innermost first: the one that covers least, then the one that begins
    /// last.
    #[must_use]
    pub fn at(&self, at: Byte) -> Vec<&Mark> {
        let mut found: Vec<(usize, &Mark)> = self
            .strands_in(Span {
                start: at,
                end: Byte(at.0.saturating_add(1)),
            })
            .map(|strand| (strand.mark as usize, self.mark(strand)))
            .filter(|(_, mark)| mark.spans.contains(at))
            .collect();
        found.sort_by_key(|(index, mark)| (mark.spans.covered(), core::cmp::Reverse(*index)));
        found.dedup_by_key(|(index, _)| *index);
        found.into_iter().map(|(_, mark)| mark).collect()
    }

    /// Tells this set of marks from every other one.
    pub(super) fn version(&self) -> u64 {
        self.0.version
    }

    /// The mark that a strand is of.
    pub(super) fn mark(&self, strand: &Strand) -> &Mark {
        &self.0.marks[strand.mark as usize]
    }

    /// The strands that touch a span, in order of start.
    pub(super) fn strands_in(&self, span: Span) -> impl Iterator<Item = &Strand> {
        self.0.strands.touching(span)
    }

    /// The first strand that begins inside a span, and how many do.
    pub(super) fn beginning_in(&self, span: Span) -> Option<(&Strand, usize)> {
        let strands = self.0.strands.beginning_in(span);
        Some((strands.first()?, strands.len()))
    }

    /// How many lanes are needed under the lines of a span.
    pub(super) fn lanes_in(&self, span: Span) -> u16 {
        self.strands_in(span)
            .map(|strand| strand.lane + 1)
            .max()
            .unwrap_or(0)
    }
}

/// Adds one strand for each stretch of neighbouring pieces that lie in one paragraph: the pieces share a lane, and the
/// lane is free between them, for the line that connects them.
fn add_strands(text: &Text, mark: &Mark, index: u32, strands: &mut Vec<Strand>) {
    let end_of_text = text.end();
    let mut open: Option<(Strand, usize)> = None;
    for piece in mark.spans.iter() {
        let (start, end) = (piece.start.min(end_of_text), piece.end.min(end_of_text));
        if start >= end {
            continue;
        }
        let first = text.paragraph_at(start).index;
        match &mut open {
            Some((strand, paragraph)) if *paragraph == first => strand.end = end,
            _ => {
                strands.extend(open.take().map(|(strand, _)| strand));
                open = Some((
                    Strand {
                        start,
                        end,
                        mark: index,
                        ..Strand::default()
                    },
                    first,
                ));
            }
        }
        if let Some((_, paragraph)) = &mut open {
            *paragraph = text.paragraph_at(Byte(end.0 - 1)).index;
        }
    }
    strands.extend(open.map(|(strand, _)| strand));
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A mark with a name and some ranges of bytes.
    pub fn mark(id: &str, ranges: &[core::ops::Range<usize>]) -> Mark {
        Mark {
            id: AnnotationId::new(id).unwrap(),
            spans: Spans::new(ranges.iter().cloned().map(Span::of).collect()).unwrap(),
            color: Color([0x1f, 0x77, 0xb4]),
            pattern: Pattern::Solid,
            tag: "Quote".to_owned(),
            chips: Vec::new(),
            unsure: false,
            note: false,
            complete: true,
        }
    }

    fn names(marks: Vec<&Mark>) -> Vec<String> {
        marks.into_iter().map(|mark| mark.id.to_string()).collect()
    }

    #[test]
    fn the_innermost_mark_comes_first() {
        let text = Text::new("0123456789\n0123456789");
        let all = [
            mark("outer", &[0..20]),
            mark("inner", &[2..4]),
            mark("split", &[2..3, 8..9]),
        ];
        let marks = Marks::new(&text, all.into_iter());
        assert_eq!(names(marks.at(Byte(2))), ["inner", "split", "outer"]);
        assert_eq!(names(marks.at(Byte(5))), ["outer"]);
        assert_eq!(names(marks.at(Byte(20))), [""; 0]);
    }

    #[test]
    fn pieces_in_one_paragraph_share_a_lane_and_keep_the_gap_free() {
        let text = Text::new("0123456789\n0123456789");
        let all = [
            mark("split", &[0..2, 6..8, 12..14]),
            mark("between", &[3..5]),
        ];
        let marks = Marks::new(&text, all.into_iter());
        let lanes: Vec<_> = marks
            .0
            .strands
            .as_slice()
            .iter()
            .map(|s| (s.start.0, s.end.0, s.lane))
            .collect();
        assert_eq!(lanes, [(0, 8, 1), (3, 5, 0), (12, 14, 0)]);
    }

    proptest! {
        #[test]
        fn what_is_at_a_byte_agrees_with_looking_at_every_mark(
            pieces in proptest::collection::vec((0usize..400, 1usize..60, 0usize..3), 0..200),
            at in 0u32..500,
        ) {
            let text = Text::new("abcdefg hijklmn opqrst\n".repeat(20));
            let all: Vec<Mark> = pieces.iter().enumerate().map(|(n, &(start, length, extra))| {
                let second = start + length + 5..start + length + 9;
                let ranges = [start..start + length, second];
                mark(&format!("m{n}"), if extra == 0 { &ranges } else { &ranges[..1] })
            }).collect();
            let marks = Marks::new(&text, all.clone().into_iter());
            let at = Byte(at);
            let mut naive: Vec<_> = all.iter().filter(|mark| mark.spans.contains(at) && at < text.end()).collect();
            naive.sort_by_key(|mark| (mark.spans.covered(), core::cmp::Reverse((mark.spans.hull(), &mark.id))));
            prop_assert_eq!(names(marks.at(at)), names(naive));
            for mark in &all {
                prop_assert_eq!(marks.find(&mark.id), Some(mark));
            }
        }
    }
}
