//! Things of a codebook that have one id: files that people wrote or merged by hand hold such.

use core::fmt::Display;
use std::collections::BTreeSet;

use crate::model::{AttributeId, EntityTypeId, RoleId, TagId};

use super::{Attribute, Codebook};

/// What got an id of its own, because something before it has the one that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Its name on screen.
    pub name: String,
    /// The id that it had, which the other one keeps.
    pub id: String,
    /// Its id from now on.
    pub fresh: String,
}

impl Codebook {
    /// Gives what has the id of another thing before it one of its own: a tag, a role, a type, a field of one of them or of
    /// the article. Whatever names the id goes on to mean the first. Returns what was given another one.
    pub fn part_twins(&mut self) -> Vec<Twin> {
        let mut twins = part(
            &mut self.tags,
            |tag| (&mut tag.id, &tag.name),
            |id, taken| TagId::from_name(id, taken),
        );
        twins.extend(part(
            &mut self.roles,
            |role| (&mut role.id, &role.name),
            |id, taken| RoleId::from_name(id, taken),
        ));
        twins.extend(part(
            &mut self.entity_types,
            |kind| (&mut kind.id, &kind.name),
            |id, taken| EntityTypeId::from_name(id, taken),
        ));
        let of_tags = self.tags.iter_mut().map(|tag| &mut tag.attributes);
        let of_types = (self.entity_types.iter_mut()).map(|kind| &mut kind.attributes);
        let fields = of_tags.chain(of_types);
        for fields in fields.chain([&mut self.article_attributes]) {
            twins.extend(part(
                fields,
                |field: &mut Attribute| (&mut field.id, &field.name),
                |id, taken| AttributeId::from_name(id, taken),
            ));
        }
        twins
    }
}

fn part<T, I: Clone + Display + Ord>(
    things: &mut [T],
    look: impl Fn(&mut T) -> (&mut I, &String),
    fresh: impl Fn(&str, &dyn Fn(&I) -> bool) -> I,
) -> Vec<Twin> {
    let mut all: BTreeSet<I> = (things.iter_mut()).map(|it| look(it).0.clone()).collect();
    if all.len() == things.len() {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut twins = Vec::new();
    for thing in things {
        let (id, name) = look(thing);
        if seen.insert(id.clone()) {
            continue;
        }
        let other = fresh(&id.to_string(), &|id| all.contains(id));
        twins.push(Twin {
            name: name.clone(),
            id: id.to_string(),
            fresh: other.to_string(),
        });
        all.insert(other.clone());
        *id = other;
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::*;
    fn book(tags: &[(&str, &str, &[&str])]) -> Codebook {
        let fields = |ids: &[&str]| -> Vec<Attribute> {
            let field = |id: &&str| format!(r#"{{"id": "{id}", "name": "Type", "kind": "Text"}}"#);
            (ids.iter())
                .map(|id| serde_json::from_str(&field(id)).unwrap())
                .collect()
        };
        let tags = tags.iter().map(|(id, name, ids)| {
            let tag = format!(r##"{{"id": "{id}", "name": "{name}", "color": "#102030"}}"##);
            super::super::Tag {
                attributes: fields(ids),
                ..serde_json::from_str(&tag).unwrap()
            }
        });
        Codebook {
            tags: tags.collect(),
            article_attributes: fields(&["genre", "genre"]),
            ..Codebook::default()
        }
    }

    #[test]
    fn what_has_the_id_of_another_gets_one_that_nothing_has() {
        let mut parted = book(&[
            ("quote", "Quote", &["type"]),
            ("quote", "Aside", &["type", "type", "type-2"]),
            ("quote-2", "Other", &[]),
        ]);
        let twins = parted.part_twins();
        let told: Vec<(&str, &str, &str)> = (twins.iter())
            .map(|twin| (&*twin.name, &*twin.id, &*twin.fresh))
            .collect();
        assert_eq!(
            told,
            [
                ("Aside", "quote", "quote-3"),
                ("Type", "type", "type-3"),
                ("Type", "genre", "genre-2"),
            ]
        );
        let ids: Vec<&str> = parted.tags.iter().map(|tag| tag.id.as_str()).collect();
        assert_eq!(ids, ["quote", "quote-3", "quote-2"]);
        let whole = parted.clone();
        assert_eq!(parted.part_twins(), []);
        assert_eq!(parted, whole);
    }
}
