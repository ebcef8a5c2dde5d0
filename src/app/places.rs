//! Where somebody was in the articles of a project, kept from one run of the program to the next. It belongs to the user,
//! not to the project: it is in the user's state folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::ArticleId;
use crate::store::Home;
use crate::text::Byte;

use super::reader::Bookmark;
use super::workspace::Workspace;

/// Where somebody was in the articles of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    /// The article that was open.
    open: Option<ArticleId>,
    /// What was selected and in view in articles that were open.
    articles: BTreeMap<ArticleId, Place>,
    /// The articles in tabs.
    tabs: Vec<ArticleId>,
    /// The bookmarks.
    bookmarks: Vec<Kept>,
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The article.
    pub article: ArticleId,
    /// SHA-256 of its text: in another text the place is not certain.
    pub sha256: String,
    /// Where it is, in bytes.
    pub at: Byte,
    /// What stands there.
    pub words: String,
}

/// Where somebody was in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    /// SHA-256 of the text: in another text the place is none.
    text: String,
    bookmark: Bookmark,
}

/// The file of a project's places in the user's state folder.
fn file_of(state: &Path, root: &Path) -> PathBuf {
    Home::of(state, root).folder().join("places.ron")
}

impl Places {
    /// Those that were kept for a project; none when there are none, or none that can be read.
    #[must_use]
    pub fn load(state: &Path, root: &Path) -> Self {
        fs::read_to_string(file_of(state, root))
            .ok()
            .and_then(|text| ron::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Keeps them for the next run. Nothing is lost with them but the way back, so a failure is only logged.
    pub fn save(&self, state: &Path, root: &Path) {
        let path = file_of(state, root);
        let write = || -> io::Result<()> {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let pretty = ron::ser::PrettyConfig::new().new_line("\n").depth_limit(2);
            let text = ron::ser::to_string_pretty(self, pretty).map_err(io::Error::other)?;
            let beside = path.with_extension("ron.new");
            fs::write(&beside, text)?;
            fs::rename(&beside, &path)
        };
        if let Err(error) = write() {
            tracing::warn!("places were not saved to {}: {error}", path.display());
        }
    }
}

impl Workspace {
    /// Where one is, and was in the articles that were open before.
    #[must_use]
    pub fn places(&self) -> Places {
        let mut left = self.left.clone();
        let open = self.open.as_ref();
        left.extend(open.map(|open| (open.key.article.clone(), open.reader.bookmark())));
        let articles = left.into_iter().filter_map(|(id, bookmark)| {
            let text = self.project.articles.get(&id)?.sha256.clone();
            Some((id, Place { text, bookmark }))
        });
        Places {
            open: open.map(|open| open.key.article.clone()),
            articles: articles.collect(),
            tabs: self.tabs.clone(),
            bookmarks: self.kept.clone(),
        }
    }

    /// Goes back to where one was, as far as that is still there.
    pub fn return_to(&mut self, places: Places) {
        let articles = &self.project.articles;
        let is_known =
            |id: &ArticleId, text: &str| articles.get(id).is_some_and(|now| now.sha256 == text);
        self.left = places
            .articles
            .into_iter()
            .filter(|(id, place)| is_known(id, &place.text))
            .map(|(id, place)| (id, place.bookmark))
            .collect();
        self.tabs = places.tabs;
        self.kept = places.bookmarks;
        let open = places.open.filter(|id| articles.contains_key(id));
        self.carry_bookmarks();
        let Some(open) = open else {
            return;
        };
        // The article that is shown already gets its place too.
        self.open = None;
        self.show_article(&open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_places_count_for_none() {
        let state = tempfile::tempdir().unwrap();
        let root = Path::new("project");
        assert_eq!(Places::load(state.path(), root), Places::default());
        let places = Places {
            open: Some(ArticleId::new("one").unwrap()),
            ..Places::default()
        };
        places.save(state.path(), root);
        assert_eq!(Places::load(state.path(), root), places);
        assert_eq!(
            Places::load(state.path(), Path::new("another")),
            Places::default()
        );
        fs::write(file_of(state.path(), root), "(open: 7").unwrap();
        assert_eq!(Places::load(state.path(), root), Places::default());
    }
}
