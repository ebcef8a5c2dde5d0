//! A card: something on which two copies do not agree, and what can be done with it.

use crate::model::edits::{quoted, whole_seconds};
use crate::model::merge::{Conflict, Kept};
use crate::model::{
    About, AnnotationId, ArticleId, Author, Change, Comment, CommentId, DecisionRef, MarkRef,
    Project, ReviewKey, Slot, Value,
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

    /// What a choice does with it, in words. Where nothing can be asked, to discuss it is to keep both.
    #[must_use]
    pub fn does(&self, choice: Choice) -> String {
        match choice {
            Choice::Mine => say!("card-mine-does").to_owned(),
            Choice::Theirs => say!("card-theirs-does").to_owned(),
            Choice::Discuss if self.can_be_discussed() => {
                let asked = say!("card-discuss-does");
                format!("{} {asked}", self.outcome()).trim().to_owned()
            }
            Choice::Both | Choice::Discuss => self.outcome(),
        }
    }

    /// What it comes to when this was chosen for all cards.
    #[must_use]
    pub fn or_both(&self, choice: Choice) -> Choice {
        if choice == Choice::Discuss && !self.can_be_discussed() {
            Choice::Both
        } else {
            choice
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

    /// What a choice changes after the merge; `project` is the one into which the copy is taken.
    pub(super) fn settle(&self, choice: Choice, project: &Project, author: &Author) -> Vec<Change> {
        let Conflict {
            ours, theirs, kept, ..
        } = &self.conflict;
        match choice {
            Choice::Both => Vec::new(),
            Choice::Discuss => self.question(project, author).into_iter().collect(),
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

    /// What the comment says.
    fn asked(&self, ours: &Project) -> String {
        let Conflict {
            ours: here,
            theirs: there,
            ..
        } = &self.conflict;
        let mut sentences = vec![self.conflict.fact.clone()];
        if let Some((here, there)) = version(ours, here).zip(version(ours, there)) {
            sentences.push(format!("{}.", say!("merge-copy-here", version = here)));
            sentences.push(format!("{}.", say!("merge-copy-there", version = there)));
        }
        sentences.extend([self.outcome(), say!("card-question").to_owned()]);
        sentences.retain(|it| !it.is_empty());
        sentences.join(" ")
    }

    /// A comment that says on what the two sides do not agree, both versions in short and what has become of them, and asks which is to be.
    fn question(&self, ours: &Project, author: &Author) -> Option<Change> {
        let (article, about) = self.asked_of()?;
        let key = ReviewKey {
            article,
            reviewer: author.annotator.clone(),
        };
        let comment = Comment {
            id: CommentId::fresh(),
            about,
            reply_to: None,
            text: self.asked(ours),
            resolves: None,
            at: whole_seconds(author.at),
        };
        let id = comment.id.clone();
        Some(Change::Comment(key, id, Some(comment)))
    }
}

/// A version of a mark in short, as the codebook here calls it: “Claim “the port” (fact)”; nothing of anything else, nor of one
/// that was deleted or does not fit the text here.
fn version(ours: &Project, change: &Change) -> Option<String> {
    let Change::Annotation(key, _, Slot::Present(mark)) = change else {
        return None;
    };
    let article = ours.articles.get(&key.article)?;
    mark.spans.fit(&article.text).ok()?;
    let tag = ours.codebook.tag_name(&mark.tag);
    let words = quoted(&article.text, &mark.spans);
    let values = mark.attributes.values().map(|value| match value {
        Value::Entity(id) => ours
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        value => value.in_words(),
    });
    let values: Vec<String> = values.collect();
    Some(if values.is_empty() {
        format!("{tag} {words}")
    } else {
        format!("{tag} {words} ({})", values.join(", "))
    })
}
