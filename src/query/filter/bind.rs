//! From the names in a query to what a project means by them.

mod field;
mod known;

use core::ops::Range;

use jiff::tz::TimeZone;

use crate::model::{AnnotatorId, Project};

use super::ast::{At, Node, Query, Term, Word};
use super::error::{Why, Wrong};
use super::matcher::Matcher;
use super::test::{Bound, OfLayer, OfMark, Place, Within};
use super::{Op, parse};

use field::Binder;
pub(in crate::query) use field::is_called;

pub(super) use known::{Own, State, has_names};

/// A query that knows the project it asks.
#[derive(Clone, Debug)]
pub struct Filter(Option<Bound>);

impl Filter {
    /// Resolves the names of a query. `me` is whom `by:me` means; days are those of a time zone.
    ///
    /// # Errors
    /// What is wrong first, and where: a name that the project does not know, a value that cannot be one.
    pub fn bind(
        query: &Query,
        project: &Project,
        me: Option<&AnnotatorId>,
        zone: &TimeZone,
    ) -> Result<Self, Wrong> {
        let binder = Binder::new(project, me, zone);
        let bound = query.0.as_ref().map(|node| bind(node, &binder));
        Ok(Self(without_gold(bound.transpose()?, project, me)))
    }

    /// Reads a query and resolves its names.
    ///
    /// # Errors
    /// As [`parse()`] and [`Filter::bind`].
    pub fn read(
        text: &str,
        project: &Project,
        me: Option<&AnnotatorId>,
        zone: &TimeZone,
    ) -> Result<Self, Wrong> {
        Self::bind(&parse(text)?, project, me, zone)
    }

    /// What is left to be asked of the annotations of one layer.
    #[must_use]
    pub fn within(&self, place: &Place<'_>) -> Within<'_> {
        static ALL: Bound = Bound::And(Vec::new());
        Within::of(self.0.as_ref().unwrap_or(&ALL), place)
    }

    /// Whether it asks for an annotator by name, or for everybody else.
    #[must_use]
    pub fn names(&self, annotator: &AnnotatorId) -> bool {
        self.0.as_ref().is_some_and(|it| it.names(annotator))
    }
}

/// The gold layers are nobody's, so they are looked through only for who names them, or for whom `me` is.
fn without_gold(
    bound: Option<Bound>,
    project: &Project,
    me: Option<&AnnotatorId>,
) -> Option<Bound> {
    let gold = project.reviewing.rules.gold.as_ref();
    let gold = gold.filter(|gold| me != Some(*gold));
    let Some(gold) = gold.filter(|gold| !bound.as_ref().is_some_and(|it| it.names(gold))) else {
        return bound;
    };
    let by_gold = Bound::Layer(OfLayer::By([gold.clone()].into()));
    let mut all: Vec<Bound> = bound.into_iter().collect();
    all.push(Bound::Not(Box::new(by_gold)));
    Some(Bound::And(all))
}

/// Refuses a word of which nothing is left to be looked for: it would be found everywhere.
fn seen(word: &Word, at: &Range<usize>) -> Result<(), Wrong> {
    if Matcher::is_something(word) {
        return Ok(());
    }
    Err(Wrong {
        at: at.clone(),
        why: Why::Unseen,
    })
}

fn bind(node: &Node, binder: &Binder<'_>) -> Result<Bound, Wrong> {
    let all = |nodes: &[Node]| -> Result<Vec<Bound>, Wrong> {
        nodes.iter().map(|node| bind(node, binder)).collect()
    };
    match node {
        Node::Or(nodes) => all(nodes).map(Bound::Or),
        Node::And(nodes) => all(nodes).map(Bound::And),
        Node::Not(node) => Ok(Bound::Not(Box::new(bind(node, binder)?))),
        Node::Term(At { it: term, at }) => match term {
            Term::Words(word) => {
                seen(word, at)?;
                Ok(Bound::Mark(OfMark::Words(Matcher::new(Op::Has, word))))
            }
            Term::Unsure => Ok(Bound::Mark(OfMark::Unsure)),
            Term::Field(key, op, values) => binder.field(key, *op, values),
        },
    }
}
