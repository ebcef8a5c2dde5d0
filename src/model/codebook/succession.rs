//! What became of tags, attributes and values that are not used any more.
//!
//! Annotators write only their own layers, so a merge of two tags cannot reach into those of colleagues. The codebook keeps
//! what became of what; each annotator's own annotations follow it when that person says so, and nothing is lost meanwhile.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Annotation, AnnotatorId, AttributeId, TagId, Value, Values};

use super::{Attribute, Codebook, Kind, Tag};

/// The tag that took the place of a retired one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Heir {
    /// This one: the two were merged.
    Tag(TagId),
    /// One by the option that is chosen in an attribute: the tag was split. Without a choice the old tag stays.
    ByChoice(AttributeId, BTreeMap<String, TagId>),
}

/// A wording that a definition once had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// When another one took its place.
    pub until: Timestamp,
    /// Who changed it.
    pub by: AnnotatorId,
    /// The old wording.
    pub definition: String,
}

/// Longest way from a tag to the one in force: longer ones go in a circle.
const STEPS: usize = 64;

impl Codebook {
    /// The tag that an annotation has when it follows what became of its tag.
    #[must_use]
    pub fn tag_in_force<'a>(&'a self, annotation: &'a Annotation) -> &'a TagId {
        let mut found = &annotation.tag;
        for _ in 0..STEPS {
            let heir = self.tag(found).filter(|tag| tag.retired);
            let next = match heir.and_then(|tag| tag.heir.as_ref()) {
                None => None,
                Some(Heir::Tag(id)) => Some(id),
                Some(Heir::ByChoice(by, tags)) => match annotation.attributes.get(by) {
                    Some(Value::Choice(option)) => tags.get(option),
                    _ => None,
                },
            };
            match next.filter(|id| self.tag(id).is_some()) {
                None => return found,
                Some(next) => found = next,
            }
        }
        &annotation.tag
    }

    /// The annotation as it is when it follows what became of its tag, its attributes and their values; nothing when it
    /// does already. What would lose something stays as it is.
    #[must_use]
    pub fn followed(&self, annotation: &Annotation) -> Option<Annotation> {
        if self.tag(&annotation.tag)?.is_current(annotation) {
            return None;
        }
        let id = self.tag_in_force(annotation);
        let fields = &self.tag(id)?.attributes;
        let mut values = annotation.attributes.clone();
        if let Some(Heir::ByChoice(by, _)) =
            self.tag(&annotation.tag).and_then(|tag| tag.heir.as_ref())
            && *id != annotation.tag
            && !fields.iter().any(|field| field.id == *by)
        {
            // What it says is the tag now.
            values.remove(by);
        }
        follow_values(fields, &mut values);
        (*id != annotation.tag || values != annotation.attributes).then(|| Annotation {
            tag: id.clone(),
            attributes: values,
            ..annotation.clone()
        })
    }
}

impl Tag {
    /// Whether an annotation with this tag has nothing to follow: the tag has no heir, and all values fit.
    #[must_use]
    pub fn is_current(&self, annotation: &Annotation) -> bool {
        let fits = |(id, value): (&AttributeId, &Value)| {
            let field = self.attribute(id);
            field.is_some_and(|field| field.accepts(value))
        };
        !(self.retired && self.heir.is_some()) && annotation.attributes.iter().all(fits)
    }

    /// When its definition got the wording that it has; nothing while it has its first one.
    #[must_use]
    pub fn worded(&self) -> Option<Timestamp> {
        self.former.iter().map(|former| former.until).max()
    }
}

/// Puts values under the attributes that took the place of theirs, and in today's words.
pub(in crate::model) fn follow_values(fields: &[Attribute], values: &mut Values) {
    for field in fields {
        for old in &field.was {
            let is_free = !fields.iter().any(|field| field.id == *old);
            let Some(value) = values.get(old).filter(|_| is_free).cloned() else {
                continue;
            };
            match values.get(&field.id) {
                Some(known) if *known != value => {}
                _ => {
                    values.remove(old);
                    values.insert(field.id.clone(), value);
                }
            }
        }
        if let Some(value) = values.get_mut(&field.id)
            && let Some(now) = field.followed(value)
        {
            *value = now;
        }
    }
}

impl Attribute {
    /// A value that does not fit in the words of today: a renamed option by its new name, a value of another kind as it
    /// reads. Nothing when it fits, or when nothing fits it.
    #[must_use]
    pub fn followed(&self, value: &Value) -> Option<Value> {
        if self.accepts(value) {
            return None;
        }
        let renamed = |option: &String| {
            let mut option = option;
            for _ in 0..STEPS {
                match self.renamed.get(option) {
                    Some(next) => option = next,
                    None => break,
                }
            }
            option.clone()
        };
        let now = match (value, &self.kind) {
            (Value::Choice(option), Kind::Choice(_)) => Value::Choice(renamed(option)),
            (Value::Choice(option), Kind::Choices(_)) => Value::Choices(vec![renamed(option)]),
            (Value::Choices(chosen), Kind::Choices(options)) => {
                let mut chosen: Vec<String> = chosen
                    .iter()
                    .map(|option| {
                        if options.contains(option) {
                            option.clone()
                        } else {
                            renamed(option)
                        }
                    })
                    .collect();
                chosen.sort_by_key(|choice| options.iter().position(|option| option == choice));
                chosen.dedup();
                Value::Choices(chosen)
            }
            (Value::Choices(chosen), Kind::Choice(_)) if chosen.len() == 1 => {
                Value::Choice(renamed(&chosen[0]))
            }
            // An entity's id is nothing that people wrote, and no words are an entity.
            (Value::Entity(_), _) | (_, Kind::Entity(_)) => return None,
            (Value::Choice(option), _) => self.parse(&renamed(option)).ok()?,
            _ => self.parse(&value.to_plain()).ok()?,
        };
        self.accepts(&now).then_some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spans;
    use crate::model::random::{annotation, author, tag};
    use crate::text::Span;

    fn field(id: &str, kind: Kind) -> Attribute {
        Attribute::new(AttributeId::new(id).unwrap(), id, kind)
    }

    fn choice(options: &[&str]) -> Kind {
        Kind::Choice(options.iter().map(|&option| option.to_owned()).collect())
    }

    fn mark(tag: &str, values: &[(&str, Value)]) -> Annotation {
        let spans = Spans::one(Span::of(0..1)).unwrap();
        let mut mark = Annotation::clone(&annotation("m1", tag, spans, author(0).at));
        let values = values.iter().cloned();
        mark.attributes = values
            .map(|(id, value)| (AttributeId::new(id).unwrap(), value))
            .collect();
        mark
    }

    fn chosen(option: &str) -> Value {
        Value::Choice(option.to_owned())
    }

    #[test]
    fn a_merged_tag_is_followed_however_far_and_never_in_a_circle() {
        let id = |id: &str| TagId::new(id).unwrap();
        let mut book = Codebook {
            tags: ["one", "two", "three"].map(|id| tag(id, None)).into(),
            ..Codebook::default()
        };
        for (at, to) in [(0, "two"), (1, "three")] {
            book.tags[at].retired = true;
            book.tags[at].heir = Some(Heir::Tag(id(to)));
        }
        assert_eq!(*book.tag_in_force(&mark("one", &[])), id("three"));
        book.tags[2].retired = true;
        book.tags[2].heir = Some(Heir::Tag(id("one")));
        assert_eq!(*book.tag_in_force(&mark("one", &[])), id("one"));
        book.tags[2].heir = Some(Heir::Tag(id("gone")));
        assert_eq!(*book.tag_in_force(&mark("one", &[])), id("three"));
    }

    #[test]
    fn values_follow_what_became_of_them_and_nothing_is_lost() {
        let mut side = field("side", choice(&["for", "against"]));
        side.was = vec![AttributeId::new("polarity").unwrap()];
        side.renamed = [
            ("pro".to_owned(), "favor".to_owned()),
            ("favor".to_owned(), "for".to_owned()),
        ]
        .into();
        let mut stance = tag("stance", None);
        stance.attributes = vec![
            side,
            field(
                "weight",
                Kind::Number {
                    min: None,
                    max: None,
                },
            ),
        ];
        let book = Codebook {
            tags: vec![stance],
            ..Codebook::default()
        };
        let followed = |values: &[(&str, Value)]| {
            let now = book.followed(&mark("stance", values));
            now.map(|now| {
                let values = now.attributes.iter();
                values
                    .map(|(id, value)| format!("{id} {}", value.to_plain()))
                    .collect::<Vec<_>>()
                    .join(", ")
            })
        };
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(followed(&[("side", chosen("for"))]), None);
        assert_eq!(followed(&[("side", chosen("pro"))]).unwrap(), "side for");
        assert_eq!(
            followed(&[("polarity", chosen("pro"))]).unwrap(),
            "side for"
        );
        assert_eq!(
            followed(&[("side", text("Against"))]).unwrap(),
            "side against"
        );
        assert_eq!(followed(&[("weight", text("2.5"))]).unwrap(), "weight 2.5");
        // Nobody can say which of the two is meant, so both stay.
        let both = [("side", chosen("for")), ("polarity", chosen("against"))];
        assert_eq!(followed(&both), None);
        assert_eq!(followed(&[("side", chosen("neutral"))]), None);
        assert_eq!(followed(&[("weight", text("heavy"))]), None);
    }

    #[test]
    fn a_split_tag_goes_by_the_choice() {
        let id = |id: &str| TagId::new(id).unwrap();
        let kind = AttributeId::new("kind").unwrap();
        let mut claim = tag("claim", None);
        claim.attributes = vec![field("kind", choice(&["fact", "value"]))];
        claim.retired = true;
        let tags = [("fact".to_owned(), id("fact"))].into();
        claim.heir = Some(Heir::ByChoice(kind, tags));
        let book = Codebook {
            tags: vec![claim, tag("fact", None)],
            ..Codebook::default()
        };
        let now = book.followed(&mark("claim", &[("kind", chosen("fact"))]));
        let now = now.unwrap();
        assert_eq!((now.tag, now.attributes.len()), (id("fact"), 0));
        assert_eq!(
            book.followed(&mark("claim", &[("kind", chosen("value"))])),
            None
        );
        assert_eq!(book.followed(&mark("claim", &[])), None);
    }
}
