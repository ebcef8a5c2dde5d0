//! What has gone from under the open project: files that another program removed, and the folder itself.

use std::path::PathBuf;

use crate::app::notices::Notices;
use crate::model::{Part, edits};
use crate::say;

use super::Workspace;

impl Workspace {
    /// Files that another program removed, as long as nobody has said what becomes of what they held.
    pub fn missing(&self) -> impl ExactSizeIterator<Item = &str> {
        self.removed.values().map(String::as_str)
    }

    /// Whether it was colleagues who removed all of these files, and a sync that brought it.
    #[must_use]
    pub fn is_missing_by_sync(&self) -> bool {
        self.removed.keys().all(|part| self.is_pulled(part))
    }

    /// Notes that another program removed a file, unless it has been said already what becomes of it.
    pub(super) fn is_missing(&mut self, part: Part, file: String) {
        let project = self.present();
        let is_there = match &part {
            Part::Layer(key) => project.layers.contains_key(key),
            Part::Review(key) => project.reviews.contains_key(key),
            Part::Article(id) => project.articles.contains_key(id),
            _ => true,
        };
        if is_there && !self.rewriting.contains(&file) {
            self.removed.insert(part, file);
        }
    }

    /// Has the files that another program removed written again, with all that is in them here.
    pub fn write_missing(&mut self) {
        let missing = core::mem::take(&mut self.removed);
        if !missing.is_empty() {
            self.rewriting.extend(missing.values().cloned());
            self.saver.request(self.present(), missing.into_keys());
        }
    }

    /// Takes what another program removed out of the project, too, in one step that can be undone. What is back by now stays.
    pub fn accept_missing(&mut self, notices: &mut Notices) {
        let missing = core::mem::take(&mut self.removed);
        let gone = missing
            .iter()
            .filter(|(_, file)| !self.root.join(file).exists());
        let parts: Vec<Part> = gone.map(|(part, _)| part.clone()).collect();
        let edit = edits::accept_removal(&self.project, &parts);
        if edit.is_empty() {
            return;
        }
        // What is refused is still to be decided.
        if self.commit(edit, notices) {
            notices.say(say!("faults-removal-accepted"));
        } else {
            self.removed = missing;
        }
    }

    /// Where the project folder is now, when it is no longer where it was and has been found again.
    #[must_use]
    pub fn moved_to(&self) -> Option<&PathBuf> {
        self.moved_to.as_ref()
    }
}
