//! Why something cannot be looked for.

use core::fmt;
use core::ops::Range;

use regex_syntax::ast::ErrorKind;

use crate::say;

use super::MOST_WORDS;
use super::expression::LONGEST;

/// Why something cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfindable {
    /// There is nothing in it to find.
    #[error("{}", say!("seek-nothing"))]
    Nothing,
    /// The words of a list are too many or too long.
    #[error("{}", say!("seek-too-many", most = MOST_WORDS))]
    TooMany,
    /// A regular expression does not read.
    #[error("{0}")]
    Expression(Misread),
}

/// What is wrong with a regular expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Which part of it, in bytes.
    pub at: Range<usize>,
    /// Where that begins, in characters, from 1; none when all of it is meant.
    pub column: Option<usize>,
    pub(super) why: Why,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Empty,
    TooLong,
    TooLarge,
    TooDeep,
    GroupOpen,
    GroupClosed,
    GroupName,
    ClassOpen,
    ClassRange,
    ClassEscape,
    NoClass,
    Repeats,
    Count,
    Escape,
    Code,
    Flag,
    Edge,
    LookAround,
    Reference,
}

impl Misread {
    pub(super) fn whole(expression: &str, why: Why) -> Self {
        Self {
            at: 0..expression.len(),
            column: None,
            why,
        }
    }

    pub(super) fn at(expression: &str, range: Range<usize>, why: Why) -> Self {
        let end = expression.ceil_char_boundary(range.end.min(expression.len()));
        let start = expression.floor_char_boundary(range.start.min(end));
        Self {
            column: Some(expression[..start].chars().count() + 1),
            at: start..end,
            why,
        }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = self.why.in_words();
        match self.column {
            Some(column) => f.write_str(&say!("seek-at", column = column, why = why)),
            None => f.write_str(&why),
        }
    }
}

impl Why {
    pub(super) fn of(kind: &ErrorKind) -> Self {
        match kind {
            ErrorKind::NestLimitExceeded(_) => Self::TooDeep,
            ErrorKind::CaptureLimitExceeded => Self::TooLarge,
            ErrorKind::GroupUnclosed => Self::GroupOpen,
            ErrorKind::GroupUnopened => Self::GroupClosed,
            ErrorKind::GroupNameDuplicate { .. }
            | ErrorKind::GroupNameEmpty
            | ErrorKind::GroupNameInvalid
            | ErrorKind::GroupNameUnexpectedEof => Self::GroupName,
            ErrorKind::ClassUnclosed => Self::ClassOpen,
            ErrorKind::ClassRangeInvalid | ErrorKind::ClassRangeLiteral => Self::ClassRange,
            ErrorKind::ClassEscapeInvalid => Self::ClassEscape,
            ErrorKind::UnicodeClassInvalid => Self::NoClass,
            ErrorKind::RepetitionMissing => Self::Repeats,
            ErrorKind::RepetitionCountInvalid
            | ErrorKind::RepetitionCountDecimalEmpty
            | ErrorKind::RepetitionCountUnclosed
            | ErrorKind::DecimalEmpty
            | ErrorKind::DecimalInvalid => Self::Count,
            ErrorKind::EscapeHexEmpty
            | ErrorKind::EscapeHexInvalid
            | ErrorKind::EscapeHexInvalidDigit => Self::Code,
            ErrorKind::FlagDanglingNegation
            | ErrorKind::FlagDuplicate { .. }
            | ErrorKind::FlagRepeatedNegation { .. }
            | ErrorKind::FlagUnexpectedEof
            | ErrorKind::FlagUnrecognized => Self::Flag,
            ErrorKind::SpecialWordBoundaryUnclosed
            | ErrorKind::SpecialWordBoundaryUnrecognized
            | ErrorKind::SpecialWordOrRepetitionUnexpectedEof => Self::Edge,
            ErrorKind::UnsupportedLookAround => Self::LookAround,
            ErrorKind::UnsupportedBackreference => Self::Reference,
            // `ErrorKind` may get more: they are shown as what most of them are.
            _ => Self::Escape,
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Empty => say!("seek-empty"),
            Self::TooLong => return say!("seek-too-long", most = LONGEST),
            Self::TooLarge => say!("seek-too-large"),
            Self::TooDeep => say!("seek-too-deep"),
            Self::GroupOpen => say!("seek-group-open"),
            Self::GroupClosed => say!("seek-group-closed"),
            Self::GroupName => say!("seek-group-name"),
            Self::ClassOpen => say!("seek-class-open"),
            Self::ClassRange => say!("seek-class-range"),
            Self::ClassEscape => say!("seek-class-escape"),
            Self::NoClass => say!("seek-no-class"),
            Self::Repeats => say!("seek-repeats"),
            Self::Count => say!("seek-count"),
            Self::Escape => say!("seek-escape"),
            Self::Code => say!("seek-code"),
            Self::Flag => say!("seek-flag"),
            Self::Edge => say!("seek-edge"),
            Self::LookAround => say!("seek-look-around"),
            Self::Reference => say!("seek-reference"),
        }
        .to_owned()
    }
}
