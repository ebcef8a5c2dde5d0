//! Which articles people label a second time: drawn by lot of those with which they are done, evenly over sources or months,
//! so that it can be told how far each of them agrees with himself or herself.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::model::{AnnotatorId, ArticleId, LayerKey, Project, Status};

use super::assignment::{Strata, stratum};

/// A day, in seconds.
const DAY: i64 = 86_400;

/// How repeats are to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Lot {
    /// Who labels articles a second time.
    pub people: Vec<AnnotatorId>,
    /// How many of a hundred articles with which a person is done and which were never to be repeated.
    pub share: u32,
    /// Only articles in which the person has changed no mark for so many days.
    pub days: u32,
    /// What is to be kept even.
    pub strata: Strata,
    /// The same seed gives the same lot.
    pub seed: u64,
}

/// What was drawn for each person, who has nothing where there is nothing to draw.
pub type Drawn = BTreeMap<AnnotatorId, BTreeSet<ArticleId>>;

/// Draws which of these articles each person labels a second time; at least one where there is any and a share is wanted. In each
/// stratum the share of a person is about the same, to one article. What one person gets does not depend on who else is drawn for.
#[must_use]
pub fn draw(project: &Project, articles: &[ArticleId], lot: &Lot, now: Timestamp) -> Drawn {
    let people: BTreeSet<&AnnotatorId> = lot.people.iter().collect();
    let drawn = people.into_iter().map(|person| {
        let fit = candidates(project, articles, person, lot.days, now);
        (person.clone(), of_person(project, fit, lot))
    });
    drawn.collect()
}

/// The articles of these that a person can label a second time: done, and neither repeated nor to be.
#[must_use]
pub fn candidates<'a>(
    project: &'a Project,
    articles: &'a [ArticleId],
    person: &AnnotatorId,
    days: u32,
    now: Timestamp,
) -> BTreeSet<&'a ArticleId> {
    let holder = project.second_of(person);
    let is_new = |id: &ArticleId| {
        holder.is_none_or(|holder| {
            let assigned = project.reviewing.assigned.get(id);
            let is_to_be = assigned.is_some_and(|to| to.contains(holder));
            !is_to_be && project.layer(&key(id, holder)).is_none()
        })
    };
    let fits = |id: &&ArticleId| {
        project.articles.contains_key(*id)
            && project.status(&key(id, person)) == Status::Done
            && is_new(id)
            && has_rested(project, &key(id, person), days, now)
    };
    articles.iter().filter(fits).collect()
}

/// Whether no mark of a layer was changed for so many days.
fn has_rested(project: &Project, key: &LayerKey, days: u32, now: Timestamp) -> bool {
    if days == 0 {
        return true;
    }
    let layer = project.layer(key).map(|layer| layer.in_passing());
    let last = layer.and_then(|layer| {
        let times = layer.annotations.values().map(|it| it.modified);
        times.max()
    });
    last.is_none_or(|last| now.as_second() - last.as_second() >= i64::from(days) * DAY)
}

/// The articles of one person: whatever is left over of the share from one stratum counts in the next one.
fn of_person(project: &Project, fit: BTreeSet<&ArticleId>, lot: &Lot) -> BTreeSet<ArticleId> {
    let (all, share) = (fit.len(), lot.share.min(100) as usize);
    let wanted = match (all * share + 50) / 100 {
        0 if share > 0 => all.min(1),
        wanted => wanted,
    };
    let mut strata: BTreeMap<String, Vec<&ArticleId>> = BTreeMap::new();
    for id in fit {
        let article = &project.articles[id];
        strata
            .entry(stratum(article, lot.strata))
            .or_default()
            .push(id);
    }
    let mut dice = fastrand::Rng::with_seed(lot.seed);
    let (mut passed, mut drawn) = (0, BTreeSet::new());
    for mut articles in strata.into_values() {
        dice.shuffle(&mut articles);
        passed += articles.len();
        // So many of all that were passed, to the nearest whole number.
        let due = (2 * passed * wanted + all) / (2 * all);
        let more = due.saturating_sub(drawn.len());
        drawn.extend(articles.into_iter().take(more).cloned());
    }
    drawn
}

fn key(article: &ArticleId, annotator: &AnnotatorId) -> LayerKey {
    LayerKey {
        article: article.clone(),
        annotator: annotator.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::random::{annotation, article, author};
    use crate::model::{Article, Change, Color, Edit, LayerHead, Slot, Spans, edits};
    use crate::text::Span;

    /// Articles of these sources; Ana is done with all of which the second value is true.
    fn project(articles: &[(usize, bool)]) -> Project {
        let mut project = Project::default();
        let ana = author(0).annotator;
        let named = ("Ana".to_owned(), Color([1; 3]));
        let mut changes = vec![Change::Annotator(ana.clone(), Some(named))];
        for (number, (source, is_done)) in articles.iter().enumerate() {
            let mut it = Article::clone(&article(&format!("a{number:03}"), "Text."));
            it.meta.source = format!("Source {source}");
            let key = key(&it.id, &ana);
            changes.push(Change::Article(it.id.clone(), Some(Arc::new(it))));
            if *is_done {
                let head = LayerHead {
                    status: Status::Done,
                    ..LayerHead::default()
                };
                changes.push(Change::LayerHead(key, head));
            }
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        project
    }

    fn lot(share: u32, seed: u64) -> Lot {
        Lot {
            people: vec![author(0).annotator],
            share,
            days: 0,
            strata: Strata::Source,
            seed,
        }
    }

    proptest! {
        #[test]
        fn the_share_is_kept_in_all_and_in_every_stratum_and_nothing_is_drawn_twice(
            articles in proptest::collection::vec((0usize..3, any::<bool>()), 0..80),
            share in 0u32..=100,
            seed in any::<u64>(),
        ) {
            let mut project = project(&articles);
            let ids: Vec<ArticleId> = project.articles.keys().cloned().collect();
            let ana = author(0).annotator;
            let now = author(0).at;
            let first = draw(&project, &ids, &lot(share, seed), now);
            prop_assert_eq!(&first, &draw(&project, &ids, &lot(share, seed), now), "the same seed");
            let drawn = first[&ana].clone();
            let done = articles.iter().filter(|(_, is_done)| *is_done).count();
            let is_done = |id: &ArticleId| project.status(&key(id, &ana)) == Status::Done;
            prop_assert!(drawn.iter().all(is_done));
            let wanted = (done as f64 * f64::from(share) / 100.0 + 0.5).floor() as usize;
            let least = usize::from(share > 0).min(done);
            prop_assert_eq!(drawn.len(), wanted.max(least));
            for source in 0..3 {
                let name = format!("Source {source}");
                let is_of = |id: &ArticleId| project.articles[id].meta.source == name;
                let all = ids.iter().filter(|id| is_of(id) && is_done(id)).count();
                let of = drawn.iter().filter(|id| is_of(id)).count();
                let even = all as f64 * drawn.len() as f64 / done.max(1) as f64;
                prop_assert!((of as f64 - even).abs() <= 1.0, "{} of {}", of, all);
            }
            // Another lot is drawn of what is left.
            edits::repeat(&project, &first).apply(&mut project).unwrap();
            let next = draw(&project, &ids, &lot(100, seed), now);
            prop_assert!(next[&ana].is_disjoint(&drawn));
            prop_assert_eq!(next[&ana].len() + drawn.len(), done);
        }
    }

    #[test]
    fn what_was_marked_lately_is_left_out_when_days_are_asked_for() {
        let mut project = project(&[(0, true), (0, true)]);
        let ids: Vec<ArticleId> = project.articles.keys().cloned().collect();
        let ana = author(0).annotator;
        let mark = annotation(
            "m",
            "claim",
            Spans::one(Span::of(0..4)).unwrap(),
            author(0).at,
        );
        let slot = Slot::Present(Arc::clone(&mark));
        let change = Change::Annotation(key(&ids[0], &ana), mark.id.clone(), slot);
        Edit::new("Mark", vec![change]).apply(&mut project).unwrap();
        let count = |days, seconds| {
            let now = author(seconds).at;
            candidates(&project, &ids, &ana, days, now).len()
        };
        assert_eq!((count(0, 0), count(1, 0), count(1, DAY)), (2, 1, 2));
    }
}
