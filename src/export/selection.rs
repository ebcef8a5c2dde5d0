//! What of a project is exported.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{AnnotatorId, Article, ArticleId, Layer, LayerKey, Project, TagId};

/// Whose layers, which tags, which articles; all of what is not named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The annotators; `None` for all people, without the gold layers.
    pub annotators: Option<BTreeSet<AnnotatorId>>,
    /// The tags; `None` for all. Links to annotations with other tags are left out.
    pub tags: Option<BTreeSet<TagId>>,
    /// The articles; `None` for all.
    pub articles: Option<BTreeSet<ArticleId>>,
    /// Whether the texts are those that were loaded, without what was corrected since.
    pub as_loaded: bool,
}

/// Everybody whose layers can be exported: all people and the gold layers, but not what somebody labelled a second time.
#[must_use]
pub fn everybody(project: &Project) -> BTreeSet<AnnotatorId> {
    let all = project.annotators.keys();
    all.filter(|id| !project.is_second(id)).cloned().collect()
}

impl Selection {
    /// The layers of one annotator.
    #[must_use]
    pub fn of(annotator: AnnotatorId) -> Self {
        Self {
            annotators: Some(BTreeSet::from([annotator])),
            ..Self::default()
        }
    }

    /// The selected articles, by id.
    pub(super) fn articles<'a>(
        &'a self,
        project: &'a Project,
    ) -> impl Iterator<Item = &'a Arc<Article>> {
        project.articles.values().filter(|article| {
            let chosen = self.articles.as_ref();
            chosen.is_none_or(|chosen| chosen.contains(&article.id))
        })
    }

    /// The selected layers of an article, by annotator.
    pub(super) fn layers<'a>(
        &'a self,
        project: &'a Project,
        article: &'a ArticleId,
    ) -> impl Iterator<Item = (&'a LayerKey, &'a Arc<Layer>)> {
        project.layers_of(article).filter(|(key, _)| {
            let chosen = self.annotators.as_ref();
            match chosen {
                Some(chosen) => chosen.contains(&key.annotator),
                None => !project.is_nobody(&key.annotator),
            }
        })
    }

    /// Whether annotations with a tag are selected.
    pub(super) fn has_tag(&self, tag: &TagId) -> bool {
        self.tags.as_ref().is_none_or(|chosen| chosen.contains(tag))
    }
}
