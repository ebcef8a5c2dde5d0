//! What two versions of a part of the codebook say differently, field by field: whoever is to choose between them has to see both.
//! What the history tells of them, it tells shorter.

use crate::model::{Attribute, Change, Highlighter, Placed, Role, Tag};
use crate::say;

use super::shortened;

/// The longest text of a version, in characters.
const LONGEST: usize = 240;

/// A field by its name on screen, and what it says.
type Fact = (&'static str, String);

/// A line for each field that says something else, from what to what, beside the name.
pub(super) fn facts(from: &Change, to: &Change) -> Vec<String> {
    let (from, to) = match (from, to) {
        (Change::Tag(_, from), Change::Tag(_, to)) => both(from.as_ref(), to.as_ref(), of_tag),
        (Change::Role(_, from), Change::Role(_, to)) => both(from.as_ref(), to.as_ref(), of_role),
        (Change::ArticleAttribute(_, from), Change::ArticleAttribute(_, to)) => {
            both(from.as_ref(), to.as_ref(), of_attribute)
        }
        (Change::Highlighter(_, from), Change::Highlighter(_, to)) => {
            both(from.as_ref(), to.as_ref(), of_highlighter)
        }
        _ => return Vec::new(),
    };
    let pairs = from.into_iter().zip(to);
    let differing = pairs.filter(|((_, was), (_, is))| was != is);
    differing
        .map(|((name, was), (_, is))| format!("{name}: {} → {}", shown(&was), shown(&is)))
        .collect()
}

/// The facts of both, in the same order; none where one is not there.
fn both<T>(
    from: Option<&Placed<T>>,
    to: Option<&Placed<T>>,
    facts: impl Fn(&T) -> Vec<Fact>,
) -> (Vec<Fact>, Vec<Fact>) {
    match (from, to) {
        (Some(from), Some(to)) => (facts(&from.value), facts(&to.value)),
        _ => (Vec::new(), Vec::new()),
    }
}

fn of_tag(tag: &Tag) -> Vec<Fact> {
    let parent = tag.parent.as_ref().map(ToString::to_string);
    vec![
        (say!("merge-field-colour"), tag.color.to_string()),
        (say!("merge-field-pattern"), tag.pattern.name().to_owned()),
        (say!("merge-field-key"), key(tag.key)),
        (say!("merge-field-definition"), tag.definition.clone()),
        (say!("merge-field-group"), parent.unwrap_or_default()),
        (say!("merge-field-retired"), yes(tag.retired)),
    ]
}

fn of_role(role: &Role) -> Vec<Fact> {
    vec![
        (say!("merge-field-label"), role.label.clone()),
        (say!("merge-field-key"), key(role.key)),
        (say!("merge-field-definition"), role.definition.clone()),
        (say!("merge-field-many"), yes(role.many)),
        (say!("merge-field-required"), yes(role.required)),
    ]
}

fn of_attribute(attribute: &Attribute) -> Vec<Fact> {
    vec![
        (say!("merge-field-definition"), attribute.definition.clone()),
        (say!("merge-field-required"), yes(attribute.required)),
    ]
}

fn of_highlighter(highlighter: &Highlighter) -> Vec<Fact> {
    vec![
        (say!("merge-field-colour"), highlighter.color.to_string()),
        (say!("merge-field-shown"), yes(!highlighter.off)),
        (say!("merge-field-capitals"), yes(highlighter.match_case)),
        (say!("merge-field-accents"), yes(highlighter.match_accents)),
        (
            say!("merge-field-whole-words"),
            yes(highlighter.whole_words),
        ),
    ]
}

fn key(key: Option<char>) -> String {
    key.map(String::from).unwrap_or_default()
}

fn yes(is_so: bool) -> String {
    let words = if is_so {
        say!("fact-yes")
    } else {
        say!("fact-no")
    };
    words.to_owned()
}

/// A text on one line, or that there is none.
fn shown(text: &str) -> String {
    match text {
        "" => "–".to_owned(),
        text => shortened(text, LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Color, TagId};

    #[test]
    fn each_field_that_differs_is_told_with_both_versions() {
        let here = Tag::new(TagId::new("claim").unwrap(), "Claim", Color([1, 2, 3]));
        let there = Tag {
            key: Some('k'),
            color: Color([10, 20, 255]),
            definition: "What is\nasserted.".to_owned(),
            ..here.clone()
        };
        let slot = |value: &Tag| {
            let value = value.clone();
            Change::Tag(value.id.clone(), Some(Placed { at: 0, value }))
        };
        assert_eq!(
            facts(&slot(&here), &slot(&there)),
            [
                "colour: #010203 → #0a14ff",
                "key: – → k",
                "definition: – → What is asserted."
            ]
        );
        assert_eq!(facts(&slot(&here), &slot(&here)), [""; 0]);
        let gone = Change::Tag(here.id.clone(), None);
        assert_eq!(facts(&slot(&here), &gone), [""; 0]);
    }
}
