//! A card: something on which two copies do not agree, and what can be done with it.

use crate::model::edits::whole_seconds;
use crate::model::merge::{Conflict, Kept};
use crate::model::{
    About, AnnotationId, ArticleId, Author, Change, Comment, CommentId, DecisionRef, MarkRef,
    ReviewKey, Slot,
};
use crate::say;
use crate::text::sha256_of;

/// Something on which the two sides do not agree, and what can be done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The two versions, and where they are after the merge.
    pub conflict: Conflict,
}

/// What a card is known by when both sides are compared again: the same as long as both versions are.
pub type CardId = String;

/// What becomes of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// What is here stays, and the other version goes.
    Mine,
    /// The other version counts, and the one here goes.
    Theirs,
    /// Both are kept, as far as there is room for both; otherwise what is here stays.
    #[default]
    Both,
    /// As both, with a comment that asks.
    Discuss,
}

impl Choice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Mine, Self::Theirs, Self::Both, Self::Discuss];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => say!("card-mine"),
            Self::Theirs => say!("card-theirs"),
            Self::Both => say!("card-both"),
            Self::Discuss => say!("card-discuss"),
        }
    }
}

impl Card {
    /// What it is known by.
    #[must_use]
    pub fn id(&self) -> CardId {
        let Conflict { ours, theirs, .. } = &self.conflict;
        // Whatever the journal can hold is written; what could not be would only be asked about anew.
        let versions = serde_json::to_vec(&(ours, theirs)).unwrap_or_default();
        sha256_of(&versions)
    }

    /// What becomes of it where both versions are kept, in words for a dialog: without ids.
    #[must_use]
    pub fn outcome(&self) -> String {
        match &self.conflict.kept {
            Kept::Beside(_) => say!("card-beside").to_owned(),
            _ => self.conflict.outcome.clone(),
        }
    }

    /// Which mark it is about, if it is about one, and in which article.
    #[must_use]
    pub fn mark(&self) -> Option<(&ArticleId, MarkRef)> {
        match &self.conflict.ours {
            Change::Annotation(key, id, _) | Change::Detached(key, id, _) => {
                let by = key.annotator.clone();
                Some((&key.article, MarkRef { by, id: id.clone() }))
            }
            _ => None,
        }
    }

    /// What a choice changes after the merge.
    pub(super) fn settle(&self, choice: Choice, author: &Author) -> Vec<Change> {
        let Conflict {
            ours, theirs, kept, ..
        } = &self.conflict;
        match choice {
            Choice::Both => Vec::new(),
            Choice::Discuss => self.question(author).into_iter().collect(),
            Choice::Mine | Choice::Theirs => {
                let wanted = if choice == Choice::Mine { ours } else { theirs };
                let mut changes = vec![wanted.clone()];
                // A mark has its place or has lost it, never both.
                changes.extend(match wanted {
                    Change::Annotation(key, id, _) => {
                        Some(Change::Detached(key.clone(), id.clone(), None))
                    }
                    Change::Detached(key, id, _) => {
                        let slot = Slot::Absent;
                        Some(Change::Annotation(key.clone(), id.clone(), slot))
                    }
                    _ => None,
                });
                match (kept, ours) {
                    (Kept::Beside(id), _) => changes.extend(self.without(id)),
                    (Kept::BesideDecision(id), Change::Decision(key, ..)) => {
                        changes.push(Change::Decision(key.clone(), id.clone(), None));
                    }
                    _ => {}
                }
                changes
            }
        }
    }

    /// Takes the version away that stands beside the other one.
    fn without(&self, beside: &AnnotationId) -> Option<Change> {
        match &self.conflict.ours {
            Change::Annotation(key, ..) | Change::Detached(key, ..) => Some(Change::Annotation(
                key.clone(),
                beside.clone(),
                Slot::Absent,
            )),
            _ => None,
        }
    }

    /// Whether there is an article in which it can be asked what to do.
    #[must_use]
    pub fn can_be_discussed(&self) -> bool {
        self.asked_of().is_some()
    }

    /// Where the two sides do not agree, and what a comment on it is about.
    fn asked_of(&self) -> Option<(ArticleId, About)> {
        if let Some((article, mark)) = self.mark() {
            return Some((article.clone(), About::Annotation(mark)));
        }
        match &self.conflict.ours {
            Change::LayerHead(key, _) => Some((key.article.clone(), About::Article)),
            Change::Decision(key, id, _) => {
                let (by, id) = (key.reviewer.clone(), id.clone());
                Some((key.article.clone(), About::Decision(DecisionRef { by, id })))
            }
            Change::ArticleMeta(id, _) => Some((id.clone(), About::Article)),
            _ => None,
        }
    }

    /// A comment that says on what the two sides do not agree, and what has become of it.
    fn question(&self, author: &Author) -> Option<Change> {
        let (article, about) = self.asked_of()?;
        let key = ReviewKey {
            article,
            reviewer: author.annotator.clone(),
        };
        let comment = Comment {
            id: CommentId::fresh(),
            about,
            reply_to: None,
            text: format!("{} {}", self.conflict.fact, self.outcome())
                .trim()
                .to_owned(),
            resolves: None,
            at: whole_seconds(author.at),
        };
        let id = comment.id.clone();
        Some(Change::Comment(key, id, Some(comment)))
    }
}
