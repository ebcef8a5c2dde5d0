//! The articles that a filter means.

use std::collections::BTreeSet;

use crate::model::{AnnotatorId, ArticleId, LayerHead, LayerKey, Project};

use super::filter::{Filter, Place};

/// The articles in which a filter finds an annotation, or in which nothing is marked and which it means whatever would be
/// marked there: `date:2004` finds those of 2004 without annotations, too.
#[must_use]
pub fn articles_of(project: &Project, filter: &Filter) -> BTreeSet<ArticleId> {
    let mut found = BTreeSet::new();
    for article in project.articles.values() {
        let nobody = (
            LayerKey {
                article: article.id.clone(),
                annotator: AnnotatorId::from_name("nobody", |_| false),
            },
            LayerHead::default(),
        );
        let mut is_marked = false;
        let mut is_meant = false;
        for (key, layer) in project.layers_of(&article.id) {
            is_marked |= !layer.annotations.is_empty() && !project.is_nobody(&key.annotator);
            let place = Place::new(key, article, &layer.head);
            let within = filter.within(&place);
            if within.is_nothing() {
                continue;
            }
            let marks = layer.in_passing().in_order();
            let place = Place::new(key, article, &layer.head).with(&marks);
            is_meant |= marks.iter().any(|mark| within.accepts(&place, mark, None));
        }
        if !is_marked {
            is_meant = filter
                .within(&Place::new(&nobody.0, article, &nobody.1))
                .is_everything();
        }
        if is_meant {
            found.insert(article.id.clone());
        }
    }
    found
}
