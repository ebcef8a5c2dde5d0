//! What a change of the codebook does to annotations, as lines and as JSON.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::cli::{Failure, Streams, count};
use crate::model::{Change, Edit, Slot};

/// What was changed, or would be.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    /// The name of the edit; empty when nothing is to be changed.
    pub edit: String,
    /// Whether it is in force.
    pub changed: bool,
    /// What becomes of one's own annotations.
    pub annotations: Annotations,
    /// What else is to be known, a line each.
    pub notes: Vec<String>,
    /// What contradicts itself in the codebook afterwards.
    pub flaws: Vec<String>,
}

/// How many of one's own annotations an edit is about.
#[derive(Debug, Default, Serialize)]
pub(super) struct Annotations {
    /// So many change.
    pub changed: usize,
    /// So many go to the trash.
    pub deleted: usize,
    /// In so many articles.
    pub articles: usize,
}

impl Report {
    /// Notes what an edit does.
    pub fn tell(&mut self, edit: &Edit) {
        let mut articles = BTreeSet::new();
        let told = &mut self.annotations;
        for change in &edit.changes {
            let Change::Annotation(key, _, slot) = change else {
                continue;
            };
            match slot {
                Slot::Present(_) => told.changed += 1,
                _ => told.deleted += 1,
            }
            articles.insert(&key.article);
        }
        told.articles = articles.len();
        self.edit.clone_from(&edit.name);
    }

    /// Prints it: what was done as results, what is wrong afterwards as messages.
    pub fn print(&self, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
        if json {
            return streams.json(self);
        }
        for note in &self.notes {
            streams.line(note)?;
        }
        if !self.edit.is_empty() {
            streams.line(&self.edit)?;
        }
        let told = &self.annotations;
        for (number, what) in [(told.changed, "change"), (told.deleted, "go to the trash")] {
            if number > 0 {
                let annotations = count(number, "annotation", "annotations");
                let articles = count(told.articles, "article", "articles");
                streams.line(format!("{annotations} of yours in {articles}: {what}"))?;
            }
        }
        for flaw in &self.flaws {
            streams.note(flaw);
        }
        Ok(())
    }
}
