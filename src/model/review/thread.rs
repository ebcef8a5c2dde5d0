//! Threads: comments and what was answered to them, of all people.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::{AnnotatorId, ArticleId, Project};

use super::{About, Comment, CommentRef, ReviewKey};

/// A comment and what was answered to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread<'a> {
    /// What it is about.
    pub about: &'a About,
    /// All comments, each with who wrote it: the first one, then the others by time.
    pub comments: Vec<(&'a AnnotatorId, &'a Comment)>,
    /// Who resolved it and when, if it is not open.
    pub resolved: Option<(&'a AnnotatorId, Timestamp)>,
}

impl Thread<'_> {
    /// The comment with which it began.
    #[must_use]
    pub fn first(&self) -> CommentRef {
        let (by, comment) = self.comments[0];
        CommentRef {
            by: by.clone(),
            id: comment.id.clone(),
        }
    }
}

/// The threads about an article, by the time of their first comments. An answer to a comment that is not there begins one of
/// its own.
#[must_use]
pub fn threads<'a>(project: &'a Project, article: &'a ArticleId) -> Vec<Thread<'a>> {
    let mut all: Vec<(&AnnotatorId, &Comment)> = project
        .reviews_of(article)
        .flat_map(|(key, review)| review.comments.values().map(|it| (&key.reviewer, it)))
        .collect();
    all.sort_by_key(|(by, comment)| (comment.at, *by, &comment.id));
    let known: BTreeMap<(&AnnotatorId, &str), usize> = all
        .iter()
        .enumerate()
        .map(|(at, (by, comment))| ((*by, comment.id.as_str()), at))
        .collect();
    let parent = |at: usize| {
        let to = all[at].1.reply_to.as_ref()?;
        known.get(&(&to.by, to.id.as_str())).copied()
    };
    let firsts = firsts(all.len(), parent);
    let mut threads: BTreeMap<usize, Vec<(&AnnotatorId, &Comment)>> = BTreeMap::new();
    for (at, first) in firsts.into_iter().enumerate() {
        threads.entry(first).or_default().push(all[at]);
    }
    let mut threads: Vec<Thread<'a>> = threads
        .into_iter()
        .map(|(first, mut comments)| {
            // By a clock that goes wrong an answer can be of before what it answers.
            comments.sort_by_key(|comment| *comment != all[first]);
            let said = comments.iter().rev().find(|(_, it)| it.resolves.is_some());
            Thread {
                about: &comments[0].1.about,
                resolved: said
                    .filter(|(_, it)| it.resolves == Some(true))
                    .map(|(by, it)| (*by, it.at)),
                comments,
            }
        })
        .collect();
    threads.sort_by_key(|thread| (thread.comments[0].1.at, thread.first()));
    threads
}

/// For each comment, by time, the one with which its thread began. Answers in a circle can only be made by hand; whichever of
/// them is met first begins their thread.
fn firsts(count: usize, parent: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut first: Vec<Option<usize>> = vec![None; count];
    // In which walk each comment was met.
    let mut met = vec![usize::MAX; count];
    for start in 0..count {
        let (mut way, mut at) = (Vec::new(), start);
        let found = loop {
            if let Some(known) = first[at] {
                break known;
            }
            if met[at] == start {
                break at;
            }
            met[at] = start;
            way.push(at);
            match parent(at) {
                Some(next) => at = next,
                None => break at,
            }
        };
        for at in way {
            first[at] = Some(found);
        }
    }
    first.into_iter().flatten().collect()
}

impl Project {
    /// The article's reviews, by reviewer.
    pub fn reviews_of<'a>(
        &'a self,
        article: &'a ArticleId,
    ) -> impl Iterator<Item = (&'a ReviewKey, &'a std::sync::Arc<super::Review>)> {
        let first = ReviewKey {
            article: article.clone(),
            reviewer: AnnotatorId::lowest(),
        };
        self.reviews
            .range(first..)
            .take_while(move |(key, _)| key.article == *article)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{CommentId, Review};

    /// An article in which one person has written as many comments as there are numbers, each with the one that it answers.
    fn project(answers: &[Option<usize>]) -> (Project, ArticleId) {
        let article = ArticleId::new("one").unwrap();
        let by = AnnotatorId::new("ana").unwrap();
        let id = |at: usize| CommentId::new(&format!("c{at}")).unwrap();
        let mut review = Review::default();
        for (at, to) in answers.iter().enumerate() {
            let comment = Comment {
                id: id(at),
                about: About::Article,
                reply_to: to.map(|to| CommentRef {
                    by: by.clone(),
                    id: id(to),
                }),
                text: format!("{at}"),
                resolves: None,
                at: Timestamp::from_second(i64::try_from(at).unwrap()).unwrap(),
            };
            review.comments.insert(comment.id.clone(), comment);
        }
        let key = ReviewKey {
            article: article.clone(),
            reviewer: by,
        };
        let mut project = Project::default();
        project.reviews.insert(key, Arc::new(review));
        (project, article)
    }

    fn said(answers: &[Option<usize>]) -> Vec<Vec<String>> {
        let (project, article) = project(answers);
        let threads = threads(&project, &article);
        let texts = threads.iter().map(|thread| {
            let comments = thread.comments.iter();
            comments.map(|(_, it)| it.text.clone()).collect()
        });
        texts.collect()
    }

    #[test]
    fn answers_are_with_what_they_answer_whatever_the_clock_said() {
        let threads = said(&[Some(3), None, Some(1), None, Some(2), Some(99)]);
        assert_eq!(threads, [vec!["1", "2", "4"], vec!["3", "0"], vec!["5"]]);
    }

    #[test]
    fn answers_in_a_circle_and_what_answers_them_are_one_thread() {
        assert_eq!(said(&[Some(1), Some(0)]), [["0", "1"]]);
        assert_eq!(said(&[Some(2), Some(2), Some(1)]), [["2", "0", "1"]]);
    }

    #[test]
    fn a_long_dispute_is_one_thread_and_takes_as_long_as_it_is() {
        const LENGTH: usize = 30_000;
        let chain: Vec<Option<usize>> = (0..LENGTH).map(|at| at.checked_sub(1)).collect();
        let circle: Vec<Option<usize>> = (0..LENGTH).map(|at| Some((at + 1) % LENGTH)).collect();
        for answers in [chain, circle] {
            let (project, article) = project(&answers);
            let threads = threads(&project, &article);
            assert_eq!(threads.len(), 1);
            assert_eq!(threads[0].comments.len(), LENGTH);
        }
    }
}
