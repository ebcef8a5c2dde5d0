//! What is to be done, as a line of text.

use std::collections::BTreeMap;

use crate::model::edits::Recode;
use crate::model::{Attribute, Entity, EntityTypeId, Kind, Project, Role, Tag, Value};
use crate::say;
use crate::text::folded;

use super::super::filter::{
    At, Completion, Key, Node, Of, Op, Proposed, ProposedAs, Term, Value as Given, Wrong,
    is_called, parse, propose,
};

/// Words of the line itself, with what follows them.
const OWN: [&str; 5] = ["tag=", "note=", "replace=", "unsure", "delete"];

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Where, in bytes.
    pub at: core::ops::Range<usize>,
    /// Why, in words.
    pub why: String,
}

impl From<Wrong> for Unreadable {
    fn from(wrong: Wrong) -> Self {
        Self {
            why: wrong.words(),
            at: wrong.at,
        }
    }
}

/// Reads what is to be done.
///
/// # Errors
/// What is wrong first, and where.
pub fn read_deeds(project: &Project, text: &str) -> Result<Vec<Recode>, Unreadable> {
    let Some(node) = parse(text)?.0 else {
        return Ok(Vec::new());
    };
    let parts = match node {
        Node::And(parts) => parts,
        one => vec![one],
    };
    let reader = Reader { project };
    parts.iter().map(|part| reader.deed(part, text)).collect()
}

/// What may stand at a caret of such a line.
#[must_use]
pub fn complete_deeds(project: &Project, text: &str, caret: usize) -> Option<Completion> {
    let book = &project.codebook;
    propose(text, caret, |key| match key {
        None => {
            let own = OWN.map(|text| Proposed {
                text: text.to_owned(),
                sort: ProposedAs::Key,
            });
            let with_sign = |name: &str, id: &str, sort| Proposed {
                text: format!("{}=", crate::query::filter::short(name, id)),
                sort,
            };
            let fields = book.tags.iter().flat_map(|tag| &tag.attributes);
            let fields =
                fields.map(|it| with_sign(&it.name, it.id.as_str(), ProposedAs::Attribute));
            let roles = book.roles.iter();
            let roles = roles.map(|it| with_sign(&it.name, it.id.as_str(), ProposedAs::Role));
            own.into_iter().chain(fields).chain(roles).collect()
        }
        Some(key) if key.name == "replace" => crate::query::filter::values_of(
            project,
            &Key {
                of: None,
                name: "entity".to_owned(),
            },
        ),
        Some(key) if key.name == "note" => Vec::new(),
        Some(key) => {
            let is_tag = key.of.is_none() && key.name == "tag";
            let of = if is_tag {
                None
            } else {
                key.of.or(Some(Of::Attribute))
            };
            let name = key.name.clone();
            crate::query::filter::values_of(project, &Key { of, name })
        }
    })
}

struct Reader<'a> {
    project: &'a Project,
}

impl Reader<'_> {
    fn deed(&self, node: &Node, text: &str) -> Result<Recode, Unreadable> {
        match node {
            Node::Term(term) => self.done(term),
            Node::Not(inner) => match inner.as_ref() {
                Node::Term(term) => self.taken(term),
                _ => Err(whole(text, say!("recode-one-by-one").to_owned())),
            },
            Node::Or(_) | Node::And(_) => Err(whole(text, say!("recode-one-by-one").to_owned())),
        }
    }

    /// A part without a sign before it.
    fn done(&self, term: &At<Term>) -> Result<Recode, Unreadable> {
        let (key, op, values) = match &term.it {
            Term::Unsure => return Ok(Recode::Unsure(true)),
            Term::Words(word) if word.as_plain() == Some("delete") => return Ok(Recode::Delete),
            Term::Words(word) => {
                let name = word.0.join("*");
                return Err(wrong(term, say!("recode-no-value", name = name)));
            }
            Term::Field(key, op, values) => (key, *op, values),
        };
        if !matches!(op, Op::Is | Op::Has | Op::To) {
            return Err(wrong(key, say!("recode-no-sign", sign = op.sign())));
        }
        let first = &values[0];
        match (key.it.of, key.it.name.as_str()) {
            (None, "tag") => Ok(Recode::Tag(self.tag(plain(first)?, first)?.id.clone())),
            (None, "note") => Ok(Recode::Note(plain(first)?.to_owned())),
            (None, "replace") => match values.as_slice() {
                [from, to] => {
                    let (from, to) = (self.entity(from)?, self.entity(to)?);
                    Ok(Recode::Replace(from.id.clone(), to.id.clone()))
                }
                _ => Err(wrong(key, say!("recode-two-entities").to_owned())),
            },
            _ => self.set(key, op, values),
        }
    }

    /// A part with a `-` before it.
    fn taken(&self, term: &At<Term>) -> Result<Recode, Unreadable> {
        let (name, of, values) = match &term.it {
            Term::Unsure => return Ok(Recode::Unsure(false)),
            Term::Words(word) => (word.0.join("*"), None, &[][..]),
            Term::Field(key, Op::Is | Op::Has | Op::To, values) => {
                (key.it.name.clone(), key.it.of, values.as_slice())
            }
            Term::Field(_, op, _) => {
                return Err(wrong(term, say!("recode-no-sign", sign = op.sign())));
            }
        };
        if name == "note" && values.is_empty() {
            return Ok(Recode::Note(String::new()));
        }
        if let Some(role) = self.role(&name).filter(|_| of != Some(Of::Attribute)) {
            let entity = values.first().map(|value| self.entity(value)).transpose()?;
            return Ok(Recode::Unlink(
                role.id.clone(),
                entity.map(|it| it.id.clone()),
            ));
        }
        let fields = self.fields(&name);
        if fields.is_empty() || !values.is_empty() {
            return Err(wrong(term, self.unknown(&name)));
        }
        let cleared = fields
            .into_iter()
            .map(|(tag, field)| (tag.id.clone(), (field.id.clone(), None)));
        Ok(Recode::Set(cleared.collect()))
    }

    /// A field that gets a value, or a link.
    fn set(&self, key: &At<Key>, op: Op, values: &[At<Given>]) -> Result<Recode, Unreadable> {
        let name = key.it.name.as_str();
        let fields = match (key.it.of, op) {
            (Some(Of::Role), _) | (_, Op::To) => Vec::new(),
            _ => self.fields(name),
        };
        if !fields.is_empty() {
            let mut set = BTreeMap::new();
            let mut first_wrong = None;
            for (tag, field) in fields {
                match self.value(field, values) {
                    Ok(value) => drop(set.insert(tag.id.clone(), (field.id.clone(), Some(value)))),
                    Err(why) => drop(first_wrong.get_or_insert(why)),
                }
            }
            return match first_wrong.filter(|_| set.is_empty()) {
                Some(wrong) => Err(wrong),
                None => Ok(Recode::Set(set)),
            };
        }
        let role = self.role(name).filter(|_| key.it.of != Some(Of::Attribute));
        let Some(role) = role else {
            return Err(wrong(key, self.unknown(name)));
        };
        let entity = self.entity(&values[0])?;
        if !role.allows_entity(&entity.kind) {
            let words = say!("recode-no-target", role = &role.name, name = &entity.name);
            return Err(wrong(&values[0], words));
        }
        Ok(Recode::Link(role.id.clone(), entity.id.clone()))
    }

    fn value(&self, field: &Attribute, values: &[At<Given>]) -> Result<Value, Unreadable> {
        let first = &values[0];
        if let Kind::Entity(kinds) = &field.kind {
            let entity = self.entity(first)?;
            let fits = |kind: &EntityTypeId| kinds.is_empty() || kinds.contains(kind);
            if !fits(&entity.kind) {
                let words = say!("recode-no-target", role = &field.name, name = &entity.name);
                return Err(wrong(first, words));
            }
            return Ok(Value::Entity(entity.id.clone()));
        }
        let texts: Result<Vec<&str>, Unreadable> = values.iter().map(plain).collect();
        field
            .parse(&texts?.join(";"))
            .map_err(|why| wrong(first, why))
    }

    fn unknown(&self, name: &str) -> String {
        let book = &self.project.codebook;
        let fields = book.tags.iter().flat_map(|tag| &tag.attributes);
        let mut known: Vec<&str> = Vec::new();
        for name in fields
            .map(|it| it.name.as_str())
            .chain(book.roles.iter().map(|it| it.name.as_str()))
        {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        say!("recode-unknown", name = name, known = known.join(", "))
    }

    fn fields(&self, name: &str) -> Vec<(&Tag, &Attribute)> {
        let tags = self.project.codebook.tags.iter();
        let all = tags.flat_map(|tag| tag.attributes.iter().map(move |field| (tag, field)));
        all.filter(|(_, field)| is_called(name, field.id.as_str(), &field.name))
            .collect()
    }

    fn role(&self, name: &str) -> Option<&Role> {
        let mut roles = self.project.codebook.roles.iter();
        roles.find(|role| is_called(name, role.id.as_str(), &role.name))
    }

    fn tag(&self, name: &str, at: &At<Given>) -> Result<&Tag, Unreadable> {
        let tags = &self.project.codebook.tags;
        let found = tags
            .iter()
            .find(|tag| is_called(name, tag.id.as_str(), &tag.name));
        found.ok_or_else(|| {
            let known: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
            wrong(
                at,
                say!("recode-no-tag", name = name, known = known.join(", ")),
            )
        })
    }

    /// The one entity that is called so.
    fn entity(&self, value: &At<Given>) -> Result<&Entity, Unreadable> {
        let name = plain(value)?;
        if let Ok(id) = name.parse()
            && let Some(entity) = self.project.entity(&id)
        {
            return Ok(entity);
        }
        let wanted = folded(name);
        let mut named = self.project.register();
        named.retain(|entity| entity.names().any(|known| folded(known) == wanted));
        // The name itself goes before other names.
        if named
            .iter()
            .filter(|entity| folded(&entity.name) == wanted)
            .count()
            == 1
        {
            named.retain(|entity| folded(&entity.name) == wanted);
        }
        match named.as_slice() {
            [one] => Ok(one),
            [] => Err(wrong(value, say!("recode-no-entity", name = name))),
            several => {
                let ids: Vec<&str> = several.iter().map(|it| it.id.as_str()).collect();
                Err(wrong(
                    value,
                    say!("recode-several", name = name, ids = ids.join(", ")),
                ))
            }
        }
    }
}

fn plain(value: &At<Given>) -> Result<&str, Unreadable> {
    match &value.it {
        Given::Word(word) => word.as_plain(),
        Given::Range(..) => None,
    }
    .ok_or_else(|| wrong(value, say!("recode-plain-value").to_owned()))
}

fn wrong<T>(at: &At<T>, why: String) -> Unreadable {
    Unreadable {
        at: at.at.clone(),
        why,
    }
}

fn whole(text: &str, why: String) -> Unreadable {
    Unreadable {
        at: 0..text.len(),
        why,
    }
}
