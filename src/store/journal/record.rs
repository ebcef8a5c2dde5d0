//! What a line of the journal says.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{
    AnnotationId, AnnotatorId, ArticleId, Change, Edit, Part, Past, Project, Slot, StoredSpan, Way,
};

/// What a line of the journal says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Record {
    /// The first line of a session.
    Begin {
        /// Version of the format.
        format: u32,
        /// The project folder, for people who look into the file.
        root: String,
        /// When the session began.
        at: Timestamp,
        /// The session that this one goes on with, because the disk refused its file. Deeds are counted on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follows: Option<u64>,
        /// The project's id, where it has one: a session that was copied here by hand is known by that.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        project: String,
    },
    /// A change of the project.
    Deed(Box<Deed>),
    /// All deeds up to this number have reached the file of a part.
    Published {
        /// The part.
        part: Part,
        /// The number of the last deed.
        through: u64,
    },
    /// What follows, up to the next such line, is this session: of several that were joined.
    Joined {
        /// Number of the session.
        session: u64,
    },
    /// What an older session left unpublished has been taken in by this one.
    Covers {
        /// Number of that session.
        session: u64,
        /// The number of its last deed.
        through: u64,
    },
}

/// A change of the project, with all that is needed to repeat it, to take it back and to tell of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// Its place in the session, from 1.
    pub number: u64,
    /// When it was done, by the clock of the computer: for people, never to decide anything.
    pub at: Timestamp,
    /// Who did it.
    pub by: AnnotatorId,
    /// How it came about.
    pub way: Way,
    /// Whether it is one step of undo with the deed before it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub joins: bool,
    /// What was done.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
    /// The texts on which the spans stand: the SHA-256 of each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<ArticleId, String>,
    /// What the annotations cover that are set: to find their places again when a text has changed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<AnnotationId, Vec<StoredSpan>>,
}

impl Record {
    /// Whether it is a deed that changed a part.
    pub(in crate::store) fn is_about(&self, part: &Part) -> bool {
        matches!(self, Self::Deed(deed) if deed.edit.parts().contains(part))
    }
}

impl Deed {
    /// A step of its own. Its number is given when it is recorded; its texts and places are noted by [`Self::note_places`].
    #[must_use]
    pub fn new(by: &AnnotatorId, at: Timestamp, way: Way, edit: Edit, inverse: Edit) -> Self {
        Self {
            number: 0,
            at,
            by: by.clone(),
            way,
            joins: false,
            edit,
            inverse,
            texts: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    /// Notes the texts and places, as they are after the edit.
    pub fn note_places(&mut self, project: &Project) {
        for change in self.edit.changes.iter().chain(&self.inverse.changes) {
            if let Change::Annotation(key, _, Slot::Present(_)) = change
                && let Some(article) = project.articles.get(&key.article)
            {
                self.texts
                    .insert(key.article.clone(), article.sha256.clone());
            }
        }
        let changes = self.edit.changes.iter();
        let corrected: BTreeSet<&ArticleId> = changes
            .filter_map(|change| match change {
                Change::Corrections(article, _) => Some(article),
                _ => None,
            })
            .collect();
        // Where the text still is, also the places of what is deleted: for the trash.
        for change in self.inverse.changes.iter().chain(&self.edit.changes) {
            if let Change::Annotation(key, id, Slot::Present(annotation)) = change
                && let Some(article) = project.articles.get(&key.article)
                && !corrected.contains(&key.article)
            {
                let spans = annotation.spans.iter();
                let stored = spans.map(|span| StoredSpan::of(&article.text, span));
                self.places.insert(id.clone(), stored.collect());
            }
        }
    }

    /// Puts a later deed that joins this one into it; `false` when that cannot be.
    pub(in crate::store) fn join(&mut self, later: &Self) -> bool {
        let one = later.joins
            && self.way == later.way
            && self.by == later.by
            && self.edit.sets_same_slots(&later.edit);
        if one {
            let inverse = core::mem::replace(&mut self.inverse, Edit::new("", Vec::new()));
            *self = Self {
                joins: self.joins,
                inverse,
                ..later.clone()
            };
        }
        one
    }

    /// As undo needs it.
    #[must_use]
    pub fn past(&self) -> Past {
        Past {
            way: self.way,
            joins: self.joins,
            edit: self.edit.clone(),
            inverse: self.inverse.clone(),
        }
    }
}
