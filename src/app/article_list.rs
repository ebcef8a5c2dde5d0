//! The rows of the article list: filtered and sorted once a change, not once a frame, and on a thread when there are many.

use std::sync::Arc;

use super::typeset::isolated;
use crate::model::{AnnotatorId, Article, ArticleId, Project, Status};
use crate::say;

/// What the list shows of an article.
#[derive(Clone, Debug)]
pub struct ArticleRow {
    article: Arc<Article>,
    /// How far the annotator is.
    pub status: Status,
    /// How many annotations the annotator made.
    pub annotations: usize,
}

impl ArticleRow {
    fn new(project: &Project, article: &Arc<Article>, annotator: &AnnotatorId) -> Self {
        let layer = project.layer(&project.work_key(&article.id, annotator));
        Self {
            article: Arc::clone(article),
            status: layer.map_or(Status::default(), |layer| layer.head.status),
            annotations: layer.map_or(0, |layer| layer.annotations.len()),
        }
    }

    /// The article.
    #[must_use]
    pub fn id(&self) -> &ArticleId {
        &self.article.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.article.meta.display_title()
    }

    /// Source and date, as far as they are known.
    #[must_use]
    pub fn detail(&self) -> String {
        let meta = &self.article.meta;
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        let parts = [meta.source.as_str(), &date].into_iter();
        let parts = parts.filter(|part| !part.is_empty()).map(isolated);
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// Whether all these words, in lower case, are somewhere in it.
    fn has(&self, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let meta = &self.article.meta;
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        let (title, source, author) = (&meta.title, &meta.source, &meta.author);
        let status = self.status.name();
        let searched = format!("{title} {source} {author} {date} {status}").to_lowercase();
        words.iter().all(|word| searched.contains(word))
    }
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
    /// All orders.
    pub const ALL: [Self; 3] = [Self::Date, Self::Title, Self::Status];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => say!("articles-by-date"),
            Self::Title => say!("articles-by-title"),
            Self::Status => say!("articles-by-status"),
        }
    }
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
    /// What the rows are of; nothing at first.
    made_of: Option<Wish>,
    /// What a thread should make, and whether it is at it.
    wanted: Option<(Wish, bool)>,
    reveal: Option<ArticleId>,
}

/// All that decides what the rows are, beside the project as it was at a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    revision: u64,
    filter: String,
    sort: Sort,
    annotator: AnnotatorId,
}

/// Most articles whose rows are made between two frames; a few milliseconds.
const AT_ONCE: usize = 4000;

impl ArticleList {
    /// The rows in order.
    #[must_use]
    pub fn rows(&self) -> &[ArticleRow] {
        &self.rows
    }

    /// The first article.
    #[must_use]
    pub fn first(&self) -> Option<ArticleId> {
        self.rows.first().map(|row| row.id().clone())
    }

    /// The article so many rows after (or, negative, before) another one.
    #[must_use]
    pub fn beside(&self, id: Option<&ArticleId>, by: isize) -> Option<ArticleId> {
        let at = id.and_then(|id| self.rows.iter().position(|row| row.id() == id));
        let to = match at {
            Some(at) => at.checked_add_signed(by)?,
            None => 0,
        };
        self.rows.get(to).map(|row| row.id().clone())
    }

    /// Asks the list to show an article when it is next drawn.
    pub fn reveal(&mut self, id: &ArticleId) {
        self.reveal = Some(id.clone());
    }

    /// The row that should be brought into view, once.
    #[must_use]
    pub fn take_reveal(&mut self) -> Option<usize> {
        let id = self.reveal.take()?;
        self.rows.iter().position(|row| *row.id() == id)
    }

    /// Makes the rows anew when the project, the filter or the order changed; of many articles on a thread, see
    /// [`Self::take_wanted`].
    pub fn refresh(&mut self, project: &Project, annotator: &AnnotatorId, revision: u64) {
        let wish = Wish {
            revision,
            filter: self.filter.clone(),
            sort: self.sort,
            annotator: annotator.clone(),
        };
        if self.made_of.as_ref() == Some(&wish) {
            return;
        }
        if project.articles.len() <= AT_ONCE {
            self.rows = wish.rows(project);
            self.made_of = Some(wish);
        } else if self
            .wanted
            .as_ref()
            .is_none_or(|(wanted, _)| *wanted != wish)
        {
            self.wanted = Some((wish, false));
        }
    }

    /// Brings the row of an article up to date after a change that touched its layers only, if that can be done without
    /// making all rows anew.
    pub fn touch(
        &mut self,
        project: &Project,
        id: &ArticleId,
        annotator: &AnnotatorId,
        revision: u64,
    ) {
        let Some(made_of) = &mut self.made_of else {
            return;
        };
        let now = project.articles.get(id);
        let now = now.map(|article| ArticleRow::new(project, article, annotator));
        // The row may have been filtered out.
        let at = self.rows.iter().position(|row| row.id() == id);
        let (Some(now), Some(at)) = (now, at) else {
            return;
        };
        let is_current = made_of.revision + 1 == revision && made_of.annotator == *annotator;
        if is_current && self.wanted.is_none() && self.rows[at].status == now.status {
            made_of.revision = revision;
            self.rows[at] = now;
        }
    }

    /// Whether rows are being made.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.wanted.is_some()
    }

    /// What rows a thread should make, once.
    pub fn take_wanted(&mut self) -> Option<Wish> {
        let (wish, in_hand) = self.wanted.as_mut()?;
        (!core::mem::replace(in_hand, true)).then(|| wish.clone())
    }

    /// Takes in the rows that a thread has made, and gives those away that were there. What has been wished for since is
    /// made next.
    pub fn take_rows(&mut self, wish: Wish, rows: Vec<ArticleRow>) -> Vec<ArticleRow> {
        if self
            .wanted
            .as_ref()
            .is_some_and(|(wanted, _)| *wanted == wish)
        {
            self.wanted = None;
        }
        self.made_of = Some(wish);
        core::mem::replace(&mut self.rows, rows)
    }
}

impl Wish {
    /// The rows of a project.
    #[must_use]
    pub fn rows(&self, project: &Project) -> Vec<ArticleRow> {
        let words = self.filter.split_whitespace().map(str::to_lowercase);
        let words: Vec<String> = words.collect();
        let rows = project.articles.values();
        let rows = rows.map(|article| ArticleRow::new(project, article, &self.annotator));
        let mut rows: Vec<ArticleRow> = rows.filter(|row| row.has(&words)).collect();
        let title = |row: &ArticleRow| row.title().to_lowercase();
        // Of equal ones, the order of the ids stays.
        match self.sort {
            Sort::Date => {
                rows.sort_by_cached_key(|row| (row.article.meta.date, title(row)));
            }
            Sort::Title => rows.sort_by_cached_key(title),
            Sort::Status => {
                rows.sort_by_cached_key(|row| (row.status, row.article.meta.date, title(row)));
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{annotation, article};
    use crate::model::{Change, Color, Edit, LayerHead, LayerKey, Slot, Spans};
    use crate::text::Span;

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
        assert_eq!(list.take_wanted(), None);
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
    #[test]
    fn rows_of_many_articles_are_left_to_a_thread_and_one_is_touched_in_place() {
        let ana = AnnotatorId::new("ana").unwrap();
        let mut project = Project::default();
        let articles = (0..=AT_ONCE).map(|number| article(&format!("a{number}"), "text"));
        let changes = articles.map(|article| Change::Article(article.id.clone(), Some(article)));
        let mut changes: Vec<Change> = changes.collect();
        changes.insert(
            0,
            Change::Annotator(ana.clone(), Some(("Ana".to_owned(), Color([0; 3])))),
        );
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let mut list = ArticleList::default();
        list.refresh(&project, &ana, 0);
        assert_eq!(list.first(), None);
        let wish = list.take_wanted().unwrap();
        list.refresh(&project, &ana, 0);
        assert_eq!(list.take_wanted(), None, "it is in hand");
        let rows = wish.rows(&project);
        drop(list.take_rows(wish, rows));
        assert_eq!(list.rows().len(), AT_ONCE + 1);

        let key = LayerKey {
            article: ArticleId::new("a7").unwrap(),
            annotator: ana.clone(),
        };
        let row = |list: &ArticleList| {
            list.rows()
                .iter()
                .find(|row| *row.id() == key.article)
                .cloned()
        };
        let spans = Spans::one(Span::of(0..4)).unwrap();
        let mark = annotation("m", "quote", spans, jiff::Timestamp::UNIX_EPOCH);
        let mark = Change::Annotation(key.clone(), mark.id.clone(), Slot::Present(mark));
        Edit::new("Mark", vec![mark]).apply(&mut project).unwrap();
        list.touch(&project, &key.article, &ana, 1);
        list.refresh(&project, &ana, 1);
        assert_eq!(
            (list.take_wanted(), row(&list).unwrap().annotations),
            (None, 1)
        );

        // Another status may mean another place.
        let head = LayerHead {
            status: Status::Done,
            ..LayerHead::default()
        };
        let done = Change::LayerHead(key.clone(), head);
        Edit::new("Done", vec![done]).apply(&mut project).unwrap();
        list.touch(&project, &key.article, &ana, 2);
        list.refresh(&project, &ana, 2);
        let wish = list.take_wanted().unwrap();
        let rows = wish.rows(&project);
        drop(list.take_rows(wish, rows));
        assert_eq!(row(&list).unwrap().status, Status::Done);
    }
}
