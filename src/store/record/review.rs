//! `reviewing.ron` and `annotators/<id>/reviews/<article>.ron`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    AnnotatorId, Answer, ArticleId, Comment, Decision, Reason, Review, ReviewKey, ReviewRules,
    Reviewing, Round, Signed,
};
use crate::say;
use crate::store::FORMAT;
use crate::store::codec::Record;
use crate::store::excess::{ANNOTATIONS, ENTRIES, List};

use super::whole_seconds;

/// `reviewing.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct ReviewingRecord {
    format: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    rules: ReviewRules,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Reason>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rounds: Vec<Round>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    assigned: Vec<Assigned>,
}

/// Who is to annotate an article.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Assigned {
    article: ArticleId,
    to: BTreeSet<AnnotatorId>,
}

impl Record for ReviewingRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        vec![
            ("reasons", self.reasons.len(), ENTRIES),
            ("rounds", self.rounds.len(), ENTRIES),
            ("assigned", self.assigned.len(), ANNOTATIONS),
        ]
    }
}

impl From<&Reviewing> for ReviewingRecord {
    fn from(reviewing: &Reviewing) -> Self {
        let Reviewing {
            rules,
            reasons,
            rounds,
            assigned,
        } = reviewing.clone();
        let assigned = assigned.into_iter();
        Self {
            format: FORMAT,
            rules,
            reasons,
            rounds,
            assigned: assigned
                .map(|(article, to)| Assigned { article, to })
                .collect(),
        }
    }
}

impl From<ReviewingRecord> for Reviewing {
    fn from(record: ReviewingRecord) -> Self {
        // A merge of two files by lines may leave an article there twice: whom either names is named.
        let mut assigned: BTreeMap<ArticleId, BTreeSet<AnnotatorId>> = BTreeMap::new();
        for Assigned { article, to } in record.assigned {
            assigned.entry(article).or_default().extend(to);
        }
        assigned.retain(|_, to| !to.is_empty());
        Self {
            rules: record.rules,
            reasons: record.reasons,
            rounds: record.rounds,
            assigned,
        }
    }
}

/// `annotators/<id>/reviews/<article>.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct ReviewRecord {
    format: u32,
    /// Which review this is, so that one that was put elsewhere is noticed.
    pub article: ArticleId,
    pub reviewer: AnnotatorId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed: Option<Signed>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<Decision>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    comments: Vec<Comment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Answer>,
}

impl Record for ReviewRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        vec![
            ("decisions", self.decisions.len(), ANNOTATIONS),
            ("comments", self.comments.len(), ANNOTATIONS),
            ("answers", self.answers.len(), ANNOTATIONS),
        ]
    }
}

impl ReviewRecord {
    pub fn new(key: &ReviewKey, review: &Review) -> Self {
        let decisions = review.decisions.values().map(|decision| Decision {
            at: whole_seconds(decision.at),
            ..Decision::clone(decision)
        });
        let comments = review.comments.values().map(|comment| Comment {
            at: whole_seconds(comment.at),
            ..comment.clone()
        });
        let answers = review.answers.values().map(|answer| Answer {
            at: whole_seconds(answer.at),
            decided: whole_seconds(answer.decided),
            ..answer.clone()
        });
        let signed = review.signed.as_ref().map(|signed| Signed {
            at: whole_seconds(signed.at),
            ..signed.clone()
        });
        Self {
            format: FORMAT,
            article: key.article.clone(),
            reviewer: key.reviewer.clone(),
            signed,
            decisions: decisions.collect(),
            comments: comments.collect(),
            answers: answers.collect(),
        }
    }

    /// Whether it says that it is another review than the one in whose place it is.
    pub fn is_elsewhere(&self, key: &ReviewKey) -> bool {
        self.article != key.article || self.reviewer != key.reviewer
    }

    /// The review, and what people should know of it, in words. Of what has one id the one made last counts.
    pub fn into_review(self) -> (Review, Vec<String>) {
        let mut told = Vec::new();
        let mut review = Review {
            signed: self.signed,
            ..Review::default()
        };
        for decision in self.decisions {
            let known = review.decisions.get(&decision.id);
            if known.is_some() {
                told.push(say!("review-twice", id = decision.id.to_string()));
            }
            if known.is_none_or(|known| known.at <= decision.at) {
                let id = decision.id.clone();
                review.decisions.insert(id, Arc::new(decision));
            }
        }
        for comment in self.comments {
            let known = review.comments.get(&comment.id);
            if known.is_some() {
                told.push(say!("review-twice", id = comment.id.to_string()));
            }
            if known.is_none_or(|known| known.at <= comment.at) {
                review.comments.insert(comment.id.clone(), comment);
            }
        }
        for answer in self.answers {
            let known = review.answers.get(&answer.to);
            if known.is_some() {
                told.push(say!("review-twice", id = answer.to.id.to_string()));
            }
            if known.is_none_or(|known| known.at <= answer.at) {
                review.answers.insert(answer.to.clone(), answer);
            }
        }
        (review, told)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
