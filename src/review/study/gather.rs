//! From layers to marks that can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, Article, Attribute, Kind, Layer, Project, TagId, Values,
};
use crate::review::unit::Unit;
use crate::text::{Byte, Span, Text};

use super::Question;

/// What somebody marked of an article, in order of place.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// The marks.
    pub units: Vec<Unit>,
    /// The annotations that they are, at the same places.
    pub annotations: Vec<Arc<Annotation>>,
    /// The fields of the article.
    pub attributes: Values,
    /// How many were left out because the same was there already.
    pub repeated: usize,
}

impl Marked {
    /// The place of an annotation.
    pub(super) fn places(&self) -> BTreeMap<&AnnotationId, usize> {
        let annotations = self.annotations.iter().enumerate();
        annotations
            .map(|(at, annotation)| (&annotation.id, at))
            .collect()
    }
}

/// Whether two people's values of a field can be the same by more than chance: free text is not compared.
pub(super) fn is_comparable(attribute: &Attribute) -> bool {
    attribute.kind != Kind::Text
}

/// Tags that were used and are not among these.
pub(super) fn unknown_tags(project: &Project, question: &Question, known: &[TagId]) -> Vec<TagId> {
    let known: BTreeSet<&TagId> = known.iter().collect();
    let groups = project.codebook.tags.iter().filter(|tag| tag.group);
    let groups: BTreeSet<&TagId> = groups.map(|tag| &tag.id).collect();
    let mut unknown = BTreeSet::new();
    for (key, layer) in &project.layers {
        if !question.people.contains(&key.annotator) {
            continue;
        }
        // Tags stand apart in packed layers, so this unpacks nothing.
        let _none_is_the_one = layer.has_tag(|tag| {
            let is_asked = question.tags.is_empty() || question.tags.contains(tag.as_str());
            if is_asked && (!known.contains(tag) || groups.contains(tag)) && !unknown.contains(tag)
            {
                unknown.insert(tag.clone());
            }
            false
        });
    }
    unknown.into_iter().collect()
}

/// What somebody marked: as units in code points, in order; the same mark only once.
pub(super) fn marked(
    project: &Project,
    question: &Question,
    tag_numbers: &BTreeMap<TagId, u32>,
    article: &Article,
    layer: &Layer,
) -> Marked {
    let annotations = layer.annotations.listed();
    let mut found: Vec<(Unit, Arc<Annotation>)> = Vec::with_capacity(annotations.len());
    for annotation in annotations {
        let Some(&tag) = tag_numbers.get(&annotation.tag) else {
            continue;
        };
        if annotation.unsure && !question.unsure {
            continue;
        }
        let pieces = annotation.spans.iter().filter_map(|span| {
            let span = if question.trim {
                trimmed(&article.text, span)?
            } else {
                span
            };
            let place = |at: Byte| article.text.to_code_point(at).0;
            Some((place(span.start), place(span.end)))
        });
        let unit = Unit::new(tag, pieces);
        if !unit.pieces().is_empty() {
            found.push((unit, annotation));
        }
    }
    found.sort_by(|(one, a), (other, b)| (one, &a.id).cmp(&(other, &b.id)));
    let before = found.len();
    found.dedup_by(|(one, a), (other, b)| {
        one == other && same_values(project, &a.attributes, &b.attributes)
    });
    let repeated = before - found.len();
    let (units, annotations) = found.into_iter().unzip();
    Marked {
        units,
        annotations,
        attributes: layer.head.attributes.clone(),
        repeated,
    }
}

pub(in crate::review) fn same_values(project: &Project, one: &Values, other: &Values) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|((name, value), (their, theirs))| {
                name == their
                    && super::sums::plain(project, value) == super::sums::plain(project, theirs)
            })
}

/// A span without white space at its edges; `None` of one that is nothing else.
pub(in crate::review) fn trimmed(text: &Text, span: Span) -> Option<Span> {
    let covered = &text.as_str()[span.start.0 as usize..span.end.0 as usize];
    let start = covered.len() - covered.trim_start().len();
    let end = covered.trim_end().len();
    if start == 0 && end == covered.len() {
        return Some(span);
    }
    let from = span.start.0;
    (start < end).then(|| Span {
        start: Byte(from + start as u32),
        end: Byte(from + end as u32),
    })
}
