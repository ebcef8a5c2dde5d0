//! Making a link: a role was chosen; now a target is picked by click, by number, or by typing part of its text.

use crate::model::{
    Annotation, AnnotationId, EntityId, Layer, LayerKey, Link, Project, Role, RoleId, Target,
};
use crate::query::{Fit, Roster, Somebody};
use crate::text::{Span, Text};

use super::marking::target_name;
use super::ties::distance;

/// Most candidates that are offered at once: one digit each.
pub const OFFERED: usize = 9;

/// So many entities that the role points to elsewhere stand among the first.
const AGAIN: usize = 3;

/// So many candidates there are at least while nothing was typed, if the register has as many.
pub const FEW: usize = 5;

/// So many of the nearest annotations are put in order by how well they fit what was typed.
const RANKED: usize = 5000;

/// A link that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linking {
    /// The annotation that it starts from.
    pub from: AnnotationId,
    /// What it means; not yet chosen when the link was begun without saying so.
    pub role: Option<RoleId>,
    /// What was typed to find the target.
    pub filter: String,
    /// The link that is to point there instead of where it points.
    pub instead_of: Option<Link>,
}

/// Something that the link may point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The target.
    pub target: Target,
    /// Its name or quotation.
    pub label: String,
    /// Its tag or entity type.
    pub kind: String,
}

impl Candidate {
    /// Somebody of the register.
    pub(super) fn somebody(project: &Project, somebody: &Somebody) -> Self {
        let kind = project.codebook.entity_type(&somebody.kind);
        Self {
            target: Target::Entity(somebody.id.clone()),
            label: somebody.name.clone(),
            kind: kind.map_or_else(|| somebody.kind.to_string(), |kind| kind.name.clone()),
        }
    }
}

impl Linking {
    /// A link from an annotation, of which nothing was typed yet.
    #[must_use]
    pub const fn new(from: AnnotationId, role: Option<RoleId>) -> Self {
        Self {
            from,
            role,
            filter: String::new(),
            instead_of: None,
        }
    }

    /// The candidates that fit role and filter, in the order of their numbers: what is just what was typed first, then
    /// what begins with it, then the rest. Of these annotations come first: where what stands around the start of the link
    /// points already, then those of the same paragraph, then by distance; what the start points to in another role
    /// comes last. Then entities by name.
    #[must_use]
    pub fn candidates(&self, project: &Project, roster: &Roster, key: &LayerKey) -> Vec<Candidate> {
        let role = self.role.as_ref().and_then(|id| project.codebook.role(id));
        let (Some(role), Some(layer), Some(article)) =
            (role, project.layer(key), project.articles.get(&key.article))
        else {
            return Vec::new();
        };
        let Some(from) = layer.annotations.get(&self.from) else {
            return Vec::new();
        };
        let wanted = self.filter.trim().to_lowercase();
        let mut near: Vec<&Annotation> = layer
            .annotations
            .values()
            .map(AsRef::as_ref)
            .filter(|to| to.id != from.id && role.allows_tag(&to.tag))
            .collect();
        let likely = around(layer, from);
        let paragraphs = paragraphs(&article.text, from);
        let order = |to: &Annotation| {
            let target = Target::Annotation(to.id.clone());
            let is_taken = from
                .links
                .iter()
                .any(|link| link.role != role.id && link.to == target);
            (
                is_taken,
                !likely.contains(&&target),
                !paragraphs.overlaps(to.spans.hull()),
                distance(from, to),
                to.spans.start(),
                to.id.clone(),
            )
        };
        near.sort_by_cached_key(|to| order(to));
        let (near, far) = near.split_at(near.len().min(RANKED));
        let fit = |to: &&Annotation| {
            let said = to.spans.quotation(&article.text).to_lowercase();
            Fit::of(&said, &wanted)
        };
        let mut found: Vec<(Fit, Candidate)> = Vec::new();
        let candidate = |to: &Annotation| {
            let target = Target::Annotation(to.id.clone());
            Candidate {
                label: target_name(project, key, &article.text, &target),
                kind: project.codebook.tag_name(&to.tag).to_owned(),
                target,
            }
        };
        let mut ranked: Vec<(Fit, &Annotation)> =
            near.iter().filter_map(|to| Some((fit(to)?, *to))).collect();
        ranked.sort_by_key(|(fit, _)| *fit);
        // What is far away is looked at only until enough of it fits.
        let far = far.iter().filter_map(|to| Some((fit(to)?, *to)));
        let annotations = ranked.into_iter().chain(far).take(OFFERED);
        found.extend(annotations.map(|(fit, to)| (fit, candidate(to))));
        let most = if wanted.is_empty() {
            usize::MAX
        } else {
            OFFERED
        };
        let mut everybody = roster.fitting(&wanted, most, |kind| role.allows_entity(kind));
        if wanted.is_empty() {
            // Whom the same role points to elsewhere in the article stands behind the nearest annotations.
            let used = used_entities(layer, role, from);
            let place = |somebody: &Somebody| used.iter().position(|used| **used == somebody.id);
            let (mut again, rest): (Vec<_>, Vec<_>) =
                (everybody.into_iter()).partition(|(_, somebody)| place(somebody).is_some());
            again.sort_by_key(|(_, somebody)| place(somebody));
            again.truncate(AGAIN);
            // Of the rest of the register only a few: the list is to leave the text in sight.
            let nearest = found.len().min(OFFERED - AGAIN - 2);
            let again = again.into_iter();
            found.splice(
                nearest..nearest,
                again.map(|(fit, it)| (fit, Candidate::somebody(project, it))),
            );
            let few = FEW.saturating_sub(found.len());
            everybody = rest.into_iter().take(few).collect();
        }
        let everybody = everybody.into_iter();
        found.extend(everybody.map(|(fit, it)| (fit, Candidate::somebody(project, it))));
        found.sort_by_key(|(fit, _)| *fit);
        let found = found.into_iter().map(|(_, candidate)| candidate);
        found.take(OFFERED).collect()
    }
}

/// The entities to which annotations point in a role, those of the nearest annotations before another one first.
fn used_entities<'a>(layer: &'a Layer, role: &Role, from: &Annotation) -> Vec<&'a EntityId> {
    let mut using: Vec<&Annotation> = layer
        .annotations
        .values()
        .map(AsRef::as_ref)
        .filter(|other| other.id != from.id && other.links.iter().any(|link| link.role == role.id))
        .collect();
    using.sort_by_cached_key(|other| {
        let is_behind = other.spans.start() > from.spans.start();
        (is_behind, distance(from, other), other.id.clone())
    });
    let mut used: Vec<&EntityId> = Vec::new();
    for link in using.into_iter().flat_map(|other| &other.links) {
        if let Target::Entity(id) = &link.to
            && link.role == role.id
            && !used.contains(&id)
        {
            used.push(id);
        }
    }
    used
}

/// Where what stands around an annotation points to: a claim is most likely made by the speaker of the quote around it.
fn around<'a>(layer: &'a Layer, from: &Annotation) -> Vec<&'a Target> {
    let own = from.spans.hull();
    let around = layer.annotations.values();
    around
        .filter(|other| other.id != from.id && other.spans.hull().contains_span(own))
        .flat_map(|other| other.links.iter().map(|link| &link.to))
        .collect()
}

/// The paragraphs in which an annotation stands.
fn paragraphs(text: &Text, annotation: &Annotation) -> Span {
    let first = text.paragraph_at(annotation.spans.start()).span;
    first.hull(text.paragraph_at(annotation.spans.end()).span)
}

/// The numbers of the annotations among the candidates, from 1.
#[must_use]
pub fn hints(candidates: &[Candidate]) -> Vec<(AnnotationId, u32)> {
    (1..)
        .zip(candidates)
        .filter_map(|(number, candidate)| match &candidate.target {
            Target::Annotation(id) => Some((id.clone(), number)),
            Target::Entity(_) => None,
        })
        .collect()
}
