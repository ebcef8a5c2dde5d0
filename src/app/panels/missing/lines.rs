//! The rows of the list of what is missing: which article a row is of, and what it says. Every gap has its row; it is in words
//! once it comes into view, which a thread does where [`Gaps`] have only counted it.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::app::dialogs::Awaited;
use crate::app::jobs::drop_elsewhere;
use crate::model::{AnnotationId, ArticleId, Gap};
use crate::query::{Found, Gaps, Stretch, StretchAt};
use crate::store::Progress;
use crate::words::{Language, spoken};

/// The rows of so many articles are counted between two frames; of more on a thread.
const AT_ONCE: usize = 2000;
/// So many stretches are kept that a thread has put into words: more than can be in view.
const KEPT: usize = 64;

/// Where the rows of each article begin.
#[derive(Debug, Default)]
struct Index {
    /// Each article in which something is told, by id, with its first row.
    articles: Vec<(usize, ArticleId)>,
    count: usize,
}

impl Index {
    fn of(gaps: &Gaps, scope: Option<&ArticleId>) -> Self {
        let mut index = Self::default();
        if let Some(id) = scope {
            let found = gaps.in_article(id).into_iter();
            found.for_each(|found| index.put(id, found.all));
        } else {
            let found = gaps.articles();
            found.for_each(|(id, found)| index.put(id, found.all));
        }
        index
    }

    fn put(&mut self, id: &ArticleId, rows: usize) {
        self.articles.push((self.count, id.clone()));
        self.count += rows;
    }

    /// The article of a row, and which of its rows that is.
    fn place(&self, row: usize) -> Option<(&ArticleId, usize)> {
        let behind = self.articles.partition_point(|(first, _)| *first <= row);
        let (first, id) = self.articles.get(behind.checked_sub(1)?)?;
        (row < self.count).then_some((id, row - first))
    }

    /// The first row of an article.
    fn first_of(&self, id: &ArticleId) -> Option<usize> {
        let found = self.articles.binary_search_by(|(_, known)| known.cmp(id));
        found.ok().map(|at| self.articles[at].0)
    }
}

/// Of what the rows are: what was found, and of which article if not of all.
#[derive(Debug)]
struct MadeOf(Arc<Gaps>, Option<ArticleId>);

/// A stretch of an article in words, and of what it was made.
#[derive(Debug)]
struct Kept {
    article: ArticleId,
    of: Arc<Gaps>,
    stretch: Stretch,
}

/// A stretch of an article that is wanted.
type Wish = (ArticleId, StretchAt);

/// What a thread has put into words.
type Answers = Vec<(Wish, Option<Stretch>)>;

/// Where something stands among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// In this row.
    At(usize),
    /// In none.
    Nowhere,
    /// A thread is to look.
    Unknown,
}

/// The rows.
#[derive(Debug, Default)]
pub(super) struct Lines {
    made_of: Option<MadeOf>,
    index: Index,
    /// Another index, which a thread makes.
    making: Option<(MadeOf, Awaited<Index>)>,
    kept: Vec<Kept>,
    /// What is wanted in this frame.
    wishes: Vec<Wish>,
    /// What a thread puts into words, and of what.
    asked: Option<(Arc<Gaps>, Awaited<Answers>)>,
    /// An annotation about which there is no row, and in what.
    nowhere: Option<(Arc<Gaps>, AnnotationId)>,
    /// In which language the words are.
    language: Option<Language>,
}

impl Lines {
    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.index.count
    }

    /// Brings the rows up to date with what was found, in an article or in all. Whether they are others now.
    pub(super) fn update(
        &mut self,
        gaps: &Arc<Gaps>,
        scope: Option<&ArticleId>,
        ctx: &egui::Context,
    ) -> bool {
        if self.language.replace(spoken()) != Some(spoken()) {
            (self.asked, self.nowhere) = (None, None);
            self.kept.clear();
        }
        let is_new = self.take_index();
        let is_of = |MadeOf(of, known): &MadeOf| Arc::ptr_eq(of, gaps) && known.as_ref() == scope;
        if self.made_of.as_ref().is_some_and(is_of) {
            return is_new;
        }
        let of = MadeOf(Arc::clone(gaps), scope.cloned());
        if scope.is_some() || gaps.article_count() <= AT_ONCE {
            self.making = None;
            self.replace(of, Index::of(gaps, scope));
            return true;
        }
        // One at a time: what is otherwise when it is there is made next.
        if self.making.is_none() {
            let theirs = Arc::clone(gaps);
            let work = move |_: &Progress| Index::of(&theirs, None);
            self.making = Some((of, Awaited::start("missing-rows", ctx, work)));
        }
        is_new
    }

    /// Takes in the index that a thread has made; whether there was one.
    fn take_index(&mut self) -> bool {
        let Some((_, making)) = &mut self.making else {
            return false;
        };
        let made = making.take();
        if made.is_none() && making.is_waiting() {
            return false;
        }
        if let Some((of, _)) = self.making.take() {
            // Nothing but a fault gives no index; it is in the log.
            self.replace(of, made.unwrap_or_default());
        }
        true
    }

    fn replace(&mut self, of: MadeOf, index: Index) {
        let last = core::mem::replace(&mut self.index, index);
        let made_of = self.made_of.replace(of);
        // Nobody else may hold on to what was found before.
        if last.count > AT_ONCE {
            drop_elsewhere((last, made_of));
        }
    }

    /// The article of a row.
    pub(super) fn article(&self, row: usize) -> Option<&ArticleId> {
        self.index.place(row).map(|(id, _)| id)
    }

    /// What a row says, if that is in words; maybe those from before the last change.
    pub(super) fn gap(&self, row: usize) -> Option<&Gap> {
        let (id, at) = self.index.place(row)?;
        let MadeOf(gaps, _) = self.made_of.as_ref()?;
        if let Some(whole) = gaps.in_article(id).and_then(Found::whole) {
            return whole.gaps.get(at).map(|(_, gap)| gap);
        }
        let of_article = self.kept.iter().filter(|it| it.article == *id);
        of_article.rev().find_map(|it| it.stretch.row(at))
    }

    /// Has a row put into words that is in view, unless it is.
    pub(super) fn want(&mut self, row: usize) {
        let (Some((id, at)), Some(MadeOf(gaps, _))) = (self.index.place(row), &self.made_of) else {
            return;
        };
        if gaps.in_article(id).and_then(Found::whole).is_some() {
            return;
        }
        let mut kept = self.kept.iter_mut();
        let known = kept.find(|it| it.article == *id && it.stretch.row(at).is_some());
        if known.is_some_and(|known| known.holds_in(gaps)) {
            return;
        }
        let wish = (id.clone(), StretchAt::Row(Stretch::first_at(at)));
        if !self.wishes.contains(&wish) {
            self.wishes.push(wish);
        }
    }

    /// Where the first row is about an annotation of an article; when nobody knows that yet, a thread is to look.
    pub(super) fn look_for(&mut self, article: &ArticleId, id: &AnnotationId) -> Stands {
        let (Some(first), Some(MadeOf(gaps, _))) = (self.index.first_of(article), &self.made_of)
        else {
            return Stands::Nowhere;
        };
        let found = gaps.in_article(article);
        if let Some(whole) = found.and_then(Found::whole) {
            let mut rows = whole.gaps.iter();
            let at = rows.position(|(_, gap)| gap.annotation.as_ref() == Some(id));
            return at.map_or(Stands::Nowhere, |at| Stands::At(first + at));
        }
        let is_vain =
            |(of, about): &(Arc<Gaps>, AnnotationId)| Arc::ptr_eq(of, gaps) && about == id;
        if self.nowhere.as_ref().is_some_and(is_vain) {
            return Stands::Nowhere;
        }
        let mut kept = self.kept.iter_mut().filter(|it| it.article == *article);
        let at = kept.find_map(|it| it.stretch.row_of(id).filter(|_| it.holds_in(gaps)));
        if let Some(at) = at {
            return Stands::At(first + at);
        }
        self.wishes
            .push((article.clone(), StretchAt::Annotation(id.clone())));
        Stands::Unknown
    }

    /// Has a thread put into words what was wanted in this frame, and takes in what it has.
    pub(super) fn ask(&mut self, ctx: &egui::Context) {
        self.take_answers();
        let wishes = core::mem::take(&mut self.wishes);
        let Some(MadeOf(gaps, _)) = self.made_of.as_ref().filter(|_| !wishes.is_empty()) else {
            return;
        };
        if self.asked.is_some() {
            // What is still wanted then is asked for when that is there.
            return;
        }
        let (of, theirs) = (Arc::clone(gaps), Arc::clone(gaps));
        let work = move |progress: &Progress| -> Answers {
            let left = wishes.into_iter();
            let left = left.take_while(|_| !progress.cancel.load(Ordering::Relaxed));
            left.map(|wish| {
                let stretch = theirs.stretch(&wish.0, &wish.1);
                (wish, stretch)
            })
            .collect()
        };
        self.asked = Some((of, Awaited::start("missing-words", ctx, work)));
    }

    fn take_answers(&mut self) {
        let Some((_, answers)) = &mut self.asked else {
            return;
        };
        let landed = answers.take();
        if landed.is_none() && answers.is_waiting() {
            return;
        }
        let Some((of, _)) = self.asked.take() else {
            return;
        };
        for ((article, wanted), stretch) in landed.unwrap_or_default() {
            match (stretch, wanted) {
                (Some(stretch), _) => {
                    let first = stretch.first;
                    (self.kept).retain(|it| it.article != article || it.stretch.first != first);
                    let of = Arc::clone(&of);
                    self.kept.push(Kept {
                        article,
                        of,
                        stretch,
                    });
                }
                (None, StretchAt::Annotation(id)) => self.nowhere = Some((Arc::clone(&of), id)),
                (None, StretchAt::Row(_)) => {}
            }
        }
        let over = self.kept.len().saturating_sub(KEPT);
        self.kept.drain(..over);
    }
}

impl Kept {
    /// Whether it still holds in what was found since.
    fn holds_in(&mut self, gaps: &Arc<Gaps>) -> bool {
        let holds = Arc::ptr_eq(&self.of, gaps) || gaps.tells_as(&self.of, &self.article);
        if holds {
            self.of = Arc::clone(gaps);
        }
        holds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{self, author};
    use crate::model::{
        AnnotatorId, Change, Color, Demand, Edit, LayerKey, Need, Placed, Project, Rule, Slot,
        Spans, Tag,
    };
    use crate::text::Span;

    fn article(number: usize) -> ArticleId {
        ArticleId::new(&format!("a{number:04}")).unwrap()
    }

    fn mark(number: usize, mark: usize) -> AnnotationId {
        AnnotationId::new(&format!("m{number}x{mark}")).unwrap()
    }

    fn ana() -> AnnotatorId {
        AnnotatorId::new("ana").unwrap()
    }

    /// So many articles in each of which so many marks lack a note.
    fn wanting(articles: usize, marks: usize) -> Project {
        let mut project = Project::default();
        let value = Tag {
            rules: vec![Rule::new(Demand::Needs(vec![Need::Note]))],
            ..random::tag("claim", None)
        };
        let named = ("Ana".to_owned(), Color([9, 9, 9]));
        let mut changes = vec![
            Change::Annotator(ana(), Some(named)),
            Change::Tag(value.id.clone(), Some(Placed { at: 0, value })),
        ];
        for number in 0..articles {
            let text = random::article(article(number).as_str(), &"ab ".repeat(marks));
            changes.push(Change::Article(text.id.clone(), Some(text)));
            let key = LayerKey {
                article: article(number),
                annotator: ana(),
            };
            for at in 0..marks {
                let spans = Spans::one(Span::of(3 * at..3 * at + 2)).unwrap();
                let id = mark(number, at);
                let mark = random::annotation(id.as_str(), "claim", spans, author(0).at);
                changes.push(Change::Annotation(key.clone(), id, Slot::Present(mark)));
            }
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        project
    }

    fn found(project: &Project) -> Arc<Gaps> {
        Arc::new(Gaps::of(project, &ana(), None, &Progress::default()).unwrap())
    }

    /// Frames until nothing is wanted that is not there.
    fn wait(lines: &mut Lines, gaps: &Arc<Gaps>, row: usize) {
        let ctx = egui::Context::default();
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        loop {
            lines.update(gaps, None, &ctx);
            lines.want(row);
            let wants = !lines.wishes.is_empty();
            lines.ask(&ctx);
            if !wants && lines.asked.is_none() && lines.making.is_none() {
                return;
            }
            assert!(std::time::Instant::now() < end, "row {row} never comes");
            std::thread::yield_now();
        }
    }

    #[test]
    fn every_gap_has_its_row_and_those_in_view_come_into_words() {
        // More than are kept in words, so that the last articles are only counted.
        let (articles, marks) = (26, 450);
        let gaps = found(&wanting(articles, marks));
        let mut lines = Lines::default();
        let ctx = egui::Context::default();
        assert!(lines.update(&gaps, None, &ctx));
        assert_eq!(lines.count(), articles * marks);
        assert!(lines.gap(0).is_some(), "the first are kept in words");
        let last = articles * marks - 1;
        assert_eq!(lines.article(last), Some(&article(articles - 1)));
        assert!(lines.gap(last).is_none(), "it is only counted");
        wait(&mut lines, &gaps, last);
        let gap = lines.gap(last).unwrap();
        assert_eq!(gap.annotation, Some(mark(articles - 1, marks - 1)));
        assert!(gap.message.contains("Note"), "{}", gap.message);
        assert!(lines.gap(last + 1).is_none() && lines.article(last + 1).is_none());
        assert!(!lines.update(&gaps, None, &ctx), "they are the same");
    }

    #[test]
    fn the_row_of_an_annotation_is_known_or_looked_for() {
        let (articles, marks) = (26, 450);
        let gaps = found(&wanting(articles, marks));
        let mut lines = Lines::default();
        let ctx = egui::Context::default();
        lines.update(&gaps, None, &ctx);
        assert_eq!(
            lines.look_for(&article(1), &mark(1, 7)),
            Stands::At(marks + 7)
        );
        assert_eq!(lines.look_for(&article(1), &mark(2, 7)), Stands::Nowhere);
        let far = (article(25), mark(25, 9));
        let none = (article(25), mark(1, 9));
        assert_eq!(lines.look_for(&far.0, &far.1), Stands::Unknown);
        assert_eq!(lines.look_for(&none.0, &none.1), Stands::Unknown);
        lines.ask(&ctx);
        wait(&mut lines, &gaps, 0);
        assert_eq!(lines.look_for(&far.0, &far.1), Stands::At(25 * marks + 9));
        assert_eq!(lines.look_for(&none.0, &none.1), Stands::Nowhere);
    }

    #[test]
    fn what_was_put_into_words_stays_until_its_article_changes() {
        let (articles, marks) = (26, 450);
        let mut project = wanting(articles, marks);
        let before = found(&project);
        let mut lines = Lines::default();
        let last = articles * marks - 1;
        lines.update(&before, None, &egui::Context::default());
        wait(&mut lines, &before, last);
        let without = |project: &mut Project, number: usize, at: usize| {
            let key = LayerKey {
                article: article(number),
                annotator: ana(),
            };
            let gone = Change::Annotation(key, mark(number, at), Slot::Absent);
            Edit::new("Away", vec![gone]).apply(project).unwrap();
        };
        // Of another article: the row has moved up, and nothing has to be asked for.
        without(&mut project, 0, 0);
        let idle = Progress::default();
        let now = Arc::new(Gaps::of(&project, &ana(), Some(&before), &idle).unwrap());
        lines.update(&now, None, &egui::Context::default());
        lines.want(last - 1);
        assert!(lines.wishes.is_empty());
        let about = |lines: &Lines, row: usize| lines.gap(row).and_then(|it| it.annotation.clone());
        assert_eq!(about(&lines, last - 1), Some(mark(articles - 1, marks - 1)));
        // Of its own: the words of before stay until those of now are there.
        without(&mut project, articles - 1, 0);
        let then = Arc::new(Gaps::of(&project, &ana(), Some(&now), &idle).unwrap());
        lines.update(&then, None, &egui::Context::default());
        assert!(lines.gap(last - 2).is_some());
        wait(&mut lines, &then, last - 2);
        assert_eq!(about(&lines, last - 2), Some(mark(articles - 1, marks - 1)));
    }

    #[test]
    fn the_rows_of_very_many_articles_are_counted_on_a_thread() {
        let gaps = found(&wanting(AT_ONCE + 1, 1));
        let mut lines = Lines::default();
        let ctx = egui::Context::default();
        assert!(!lines.update(&gaps, None, &ctx));
        assert_eq!(lines.count(), 0);
        wait(&mut lines, &gaps, 0);
        assert_eq!(lines.count(), AT_ONCE + 1);
        // Those of one article are there at once.
        assert!(lines.update(&gaps, Some(&article(7)), &ctx));
        assert_eq!(lines.count(), 1);
    }
}
