//! Making a link: a role was chosen; now a target is picked by click, by number, or by typing part of its text.

use crate::model::{Annotation, AnnotationId, LayerKey, Project, Role, RoleId, Target};

use super::marking::target_name;
use super::ties::distance;

/// Most candidates that are offered at once: one digit each.
pub const OFFERED: usize = 9;

/// A link that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linking {
    /// The annotation that it starts from.
    pub from: AnnotationId,
    /// What it means; not yet chosen when the link was begun without saying so.
    pub role: Option<RoleId>,
    /// What was typed to find the target.
    pub filter: String,
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

impl Linking {
    /// The candidates that fit role and filter, in the order of their numbers: annotations by their distance from the
    /// start of the link, then entities by name.
    #[must_use]
    pub fn candidates(&self, project: &Project, key: &LayerKey) -> Vec<Candidate> {
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
        let fits = |text: &str| wanted.is_empty() || text.to_lowercase().contains(&wanted);
        let mut near: Vec<&Annotation> = layer
            .annotations
            .values()
            .map(AsRef::as_ref)
            .filter(|to| to.id != from.id && role.allows_tag(&to.tag))
            .collect();
        near.sort_unstable_by_key(|to| (distance(from, to), to.spans.start(), &to.id));
        // Quotations are looked at only until enough of them fit.
        let fitting = near
            .into_iter()
            .filter(|to| fits(&to.spans.quotation(&article.text)));
        let annotations = fitting.take(OFFERED).map(|to| {
            let target = Target::Annotation(to.id.clone());
            Candidate {
                label: target_name(project, key, &article.text, &target),
                kind: project.codebook.tag_name(&to.tag).to_owned(),
                target,
            }
        });
        annotations
            .chain(entities(project, role, &fits))
            .take(OFFERED)
            .collect()
    }
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

fn entities(project: &Project, role: &Role, fits: &dyn Fn(&str) -> bool) -> Vec<Candidate> {
    project
        .register()
        .into_iter()
        .filter(|entity| role.allows_entity(&entity.kind) && entity.names().any(fits))
        .map(|entity| Candidate {
            target: Target::Entity(entity.id.clone()),
            label: entity.name.clone(),
            kind: project
                .codebook
                .entity_type(&entity.kind)
                .map_or_else(|| entity.kind.to_string(), |kind| kind.name.clone()),
        })
        .collect()
}
