//! Repeats: articles that a person has labelled and labels once more, blind, so that it can be told how far this person agrees
//! with himself or herself.
//!
//! What is made the second time is a layer of an annotator of its own, who is nobody but holds the second layers of one person
//! ([`ReviewRules::second`](super::ReviewRules::second)), as the gold layers have one. That an article is to be repeated is
//! that it is assigned to this holder. So the first layer is never touched, and a layer is a layer wherever there are layers.

use std::collections::BTreeSet;

use super::{AnnotatorId, ArticleId, LayerKey, Project, Status};

/// How far a person is with an article to be labelled a second time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The article, and who holds the second layer.
    pub key: LayerKey,
    /// Who labels it a second time.
    pub person: AnnotatorId,
    /// How far the second layer is.
    pub status: Status,
}

impl Project {
    /// Whether an annotator is not a person but holds the second layers of one.
    #[must_use]
    pub fn is_second(&self, annotator: &AnnotatorId) -> bool {
        self.reviewing.rules.second.contains_key(annotator)
    }

    /// Whether an annotator is not a person: who holds the gold layers, or the second layers of somebody.
    #[must_use]
    pub fn is_nobody(&self, annotator: &AnnotatorId) -> bool {
        self.is_gold(annotator) || self.is_second(annotator)
    }

    /// Whose work the layers of an annotator are: of who holds somebody's second layers, that person's.
    #[must_use]
    pub fn person_of<'a>(&'a self, annotator: &'a AnnotatorId) -> &'a AnnotatorId {
        let second = &self.reviewing.rules.second;
        second.get(annotator).unwrap_or(annotator)
    }

    /// Who holds the second layers of a person, if anything of theirs was ever to be repeated.
    #[must_use]
    pub fn second_of(&self, person: &AnnotatorId) -> Option<&AnnotatorId> {
        let mut second = self.reviewing.rules.second.iter();
        let (holder, _) = second.find(|(holder, of)| {
            *of == person && *holder != person && self.annotators.contains_key(*holder)
        })?;
        Some(holder)
    }

    /// The people to whom an article is assigned, without its repeats.
    pub fn assigned_to<'a>(&'a self, article: &ArticleId) -> impl Iterator<Item = &'a AnnotatorId> {
        let assigned = self.reviewing.assigned.get(article).into_iter().flatten();
        assigned.filter(|id| !self.is_second(id))
    }

    /// Whether a person is labelling an article a second time: it is to be repeated, and the repeat is not done. Then nobody but
    /// the second layer is shown to this person, and what is marked goes there.
    #[must_use]
    pub fn is_repeating(&self, article: &ArticleId, person: &AnnotatorId) -> bool {
        self.open_repeat(article, person).is_some()
    }

    /// The layer of an article in which a person works: the own one, or the second one while that is being made.
    #[must_use]
    pub fn work_key(&self, article: &ArticleId, person: &AnnotatorId) -> LayerKey {
        LayerKey {
            article: article.clone(),
            annotator: self.open_repeat(article, person).unwrap_or(person).clone(),
        }
    }

    /// Whether a layer is the one in which a person works.
    #[must_use]
    pub fn is_work_of(&self, key: &LayerKey, person: &AnnotatorId) -> bool {
        self.person_of(&key.annotator) == person
            && self.open_repeat(&key.article, person).unwrap_or(person) == &key.annotator
    }

    /// The articles that a person is labelling a second time.
    pub fn repeating(&self, person: &AnnotatorId) -> impl Iterator<Item = &ArticleId> {
        let holder = self.second_of(person);
        let articles = holder.map(|holder| {
            let begun = self
                .layers
                .keys()
                .filter(move |key| key.annotator == *holder);
            let begun = begun.map(|key| &key.article);
            let all: BTreeSet<&ArticleId> = self.reviewing.assigned.keys().chain(begun).collect();
            all
        });
        let articles = articles.into_iter().flatten();
        articles.filter(move |article| self.is_repeating(article, person))
    }

    /// The articles that anybody is to label a second time, or has, by article.
    pub fn repeats(&self) -> impl Iterator<Item = Repeat> {
        let second = &self.reviewing.rules.second;
        let assigned = (!second.is_empty()).then(|| self.reviewing.assigned.iter());
        let both = assigned.into_iter().flatten();
        let both = both.filter(|(article, _)| self.articles.contains_key(*article));
        both.flat_map(move |(article, to)| {
            to.iter().filter_map(move |holder| {
                let key = LayerKey {
                    article: article.clone(),
                    annotator: holder.clone(),
                };
                Some(Repeat {
                    person: second.get(holder)?.clone(),
                    status: self.status(&key),
                    key,
                })
            })
        })
    }

    /// The people who have done a repeat of an article with which they are done: those who can be compared with themselves.
    #[must_use]
    pub fn repeaters(&self) -> BTreeSet<AnnotatorId> {
        if self.reviewing.rules.second.is_empty() {
            return BTreeSet::new();
        }
        let done = self.layers.iter().filter(|(key, layer)| {
            layer.head.status == Status::Done && self.is_second(&key.annotator)
        });
        let both = done.filter_map(|(key, _)| {
            let person = self.person_of(&key.annotator).clone();
            let first = LayerKey {
                annotator: person.clone(),
                ..key.clone()
            };
            (self.status(&first) == Status::Done).then_some(person)
        });
        both.collect()
    }

    fn open_repeat(&self, article: &ArticleId, person: &AnnotatorId) -> Option<&AnnotatorId> {
        if self.reviewing.rules.second.is_empty() {
            return None;
        }
        let holder = self.second_of(person)?;
        if !self.articles.contains_key(article) {
            return None;
        }
        let key = LayerKey {
            article: article.clone(),
            annotator: holder.clone(),
        };
        let assigned = self.reviewing.assigned.get(article);
        let is_wanted = assigned.is_some_and(|to| to.contains(holder));
        // What was begun is gone on with, whoever has taken the schedule back meanwhile.
        let is_begun = self.layer(&key).is_some();
        ((is_wanted || is_begun) && self.status(&key) != Status::Done).then_some(holder)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::random::article;
    use crate::model::{Change, Color, Edit, LayerHead, edits};

    fn id(name: &str) -> AnnotatorId {
        AnnotatorId::new(name).unwrap()
    }

    fn done(key: &LayerKey, status: Status) -> Edit {
        let head = LayerHead {
            status,
            ..LayerHead::default()
        };
        Edit::new("Done", vec![Change::LayerHead(key.clone(), head)])
    }

    /// Two articles with which Ana and Ben are done.
    fn project() -> Project {
        let mut project = Project::default();
        let mut changes = Vec::new();
        for name in ["ana", "ben"] {
            let named = (name.to_owned(), Color([1; 3]));
            changes.push(Change::Annotator(id(name), Some(named)));
        }
        for name in ["one", "two"] {
            let article = article(name, "Some words.");
            changes.push(Change::Article(article.id.clone(), Some(article)));
        }
        for name in ["one", "two"] {
            for by in ["ana", "ben"] {
                let key = LayerKey {
                    article: ArticleId::new(name).unwrap(),
                    annotator: id(by),
                };
                changes.extend(done(&key, Status::Done).changes);
            }
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        project
    }

    #[test]
    fn a_repeat_is_worked_on_in_a_layer_of_its_own_until_it_is_done() {
        let mut project = project();
        let before = project.clone();
        let (ana, one) = (id("ana"), ArticleId::new("one").unwrap());
        let edit = edits::repeat(&project, &[(ana.clone(), [one.clone()].into())].into());
        let inverse = edit.apply(&mut project).unwrap();
        let holder = project.second_of(&ana).unwrap().clone();
        assert!(project.is_nobody(&holder) && !project.is_nobody(&ana));
        assert_eq!(project.people().count(), 2, "nobody has come");
        assert_eq!(project.person_of(&holder), &ana);
        assert!(project.is_repeating(&one, &ana));
        assert!(!project.is_repeating(&one, &id("ben")));
        assert_eq!(project.repeating(&ana).collect::<Vec<_>>(), [&one]);
        let second = project.work_key(&one, &ana);
        assert_eq!(second.annotator, holder);
        let first = LayerKey {
            annotator: ana.clone(),
            ..second.clone()
        };
        assert!(project.is_work_of(&second, &ana) && !project.is_work_of(&first, &ana));
        // What this person sees of the article is nothing but that layer.
        done(&second, Status::InProgress)
            .apply(&mut project)
            .unwrap();
        let seen = project.seen_by(&ana);
        let layers = |of: &Project| -> Vec<LayerKey> {
            of.layers_of(&one).map(|(key, _)| key.clone()).collect()
        };
        assert_eq!(layers(&seen), core::slice::from_ref(&second));
        assert_eq!(layers(&project.seen_by(&id("ben"))).len(), 3);
        assert!(project.repeaters().is_empty());

        done(&second, Status::Done).apply(&mut project).unwrap();
        assert_eq!(project.work_key(&one, &ana), first);
        assert_eq!(layers(&project.seen_by(&ana)).len(), 3);
        assert_eq!(project.repeaters(), [ana.clone()].into());
        let first_layer = before.layer(&first).unwrap();
        assert!(Arc::ptr_eq(first_layer, project.layer(&first).unwrap()));

        // A second lot adds to the first one, and has the same holder.
        let two = ArticleId::new("two").unwrap();
        let more = edits::repeat(&project, &[(ana.clone(), [two].into())].into());
        assert_eq!(more.changes.len(), 1);
        // What was begun stays when the schedule is taken back.
        assert!(edits::end_repeats(&project, &[ana.clone()].into()).is_empty());
        let mut again = before.clone();
        edit.apply(&mut again).unwrap();
        let end = edits::end_repeats(&again, &[ana].into());
        assert_eq!(end.changes.len(), 1);
        inverse.apply(&mut again).unwrap();
        assert_eq!(again, before);
    }

    #[test]
    fn what_was_begun_is_gone_on_with_and_what_has_gone_is_not() {
        let mut project = project();
        let (ana, one) = (id("ana"), ArticleId::new("one").unwrap());
        let edit = edits::repeat(&project, &[(ana.clone(), [one.clone()].into())].into());
        edit.apply(&mut project).unwrap();
        let holder = project.second_of(&ana).unwrap().clone();
        let second = project.work_key(&one, &ana);
        done(&second, Status::InProgress)
            .apply(&mut project)
            .unwrap();
        // Somebody else takes the schedule back meanwhile.
        let end = Change::Assigned(one.clone(), BTreeSet::new());
        Edit::new("End", vec![end]).apply(&mut project).unwrap();
        assert_eq!(project.work_key(&one, &ana).annotator, holder);
        assert_eq!(project.repeating(&ana).collect::<Vec<_>>(), [&one]);

        project.articles.remove(&one);
        assert!(
            !project.is_repeating(&one, &ana),
            "there is no such article"
        );
    }

    #[test]
    fn what_is_not_begun_is_counted_by_person_not_by_article() {
        let mut project = project();
        let (ana, ben, one) = (id("ana"), id("ben"), ArticleId::new("one").unwrap());
        let to = [&ana, &ben].map(|person| (person.clone(), [one.clone()].into()));
        edits::repeat(&project, &to.into())
            .apply(&mut project)
            .unwrap();
        let (both, alone) = ([ana, ben.clone()].into(), [ben.clone()].into());
        let count = |project: &Project, people| edits::not_begun(project, people).count();
        assert_eq!(count(&project, &both), 2, "of one article");
        assert_eq!(count(&project, &alone), 1);
        assert_eq!(edits::end_repeats(&project, &both).changes.len(), 1);
        let begun = done(&project.work_key(&one, &ben), Status::InProgress);
        begun.apply(&mut project).unwrap();
        assert_eq!(count(&project, &both), 1);
        assert_eq!(count(&project, &alone), 0);
    }

    #[test]
    fn what_was_done_last_is_opened_again() {
        let mut project = project();
        let (ana, one) = (id("ana"), ArticleId::new("one").unwrap());
        let edit = edits::repeat(&project, &[(ana.clone(), [one.clone()].into())].into());
        edit.apply(&mut project).unwrap();
        // The repeat is open, and what was marked the first time is out of reach.
        assert!(edits::open_again(&project, &one, &ana).is_empty());
        let second = project.work_key(&one, &ana);
        done(&second, Status::Done).apply(&mut project).unwrap();
        let first = project.work_key(&one, &ana);
        let edit = edits::open_again(&project, &one, &ana);
        edit.apply(&mut project).unwrap();
        assert_eq!(project.status(&second), Status::InProgress);
        assert_eq!(project.status(&first), Status::Done);
        assert!(project.is_repeating(&one, &ana));
        // Of somebody who has no repeats it is the layer that there is.
        let ben = id("ben");
        let edit = edits::open_again(&project, &one, &ben);
        edit.apply(&mut project).unwrap();
        assert_eq!(
            project.status(&project.work_key(&one, &ben)),
            Status::InProgress
        );
        assert!(edits::open_again(&project, &one, &ben).is_empty());
    }

    #[test]
    fn assigning_articles_leaves_repeats_as_they_are() {
        let mut project = project();
        let (ana, one) = (id("ana"), ArticleId::new("one").unwrap());
        let edit = edits::repeat(&project, &[(ana.clone(), [one.clone()].into())].into());
        edit.apply(&mut project).unwrap();
        for to in [BTreeSet::new(), [id("ben")].into()] {
            let edit = edits::assign(&project, &[(one.clone(), to.clone())].into());
            edit.apply(&mut project).unwrap();
            assert!(project.is_repeating(&one, &ana));
            let people: BTreeSet<AnnotatorId> = project.assigned_to(&one).cloned().collect();
            assert_eq!(people, to);
        }
    }
}
