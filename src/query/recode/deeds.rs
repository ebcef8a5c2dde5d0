//! What is to be done, as a line of text.

use std::collections::BTreeMap;

use crate::model::edits::Recode;
use crate::model::{Attribute, Entity, EntityTypeId, Kind, Project, Role, Tag, Value};
use crate::say;

use super::super::filter::{
    At, Completion, Key, Known, Names, Node, Of, Op, Proposed, ProposedAs, Term, Value as Given,
    Wrong, is_called, parse, propose, short, values_of,
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

/// Reads what is to be done. `names` are those of the project's register.
///
/// # Errors
/// What is wrong first, and where.
pub fn read_deeds(project: &Project, names: &Names, text: &str) -> Result<Vec<Recode>, Unreadable> {
    let Some(node) = parse(text)?.0 else {
        return Ok(Vec::new());
    };
    let parts = match node {
        Node::And(parts) => parts,
        one => vec![one],
    };
    let reader = Reader {
        project,
        names,
        text,
    };
    let mut deeds = Vec::new();
    let mut before = None;
    for part in &parts {
        reader.is_apart(part, before, parts.len())?;
        deeds.extend(reader.deed(part)?);
        before = Some(part);
    }
    Ok(deeds)
}

/// What may stand at a caret of such a line.
#[must_use]
pub fn complete_deeds(
    project: &Project,
    names: &Names,
    text: &str,
    caret: usize,
) -> Option<Completion> {
    let book = &project.codebook;
    let known = Known { project, names };
    propose(text, caret, |key, typed| match key {
        None => {
            let own = OWN.map(|text| Proposed {
                text: text.to_owned(),
                sort: ProposedAs::Key,
            });
            let with_sign = |name: &str, id: &str, sort| Proposed {
                text: format!("{}=", short(name, id)),
                sort,
            };
            let fields = book.tags.iter().flat_map(|tag| &tag.attributes);
            let fields =
                fields.map(|it| with_sign(&it.name, it.id.as_str(), ProposedAs::Attribute));
            let roles = book.roles.iter();
            let roles = roles.map(|it| with_sign(&it.name, it.id.as_str(), ProposedAs::Role));
            own.into_iter().chain(fields).chain(roles).collect()
        }
        Some(key) if key.name == "replace" => {
            let entity = Key {
                of: None,
                name: "entity".to_owned(),
            };
            values_of(known, &entity, typed)
        }
        Some(key) if key.name == "note" => Vec::new(),
        Some(key) => {
            let is_tag = key.of.is_none() && key.name == "tag";
            let of = if is_tag {
                None
            } else {
                key.of.or(Some(Of::Attribute))
            };
            let name = key.name.clone();
            values_of(known, &Key { of, name }, typed)
        }
    })
}

struct Reader<'a> {
    project: &'a Project,
    names: &'a Names,
    /// The line.
    text: &'a str,
}

impl Reader<'_> {
    /// Refuses what may be the rest of a value with blanks that has no quotation marks, as in `note=to delete`; and to
    /// delete together with anything else.
    fn is_apart(&self, part: &Node, before: Option<&Node>, count: usize) -> Result<(), Unreadable> {
        let (term, is_taken) = match part {
            Node::Term(term) => (term, false),
            Node::Not(inner) => match inner.as_ref() {
                Node::Term(term) => (term, true),
                _ => return Ok(()),
            },
            Node::Or(_) | Node::And(_) => return Ok(()),
        };
        if is_taken && !self.text[..term.at.start].trim_end().ends_with('-') {
            // It is written “not”, which is a word of texts, too.
            return Err(wrong(term, say!("recode-minus").to_owned()));
        }
        let is_delete = is_word(&term.it, "delete") && !is_taken;
        let is_bare = matches!(term.it, Term::Words(_) | Term::Unsure) && !is_taken;
        let value = before.and_then(|before| self.unquoted(before));
        if let Some((value, is_free)) = value
            && is_bare
            && (is_free || term.it != Term::Unsure)
        {
            let whole = &self.text[value.start..term.at.end];
            return Err(wrong(term, say!("recode-quotes", value = whole)));
        }
        if is_delete && count > 1 {
            return Err(wrong(term, say!("recode-delete-alone").to_owned()));
        }
        Ok(())
    }

    /// Where the last value of a part is, when it has no quotation marks; and whether it may be any text.
    fn unquoted(&self, part: &Node) -> Option<(core::ops::Range<usize>, bool)> {
        let Node::Term(At {
            it: Term::Field(key, _, values),
            ..
        }) = part
        else {
            return None;
        };
        let at = values.last()?.at.clone();
        let first = self.text[at.clone()].chars().next()?;
        if matches!(first, '"' | '“' | '„' | '«') {
            return None;
        }
        let name = &key.it.name;
        let is_note = key.it.of.is_none() && name == "note";
        let fields = self.fields(name);
        let is_text = fields.iter().any(|(_, field)| field.kind == Kind::Text);
        Some((at, is_note || is_text))
    }

    fn deed(&self, node: &Node) -> Result<Vec<Recode>, Unreadable> {
        match node {
            Node::Term(term) => self.done(term),
            Node::Not(inner) => match inner.as_ref() {
                Node::Term(term) => self.taken(term),
                _ => Err(whole(self.text, say!("recode-one-by-one").to_owned())),
            },
            Node::Or(_) | Node::And(_) => {
                Err(whole(self.text, say!("recode-one-by-one").to_owned()))
            }
        }
    }

    /// A part without a sign before it.
    fn done(&self, term: &At<Term>) -> Result<Vec<Recode>, Unreadable> {
        let (key, op, values) = match &term.it {
            Term::Unsure => return Ok(vec![Recode::Unsure(true)]),
            Term::Words(word) if word.as_plain() == Some("delete") => {
                return Ok(vec![Recode::Delete]);
            }
            Term::Words(word) => {
                let name = word.0.join("*");
                return Err(wrong(term, say!("recode-no-value", name = name)));
            }
            Term::Field(key, op, values) => (key, *op, values),
        };
        if !matches!(op, Op::Is | Op::Has | Op::To) {
            return Err(wrong(key, say!("recode-no-sign", sign = op.sign())));
        }
        let one = match (key.it.of, key.it.name.as_str()) {
            (None, "tag") => {
                let value = only(key, values)?;
                Recode::Tag(self.tag(plain(value)?, value)?.id.clone())
            }
            (None, "note") => Recode::Note(plain(only(key, values)?)?.to_owned()),
            (None, "replace") => match values.as_slice() {
                [from, to] => {
                    let (from, to) = (self.entity(from)?, self.entity(to)?);
                    Recode::Replace(from.id.clone(), to.id.clone())
                }
                _ => return Err(wrong(key, say!("recode-two-entities").to_owned())),
            },
            _ => return self.set(key, op, values),
        };
        Ok(vec![one])
    }

    /// A part with a `-` before it.
    fn taken(&self, term: &At<Term>) -> Result<Vec<Recode>, Unreadable> {
        let (name, of, values) = match &term.it {
            Term::Unsure => return Ok(vec![Recode::Unsure(false)]),
            Term::Words(word) => (word.0.join("*"), None, &[][..]),
            Term::Field(key, Op::Is | Op::Has | Op::To, values) => {
                (key.it.name.clone(), key.it.of, values.as_slice())
            }
            Term::Field(_, op, _) => {
                return Err(wrong(term, say!("recode-no-sign", sign = op.sign())));
            }
        };
        if name == "note" && values.is_empty() {
            return Ok(vec![Recode::Note(String::new())]);
        }
        if let Some(role) = self.role(&name).filter(|_| of != Some(Of::Attribute)) {
            if values.is_empty() {
                return Ok(vec![Recode::Unlink(role.id.clone(), None)]);
            }
            let each = values.iter().map(|value| {
                let entity = self.entity(value)?;
                Ok(Recode::Unlink(role.id.clone(), Some(entity.id.clone())))
            });
            return each.collect();
        }
        let fields = self.fields(&name);
        if fields.is_empty() || !values.is_empty() {
            return Err(wrong(term, self.unknown(&name)));
        }
        let cleared = fields
            .into_iter()
            .map(|(tag, field)| (tag.id.clone(), (field.id.clone(), None)));
        Ok(vec![Recode::Set(cleared.collect())])
    }

    /// A field that gets a value, or links.
    fn set(&self, key: &At<Key>, op: Op, values: &[At<Given>]) -> Result<Vec<Recode>, Unreadable> {
        let name = key.it.name.as_str();
        let fields = match (key.it.of, op) {
            (Some(Of::Role), _) | (_, Op::To) => Vec::new(),
            _ => self.fields(name),
        };
        if !fields.is_empty() {
            let mut set = BTreeMap::new();
            let mut first_wrong = None;
            for (tag, field) in fields {
                match self.value(key, field, values) {
                    Ok(value) => drop(set.insert(tag.id.clone(), (field.id.clone(), Some(value)))),
                    Err(why) => drop(first_wrong.get_or_insert(why)),
                }
            }
            return match first_wrong.filter(|_| set.is_empty()) {
                Some(wrong) => Err(wrong),
                None => Ok(vec![Recode::Set(set)]),
            };
        }
        let role = self.role(name).filter(|_| key.it.of != Some(Of::Attribute));
        let Some(role) = role else {
            return Err(wrong(key, self.unknown(name)));
        };
        if !role.many {
            only(key, values)?;
        }
        let each = values.iter().map(|value| {
            let entity = self.entity(value)?;
            if !role.allows_entity(&entity.kind) {
                let words = say!("recode-no-target", role = &role.name, name = &entity.name);
                return Err(wrong(value, words));
            }
            Ok(Recode::Link(role.id.clone(), entity.id.clone()))
        });
        each.collect()
    }

    fn value(
        &self,
        key: &At<Key>,
        field: &Attribute,
        values: &[At<Given>],
    ) -> Result<Value, Unreadable> {
        if let Kind::Choices(_) = &field.kind {
            let mut chosen = Vec::new();
            for value in values {
                match field
                    .parse(plain(value)?)
                    .map_err(|why| wrong(value, why))?
                {
                    Value::Choices(some) => chosen.extend(some),
                    _ => return Err(wrong(value, say!("recode-plain-value").to_owned())),
                }
            }
            // In the order of the codebook, and each once.
            let all = field.parse(&chosen.join(";"));
            return all.map_err(|why| wrong(&values[0], why));
        }
        let first = only(key, values)?;
        if let Kind::Entity(kinds) = &field.kind {
            let entity = self.entity(first)?;
            let fits = |kind: &EntityTypeId| kinds.is_empty() || kinds.contains(kind);
            if !fits(&entity.kind) {
                let words = say!("recode-no-target", role = &field.name, name = &entity.name);
                return Err(wrong(first, words));
            }
            return Ok(Value::Entity(entity.id.clone()));
        }
        field.parse(plain(first)?).map_err(|why| wrong(first, why))
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
        match self.names.called(name).as_slice() {
            [one] => self.project.entity(one),
            [] => None,
            several => {
                let ids: Vec<&str> = several.iter().map(|it| it.as_str()).collect();
                let words = say!("recode-several", name = name, ids = ids.join(", "));
                return Err(wrong(value, words));
            }
        }
        .ok_or_else(|| wrong(value, say!("recode-no-entity", name = name)))
    }
}

/// Whether a term is one word, without quotation marks or with them.
fn is_word(term: &Term, word: &str) -> bool {
    matches!(term, Term::Words(it) if it.as_plain() == Some(word))
}

/// The only value; a second one is refused at its place.
fn only<'v>(key: &At<Key>, values: &'v [At<Given>]) -> Result<&'v At<Given>, Unreadable> {
    match values {
        [_, second, ..] => {
            let words = say!("recode-only-one", name = &key.it.name);
            Err(wrong(second, words))
        }
        _ => Ok(&values[0]),
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
