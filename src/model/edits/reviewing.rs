//! Edits of reviews and of how a project is reviewed. What a decision puts into the gold layer is made in
//! `review`, which knows the cases.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::model::{
    About, AnnotatorId, Answer, ArticleId, Author, Change, Comment, CommentId, CommentRef,
    DecisionRef, Edit, LayerHead, Placed, Project, Reason, ReasonId, Review, ReviewKey,
    ReviewRules, Round, RoundId, Signed, Stand, Status, layer_state,
};
use crate::say;

use super::in_quotes;

/// Files hold whole seconds, and reviews have no finer times in memory either.
#[must_use]
pub fn whole_seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// Settles where decisions go and what reviewers see.
#[must_use]
pub fn set_review_rules(project: &Project, rules: ReviewRules) -> Edit {
    let change = (rules != project.reviewing.rules).then(|| Change::ReviewRules(rules));
    Edit::new(say!("reviewing-edit-rules"), change.into_iter().collect())
}

/// Adds a reason at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_reason(project: &Project, reason: Reason) -> Edit {
    let list = &project.reviewing.reasons;
    let at = list.iter().position(|known| known.id == reason.id);
    let name = if at.is_some() {
        say!("reviewing-edit-reason", name = &reason.name)
    } else {
        say!("reviewing-edit-reason-add", name = &reason.name)
    };
    if at.is_some_and(|at| list[at] == reason) {
        return Edit::new(name, Vec::new());
    }
    let at = at.unwrap_or(list.len());
    let (id, value) = (reason.id.clone(), reason);
    Edit::new(name, vec![Change::Reason(id, Some(Placed { at, value }))])
}

/// Removes a reason. Decisions that name it go on to do so.
#[must_use]
pub fn remove_reason(project: &Project, id: &ReasonId) -> Edit {
    let is_known = project.reviewing.reasons.iter().any(|it| it.id == *id);
    let name = project.reviewing.reason_name(id);
    let name = say!("reviewing-edit-reason-remove", name = name);
    let change = is_known.then(|| Change::Reason(id.clone(), None));
    Edit::new(name, change.into_iter().collect())
}

/// Moves a reason to another index of the list.
#[must_use]
pub fn move_reason(project: &Project, id: &ReasonId, to: usize) -> Edit {
    let list = &project.reviewing.reasons;
    let name = project.reviewing.reason_name(id);
    let name = say!("reviewing-edit-reason", name = name);
    let at = list.iter().position(|known| known.id == *id);
    let change = at.filter(|at| *at != to).map(|at| {
        let value = list[at].clone();
        Change::Reason(id.clone(), Some(Placed { at: to, value }))
    });
    Edit::new(name, change.into_iter().collect())
}

/// Adds a round at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_round(project: &Project, round: Round) -> Edit {
    let list = &project.reviewing.rounds;
    let at = list.iter().position(|known| known.id == round.id);
    let name = if at.is_some() {
        say!("reviewing-edit-round", name = &round.name)
    } else {
        say!("reviewing-edit-round-begin", name = &round.name)
    };
    if at.is_some_and(|at| list[at] == round) {
        return Edit::new(name, Vec::new());
    }
    let at = at.unwrap_or(list.len());
    let (id, value) = (round.id.clone(), round);
    Edit::new(name, vec![Change::Round(id, Some(Placed { at, value }))])
}

/// Removes a round.
#[must_use]
pub fn remove_round(project: &Project, id: &RoundId) -> Edit {
    let known = project.reviewing.rounds.iter().find(|it| it.id == *id);
    let name = known.map_or(id.as_str(), |round| &round.name);
    let name = say!("reviewing-edit-round-remove", name = name);
    let change = known.map(|_| Change::Round(id.clone(), None));
    Edit::new(name, change.into_iter().collect())
}

/// Says who is to annotate which article; an empty set says that nobody in particular is. Articles that are not named stay as
/// they are, and so do repeats.
#[must_use]
pub fn assign(project: &Project, to: &BTreeMap<ArticleId, BTreeSet<AnnotatorId>>) -> Edit {
    let changes: Vec<Change> = to
        .iter()
        .map(|(id, who)| {
            let known = project.reviewing.assigned.get(id).into_iter().flatten();
            let repeats = known.filter(|who| project.is_second(who));
            Change::Assigned(id.clone(), who.iter().chain(repeats).cloned().collect())
        })
        .filter(|change| change.current(project) != *change)
        .collect();
    Edit::new(
        say!("reviewing-edit-assign", count = changes.len()),
        changes,
    )
}

/// A new comment of the author.
#[must_use]
pub fn comment(author: &Author, article: &ArticleId, about: About, text: &str) -> Edit {
    let name = say!("reviewing-edit-comment", text = in_quotes(text));
    write(author, article, name, about, None, text, None)
}

/// An answer of the author to a comment, which may also resolve its thread or open it again; nothing when that comment is not
/// there, or nothing is said.
#[must_use]
pub fn reply(
    project: &Project,
    author: &Author,
    article: &ArticleId,
    to: &CommentRef,
    text: &str,
    resolves: Option<bool>,
) -> Edit {
    let name = match (resolves, text) {
        (Some(true), "") => say!("reviewing-edit-resolve").to_owned(),
        (Some(false), "") => say!("reviewing-edit-reopen").to_owned(),
        _ => say!("reviewing-edit-reply", text = in_quotes(text)),
    };
    let key = ReviewKey {
        article: article.clone(),
        reviewer: to.by.clone(),
    };
    let review = project.reviews.get(&key);
    match review.and_then(|review| review.comments.get(&to.id)) {
        Some(first) if !text.is_empty() || resolves.is_some() => {
            let (about, to) = (first.about.clone(), Some(to.clone()));
            write(author, article, name, about, to, text, resolves)
        }
        _ => Edit::new(name, Vec::new()),
    }
}

fn write(
    author: &Author,
    article: &ArticleId,
    name: String,
    about: About,
    reply_to: Option<CommentRef>,
    text: &str,
    resolves: Option<bool>,
) -> Edit {
    let comment = Comment {
        id: CommentId::fresh(),
        about,
        reply_to,
        text: text.to_owned(),
        resolves,
        at: whole_seconds(author.at),
    };
    let id = comment.id.clone();
    Edit::new(
        name,
        vec![Change::Comment(own(author, article), id, Some(comment))],
    )
}

/// Changes what one of the author's own comments says.
#[must_use]
pub fn change_comment(
    project: &Project,
    author: &Author,
    article: &ArticleId,
    id: &CommentId,
    text: &str,
) -> Edit {
    let key = own(author, article);
    let review = project.reviews.get(&key);
    let known = review.and_then(|review| review.comments.get(id));
    let change = known.filter(|it| it.text != text).map(|known| {
        let text = text.to_owned();
        let comment = Comment {
            text,
            ..known.clone()
        };
        Change::Comment(key.clone(), id.clone(), Some(comment))
    });
    let name = say!("reviewing-edit-comment-change", text = in_quotes(text));
    Edit::new(name, change.into_iter().collect())
}

/// Removes one of the author's own comments. What others answered to it stays.
#[must_use]
pub fn remove_comment(
    project: &Project,
    author: &Author,
    article: &ArticleId,
    id: &CommentId,
) -> Edit {
    let key = own(author, article);
    let review = project.reviews.get(&key);
    let known = review.and_then(|review| review.comments.get(id));
    let name = known.map_or_else(String::new, |known| {
        say!(
            "reviewing-edit-comment-remove",
            text = in_quotes(&known.text)
        )
    });
    let change = known.map(|_| Change::Comment(key.clone(), id.clone(), None));
    Edit::new(name, change.into_iter().collect())
}

/// What the author answers to a decision as it was made at a time; nothing when that is not there, or was made anew since.
#[must_use]
pub fn answer(
    project: &Project,
    author: &Author,
    article: &ArticleId,
    (to, decided): (&DecisionRef, Timestamp),
    stand: Stand,
    words: &str,
) -> Edit {
    let name = match stand {
        Stand::Accepts => say!("reviewing-edit-accept"),
        Stand::Contests => say!("reviewing-edit-contest"),
    };
    let key = ReviewKey {
        article: article.clone(),
        reviewer: to.by.clone(),
    };
    let review = project.reviews.get(&key);
    let decision = review.and_then(|review| review.decisions.get(&to.id));
    if decision.is_none_or(|decision| decision.at != decided) {
        return Edit::new(name, Vec::new());
    }
    let answer = Answer {
        to: to.clone(),
        decided,
        stand,
        words: words.to_owned(),
        at: whole_seconds(author.at),
    };
    let change = Change::Answer(own(author, article), to.clone(), Some(answer));
    Edit::new(name, vec![change])
}

/// Signs the gold layer of an article: it is done, and stands on the layers that are there now.
#[must_use]
pub fn sign(project: &Project, author: &Author, id: &ArticleId) -> Edit {
    let title = project.articles.get(id);
    let title = title.map_or(id.as_str(), |article| article.meta.display_title());
    let name = say!("reviewing-edit-sign", title = title);
    let Some(layers) = layer_states(project, id) else {
        return Edit::new(name, Vec::new());
    };
    let at = whole_seconds(author.at);
    let signed = Some(Signed { at, layers });
    let mut changes = vec![Change::Signed(own(author, id), signed)];
    changes.extend(gold_status(project, id, Status::Done));
    Edit::new(name, changes)
}

/// What sets how far the gold layer is, unless it is so far already or there can be none.
fn gold_status(project: &Project, id: &ArticleId, status: Status) -> Option<Change> {
    let key = project.gold_key(id)?;
    let is_new = project.annotators.contains_key(&key.annotator) && project.status(&key) != status;
    is_new.then(|| {
        let layer = project.layer(&key);
        let head = layer.map_or_else(LayerHead::default, |layer| layer.head.clone());
        Change::LayerHead(key, LayerHead { status, ..head })
    })
}

/// Takes the author's signature back.
#[must_use]
pub fn unsign(project: &Project, author: &Author, id: &ArticleId) -> Edit {
    let key = own(author, id);
    let title = project.articles.get(id);
    let title = title.map_or(id.as_str(), |article| article.meta.display_title());
    let is_signed = (project.reviews.get(&key)).is_some_and(|review| review.signed.is_some());
    let mut changes = Vec::new();
    if is_signed {
        changes.push(Change::Signed(key, None));
        changes.extend(gold_status(project, id, Status::InProgress));
    }
    Edit::new(say!("reviewing-edit-unsign", title = title), changes)
}

/// What each layer of an article says now, as a signature has it, without those of repeats; `None` when there is no such article.
#[must_use]
pub fn layer_states(project: &Project, id: &ArticleId) -> Option<BTreeMap<AnnotatorId, String>> {
    let article = project.articles.get(id)?;
    let layers = project.layers_of(id);
    let layers = layers.filter(|(key, _)| !project.is_second(&key.annotator));
    let states = layers.map(|(key, layer)| {
        let state = layer_state(&layer.in_passing(), article);
        (key.annotator.clone(), state)
    });
    Some(states.collect())
}

fn own(author: &Author, article: &ArticleId) -> ReviewKey {
    ReviewKey {
        article: article.clone(),
        reviewer: author.annotator.clone(),
    }
}

/// What leaves nothing of a review.
pub(super) fn clear_review(key: &ReviewKey, review: &Review) -> Vec<Change> {
    let decisions = review.decisions.keys();
    let decisions = decisions.map(|id| Change::Decision(key.clone(), id.clone(), None));
    let comments = review.comments.keys();
    let comments = comments.map(|id| Change::Comment(key.clone(), id.clone(), None));
    let answers = review.answers.keys();
    let answers = answers.map(|to| Change::Answer(key.clone(), to.clone(), None));
    let signed = review.signed.is_some();
    let signed = signed.then(|| Change::Signed(key.clone(), None));
    decisions
        .chain(comments)
        .chain(answers)
        .chain(signed)
        .collect()
}
