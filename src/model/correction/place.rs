//! Where an annotation is, apart from what it says.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Annotation, AnnotationId, AnnotatorId, Detached, Layer, Spans, StoredSpan};

/// Where an annotation is. What it says is not in here: that may have changed meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Whose annotation.
    pub by: AnnotatorId,
    /// Which one.
    pub id: AnnotationId,
    /// Where.
    pub at: Where,
}

/// Where an annotation stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Where {
    /// In the text.
    Here(Spans),
    /// Nowhere.
    Lost {
        /// Where it stood.
        spans: Vec<StoredSpan>,
        /// In which text, by its SHA-256; empty for that of the article.
        text_sha256: String,
        /// Whether somebody has decided so.
        kept: bool,
        /// Why, in words.
        reason: String,
    },
}

impl PartialEq for Where {
    /// Why something is lost is found out anew each time it is read.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Here(one), Self::Here(other)) => one == other,
            (
                Self::Lost {
                    spans: one,
                    text_sha256: on,
                    kept,
                    reason: _,
                },
                Self::Lost {
                    spans: other,
                    text_sha256: on_other,
                    kept: kept_other,
                    reason: _,
                },
            ) => one == other && on == on_other && kept == kept_other,
            _ => false,
        }
    }
}

impl Place {
    /// Where an annotation of a layer is, if it is in there.
    pub(super) fn of(by: &AnnotatorId, layer: &Layer, id: &AnnotationId) -> Option<Self> {
        let here = layer.annotations.get(id);
        let here = here.map(|annotation| Where::Here(annotation.spans.clone()));
        let lost = |detached: &Detached| Where::Lost {
            spans: detached.spans.clone(),
            text_sha256: detached.text_sha256.clone(),
            kept: detached.kept,
            reason: detached.reason.clone(),
        };
        Some(Self {
            by: by.clone(),
            id: id.clone(),
            at: here.or_else(|| layer.detached.get(id).map(lost))?,
        })
    }

    /// Puts the annotation there, as it is by now; one that is gone stays so.
    pub(super) fn put(&self, layer: &mut Layer) {
        let id = &self.id;
        let here = layer.annotations.remove(id);
        let lost = layer.detached.remove(id);
        match &self.at {
            Where::Here(spans) => {
                let placed = here
                    .map(|it| Annotation {
                        spans: spans.clone(),
                        ..Annotation::clone(&it)
                    })
                    .or_else(|| lost.map(|it| it.placed(spans.clone())));
                let placed = placed.map(|it| (id.clone(), Arc::new(it)));
                layer.annotations.extend(placed);
            }
            Where::Lost {
                spans,
                text_sha256,
                kept,
                reason,
            } => {
                let lost = here
                    .map(|it| Detached::of(&it, Vec::new(), "", String::new()))
                    .or(lost)
                    .map(|it| Detached {
                        spans: spans.clone(),
                        text_sha256: text_sha256.clone(),
                        kept: *kept,
                        reason: reason.clone(),
                        ..it
                    });
                layer.detached.extend(lost.map(|it| (id.clone(), it)));
            }
        }
    }
}
