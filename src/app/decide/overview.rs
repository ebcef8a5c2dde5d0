//! How far the cases of each article are decided. Only articles of which something has changed are looked at again, on a
//! thread where there are many marks.

use std::collections::{BTreeMap, BTreeSet};

use imbl::ordmap::DiffItem;

use super::AT_ONCE;
use crate::app::dialogs::Awaited;
use crate::model::{ArticleId, Project};
use crate::review::adjudication::queue;
use crate::store::Progress;

/// How far the cases of an article are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many are decided.
    pub decided: usize,
    /// How many there are.
    pub all: usize,
}

/// How far the cases of each article with any are decided.
type Standings = BTreeMap<ArticleId, Standing>;

/// The articles, and how far they are.
#[derive(Debug, Default)]
pub struct Overview {
    standings: Standings,
    /// Cases that are decided, cases, articles with any.
    total: (usize, usize, usize),
    /// The revision of which it is, or is being, counted, and the project then.
    made_of: Option<(u64, Project)>,
    job: Option<Awaited<Standings>>,
}

impl Overview {
    /// Brings the counts up to date with a revision of the project, or has a thread do it.
    pub fn update(&mut self, project: &Project, revision: u64, ctx: &egui::Context) {
        if let Some(made) = self.job.as_mut().and_then(Awaited::take) {
            self.job = None;
            self.take(made);
        }
        let is_of = |(of, _): &(u64, Project)| *of == revision;
        if self.job.is_some() || self.made_of.as_ref().is_some_and(is_of) {
            return;
        }
        let before = self.made_of.as_ref().map(|(_, project)| project);
        let stale = stale(before, project);
        self.made_of = Some((revision, project.clone()));
        if stale.is_empty() {
            return;
        }
        let marks: usize = stale
            .iter()
            .flat_map(|id| project.layers_of(id))
            .map(|(_, layer)| layer.annotations.len())
            .sum();
        if marks <= AT_ONCE {
            let known = core::mem::take(&mut self.standings);
            self.take(count(project, known, &stale));
        } else {
            let (project, known) = (project.clone(), self.standings.clone());
            let work = move |_: &Progress| count(&project, known, &stale);
            self.job = Some(Awaited::start("overview", ctx, work));
        }
    }

    fn take(&mut self, standings: Standings) {
        self.standings = standings;
        let mut total = (0, 0, 0);
        for it in self.standings.values() {
            total = (total.0 + it.decided, total.1 + it.all, total.2 + 1);
        }
        self.total = total;
    }

    /// Whether a thread counts.
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// How many cases of the project are decided, of how many, in how many articles.
    pub fn total(&self) -> (usize, usize, usize) {
        self.total
    }

    /// Articles with cases that are still to be decided.
    pub fn to_do(&self, id: &ArticleId) -> bool {
        let standing = self.standings.get(id);
        standing.is_some_and(|it| it.decided < it.all)
    }
}

/// The articles of which something has changed that the cases hang on. What has not changed is not looked at.
fn stale(before: Option<&Project>, now: &Project) -> BTreeSet<ArticleId> {
    let Some(before) = before else {
        return now.articles.keys().cloned().collect();
    };
    let mut stale = BTreeSet::new();
    if before.reviewing.rules != now.reviewing.rules {
        stale.extend(before.articles.keys().chain(now.articles.keys()).cloned());
        return stale;
    }
    for item in before.articles.diff(&now.articles) {
        stale.insert(key_of(&item).clone());
    }
    for item in before.layers.diff(&now.layers) {
        stale.insert(key_of(&item).article.clone());
    }
    for item in before.reviews.diff(&now.reviews) {
        stale.insert(key_of(&item).article.clone());
    }
    stale
}

fn key_of<'a, K, V>(item: &DiffItem<'a, 'a, K, V>) -> &'a K {
    match item {
        DiffItem::Add(key, _)
        | DiffItem::Remove(key, _)
        | DiffItem::Update { new: (key, _), .. } => key,
    }
}

fn count(project: &Project, mut known: Standings, stale: &BTreeSet<ArticleId>) -> Standings {
    for id in stale {
        // What only one person has marked is no comparison.
        let layers = project.layers_of(id);
        let people = layers.filter(|(key, _)| !project.is_nobody(&key.annotator));
        let is_compared = people.count() > 1 || project.reviews_of(id).next().is_some();
        known.remove(id);
        if project.articles.contains_key(id) && is_compared {
            let queue = queue(project, id);
            let (all, left) = (queue.cases.len(), queue.left());
            if all > 0 {
                let decided = all - left;
                known.insert(id.clone(), Standing { decided, all });
            }
        }
    }
    known
}
