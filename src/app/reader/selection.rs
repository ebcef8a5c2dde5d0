//! What is selected: two ends in the text, one of which is the caret.

use serde::{Deserialize, Serialize};

use crate::text::{Byte, Span, Text, is_grapheme_boundary, previous_grapheme};

use super::super::typeset::Affinity;

/// A selection, or a caret when both ends are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The end that stays when the selection is extended, in bytes.
    pub anchor: Byte,
    /// The end that moves: the caret, in bytes.
    pub head: Byte,
    /// Which of two places on the screen the caret has where lines or directions meet.
    pub affinity: Affinity,
}

impl Selection {
    /// A caret.
    #[must_use]
    pub const fn caret(at: Byte) -> Self {
        Self::new(at, at)
    }

    /// From a fixed end to the caret, in bytes.
    #[must_use]
    pub const fn new(anchor: Byte, head: Byte) -> Self {
        Self {
            anchor,
            head,
            affinity: Affinity::Downstream,
        }
    }

    /// The same in a text that has become of this one; `near` tells about where each offset went.
    #[must_use]
    pub fn moved(&self, near: impl Fn(Byte) -> Byte) -> Self {
        Self {
            anchor: near(self.anchor),
            head: near(self.head),
            affinity: self.affinity,
        }
    }

    /// A span with the caret at its end.
    #[must_use]
    pub const fn of(span: Span) -> Self {
        Self::new(span.start, span.end)
    }

    /// What is selected, in bytes; empty for a caret.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::between(self.anchor, self.head)
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_caret(&self) -> bool {
        self.anchor == self.head
    }

    /// The same within a text, with the ends on grapheme boundaries: a cut grapheme is selected whole.
    pub(super) fn snapped(self, text: &Text) -> Self {
        let span = crate::text::snap(text, self.span());
        if self.is_caret() {
            let at = floor(text, self.head);
            return Self {
                anchor: at,
                head: at,
                ..self
            };
        }
        let (anchor, head) = if self.anchor <= self.head {
            (span.start, span.end)
        } else {
            (span.end, span.start)
        };
        Self {
            anchor,
            head,
            ..self
        }
    }
}

/// The grapheme boundary at or before an offset.
pub(super) fn floor(text: &Text, at: Byte) -> Byte {
    let whole = text.as_str();
    let at = Byte::new(whole.floor_char_boundary(at.index()));
    if is_grapheme_boundary(whole, at) {
        at
    } else {
        previous_grapheme(whole, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_snap_to_graphemes_and_to_the_text() {
        let text = Text::new("a👨\u{200d}👩\u{200d}👧b");
        let end = text.end();
        let family_end = Byte(end.0 - 1);
        let snapped = |anchor, head| {
            let selection = Selection::new(Byte(anchor), Byte(head)).snapped(&text);
            (selection.anchor, selection.head)
        };
        assert_eq!(snapped(2, 6), (Byte(1), family_end));
        assert_eq!(snapped(6, 2), (family_end, Byte(1)));
        assert_eq!(snapped(6, 6), (Byte(1), Byte(1)));
        assert_eq!(snapped(0, 900), (Byte(0), end));
    }
}
