//! What is missing or broken in one's own layers, kept up to date while people work.
//!
//! A [`Gaps`] knows of which layers it was made. The next one looks only at those that have changed since, so that an edit
//! of one article costs as much as that article, however large the project is.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::model::{
    Annotator, AnnotatorId, ArticleId, Codebook, EntityId, EntityTypeId, Gap, Layer, LayerKey,
    Level, Project, Reviewing, Status, gaps,
};
use crate::store::Progress;
use crate::text::Byte;

/// Most that is told of one layer: whoever has more begins with these.
const MOST: usize = 1000;

/// What is missing or broken in one's own layers.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    whose: Option<AnnotatorId>,
    codebook: Arc<Codebook>,
    reviewing: Arc<Reviewing>,
    register: Vec<Arc<Annotator>>,
    layers: OrdMap<LayerKey, Arc<Layer>>,
    found: OrdMap<ArticleId, Arc<OfLayer>>,
    missing: usize,
}

/// What is missing or broken in one layer, in reading order.
#[derive(Debug, Default)]
pub struct OfLayer {
    /// The gaps, the first thousand of them, with where each begins in the text.
    pub gaps: Vec<(Byte, Gap)>,
    /// How many there are, without notes.
    pub missing: usize,
}

impl OfLayer {
    fn of(project: &Project, key: &LayerKey, layer: &Layer) -> Self {
        let layer = layer.in_passing();
        let done = layer.head.status == Status::Done;
        Self::sorted(&layer, gaps(project, key, &layer, done))
    }

    fn sorted(layer: &Layer, gaps: Vec<Gap>) -> Self {
        let missing = gaps.iter().filter(|gap| gap.level != Level::Note).count();
        let place = |gap: &Gap| {
            let annotation = (gap.annotation.as_ref()).and_then(|id| layer.annotations.get(id));
            annotation.map_or(Byte(0), |annotation| annotation.spans.start())
        };
        let mut gaps: Vec<(Byte, Gap)> = gaps.into_iter().map(|gap| (place(&gap), gap)).collect();
        gaps.sort_by(|(at, one), (other_at, other)| {
            (at, &one.annotation, one.level).cmp(&(other_at, &other.annotation, other.level))
        });
        gaps.truncate(MOST);
        Self { gaps, missing }
    }

    /// What would be missing if the layer were called done: also the fields of the article.
    #[must_use]
    pub fn if_done(project: &Project, key: &LayerKey) -> Self {
        let none = Arc::default();
        let layer = project.layer(key).unwrap_or(&none);
        Self::sorted(layer, gaps(project, key, layer, true))
    }
}

impl Gaps {
    /// What is missing or broken in this annotator's layers of a project, where `before` is not looked at again. Nothing when
    /// `progress` says so.
    #[must_use]
    pub fn of(
        project: &Project,
        whose: &AnnotatorId,
        before: Option<&Self>,
        progress: &Progress,
    ) -> Option<Self> {
        let kept = before.filter(|before| before.holds_for(project, whose));
        let blank = Self::default();
        let mut now = kept.unwrap_or(&blank).clone();
        let changed = now.layers.clone();
        for item in changed.diff(&project.layers) {
            if progress.cancel.load(Ordering::Relaxed) {
                return None;
            }
            let (DiffItem::Add(key, _)
            | DiffItem::Update { new: (key, _), .. }
            | DiffItem::Remove(key, _)) = item;
            if project.person_of(&key.annotator) != whose {
                continue;
            }
            // Of an article that is labelled a second time, what is missing in that layer counts.
            let key = &project.work_key(&key.article, whose);
            let layer = project.layer(key);
            let found = layer.map(|layer| OfLayer::of(project, key, layer));
            now.put(&key.article, found.filter(|found| !found.gaps.is_empty()));
        }
        now.layers = project.layers.clone();
        now.whose = Some(whose.clone());
        now.codebook = Arc::clone(&project.codebook);
        now.reviewing = Arc::clone(&project.reviewing);
        now.register = project.annotators.values().cloned().collect();
        Some(now)
    }

    /// Whether more than so many annotations must be looked at to bring this up to date. To find out takes no longer than
    /// to look at so many: a difference of two layers is found by comparing what they hold.
    #[must_use]
    pub fn takes_more(&self, most: usize, project: &Project, whose: &AnnotatorId) -> bool {
        let mut count = 0;
        let mut is_too_much = |more: usize| {
            count += more;
            count > most
        };
        if !self.holds_for(project, whose) {
            let layers = project.layers.iter();
            let mut own = layers.filter(|(key, _)| project.is_work_of(key, whose));
            return own.any(|(_, layer)| is_too_much(layer.annotations.len()));
        }
        let mut changed = self.layers.diff(&project.layers);
        changed.any(|item| match item {
            // Those of others were compared all the same.
            DiffItem::Add(_, layer)
            | DiffItem::Update {
                new: (_, layer), ..
            } => is_too_much(layer.annotations.len()),
            DiffItem::Remove(..) => false,
        })
    }

    fn put(&mut self, article: &ArticleId, found: Option<OfLayer>) {
        let before = match found {
            Some(found) => {
                self.missing += found.missing;
                self.found.insert(article.clone(), Arc::new(found))
            }
            None => self.found.remove(article),
        };
        self.missing -= before.map_or(0, |before| before.missing);
    }

    /// Whether what was found in a layer that is as it was still holds.
    fn holds_for(&self, project: &Project, whose: &AnnotatorId) -> bool {
        self.whose.as_ref() == Some(whose)
            && Arc::ptr_eq(&self.codebook, &project.codebook)
            && Arc::ptr_eq(&self.reviewing, &project.reviewing)
            && means_the_same(&self.register, project)
    }

    /// What is missing or broken in an article; nothing when that is nothing.
    #[must_use]
    pub fn in_article(&self, article: &ArticleId) -> Option<&OfLayer> {
        self.found.get(article).map(AsRef::as_ref)
    }

    /// The articles in which something is to be told, by id.
    pub fn articles(&self) -> impl Iterator<Item = (&ArticleId, &OfLayer)> {
        self.found.iter().map(|(id, found)| (id, found.as_ref()))
    }

    /// How much is missing or broken in all, without notes.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.missing
    }
}

/// Whether every entity means what it meant: other names and notes make nothing missing, and nothing complete.
fn means_the_same(before: &[Arc<Annotator>], project: &Project) -> bool {
    let meanings = |annotator: &Annotator| -> Vec<(EntityId, EntityTypeId, Option<EntityId>)> {
        let entities = annotator.entities.values();
        entities
            .map(|it| (it.id.clone(), it.kind.clone(), it.merged_into.clone()))
            .collect()
    };
    before.len() == project.annotators.len()
        && core::iter::zip(before, project.annotators.values()).all(|(one, other)| {
            Arc::ptr_eq(one, other) || one.id == other.id && meanings(one) == meanings(other)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{edits_for, projects};
    use crate::model::{Demand, Need, Rule, Tag, edits};
    use proptest::prelude::*;

    fn ruled(mut project: Project) -> Project {
        let tags = project.codebook.tags.clone();
        for tag in tags {
            let rules = vec![
                Rule::new(Demand::Needs(vec![Need::Note])),
                Rule::new(Demand::Apart(vec![tag.id.clone()])),
            ];
            let edit = edits::put_tag(&project, Tag { rules, ..tag });
            edit.apply(&mut project).unwrap();
        }
        project
    }

    fn told(gaps: &Gaps) -> Vec<String> {
        let articles = gaps.articles();
        articles
            .flat_map(|(id, found)| {
                let gaps = found.gaps.iter();
                gaps.map(move |(at, gap)| format!("{id} {} {}", at.0, gap.message))
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn what_is_brought_up_to_date_is_what_a_look_at_all_finds(
            (project, edits) in projects().prop_flat_map(|project| {
                let edits = edits_for(&project);
                (Just(project), edits)
            }),
        ) {
            let mut project = ruled(project);
            let whose = AnnotatorId::new("ana").unwrap();
            let idle = Progress::default();
            let mut kept = Gaps::of(&project, &whose, None, &idle).unwrap();
            for edit in edits {
                let _refused = edit.apply(&mut project);
                kept = Gaps::of(&project, &whose, Some(&kept), &idle).unwrap();
                let fresh = Gaps::of(&project, &whose, None, &idle).unwrap();
                prop_assert_eq!(told(&kept), told(&fresh));
                prop_assert_eq!(kept.missing(), fresh.missing());
                prop_assert!(!kept.takes_more(0, &project, &whose));
            }
        }
    }
}
