//! Edits that say which articles are labelled a second time; see [`Project::is_repeating`].

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotatorId, ArticleId, Change, Edit, LayerKey, Project, Repeat, Status};
use crate::say;

use super::set_status;

/// Says which articles each of these people is to label a second time, beside those that are to be already. Who holds the
/// second layers of somebody is made with the first of them.
#[must_use]
pub fn repeat(project: &Project, to: &BTreeMap<AnnotatorId, BTreeSet<ArticleId>>) -> Edit {
    let mut rules = project.reviewing.rules.clone();
    let mut changes: Vec<Change> = Vec::new();
    let mut assigned: BTreeMap<&ArticleId, BTreeSet<AnnotatorId>> = BTreeMap::new();
    let mut made = project.clone();
    let mut count = 0;
    for (person, articles) in to.iter().filter(|(_, articles)| !articles.is_empty()) {
        let holder = project.second_of(person).cloned().unwrap_or_else(|| {
            let name = format!("{} II", project.annotator_name(person));
            let taken = |id: &AnnotatorId| made.annotators.contains_key(id);
            let holder = AnnotatorId::from_name(&name, taken);
            let welcome = made.welcome(&holder, &name);
            let applied = welcome.apply(&mut made);
            debug_assert!(applied.is_ok(), "an annotator can come");
            changes.extend(welcome.changes);
            rules.second.insert(holder.clone(), person.clone());
            holder
        });
        for id in articles {
            let known = || project.reviewing.assigned.get(id).cloned();
            let to = assigned
                .entry(id)
                .or_insert_with(|| known().unwrap_or_default());
            count += usize::from(to.insert(holder.clone()));
        }
    }
    if rules != project.reviewing.rules {
        changes.push(Change::ReviewRules(rules));
    }
    let assigned = assigned.into_iter();
    let assigned = assigned.map(|(id, to)| Change::Assigned(id.clone(), to));
    changes.extend(assigned.filter(|change| change.current(project) != *change));
    if count == 0 {
        changes.clear();
    }
    Edit::new(say!("repeats-edit", count = count), changes)
}

/// What these people are to label a second time and have not begun. Several of them may have the same article, each a repeat of
/// it.
pub fn not_begun<'a>(
    project: &'a Project,
    people: &'a BTreeSet<AnnotatorId>,
) -> impl Iterator<Item = Repeat> + 'a {
    let repeats = project.repeats();
    // Fields of the article or a note are a beginning, too.
    repeats.filter(move |it| people.contains(&it.person) && project.layer(&it.key).is_none())
}

/// Takes back what these people are to label a second time and have not begun.
#[must_use]
pub fn end_repeats(project: &Project, people: &BTreeSet<AnnotatorId>) -> Edit {
    let mut assigned: BTreeMap<ArticleId, BTreeSet<AnnotatorId>> = BTreeMap::new();
    let mut count = 0;
    for repeat in not_begun(project, people) {
        let id = &repeat.key.article;
        let known = || project.reviewing.assigned.get(id).cloned();
        let to = assigned
            .entry(id.clone())
            .or_insert_with(|| known().unwrap_or_default());
        count += usize::from(to.remove(&repeat.key.annotator));
    }
    let changes = assigned.into_iter();
    let changes = changes.map(|(id, to)| Change::Assigned(id, to));
    Edit::new(say!("repeats-edit-end", count = count), changes.collect())
}

/// Opens again what a person was done with last: of an article that was labelled twice the second layer, which is a repeat once
/// more; else the first one. Nothing where that is not done.
#[must_use]
pub fn open_again(project: &Project, article: &ArticleId, person: &AnnotatorId) -> Edit {
    let key = |annotator: &AnnotatorId| LayerKey {
        article: article.clone(),
        annotator: annotator.clone(),
    };
    let is_done = |key: &LayerKey| project.status(key) == Status::Done;
    let second = project.second_of(person).map(key);
    // While a repeat is open, that is what the person works on, and it is not done.
    let last = if project.is_repeating(article, person) {
        None
    } else {
        let second = second.filter(is_done);
        second.or_else(|| Some(key(person)).filter(is_done))
    };
    match last {
        Some(key) => set_status(project, &key, Status::InProgress),
        None => Edit::new(String::new(), Vec::new()),
    }
}
