//! What is wrong with a query, where, and what would be right.

use core::fmt;
use core::ops::Range;

use crate::say;

use super::ast::Of;

/// Something wrong at a place of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// Where in the text of the query, in bytes; empty where something is missing.
    pub at: Range<usize>,
    /// What.
    pub why: Why,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// A condition is missing at the end.
    NoCondition,
    /// A condition is missing before this sign.
    NoConditionBefore(String),
    /// A bracket closes that was never opened.
    StrayBracket,
    /// A bracket is never closed.
    OpenBracket,
    /// A quotation is never closed.
    OpenQuotation,
    /// Nothing stands between quotation marks.
    EmptyQuotation,
    /// A word is nothing but `*`.
    NothingButSigns,
    /// Brackets and negations are too deep within each other.
    TooDeep,
    /// The name of a key has a `*` in it.
    SignInName,
    /// A name is missing behind `attribute:` or `role:`.
    NoName(Of),
    /// A sign such as `:` is missing behind this name.
    NoSign(String),
    /// A value is missing for this key.
    NoValue(String),
    /// Neither end of a range is there.
    EmptyRange,
    /// A blank is missing before this character.
    NoBlank(char),
    /// There is no such key: the name, and what is like it.
    NoKey(String, Vec<String>),
    /// There is no such attribute or role.
    NoNamed(Of, String, Vec<String>),
    /// There is no such tag, annotator, status…: the key, the value, and what there is.
    NoSuch(String, String, Vec<String>),
    /// A key cannot be compared so: the key, the sign.
    NotComparable(String, &'static str),
    /// A key takes no range.
    NoRange(String),
    /// This is no number.
    NotANumber(String),
    /// This is no day, month or year.
    NotADay(String),
    /// A range ends before it begins.
    Reversed,
    /// It asks for people, and their names are hidden.
    NamesHidden,
    /// It is not known who “me” is.
    NoMe,
    /// Nothing of it is left once accents and signs that nobody sees are taken away.
    Unseen,
}

/// So many names are listed.
const LISTED: usize = 12;

impl Wrong {
    /// What is wrong, in words.
    #[must_use]
    pub fn words(&self) -> String {
        self.why.words()
    }

    /// Which character of the query it begins at, counted from 1.
    #[must_use]
    pub fn column(&self, text: &str) -> usize {
        let before = text.get(..self.at.start).unwrap_or(text);
        before.chars().count() + 1
    }
}

impl Why {
    fn words(&self) -> String {
        match self {
            Self::NoCondition => say!("filter-no-condition").to_owned(),
            Self::NoConditionBefore(sign) => {
                say!("filter-no-condition-before", sign = sign.as_str())
            }
            Self::StrayBracket => say!("filter-stray-bracket").to_owned(),
            Self::OpenBracket => say!("filter-open-bracket").to_owned(),
            Self::OpenQuotation => say!("filter-open-quotation").to_owned(),
            Self::EmptyQuotation => say!("filter-empty-quotation").to_owned(),
            Self::NothingButSigns => say!("filter-nothing-but-signs").to_owned(),
            Self::TooDeep => say!("filter-too-deep").to_owned(),
            Self::SignInName => say!("filter-sign-in-name").to_owned(),
            Self::NoName(of) => say!("filter-no-name", key = of.word()),
            Self::NoSign(name) => say!("filter-no-sign", name = name.as_str()),
            Self::NoValue(key) => say!("filter-no-value", key = key.as_str()),
            Self::EmptyRange => say!("filter-empty-range").to_owned(),
            Self::NoBlank(c) => say!("filter-no-blank", sign = c.to_string()),
            Self::NoKey(name, known) if known.is_empty() => {
                say!("filter-no-key", name = name.as_str())
            }
            Self::NoKey(name, known) => {
                say!(
                    "filter-no-key-but",
                    name = name.as_str(),
                    known = list(known)
                )
            }
            Self::NoNamed(Of::Attribute, name, known) => {
                say!(
                    "filter-no-attribute",
                    name = name.as_str(),
                    known = list(known)
                )
            }
            Self::NoNamed(Of::Role, name, known) => {
                say!("filter-no-role", name = name.as_str(), known = list(known))
            }
            Self::NoSuch(key, value, known) => say!(
                "filter-no-such",
                key = key.as_str(),
                value = value.as_str(),
                known = list(known)
            ),
            Self::NotComparable(key, sign) => {
                say!("filter-not-comparable", key = key.as_str(), sign = *sign)
            }
            Self::NoRange(key) => say!("filter-no-range", key = key.as_str()),
            Self::NotANumber(text) => say!("filter-no-number", text = text.as_str()),
            Self::NotADay(text) => say!("filter-no-day", text = text.as_str()),
            Self::Reversed => say!("filter-reversed").to_owned(),
            Self::NamesHidden => say!("filter-names-hidden").to_owned(),
            Self::NoMe => say!("filter-no-me").to_owned(),
            Self::Unseen => say!("filter-unseen").to_owned(),
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

/// Names with commas, not more than can be read.
fn list(names: &[String]) -> String {
    let mut words = names[..names.len().min(LISTED)].join(", ");
    if names.len() > LISTED {
        words.push_str(", …");
    }
    if words.is_empty() {
        return say!("filter-nothing").to_owned();
    }
    words
}
