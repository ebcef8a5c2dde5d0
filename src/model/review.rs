//! A review: what one reviewer decided about what others marked in one article, with the comments and answers of this
//! person on it. Every annotator has such files, and nobody writes in somebody else's.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::say;
use crate::text::Text;

use super::{
    AnnotationId, AnnotatorId, ArticleId, CommentId, DecisionId, Link, ReasonId, Spans, StoredSpan,
};

mod force;
mod said;
mod thread;

pub use force::in_force;
pub use said::{layer_state, said};
pub use thread::{Thread, threads};

/// Which review: an article and who reviews it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReviewKey {
    /// Whose annotations.
    pub article: ArticleId,
    /// Whose decisions and comments.
    pub reviewer: AnnotatorId,
}

/// What one person decided, said and answered about one article. All times in it are whole seconds, as in files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The decisions by id.
    pub decisions: OrdMap<DecisionId, Arc<Decision>>,
    /// The comments by id.
    pub comments: BTreeMap<CommentId, Comment>,
    /// Answers to decisions, of whomever they are.
    pub answers: BTreeMap<DecisionRef, Answer>,
    /// That the gold layer of the article is finished.
    pub signed: Option<Signed>,
}

/// What a reviewer decided about some marks that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its stable name.
    pub id: DecisionId,
    /// The marks on which it stands, in order.
    pub case: Vec<Basis>,
    /// What was decided.
    pub verdict: Verdict,
    /// Why, of the project's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReasonId>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The rule by which it was taken together with others, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bulk: Option<Bulk>,
    /// What became of the marks: annotations of the gold layer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gold: Vec<Made>,
    /// Decisions of others about the same marks that it was made in place of: these count no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead_of: Vec<Overruled>,
    /// Links of its marks that it leaves out, also when their far ends are decided later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Unlinked>,
    /// When it was decided; by whom says the review in which it is.
    pub at: Timestamp,
}

/// A mark on which a decision stands, and what it said then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Whose mark.
    pub by: AnnotatorId,
    /// Its id.
    pub id: AnnotationId,
    /// What it said, as [`said`] has it: another value means that it was changed. Nothing when it was torn from the other marks
    /// of the case, and those were decided apart from it.
    pub said: String,
}

/// An annotation of the gold layer that a decision made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// Its id in the gold layer.
    pub id: AnnotationId,
    /// The marks of which it was made, by their places in [`Decision::case`]; of all of them when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<usize>,
}

/// What a reviewer can decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The marks of this annotator are right.
    Take(AnnotatorId),
    /// All that one of the marks covers is right.
    Union,
    /// What all marks cover is right.
    Intersection,
    /// Something else is right, which the reviewer made.
    Edited,
    /// Nothing is to be marked here.
    Nothing,
    /// All of them are right beside each other.
    KeepBoth,
    /// It stays open.
    Open,
    /// What was decided before stays as it is, whatever has become of the marks.
    Stands,
}

/// A rule by which many cases are decided at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bulk {
    /// All annotators marked the same.
    AllAgree,
    /// More than half of the annotators marked the same.
    Majority,
    /// This annotator is right.
    Annotator(AnnotatorId),
}

/// A mark of somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRef {
    /// Whose.
    pub by: AnnotatorId,
    /// Its id.
    pub id: AnnotationId,
}

/// A decision of somebody about the same article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRef {
    /// Whose.
    pub by: AnnotatorId,
    /// Its id.
    pub id: DecisionId,
}

/// A decision of somebody else in whose place another one was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    /// Whose.
    pub by: AnnotatorId,
    /// Its id.
    pub id: DecisionId,
    /// When it had been made: made anew later under the same id, it is not what was overruled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// A link of a mark that a decision leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlinked {
    /// Whose mark.
    pub by: AnnotatorId,
    /// Its id.
    pub id: AnnotationId,
    /// The link.
    pub link: Link,
}

/// A comment of somebody about the same article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentRef {
    /// Whose.
    pub by: AnnotatorId,
    /// Its id.
    pub id: CommentId,
}

/// Something that somebody says about an article or a part of it, or in answer to another comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Its stable name.
    pub id: CommentId,
    /// What it is about; of an answer, the same as what it answers.
    pub about: About,
    /// The comment that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<CommentRef>,
    /// What it says; nothing when it only resolves a thread or opens it again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether the thread is resolved from here on, or open again; of these the last one counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolves: Option<bool>,
    /// When it was written; by whom says the review in which it is.
    pub at: Timestamp,
}

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// The article as a whole.
    Article,
    /// A passage of its text.
    Passage(StoredSpan),
    /// A mark.
    Annotation(MarkRef),
    /// A decision.
    Decision(DecisionRef),
}

/// What an annotator answers to a decision about own marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// To which decision.
    pub to: DecisionRef,
    /// When that was made, so that an answer to what was decided before is told from one to what is decided now.
    pub decided: Timestamp,
    /// Whether it is accepted.
    pub stand: Stand,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// When it was given.
    pub at: Timestamp,
}

/// How an annotator stands to a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stand {
    /// It is accepted.
    Accepts,
    /// It is contested: somebody should decide again.
    Contests,
}

/// That the gold layer of an article is finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// When; by whom says the review in which it is.
    pub at: Timestamp,
    /// The layers that were there, the gold one among them, as [`layer_state`] has them: another value means that somebody has
    /// changed something since.
    pub layers: BTreeMap<AnnotatorId, String>,
}

impl Review {
    /// Whether nothing was ever said here, so that no file is needed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let Self {
            decisions,
            comments,
            answers,
            signed,
        } = self;
        decisions.is_empty() && comments.is_empty() && answers.is_empty() && signed.is_none()
    }

    /// The decisions in the order in which they were made.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Arc<Decision>> {
        let mut decisions: Vec<_> = self.decisions.values().collect();
        decisions.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        decisions
    }
}

impl Verdict {
    /// It in words; `name` tells who somebody is.
    #[must_use]
    pub fn in_words(&self, name: impl Fn(&AnnotatorId) -> String) -> String {
        match self {
            Self::Take(by) => say!("reviewing-take", name = name(by)),
            Self::Union => say!("reviewing-union").to_owned(),
            Self::Intersection => say!("reviewing-intersection").to_owned(),
            Self::Edited => say!("reviewing-edited").to_owned(),
            Self::Nothing => say!("reviewing-nothing").to_owned(),
            Self::KeepBoth => say!("reviewing-keep-both").to_owned(),
            Self::Open => say!("reviewing-open").to_owned(),
            Self::Stands => say!("reviewing-stands").to_owned(),
        }
    }
}

impl Overruled {
    /// A decision as it is.
    #[must_use]
    pub fn of(reference: &DecisionRef, decision: &Decision) -> Self {
        Self {
            by: reference.by.clone(),
            id: reference.id.clone(),
            at: Some(decision.at),
        }
    }

    /// Whether it is this decision, as it was made when that one was overruled.
    #[must_use]
    pub fn is(&self, reference: &DecisionRef, decision: &Decision) -> bool {
        self.by == reference.by
            && self.id == reference.id
            && self.at.is_none_or(|at| at == decision.at)
    }
}

impl Bulk {
    /// It in words; `name` tells who somebody is.
    #[must_use]
    pub fn in_words(&self, name: impl Fn(&AnnotatorId) -> String) -> String {
        match self {
            Self::AllAgree => say!("reviewing-all-agree").to_owned(),
            Self::Majority => say!("reviewing-majority").to_owned(),
            Self::Annotator(by) => say!("reviewing-by-annotator", name = name(by)),
        }
    }
}

impl Basis {
    /// The mark.
    #[must_use]
    pub fn mark(&self) -> MarkRef {
        MarkRef {
            by: self.by.clone(),
            id: self.id.clone(),
        }
    }
}

impl Decision {
    /// The marks of which it made an annotation of the gold layer.
    pub fn sources<'a>(&'a self, made: &'a Made) -> impl Iterator<Item = &'a Basis> {
        let all = made.from.is_empty();
        let places = self.case.iter().enumerate();
        places
            .filter(move |(at, _)| all || made.from.contains(at))
            .map(|(_, basis)| basis)
    }

    /// The annotation of the gold layer that was made of a mark, or the first of them.
    #[must_use]
    pub fn made_of(&self, by: &AnnotatorId, id: &AnnotationId) -> Option<&AnnotationId> {
        let is_it = |basis: &Basis| basis.by == *by && basis.id == *id;
        let made = self.gold.iter();
        let mut made = made.filter(|made| self.sources(made).any(is_it));
        made.next().map(|made| &made.id)
    }

    /// Whether it stands on a mark.
    #[must_use]
    pub fn is_about(&self, by: &AnnotatorId, id: &AnnotationId) -> bool {
        self.case
            .iter()
            .any(|basis| basis.by == *by && basis.id == *id)
    }
}

impl About {
    /// Where a passage stands in the text, if it can still be found: in its old place, or else in the one that reads so.
    #[must_use]
    pub fn passage(&self, text: &Text) -> Option<Spans> {
        let Self::Passage(stored) = self else {
            return None;
        };
        let in_place = StoredSpan::all_in(text, core::slice::from_ref(stored));
        in_place.or_else(|| {
            let found = crate::text::place_by_context(text.as_str(), &[stored.quote()]);
            let spans = Spans::one(found.into_iter().next()??).ok()?;
            spans.fit(text).ok()?;
            Some(spans)
        })
    }
}
