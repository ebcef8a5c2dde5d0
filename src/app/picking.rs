//! Small lists to pick from, beside what they are about: the annotations at a place, links, chips without room.

use egui::Rect;

use crate::model::{AnnotationId, AnnotatorId, ArticleId, Color, EntityId, Link, Pattern};
use crate::text::Byte;

use super::act::Relink;

/// A list that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct PickList {
    /// Its name for screen readers, and above it.
    pub title: &'static str,
    /// What it stands beside, in points.
    pub anchor: Rect,
    /// Its rows.
    pub picks: Vec<Pick>,
    /// Whether it has not been shown yet.
    pub is_new: bool,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// The colour of its sign.
    pub color: Color,
    /// The pattern of its sign; a dot when none.
    pub pattern: Option<Pattern>,
    /// What it is: “Quote”.
    pub kind: String,
    /// What it says: the text that is marked, or the words of a link.
    pub text: String,
    /// What it stands for.
    pub picked: Picked,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// Going to an annotation.
    Annotation(AnnotationId),
    /// Choosing an annotation that is in view.
    Here(AnnotationId),
    /// Looking at an annotation of a colleague.
    Theirs(AnnotatorId, AnnotationId),
    /// Showing a colleague's annotations, or leaving them out.
    Colleague(AnnotatorId),
    /// Looking at an entity of the register.
    Entity(EntityId),
    /// Going to a place of an article.
    Place(ArticleId, Byte),
    /// Doing something to a link of the chosen annotation.
    Relink(Relink, Link),
}

impl PickList {
    /// A list to be shown beside a rectangle on the screen, in points.
    #[must_use]
    pub const fn new(title: &'static str, anchor: Rect, picks: Vec<Pick>) -> Self {
        Self {
            title,
            anchor,
            picks,
            is_new: true,
        }
    }
}
