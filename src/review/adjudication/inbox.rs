//! What became of somebody's marks, and where gold annotations came from.

use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Answer, ArticleId, Decision, DecisionRef, LayerKey,
    MarkRef, Project, ReviewKey, Verdict, in_force, said,
};

/// A decision about one's own mark that says something else than it, or an answer to which is still to be given.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// In which article.
    pub article: ArticleId,
    /// Which decision.
    pub reference: DecisionRef,
    /// What was decided, and why.
    pub decision: Arc<Decision>,
    /// The own marks on which it stands, as they are now; without those that have gone.
    pub mine: Vec<Arc<Annotation>>,
    /// What became of the case: annotations of the gold layer as they are now.
    pub made: Vec<Arc<Annotation>>,
    /// What was answered to it, if anything.
    pub answer: Option<Answer>,
}

impl Letter {
    /// Whether it is still to be answered.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.answer.is_none()
    }
}

/// A decision in force about somebody's marks, or about a case in which others marked something and this person did not.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// In which article.
    pub article: ArticleId,
    /// Which decision.
    pub reference: DecisionRef,
    /// What was decided.
    pub decision: Arc<Decision>,
    /// The person's marks on which it stands, as they are now; without those that have gone.
    pub mine: Vec<Arc<Annotation>>,
    /// Annotations of the gold layer that it made, as they are now.
    pub made: Vec<Arc<Annotation>>,
    /// Whether both say the same now.
    pub is_same: bool,
}

/// All of them in the articles that somebody has marked, by article and then by time; without those that this person made and
/// those that leave a case open.
pub(super) fn judged(project: &Project, annotator: &AnnotatorId) -> Vec<Judged> {
    let mut all = Vec::new();
    let articles = project.reviews.keys().map(|key| &key.article);
    let mut last: Option<&ArticleId> = None;
    for id in articles {
        if last.replace(id) == Some(id) {
            continue;
        }
        let key = LayerKey {
            article: id.clone(),
            annotator: annotator.clone(),
        };
        // Whoever has not marked the article has nothing to learn from it.
        let (Some(layer), Some(article)) = (project.layer(&key), project.articles.get(id)) else {
            continue;
        };
        let gold = project.gold_key(id);
        let gold = gold.and_then(|key| project.layer(&key));
        // Nobody looks at most of these layers again.
        let (layer, gold) = (layer.in_passing(), gold.map(|gold| gold.in_passing()));
        for (reference, decision) in in_force(project, id) {
            if reference.by == *annotator || decision.verdict == Verdict::Open {
                continue;
            }
            let mine: Vec<Arc<Annotation>> = decision
                .case
                .iter()
                .filter(|basis| basis.by == *annotator)
                .filter_map(|basis| layer.annotations.get(&basis.id).cloned())
                .collect();
            let made: Vec<Arc<Annotation>> = decision
                .gold
                .iter()
                .filter_map(|made| gold.as_ref()?.annotations.get(&made.id).cloned())
                .collect();
            all.push(Judged {
                article: id.clone(),
                is_same: says(&mine, &article.text) == says(&made, &article.text),
                reference,
                decision,
                mine,
                made,
            });
        }
    }
    all
}

/// The decisions about somebody's marks, or about cases in which others marked something and this person did not, that do not
/// leave them as they are; by article and then by time. One that says what the annotator said, or that the annotator made, is
/// no news, nor is one that leaves a case open.
#[must_use]
pub fn inbox(project: &Project, annotator: &AnnotatorId) -> Vec<Letter> {
    let judged = judged(project, annotator).into_iter();
    let letters = judged.filter(|it| !it.is_same).map(|it| {
        let review = ReviewKey {
            article: it.article.clone(),
            reviewer: annotator.clone(),
        };
        let answers = project.reviews.get(&review).map(|review| &review.answers);
        let answer = answers.and_then(|answers| answers.get(&it.reference));
        let answer = answer.filter(|answer| answer.decided == it.decision.at);
        Letter {
            answer: answer.cloned(),
            article: it.article,
            reference: it.reference,
            decision: it.decision,
            mine: it.mine,
            made: it.made,
        }
    });
    letters.collect()
}

/// What annotations say beside their links, which lead elsewhere in each layer; in whatever order they come.
fn says(annotations: &[Arc<Annotation>], text: &crate::text::Text) -> Vec<String> {
    let alone = annotations.iter().map(|annotation| Annotation {
        links: Vec::new(),
        ..Annotation::clone(annotation)
    });
    let mut says: Vec<String> = alone.map(|it| said(&it, text)).collect();
    says.sort();
    says
}

/// Where a gold annotation came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Who decided, and which decision it was.
    pub reference: DecisionRef,
    /// What was decided, when and why.
    pub decision: Arc<Decision>,
    /// The marks of which it was made.
    pub sources: Vec<MarkRef>,
}

/// Where an annotation of the gold layer came from: the latest decision that made it.
#[must_use]
pub fn origin(project: &Project, article: &ArticleId, id: &AnnotationId) -> Option<Origin> {
    let decisions = in_force(project, article);
    let found = decisions.into_iter().rev().find_map(|(reference, it)| {
        let made = it.gold.iter().find(|made| made.id == *id)?.clone();
        Some((reference, it, made))
    });
    let (reference, decision, made) = found?;
    let sources = decision.sources(&made).map(crate::model::Basis::mark);
    Some(Origin {
        sources: sources.collect(),
        reference,
        decision,
    })
}
