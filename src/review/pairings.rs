//! The passages behind a number: what two people's marks, put together, are to each other.

use std::collections::BTreeSet;

use crate::model::{AnnotationId, ArticleId, Project};

use super::alignment::{Class, align};
use super::study::{ArticleSums, Marked, Study};

/// Which rows of the alignments are asked for; `None` asks nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Which<'a> {
    /// Of this pair of people, by its place in [`Study::pairs`].
    pub pair: Option<usize>,
    /// Of this article.
    pub article: Option<&'a ArticleId>,
    /// Of these articles.
    pub articles: Option<&'a BTreeSet<ArticleId>>,
    /// Of this class.
    pub class: Option<Class>,
    /// Of this tag on one side at least.
    pub tag: Option<u32>,
    /// With these tags on the two sides, whichever way round; `None` in it for nothing.
    pub tags: Option<(Option<u32>, Option<u32>)>,
    /// Without those that are the same.
    pub differing: bool,
}

/// Two people's marks that go together, or one that stands alone: a row of an alignment, with its passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// The article.
    pub article: ArticleId,
    /// The pair of people, by its place.
    pub pair: usize,
    /// What one mark is to the other.
    pub class: Class,
    /// The first person's annotation.
    pub first: Option<AnnotationId>,
    /// The second person's annotation.
    pub second: Option<AnnotationId>,
    /// The tags of the two.
    pub tags: (Option<u32>, Option<u32>),
    /// Where the passage of both begins, in code points.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
}

/// The rows that are asked for, by article, place and pair.
#[must_use]
pub fn pairings(project: &Project, study: &Study, which: Which<'_>) -> Vec<Pairing> {
    let mut found = Vec::new();
    for sums in &study.articles {
        let Some(id) = &sums.article else { continue };
        let is_asked = which.article.is_none_or(|asked| asked == id)
            && which.articles.is_none_or(|asked| asked.contains(id));
        if is_asked && may_have(sums, which) {
            found.extend(of_article(project, study, id, which));
        }
    }
    found
}

/// Whether the sums of an article leave it open that there is such a row: then only is it aligned again.
fn may_have(sums: &ArticleSums, which: Which<'_>) -> bool {
    sums.pairs.iter().any(|(pair, sums)| {
        which.pair.is_none_or(|asked| asked == *pair)
            && which.class.is_none_or(|class| sums.classes.of(class) > 0)
            && which.tag.is_none_or(|tag| sums.tags.contains_key(&tag))
            && (!which.differing || sums.classes.of(Class::Same) < sums.classes.rows())
    })
}

/// The rows of one article that are asked for.
#[must_use]
pub fn of_article(
    project: &Project,
    study: &Study,
    id: &ArticleId,
    which: Which<'_>,
) -> Vec<Pairing> {
    let marked = study.marked(project, id);
    let mut found = Vec::new();
    for (pair, people) in study.pairs.iter().enumerate() {
        if which.pair.is_some_and(|asked| asked != pair) {
            continue;
        }
        if let (Some(first), Some(second)) = (&marked[people.first], &marked[people.second]) {
            found.extend(
                of_pair(id, pair, first, second)
                    .into_iter()
                    .filter(|it| is_asked(it, which)),
            );
        }
    }
    found.sort_by_key(|it| (it.start, it.end, it.pair));
    found
}

fn of_pair(id: &ArticleId, pair: usize, first: &Marked, second: &Marked) -> Vec<Pairing> {
    let alignment = align(&first.units, &second.units);
    let rows = alignment.rows.iter();
    rows.map(|row| {
        let one = row
            .first
            .map(|at| (&first.units[at], &first.annotations[at]));
        let other = row
            .second
            .map(|at| (&second.units[at], &second.annotations[at]));
        let units = [one, other].into_iter().flatten().map(|(unit, _)| unit);
        Pairing {
            article: id.clone(),
            pair,
            class: row.class,
            first: one.map(|(_, annotation)| annotation.id.clone()),
            second: other.map(|(_, annotation)| annotation.id.clone()),
            tags: (
                one.map(|(unit, _)| unit.tag),
                other.map(|(unit, _)| unit.tag),
            ),
            start: units.clone().map(super::Unit::start).min().unwrap_or(0),
            end: units.map(super::Unit::end).max().unwrap_or(0),
        }
    })
    .collect()
}

fn is_asked(pairing: &Pairing, which: Which<'_>) -> bool {
    let (one, other) = pairing.tags;
    which.class.is_none_or(|class| pairing.class == class)
        && which
            .tag
            .is_none_or(|tag| one == Some(tag) || other == Some(tag))
        && which
            .tags
            .is_none_or(|tags| tags == (one, other) || tags == (other, one))
        && !(which.differing && pairing.class == Class::Same)
}
