//! How a project is reviewed: what its lead settles for all. It is in the lead's own file, which is not there in a project
//! that nobody reviews.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::text::sha256_hex;

use super::id::random;
use super::{AnnotatorId, ArticleId, LayerKey, Project, ReasonId, RoundId, Status};

/// The length of a salt: 120 bits.
const SALT: usize = 24;

/// How a project is reviewed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewing {
    /// Where decisions go, and what reviewers see.
    pub rules: ReviewRules,
    /// Why a decision may fall as it does, in the order in which they are offered.
    pub reasons: Vec<Reason>,
    /// Rounds of annotating, in order.
    pub rounds: Vec<Round>,
    /// Who is to annotate which article. One who is not named here may do as they like. Who holds somebody's second layers is
    /// named for what that person is to label a second time.
    pub assigned: BTreeMap<ArticleId, BTreeSet<AnnotatorId>>,
}

/// Where decisions go, and what reviewers see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewRules {
    /// Whose layers are the gold ones: no person, but what reviewers have decided. There is none before the first decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gold: Option<AnnotatorId>,
    /// Whose second layers an annotator holds who is no person either: what somebody marked when labelling an article once more,
    /// blind. See [`Project::is_second`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub second: BTreeMap<AnnotatorId, AnnotatorId>,
    /// Whether reviewers are not told who marked what.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub hide_names: bool,
    /// Whether annotators come in another order in each article, so that nobody is told by the place.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub shuffle: bool,
    /// What the order hangs on beside article and annotators, so that nobody can work it out; see [`Self::with_salt`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub salt: String,
}

/// Why a decision may fall as it does: “the edge”, “the guideline is unclear”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Its stable name.
    pub id: ReasonId,
    /// Its name on screen.
    pub name: String,
    /// When it is to be given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
}

/// Some articles that some people annotate at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its stable name.
    pub id: RoundId,
    /// Its name on screen.
    pub name: String,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub annotators: BTreeSet<AnnotatorId>,
    /// What is annotated.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub articles: BTreeSet<ArticleId>,
    /// Whether none of them sees what the others mark in these articles until all are done with all of them.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub blind: bool,
}

impl ReviewRules {
    /// The annotators who are not persons: who holds the gold layers, and those who hold the second layers of repeats.
    pub fn nobodies(&self) -> impl Iterator<Item = &AnnotatorId> {
        self.gold.iter().chain(self.second.keys())
    }

    /// The rules with a salt of their own, if they shuffle and have none.
    #[must_use]
    pub fn with_salt(mut self) -> Self {
        if self.shuffle && self.salt.is_empty() {
            self.salt = random(SALT).into();
        }
        self
    }
}

impl Reviewing {
    /// Whether nothing was settled, so that no file is needed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// A reason's name on screen: the id of one that the project does not know.
    #[must_use]
    pub fn reason_name<'a>(&'a self, id: &'a ReasonId) -> &'a str {
        let known = self.reasons.iter().find(|reason| reason.id == *id);
        known.map_or(id.as_str(), |reason| &reason.name)
    }

    /// These annotators in the order in which an article shows them: by id, or shuffled, the same way each time.
    #[must_use]
    pub fn order<'a>(
        &self,
        article: &ArticleId,
        annotators: impl IntoIterator<Item = &'a AnnotatorId>,
    ) -> Vec<&'a AnnotatorId> {
        let mut order: Vec<&AnnotatorId> = annotators.into_iter().collect();
        order.sort();
        if self.rules.shuffle {
            let salt = &self.rules.salt;
            let key =
                |annotator: &&AnnotatorId| sha256_hex(&format!("{salt}{article}/{annotator}"));
            order.sort_by_cached_key(key);
        }
        order
    }
}

impl Round {
    /// What is still to be done: articles and those who are not done with them.
    pub fn left(&self, project: &Project) -> impl Iterator<Item = LayerKey> {
        let articles = self.articles.iter();
        let articles = articles.filter(|id| project.articles.contains_key(*id));
        let keys = articles.flat_map(|article| {
            let annotators = self.annotators.iter();
            annotators.map(|annotator| LayerKey {
                article: article.clone(),
                annotator: annotator.clone(),
            })
        });
        keys.filter(|key| project.status(key) != Status::Done)
    }

    /// Whether everybody is done with everything.
    #[must_use]
    pub fn is_over(&self, project: &Project) -> bool {
        self.left(project).next().is_none()
    }

    /// Whether an annotator is not to see what the others do: it is blind, and not over.
    pub(super) fn blinds(&self, project: &Project, viewer: &AnnotatorId) -> bool {
        self.blind && self.annotators.contains(viewer) && !self.is_over(project)
    }
}

impl Project {
    /// Whether an annotator is not a person but holds the gold layers.
    #[must_use]
    pub fn is_gold(&self, annotator: &AnnotatorId) -> bool {
        self.reviewing.rules.gold.as_ref() == Some(annotator)
    }

    /// Where the gold layer of an article is, if there can be one.
    #[must_use]
    pub fn gold_key(&self, article: &ArticleId) -> Option<LayerKey> {
        let annotator = self.reviewing.rules.gold.clone()?;
        let article = article.clone();
        Some(LayerKey { article, annotator })
    }

    /// The annotators who are persons: all but those who hold the gold layers and the second layers of repeats.
    pub fn people(&self) -> impl Iterator<Item = &AnnotatorId> {
        self.annotators.keys().filter(|id| !self.is_nobody(id))
    }
}
