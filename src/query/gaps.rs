//! What is missing or broken in one's own layers, kept up to date while people work.
//!
//! A [`Gaps`] knows of which layers it was made. The next one looks only at those that have changed since, so that an edit
//! of one article costs as much as that article, however large the project is.

mod stretch;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::model::{
    AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Codebook, EntityId, EntityTypeId,
    Gap, Layer, LayerKey, Level, Project, Reviewing, Status, gaps, gaps_of, wordless_gaps,
};
use crate::store::Progress;
use crate::text::Byte;

pub use stretch::{Stretch, StretchAt};

/// Most that is kept of one layer in words. Whoever lists all of it has the rest made, a [`Stretch`] at a time.
const MOST: usize = 1000;

/// So much is kept in words in all. The rest of a project is only counted: of a million annotations that all lack something,
/// the words take more memory than the annotations.
const KEPT: usize = 10_000;

/// Layers of more annotations than [`SMALL`] are looked at again less gladly: of them ten times as much is kept.
const KEPT_OF_LARGE: usize = 10 * KEPT;
const SMALL: usize = 1000;

/// What is missing or broken in one's own layers.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    whose: Option<AnnotatorId>,
    codebook: Arc<Codebook>,
    reviewing: Arc<Reviewing>,
    register: Vec<Arc<Annotator>>,
    layers: OrdMap<LayerKey, Arc<Layer>>,
    /// Their texts are quoted.
    articles: OrdMap<ArticleId, Arc<Article>>,
    found: OrdMap<ArticleId, Found>,
    missing: usize,
    /// How much there is, with notes.
    all: usize,
    /// How much is kept in words.
    in_words: usize,
    /// Of how many articles it is only counted.
    counted: usize,
}

/// What is known of an article in which something is missing or broken.
#[derive(Clone, Debug)]
pub struct Found {
    /// How much there is, without notes.
    pub missing: usize,
    /// How much there is, with notes.
    pub all: usize,
    in_words: Option<Arc<OfLayer>>,
}

/// What is missing or broken in one layer, in reading order.
#[derive(Debug, Default)]
pub struct OfLayer {
    /// The gaps, the first thousand of them and notes last, with where each begins in the text.
    pub gaps: Vec<(Byte, Gap)>,
    /// How many there are, without notes.
    pub missing: usize,
}

impl Found {
    /// How much of it is kept in words.
    fn kept(&self) -> usize {
        self.in_words.as_ref().map_or(0, |it| it.gaps.len())
    }

    /// What there is if all of it is kept in words.
    #[must_use]
    pub fn whole(&self) -> Option<&OfLayer> {
        let kept = self.in_words.as_deref();
        kept.filter(|it| it.gaps.len() == self.all)
    }
}

impl OfLayer {
    fn of(project: &Project, key: &LayerKey, layer: &Layer) -> Self {
        let done = layer.head.status == Status::Done;
        if layer.annotations.len() <= SMALL {
            return Self::sorted(layer, gaps(project, key, layer, done));
        }
        // Of many only those are put into words that are kept.
        let all = in_order(layer, wordless_gaps(project, key, layer, done));
        let missing = missing(&all);
        let kept = shortened(all, missing);
        let ids = kept.iter().map(|(_, gap)| gap.annotation.as_ref());
        let ids: BTreeSet<Option<&AnnotationId>> = ids.collect();
        let gaps = gaps_of(project, key, layer, done, &|id| ids.contains(&id));
        Self {
            // What else these annotations lack gives way as it did before.
            gaps: shortened(in_order(layer, gaps), missing),
            missing,
        }
    }

    fn sorted(layer: &Layer, gaps: Vec<Gap>) -> Self {
        let gaps = in_order(layer, gaps);
        let missing = missing(&gaps);
        Self {
            gaps: shortened(gaps, missing),
            missing,
        }
    }

    /// What would be missing if the layer were called done: also the fields of the article.
    #[must_use]
    pub fn if_done(project: &Project, key: &LayerKey) -> Self {
        let none = Arc::default();
        let layer = project.layer(key).unwrap_or(&none);
        Self::sorted(layer, gaps(project, key, layer, true))
    }
}

/// In reading order, with where each begins in the text.
fn in_order(layer: &Layer, gaps: Vec<Gap>) -> Vec<(Byte, Gap)> {
    let place = |gap: &Gap| {
        let annotation = (gap.annotation.as_ref()).and_then(|id| layer.annotations.get(id));
        annotation.map_or(Byte(0), |annotation| annotation.spans.start())
    };
    let mut gaps: Vec<(Byte, Gap)> = gaps.into_iter().map(|gap| (place(&gap), gap)).collect();
    gaps.sort_by(|(at, one), (other_at, other)| {
        (at, &one.annotation, one.level).cmp(&(other_at, &other.annotation, other.level))
    });
    gaps
}

/// How many there are, without notes.
fn missing(gaps: &[(Byte, Gap)]) -> usize {
    let others = gaps.iter().filter(|(_, gap)| gap.level != Level::Note);
    others.count()
}

/// The first [`MOST`], when `missing` of all are no notes. Notes give way: whoever looks for what is missing must come upon it.
fn shortened(mut gaps: Vec<(Byte, Gap)>, missing: usize) -> Vec<(Byte, Gap)> {
    if gaps.len() > MOST {
        let mut notes = MOST.saturating_sub(missing);
        let mut others = MOST;
        gaps.retain(|(_, gap)| {
            let left = match gap.level {
                Level::Note => &mut notes,
                _ => &mut others,
            };
            let is_kept = *left > 0;
            *left = left.saturating_sub(1);
            is_kept
        });
    }
    gaps
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
            let found = project.layer(key).and_then(|it| now.look(project, key, it));
            now.put(&key.article, found);
        }
        let changed = now.articles.clone();
        for item in changed.diff(&project.articles) {
            let DiffItem::Update { new: (id, _), .. } = item else {
                continue;
            };
            let key = &project.work_key(id, whose);
            let found = project.layer(key).and_then(|it| now.look(project, key, it));
            now.put(id, found);
        }
        if now.is_short() {
            now.put_into_words(project, whose);
        }
        now.layers = project.layers.clone();
        now.articles = project.articles.clone();
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
        if self.is_short() {
            return true;
        }
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
        // That a second time is done has the first one looked at.
        let work = |article: &ArticleId| {
            let layer = project.layer(&project.work_key(article, whose));
            layer.map_or(0, |layer| layer.annotations.len())
        };
        let mut corrected = self.articles.diff(&project.articles);
        let is_long = corrected.any(|item| match item {
            DiffItem::Update { new: (id, _), .. } => is_too_much(work(id)),
            _ => false,
        });
        let mut changed = self.layers.diff(&project.layers);
        is_long
            || changed.any(|item| match item {
                // Those of others were compared all the same.
                DiffItem::Add(key, layer)
                | DiffItem::Update {
                    new: (key, layer), ..
                } => {
                    let is_own = project.person_of(&key.annotator) == whose;
                    let work = if is_own { work(&key.article) } else { 0 };
                    is_too_much(layer.annotations.len().max(work))
                }
                DiffItem::Remove(..) => false,
            })
    }

    /// What is missing or broken in a layer, if anything is.
    fn look(&self, project: &Project, key: &LayerKey, layer: &Layer) -> Option<Found> {
        let layer = &layer.in_passing();
        let done = layer.head.status == Status::Done;
        let all = wordless_gaps(project, key, layer, done);
        if all.is_empty() {
            return None;
        }
        let is_large = layer.annotations.len() > SMALL;
        let most = if is_large { KEPT_OF_LARGE } else { KEPT };
        // What was kept of it until now goes.
        let others = self.in_words - self.found.get(&key.article).map_or(0, Found::kept);
        let keep = others + all.len().min(MOST) <= most;
        Some(Found {
            missing: all.iter().filter(|gap| gap.level != Level::Note).count(),
            all: all.len(),
            in_words: keep.then(|| Arc::new(OfLayer::of(project, key, layer))),
        })
    }

    fn put(&mut self, article: &ArticleId, found: Option<Found>) {
        let before = match found {
            Some(found) => {
                self.missing += found.missing;
                self.all += found.all;
                self.in_words += found.kept();
                self.counted += usize::from(found.in_words.is_none());
                self.found.insert(article.clone(), found)
            }
            None => self.found.remove(article),
        };
        if let Some(before) = before {
            self.missing -= before.missing;
            self.all -= before.all;
            self.in_words -= before.kept();
            self.counted -= usize::from(before.in_words.is_none());
        }
    }

    /// Whether much of what was in words is mended, and there is more that was only counted.
    fn is_short(&self) -> bool {
        self.counted > 0 && self.in_words < KEPT / 2
    }

    /// Puts the first of what was only counted into words.
    fn put_into_words(&mut self, project: &Project, whose: &AnnotatorId) {
        let counted = self.found.iter().filter(|(_, it)| it.in_words.is_none());
        let counted: Vec<ArticleId> = counted.map(|(id, _)| id.clone()).collect();
        for article in counted {
            let key = project.work_key(&article, whose);
            let found = project
                .layer(&key)
                .and_then(|it| self.look(project, &key, it));
            let is_full = found.as_ref().is_some_and(|it| it.in_words.is_none());
            self.put(&article, found);
            if is_full {
                return;
            }
        }
    }

    /// Whether what was found in a layer that is as it was still holds.
    fn holds_for(&self, project: &Project, whose: &AnnotatorId) -> bool {
        self.whose.as_ref() == Some(whose)
            && Arc::ptr_eq(&self.codebook, &project.codebook)
            && Arc::ptr_eq(&self.reviewing, &project.reviewing)
            && means_the_same(&self.register, project)
    }

    /// How much is missing or broken in an article; nothing when that is nothing.
    #[must_use]
    pub fn in_article(&self, article: &ArticleId) -> Option<&Found> {
        self.found.get(article)
    }

    /// What is missing or broken in an article of the project as it was looked at, in words, which are made where they were not
    /// kept; nothing when that is nothing.
    #[must_use]
    pub fn told(&self, project: &Project, article: &ArticleId) -> Option<Arc<OfLayer>> {
        let found = self.found.get(article)?;
        found.in_words.clone().or_else(|| {
            let key = project.work_key(article, self.whose.as_ref()?);
            let layer = project.layer(&key)?.in_passing();
            Some(Arc::new(OfLayer::of(project, &key, &layer)))
        })
    }

    /// The articles in which something is to be told, by id.
    pub fn articles(&self) -> impl Iterator<Item = (&ArticleId, &Found)> {
        self.found.iter()
    }

    /// How many articles these are.
    #[must_use]
    pub fn article_count(&self) -> usize {
        self.found.len()
    }

    /// How much is to be told in all, with notes.
    #[must_use]
    pub fn all(&self) -> usize {
        self.all
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
    use crate::model::random::{self, edits_for, projects};
    use crate::model::{Change, Color, Demand, Edit, Need, Placed, Rule, Slot, Spans, Tag, edits};
    use crate::text::Span;
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

    fn told(gaps: &Gaps, project: &Project) -> Vec<String> {
        let articles = gaps.articles();
        articles
            .flat_map(|(id, counted)| {
                let found = gaps.told(project, id).unwrap();
                let missing = found.missing;
                assert_eq!(counted.missing, missing, "{id}");
                let gaps = found.gaps.iter();
                let told = gaps.map(|(at, gap)| format!("{id} {} {}", at.0, gap.message));
                told.collect::<Vec<_>>()
            })
            .collect()
    }

    const ARTICLES: usize = 24;
    const MARKS: usize = 500;

    /// A project of some articles with more annotations than are kept in words, all of which lack a note.
    fn wanting() -> (Project, AnnotatorId) {
        let mut project = Project::default();
        let ana = AnnotatorId::new("ana").unwrap();
        let value = random::tag("claim", None);
        let mut changes = vec![
            Change::Annotator(ana.clone(), Some(("Ana".into(), Color([9, 9, 9])))),
            Change::Tag(value.id.clone(), Some(Placed { at: 0, value })),
        ];
        for at in 0..ARTICLES {
            let article = random::article(&format!("a{at:02}"), &"ab ".repeat(MARKS));
            let key = LayerKey {
                article: article.id.clone(),
                annotator: ana.clone(),
            };
            changes.push(Change::Article(article.id.clone(), Some(article)));
            for mark in 0..MARKS {
                let span = Span::between(Byte(3 * mark as u32), Byte(3 * mark as u32 + 2));
                let spans = Spans::one(span).unwrap();
                let mark = random::annotation(
                    &format!("m{at}x{mark}"),
                    "claim",
                    spans,
                    random::author(0).at,
                );
                changes.push(Change::Annotation(
                    key.clone(),
                    mark.id.clone(),
                    Slot::Present(mark),
                ));
            }
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        (ruled(project), ana)
    }

    #[test]
    fn words_are_kept_of_the_first_and_made_of_the_others_when_they_are_asked_for() {
        let (mut project, ana) = wanting();
        let idle = Progress::default();
        let gaps = Gaps::of(&project, &ana, None, &idle).unwrap();
        assert_eq!(gaps.missing(), ARTICLES * MARKS);
        assert_eq!(gaps.all(), ARTICLES * MARKS);
        assert_eq!((gaps.in_words, gaps.counted), (KEPT, 4));
        assert_eq!(told(&gaps, &project).len(), ARTICLES * MARKS);
        // Half of what is in words is mended: others are put into words, which is no work for between two frames.
        let first = project.layers.iter().take(11);
        let gone = first.flat_map(|(key, layer)| {
            let ids = layer.annotations.keys();
            ids.map(|id| Change::Annotation(key.clone(), id.clone(), Slot::Absent))
        });
        let edit = Edit::new("Away", gone.collect());
        edit.apply(&mut project).unwrap();
        let gaps = Gaps::of(&project, &ana, Some(&gaps), &idle).unwrap();
        assert_eq!((gaps.in_words, gaps.counted), (13 * MARKS, 0));
        assert!(!gaps.takes_more(0, &project, &ana));
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
                prop_assert_eq!(told(&kept, &project), told(&fresh, &project));
                prop_assert_eq!(kept.missing(), fresh.missing());
                prop_assert_eq!(kept.all(), fresh.all());
                prop_assert_eq!(kept.all(), told(&kept, &project).len());
                prop_assert!(!kept.takes_more(0, &project, &whose));
            }
        }
    }
}
