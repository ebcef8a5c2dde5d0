//! What is wrong with reviews and with how a project is reviewed.

use std::collections::BTreeSet;

use crate::model::{
    About, AnnotationId, Finding, LayerKey, Level, Made, Project, Review, ReviewKey, Slot, in_force,
};
use crate::say;

/// What is wrong with how the project is reviewed: names of what is not there. `file` is its file, as it is shown.
#[must_use]
pub fn check_reviewing(project: &Project, file: &str) -> Vec<Finding> {
    let reviewing = &project.reviewing;
    let mut findings = Vec::new();
    let mut warn = |message: String| {
        findings.push(Finding::new(Level::Warning, file.to_owned(), message));
    };
    let mut ids = BTreeSet::new();
    for id in reviewing.reasons.iter().map(|it| it.id.as_str()) {
        if !ids.insert(id) {
            warn(say!("check-reason-twice", id = id));
        }
    }
    let mut ids = BTreeSet::new();
    for id in reviewing.rounds.iter().map(|it| it.id.as_str()) {
        if !ids.insert(id) {
            warn(say!("check-round-twice", id = id));
        }
    }
    let rounds = reviewing.rounds.iter();
    let named = rounds.flat_map(|it| &it.annotators);
    let people: BTreeSet<_> = named
        .chain(reviewing.assigned.values().flatten())
        .chain(&reviewing.rules.gold)
        .chain(
            reviewing
                .rules
                .second
                .iter()
                .flat_map(|(holder, person)| [holder, person]),
        )
        .filter(|id| !project.annotators.contains_key(*id))
        .collect();
    for id in people {
        warn(say!("check-reviewing-annotator", id = id.to_string()));
    }
    let rounds = reviewing.rounds.iter();
    let articles: BTreeSet<_> = rounds
        .flat_map(|it| &it.articles)
        .chain(reviewing.assigned.keys())
        .filter(|id| !project.articles.contains_key(*id))
        .collect();
    for id in articles {
        warn(say!("check-reviewing-article", id = id.to_string()));
    }
    findings
}

/// What is wrong with a review. `file` is its file, as it is shown.
#[must_use]
pub fn check_review(
    project: &Project,
    key: &ReviewKey,
    review: &Review,
    file: &str,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut warn = |message: String| {
        findings.push(Finding {
            article: Some(key.article.clone()),
            ..Finding::new(Level::Warning, file.to_owned(), message)
        });
    };
    let gold = (project.gold_key(&key.article)).and_then(|key| project.layer(&key));
    for decision in review.in_order() {
        let id = decision.id.as_str();
        if let Some(reason) = &decision.reason
            && !project.reviewing.reasons.iter().any(|it| it.id == *reason)
        {
            warn(say!(
                "check-decision-reason",
                id = id,
                reason = reason.as_str()
            ));
        }
        // One that was deleted is noted so; one of which nobody knows anything was lost.
        let is_lost = |made: &&Made| {
            let slot = gold.map_or(Slot::Absent, |layer| layer.slot(&made.id));
            let is_detached = gold.is_some_and(|layer| layer.detached.contains_key(&made.id));
            slot == Slot::Absent && !is_detached
        };
        for made in decision.gold.iter().filter(is_lost) {
            warn(say!(
                "check-decision-gold",
                id = id,
                gold = made.id.as_str()
            ));
        }
    }
    for comment in review.comments.values() {
        let is_known = comment.reply_to.as_ref().is_none_or(|to| {
            let key = ReviewKey {
                article: key.article.clone(),
                reviewer: to.by.clone(),
            };
            let theirs = project.reviews.get(&key);
            theirs.is_some_and(|review| review.comments.contains_key(&to.id))
        });
        if !is_known {
            warn(say!("check-comment-reply", id = comment.id.as_str()));
        }
        if let About::Annotation(mark) = &comment.about {
            let layer = LayerKey {
                article: key.article.clone(),
                annotator: mark.by.clone(),
            };
            let layer = project.layer(&layer);
            let is_there = layer.is_some_and(|layer| {
                layer.slot(&mark.id) != Slot::Absent || layer.detached.contains_key(&mark.id)
            });
            if !is_there {
                warn(say!("check-comment-mark", id = comment.id.as_str()));
            }
        }
    }
    findings
}

/// Annotations of the gold layers that no decision in force has made, so that nobody knows where they came from; `file` is the file of
/// a layer, as it is shown.
#[must_use]
pub fn check_gold(project: &Project, file: impl Fn(&LayerKey) -> String) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, layer) in &project.layers {
        if !project.is_gold(&key.annotator) {
            continue;
        }
        let decisions = in_force(project, &key.article);
        let made: BTreeSet<&AnnotationId> = decisions
            .iter()
            .flat_map(|(_, decision)| &decision.gold)
            .map(|made| &made.id)
            .collect();
        for id in layer.in_passing().annotations.keys() {
            if !made.contains(id) {
                findings.push(Finding {
                    article: Some(key.article.clone()),
                    annotation: Some(id.clone()),
                    ..Finding::new(
                        Level::Warning,
                        file(key),
                        say!("check-gold-unsaid", id = id.to_string()),
                    )
                });
            }
        }
    }
    findings
}
