//! Why something of the project is not to be changed.

use std::collections::BTreeSet;

use crate::app::command::still_reading;
use crate::model::{ArticleId, Change, Edit, Part};
use crate::say;
use crate::store::Access;

use super::Workspace;

/// Why an article whose text was changed outside cannot be described or removed.
fn text_in_doubt() -> &'static str {
    say!("workspace-in-doubt")
}

impl Workspace {
    /// Why a part of the project is not to be changed, if it is not.
    #[must_use]
    pub fn why_locked(&self, part: &Part) -> Option<String> {
        let in_doubt = matches!(part, Part::Article(id) if self.is_in_doubt(id));
        self.why_unwritten(part)
            .or_else(|| in_doubt.then(|| text_in_doubt().to_owned()))
    }

    /// Why a file is not written, if it is not.
    pub(super) fn why_unwritten(&self, part: &Part) -> Option<String> {
        match &self.access {
            Access::ReadOnly(why) => Some(why.clone()),
            Access::ReadWrite => {
                // Which layer one works in, and what is not to be seen, stands there.
                let rules = matches!(part, Part::Layer(_)).then_some(&Part::Reviewing);
                let mut parts = [Some(part), rules].into_iter().flatten();
                parts.find_map(|part| self.locked.get(part)).cloned()
            }
        }
    }

    /// Why an edit of an article has to wait: it has another text than it is said to have, and the edit does not say that this
    /// one is meant.
    pub(super) fn why_in_doubt(&self, edit: &Edit) -> Option<String> {
        let doubted = |change: &&Change| match change {
            Change::Article(id, _) | Change::Corrections(id, _) => self.is_in_doubt(id),
            Change::ArticleMeta(id, meta) => meta.is_text_in_doubt() && self.is_in_doubt(id),
            _ => false,
        };
        edit.changes.iter().find(doubted)?;
        Some(text_in_doubt().to_owned())
    }

    pub(super) fn is_in_doubt(&self, id: &ArticleId) -> bool {
        let article = self.project.articles.get(id);
        article.is_some_and(|article| article.meta.is_text_in_doubt())
    }

    /// Why an article cannot be removed although no layer in memory belongs to it: a file that could not be read does.
    pub(super) fn why_needed(&self, edit: &Edit) -> Option<String> {
        let removed = edit.changes.iter().find_map(|change| match change {
            Change::Article(id, None) => Some(id),
            _ => None,
        })?;
        let owner = self.locked.keys().find_map(|part| match part {
            Part::Layer(key) if key.article == *removed => Some(&key.annotator),
            Part::Review(key) if key.article == *removed => Some(&key.reviewer),
            _ => None,
        })?;
        Some(say!("workspace-article-stays", owner = owner.to_string()))
    }

    /// Why it is not known what all the annotator has made, if it is not: it is still being read, or files of it cannot be.
    #[must_use]
    pub fn why_own_is_unread(&self) -> Option<String> {
        if self.reading {
            return Some(format!("{}.", still_reading()));
        }
        let own = |part: &&Part| match part {
            Part::Annotator(id) => *id == self.annotator,
            Part::Layer(key) => *self.present().person_of(&key.annotator) == self.annotator,
            Part::Review(key) => key.reviewer == self.annotator,
            _ => false,
        };
        let files = self.locked.keys().filter(own).count();
        (files > 0).then(|| say!("bundle-unread", count = files))
    }

    /// The articles of which something is on the disk that could not be read.
    #[must_use]
    pub fn unread_articles(&self) -> BTreeSet<ArticleId> {
        self.locked
            .keys()
            .filter_map(|part| match part {
                Part::Article(id) if !self.project.articles.contains_key(id) => Some(id.clone()),
                _ => None,
            })
            .collect()
    }
}
