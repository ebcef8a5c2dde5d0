//! What ron says is wrong with a file, without the names of Rust's types.
//!
//! What is said often has words in every language; in English they are exactly ron's own. The rest is English always.

use ron::Error;

use crate::say;

use super::codec::WORDS;

/// The enums among them.
const ENUMS: [&str; 5] = ["Target", "Status", "Value", "Kind", "Pattern"];

/// What is wrong, without a full stop.
pub(super) fn cause(code: &Error) -> String {
    plain(code)
        .map(str::to_owned)
        .or_else(|| with_names(code))
        .unwrap_or_else(|| in_words(&code.to_string()))
}

fn plain(code: &Error) -> Option<&'static str> {
    Some(match code {
        Error::Eof => say!("ron-eof"),
        Error::ExpectedArray => say!("ron-array"),
        Error::ExpectedArrayEnd => say!("ron-array-end"),
        Error::ExpectedMap => say!("ron-map"),
        Error::ExpectedMapEnd => say!("ron-map-end"),
        Error::ExpectedStructLike => say!("ron-struct"),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => say!("ron-struct-end"),
        Error::ExpectedBoolean => say!("ron-boolean"),
        Error::ExpectedComma => say!("ron-comma"),
        Error::ExpectedMapColon => say!("ron-colon"),
        Error::ExpectedFloat => say!("ron-float"),
        Error::ExpectedInteger => say!("ron-integer"),
        Error::IntegerOutOfBounds => say!("ron-too-large"),
        Error::UnderscoreAtBeginning => say!("ron-underscore"),
        Error::ExpectedOption => say!("ron-option"),
        Error::ExpectedString => say!("ron-string"),
        Error::ExpectedStringEnd => say!("ron-string-end"),
        Error::ExpectedChar => say!("ron-char"),
        Error::ExpectedIdentifier => say!("ron-identifier"),
        Error::UnclosedBlockComment => say!("ron-comment"),
        Error::TrailingCharacters => say!("ron-trailing"),
        _ => return None,
    })
}

/// What names something; none when it is nothing of ours.
fn with_names(code: &Error) -> Option<String> {
    Some(match code {
        Error::UnexpectedChar(c) => say!("ron-unexpected", character = format!("{c:?}")),
        Error::ExpectedNamedStructLike(name) => say!("ron-struct-of", what = known(name)?),
        Error::MissingStructField { field, outer } => say!(
            "ron-field-missing",
            field = ticked(field)?,
            within = within(outer.as_deref())?,
        ),
        Error::DuplicateStructField { field, outer } => say!(
            "ron-field-twice",
            field = ticked(field)?,
            within = within(outer.as_deref())?,
        ),
        Error::NoSuchStructField {
            expected,
            found,
            outer,
        } => say!(
            "ron-field-unknown",
            field = ticked(found)?,
            within = within(outer.as_deref())?,
            expected = one_of(expected, say!("ron-no-fields"))?,
        ),
        Error::NoSuchEnumVariant {
            expected,
            found,
            outer,
        } => {
            let outer = outer.as_deref().filter(|outer| ENUMS.contains(outer))?;
            say!(
                "ron-variant-unknown",
                variant = ticked(found)?,
                what = known(outer)?,
                expected = one_of(expected, say!("ron-no-variants"))?,
            )
        }
        _ => return None,
    })
}

fn known(name: &str) -> Option<&'static str> {
    let found = WORDS.iter().find(|(known, _)| *known == name);
    found.map(|(name, _)| *name)
}

fn within(outer: Option<&str>) -> Option<String> {
    Some(match outer {
        None => String::new(),
        Some(outer) => say!("ron-within", what = known(outer)?),
    })
}

/// A name as ron writes it; none when it is no usual one.
fn ticked(name: &str) -> Option<String> {
    let is_usual = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_usual.then(|| format!("`{name}`"))
}

fn one_of(names: &[&str], none: &str) -> Option<String> {
    let names: Vec<String> = names
        .iter()
        .map(|name| ticked(name))
        .collect::<Option<_>>()?;
    Some(match names.as_slice() {
        [] => none.to_owned(),
        [one] => say!("ron-one", one = one),
        [first, last] => say!("ron-two", first = first, last = last),
        [first @ .., last] => say!("ron-several", first = first.join(", "), last = last),
    })
}

/// A message of ron without the names of Rust's types.
fn in_words(cause: &str) -> String {
    let mut words = cause.to_owned();
    for (name, word) in WORDS {
        for kind in ["struct ", "enum ", "unit struct ", "newtype struct "] {
            words = words.replace(&format!("{kind}`{name}`"), &format!("the {word}"));
            words = words.replace(&format!("{kind}{name}"), &format!("the {word}"));
        }
        for before in [" in ", " enum "] {
            let with = format!("{before}`{name}`");
            words = words.replace(&with, &format!("{before}the {word}"));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak_here};

    /// One of each kind that has words, with every name that records have.
    fn all() -> Vec<Error> {
        const SOME: [&[&str]; 4] = [
            &[],
            &["id"],
            &["id", "name"],
            &["id", "name", "open_as", "x1"],
        ];
        let mut all = vec![
            Error::Eof,
            Error::ExpectedArray,
            Error::ExpectedArrayEnd,
            Error::ExpectedMap,
            Error::ExpectedMapEnd,
            Error::ExpectedStructLike,
            Error::ExpectedStructLikeEnd,
            Error::ExpectedOptionEnd,
            Error::ExpectedBoolean,
            Error::ExpectedComma,
            Error::ExpectedMapColon,
            Error::ExpectedFloat,
            Error::ExpectedInteger,
            Error::IntegerOutOfBounds,
            Error::UnderscoreAtBeginning,
            Error::ExpectedOption,
            Error::ExpectedString,
            Error::ExpectedStringEnd,
            Error::ExpectedChar,
            Error::ExpectedIdentifier,
            Error::UnclosedBlockComment,
            Error::TrailingCharacters,
            Error::UnexpectedChar('\''),
        ];
        let outer = WORDS.map(|(name, _)| Some(name.to_owned()));
        for (outer, expected) in outer
            .into_iter()
            .chain([None])
            .zip(SOME.into_iter().cycle())
        {
            let found = "nmae".to_owned();
            all.extend([
                Error::MissingStructField {
                    field: "id",
                    outer: outer.clone(),
                },
                Error::DuplicateStructField {
                    field: "id",
                    outer: outer.clone(),
                },
                Error::NoSuchStructField {
                    expected,
                    found: found.clone(),
                    outer: outer.clone(),
                },
            ]);
            if let Some(name) = &outer {
                let name = known(name).unwrap();
                all.push(Error::ExpectedNamedStructLike(name));
                if ENUMS.contains(&name) {
                    all.push(Error::NoSuchEnumVariant {
                        expected,
                        found,
                        outer,
                    });
                }
            }
        }
        all
    }

    #[test]
    fn english_is_what_ron_says() {
        for code in all() {
            assert_eq!(cause(&code), in_words(&code.to_string()));
        }
    }

    #[test]
    fn german_is_not() {
        speak_here(Some(Language::German));
        for code in all() {
            let (said, english) = (cause(&code), in_words(&code.to_string()));
            assert!(said != english, "{said}");
            for word in ["xpected", "field", "the "] {
                assert!(!said.contains(word), "{said}");
            }
        }
        speak_here(None);
    }

    #[test]
    fn what_has_no_words_is_ron_s_own() {
        let odd = Error::NoSuchStructField {
            expected: &["id"],
            found: "a b".to_owned(),
            outer: Some("Wording".to_owned()),
        };
        let text = Error::Message("“Ä” is no identifier".to_owned());
        for code in [odd, text] {
            assert_eq!(cause(&code), in_words(&code.to_string()));
        }
    }
}
