//! What a tag asks of its annotations beyond required attributes and links.

use serde::{Deserialize, Serialize};

use crate::model::{Annotation, AttributeId, RoleId, Spans, TagId, Value};
use crate::text::Text;

/// Something that is asked of every annotation with a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What is asked.
    pub demand: Demand,
    /// Of which annotations; of all with the tag when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What is told where it is broken; words are made of the demand when this is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Demand {
    /// At least one of these: “a speaker, or *unnamed*”.
    Needs(Vec<Need>),
    /// One of these, and no other: “a speaker or *unnamed*, but not both”.
    ExactlyOne(Vec<Need>),
    /// No two of these: “not both”.
    AtMostOne(Vec<Need>),
    /// All of these, or none: “*direct* if and only if it stands in quotation marks”.
    AllOrNone(Vec<Need>),
    /// To overlap no other annotation with one of these tags by the same annotator.
    Apart(Vec<TagId>),
    /// To lie within an annotation with one of these tags by the same annotator.
    Within(Vec<TagId>),
}

/// Something that an annotation can have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Need {
    /// A link with this role.
    Link(RoleId),
    /// Any value of this attribute.
    Value(AttributeId),
    /// This value of an attribute.
    Is(Condition),
    /// A note.
    Note,
    /// To begin and to end with a quotation mark.
    InQuotes,
}

/// Quotation marks of all languages, opening, closing and straight.
const QUOTATION_MARKS: [char; 20] = [
    '"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '「', '」', '『', '』',
    '《', '》',
];

/// Whether what spans cover begins and ends with a quotation mark.
fn is_in_quotes(text: &Text, spans: &Spans) -> bool {
    let (first, last) = (spans.as_slice().first(), spans.as_slice().last());
    let starts = first.is_some_and(|span| text.slice(*span).starts_with(QUOTATION_MARKS));
    let ends = last.is_some_and(|span| text.slice(*span).ends_with(QUOTATION_MARKS));
    // One mark alone does not enclose anything.
    starts && ends && spans.quotation(text).chars().nth(1).is_some()
}

impl Demand {
    /// The things that an annotation can have, of which it asks for some.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        match self {
            Self::Needs(needs)
            | Self::ExactlyOne(needs)
            | Self::AtMostOne(needs)
            | Self::AllOrNone(needs) => needs,
            Self::Apart(_) | Self::Within(_) => &[],
        }
    }

    /// The same, to be changed; none where it asks for tags.
    pub fn needs_mut(&mut self) -> Option<&mut Vec<Need>> {
        match self {
            Self::Needs(needs)
            | Self::ExactlyOne(needs)
            | Self::AtMostOne(needs)
            | Self::AllOrNone(needs) => Some(needs),
            Self::Apart(_) | Self::Within(_) => None,
        }
    }

    /// The tags that it names.
    #[must_use]
    pub fn tags(&self) -> &[TagId] {
        match self {
            Self::Apart(tags) | Self::Within(tags) => tags,
            _ => &[],
        }
    }

    /// The same, to be changed; none where it asks for things that an annotation can have.
    pub fn tags_mut(&mut self) -> Option<&mut Vec<TagId>> {
        match self {
            Self::Apart(tags) | Self::Within(tags) => Some(tags),
            _ => None,
        }
    }

    /// Whether it asks for anything: for no two things of one, for instance, it does not.
    #[must_use]
    pub fn asks(&self) -> bool {
        match self {
            Self::Needs(needs) | Self::ExactlyOne(needs) => !needs.is_empty(),
            Self::AtMostOne(needs) | Self::AllOrNone(needs) => needs.len() > 1,
            Self::Apart(tags) | Self::Within(tags) => !tags.is_empty(),
        }
    }

    /// Whether it is content with an annotation that has so many of the things that it names.
    #[must_use]
    pub fn allows(&self, count: usize) -> bool {
        !self.asks()
            || match self {
                Self::Needs(_) => count > 0,
                Self::ExactlyOne(_) => count == 1,
                Self::AtMostOne(_) => count < 2,
                Self::AllOrNone(needs) => count == 0 || count == needs.len(),
                Self::Apart(_) | Self::Within(_) => true,
            }
    }
}

/// That an attribute has a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The attribute.
    pub attribute: AttributeId,
    /// Its value; of a [`Value::Choices`] all of its options must be among the chosen.
    pub value: Value,
}

impl Condition {
    /// Whether it is so in an annotation.
    #[must_use]
    pub fn holds(&self, annotation: &Annotation) -> bool {
        match (annotation.attributes.get(&self.attribute), &self.value) {
            (Some(Value::Choices(chosen)), Value::Choices(wanted)) => {
                wanted.iter().all(|option| chosen.contains(option))
            }
            (Some(value), wanted) => value == wanted,
            (None, _) => false,
        }
    }
}

impl Need {
    /// The attribute that it is about.
    #[must_use]
    pub fn attribute(&self) -> Option<&AttributeId> {
        match self {
            Self::Value(id) => Some(id),
            Self::Is(condition) => Some(&condition.attribute),
            Self::Link(_) | Self::Note | Self::InQuotes => None,
        }
    }

    /// The same, to be changed.
    pub fn attribute_mut(&mut self) -> Option<&mut AttributeId> {
        match self {
            Self::Value(id) => Some(id),
            Self::Is(condition) => Some(&mut condition.attribute),
            Self::Link(_) | Self::Note | Self::InQuotes => None,
        }
    }

    /// Whether an annotation of a text has it.
    #[must_use]
    pub fn is_met(&self, annotation: &Annotation, text: &Text) -> bool {
        match self {
            Self::Link(role) => annotation.targets(role).next().is_some(),
            Self::Value(attribute) => annotation.attributes.contains_key(attribute),
            Self::Is(condition) => condition.holds(annotation),
            Self::Note => !annotation.note.trim().is_empty(),
            Self::InQuotes => is_in_quotes(text, &annotation.spans),
        }
    }
}

impl Rule {
    /// A rule that is asked of all annotations with its tag, in words made of the demand.
    #[must_use]
    pub fn new(demand: Demand) -> Self {
        Self {
            demand,
            when: None,
            message: String::new(),
        }
    }

    /// Whether anything is asked of an annotation with the rule's tag.
    #[must_use]
    pub fn is_for(&self, annotation: &Annotation) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(annotation))
    }

    /// Whether one of the things of which it asks for one is such.
    #[must_use]
    pub fn has(&self, is_it: &dyn Fn(&Need) -> bool) -> bool {
        matches!(&self.demand, Demand::Needs(needs) | Demand::ExactlyOne(needs) if needs.iter().any(is_it))
    }

    /// The tags that it names.
    #[must_use]
    pub fn tags(&self) -> &[TagId] {
        self.demand.tags()
    }

    /// Whether it names a link role.
    #[must_use]
    pub fn names_role(&self, id: &RoleId) -> bool {
        let mut needs = self.demand.needs().iter();
        needs.any(|need| matches!(need, Need::Link(role) if role == id))
    }

    /// It without a tag; nothing when it asks for nothing any more.
    #[must_use]
    pub fn without_tag(mut self, id: &TagId) -> Option<Self> {
        if let Some(tags) = self.demand.tags_mut().filter(|tags| tags.contains(id)) {
            tags.retain(|tag| tag != id);
            if !self.demand.asks() {
                return None;
            }
        }
        Some(self)
    }

    /// It without a link role; nothing when it asks for nothing any more.
    #[must_use]
    pub fn without_role(mut self, id: &RoleId) -> Option<Self> {
        if self.names_role(id)
            && let Some(needs) = self.demand.needs_mut()
        {
            needs.retain(|need| !matches!(need, Need::Link(role) if role == id));
            if !self.demand.asks() {
                return None;
            }
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn demands_count_what_an_annotation_has() {
        let two = || vec![Need::Note, Need::InQuotes];
        let allowed = |demand: &Demand| [0, 1, 2].map(|count| demand.allows(count));
        assert_eq!(allowed(&Demand::Needs(two())), [false, true, true]);
        assert_eq!(allowed(&Demand::ExactlyOne(two())), [false, true, false]);
        assert_eq!(allowed(&Demand::AtMostOne(two())), [true, true, false]);
        assert_eq!(allowed(&Demand::AllOrNone(two())), [true, false, true]);
        let one = Demand::AllOrNone(vec![Need::Note]);
        assert!(!one.asks(), "all or none of one thing is always so");
        assert_eq!(allowed(&one), [true; 3]);
        assert_eq!(allowed(&Demand::Needs(Vec::new())), [true; 3]);
    }

    #[test]
    fn what_stands_in_quotation_marks_begins_and_ends_with_one() {
        let text = Text::new("“So,” he said, “it is.” Or 'so' or » so « “");
        let find = |part: &str| {
            let at = text.as_str().find(part).unwrap();
            Span::of(at..at + part.len())
        };
        let of = |spans: Vec<Span>| is_in_quotes(&text, &Spans::new(spans).unwrap());
        assert!(of(vec![find("“So,”")]));
        assert!(!of(vec![find("“So,")]));
        assert!(of(vec![find("'so'")]));
        assert!(of(vec![find("» so «")]));
        assert!(of(vec![find("“So,”"), find("“it is.”")]), "interrupted");
        assert!(!of(vec![find("“So,”"), find("it is.”"), find("Or")]));
        assert!(!of(vec![find("“")]), "one mark encloses nothing");
    }
}
