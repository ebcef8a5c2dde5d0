//! What of a project is exported.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Annotation, AnnotatorId, ArticleId, Layer, LayerKey, Project};
use crate::say;

/// Whose layers are exported; everybody's when it names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The annotators; `None` for all.
    pub annotators: Option<BTreeSet<AnnotatorId>>,
}

impl Selection {
    /// The layers of one annotator.
    #[must_use]
    pub fn of(annotator: AnnotatorId) -> Self {
        Self {
            annotators: Some(BTreeSet::from([annotator])),
        }
    }

    /// The selected layers of an article, by annotator.
    pub(super) fn layers<'a>(
        &'a self,
        project: &'a Project,
        article: &'a ArticleId,
    ) -> impl Iterator<Item = (&'a LayerKey, &'a Arc<Layer>)> {
        project.layers_of(article).filter(|(key, _)| {
            self.annotators
                .as_ref()
                .is_none_or(|chosen| chosen.contains(&key.annotator))
        })
    }

    /// Every selected annotation of the project.
    pub(super) fn annotations<'a>(
        &'a self,
        project: &'a Project,
    ) -> impl Iterator<Item = Arc<Annotation>> {
        let layers = project.articles.keys();
        let layers = layers.flat_map(|article| self.layers(project, article));
        layers.flat_map(|(_, layer)| {
            let annotations = layer.in_passing().annotations;
            annotations.values().cloned().collect::<Vec<_>>()
        })
    }

    /// What every format leaves out: annotations without a place, and what the register knows beyond names.
    pub(super) fn losses(&self, project: &Project) -> Vec<String> {
        let detached = project
            .articles
            .keys()
            .flat_map(|article| self.layers(project, article))
            .map(|(_, layer)| layer.detached.len())
            .sum();
        let known = project
            .register()
            .into_iter()
            .filter(|entity| {
                !entity.aliases.is_empty()
                    || !entity.attributes.is_empty()
                    || !entity.roles.is_empty()
                    || !entity.note.is_empty()
            })
            .count();
        [
            told(detached, |count| {
                say!("export-lost-detached", count = count)
            }),
            told(known, |count| say!("export-lost-entities", count = count)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A sentence about how many were lost; none when none was.
pub(super) fn told(count: usize, sentence: fn(usize) -> String) -> Option<String> {
    (count > 0).then(|| sentence(count))
}
