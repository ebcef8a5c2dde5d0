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
    let known: BTreeMap<(&AnnotatorId, &str), &Comment> = all
        .iter()
        .map(|(by, comment)| ((*by, comment.id.as_str()), *comment))
        .collect();
    let parent = |comment: &'a Comment| {
        let to = comment.reply_to.as_ref()?;
        let (&(by, _), &found) = known.get_key_value(&(&to.by, to.id.as_str()))?;
        Some((by, found))
    };
    let mut threads: BTreeMap<(&AnnotatorId, &str), Vec<(&AnnotatorId, &Comment)>> =
        BTreeMap::new();
    for &(by, comment) in &all {
        let mut first = (by, comment);
        // Answers in a circle can only be made by hand; whoever comes first begins their thread.
        for _ in 0..all.len() {
            match parent(first.1) {
                Some(found) if found != (by, comment) => first = found,
                _ => break,
            }
        }
        let thread = threads.entry((first.0, first.1.id.as_str())).or_default();
        thread.push((by, comment));
    }
    let mut threads: Vec<Thread<'a>> = threads
        .into_iter()
        .map(|((by, id), mut comments)| {
            // By a clock that goes wrong an answer can be of before what it answers.
            comments.sort_by_key(|(it, comment)| (*it, comment.id.as_str()) != (by, id));
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
