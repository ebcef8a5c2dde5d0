//! A query as it was written, and how it is written again.

use core::fmt;
use core::ops::Range;

/// Something and where it stands in the text of the query, in bytes. Two are equal when they say the same, wherever they
/// stand.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// Where.
    pub at: Range<usize>,
    /// What.
    pub it: T,
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.it == other.it
    }
}

/// A whole query; an empty one means every annotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query(pub Option<Node>);

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// At least one of these, two or more.
    Or(Vec<Node>),
    /// All of these, two or more.
    And(Vec<Node>),
    /// What this does not mean.
    Not(Box<Node>),
    /// One condition.
    Term(At<Term>),
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// The text of the annotation has these words.
    Words(Word),
    /// The annotator doubts it.
    Unsure,
    /// Something known of it compares so with one of these values, at least one.
    Field(At<Key>, Op, Vec<At<Value>>),
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As what the name is meant, if that is said.
    pub of: Option<Of>,
    /// Its name.
    pub name: String,
}

/// As what the name of a key is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// An attribute.
    Attribute,
    /// A link role.
    Role,
}

/// How it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It has this: the option, the words within a text.
    Has,
    /// It is this and nothing more.
    Is,
    /// It is less.
    Less,
    /// It is less or the same.
    AtMost,
    /// It is more.
    More,
    /// It is more or the same.
    AtLeast,
    /// The link leads there.
    To,
}

/// What it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A word.
    Word(Word),
    /// From one to another, both inclusive; open where there is none, at one end at most.
    Range(Option<Word>, Option<Word>),
}

/// A word or a phrase: its pieces between the signs that stand for anything. One piece, not empty, when there is no such
/// sign; of several only the first and the last may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word(pub Vec<String>);

impl Of {
    /// How it is written.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Attribute, "attribute"), (Self::Role, "role")];

    /// How it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Op {
    /// How each is written; longer ones before those with which they begin.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::AtMost, "<="),
        (Self::AtLeast, ">="),
        (Self::To, "→"),
        (Self::To, "->"),
        (Self::Has, ":"),
        (Self::Is, "="),
        (Self::Less, "<"),
        (Self::More, ">"),
    ];

    /// How it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        let found = Self::ALL.iter().find(|(op, _)| *op == self);
        found.map_or("", |(_, sign)| sign)
    }
}

/// Words that are no text.
pub(super) const KEYWORDS: [&str; 4] = ["or", "and", "not", "unsure"];

impl Word {
    /// A word without a sign that stands for anything.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![text.into()])
    }

    /// Its text, when no sign in it stands for anything.
    #[must_use]
    pub fn as_plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [text] => Some(text),
            _ => None,
        }
    }
}

/// Whether a character ends a word that has no quotation marks around it.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')' | '"' | '“' | '„' | '«' | ':' | '=' | '<' | '>' | ',' | '→'
        )
}

/// Text as it is written in a query: in quotation marks where it must be.
#[must_use]
pub fn quoted(text: &str) -> String {
    let is_bare = !text.is_empty()
        && !text.contains(|c| ends_word(c) || matches!(c, '\\' | '*'))
        && !text.starts_with(['-', '.'])
        && !text.ends_with(['-', '.'])
        && !text.contains("..")
        && !text.contains("->")
        && !KEYWORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_bare {
        return text.to_owned();
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.as_plain() {
            return f.write_str(&quoted(text));
        }
        for (at, piece) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("*")?;
            }
            for c in piece.chars() {
                // Wherever `-` and `.` are something else, they stand beside such a sign.
                if ends_word(c) || matches!(c, '\\' | '*' | '-' | '.') {
                    f.write_str("\\")?;
                }
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Range(from, to) => {
                if let Some(from) = from {
                    write!(f, "{from}")?;
                }
                f.write_str("..")?;
                to.as_ref().map_or(Ok(()), |to| write!(f, "{to}"))
            }
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = Of::ALL.iter().find(|(of, _)| Some(*of) == self.of);
        if let Some((_, word)) = of {
            write!(f, "{word}:")?;
        }
        // Without its prefix such a name would be one.
        let is_prefix = self.of.is_none() && Of::ALL.iter().any(|(_, word)| self.name == *word);
        if is_prefix {
            return write!(f, "\"{}\"", self.name);
        }
        f.write_str(&quoted(&self.name))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(word) => write!(f, "{word}"),
            Self::Unsure => f.write_str("unsure"),
            Self::Field(key, op, values) => {
                write!(f, "{}{}", key.it, op.sign())?;
                for (at, value) in values.iter().enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    write!(f, "{comma}{}", value.it)?;
                }
                Ok(())
            }
        }
    }
}

impl Node {
    /// How closely its parts belong together: what binds less stands in brackets within what binds more.
    fn rank(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Not(_) | Self::Term(_) => 2,
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, above: u8) -> fmt::Result {
        let in_brackets = self.rank() < above;
        if in_brackets {
            f.write_str("(")?;
        }
        match self {
            Self::Term(term) => write!(f, "{}", term.it)?,
            Self::Not(node) => {
                f.write_str("-")?;
                node.write(f, 2)?;
            }
            Self::And(nodes) | Self::Or(nodes) => {
                let between = if self.rank() == 0 { " or " } else { " " };
                for (at, node) in nodes.iter().enumerate() {
                    if at > 0 {
                        f.write_str(between)?;
                    }
                    node.write(f, self.rank() + 1)?;
                }
            }
        }
        if in_brackets {
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |node| node.write(f, 0))
    }
}
