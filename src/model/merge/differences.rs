//! What one version of a part changed against another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::model::{
    Annotator, AnnotatorId, ArticleId, Change, Corrected, Highlighter, Layer, LayerKey, Part,
    Project, Reason, Review, ReviewKey, ReviewRules, Round,
};

use super::Step;
use super::codebook::Item;
use super::list::moves;
use super::mark::same_detached;
use super::slot::is_same;

/// What `theirs` changed in a part against `base`: every slot of it that differs. Takes as long as the part is large,
/// and less where the two share it.
#[must_use]
pub fn differences(part: &Part, base: &Project, theirs: &Project) -> Vec<Step> {
    match part {
        Part::Settings => one(base, theirs, &Change::Settings(theirs.settings.clone())),
        Part::Guidelines => one(
            base,
            theirs,
            &Change::Guidelines(theirs.guidelines.to_string()),
        ),
        Part::Codebook => codebook(base, theirs),
        Part::Highlighters => {
            let mut steps = Vec::new();
            of_list::<Highlighter>(base, theirs, &mut steps);
            steps
        }
        Part::Reviewing => reviewing(base, theirs),
        Part::Article(id) => article(id, base, theirs),
        Part::Annotator(id) => annotator(id, base, theirs),
        Part::Layer(key) => layer(key, base.layer(key), theirs.layer(key)),
        Part::Review(key) => review(key, base, theirs),
    }
}

fn reviewing(base: &Project, theirs: &Project) -> Vec<Step> {
    if Arc::ptr_eq(&base.reviewing, &theirs.reviewing) {
        return Vec::new();
    }
    let mut steps = one(base, theirs, &Change::ReviewRules(ReviewRules::default()));
    of_list::<Reason>(base, theirs, &mut steps);
    of_list::<Round>(base, theirs, &mut steps);
    let (before, after) = (&base.reviewing.assigned, &theirs.reviewing.assigned);
    let articles: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for article in articles {
        let slot = Change::Assigned(article.clone(), BTreeSet::new());
        steps.extend(one(base, theirs, &slot));
    }
    steps
}

fn review(key: &ReviewKey, base: &Project, theirs: &Project) -> Vec<Step> {
    let blank = Arc::new(Review::default());
    let before = base.reviews.get(key).unwrap_or(&blank);
    let after = theirs.reviews.get(key).unwrap_or(&blank);
    if Arc::ptr_eq(before, after) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    for id in differing(&before.decisions, &after.decisions) {
        let slot = Change::Decision(key.clone(), id.clone(), None);
        steps.extend(one(base, theirs, &slot));
    }
    let comments: BTreeSet<_> = before
        .comments
        .keys()
        .chain(after.comments.keys())
        .collect();
    for id in comments {
        let slot = Change::Comment(key.clone(), id.clone(), None);
        steps.extend(one(base, theirs, &slot));
    }
    let answers: BTreeSet<_> = before.answers.keys().chain(after.answers.keys()).collect();
    for to in answers {
        let slot = Change::Answer(key.clone(), to.clone(), None);
        steps.extend(one(base, theirs, &slot));
    }
    steps.extend(one(base, theirs, &Change::Signed(key.clone(), None)));
    steps
}

/// The step of one slot, if it differs.
fn one(base: &Project, theirs: &Project, slot: &Change) -> Vec<Step> {
    let step = Step {
        from: slot.current(base),
        to: slot.current(theirs),
    };
    if is_same(&step.from, &step.to) {
        Vec::new()
    } else {
        vec![step]
    }
}

fn codebook(base: &Project, theirs: &Project) -> Vec<Step> {
    if Arc::ptr_eq(&base.codebook, &theirs.codebook) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    of_list::<crate::model::Tag>(base, theirs, &mut steps);
    of_list::<crate::model::Role>(base, theirs, &mut steps);
    of_list::<crate::model::Attribute>(base, theirs, &mut steps);
    of_list::<crate::model::EntityType>(base, theirs, &mut steps);
    steps
}

fn of_list<T: Item>(base: &Project, theirs: &Project, steps: &mut Vec<Step>) {
    let moves = moves(T::list(base), T::list(theirs), T::id);
    steps.extend(moves.into_iter().map(|(id, from, to)| Step {
        from: T::change(id.clone(), from),
        to: T::change(id, to),
    }));
}

fn article(id: &ArticleId, base: &Project, theirs: &Project) -> Vec<Step> {
    match (base.articles.get(id), theirs.articles.get(id)) {
        (Some(one), Some(other)) if Arc::ptr_eq(one, other) => Vec::new(),
        (Some(before), Some(after)) if before.is_of_one_text(after) => {
            let mut steps = one(
                base,
                theirs,
                &Change::ArticleMeta(id.clone(), after.meta.clone()),
            );
            let corrections = Change::Corrections(id.clone(), Corrected::default());
            steps.extend(one(base, theirs, &corrections));
            steps
        }
        _ => one(base, theirs, &Change::Article(id.clone(), None)),
    }
}

fn annotator(id: &AnnotatorId, base: &Project, theirs: &Project) -> Vec<Step> {
    let (before, after) = (base.annotators.get(id), theirs.annotators.get(id));
    if before
        .zip(after)
        .is_some_and(|(one, other)| Arc::ptr_eq(one, other))
    {
        return Vec::new();
    }
    let mut steps = one(base, theirs, &Change::Annotator(id.clone(), None));
    let entities = |annotator: Option<&Arc<Annotator>>| -> BTreeSet<_> {
        let annotator = annotator.into_iter();
        annotator
            .flat_map(|annotator| annotator.entities.keys().cloned())
            .collect()
    };
    for entity in entities(before).union(&entities(after)) {
        let slot = Change::Entity(id.clone(), entity.clone(), None);
        steps.extend(one(base, theirs, &slot));
    }
    steps
}

fn layer(key: &LayerKey, base: Option<&Arc<Layer>>, theirs: Option<&Arc<Layer>>) -> Vec<Step> {
    let blank = Arc::new(Layer::default());
    let (base, theirs) = (base.unwrap_or(&blank), theirs.unwrap_or(&blank));
    if Arc::ptr_eq(base, theirs) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    if base.head != theirs.head {
        steps.push(Step {
            from: Change::LayerHead(key.clone(), base.head.clone()),
            to: Change::LayerHead(key.clone(), theirs.head.clone()),
        });
    }
    let mut ids = differing(&base.annotations, &theirs.annotations);
    ids.append(&mut differing(&base.deleted, &theirs.deleted));
    for id in ids {
        let slot = |layer: &Layer| Change::Annotation(key.clone(), id.clone(), layer.slot(id));
        let (from, to) = (slot(base), slot(theirs));
        if !is_same(&from, &to) {
            steps.push(Step { from, to });
        }
    }
    let lost: BTreeMap<_, _> = base.detached.iter().chain(&theirs.detached).collect();
    for id in lost.into_keys() {
        let (before, after) = (base.detached.get(id), theirs.detached.get(id));
        let same = match (before, after) {
            (Some(one), Some(other)) => same_detached(one, other),
            (one, other) => one == other,
        };
        if !same {
            steps.push(Step {
                from: Change::Detached(key.clone(), id.clone(), before.cloned()),
                to: Change::Detached(key.clone(), id.clone(), after.cloned()),
            });
        }
    }
    steps
}

/// The keys under which two maps do not hold the same.
fn differing<'a, K: Ord, V: PartialEq>(
    base: &'a OrdMap<K, V>,
    theirs: &'a OrdMap<K, V>,
) -> BTreeSet<&'a K> {
    base.diff(theirs)
        .map(|item| match item {
            DiffItem::Add(key, _)
            | DiffItem::Remove(key, _)
            | DiffItem::Update { new: (key, _), .. } => key,
        })
        .collect()
}
