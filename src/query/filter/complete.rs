//! What may stand at a caret, to be proposed while a query is typed.

use core::ops::Range;

use crate::model::{Attribute, EntityTypeId, Kind, Project, Status};
use crate::text::folded;

use super::ast::{Key, Of, quoted};
use super::bind::{Own, State, has_names};
use super::names::Names;
use super::parse::{Context, Slot, context};

/// Most that is proposed at a time.
const MOST: usize = 40;

/// What may stand at a caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of, in bytes.
    pub at: Range<usize>,
    /// What may stand there, the likeliest first.
    pub proposed: Vec<Proposed>,
}

/// One thing that may stand at a caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What is put into the query.
    pub text: String,
    /// What it is.
    pub sort: Sort,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A key of the language.
    Key,
    /// An attribute.
    Attribute,
    /// A link role.
    Role,
    /// A value for a key.
    Value,
    /// A word of the language.
    Word,
    /// A whole line that was kept under this name.
    Saved(String),
}

/// What may stand where a caret is, in bytes; none within what is no part of a condition. `names` are those of the
/// project's register.
#[must_use]
pub fn complete(project: &Project, names: &Names, text: &str, caret: usize) -> Option<Completion> {
    let known = Known { project, names };
    propose(text, caret, |key, typed| match key {
        None => terms(project),
        Some(key) => match (key.of, key.name.is_empty()) {
            (Some(Of::Attribute), true) => keys(attributes(project), &Sort::Attribute),
            (Some(Of::Role), true) => keys(roles(project), &Sort::Role),
            _ => values_of(known, key, typed),
        },
    })
}

/// Where names come from.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The project.
    pub project: &'a Project,
    /// The names of its register.
    pub names: &'a Names,
}

impl Known<'_> {
    /// Entities of some types, of any when there are none, that have something typed in their names.
    fn entities(self, kinds: &[EntityTypeId], typed: &str) -> Vec<String> {
        let names = self.names.like(typed, kinds, MOST).into_iter();
        names.map(str::to_owned).collect()
    }
}

/// What of all that may stand at a caret fits what is typed there. `all` gives that for a key, whose name is empty where
/// the name itself is wanted; for none where a condition begins. It gets to know what is typed, and may leave out what does
/// not fit that.
#[must_use]
pub fn propose(
    text: &str,
    caret: usize,
    all: impl FnOnce(Option<&Key>, &str) -> Vec<Proposed>,
) -> Option<Completion> {
    if !text.is_char_boundary(caret) {
        return None;
    }
    let Context { at, typed, slot } = context(text, caret)?;
    let all = match slot {
        Slot::Term => all(None, &typed),
        Slot::Name(of) => {
            let key = Key {
                of: Some(of),
                name: String::new(),
            };
            all(Some(&key), &typed)
        }
        Slot::Value(key) => all(Some(&key), &typed),
    };
    let mut proposed = fitting(all, &typed);
    // What stands there already is no help.
    let written = &text[at.clone()];
    proposed.retain(|it| it.text != written);
    Some(Completion { at, proposed })
}

/// Those that begin so, then those of which a later word does, then those that have it somewhere; each once.
fn fitting(all: Vec<Proposed>, typed: &str) -> Vec<Proposed> {
    let typed = folded(typed);
    let rank = |it: &Proposed| {
        let text = folded(it.text.trim_matches('"'));
        let mut words = text.split([' ', '-']);
        match () {
            () if text.starts_with(&typed) => Some(0),
            () if words.any(|word| word.starts_with(&typed)) => Some(1),
            () if text.contains(&typed) => Some(2),
            () => None,
        }
    };
    let ranked = all.into_iter().filter_map(|it| Some((rank(&it)?, it)));
    let mut ranked: Vec<(u8, Proposed)> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut fitting: Vec<Proposed> = Vec::new();
    for (_, it) in ranked {
        if fitting.len() == MOST {
            break;
        }
        if fitting.iter().all(|known| known.text != it.text) {
            fitting.push(it);
        }
    }
    fitting
}

fn terms(project: &Project) -> Vec<Proposed> {
    let own = Own::ALL.iter().map(|(own, _)| Proposed {
        text: format!("{}:", own.name()),
        sort: Sort::Key,
    });
    let words = ["unsure", "or", "not"].map(|word| Proposed {
        text: word.to_owned(),
        sort: Sort::Word,
    });
    let mut all: Vec<Proposed> = own.collect();
    all.extend(keys(
        unlike_own(attributes(project), Of::Attribute),
        &Sort::Attribute,
    ));
    all.extend(keys(unlike_own(roles(project), Of::Role), &Sort::Role));
    all.extend(words);
    all
}

/// Names of the codebook as keys, with a prefix where a word of the language would be understood.
fn unlike_own(names: Vec<String>, of: Of) -> Vec<String> {
    let names = names.into_iter().map(|name| {
        let is_own = Own::named(name.trim_matches('"')).is_some();
        if is_own {
            format!("{}:{name}", of.word())
        } else {
            name
        }
    });
    names.collect()
}

fn keys(names: Vec<String>, sort: &Sort) -> Vec<Proposed> {
    let all = names.into_iter().map(|name| Proposed {
        text: format!("{name}:"),
        sort: sort.clone(),
    });
    all.collect()
}

fn fields(project: &Project) -> impl Iterator<Item = &Attribute> {
    let book = &project.codebook;
    let of_tags = book.tags.iter().flat_map(|tag| &tag.attributes);
    of_tags.chain(&book.article_attributes)
}

/// By its name where that is one word, else by its id.
fn attributes(project: &Project) -> Vec<String> {
    fields(project)
        .map(|field| short(&field.name, field.id.as_str()))
        .collect()
}

fn roles(project: &Project) -> Vec<String> {
    let roles = project.codebook.roles.iter();
    roles
        .map(|role| short(&role.name, role.id.as_str()))
        .collect()
}

/// A name as a key: in small letters when it is one word, else the id.
#[must_use]
pub fn short(name: &str, id: &str) -> String {
    let lower = name.to_lowercase();
    if quoted(&lower) == lower {
        lower
    } else {
        quoted(id)
    }
}

/// The values that a key may have; of very many only those that fit what is typed.
#[must_use]
pub fn values_of(known: Known<'_>, key: &Key, typed: &str) -> Vec<Proposed> {
    let project = known.project;
    let own = Own::named(&key.name).filter(|_| key.of.is_none());
    let texts: Vec<String> = match own {
        Some(Own::Tag) => {
            let tags = project.codebook.tags.iter();
            tags.map(|tag| tag.name.clone()).collect()
        }
        Some(Own::By) => {
            let hides = project.reviewing.rules.hide_names;
            let annotators = project.annotators.values().filter(|_| !hides);
            let annotators = annotators.map(|it| it.name.clone());
            core::iter::once("me".to_owned())
                .chain(annotators)
                .collect()
        }
        Some(Own::Status) => Status::ALL
            .map(|it| it.in_tables().replace(' ', "-"))
            .into(),
        Some(Own::Has | Own::Missing) => has_names(&project.codebook),
        Some(Own::Is) => State::ALL.map(|(_, name)| name.to_owned()).into(),
        Some(Own::Linked) => roles(project),
        Some(Own::Entity) => known.entities(&[], typed),
        Some(Own::Source) => each_once(project, |it| it.meta.source.clone()),
        Some(Own::Author) => each_once(project, |it| it.meta.author.clone()),
        Some(Own::Language) => each_once(project, |it| it.meta.language.clone()),
        Some(Own::Article) => each_once(project, |it| it.meta.title.clone()),
        Some(_) => Vec::new(),
        None => {
            let name = folded(&key.name);
            let is_it = |id: &str, called: &str| id == key.name || folded(called) == name;
            let fields = fields(project).filter(|field| is_it(field.id.as_str(), &field.name));
            let options = |field| options(known, field, typed);
            let mut texts: Vec<String> = fields.flat_map(options).collect();
            let mut roles = project.codebook.roles.iter();
            if roles.any(|role| is_it(role.id.as_str(), &role.name)) {
                texts.extend(known.entities(&[], typed));
            }
            texts
        }
    };
    let values = texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| Proposed {
            text: quoted(&text),
            sort: Sort::Value,
        });
    values.collect()
}

fn options(known: Known<'_>, field: &Attribute, typed: &str) -> Vec<String> {
    match &field.kind {
        Kind::Choice(options) | Kind::Choices(options) => options.clone(),
        Kind::Flag => vec!["yes".to_owned(), "no".to_owned()],
        Kind::Entity(kinds) => known.entities(kinds, typed),
        Kind::Text | Kind::Number { .. } => Vec::new(),
    }
}

/// What the articles have of something, each once, in order; of very many articles not all are asked.
fn each_once(project: &Project, of: impl Fn(&crate::model::Article) -> String) -> Vec<String> {
    /// So many are looked at in passing.
    const ASKED: usize = 5000;
    let articles = project.articles.values().take(ASKED);
    let all: std::collections::BTreeSet<String> = articles.map(|article| of(article)).collect();
    all.into_iter().collect()
}
