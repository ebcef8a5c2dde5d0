//! Text as a screen reader counts it: runs of one direction on one line, character by character.

use std::ops::Range;

use egui::Rangef;
use egui::accesskit::{Node, NodeId, Role, TextDirection, TextPosition};
use unicode_segmentation::UnicodeSegmentation;

use super::super::super::typeset::{Affinity, Cluster};
use crate::text::{Byte, Span};

/// The most characters that a run may have: AccessKit counts the words in it with one byte.
const LONGEST: usize = 255;
/// Characters farther apart on the screen than so many points are not side by side.
const SIDE_BY_SIDE: f32 = 1.0;

/// A stretch of a unit that is written in one direction and stands on one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// In bytes of the unit.
    pub text: Range<usize>,
    /// Whether it is written to the left.
    pub rtl: bool,
    /// Bytes of each character; together those of the text.
    pub lengths: Vec<u8>,
    /// Left and right end, in points from the left edge of the unit; `None` for text that is not laid out.
    pub x: Option<Rangef>,
    /// How far each character begins from where the piece begins, in points; empty for text that is not laid out.
    pub positions: Vec<f32>,
    /// Points; as many as there are positions.
    pub widths: Vec<f32>,
}

impl Piece {
    fn new(start: usize, rtl: bool) -> Self {
        Self {
            text: start..start,
            rtl,
            lengths: Vec::new(),
            x: None,
            positions: Vec::new(),
            widths: Vec::new(),
        }
    }

    /// The pieces of a laid-out line, in the order of the text. `clusters` are those of the line in any order, and
    /// `text` is that of the unit.
    pub fn of_line(clusters: impl Iterator<Item = Cluster>, text: &str) -> Vec<Self> {
        let mut clusters: Vec<Cluster> = clusters.collect();
        clusters.sort_by_key(|cluster| cluster.text.start);
        let mut pieces: Vec<Self> = Vec::new();
        for cluster in clusters {
            let begun = pieces
                .pop_if(|piece| piece.goes_on_with(&cluster))
                .unwrap_or_else(|| Self::new(cluster.text.start, cluster.rtl));
            pieces.push(begun.with(&cluster, text));
        }
        pieces
    }

    /// The pieces of text that is not laid out.
    pub fn of_plain(text: &str, rtl: bool) -> Vec<Self> {
        let mut pieces = vec![Self::new(0, rtl)];
        for (at, grapheme) in text.grapheme_indices(true) {
            if pieces
                .last()
                .is_none_or(|piece| piece.lengths.len() >= LONGEST)
            {
                pieces.push(Self::new(at, rtl));
            }
            if let Some(piece) = pieces.last_mut() {
                piece.lengths.extend(lengths(grapheme));
                piece.text.end = at + grapheme.len();
            }
        }
        pieces
    }

    fn goes_on_with(&self, cluster: &Cluster) -> bool {
        let (Some(x), true) = (self.x, self.lengths.len() < LONGEST) else {
            return false;
        };
        let gap = if self.rtl {
            x.min - cluster.right
        } else {
            cluster.left - x.max
        };
        self.rtl == cluster.rtl && self.text.end == cluster.text.start && gap.abs() <= SIDE_BY_SIDE
    }

    fn with(mut self, cluster: &Cluster, text: &str) -> Self {
        let (left, right) = (cluster.left, cluster.right.max(cluster.left));
        let x = self.x.unwrap_or(if self.rtl {
            Rangef::point(right)
        } else {
            Rangef::point(left)
        });
        let position = if self.rtl {
            x.max - right
        } else {
            left - x.min
        };
        let width = right - left;
        for (index, length) in
            lengths(text.get(cluster.text.clone()).unwrap_or_default()).enumerate()
        {
            self.lengths.push(length);
            // A grapheme too long to be counted stands in its first part.
            let rest = if index == 0 { 0.0 } else { width };
            self.positions.push(position + rest);
            self.widths.push(width - rest);
        }
        self.x = Some(Rangef::new(x.min.min(left), x.max.max(right)));
        self.text.end = cluster.text.end;
        self
    }

    /// Adds the line feed that ends a paragraph.
    pub fn end_paragraph(&mut self) {
        self.lengths.push(1);
        if let Some(x) = self.x {
            self.positions.push(x.span());
            self.widths.push(0.0);
        }
    }

    /// Writes all but its text and its place into a node; `words` are where those of the unit begin.
    pub fn describe(self, node: &mut Node, words: &[usize]) {
        node.set_role(Role::TextRun);
        node.set_text_direction(if self.rtl {
            TextDirection::RightToLeft
        } else {
            TextDirection::LeftToRight
        });
        node.set_word_starts(self.word_starts(words));
        node.set_character_lengths(self.lengths);
        if self.x.is_some() {
            node.set_character_positions(self.positions);
            node.set_character_widths(self.widths);
        }
    }

    /// Indices of the characters that begin words; `starts` are those of the unit's words, in bytes.
    fn word_starts(&self, starts: &[usize]) -> Vec<u8> {
        let first = starts.partition_point(|&start| start < self.text.start);
        let mut starts = starts[first..].iter().peekable();
        let mut at = self.text.start;
        let mut found = Vec::new();
        for (index, &length) in (0..=u8::MAX).zip(&self.lengths) {
            at += usize::from(length);
            if starts.next_if(|&&start| start < at).is_some() {
                found.push(index);
                while starts.next_if(|&&start| start < at).is_some() {}
            }
        }
        found
    }
}

/// Where words begin in a text, in bytes.
pub(super) fn words(text: &str) -> Vec<usize> {
    text.unicode_word_indices().map(|(at, _)| at).collect()
}

/// The lengths in bytes that a grapheme is counted with: one, unless it is a heap of marks of more than 255 bytes.
fn lengths(grapheme: &str) -> impl Iterator<Item = u8> {
    let mut rest = grapheme;
    core::iter::from_fn(move || {
        let end = rest.floor_char_boundary(usize::from(u8::MAX));
        rest = &rest[end..];
        u8::try_from(end).ok().filter(|&length| length > 0)
    })
}

/// A run that was told: which node shows which bytes.
#[derive(Clone, Debug)]
pub(in super::super) struct Run {
    pub node: NodeId,
    pub start: Byte,
    /// Bytes of each character.
    pub lengths: Vec<u8>,
}

impl Run {
    fn end(&self) -> Byte {
        self.byte(self.lengths.len())
    }

    /// What it shows.
    pub fn span(&self) -> Span {
        Span::between(self.start, self.end())
    }

    /// The offset of a character.
    pub fn byte(&self, index: usize) -> Byte {
        let before = self.lengths.iter().take(index);
        let before: usize = before.map(|&length| usize::from(length)).sum();
        Byte::new(self.start.index() + before)
    }

    /// The character that an offset is in, or the end.
    fn position(&self, at: Byte) -> TextPosition {
        let mut end = self.start.index();
        let passed = self.lengths.iter().take_while(|&&length| {
            end += usize::from(length);
            end <= at.index()
        });
        TextPosition {
            node: self.node,
            character_index: passed.count(),
        }
    }
}

/// The place of an offset among runs that follow each other without a gap; the nearest one for an offset beyond them.
pub(super) fn position(runs: &[Run], at: Byte, affinity: Affinity) -> Option<TextPosition> {
    let next = runs.partition_point(|run| match affinity {
        Affinity::Downstream => run.start <= at,
        Affinity::Upstream => run.start < at,
    });
    let run = runs.get(next.saturating_sub(1))?;
    Some(run.position(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(node: u64, start: u32, lengths: &[u8]) -> Run {
        Run {
            node: NodeId(node),
            start: Byte(start),
            lengths: lengths.to_vec(),
        }
    }

    #[test]
    fn a_run_finds_its_bytes_and_its_characters() {
        let run = run(1, 10, &[1, 3, 2]);
        for (index, byte) in [(0, 10), (1, 11), (2, 14), (3, 16)] {
            assert_eq!(run.byte(index), Byte(byte));
            assert_eq!(run.position(Byte(byte)).character_index, index);
        }
        assert_eq!(run.position(Byte(12)).character_index, 1, "inside one");
    }

    #[test]
    fn where_two_runs_meet_the_affinity_decides() {
        let runs = [run(1, 10, &[1, 1]), run(2, 12, &[1, 1])];
        let place = |at, affinity| {
            let found = position(&runs, Byte(at), affinity).unwrap();
            (found.node.0, found.character_index)
        };
        assert_eq!(place(12, Affinity::Downstream), (2, 0));
        assert_eq!(place(12, Affinity::Upstream), (1, 2));
        assert_eq!(place(3, Affinity::Downstream), (1, 0), "before all");
        assert_eq!(place(99, Affinity::Upstream), (2, 2), "behind all");
        assert_eq!(position(&[], Byte(0), Affinity::Downstream), None);
    }

    #[test]
    fn words_begin_at_the_start_of_a_line_too() {
        let text = "One two, three";
        let mut piece = Piece::of_plain(&text[4..], false).remove(0);
        piece.text = 4..14;
        assert_eq!(piece.word_starts(&words(text)), [0, 5]);
    }

    fn cluster(text: Range<usize>, left: f32, rtl: bool) -> Cluster {
        Cluster {
            text,
            left,
            right: left + 10.0,
            rtl,
        }
    }

    #[test]
    fn a_line_is_cut_where_the_direction_changes() {
        // “a בג 4” as it is seen: a, blank, 4, blank, ג, ב.
        let text = "a בג 4";
        let seen = [
            cluster(0..1, 0.0, false),
            cluster(1..2, 10.0, false),
            cluster(7..8, 20.0, false),
            cluster(6..7, 30.0, true),
            cluster(4..6, 40.0, true),
            cluster(2..4, 50.0, true),
        ];
        let pieces = Piece::of_line(seen.into_iter(), text);
        let told: Vec<_> = pieces
            .iter()
            .map(|piece| {
                let x = piece.x.unwrap();
                (&text[piece.text.clone()], piece.rtl, x.min, x.max)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("a ", false, 0.0, 20.0),
                ("בג ", true, 30.0, 60.0),
                ("4", false, 20.0, 30.0)
            ]
        );
        assert_eq!(pieces[1].positions, [0.0, 10.0, 20.0]);
        assert_eq!(pieces[1].lengths, [2, 2, 1]);
    }

    #[test]
    fn what_stands_apart_is_told_apart() {
        let apart = [cluster(0..1, 0.0, false), cluster(1..2, 50.0, false)];
        assert_eq!(Piece::of_line(apart.into_iter(), "ab").len(), 2);
    }

    #[test]
    fn a_run_has_at_most_255_characters() {
        let text = "x".repeat(600);
        let counts: Vec<_> = Piece::of_plain(&text, false)
            .iter()
            .map(|piece| piece.lengths.len())
            .collect();
        assert_eq!(counts, [255, 255, 90]);
    }

    #[test]
    fn a_heap_of_marks_is_counted_to_the_last_byte() {
        // AccessKit cuts the text by these lengths and must never cut a character.
        let heap = format!("a{}", "\u{301}".repeat(400));
        let counted: Vec<u8> = lengths(&heap).collect();
        let mut at = 0;
        for length in counted {
            at += usize::from(length);
            assert!(heap.is_char_boundary(at));
        }
        assert_eq!(at, heap.len());
        let whole = Cluster {
            text: 0..heap.len(),
            left: 0.0,
            right: 10.0,
            rtl: false,
        };
        let piece = Piece::of_line([whole].into_iter(), &heap).remove(0);
        assert_eq!(piece.positions[..2], [0.0, 10.0]);
        assert_eq!(piece.widths.iter().sum::<f32>(), 10.0);
    }
}
