//! The rows of the article list: filtered and sorted once a change, not once a frame.

use jiff::civil::Date;

use super::typeset::isolated;
use crate::model::{AnnotatorId, ArticleId, LayerKey, Project, Status};

/// What the list shows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRow {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Source and date, as far as they are known.
    pub detail: String,
    /// How far the annotator is.
    pub status: Status,
    /// How many annotations the annotator made.
    pub annotations: usize,
    date: Option<Date>,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By date, then by title.
    #[default]
    Date,
    /// By title.
    Title,
    /// What is to do first.
    Status,
}

impl Sort {
    /// All orders with their names on screen.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Date, "by date"),
        (Self::Title, "by title"),
        (Self::Status, "to do first"),
    ];
}

/// The list of articles.
#[derive(Debug, Default)]
pub struct ArticleList {
    /// What was typed to filter it.
    pub filter: String,
    /// Its order.
    pub sort: Sort,
    /// How far it was scrolled when it was last drawn, in points.
    pub offset: f32,
    rows: Vec<ArticleRow>,
    made_of: Option<(u64, String, Sort, AnnotatorId)>,
    reveal: Option<ArticleId>,
}

impl ArticleList {
    /// The rows in order.
    #[must_use]
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }

    /// The first article.
    #[must_use]
    pub fn first(&self) -> Option<ArticleId> {
        self.rows.first().map(|row| row.id.clone())
    }

    /// The article so many rows after (or, negative, before) another one.
    #[must_use]
    pub fn beside(&self, id: Option<&ArticleId>, by: isize) -> Option<ArticleId> {
        let at = id.and_then(|id| self.rows.iter().position(|row| row.id == *id));
        let to = match at {
            Some(at) => at.checked_add_signed(by)?,
            None => 0,
        };
        self.rows.get(to).map(|row| row.id.clone())
    }

    /// Asks the list to show an article when it is next drawn.
    pub fn reveal(&mut self, id: &ArticleId) {
        self.reveal = Some(id.clone());
    }

    /// The row that should be brought into view, once.
    #[must_use]
    pub fn take_reveal(&mut self) -> Option<usize> {
        let id = self.reveal.take()?;
        self.rows.iter().position(|row| row.id == id)
    }

    /// Makes the rows anew when the project, the filter or the order changed.
    pub fn refresh(&mut self, project: &Project, annotator: &AnnotatorId, revision: u64) {
        let key = (revision, self.filter.clone(), self.sort, annotator.clone());
        if self.made_of.as_ref() == Some(&key) {
            return;
        }
        let words: Vec<String> = self
            .filter
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        self.rows = project
            .articles
            .values()
            .filter_map(|article| {
                let meta = &article.meta;
                let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
                let key = LayerKey {
                    article: article.id.clone(),
                    annotator: annotator.clone(),
                };
                let layer = project.layer(&key);
                let status = project.status(&key);
                let searched = format!(
                    "{} {} {} {date} {}",
                    meta.title,
                    meta.source,
                    meta.author,
                    status.name()
                )
                .to_lowercase();
                words.iter().all(|word| searched.contains(word)).then(|| {
                    let detail = [meta.source.as_str(), &date]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .map(isolated)
                        .collect::<Vec<_>>()
                        .join(" · ");
                    ArticleRow {
                        id: article.id.clone(),
                        title: meta.display_title().to_owned(),
                        detail,
                        status,
                        annotations: layer.map_or(0, |layer| layer.annotations.len()),
                        date: meta.date,
                    }
                })
            })
            .collect();
        match self.sort {
            Sort::Date => self
                .rows
                .sort_by_cached_key(|row| (row.date, row.title.to_lowercase(), row.id.clone())),
            Sort::Title => self
                .rows
                .sort_by_cached_key(|row| (row.title.to_lowercase(), row.id.clone())),
            Sort::Status => self.rows.sort_by_cached_key(|row| {
                (
                    row.status,
                    row.date,
                    row.title.to_lowercase(),
                    row.id.clone(),
                )
            }),
        }
        self.made_of = Some(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::article;
    use crate::model::{Change, Edit};

    #[test]
    fn the_list_filters_by_words_and_steps_through_its_rows() {
        let mut project = Project::default();
        let changes = ["port", "tax", "port-tax"]
            .into_iter()
            .map(|id| {
                let article = article(id, id);
                Change::Article(article.id.clone(), Some(article))
            })
            .collect();
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let ana = AnnotatorId::new("ana").unwrap();
        let mut list = ArticleList::default();
        list.refresh(&project, &ana, 0);
        assert_eq!(list.rows().len(), 3);
        list.filter = "TAX port".to_owned();
        list.refresh(&project, &ana, 0);
        assert_eq!(list.rows().len(), 1);
        list.filter.clear();
        list.refresh(&project, &ana, 0);
        let first = list.first().unwrap();
        let second = list.beside(Some(&first), 1).unwrap();
        assert_eq!(list.beside(Some(&second), -1), Some(first.clone()));
        assert_eq!(list.beside(Some(&first), -1), None);
        assert_eq!(list.beside(None, 1), Some(first));
    }
}
