//! Whether somebody's marks have come to be decided otherwise more often than before: drift against the gold layer.
//!
//! People drift: what a tag means to them moves with every article, and nobody notices it in oneself. What was decided about the
//! marks of the last articles is compared with what was decided about the ones before, article by article in the order in which
//! they were marked. The interval is a bootstrap over articles, as of every measure, since the cases of one article hang
//! together; the alert is that all of it lies below what was usual with the same person.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::inbox::{Judged, judged};
use crate::model::{Annotation, AnnotatorId, ArticleId, LayerKey, Project, said};
use crate::review::resample::{FEWEST, Interval, RESAMPLES, SEED, intervals};

/// So many articles are the last ones.
const LAST: usize = 10;
/// So many cases of these are named that were decided otherwise.
const NAMED: usize = 50;

/// How often it was decided as somebody had marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// In how many articles something was decided.
    pub articles: usize,
    /// How many cases were decided as this person had marked them.
    pub kept: usize,
    /// How many cases were decided.
    pub all: usize,
}

impl Decided {
    /// The share that was decided so, from 0 to 1; undefined where nothing was decided.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.all > 0).then(|| self.kept as f64 / self.all as f64)
    }

    fn of(articles: &[Vec<Judgement>]) -> Self {
        let cases = || articles.iter().flatten();
        Self {
            articles: articles.len(),
            kept: cases().filter(|it| it.is_kept).count(),
            all: cases().count(),
        }
    }
}

/// A case that was decided otherwise than somebody had marked it.
#[derive(Clone, Debug, PartialEq)]
pub struct Otherwise {
    /// In which article.
    pub article: ArticleId,
    /// The person's marks, as they are now; none when the person had not marked it.
    pub mine: Vec<Arc<Annotation>>,
    /// What gold says; nothing when there is nothing to be marked.
    pub made: Vec<Arc<Annotation>>,
}

/// How it was decided about somebody's marks, before and lately.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drift {
    /// In all articles.
    pub whole: Decided,
    /// In all but the last ones; nothing when there are no more than those.
    pub before: Decided,
    /// In the last ones.
    pub lately: Decided,
    /// How much the share of the last ones would vary with other articles; none where they are too few.
    pub interval: Option<Interval>,
    /// The cases of the last articles that were decided otherwise, newest article first, and no more than can be looked at.
    pub otherwise: Vec<Otherwise>,
}

impl Drift {
    /// Whether the last articles are below what was usual before, so far that it is not by chance.
    #[must_use]
    pub fn is_down(&self) -> bool {
        let usual = self
            .before
            .share()
            .filter(|_| self.before.articles >= FEWEST);
        let interval = self.interval.as_ref();
        usual.is_some_and(|usual| interval.is_some_and(|interval| interval.high < usual))
    }
}

/// A case, and whether it was decided as the person had marked it.
struct Judgement {
    is_kept: bool,
    otherwise: Otherwise,
}

/// How it was decided about somebody's marks. Who learns from a decision and changes a mark has marked it otherwise all the same.
#[must_use]
pub fn drift(project: &Project, annotator: &AnnotatorId) -> Drift {
    let mut of_articles: BTreeMap<ArticleId, Vec<Judgement>> = BTreeMap::new();
    for it in judged(project, annotator) {
        let is_kept = it.is_same && is_as_it_was(project, annotator, &it);
        let judgement = Judgement {
            is_kept,
            otherwise: Otherwise {
                article: it.article.clone(),
                mine: it.mine,
                made: it.made,
            },
        };
        of_articles.entry(it.article).or_default().push(judgement);
    }
    let mut in_order: Vec<(Timestamp, ArticleId)> = of_articles
        .keys()
        .map(|id| (marked(project, annotator, id), id.clone()))
        .collect();
    in_order.sort();
    let articles = in_order.iter().filter_map(|(_, id)| of_articles.remove(id));
    let articles: Vec<Vec<Judgement>> = articles.collect();
    let first_of_last = articles.len().saturating_sub(LAST);
    let (before, lately) = articles.split_at(first_of_last);
    let share = |drawn: &[u32]| {
        let weighed = lately.iter().zip(drawn);
        let (kept, all) = weighed.fold((0.0, 0.0), |(kept, all), (cases, times)| {
            let times = f64::from(*times);
            let good = cases.iter().filter(|it| it.is_kept).count() as f64;
            (kept + times * good, all + times * cases.len() as f64)
        });
        vec![(all > 0.0).then(|| kept / all)]
    };
    let found = intervals(lately.len(), RESAMPLES, SEED, || true, share);
    let otherwise = lately.iter().rev().flatten().filter(|it| !it.is_kept);
    Drift {
        whole: Decided::of(&articles),
        before: Decided::of(before),
        lately: Decided::of(lately),
        interval: found.and_then(|found| found.into_iter().next().flatten()),
        otherwise: otherwise
            .take(NAMED)
            .map(|it| it.otherwise.clone())
            .collect(),
    }
}

/// Whether the marks of a case still say what they said when it was decided.
fn is_as_it_was(project: &Project, annotator: &AnnotatorId, judged: &Judged) -> bool {
    let Some(article) = project.articles.get(&judged.article) else {
        return false;
    };
    let own = judged.decision.case.iter();
    let mut own = own.filter(|basis| basis.by == *annotator);
    own.all(|basis| {
        let now = judged.mine.iter().find(|it| it.id == basis.id);
        // One that was torn from its case says nothing of what it said.
        basis.said.is_empty() || now.is_some_and(|now| said(now, &article.text) == basis.said)
    })
}

/// When somebody marked an article: when the last of the marks was made. Where there is none, long ago.
fn marked(project: &Project, annotator: &AnnotatorId, article: &ArticleId) -> Timestamp {
    let key = LayerKey {
        article: article.clone(),
        annotator: annotator.clone(),
    };
    let layer = project.layer(&key).map(|layer| layer.in_passing());
    let last = layer.and_then(|layer| layer.annotations.values().map(|it| it.created).max());
    last.unwrap_or(Timestamp::UNIX_EPOCH)
}
