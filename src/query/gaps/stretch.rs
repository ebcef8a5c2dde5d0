//! A stretch of what is missing or broken in one article, in words: for whoever lists all of it and sees a few rows.
//!
//! To find what is missing is quick, to put it into words is not. So a stretch is found by looking at the whole layer, and
//! only what stands in it is put into words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{AnnotationId, ArticleId, Gap, Project, Status, gaps_of, wordless_gaps};

use super::{Gaps, in_order};

/// So long are stretches; the last one of an article may be shorter.
const LONG: usize = 500;

/// Which stretch of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StretchAt {
    /// The one in which this row is, of the rows of the article, from 0.
    Row(usize),
    /// The one in which the first row is that is about this annotation.
    Annotation(AnnotationId),
}

/// Some rows of an article that follow each other.
#[derive(Debug)]
pub struct Stretch {
    /// Which row of the article is the first, from 0.
    pub first: usize,
    /// The rows, in reading order.
    pub gaps: Vec<Gap>,
}

impl Stretch {
    /// The first row of the stretch in which a row is.
    #[must_use]
    pub fn first_at(row: usize) -> usize {
        row / LONG * LONG
    }

    /// The row with this number, of the rows of the article.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&Gap> {
        self.gaps.get(at.checked_sub(self.first)?)
    }

    /// The number of the first row that is about an annotation.
    #[must_use]
    pub fn row_of(&self, id: &AnnotationId) -> Option<usize> {
        let at = (self.gaps.iter()).position(|gap| gap.annotation.as_ref() == Some(id))?;
        Some(self.first + at)
    }
}

impl Gaps {
    /// A stretch of what is missing or broken in an article, as the project was when it was looked at; nothing when there is no
    /// such row. It takes as long as a look at the layer, which is too long between two frames when that is large.
    #[must_use]
    pub fn stretch(&self, article: &ArticleId, wanted: &StretchAt) -> Option<Stretch> {
        let project = &self.project();
        let key = project.work_key(article, self.whose.as_ref()?);
        let layer = project.layer(&key)?.in_passing();
        let done = layer.head.status == Status::Done;
        let all = in_order(&layer, wordless_gaps(project, &key, &layer, done));
        let about = |at: usize| all[at].1.annotation.as_ref();
        let row = match wanted {
            StretchAt::Row(row) => Some(*row).filter(|row| *row < all.len())?,
            StretchAt::Annotation(id) => (0..all.len()).find(|at| about(*at) == Some(id))?,
        };
        let first = Stretch::first_at(row);
        let rows = first..all.len().min(first + LONG);
        let ids: BTreeSet<Option<&AnnotationId>> = rows.clone().map(about).collect();
        let gaps = gaps_of(project, &key, &layer, done, &|id| ids.contains(&id));
        // Some rows about the first annotation may stand before the stretch.
        let before = (0..first).rev();
        let before = before.take_while(|at| about(*at) == about(first)).count();
        let gaps = in_order(&layer, gaps).into_iter().map(|(_, gap)| gap);
        Some(Stretch {
            first,
            gaps: gaps.skip(before).take(rows.len()).collect(),
        })
    }

    /// Whether what was told of an article before still holds here, word for word.
    #[must_use]
    pub fn tells_as(&self, before: &Self, article: &ArticleId) -> bool {
        let (now, then) = (self.project(), before.project());
        let texts = (now.articles.get(article), then.articles.get(article));
        self.whose == before.whose
            && Arc::ptr_eq(&self.codebook, &before.codebook)
            && Arc::ptr_eq(&self.reviewing, &before.reviewing)
            && are_the_same(self.register.iter(), before.register.iter())
            && are_the_same(texts.0.into_iter(), texts.1.into_iter())
            && are_the_same(
                now.layers_of(article).map(|(_, layer)| layer),
                then.layers_of(article).map(|(_, layer)| layer),
            )
    }

    /// The project as far as it was looked at.
    fn project(&self) -> Project {
        let people = self.register.iter();
        Project {
            codebook: Arc::clone(&self.codebook),
            reviewing: Arc::clone(&self.reviewing),
            articles: self.articles.clone(),
            layers: self.layers.clone(),
            annotators: people.map(|it| (it.id.clone(), Arc::clone(it))).collect(),
            ..Project::default()
        }
    }
}

/// Whether two things are the same piece by piece, without a look into them.
fn are_the_same<'a, T: 'a>(
    mut one: impl Iterator<Item = &'a Arc<T>>,
    mut other: impl Iterator<Item = &'a Arc<T>>,
) -> bool {
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if Arc::ptr_eq(one, other) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{self, author};
    use crate::model::{
        AnnotatorId, Attribute, AttributeId, Change, Color, Edit, Kind, LayerKey, Placed, Slot,
        Spans, gaps,
    };
    use crate::store::Progress;
    use crate::text::{Byte, Span};

    const MARKS: usize = 1100;

    /// One article in which each of many marks lacks two fields, and the first one may lack its tag.
    fn wanting() -> (Project, LayerKey) {
        let mut project = Project::default();
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: AnnotatorId::new("ana").unwrap(),
        };
        let mut value = random::tag("claim", None);
        for name in ["side", "topic"] {
            let id = AttributeId::new(name).unwrap();
            value.attributes.push(Attribute {
                required: true,
                ..Attribute::new(id, name, Kind::Text)
            });
        }
        let article = random::article("one", &"ab ".repeat(MARKS));
        let named = ("Ana".to_owned(), Color([9, 9, 9]));
        let mut changes = vec![
            Change::Annotator(key.annotator.clone(), Some(named)),
            Change::Tag(value.id.clone(), Some(Placed { at: 0, value })),
            Change::Article(article.id.clone(), Some(article)),
        ];
        for mark in 0..MARKS {
            let span = Span::between(Byte(3 * mark as u32), Byte(3 * mark as u32 + 2));
            let spans = Spans::one(span).unwrap();
            // Of an unknown tag one thing is told, so that two rows of one mark stand on both sides of an edge.
            let tag = if mark == 0 { "none" } else { "claim" };
            // Ids go the other way than places.
            let id = format!("m{:04}", MARKS - mark);
            let mark = random::annotation(&id, tag, spans, author(0).at);
            let slot = Slot::Present(mark.clone());
            changes.push(Change::Annotation(key.clone(), mark.id.clone(), slot));
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        (project, key)
    }

    #[test]
    fn stretches_are_all_that_there_is_and_in_its_words() {
        let (project, key) = wanting();
        let found = Gaps::of(&project, &key.annotator, None, &Progress::default()).unwrap();
        let count = 2 * MARKS - 1;
        assert_eq!(found.all(), count);
        assert!(
            found.in_article(&key.article).unwrap().whole().is_none(),
            "not all of so many is kept in words"
        );
        let mut told = Vec::new();
        while told.len() < count {
            let wanted = StretchAt::Row(told.len());
            let stretch = found.stretch(&key.article, &wanted).unwrap();
            assert_eq!(stretch.first, told.len());
            assert_eq!(stretch.row(told.len()), stretch.gaps.first());
            told.extend(stretch.gaps);
        }
        let layer = project.layer(&key).unwrap();
        let mut all = gaps(&project, &key, layer, false);
        all.sort_by_key(|gap| core::cmp::Reverse(gap.annotation.clone()));
        assert_eq!(told, all);
        assert!(told.iter().all(|gap| !gap.message.is_empty()));
        let kept = found.told(&project, &key.article).unwrap();
        let kept: Vec<&Gap> = kept.gaps.iter().map(|(_, gap)| gap).collect();
        assert_eq!(kept, told[..1000].iter().collect::<Vec<_>>());
        assert!(
            found
                .stretch(&key.article, &StretchAt::Row(count))
                .is_none()
        );
    }

    #[test]
    fn a_stretch_is_found_by_what_it_is_about() {
        let (project, key) = wanting();
        let found = Gaps::of(&project, &key.annotator, None, &Progress::default()).unwrap();
        // The mark before the last one: two rows are behind its first.
        let id = AnnotationId::new("m0002").unwrap();
        let wanted = StretchAt::Annotation(id.clone());
        let stretch = found.stretch(&key.article, &wanted).unwrap();
        assert_eq!(stretch.row_of(&id), Some(2 * MARKS - 1 - 4));
        let none = StretchAt::Annotation(AnnotationId::new("none").unwrap());
        assert!(found.stretch(&key.article, &none).is_none());
    }

    #[test]
    fn what_was_told_of_an_article_holds_until_it_changes() {
        let (mut project, key) = wanting();
        let whose = &key.annotator;
        let idle = Progress::default();
        let before = Gaps::of(&project, whose, None, &idle).unwrap();
        let other = random::article("two", "Other words.");
        let edit = Edit::new("Add", vec![Change::Article(other.id.clone(), Some(other))]);
        edit.apply(&mut project).unwrap();
        let now = Gaps::of(&project, whose, Some(&before), &idle).unwrap();
        assert!(now.tells_as(&before, &key.article));
        let id = AnnotationId::new("m0002").unwrap();
        let gone = Change::Annotation(key.clone(), id, Slot::Absent);
        Edit::new("Away", vec![gone]).apply(&mut project).unwrap();
        let then = Gaps::of(&project, whose, Some(&now), &idle).unwrap();
        assert!(!then.tells_as(&now, &key.article));
    }
}
