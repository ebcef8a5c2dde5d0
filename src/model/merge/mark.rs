//! What can stand under an annotation id: an annotation with or without its place, that it was deleted, or nothing.

use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{
    Annotation, AnnotationId, Detached, Layer, Link, Slot, StoredSpan, TagId, Values, Where,
};
use crate::text::{CodePoint, Text};

/// What stands under an annotation id.
#[derive(Clone, Debug)]
pub(super) enum State {
    Absent,
    Deleted(Timestamp),
    Mark(Box<Mark>),
}

/// An annotation, whether it has its place or not.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub tag: TagId,
    pub place: Where,
    pub attributes: Values,
    pub links: Vec<Link>,
    pub note: String,
    pub unsure: bool,
    pub created: Timestamp,
    pub modified: Timestamp,
}

/// Files hold whole seconds, so that a file and what it was written from differ in what is less.
fn same_time(one: Timestamp, other: Timestamp) -> bool {
    one.as_second() == other.as_second()
}

/// Whether two lists of links say the same: their order says nothing.
pub(super) fn same_links(one: &[Link], other: &[Link]) -> bool {
    one == other
        || one.len() == other.len()
            && one.iter().all(|link| other.contains(link))
            && other.iter().all(|link| one.contains(link))
}

impl Mark {
    /// Whether both say the same, whenever they were made.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.tag == other.tag
            && self.place == other.place
            && self.attributes == other.attributes
            && self.note == other.note
            && self.unsure == other.unsure
            && same_links(&self.links, &other.links)
    }

    pub fn is_same(&self, other: &Self) -> bool {
        same_time(self.created, other.created)
            && same_time(self.modified, other.modified)
            && self.says_the_same(other)
    }

    /// It without its place when its spans do not fit the text.
    pub fn fitted(mut self, text: &Text) -> Self {
        if let Where::Here(spans) = &self.place
            && let Err(why) = spans.fit(text)
        {
            let whole = text.as_str();
            let point = |byte: usize| {
                let end = whole.floor_char_boundary(byte.min(whole.len()));
                CodePoint(whole[..end].chars().count() as u32)
            };
            // What they covered is not known here, so that they stay lost until a person decides.
            let stored = spans.iter().map(|span| StoredSpan {
                at: (point(span.start.index()), point(span.end.index())),
                ..StoredSpan::default()
            });
            self.place = Where::Lost {
                spans: stored.collect(),
                text_sha256: String::new(),
                kept: false,
                reason: why.to_string(),
            };
        }
        self
    }
}

impl From<&Annotation> for Mark {
    fn from(annotation: &Annotation) -> Self {
        let Annotation {
            id: _,
            tag,
            spans,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        } = annotation.clone();
        Self {
            tag,
            place: Where::Here(spans),
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        }
    }
}

impl From<&Detached> for Mark {
    fn from(lost: &Detached) -> Self {
        let Detached {
            id: _,
            tag,
            spans,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
            text_sha256,
            kept,
            reason,
        } = lost.clone();
        Self {
            tag,
            place: Where::Lost {
                spans,
                text_sha256,
                kept,
                reason,
            },
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        }
    }
}

impl State {
    pub fn of(layer: Option<&Layer>, id: &AnnotationId) -> Self {
        layer.map_or(Self::Absent, |layer| {
            Self::from_slots(&layer.slot(id), layer.detached.get(id))
        })
    }

    pub fn from_slots(slot: &Slot, lost: Option<&Detached>) -> Self {
        match (slot, lost) {
            (Slot::Present(annotation), _) => Self::Mark(Box::new(annotation.as_ref().into())),
            (_, Some(lost)) => Self::Mark(Box::new(lost.into())),
            (Slot::Deleted(at), None) => Self::Deleted(*at),
            (Slot::Absent, None) => Self::Absent,
        }
    }

    /// The two slots that hold it.
    pub fn into_slots(self, id: &AnnotationId) -> (Slot, Option<Detached>) {
        let mark = match self {
            Self::Absent => return (Slot::Absent, None),
            Self::Deleted(at) => return (Slot::Deleted(at), None),
            Self::Mark(mark) => *mark,
        };
        let Mark {
            tag,
            place,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        } = mark;
        let id = id.clone();
        match place {
            Where::Here(spans) => {
                let annotation = Annotation {
                    id,
                    tag,
                    spans,
                    attributes,
                    links,
                    note,
                    unsure,
                    created,
                    modified,
                };
                (Slot::Present(Arc::new(annotation)), None)
            }
            Where::Lost {
                spans,
                text_sha256,
                kept,
                reason,
            } => {
                let lost = Detached {
                    id,
                    tag,
                    spans,
                    attributes,
                    links,
                    note,
                    unsure,
                    created,
                    modified,
                    text_sha256,
                    kept,
                    reason,
                };
                (Slot::Absent, Some(lost))
            }
        }
    }

    pub fn mark(&self) -> Option<&Mark> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::Absent | Self::Deleted(_) => None,
        }
    }

    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Deleted(one), Self::Deleted(other)) => same_time(*one, *other),
            (Self::Mark(one), Self::Mark(other)) => one.is_same(other),
            _ => false,
        }
    }
}

/// Whether an annotation is the same in two versions of a layer.
pub(super) fn same_annotation(one: &Annotation, other: &Annotation) -> bool {
    one == other || Mark::from(one).is_same(&other.into())
}

/// Whether a detached annotation is the same in two versions of a layer.
pub(super) fn same_detached(one: &Detached, other: &Detached) -> bool {
    one == other || Mark::from(one).is_same(&other.into())
}

/// Whether a deletion is the same in two versions of a layer.
pub(super) fn same_deletion(one: Timestamp, other: Timestamp) -> bool {
    same_time(one, other)
}
