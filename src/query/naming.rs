//! Whom a stretch of text may mean: entities of the register, the likeliest first.
//!
//! Nothing is learned. What counts is what stands in the register (names, aliases, offices and when they were held) and
//! what the same person has marked before this place in the same article.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Annotation, EntityId, EntityTypeId, LayerKey, Project, Value};
use crate::text::{Passage, Span, Text, next_passage};

use super::roster::{Name, Roster, Somebody};

/// Words shorter than this say nothing about whom a description means: “the”, “his”.
const TELLING: usize = 4;

/// An entity that may be meant.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Who.
    pub who: Arc<Somebody>,
    /// Why it may be.
    pub why: Why,
    /// The office by which the text calls it had ended on the article's day: its title and its last day.
    pub ended: Option<(String, Date)>,
}

/// Why an entity may be meant by a text, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The text is its name or an alias.
    Called,
    /// Its name or an alias stands in the text: “Foreign Minister Petra Olsen”.
    Named,
    /// The text is a part of its name: “Olsen”.
    PartOfName,
    /// The text is an office that it held on the article's day, or words that were marked as it before: “the minister”.
    Described,
    /// The text is an office that it held on another day.
    Formerly,
    /// It was marked before in the article.
    Mentioned,
    /// It is in the register.
    Known,
}

impl Why {
    /// Whether the text itself speaks for it.
    #[must_use]
    pub fn is_told(self) -> bool {
        self < Self::Mentioned
    }
}

/// What is asked of the register.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its register.
    pub roster: &'a Roster,
    /// Whose layer of which article.
    pub key: &'a LayerKey,
    /// What is to be named.
    pub annotation: &'a Annotation,
    /// The types that it may be of; of any when empty.
    pub kinds: &'a [EntityTypeId],
}

impl Naming<'_> {
    /// Every entity that may be meant, the likeliest first; of two for the same reason the one marked last before this
    /// place, then by name.
    #[must_use]
    pub fn proposals(&self) -> Vec<Proposal> {
        let Some(article) = self.project.articles.get(&self.key.article) else {
            return Vec::new();
        };
        let text = self.annotation.spans.quotation(&article.text);
        let said = words_of(&text);
        let before = self.before(&article.text);
        let day = article.meta.date;
        let mut found: Vec<((Why, usize), Proposal)> = self
            .roster
            .everybody()
            .filter(|somebody| self.kinds.is_empty() || self.kinds.contains(&somebody.kind))
            .map(|somebody| {
                let known = before.get(&somebody.id);
                let (why, ended) = reason(somebody, &text, &said, known, day);
                let rank = known.map_or(usize::MAX, |known| known.rank);
                let who = Arc::clone(somebody);
                ((why, rank), Proposal { who, why, ended })
            })
            .collect();
        // The register is in the order of names already.
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, proposal)| proposal).collect()
    }

    /// What was marked as an entity before this place, the nearest first.
    fn before(&self, text: &Text) -> HashMap<EntityId, Before> {
        let own = self.annotation;
        let layer = self.project.layer(self.key).into_iter();
        let mut earlier: Vec<(Span, &EntityId)> = layer
            .flat_map(|layer| layer.annotations.values())
            .filter(|other| other.id != own.id && other.spans.start() <= own.spans.start())
            .flat_map(|other| {
                let entities = other.attributes.values().filter_map(|value| match value {
                    Value::Entity(id) => Some(id),
                    _ => None,
                });
                entities.map(|id| (other.spans.hull(), id))
            })
            .collect();
        earlier.sort_by_key(|(span, _)| core::cmp::Reverse(span.start));
        let mut before: HashMap<EntityId, Before> = HashMap::new();
        for (rank, (span, id)) in earlier.into_iter().enumerate() {
            let known = before.entry(id.clone()).or_insert_with(|| Before {
                rank,
                words: HashSet::new(),
            });
            known.words.extend(words_of(text.slice(span)));
        }
        before
    }

    /// Whether the text is a name rather than a pronoun or a description, by its capitals; in a script without capitals it
    /// always may be one.
    #[must_use]
    pub fn is_name(&self) -> bool {
        let Some(article) = self.project.articles.get(&self.key.article) else {
            return false;
        };
        let own = self.annotation.spans.hull();
        if !has_case(article.text.slice(own)) {
            return true;
        }
        let inside = |span: Span| own.contains_span(span);
        next_passage(&article.text, own.start, Passage::Name, |_| true).is_some_and(inside)
    }
}

/// What is known of an entity from the marks before a place.
struct Before {
    /// 0 for the one that was marked last.
    rank: usize,
    /// Every word that was marked as it, lower case.
    words: HashSet<String>,
}

fn reason(
    somebody: &Somebody,
    text: &str,
    said: &[String],
    before: Option<&Before>,
    day: Option<Date>,
) -> (Why, Option<(String, Date)>) {
    let named = somebody
        .names
        .iter()
        .filter_map(|name| by_name(&name.words, said).or_else(|| within(name, text)))
        .min();
    let office = somebody
        .offices
        .iter()
        .filter(|(title, _)| has_all(said, title) || is_title_of(said, title))
        .map(|(_, role)| role)
        .max_by_key(|role| held_on(role, day));
    let ended = office
        .filter(|role| !held_on(role, day))
        .and_then(|role| Some((role.title.clone(), role.to?)));
    let told = match (named, office) {
        (Some(why), _) => Some(why),
        (None, Some(role)) if held_on(role, day) => Some(Why::Described),
        (None, Some(_)) => Some(Why::Formerly),
        (None, None) => None,
    };
    let described = || {
        let mut telling = said
            .iter()
            .filter(|word| word.chars().count() >= TELLING)
            .peekable();
        telling.peek()?;
        let known = before?;
        telling
            .all(|word| known.words.contains(word))
            .then_some(Why::Described)
    };
    let why = told.or_else(described).unwrap_or(if before.is_some() {
        Why::Mentioned
    } else {
        Why::Known
    });
    (why, ended)
}

/// Whether a name of a script without capitals stands in a text, where blanks may not part words.
fn within(name: &Name, text: &str) -> Option<Why> {
    let stands_there = name.whole.as_ref().is_some_and(|name| text.contains(name));
    stands_there.then_some(Why::Named)
}

/// Whether a text has letters that are great or small.
pub(super) fn has_case(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

fn by_name(name: &[String], said: &[String]) -> Option<Why> {
    if name.is_empty() || said.is_empty() {
        None
    } else if name == said {
        Some(Why::Called)
    } else if has_all(said, name) {
        Some(Why::Named)
    } else if has_all(name, said) {
        Some(Why::PartOfName)
    } else {
        None
    }
}

/// Whether the words stand side by side in a text.
fn has_all(text: &[String], words: &[String]) -> bool {
    !words.is_empty() && text.windows(words.len()).any(|some| some == words)
}

/// Whether a text is an office or the end of one: “the minister” for a finance minister.
fn is_title_of(said: &[String], title: &[String]) -> bool {
    let telling: Vec<&String> = said
        .iter()
        .filter(|word| word.chars().count() >= TELLING)
        .collect();
    !telling.is_empty() && telling.iter().all(|word| title.contains(word))
}

fn held_on(role: &crate::model::HeldRole, day: Option<Date>) -> bool {
    day.is_none_or(|day| {
        role.from.is_none_or(|from| from <= day) && role.to.is_none_or(|to| day <= to)
    })
}

/// The words of a text in lower case, without an English genitive.
pub(super) fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'' | '-' | '.'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .map(|word| {
            word.strip_suffix("’s")
                .or(word.strip_suffix("'s"))
                .unwrap_or(word)
        })
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, said: &str) -> Option<Why> {
        by_name(&words_of(name), &words_of(said))
    }

    #[test]
    fn a_name_is_told_by_whole_words() {
        assert_eq!(told("Petra Olsen", "Petra Olsen’s"), Some(Why::Called));
        assert_eq!(
            told("Petra Olsen", "Finance Minister Petra Olsen"),
            Some(Why::Named)
        );
        assert_eq!(told("Petra Olsen", "Olsen"), Some(Why::PartOfName));
        assert_eq!(told("Petra Olsen", "Ols"), None);
        assert_eq!(told("Petra Olsen", "he"), None);
        assert_eq!(within(&Name::of("习近平"), "习近平主席"), Some(Why::Named));
        assert_eq!(within(&Name::of("Olsen"), "Olsens"), None);
        assert_eq!(told("Петра Ольсен", "ОЛЬСЕН"), Some(Why::PartOfName));
    }

    #[test]
    fn reasons_are_in_the_order_of_their_weight() {
        assert!(Why::Called < Why::Named && Why::Named < Why::PartOfName);
        assert!(Why::Formerly.is_told() && !Why::Mentioned.is_told());
    }
}
