//! What a tag asks of its annotations beyond required attributes and links.

use serde::{Deserialize, Serialize};

use crate::model::{Annotation, AttributeId, RoleId, TagId, Value};

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
            Self::Link(_) | Self::Note => None,
        }
    }

    /// Whether an annotation has it.
    #[must_use]
    pub fn is_met(&self, annotation: &Annotation) -> bool {
        match self {
            Self::Link(role) => annotation.targets(role).next().is_some(),
            Self::Value(attribute) => annotation.attributes.contains_key(attribute),
            Self::Is(condition) => condition.holds(annotation),
            Self::Note => !annotation.note.trim().is_empty(),
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
        matches!(&self.demand, Demand::Needs(needs) if needs.iter().any(is_it))
    }

    /// The tags that it names.
    #[must_use]
    pub fn tags(&self) -> &[TagId] {
        match &self.demand {
            Demand::Needs(_) => &[],
            Demand::Apart(tags) | Demand::Within(tags) => tags,
        }
    }

    /// It without a tag; nothing when it asks for nothing any more.
    #[must_use]
    pub fn without_tag(mut self, id: &TagId) -> Option<Self> {
        if let Demand::Apart(tags) | Demand::Within(tags) = &mut self.demand {
            tags.retain(|tag| tag != id);
            if tags.is_empty() {
                return None;
            }
        }
        Some(self)
    }

    /// It without a link role; nothing when it asks for nothing any more.
    #[must_use]
    pub fn without_role(mut self, id: &RoleId) -> Option<Self> {
        if let Demand::Needs(needs) = &mut self.demand {
            needs.retain(|need| !matches!(need, Need::Link(role) if role == id));
            if needs.is_empty() {
                return None;
            }
        }
        Some(self)
    }
}
