//! What of a project somebody is not to see: the one place where blind rounds and hidden names are decided.
//!
//! It hides against a glance, not against whoever opens the files: those are text that anybody can read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::say;
use crate::text::sha256_hex;

use super::{AnnotatorId, ArticleId, Change, Finding, Project, Round};

/// What of a project somebody is not to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Veil {
    /// Who looks; somebody who is not in the project when none.
    viewer: Option<AnnotatorId>,
    /// Who holds the second layers of this person, if anybody does.
    second: Option<AnnotatorId>,
    /// The articles of blind rounds that are not over and in which this person takes part.
    blind: BTreeSet<ArticleId>,
    /// The articles that this person is labelling a second time: nothing is to be seen but the second layer.
    repeating: BTreeSet<ArticleId>,
    /// Whether nobody is told who marked what.
    hides_names: bool,
    /// Who holds the gold layers.
    gold: Option<AnnotatorId>,
}

impl Project {
    /// What of it somebody is not to see. Who is not in the project takes part in no round.
    #[must_use]
    pub fn veil(&self, viewer: Option<&AnnotatorId>) -> Veil {
        let rounds = self.reviewing.rounds.iter();
        let blind = rounds.filter(|round| viewer.is_some_and(|it| round.blinds(self, it)));
        let repeating = viewer.into_iter().flat_map(|it| self.repeating(it));
        Veil {
            viewer: viewer.cloned(),
            second: viewer.and_then(|it| self.second_of(it)).cloned(),
            blind: blind.flat_map(|round| &round.articles).cloned().collect(),
            repeating: repeating.cloned().collect(),
            hides_names: self.reviewing.rules.hide_names,
            gold: self.reviewing.rules.gold.clone(),
        }
    }

    /// The project as an annotator is to see it: without what others have marked, said and decided in articles of blind rounds
    /// that are not over, and of what the annotator is labelling a second time, without all but that. It shares everything with
    /// this one.
    #[must_use]
    pub fn seen_by(&self, viewer: &AnnotatorId) -> Self {
        self.veil(Some(viewer)).over(self)
    }

    /// Why an annotator must not see what is marked in an article, if there is a reason.
    #[must_use]
    pub fn blinding(&self, article: &ArticleId, viewer: &AnnotatorId) -> Option<Blinding<'_>> {
        let viewer = self.person_of(viewer);
        if self.is_repeating(article, viewer) {
            return Some(Blinding::Repeat);
        }
        let mut rounds = self.reviewing.rounds.iter();
        let round =
            rounds.find(|round| round.articles.contains(article) && round.blinds(self, viewer))?;
        Some(Blinding::Round(round))
    }
}

/// Why an annotator must not see what is marked in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blinding<'a> {
    /// A blind round has both, and not everybody is done: nothing of others is seen.
    Round(&'a Round),
    /// It is being labelled a second time: nothing of others is seen, nor what was marked the first time.
    Repeat,
}

impl Blinding<'_> {
    /// Why nothing is shown, in words.
    #[must_use]
    pub fn why(self) -> String {
        match self {
            Self::Round(round) => say!("act-blind-round", name = &round.name),
            Self::Repeat => say!("repeats-blind").to_owned(),
        }
    }
}

impl Veil {
    /// How many of a project's articles are those of a blind round that is not over.
    #[must_use]
    pub fn blind_articles(&self, project: &Project) -> usize {
        let there = |id: &&ArticleId| project.articles.contains_key(*id);
        self.blind.iter().filter(there).count()
    }

    /// How many of a project's articles whoever looks is labelling a second time.
    #[must_use]
    pub fn repeated_articles(&self, project: &Project) -> usize {
        let there = |id: &&ArticleId| project.articles.contains_key(*id);
        self.repeating.iter().filter(there).count()
    }

    /// Whether nothing of others is to be seen in an article.
    #[must_use]
    pub fn is_blind(&self, article: &ArticleId) -> bool {
        self.blind.contains(article) || self.repeating.contains(article)
    }

    /// Whether somebody is the one who looks, or holds the second layers of that person.
    fn is_viewer(&self, whose: &AnnotatorId) -> bool {
        self.viewer.as_ref() == Some(whose) || self.second.as_ref() == Some(whose)
    }

    /// Whether what somebody marked, said or decided in an article is not to be seen.
    #[must_use]
    pub fn hides(&self, article: &ArticleId, whose: &AnnotatorId) -> bool {
        if self.repeating.contains(article) {
            return self.second.as_ref() != Some(whose);
        }
        self.blind.contains(article) && !self.is_viewer(whose)
    }

    /// Whether a change is in something that is not to be seen.
    #[must_use]
    pub fn hides_change(&self, change: &Change) -> bool {
        match change {
            Change::LayerHead(key, _) | Change::Annotation(key, ..) | Change::Detached(key, ..) => {
                self.hides(&key.article, &key.annotator)
            }
            Change::Decision(key, ..)
            | Change::Comment(key, ..)
            | Change::Answer(key, ..)
            | Change::Signed(key, _) => self.hides(&key.article, &key.reviewer),
            _ => false,
        }
    }

    /// Whether it is not told that somebody marked something: names are hidden, and it is neither oneself nor the gold layer.
    #[must_use]
    pub fn hides_name(&self, whose: &AnnotatorId) -> bool {
        self.hides_names && !self.is_viewer(whose) && self.gold.as_ref() != Some(whose)
    }

    /// Whether names are hidden at all.
    #[must_use]
    pub fn hides_names(&self) -> bool {
        self.hides_names
    }

    /// A project without what is not to be seen. It shares everything with that.
    #[must_use]
    pub fn over(&self, project: &Project) -> Project {
        let mut seen = project.clone();
        for id in self.blind.iter().chain(&self.repeating) {
            let layers = project.layers_of(id).map(|(key, _)| key);
            for key in layers.filter(|key| self.hides(id, &key.annotator)) {
                seen.layers.remove(key);
            }
            let reviews = project.reviews_of(id).map(|(key, _)| key);
            for key in reviews.filter(|key| self.hides(id, &key.reviewer)) {
                seen.reviews.remove(key);
            }
        }
        seen
    }

    /// A finding, without its words when it is about an annotation that is not to be seen.
    #[must_use]
    pub fn over_finding(&self, mut finding: Finding) -> Finding {
        let is_blind = finding.article.as_ref().is_some_and(|it| self.is_blind(it));
        let whose = || {
            let rest = finding.file.strip_prefix("annotators/")?;
            AnnotatorId::new(rest.split('/').next()?).ok()
        };
        let article = finding.article.as_ref();
        let is_own = article
            .zip(whose())
            .is_some_and(|(it, whose)| !self.hides(it, &whose));
        if is_blind && !is_own && finding.annotation.is_some() {
            say!("check-blind").clone_into(&mut finding.message);
        }
        finding
    }

    /// A project in which those whose names are hidden are called as `alias` says of their number, counted from 1; and the people
    /// in an order that tells nothing either. As it is when no names are hidden.
    pub fn under_aliases(
        &self,
        mut project: Project,
        alias: impl Fn(usize) -> String,
    ) -> (Project, Vec<AnnotatorId>) {
        let mut people: Vec<AnnotatorId> = project.people().cloned().collect();
        if !self.hides_names {
            return (project, people);
        }
        let salt = &project.reviewing.rules.salt;
        let key = |id: &AnnotatorId| sha256_hex(&format!("{salt}people/{id}"));
        people.sort_by_cached_key(key);
        let hidden = people.iter().filter(|id| self.hides_name(id));
        let names: BTreeMap<&AnnotatorId, String> =
            (1..).zip(hidden).map(|(at, id)| (id, alias(at))).collect();
        let second = |id: &AnnotatorId, name: &str| {
            let holder = project.second_of(id)?;
            Some((holder.clone(), format!("{name} II")))
        };
        let seconds: Vec<(AnnotatorId, String)> = names
            .iter()
            .filter_map(|(id, name)| second(id, name))
            .collect();
        let names = names.into_iter().map(|(id, name)| (id.clone(), name));
        let names: Vec<(AnnotatorId, String)> = names.chain(seconds).collect();
        for (id, name) in &names {
            if let Some(annotator) = project.annotators.get_mut(id) {
                Arc::make_mut(annotator).name.clone_from(name);
            }
        }
        (project, people)
    }
}
