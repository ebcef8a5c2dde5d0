//! Who says what: the statements of a selection.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Annotation, Kind, Tag, Target, Value};
use crate::say;

use super::super::choices::STATEMENT;
use super::super::dataset::{Chosen, Dataset, Entry};
use super::exclusion::Exclusion;

/// What an actor or a concept is told from others by, and its name.
pub(super) type Node = (String, String);

/// One actor's position on one concept.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub article: String,
    pub date: Option<Date>,
    pub source: String,
    pub author: String,
    pub annotator: String,
    pub annotation: String,
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub actor: Node,
    pub concept: Node,
    /// For (1), against (-1), neither (0).
    pub sign: i8,
    pub qualifier: String,
}

/// Where the parts of a statement stand: ids of a tag, and of its attributes or roles.
#[derive(Debug, Default)]
pub(in super::super) struct Sources {
    pub tag: String,
    pub actors: Vec<String>,
    pub concept: String,
    pub qualifier: String,
    pro: Vec<String>,
    contra: Vec<String>,
}

/// Names that fields for actors, concepts and qualifiers usually have, the likeliest first.
const ACTORS: [&str; 9] = [
    "actor",
    "holder",
    "claimant",
    "speaker",
    "person",
    "organization",
    "organisation",
    "source",
    "attributed-to",
];
const CONCEPTS: [&str; 7] = [
    "concept", "target", "claim", "issue", "topic", "frame", "about",
];
const QUALIFIERS: [&str; 5] = ["agreement", "stance", "polarity", "position", "attitude"];
const PRO: [&str; 10] = [
    "yes", "favor", "favour", "for", "pro", "support", "supports", "agree", "positive", "1",
];
const CONTRA: [&str; 10] = [
    "no", "against", "anti", "contra", "oppose", "opposes", "disagree", "negative", "reject", "-1",
];

impl Sources {
    /// What was chosen, and what the codebook suggests for the rest.
    pub fn of(data: &Dataset<'_>) -> Self {
        let list = |id: &str| -> Vec<String> {
            let all = data.pick(id);
            let all = all.split([',', ';']).map(|it| it.trim().to_lowercase());
            all.filter(|it| !it.is_empty()).collect()
        };
        let chosen = data.pick(STATEMENT);
        let tags: Vec<&Tag> = data.tags().collect();
        let fields = |tag: &Tag| fields(data, tag);
        let tag = tags
            .iter()
            .find(|tag| chosen.is_empty() || is_called(tag, &chosen));
        let best = tags.iter().max_by_key(|tag| {
            let fields = fields(tag);
            let has = |names: &[&str]| names.iter().any(|name| fields.iter().any(|it| it == name));
            // The last of equals would be taken; the first in the codebook is meant.
            (
                has(&ACTORS) && has(&CONCEPTS),
                has(&QUALIFIERS),
                core::cmp::Reverse(tags.iter().position(|it| it.id == tag.id)),
            )
        });
        let Some(tag) = (if chosen.is_empty() { best } else { tag }) else {
            return Self::default();
        };
        let fields = fields(tag);
        let guess = |id: &str, names: &[&str]| {
            let chosen = data.pick(id);
            if !chosen.is_empty() {
                return chosen;
            }
            let known = names
                .iter()
                .find(|name| fields.iter().any(|it| it == *name));
            known.map_or_else(String::new, |name| (*name).to_owned())
        };
        let or = |chosen: Vec<String>, usual: &[&str]| {
            if chosen.is_empty() {
                usual.iter().map(|it| (*it).to_owned()).collect()
            } else {
                chosen
            }
        };
        let actors = list("actor");
        let actors = if actors.is_empty() {
            let usual = ACTORS
                .iter()
                .filter(|name| fields.iter().any(|it| it == *name));
            // A person, and where there is none the organisation.
            usual.map(|it| (*it).to_owned()).collect()
        } else {
            actors
        };
        Self {
            tag: tag.id.to_string(),
            actors,
            concept: guess("concept", &CONCEPTS),
            qualifier: guess("qualifier", &QUALIFIERS),
            pro: or(list("pro"), &PRO),
            contra: or(list("contra"), &CONTRA),
        }
    }

    fn sign(&self, qualifier: &str) -> i8 {
        let lower = qualifier.to_lowercase();
        if self.pro.contains(&lower) {
            1
        } else if self.contra.contains(&lower) {
            -1
        } else {
            0
        }
    }
}

/// Whether somebody who wrote this means a tag: its id, or its name.
fn is_called(tag: &Tag, chosen: &str) -> bool {
    tag.id.as_str() == chosen || tag.name == chosen
}

/// Why statements cannot be annotations of the tag that was written, in a sentence: none of those that are exported is called so.
pub(in super::super) fn no_such_tag<'a>(
    chosen: &str,
    tags: impl Iterator<Item = &'a Tag>,
) -> Option<String> {
    let tags: Vec<&Tag> = tags.collect();
    if chosen.is_empty() || tags.iter().any(|tag| is_called(tag, chosen)) {
        return None;
    }
    let all: Vec<&str> = tags.iter().map(|tag| tag.id.as_str()).collect();
    Some(say!(
        "export-network-no-tag",
        id = chosen,
        count = all.len(),
        all = all.join(", ")
    ))
}

/// The ids of a tag's attributes and of the roles that start from it.
fn fields(data: &Dataset<'_>, tag: &Tag) -> Vec<String> {
    let attributes = tag
        .attributes
        .iter()
        .filter(|it| !matches!(it.kind, Kind::Number { .. }));
    let attributes = attributes.map(|it| it.id.to_string());
    attributes
        .chain(
            data.project
                .codebook
                .roles_from(&tag.id)
                .map(|it| it.id.to_string()),
        )
        .collect()
}

/// The statements, without those that are left out and, as was chosen, repeated ones.
pub(super) fn read(data: &Dataset<'_>, sources: &Sources) -> io::Result<Vec<Statement>> {
    let mut all = Vec::new();
    let (mut without, mut excluded) = (0, 0);
    let mut exclusion = Exclusion::of(data);
    let once = data.pick("duplicates");
    let mut seen = BTreeSet::new();
    data.each(|entry| {
        let is_out = exclusion.has_article(entry.article);
        for chosen in &entry.layers {
            let is_out = exclusion.has_layer(data, chosen) || is_out;
            for annotation in &chosen.annotations {
                if annotation.tag.as_str() != sources.tag {
                    continue;
                }
                let made = of_annotation(data, sources, (&entry, chosen), annotation);
                without += usize::from(made.is_empty() && !is_out);
                for statement in made {
                    if is_out || exclusion.has_statement(&statement) {
                        excluded += 1;
                        continue;
                    }
                    let key = repeated(&once, &statement);
                    if key.is_none_or(|key| seen.insert(key)) {
                        all.push(statement);
                    }
                }
            }
        }
        Ok(())
    })?;
    data.note(
        |count| say!("export-network-without", count = count),
        without,
    );
    data.note(
        |count| say!("export-network-excluded", count = count),
        excluded,
    );
    data.note(
        |count| say!("export-network-idle", count = count),
        exclusion.idle(),
    );
    all.sort_by(|one, other| {
        (one.date, &one.article, one.start).cmp(&(other.date, &other.article, other.start))
    });
    Ok(all)
}

/// What of a statement counts once; none when every one counts.
fn repeated(once: &str, statement: &Statement) -> Option<(String, String, String, i8)> {
    let span = match once {
        "document" => statement.article.clone(),
        "week" | "month" | "year" => window(once, statement.date),
        "across" => String::new(),
        _ => return None,
    };
    Some((
        span,
        statement.actor.0.clone(),
        statement.concept.0.clone(),
        statement.sign,
    ))
}

/// The span of time of a day: a year, a month, a week as `2026-W09`, or the day.
fn window(kind: &str, date: Option<Date>) -> String {
    let Some(date) = date else {
        return "undated".to_owned();
    };
    match kind {
        "year" => format!("{:04}", date.year()),
        "month" => format!("{:04}-{:02}", date.year(), date.month()),
        "week" => {
            let week = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        _ => date.to_string(),
    }
}

/// The first and the last day of the span of time of a day.
pub(super) fn bounds(kind: &str, date: Date) -> (Date, Date) {
    match kind {
        "year" => (date.first_of_year(), date.last_of_year()),
        "month" => (date.first_of_month(), date.last_of_month()),
        "week" => {
            let since_monday = i64::from(date.weekday().to_monday_zero_offset());
            let monday = date.saturating_sub(since_monday.days());
            (monday, monday.saturating_add(6.days()))
        }
        _ => (date, date),
    }
}

/// The statements of each span of time; all of them under no name when time does not count.
pub(super) fn windows<'s>(
    all: &'s [Statement],
    kind: &str,
) -> BTreeMap<String, Vec<&'s Statement>> {
    let mut windows: BTreeMap<String, Vec<&Statement>> = BTreeMap::new();
    if kind == "none" {
        windows.insert(String::new(), all.iter().collect());
        return windows;
    }
    for statement in all {
        windows
            .entry(window(kind, statement.date))
            .or_default()
            .push(statement);
    }
    windows
}

fn of_annotation(
    data: &Dataset<'_>,
    sources: &Sources,
    (entry, chosen): (&Entry<'_>, &Chosen<'_>),
    annotation: &Annotation,
) -> Vec<Statement> {
    let place = (entry, chosen);
    let actors = sources
        .actors
        .iter()
        .map(|id| nodes(data, place, annotation, id));
    let actors = actors
        .into_iter()
        .find(|nodes| !nodes.is_empty())
        .unwrap_or_default();
    let concepts = nodes(data, place, annotation, &sources.concept);
    let qualifier = annotation
        .attributes
        .iter()
        .find(|(id, _)| id.as_str() == sources.qualifier);
    let qualifier = qualifier
        .map(|(_, value)| value.to_plain())
        .unwrap_or_default();
    let (start, end) = entry.range(annotation.spans.hull());
    let meta = &entry.article.meta;
    let mut made = Vec::new();
    for actor in &actors {
        for concept in &concepts {
            made.push(Statement {
                article: entry.article.id.to_string(),
                date: meta.date,
                source: meta.source.clone(),
                author: meta.author.clone(),
                annotator: chosen.key.annotator.to_string(),
                annotation: annotation.id.to_string(),
                start,
                end,
                text: annotation.spans.quotation(&entry.article.text),
                actor: actor.clone(),
                concept: concept.clone(),
                sign: sources.sign(&qualifier),
                qualifier: qualifier.clone(),
            });
        }
    }
    made
}

/// What an attribute or a role of an annotation names.
fn nodes(
    data: &Dataset<'_>,
    (entry, chosen): (&Entry<'_>, &Chosen<'_>),
    annotation: &Annotation,
    id: &str,
) -> Vec<Node> {
    let words = |text: &str| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (format!("text {}", words.to_lowercase()), words)
    };
    let entity = |id| {
        let known = data.project.entity(id);
        known.map_or((id.to_string(), id.to_string()), |it| {
            (it.id.to_string(), it.name.clone())
        })
    };
    let value = annotation
        .attributes
        .iter()
        .find(|(known, _)| known.as_str() == id);
    match value {
        Some((_, Value::Entity(id))) => return vec![entity(id)],
        Some((_, Value::Choices(options))) => return options.iter().map(|it| words(it)).collect(),
        Some((_, value)) => return vec![words(&value.to_plain())],
        None => {}
    }
    let links = annotation
        .links
        .iter()
        .filter(|link| link.role.as_str() == id);
    let nodes = links.filter_map(|link| match &link.to {
        Target::Entity(id) => Some(entity(id)),
        Target::Annotation(_) => {
            let far = chosen.linked(&link.to)?;
            let named = far.attributes.values().find_map(|value| match value {
                Value::Entity(id) => Some(entity(id)),
                _ => None,
            });
            Some(named.unwrap_or_else(|| words(&far.spans.quotation(&entry.article.text))))
        }
    });
    nodes.filter(|(_, name)| !name.is_empty()).collect()
}
