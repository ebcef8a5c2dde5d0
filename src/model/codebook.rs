//! The codebook: tags, attributes, link roles, entity types.

use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::say;

use super::{Annotation, AttributeId, EntityTypeId, Link, RoleId, TagId, Value};

mod example;
mod item;
mod kind;
mod look;
mod rule;
mod succession;
mod tree;
mod twins;

pub use example::{Example, Source};
pub use item::Item;
pub use kind::read_limit;
pub use rule::{Condition, Demand, Need, Rule};
pub(in crate::model) use succession::follow_values;
pub use succession::{Former, Heir};
pub use tree::Branch;
pub use twins::Twin;

/// The rules of a project: what can be marked, with which fields and links.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Codebook {
    /// Kinds of annotation, in the order in which they are shown.
    pub tags: Vec<Tag>,
    /// Kinds of link, in the order in which they are shown.
    pub roles: Vec<Role>,
    /// Fields of the article as a whole.
    pub article_attributes: Vec<Attribute>,
    /// Kinds of entity in the register.
    pub entity_types: Vec<EntityType>,
}

/// A kind of annotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Its stable name in files.
    pub id: TagId,
    /// Its name on screen.
    pub name: String,
    /// Its colour on a light background; themes adapt it.
    pub color: Color,
    /// What tells it from others beside the colour.
    #[serde(default)]
    pub pattern: Pattern,
    /// The key that applies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// What it means, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Passages that get the tag.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// Passages that look like it and do not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counterexamples: Vec<Example>,
    /// Its fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// What is asked of its annotations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The tag under which it stands in the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TagId>,
    /// Whether it only groups others: nothing is marked with it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub group: bool,
    /// Whether it is kept for what was marked with it, and offered no more.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub retired: bool,
    /// What took its place when it is retired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heir: Option<Heir>,
    /// The wordings that its definition had, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
}

/// A typed field of a tag, of an entity type or of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Its stable name in files, unique beside its fellows.
    pub id: AttributeId,
    /// Its name on screen.
    pub name: String,
    /// What it can hold.
    pub kind: Kind,
    /// The value that a new annotation starts with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Whether an annotation without it counts as incomplete.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub required: bool,
    /// What it asks, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// The options that have another name now, by the old one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub renamed: BTreeMap<String, String>,
    /// The attributes that were merged into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<AttributeId>,
}

/// What an attribute can hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// Exactly one of these options.
    Choice(Vec<String>),
    /// Any of these options.
    Choices(Vec<String>),
    /// An entity of one of these types; of any type when the list is empty.
    Entity(Vec<EntityTypeId>),
    /// Free text.
    Text,
    /// A number within these limits, both inclusive.
    Number {
        /// The smallest, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<f64>,
        /// The largest, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<f64>,
    },
    /// Yes or no.
    Flag,
}

/// A kind of link, from one annotation to another or to an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its stable name in files.
    pub id: RoleId,
    /// Its name in lists.
    pub name: String,
    /// How it reads between its ends: “said by”.
    pub label: String,
    /// Other words between its ends, by what is chosen in the annotation that it starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
    /// The key that starts a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// What it means, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Tags that it may start from.
    pub from: Vec<TagId>,
    /// What it may point to.
    pub to: Vec<Allowed>,
    /// Whether an annotation may have several.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub many: bool,
    /// Whether an annotation without it counts as incomplete.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub required: bool,
}

/// How a link reads by what is chosen in a field of the annotation that it starts from: “for the plan”, “against the
/// plan”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The field, one of a single choice.
    pub by: AttributeId,
    /// The words for an option; an option without any reads as the role's label.
    pub labels: BTreeMap<String, String>,
}

/// What a link role may point to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Allowed {
    /// An annotation with this tag.
    Tag(TagId),
    /// An entity of this type.
    Entity(EntityTypeId),
}

/// A kind of entity in the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityType {
    /// Its stable name in files.
    pub id: EntityTypeId,
    /// Its name on screen.
    pub name: String,
    /// Its fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
}

/// What tells the marks of a tag from those of another for people who do not see the colours: the line under the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pattern {
    /// A plain line.
    #[default]
    Solid,
    /// Two thin lines.
    Double,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// A wave.
    Wavy,
}

impl Pattern {
    /// All patterns.
    pub const ALL: [Self; 5] = [
        Self::Solid,
        Self::Double,
        Self::Dashed,
        Self::Dotted,
        Self::Wavy,
    ];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => say!("pattern-solid"),
            Self::Double => say!("pattern-double"),
            Self::Dashed => say!("pattern-dashed"),
            Self::Dotted => say!("pattern-dotted"),
            Self::Wavy => say!("pattern-wavy"),
        }
    }
}

/// A colour, written `#rrggbb` in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(pub [u8; 3]);

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Color {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || say!("color-wrong", text = text);
        let digits = text.strip_prefix('#').ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.is_ascii() {
            return Err(wrong());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl TryFrom<String> for Color {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.to_string()
    }
}

impl Kind {
    /// The options that it offers; none unless it is a choice.
    #[must_use]
    pub fn options(&self) -> &[String] {
        match self {
            Self::Choice(options) | Self::Choices(options) => options,
            Self::Entity(_) | Self::Text | Self::Number { .. } | Self::Flag => &[],
        }
    }
}

impl Codebook {
    /// The tag with this id.
    #[must_use]
    pub fn tag(&self, id: &TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == *id)
    }

    /// The name of a tag on screen; its id when the codebook does not know it.
    #[must_use]
    pub fn tag_name<'a>(&'a self, id: &'a TagId) -> &'a str {
        self.tag(id).map_or(id.as_str(), |tag| &tag.name)
    }

    /// The link role with this id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// How a link of this annotation reads between its ends; its role's id when the codebook does not know it.
    #[must_use]
    pub fn link_label<'a>(&'a self, from: &Annotation, link: &'a Link) -> &'a str {
        self.role(&link.role)
            .map_or(link.role.as_str(), |role| role.label_from(from))
    }

    /// The entity type with this id.
    #[must_use]
    pub fn entity_type(&self, id: &EntityTypeId) -> Option<&EntityType> {
        self.entity_types.iter().find(|kind| kind.id == *id)
    }

    /// The roles that a link from this tag may have, in the order of the codebook.
    pub fn roles_from(&self, tag: &TagId) -> impl Iterator<Item = &Role> {
        self.roles
            .iter()
            .filter(move |role| role.from.contains(tag))
    }
}

impl Tag {
    /// A tag that nothing is said of.
    #[must_use]
    pub fn new(id: TagId, name: impl Into<String>, color: Color) -> Self {
        Self {
            id,
            name: name.into(),
            color,
            pattern: Pattern::default(),
            key: None,
            definition: String::new(),
            examples: Vec::new(),
            counterexamples: Vec::new(),
            attributes: Vec::new(),
            rules: Vec::new(),
            parent: None,
            group: false,
            retired: false,
            heir: None,
            former: Vec::new(),
        }
    }

    /// The attribute with this id.
    #[must_use]
    pub fn attribute(&self, id: &AttributeId) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.id == *id)
    }
}

impl Role {
    /// How a link of this role reads that starts from this annotation.
    #[must_use]
    pub fn label_from(&self, annotation: &Annotation) -> &str {
        let words = self.wording.as_ref().and_then(|wording| {
            match annotation.attributes.get(&wording.by) {
                Some(Value::Choice(option)) => wording.labels.get(option),
                _ => None,
            }
        });
        words.unwrap_or(&self.label)
    }

    /// Whether the role may point to an annotation with this tag.
    #[must_use]
    pub fn allows_tag(&self, tag: &TagId) -> bool {
        self.to
            .iter()
            .any(|allowed| matches!(allowed, Allowed::Tag(id) if id == tag))
    }

    /// Whether the role may point to an entity of this type.
    #[must_use]
    pub fn allows_entity(&self, kind: &EntityTypeId) -> bool {
        self.to
            .iter()
            .any(|allowed| matches!(allowed, Allowed::Entity(id) if id == kind))
    }

    /// The entity types that the role may point to.
    pub fn entity_types(&self) -> impl Iterator<Item = &EntityTypeId> {
        self.to.iter().filter_map(|allowed| match allowed {
            Allowed::Entity(id) => Some(id),
            Allowed::Tag(_) => None,
        })
    }
}

impl Attribute {
    /// An attribute that nobody must fill in.
    #[must_use]
    pub fn new(id: AttributeId, name: impl Into<String>, kind: Kind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            default: None,
            required: false,
            definition: String::new(),
            renamed: BTreeMap::new(),
            was: Vec::new(),
        }
    }

    /// Reads a value of this attribute as a person types it.
    ///
    /// # Errors
    /// A sentence that says what the attribute takes, when the text is none of it.
    pub fn parse(&self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        match &self.kind {
            Kind::Choice(options) => find_option(options, text)
                .map(Value::Choice)
                .ok_or_else(|| self.refuse(text, &options.join(", "))),
            Kind::Choices(options) => {
                let mut chosen = text
                    .split(';')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .map(|part| {
                        find_option(options, part)
                            .ok_or_else(|| self.refuse(part, &options.join("; ")))
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                chosen.sort_by_key(|choice| options.iter().position(|option| option == choice));
                chosen.dedup();
                Ok(Value::Choices(chosen))
            }
            Kind::Entity(_) => super::EntityId::new(text)
                .map(Value::Entity)
                .map_err(|_| self.refuse(text, say!("field-takes-entity"))),
            Kind::Text => Ok(Value::Text(text.to_owned())),
            Kind::Number { min, max } => parse_number(text)
                .filter(|number| {
                    number.is_finite()
                        && min.is_none_or(|min| *number >= min)
                        && max.is_none_or(|max| *number <= max)
                })
                .map(Value::Number)
                .ok_or_else(|| self.refuse(text, &describe_limits(*min, *max))),
            Kind::Flag => match text.to_lowercase().as_str() {
                "yes" | "true" | "1" => Ok(Value::Flag(true)),
                "no" | "false" | "0" => Ok(Value::Flag(false)),
                typed if typed == say!("value-yes") => Ok(Value::Flag(true)),
                typed if typed == say!("value-no") => Ok(Value::Flag(false)),
                _ => Err(self.refuse(text, say!("field-takes-flag"))),
            },
        }
    }

    /// Whether a value is of this attribute's kind and within its options or limits.
    #[must_use]
    pub fn accepts(&self, value: &Value) -> bool {
        match (&self.kind, value) {
            (Kind::Choice(options), Value::Choice(choice)) => options.contains(choice),
            (Kind::Choices(options), Value::Choices(choices)) => {
                choices.iter().all(|choice| options.contains(choice))
            }
            (Kind::Number { min, max }, Value::Number(number)) => {
                min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max)
            }
            (Kind::Entity(_), Value::Entity(_))
            | (Kind::Text, Value::Text(_))
            | (Kind::Flag, Value::Flag(_)) => true,
            _ => false,
        }
    }

    fn refuse(&self, text: &str, takes: &str) -> String {
        say!(
            "field-takes",
            field = &self.name,
            takes = takes,
            text = text
        )
    }
}

fn find_option(options: &[String], text: &str) -> Option<String> {
    options
        .iter()
        .find(|option| option.to_lowercase() == text.to_lowercase())
        .cloned()
}

/// A number with a point or a decimal comma. A comma before exactly three digits may mean thousands, so it is refused.
fn parse_number(text: &str) -> Option<f64> {
    match text.split_once(',') {
        None => text.parse().ok(),
        Some((_, behind)) if behind.len() == 3 && behind.bytes().all(|b| b.is_ascii_digit()) => {
            None
        }
        Some((before, behind)) => format!("{before}.{behind}").parse().ok(),
    }
}

fn describe_limits(min: Option<f64>, max: Option<f64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => {
            let (min, max) = (min.to_string(), max.to_string());
            say!("field-takes-number-between", min = min, max = max)
        }
        (Some(min), None) => say!("field-takes-number-from", min = min.to_string()),
        (None, Some(max)) => say!("field-takes-number-to", max = max.to_string()),
        (None, None) => say!("field-takes-number").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(kind: Kind) -> Attribute {
        Attribute {
            id: AttributeId::new("x").unwrap(),
            name: "X".to_owned(),
            kind,
            default: None,
            required: false,
            definition: String::new(),
            renamed: BTreeMap::new(),
            was: Vec::new(),
        }
    }

    #[test]
    fn typed_values_are_read_or_refused_with_what_is_allowed() {
        let choice = attribute(Kind::Choice(vec!["direct".into(), "mixed".into()]));
        assert_eq!(choice.parse("Direct"), Ok(Value::Choice("direct".into())));
        assert_eq!(
            choice.parse("indirect"),
            Err("X takes direct, mixed, not “indirect”".to_owned())
        );
        let number = attribute(Kind::Number {
            min: Some(0.0),
            max: Some(1.0),
        });
        assert_eq!(number.parse("0,5"), Ok(Value::Number(0.5)));
        assert_eq!(
            number.parse("2"),
            Err("X takes a number from 0 to 1, not “2”".to_owned())
        );
        assert!(number.parse("NaN").is_err());
        let any = attribute(Kind::Number {
            min: None,
            max: None,
        });
        assert!(any.parse("1,000").is_err(), "a thousand or one?");
        assert_eq!(any.parse("12,5"), Ok(Value::Number(12.5)));
        let sides = attribute(Kind::Choices(vec![
            "for, with conditions".into(),
            "against".into(),
        ]));
        assert_eq!(
            sides.parse("against; for, with conditions"),
            Ok(Value::Choices(vec![
                "for, with conditions".into(),
                "against".into()
            ]))
        );
        assert_eq!(attribute(Kind::Flag).parse("yes"), Ok(Value::Flag(true)));
    }

    #[test]
    fn a_link_reads_as_what_is_chosen_where_it_starts() {
        use crate::model::random::{annotation, author};
        let role = Role {
            id: RoleId::new("target").unwrap(),
            name: "Target".into(),
            label: "toward".into(),
            wording: Some(Wording {
                by: AttributeId::new("stance").unwrap(),
                labels: [("against".into(), "against".into())].into(),
            }),
            key: None,
            definition: String::new(),
            from: Vec::new(),
            to: Vec::new(),
            many: true,
            required: false,
        };
        let spans = crate::model::Spans::one(crate::text::Span::of(0..3)).unwrap();
        let mut from = Annotation::clone(&annotation("s", "stance", spans, author(0).at));
        from.attributes.clear();
        assert_eq!(role.label_from(&from), "toward");
        let mut label = |value: Value| {
            from.attributes
                .insert(AttributeId::new("stance").unwrap(), value);
            role.label_from(&from).to_owned()
        };
        assert_eq!(label(Value::Choice("against".into())), "against");
        assert_eq!(label(Value::Choice("none".into())), "toward");
        assert_eq!(label(Value::Text("against".into())), "toward");
    }

    #[test]
    fn colours_are_read_and_written_as_hex() {
        assert_eq!("#1f77b4".parse(), Ok(Color([0x1f, 0x77, 0xb4])));
        assert_eq!(Color([1, 2, 255]).to_string(), "#0102ff");
        assert!("1f77b4".parse::<Color>().is_err());
        assert!("#1f77bé".parse::<Color>().is_err());
    }
}
