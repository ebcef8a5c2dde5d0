//! Identifiers: short, stable, and safe as file names.

use core::borrow::Borrow;
use core::fmt;
use core::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

use crate::say;

/// Longest identifier, in bytes: short enough for every file system with room for an ending.
const LONGEST: usize = 64;

/// Characters of generated identifiers: digits and lower-case letters without those that look alike.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// So many of them make a generated identifier.
const LETTERS: usize = 12;

/// A string that is no identifier: it is empty, longer than 64 bytes, or has more than `a-z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", say!("id-wrong", id = .0))]
pub struct InvalidId(pub String);

fn validate(id: &str) -> Result<(), InvalidId> {
    let plain = id
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain && !id.is_empty() && id.len() <= LONGEST && !id.starts_with('-') && !id.ends_with('-')
    {
        Ok(())
    } else {
        Err(InvalidId(id.chars().take(80).collect()))
    }
}

/// As [`validate`], for what is also the name of a file or a folder.
fn validate_name(id: &str) -> Result<(), InvalidId> {
    if is_device(id) {
        return Err(InvalidId(id.to_owned()));
    }
    validate(id)
}

/// Whether Windows takes a file of this name for a device, whatever its ending.
fn is_device(id: &str) -> bool {
    let numbered = |prefix| {
        id.strip_prefix(prefix)
            .is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

pub(super) fn random(length: usize) -> SmolStr {
    (0..length)
        .map(|_| char::from(ALPHABET[fastrand::usize(..ALPHABET.len())]))
        .collect()
}

/// A readable identifier made of a name: lower case, other characters turned into `-`; `None` when nothing is left.
fn slug(name: &str) -> Option<SmolStr> {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() >= 40 {
            break;
        }
    }
    let id = id.trim_matches('-');
    if is_device(id) {
        return Some(smol_str::format_smolstr!("{id}-x"));
    }
    (!id.is_empty()).then(|| id.into())
}

/// Reads an identifier without a string of its own on the way: files hold millions.
struct IdVisitor<I>(fn(&str) -> Result<I, InvalidId>);

impl<I> Visitor<'_> for IdVisitor<I> {
    type Value = I;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an identifier")
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<I, E> {
        self.0(id).map_err(E::custom)
    }
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        identifier!($(#[$doc])* $name, validate);
    };
    ($(#[$doc:meta])* $name:ident, $validate:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// Takes a string that is an identifier already.
            ///
            /// # Errors
            /// [`InvalidId`] when it is none.
            pub fn new(id: &str) -> Result<Self, InvalidId> {
                $validate(id)?;
                Ok(Self(id.into()))
            }

            /// A new random identifier of twelve characters (60 bits).
            #[must_use]
            pub fn fresh() -> Self {
                Self(random(LETTERS))
            }

            /// An identifier that reads like the name and is not yet `taken`.
            #[must_use]
            pub fn from_name(name: &str, taken: impl Fn(&Self) -> bool) -> Self {
                let Some(base) = slug(name) else {
                    return Self::fresh();
                };
                let first = Self(base.clone());
                if !taken(&first) {
                    return first;
                }
                (2..u32::MAX)
                    .map(|number| Self(smol_str::format_smolstr!("{base}-{number}")))
                    .find(|id| !taken(id))
                    .unwrap_or(first)
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(id: &str) -> Result<Self, InvalidId> {
                Self::new(id)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(id: String) -> Result<Self, InvalidId> {
                Self::new(&id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(IdVisitor(Self::new))
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

identifier!(
    /// Names an annotation within its project.
    AnnotationId
);
identifier!(
    /// Names an annotator; also the name of the annotator's folder.
    AnnotatorId,
    validate_name
);
identifier!(
    /// Names an article; also the name of its files.
    ArticleId,
    validate_name
);
identifier!(
    /// Names an attribute within its tag, its entity type or the article attributes.
    AttributeId
);
identifier!(
    /// Names a comment within its review.
    CommentId
);
identifier!(
    /// Names a decision within its review.
    DecisionId
);
identifier!(
    /// Names an entity of the register.
    EntityId
);
identifier!(
    /// Names a kind of entity, such as `person`.
    EntityTypeId
);
identifier!(
    /// Names a highlighter of the project.
    HighlighterId
);
identifier!(
    /// Names a reason for decisions.
    ReasonId
);
identifier!(
    /// Names a link role of the codebook.
    RoleId
);
identifier!(
    /// Names a round of annotating.
    RoundId
);
identifier!(
    /// Names a tag of the codebook.
    TagId
);

fn of_hash(hash: &[u8; 32]) -> SmolStr {
    let letters = hash[..LETTERS].iter();
    letters
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

impl AnnotationId {
    /// An identifier of twelve characters that is made of a hash: the same wherever the same was hashed.
    #[must_use]
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        Self(of_hash(hash))
    }
}

impl DecisionId {
    /// An identifier of twelve characters that is made of a hash: the same wherever the same was hashed.
    #[must_use]
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        Self(of_hash(hash))
    }
}

impl AnnotationId {
    /// One of twelve characters of [`ALPHABET`], as the program makes them, as 60 bits.
    pub(super) fn to_number(&self) -> Option<[u8; 8]> {
        let letters: &[u8; LETTERS] = self.0.as_bytes().try_into().ok()?;
        let mut number: u64 = 0;
        for letter in letters {
            let value = ALPHABET.iter().position(|known| known == letter)?;
            number = number << 5 | value as u64;
        }
        Some(number.to_le_bytes())
    }

    /// The identifier of such a number; bits beyond the 60 count for nothing.
    pub(super) fn of_number(number: [u8; 8]) -> Self {
        let number = u64::from_le_bytes(number);
        let letters = (0..LETTERS).rev().map(|place| {
            let value = number >> (5 * place) & 31;
            char::from(ALPHABET[value as usize])
        });
        Self(letters.collect())
    }
}

impl AnnotatorId {
    /// An identifier before all others, for ranges of maps; no valid one.
    pub(super) const fn lowest() -> Self {
        Self(SmolStr::new_static(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_never_becomes_an_identifier_as_it_is() {
        for bad in [
            "",
            "a/b",
            "..",
            "A",
            "é",
            "a b",
            "-a",
            "a-",
            &"x".repeat(65),
        ] {
            assert!(TagId::new(bad).is_err(), "{bad:?}");
        }
        assert_eq!(TagId::new("claim-2").unwrap().as_str(), "claim-2");
    }

    #[test]
    fn names_become_readable_identifiers() {
        let free = |_: &TagId| false;
        assert_eq!(
            TagId::from_name("Major claim!", free).as_str(),
            "major-claim"
        );
        let taken = |id: &TagId| id.as_str() == "claim" || id.as_str() == "claim-2";
        assert_eq!(TagId::from_name("Claim", taken).as_str(), "claim-3");
        assert_eq!(TagId::from_name("主張", free).as_str().len(), 12);
    }

    #[test]
    fn generated_identifiers_are_numbers_and_others_are_not() {
        for id in ["000000000000", "zzzzzzzzzzzz", "0123456789ab"] {
            let id = AnnotationId::new(id).unwrap();
            assert_eq!(AnnotationId::of_number(id.to_number().unwrap()), id);
        }
        // An i is not among the letters.
        for id in ["0123456789ai", "01234567-9ab", "m1", "0123456789abc"] {
            assert_eq!(AnnotationId::new(id).unwrap().to_number(), None);
        }
    }

    #[test]
    fn fresh_identifiers_are_valid_and_differ() {
        let (one, other) = (AnnotationId::fresh(), AnnotationId::fresh());
        assert_ne!(one, other);
        assert!(AnnotationId::new(one.as_str()).is_ok());
    }
}
