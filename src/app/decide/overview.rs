//! How far the cases of each article are decided. Only articles of which something has changed are looked at again, on a
//! thread where there are many marks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::dialogs::Awaited;
use crate::model::{Article, ArticleId, Layer, Project, Review, ReviewRules};
use crate::review::adjudication::queue;
use crate::store::Progress;

/// Up to so many annotations are compared between two frames.
const AT_ONCE: usize = 500;

/// How far the cases of an article are decided.
#[derive(Clone, Debug)]
pub struct Standing {
    /// How many are decided.
    pub decided: usize,
    /// How many there are.
    pub all: usize,
    /// Of what that was counted.
    of: Source,
}

/// All on which the cases of an article hang.
#[derive(Clone, Debug)]
struct Source {
    article: Arc<Article>,
    layers: Vec<Arc<Layer>>,
    reviews: Vec<Arc<Review>>,
    rules: ReviewRules,
}

impl Source {
    fn of(project: &Project, article: &Arc<Article>) -> Self {
        let id = &article.id;
        Self {
            article: Arc::clone(article),
            layers: (project.layers_of(id).map(|(_, it)| Arc::clone(it))).collect(),
            reviews: (project.reviews_of(id).map(|(_, it)| Arc::clone(it))).collect(),
            rules: project.reviewing.rules.clone(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        fn same<T>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| Arc::ptr_eq(a, b))
        }
        Arc::ptr_eq(&self.article, &other.article)
            && same(&self.layers, &other.layers)
            && same(&self.reviews, &other.reviews)
            && self.rules == other.rules
    }
}

/// How far the cases of each article with any are decided.
type Standings = BTreeMap<ArticleId, Standing>;

/// The articles, and how far they are.
#[derive(Debug, Default)]
pub struct Overview {
    standings: Standings,
    made_of: Option<u64>,
    job: Option<Awaited<Standings>>,
}

impl Overview {
    /// Brings the counts up to date with a revision of the project, or has a thread do it.
    pub fn update(&mut self, project: &Project, revision: u64, ctx: &egui::Context) {
        if let Some(made) = self.job.as_mut().and_then(Awaited::take) {
            self.job = None;
            self.standings = made;
        }
        if self.job.is_some() || self.made_of == Some(revision) {
            return;
        }
        self.made_of = Some(revision);
        let stale: Vec<ArticleId> = stale(project, &self.standings);
        let marks: usize = stale
            .iter()
            .flat_map(|id| project.layers_of(id))
            .map(|(_, layer)| layer.annotations.len())
            .sum();
        if marks <= AT_ONCE {
            let known = core::mem::take(&mut self.standings);
            self.standings = count(project, known, &stale);
        } else {
            let (project, known) = (project.clone(), self.standings.clone());
            let work = move |_: &Progress| count(&project, known, &stale);
            self.job = Some(Awaited::start("overview", ctx, work));
        }
    }

    /// Whether a thread counts.
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// How many cases of the project are decided, of how many, in how many articles.
    pub fn total(&self) -> (usize, usize, usize) {
        let with_cases = || self.standings.values().filter(|it| it.all > 0);
        let decided = with_cases().map(|it| it.decided).sum();
        let all = with_cases().map(|it| it.all).sum();
        (decided, all, with_cases().count())
    }

    /// Articles with cases that are still to be decided.
    pub fn to_do(&self, id: &ArticleId) -> bool {
        let standing = self.standings.get(id);
        standing.is_some_and(|it| it.decided < it.all)
    }
}

/// The articles of which something has changed.
fn stale(project: &Project, known: &Standings) -> Vec<ArticleId> {
    let articles = project.articles.values();
    let stale = articles.filter(|article| {
        let of = Source::of(project, article);
        known.get(&article.id).is_none_or(|it| !it.of.is(&of))
    });
    stale.map(|article| article.id.clone()).collect()
}

fn count(project: &Project, mut known: Standings, stale: &[ArticleId]) -> Standings {
    known.retain(|id, _| project.articles.contains_key(id));
    for id in stale {
        let Some(article) = project.articles.get(id) else {
            continue;
        };
        let of = Source::of(project, article);
        // What only one person has marked is no comparison.
        let layers = project.layers_of(id);
        let people = layers.filter(|(key, _)| !project.is_gold(&key.annotator));
        let is_compared = people.count() > 1 || !of.reviews.is_empty();
        let (decided, all) = if is_compared {
            let queue = queue(project, id);
            (queue.cases.len() - queue.left(), queue.cases.len())
        } else {
            (0, 0)
        };
        known.insert(id.clone(), Standing { decided, all, of });
    }
    known
}
