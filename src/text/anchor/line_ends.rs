//! Two texts of which one has the line ends of another system.

use crate::text::{Byte, Span};

/// Where the lines of a text begin in the same text with other line ends.
#[derive(Debug)]
pub(super) struct LineEnds(Vec<(usize, usize)>);

impl LineEnds {
    /// When the two texts differ in nothing but their line ends.
    pub fn of(old: &str, new: &str) -> Option<Self> {
        let mut starts = Vec::new();
        let (mut at_old, mut at_new) = (0, 0);
        let mut new_lines = new.split_inclusive('\n');
        for line in old.split_inclusive('\n') {
            let other = new_lines.next()?;
            if content(line) != content(other) {
                return None;
            }
            starts.push((at_old, at_new));
            (at_old, at_new) = (at_old + line.len(), at_new + other.len());
        }
        new_lines.next().is_none().then(|| {
            starts.push((at_old, at_new));
            Self(starts)
        })
    }

    /// Where a span stands in the text with the other line ends.
    pub fn carry(&self, span: Span) -> Span {
        Span::between(self.carry_one(span.start), self.carry_one(span.end))
    }

    fn carry_one(&self, at: Byte) -> Byte {
        let after = self.0.partition_point(|(old, _)| *old <= at.index());
        let (old, new) = self.0[after.max(1) - 1];
        let within = at.index() - old;
        // Between the two characters of a line end nothing begins or ends.
        let next = self.0.get(after).map_or(usize::MAX, |(_, new)| *new);
        Byte::new((new + within).min(next))
    }
}

/// A line without its end; whether it has one counts.
fn content(line: &str) -> (&str, bool) {
    match line.strip_suffix('\n') {
        Some(line) => (line.strip_suffix('\r').unwrap_or(line), true),
        None => (line, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_with_their_lines() {
        let (old, new) = ("é one\ntwo\n\nend", "é one\r\ntwo\r\n\r\nend");
        let ends = LineEnds::of(old, new).unwrap();
        let back = LineEnds::of(new, old).unwrap();
        for word in ["é one", "two", "end"] {
            let at = |text: &str| {
                let start = text.find(word).unwrap();
                Span::of(start..start + word.len())
            };
            assert_eq!(ends.carry(at(old)), at(new));
            assert_eq!(back.carry(at(new)), at(old));
        }
        let both = Span::of(3..10);
        assert_eq!(&old[both.range()], "one\ntwo");
        assert_eq!(&new[ends.carry(both).range()], "one\r\ntwo");
        assert_eq!(ends.carry(Span::of(0..old.len())), Span::of(0..new.len()));
    }

    #[test]
    fn any_other_difference_counts() {
        for other in ["one\ntwo", "one\r\ntwo\n\n", "one\ntwO\n", "one two\n", ""] {
            assert!(LineEnds::of("one\ntwo\n", other).is_none(), "{other:?}");
        }
        assert!(LineEnds::of("one\ntwo\n", "one\r\ntwo\n").is_some());
    }
}
