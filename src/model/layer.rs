//! A layer: what one annotator marked in one article.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::say;

use super::{
    Annotation, AnnotationId, Annotations, AnnotatorId, ArticleId, Link, Slot, Spans, StoredSpan,
    TagId, Target, Values,
};

/// Which layer: an article and an annotator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LayerKey {
    /// Whose text.
    pub article: ArticleId,
    /// Whose annotations.
    pub annotator: AnnotatorId,
}

/// A layer of so many annotations takes a millisecond to unpack.
const LARGE: usize = 2000;

/// How far an annotator is with an article.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Status {
    /// Not begun.
    #[default]
    ToDo,
    /// Begun.
    InProgress,
    /// Finished; an article finished without annotations says that there is nothing to mark.
    Done,
}

impl Status {
    /// All of them, in the order of work.
    pub const ALL: [Self; 3] = [Self::ToDo, Self::InProgress, Self::Done];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ToDo => say!("status-to-do"),
            Self::InProgress => say!("status-in-progress"),
            Self::Done => say!("status-done"),
        }
    }

    /// Its name in tables and on the command line, whatever language the program speaks.
    #[must_use]
    pub fn in_tables(self) -> &'static str {
        match self {
            Self::ToDo => "to do",
            Self::InProgress => "in progress",
            Self::Done => "done",
        }
    }
}

/// What one annotator marked in one article.
///
/// A clone shares what it can, however large the layer is, so that an edit costs the same while a thread saves the layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// What is said of the article as a whole.
    pub head: LayerHead,
    /// The annotations by id.
    pub annotations: Annotations,
    /// When annotations were deleted: a merge must not bring them back.
    pub deleted: OrdMap<AnnotationId, Timestamp>,
    /// Annotations whose spans do not fit the text; kept until a person decides.
    pub detached: BTreeMap<AnnotationId, Detached>,
}

/// What an annotator says of an article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayerHead {
    /// How far the annotator is.
    pub status: Status,
    /// Values of the article attributes.
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub attributes: Values,
    /// A remark about the article.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Annotations that the annotator has looked at again since the definition of their tag was changed, and when.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub confirmed: BTreeMap<AnnotationId, Timestamp>,
}

/// An annotation that has lost its place: its spans are as the file has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detached {
    /// Its stable name.
    pub id: AnnotationId,
    /// What it is.
    pub tag: TagId,
    /// Where the file says that it stands, and what it covered there.
    pub spans: Vec<StoredSpan>,
    /// The values of the tag's attributes.
    pub attributes: Values,
    /// Where it points to.
    pub links: Vec<Link>,
    /// A remark.
    pub note: String,
    /// Whether the annotator doubts it.
    pub unsure: bool,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// SHA-256 of the text in which it stood, when that is not the article's of today.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_sha256: String,
    /// Whether somebody has decided that it stays without a place.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub kept: bool,
    /// Why it has no place, in words.
    pub reason: String,
}

impl Detached {
    /// An annotation that has lost its place: where it stood in the text of this SHA-256, and why it does no more, in
    /// words.
    #[must_use]
    pub fn of(
        annotation: &Annotation,
        spans: Vec<StoredSpan>,
        text_sha256: &str,
        reason: String,
    ) -> Self {
        let Annotation {
            id,
            tag,
            spans: _,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        } = annotation.clone();
        Self {
            id,
            tag,
            spans,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
            text_sha256: text_sha256.to_owned(),
            kept: false,
            reason,
        }
    }

    /// What it covered where it was made, as far as its file says.
    #[must_use]
    pub fn quotation(&self) -> String {
        let pieces = self.spans.iter().map(|span| match span.text.as_str() {
            "" => format!("{}…{}", span.head, span.tail),
            text => text.to_owned(),
        });
        pieces.collect::<Vec<_>>().join(" … ")
    }

    /// The annotation in a place that it has been given.
    #[must_use]
    pub fn placed(&self, spans: Spans) -> Annotation {
        Annotation {
            id: self.id.clone(),
            tag: self.tag.clone(),
            spans,
            attributes: self.attributes.clone(),
            links: self.links.clone(),
            note: self.note.clone(),
            unsure: self.unsure,
            created: self.created,
            modified: self.modified,
        }
    }
}

impl Layer {
    /// The layer for looking through it once: what has to be unpacked for that goes with the value.
    #[must_use]
    pub fn in_passing(&self) -> Self {
        self.clone()
    }

    /// Whether some annotation has such a tag; nothing is unpacked for that.
    #[must_use]
    pub fn has_tag(&self, is_it: impl FnMut(&TagId) -> bool) -> bool {
        self.annotations.has_tag(is_it)
    }

    /// The layer with its annotations [packed](Annotations), for a project of which most is not looked at. A large one stays
    /// as it is: to unpack it would take longer than whoever asks can wait.
    #[must_use]
    pub fn packed(mut self) -> Self {
        if self.annotations.len() < LARGE {
            self.annotations = self.annotations.packed();
        }
        self
    }

    /// Whether nothing was ever said here, so that no file is needed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let Self {
            head,
            annotations,
            deleted,
            detached,
        } = self;
        annotations.is_empty()
            && deleted.is_empty()
            && detached.is_empty()
            && *head == LayerHead::default()
    }

    /// The annotations in reading order: by start, longer ones first, then by id.
    #[must_use]
    pub fn in_order(&self) -> Vec<Arc<Annotation>> {
        let mut annotations = self.annotations.listed();
        annotations.sort_by(|one, other| {
            (one.spans.hull(), &one.id).cmp(&(other.spans.hull(), &other.id))
        });
        annotations
    }

    /// What stands under an annotation id, whatever is detached.
    #[must_use]
    pub fn slot(&self, id: &AnnotationId) -> Slot {
        match (self.annotations.get(id), self.deleted.get(id)) {
            (Some(annotation), _) => Slot::Present(Arc::clone(annotation)),
            (None, Some(&at)) => Slot::Deleted(at),
            (None, None) => Slot::Absent,
        }
    }

    /// The annotation at the far end of a link, when it leads to one that exists.
    #[must_use]
    pub fn linked(&self, target: &Target) -> Option<&Arc<Annotation>> {
        match target {
            Target::Annotation(id) => self.annotations.get(id),
            Target::Entity(_) => None,
        }
    }
}
