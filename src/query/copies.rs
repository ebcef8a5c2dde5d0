//! Articles that are nearly the same: one report in several papers.

use std::sync::atomic::Ordering;

use serde::Serialize;

use crate::model::edits::{self, CarriedOver};
use crate::model::{Article, ArticleId, Author, LayerKey, Project};
use crate::store::{Progress, in_order};
use crate::text::{NEARLY_SAME, Signature, likeness, near_copies};

/// An article that is nearly the same as another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// Which article.
    pub article: ArticleId,
    /// How much of the shorter of the two is in the longer one, from 0 to 1.
    pub likeness: f64,
    /// What becomes of the other one's marks in it.
    pub carried: CarriedOver,
}

/// Some articles that are nearly the same as each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopyGroup {
    /// Their ids, in order; at least two.
    pub articles: Vec<ArticleId>,
}

/// Looks for copies of an article, in the order of their ids, and for what would become there of the marks of its layer by
/// this annotator. Hands over each as it is found; stops when it is cancelled.
pub fn copies_of(
    project: &Project,
    from: &LayerKey,
    author: &Author,
    progress: &Progress,
    mut found: impl FnMut(Copy),
) {
    let own = project.articles.get(&from.article);
    let Some((own, signature)) = own.and_then(|it| Some((it, Signature::of(it.text.as_str())?)))
    else {
        return;
    };
    let articles = articles(project, progress);
    let work = |article: &&Article| {
        let text = article.text.as_str();
        let may_be = Signature::of(text).is_some_and(|it| it.may_be_like(&signature));
        let likeness = if may_be && article.id != from.article {
            likeness(own.text.as_str(), text)
        } else {
            0.0
        };
        let is_copy = likeness >= NEARLY_SAME;
        step(progress).map(|()| is_copy.then(|| (article.id.clone(), likeness)))
    };
    let _cancelled = in_order(
        &articles,
        |it| weight(it),
        work,
        |it| {
            if let Some((article, likeness)) = it {
                let carried = edits::carry_over(project, author, from, &article);
                found(Copy {
                    article,
                    likeness,
                    carried,
                });
            }
            Ok(())
        },
    );
}

/// The articles to look through, on all cores.
fn articles<'a>(project: &'a Project, progress: &Progress) -> Vec<&'a Article> {
    let count = project.articles.len();
    progress.total.store(count, Ordering::Relaxed);
    project.articles.values().map(|it| &**it).collect()
}

/// How long an article is worked on: its quarter kilobytes.
fn weight(article: &Article) -> usize {
    article.text.as_str().len() / 256
}

/// Nobody waits for it any more.
struct Cancelled;

/// One article is done.
fn step(progress: &Progress) -> Result<(), Cancelled> {
    progress.done.fetch_add(1, Ordering::Relaxed);
    if progress.cancel.load(Ordering::Relaxed) {
        return Err(Cancelled);
    }
    Ok(())
}

/// All groups of articles that are nearly the same, by their first one; `None` when it is cancelled.
pub fn copy_groups(project: &Project, progress: &Progress) -> Option<Vec<CopyGroup>> {
    let articles = articles(project, progress);
    let mut signatures = Vec::with_capacity(articles.len());
    let work = |article: &&Article| {
        let signature = Signature::of(article.text.as_str());
        step(progress).map(|()| signature)
    };
    in_order(
        &articles,
        |it| weight(it),
        work,
        |signature| {
            signatures.push(signature);
            Ok(())
        },
    )
    .ok()?;
    let go_on = || !progress.cancel.load(Ordering::Relaxed);
    let groups = near_copies(&signatures, |at| articles[at].text.as_str(), go_on)?;
    let groups = groups.into_iter().map(|group| CopyGroup {
        articles: group
            .into_iter()
            .map(|at| articles[at].id.clone())
            .collect(),
    });
    Some(groups.collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::random::{article, author};

    fn project() -> Project {
        let report = "The port of Elsin will close on Sunday, the minister said, and nobody knows for how long it will be.";
        let texts = [
            ("a", report.to_owned()),
            ("b", format!("Another headline\n\n{report}")),
            (
                "c",
                "Farmers of the valley went on the streets because of the price of milk."
                    .to_owned(),
            ),
        ];
        let mut project = Project::default();
        for (id, text) in texts {
            let article = article(id, &text);
            project
                .articles
                .insert(article.id.clone(), Arc::clone(&article));
        }
        project
    }

    #[test]
    fn copies_of_an_article_and_groups_of_them_are_found() {
        let project = project();
        let from = LayerKey {
            article: ArticleId::new("b").unwrap(),
            annotator: author(0).annotator,
        };
        let mut found = Vec::new();
        copies_of(&project, &from, &author(0), &Progress::default(), |it| {
            found.push(it);
        });
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].article.as_str(), found[0].likeness), ("a", 1.0));
        let groups = copy_groups(&project, &Progress::default()).unwrap();
        assert_eq!(groups.len(), 1);
        assert_eq!(
            groups[0]
                .articles
                .iter()
                .map(ArticleId::as_str)
                .collect::<Vec<_>>(),
            ["a", "b"]
        );
        let progress = Progress::default();
        progress.cancel.store(true, Ordering::Relaxed);
        assert_eq!(copy_groups(&project, &progress), None);
    }
}
