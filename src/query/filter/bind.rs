//! From the names in a query to what a project means by them.

mod field;
mod known;

use core::ops::Range;
use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::model::{AnnotatorId, Project, Status};

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
        Ok(Self(without_nobodies(bound.transpose()?, project, me)))
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

/// The gold layers and those of repeats are nobody's, so they are looked through only for who names them, or for whom `me` is.
/// What `me` is labelling a second time is own work, and looked through.
fn without_nobodies(
    bound: Option<Bound>,
    project: &Project,
    me: Option<&AnnotatorId>,
) -> Option<Bound> {
    let rules = &project.reviewing.rules;
    let nobodies = rules.gold.iter().chain(rules.second.keys());
    let nobodies = nobodies.filter(|id| me != Some(*id));
    let is_named = |id: &AnnotatorId| bound.as_ref().is_some_and(|it| it.names(id));
    let mut unnamed: BTreeSet<AnnotatorId> = nobodies.filter(|id| !is_named(id)).cloned().collect();
    if unnamed.is_empty() {
        return bound;
    }
    let mut left_out = Vec::new();
    let own = me.and_then(|me| project.second_of(me));
    if let Some(own) = own.and_then(|own| unnamed.take(own)) {
        let done = Bound::Layer(OfLayer::Status(vec![Status::Done]));
        let by = Bound::Layer(OfLayer::By([own].into()));
        left_out.push(Bound::And(vec![by, done]));
    }
    left_out.push(Bound::Layer(OfLayer::By(unnamed)));
    let mut all: Vec<Bound> = bound.into_iter().collect();
    all.extend(left_out.into_iter().map(|it| Bound::Not(Box::new(it))));
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
