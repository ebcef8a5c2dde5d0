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
    /// All motions with a name for key maps.
    pub const ALL: [(Self, &'static str); 16] = [
        (Self::Left, "left"),
        (Self::Right, "right"),
        (Self::WordLeft, "word-left"),
        (Self::WordRight, "word-right"),
        (Self::LineUp, "line-up"),
        (Self::LineDown, "line-down"),
        (Self::LineStart, "line-start"),
        (Self::LineEnd, "line-end"),
        (Self::SentenceBack, "sentence-back"),
        (Self::SentenceForward, "sentence-forward"),
        (Self::ParagraphUp, "paragraph-up"),
        (Self::ParagraphDown, "paragraph-down"),
        (Self::PageUp, "page-up"),
        (Self::PageDown, "page-down"),
        (Self::TextStart, "text-start"),
        (Self::TextEnd, "text-end"),
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
            .find(|(_, own)| *own == name)
            .map(|(motion, _)| motion)
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
        for (index, (motion, name)) in Motion::ALL.into_iter().enumerate() {
            assert_eq!(motion as usize, index);
            assert_eq!(motion.name(), name);
            assert_eq!(Motion::from_name(name), Some(motion));
        }
    }
}
