//! What becomes of the labels, fields and relations of a file: proposed by their names, changed by people.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::model::{AttributeId, Codebook, RoleId, Tag, TagId};
use crate::say;

use super::observed::Observed;

/// What becomes of a label or a kind of relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<I> {
    /// This one of the codebook.
    To(I),
    /// One is added to the codebook.
    New,
    /// It is left out.
    Skip,
}

/// What becomes of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldChoice {
    /// The field of that name of whatever tag it is; it is added where it is not there.
    ByName,
    /// This field of whatever tag it is; it is added where it is not there.
    To(AttributeId),
    /// It is written into the note.
    Note,
    /// It is left out.
    Skip,
}

/// What becomes of all that files use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Of labels.
    pub tags: BTreeMap<SmolStr, Choice<TagId>>,
    /// Of the fields of marks, by their names.
    pub fields: BTreeMap<SmolStr, FieldChoice>,
    /// Of kinds of relation.
    pub roles: BTreeMap<SmolStr, Choice<RoleId>>,
    /// Of what is said of texts as a whole.
    pub article_fields: BTreeMap<SmolStr, FieldChoice>,
}

impl Mapping {
    /// What is proposed: the tag, field or role of that name, or a new one.
    #[must_use]
    pub fn propose(book: &Codebook, seen: &Observed) -> Self {
        let tag = |name: &str| {
            // What is offered no more is still what that name means.
            let (offered, others): (Vec<&Tag>, Vec<&Tag>) =
                book.tags.iter().partition(|tag| !tag.group && !tag.retired);
            let all = offered.into_iter().chain(others);
            named(all.map(|tag| (&tag.id, tag.name.as_str())), name)
        };
        let role = |name: &str| {
            let roles = book.roles.iter();
            named(roles.map(|role| (&role.id, role.name.as_str())), name)
        };
        Self {
            tags: seen
                .labels
                .keys()
                .map(|name| (name.clone(), tag(name)))
                .collect(),
            fields: seen
                .mark_fields()
                .into_keys()
                .map(|name| (name.clone(), FieldChoice::ByName))
                .collect(),
            roles: seen
                .roles
                .keys()
                .map(|name| (name.clone(), role(name)))
                .collect(),
            article_fields: seen
                .fields
                .keys()
                .map(|name| (name.clone(), FieldChoice::ByName))
                .collect(),
        }
    }

    /// Changes it as the command line says: `map.LABEL`, `role.NAME`, `field.NAME`, `article.NAME`, each with an id or a name
    /// of the codebook, `new`, `skip`, or for fields `note`. Returns whether the key is one of these.
    ///
    /// # Errors
    /// A sentence when the file has no such label or the codebook no such tag.
    pub fn set(&mut self, book: &Codebook, key: &str, value: &str) -> Result<bool, String> {
        let Some((what, name)) = key.split_once('.') else {
            return Ok(false);
        };
        let known = match what {
            "map" => {
                let all = book.tags.iter().map(|tag| (&tag.id, tag.name.as_str()));
                set(&mut self.tags, name, || choice(all, value))?
            }
            "role" => {
                let all = book.roles.iter().map(|role| (&role.id, role.name.as_str()));
                set(&mut self.roles, name, || choice(all, value))?
            }
            "field" => set(&mut self.fields, name, || field(value))?,
            "article" => set(&mut self.article_fields, name, || field(value))?,
            _ => return Ok(false),
        };
        if known {
            Ok(true)
        } else {
            Err(say!("foreign-map-unused", name = name))
        }
    }
}

/// Puts a choice under a name of the file, whatever its case; whether there is one.
fn set<T>(
    all: &mut BTreeMap<SmolStr, T>,
    name: &str,
    choice: impl FnOnce() -> Result<T, String>,
) -> Result<bool, String> {
    let same = |known: &&SmolStr| known.to_lowercase() == name.to_lowercase();
    let key = all.get_key_value(name).map(|(key, _)| key);
    let Some(key) = key.or_else(|| all.keys().find(same)).cloned() else {
        return Ok(false);
    };
    all.insert(key, choice()?);
    Ok(true)
}

fn choice<'a, I: Clone + AsRefStr + 'a>(
    all: impl Iterator<Item = (&'a I, &'a str)>,
    value: &str,
) -> Result<Choice<I>, String> {
    match value {
        "new" => Ok(Choice::New),
        "skip" => Ok(Choice::Skip),
        other => match named(all, other) {
            Choice::New => Err(say!("foreign-map-unknown", name = other)),
            found => Ok(found),
        },
    }
}

fn field(value: &str) -> Result<FieldChoice, String> {
    Ok(match value {
        "new" | "name" => FieldChoice::ByName,
        "note" => FieldChoice::Note,
        "skip" => FieldChoice::Skip,
        other => FieldChoice::To(AttributeId::new(other).map_err(|error| error.to_string())?),
    })
}

/// The thing with this id, or with this name, or with a name that makes the same id; a new one when there is none.
pub(super) fn named<'a, I: Clone + AsRefStr + 'a>(
    all: impl Iterator<Item = (&'a I, &'a str)>,
    name: &str,
) -> Choice<I> {
    let all: Vec<(&I, &str)> = all.collect();
    let by = |is_it: &dyn Fn(&I, &str) -> bool| {
        let found = all.iter().find(|(id, known)| is_it(id, known));
        found.map(|(id, _)| Choice::To((*id).clone()))
    };
    let slug = slug(name);
    by(&|id, _| id.text() == name)
        .or_else(|| by(&|_, known| known.to_lowercase() == name.to_lowercase()))
        .or_else(|| by(&|id, _| !slug.is_empty() && id.text() == slug))
        .unwrap_or(Choice::New)
}

/// An id as text.
pub(super) trait AsRefStr {
    fn text(&self) -> &str;
}

impl AsRefStr for TagId {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl AsRefStr for RoleId {
    fn text(&self) -> &str {
        self.as_str()
    }
}

/// What an id of this name would be; empty when nothing of it can stand in one.
#[must_use]
pub fn slug(name: &str) -> String {
    if name.contains(|c: char| c.is_ascii_alphanumeric()) {
        TagId::from_name(name, |_| false).as_str().to_owned()
    } else {
        String::new()
    }
}
