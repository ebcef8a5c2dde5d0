//! The motions of the caret.

/// A motion of the caret. Left and right are directions on the screen, the rest follows the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One grapheme to the left.
    Left,
    /// One grapheme to the right.
    Right,
    /// To the next end of a word on the left.
    WordLeft,
    /// To the next end of a word on the right.
    WordRight,
    /// One line up.
    LineUp,
    /// One line down.
    LineDown,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the sentence, or of the one before.
    SentenceBack,
    /// To the end of the sentence, or of the next one.
    SentenceForward,
    /// To the start of the paragraph, or of the one before.
    ParagraphUp,
    /// To the end of the paragraph, or of the next one.
    ParagraphDown,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the start of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}

impl Motion {
    /// All motions with a name for key maps and one for menus.
    pub const ALL: [(Self, &'static str, &'static str); 16] = [
        (Self::Left, "left", "Left"),
        (Self::Right, "right", "Right"),
        (Self::WordLeft, "word-left", "Word left"),
        (Self::WordRight, "word-right", "Word right"),
        (Self::LineUp, "line-up", "Line up"),
        (Self::LineDown, "line-down", "Line down"),
        (Self::LineStart, "line-start", "Start of line"),
        (Self::LineEnd, "line-end", "End of line"),
        (Self::SentenceBack, "sentence-back", "Start of sentence"),
        (Self::SentenceForward, "sentence-forward", "End of sentence"),
        (Self::ParagraphUp, "paragraph-up", "Start of paragraph"),
        (Self::ParagraphDown, "paragraph-down", "End of paragraph"),
        (Self::PageUp, "page-up", "Page up"),
        (Self::PageDown, "page-down", "Page down"),
        (Self::TextStart, "text-start", "Start of text"),
        (Self::TextEnd, "text-end", "End of text"),
    ];

    /// Its name in key maps.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The motion with this name in key maps.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, own, _)| *own == name)
            .map(|(motion, ..)| motion)
    }

    /// Whether the caret keeps its distance from the left edge from one such motion to the next.
    pub(super) const fn is_vertical(self) -> bool {
        matches!(
            self,
            Self::LineUp | Self::LineDown | Self::PageUp | Self::PageDown
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_motion_has_its_row_in_the_table() {
        for (index, (motion, name, _)) in Motion::ALL.into_iter().enumerate() {
            assert_eq!(motion as usize, index);
            assert_eq!(motion.name(), name);
            assert_eq!(Motion::from_name(name), Some(motion));
        }
    }
}
